/* An error in the language of the tables. */
#include <string.h>
#include "reason/reason.h"

enum { MOST_HOLES = 8 }; /* of one error, as base/error.c keeps them */

/* What an error keeps of its holes; which of them are rows themselves stands in `row`. */
typedef struct kept {
    lumbar_hole holes[MOST_HOLES];
    bool row[MOST_HOLES];
    size_t count;
} kept;

static kept unpack(const lumbar_error *error)
{
    kept k = {.count = 0};
    for (const char *at = error->holes; *at && k.count < MOST_HOLES; k.count++) {
        k.row[k.count] = *at == ':';
        const char *name = at + k.row[k.count], *text = name + strlen(name) + 1;
        k.holes[k.count] = (lumbar_hole){name, text};
        at = text + strlen(text) + 1;
    }
    return k;
}

/* A row's sentence; where there is no such row, `otherwise`. */
static void add_row(lumbar_text *out, const lumbar_knowledge *k, const char *row, const kept *filled,
                    const char *otherwise)
{
    lumbar_phrase_id phrase = lumbar_phrase_named(row);
    if (phrase == LUMBAR_PHRASE_COUNT) lumbar_text_add(out, otherwise);
    else lumbar_phrase_fill(out, k, phrase, filled->holes, filled->count);
}

static void add_error(lumbar_text *out, const lumbar_knowledge *k, const lumbar_error *error)
{
    kept all = unpack(error), outer = all;
    lumbar_text rows[MOST_HOLES] = {{0}};
    for (size_t i = 0; i < all.count; i++) {
        if (!all.row[i]) continue;
        add_row(&rows[i], k, all.holes[i].text, &all, "");
        outer.holes[i].text = rows[i].failed ? NULL : rows[i].data ? rows[i].data : "";
    }
    add_row(out, k, error->id, &outer, error->text);
    for (size_t i = 0; i < all.count; i++) lumbar_text_free(&rows[i]);
}

void lumbar_error_words(const lumbar_knowledge *k, const lumbar_error *error, lumbar_text *out)
{
    lumbar_text inner = {0};
    if (!k || !error->id) lumbar_text_add(out, error->text);
    else if (!*error->within) add_error(out, k, error);
    else {
        add_error(&inner, k, error);
        if (lumbar_text_good(&inner, out))
            lumbar_phrase_fill(out, k, LUMBAR_PHRASE_ERROR_WITHIN,
                               LUMBAR_HOLES({"file", error->within}, {"what", inner.data}));
    }
    lumbar_text_free(&inner);
}

char *lumbar_error_in(lumbar_arena *arena, const lumbar_knowledge *knowledge, const lumbar_error *error)
{
    lumbar_text text = {0};
    lumbar_error_words(knowledge, error, &text);
    char *words = text.failed ? NULL : lumbar_copy(arena, text.data ? text.data : "", text.size);
    if (text.failed) lumbar_arena_spend(arena);
    lumbar_text_free(&text);
    return words;
}
