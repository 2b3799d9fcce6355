/* Where there is nothing to explain about the lower back: which row of `elsewhere` speaks instead. */
#include <string.h>
#include "reason/reason.h"

static bool read_row(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_row *row, lumbar_elsewhere_row *e,
                     lumbar_error *error)
{
    const char *level = lumbar_row_get(row, "level");
    *e = (lumbar_elsewhere_row){.row = row, .help = lumbar_row_text(arena, row, "help")};
    if (!lumbar_read_condition(arena, k, LUMBAR_TABLE_ELSEWHERE, row, "when", &e->when, error) ||
        !lumbar_read_condition(arena, k, LUMBAR_TABLE_ELSEWHERE, row, "not_if", &e->not_if, error))
        return false;
    e->cause = lumbar_row_text(arena, row, "cause");
    e->change = lumbar_row_text(arena, row, "change");
    e->wrong_if = lumbar_row_text(arena, row, "wrong_if");
    if (!e->when || !e->cause || !e->change || !e->wrong_if)
        return lumbar_row_fail(error, LUMBAR_TABLE_ELSEWHERE, row, NULL, "when, cause, change or wrong_if is missing");
    if (level) e->level = lumbar_row_find(&k->tables[LUMBAR_TABLE_LEVELS], level);
    return e->level ||
           lumbar_row_fail(error, LUMBAR_TABLE_ELSEWHERE, row, level ? "level" : NULL, "level is not a row of levels");
}

bool lumbar_read_elsewhere(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_ELSEWHERE];
    lumbar_elsewhere_row *rows = LUMBAR_NEW_ARRAY(arena, lumbar_elsewhere_row, table->row_count);
    if (!rows) return lumbar_fail_memory(error);
    k->elsewhere = rows;
    for (; k->elsewhere_count < table->row_count; k->elsewhere_count++)
        if (!read_row(arena, k, &table->rows[k->elsewhere_count], &rows[k->elsewhere_count], error)) return false;
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
