/* What people do around and instead of the exercises: walking in, talking, pausing, cut recordings, one exercise
 * after another, and movements that are none of ours, which must never be called one. */
#include <math.h>
#include <string.h>
#include "../check.h"
#include "figure.h"
#include "motion/motion.h"
#include "seen/seen.h"

static const figure_camera PLAIN = {.scale = 300, .noise = 1.5};

static lumbar_movement *motion_of(lumbar_arena *arena, figure_motion *motion, double fault, double seconds,
                                  figure_camera camera)
{
    lumbar_motion_limits limits;
    lumbar_error error = {0};
    const lumbar_knowledge *knowledge = lumbar_knowledge_load(arena, NULL, &error);
    if (!knowledge || !lumbar_motion_limits_read(knowledge, &limits, &error)) fail_msg("%s", error.text);
    lumbar_movement *m = lumbar_movement_of(arena, figure_film(arena, motion, fault, seconds, camera), &limits);
    assert_non_null(m);
    return m;
}

static double mix(double a, double b, double share) { return a + (b - a) * share; }

/* 0 before `from`, 1 after `to`, even between. */
static double part(double time_s, double from, double to)
{
    double s = fmin(1, fmax(0, (time_s - from) / (to - from)));
    return s * s * (3 - 2 * s);
}

/* ---- movements that are none of ours ------------------------------------------------------------------- */

static figure_pose upright(double sway)
{
    figure_pose f = figure_standing(0, 0);
    f.trunk = 88 + sway;
    return f;
}

static figure_pose squat(double time_s, double fault)
{
    figure_pose f = upright(0);
    double w = figure_wave(time_s, 3);
    (void)fault;
    f.hands = HANDS_ON_CHEST;
    f.trunk = 88 - 38 * w;
    for (int k = 0; k < 2; k++) {
        f.thigh[k] = -88 - 82 * w; /* the knees go ahead: thighs point to the head's side */
        f.knee[k] = 5 + 115 * w;
    }
    f.hip_z = 0.9 - 0.45 * w;
    return f;
}

static figure_pose lunge(double time_s, double fault)
{
    figure_pose f = upright(0);
    double w = figure_wave(time_s, 3);
    (void)fault;
    f.thigh[0] = -88 - 70 * w;
    f.knee[0] = 5 + 80 * w;
    f.thigh[1] = -88 + 10 * w;
    f.knee[1] = 5 + 85 * w;
    f.hip_z = 0.9 - 0.35 * w;
    return f;
}

static figure_pose walking(double time_s, double fault)
{
    figure_pose f = upright(0);
    double w = sin(2 * M_PI * time_s / 1.1);
    (void)fault;
    f.hip_x = -2.2 + 0.3 * time_s;
    f.thigh[0] = -88 + 22 * w;
    f.thigh[1] = -88 - 22 * w;
    return f;
}

static figure_pose push_up(double time_s, double fault)
{
    figure_pose f = figure_plank(0, 0);
    double w = figure_wave(time_s, fault > 0 ? fault : 2), length = 0.5 + 0.43 + 0.43;
    double slope = asin((0.55 - 0.35 * w) / length) * 180 / M_PI;
    f.trunk = slope;
    for (int k = 0; k < 2; k++) f.thigh[k] = -slope;
    f.hip_z = 0.1 + 0.86 * sin(slope * M_PI / 180);
    return f;
}

static figure_pose bridge(double time_s, double fault)
{
    figure_pose f = figure_crunch(0, 0);
    double w = figure_wave(time_s, 3);
    (void)fault;
    f.hands = HANDS_BY_HIPS;
    f.trunk = -28 * w;
    f.neck = 5 + 25 * w;
    for (int k = 0; k < 2; k++) {
        f.thigh[k] = 50 - 25 * w;
        f.knee[k] = 105 - 15 * w;
    }
    f.hip_z = 0.1 + 0.24 * w;
    return f;
}

static figure_pose all_fours(void)
{
    figure_pose f = figure_rollout(0, 0);
    f.trunk = 5;
    f.reach = 0.05;
    return f;
}

