/* People, sets and cameras that no recording of ours shows: who is told a fault, who is not, and how
 * surely. */
#include <stdlib.h>
#include "look.h"

static const figure_camera PLAIN = {.scale = 300, .noise = 0.5};

/* ---- movements beside those of figure.h ---------------------------------------------------------------- */

static figure_pose crunch_in(double time_s, double period, double trunk, double neck)
{
    figure_pose f = figure_crunch(0, 0);
    double w = figure_wave(time_s, period);
    f.trunk = trunk * w;
    f.neck = 5 + neck * w;
    return f;
}

/* `fault`: seconds of one repetition. */
static figure_pose with_tempo(double time_s, double fault) { return crunch_in(time_s, fault, 32, 35); }

/* Begins at the top of a repetition that is half seen. */
static figure_pose from_the_top(double time_s, double fault)
{
    figure_pose f = crunch_in(time_s + 1.5, 3, time_s < 1.5 ? fault : 32, 35);
    return f;
}

/* Three seconds of movement, then rest; `fault`: seconds from one to the next. */
static figure_pose with_rests(double time_s, double fault)
{
    double t = fmod(time_s, fault);
    return crunch_in(t < 3 ? t : 0, 3, 32, 35);
}

/* `fault`: degrees that the trunk rises. */
static figure_pose as_high_as(double time_s, double fault) { return crunch_in(time_s, 3, fault, 35); }

/* `fault`: degrees that the head bends against the trunk. */
static figure_pose head_bends(double time_s, double fault) { return crunch_in(time_s, 3, 32, fault); }

/* Full sit-ups of which the later ones end lower and lower; `fault`: degrees lost with each. */
static figure_pose tiring_sit_ups(double time_s, double fault)
{
    return crunch_in(time_s, 4, 88 - fault * floor(time_s / 4), 30);
}

/* Two repetitions; in the first the feet lift by `fault` degrees of thigh. */
static figure_pose one_slip(double time_s, double fault) { return figure_crunch(time_s, time_s < 3 ? fault : 0); }

/* As many crunches as sit-ups. */
static figure_pose both_on_purpose(double time_s, double fault)
{
    (void)fault;
    return time_s < 12 ? figure_crunch(time_s, 0) : figure_sit_up(time_s - 12, 0);
}

/* Legs that rise and roll the pelvis, as legs do: the back bends, and comes back to its rest; at the bottom
 * it arches by `fault` below that. */
static figure_pose rolling_leg_raise(double time_s, double fault)
{
    figure_pose f = figure_lowering(0, 0);
    double w = time_s < 2 ? 0 : figure_wave(time_s - 2, 4);
    for (int k = 0; k < 2; k++) f.thigh[k] = 7 + 78 * w;
    f.lumbar = 18 * w - (time_s < 2 ? 0 : fault * (1 - w));
    return f;
}

/* A plank whose hips sink by `fault` degrees within its last 12 seconds of 180. */
static figure_pose long_plank(double time_s, double fault) { return figure_plank(time_s, time_s < 168 ? 0 : -fault); }

/* A plank that sinks slowly by `fault` degrees in 30 s. */
static figure_pose sinking_plank(double time_s, double fault) { return figure_plank(time_s, 4 - fault * time_s / 30); }

/* Mountain climber on a plank that is bent by `fault`. */
static figure_pose bent_climber(double time_s, double fault)
{
    figure_pose f = figure_plank(0, fault), turns = figure_climber(time_s, 0), still = figure_plank(0, 0);
    for (int k = 0; k < 2; k++) {
        f.thigh[k] += turns.thigh[k] - still.thigh[k];
        f.knee[k] = turns.knee[k];
    }
    return f;
}

/* Knees in turn; the right one goes less far by the share `fault`. */
static figure_pose uneven_bicycle(double time_s, double fault)
{
    figure_pose f = figure_bicycle(time_s, 0);
    double middle = 65;
    bool right_up = f.thigh[1] > middle;
    for (int k = 0; k < 2; k++)
        if (right_up) f.thigh[k] = middle + (f.thigh[k] - middle) * (1 - fault);
    return f;
}

