/* Frames that are no body change nothing, and points that nobody gave are a gap; a mirror image gives the same to the
 * last repetition. */
#include <math.h>
#include <string.h>
#include "../check.h"
#include "figure.h"
#include "motion/motion.h"
#include "seen/seen.h"

static const figure_camera PLAIN = {.scale = 300, .noise = 1};

static const struct {
    const char *name;
    figure_motion *motion;
    double seconds;
} CASES[] = {{"crunch", figure_crunch, 15},       {"sit-up", figure_sit_up, 16},
             {"leg raise", figure_leg_raise, 16}, {"v-up", figure_v_up, 15},
             {"twist", figure_twist, 12},         {"bicycle", figure_bicycle, 12},
             {"climber", figure_climber, 11.2},   {"hanging", figure_hanging, 15},
             {"plank", figure_plank, 8},          {"side plank", figure_side_plank, 8},
             {"roll-out", figure_rollout, 16}};

static lumbar_movement *motion_of(lumbar_arena *arena, const lumbar_pose *pose)
{
    lumbar_motion_limits limits;
    lumbar_error error = {0};
    const lumbar_knowledge *knowledge = lumbar_knowledge_load(arena, NULL, &error);
    if (!knowledge || !lumbar_motion_limits_read(knowledge, &limits, &error)) fail_msg("%s", error.text);
    lumbar_movement *m = lumbar_movement_of(arena, pose, &limits);
    assert_non_null(m);
    return m;
}

static lumbar_frame *frames_of(lumbar_pose *pose) { return (lumbar_frame *)pose->frames; }

static bool same_sets(const lumbar_movement *a, const lumbar_movement *b)
{
    bool same = a->bout_count == b->bout_count;
    for (size_t i = 0; same && i < a->bout_count; i++)
        same = !strcmp(a->bouts[i].exercise->id, b->bouts[i].exercise->id) && a->bouts[i].count == b->bouts[i].count;
    return same;
}

/* Head where the feet are, as the network sometimes reads it: half a turn about the middle of the body. */
static void flip(lumbar_frame *f)
{
    double x = 0, y = 0;
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
        x += (double)f->points[p].x / LUMBAR_POINT_COUNT;
        y += (double)f->points[p].y / LUMBAR_POINT_COUNT;
    }
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
        f->points[p].x = (float)(2 * x - f->points[p].x);
        f->points[p].y = (float)(2 * y - f->points[p].y);
        f->world[p][0] = -f->world[p][0];
        f->world[p][1] = -f->world[p][1];
    }
}

static void a_few_flipped_frames_change_nothing(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t k = 0; k < LUMBAR_COUNT(CASES); k++)
        for (size_t n = 1; n <= 5; n++)
            for (size_t place = 0; place < 8; place++) {
                lumbar_arena *arena = lumbar_arena_new();
                lumbar_pose *pose = figure_film(arena, CASES[k].motion, 0, CASES[k].seconds, PLAIN);
                const lumbar_movement *plain = motion_of(arena, pose);
                size_t at = pose->frame_count * ((k + n) % 5 + 5 * place) / 40;
                for (size_t i = at; i < at + n; i++) flip(&frames_of(pose)[i]);
                if (!same_sets(plain, motion_of(arena, pose))) {
                    print_message("# %s: %zu frames at %zu\n", CASES[k].name, n, at);
                    wrong++;
                }
                lumbar_arena_free(arena);
            }
    assert_int_equal(wrong, 0);
}

static void a_body_that_jumps_for_good_is_another_one(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_pose *pose = figure_film(arena, figure_crunch, 0, 15, PLAIN);
    for (size_t i = 180; i < pose->frame_count; i++)
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++) frames_of(pose)[i].points[p].x += 400;
    const lumbar_movement *m = motion_of(arena, pose);
    assert_int_equal(m->stretch_count, 2);
    assert_true(fabs(m->stretches[1].start_s - 180 / 25.0) < 0.05);
    lumbar_arena_free(arena);
}

/* From 6 s on for 3 s: `first` and all points after it are given as `x`, `y`, or held at what they were. */
static lumbar_movement *with_missing(lumbar_arena *arena, int first, float x, float y, bool held)
{
    lumbar_pose *pose = figure_film(arena, figure_sit_up, 0, 16, PLAIN);
    lumbar_frame *f = frames_of(pose);
    for (size_t i = 150; i < 225; i++)
        for (int p = first; p < LUMBAR_POINT_COUNT; p++)
            f[i].points[p] = held ? f[149].points[p] : (lumbar_point){x, y, 1};
    return motion_of(arena, pose);
}

