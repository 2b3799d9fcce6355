/* A plan of the next weeks. Plain structs, no clock, no files. */
#ifndef LUMBAR_PLAN_PLAN_H
#define LUMBAR_PLAN_PLAN_H

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

#endif
