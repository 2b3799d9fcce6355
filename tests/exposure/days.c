/* Journals of tests, day by day. */
#include "days.h"
#include <math.h>

static const lumbar_date FIRST = {2026, 2, 1};

void days_begin(days *d, int length)
{
    *d = (days){.journal = {.first = FIRST, .last = lumbar_date_after(FIRST, length - 1)}};
    d->journal.workouts = d->workouts;
    d->journal.soreness = d->soreness;
}

void days_train(days *d, int day, const char *exercise, const char *other)
{
    lumbar_journal_set *sets = d->sets[d->journal.workout_count];
    const char *names[2] = {exercise, other};
    size_t count = other ? 2 : 1;
    for (size_t i = 0; i < count; i++)
        sets[i] = (lumbar_journal_set){.exercise = names[i],
                                       .name = names[i],
                                       .reps = 10,
                                       .seconds = NAN,
                                       .weight_kg = NAN,
                                       .rest_s = NAN,
                                       .rpe = NAN};
    d->workouts[d->journal.workout_count++] = (lumbar_journal_workout){.number = day + 1,
                                                                       .day = lumbar_date_after(FIRST, day),
                                                                       .minute = -1,
                                                                       .duration_s = NAN,
                                                                       .warm_up_s = NAN,
                                                                       .sets = sets,
                                                                       .set_count = count,
                                                                       .source = "told"};
}

void days_ache(days *d, int day, double strength, const char *when)
{
    size_t at = d->journal.soreness_count++;
    d->soreness[at] = (lumbar_journal_soreness){.number = day + 1,
                                                .day = lumbar_date_after(FIRST, day),
                                                .minute = -1,
                                                .when = when,
                                                .strength = strength,
                                                .place = "lower-back",
                                                .source = "told"};
}
