/* Any text as a line of the journal: understood, or told what is at fault within it. */
#include <string.h>
#include "common.h"
#include "journal/inside.h"
#include "journal/line.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lumbar_arena *arena = lumbar_arena_new();
    char *text = arena ? lumbar_copy(arena, (const char *)data, size) : NULL;
    lumbar_error error = {0};
    const lumbar_log_line *line =
        text ? lumbar_line_read(arena, built_in(), text, (lumbar_date){2026, 11, 27}, &error) : NULL;
    if (!line) abort();
    if (line->fault && (line->count || line->from > line->to || line->to > strlen(text))) abort();
    if (!line->fault && !line->count) abort();
    for (size_t i = 0; i < line->count; i++)
        if (!lumbar_entry_possible(&line->entries[i])) abort();
    lumbar_arena_free(arena);
    return 0;
}
