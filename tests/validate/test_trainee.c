/* Motion on perfect points: the rendered body's own joints, projected, without renderer and network. What is
 * left is the geometry of motion, and what one camera cannot see. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "../check.h"
#include "trainee/scenario.h"
#include "validate/trainee_compare.h"

enum { WIDTH = 864, HEIGHT = 486, RATE = 15 };

static const lumbar_pose *pose_of_truth(lumbar_arena *arena, const char *id)
{
    lumbar_scenario *sc = LUMBAR_NEW(arena, lumbar_scenario);
    lumbar_pose *pose = LUMBAR_NEW(arena, lumbar_pose);
    lumbar_error error = {0};
    if (!sc || !pose || !lumbar_scenario_make(id, sc, &error)) return NULL;
    lumbar_camera camera = lumbar_scenario_camera(sc, WIDTH, HEIGHT);
    size_t count = (size_t)(sc->duration_s * RATE);
    lumbar_frame *frames = LUMBAR_NEW_ARRAY(arena, lumbar_frame, count);
    if (!frames) return NULL;
    for (size_t i = 0; i < count; i++) {
        lumbar_truth truth;
        lumbar_scenario_at(sc, (double)i / RATE, &truth);
        frames[i].time_s = round(1e6 * (double)i / RATE) / 1e6;
        frames[i].person = true;
        frames[i].presence = 1;
        lumbar_trainee_vec hips = between(truth.points[LUMBAR_LEFT_HIP], truth.points[LUMBAR_RIGHT_HIP], .5);
        for (int k = 0; k < LUMBAR_POINT_COUNT; k++) {
            double x, y;
            if (!lumbar_camera_see(&camera, truth.points[k], &x, &y)) return NULL;
            frames[i].points[k] = (lumbar_point){(float)x, (float)y, .95f};
            lumbar_trainee_vec away = sub(truth.points[k], hips);
            frames[i].world[k][0] = (float)dot(away, camera.right);
            frames[i].world[k][1] = (float)dot(away, camera.down);
            frames[i].world[k][2] = (float)dot(away, camera.forward);
        }
    }
    *pose = (lumbar_pose){.path = sc->id,
                          .kind = "video",
                          .width = WIDTH,
                          .height = HEIGHT,
                          .duration_s = (double)count / RATE,
                          .frame_rate = RATE,
                          .timed = true,
                          .model = "",
                          .frames = frames,
                          .frame_count = count};
    return pose;
}

static double mean_of(const lumbar_angle_error *e)
{
    double sum = 0;
    for (size_t i = 0; i < e->count; i++) sum += fabs(e->error[i]);
    return e->count ? sum / (double)e->count : NAN;
}

static void see(lumbar_arena *arena, const char *id, lumbar_compared *compared)
{
    lumbar_error error = {0};
    const lumbar_knowledge *knowledge = lumbar_knowledge_load(arena, NULL, &error);
    const lumbar_pose *pose = pose_of_truth(arena, id);
    assert_true(knowledge && pose);
    char path[] = "/tmp/lumbar-trainee-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    compared->id = id;
    bool good =
        lumbar_pose_write(pose, path, &error) && lumbar_trainee_compare(arena, path, knowledge, compared, &error);
    unlink(path);
    if (!good) fail_msg("%s: %s", id, error.text);
}

static void perfect_points_give_the_true_angles(void **state)
{
    static const char *const ids[] = {"crunch.side.clean.1", "sit-up.side.clean.1", "leg-raise.side.arch.1",
                                      "v-up.side.clean.1",   "plank.side.clean.1",  "reverse-crunch.side.arch.1"};
    for (size_t i = 0; i < LUMBAR_COUNT(ids); i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_compared c;
        see(arena, ids[i], &c);
        for (int a = LUMBAR_ERROR_TRUNK; a <= LUMBAR_ERROR_KNEE; a++) {
            assert_true(c.angle[a].count > c.angle[a].asked * 8 / 10);
            if (!(mean_of(&c.angle[a]) < 3))
                fail_msg("%s: %s is off by %.1f degrees", ids[i], lumbar_error_names[a], mean_of(&c.angle[a]));
        }
        assert_string_equal(c.seen_as, c.exercise);
        if (c.missed || c.extra) fail_msg("%s: %d repetitions missed, %d invented", ids[i], c.missed, c.extra);
        assert_int_equal(c.angle[LUMBAR_ERROR_LUMBAR].count, 0); /* without an outline there is no lumbar curve */
        lumbar_arena_free(arena);
    }
}

static const struct CMUnitTest tests[] = {cmocka_unit_test(perfect_points_give_the_true_angles)};

CHECK_MAIN(tests)