/* ---- tempo and rest ------------------------------------------------------------------------------------ */

static void slow_and_resting_people_are_not_accused(void **state)
{
    (void)state;
    static const double periods[] = {6, 10, 14}, pauses[] = {6, 9, 12, 16};
    for (size_t k = 0; k < LUMBAR_COUNT(periods); k++) {
        lumbar_arena *arena = lumbar_arena_new();
        const lumbar_recording *r = see(arena, with_tempo, periods[k], 4 * periods[k], PLAIN);
        assert_nobody_accused(r, "slow");
        assert_state(r, "momentum", LUMBAR_ABSENT);
        lumbar_arena_free(arena);
    }
    for (size_t k = 0; k < LUMBAR_COUNT(pauses); k++) {
        lumbar_arena *arena = lumbar_arena_new();
        const lumbar_recording *r = see(arena, with_rests, pauses[k], 5 * pauses[k], PLAIN);
        assert_nobody_accused(r, "resting");
        assert_state(r, "range-too-short", LUMBAR_ABSENT); /* compared across the pauses */
        lumbar_arena_free(arena);
    }
}

static void what_is_half_seen_is_no_measure_for_the_others(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_recording *r = see(arena, from_the_top, 58, 14, PLAIN); /* larger than all others */
    assert_nobody_accused(r, "begins at the top");
    assert_state(r, "range-too-short", LUMBAR_ABSENT);
    lumbar_arena_free(arena);
}

static void a_throw_is_told_at_any_frame_rate(void **state)
{
    (void)state;
    static const double rates[] = {15, 20, 25, 30, 60};
    for (size_t k = 0; k < LUMBAR_COUNT(rates); k++) {
        lumbar_arena *arena = lumbar_arena_new();
        figure_camera camera = PLAIN;
        camera.rate = rates[k];
        assert_state(see(arena, with_tempo, 1.0, 8, camera), "momentum", LUMBAR_PRESENT);
        assert_nobody_accused(see(arena, with_tempo, 3, 15, camera), "ordinary tempo");
        lumbar_arena_free(arena);
    }
}

/* ---- range and head ------------------------------------------------------------------------------------ */

static void supple_people_who_curl_far_are_not_accused(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    for (double top = 20; top <= 52; top += 8) {
        const lumbar_pose *pose = figure_film(arena, as_high_as, top, 15, PLAIN);
        assert_nobody_accused(see_pose(arena, pose, "crunch"), "far curl");
    }
    const lumbar_pose *near = figure_film(arena, as_high_as, 60, 15, PLAIN);
    assert_state(see_pose(arena, near, "crunch"), "range-too-large", LUMBAR_UNKNOWN);
    const lumbar_pose *far = figure_film(arena, as_high_as, 75, 15, PLAIN);
    assert_state(see_pose(arena, far, "crunch"), "range-too-large", LUMBAR_PRESENT);
    lumbar_arena_free(arena);
}

static void tired_sit_ups_are_no_crunches_that_went_too_far(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_recording *r = see(arena, tiring_sit_ups, 8, 24, PLAIN);
    assert_true(r->set_count == 1); /* the last ones no longer reach the top, but are of the same set */
    assert_string_equal(r->sets[0].exercise->id, "sit-up");
    assert_state(r, "range-too-large", LUMBAR_UNKNOWN);
    assert_state(r, "form-fades", LUMBAR_PRESENT);
    assert_state(see(arena, both_on_purpose, 0, 28, PLAIN), "range-too-large", LUMBAR_UNKNOWN);
    lumbar_arena_free(arena);
}

static void half_a_sit_up_is_too_short_where_a_whole_one_was_meant(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_pose *crunches = figure_film(arena, as_high_as, 30, 12, PLAIN);
    assert_state(see_pose(arena, crunches, "sit-up"), "range-too-short", LUMBAR_PRESENT);
    assert_state(see_pose(arena, crunches, "crunch"), "range-too-short", LUMBAR_ABSENT);
    assert_state(see_pose(arena, crunches, NULL), "range-too-short", LUMBAR_ABSENT);
    lumbar_arena_free(arena);
}