/* One leg stretches backwards, then the other. */
static figure_pose bird_dog(double time_s, double fault)
{
    figure_pose f = all_fours();
    int leg = fmod(time_s, 8) >= 4;
    double w = figure_wave(fmod(time_s, 4), 4);
    (void)fault;
    f.thigh[leg] = -90 + 88 * w;
    f.knee[leg] = 85 - 78 * w;
    return f;
}

/* From all-fours back on the heels. */
static figure_pose sitting_back(double time_s, double fault)
{
    figure_pose f = all_fours();
    double w = figure_wave(time_s, 4);
    (void)fault;
    f.reach = 0.05 + 0.35 * w;
    for (int k = 0; k < 2; k++) {
        f.thigh[k] = -90 - 55 * w;
        f.knee[k] = 85 + 55 * w;
    }
    f.hip_z = 0.05 + 0.43 * sin(-f.thigh[0] * M_PI / 180);
    f.hip_x = 0.43 * cos(f.thigh[0] * M_PI / 180);
    return f;
}

/* On the belly the chest rises, the hips stay. */
static figure_pose cobra(double time_s, double fault)
{
    figure_pose f = {.neck = 5, .hip_z = 0.1, .front_down = true, .hands = HANDS_ON_FLOOR};
    (void)fault;
    f.trunk = 3 + 37 * figure_wave(time_s, 4);
    return f;
}

static figure_pose jumping_jack(double time_s, double fault)
{
    figure_pose f = upright(0);
    (void)fault;
    f.hands = fmod(time_s, 1.2) < 0.6 ? HANDS_BY_HIPS : HANDS_HANGING;
    f.hip_z = 0.9 + 0.1 * fabs(sin(2 * M_PI * time_s / 1.2));
    return f;
}

/* Squats down, jumps into a plank, back, up. */
static figure_pose burpee(double time_s, double fault)
{
    double t = fmod(time_s, 4), down = part(t, 0, 0.7) - part(t, 3, 3.7), out = part(t, 0.8, 1.3) - part(t, 2.3, 2.8);
    figure_pose f = upright(0), plank = push_up(0, 0), low = squat(1.5, fault);
    f.trunk = mix(mix(f.trunk, low.trunk - 35, down), plank.trunk, out);
    for (int k = 0; k < 2; k++) {
        f.thigh[k] = mix(mix(f.thigh[k], low.thigh[k], down), plank.thigh[k], out);
        f.knee[k] = mix(mix(f.knee[k], low.knee[k], down), 0, out);
    }
    f.hip_z = mix(mix(f.hip_z, low.hip_z, down), plank.hip_z, out);
    f.hands = down > 0.8 ? HANDS_ON_FLOOR : HANDS_BY_HIPS;
    return f;
}

/* Sits on the floor and talks: sways, nods, turns the head. */
static figure_pose sitting_talk(double time_s, double fault)
{
    figure_pose f = figure_crunch(0, 0);
    (void)fault;
    f.hands = HANDS_ON_CHEST;
    f.trunk = 78 + 4 * sin(1.3 * time_s);
    f.neck = 10 + 6 * sin(2.9 * time_s);
    f.turn = 6 * sin(0.9 * time_s);
    return f;
}

/* Lies with the knees up and talks: nods, rocks the knees a little. */
static figure_pose lying_talk(double time_s, double fault)
{
    figure_pose f = figure_crunch(0, 0);
    (void)fault;
    f.neck = 5 + 4 * sin(2.1 * time_s);
    for (int k = 0; k < 2; k++) f.thigh[k] = 50 + 5 * sin(1.7 * time_s);
    return f;
}

static void movements_that_are_none_of_ours_are_never_called_one(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        figure_motion *motion;
        double yaw_most;
    } others[] = {{"squat", squat, 50},
                  {"lunge", lunge, 50},
                  {"walking", walking, 50},
                  {"push-up", push_up, 30},
                  {"bridge", bridge, 50},
                  {"bird dog", bird_dog, 30},
                  {"sitting back", sitting_back, 30},
                  {"cobra", cobra, 30},
                  {"jumping jack", jumping_jack, 50},
                  {"burpee", burpee, 30},
                  {"sitting and talking", sitting_talk, 50},
                  {"lying and talking", lying_talk, 50}};
    int wrong = 0;
    for (size_t k = 0; k < LUMBAR_COUNT(others); k++)
        for (double yaw = -20; yaw <= 45; yaw += 65.0 / 3) {
            if (yaw > others[k].yaw_most) continue;
            lumbar_arena *arena = lumbar_arena_new();
            figure_camera camera = PLAIN;
            camera.yaw = yaw;
            const lumbar_movement *m = motion_of(arena, others[k].motion, 0, 16, camera);
            for (size_t b = 0; b < m->bout_count; b++) {
                if (!strcmp(m->bouts[b].exercise->id, "other")) continue;
                print_message("# %s at %.0f degrees: taken for %s x%zu, confidence %.2f\n", others[k].name, yaw,
                              m->bouts[b].exercise->id, m->bouts[b].count, m->bouts[b].confidence);
                wrong++;
            }
            lumbar_arena_free(arena);
        }
    assert_int_equal(wrong, 0);
}

