/* The plan: one line for tomorrow, one for the next workout, one for the day to look again, and why. */
#include <math.h>
#include <string.h>
#include "reason/reason.h"

/* ---- the table ----------------------------------------------------------------------------------------- */

static bool read_row(const lumbar_row_reading *r, const lumbar_row *row, lumbar_plan_row *p)
{
    *p = (lumbar_plan_row){.row = row};
    if (!lumbar_row_read(r, row, p)) return false;
    p->training = lumbar_row_get(row, "training");
    if ((p->line == LUMBAR_NEXT_WORKOUT) != (p->training != NULL))
        return lumbar_row_fail(r->error, r->table, row, NULL, "a row of next-workout has training, and no other row");
    bool change = p->line == LUMBAR_NEXT_WORKOUT && lumbar_holes_fit(p->text, "change");
    if (!change && !lumbar_holes_fit(p->text, ""))
        return lumbar_row_fail(r->error, r->table, row, "text", "the only hole is {change}, of next-workout");
    return lumbar_read_row_levels(r, row, &p->levels, &p->level_count) &&
           lumbar_read_for(r, row, &p->leaves, &p->any) && lumbar_read_says(r, row, &p->says);
}

/* Every level has a row of each line that always fits. */
static bool check_whole(const lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_table *levels = &k->tables[LUMBAR_TABLE_LEVELS];
    for (size_t level = 0; k->plan_count && level < levels->row_count; level++)
        for (int line = 0; line < LUMBAR_PLAN_LINES; line++) {
            bool found = false;
            for (size_t i = 0; i < k->plan_count && !found; i++) {
                const lumbar_plan_row *row = &k->plan[i];
                found = (int)row->line == line && row->any && !row->when && !row->not_if &&
                        lumbar_row_among(&levels->rows[level], row->levels, row->level_count);
            }
            if (!found)
                return lumbar_fail(error, LUMBAR_INPUT, 0,
                                   "knowledge/plan.txt: no row of line %d (tomorrow, next-workout, in-seven-days) and "
                                   "level '%s' for any cause, without when and not_if",
                                   line + 1, levels->rows[level].id);
        }
    return true;
}

bool lumbar_read_plan(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_row_reading r = {arena, k, LUMBAR_TABLE_PLAN, error};
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_PLAN];
    lumbar_plan_row *rows = LUMBAR_NEW_ARRAY(arena, lumbar_plan_row, table->row_count);
    if (!rows) return lumbar_fail_memory(error);
    k->plan = rows;
    for (; k->plan_count < table->row_count; k->plan_count++)
        if (!read_row(&r, &table->rows[k->plan_count], &rows[k->plan_count])) return false;
    const lumbar_row_reading exercises = {arena, k, LUMBAR_TABLE_EXERCISES, error};
    uint64_t says = 0; /* read where they are needed; here only whether they are claims */
    for (size_t i = 0; i < k->exercise_count; i++)
        if (!lumbar_read_says(&exercises, &k->tables[LUMBAR_TABLE_EXERCISES].rows[i], &says) ||
            !lumbar_read_claims_of(&exercises, &k->tables[LUMBAR_TABLE_EXERCISES].rows[i], "does", &says))
            return false;
    return check_whole(k, error);
}

/* ---- which rows ---------------------------------------------------------------------------------------- */

static bool fits(const lumbar_knowledge *k, const lumbar_plan_row *row, const lumbar_advice_need *need,
                 const lumbar_working *w)
{
    lumbar_scope scope = {.knowledge = k, .values = need->answers->values, .states = need->states};
    if (!lumbar_row_among(w->level, row->levels, row->level_count) ||
        lumbar_importance(k, row->leaves, row->any, need->leading) < 0)
        return false;
    if (lumbar_claims_clash(k, w->said, row->says)) return false;
    if (row->when && lumbar_condition_value(row->when, &scope) != LUMBAR_PRESENT) return false;
    return !row->not_if || !lumbar_could_hold(row->not_if, &scope);
}

void lumbar_plan_choose(const lumbar_knowledge *k, const lumbar_advice_need *need, lumbar_working *w)
{
    static const lumbar_plan_line order[] = {LUMBAR_NEXT_WORKOUT, LUMBAR_TOMORROW, LUMBAR_SEVEN_DAYS};
    for (size_t l = 0; l < LUMBAR_COUNT(order); l++)
        for (size_t i = 0; i < k->plan_count && !w->plan[order[l]]; i++) {
            if (k->plan[i].line != order[l] || !fits(k, &k->plan[i], need, w)) continue;
            w->plan[order[l]] = &k->plan[i];
            w->said |= k->plan[i].says;
        }
}

