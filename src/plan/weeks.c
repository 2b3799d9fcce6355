/* The next weeks: who is given a plan at all, which exercises and how much of each, and when it changes. */
#include <math.h>
#include <string.h>
#include "exposure/exposure.h"
#include "plan/plan.h"

/* ---- who is given one ---------------------------------------------------------------------------------- */

static bool is_present(const lumbar_answer *answer, const char *finding)
{
    for (size_t i = 0; i < answer->finding_count; i++)
        if (answer->findings[i].state == LUMBAR_PRESENT && !strcmp(answer->findings[i].id, finding)) return true;
    return false;
}

/* Why there is none: the first that holds; LUMBAR_PHRASE_COUNT: there is one. What is not known is no leave to train.
 */
static lumbar_phrase_id refused(const lumbar_answer *answer)
{
    const lumbar_triage *t = &answer->triage;
    if (t->level != LUMBAR_SELF_CARE) return LUMBAR_PHRASE_WEEKS_SEE_SOMEONE;
    if (!t->screened) return LUMBAR_PHRASE_WEEKS_OPEN;
    if (!(answer->person.age_years >= 18)) return LUMBAR_PHRASE_WEEKS_YOUNG;
    if (is_present(answer, "is-pregnant") || is_present(answer, "unsafe-to-train") ||
        is_present(answer, "told-to-leave-out"))
        return LUMBAR_PHRASE_WEEKS_ASK_FIRST;
    if (answer->outcome == LUMBAR_NOTHING_TO_EXPLAIN) return LUMBAR_PHRASE_WEEKS_NO_ACHE;
    return strcmp(answer->plan.training, "none") ? LUMBAR_PHRASE_COUNT : LUMBAR_PHRASE_WEEKS_WAIT;
}

/* ---- how much ------------------------------------------------------------------------------------------ */

typedef struct planning {
    const lumbar_answers *answers;
    const lumbar_answer *answer;
    const lumbar_journal_days *days; /* or NULL */
    const lumbar_following *following;
    lumbar_plan_limits l;
    bool sore; /* the ache rose after the last workout */
    int weeks;
} planning;

/* Of own best sets; half of that where the answer says light, or the last workout was followed by an ache. */
static double share_of(const planning *p, int week)
{
    double share = p->l.first_share + p->l.step_share * week;
    return p->sore || !strcmp(p->answer->plan.training, "light") ? p->l.first_share * p->l.light_factor : share;
}

/* The person's own longest set, without added weight: repetitions or seconds; NaN: no record. */
static void best_of(const planning *p, const char *exercise, double *reps, double *seconds)
{
    *reps = *seconds = NAN;
    for (size_t w = 0; p->days && w < p->days->workout_count; w++)
        for (size_t s = 0; s < p->days->workouts[w].set_count; s++) {
            const lumbar_journal_set *set = &p->days->workouts[w].sets[s];
            if (!set->exercise || strcmp(set->exercise, exercise) || set->warm_up) continue;
            if (!isnan(set->reps)) *reps = fmax(*reps, set->reps);
            else *seconds = fmax(*seconds, set->seconds);
        }
}

static void dose(const planning *p, const lumbar_exercise *exercise, lumbar_programme_exercise *one)
{
    double reps, seconds;
    best_of(p, exercise->id, &reps, &seconds);
    one->own = !isnan(reps) || !isnan(seconds);
    if (!one->own) {
        if (exercise->line == LUMBAR_LINE_NONE) reps = p->l.unknown_reps;
        else seconds = p->l.unknown_seconds;
    }
    for (int week = 0; week < p->weeks; week++) {
        double share = one->own ? share_of(p, week) : 1;
        one->reps[week] = isnan(reps) ? NAN : fmax(floor(reps * share), 1);
        one->seconds[week] = isnan(reps) ? fmax(floor(seconds * share), 5) : NAN;
    }
}

/* ---- which exercises ----------------------------------------------------------------------------------- */

static bool ache_follows(const planning *p, const char *exercise)
{
    for (size_t i = 0; p->following && i < p->following->follow_count; i++)
        if (p->following->follows[i].told && !strcmp(p->following->follows[i].id, exercise)) return true;
    return false;
}

/* What the answer says instead of it; NULL: nothing, so it hurts nobody. */
static const lumbar_easier *easier_in_answer(const planning *p, const lumbar_exercise *exercise)
{
    for (size_t i = 0; i < p->answer->plan.easier_count; i++)
        if (!strcmp(p->answer->plan.easier[i].exercise, exercise->name)) return &p->answer->plan.easier[i];
    return NULL;
}

/* In the journal, or told of in a question about exercises. */
static bool does(const planning *p, const lumbar_exercise *exercise)
{
    const lumbar_knowledge *k = p->answers->knowledge;
    double reps, seconds;
    best_of(p, exercise->id, &reps, &seconds);
    if (!isnan(reps) || !isnan(seconds)) return true;
    for (size_t q = 0; q < k->question_count; q++) {
        const lumbar_question *shown = &k->questions[q].shown;
        if (!shown->of_exercises || p->answers->values[q].known != LUMBAR_KNOWN) continue;
        for (size_t i = 0; i < shown->option_count; i++)
            if ((p->answers->values[q].options >> i & 1) && !strcmp(shown->options[i].id, exercise->id)) return true;
    }
    return false;
}

