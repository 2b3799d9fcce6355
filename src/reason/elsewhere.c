/* Where there is nothing to explain about the lower back: which row of `elsewhere` speaks instead. */
#include <string.h>
#include "reason/reason.h"

bool lumbar_read_elsewhere(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_row_reading r = {arena, k, LUMBAR_TABLE_ELSEWHERE, error};
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_ELSEWHERE];
    lumbar_elsewhere_row *rows = LUMBAR_NEW_ARRAY(arena, lumbar_elsewhere_row, table->row_count);
    if (!rows) return lumbar_fail_memory(error);
    k->elsewhere = rows;
    for (; k->elsewhere_count < table->row_count; k->elsewhere_count++) {
        lumbar_elsewhere_row *one = &rows[k->elsewhere_count];
        one->row = &table->rows[k->elsewhere_count];
        if (!lumbar_row_read(&r, one->row, one)) return false;
        one->level = lumbar_row_find(&k->tables[LUMBAR_TABLE_LEVELS], lumbar_row_get(one->row, "level"));
        if (!one->level) return lumbar_row_fail(error, r.table, one->row, "level", "level is not a row of levels");
    }
    return true;
}

const lumbar_elsewhere_row *lumbar_elsewhere(const lumbar_knowledge *k, const lumbar_scope *scope)
{
    for (size_t i = 0; i < k->elsewhere_count; i++) {
        const lumbar_elsewhere_row *row = &k->elsewhere[i];
        if (lumbar_condition_value(row->when, scope) == LUMBAR_PRESENT &&
            (!row->not_if || lumbar_condition_value(row->not_if, scope) != LUMBAR_PRESENT))
            return row;
    }
    return NULL;
}

typedef struct seeker {
    const lumbar_answers *answers;
    size_t question; /* the first one found, LUMBAR_NO_INDEX: none */
} seeker;

static void seek(void *user, const lumbar_node *node)
{
    seeker *s = user;
    if (node->kind == LUMBAR_NODE_FINDING || s->answers->values[node->subject].known != LUMBAR_OPEN) return;
    if (s->answers->knowledge->questions[node->subject].shown.asked && node->subject < s->question)
        s->question = node->subject;
}

size_t lumbar_elsewhere_open(const lumbar_answers *answers, const lumbar_elsewhere_row *row)
{
    lumbar_scope scope = {.knowledge = answers->knowledge, .values = answers->values};
    seeker s = {answers, LUMBAR_NO_INDEX};
    if (row->not_if && lumbar_condition_value(row->not_if, &scope) == LUMBAR_UNKNOWN)
        lumbar_condition_walk(row->not_if, answers->knowledge, true, seek, &s);
    return s.question;
}
