/* The tracker on pictures made here: as many threads as you like give the same, and nobody is seen where nobody is. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "base/base.h"
#include "pose/job.h"
#include "pose/track.h"
#include "pose/weights.h"
#include "trainee/record.h"

enum { WIDTH = 320, HEIGHT = 360 };

/* Distance from (x, y) to the stretch a-b. */
static double away(double x, double y, const double *a)
{
    double dx = a[2] - a[0], dy = a[3] - a[1], t = ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy);
    t = fmax(0, fmin(1, t));
    return hypot(x - a[0] - t * dx, y - a[1] - t * dy);
}

/* A standing figure of round limbs, enough of a body for the network, that leans to and fro; `size` is its share of the
 * picture's height, 0 an empty room. */
static void paint(uint8_t *pixels, int frame, double size)
{
    bool figure = size > 0;
    double tall = HEIGHT * (figure ? size : 1);
    double lean = 0.2 * sin(frame * 0.3);
    static const struct {
        double line[4]; /* from, to: to the side, up the body, in body heights */
        double radius;
        uint8_t rgb[3];
    } parts[] = {
        {{-0.05, 0.50, -0.06, 0.27}, 0.055, {40, 50, 110}}, {{-0.06, 0.27, -0.06, 0.06}, 0.04, {40, 50, 110}},
        {{0.05, 0.50, 0.06, 0.27}, 0.055, {40, 50, 110}},   {{0.06, 0.27, 0.06, 0.06}, 0.04, {40, 50, 110}},
        {{-0.06, 0.03, -0.09, 0.02}, 0.022, {20, 20, 20}},  {{0.06, 0.03, 0.09, 0.02}, 0.022, {20, 20, 20}},
        {{-0.05, 0.76, -0.04, 0.53}, 0.075, {170, 40, 40}}, {{0.05, 0.76, 0.04, 0.53}, 0.075, {170, 40, 40}},
        {{-0.11, 0.80, -0.16, 0.63}, 0.035, {170, 40, 40}}, {{-0.16, 0.63, -0.18, 0.47}, 0.028, {205, 150, 120}},
        {{0.11, 0.80, 0.16, 0.63}, 0.035, {170, 40, 40}},   {{0.16, 0.63, 0.18, 0.47}, 0.028, {205, 150, 120}},
        {{0, 0.86, 0, 0.84}, 0.035, {205, 150, 120}},       {{0, 0.94, 0, 0.92}, 0.06, {205, 150, 120}},
        {{0, 0.975, 0, 0.97}, 0.055, {60, 40, 30}},         {{-0.022, 0.93, -0.02, 0.93}, 0.008, {20, 20, 20}},
        {{0.022, 0.93, 0.02, 0.93}, 0.008, {20, 20, 20}},   {{-0.015, 0.895, 0.015, 0.895}, 0.006, {140, 60, 60}}};
    unsigned noise = 12345;
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
            double up = (HEIGHT * 0.9 - y) / tall, side = (x - WIDTH / 2.0) / tall - lean * up;
            int grey = y < HEIGHT * 0.85 ? 215 - y / 8 : 150;
            uint8_t rgb[3] = {(uint8_t)grey, (uint8_t)(grey - 5), (uint8_t)(grey - 15)};
            for (size_t i = 0; figure && i < sizeof parts / sizeof *parts; i++)
                if (away(side, up, parts[i].line) < parts[i].radius) memcpy(rgb, parts[i].rgb, 3);
            noise = noise * 1664525u + 1013904223u;
            for (int k = 0; k < 3; k++) pixels[3 * (y * WIDTH + x) + k] = (uint8_t)(rgb[k] + (noise >> 29));
        }
    }
}

static lumbar_pose follow(lumbar_arena *arena, int threads, double size)
{
    lumbar_error error = {0};
    lumbar_pose_settings settings = lumbar_pose_defaults();
    settings.model = "lite";
    settings.threads = threads;
    lumbar_track *track = lumbar_track_open(arena, &settings, &error);
    if (!track) print_message("# %s\n", error.text);
    assert_non_null(track);
    uint8_t *pixels = malloc(WIDTH * HEIGHT * 3);
    for (int i = 0; i < 24; i++) {
        paint(pixels, i, size);
        assert_true(lumbar_track_rgb(track, &(lumbar_pixels){pixels, WIDTH * 3, WIDTH, HEIGHT}, i * 0.05, &error));
    }
    assert_false(
        lumbar_track_rgb(track, &(lumbar_pixels){pixels, WIDTH * 3, WIDTH, HEIGHT}, 0.3, &error)); /* backwards */
    lumbar_pose pose = {0};
    assert_true(lumbar_track_finish(track, &pose, &error));
    lumbar_track_close(track);
    free(pixels);
    return pose;
}

static void test_threads_agree(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_pose one = follow(arena, 1, 0.8), two = follow(arena, 2, 0.8), many = follow(arena, 16, 0.8);
    assert_int_equal(one.frame_count, 24);
    int seen = 0;
    for (size_t i = 0; i < one.frame_count; i++) {
        const lumbar_frame *a = &one.frames[i];
        for (int k = 0; k < 2; k++) {
            const lumbar_frame *b = k ? &many.frames[i] : &two.frames[i];
            assert_memory_equal(a->points, b->points, sizeof a->points);
            assert_memory_equal(a->world, b->world, sizeof a->world);
            assert_int_equal(a->outline_count, b->outline_count);
            if (a->outline_count) assert_memory_equal(a->outline, b->outline, a->outline_count * sizeof *a->outline);
            assert_true(a->person == b->person && a->segment == b->segment);
        }
        seen += a->person;
    }
    assert_true(seen > 0); /* else there was nothing to compare */
    lumbar_arena_free(arena);
}

