/* What people do in front of a camera beside holding and repeating: it is no exercise and no fault. */
#include "look.h"

static const figure_camera PLAIN = {.scale = 300, .noise = 1.5};

static double mix(double a, double b, double share) { return a + (b - a) * share; }

/* From one posture to another between two times. */
static figure_pose between(figure_pose a, figure_pose b, double time_s, double from, double to)
{
    double share = fmin(1, fmax(0, (time_s - from) / (to - from)));
    figure_pose f = share < 0.5 ? a : b;
    f.trunk = mix(a.trunk, b.trunk, share);
    f.hip_x = mix(a.hip_x, b.hip_x, share);
    f.hip_z = mix(a.hip_z, b.hip_z, share);
    for (int k = 0; k < 2; k++) {
        f.thigh[k] = mix(a.thigh[k], b.thigh[k], share);
        f.knee[k] = mix(a.knee[k], b.knee[k], share);
    }
    return f;
}

/* ---- holds --------------------------------------------------------------------------------------------- */

/* On the floor the toes are tucked under. */
#define ON_BELLY .thigh = {-4, -4}, .knee = {12, 12}, .hip_z = 0.1, .front_down = true
static const figure_pose PRONE = {ON_BELLY, .hands = HANDS_OVERHEAD},
                         PROPPED = {ON_BELLY, .trunk = 25, .hands = HANDS_ON_FLOOR},
                         ON_HIP = {.trunk = 34, .thigh = {-3, -3}, .hip_z = 0.19, .roll = 90, .hands = HANDS_ON_FLOOR};

/* Lies on the belly, props up on the elbows, from 13 s a good plank, lies again from 26 s. */
static figure_pose lies_before_plank(double time_s, double fault)
{
    figure_pose plank = figure_plank(0, fault);
    if (time_s < 7) return between(PRONE, PROPPED, time_s, 6, 7);
    if (time_s < 25) return between(PROPPED, plank, time_s, 12, 13);
    return between(plank, PRONE, time_s, 25, 26);
}

/* Sits on one hip leaning on the arm, lifts the hips from 8 to 18 s, sits again. */
static figure_pose rests_on_hip(double time_s, double fault)
{
    figure_pose held = figure_side_plank(0, fault);
    return time_s < 12 ? between(ON_HIP, held, time_s, 7.5, 8) : between(held, ON_HIP, time_s, 18, 18.5);
}

/* In a side plank the upper leg goes up and down. */
static figure_pose lifts_a_leg(double time_s, double fault)
{
    figure_pose f = figure_side_plank(0, fault);
    f.thigh[0] += 40 * figure_wave(time_s, 3);
    return f;
}

static void assert_one_hold(const lumbar_recording *r, const char *exercise, double from, double to)
{
    assert_nobody_accused(r, exercise);
    assert_int_equal(r->set_count, 1);
    assert_string_equal(r->sets[0].exercise, exercise);
    if (r->sets[0].start_s < from || r->sets[0].end_s > to)
        fail_msg("%s held from %.1f to %.1f s", exercise, r->sets[0].start_s, r->sets[0].end_s);
}

static void who_lies_or_rests_holds_nothing(void **state)
{
    (void)state;
    for (int mirrored = 0; mirrored < 2; mirrored++) {
        lumbar_arena *arena = lumbar_arena_new();
        figure_camera camera = PLAIN;
        camera.mirrored = mirrored;
        assert_one_hold(see(arena, lies_before_plank, 0, 34, camera), "plank", 12, 26.5);
        assert_one_hold(see(arena, rests_on_hip, 0, 28, camera), "side-plank", 7.4, 19);
        lumbar_arena_free(arena);
    }
}

static void a_plank_that_sags_is_still_one(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    assert_state(see(arena, lies_before_plank, -25, 25, PLAIN), "plank-sag", LUMBAR_PRESENT);
    lumbar_arena_free(arena);
}

static void a_moving_leg_makes_no_line(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_recording *r = see(arena, lifts_a_leg, 0, 15, PLAIN);
    assert_nobody_accused(r, "leg lifts");
    assert_string_equal(r->sets[0].exercise, "side-plank");
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(who_lies_or_rests_holds_nothing),
    cmocka_unit_test(a_plank_that_sags_is_still_one),
    cmocka_unit_test(a_moving_leg_makes_no_line),
};

CHECK_MAIN(tests)
