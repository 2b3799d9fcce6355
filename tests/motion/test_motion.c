/* Known angles in, angles out; exercises told apart; mirrored, larger, later and noisier recordings give the
 * same. */
#include <math.h>
#include <string.h>
#include "../check.h"
#include "figure.h"
#include "motion/motion.h"
#include "seen/seen.h"

static const figure_camera PLAIN = {.scale = 300};

static lumbar_motion_limits limits_of(lumbar_arena *arena)
{
    lumbar_motion_limits limits;
    lumbar_error error = {0};
    const lumbar_knowledge *knowledge = lumbar_knowledge_load(arena, NULL, &error);
    if (!knowledge || !lumbar_motion_limits_read(knowledge, &limits, &error)) fail_msg("%s", error.text);
    return limits;
}

static lumbar_movement *motion_of(lumbar_arena *arena, figure_motion *motion, double fault, double seconds,
                                  figure_camera camera)
{
    lumbar_motion_limits limits = limits_of(arena);
    lumbar_movement *m = lumbar_movement_of(arena, figure_film(arena, motion, fault, seconds, camera), &limits);
    assert_non_null(m);
    return m;
}

/* Largest difference between a signal and what went in, away from the ends, deg. */
static double worst_error(const lumbar_stretch *s, lumbar_signal signal, figure_motion *motion, double fault,
                          double (*truth)(const figure_pose *))
{
    double worst = 0;
    for (size_t g = 20; g + 20 < s->count; g++) {
        figure_pose f = motion(s->start_s + (double)g * s->step_s, fault);
        double error = fabs(s->signal[signal][g] / DEGREE - truth(&f));
        if (!(error <= worst)) worst = error;
    }
    return worst;
}

static double trunk_truth(const figure_pose *f) { return f->trunk; }
static double thigh_truth(const figure_pose *f) { return f->thigh[0]; }
static double knee_truth(const figure_pose *f) { return f->knee[0]; }
static double hip_truth(const figure_pose *f) { return f->trunk + f->thigh[0]; }
static double neck_truth(const figure_pose *f) { return f->neck; }

static void known_angles_come_out(void **state)
{
    (void)state;
    static figure_motion *const motions[] = {figure_sit_up, figure_leg_raise, figure_crunch};
    for (size_t k = 0; k < LUMBAR_COUNT(motions); k++)
        for (int mirrored = 0; mirrored < 2; mirrored++) {
            lumbar_arena *arena = lumbar_arena_new();
            figure_camera camera = PLAIN;
            camera.mirrored = mirrored;
            const lumbar_movement *m = motion_of(arena, motions[k], 0, 16, camera);
            assert_int_equal(m->stretch_count, 1);
            const lumbar_stretch *s = &m->stretches[0];
            assert_int_equal(s->view, LUMBAR_VIEW_SIDE);
            assert_true(worst_error(s, LUMBAR_TRUNK, motions[k], 0, trunk_truth) < 1);
            assert_true(worst_error(s, LUMBAR_THIGH, motions[k], 0, thigh_truth) < 1);
            assert_true(worst_error(s, LUMBAR_KNEE, motions[k], 0, knee_truth) < 1);
            assert_true(worst_error(s, LUMBAR_HIP, motions[k], 0, hip_truth) < 1);
            assert_true(worst_error(s, LUMBAR_NECK, motions[k], 0, neck_truth) < 1.5);
            lumbar_arena_free(arena);
        }
}

static void depth_gives_angles_where_the_view_is_oblique(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    figure_camera camera = PLAIN;
    camera.yaw = 50;
    const lumbar_movement *m = motion_of(arena, figure_leg_raise, 0, 16, camera);
    assert_int_equal(m->stretches[0].view, LUMBAR_VIEW_OBLIQUE);
    assert_true(worst_error(&m->stretches[0], LUMBAR_THIGH, figure_leg_raise, 0, thigh_truth) < 1.5);
    lumbar_arena_free(arena);
}

