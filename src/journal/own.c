/* lumbar.history/1 -> entries of the journal. */
#include <stdlib.h>
#include <string.h>
#include "journal/own.h"
#include "journal/payload.h"

/* "18:30" -> minutes; -1 where it is null. */
static int minute_of(const lumbar_json *row)
{
    const char *text = lumbar_json_string(lumbar_json_get(row, "time"));
    if (!text || strlen(text) != 5 || text[2] != ':') return -1;
    int hour = 10 * (text[0] - '0') + text[1] - '0', minute = 10 * (text[3] - '0') + text[4] - '0';
    return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 ? 60 * hour + minute : -1;
}

enum { NUMBER_MOST = 1000000000 }; /* as lumbar log --edit takes it */

/* An entry of lumbar.history/1, by the payload that it would have in the file. */
static bool own_entry(lumbar_arena *arena, const lumbar_json *row, lumbar_entry_kind kind, lumbar_entry *entry)
{
    const char *day = lumbar_json_string(lumbar_json_get(row, "day"));
    const char *source = lumbar_json_string(lumbar_json_get(row, "source"));
    if (!day || !lumbar_entry_of_json(arena, kind, row, entry)) return false;
    lumbar_date date = lumbar_date_read(day);
    lumbar_text payload = {0};
    double number = lumbar_json_number(lumbar_json_get(row, "number"));
    lumbar_entry_place(entry, number >= 1 && number <= NUMBER_MOST ? (int64_t)number : 0, date, minute_of(row),
                       source ? lumbar_copy(arena, source, strlen(source)) : "lumbar");
    lumbar_entry_payload(entry, &payload);
    uint64_t sum = payload.failed ? 0 : lumbar_journal_sum_bytes(LUMBAR_FIRST_SUM, payload.data, payload.size);
    if (payload.failed) lumbar_arena_spend(arena);
    lumbar_text_free(&payload);
    entry->key = lumbar_format(arena, "lumbar %s %.10s %d %016llx", lumbar_entry_kind_names[kind], day, minute_of(row),
                               (unsigned long long)sum);
    return entry->key && lumbar_date_known(date) && lumbar_entry_possible(entry);
}

/* By their numbers; what has none stands last, in the order of the file, and of two of one number one stands first
 * every time. */
static int by_number(const void *a, const void *b)
{
    const lumbar_entry *one = a, *other = b;
    int64_t first = lumbar_entry_number(one), second = lumbar_entry_number(other);
    return first != second ? (first < second ? -1 : 1) : strcmp(one->key, other->key);
}

static void sort(lumbar_entry *entries, size_t count)
{
    if (count) qsort(entries, count, sizeof *entries, by_number);
    for (size_t i = count; i-- > 0 && lumbar_entry_number(&entries[i]) > NUMBER_MOST;)
        lumbar_entry_renumber(&entries[i], 0);
}

/* The marks of what was taken out; what is none is passed by. False: no memory. */
static bool take_marks(lumbar_arena *arena, const lumbar_json *list, lumbar_import *import)
{
    size_t count = lumbar_json_kind(list) == LUMBAR_JSON_ARRAY ? lumbar_json_count(list) : 0;
    uint64_t *marks = LUMBAR_NEW_ARRAY(arena, uint64_t, count);
    import->taken_out = marks;
    for (size_t i = 0; marks && i < count; i++) {
        const char *text = lumbar_json_string(lumbar_json_at(list, i));
        char *end = NULL;
        if (text && strlen(text) == 16) marks[import->taken_out_count] = strtoull(text, &end, 16);
        import->taken_out_count += end && !*end;
    }
    return marks != NULL;
}

const lumbar_import *lumbar_import_own(lumbar_arena *arena, const lumbar_json *json, const char *path,
                                       lumbar_error *error)
{
    static const char *const lists[LUMBAR_ENTRY_KINDS] = {"workouts", "soreness", "sleep", "answers"};
    size_t room = 0;
    for (int k = 0; k < LUMBAR_ENTRY_KINDS; k++) room += lumbar_json_count(lumbar_json_get(json, lists[k]));
    lumbar_import *import = LUMBAR_NEW(arena, lumbar_import);
    lumbar_entry *entries = LUMBAR_NEW_ARRAY(arena, lumbar_entry, room);
    if (!import || !entries) return lumbar_fail_memory(error), NULL;
    *import = (lumbar_import){.program = "lumbar", .entries = entries};
    if (!take_marks(arena, lumbar_json_get(json, "taken_out"), import)) return lumbar_fail_memory(error), NULL;
    for (int k = 0; k < LUMBAR_ENTRY_KINDS; k++) {
        const lumbar_json *list = lumbar_json_get(json, lists[k]);
        for (size_t i = 0; lumbar_json_kind(list) == LUMBAR_JSON_ARRAY && i < lumbar_json_count(list); i++) {
            lumbar_entry *entry = &entries[import->count++];
            if (!own_entry(arena, lumbar_json_at(list, i), (lumbar_entry_kind)k, entry)) {
                lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_IMPORT_ENTRY, "file=%s\nnumber=%zu\nlist=%s", path,
                              i + 1, lists[k]);
                return NULL;
            }
            if (!lumbar_entry_number(entry)) lumbar_entry_renumber(entry, NUMBER_MOST + (int64_t)import->count);
            import->sets += k == LUMBAR_ENTRY_WORKOUT ? entry->workout.set_count : 0;
        }
    }
    sort(entries, import->count);
    return import;
}
