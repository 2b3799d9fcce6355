/* Fields by the columns that are declared for them: what is wrong with them, and into typed rows. */
#include <math.h>
#include <string.h>
#include "reason/reason.h"

const char *const lumbar_level_ids[LUMBAR_LEVELS] = {"self-care", "clinician", "same-day", "emergency"};

/* A field's value; NULL where it is not given or empty. */
static const char *given(const lumbar_row *row, const char *field)
{
    const char *value = lumbar_row_get(row, field);
    return value && *value ? value : NULL;
}

/* ---- what is wrong ------------------------------------------------------------------------------------- */

static bool is_number(const lumbar_column *c, const char *value)
{
    double number;
    if (!lumbar_number_parse(value, strlen(value), &number)) return false;
    if (c->kind == LUMBAR_COLUMN_WHOLE && number != floor(number)) return false;
    return c->least == c->most || (number >= c->least && number <= c->most);
}

static bool takes(const lumbar_column *c, const char *value)
{
    switch (c->kind) {
    case LUMBAR_COLUMN_NUMBER:
    case LUMBAR_COLUMN_WHOLE: return is_number(c, value);
    case LUMBAR_COLUMN_WORD: return lumbar_word_index(c->words, value, strlen(value)) >= 0;
    case LUMBAR_COLUMN_YES_NO: return lumbar_word_index("no yes", value, strlen(value)) >= 0;
    default: return true;
    }
}

static bool refuse(lumbar_table_id table, const lumbar_row *row, const lumbar_column *c, const char *value,
                   lumbar_error *error)
{
    lumbar_text form = {0};
    lumbar_column_takes(c, &form);
    bool whole = form.data && !form.failed;
    if (whole) lumbar_row_fail(error, table, row, c->name, "%s is '%.40s', not %s", c->name, value, form.data);
    else lumbar_fail_memory(error);
    lumbar_text_free(&form);
    return false;
}

bool lumbar_row_check(lumbar_table_id table, const lumbar_row *row, lumbar_error *error)
{
    const lumbar_column *c;
    for (size_t i = 0; (c = lumbar_column_at(table, i)); i++) {
        const char *value = given(row, c->name);
        if (value && !takes(c, value)) return refuse(table, row, c, value, error);
        if (!value && c->need == LUMBAR_MUST_HAVE)
            return lumbar_row_fail(error, table, row, NULL, "%s is missing", c->name);
    }
    return true;
}

/* ---- typed --------------------------------------------------------------------------------------------- */

static bool store(const lumbar_row_reading *r, const lumbar_row *row, const lumbar_column *c, void *at)
{
    const char *value = given(row, c->name);
    double number = 0;
    if (c->kind == LUMBAR_COLUMN_NUMBER || c->kind == LUMBAR_COLUMN_WHOLE) number = lumbar_row_number(row, c->name);
    switch (c->kind) {
    case LUMBAR_COLUMN_TEXT: return (*(const char **)at = lumbar_row_text(r->arena, row, c->name)) != NULL;
    case LUMBAR_COLUMN_NUMBER: *(double *)at = number; return true;
    case LUMBAR_COLUMN_WHOLE: *(int *)at = (int)number; return true;
    case LUMBAR_COLUMN_WORD: *(int *)at = lumbar_word_index(c->words, value, strlen(value)); return true;
    case LUMBAR_COLUMN_YES_NO: *(bool *)at = !strcmp(value, "yes"); return true;
    default: return true; /* a list has a reader of its own */
    }
}

bool lumbar_row_values(const lumbar_row_reading *r, const lumbar_row *row, void *typed)
{
    const lumbar_table_form *form = &lumbar_table_forms[r->table];
    for (size_t i = 0; i < form->column_count; i++) {
        const lumbar_column *c = &form->columns[i];
        if (!c->stored || c->kind == LUMBAR_COLUMN_CONDITION || !given(row, c->name)) continue;
        if (!store(r, row, c, (char *)typed + c->offset)) return lumbar_fail_memory(r->error);
    }
    return true;
}

bool lumbar_row_conditions(const lumbar_row_reading *r, const lumbar_row *row, void *typed)
{
    const lumbar_table_form *form = &lumbar_table_forms[r->table];
    for (size_t i = 0; i < form->column_count; i++) {
        const lumbar_column *c = &form->columns[i];
        const char *value = given(row, c->name), *why = NULL;
        if (c->kind != LUMBAR_COLUMN_CONDITION || !value) continue;
        const lumbar_node *node = lumbar_condition_parse(r->arena, r->knowledge, value, &why);
        if (!node) return lumbar_row_fail(r->error, r->table, row, c->name, "%s: %s", c->name, why);
        *(const lumbar_node **)(void *)((char *)typed + c->offset) = node;
    }
    return true;
}

bool lumbar_row_read(const lumbar_row_reading *r, const lumbar_row *row, void *typed)
{
    return lumbar_row_values(r, row, typed) && lumbar_row_conditions(r, row, typed);
}

double lumbar_row_number(const lumbar_row *row, const char *field)
{
    const char *value = given(row, field);
    double number = NAN;
    return value && lumbar_number_parse(value, strlen(value), &number) ? number : NAN;
}

const char *lumbar_first_source(lumbar_arena *arena, const lumbar_row *row)
{
    const char *at = lumbar_row_get(row, "source"), *item;
    size_t length;
    return at && lumbar_item_next(&at, true, &item, &length) ? lumbar_copy(arena, item, length) : NULL;
}

bool lumbar_read_row_levels(const lumbar_row_reading *r, const lumbar_row *row, const lumbar_row *const **levels,
                            size_t *count)
{
    const lumbar_table *table = &r->knowledge->tables[LUMBAR_TABLE_LEVELS];
    const lumbar_row **list = LUMBAR_NEW_ARRAY(r->arena, const lumbar_row *, table->row_count + 1);
    const char *at = lumbar_row_get(row, "level"), *item;
    *count = 0;
    if (!(*levels = list)) return lumbar_fail_memory(r->error);
    for (size_t length; at && *count <= table->row_count && lumbar_item_next(&at, true, &item, &length);) {
        const char *id = lumbar_copy(r->arena, item, length);
        if (!id) return lumbar_fail_memory(r->error);
        if (!(list[(*count)++] = lumbar_row_find(table, id)))
            return lumbar_row_fail(r->error, r->table, row, "level", "'%.60s' is not a row of levels", id);
    }
    return *count || lumbar_row_fail(r->error, r->table, row, NULL, "level is missing");
}

bool lumbar_row_among(const lumbar_row *level, const lumbar_row *const *levels, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (levels[i] == level) return true;
    return false;
}