static void plank_bend_is_measured(void **state)
{
    (void)state;
    for (double bend = -20; bend <= 50; bend += 10) {
        lumbar_arena *arena = lumbar_arena_new();
        const lumbar_movement *m = motion_of(arena, figure_plank, bend - 10, 5, PLAIN);
        double measured = lumbar_quantile(m->stretches[0].signal[LUMBAR_PLANK], 0, m->stretches[0].count, 0.5) / DEGREE;
        if (fabs(measured - bend) > 1) fail_msg("bend %g measured %g", bend, measured);
        lumbar_arena_free(arena);
    }
}

/* ---- which exercise, how many -------------------------------------------------------------------------- */

typedef struct expected {
    const char *name;
    figure_motion *motion;
    double seconds;
    const char *exercise; /* "" : no set at all */
    size_t reps;          /* 0: a hold */
    double yaw_most;      /* deg, up to which it is to be told */
} expected;

static const expected EXPECTED[] = {
    {"crunch", figure_crunch, 15, "crunch", 5, 50},
    {"sit-up", figure_sit_up, 16, "sit-up", 4, 50},
    {"leg raise", figure_leg_raise, 16, "leg-raise", 4, 50},
    {"reverse crunch", figure_reverse_crunch, 15, "reverse-crunch", 5, 50},
    {"v-up", figure_v_up, 15, "v-up", 5, 50},
    {"plank", figure_plank, 8, "plank", 0, 20},
    {"side plank", figure_side_plank, 8, "side-plank", 0, 20},
    {"russian twist", figure_twist, 12, "russian-twist", 6, 50},
    {"bicycle", figure_bicycle, 12, "bicycle-crunch", 6, 50},
    {"dead bug", figure_dead_bug, 16, "dead-bug", 4, 50},
    {"flutter kick", figure_flutter, 12, "flutter-kick", 10, 50},
    {"mountain climber", figure_climber, 11.2, "mountain-climber", 8, 20},
    {"hanging leg raise", figure_hanging, 15, "hanging-leg-raise", 5, 50},
    {"roll-out", figure_rollout, 16, "ab-wheel-rollout", 4, 20},
    {"good morning", figure_good_morning, 15, "other", 5, 50},
    {"standing", figure_standing, 15, "", 0, 50},
    {"getting up", figure_get_up, 10, "", 0, 20},
};

/* Counts what is wrong and says it, so that one run shows all. */
static int wrong_told;

static void told_apart(const expected *e, figure_camera camera, const char *how)
{
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_movement *m = motion_of(arena, e->motion, 0, e->seconds, camera);
    size_t reps = 0;
    for (size_t b = 0; b < m->bout_count; b++) {
        if (strcmp(m->bouts[b].exercise->id, e->exercise)) {
            print_message("# %s, %s: taken for %s\n", e->name, how, m->bouts[b].exercise->id);
            wrong_told++;
        }
        if (!m->bouts[b].hold) reps += m->bouts[b].count;
    }
    if (e->exercise[0] && m->bout_count != 1) {
        print_message("# %s, %s: %zu sets\n", e->name, how, m->bout_count);
        wrong_told++;
    }
    /* where the body never rests, the first and the last turn may lie at the ends */
    bool turns =
        e->exercise[0] && strstr("russian-twist bicycle-crunch dead-bug flutter-kick mountain-climber", e->exercise);
    if (reps != e->reps && !(turns && reps + 1 == e->reps)) {
        print_message("# %s, %s: %zu repetitions\n", e->name, how, reps);
        wrong_told++;
    }
    lumbar_arena_free(arena);
}

static void exercises_are_told_apart(void **state)
{
    (void)state;
    for (size_t k = 0; k < LUMBAR_COUNT(EXPECTED); k++) told_apart(&EXPECTED[k], PLAIN, "plain");
    assert_int_equal(wrong_told, 0);
}

static void view_mirror_size_delay_and_noise_change_nothing(void **state)
{
    (void)state;
    wrong_told = 0;
    for (size_t k = 0; k < LUMBAR_COUNT(EXPECTED); k++) {
        expected e = EXPECTED[k];
        figure_camera camera = PLAIN;
        camera.mirrored = true;
        told_apart(&e, camera, "mirrored");
        camera.scale = 900;
        told_apart(&e, camera, "larger");
        camera = PLAIN;
        camera.noise = 3;
        told_apart(&e, camera, "noisy");
        camera = PLAIN;
        camera.yaw = 20;
        told_apart(&e, camera, "turned by 20 degrees");
        camera.yaw = -20;
        told_apart(&e, camera, "turned by -20 degrees");
        camera.yaw = 48;
        if (e.yaw_most >= 48) told_apart(&e, camera, "turned by 48 degrees");
        camera = PLAIN;
        camera.delay = 3;
        e.seconds += 3;
        if (e.reps && strcmp(e.exercise, "other")) told_apart(&e, camera, "later");
    }
    assert_int_equal(wrong_told, 0);
}

