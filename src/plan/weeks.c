/* The next weeks: which exercises, on which days, and what is otherwise because of what was logged. */
#include <math.h>
#include <string.h>
#include "plan/plan.h"

static bool says(const lumbar_planning *p, const char *claim)
{
    return (p->said & lumbar_claims_of(p->knowledge, &claim, 1)) != 0;
}

/* ---- which exercises ----------------------------------------------------------------------------------- */

/* Whether the ache follows it, by the journal: an exercise, or a row of `exposures`. */
static bool ache_follows(const lumbar_planning *p, const char *id)
{
    for (size_t i = 0; p->following && i < p->following->follow_count; i++)
        if (p->following->follows[i].told && !strcmp(p->following->follows[i].id, id)) return true;
    return false;
}

/* What the answer says instead of it; NULL: nothing, so it hurts nobody. */
static const lumbar_easier *easier_in_answer(const lumbar_planning *p, const lumbar_exercise *exercise)
{
    const lumbar_plan *plan = &p->told->answer->plan;
    for (size_t i = 0; i < plan->easier_count; i++)
        if (!strcmp(plan->easier[i].exercise, exercise->name)) return &plan->easier[i];
    return NULL;
}

/* In the journal, or told of in a question about exercises. */
static bool is_done(const lumbar_planning *p, const lumbar_exercise *exercise)
{
    const lumbar_knowledge *k = p->knowledge;
    const lumbar_answers *answers = p->told->answers;
    if (lumbar_plan_logged(p, exercise->id)) return true;
    for (size_t q = 0; q < k->question_count; q++) {
        const lumbar_question *shown = &k->questions[q].shown;
        if (!shown->of_exercises || answers->values[q].known != LUMBAR_KNOWN) continue;
        for (size_t i = 0; i < shown->option_count; i++)
            if ((answers->values[q].options >> i & 1) && !strcmp(shown->options[i].id, exercise->id)) return true;
    }
    return false;
}

/* Claims of a column of the exercise's row, else of the one that it is like. */
static uint64_t claims_of(const lumbar_planning *p, const lumbar_exercise *exercise, const char *column)
{
    const lumbar_row_reading r = {p->arena, p->knowledge, LUMBAR_TABLE_EXERCISES, NULL};
    uint64_t claims = 0;
    for (; exercise && !claims; exercise = exercise->like) {
        const lumbar_row *row = lumbar_row_find(&p->knowledge->tables[LUMBAR_TABLE_EXERCISES], exercise->id);
        if (row) lumbar_read_claims_of(&r, row, column, &claims); /* read before: the tables are sound */
    }
    return claims;
}

/* The easier one, where the answer does not forbid that too; else it is left out. */
static uint64_t step_down(const lumbar_planning *p, lumbar_programme_exercise *one)
{
    uint64_t claims = claims_of(p, one->exercise, "says");
    bool told = one->exercise->easier && !lumbar_claims_clash(p->knowledge, p->said, claims);
    one->instead = told ? one->exercise->easier : NULL;
    one->left_out = !told;
    return told ? claims : 0;
}

/* One exercise, and what its line claims. */
static uint64_t add_exercise(const lumbar_planning *p, const lumbar_exercise *e, bool easy,
                             lumbar_programme_exercise *one)
{
    const lumbar_easier *easier = easier_in_answer(p, e);
    uint64_t does = claims_of(p, e, "does");
    *one = (lumbar_programme_exercise){.exercise = e};
    for (int week = 0; week < LUMBAR_PROGRAMME_WEEKS; week++) one->reps[week] = one->seconds[week] = NAN;
    if (easier) {
        one->instead = easier->easier;
        one->left_out = !easier->easier;
        return one->instead ? claims_of(p, e, "says") : 0;
    }
    if (easy || !does || lumbar_claims_clash(p->knowledge, p->said, does) || ache_follows(p, e->id))
        return step_down(p, one);
    lumbar_plan_dose(p, does, one);
    return does;
}

/* Where nobody told what they do: the easier ones of what most people do. */
enum { SUGGESTED = 3 };

static bool add_exercises(const lumbar_planning *p, lumbar_programme *weeks, uint64_t *claims)
{
    const lumbar_knowledge *k = p->knowledge;
    lumbar_programme_exercise *list = LUMBAR_NEW_ARRAY(p->arena, lumbar_programme_exercise, k->exercise_count + 1);
    weeks->exercises = list;
    for (size_t i = 0; list && i < k->exercise_count; i++)
        if (k->exercises[i].judged && is_done(p, &k->exercises[i]))
            *claims |= add_exercise(p, &k->exercises[i], false, &list[weeks->exercise_count++]);
    bool told = weeks->exercise_count > 0;
    for (size_t i = 0; list && !told && i < k->exercise_count && weeks->exercise_count < SUGGESTED; i++) {
        if (!k->exercises[i].common || !claims_of(p, &k->exercises[i], "does")) continue;
        *claims |= add_exercise(p, &k->exercises[i], true, &list[weeks->exercise_count]);
        weeks->exercise_count += !list[weeks->exercise_count].left_out;
    }
    return list != NULL;
}