/* Direction from the hips to the shoulders, degrees. */
static double trunk_of(const lumbar_landmarks *l)
{
    const double *p[] = {l->points[LUMBAR_LEFT_SHOULDER], l->points[LUMBAR_RIGHT_SHOULDER], l->points[LUMBAR_LEFT_HIP],
                         l->points[LUMBAR_RIGHT_HIP]};
    return atan2(p[0][1] + p[1][1] - p[2][1] - p[3][1], p[0][0] + p[1][0] - p[2][0] - p[3][0]) * 180 / M_PI;
}

/* A body that moved on before the region could follow is read as where it stands upright in its region. */
static void test_askew(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    lumbar_tools tools = {.detector = lumbar_network_new(lumbar_weights_load(arena, "detector", NULL, &error),
                                                         LUMBAR_ENGINE_PORTABLE, "", &error),
                          .landmarks = lumbar_network_new(lumbar_weights_load(arena, "full", NULL, &error),
                                                          LUMBAR_ENGINE_PORTABLE, "", &error),
                          .outliner = lumbar_outliner_new(LUMBAR_MASK_SIDE),
                          .pyramid = lumbar_pyramid_new()};
    enum { WIDE = 864, HIGH = 486 };
    uint8_t *pixels = malloc(WIDE * HIGH * 3);
    lumbar_job *job = calloc(1, sizeof *job);
    lumbar_recorder *recorder = lumbar_recorder_open("sit-up.side.clean.2", WIDE, HIGH, 12, &error);
    assert_true(recorder && lumbar_recorder_frame(recorder, 50, (lumbar_shot){.rgb = pixels}, NULL, &error));
    lumbar_recorder_close(recorder);
    job->image = (lumbar_image){.plane = {pixels},
                                .stride = {WIDE * 3},
                                .stored_width = WIDE,
                                .stored_height = HIGH,
                                .width = WIDE,
                                .height = HIGH,
                                .stored = {{1, 0, 0}, {0, 1, 0}}};
    for (int i = 0; i < 4; i++) { /* until the region has settled */
        lumbar_job_run(job, &tools);
        assert_true(job->person);
        job->have_region = true;
        job->region = lumbar_region_round(job->landmarks.hips, job->landmarks.scale_point);
    }
    lumbar_region upright = job->region;
    double truly = trunk_of(&job->landmarks);
    for (double turn = -0.4; turn < 0.5; turn += 0.8) {
        job->region = upright;
        job->region.angle += turn;
        lumbar_job_run(job, &tools);
        assert_true(job->person);
        double off = remainder(trunk_of(&job->landmarks) - truly, 360);
        print_message("# turned by %.1f rad: trunk %.1f degrees off\n", turn, off);
        assert_true(fabs(off) < 4); /* without a second look it is 8 */
    }
    free(job);
    free(pixels);
    lumbar_network_free(tools.detector);
    lumbar_network_free(tools.landmarks);
    lumbar_outliner_free(tools.outliner);
    lumbar_pyramid_free(tools.pyramid);
    lumbar_arena_free(arena);
}

/* What is given out is quantised, so that a saved file is the same as what was saved. */
static void test_quantised(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_pose pose = follow(arena, 2, 0.8);
    for (size_t i = 0; i < pose.frame_count; i++) {
        const lumbar_frame *f = &pose.frames[i];
        assert_float_equal(f->time_s * 1e6, round(f->time_s * 1e6), 1e-3);
        for (int k = 0; f->person && k < LUMBAR_POINT_COUNT; k++) {
            assert_true(f->points[k].x * 16 == roundf(f->points[k].x * 16));
            assert_true(f->points[k].confidence == (float)(round((double)f->points[k].confidence * 1000) / 1000));
        }
        for (uint32_t k = 0; k < f->outline_count; k++)
            assert_true(f->outline[k].y * 16 == roundf(f->outline[k].y * 16));
    }
    lumbar_arena_free(arena);
}

static void test_nobody(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_pose pose = follow(arena, 2, 0);
    for (size_t i = 0; i < pose.frame_count; i++) assert_false(pose.frames[i].person);
    assert_int_equal(pose.gap_count, 1);
    assert_string_equal(pose.gaps[0].why, "no person in the picture");
    lumbar_arena_free(arena);
}

/* Somebody who is small in the picture is found all the same, within half a second. */
static void test_small(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_pose pose = follow(arena, 2, 0.12);
    for (size_t i = 10; i < pose.frame_count; i++) assert_true(pose.frames[i].person);
    lumbar_arena_free(arena);
}

int main(void)
{
    lumbar_arena *arena = lumbar_arena_new();
    bool ready = lumbar_weights_load(arena, "lite", NULL, NULL) && lumbar_weights_load(arena, "full", NULL, NULL) &&
                 lumbar_weights_load(arena, "detector", NULL, NULL);
    lumbar_arena_free(arena);
    if (!ready) CHECK_SKIP_ALL("the pose network is not installed: run scripts/setup");
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_threads_agree), cmocka_unit_test(test_quantised),
                                       cmocka_unit_test(test_nobody), cmocka_unit_test(test_small),
                                       cmocka_unit_test(test_askew)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
