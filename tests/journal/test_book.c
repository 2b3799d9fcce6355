/* The page's book against the tool's file: what one writes the other reads, and writes again the same; nothing twice.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "../check.h"
#include "journal/book.h"
#include "journal/own.h"
#include "report/history.h"

#define ALL(list) (list), LUMBAR_COUNT(list)

static const lumbar_journal_set SETS[] = {{.exercise = "leg-raise",
                                           .name = "leg raise",
                                           .reps = 12,
                                           .seconds = NAN,
                                           .weight_kg = NAN,
                                           .rest_s = 60,
                                           .rpe = 8,
                                           .light_rest = true},
                                          {.exercise = "leg-raise",
                                           .name = "leg raise",
                                           .reps = 9.5,
                                           .seconds = 30,
                                           .weight_kg = 2.25,
                                           .rest_s = NAN,
                                           .rpe = 9},
                                          {.name = "Fr\xC3\xB8sk \"hop\"",
                                           .reps = NAN,
                                           .seconds = 40,
                                           .weight_kg = NAN,
                                           .rest_s = NAN,
                                           .rpe = NAN,
                                           .warm_up = true}};

static const lumbar_entry ENTRIES[] = {
    {.kind = LUMBAR_ENTRY_WORKOUT,
     .workout = {.day = {2026, 11, 20},
                 .minute = 1110,
                 .duration_s = 1800,
                 .warmed = LUMBAR_PRESENT,
                 .warm_up_s = 300,
                 .sets = SETS,
                 .set_count = LUMBAR_COUNT(SETS),
                 .note = "a, \"b\"\n<c>",
                 .source = "told"}},
    {.kind = LUMBAR_ENTRY_SORENESS,
     .soreness = {.day = {2026, 11, 21},
                  .minute = -1,
                  .when = "morning",
                  .strength = 4,
                  .side = "left",
                  .place = "lower-back",
                  .source = "told"}},
    {.kind = LUMBAR_ENTRY_SORENESS, /* twice the same, and meant so */
     .soreness = {.day = {2026, 11, 21},
                  .minute = -1,
                  .when = "morning",
                  .strength = 4,
                  .side = "left",
                  .place = "lower-back",
                  .source = "told"}},
    {.kind = LUMBAR_ENTRY_SLEEP, .sleep = {.day = {2026, 11, 19}, .hours = 6.5}},
    {.kind = LUMBAR_ENTRY_ANSWER, .answer = {.day = {2026, 11, 20}, .json = "{\"headline\": \"h\"}", .answers = "{}"}},
    {.kind = LUMBAR_ENTRY_WORKOUT,
     .workout = {.day = {2026, 11, 27},
                 .minute = -1,
                 .when = "evening",
                 .duration_s = NAN,
                 .warmed = LUMBAR_ABSENT,
                 .warm_up_s = NAN,
                 .source = "hevy"}},
    {.kind = LUMBAR_ENTRY_SORENESS,
     .soreness = {.day = {2026, 11, 20},
                  .minute = 1118,
                  .strength = 3,
                  .place = "lower-back",
                  .began = {.kind = "after-set", .set = -1, .exercise = "leg-raise"},
                  .source = "told"}},
    {.kind = LUMBAR_ENTRY_SORENESS,
     .soreness = {.day = {2026, 11, 27},
                  .minute = -1,
                  .strength = 2,
                  .place = "lower-back",
                  .began = {.kind = "at"},
                  .source = "told"}}};

static const lumbar_date FIRST = {2026, 11, 19}, LAST = {2026, 11, 27};

typedef struct fixture {
    lumbar_arena *arena;
    char path[64];
    lumbar_journal *journal;
    lumbar_book *book;
    lumbar_error error;
} fixture;

