/* A journal held in memory. */
#include <stdlib.h>
#include <string.h>
#include "journal/book.h"
#include "journal/payload.h"

typedef struct held {
    lumbar_entry entry;
    const char *payload; /* as the file would have it: what tells whether two are the same */
    uint64_t mark;       /* a checksum of what it says, where no more may be kept of it */
} held;

struct lumbar_book {
    lumbar_arena *arena;
    held *items; /* [count] of `room` */
    size_t count, room;
    uint64_t *out; /* [out_count] of `out_room`: marks of what was taken out */
    size_t out_count, out_room;
};

lumbar_book *lumbar_book_new(void)
{
    lumbar_book *book = calloc(1, sizeof *book);
    if (book && !(book->arena = lumbar_arena_new())) {
        free(book);
        return NULL;
    }
    return book;
}

void lumbar_book_free(lumbar_book *book)
{
    if (!book) return;
    lumbar_arena_free(book->arena);
    free(book->items);
    free(book->out);
    free(book);
}

/* ---- what is held -------------------------------------------------------------------------------------- */

static int by_time(const void *a, const void *b)
{
    const lumbar_entry *one = &((const held *)a)->entry, *other = &((const held *)b)->entry;
    int days = lumbar_date_between(lumbar_entry_day(other), lumbar_entry_day(one));
    int minutes = lumbar_entry_minute(one) - lumbar_entry_minute(other);
    if (days || minutes) return days ? days : minutes;
    return lumbar_entry_number(one) < lumbar_entry_number(other) ? -1 : 1;
}

static bool number_taken(const lumbar_book *book, int64_t number)
{
    for (size_t i = 0; i < book->count; i++)
        if (lumbar_entry_number(&book->items[i].entry) == number) return true;
    return false;
}

static int64_t next_number(const lumbar_book *book)
{
    int64_t last = 0;
    for (size_t i = 0; i < book->count; i++) {
        int64_t number = lumbar_entry_number(&book->items[i].entry);
        if (number > last) last = number;
    }
    return last + 1;
}

/* ---- what was taken out -------------------------------------------------------------------------------- */

/* Of all but its number and where it came from. */
static uint64_t mark_of(const lumbar_entry *entry, const char *payload)
{
    lumbar_date day = lumbar_entry_day(entry);
    char place[80];
    int length = lumbar_print(place, sizeof place, "%s %04d-%02d-%02d %d ", lumbar_entry_kind_names[entry->kind],
                              day.year, day.month, day.day, lumbar_entry_minute(entry));
    return lumbar_journal_sum_bytes(lumbar_journal_sum_bytes(LUMBAR_FIRST_SUM, place, (size_t)length), payload,
                                    strlen(payload));
}

static size_t out_at(const lumbar_book *book, uint64_t mark)
{
    size_t at = 0;
    while (at < book->out_count && book->out[at] != mark) at++;
    return at;
}

/* `items` with room for `more` behind `count`; NULL, and all as it was, where there is no memory. */
static void *grown(void *items, size_t *room, size_t count, size_t more, size_t size)
{
    if (items && count + more <= *room) return items;
    size_t wanted = 2 * *room + more;
    void *made = realloc(items, (wanted ? wanted : 1) * size);
    if (made) *room = wanted;
    return made;
}

static bool make_out_room(lumbar_book *book, size_t more)
{
    uint64_t *out = grown(book->out, &book->out_room, book->out_count, more, sizeof *out);
    if (out) book->out = out;
    return out != NULL;
}

/* There is room. */
static void mark_out(lumbar_book *book, uint64_t mark)
{
    if (out_at(book, mark) == book->out_count) book->out[book->out_count++] = mark;
}

static void unmark(lumbar_book *book, uint64_t mark)
{
    size_t at = out_at(book, mark);
    if (at < book->out_count) book->out[at] = book->out[--book->out_count];
}

static bool stands(const lumbar_book *book, uint64_t mark)
{
    for (size_t i = 0; i < book->count; i++)
        if (book->items[i].mark == mark) return true;
    return false;
}

/* ---- room ---------------------------------------------------------------------------------------------- */

static bool make_room(lumbar_book *book, size_t more)
{
    held *items = grown(book->items, &book->room, book->count, more, sizeof *items);
    if (items) book->items = items;
    return items != NULL;
}

/* A copy by way of the payload, so that it is what would be read from the file. */
static bool copy_in(const lumbar_book *book, const lumbar_entry *entry, held *made)
{
    lumbar_error error;
    lumbar_text payload = {0};
    lumbar_entry_payload(entry, &payload);
    const char *source = lumbar_entry_source(entry);
    lumbar_json *json = payload.failed ? NULL : lumbar_json_parse(payload.data, payload.size, "entry", &error);
    bool good = json && lumbar_entry_of_json(book->arena, entry->kind, json, &made->entry) &&
                (made->payload = lumbar_copy(book->arena, payload.data, payload.size)) &&
                (source = lumbar_copy(book->arena, source, strlen(source)));
    lumbar_json_free(json);
    lumbar_text_free(&payload);
    if (!good) return false;
    lumbar_entry_place(&made->entry, 0, lumbar_entry_day(entry), lumbar_entry_minute(entry), source);
    made->mark = mark_of(&made->entry, made->payload);
    return true;
}

static bool is_there(const lumbar_book *book, const held *made)
{
    for (size_t i = 0; i < book->count; i++) {
        const held *item = &book->items[i];
        if (item->entry.kind == made->entry.kind &&
            lumbar_entry_minute(&item->entry) == lumbar_entry_minute(&made->entry) &&
            !lumbar_date_between(lumbar_entry_day(&item->entry), lumbar_entry_day(&made->entry)) &&
            !strcmp(item->payload, made->payload))
            return true;
    }
    return false;
}

