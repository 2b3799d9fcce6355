/* A table's text -> rows of fields. Any bytes may come in: UTF-8, form, sizes, field names and ids are
 * checked here. */
#include <stdio.h>
#include <string.h>
#include "reason/reason.h"

enum {
    MOST_BYTES = 1 << 20, /* of a table; our own choice, ten times the largest built-in one */
    MOST_ROWS = 4096,     /* own choice, three times as many as the largest built-in one has */
    MOST_FIELDS = 32,     /* in a row */
    MOST_ID = 64
};

bool lumbar_row_fail(lumbar_error *error, lumbar_table_id table, const lumbar_row *row, const char *field,
                     const char *format, ...)
{
    char text[360];
    va_list args;
    va_start(args, format);
    lumbar_vprint(text, sizeof text, format, args);
    va_end(args);
    long line = row ? row->line : 0;
    for (size_t i = 0; row && field && i < row->field_count; i++)
        if (!strcmp(row->fields[i].name, field)) line = row->fields[i].line;
    if (!row) return lumbar_fail(error, LUMBAR_INPUT, 0, "knowledge/%s.txt: %s", lumbar_table_forms[table].name, text);
    return lumbar_fail(error, LUMBAR_INPUT, line, "knowledge/%s.txt line %ld, row '%s': %s",
                       lumbar_table_forms[table].name, line, row->id ? row->id : "?", text);
}

static bool check_bytes(lumbar_table_id id, const char *text, size_t size, lumbar_error *error)
{
    if (size > MOST_BYTES)
        return lumbar_fail(error, LUMBAR_INPUT, 0, "knowledge/%s.txt is larger than %d bytes",
                           lumbar_table_forms[id].name, MOST_BYTES);
    long line = 1;
    for (size_t at = 0; at < size;) {
        size_t length = lumbar_utf8_length_within(text + at, size - at);
        unsigned char c = (unsigned char)text[at];
        if (!length || (c < 0x20 && c != '\n' && c != '\r') || c == 0x7f)
            return lumbar_fail(error, LUMBAR_INPUT, line,
                               "knowledge/%s.txt line %ld: %s (byte 0x%02x); save the file as plain UTF-8 text",
                               lumbar_table_forms[id].name, line, length ? "a control character" : "not valid UTF-8",
                               c);
        line += c == '\n';
        at += length;
    }
    return true;
}

static bool is_id(const char *s, size_t length)
{
    static const char *const reserved[] = {"and", "or", "not", "unsure", "any"};
    if (!length || length > MOST_ID) return false;
    for (size_t i = 0; i < length; i++) {
        char c = s[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!plain && (i == 0 || (c != '-' && c != '.' && c != '_'))) return false;
    }
    for (size_t i = 0; i < LUMBAR_COUNT(reserved); i++)
        if (lumbar_item_is(s, length, reserved[i])) return false;
    return true;
}

typedef struct parser {
    lumbar_arena *arena;
    lumbar_table_id id;
    lumbar_error *error;
    lumbar_row *rows;
    size_t row_count;
    lumbar_field fields[MOST_FIELDS];
    size_t field_count;
    lumbar_text value; /* of the last field, growing */
    bool failed;
} parser;

static bool refuse(parser *p, long line, const char *what, const char *name, size_t length)
{
    p->failed = true;
    return lumbar_fail(p->error, LUMBAR_INPUT, line, "knowledge/%s.txt line %ld: %s '%.*s'",
                       lumbar_table_forms[p->id].name, line, what, (int)(length > 80 ? 80 : length), name);
}

static bool out_of_memory(parser *p)
{
    p->failed = true;
    return lumbar_fail_memory(p->error);
}

/* Stores the value that has been growing in the last field. */
static bool end_field(parser *p)
{
    if (!p->field_count) return true;
    lumbar_field *field = &p->fields[p->field_count - 1];
    if (field->value) return true;
    field->value = lumbar_copy(p->arena, p->value.data ? p->value.data : "", p->value.size);
    if (!field->value || p->value.failed) return out_of_memory(p);
    p->value.size = 0;
    return true;
}

