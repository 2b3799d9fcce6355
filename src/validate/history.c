/* Synthetic athletes with a known cause, week by week: is it named, is something else, how many days does it take. */
#include <math.h>
#include <string.h>
#include "validate/athletes.h"
#include "validate/head.h"
#include "validate/history.h"
#include "validate/scored.h"

/* People whom nobody had looked at when the statistic was settled: that was done on seeds 1 to 200. (Seeds 1001 to 1200
 * were those of the statistic before this one.) */
enum { FIRST_SEED = 2001, SEEDS = 200, MARK_WEEK = 6, STRENGTHS = 3 };

/* How often the ache comes where the cause was there: that of the marks, and two weaker ones that are only shown. */
static const double STRENGTH[STRENGTHS] = {0.95, 0.7, 0.5};

static const struct {
    const char *id, *words;
    const char *right[2]; /* exposures that are so */
    int right_count;
} CAUSES[LUMBAR_ATHLETE_CAUSES] = {
    [LUMBAR_ATHLETE_LEG_RAISES] = {"leg-raises", "after leg raises", {"leg-raise"}, 1},
    [LUMBAR_ATHLETE_SHORT_REST] = {"short-rest", "without a day off", {"short-rest"}, 1},
    [LUMBAR_ATHLETE_NOTHING] = {"nothing", "after nothing", {NULL}, 0},
    [LUMBAR_ATHLETE_ANYTHING] = {"nothing-often", "often, of nothing", {NULL}, 0},
    [LUMBAR_ATHLETE_SPELLS] = {"nothing-spells", "in spells, of nothing", {NULL}, 0},
    [LUMBAR_ATHLETE_BOTH] = {"both", "after both", {"leg-raise", "short-rest"}, 2},
};

typedef struct group {
    size_t named[LUMBAR_ATHLETE_WEEKS + 1]; /* by week: a right one is told and no other */
    size_t all[LUMBAR_ATHLETE_WEEKS + 1];   /* every right one is */
    size_t wrong[LUMBAR_ATHLETE_WEEKS + 1]; /* another is told */
    size_t ever_wrong;                      /* in some week */
    size_t of;
    double days[SEEDS]; /* [named_count] until it was first named, sorted */
    size_t named_count;
} group;

typedef struct history_run {
    group groups[STRENGTHS][LUMBAR_ATHLETE_CAUSES];
} history_run;

static bool is_right(lumbar_athlete_cause cause, const char *id)
{
    for (int i = 0; i < CAUSES[cause].right_count; i++)
        if (!strcmp(CAUSES[cause].right[i], id)) return true;
    return false;
}

static void keep_day(group *g, double days)
{
    size_t at = g->named_count++;
    for (; at > 0 && g->days[at - 1] > days; at--) g->days[at] = g->days[at - 1];
    g->days[at] = days;
}

static bool follow_one(const lumbar_knowledge *k, const lumbar_athlete *athlete, group *g, lumbar_error *error)
{
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_journal_days *days = arena ? lumbar_athlete_log(arena, athlete) : NULL;
    bool good = days || lumbar_fail_memory(error), named_once = false, wrong_once = false;
    for (int week = 1; good && week <= LUMBAR_ATHLETE_WEEKS; week++) {
        lumbar_journal_days part = lumbar_athlete_until(days, week);
        const lumbar_following *f = lumbar_follow_what(arena, &part, k, error);
        int right = 0, wrong = 0;
        good = f != NULL;
        for (size_t i = 0; good && i < f->follow_count; i++)
            if (f->follows[i].told) (is_right(athlete->cause, f->follows[i].id) ? &right : &wrong)[0]++;
        if (!good) break;
        g->named[week] += right && !wrong;
        g->all[week] += right && right == CAUSES[athlete->cause].right_count && !wrong;
        g->wrong[week] += wrong > 0;
        wrong_once |= wrong > 0;
        if (right && !wrong && !named_once) keep_day(g, 7 * week), named_once = true;
    }
    g->ever_wrong += wrong_once;
    g->of++;
    lumbar_arena_free(arena);
    return good;
}

