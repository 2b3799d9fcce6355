/* Labels of films, one on a line. */
#include <stdlib.h>
#include <string.h>
#include "base/input.h"
#include "validate/labels.h"

enum { LABEL_FIELDS = 5, LABELS_MOST_BYTES = 1 << 20 };

bool lumbar_label_has(const char *list, const char *id)
{
    size_t length = strlen(id);
    for (const char *at = list; (at = strstr(at, id)); at += length)
        if ((at == list || at[-1] == ',') && (at[length] == ',' || !at[length])) return true;
    return false;
}

/* Cuts a line at its bars, blanks at either end of a field left out; how many there are. */
static int cut(char *line, char *fields[LABEL_FIELDS])
{
    int count = 0;
    for (char *next = line; next && count < LABEL_FIELDS; count++) {
        char *field = next, *bar = count + 1 < LABEL_FIELDS ? strchr(field, '|') : NULL;
        next = bar ? bar + 1 : NULL;
        if (bar) *bar = 0;
        field += strspn(field, " \t");
        size_t length = strlen(field);
        while (length && strchr(" \t\r", field[length - 1])) field[--length] = 0;
        fields[count] = field;
    }
    return count;
}

/* A line that is being read. */
typedef struct reading {
    const lumbar_knowledge *knowledge;
    const char *path;
    long line;
    lumbar_error *error;
} reading;

/* Every id of a list must be known: a slip in a label would count against us, or for us. */
static bool known(const reading *r, const char *list, const char *none, const char *table)
{
    char id[64];
    for (const char *at = list; strcmp(list, none) != 0 && *at;) {
        size_t length = strcspn(at, ",");
        lumbar_print(id, sizeof id, "%.*s", (int)(length < 60 ? length : 60), at);
        if (!lumbar_row_find(lumbar_table_find(r->knowledge, table), id))
            return lumbar_fail(r->error, LUMBAR_INPUT, r->line, "%s, line %ld: \"%s\" is no row of knowledge/%s",
                               r->path, r->line, id, table);
        at += length + (at[length] == ',');
    }
    return true;
}

static bool read_label(const reading *r, char *text, lumbar_label *label)
{
    char *field[LABEL_FIELDS], *end;
    if (cut(text, field) < LABEL_FIELDS - 1)
        return lumbar_fail(r->error, LUMBAR_INPUT, r->line,
                           "%s, line %ld: a label is \"name | exercises | 3-5 or . | faults or . | note\"", r->path,
                           r->line);
    *label = (lumbar_label){field[0], field[1], -1, -1, field[3]};
    if (strcmp(field[2], ".") != 0) {
        label->least = strtol(field[2], &end, 10);
        label->most = *end == '-' ? strtol(end + 1, &end, 10) : label->least;
        if (end == field[2] || *end || label->least < 0 || label->most < label->least)
            return lumbar_fail(r->error, LUMBAR_INPUT, r->line, "%s, line %ld: \"%.40s\" is no count, nor one like 3-5",
                               r->path, r->line, field[2]);
    }
    return known(r, field[1], "-", "exercises") && known(r, field[3], ".", "findings");
}

const lumbar_label *lumbar_labels_read(lumbar_arena *arena, const char *path, const lumbar_knowledge *knowledge,
                                       size_t *count, lumbar_error *error)
{
    size_t size, lines = 1;
    char *bytes = lumbar_input_read(path, LABELS_MOST_BYTES, &size, error);
    if (!bytes) return NULL;
    char *text = lumbar_copy(arena, bytes, size);
    free(bytes);
    for (size_t i = 0; text && i < size; i++) lines += text[i] == '\n';
    lumbar_label *labels = text ? LUMBAR_NEW_ARRAY(arena, lumbar_label, lines) : NULL;
    if (!labels) return lumbar_fail_memory(error), NULL;
    *count = 0;
    for (reading r = {knowledge, path, 1, error}; text; r.line++) {
        char *end = strchr(text, '\n');
        if (end) *end++ = 0;
        if (text[0] != '#' && text[strspn(text, " \t\r")] && !read_label(&r, text, &labels[(*count)++])) return NULL;
        text = end;
    }
    if (!*count) return lumbar_fail(error, LUMBAR_INPUT, 0, "%s: there is no label in it", path), NULL;
    return labels;
}
