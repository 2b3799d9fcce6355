/* Days and weeks: what the ache follows, by a person's own journal. Plain structs, no clock, no files. */
#ifndef LUMBAR_EXPOSURE_EXPOSURE_H
#define LUMBAR_EXPOSURE_EXPOSURE_H

#include "load/load.h"

/* What can differ between workouts, as rows of `exposures` have it: enum name, word in the table. */
#define LUMBAR_EXPOSURES(X)     \
    X(EXERCISE, "exercise")     \
    X(LARGE, "large-movement")  \
    X(MUCH, "much")             \
    X(HARD, "hard")             \
    X(SHORT_REST, "short-rest") \
    X(NO_WARM_UP, "no-warm-up") \
    X(EARLY, "early")           \
    X(LITTLE_SLEEP, "little-sleep")

typedef enum lumbar_exposure_kind {
#define X(name, word) LUMBAR_EXPOSURE_##name,
    LUMBAR_EXPOSURES(X)
#undef X
} lumbar_exposure_kind;

#define LUMBAR_EXPOSURE_LIMITS(X)       \
    X(window, "ache-window")            \
    X(sore, "sore-strength")            \
    X(rest_days, "short-rest-days")     \
    X(hard_rpe, "hard-set")             \
    X(much, "much-work")                \
    X(early, "early-workout")           \
    X(little_sleep, "little-sleep")     \
    X(rate_sore, "rate-sore")           \
    X(rate_well, "rate-well")           \
    X(chance, "follows-chance")         \
    X(second, "follows-second")         \
    X(least, "follows-least")           \
    X(sides, "follows-sides")           \
    X(frequent_share, "frequent-share") \
    X(frequent_days, "frequent-days")   \
    X(spells, "spells-often-count")     \
    X(spell_gap, "spell-gap")           \
    X(spell_days, "spells-days")        \
    X(most_days, "most-days-share")     \
    X(long_days, "long-days")           \
    X(strong, "strong-ache")

typedef struct lumbar_exposure_limits {
#define X(field, row) double field;
    LUMBAR_EXPOSURE_LIMITS(X)
#undef X
} lumbar_exposure_limits;

bool lumbar_exposure_limits_read(const lumbar_knowledge *knowledge, lumbar_exposure_limits *limits,
                                 lumbar_error *error);

/* ---- workouts as units (units.c) ----------------------------------------------------------------------- */

/* The workouts of one day, and what came of them: one look at exposure and ache. */
typedef struct lumbar_unit {
    const lumbar_journal_workout *workouts; /* [count] */
    size_t count;
    int day;           /* from the first day of the stretch */
    double after;      /* strongest told between it and the next one, within the window; NaN: nothing was told */
    lumbar_state sore; /* the ache rose in that time; unknown: nothing was told, or it was there before */
} lumbar_unit;

/* Days with a workout, by rising day. NULL when out of memory. */
lumbar_unit *lumbar_units_of(lumbar_arena *arena, const lumbar_exposure_limits *limits, const lumbar_journal_days *days,
                             size_t *count);

/* The lower back's soreness of each day of the stretch, [*count]: the strongest told, NaN where nothing was. */
double *lumbar_sore_days(lumbar_arena *arena, const lumbar_journal_days *days, size_t *count);

/* ---- exposures (exposed.c) ----------------------------------------------------------------------------- */

/* An exposure as it was in each unit. */
typedef struct lumbar_exposed {
    const lumbar_row *row;           /* of `exposures` */
    const lumbar_exercise *exercise; /* that it is about, or NULL */
    lumbar_state *states;            /* [unit count] unknown: not told */
} lumbar_exposed;

typedef struct lumbar_exposed_list {
    lumbar_exposed *items; /* [count] */
    size_t count;
} lumbar_exposed_list;

/* The units of a journal, to be looked at. */
typedef struct lumbar_looking {
    const lumbar_knowledge *knowledge;
    const lumbar_exposure_limits *limits;
    const lumbar_journal_days *days;
    const lumbar_unit *units; /* [count] */
    size_t count;
} lumbar_looking;

/* All that there was in some unit: each exercise by itself, and every other row of the table. False when out of
 * memory. */
bool lumbar_exposed_of(lumbar_arena *arena, const lumbar_looking *looking, lumbar_exposed_list *list);

#endif
