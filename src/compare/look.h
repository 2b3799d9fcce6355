/* What of a look is compared: read from the answer's JSON, so that a film, a kept answer and a file go one way. */
#ifndef LUMBAR_COMPARE_LOOK_H
#define LUMBAR_COMPARE_LOOK_H

#include "reason/reason.h"

#define LUMBAR_COMPARE_LIMITS(X)          \
    X(repetitions, "compare-repetitions") \
    X(ache, "compare-ache")               \
    X(told_days, "compare-days")

typedef struct lumbar_compare_limits {
#define X(field, row) double field;
    LUMBAR_COMPARE_LIMITS(X)
#undef X
} lumbar_compare_limits;

/* A number that was measured, of one exercise. */
typedef struct lumbar_look_value {
    const lumbar_exercise *exercise;
    const char *kind, *id, *unit; /* as of lumbar_compared_row */
    double value, band;           /* half the 95 % band; the mean of all sets of the exercise */
    int sets;
    const char *view; /* "side", ...; "" where sets were filmed from several sides */
} lumbar_look_value;

/* A finding of recordings; where it has a number, that stands too. */
typedef struct lumbar_look_finding {
    const char *id;
    lumbar_state state;
    double value, band; /* NaN: none */
    const char *unit;
} lumbar_look_finding;

typedef struct lumbar_look {
    const char *headline;
    lumbar_look_value *values; /* [value_count] */
    size_t value_count;
    lumbar_look_finding *findings; /* [finding_count] */
    size_t finding_count;
    const char *view; /* of all recordings; "" where they differ; NULL: there are none */
} lumbar_look;

/* NULL and *error: the text is no lumbar.answer/1, or out of memory. Owned by the arena. */
const lumbar_look *lumbar_look_of(lumbar_arena *arena, const lumbar_knowledge *knowledge, const char *text,
                                  const char *name, lumbar_error *error);

#endif