/* ---- steps --------------------------------------------------------------------------------------------- */

typedef enum how { ADD, RESTORE, TAKE, TAKE_BACK } how;

typedef struct list {
    const lumbar_entry *entries; /* [count] */
    size_t count;
} list;

/* *left: how many were passed by since they were taken out. */
static bool put(lumbar_book *book, list from, how manner, size_t *left, lumbar_error *error)
{
    size_t before = book->count;
    *left = 0;
    if (!make_room(book, from.count)) return lumbar_fail_memory(error);
    int64_t next = next_number(book);
    for (size_t i = 0; i < from.count; i++) {
        held *made = &book->items[book->count];
        if (!copy_in(book, &from.entries[i], made)) {
            book->count = before;
            return lumbar_fail_memory(error);
        }
        bool taking = manner == TAKE || manner == TAKE_BACK, out = out_at(book, made->mark) < book->out_count;
        if (taking && is_there(book, made)) continue;
        if (out && (manner == TAKE || manner == RESTORE)) {
            ++*left;
            continue;
        }
        int64_t own = manner == RESTORE ? lumbar_entry_number(&from.entries[i]) : 0;
        if (own && number_taken(book, own)) own = 0;
        lumbar_entry_renumber(&made->entry, own ? own : next);
        if (!own || own >= next) next = (own ? own : next) + 1;
        book->count++;
    }
    for (size_t i = before; i < book->count; i++) unmark(book, book->items[i].mark);
    if (book->count) qsort(book->items, book->count, sizeof *book->items, by_time);
    return true;
}

bool lumbar_book_add(lumbar_book *book, const lumbar_entry *entries, size_t count, int64_t *first, lumbar_error *error)
{
    size_t left;
    *first = next_number(book);
    return put(book, (list){entries, count}, ADD, &left, error);
}

bool lumbar_book_take(lumbar_book *book, const lumbar_import *import, bool back, lumbar_book_taken *taken,
                      lumbar_error *error)
{
    size_t before = book->count;
    how manner = back ? TAKE_BACK : before ? TAKE : RESTORE;
    *taken = (lumbar_book_taken){0};
    if (!make_out_room(book, import->taken_out_count)) return lumbar_fail_memory(error);
    if (!put(book, (list){import->entries, import->count}, manner, &taken->left, error)) return false;
    taken->added = book->count - before;
    for (size_t i = 0; i < import->taken_out_count; i++)
        if (!stands(book, import->taken_out[i])) mark_out(book, import->taken_out[i]);
    return true;
}

bool lumbar_book_remove(lumbar_book *book, int64_t number, bool *found, lumbar_error *error)
{
    *found = false;
    if (!make_out_room(book, 1)) return lumbar_fail_memory(error);
    for (size_t i = 0; i < book->count && !*found; i++) {
        if (lumbar_entry_number(&book->items[i].entry) != number) continue;
        uint64_t mark = book->items[i].mark;
        memmove(&book->items[i], &book->items[i + 1], (--book->count - i) * sizeof *book->items);
        if (!stands(book, mark)) mark_out(book, mark); /* of two that are alike one is left */
        *found = true;
    }
    return true;
}

/* ---- reading ------------------------------------------------------------------------------------------- */

size_t lumbar_book_count(const lumbar_book *book) { return book->count; }
const lumbar_entry *lumbar_book_at(const lumbar_book *book, size_t index) { return &book->items[index].entry; }

const lumbar_journal_days *lumbar_book_days(const lumbar_book *book, lumbar_arena *arena, lumbar_date first,
                                            lumbar_date last)
{
    lumbar_journal_days *days = LUMBAR_NEW(arena, lumbar_journal_days);
    lumbar_journal_workout *workouts = LUMBAR_NEW_ARRAY(arena, lumbar_journal_workout, book->count);
    lumbar_journal_soreness *soreness = LUMBAR_NEW_ARRAY(arena, lumbar_journal_soreness, book->count);
    lumbar_journal_sleep *sleep = LUMBAR_NEW_ARRAY(arena, lumbar_journal_sleep, book->count);
    lumbar_journal_answer *answers = LUMBAR_NEW_ARRAY(arena, lumbar_journal_answer, book->count);
    if (!days || !workouts || !soreness || !sleep || !answers) return NULL;
    *days = (lumbar_journal_days){
        .first = first, .last = last, .workouts = workouts, .soreness = soreness, .sleep = sleep, .answers = answers};
    days->taken_out = book->out;
    days->taken_out_count = book->out_count;
    for (size_t i = 0; i < book->count; i++) {
        const lumbar_entry *entry = &book->items[i].entry;
        lumbar_date day = lumbar_entry_day(entry);
        if (lumbar_date_between(first, day) < 0 || lumbar_date_between(day, last) < 0) continue;
        switch (entry->kind) {
        case LUMBAR_ENTRY_WORKOUT: workouts[days->workout_count++] = entry->workout; break;
        case LUMBAR_ENTRY_SORENESS: soreness[days->soreness_count++] = entry->soreness; break;
        case LUMBAR_ENTRY_SLEEP: sleep[days->sleep_count++] = entry->sleep; break;
        case LUMBAR_ENTRY_ANSWER: answers[days->answer_count++] = entry->answer; break;
        case LUMBAR_ENTRY_KINDS: break;
        }
    }
    return days;
}
