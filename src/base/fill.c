/* Sentences with named holes: "In {present} of {judged} repetitions your feet came off the floor." */
#include <string.h>
#include "base/base.h"

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

lumbar_digits_text lumbar_digits(size_t number)
{
    lumbar_digits_text digits;
    lumbar_print(digits.text, sizeof digits.text, "%zu", number);
    return digits;
}