static void only_a_head_that_bends_very_far_is_told(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    assert_state(see(arena, head_bends, 20, 15, PLAIN), "head-pulled-forward", LUMBAR_ABSENT);
    assert_state(see(arena, head_bends, 55, 15, PLAIN), "head-pulled-forward", LUMBAR_UNKNOWN);
    assert_state(see(arena, head_bends, 90, 15, PLAIN), "head-pulled-forward", LUMBAR_PRESENT);
    lumbar_arena_free(arena);
}

/* ---- how many repetitions say something ---------------------------------------------------------------- */

static void one_slip_in_two_is_no_habit(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_recording *r = see(arena, one_slip, 20, 6, PLAIN);
    assert_int_equal(r->sets[0].rep_count, 2);
    assert_nobody_accused(r, "one slip");
    r = see(arena, figure_crunch, 20, 6, PLAIN);
    assert_string_equal(find(r, "feet-lift")->text, "In 2 of 2 repetitions your feet came off the floor.");
    lumbar_arena_free(arena);
}

static void a_short_set_fades_only_if_it_does_so_steadily(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_recording *four = see(arena, figure_fading, 2, 19, PLAIN);
    assert_int_equal(four->sets[0].rep_count, 4);
    assert_state(four, "form-fades", LUMBAR_PRESENT);
    const lumbar_recording *three = see(arena, figure_fading, 2, 13.5, PLAIN);
    assert_int_equal(three->sets[0].rep_count, 3);
    assert_state(three, "form-fades", LUMBAR_UNKNOWN);
    const lumbar_recording *alike = see(arena, figure_crunch, 0, 12, PLAIN),
                           *longer = see(arena, figure_crunch, 0, 24, PLAIN);
    assert_state(alike, "form-fades", LUMBAR_ABSENT);
    assert_state(longer, "form-fades", LUMBAR_ABSENT);
    assert_true(find(alike, "form-fades")->confidence < find(longer, "form-fades")->confidence);
    lumbar_arena_free(arena);
}

/* ---- planks -------------------------------------------------------------------------------------------- */

static void the_end_of_a_long_plank_is_told(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    figure_camera camera = PLAIN;
    camera.rate = 10;
    const lumbar_recording *r = see(arena, long_plank, 30, 180, camera);
    const lumbar_finding *f = find(r, "plank-sag");
    assert_int_equal(f->state, LUMBAR_PRESENT);
    assert_true(f->where_count == 1 && f->where[0].time_s > 168 && f->value < -15);
    assert_state(r, "hips-piked", LUMBAR_ABSENT);
    r = see(arena, long_plank, 0, 180, camera);
    assert_nobody_accused(r, "long plank");
    assert_state(r, "form-fades", LUMBAR_ABSENT);
    lumbar_arena_free(arena);
}

static void a_plank_that_sinks_fades_before_it_sags(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_recording *r = see(arena, sinking_plank, 18, 30, PLAIN); /* from +14 to -4 */
    assert_state(r, "form-fades", LUMBAR_PRESENT);
    assert_non_null(strstr(find(r, "form-fades")->text, "your hips sank by"));
    assert_state(r, "plank-sag", LUMBAR_ABSENT);
    lumbar_arena_free(arena);
}

/* Hips and knees hang below the line from shoulders to feet by so many pixels, and half as many. */
static lumbar_pose *hips_hang(lumbar_pose *pose, float pixels)
{
    lumbar_frame *frames = (lumbar_frame *)(uintptr_t)pose->frames;
    for (size_t i = 0; i < pose->frame_count; i++)
        for (int side = 0; side < 2; side++) {
            frames[i].points[LUMBAR_LEFT_HIP + side].y += pixels;
            frames[i].points[LUMBAR_LEFT_KNEE + side].y += pixels / 2;
        }
    return pose;
}

static void side_planks_sag(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    assert_state(see(arena, figure_side_plank, 0, 10, PLAIN), "plank-sag", LUMBAR_ABSENT);
    /* 33 pixels under a trunk of 150 and legs of 258: 12.4 and 7.3 degrees */
    const lumbar_recording *r =
        see_pose(arena, hips_hang(figure_film(arena, figure_side_plank, 0, 10, PLAIN), 33), NULL);
    assert_state(r, "plank-sag", LUMBAR_PRESENT);
    assert_true(fabs(find(r, "plank-sag")->value + 19.7) < 4);
    assert_not_asked(r, "hips-piked");
    lumbar_arena_free(arena);
}

