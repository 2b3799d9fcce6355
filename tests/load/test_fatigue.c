/* The exact stretches of the fatigue model against its differential equations, and what must hold of any. */
#include <math.h>
#include "../check.h"
#include "load/load.h"

static lumbar_load_limits limits_of(lumbar_arena *arena)
{
    lumbar_load_limits limits;
    lumbar_error error = {0};
    const lumbar_knowledge *k = lumbar_knowledge_builtin(arena, &error);
    if (!k || !lumbar_load_limits_read(k, &limits, &error)) fail_msg("%s", error.text);
    return limits;
}

/* The published equations with their drive of 10 per second, in steps of a hundredth: fatigued after `seconds`. */
static double by_equations(const lumbar_load_limits *l, double tired, double share, double seconds)
{
    double active = 0, rested = 1 - tired;
    for (double t = 0; t < seconds; t += .01) {
        double drive = active >= share ? share - active : fmin(share - active, rested);
        double back = share > 0 ? l->recovery_rate : l->rest_factor * l->recovery_rate;
        double to_active = 10 * drive, to_tired = l->tiring_rate * active, to_rested = back * tired;
        active += .01 * (to_active - to_tired);
        rested += .01 * (to_rested - to_active);
        tired += .01 * (to_tired - to_rested);
    }
    return tired;
}

static void each_stretch_is_what_the_equations_give(void **state)
{
    static const struct {
        double tired, share, seconds;
    } cases[] = {{0, .3, 60},  {0, .5, 100}, {0, .5, 300},   {.2, .9, 30},
                 {.6, .5, 40}, {.4, 0, 60},  {.95, .2, 500}, {.5, 1, 20}};
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_load_limits limits = limits_of(arena);
    for (size_t i = 0; i < LUMBAR_COUNT(cases); i++) {
        double tired = cases[i].tired;
        double expected = by_equations(&limits, tired, cases[i].share, cases[i].seconds);
        lumbar_tire(&limits, &tired, cases[i].share, cases[i].seconds);
        assert_float_equal(tired, expected, .003);
    }
    lumbar_arena_free(arena);
}

static void in_parts_it_is_as_in_one(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_load_limits limits = limits_of(arena);
    for (double share = 0; share <= 1; share += .1) {
        double whole = .3, parts = .3, held = lumbar_tire(&limits, &whole, share, 200), sum = 0;
        for (int i = 0; i < 200; i++) sum += lumbar_tire(&limits, &parts, share, 1);
        assert_float_equal(whole, parts, 1e-9);
        assert_float_equal(held, sum, 1e-6);
        assert_true(whole >= 0 && whole <= 1 && held >= 0 && held <= 200);
    }
    lumbar_arena_free(arena);
}

static void endurance_and_the_share_that_lasts_so_long_are_each_others_inverse(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_load_limits limits = limits_of(arena);
    for (double share = .12; share < 1; share += .08)
        assert_float_equal(lumbar_share_held_for(&limits, lumbar_endurance(&limits, share)), share, 1e-9);
    assert_true(isinf(lumbar_endurance(&limits, .05)));
    assert_true(isinf(lumbar_endurance(&limits, 0)));
    assert_float_equal(lumbar_endurance(&limits, 1), 0, 1e-9);
    lumbar_arena_free(arena);
}

static void every_exercise_asks_something_and_one_without_rows_asks_what_others_do(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_knowledge *k = lumbar_knowledge_builtin(arena, &error);
    double other[LUMBAR_MUSCLE_COUNT], shares[LUMBAR_MUSCLE_COUNT];
    assert_true(lumbar_demand_of(k, NULL, other, &error));
    for (size_t i = 0; i < lumbar_exercise_count(k); i++) {
        assert_true(lumbar_demand_of(k, lumbar_exercise_at(k, i), shares, &error));
        for (int m = 0; m < LUMBAR_MUSCLE_COUNT; m++) assert_true(shares[m] > 0 && shares[m] <= 1);
    }
    double hanging[LUMBAR_MUSCLE_COUNT];
    assert_true(lumbar_demand_of(k, lumbar_exercise_find(k, "toes-to-bar"), shares, &error));
    assert_true(lumbar_demand_of(k, lumbar_exercise_find(k, "hanging-leg-raise"), hanging, &error));
    assert_memory_equal(shares, hanging, sizeof shares);
    lumbar_exercise unknown = {.id = "somersault"};
    assert_true(lumbar_demand_of(k, &unknown, shares, &error));
    assert_memory_equal(shares, other, sizeof shares);
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(each_stretch_is_what_the_equations_give),
    cmocka_unit_test(in_parts_it_is_as_in_one),
    cmocka_unit_test(endurance_and_the_share_that_lasts_so_long_are_each_others_inverse),
    cmocka_unit_test(every_exercise_asks_something_and_one_without_rows_asks_what_others_do),
};
CHECK_MAIN(tests)
