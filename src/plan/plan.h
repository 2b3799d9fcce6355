/* A plan of the next weeks. Plain structs, no clock, no files. */
#ifndef LUMBAR_PLAN_PLAN_H
#define LUMBAR_PLAN_PLAN_H

#include "exposure/exposure.h"
#include "reason/reason.h"

#define LUMBAR_PLAN_LIMITS(X)                  \
    X(first_share, "plan-first-share")         \
    X(step_share, "plan-step-share")           \
    X(light_factor, "plan-light")              \
    X(sets, "plan-sets")                       \
    X(unknown_reps, "plan-unknown-reps")       \
    X(unknown_seconds, "plan-unknown-seconds") \
    X(rest_days, "plan-rest-days")             \
    X(warm_up_min, "plan-warm-up")

typedef struct lumbar_plan_limits {
#define X(field, row) double field;
    LUMBAR_PLAN_LIMITS(X)
#undef X
} lumbar_plan_limits;

bool lumbar_plan_limits_read(const lumbar_knowledge *knowledge, lumbar_plan_limits *limits, lumbar_error *error);

/* What a plan is worked out from. */
typedef struct lumbar_planning {
    lumbar_arena *arena;
    const lumbar_programme_settings *told;
    const lumbar_knowledge *knowledge;
    lumbar_plan_limits l;
    lumbar_exposure_limits of_aches;
    const lumbar_following *following; /* what the ache follows; NULL without a journal */
    const lumbar_unit *units;          /* [unit_count] the journal's days with a workout; 0 without one */
    size_t unit_count;
    uint64_t said; /* claims of the answer */
    bool light;    /* the answer says less than last time */
    bool steps;    /* the answer lets more be done week by week */
    int weeks;
} lumbar_planning;

/* Why there is none (none.c): the sentence, in the arena; "" where there is one, NULL when out of memory. */
const char *lumbar_plan_refused(const lumbar_planning *planning, bool *withdrawn);

/* How much of an exercise, week by week (dose.c). `does`: its claims. */
void lumbar_plan_dose(const lumbar_planning *planning, uint64_t does, lumbar_programme_exercise *one);
/* Whether it stands in the journal. */
bool lumbar_plan_logged(const lumbar_planning *planning, const char *exercise);
/* The last day with the exercise; NULL: none. */
const lumbar_unit *lumbar_plan_last_with(const lumbar_planning *planning, const char *exercise);
/* The last day with a workout of which it was told how the back was; NULL: none. */
const lumbar_unit *lumbar_plan_last_told(const lumbar_planning *planning);
/* Whether a week of workouts up to the last one brought no ache. */
bool lumbar_plan_calm_week(const lumbar_planning *planning);

#endif
