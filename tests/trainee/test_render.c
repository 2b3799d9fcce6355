/* The renderer: the picture shows the body that is asked for, where it is asked for, and the same one each
 * time. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "base/base.h"
#include "trainee/field.h"
#include "trainee/record.h"

enum { WIDTH = 320, HEIGHT = 180 };
static uint8_t rgb[WIDTH * HEIGHT * 3], again[WIDTH * HEIGHT * 3], mask[WIDTH * HEIGHT], other[WIDTH * HEIGHT];

static size_t area(const uint8_t *m)
{
    size_t sum = 0;
    for (size_t i = 0; i < WIDTH * HEIGHT; i++) sum += m[i] != 0;
    return sum;
}

static lumbar_recorder *open_recorder(const char *id)
{
    lumbar_error error = {0};
    lumbar_recorder *r = lumbar_recorder_open(id, WIDTH, HEIGHT, 5, &error);
    if (!r) fail_msg("%s", error.text);
    return r;
}

static void joints_lie_in_the_mask(void **state)
{
    static const char *const ids[] = {"sit-up.side.clean.1", "leg-raise.side.arch.1", "plank.side.clean.1",
                                      "crunch.oblique.clean.1"};
    static const int inside[] = {LUMBAR_LEFT_SHOULDER, LUMBAR_RIGHT_SHOULDER, LUMBAR_LEFT_ELBOW, LUMBAR_RIGHT_ELBOW,
                                 LUMBAR_LEFT_HIP,      LUMBAR_RIGHT_HIP,      LUMBAR_LEFT_KNEE,  LUMBAR_RIGHT_KNEE,
                                 LUMBAR_LEFT_ANKLE,    LUMBAR_RIGHT_ANKLE};
    for (size_t i = 0; i < LUMBAR_COUNT(ids); i++) {
        lumbar_recorder *r = open_recorder(ids[i]);
        for (int frame = 0; frame < r->frame_count; frame += r->frame_count / 3) {
            lumbar_truth truth;
            assert_true(lumbar_recorder_frame(r, frame, (lumbar_shot){rgb, mask}, &truth, NULL));
            assert_true(area(mask) > WIDTH * HEIGHT / 60 && area(mask) < WIDTH * HEIGHT / 3);
            for (size_t k = 0; k < LUMBAR_COUNT(inside); k++) {
                double x, y;
                assert_true(lumbar_camera_see(&r->camera[0], truth.points[inside[k]], &x, &y));
                if (!mask[(int)y * WIDTH + (int)x])
                    fail_msg("%s frame %d: point %d at %.1f, %.1f is outside", ids[i], frame, inside[k], x, y);
            }
        }
        lumbar_recorder_close(r);
    }
}

static void the_mask_grows_with_girth(void **state)
{
    lumbar_recorder *r = open_recorder("leg-raise.side.arch.1");
    lumbar_build build = r->film.take[0].body.build;
    size_t before = 0;
    for (double girth = .85; girth < 1.3; girth += .12) {
        build.girth = girth;
        r->film.take[0].body = lumbar_trainee_body_make(build);
        assert_true(lumbar_recorder_frame(r, 12, (lumbar_shot){rgb, mask}, NULL, NULL));
        assert_true(area(mask) > before + 40);
        before = area(mask);
    }
    lumbar_recorder_close(r);
}

static void the_same_frame_gives_the_same_bytes(void **state)
{
    lumbar_recorder *r = open_recorder("v-up.side.clean.1"), *s = open_recorder("v-up.side.clean.1");
    assert_true(lumbar_recorder_frame(r, 20, (lumbar_shot){rgb, mask}, NULL, NULL));
    assert_true(lumbar_recorder_frame(s, 7, (lumbar_shot){again, NULL}, NULL,
                                      NULL)); /* what was rendered before does not matter */
    assert_true(lumbar_recorder_frame(s, 20, (lumbar_shot){again, other}, NULL, NULL));
    assert_memory_equal(rgb, again, sizeof rgb);
    assert_memory_equal(mask, other, sizeof mask);
    /* The sensor's noise is new in each frame, the picture is not. */
    lumbar_truth truth;
    lumbar_skeleton k = lumbar_scenario_at(&r->film.take[0], 4, &truth);
    assert_true(lumbar_render(r->stage[0], &r->film.take[0].body, &k, 1, (lumbar_shot){rgb, mask}));
    assert_true(lumbar_render(r->stage[0], &r->film.take[0].body, &k, 2, (lumbar_shot){again, other}));
    assert_memory_equal(mask, other, sizeof mask);
    double sum = 0;
    for (size_t i = 0; i < sizeof rgb; i++) sum += abs(rgb[i] - again[i]);
    assert_true(sum > 0 && sum / sizeof rgb < 3 * r->film.take[0].look.noise);
    lumbar_recorder_close(r);
    lumbar_recorder_close(s);
}

/* The skin of a scenario's body at a time, and its truth. */
static lumbar_skin *skin_at(const char *id, double time_s, lumbar_truth *truth)
{
    lumbar_error error = {0};
    lumbar_scenario sc;
    if (!lumbar_scenario_make(id, &sc, &error)) fail_msg("%s", error.text);
    lumbar_skeleton s = lumbar_scenario_at(&sc, time_s, truth);
    lumbar_skin *skin = lumbar_skin_make(&sc.body, &s);
    assert_non_null(skin);
    return skin;
}

static float distance_at(const lumbar_skin *skin, float x, float y, float z)
{
    four_points p = four_points_of(x, y, z);
    return lumbar_skin_distance(skin, &p, NULL)[0];
}

