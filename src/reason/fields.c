/* Fields of one meaning, in whichever table they stand: a number, a level, a condition, the first source. */
#include <string.h>
#include "reason/reason.h"

const char *const lumbar_level_ids[LUMBAR_LEVELS] = {"self-care", "clinician", "same-day", "emergency"};

bool lumbar_row_number(lumbar_table_id table, const lumbar_row *row, const char *field, double *number,
                       lumbar_error *error)
{
    const char *value = lumbar_row_get(row, field);
    if (!value || !*value) return lumbar_row_fail(error, table, row, NULL, "%s is missing", field);
    return lumbar_number_parse(value, strlen(value), number) ||
           lumbar_row_fail(error, table, row, field, "%s is '%.40s', not a number", field, value);
}

bool lumbar_read_level(lumbar_table_id table, const lumbar_row *row, const char *field, lumbar_level *level,
                       lumbar_error *error)
{
    const char *value = lumbar_row_get(row, field);
    for (int i = 0; value && i < LUMBAR_LEVELS; i++)
        if (!strcmp(value, lumbar_level_ids[i])) return *level = (lumbar_level)i, true;
    return lumbar_row_fail(error, table, row, field, "%s is '%.40s', not self-care, clinician, same-day or emergency",
                           field, value ? value : "");
}

bool lumbar_read_condition(lumbar_arena *arena, const lumbar_knowledge *k, lumbar_table_id table, const lumbar_row *row,
                           const char *field, const lumbar_node **node, lumbar_error *error)
{
    const char *value = lumbar_row_get(row, field), *why = NULL;
    *node = NULL;
    if (!value || !*value) return true;
    *node = lumbar_condition_parse(arena, k, value, &why);
    return *node || lumbar_row_fail(error, table, row, field, "%s: %s", field, why);
}

const char *lumbar_first_source(lumbar_arena *arena, const lumbar_row *row)
{
    const char *at = lumbar_row_get(row, "source"), *item;
    size_t length;
    return at && lumbar_item_next(&at, true, &item, &length) ? lumbar_copy(arena, item, length) : NULL;
}