static void push_ups_are_no_plank(void **state)
{
    (void)state;
    for (double period = 1.2; period <= 4; period += 0.7) {
        lumbar_arena *arena = lumbar_arena_new();
        const lumbar_movement *m = motion_of(arena, push_up, period, 16, PLAIN);
        for (size_t b = 0; b < m->bout_count; b++) assert_string_equal(m->bouts[b].exercise->id, "other");
        lumbar_arena_free(arena);
    }
}

/* Jumps, the knees to the chest. */
static figure_pose tuck_jump(double time_s, double fault)
{
    figure_pose f = upright(0);
    double t = fmod(time_s, 1.6), air = t < 0.6 ? 1 - pow((t - 0.3) / 0.3, 2) : 0, dip = t > 1.2 ? 1 - t / 1.6 : 0;
    (void)fault;
    f.hip_z = 0.9 + 0.44 * air - 0.8 * dip;
    for (int k = 0; k < 2; k++) {
        f.thigh[k] = -88 - 90 * air;
        f.knee[k] = 8 + 100 * air;
    }
    return f;
}

/* As figure_hanging, held by the forearms: in a captain's chair. */
static figure_pose captains_chair(double time_s, double fault)
{
    figure_pose f = figure_hanging(time_s, fault);
    f.hands = HANDS_ON_CHEST;
    return f;
}

/* Both feet leave the place below a body that stays where it is: only one that is held can do that. */
static void who_is_held_by_the_arms_hangs(void **state)
{
    (void)state;
    for (double yaw = 0; yaw <= 90; yaw += 30) {
        lumbar_arena *arena = lumbar_arena_new();
        figure_camera camera = {.scale = 300, .noise = 1.5, .yaw = yaw};
        const lumbar_movement *m = motion_of(arena, captains_chair, 0, 15, camera);
        size_t count = 0;
        for (size_t b = 0; b < m->bout_count; b++) {
            assert_string_equal(m->bouts[b].exercise->id, "hanging-leg-raise");
            count += m->bouts[b].count;
        }
        if (count < 4 || count > 5) fail_msg("at %.0f degrees: %zu", yaw, count);
        m = motion_of(arena, tuck_jump, 0, 15, camera);
        for (size_t b = 0; b < m->bout_count; b++) assert_string_equal(m->bouts[b].exercise->id, "other");
        lumbar_arena_free(arena);
    }
}

/* ---- around the exercise ------------------------------------------------------------------------------- */

/* Expects sets "exercise count, exercise count, ...", in their order; a hold has 0. */
static void expect(const lumbar_movement *m, const char *name, const char *sets)
{
    char got[256] = "";
    for (size_t b = 0; b < m->bout_count; b++)
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s %zu", b ? ", " : "", m->bouts[b].exercise->id,
                 m->bouts[b].hold ? 0 : m->bouts[b].count);
    if (strcmp(got, sets)) fail_msg("%s: \"%s\" and not \"%s\"", name, got, sets);
}

/* Stands, sits down, talks, lies down, does three sit-ups, sits up, talks, stands up. */
static figure_pose whole_recording(double time_s, double fault)
{
    figure_pose f = upright(0), sits = sitting_talk(time_s, 0), lies = figure_crunch(0, 0);
    double seat = part(time_s, 2, 4) - part(time_s, 31, 33), back = part(time_s, 8, 10) - part(time_s, 24, 26);
    if (time_s >= 11 && time_s < 23) return figure_sit_up(time_s - 11, fault);
    f.trunk = mix(mix(f.trunk, sits.trunk, seat), lies.trunk, back);
    f.neck = mix(sits.neck, lies.neck, back);
    for (int k = 0; k < 2; k++) {
        f.thigh[k] = mix(-88, lies.thigh[k], seat); /* backwards through the floor: the knees come up before */
        f.knee[k] = mix(5, lies.knee[k], seat);
    }
    f.hip_z = mix(0.9, 0.1, seat);
    f.front_down = seat < 0.5;
    f.hands = HANDS_ON_CHEST;
    return f;
}

