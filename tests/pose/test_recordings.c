/* Real recordings, where they are at hand: the person is seen where there is one. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "../check.h"
#include "base/base.h"
#include "lumbar.h"
#include "pose/region.h"
#include "pose/track.h"
#include "recording/source.h"
#include "recording/video.h"

static char *folder;

/* Share of the frames from start to end in which a person is seen. */
static double seen(const lumbar_pose *pose, double start_s, double end_s)
{
    int all = 0, with = 0;
    for (size_t i = 0; i < pose->frame_count; i++) {
        if (pose->frames[i].time_s < start_s || pose->frames[i].time_s > end_s) continue;
        all++;
        with += pose->frames[i].person;
    }
    return all ? (double)with / all : 0;
}

static const lumbar_pose *read_one(lumbar_arena *arena, const char *name)
{
    lumbar_error error = {0};
    const lumbar_pose *pose = lumbar_pose_read(arena, lumbar_format(arena, "%s/%s", folder, name), NULL, &error);
    if (!pose) print_message("# %s\n", error.text);
    assert_non_null(pose);
    return pose;
}

static void test_planks(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_pose *pose = read_one(arena, "plank-1.mp4");
    assert_int_equal(pose->width, 1280);
    assert_float_equal(seen(pose, 0, 99), 1, 0);
    for (size_t i = 0; i < pose->frame_count; i++) {
        const lumbar_frame *f = &pose->frames[i];
        assert_true(f->outline_count > 50);
        /* a forearm plank: the trunk lies flat, within 30 degrees */
        double dx = f->points[LUMBAR_LEFT_SHOULDER].x - f->points[LUMBAR_LEFT_HIP].x;
        double dy = f->points[LUMBAR_LEFT_SHOULDER].y - f->points[LUMBAR_LEFT_HIP].y;
        assert_true(fabs(dy) < 0.577 * fabs(dx));
    }
    assert_int_equal(pose->gap_count, 0);
    lumbar_arena_free(arena);
}

/* A title card at the end: no person, and said so. */
static void test_title_card(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_pose *pose = read_one(arena, "crunch-two-faults-then-correct.mp4");
    assert_float_equal(seen(pose, 0, 36), 1, 0.001);
    assert_float_equal(seen(pose, 37, 40), 0, 0);
    assert_true(pose->gap_count >= 1 && pose->gaps[pose->gap_count - 1].end_s > 39);
    lumbar_arena_free(arena);
}

/* Views that fade into each other are different stretches. */
static void test_views(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_pose *pose = read_one(arena, "crunch-three-views.mp4");
    int32_t side = -1, oblique = -1, head = -1;
    for (size_t i = 0; i < pose->frame_count; i++) {
        double t = pose->frames[i].time_s;
        if (t < 8) side = pose->frames[i].segment;
        if (t < 14) oblique = pose->frames[i].segment;
        if (t < 22) head = pose->frames[i].segment;
    }
    assert_true(side < oblique && oblique < head);
    assert_float_equal(seen(pose, 3, 8.5), 1, 0.001);
    assert_float_equal(seen(pose, 28, 33), 0, 0);
    lumbar_arena_free(arena);
}

/* How far the shoulders lie to the right of the hips, px. */
static double head_right(const lumbar_frame *f)
{
    const lumbar_point *p = f->points;
    return (double)(p[LUMBAR_LEFT_SHOULDER].x + p[LUMBAR_RIGHT_SHOULDER].x - p[LUMBAR_LEFT_HIP].x -
                    p[LUMBAR_RIGHT_HIP].x) /
           2;
}

/* A body that lies across an upright picture is small in it: it is not taken for one that lies the other way round. */
static void test_upright_picture(void **state)
{
    (void)state;
    enum { SIDE = 640, WIDE = 360, FRAMES = 8 };
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const char *path = lumbar_format(arena, "%s/situp-butterfly-50fps.mp4", folder);
    FILE *file = lumbar_source_open(path, NULL, NULL, &error);
    lumbar_video *video = lumbar_video_open(file, path, NULL, NULL, &error);
    lumbar_pose_settings settings = lumbar_pose_defaults();
    lumbar_track *track = lumbar_track_open(arena, &settings, &error);
    assert_true(file && video && track);
    float *square = malloc(SIDE * SIDE * 3 * sizeof *square);
    uint8_t *tall = malloc(WIDE * SIDE * 3);
    for (int i = 0; i < FRAMES; i++) {
        lumbar_image image;
        double time_s;
        void *owner;
        assert_int_equal(lumbar_video_next(video, &image, &time_s, &owner, &error), LUMBAR_VIDEO_FRAME);
        /* the picture fills the width and lies low in an upright one of 9 to 16; above and below it is black */
        lumbar_region all = {image.width / 2.0, image.height * 0.5 - 360, image.width * (double)SIDE / WIDE, 0};
        lumbar_region_sample(&image, &all, (lumbar_patch){SIDE, 0, 255}, square);
        for (int y = 0; y < SIDE; y++)
            for (int x = 0; x < WIDE * 3; x++)
                tall[y * WIDE * 3 + x] = (uint8_t)square[(y * SIDE + (SIDE - WIDE) / 2) * 3 + x];
        assert_true(lumbar_track_rgb(track, &(lumbar_pixels){tall, WIDE * 3, WIDE, SIDE}, time_s, &error));
        lumbar_video_release(owner);
    }
    lumbar_pose pose = {0};
    assert_true(lumbar_track_finish(track, &pose, &error));
    for (size_t i = 0; i < pose.frame_count; i++) {
        assert_true(pose.frames[i].person);
        assert_true(head_right(&pose.frames[i]) < -20); /* the head lies at the left */
    }
    lumbar_track_close(track);
    lumbar_video_close(video);
    fclose(file);
    free(square);
    free(tall);
    lumbar_arena_free(arena);
}

int main(void)
{
    const char *shared = getenv("LUMBAR_SHARED");
    lumbar_arena *arena = lumbar_arena_new();
    folder = lumbar_format(arena, "%s/recordings/video", shared ? shared : ".");
    if (access(folder, R_OK)) CHECK_SKIP_ALL("no recordings beside the project");
    lumbar_error error = {0};
    lumbar_arena *probe = lumbar_arena_new();
    bool ready = lumbar_pose_read(probe, lumbar_format(probe, "%s/plank-2.mp4", folder), NULL, &error) != NULL;
    lumbar_arena_free(probe);
    if (!ready && error.code == LUMBAR_SETUP) CHECK_SKIP_ALL("the pose network is not installed: run scripts/setup");
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_planks), cmocka_unit_test(test_title_card),
                                       cmocka_unit_test(test_views), cmocka_unit_test(test_upright_picture)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    lumbar_arena_free(arena);
    return failed;
}
