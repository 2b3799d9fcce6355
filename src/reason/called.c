/* What people type: how names are compared, and what else an option of a question is called. */
#include <string.h>
#include "reason/called.h"

/* The next letter or digit, small; 0 at the end. Blanks, hyphens and other signs are spelt as one likes. */
static char next_sign(const char **at)
{
    for (; **at; ++*at) {
        char c = **at;
        if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80) return ++*at, c;
    }
    return 0;
}

bool lumbar_name_empty(const char *name) { return !next_sign(&name); }

bool lumbar_name_same(const char *a, const char *b)
{
    char x, y;
    do {
        x = next_sign(&a);
        y = next_sign(&b);
    } while (x && x == y);
    if (x && y) return false;
    return x == y || ((x == 's' || y == 's') && !next_sign(x ? &a : &b));
}

/* Whether `name` begins with what was typed. */
static bool begins(const char *name, const char *typed)
{
    for (char sign; (sign = next_sign(&typed));)
        if (next_sign(&name) != sign) return false;
    return true;
}

bool lumbar_name_holds(const char *name, const char *typed)
{
    for (const char *at = name; !lumbar_name_empty(at); next_sign(&at))
        if (begins(at, typed)) return true;
    return false;
}

/* One line `id | name, name`. */
static bool read_line(const lumbar_row_reading *r, const lumbar_row *row, const char *item, size_t length,
                      lumbar_question *q)
{
    const char *bar = memchr(item, '|', length);
    const char *id = lumbar_copy(r->arena, item, bar ? (size_t)(bar - item) : 0);
    const char *names = bar ? lumbar_copy(r->arena, bar + 1, (size_t)(item + length - bar - 1)) : "";
    if (!id || !names) return lumbar_fail_memory(r->error);
    size_t n = strcspn(id, " ");
    uint64_t bits = lumbar_option_bits(q, id, n);
    if (!n || !bits || bits & (bits - 1) || bits == LUMBAR_BIT_NONE)
        return lumbar_row_fail(r->error, r->table, row, "called",
                               "a line is 'id of an option | name, name', not '%.*s'", (int)(length > 60 ? 60 : length),
                               item);
    lumbar_option *called = LUMBAR_NEW_ARRAY(r->arena, lumbar_option, q->called_count + strlen(names) / 2 + 1);
    if (!called) return lumbar_fail_memory(r->error);
    if (q->called_count) memcpy(called, q->called, q->called_count * sizeof *called);
    q->called = called;
    const char *name;
    for (const char *at = names; lumbar_item_next(&at, true, &name, &length); q->called_count++) {
        called[q->called_count] = (lumbar_option){lumbar_copy(r->arena, id, n), lumbar_copy(r->arena, name, length)};
        if (!called[q->called_count].id || !called[q->called_count].text) return lumbar_fail_memory(r->error);
    }
    return true;
}

/* One name means one option. */
static bool check_once(const lumbar_row_reading *r, const lumbar_row *row, const lumbar_question *q)
{
    for (size_t i = 0; i < q->called_count; i++)
        for (size_t j = 0; j < i; j++)
            if (lumbar_name_same(q->called[i].text, q->called[j].text))
                return lumbar_row_fail(r->error, r->table, row, "called", "the name '%.60s' stands twice",
                                       q->called[i].text);
    return true;
}

bool lumbar_read_called(const lumbar_row_reading *r, const lumbar_row *row, lumbar_question *q)
{
    const char *value = lumbar_row_get(row, "called"), *at = value, *item;
    if (!value || !*value) return true;
    if (!q->more || q->of_exercises)
        return lumbar_row_fail(r->error, r->table, row, "called",
                               "other names are for options of the row itself, some of which stand behind 'more'");
    for (size_t length; lumbar_item_next(&at, false, &item, &length);)
        if (!read_line(r, row, item, length, q)) return false;
    return check_once(r, row, q);
}
