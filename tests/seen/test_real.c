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
    assert_string_equal(r->sets[0].exercise->id, exercise);
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
    assert_string_equal(r->sets[0].exercise->id, "side-plank");
    lumbar_arena_free(arena);
}

/* ---- lying ----------------------------------------------------------------------------------------------- */

/* Shoulders stay lifted and turn from side to side, the hands go to the heels. */
static figure_pose touches_heels(double time_s, double fault)
{
    figure_pose f = figure_crunch(0, 0);
    double turn = sin(2 * M_PI * time_s / 2.4);
    (void)fault;
    f.trunk = 16 + 4 * fabs(turn);
    f.neck = 15;
    f.turn = 28 * turn;
    f.hands = HANDS_BY_HIPS;
    return f;
}

/* Straight legs point up, the hips are lifted and lowered. */
static figure_pose lifts_hips(double time_s, double fault)
{
    double w = figure_wave(time_s, 2.2);
    (void)fault;
    return (figure_pose){.trunk = -20 * w,
                         .neck = 5 + 5 * w,
                         .thigh = {88 + 27 * w, 88 + 27 * w},
                         .hip_z = 0.1 + 0.17 * w,
                         .hands = HANDS_BY_HIPS};
}

/* Lies flat, comes up to one knee, lies flat, comes up to the other. */
static figure_pose bicycle_with_rests(double time_s, double fault)
{
    const double period = 2.4;
    double w = figure_wave(time_s, period);
    int side = (int)(time_s / period) % 2;
    figure_pose f = {.trunk = 18 * w, .neck = 8 + 20 * w, .hip_z = 0.1, .hands = HANDS_AT_EARS};
    (void)fault;
    f.thigh[side] = 95 * w;
    f.knee[side] = 110 * w;
    return f;
}

/* Half sitting, a leg seems to be drawn up in turns: what the network makes of a ball before the knees. */
static figure_pose leans_back_with_knees(double time_s, double fault)
{
    figure_pose f = figure_bicycle(time_s, 0);
    (void)fault;
    f.trunk = 38;
    f.hands = HANDS_ON_CHEST;
    return f;
}

/* `names` between blanks. */
static bool is_one_of(const char *name, const char *names)
{
    size_t length = strlen(name);
    for (const char *at = names; (at = strstr(at, name)); at++)
        if ((at == names || at[-1] == ' ') && (!at[length] || at[length] == ' ')) return true;
    return false;
}

static void assert_named(const lumbar_recording *r, const char *name, const char *exercises, double least)
{
    for (size_t i = 0; i < r->set_count; i++)
        if (r->sets[i].confidence >= least && !is_one_of(r->sets[i].exercise->id, exercises))
            fail_msg("%s is called %s, %.2f", name, r->sets[i].exercise->id, r->sets[i].confidence);
}

static size_t count_of(const lumbar_recording *r, const char *exercise)
{
    size_t n = 0;
    for (size_t i = 0; i < r->set_count; i++)
        if (!strcmp(r->sets[i].exercise->id, exercise)) n += r->sets[i].rep_count;
    return n;
}

static void what_is_done_lying_keeps_its_name(void **state)
{
    (void)state;
    for (int mirrored = 0; mirrored < 2; mirrored++) {
        lumbar_arena *arena = lumbar_arena_new();
        figure_camera camera = PLAIN;
        camera.mirrored = mirrored;
        assert_named(see(arena, touches_heels, 0, 14.4, camera), "touching heels", "other", 0.5);
        assert_named(see(arena, lifts_hips, 0, 13.2, camera), "lifting hips", "reverse-crunch leg-raise", 0.5);
        assert_named(see(arena, leans_back_with_knees, 0, 10, camera), "half sitting", "other", 0.5);
        const lumbar_recording *r = see(arena, bicycle_with_rests, 0, 14.4, camera);
        assert_named(r, "bicycle", "bicycle-crunch", 0.3);
        size_t knees = count_of(r, "bicycle-crunch");
        if (knees < 5 || knees > 6) fail_msg("%zu of 6 knees", knees);
        lumbar_arena_free(arena);
    }
}