static void range_parts_crunches_from_sit_ups(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_movement *m = motion_of(arena, figure_mixed, 0, 17, PLAIN);
    assert_int_equal(m->bout_count, 2);
    assert_string_equal(m->bouts[0].exercise->id, "crunch");
    assert_string_equal(m->bouts[1].exercise->id, "sit-up");
    assert_int_equal(m->bouts[0].count, 3);
    assert_int_equal(m->bouts[1].count, 2);
    lumbar_arena_free(arena);
}

static void repetitions_have_start_top_and_end(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_movement *m = motion_of(arena, figure_sit_up, 0, 16, PLAIN);
    for (size_t i = 0; i < m->bouts[0].count; i++) {
        const lumbar_rep *r = &m->bouts[0].reps[i];
        double top = m->stretches[0].start_s + (double)r->top * m->stretches[0].step_s;
        double start = m->stretches[0].start_s + (double)r->start * m->stretches[0].step_s;
        double end = m->stretches[0].start_s + (double)r->end * m->stretches[0].step_s;
        assert_true(fabs(top - (4 * (double)i + 2)) < 0.1);
        assert_true(start > 4 * (double)i + 0.5 && start < top - 0.7);
        assert_true(end < 4 * (double)i + 3.5 && end > top + 0.7);
    }
    lumbar_arena_free(arena);
}

/* ---- the back's curve ---------------------------------------------------------------------------------- */

static double lumbar_truth(const figure_pose *f) { return f->lumbar; }

static void the_back_is_read_from_the_outline(void **state)
{
    (void)state;
    for (int mirrored = 0; mirrored < 2; mirrored++)
        for (double scale = 400; scale <= 800; scale += 400) {
            lumbar_arena *arena = lumbar_arena_new();
            figure_camera camera = {.scale = scale, .outline = true, .mirrored = mirrored};
            const lumbar_movement *m = motion_of(arena, figure_crunch, 0, 15, camera);
            assert_true(m->stretches[0].lumbar_share > 0.95 && m->stretches[0].back_why == LUMBAR_BACK_READ);
            assert_true(worst_error(&m->stretches[0], LUMBAR_LUMBAR, figure_crunch, 0, lumbar_truth) < 5);
            m = motion_of(arena, figure_lowering, 20, 16, camera);
            assert_true(worst_error(&m->stretches[0], LUMBAR_LUMBAR, figure_lowering, 20, lumbar_truth) < 5);
            lumbar_arena_free(arena);
        }
}

static void nothing_is_read_where_it_cannot_be(void **state)
{
    (void)state;
    static const struct {
        figure_motion *motion;
        figure_camera camera;
        lumbar_back_why why;
    } cases[] = {{figure_leg_raise, {.scale = 400, .outline = true}, LUMBAR_BACK_ARM}, /* arms beside the trunk */
                 {figure_crunch, {.scale = 130, .outline = true}, LUMBAR_BACK_SMALL},
                 {figure_crunch, {.scale = 400, .outline = true, .yaw = 45}, LUMBAR_BACK_VIEW},
                 {figure_crunch, {.scale = 400}, LUMBAR_BACK_OUTLINE}};
    for (size_t k = 0; k < LUMBAR_COUNT(cases); k++) {
        lumbar_arena *arena = lumbar_arena_new();
        const lumbar_movement *m = motion_of(arena, cases[k].motion, 0, 16, cases[k].camera);
        const lumbar_stretch *s = &m->stretches[0];
        assert_true(s->lumbar_share < 0.1);
        if (s->back_why != cases[k].why) fail_msg("case %zu: %d", k, (int)s->back_why);
        lumbar_arena_free(arena);
    }
}

