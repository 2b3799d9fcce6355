/* A journal as the witness "history": what the ache follows, and what the last workout asked. */
#include <math.h>
#include <string.h>
#include "exposure/exposure.h"

/* A finding as the witness tells it; of one that the tables lack the id is NULL. */
static lumbar_finding told(const lumbar_knowledge *k, const char *id, double confidence)
{
    size_t row = id ? lumbar_finding_index(k, id, strlen(id)) : LUMBAR_NO_INDEX;
    lumbar_finding f = {.from = LUMBAR_FROM_HISTORY,
                        .state = LUMBAR_PRESENT,
                        .strength = 1,
                        .confidence = confidence,
                        .value = NAN,
                        .low = NAN,
                        .high = NAN};
    if (row != LUMBAR_NO_INDEX) f.id = k->findings[row].id, f.text = k->findings[row].present;
    return f;
}

/* What the person who trains is, and what the tables say. */
typedef struct telling {
    const lumbar_journal_days *days;
    const lumbar_person *person;
    const lumbar_knowledge *k;
    const lumbar_journal_workout *last; /* that has sets; NULL: none */
} telling;

/* The article's combination: to the end of bending, and not warmed up. False when out of memory. */
static bool cold_and_large(lumbar_arena *arena, const telling *t, const lumbar_exposure_limits *l, bool *is_so)
{
    const lumbar_unit unit = {.workouts = t->last, .count = 1};
    const lumbar_looking looking = {t->k, l, t->days, &unit, 1};
    lumbar_exposed_list list;
    *is_so = false;
    if (t->last->warmed != LUMBAR_ABSENT) return true;
    if (!lumbar_exposed_of(arena, &looking, &list)) return false;
    for (size_t i = 0; i < list.count; i++)
        *is_so |= !strcmp(lumbar_row_get(list.items[i].row, "kind"), "large-movement");
    return true;
}

/* ---- when it began ------------------------------------------------------------------------------------- */

/* Of the workouts told last that tell when the ache began: so many, since what was told long ago is of other training.
 * Own choice. */
enum { TELLINGS = 5, BEGAN_KINDS = 2 };
static const char *const BEGAN[BEGAN_KINDS] = {"ache-when-tired", "ache-while-fresh"};

/* Which of the two a finding is; BEGAN_KINDS: none. */
static size_t began_kind(const lumbar_finding *finding)
{
    size_t kind = 0;
    while (kind < BEGAN_KINDS && strcmp(finding->id, BEGAN[kind])) kind++;
    return kind;
}

/* Adds what more than half of the tellings say, as sure and as strong as they are on average. */
static bool add_began(lumbar_arena *arena, const lumbar_logged *logged, lumbar_history *history, lumbar_finding *list,
                      lumbar_error *error)
{
    lumbar_finding said[BEGAN_KINDS] = {{0}};
    size_t votes[BEGAN_KINDS] = {0}, tellings = 0;
    const lumbar_journal_days *days = logged->days;
    for (size_t i = days->workout_count; i-- > 0 && tellings < TELLINGS;) {
        const lumbar_journal_workout *workout = &days->workouts[i];
        if (!workout->set_count || !lumbar_began_of(days, workout).kind) continue;
        const lumbar_course *course = lumbar_course_logged(arena, logged, workout, error);
        if (!course) return false;
        tellings++;
        for (size_t f = 0; f < course->finding_count; f++) {
            size_t kind = began_kind(&course->findings[f]);
            if (kind == BEGAN_KINDS) continue;
            lumbar_finding one = course->findings[f];
            one.strength += said[kind].strength, one.confidence += said[kind].confidence;
            said[kind] = one;
            votes[kind]++;
        }
    }
    for (size_t kind = 0; kind < BEGAN_KINDS; kind++) {
        if (2 * votes[kind] <= tellings) continue;
        said[kind].strength /= (double)votes[kind], said[kind].confidence /= (double)votes[kind];
        list[history->finding_count++] = said[kind];
    }
    return true;
}

/* ---- all ----------------------------------------------------------------------------------------------- */

const lumbar_history *lumbar_history_of(lumbar_arena *arena, const lumbar_journal_days *days,
                                        const lumbar_person *person, const lumbar_knowledge *k, lumbar_error *error)
{
    enum { OF_COURSE = 8 };
    const telling t = {days, person, k, lumbar_workout_last(days)};
    lumbar_exposure_limits limits;
    const lumbar_following *following = lumbar_follow_what(arena, days, k, error);
    const lumbar_course *course = NULL;
    bool cold = false;
    if (!following || !lumbar_exposure_limits_read(k, &limits, error)) return NULL;
    const lumbar_logged logged = {days, person, k};
    if (t.last && !(course = lumbar_course_logged(arena, &logged, t.last, error))) return NULL;
    lumbar_history *history = LUMBAR_NEW(arena, lumbar_history);
    lumbar_finding *list = LUMBAR_NEW_ARRAY(arena, lumbar_finding, following->follow_count + OF_COURSE);
    if (!history || !list || (t.last && !cold_and_large(arena, &t, &limits, &cold)))
        return lumbar_fail_memory(error), NULL;
    size_t count = 0;
    for (size_t i = 0; i < following->follow_count; i++) {
        const lumbar_follow *f = &following->follows[i];
        list[count] = told(k, f->finding, 1 - f->by_chance);
        count += f->told && list[count].id;
    }
    for (size_t i = 0; course && i < course->finding_count; i++)
        if (course->findings[i].state == LUMBAR_PRESENT && began_kind(&course->findings[i]) == BEGAN_KINDS)
            list[count++] = course->findings[i];
    list[count] = told(k, "cold-and-large", 1);
    count += cold && list[count].id;
    *history = (lumbar_history){list, count};
    if (!add_began(arena, &logged, history, list, error)) return NULL;
    return lumbar_settle(arena, true, error) ? history : NULL;
}