static int set_up(void **state)
{
    static fixture f;
    f = (fixture){.arena = lumbar_arena_new(), .book = lumbar_book_new(), .path = "/tmp/lumbar-book-XXXXXX"};
    if (!mkdtemp(f.path)) return -1;
    strcat(f.path, "/j.db");
    f.journal = lumbar_journal_open(f.path, LUMBAR_JOURNAL_WRITE, &f.error);
    *state = &f;
    return f.arena && f.book && f.journal ? 0 : -1;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    lumbar_error error;
    lumbar_journal_close(f->journal);
    lumbar_journal_forget(f->path, &error);
    *strrchr(f->path, '/') = 0;
    rmdir(f->path);
    lumbar_book_free(f->book);
    lumbar_arena_free(f->arena);
    return 0;
}

static const char *json_of(fixture *f, const lumbar_journal_days *days)
{
    lumbar_text text = {0};
    assert_non_null(days);
    lumbar_history_json(days, NULL, &text);
    assert_false(text.failed);
    const char *json = lumbar_copy(f->arena, text.data, text.size);
    lumbar_text_free(&text);
    return json;
}

static const char *of_file(fixture *f)
{
    return json_of(f, lumbar_journal_read(f->journal, f->arena, FIRST, LAST, &f->error));
}

static const char *of_book(fixture *f) { return json_of(f, lumbar_book_days(f->book, f->arena, FIRST, LAST)); }

static const lumbar_import *read_in(fixture *f, const char *text)
{
    lumbar_json *json = lumbar_json_parse(text, strlen(text), "j.json", &f->error);
    const lumbar_import *import = json ? lumbar_import_own(f->arena, json, "j.json", &f->error) : NULL;
    lumbar_json_free(json);
    if (!import) fail_msg("%s", f->error.text);
    return import;
}

static void fill_file(fixture *f)
{
    int64_t first;
    assert_true(lumbar_journal_add(f->journal, ALL(ENTRIES), &first, &f->error));
    assert_true(lumbar_journal_remove(f->journal, 4, &f->error)); /* a gap in the numbers */
}

/* Tool -> page -> the same bytes, numbers with their gap included; a second time adds nothing. */
static void test_file_to_book(void **state)
{
    fixture *f = *state;
    lumbar_book_taken taken;
    fill_file(f);
    const char *exported = of_file(f);
    const lumbar_import *import = read_in(f, exported);
    assert_true(lumbar_book_take(f->book, import, false, &taken, &f->error));
    assert_int_equal(taken.added, import->count);
    assert_string_equal(of_book(f), exported);
    assert_true(lumbar_book_take(f->book, import, false, &taken, &f->error));
    assert_int_equal(taken.added, 0);
    assert_string_equal(of_book(f), exported);
}

/* Page -> tool: every entry, once; and back again adds nothing to the page. */
static void test_book_to_file(void **state)
{
    fixture *f = *state;
    lumbar_journal_taken taken;
    lumbar_book_taken again;
    int64_t first;
    assert_true(lumbar_book_add(f->book, ENTRIES, 2, &first, &f->error));
    assert_int_equal(first, 1);
    assert_true(lumbar_book_add(f->book, &ENTRIES[3], 3, &first, &f->error));
    assert_int_equal(first, 3);
    const lumbar_import *import = read_in(f, of_book(f));
    assert_int_equal(import->count, 5);
    assert_true(lumbar_journal_take(f->journal, import->entries, import->count, &taken, &f->error));
    assert_int_equal(taken.added, 5);
    assert_true(lumbar_journal_take(f->journal, import->entries, import->count, &taken, &f->error));
    assert_int_equal(taken.known, 5);
    const lumbar_import *back = read_in(f, of_file(f));
    assert_true(lumbar_book_take(f->book, back, false, &again, &f->error));
    assert_int_equal(again.added, 0);
}

