/* What this room reads from the tables: its limits, and what each exercise asks. */
#include <math.h>
#include <string.h>
#include "load/load.h"

#define X(name, word) word,
const char *const lumbar_muscle_words[LUMBAR_MUSCLE_COUNT] = {LUMBAR_MUSCLES(X)};
#undef X

bool lumbar_load_limits_read(const lumbar_knowledge *knowledge, lumbar_load_limits *limits, lumbar_error *error)
{
    const lumbar_limit rows[] = {
#define X(field, id) {id, &limits->field},
        LUMBAR_LOAD_LIMITS(X)
#undef X
    };
    return lumbar_limits_read(knowledge, rows, LUMBAR_COUNT(rows), error);
}

static double demand(const lumbar_knowledge *k, const char *exercise, lumbar_muscle muscle)
{
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_DEMANDS];
    for (size_t i = 0; exercise && i < table->row_count; i++) {
        const lumbar_row *row = &table->rows[i];
        if (!strcmp(lumbar_row_get(row, "exercise"), exercise) &&
            !strcmp(lumbar_row_get(row, "muscle"), lumbar_muscle_words[muscle]))
            return lumbar_row_number(row, "share");
    }
    return NAN;
}

bool lumbar_demand_of(const lumbar_knowledge *k, const lumbar_exercise *exercise, double shares[LUMBAR_MUSCLE_COUNT],
                      lumbar_error *error)
{
    for (int m = 0; m < LUMBAR_MUSCLE_COUNT; m++) {
        const lumbar_exercise *e = exercise;
        do shares[m] = demand(k, e ? e->id : "any", (lumbar_muscle)m);
        while (isnan(shares[m]) && e && ((e = e->like), true));
        if (isnan(shares[m]))
            return lumbar_fail(error, LUMBAR_INPUT, 0, "knowledge/demands.txt: no row of 'any' and '%s'",
                               lumbar_muscle_words[m]);
    }
    return true;
}
