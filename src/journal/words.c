/* The words of a line and of exports, read from their table. */
#include <string.h>
#include "journal/words.h"
#include "reason/reason.h"

static const char *const ROWS[LUMBAR_LOG_WORD_COUNT] = {
#define X(name, row) row,
    LUMBAR_LOG_WORDS(X)
#undef X
};

void lumbar_log_small(char *text)
{
    for (unsigned char *c = (unsigned char *)text; *c; c++) {
        if (*c >= 'A' && *c <= 'Z') *c = (unsigned char)(*c - 'A' + 'a');
        /* U+00C0 to U+00DE, but the sign of multiplication */
        if (*c == 0xC3 && c[1] >= 0x80 && c[1] <= 0x9E && c[1] != 0x97) c[1] = (unsigned char)(c[1] + 0x20);
    }
}

/* A row's list as one text. */
static const char *listed(lumbar_arena *arena, const char *value)
{
    lumbar_text text = {0};
    const char *item;
    size_t length;
    lumbar_text_add(&text, "|");
    while (lumbar_item_next(&value, true, &item, &length)) {
        lumbar_text_add_bytes(&text, item, length);
        lumbar_text_add(&text, "|");
    }
    char *copy = text.failed ? NULL : lumbar_copy(arena, text.data, text.size);
    if (text.failed) lumbar_arena_spend(arena);
    lumbar_text_free(&text);
    if (!copy) return NULL;
    lumbar_log_small(copy);
    for (char *c = copy; *c; c++)
        if (*c == '-') *c = ' ';
    return copy;
}

const lumbar_log_table *lumbar_log_table_of(lumbar_arena *arena, const lumbar_knowledge *knowledge, lumbar_error *error)
{
    const lumbar_table *rows = lumbar_table_find(knowledge, "log-words");
    lumbar_log_table *table = LUMBAR_NEW(arena, lumbar_log_table);
    for (size_t i = 0; table && i < LUMBAR_LOG_WORD_COUNT; i++) {
        const lumbar_row *row = lumbar_row_find(rows, ROWS[i]);
        const char *words = row ? lumbar_row_get(row, "words") : NULL;
        if (!words) {
            lumbar_fail(error, LUMBAR_INPUT, 0, "knowledge/log-words.txt: no row '%s' with words", ROWS[i]);
            return NULL;
        }
        table->rows[i] = ROWS[i];
        if (!(table->words[i] = listed(arena, words))) break;
    }
    return lumbar_settle(arena, table != NULL, error) ? table : NULL;
}

/* Whether a row, "|one|another|", lists `text`. */
static bool has(const char *list, const char *text, size_t length)
{
    if (memchr(text, '|', length)) return false;
    for (const char *at = list; (at = strchr(at, '|')) && at[1]; at++)
        if (!strncmp(at + 1, text, length) && at[1 + length] == '|') return true;
    return false;
}

lumbar_log_word lumbar_log_word_of(const lumbar_log_table *table, const char *text, size_t length,
                                   lumbar_log_word first, lumbar_log_word last)
{
    for (int i = first; length && i <= (int)last; i++)
        if (has(table->words[i], text, length)) return (lumbar_log_word)i;
    return LUMBAR_LOG_WORD_COUNT;
}
