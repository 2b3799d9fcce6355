/* The language of the tables, and another one: texts over those of the tables, and nothing but texts. */
#include <string.h>
#include "reason/reason.h"

/* What is being laid over what. */
typedef struct overlaying {
    lumbar_arena *arena;
    lumbar_knowledge *k;
    lumbar_table_id table;
    lumbar_error *error;
} overlaying;

/* The names of a text's holes, between blanks; NULL when out of memory. */
static char *holes_of(lumbar_arena *arena, const char *text)
{
    lumbar_text holes = {0};
    const char *name;
    for (size_t length; lumbar_hole_next(&text, &name, &length);) {
        if (holes.size) lumbar_text_add(&holes, " ");
        lumbar_text_add_bytes(&holes, name, length);
    }
    char *kept = holes.failed ? NULL : lumbar_copy(arena, holes.data ? holes.data : "", holes.size);
    if (holes.failed) lumbar_arena_spend(arena);
    lumbar_text_free(&holes);
    return kept;
}

/* The id before the bar of a line `id | text`. */
static size_t id_length(const char *line, size_t length)
{
    const char *bar = memchr(line, '|', length);
    size_t n = bar ? (size_t)(bar - line) : length;
    while (n && line[n - 1] == ' ') n--;
    return n;
}

/* Whether two lists of lines `id | text` have the same ids in the same order. */
static bool same_ids(const char *ours, const char *theirs)
{
    const char *a, *b;
    size_t a_length, b_length;
    for (;;) {
        bool more = lumbar_item_next(&ours, false, &a, &a_length);
        if (more != lumbar_item_next(&theirs, false, &b, &b_length)) return false;
        if (!more) return true;
        size_t length = id_length(a, a_length);
        if (length != id_length(b, b_length) || memcmp(a, b, length) != 0) return false;
    }
}

/* Whether one text of the overlay may stand over the row's own; NULL: the row has none. */
static bool fits(const overlaying *o, const lumbar_row *from, const lumbar_field *field, const char *own)
{
    const lumbar_column *column = lumbar_column_named(o->table, field->name, strlen(field->name));
    if (!column->read)
        return lumbar_row_fail(o->error, o->table, from, field->name, "%s is no text that a language brings",
                               field->name);
    if (!own && o->table != LUMBAR_TABLE_PHRASES)
        return lumbar_row_fail(o->error, o->table, from, field->name, "this row has no %s", field->name);
    if (column->kind == LUMBAR_COLUMN_LINES && !same_ids(own, field->value))
        return lumbar_row_fail(o->error, o->table, from, field->name,
                               "%s has each line of the tables, in their order, with its id before the bar",
                               field->name);
    if (column->kind != LUMBAR_COLUMN_TEXT || o->table == LUMBAR_TABLE_PHRASES)
        return true; /* asked where it is read */
    const char *holes = holes_of(o->arena, own);
    if (!holes) return lumbar_fail_memory(o->error);
    return lumbar_holes_fit(field->value, holes) ||
           lumbar_row_fail(o->error, o->table, from, field->name, "%s has each of these holes and no other: %s",
                           field->name, *holes ? holes : "none");
}

/* A row's fields with those of the overlay in their place; phrases may have forms that English has not. */
static bool lay(const overlaying *o, lumbar_row *row, const lumbar_row *from)
{
    lumbar_field *fields = LUMBAR_NEW_ARRAY(o->arena, lumbar_field, row->field_count + from->field_count);
    if (!fields) return lumbar_fail_memory(o->error);
    memcpy(fields, row->fields, row->field_count * sizeof *fields);
    size_t count = row->field_count;
    for (size_t i = 0; i < from->field_count; i++) {
        const lumbar_field *field = &from->fields[i];
        if (!strcmp(field->name, "id") || !*field->value) continue;
        if (!fits(o, from, field, lumbar_row_get(row, field->name))) return false;
        size_t at = 0;
        while (at < count && strcmp(fields[at].name, field->name) != 0) at++;
        fields[at] = *field;
        if (at == count) count++;
    }
    row->fields = fields;
    row->field_count = count;
    return true;
}

/* How many texts a table has, and how many of them the overlay lacks. A form of a number is no text of its own. */
static void count_texts(const overlaying *o, const lumbar_table *own, const lumbar_table *over)
{
    for (size_t i = 0; i < own->row_count; i++) {
        const lumbar_row *row = &own->rows[i], *from = lumbar_row_find(over, row->id);
        for (size_t f = 0; f < row->field_count; f++) {
            const char *name = row->fields[f].name;
            const lumbar_column *column = lumbar_column_named(o->table, name, strlen(name));
            if (!column->read || !*row->fields[f].value || !strncmp(name, "text_", 5)) continue;
            const char *told = from ? lumbar_row_get(from, name) : NULL;
            o->k->language.texts++;
            o->k->language.missing += !lumbar_has(told);
        }
    }
}

/* The rows of one table; a text of another language without a form for a number is its own for all numbers. */
static bool lay_table(const overlaying *o, const lumbar_table *over)
{
    lumbar_table *own = &o->k->tables[o->table];
    lumbar_row *rows = LUMBAR_NEW_ARRAY(o->arena, lumbar_row, own->row_count);
    if (!rows) return lumbar_fail_memory(o->error);
    memcpy(rows, own->rows, own->row_count * sizeof *rows);
    for (size_t i = 0; i < over->row_count; i++) {
        const lumbar_row *row = lumbar_row_find(own, over->rows[i].id);
        if (!row) return lumbar_row_fail(o->error, o->table, &over->rows[i], "id", "the tables have no such row");
        if (!lay(o, &rows[row - own->rows], &over->rows[i])) return false;
    }
    own->rows = rows;
    return true;
}

