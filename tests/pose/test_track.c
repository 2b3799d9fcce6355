/* The tracker on pictures made here: as many threads as you like give the same, and nobody is seen where nobody is. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "base/base.h"
#include "pose/track.h"
#include "pose/weights.h"

enum { WIDTH = 320, HEIGHT = 240 };

/* A standing figure of discs, enough of a body for the network, that leans to and fro; noise if `figure` is false. */
static void paint(uint8_t *pixels, int frame, bool figure)
{
    double lean = 0.25 * sin(frame * 0.3);
    static const double parts[][4] = {/* up the body, to the side, radius, shade */
        {0.92, 0, 0.075, 200}, {0.75, 0, 0.09, 60}, {0.66, 0, 0.09, 60}, {0.57, 0, 0.085, 60}, {0.48, 0, 0.08, 30},
        {0.38, 0.05, 0.05, 30}, {0.38, -0.05, 0.05, 30}, {0.28, 0.05, 0.045, 190}, {0.28, -0.05, 0.045, 190},
        {0.18, 0.05, 0.04, 190}, {0.18, -0.05, 0.04, 190}, {0.08, 0.05, 0.04, 190}, {0.08, -0.05, 0.04, 190},
        {0.74, 0.13, 0.04, 190}, {0.74, -0.13, 0.04, 190}, {0.66, 0.17, 0.035, 190}, {0.66, -0.17, 0.035, 190},
        {0.58, 0.18, 0.03, 190}, {0.58, -0.18, 0.03, 190}};
    unsigned noise = 12345;
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
            int shade = 235 - y / 4;
            for (size_t i = 0; figure && i < sizeof parts / sizeof *parts; i++) {
                double px = WIDTH / 2 + HEIGHT * (parts[i][1] + lean * parts[i][0]), py = HEIGHT * (1 - parts[i][0]);
                if (hypot(x - px, y - py) < parts[i][2] * HEIGHT) shade = (int)parts[i][3];
            }
            noise = noise * 1664525u + 1013904223u;
            uint8_t *p = pixels + 3 * (y * WIDTH + x);
            p[0] = (uint8_t)(shade * 0.95 + (noise >> 28));
            p[1] = (uint8_t)(shade * 0.9);
            p[2] = (uint8_t)(shade * 0.85);
        }
    }
}

static lumbar_pose follow(lumbar_arena *arena, int threads, bool figure)
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
        paint(pixels, i, figure);
        assert_true(lumbar_track_rgb(track, pixels, WIDTH * 3, WIDTH, HEIGHT, i * 0.05, &error));
    }
    assert_false(lumbar_track_rgb(track, pixels, WIDTH * 3, WIDTH, HEIGHT, 0.3, &error)); /* backwards */
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
    lumbar_pose one = follow(arena, 1, true), two = follow(arena, 2, true), many = follow(arena, 16, true);
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

/* What is given out is quantised, so that a saved file is the same as what was saved. */
static void test_quantised(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_pose pose = follow(arena, 2, true);
    for (size_t i = 0; i < pose.frame_count; i++) {
        const lumbar_frame *f = &pose.frames[i];
        assert_float_equal(f->time_s * 1e6, round(f->time_s * 1e6), 1e-3);
        for (int k = 0; f->person && k < LUMBAR_POINT_COUNT; k++) {
            assert_true(f->points[k].x * 16 == roundf(f->points[k].x * 16));
            assert_true(f->points[k].confidence == (float)(round((double)f->points[k].confidence * 1000) / 1000));
        }
        for (uint32_t k = 0; k < f->outline_count; k++) assert_true(f->outline[k].y * 16 == roundf(f->outline[k].y * 16));
    }
    lumbar_arena_free(arena);
}

static void test_nobody(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_pose pose = follow(arena, 2, false);
    for (size_t i = 0; i < pose.frame_count; i++) assert_false(pose.frames[i].person);
    assert_int_equal(pose.gap_count, 1);
    assert_string_equal(pose.gaps[0].why, "no person in the picture");
    lumbar_arena_free(arena);
}

int main(void)
{
    lumbar_arena *arena = lumbar_arena_new();
    bool ready = lumbar_weights_load(arena, "lite", NULL, NULL) && lumbar_weights_load(arena, "detector", NULL, NULL);
    lumbar_arena_free(arena);
    if (!ready) CHECK_SKIP_ALL("the pose network is not installed: run scripts/setup");
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_threads_agree), cmocka_unit_test(test_quantised),
                                       cmocka_unit_test(test_nobody)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
