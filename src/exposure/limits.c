/* The thresholds of this room, from the tables. */
#include "exposure/exposure.h"

bool lumbar_exposure_limits_read(const lumbar_knowledge *knowledge, lumbar_exposure_limits *limits, lumbar_error *error)
{
    const lumbar_limit rows[] = {
#define X(field, id) {id, &limits->field},
        LUMBAR_EXPOSURE_LIMITS(X)
#undef X
    };
    return lumbar_limits_read(knowledge, rows, LUMBAR_COUNT(rows), error);
}