static void what_comes_before_and_after_is_not_counted(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    expect(motion_of(arena, whole_recording, 0, 36, PLAIN), "whole recording", "sit-up 3");
    lumbar_arena_free(arena);
}

/* Sit-ups, in the second of which the legs are misread. */
static figure_pose sit_up_misread(double time_s, double fault)
{
    figure_pose f = figure_sit_up(time_s, 0);
    double lift = fault * (part(time_s, 4.5, 4.8) - part(time_s, 5.1, 5.4));
    for (int k = 0; k < 2; k++) f.thigh[k] += lift;
    return f;
}

/* Sits, bows as far and as quickly as a V-up goes and comes back, then lies down and does V-ups. */
static figure_pose bows_then_v_ups(double time_s, double fault)
{
    figure_pose f = figure_v_up(fmax(0, time_s - 6), fault);
    double bow = part(time_s, 1, 1.6) - part(time_s, 1.6, 2.2), slump = part(time_s, 1.6, 2.6) - part(time_s, 2.7, 3.3);
    double back = part(time_s, 4, 5.8);
    f.trunk = mix(90 + 45 * bow - 22 * slump, f.trunk, back);
    for (int k = 0; k < 2; k++) {
        f.thigh[k] = mix(0, f.thigh[k], back);
        f.knee[k] = mix(30, f.knee[k], back);
    }
    return f;
}

static void a_bow_before_a_set_is_none_of_it(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    size_t plain = motion_of(arena, figure_v_up, 0, 14, PLAIN)->bouts[0].count, count = 0;
    const lumbar_movement *m = motion_of(arena, bows_then_v_ups, 0, 20, PLAIN);
    for (size_t b = 0; b < m->bout_count; b++)
        if (!strcmp(m->bouts[b].exercise->id, "v-up")) count += m->bouts[b].count;
    assert_true(plain >= 3);
    assert_int_equal(count, plain);
    lumbar_arena_free(arena);
}

static void a_repetition_with_misread_legs_counts_and_is_judged_by_nothing(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_movement *m = motion_of(arena, sit_up_misread, 100, 20, PLAIN);
    expect(motion_of(arena, sit_up_misread, 0, 20, PLAIN), "sit-ups", "sit-up 5");
    expect(m, "with misread legs", "sit-up 5");
    size_t cut = 0;
    for (size_t i = 0; i < 5; i++) cut += m->bouts[0].reps[i].cut;
    assert_int_equal(cut, 1);
    lumbar_arena_free(arena);
}

/* Three crunches, three leg raises, five seconds of plank, three roll-outs. */
static figure_pose circuit(double time_s, double fault)
{
    if (time_s < 9) return figure_crunch(time_s, fault);
    if (time_s < 12) { /* the legs stretch */
        figure_pose f = figure_crunch(0, 0), to = figure_leg_raise(0, 0);
        double w = part(time_s, 9.5, 11.5);
        for (int k = 0; k < 2; k++) {
            f.thigh[k] = mix(f.thigh[k], to.thigh[k], w);
            f.knee[k] = mix(f.knee[k], to.knee[k], w);
        }
        return f;
    }
    if (time_s < 24) return figure_leg_raise(time_s - 12, fault);
    return figure_plank(time_s, 0);
}

static void one_exercise_follows_another(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    expect(motion_of(arena, circuit, 0, 30, PLAIN), "circuit", "crunch 3, leg-raise 3, plank 0");
    lumbar_arena_free(arena);
}

/* `fault`: seconds of one repetition. */
static figure_pose crunch_in(double time_s, double fault) { return figure_crunch(time_s * 3 / fault, 0); }
static figure_pose leg_raise_in(double time_s, double fault) { return figure_leg_raise(time_s * 4 / fault, 0); }