/* Left and right of the arms change places for a while, as the network has it where a shoulder is hidden. */
static lumbar_pose *arms_exchanged(lumbar_pose *pose, double from, double to)
{
    lumbar_frame *frames = (lumbar_frame *)(uintptr_t)pose->frames;
    for (size_t i = 0; i < pose->frame_count; i++) {
        if (frames[i].time_s < from || frames[i].time_s > to) continue;
        for (int p = LUMBAR_LEFT_SHOULDER; p < LUMBAR_LEFT_HIP; p += 2) {
            lumbar_frame *f = &frames[i], old = *f;
            f->points[p] = old.points[p + 1];
            f->points[p + 1] = old.points[p];
            for (int k = 0; k < 3; k++) {
                f->world[p][k] = old.world[p + 1][k];
                f->world[p + 1][k] = old.world[p][k];
            }
        }
    }
    return pose;
}

static void twists_are_counted_from_the_side(void **state)
{
    (void)state;
    for (int k = 0; k < 3; k++) {
        lumbar_arena *arena = lumbar_arena_new();
        figure_camera camera = PLAIN;
        camera.yaw = 12 * k;
        size_t plain = count_of(see(arena, figure_twist, 0, 16, camera), "russian-twist");
        lumbar_pose *pose = arms_exchanged(figure_film(arena, figure_twist, 0, 16, camera), 5, 5.6);
        size_t exchanged = count_of(see_pose(arena, pose, NULL), "russian-twist");
        if (plain < 4 || exchanged + 1 < plain) fail_msg("%zu turns, %zu with arms exchanged", plain, exchanged);
        lumbar_arena_free(arena);
    }
}

static void sides_are_not_compared_at_an_angle(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    figure_camera camera = PLAIN;
    camera.yaw = 50;
    assert_state(see(arena, figure_bicycle, 0, 14, camera), "left-right-difference", LUMBAR_UNKNOWN);
    lumbar_arena_free(arena);
}

/* ---- whose movement it is ------------------------------------------------------------------------------- */

static figure_pose crunches_with_rests(double time_s, double fault)
{
    (void)fault;
    return figure_crunch(fmod(time_s, 4) < 3 ? fmod(time_s, 4) : 0, 0);
}

/* From some time on another person lies in the same place, a little further along and smaller. */
static lumbar_pose *another_person(lumbar_pose *pose, double from)
{
    lumbar_frame *frames = (lumbar_frame *)(uintptr_t)pose->frames;
    for (size_t i = 0; i < pose->frame_count; i++)
        for (int p = 0; p < LUMBAR_POINT_COUNT && frames[i].time_s > from; p++) {
            frames[i].points[p].x = 0.97f * frames[i].points[p].x - 45;
            frames[i].points[p].y = 0.97f * frames[i].points[p].y - 30;
        }
    return pose;
}

static void two_people_in_turn_are_two(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_pose *pose = figure_film(arena, crunches_with_rests, 0, 24, PLAIN);
    const lumbar_recording *one = see_pose(arena, pose, NULL);
    assert_true(one->set_count == 1 && one->sets[0].rep_count == 6);
    const lumbar_recording *two = see_pose(arena, another_person(pose, 11.5), NULL);
    assert_true(two->set_count == 2 && two->sets[0].end_s < 12 && two->sets[1].start_s > 11);
    lumbar_arena_free(arena);
}

static figure_pose feet_in_air_crunch(double time_s, double fault)
{
    figure_pose f = figure_crunch(time_s, 0);
    (void)fault;
    for (int k = 0; k < 2; k++) f.thigh[k] = f.knee[k] = 90;
    return f;
}

static void feet_in_the_air_are_not_asked_about_the_floor(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_recording *r = see(arena, feet_in_air_crunch, 0, 15, PLAIN);
    assert_true(count_of(r, "crunch") == 5);
    assert_not_asked(r, "feet-lift");
    lumbar_arena_free(arena);
}

/* Lies still for long, once lifts the head a little. */
static figure_pose lifts_head_once(double time_s, double fault)
{
    figure_pose f = figure_crunch(0, 0);
    double w = time_s > 8 && time_s < 11 ? figure_wave(time_s - 8, 3) : 0;
    (void)fault;
    f.trunk = 2 * w;
    f.neck = 5 + 25 * w;
    return f;
}

