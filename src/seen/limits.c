/* The thresholds of motion and of findings, and the patterns of exercises, from the tables. */
#include "seen/seen.h"

typedef struct limit {
    const char *id;
    double *value;
} limit;

static bool read(const lumbar_knowledge *knowledge, const limit *limits, size_t count, lumbar_error *error)
{
    for (size_t i = 0; i < count; i++) {
        const lumbar_row *row = lumbar_row_find(&knowledge->tables[LUMBAR_TABLE_LIMITS], limits[i].id);
        if (!row) return lumbar_fail(error, LUMBAR_INPUT, 0, "knowledge/limits.txt: no row '%s'", limits[i].id);
        *limits[i].value = lumbar_row_number(row, "value");
    }
    return true;
}

bool lumbar_motion_limits_read(const lumbar_knowledge *knowledge, lumbar_motion_limits *limits, lumbar_error *error)
{
    const limit rows[] = {
#define X(field, id) {id, &limits->field},
        LUMBAR_MOTION_LIMITS(X)
#undef X
    };
    limits->patterns = knowledge->patterns;
    limits->pattern_count = knowledge->pattern_count;
    limits->named = NULL;
    limits->named_count = 0;
    return read(knowledge, rows, LUMBAR_COUNT(rows), error);
}

bool lumbar_seen_limits_read(const lumbar_knowledge *knowledge, lumbar_seen_limits *limits, lumbar_error *error)
{
    const limit rows[] = {
#define X(field, id) {id, &limits->field},
        LUMBAR_SEEN_LIMITS(X)
#undef X
    };
    return read(knowledge, rows, LUMBAR_COUNT(rows), error) &&
           lumbar_motion_limits_read(knowledge, &limits->motion, error);
}