static void points_that_nobody_gave_are_a_gap(void **state)
{
    (void)state;
    static const struct {
        int first;
        float x, y;
        bool held;
    } ways[] = {{0, 0, 0, false}, {LUMBAR_LEFT_HIP, 0, 0, false}, {0, -1, -1, false}, {0, 0, 0, true}};
    for (size_t k = 0; k < LUMBAR_COUNT(ways); k++) {
        lumbar_arena *arena = lumbar_arena_new();
        const lumbar_movement *m = with_missing(arena, ways[k].first, ways[k].x, ways[k].y, ways[k].held);
        double unseen = 0;
        size_t reps = 0;
        for (size_t i = 0; i < m->stretch_count; i++)
            for (size_t g = 0; g < m->stretches[i].count; g++)
                unseen += isnan(m->stretches[i].signal[LUMBAR_TRUNK][g]) ? m->stretches[i].step_s : 0;
        for (size_t b = 0; b < m->bout_count; b++) {
            assert_string_equal(m->bouts[b].exercise->id, "sit-up");
            reps += m->bouts[b].count;
        }
        if (m->stretch_count > 1) unseen += m->stretches[1].start_s - 6; /* the pause between two stretches */
        if (!(unseen > 2.7 && reps >= 2 && reps <= 3))
            fail_msg("way %zu: %.1f s unseen, %zu repetitions", k, unseen, reps);
        assert_int_equal(m->left_out_count, 1);
        lumbar_arena_free(arena);
    }
}

/* The same points with left and right exchanged and the picture's sides too. */
static void mirror(lumbar_pose *pose)
{
    for (size_t i = 0; i < pose->frame_count; i++) {
        lumbar_frame before = pose->frames[i], *f = &frames_of(pose)[i];
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
            int from = p == LUMBAR_NOSE      ? p
                       : p < LUMBAR_LEFT_EAR ? (p < LUMBAR_RIGHT_EYE_INNER ? p + 3 : p - 3)
                                             : (p % 2 ? p + 1 : p - 1);
            f->points[p] = before.points[from];
            f->points[p].x = (float)pose->width - f->points[p].x;
            for (int k = 0; k < 3; k++) f->world[p][k] = before.world[from][k] * (k ? 1 : -1);
        }
    }
}

static void a_mirror_image_gives_the_same(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t k = 0; k < LUMBAR_COUNT(CASES); k++)
        for (double yaw = 0; yaw < 50; yaw += 20) {
            lumbar_arena *arena = lumbar_arena_new();
            figure_camera camera = PLAIN;
            camera.yaw = yaw;
            lumbar_pose *pose = figure_film(arena, CASES[k].motion, 0, CASES[k].seconds, camera);
            const lumbar_movement *plain = motion_of(arena, pose);
            mirror(pose);
            const lumbar_movement *twin = motion_of(arena, pose);
            bool same = same_sets(plain, twin);
            for (size_t b = 0; same && b < plain->bout_count; b++)
                same = fabs(plain->bouts[b].confidence - twin->bouts[b].confidence) < 1e-3;
            if (!same) {
                print_message("# %s at %.0f degrees: %zu sets, in the mirror %zu\n", CASES[k].name, yaw,
                              plain->bout_count, twin->bout_count);
                wrong++;
            }
            lumbar_arena_free(arena);
        }
    assert_int_equal(wrong, 0);
}

/* The picture ends at the hips: legs beyond it are guesses, whatever is told of them. */
static void legs_outside_the_picture_are_left_open(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_pose *pose = figure_film(arena, figure_sit_up, 0, 16, PLAIN);
    /* the legs lie at the left, by half a metre and more */
    double edge = pose->frames[0].points[LUMBAR_LEFT_HIP].x - 30;
    for (size_t i = 0; i < pose->frame_count; i++)
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++) frames_of(pose)[i].points[p].x -= (float)edge;
    const lumbar_movement *m = motion_of(arena, pose);
    assert_int_equal(m->stretch_count, 1);
    assert_false(m->stretches[0].legs_seen || m->stretches[0].feet_seen || m->stretches[0].quarters);
    for (size_t g = 0; g < m->stretches[0].count; g++) assert_true(isnan(m->stretches[0].signal[LUMBAR_LEG][g]));
    for (size_t b = 0; b < m->bout_count; b++) assert_string_equal(m->bouts[b].exercise->id, "other");
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(legs_outside_the_picture_are_left_open),
    cmocka_unit_test(a_few_flipped_frames_change_nothing),
    cmocka_unit_test(a_body_that_jumps_for_good_is_another_one),
    cmocka_unit_test(points_that_nobody_gave_are_a_gap),
    cmocka_unit_test(a_mirror_image_gives_the_same),
};

CHECK_MAIN(tests)
