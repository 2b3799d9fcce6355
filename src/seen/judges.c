/* Which function judges what a row of the table names. */
#include "seen/rules.h"

static const struct {
    lumbar_judge *judge; /* of one repetition; NULL: `look_for` judges the whole */
    lumbar_look_for *look_for;
    bool open; /* a question even where no exercise was made out */
} JUDGES[LUMBAR_JUDGE_COUNT] = {
    [LUMBAR_JUDGE_HIPS_LEAD] = {.judge = lumbar_judge_hips_lead, .open = true},
    [LUMBAR_JUDGE_ARCH] = {.judge = lumbar_judge_arch, .open = true},
    [LUMBAR_JUDGE_RANGE_LARGE] = {.judge = lumbar_judge_range_large, .open = true},
    [LUMBAR_JUDGE_END_RANGE] = {.judge = lumbar_judge_end_range, .open = true},
    [LUMBAR_JUDGE_FEET] = {.judge = lumbar_judge_feet, .open = true},
    [LUMBAR_JUDGE_MOMENTUM] = {.judge = lumbar_judge_momentum, .open = true},
    [LUMBAR_JUDGE_HEAD] = {.judge = lumbar_judge_head, .open = true},
    [LUMBAR_JUDGE_RANGE_SHORT] = {.judge = lumbar_judge_range_short, .open = true},
    [LUMBAR_JUDGE_SAG] = {.look_for = lumbar_see_holds},
    [LUMBAR_JUDGE_PIKE] = {.look_for = lumbar_see_holds},
    [LUMBAR_JUDGE_FADING] = {.look_for = lumbar_see_fading, .open = true},
    [LUMBAR_JUDGE_SIDES] = {.look_for = lumbar_see_sides, .open = true},
    [LUMBAR_JUDGE_WARM_UP] = {.look_for = lumbar_see_warm_up},
};

/* The next row of the table that this judge judges, from *at on; NULL where there is none. */
static const lumbar_finding_row *next_of(const lumbar_seeing *seeing, int judge, size_t *at)
{
    const lumbar_knowledge *k = seeing->knowledge;
    while (*at < k->finding_count) {
        const lumbar_finding_row *row = &k->findings[(*at)++];
        if (row->judged && (int)row->judged->judge == judge) return row;
    }
    return NULL;
}

void lumbar_judge_all(lumbar_seeing *seeing)
{
    const lumbar_finding_row *row;
    for (int judge = 0; judge < LUMBAR_JUDGE_COUNT; judge++)
        for (size_t at = 0; !seeing->failed && (row = next_of(seeing, judge, &at));)
            if (JUDGES[judge].judge) lumbar_see_repetitions(seeing, row, JUDGES[judge].judge);
            else JUDGES[judge].look_for(seeing, row);
}

void lumbar_leave_open(lumbar_seeing *seeing, lumbar_reason_id why_not)
{
    const lumbar_finding_row *row;
    for (int judge = 0; judge < LUMBAR_JUDGE_COUNT; judge++)
        for (size_t at = 0; JUDGES[judge].open && (row = next_of(seeing, judge, &at));)
            if (lumbar_asked_here(seeing, row)) lumbar_add_unseen(seeing, row, why_not);
}
