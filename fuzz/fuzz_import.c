/* Any bytes as the export of another program; what is taken in can be written and read again. */
#include <string.h>
#include "common.h"
#include "journal/import.h"
#include "journal/inside.h"

static bool local(int64_t instant, lumbar_date *day, int *minute)
{
    int64_t days = instant / 86400;
    *minute = (int)(instant % 86400 / 60);
    if (*minute < 0 || days < -700000 || days > 700000) return false;
    *day = lumbar_date_after((lumbar_date){1970, 1, 1}, (int)days);
    return lumbar_date_known(*day);
}

static void look_at(lumbar_arena *arena, const lumbar_entry *entry)
{
    lumbar_text payload = {0};
    lumbar_entry again;
    lumbar_entry_payload(entry, &payload);
    lumbar_date day = lumbar_entry_day(entry);
    char text[40];
    lumbar_print(text, sizeof text, "%04d-%02d-%02d", day.year, day.month, day.day);
    const lumbar_journal_row row = {.number = 1,
                                    .step = 1,
                                    .kind = lumbar_entry_kind_names[entry->kind],
                                    .day = text,
                                    .minute = lumbar_entry_minute(entry),
                                    .source = lumbar_entry_source(entry),
                                    .payload = payload.data};
    if (!lumbar_entry_possible(entry) || !entry->key || payload.failed || !lumbar_entry_of(arena, &row, &again))
        abort();
    lumbar_text_free(&payload);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const lumbar_import_settings settings[] = {{NULL, NULL, local}, {"lb", "mdy", local}};
    const lumbar_import_file file = {"fuzzed", (const char *)data, size};
    const lumbar_import_files files = {&file, 1};
    for (size_t i = 0; i < 2; i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_error error = {0};
        const lumbar_import *import = lumbar_import_read(arena, built_in(), &files, &settings[i], &error);
        if (!import && !error.text[0]) abort(); /* every refusal has its words */
        for (size_t e = 0; import && e < import->count; e++) look_at(arena, &import->entries[e]);
        lumbar_arena_free(arena);
    }
    return 0;
}
