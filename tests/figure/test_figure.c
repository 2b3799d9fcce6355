/* Figures: each exercise that can be chosen has one, start and end differ, and no limb changes its length. */
#include <math.h>
#include <string.h>
#include "../check.h"
#include "figure/figure.h"

static const lumbar_knowledge *tables(lumbar_arena **arena)
{
    lumbar_error error = {0};
    *arena = lumbar_arena_new();
    const lumbar_knowledge *k = lumbar_knowledge_builtin(*arena, &error);
    if (!k) fail_msg("%s", error.text);
    return k;
}

static void each_exercise_has_one(void **state)
{
    static const char *const no_one_movement[] = {"mixed-routine", "other"};
    lumbar_arena *arena;
    const lumbar_knowledge *k = tables(&arena);
    for (size_t i = 0; i < lumbar_exercise_count(k); i++) {
        const lumbar_exercise *e = lumbar_exercise_at(k, i);
        bool excepted = false;
        for (size_t j = 0; j < LUMBAR_COUNT(no_one_movement); j++) excepted |= !strcmp(e->id, no_one_movement[j]);
        if (!excepted && !lumbar_figure_find(k, e->figure)) fail_msg("%s has no figure", e->id);
        if (excepted && e->figure) fail_msg("%s has a figure", e->id);
    }
    lumbar_arena_free(arena);
}

/* Whoever is told to do another exercise is shown it. */
static void each_swap_has_one(void **state)
{
    lumbar_arena *arena;
    const lumbar_knowledge *k = tables(&arena);
    size_t swaps = 0;
    for (size_t i = 0; i < k->advice_count; i++) {
        if (strcmp(lumbar_row_get(k->advice[i].row, "kind"), "swap") != 0) continue;
        swaps++;
        if (!k->advice[i].figure) fail_msg("%s has no figure", k->advice[i].row->id);
    }
    assert_true(swaps > 2);
    lumbar_arena_free(arena);
}

static double length(const lumbar_skeleton *s, int from, int to) { return distance(s->bone[from].at, s->bone[to].at); }

static void limbs_keep_their_lengths(void **state)
{
    lumbar_arena *arena;
    const lumbar_knowledge *k = tables(&arena);
    lumbar_trainee_body body;
    lumbar_figure_body(&body);
    for (size_t i = 0; i < k->figure_count; i++)
        for (int step = 0; step <= 10; step++) {
            lumbar_skeleton s;
            assert_true(lumbar_figure_posture(&k->figures[i], step / 10., &s));
            for (int side = 0; side < 2; side++) {
                assert_float_equal(length(&s, LUMBAR_BONE_THIGH + side, LUMBAR_BONE_SHANK + side), body.thigh, 1e-6);
                assert_float_equal(length(&s, LUMBAR_BONE_SHANK + side, LUMBAR_BONE_FOOT + side), body.shank, 1e-6);
                assert_float_equal(length(&s, LUMBAR_BONE_UPPER_ARM + side, LUMBAR_BONE_FOREARM + side), body.upper_arm,
                                   1e-6);
                assert_float_equal(length(&s, LUMBAR_BONE_FOREARM + side, LUMBAR_BONE_HAND + side), body.forearm, 1e-6);
            }
        }
    lumbar_arena_free(arena);
}

/* Something moves by more than a foot's length, which a drawing of that size shows. */
static void start_and_end_differ(void **state)
{
    lumbar_arena *arena;
    const lumbar_knowledge *k = tables(&arena);
    for (size_t i = 0; i < k->figure_count; i++) {
        lumbar_skeleton start, end;
        assert_true(lumbar_figure_posture(&k->figures[i], 0, &start));
        assert_true(lumbar_figure_posture(&k->figures[i], 1, &end));
        double most = distance(start.skull, end.skull);
        for (int bone = 0; bone < LUMBAR_BONE_COUNT; bone++)
            most = fmax(most, distance(start.bone[bone].at, end.bone[bone].at));
        if (most < .1) fail_msg("%s: nothing moves by more than %.2f m", k->figures[i].id, most);
    }
    lumbar_arena_free(arena);
}

/* Nothing sinks into the floor by more than flesh gives way. */
static void all_stay_above_the_floor(void **state)
{
    lumbar_arena *arena;
    const lumbar_knowledge *k = tables(&arena);
    lumbar_trainee_body body;
    lumbar_figure_body(&body);
    for (size_t i = 0; i < k->figure_count; i++)
        for (int step = 0; step <= 2; step++) {
            lumbar_skeleton s;
            assert_true(lumbar_figure_posture(&k->figures[i], step / 2., &s));
            double low = lumbar_lowest(&body, &s, 0, LUMBAR_BONE_COUNT - 1);
            if (low < -.05) fail_msg("%s reaches %.2f m under the floor", k->figures[i].id, -low);
        }
    lumbar_arena_free(arena);
}

static void drawings_are_small_and_equal_each_time(void **state)
{
    lumbar_arena *arena;
    const lumbar_knowledge *k = tables(&arena);
    for (size_t i = 0; i < k->figure_count; i++) {
        lumbar_text once = {0}, again = {0};
        assert_true(lumbar_figure_svg(&k->figures[i], false, &once));
        assert_true(lumbar_figure_svg(&k->figures[i], false, &again));
        assert_string_equal(once.data, again.data);
        if (once.size > 2000) fail_msg("%s has %zu bytes", k->figures[i].id, once.size);
        assert_null(strstr(once.data, "style")); /* a page's policy forbids it */
        lumbar_text_free(&once);
        lumbar_text_free(&again);
    }
    lumbar_arena_free(arena);
}

static void a_motion_that_nobody_has_is_refused(void **state)
{
    static const char row[] = "id: moonwalk\nname: Moonwalk\ntext: Backwards.\nmotion: moonwalk\n";
    const lumbar_table_text table = {"figures", row, sizeof row - 1};
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    lumbar_text svg = {0};
    const lumbar_knowledge *k = lumbar_knowledge_parse(arena, &table, 1, &error);
    assert_null(k); /* the other tables are empty, which is told of later than rows of figures are read */
    const lumbar_figure figure = {.id = "moonwalk", .name = "Moonwalk", .text = "Backwards.", .motion = "moonwalk"};
    assert_false(lumbar_figure_svg(&figure, false, &svg));
    assert_null(svg.data);
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(each_exercise_has_one),
    cmocka_unit_test(each_swap_has_one),
    cmocka_unit_test(limbs_keep_their_lengths),
    cmocka_unit_test(start_and_end_differ),
    cmocka_unit_test(all_stay_above_the_floor),
    cmocka_unit_test(drawings_are_small_and_equal_each_time),
    cmocka_unit_test(a_motion_that_nobody_has_is_refused),
};

CHECK_MAIN(tests)
