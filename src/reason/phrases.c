/* The program's own wording: rows of `phrases` read, found and filled. */
#include <stdlib.h>
#include <string.h>
#include "reason/reason.h"

/* Each row that code speaks with, and its holes. */
static const struct {
    const char *row, *holes;
} PHRASES[] = {
#define X(name, row, holes) {row, holes},
    LUMBAR_PHRASES(X)
#undef X
};

/* By lumbar_plural. */
static const char *const FORMS[LUMBAR_PLURAL_OTHER] = {"text_zero", "text_one", "text_two", "text_few", "text_many"};

/* One wording of phrase `i`, which has each of its holes; NULL where the field is not given. */
static bool read_wording(const lumbar_row_reading *r, const lumbar_row *row, const char *field, size_t i,
                         const char **text)
{
    bool counted = strcmp(field, "text") != 0; /* "One is open" needs no number */
    *text = lumbar_row_text(r->arena, row, field);
    return !*text || lumbar_holes_fit_but(*text, PHRASES[i].holes, counted ? "count" : "") ||
           lumbar_row_fail(r->error, r->table, row, field, "%s has each of these holes and no other: %s", field,
                           *PHRASES[i].holes ? PHRASES[i].holes : "none");
}

bool lumbar_read_phrases(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_row_reading r = {arena, k, LUMBAR_TABLE_PHRASES, error};
    for (size_t i = 0; i < LUMBAR_PHRASE_COUNT; i++) {
        const lumbar_row *row = lumbar_row_find(&k->tables[LUMBAR_TABLE_PHRASES], PHRASES[i].row);
        if (row && !read_wording(&r, row, "text", i, &k->phrases[i])) return false;
        for (size_t form = 0; row && form < LUMBAR_PLURAL_OTHER; form++)
            if (!read_wording(&r, row, FORMS[form], i, &k->phrase_forms[i][form])) return false;
        if (!k->phrases[i])
            return lumbar_fail(error, LUMBAR_INPUT, 0, "knowledge/phrases.txt: no row '%s' with a text",
                               PHRASES[i].row);
    }
    return true;
}

lumbar_phrase_id lumbar_phrase_named(const char *row)
{
    size_t at = 0;
    while (at < LUMBAR_PHRASE_COUNT && strcmp(PHRASES[at].row, row) != 0) at++;
    return (lumbar_phrase_id)at;
}

const char *lumbar_phrase(const lumbar_knowledge *knowledge, lumbar_phrase_id phrase)
{
    return knowledge ? knowledge->phrases[phrase] : "";
}

/* The form for what stands in the hole `count`; `text` where that is no whole number or has no form of its own. */
const char *lumbar_phrase_form(const lumbar_knowledge *k, lumbar_phrase_id phrase, const lumbar_hole *holes,
                               size_t count)
{
    if (!k) return "";
    lumbar_plural form = LUMBAR_PLURAL_OTHER;
    for (size_t i = 0; i < count; i++) {
        const char *number = strcmp(holes[i].name, "count") == 0 ? holes[i].text : NULL;
        if (lumbar_has(number) && !number[strspn(number, "0123456789")])
            form = lumbar_plural_of(k->language.plural, strtoul(number, NULL, 10));
    }
    const char *text = form == LUMBAR_PLURAL_OTHER ? NULL : k->phrase_forms[phrase][form];
    return text ? text : k->phrases[phrase];
}

void lumbar_phrase_fill(lumbar_text *out, const lumbar_knowledge *k, lumbar_phrase_id phrase, const lumbar_hole *holes,
                        size_t count)
{
    lumbar_text_fill(out, lumbar_phrase_form(k, phrase, holes, count), holes, count);
}

char *lumbar_phrase_filled(lumbar_arena *arena, const lumbar_knowledge *k, lumbar_phrase_id phrase,
                           const lumbar_hole *holes, size_t count)
{
    return lumbar_fill(arena, lumbar_phrase_form(k, phrase, holes, count), holes, count);
}

void lumbar_month_name(const lumbar_knowledge *k, int month, char name[40])
{
    const char *at = lumbar_phrase(k, LUMBAR_PHRASE_MONTHS), *item = "";
    size_t length = 0;
    for (int i = 0; i < month && lumbar_item_next(&at, true, &item, &length);) i++;
    lumbar_print(name, 40, "%.*s", (int)length, item);
}

void lumbar_date_words(const lumbar_knowledge *k, lumbar_date date, lumbar_text *text)
{
    char month[40];
    lumbar_month_name(k, date.month, month);
    lumbar_phrase_fill(text, k, LUMBAR_PHRASE_FULL_DAY,
                       LUMBAR_HOLES({"day", lumbar_digits((size_t)date.day).text}, {"month", month},
                                    {"year", lumbar_digits((size_t)date.year).text}));
}