static bool follow_all(const lumbar_validation *validation, history_run *run, lumbar_error *error)
{
    for (int s = 0; s < STRENGTHS; s++)
        for (int c = 0; c < LUMBAR_ATHLETE_CAUSES; c++)
            for (uint64_t seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
                const lumbar_athlete athlete = {.cause = (lumbar_athlete_cause)c, .seed = seed, .follows = STRENGTH[s]};
                if (s && !CAUSES[c].right_count) continue; /* the same people */
                if (!follow_one(validation->knowledge, &athlete, &run->groups[s][c], error)) return false;
            }
    return true;
}

/* ---- what is printed ----------------------------------------------------------------------------------- */

static double median_days(const group *g) { return g->named_count ? g->days[g->named_count / 2] : NAN; }

static void write_group(lumbar_writer *w, const group *g, int cause, double strength)
{
    lumbar_write_open(w, NULL, '{');
    lumbar_write_string(w, "id", CAUSES[cause].id);
    lumbar_write_number(w, "follows", strength, "share");
    lumbar_write_integer(w, "of", (long long)g->of);
    lumbar_write_open(w, "named_by_week", '[');
    for (int week = 1; week <= LUMBAR_ATHLETE_WEEKS; week++) lumbar_write_integer(w, NULL, (long long)g->named[week]);
    lumbar_write_close(w);
    lumbar_write_integer(w, "all_named", (long long)g->all[MARK_WEEK]);
    lumbar_write_integer(w, "false_claims", (long long)g->wrong[MARK_WEEK]);
    lumbar_write_integer(w, "false_in_some_week", (long long)g->ever_wrong);
    lumbar_write_share(w, "false_95", lumbar_share_of(g->wrong[MARK_WEEK], g->of));
    lumbar_write_share(w, "false_in_some_week_95", lumbar_share_of(g->ever_wrong, g->of));
    lumbar_write_number(w, "days_needed", median_days(g), "days");
    lumbar_write_close(w);
}

static void write_json(const lumbar_verdict *verdict, const history_run *run, lumbar_share right, lumbar_share wrong)
{
    lumbar_writer w = lumbar_validate_head(verdict, "history");
    lumbar_write_open(&w, "summary", '{');
    lumbar_write_integer(&w, "right_exposure", (long long)right.hits);
    lumbar_write_integer(&w, "of", (long long)right.of);
    lumbar_write_share(&w, "right_95", right);
    lumbar_write_integer(&w, "false_claims", (long long)wrong.hits);
    lumbar_write_integer(&w, "people", (long long)wrong.of);
    lumbar_write_share(&w, "false_95", wrong);
    lumbar_write_close(&w);
    lumbar_write_open(&w, "rows", '[');
    for (int s = 0; s < STRENGTHS; s++)
        for (int c = 0; c < LUMBAR_ATHLETE_CAUSES; c++)
            if (run->groups[s][c].of) write_group(&w, &run->groups[s][c], c, STRENGTH[s]);
    lumbar_write_close(&w);
    lumbar_write_close(&w);
    lumbar_write_end(&w);
}