static bool add_exercises(lumbar_arena *arena, const planning *p, lumbar_programme *weeks)
{
    const lumbar_knowledge *k = p->answers->knowledge;
    lumbar_programme_exercise *list = LUMBAR_NEW_ARRAY(arena, lumbar_programme_exercise, k->exercise_count + 1);
    weeks->exercises = list;
    for (size_t i = 0; list && i < k->exercise_count; i++) {
        const lumbar_exercise *e = &k->exercises[i];
        const lumbar_easier *easier = easier_in_answer(p, e);
        if (!e->judged || !does(p, e)) continue;
        lumbar_programme_exercise *one = &list[weeks->exercise_count++];
        *one = (lumbar_programme_exercise){.exercise = e, .sets = (int)p->l.sets};
        /* What the ache follows is made easier only where the answer does not forbid that: it has been looked at there.
         */
        one->instead = easier ? easier->easier : NULL;
        one->left_out = (easier && !easier->easier) || (!easier && ache_follows(p, e->id));
        dose(p, e, one);
        for (int week = 0; one->instead && week < p->weeks; week++) one->reps[week] = one->seconds[week] = NAN;
    }
    return list != NULL;
}

/* ---- the plan ------------------------------------------------------------------------------------------ */

/* Whether the ache rose after the last workout of which it was told how the back was. */
static bool sore_last(lumbar_arena *arena, const planning *p, bool *sore, lumbar_error *error)
{
    lumbar_exposure_limits limits;
    size_t count = 0;
    *sore = false;
    if (!p->days) return true;
    if (!lumbar_exposure_limits_read(p->answers->knowledge, &limits, error)) return false;
    const lumbar_unit *units = lumbar_units_of(arena, &limits, p->days, &count);
    if (!units) return lumbar_fail_memory(error);
    while (count && units[count - 1].sore == LUMBAR_UNKNOWN) count--;
    *sore = count && units[count - 1].sore == LUMBAR_PRESENT;
    return true;
}

static const char *text_of(lumbar_arena *arena, const planning *p, lumbar_phrase_id phrase, int number)
{
    const char *text = lumbar_format(arena, "%d", number);
    return lumbar_phrase_filled(arena, p->answers->knowledge, phrase, LUMBAR_HOLES({"count", text}));
}

static bool fill_lines(lumbar_arena *arena, const planning *p, lumbar_programme *weeks)
{
    const lumbar_knowledge *k = p->answers->knowledge;
    bool close = ache_follows(p, "short-rest");
    weeks->rest_days = (int)p->l.rest_days + close;
    weeks->warm_up = text_of(arena, p, LUMBAR_PHRASE_WEEKS_WARM_UP, (int)p->l.warm_up_min);
    weeks->range = lumbar_phrase(k, LUMBAR_PHRASE_WEEKS_RANGE);
    weeks->rest = text_of(arena, p, LUMBAR_PHRASE_WEEKS_REST, weeks->rest_days);
    weeks->stop = lumbar_phrase(k, LUMBAR_PHRASE_WEEKS_STOP);
    weeks->step = lumbar_phrase(k, p->weeks > 1 ? LUMBAR_PHRASE_WEEKS_STEP : LUMBAR_PHRASE_WEEKS_STAY);
    weeks->why = p->sore ? lumbar_phrase(k, LUMBAR_PHRASE_WEEKS_SORE)
                 : close ? lumbar_phrase(k, LUMBAR_PHRASE_WEEKS_CLOSE)
                         : NULL;
    return weeks->warm_up && weeks->rest;
}

const lumbar_programme *lumbar_programme_of(lumbar_arena *arena, const lumbar_answers *answers,
                                            const lumbar_answer *answer, const lumbar_journal_days *days,
                                            lumbar_error *error)
{
    lumbar_programme *weeks = LUMBAR_NEW(arena, lumbar_programme);
    planning p = {.answers = answers, .answer = answer, .days = days};
    if (!weeks) return lumbar_fail_memory(error), NULL;
    lumbar_phrase_id no = refused(answer);
    if (no != LUMBAR_PHRASE_COUNT) {
        weeks->why = lumbar_phrase(answers->knowledge, no);
        return weeks;
    }
    if (!lumbar_plan_limits_read(answers->knowledge, &p.l, error) || !sore_last(arena, &p, &p.sore, error)) return NULL;
    if (days && !(p.following = lumbar_follow_what(arena, days, answers->knowledge, error))) return NULL;
    bool careful = p.sore || !strcmp(answer->plan.training, "light");
    p.weeks = weeks->week_count = careful ? 1 : LUMBAR_PROGRAMME_WEEKS;
    weeks->retest_on = lumbar_date_after(answer->today, 7 * p.weeks);
    if (!add_exercises(arena, &p, weeks) || !fill_lines(arena, &p, weeks)) return lumbar_fail_memory(error), NULL;
    weeks->given = true;
    return lumbar_settle(arena, true, error) ? weeks : NULL;
}