/* ---- days ---------------------------------------------------------------------------------------------- */

/* From today on, or when the rest after the last workout is over. */
static bool add_days(const lumbar_planning *p, lumbar_programme *weeks)
{
    lumbar_date first = p->told->answer->today;
    const lumbar_journal_days *journal = p->told->days;
    int apart = weeks->rest_days + 1, in_week = 7 / apart;
    if (!lumbar_date_known(first)) return true;
    if (in_week > LUMBAR_PROGRAMME_DAYS) in_week = LUMBAR_PROGRAMME_DAYS;
    if (p->unit_count) {
        lumbar_date rested = lumbar_date_after(journal->first, p->units[p->unit_count - 1].day + apart);
        if (lumbar_date_between(first, rested) > 0) first = rested;
    }
    lumbar_programme_day *list =
        LUMBAR_NEW_ARRAY(p->arena, lumbar_programme_day, LUMBAR_PROGRAMME_WEEKS * LUMBAR_PROGRAMME_DAYS);
    if (!list) return false;
    for (int week = 0; week < p->weeks; week++)
        for (int i = 0; i < in_week; i++)
            list[weeks->day_count++] = (lumbar_programme_day){week, lumbar_date_after(first, 7 * week + apart * i)};
    weeks->days = list;
    weeks->retest_on = lumbar_date_after(first, 7 * p->weeks);
    return true;
}

/* ---- words --------------------------------------------------------------------------------------------- */

static const char *counted(const lumbar_planning *p, lumbar_phrase_id phrase, int number)
{
    return lumbar_phrase_filled(p->arena, p->knowledge, phrase,
                                LUMBAR_HOLES({"count", lumbar_digits((size_t)number).text}));
}

static const char *of_follow(const lumbar_planning *p, const lumbar_follow *f)
{
    bool exercise = lumbar_exercise_find(p->knowledge, f->id) != NULL;
    return lumbar_phrase_filled(p->arena, p->knowledge,
                                exercise ? LUMBAR_PHRASE_WEEKS_FOLLOWS_EXERCISE : LUMBAR_PHRASE_WEEKS_FOLLOWS,
                                LUMBAR_HOLES({"what", f->what}));
}

static const char *of_soreness(const lumbar_planning *p, const lumbar_unit *unit)
{
    char strength[40];
    lumbar_text day = {0};
    lumbar_print(strength, sizeof strength, "%.3g", unit->after);
    lumbar_date_words(p->knowledge, lumbar_date_after(p->told->days->first, unit->day), &day);
    const char *text = day.failed ? NULL
                                  : lumbar_phrase_filled(p->arena, p->knowledge, LUMBAR_PHRASE_WEEKS_SORE,
                                                         LUMBAR_HOLES({"strength", strength}, {"day", day.data}));
    lumbar_text_free(&day);
    return text;
}

/* A phrase with the hole `day`, that of a workout, and `next`, that of the plan's first. */
static const char *of_days(const lumbar_planning *p, lumbar_phrase_id phrase, const lumbar_unit *unit, lumbar_date next)
{
    lumbar_text day = {0}, first = {0};
    lumbar_date_words(p->knowledge, lumbar_date_after(p->told->days->first, unit->day), &day);
    if (lumbar_date_known(next)) lumbar_date_words(p->knowledge, next, &first);
    bool good = !day.failed && !first.failed;
    const char *text =
        good ? lumbar_phrase_filled(p->arena, p->knowledge, phrase,
                                    LUMBAR_HOLES({"day", day.data}, {"next", first.data ? first.data : ""}))
             : NULL;
    lumbar_text_free(&day);
    lumbar_text_free(&first);
    return text;
}

/* Whether an amount comes from a day of which it was not told, or cannot be told, how the back was. */
static const lumbar_unit *untold(const lumbar_planning *p, const lumbar_programme *weeks)
{
    const lumbar_unit *last = NULL;
    for (size_t i = 0; !p->light && i < weeks->exercise_count; i++) {
        const lumbar_programme_exercise *one = &weeks->exercises[i];
        const lumbar_unit *with = one->own ? lumbar_plan_last_with(p, one->exercise->id) : NULL;
        if (with && with->sore == LUMBAR_UNKNOWN && (!last || with->day > last->day)) last = with;
    }
    return last;
}