static void an_enlarged_film_is_as_small_as_it_was(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_motion_limits limits = limits_of(arena);
    lumbar_pose *film = figure_film(arena, figure_crunch, 0, 16, (figure_camera){.scale = 600, .outline = true});
    assert_true(lumbar_movement_of(arena, film, &limits)->stretches[0].lumbar_share > 0.9);
    film->grain = 4.2;
    const lumbar_stretch *s = &lumbar_movement_of(arena, film, &limits)->stretches[0];
    assert_true(s->lumbar_share < 0.1 && s->back_why == LUMBAR_BACK_SMALL);
    lumbar_arena_free(arena);
}

/* ---- repairs ------------------------------------------------------------------------------------------- */

static void swapped_sides_are_repaired(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_motion_limits limits = limits_of(arena);
    lumbar_pose *pose = figure_film(arena, figure_bicycle, 0, 12, PLAIN);
    lumbar_frame *frames = (lumbar_frame *)(uintptr_t)pose->frames;
    static const int legs[][2] = {{23, 24}, {25, 26}, {27, 28}, {29, 30}, {31, 32}};
    for (size_t i = 0; i < pose->frame_count; i++) {
        if (i % 40 < 20 || i % 40 > 22) continue; /* three frames in forty, when the legs are far apart */
        for (size_t k = 0; k < LUMBAR_COUNT(legs); k++) {
            lumbar_point p = frames[i].points[legs[k][0]];
            frames[i].points[legs[k][0]] = frames[i].points[legs[k][1]];
            frames[i].points[legs[k][1]] = p;
        }
    }
    const lumbar_movement *m = lumbar_movement_of(arena, pose, &limits);
    assert_int_equal(m->bout_count, 1);
    assert_string_equal(m->bouts[0].exercise->id, "bicycle-crunch");
    lumbar_arena_free(arena);
}

static void a_frame_misread_moves_nothing(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_motion_limits limits = limits_of(arena);
    lumbar_pose *clean = figure_film(arena, figure_sit_up, 0, 12, PLAIN),
                *pose = figure_film(arena, figure_sit_up, 0, 12, PLAIN);
    lumbar_frame *frames = (lumbar_frame *)(uintptr_t)pose->frames;
    for (size_t i = 20; i < pose->frame_count; i += 30) /* legs on the head's side for one frame */
        for (int p = 25; p < LUMBAR_POINT_COUNT; p++) frames[i].points[p] = frames[i].points[11];
    const lumbar_stretch *a = lumbar_movement_of(arena, clean, &limits)->stretches,
                         *b = lumbar_movement_of(arena, pose, &limits)->stretches;
    for (size_t g = 0; g < a->count; g++) {
        double off = (a->signal[LUMBAR_HIP][g] - b->signal[LUMBAR_HIP][g]) * 180 / M_PI;
        if (!(fabs(off) < 2)) fail_msg("at %.1f s the hip is %.0f degrees off", (double)g * a->step_s, off);
    }
    lumbar_arena_free(arena);
}

/* Moves the points from joints to where the network's landmarks lie, by the shares that the limits state. */
static void to_landmarks(lumbar_frame *f, bool front_down, const lumbar_motion_limits *limits)
{
    lumbar_point *p = f->points;
    double ux = p[11].x + p[12].x - p[23].x - p[24].x, uy = p[11].y + p[12].y - p[23].y - p[24].y;
    double side = (ux > 0 ? 1 : -1) * (front_down ? -1 : 1); /* y goes down */
    double fx = side * uy / 2, fy = -side * ux / 2;
    for (int leg = 0; leg < 2; leg++) {
        double sx = p[27 + leg].x - p[25 + leg].x, sy = p[27 + leg].y - p[25 + leg].y,
               back = limits->offset_shank / 100;
        p[27 + leg].x += (float)(side * sy * back);
        p[27 + leg].y -= (float)(side * sx * back);
        for (int k = 0; k < 2; k++) {
            double share = (k ? -limits->offset_hip : limits->offset_shoulder) / 100;
            p[(k ? 23 : 11) + leg].x += (float)(share * fx);
            p[(k ? 23 : 11) + leg].y += (float)(share * fy);
        }
    }
}

