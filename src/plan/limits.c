/* The thresholds of this room, from the tables. */
#include "plan/plan.h"

bool lumbar_plan_limits_read(const lumbar_knowledge *knowledge, lumbar_plan_limits *limits, lumbar_error *error)
{
    const lumbar_limit rows[] = {
#define X(field, id) {id, &limits->field},
        LUMBAR_PLAN_LIMITS(X)
#undef X
    };
    return lumbar_limits_read(knowledge, rows, LUMBAR_COUNT(rows), error);
}