/* Sphere tracing is right only if no step passes the skin: walk in small steps and compare. */
static void no_step_passes_the_skin(void **state)
{
    lumbar_truth truth;
    lumbar_skin *skin = skin_at("crunch.side.clean.1", 3, &truth);
    uint32_t seed = 5;
    int met = 0;
    for (int i = 0; i < 1500; i++) {
        float v[6];
        for (int k = 0; k < 6; k++) {
            seed = seed * 1664525u + 1013904223u;
            v[k] = (float)(seed >> 8) / 16777216.f;
        }
        float x = -.9f + 1.8f * v[0], y = -.4f + .8f * v[1], z = .8f * v[2];
        lumbar_trainee_vec d = unit(vec(v[3] - .5, v[4] - .5, v[5] - .5));
        four_points p = four_points_of(x, y, z);
        float step = lumbar_skin_step(skin, &p, (four_flags){-1, 0, 0, 0})[0];
        if (step <= 0) continue;
        for (float t = 0; t < .3f; t += .0015f) {
            if (distance_at(skin, x + (float)d.x * t, y + (float)d.y * t, z + (float)d.z * t) > 0) continue;
            met++;
            assert_true(t > .9f * step - .002f);
            break;
        }
    }
    assert_true(met > 50);
    lumbar_skin_free(skin);
}

/* The list of flesh in a cell leaves nothing out that shows: the distance does not jump between neighbouring
 * cells. */
static void the_skin_is_smooth(void **state)
{
    lumbar_truth truth;
    lumbar_skin *skin = skin_at("sit-up.side.clean.1", 4, &truth);
    for (float y = -.3f; y < .3f; y += .031f) {
        for (float z = .01f; z < .6f; z += .017f) {
            float before = NAN;
            for (float x = -.6f; x < .8f; x += .001f) {
                float d = distance_at(skin, x, y, z);
                if (fabsf(d) < .02f && fabsf(before) < .02f) assert_true(fabsf(d - before) < .004f);
                before = d;
            }
        }
    }
    lumbar_skin_free(skin);
}

/* Four points at once, in one cell or in several, have the distances that they have alone. */
static void four_points_are_as_one_by_one(void **state)
{
    lumbar_truth truth;
    lumbar_skin *skin = skin_at("dead-bug.side.clean.1", 3, &truth);
    for (int i = 0; i < LUMBAR_POINT_COUNT; i++) {
        lumbar_trainee_vec at = truth.points[i];
        for (float apart = .002f; apart < .3f; apart *= 3) { /* from one cell to farther than a limb is thick */
            four_points p = four_points_of((float)at.x, (float)at.y, (float)at.z);
            p.x += apart * (four){0, 1, 0, 1};
            p.z += apart * (four){0, 0, 1, 1};
            int nearest = -1, alone;
            four d = lumbar_skin_distance(skin, &p, &nearest),
                 step = lumbar_skin_step(skin, &p, (four_flags){-1, 0, -1, -1});
            for (int k = 0; k < 4; k++) {
                four_points one = four_points_of(p.x[k], p.y[k], p.z[k]);
                alone = -1;
                assert_true(d[k] == lumbar_skin_distance(skin, &one, &alone)[2]);
                assert_true(k == 1 || step[k] == lumbar_skin_step(skin, &one, (four_flags){-1, -1, -1, -1})[0]);
            }
            assert_int_equal(nearest, alone);
        }
    }
    lumbar_skin_free(skin);
}

static void a_mirrored_film_is_the_mirror_image(void **state)
{
    lumbar_recorder *r = open_recorder("only-prone.1"), *m = open_recorder("only-prone.1.mirrored");
    assert_true(lumbar_recorder_frame(r, 9, (lumbar_shot){rgb, mask}, NULL, NULL));
    assert_true(lumbar_recorder_frame(m, 9, (lumbar_shot){again, other}, NULL, NULL));
    for (int y = 0; y < HEIGHT; y += 7)
        for (int x = 0; x < WIDTH; x++) {
            assert_memory_equal(rgb + 3 * (y * WIDTH + x), again + 3 * (y * WIDTH + WIDTH - 1 - x), 3);
            assert_int_equal(mask[y * WIDTH + x], other[y * WIDTH + WIDTH - 1 - x]);
        }
    lumbar_recorder_close(r);
    lumbar_recorder_close(m);
}

static void a_cropped_picture_shows_the_body_where_it_was(void **state)
{
    lumbar_recorder *r = open_recorder("legs-out.1");
    lumbar_truth truth;
    double knee, shoulder, y;
    int width = r->camera[0].width;
    assert_true(width < WIDTH);
    assert_true(lumbar_recorder_frame(r, 0, (lumbar_shot){rgb, mask}, &truth, NULL));
    assert_true(lumbar_camera_see(&r->camera[0], truth.points[LUMBAR_LEFT_KNEE], &knee, &y));
    assert_true(knee < 0 || knee > width);
    assert_true(lumbar_camera_see(&r->camera[0], truth.points[LUMBAR_LEFT_SHOULDER], &shoulder, &y));
    assert_true(shoulder > 0 && shoulder < width && mask[(int)y * width + (int)shoulder]);
    lumbar_recorder_close(r);
}

static const struct CMUnitTest tests[] = {cmocka_unit_test(four_points_are_as_one_by_one),
                                          cmocka_unit_test(joints_lie_in_the_mask),
                                          cmocka_unit_test(the_mask_grows_with_girth),
                                          cmocka_unit_test(the_same_frame_gives_the_same_bytes),
                                          cmocka_unit_test(no_step_passes_the_skin),
                                          cmocka_unit_test(the_skin_is_smooth),
                                          cmocka_unit_test(a_mirrored_film_is_the_mirror_image),
                                          cmocka_unit_test(a_cropped_picture_shows_the_body_where_it_was)};

CHECK_MAIN(tests)
