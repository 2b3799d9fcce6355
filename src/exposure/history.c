/* A journal as the witness "history": what the ache follows, and what the last workout asked. */
#include <math.h>
#include <string.h>
#include "exposure/exposure.h"

static bool add(const lumbar_knowledge *k, lumbar_finding *list, size_t *count, const char *id, double strength,
                double confidence)
{
    size_t row = id ? lumbar_finding_index(k, id, strlen(id)) : LUMBAR_NO_INDEX;
    if (row == LUMBAR_NO_INDEX) return false;
    list[(*count)++] = (lumbar_finding){.id = k->findings[row].id,
                                        .from = LUMBAR_FROM_HISTORY,
                                        .state = LUMBAR_PRESENT,
                                        .strength = strength,
                                        .confidence = confidence,
                                        .text = k->findings[row].present,
                                        .value = NAN,
                                        .low = NAN,
                                        .high = NAN};
    return true;
}

/* The last workout that has sets; NULL: none. */
static const lumbar_journal_workout *last_of(const lumbar_journal_days *days)
{
    for (size_t i = days->workout_count; i-- > 0;)
        if (days->workouts[i].set_count) return &days->workouts[i];
    return NULL;
}

/* Its course, against the record of all workouts before it. */
static const lumbar_course *course_of(lumbar_arena *arena, const lumbar_journal_days *days,
                                      const lumbar_journal_workout *last, const lumbar_person *person,
                                      const lumbar_knowledge *k, lumbar_error *error)
{
    lumbar_journal_days earlier = *days;
    earlier.workout_count = (size_t)(last - days->workouts);
    const lumbar_course_settings settings = {.sets = last->sets,
                                             .set_count = last->set_count,
                                             .earlier = &earlier,
                                             .sex = person->sex,
                                             .mass_kg = person->mass_kg,
                                             .ache_s = NAN};
    return lumbar_course_of(arena, &settings, k, error);
}

/* The exposure that is the article's combination: to the end of bending, and not warmed up. */
static bool cold_and_large(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_exposure_limits *l,
                           const lumbar_journal_days *days, const lumbar_journal_workout *last, bool *is_so,
                           lumbar_error *error)
{
    const lumbar_unit unit = {.workouts = last, .count = 1};
    lumbar_exposed_list list;
    *is_so = false;
    if (last->warmed != LUMBAR_ABSENT) return true;
    if (!lumbar_exposed_of(arena, k, l, days, &unit, 1, &list, error)) return false;
    for (size_t i = 0; i < list.count; i++)
        *is_so |= !strcmp(lumbar_row_get(list.items[i].row, "kind"), "large-movement");
    return true;
}

const lumbar_history *lumbar_history_of(lumbar_arena *arena, const lumbar_journal_days *days,
                                        const lumbar_person *person, const lumbar_knowledge *k, lumbar_error *error)
{
    enum { OF_COURSE = 8 };
    lumbar_exposure_limits limits;
    const lumbar_following *following = lumbar_follow_what(arena, days, k, error);
    const lumbar_journal_workout *last = last_of(days);
    const lumbar_course *course = NULL;
    bool cold = false;
    if (!following || !lumbar_exposure_limits_read(k, &limits, error)) return NULL;
    if (last && (!(course = course_of(arena, days, last, person, k, error)) ||
                 !cold_and_large(arena, k, &limits, days, last, &cold, error)))
        return NULL;
    lumbar_history *history = LUMBAR_NEW(arena, lumbar_history);
    lumbar_finding *list = LUMBAR_NEW_ARRAY(arena, lumbar_finding, following->follow_count + OF_COURSE);
    if (!history || !list) return lumbar_fail_memory(error), NULL;
    size_t count = 0;
    for (size_t i = 0; i < following->follow_count; i++) {
        const lumbar_follow *f = &following->follows[i];
        if (f->told) add(k, list, &count, f->finding, 1, 1 - f->by_chance);
    }
    for (size_t i = 0; course && i < course->finding_count; i++)
        if (course->findings[i].state == LUMBAR_PRESENT) list[count++] = course->findings[i];
    if (cold) add(k, list, &count, "cold-and-large", 1, 1);
    *history = (lumbar_history){list, count};
    return lumbar_settle(arena, true, error) ? history : NULL;
}