static void say_group(lumbar_text *words, const group *g, int cause, double strength)
{
    lumbar_text_addf(words, "  %-21s", CAUSES[cause].words);
    if (CAUSES[cause].right_count) lumbar_text_addf(words, " %3.0f %% ", 100 * strength);
    else lumbar_text_add(words, "       ");
    for (int week = 1; week <= LUMBAR_ATHLETE_WEEKS; week++)
        if (CAUSES[cause].right_count) lumbar_text_addf(words, "%5.0f", 100.0 * (double)g->named[week] / (double)g->of);
        else lumbar_text_add(words, "    -");
    lumbar_share now = lumbar_share_of(g->wrong[MARK_WEEK], g->of), ever = lumbar_share_of(g->ever_wrong, g->of);
    lumbar_text_addf(words, " %5.1f (%.0f-%.0f) %5.1f (%.0f-%.0f)", 100.0 * (double)g->wrong[MARK_WEEK] / (double)g->of,
                     100 * now.low, 100 * now.high, 100.0 * (double)g->ever_wrong / (double)g->of, 100 * ever.low,
                     100 * ever.high);
    if (g->named_count && CAUSES[cause].right_count) lumbar_text_addf(words, " %6.0f", median_days(g));
    if (CAUSES[cause].right_count > 1)
        lumbar_text_addf(words, "   both named: %.0f", 100.0 * (double)g->all[MARK_WEEK] / (double)g->of);
    lumbar_text_add(words, "\n");
}

static void say(const lumbar_verdict *verdict, const history_run *run, lumbar_share right, lumbar_share wrong)
{
    lumbar_text *words = verdict->words;
    lumbar_text_addf(
        words,
        "%d synthetic people for each line: they train seven days of ten, tell nine times of ten how the "
        "back was, forget a\n"
        "workout in twenty, and put a report in twenty-five under the next day. Of 100, by week: the "
        "right exposure named and\n"
        "no other; something false told at week 6, and at some weekly look.\n\n"
        "  it aches                in  wk 1    2    3    4    5    6    7    8   false       in some     days\n"
        "                                                                     (95 %%)       week      needed\n",
        SEEDS);
    for (int s = 0; s < STRENGTHS; s++)
        for (int c = 0; c < LUMBAR_ATHLETE_CAUSES; c++)
            if (run->groups[s][c].of) say_group(words, &run->groups[s][c], c, STRENGTH[s]);
    lumbar_text_addf(
        words,
        "\nRight by week 6: %zu of %zu (95 %% interval %.0f to %.0f %%); something false told: %zu of %zu "
        "(%.1f to %.1f %%), at\n%.0f %%.\n%s: the mark is 80 %% named by week 6 and at most 5 %% false, where the "
        "ache follows its cause %.0f times of 100.\nThese people are made up; real ones ache for reasons that "
        "no journal holds.\n",
        right.hits, right.of, 100 * right.low, 100 * right.high, wrong.hits, wrong.of, 100 * wrong.low,
        100 * wrong.high, 100 * STRENGTH[0], verdict->pass ? "Pass" : "Fail", 100 * STRENGTH[0]);
}

bool lumbar_validate_history(lumbar_arena *arena, const lumbar_validation *validation, lumbar_verdict *verdict,
                             lumbar_error *error)
{
    history_run *run = LUMBAR_NEW(arena, history_run);
    if (!run) return lumbar_fail_memory(error);
    if (!follow_all(validation, run, error)) return false;
    size_t right = 0, of = 0, wrong = 0, people = 0;
    for (int c = 0; c < LUMBAR_ATHLETE_CAUSES; c++) {
        const group *g = &run->groups[0][c];
        if (CAUSES[c].right_count) right += g->named[MARK_WEEK], of += g->of;
        wrong += g->wrong[MARK_WEEK], people += g->of;
    }
    lumbar_share named = lumbar_share_of(right, of), falsely = lumbar_share_of(wrong, people);
    verdict->pass = (double)right >= 0.8 * (double)of && (double)wrong <= 0.05 * (double)people;
    for (int c = 0; c < LUMBAR_ATHLETE_CAUSES; c++) {
        const group *g = &run->groups[0][c];
        if (CAUSES[c].right_count == 1) verdict->pass &= (double)g->named[MARK_WEEK] >= 0.8 * (double)g->of;
        verdict->pass &= (double)g->wrong[MARK_WEEK] <= 0.05 * (double)g->of;
    }
    if (verdict->json) write_json(verdict, run, named, falsely);
    if (verdict->words) say(verdict, run, named, falsely);
    return lumbar_settle(arena, true, error);
}