static void landmark_offsets_lead_back_to_the_joints(void **state)
{
    (void)state;
    static const struct {
        figure_motion *motion;
        bool front_down;
    } cases[] = {{figure_sit_up, false}, {figure_leg_raise, false}, {figure_climber, true}};
    static const lumbar_signal signals[] = {LUMBAR_TRUNK, LUMBAR_HIP, LUMBAR_KNEE};
    for (size_t k = 0; k < 2 * LUMBAR_COUNT(cases); k++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_motion_limits limits = limits_of(arena);
        figure_camera camera = {.scale = 400, .mirrored = k % 2};
        lumbar_pose *joints = figure_film(arena, cases[k / 2].motion, 0, 8, camera),
                    *landmarks = figure_film(arena, cases[k / 2].motion, 0, 8, camera);
        for (size_t i = 0; i < landmarks->frame_count; i++)
            to_landmarks((lumbar_frame *)(uintptr_t)&landmarks->frames[i], cases[k / 2].front_down, &limits);
        const lumbar_stretch *a = lumbar_movement_of(arena, joints, &limits)->stretches,
                             *b = lumbar_movement_of(arena, landmarks, &limits)->stretches;
        double worst = 0, moved = 0;
        for (size_t g = 0; g < a->count; g++) {
            for (size_t i = 0; i < LUMBAR_COUNT(signals); i++) {
                double truth = a->signal[signals[i]][g] * 180 / M_PI, seen = b->signal[signals[i]][g] * 180 / M_PI;
                double offset =
                    lumbar_landmark_offset(b, (lumbar_posture)b->posture[g], signals[i], g, &limits) * 180 / M_PI;
                moved = fmax(moved, fabs(seen - truth));
                if (truth > 8) worst = fmax(worst, fabs(seen - offset - truth)); /* a straight knee cannot bend less */
            }
        }
        assert_true(moved > 3);
        if (worst > 1) fail_msg("case %zu: %.1f degrees off", k, worst);
        lumbar_arena_free(arena);
    }
}

static void gaps_stay_open_and_cuts_part(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_motion_limits limits = limits_of(arena);
    lumbar_pose *pose = figure_film(arena, figure_crunch, 0, 12, PLAIN);
    lumbar_frame *frames = (lumbar_frame *)(uintptr_t)pose->frames;
    for (size_t i = 0; i < pose->frame_count; i++) {
        if (i >= 50 && i < 60) frames[i].person = false; /* 0.4 s */
        if (i >= 150) frames[i].segment = 1;
    }
    const lumbar_movement *m = lumbar_movement_of(arena, pose, &limits);
    assert_int_equal(m->stretch_count, 2);
    const lumbar_stretch *s = &m->stretches[0];
    size_t open = 0;
    for (size_t g = 0; g < s->count; g++) open += isnan(s->signal[LUMBAR_TRUNK][g]);
    assert_true(open > 0.25 / s->step_s && open < 0.45 / s->step_s);
    assert_true(fabs(m->stretches[1].start_s - 6) < 0.021);
    lumbar_arena_free(arena);
}

/* The body is lost on the way up and found again near the top: it is still one repetition of its set. */
static void a_moment_not_seen_loses_no_repetition(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_motion_limits limits = limits_of(arena);
    lumbar_pose *pose = figure_film(arena, figure_sit_up, 0, 16, PLAIN);
    lumbar_frame *frames = (lumbar_frame *)(uintptr_t)pose->frames;
    for (size_t i = 0; i < pose->frame_count; i++)
        if (frames[i].time_s > 5 && frames[i].time_s < 5.7) frames[i].person = false;
    const lumbar_movement *m = lumbar_movement_of(arena, pose, &limits);
    assert_int_equal(m->bout_count, 1);
    assert_int_equal(m->bouts[0].count, 4);
    lumbar_arena_free(arena);
}

static void a_wandering_camera_is_noticed(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_motion_limits limits = limits_of(arena);
    figure_camera camera = PLAIN;
    camera.noise = 3;
    assert_true(motion_of(arena, figure_sit_up, 0, 16, camera)->stretches[0].shake < limits.shake_some / 2);
    camera.drift = 0.5 * 150; /* half a trunk length a second */
    const lumbar_movement *m = motion_of(arena, figure_sit_up, 0, 16, camera);
    assert_true(m->stretches[0].shake > limits.shake_most);
    assert_int_equal(m->bout_count, 0);
    lumbar_arena_free(arena);
}