static void a_small_movement_done_once_is_hardly_an_exercise(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    assert_named(see(arena, lifts_head_once, 0, 18, PLAIN), "lifting the head once", "", 0.5);
    lumbar_arena_free(arena);
}

/* Each picture is shown four times, and read anew with a little scatter. */
static lumbar_pose *slowed(lumbar_pose *pose)
{
    lumbar_frame *frames = (lumbar_frame *)(uintptr_t)pose->frames;
    for (size_t i = 0; i < pose->frame_count; i++)
        for (int p = 0; p < LUMBAR_POINT_COUNT && i % 4; p++) {
            frames[i].points[p].x = frames[i - i % 4].points[p].x + 0.3f * (float)((i + (size_t)p) % 3);
            frames[i].points[p].y = frames[i - i % 4].points[p].y + 0.3f * (float)((i + (size_t)p) % 2);
        }
    return pose;
}

static void a_film_that_says_it_was_slowed_tells_no_tempo(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_pose *film = figure_film(arena, figure_sit_up, 0, 16, (figure_camera){.scale = 400});
    assert_state(see_pose(arena, film, NULL), "momentum", LUMBAR_ABSENT);
    film->retimed = true;
    const lumbar_recording *r = see_pose(arena, film, NULL);
    assert_state(r, "momentum", LUMBAR_UNKNOWN);
    assert_non_null(strstr(find(r, "momentum")->text, "the film says that it was slowed or speeded"));
    assert_true(r->note_count == 1 && strstr(r->notes[0], "swing and tempo are not judged"));
    lumbar_arena_free(arena);
}

static void a_slowed_film_tells_no_tempo(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    figure_camera camera = PLAIN;
    camera.noise = 0.3;
    assert_state(see(arena, figure_sit_up, 0, 16, camera), "momentum", LUMBAR_ABSENT);
    const lumbar_recording *r = see_pose(arena, slowed(figure_film(arena, figure_sit_up, 0, 16, camera)), NULL);
    assert_true(count_of(r, "sit-up") == 4);
    assert_state(r, "momentum", LUMBAR_UNKNOWN);
    lumbar_arena_free(arena);
}

static void any_frame_rate_counts_alike(void **state)
{
    (void)state;
    static const double rates[] = {6, 15, 240};
    static const struct {
        figure_motion *motion;
        const char *exercise;
        double seconds;
        size_t reps;
    } cases[] = {
        {figure_sit_up, "sit-up", 16, 4}, {figure_crunch, "crunch", 15, 5}, {figure_leg_raise, "leg-raise", 16, 4}};
    for (size_t r = 0; r < LUMBAR_COUNT(rates); r++)
        for (size_t k = 0; k < LUMBAR_COUNT(cases); k++) {
            lumbar_arena *arena = lumbar_arena_new();
            figure_camera camera = PLAIN;
            camera.rate = rates[r];
            size_t n = count_of(see(arena, cases[k].motion, 0, cases[k].seconds, camera), cases[k].exercise);
            if (n != cases[k].reps)
                fail_msg("%s at %g a second: %zu of %zu", cases[k].exercise, rates[r], n, cases[k].reps);
            lumbar_arena_free(arena);
        }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(any_frame_rate_counts_alike),
    cmocka_unit_test(a_slowed_film_tells_no_tempo),
    cmocka_unit_test(a_film_that_says_it_was_slowed_tells_no_tempo),
    cmocka_unit_test(two_people_in_turn_are_two),
    cmocka_unit_test(feet_in_the_air_are_not_asked_about_the_floor),
    cmocka_unit_test(a_small_movement_done_once_is_hardly_an_exercise),
    cmocka_unit_test(what_is_done_lying_keeps_its_name),
    cmocka_unit_test(twists_are_counted_from_the_side),
    cmocka_unit_test(sides_are_not_compared_at_an_angle),
    cmocka_unit_test(who_lies_or_rests_holds_nothing),
    cmocka_unit_test(a_plank_that_sags_is_still_one),
    cmocka_unit_test(a_moving_leg_makes_no_line),
};

CHECK_MAIN(tests)
