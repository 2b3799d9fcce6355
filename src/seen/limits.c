/* The thresholds of motion and of findings, and the patterns of exercises, from the tables. */
#include "seen/seen.h"

bool lumbar_motion_limits_read(const lumbar_knowledge *knowledge, lumbar_motion_limits *limits, lumbar_error *error)
{
    const lumbar_limit rows[] = {
#define X(field, id) {id, &limits->field},
        LUMBAR_MOTION_LIMITS(X)
#undef X
    };
    limits->patterns = knowledge->patterns;
    limits->pattern_count = knowledge->pattern_count;
    limits->named = NULL;
    limits->named_count = 0;
    return lumbar_limits_read(knowledge, rows, LUMBAR_COUNT(rows), error);
}

bool lumbar_seen_limits_read(const lumbar_knowledge *knowledge, lumbar_seen_limits *limits, lumbar_error *error)
{
    const lumbar_limit rows[] = {
#define X(field, id) {id, &limits->field},
        LUMBAR_SEEN_LIMITS(X)
#undef X
    };
    return lumbar_limits_read(knowledge, rows, LUMBAR_COUNT(rows), error) &&
           lumbar_motion_limits_read(knowledge, &limits->motion, error);
}
