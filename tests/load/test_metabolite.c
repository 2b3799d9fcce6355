/* What must hold of lactate and burn: they build up only above the perfusion limit, clear faster with light movement,
 * and no single one of the three makes a burn. */
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

static lumbar_chemistry after(const lumbar_load_limits *l, lumbar_chemistry c, double share, bool light, int seconds)
{
    const double shares[LUMBAR_MUSCLE_COUNT] = {share};
    c.light = light;
    for (int s = 0; s < seconds; s++) lumbar_metabolise(l, &c, shares, 1);
    return c;
}

static void below_the_perfusion_limit_nothing_builds_up(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_load_limits l = limits_of(arena);
    lumbar_chemistry c = after(&l, lumbar_chemistry_at_rest(&l, 75), l.flow_falls, false, 600);
    assert_float_equal(c.lactate[LUMBAR_ABDOMINALS], l.lactate_rest, 1e-9);
    assert_float_equal(c.blood, l.lactate_rest, 1e-9);
    assert_float_equal(lumbar_burn(&l, &c, LUMBAR_ABDOMINALS), 0, 1e-9);
    c = after(&l, lumbar_chemistry_at_rest(&l, 75), l.flow_ends, false, 90);
    assert_true(lumbar_burn(&l, &c, LUMBAR_ABDOMINALS) > .7);
    assert_float_equal(lumbar_burn(&l, &c, LUMBAR_HIP_FLEXORS), 0, 1e-9); /* which rested */
    lumbar_arena_free(arena);
}

static void the_burn_goes_before_the_lactate_does(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_load_limits l = limits_of(arena);
    lumbar_chemistry c = after(&l, lumbar_chemistry_at_rest(&l, 75), .6, false, 90);
    double burn = lumbar_burn(&l, &c, LUMBAR_ABDOMINALS), lactate = c.lactate[LUMBAR_ABDOMINALS];
    c = after(&l, c, 0, false, 60);
    assert_true(lumbar_burn(&l, &c, LUMBAR_ABDOMINALS) < .4 * burn);
    assert_true(c.lactate[LUMBAR_ABDOMINALS] > .5 * lactate);
    lumbar_arena_free(arena);
}

static void light_movement_clears_faster(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_load_limits l = limits_of(arena);
    lumbar_chemistry worked = after(&l, lumbar_chemistry_at_rest(&l, 75), .6, false, 120);
    lumbar_chemistry still = after(&l, worked, 0, false, 1200), light = after(&l, worked, 0, true, 1200);
    assert_true(light.blood < still.blood && still.blood > l.lactate_rest);
    assert_true(light.lactate[LUMBAR_ABDOMINALS] <= still.lactate[LUMBAR_ABDOMINALS]);
    lumbar_arena_free(arena);
}

static void longer_steps_change_little(void **state)
{
    static const double shares[LUMBAR_MUSCLE_COUNT] = {.4, .2, .1}, rest[LUMBAR_MUSCLE_COUNT] = {0};
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_load_limits l = limits_of(arena);
    lumbar_chemistry fine = lumbar_chemistry_at_rest(&l, 75), coarse = fine;
    for (int s = 0; s < 600; s++) lumbar_metabolise(&l, &fine, s < 300 ? shares : rest, 1);
    for (int s = 0; s < 600; s += 5) lumbar_metabolise(&l, &coarse, s < 300 ? shares : rest, 5);
    assert_float_equal(fine.blood, coarse.blood, 1e-3);
    assert_float_equal(fine.lactate[0], coarse.lactate[0], 1e-9); /* exact */
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(below_the_perfusion_limit_nothing_builds_up),
    cmocka_unit_test(the_burn_goes_before_the_lactate_does),
    cmocka_unit_test(light_movement_clears_faster),
    cmocka_unit_test(longer_steps_change_little),
};
CHECK_MAIN(tests)