/* FNV-1a: a table of a thousand rows is looked through by numbers. */
static uint32_t key_of(const char *id)
{
    uint32_t key = 2166136261u;
    for (; *id; id++) key = (key ^ (unsigned char)*id) * 16777619u;
    return key;
}

static const lumbar_row *row_of(const lumbar_row *rows, size_t count, const char *id)
{
    uint32_t key = key_of(id);
    for (size_t i = 0; i < count; i++)
        if (rows[i].key == key && !strcmp(rows[i].id, id)) return &rows[i];
    return NULL;
}

static bool end_row(parser *p)
{
    if (!end_field(p)) return false;
    if (!p->field_count) return true;
    long line = p->fields[0].line;
    lumbar_row row = {.fields = NULL, .field_count = p->field_count, .line = line};
    for (size_t i = 0; i < p->field_count; i++)
        if (!strcmp(p->fields[i].name, "id")) row.id = p->fields[i].value;
    if (!row.id) return refuse(p, line, "a row without an id; it begins with", p->fields[0].name, 80);
    if (!is_id(row.id, strlen(row.id)))
        return refuse(p, line, "an id is letters, digits, '-' and '.', at most 64, and no word of conditions; this is",
                      row.id, strlen(row.id));
    if (row_of(p->rows, p->row_count, row.id))
        return refuse(p, line, "a second row with the id", row.id, strlen(row.id));
    row.key = key_of(row.id);
    if (p->row_count == MOST_ROWS) return refuse(p, line, "more than 4096 rows; the first too many is", row.id, 80);
    lumbar_field *fields = LUMBAR_NEW_ARRAY(p->arena, lumbar_field, p->field_count);
    if (!fields) return out_of_memory(p);
    memcpy(fields, p->fields, p->field_count * sizeof *fields);
    row.fields = fields;
    p->rows[p->row_count++] = row;
    p->field_count = 0;
    return true;
}

static bool start_field(parser *p, const char *line, size_t length, long number)
{
    const char *colon = memchr(line, ':', length);
    if (!colon)
        return refuse(p, number, "expected 'field: value', two blanks before a continued line, or '#':", line, length);
    size_t name_length = (size_t)(colon - line);
    if (!lumbar_column_named(p->id, line, name_length)) return refuse(p, number, "unknown field", line, name_length);
    for (size_t i = 0; i < p->field_count; i++)
        if (lumbar_item_is(line, name_length, p->fields[i].name))
            return refuse(p, number, "given twice in one row (an empty line ends a row):", line, name_length);
    if (p->field_count == MOST_FIELDS)
        return refuse(p, number, "too many fields; the first too many is", line, name_length);
    const char *name = lumbar_copy(p->arena, line, name_length);
    if (!name) return out_of_memory(p);
    p->fields[p->field_count++] = (lumbar_field){name, NULL, number};
    const char *value = colon + 1;
    size_t left = length - name_length - 1;
    while (left && *value == ' ') value++, left--;
    while (left && value[left - 1] == ' ') left--;
    lumbar_text_add_bytes(&p->value, value, left);
    return true;
}

static bool parse_line(parser *p, const char *line, size_t length, long number)
{
    if (length && line[length - 1] == '\r') length--;
    if (length && line[0] == '#') return true;
    size_t blanks = 0;
    while (blanks < length && line[blanks] == ' ') blanks++;
    if (blanks == length) return end_row(p);
    if (blanks >= 2) {
        if (!p->field_count) return refuse(p, number, "a continued line without a field before it:", line, length);
        while (length > blanks && line[length - 1] == ' ') length--;
        if (p->value.size) lumbar_text_add_bytes(&p->value, "\n", 1);
        lumbar_text_add_bytes(&p->value, line + blanks, length - blanks);
        return true;
    }
    return end_field(p) && start_field(p, line, length, number);
}