/* Each pause begins a stretch of its own without a cut. */
static void pauses_part_too(void **state)
{
    (void)state;
    enum { PARTS = 20, EACH = 25 };
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_motion_limits limits = limits_of(arena);
    lumbar_pose *pose = figure_film(arena, figure_crunch, 0, PARTS, PLAIN);
    for (size_t i = 0; i < pose->frame_count; i++)
        ((lumbar_frame *)&pose->frames[i])->time_s += 1.5 * (double)(i / EACH);
    const lumbar_movement *m = lumbar_movement_of(arena, pose, &limits);
    assert_int_equal(m->stretch_count, PARTS);
    for (size_t i = 0; i < PARTS; i++) {
        assert_int_equal(m->stretches[i].first_frame, i * EACH);
        assert_int_equal(m->stretches[i].end_frame, (i + 1) * EACH);
    }
    lumbar_arena_free(arena);
}

static void a_body_of_no_size_tells_nothing(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_motion_limits limits = limits_of(arena);
    for (int missing = 0; missing < 2; missing++) {
        lumbar_pose *pose = figure_film(arena, figure_crunch, 0, 6, PLAIN);
        for (size_t i = 0; i < pose->frame_count; i++)
            for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
                lumbar_point *at = &((lumbar_frame *)&pose->frames[i])->points[p];
                if (!missing) at->x = at->y = 40;
                if (missing && (p == LUMBAR_LEFT_HIP || p == LUMBAR_RIGHT_HIP)) at->x = at->y = NAN;
            }
        const lumbar_movement *m = lumbar_movement_of(arena, pose, &limits);
        assert_int_equal(m->stretch_count, missing);
        assert_int_equal(m->left_out_count, !missing); /* points in one place are no body */
        if (missing) assert_true(isnan(m->stretches[0].trunk_length) && m->stretches[0].view == LUMBAR_VIEW_UNKNOWN);
        assert_int_equal(m->bout_count, 0);
    }
    lumbar_arena_free(arena);
}

static void untimed_and_empty_recordings_have_no_movement(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_motion_limits limits = limits_of(arena);
    lumbar_pose *pose = figure_film(arena, figure_crunch, 0, 6, PLAIN);
    pose->timed = false;
    assert_int_equal(lumbar_movement_of(arena, pose, &limits)->stretch_count, 0);
    lumbar_pose empty = {.path = "", .kind = "video", .width = 10, .height = 10, .timed = true, .model = ""};
    assert_int_equal(lumbar_movement_of(arena, &empty, &limits)->bout_count, 0);
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(known_angles_come_out),
    cmocka_unit_test(depth_gives_angles_where_the_view_is_oblique),
    cmocka_unit_test(plank_bend_is_measured),
    cmocka_unit_test(exercises_are_told_apart),
    cmocka_unit_test(view_mirror_size_delay_and_noise_change_nothing),
    cmocka_unit_test(range_parts_crunches_from_sit_ups),
    cmocka_unit_test(repetitions_have_start_top_and_end),
    cmocka_unit_test(the_back_is_read_from_the_outline),
    cmocka_unit_test(nothing_is_read_where_it_cannot_be),
    cmocka_unit_test(an_enlarged_film_is_as_small_as_it_was),
    cmocka_unit_test(swapped_sides_are_repaired),
    cmocka_unit_test(a_frame_misread_moves_nothing),
    cmocka_unit_test(landmark_offsets_lead_back_to_the_joints),
    cmocka_unit_test(gaps_stay_open_and_cuts_part),
    cmocka_unit_test(a_moment_not_seen_loses_no_repetition),
    cmocka_unit_test(a_wandering_camera_is_noticed),
    cmocka_unit_test(pauses_part_too),
    cmocka_unit_test(a_body_of_no_size_tells_nothing),
    cmocka_unit_test(untimed_and_empty_recordings_have_no_movement),
};

CHECK_MAIN(tests)
