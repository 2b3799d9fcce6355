/* Sentences with named holes: "In {present} of {judged} repetitions your feet came off the floor." */
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

static const lumbar_hole *hole_named(const lumbar_hole *holes, size_t count, const char *name, size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(holes[i].name) == length && !memcmp(holes[i].name, name, length)) return &holes[i];
    return NULL;
}

void lumbar_text_fill(lumbar_text *out, const char *sentence, const lumbar_hole *holes, size_t count)
{
    const char *from = sentence, *at = sentence, *name;
    for (size_t length; lumbar_hole_next(&at, &name, &length);) {
        const lumbar_hole *hole = hole_named(holes, count, name, length);
        if (!hole) continue;
        lumbar_text_add_bytes(out, from, (size_t)(name - 1 - from));
        if (hole->text) lumbar_text_add(out, hole->text);
        else out->failed = true; /* what was to stand here lacked memory */
        from = at;
    }
    lumbar_text_add(out, from);
}

char *lumbar_fill(lumbar_arena *arena, const char *sentence, const lumbar_hole *holes, size_t count)
{
    lumbar_text text = {0};
    char *filled = NULL;
    lumbar_text_fill(&text, sentence, holes, count);
    if (!text.failed) filled = lumbar_copy(arena, text.data, text.size);
    else lumbar_arena_spend(arena);
    lumbar_text_free(&text);
    return filled;
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

lumbar_digits_text lumbar_digits(size_t number)
{
    lumbar_digits_text digits;
    lumbar_print(digits.text, sizeof digits.text, "%zu", number);
    return digits;
}
