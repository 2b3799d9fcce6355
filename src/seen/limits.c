/* The thresholds of motion and findings, from the table. */
#include "motion/motion.h"
#include "reason/reason.h"
#include "seen/seen.h"

bool lumbar_motion_limits_read(const lumbar_knowledge *knowledge, lumbar_motion_limits *limits, lumbar_error *error)
{
    const struct {
        const char *id;
        double *value;
    } rows[] = {
#define X(field, id) {id, &limits->field},
        LUMBAR_MOTION_LIMITS(X)
#undef X
    };
    for (size_t i = 0; i < LUMBAR_COUNT(rows); i++) {
        const lumbar_row *row = lumbar_row_find(&knowledge->tables[LUMBAR_TABLE_LIMITS], rows[i].id);
        if (!row) return lumbar_fail(error, LUMBAR_INPUT, 0, "knowledge/limits.txt: no row '%s'", rows[i].id);
        *rows[i].value = lumbar_row_number(row, "value");
    }
    return true;
}