static void climbers_pike_and_sag(void **state)
{
    (void)state;
    static const struct {
        double bend;
        lumbar_state sag, pike;
    } cases[] = {{-25, LUMBAR_PRESENT, LUMBAR_ABSENT},
                 {0, LUMBAR_ABSENT, LUMBAR_ABSENT},
                 {25, LUMBAR_ABSENT, LUMBAR_ABSENT},
                 {60, LUMBAR_ABSENT, LUMBAR_PRESENT}};
    for (size_t k = 0; k < LUMBAR_COUNT(cases); k++) {
        lumbar_arena *arena = lumbar_arena_new();
        const lumbar_recording *r = see(arena, bent_climber, cases[k].bend, 10, PLAIN);
        assert_string_equal(r->sets[0].exercise->id, "mountain-climber");
        assert_state(r, "plank-sag", cases[k].sag);
        assert_state(r, "hips-piked", cases[k].pike);
        lumbar_arena_free(arena);
    }
}

/* ---- left and right, the back -------------------------------------------------------------------------- */

/* Every point is seen equally well, as legs are that do not hide each other. */
static lumbar_pose *all_seen(lumbar_pose *pose, float confidence)
{
    lumbar_frame *frames = (lumbar_frame *)(uintptr_t)pose->frames;
    for (size_t i = 0; i < pose->frame_count; i++)
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++) frames[i].points[p].confidence = confidence;
    return pose;
}

static void uneven_legs_are_told_with_their_side_where_both_are_seen(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    for (int mirrored = 0; mirrored < 2; mirrored++) {
        figure_camera camera = PLAIN;
        camera.mirrored = mirrored;
        const lumbar_recording *r =
            see_pose(arena, all_seen(figure_film(arena, uneven_bicycle, 0.6, 14, camera), 0.95f), NULL);
        assert_state(r, "left-right-difference", LUMBAR_PRESENT);
        assert_string_equal(find(r, "left-right-difference")->text,
                            mirrored ? "Your legs went further apart with the right one up than with the left one up."
                                     : "Your legs went further apart with the left one up than with the right one up.");
        r = see_pose(arena, all_seen(figure_film(arena, uneven_bicycle, 0, 14, camera), 0.95f), NULL);
        assert_state(r, "left-right-difference", LUMBAR_ABSENT);
        r = see(arena, uneven_bicycle, 0.6, 14, camera); /* the far leg is a guess */
        assert_state(r, "left-right-difference", LUMBAR_UNKNOWN);
    }
    lumbar_arena_free(arena);
}

static void a_pelvis_that_rolls_with_raised_legs_is_no_arch(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    figure_camera camera = {.scale = 400, .outline = true, .noise = 0.5};
    assert_state(see(arena, rolling_leg_raise, 0, 18, camera), "back-leaves-floor", LUMBAR_ABSENT);
    assert_state(see(arena, rolling_leg_raise, 22, 18, camera), "back-leaves-floor", LUMBAR_PRESENT);
    lumbar_arena_free(arena);
}

/* ---- how surely ---------------------------------------------------------------------------------------- */

static double sureness(const lumbar_recording *r, const char *id)
{
    const lumbar_finding *f = find(r, id);
    return f->state == LUMBAR_UNKNOWN ? 0 : f->confidence;
}

static void what_is_seen_badly_is_told_less_surely(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    double before = 1.01;
    static const double scales[] = {300, 100, 60, 30};
    for (size_t k = 0; k < LUMBAR_COUNT(scales); k++) { /* 150 down to 15 pixels of trunk, no noise in any */
        double sure = sureness(see(arena, figure_crunch, 7, 15, (figure_camera){.scale = scales[k]}), "feet-lift");
        assert_true(sure <= before);
        before = sure;
    }
    assert_true(before < 0.3);
    figure_camera turned = PLAIN, drifts = PLAIN;
    turned.yaw = 45;
    drifts.drift = 18;
    double plain = sureness(see(arena, figure_crunch, 8, 15, PLAIN), "feet-lift");
    assert_true(plain > 0.6); /* 8 degrees of thigh are near the limit: not every look sees them */
    assert_true(sureness(see(arena, figure_crunch, 8, 15, turned), "feet-lift") < plain);
    assert_true(sureness(see(arena, figure_crunch, 8, 15, drifts), "feet-lift") < plain);
    lumbar_arena_free(arena);
}

