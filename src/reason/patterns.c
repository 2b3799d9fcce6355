/* The field `seen` of exercises -> patterns: what moves, how the body is held, and between which values. */
#include <math.h>
#include <string.h>
#include "reason/reason.h"

static const char *const POSTURES[] = {NULL,
#define X(name, word) word,
                                       LUMBAR_POSTURES(X)
#undef X
};

static const char *const DRIVES[] = {
#define X(name, word) word,
    LUMBAR_DRIVES(X)
#undef X
};

static const char *const TRAITS[] = {
#define X(name, word) word,
    LUMBAR_TRAITS(X)
#undef X
};

static const char *const HELD_TRAITS[] = {
#define X(name, word) word,
    LUMBAR_HELD_TRAITS(X)
#undef X
};

/* One row's `seen` while it is read. */
typedef struct seen_field {
    lumbar_arena *arena;
    const lumbar_knowledge *knowledge;
    const lumbar_row *row;
    lumbar_error *error;
} seen_field;

static bool refuse(const seen_field *f, const char *what, const char *item, size_t length)
{
    return lumbar_row_fail(f->error, LUMBAR_TABLE_EXERCISES, f->row, "seen", "%s '%.*s'", what,
                           (int)(length > 60 ? 60 : length), item);
}

/* Place of a word in a list, -1 where it is not there. */
static int place_of(const char *const *words, size_t count, const char *word, size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (words[i] && lumbar_item_is(word, length, words[i])) return (int)i;
    return -1;
}

/* "thighs, hanging", "curl, lying, surely": how a pattern begins. */
static bool read_head(const seen_field *f, const char *item, size_t length, lumbar_pattern *p)
{
    const char *at = lumbar_copy(f->arena, item, length), *drive, *posture, *surely;
    size_t n, m, l;
    if (!at) return lumbar_fail_memory(f->error);
    bool two = lumbar_item_next(&at, true, &drive, &n) && lumbar_item_next(&at, true, &posture, &m);
    int moves = two ? place_of(DRIVES, LUMBAR_COUNT(DRIVES), drive, n) : -1,
        held = two ? place_of(POSTURES, LUMBAR_COUNT(POSTURES), posture, m) : -1;
    p->surely = two && lumbar_item_next(&at, true, &surely, &l);
    if (moves < 0 || held < 0 || (p->surely && !lumbar_item_is(surely, l, "surely")))
        return refuse(f, "a pattern begins with what moves, a posture and perhaps 'surely', not", item, length);
    if (p->surely && p->exercise->judged) return refuse(f, "only a row with 'judged: no' has", item, length);
    p->drive = (lumbar_drive)moves;
    p->posture = (lumbar_posture)held;
    return true;
}

/* A number, or the id of a limit. */
static bool read_bound(const seen_field *f, const char *word, size_t length, double *value)
{
    if (lumbar_number_parse(word, length, value)) return true;
    const char *id = lumbar_copy(f->arena, word, length);
    if (!id) return lumbar_fail_memory(f->error);
    const lumbar_row *limit = lumbar_row_find(&f->knowledge->tables[LUMBAR_TABLE_LIMITS], id);
    if (!limit) return refuse(f, "neither a number nor a row of limits:", word, length);
    *value = lumbar_row_number(limit, "value");
    return true;
}

static const char *next_word(const char **at, const char *end, size_t *length)
{
    while (*at < end && **at == ' ') ++*at;
    const char *word = *at;
    while (*at < end && **at != ' ') ++*at;
    *length = (size_t)(*at - word);
    return word;
}

/* "knee from 0 to 55 soft 20"; of a hold without `soft`. */
static bool read_range(const seen_field *f, const char *item, size_t length, const lumbar_pattern *p, lumbar_range *r)
{
    const char *at = item, *end = item + length;
    size_t n;
    bool hold = p->drive == LUMBAR_DRIVE_NONE;
    const char *word = next_word(&at, end, &n);
    r->trait = hold ? place_of(HELD_TRAITS, LUMBAR_COUNT(HELD_TRAITS), word, n)
                    : place_of(TRAITS, LUMBAR_COUNT(TRAITS), word, n);
    if (r->trait < 0) return refuse(f, hold ? "a hold has no trait" : "a repetition has no trait", word, n);
    *r = (lumbar_range){.trait = r->trait, .low = -INFINITY, .high = INFINITY, .soft = NAN};
    while ((word = next_word(&at, end, &n)), n) {
        double *to = lumbar_item_is(word, n, "from")   ? &r->low
                     : lumbar_item_is(word, n, "to")   ? &r->high
                     : lumbar_item_is(word, n, "soft") ? &r->soft
                                                       : NULL;
        const char *bound = next_word(&at, end, &n);
        if (!to || !n) return refuse(f, "a range is 'TRAIT from LOW to HIGH soft BY', not", item, length);
        if (!read_bound(f, bound, n, to)) return false;
    }
    if (!(r->low < r->high) || (isinf(r->low) && isinf(r->high)))
        return refuse(f, "it leaves nothing out, or all:", item, length);
    if (hold) return isnan(r->soft) || refuse(f, "a hold's range is not soft:", item, length);
    return r->soft > 0 || refuse(f, "soft is missing or not above 0:", item, length);
}

static size_t lines_of(const char *text)
{
    size_t lines = 1;
    for (; text && *text; text++) lines += *text == '\n';
    return lines;
}

bool lumbar_read_patterns(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_EXERCISES];
    size_t room = 0;
    for (size_t i = 0; i < table->row_count; i++) room += lines_of(lumbar_row_get(&table->rows[i], "seen"));
    lumbar_pattern *patterns = LUMBAR_NEW_ARRAY(arena, lumbar_pattern, room);
    lumbar_range *ranges = LUMBAR_NEW_ARRAY(arena, lumbar_range, room);
    if (!patterns || !ranges) return lumbar_fail_memory(error);
    k->patterns = patterns;
    for (size_t i = 0; i < table->row_count; i++) {
        const seen_field f = {arena, k, &table->rows[i], error};
        const char *at = lumbar_row_get(f.row, "seen"), *item;
        size_t first = k->pattern_count;
        for (size_t length; at && lumbar_item_next(&at, false, &item, &length);) {
            if (memchr(item, ',', length)) {
                lumbar_pattern *p = &patterns[k->pattern_count++];
                *p = (lumbar_pattern){.exercise = &k->exercises[i], .ranges = ranges};
                if (!read_head(&f, item, length, p)) return false;
            } else {
                lumbar_pattern *p = &patterns[k->pattern_count - 1];
                if (k->pattern_count == first) return refuse(&f, "no pattern begins before", item, length);
                if (!read_range(&f, item, length, p, ranges)) return false;
                p->range_count++;
                ranges++;
            }
        }
    }
    return true;
}
