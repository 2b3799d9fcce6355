/* Two looks of known change: a larger range, the same, another side, a fault that came; and what a journal tells of the
 * days between. */
#include <stdlib.h>
#include "../seen/look.h"
#include "days.h"
#include "report/compare.h"
#include "report/report.h"

static const figure_camera SIDE = {.scale = 300, .noise = 0.5}, ASLANT = {.scale = 300, .noise = 0.5, .yaw = 45};
static days D;

/* `fault`: degrees that the trunk rises. */
static figure_pose as_high_as(double time_s, double fault)
{
    figure_pose f = figure_crunch(time_s, 0);
    f.trunk = fault * figure_wave(time_s, 3);
    return f;
}

/* The answer's JSON of one film, as the tool keeps it. */
static const char *look(lumbar_arena *arena, figure_motion *motion, double fault, figure_camera camera)
{
    lumbar_error error = {0};
    const lumbar_knowledge *k = lumbar_knowledge_builtin(arena, &error);
    const lumbar_recording *seen = see(arena, motion, fault, 20, camera);
    const lumbar_why_settings settings = {.recordings = seen, .recording_count = 1};
    const lumbar_answer *answer = lumbar_why(arena, lumbar_answers_new(arena, k), &settings, &error);
    lumbar_text json = {0};
    if (!answer) fail_msg("%s", error.text);
    lumbar_answer_json(answer, &json);
    const char *text = lumbar_copy(arena, json.data, json.size);
    lumbar_text_free(&json);
    return text;
}

static const lumbar_comparison *compared(lumbar_arena *arena, const char *before, const char *after)
{
    lumbar_error error = {0};
    const lumbar_compare_settings settings = {.before = before, .after = after, .before_name = "a", .after_name = "b"};
    const lumbar_comparison *all =
        lumbar_compare_looks(arena, lumbar_knowledge_builtin(arena, &error), &settings, &error);
    if (!all) fail_msg("%s", error.text);
    return all;
}

static const lumbar_compared_row *row(const lumbar_comparison *all, const char *id)
{
    for (size_t i = 0; i < all->row_count; i++)
        if (!strcmp(all->rows[i].id, id)) return &all->rows[i];
    fail_msg("no row %s", id);
    return NULL;
}

static void the_same_film_has_not_changed(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const char *film = look(arena, as_high_as, 32, SIDE);
    figure_camera noisier = SIDE;
    noisier.noise = 1.5;
    const char *again = look(arena, as_high_as, 33, noisier);
    for (int other = 0; other < 2; other++) {
        const lumbar_comparison *all = compared(arena, film, other ? again : film);
        assert_true(all->row_count > 3);
        for (size_t i = 0; i < all->row_count; i++)
            if (all->rows[i].change != LUMBAR_SAME && all->rows[i].change != LUMBAR_NOT_COMPARED)
                fail_msg("%s: %g, then %g", all->rows[i].id, all->rows[i].before, all->rows[i].after);
        assert_int_equal(row(all, "trunk-angle-peak")->change, LUMBAR_SAME);
    }
    lumbar_arena_free(arena);
}

static void what_grew_beyond_both_bands_is_told_and_backwards(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const char *small = look(arena, as_high_as, 28, SIDE), *large = look(arena, as_high_as, 48, SIDE);
    const lumbar_compared_row *more = row(compared(arena, small, large), "trunk-angle-peak");
    const lumbar_compared_row *less = row(compared(arena, large, small), "trunk-angle-peak");
    assert_int_equal(more->change, LUMBAR_MORE);
    assert_int_equal(less->change, LUMBAR_LESS);
    assert_true(fabs(more->after - more->before - 20) < more->band);
    assert_true(more->before == less->after && more->after == less->before && more->band == less->band);
    lumbar_arena_free(arena);
}

/* A step of twenty degrees, and two that are smaller than what the two looks may be off by: 8 degrees each. */
static void words_and_page_tell_the_same_of_a_step_and_of_none(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_knowledge *k = lumbar_knowledge_builtin(arena, &error);
    const char *before = look(arena, as_high_as, 30, SIDE);
    static const int steps[] = {1, 10, 20};
    for (size_t i = 0; i < LUMBAR_COUNT(steps); i++) {
        int step = steps[i];
        const lumbar_comparison *all = compared(arena, before, look(arena, as_high_as, 30 + step, SIDE));
        const lumbar_compared_row *range = row(all, "trunk-angle-peak");
        lumbar_text words = {0}, text = {0}, page = {0};
        assert_int_equal(range->change, step < 20 ? LUMBAR_SAME : LUMBAR_MORE);
        assert_true(fabs(range->after - range->before - step) < range->band);
        lumbar_compared_words(range, k, &words);
        lumbar_comparison_text(all, k, 1000, &text);
        lumbar_comparison_html(all, k, (lumbar_date){2026, 11, 27}, &page);
        assert_false(words.failed || text.failed || page.failed);
        assert_int_equal(strstr(words.data, "no change that we can see") != NULL, step < 20);
        assert_int_equal(strstr(words.data, "; only more than ") != NULL, step < 20); /* and from how much on */
        assert_int_equal(strncmp(words.data, "Trunk up to (crunch): ", 22), 0);
        assert_non_null(strstr(text.data, words.data));
        assert_non_null(strstr(page.data, words.data));
        assert_null(strstr(page.data, "<script"));
        lumbar_text_free(&words), lumbar_text_free(&text), lumbar_text_free(&page);
    }
    lumbar_arena_free(arena);
}