static void a_camera_that_sinks_or_zooms_lifts_no_feet(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_pose *sinks = figure_film(arena, figure_crunch, 0, 15, PLAIN),
                *zooms = figure_film(arena, figure_crunch, 0, 15, PLAIN);
    lumbar_frame *a = (lumbar_frame *)(uintptr_t)sinks->frames, *b = (lumbar_frame *)(uintptr_t)zooms->frames;
    for (size_t i = 0; i < sinks->frame_count; i++)
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
            double zoom = 1 + 0.25 * (double)i / (double)zooms->frame_count;
            a[i].points[p].y -= (float)(8 * a[i].time_s); /* 120 pixels in all, 0.8 of a trunk */
            b[i].points[p].x = (float)(zooms->width / 2.0 + (b[i].points[p].x - zooms->width / 2.0) * zoom);
            b[i].points[p].y = (float)(zooms->height / 2.0 + (b[i].points[p].y - zooms->height / 2.0) * zoom);
        }
    assert_state(see_pose(arena, sinks, NULL), "feet-lift", LUMBAR_ABSENT);
    assert_state(see_pose(arena, zooms, NULL), "feet-lift", LUMBAR_ABSENT);
    lumbar_arena_free(arena);
}

/* The body is lost for so long, from a time on. */
static void lose(lumbar_pose *pose, double from, double seconds)
{
    lumbar_frame *frames = (lumbar_frame *)(uintptr_t)pose->frames;
    for (size_t i = 0; i < pose->frame_count; i++) {
        if (frames[i].time_s < from || frames[i].time_s >= from + seconds) continue;
        frames[i].person = false;
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++) frames[i].points[p] = (lumbar_point){NAN, NAN, 0};
    }
}

static void nothing_is_told_of_a_moment_that_was_not_seen(void **state)
{
    (void)state;
    for (double from = 3.4; from < 5.6; from += 0.2) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_pose *pose = figure_film(arena, figure_crunch, 0, 15, PLAIN);
        lose(pose, from, 0.5);
        assert_nobody_accused(see_pose(arena, pose, NULL), "lost for half a second");
        lumbar_arena_free(arena);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(slow_and_resting_people_are_not_accused),
    cmocka_unit_test(what_is_half_seen_is_no_measure_for_the_others),
    cmocka_unit_test(a_throw_is_told_at_any_frame_rate),
    cmocka_unit_test(supple_people_who_curl_far_are_not_accused),
    cmocka_unit_test(tired_sit_ups_are_no_crunches_that_went_too_far),
    cmocka_unit_test(half_a_sit_up_is_too_short_where_a_whole_one_was_meant),
    cmocka_unit_test(only_a_head_that_bends_very_far_is_told),
    cmocka_unit_test(one_slip_in_two_is_no_habit),
    cmocka_unit_test(a_short_set_fades_only_if_it_does_so_steadily),
    cmocka_unit_test(the_end_of_a_long_plank_is_told),
    cmocka_unit_test(a_plank_that_sinks_fades_before_it_sags),
    cmocka_unit_test(side_planks_sag),
    cmocka_unit_test(climbers_pike_and_sag),
    cmocka_unit_test(uneven_legs_are_told_with_their_side_where_both_are_seen),
    cmocka_unit_test(a_pelvis_that_rolls_with_raised_legs_is_no_arch),
    cmocka_unit_test(what_is_seen_badly_is_told_less_surely),
    cmocka_unit_test(a_camera_that_sinks_or_zooms_lifts_no_feet),
    cmocka_unit_test(nothing_is_told_of_a_moment_that_was_not_seen),
};

CHECK_MAIN(tests)