static void slow_and_fast_repetitions_count_alike(void **state)
{
    (void)state;
    static const double periods[] = {0.9, 1.5, 4, 9};
    for (size_t k = 0; k < LUMBAR_COUNT(periods); k++) {
        lumbar_arena *arena = lumbar_arena_new();
        expect(motion_of(arena, crunch_in, periods[k], 4 * periods[k], PLAIN), "crunch", "crunch 4");
        expect(motion_of(arena, leg_raise_in, periods[k] + 0.5, 4 * periods[k] + 2, PLAIN), "leg raise", "leg-raise 4");
        lumbar_arena_free(arena);
    }
}

/* Three sit-ups; at the top of each the trunk dips three times by 12 degrees. */
static figure_pose pulses(double time_s, double fault)
{
    double t = fmod(time_s, 6);
    figure_pose f = figure_sit_up(2 * (part(t, 0.5, 2) - part(t, 4, 5.5)), fault);
    if (t > 2 && t < 4) f.trunk -= 6 * (1 - cos(2 * M_PI * (t - 2) / (2.0 / 3)));
    return f;
}

/* Two crunches, six seconds' rest, two crunches. */
static figure_pose with_pause(double time_s, double fault)
{
    return time_s < 6    ? figure_crunch(time_s, fault)
           : time_s < 12 ? figure_crunch(0, fault)
                         : figure_crunch(time_s - 12, fault);
}

static void pulses_and_pauses_make_no_other_sets(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    expect(motion_of(arena, pulses, 0, 18, PLAIN), "pulses", "sit-up 3");
    expect(motion_of(arena, with_pause, 0, 18, PLAIN), "pause", "crunch 4");
    expect(motion_of(arena, figure_sit_up, 0, 4, PLAIN), "one alone", "sit-up 1");
    lumbar_arena_free(arena);
}

/* Begins at the top of the first of five sit-ups, ends on the way down from the last. */
static figure_pose cut_at_both_ends(double time_s, double fault) { return figure_sit_up(time_s + 2, fault); }

/* Sits for two seconds, lies down, three sit-ups, comes up and stays. */
static figure_pose sits_before_and_after(double time_s, double fault)
{
    figure_pose f = figure_sit_up(2, fault);
    if (time_s > 5 && time_s < 17) return figure_sit_up(time_s - 5, fault);
    f.trunk *= 1 - part(time_s, 2, 3.5) + part(time_s, 17.5, 19);
    return f;
}

static void repetitions_that_the_recording_cuts_count_where_they_were_under_way(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_movement *m = motion_of(arena, cut_at_both_ends, 0, 16.6, PLAIN);
    expect(m, "cut", "sit-up 5");
    assert_true(m->bouts[0].reps[0].cut && m->bouts[0].reps[4].cut && !m->bouts[0].reps[2].cut);
    expect(motion_of(arena, sits_before_and_after, 0, 22, PLAIN), "sits", "sit-up 3");
    lumbar_arena_free(arena);
}

/* Sit-ups that shrink from the vertical to half of it. */
static figure_pose tiring(double time_s, double fault)
{
    figure_pose f = figure_sit_up(time_s, fault);
    f.trunk *= 1 - 0.5 * fmin(1, floor(time_s / 4) / 5);
    return f;
}

static void a_set_that_fades_stays_one_set(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    expect(motion_of(arena, tiring, 0, 24, PLAIN), "tiring", "sit-up 6");
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(movements_that_are_none_of_ours_are_never_called_one),
    cmocka_unit_test(push_ups_are_no_plank),
    cmocka_unit_test(who_is_held_by_the_arms_hangs),
    cmocka_unit_test(a_repetition_with_misread_legs_counts_and_is_judged_by_nothing),
    cmocka_unit_test(what_comes_before_and_after_is_not_counted),
    cmocka_unit_test(a_bow_before_a_set_is_none_of_it),
    cmocka_unit_test(one_exercise_follows_another),
    cmocka_unit_test(slow_and_fast_repetitions_count_alike),
    cmocka_unit_test(pulses_and_pauses_make_no_other_sets),
    cmocka_unit_test(repetitions_that_the_recording_cuts_count_where_they_were_under_way),
    cmocka_unit_test(a_set_that_fades_stays_one_set),
};

CHECK_MAIN(tests)