/* What is otherwise because of the journal. */
static bool add_changes(const lumbar_planning *p, lumbar_programme *weeks)
{
    enum { OTHERS = 3 };
    size_t follows = p->following ? p->following->follow_count : 0;
    const lumbar_unit *last = lumbar_plan_last_told(p), *open = untold(p, weeks);
    const char **list = LUMBAR_NEW_ARRAY(p->arena, const char *, follows + OTHERS + 1);
    if (!(weeks->changes = list)) return false;
    if (last && last->sore == LUMBAR_PRESENT) list[weeks->change_count++] = of_soreness(p, last), open = NULL;
    else if (lumbar_plan_calm_week(p) && p->steps && !p->light)
        list[weeks->change_count++] = lumbar_phrase(p->knowledge, LUMBAR_PHRASE_WEEKS_CALM);
    if (open) list[weeks->change_count++] = of_days(p, LUMBAR_PHRASE_WEEKS_UNTOLD, open, (lumbar_date){0});
    if (weeks->day_count && lumbar_date_between(p->told->answer->today, weeks->days[0].on) > 0)
        list[weeks->change_count++] =
            of_days(p, LUMBAR_PHRASE_WEEKS_RESTING, &p->units[p->unit_count - 1], weeks->days[0].on);
    for (size_t i = 0; i < follows; i++) {
        const lumbar_follow *f = &p->following->follows[i];
        if (!f->told) continue;
        list[weeks->change_count++] =
            strcmp(f->id, "short-rest") ? of_follow(p, f) : lumbar_phrase(p->knowledge, LUMBAR_PHRASE_WEEKS_CLOSE);
    }
    for (size_t i = 0; i < weeks->change_count; i++)
        if (!list[i]) return false;
    return true;
}

static bool add_lines(const lumbar_planning *p, lumbar_programme *weeks)
{
    const lumbar_knowledge *k = p->knowledge;
    weeks->warm_up = counted(p, LUMBAR_PHRASE_WEEKS_WARM_UP, (int)p->l.warm_up_min);
    weeks->range = lumbar_phrase(k, LUMBAR_PHRASE_WEEKS_RANGE);
    weeks->rest = counted(p, LUMBAR_PHRASE_WEEKS_REST, weeks->rest_days);
    weeks->stop = lumbar_phrase(k, LUMBAR_PHRASE_WEEKS_STOP);
    weeks->step = lumbar_phrase(k, p->steps && p->weeks > 1 ? LUMBAR_PHRASE_WEEKS_STEP : LUMBAR_PHRASE_WEEKS_STAY);
    weeks->help = p->told->answer->plan.help;
    weeks->form = lumbar_phrase_filled(p->arena, k, LUMBAR_PHRASE_WEEKS_FORM,
                                       LUMBAR_HOLES({"change", p->told->answer->plan.next_workout}));
    return weeks->warm_up && weeks->rest && weeks->form;
}

/* ---- the plan ------------------------------------------------------------------------------------------ */

static bool begin(lumbar_planning *p, lumbar_error *error)
{
    const lumbar_programme_settings *told = p->told;
    p->said = lumbar_claims_of(p->knowledge, told->answer->claims, told->answer->claim_count);
    p->light = !strcmp(told->answer->plan.training, "light") || says(p, "halve");
    p->steps = !says(p, "nothing-harder");
    if (!lumbar_plan_limits_read(p->knowledge, &p->l, error) ||
        !lumbar_exposure_limits_read(p->knowledge, &p->of_aches, error))
        return false;
    if (told->days) {
        p->units = lumbar_units_of(p->arena, &p->of_aches, told->days, &p->unit_count);
        p->following = lumbar_follow_what(p->arena, told->days, p->knowledge, error);
        if (!p->units || !p->following) return lumbar_fail_memory(error);
    }
    const lumbar_unit *last = lumbar_plan_last_told(p);
    bool careful = p->light || !p->steps || (last && last->sore == LUMBAR_PRESENT);
    int most = told->weeks > 0 && told->weeks < LUMBAR_PROGRAMME_WEEKS ? told->weeks : LUMBAR_PROGRAMME_WEEKS;
    p->weeks = careful ? 1 : most;
    return true;
}

/* What the plan as a whole claims beside its exercises. */
static uint64_t whole_claims(const lumbar_planning *p)
{
    const char *const claims[] = {"exercise-now", says(p, "halve") ? "halve" : "own-dose", "step-up"};
    return lumbar_claims_of(p->knowledge, claims, p->steps && p->weeks > 1 ? 3 : 2);
}

const lumbar_programme *lumbar_programme_of(lumbar_arena *arena, const lumbar_programme_settings *settings,
                                            lumbar_error *error)
{
    lumbar_programme *weeks = LUMBAR_NEW(arena, lumbar_programme);
    lumbar_planning p = {.arena = arena, .told = settings, .knowledge = settings->answers->knowledge};
    if (!weeks) return lumbar_fail_memory(error), NULL;
    weeks->level = settings->answer->triage.level;
    if (!begin(&p, error)) return NULL;
    if (!(weeks->why = lumbar_plan_refused(&p, &weeks->withdrawn))) return lumbar_fail_memory(error), NULL;
    if (*weeks->why) return lumbar_settle(arena, true, error) ? weeks : NULL;
    weeks->why = NULL;
    weeks->week_count = p.weeks;
    weeks->rest_days = (int)p.l.rest_days + ache_follows(&p, "short-rest");
    uint64_t claims = whole_claims(&p);
    if (!add_exercises(&p, weeks, &claims) || !add_days(&p, weeks) || !add_lines(&p, weeks) || !add_changes(&p, weeks))
        return lumbar_fail_memory(error), NULL;
    weeks->claims = lumbar_claims_named(arena, p.knowledge, claims, &weeks->claim_count);
    weeks->given = true;
    return lumbar_settle(arena, true, error) ? weeks : NULL;
}