/* ---- reasons ------------------------------------------------------------------------------------------- */

/* What a recording says of it in its own words; NULL: nothing. */
static const lumbar_finding *seen(const lumbar_answer *answer, const char *finding)
{
    for (size_t i = 0; i < answer->finding_count; i++) {
        const lumbar_finding *f = &answer->findings[i];
        if (f->from == LUMBAR_FROM_RECORDING && f->state == LUMBAR_PRESENT && !strcmp(f->id, finding)) return f;
    }
    return NULL;
}

/* The picture that shows a finding, or where it was seen first. */
static void place(const lumbar_answer *answer, const lumbar_finding *f, lumbar_reason *reason)
{
    reason->text = f->text;
    for (size_t r = 0; r < answer->recording_count && reason->recording < 0; r++)
        for (size_t m = 0; m < answer->recordings[r].moment_count && reason->recording < 0; m++) {
            const lumbar_moment *moment = &answer->recordings[r].moments[m];
            if (!moment->finding || strcmp(moment->finding, f->id) || strcmp(moment->kind, "worst")) continue;
            reason->recording = (int)r;
            reason->time_s = moment->time_s;
        }
    if (reason->recording >= 0 || !f->where_count) return;
    reason->recording = f->where[0].recording;
    reason->time_s = f->where[0].time_s;
}

/* The two strongest; what a recording shows is one of them. Where nothing told speaks for it, that is said. */
static void fill_reasons(const lumbar_knowledge *k, const lumbar_answer *answer, lumbar_plan *plan)
{
    const lumbar_leaf *leaf = &answer->causes[0].leaves[0];
    if (!leaf->favour_count)
        plan->reasons[plan->reason_count++] = (lumbar_reason){"", k->phrases[LUMBAR_PHRASE_NO_REASON], -1, NAN};
    size_t shown = leaf->favour_count; /* the strongest that a recording shows; none */
    for (size_t i = 0; i < leaf->favour_count && shown == leaf->favour_count; i++)
        if (seen(answer, leaf->in_favour[i].finding)) shown = i;
    for (size_t i = 0; i < leaf->favour_count && plan->reason_count < LUMBAR_REASONS; i++) {
        bool last = plan->reason_count == LUMBAR_REASONS - 1;
        size_t from = last && shown < leaf->favour_count && shown > i ? shown : i;
        const lumbar_contribution *one = &leaf->in_favour[from];
        lumbar_reason *reason = &plan->reasons[plan->reason_count++];
        *reason = (lumbar_reason){one->finding, one->text, -1, NAN};
        const lumbar_finding *f = seen(answer, one->finding);
        if (f) place(answer, f, reason);
    }
}

/* ---- words --------------------------------------------------------------------------------------------- */

const char *lumbar_when_words(lumbar_arena *arena, const lumbar_knowledge *k, lumbar_date day, int days)
{
    char month[40];
    if (!lumbar_date_known(day))
        return lumbar_phrase_filled(arena, k, LUMBAR_PHRASE_IN_DAYS,
                                    LUMBAR_HOLES({"count", lumbar_digits((size_t)days).text}));
    lumbar_month_name(k, day.month, month);
    return lumbar_phrase_filled(arena, k, LUMBAR_PHRASE_ON_DAY,
                                LUMBAR_HOLES({"day", lumbar_digits((size_t)day.day).text}, {"month", month}));
}

/* The first advice that has words for the first view; NULL: none. */
static const lumbar_advice_row *change_row(const lumbar_working *w)
{
    for (size_t i = 0; i < w->advice_count; i++) {
        const char *text = lumbar_row_get(w->advice[i]->row, "short");
        if (text && *text) return w->advice[i];
    }
    return NULL;
}

const char *lumbar_change_words(lumbar_arena *arena, const lumbar_working *w)
{
    const lumbar_advice_row *row = change_row(w);
    return row ? lumbar_row_text(arena, row->row, "short") : NULL;
}

/* The change, where the line for the next workout names it; NULL: it does not, or nothing is drawn of it. */
static const lumbar_advice_row *drawn_change(const lumbar_working *w)
{
    const lumbar_plan_row *workout = w->plan[LUMBAR_NEXT_WORKOUT];
    const lumbar_advice_row *row = change_row(w);
    bool named = workout && !w->elsewhere && lumbar_holes_fit(workout->text, "change");
    return named && row && row->figure ? row : NULL;
}