/* The overlay's own file of a table; NULL: it has none. */
static const lumbar_table_text *text_of(const lumbar_overlay *overlay, lumbar_table_id table)
{
    for (size_t i = 0; i < overlay->count; i++)
        if (!strcmp(overlay->texts[i].name, lumbar_table_forms[table].name)) return &overlay->texts[i];
    return NULL;
}

/* A language's forms of a number are its own: none of English's is left over. */
static bool drop_forms(const overlaying *o, const lumbar_table *over)
{
    lumbar_table *own = &o->k->tables[o->table];
    lumbar_row *rows = LUMBAR_NEW_ARRAY(o->arena, lumbar_row, own->row_count);
    if (!rows) return lumbar_fail_memory(o->error);
    memcpy(rows, own->rows, own->row_count * sizeof *rows);
    for (size_t i = 0; i < own->row_count; i++) {
        if (!lumbar_row_find(over, rows[i].id)) continue;
        lumbar_field *fields = LUMBAR_NEW_ARRAY(o->arena, lumbar_field, rows[i].field_count);
        size_t count = 0;
        if (!fields) return lumbar_fail_memory(o->error);
        for (size_t f = 0; f < rows[i].field_count; f++)
            if (strncmp(rows[i].fields[f].name, "text_", 5) != 0) fields[count++] = rows[i].fields[f];
        rows[i].fields = fields;
        rows[i].field_count = count;
    }
    own->rows = rows;
    return true;
}

static bool apply(lumbar_arena *arena, lumbar_knowledge *k, const lumbar_overlay *overlay, lumbar_error *error)
{
    for (int id = 0; id < LUMBAR_TABLE_COUNT; id++) {
        const overlaying o = {arena, k, (lumbar_table_id)id, error};
        const lumbar_table_text none = {.text = ""}, *text = text_of(overlay, o.table);
        lumbar_table over;
        if (!lumbar_table_parse(arena, o.table, text ? text : &none, &over, error)) return false;
        if (id == LUMBAR_TABLE_LANGUAGES) {
            if (over.row_count != 1 || strcmp(over.rows[0].id, overlay->code) != 0)
                return lumbar_fail(error, LUMBAR_INPUT, 0, "languages.txt: one row, with the id %.40s", overlay->code);
            if (!lumbar_row_check(o.table, &over.rows[0], error)) return false;
            k->tables[id] = over;
            continue;
        }
        count_texts(&o, &k->tables[id], &over);
        if (id == LUMBAR_TABLE_PHRASES && !drop_forms(&o, &over)) return false;
        if (!lay_table(&o, &over)) return false;
    }
    return true;
}

bool lumbar_overlay_apply(lumbar_arena *arena, lumbar_knowledge *k, const lumbar_overlay *overlay, lumbar_error *error)
{
    lumbar_error inner = {0};
    if (apply(arena, k, overlay, &inner)) return true;
    if (inner.code == LUMBAR_MEMORY) return lumbar_fail_memory(error);
    return lumbar_fail(error, inner.code, inner.position, "language-%.20s: %.480s", overlay->code, inner.text);
}

/* ---- which language it is ------------------------------------------------------------------------------ */

/* The one row of a table of languages. */
static bool read_language(const lumbar_row_reading *r, const lumbar_table *table, lumbar_language *language)
{
    if (table->row_count != 1)
        return lumbar_fail(r->error, LUMBAR_INPUT, 0,
                           "knowledge/languages.txt: one row, of the language of the tables");
    const lumbar_row *row = &table->rows[0];
    language->code = row->id;
    language->plural = lumbar_row_get(row, "plural");
    const char *line;
    size_t length;
    if (language->plural && lumbar_plural_fault(language->plural, &line, &length))
        return lumbar_row_fail(r->error, r->table, row, "plural", "plural: '%.*s' is no 'form | rule'",
                               (int)(length > 60 ? 60 : length), line);
    return lumbar_row_read(r, row, language);
}

bool lumbar_read_language(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_row_reading r = {arena, k, LUMBAR_TABLE_LANGUAGES, error};
    return read_language(&r, &k->tables[LUMBAR_TABLE_LANGUAGES], &k->language); /* what it lacks was counted before */
}

const lumbar_language *lumbar_language_of(const lumbar_knowledge *knowledge) { return &knowledge->language; }

/* The language whose tables these are, by its table of languages alone. */
static bool read_name(const lumbar_row_reading *r, const lumbar_table_text *list, size_t count,
                      lumbar_language *language)
{
    const lumbar_table_text none = {.text = ""}, *text = &none;
    lumbar_table table;
    for (size_t i = 0; i < count; i++)
        if (!strcmp(list[i].name, "languages")) text = &list[i];
    return lumbar_table_parse(r->arena, r->table, text, &table, r->error) &&
           (table.row_count != 1 || lumbar_row_check(r->table, &table.rows[0], r->error)) &&
           read_language(r, &table, language);
}

const lumbar_language *lumbar_languages_builtin(lumbar_arena *arena, size_t *count, lumbar_error *error)
{
    const lumbar_row_reading r = {arena, NULL, LUMBAR_TABLE_LANGUAGES, error};
    size_t others = 0;
    while (lumbar_builtin_overlays[others].code) others++;
    lumbar_language *list = LUMBAR_NEW_ARRAY(arena, lumbar_language, others + 1);
    if (!list) return lumbar_fail_memory(error), NULL;
    if (!read_name(&r, lumbar_builtin_tables, lumbar_builtin_table_count, &list[0])) return NULL;
    for (size_t i = 0; i < others; i++)
        if (!read_name(&r, lumbar_builtin_overlays[i].texts, lumbar_builtin_overlays[i].count, &list[i + 1]))
            return NULL;
    *count = others + 1;
    return list;
}