/* What is new comes in beside what is there, under a number of its own. */
static void test_both_have_more(void **state)
{
    fixture *f = *state;
    int64_t first;
    bool found;
    lumbar_book_taken taken;
    fill_file(f);
    assert_true(lumbar_book_add(f->book, &ENTRIES[3], 1, &first, &f->error)); /* the file has lost it */
    assert_true(lumbar_book_add(f->book, &ENTRIES[1], 1, &first, &f->error));
    const lumbar_import *import = read_in(f, of_file(f));
    assert_true(lumbar_book_take(f->book, import, false, &taken, &f->error));
    assert_int_equal(taken.added, 5);
    assert_int_equal(lumbar_book_count(f->book), 7);
    for (int64_t number = 1; number <= 7; number++)
        assert_true(lumbar_book_remove(f->book, number, &found, &f->error) && found);
    assert_true(lumbar_book_remove(f->book, 1, &found, &f->error) && !found);
}

/* What was taken out stays out, through a file of its own too, until it is asked back or told anew. */
static void test_taken_out(void **state)
{
    fixture *f = *state;
    bool found;
    int64_t first;
    lumbar_book_taken taken;
    fill_file(f);
    const lumbar_import *import = read_in(f, of_file(f));
    assert_true(lumbar_book_take(f->book, import, false, &taken, &f->error));
    size_t all = lumbar_book_count(f->book);
    int64_t answer = 0, twice = 0;
    for (size_t i = 0; i < all; i++) {
        const lumbar_entry *entry = lumbar_book_at(f->book, i);
        if (entry->kind == LUMBAR_ENTRY_ANSWER) answer = lumbar_entry_number(entry);
        if (entry->kind == LUMBAR_ENTRY_SORENESS && entry->soreness.side) twice = lumbar_entry_number(entry);
    }
    assert_true(lumbar_book_remove(f->book, answer, &found, &f->error) && found);
    assert_true(lumbar_book_remove(f->book, twice, &found, &f->error) && found); /* its like still stands */
    assert_true(lumbar_book_take(f->book, import, false, &taken, &f->error));
    assert_true(taken.added == 0 && taken.left == 1);
    /* another page that takes in this one's file knows it too */
    const lumbar_import *own = read_in(f, of_book(f));
    assert_int_equal(own->taken_out_count, 1);
    lumbar_book *other = lumbar_book_new();
    assert_non_null(other);
    assert_true(lumbar_book_take(other, own, false, &taken, &f->error) && !taken.left);
    assert_true(lumbar_book_take(other, import, false, &taken, &f->error) && taken.left == 1 && !taken.added);
    assert_true(lumbar_book_take(other, import, true, &taken, &f->error) && !taken.left && taken.added == 1);
    assert_true(lumbar_book_take(other, import, false, &taken, &f->error) && !taken.left && !taken.added);
    assert_true(lumbar_book_take(other, own, false, &taken, &f->error)); /* what stands is not marked */
    assert_int_equal(lumbar_book_days(other, f->arena, FIRST, LAST)->taken_out_count, 0);
    lumbar_book_free(other);
    /* even where nothing else is left */
    while (lumbar_book_count(f->book)) {
        int64_t number = lumbar_entry_number(lumbar_book_at(f->book, 0));
        assert_true(lumbar_book_remove(f->book, number, &found, &f->error) && found);
    }
    assert_true(lumbar_book_take(f->book, import, false, &taken, &f->error));
    assert_true(taken.added == 0 && taken.left == import->count);
    assert_true(lumbar_book_add(f->book, &ENTRIES[4], 1, &first, &f->error)); /* told anew */
    assert_true(lumbar_book_take(f->book, import, false, &taken, &f->error));
    assert_true(taken.added == 0 && taken.left == import->count - 1);
}

static const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(test_file_to_book, set_up, tear_down),
                                          cmocka_unit_test_setup_teardown(test_book_to_file, set_up, tear_down),
                                          cmocka_unit_test_setup_teardown(test_both_have_more, set_up, tear_down),
                                          cmocka_unit_test_setup_teardown(test_taken_out, set_up, tear_down)};
CHECK_MAIN(tests)