static void another_side_is_not_compared(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const char *side = look(arena, as_high_as, 32, SIDE), *aslant = look(arena, as_high_as, 32, ASLANT);
    const lumbar_comparison *all = compared(arena, side, aslant);
    for (size_t i = 0; i < all->row_count; i++) {
        bool counted = !strcmp(all->rows[i].kind, "load");
        if (!counted && (all->rows[i].change != LUMBAR_NOT_COMPARED || !all->rows[i].why))
            fail_msg("%s", all->rows[i].id);
    }
    lumbar_arena_free(arena);
}

static void a_fault_comes_and_goes(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const char *clean = look(arena, figure_crunch, 0, SIDE), *feet = look(arena, figure_crunch, 20, SIDE);
    assert_int_equal(row(compared(arena, clean, feet), "feet-lift")->change, LUMBAR_CAME);
    assert_int_equal(row(compared(arena, feet, clean), "feet-lift")->change, LUMBAR_WENT);
    lumbar_text text = {0};
    lumbar_error error = {0};
    lumbar_comparison_text(compared(arena, clean, feet), lumbar_knowledge_builtin(arena, &error), 80, &text);
    assert_false(text.failed);
    assert_non_null(strstr(text.data, "not then, but now"));
    lumbar_text_free(&text);
    lumbar_arena_free(arena);
}

/* Ten days before a look and ten after it. */
static void load_and_soreness_are_of_the_days_between(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const char *film = look(arena, as_high_as, 32, SIDE);
    for (int worse = 0; worse < 3; worse++) {
        days_begin(&D, 20);
        for (int day = 0; day < 20; day += day < 10 ? 4 : 2) {
            days_train(&D, day, "crunch", NULL);
            days_ache(&D, day, day < 10 ? 2 : worse ? 5 : 3, "evening");
        }
        if (worse == 2) D.journal.soreness_count = 2; /* hardly told */
        const lumbar_date first = D.journal.first;
        const lumbar_compare_settings settings = {.before = film,
                                                  .after = film,
                                                  .before_name = "a",
                                                  .after_name = "b",
                                                  .before_on = lumbar_date_after(first, 9),
                                                  .after_on = lumbar_date_after(first, 19),
                                                  .days = &D.journal};
        const lumbar_comparison *all =
            lumbar_compare_looks(arena, lumbar_knowledge_builtin(arena, &error), &settings, &error);
        if (!all) fail_msg("%s", error.text);
        assert_int_equal(row(all, "sets")->change, LUMBAR_MORE);
        assert_int_equal(row(all, "ache")->change, worse == 0   ? LUMBAR_SAME
                                                   : worse == 1 ? LUMBAR_MORE
                                                                : LUMBAR_NOT_COMPARED);
    }
    lumbar_arena_free(arena);
}

static void what_is_no_answer_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "[]",
        "{}",
        "{\"schema\": \"lumbar.answers/1\"}",
        "{\"schema\": \"lumbar.answer/1\", \"recordings\": 3, \"findings\": [1, {}]}",
        "{\"schema\": \"lumbar.answer/1\", \"recordings\": [{\"sets\": [{\"measures\": 1}]}]}"};
    for (size_t i = 0; i < LUMBAR_COUNT(wrong); i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_error error = {0};
        const lumbar_compare_settings settings = {
            .before = wrong[i], .after = wrong[i], .before_name = "a", .after_name = "b"};
        const lumbar_comparison *all =
            lumbar_compare_looks(arena, lumbar_knowledge_builtin(arena, &error), &settings, &error);
        if (i < 4) assert_true(!all && error.code == LUMBAR_INPUT && *error.text);
        else assert_true(all && !all->row_count);
        lumbar_arena_free(arena);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_same_film_has_not_changed),
    cmocka_unit_test(what_grew_beyond_both_bands_is_told_and_backwards),
    cmocka_unit_test(words_and_page_tell_the_same_of_a_step_and_of_none),
    cmocka_unit_test(another_side_is_not_compared),
    cmocka_unit_test(a_fault_comes_and_goes),
    cmocka_unit_test(load_and_soreness_are_of_the_days_between),
    cmocka_unit_test(what_is_no_answer_is_refused),
};
CHECK_MAIN(tests)
