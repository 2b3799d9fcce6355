/* How much of an exercise: from the person's own sets and what came after them, within what the answer says. */
#include <math.h>
#include <string.h>
#include "plan/plan.h"

/* Sets of one exercise: repetitions or seconds; NaN: none. */
typedef struct amount {
    double reps, seconds;
} amount;

static bool is_none(amount a) { return isnan(a.reps) && isnan(a.seconds); }

/* The longest set of an exercise in these workouts. */
static amount longest(const lumbar_journal_workout *workouts, size_t count, const char *exercise)
{
    amount most = {NAN, NAN};
    for (size_t w = 0; w < count; w++)
        for (size_t s = 0; s < workouts[w].set_count; s++) {
            const lumbar_journal_set *set = &workouts[w].sets[s];
            if (!set->exercise || strcmp(set->exercise, exercise) || set->warm_up) continue;
            if (!isnan(set->reps)) most.reps = fmax(most.reps, set->reps);
            else most.seconds = fmax(most.seconds, set->seconds);
        }
    return most;
}

static amount best_of(const lumbar_planning *p, const char *exercise)
{
    const lumbar_journal_days *days = p->told->days;
    return days ? longest(days->workouts, days->workout_count, exercise) : (amount){NAN, NAN};
}

bool lumbar_plan_logged(const lumbar_planning *p, const char *exercise) { return !is_none(best_of(p, exercise)); }

const lumbar_unit *lumbar_plan_last_told(const lumbar_planning *p)
{
    for (size_t u = p->unit_count; u-- > 0;)
        if (p->units[u].sore != LUMBAR_UNKNOWN) return &p->units[u];
    return NULL;
}

bool lumbar_plan_calm_week(const lumbar_planning *p)
{
    const lumbar_unit *last = lumbar_plan_last_told(p);
    int calm = 0;
    for (size_t u = p->unit_count; last && u-- > 0 && p->units[u].day > last->day - 7;) {
        if (p->units[u].sore == LUMBAR_PRESENT) return false;
        calm += p->units[u].sore == LUMBAR_ABSENT;
    }
    return calm > 1; /* one day tells of no week */
}

const lumbar_unit *lumbar_plan_last_with(const lumbar_planning *p, const char *exercise)
{
    for (size_t u = p->unit_count; u-- > 0;)
        if (!is_none(longest(p->units[u].workouts, p->units[u].count, exercise))) return &p->units[u];
    return NULL;
}

/* What was done last where no ache came after it; half of it after an ache, or where the answer says less; where it was
 * not told how the back was, a share of the longest set. */
static double first_week(const lumbar_planning *p, const lumbar_unit *with, double last, double best)
{
    const lumbar_unit *told = lumbar_plan_last_told(p);
    if (p->light || (told && told->sore == LUMBAR_PRESENT)) return last * p->l.light_factor;
    if (with->sore != LUMBAR_ABSENT) return best * p->l.first_share;
    return lumbar_plan_calm_week(p) && p->steps ? last + fmax(round(best * p->l.step_share), 1) : last;
}

static void own_dose(const lumbar_planning *p, const lumbar_unit *with, amount best, lumbar_programme_exercise *one)
{
    amount last = longest(with->workouts, with->count, one->exercise->id);
    bool counted = !isnan(last.reps);
    double most = counted ? best.reps : best.seconds, from = counted ? last.reps : last.seconds;
    double first = first_week(p, with, from, most), step = fmax(round(most * p->l.step_share), 1);
    for (int week = 0; week < p->weeks; week++) {
        double sum = floor(first + (p->steps ? step * week : 0));
        one->reps[week] = counted ? fmax(sum, 1) : NAN;
        one->seconds[week] = counted ? NAN : fmax(sum, 5);
    }
}

static void usual_dose(const lumbar_planning *p, lumbar_programme_exercise *one)
{
    bool counted = one->exercise->line == LUMBAR_LINE_NONE;
    for (int week = 0; week < p->weeks; week++) {
        one->reps[week] = counted ? p->l.unknown_reps : NAN;
        one->seconds[week] = counted ? NAN : p->l.unknown_seconds;
    }
}

/* Not more than a piece of advice says: its own way of counting sets goes with its own length. */
static void obey(const lumbar_advice_row *says, amount best, int weeks, lumbar_programme_exercise *one)
{
    bool shorter = false;
    for (int week = 0; week < weeks; week++) {
        double *reps = &one->reps[week], *seconds = &one->seconds[week];
        if (says->spare && *reps > best.reps - says->spare) *reps = fmax(best.reps - says->spare, 1);
        if (says->reps && *reps > says->reps) *reps = says->reps, shorter = true;
        if (says->seconds && *seconds > says->seconds) *seconds = says->seconds, shorter = true;
    }
    if (says->sets && (shorter || one->sets > says->sets)) one->sets = says->sets;
}

/* Advice of the answer that says how much, of this movement or of all. */
static bool is_about(const lumbar_planning *p, const lumbar_advice_row *row, uint64_t does)
{
    uint64_t moves = 0, of_row;
    const lumbar_row_reading r = {p->arena, p->knowledge, LUMBAR_TABLE_EXERCISES, NULL};
    const lumbar_table *table = &p->knowledge->tables[LUMBAR_TABLE_EXERCISES];
    for (size_t i = 0; i < table->row_count; i++) lumbar_read_claims_of(&r, &table->rows[i], "does", &moves);
    of_row = row->says & moves;
    return !of_row || (of_row & does);
}

void lumbar_plan_dose(const lumbar_planning *p, uint64_t does, lumbar_programme_exercise *one)
{
    const lumbar_answer *answer = p->told->answer;
    const lumbar_knowledge *k = p->knowledge;
    amount best = best_of(p, one->exercise->id);
    const lumbar_unit *with = lumbar_plan_last_with(p, one->exercise->id);
    one->own = with != NULL;
    one->sets = (int)p->l.sets;
    if (with) own_dose(p, with, best, one);
    else usual_dose(p, one);
    for (size_t i = 0; i < answer->advice_count; i++)
        for (size_t a = 0; a < k->advice_count; a++)
            if (!strcmp(k->advice[a].row->id, answer->advice[i].id) && is_about(p, &k->advice[a], does))
                obey(&k->advice[a], best, p->weeks, one);
}