bool lumbar_table_parse(lumbar_arena *arena, lumbar_table_id id, const lumbar_table_text *from, lumbar_table *table,
                        lumbar_error *error)
{
    const char *text = from->text;
    size_t size = from->size;
    if (size >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) text += 3, size -= 3; /* a byte order mark */
    if (!check_bytes(id, text, size, error)) return false;
    size_t most = 1; /* rows: one more than the empty lines */
    for (size_t at = 0; at < size; at++) most += text[at] == '\n';
    parser p = {.arena = arena, .id = id, .error = error};
    p.rows = LUMBAR_NEW_ARRAY(arena, lumbar_row, most < MOST_ROWS ? most : MOST_ROWS);
    if (!p.rows) return out_of_memory(&p);
    long number = 1;
    for (size_t at = 0; at < size && !p.failed; number++) {
        const char *end = memchr(text + at, '\n', size - at);
        size_t length = end ? (size_t)(end - text) - at : size - at;
        parse_line(&p, text + at, length, number);
        at += length + 1;
    }
    if (!p.failed) end_row(&p);
    lumbar_text_free(&p.value);
    *table = (lumbar_table){lumbar_table_forms[id].name, p.rows, p.row_count};
    return !p.failed;
}

bool lumbar_item_next(const char **at, bool commas, const char **item, size_t *length)
{
    const char *separators = commas ? ",\n" : "\n";
    while (**at) {
        const char *start = *at;
        size_t n = strcspn(start, separators);
        *at = start + n + (start[n] != 0);
        while (n && *start == ' ') start++, n--;
        while (n && start[n - 1] == ' ') n--;
        if (!n) continue;
        *item = start;
        *length = n;
        return true;
    }
    return false;
}

bool lumbar_item_is(const char *item, size_t length, const char *word)
{
    return strlen(word) == length && !memcmp(item, word, length);
}

bool lumbar_number_parse(const char *text, size_t length, double *number)
{
    double value = 0, scale = 1;
    size_t at = 0, digits = 0;
    bool negative = length && text[0] == '-', point = false;
    if (length && (text[0] == '-' || text[0] == '+')) at++;
    for (; at < length; at++) {
        if (text[at] == '.' && !point) {
            point = true;
        } else if (text[at] >= '0' && text[at] <= '9' && digits < 15) {
            value = value * 10 + (text[at] - '0');
            if (point) scale *= 10;
            digits++;
        } else {
            return false;
        }
    }
    if (!digits) return false;
    *number = (negative ? -value : value) / scale;
    return true;
}

size_t lumbar_table_count(const lumbar_knowledge *knowledge)
{
    (void)knowledge;
    return LUMBAR_TABLE_COUNT;
}

const lumbar_table *lumbar_table_at(const lumbar_knowledge *knowledge, size_t index)
{
    return index < LUMBAR_TABLE_COUNT ? &knowledge->tables[index] : NULL;
}

const lumbar_table *lumbar_table_find(const lumbar_knowledge *knowledge, const char *name)
{
    return lumbar_table_at(knowledge, lumbar_table_named(name, strlen(name)));
}

const lumbar_row *lumbar_row_find(const lumbar_table *table, const char *id)
{
    return row_of(table->rows, table->row_count, id);
}

const char *lumbar_row_get(const lumbar_row *row, const char *field)
{
    for (size_t i = 0; i < row->field_count; i++)
        if (!strcmp(row->fields[i].name, field)) return row->fields[i].value;
    return NULL;
}

const char *lumbar_row_text(lumbar_arena *arena, const lumbar_row *row, const char *field)
{
    const char *value = lumbar_row_get(row, field);
    if (!value || !*value) return NULL;
    if (!strchr(value, '\n')) return value;
    char *text = lumbar_copy(arena, value, strlen(value));
    for (char *at = text; at && *at; at++)
        if (*at == '\n') *at = ' ';
    return text;
}
