/* The holes of a sentence: where they stand, and whether they are those that it is filled by. */
#include <string.h>
#include "base/base.h"

bool lumbar_hole_next(const char **at, const char **name, size_t *length)
{
    const char *open = strchr(*at, '{'), *close = open ? strchr(open, '}') : NULL;
    if (!close) return false;
    *name = open + 1;
    *length = (size_t)(close - open) - 1;
    *at = close + 1;
    return true;
}

/* Whether the word of `length` bytes is one of those between blanks. */
static bool word_among(const char *words, const char *word, size_t length)
{
    for (size_t n; *words; words += n + (words[n] == ' ')) {
        n = strcspn(words, " ");
        if (n == length && !memcmp(words, word, n)) return true;
    }
    return false;
}

static bool has_hole(const char *sentence, const char *hole, size_t wanted)
{
    const char *name;
    for (size_t length; lumbar_hole_next(&sentence, &name, &length);)
        if (length == wanted && !memcmp(name, hole, length)) return true;
    return false;
}

bool lumbar_holes_fit_but(const char *sentence, const char *holes, const char *one)
{
    const char *at = sentence, *name;
    for (size_t length; lumbar_hole_next(&at, &name, &length);)
        if (!word_among(holes, name, length)) return false;
    for (size_t length; *holes; holes += length + (holes[length] == ' ')) {
        length = strcspn(holes, " ");
        if (!has_hole(sentence, holes, length) && !word_among(one, holes, length)) return false;
    }
    return true;
}

bool lumbar_holes_fit(const char *sentence, const char *holes) { return lumbar_holes_fit_but(sentence, holes, ""); }
