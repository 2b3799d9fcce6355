/* Sentences with named holes. */
#include "../check.h"
#include "base/base.h"

static void holes_are_filled_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *sentence, *filled;
    } cases[] = {
        {"In {present} of {judged} repetitions.", "In 3 of 8 repetitions."},
        {"{judged} reps, {present} of them; {judged}.", "8 reps, 3 of them; 8."}, /* another language's order */
        {"No hole.", "No hole."},
        {"", ""},
        {"{present}", "3"},
        {"{other} {present", "{other} {present"}, /* nobody fills these */
        {"{{present}", "{{present}"},
        {"100 %s {present}%n", "100 %s 3%n"}}; /* a table's text is no format */
    const lumbar_hole holes[] = {{"present", "3"}, {"judged", "8"}};
    lumbar_arena *arena = lumbar_arena_new();
    for (size_t i = 0; i < LUMBAR_COUNT(cases); i++)
        assert_string_equal(lumbar_fill(arena, cases[i].sentence, holes, LUMBAR_COUNT(holes)), cases[i].filled);
    lumbar_arena_free(arena);
}

static void what_lacked_memory_leaves_no_shorter_sentence(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    assert_null(lumbar_fill(arena, "At {time}.", &(lumbar_hole){"time", NULL}, 1));
    assert_false(lumbar_settle(arena, true, &error));
    assert_int_equal(error.code, LUMBAR_MEMORY);
    lumbar_arena_free(arena);
}

static void each_hole_has_to_be_there_and_no_other(void **state)
{
    (void)state;
    assert_true(lumbar_holes_fit("In {present} of {judged}.", "present judged"));
    assert_true(lumbar_holes_fit("{judged}, {present} and {present}", "present judged"));
    assert_true(lumbar_holes_fit("Nothing.", ""));
    assert_false(lumbar_holes_fit("In {present} of all.", "present judged"));
    assert_false(lumbar_holes_fit("In {present} of {judge}.", "present judged"));
    assert_false(lumbar_holes_fit("In {present} of {judged} at {time}.", "present judged"));
    assert_false(lumbar_holes_fit("In {}.", ""));
    assert_false(lumbar_holes_fit("{present} {judged}", "judged"));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(holes_are_filled_by_name),
    cmocka_unit_test(what_lacked_memory_leaves_no_shorter_sentence),
    cmocka_unit_test(each_hole_has_to_be_there_and_no_other),
};
CHECK_MAIN(tests)
