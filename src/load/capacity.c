/* What a person can do: from their own record first, from norms only until there is one. */
#include <math.h>
#include <string.h>
#include "load/load.h"

double lumbar_set_seconds(const lumbar_load_limits *l, const lumbar_journal_set *set)
{
    return !isnan(set->seconds) ? set->seconds : set->reps * l->repetition_s;
}

/* Repetitions left by the rated effort (Zourdos 2016): 8 is two more. Without a rating the set shows only that it could
 * be done. A hold's rating is of no such scale. */
static double could_do(const lumbar_load_limits *l, const lumbar_journal_set *set)
{
    double left = isnan(set->reps) || isnan(set->rpe) ? 0 : fmax(10 - set->rpe, 0);
    double each = isnan(set->seconds) || !(set->reps > 0) ? l->repetition_s : set->seconds / set->reps;
    return lumbar_set_seconds(l, set) + left * each;
}

double lumbar_capacity_own(const lumbar_load_limits *l, const lumbar_journal_days *earlier, const char *exercise)
{
    double most = NAN;
    for (size_t w = 0; exercise && earlier && w < earlier->workout_count; w++)
        for (size_t s = 0; s < earlier->workouts[w].set_count; s++) {
            const lumbar_journal_set *set = &earlier->workouts[w].sets[s];
            bool same = set->exercise && !strcmp(set->exercise, exercise) && !set->warm_up;
            if (same && !(set->weight_kg < 0 || set->weight_kg > 0)) most = fmax(most, could_do(l, set));
        }
    return most;
}

double lumbar_capacity_norm(const lumbar_knowledge *k, const char *exercise, const char *sex)
{
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_DEMANDS];
    for (size_t i = 0; exercise && i < table->row_count; i++) {
        const lumbar_row *row = &table->rows[i];
        if (strcmp(lumbar_row_get(row, "exercise"), exercise)) continue;
        double men = lumbar_row_number(row, "hold_men"), women = lumbar_row_number(row, "hold_women");
        if (isnan(men) || isnan(women)) continue;
        return sex && !strcmp(sex, "male") ? men : sex && !strcmp(sex, "female") ? women : (men + women) / 2;
    }
    return NAN;
}