/* One line; where the table has none, the careful one. */
static const char *line(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_working *w, lumbar_plan_line which)
{
    const lumbar_plan_row *row = w->plan[which];
    const char *careful = k->phrases[LUMBAR_PHRASE_NOT_ENOUGH_CHANGE];
    if (!row) return careful;
    lumbar_hole change = {"change", w->elsewhere ? w->elsewhere->change : lumbar_change_words(arena, w)};
    if (!change.text) change.text = careful;
    return lumbar_fill(arena, row->text, &change, 1);
}

/* The easier one for an exercise; where the rest of the answer forbids it, it is to be left out. */
static bool add_easier(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_working *w,
                       const lumbar_exercise *exercise, lumbar_easier *one)
{
    const lumbar_row_reading r = {arena, k, LUMBAR_TABLE_EXERCISES, NULL};
    const lumbar_row *row = lumbar_row_find(&k->tables[LUMBAR_TABLE_EXERCISES], exercise->id);
    uint64_t says = 0;
    bool told = exercise->easier && lumbar_read_says(&r, row, &says) && !lumbar_claims_clash(k, w->said, says);
    const lumbar_hole holes[] = {{"exercise", exercise->name}, {"easier", told ? exercise->easier : ""}};
    *one = (lumbar_easier){
        exercise->name, told ? exercise->easier : NULL,
        lumbar_fill(arena, k->phrases[told ? LUMBAR_PHRASE_INSTEAD : LUMBAR_PHRASE_LEAVE_OUT], holes, 2)};
    return one->text != NULL;
}

/* For each exercise that hurts; not where there is no training, nor where the back is not what hurts. */
static bool fill_easier(lumbar_arena *arena, const lumbar_answers *answers, const lumbar_working *w, lumbar_plan *plan)
{
    const lumbar_knowledge *k = answers->knowledge;
    if (w->elsewhere || !strcmp(plan->training, "none")) return true;
    for (size_t q = 0; q < k->question_count; q++) {
        const lumbar_question *shown = &k->questions[q].shown;
        if (!k->questions[q].easier || answers->values[q].known != LUMBAR_KNOWN) continue;
        lumbar_easier *list = LUMBAR_NEW_ARRAY(arena, lumbar_easier, shown->option_count);
        if (!list) return false;
        plan->easier = list;
        plan->easier_count = 0;
        for (size_t i = 0; i < shown->option_count; i++) {
            const lumbar_exercise *exercise = lumbar_exercise_find(k, shown->options[i].id);
            if (!(answers->values[q].options >> i & 1) || !exercise) continue;
            if (!add_easier(arena, k, w, exercise, &list[plan->easier_count++])) return false;
        }
    }
    return true;
}

bool lumbar_plan_fill(lumbar_arena *arena, const lumbar_answers *answers, const lumbar_working *w,
                      lumbar_answer *answer)
{
    const lumbar_knowledge *k = answers->knowledge;
    lumbar_plan *plan = &answer->plan;
    const lumbar_hole signs = {"signs", k->first_signs};
    const lumbar_plan_row *workout = w->plan[LUMBAR_NEXT_WORKOUT];
    const lumbar_advice_row *drawn = drawn_change(w);
    *plan = (lumbar_plan){.see = plan->see,
                          .training = workout ? workout->training : "light",
                          .tomorrow = line(arena, k, w, LUMBAR_TOMORROW),
                          .next_workout = line(arena, k, w, LUMBAR_NEXT_WORKOUT),
                          .figure = drawn ? drawn->figure->id : NULL,
                          .wrong_figure = drawn && drawn->wrong_figure ? drawn->wrong_figure->id : NULL,
                          .in_seven_days = line(arena, k, w, LUMBAR_SEVEN_DAYS),
                          .help = w->elsewhere && w->elsewhere->help /* the signs of that place */
                                      ? w->elsewhere->help
                                      : lumbar_fill(arena, k->phrases[LUMBAR_PHRASE_PLAN_HELP], &signs, 1)};
    bool reasons = answer->outcome == LUMBAR_RANKED && answer->triage.level < LUMBAR_SAME_DAY;
    if (reasons && !answer->again) fill_reasons(k, answer, plan); /* who looks again has read them */
    return plan->tomorrow && plan->next_workout && plan->in_seven_days && plan->help &&
           fill_easier(arena, answers, w, plan);
}
