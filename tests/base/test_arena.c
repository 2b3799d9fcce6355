/* The arena hands out zeroed, aligned, separate memory and refuses sizes that overflow. */
#include <string.h>
#include "../check.h"
#include "base/base.h"

static void memory_is_zeroed_and_separate(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    unsigned char *first = lumbar_alloc(arena, 100, 1), *second = lumbar_alloc(arena, 200000, 1),
                  *third = lumbar_alloc(arena, 100, 1);
    for (int i = 0; i < 100; i++) assert_int_equal(first[i] | third[i], 0);
    memset(first, 1, 100);
    memset(second, 2, 200000);
    memset(third, 3, 100);
    for (int i = 0; i < 100; i++) assert_true(first[i] == 1 && third[i] == 3);
    assert_int_equal((uintptr_t)first % 16, 0);
    assert_true(lumbar_arena_used(arena) >= 200200);
    lumbar_arena_free(arena);
}

static void overflow_is_refused(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    assert_null(lumbar_alloc(arena, SIZE_MAX / 2, 16));
    assert_null(lumbar_alloc(arena, SIZE_MAX, SIZE_MAX));
    lumbar_arena_free(arena);
    lumbar_arena_free(NULL);
}

/* Thousands of small requests, as a table of landmarks makes them. */
static void many_pieces_stay_apart(void **state)
{
    (void)state;
    enum { COUNT = 5000 };
    lumbar_arena *arena = lumbar_arena_new();
    unsigned char *pieces[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        pieces[i] = lumbar_alloc(arena, i % 37, 1);
        assert_non_null(pieces[i]);
        memset(pieces[i], (int)(i % 251), i % 37);
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t k = 0; k < i % 37; k++) assert_int_equal(pieces[i][k], i % 251);
    lumbar_arena_free(arena);
}

static void format_writes_the_whole_text(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    assert_string_equal(lumbar_format(arena, "%d %s", 7, "reps"), "7 reps");
    assert_string_equal(lumbar_copy(arena, "crunch", 3), "cru");
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(memory_is_zeroed_and_separate),
    cmocka_unit_test(overflow_is_refused),
    cmocka_unit_test(many_pieces_stay_apart),
    cmocka_unit_test(format_writes_the_whole_text),
};
CHECK_MAIN(tests)
