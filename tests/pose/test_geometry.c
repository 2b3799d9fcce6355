/* Regions, anchors, outlines, the prediction of regions, cuts and fades: against what can be worked out by hand. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "pose/detector.h"
#include "pose/follow.h"
#include "pose/gaps.h"
#include "pose/job.h"
#include "pose/landmarks.h"
#include "pose/outline.h"
#include "pose/pyramid.h"
#include "pose/region.h"
#include "pose/scene.h"

enum { SIDE = 256 };
static const double pi = 3.14159265358979323846;

/* ---- regions ------------------------------------------------------------------------------------------- */

static void test_region_round_trip(void **state)
{
    (void)state;
    for (double angle = -3; angle < 3; angle += 0.37) {
        lumbar_region r = {320, 200, 450, angle};
        double x, y, u, v;
        lumbar_region_to_picture(&r, 0.3, 0.9, &x, &y);
        lumbar_region_from_picture(&r, x, y, &u, &v);
        assert_float_equal(u, 0.3, 1e-12);
        assert_float_equal(v, 0.9, 1e-12);
    }
}

/* The scale point ends straight above the hips, at the share of the side that the recipe says. */
static void test_region_of_two_points(void **state)
{
    (void)state;
    for (int turn = 0; turn < 8; turn++) {
        double hips[2] = {100, 80}, scale[2] = {100 + 50 * cos(turn * pi / 4), 80 + 50 * sin(turn * pi / 4)}, u, v;
        lumbar_region r = lumbar_region_round(hips, scale);
        assert_float_equal(r.side, 125, 1e-9);
        assert_true(r.angle >= -pi && r.angle < pi);
        lumbar_region_from_picture(&r, scale[0], scale[1], &u, &v);
        assert_float_equal(u, 0.5, 1e-9);
        assert_float_equal(v, 0.5 - 50.0 / 125, 1e-9);
    }
}

/* A picture whose red is 2x, green 3y (bytes), blue 7. */
static uint8_t *slope_picture(int width, int height, lumbar_image *image)
{
    uint8_t *pixels = malloc((size_t)width * (size_t)height * 3);
    assert_non_null(pixels);
    for (int i = 0; i < width * height; i++) {
        pixels[3 * i] = (uint8_t)(2 * (i % width));
        pixels[3 * i + 1] = (uint8_t)(3 * (i / width));
        pixels[3 * i + 2] = 7;
    }
    *image = (lumbar_image){.plane = {pixels},
                            .stride = {width * 3},
                            .stored_width = width,
                            .stored_height = height,
                            .width = width,
                            .height = height,
                            .stored = {{1, 0, 0}, {0, 1, 0}}};
    return pixels;
}

/* Between pixels the sample is exact on a slope; beyond the border it is black. */
static void test_sampling(void **state)
{
    (void)state;
    lumbar_image image;
    uint8_t *pixels = slope_picture(100, 80, &image);
    float *out = malloc(sizeof(float) * 32 * 32 * 3);
    lumbar_region r = {40.3, 33.7, 30, 0.6};
    lumbar_region_sample(&image, &r, (lumbar_patch){32, 0, 255}, out);
    for (int i = 0; i < 32 * 32; i++) {
        double x, y;
        lumbar_region_to_picture(&r, (i % 32 + 0.5) / 32, (i / 32 + 0.5) / 32, &x, &y);
        assert_float_equal(out[3 * i], 2 * (x - 0.5), 0.05);
        assert_float_equal(out[3 * i + 1], 3 * (y - 0.5), 0.05);
        assert_float_equal(out[3 * i + 2], 7, 0.01);
    }
    r = (lumbar_region){50, 40, 400, 0};
    lumbar_region_sample(&image, &r, (lumbar_patch){32, -1, 1}, out);
    for (int k = 0; k < 3; k++) assert_float_equal(out[k], -1, 0); /* a corner far outside */
    assert_true(out[3 * (16 * 32 + 16)] > -1);
    free(out);
    free(pixels);
}

/* Half-size pictures show the same thing at the same upright place. */
static void test_pyramid(void **state)
{
    (void)state;
    lumbar_image image;
    uint8_t *pixels = slope_picture(101, 75, &image);
    lumbar_pyramid *p = lumbar_pyramid_new();
    lumbar_pyramid_start(p, &image);
    assert_ptr_equal(lumbar_pyramid_fit(p, 1.5)->plane[0], pixels);
    for (double step = 2; step <= 4; step *= 2) {
        const lumbar_image *small = lumbar_pyramid_fit(p, step);
        assert_int_equal(small->stored_width, (int)ceil(101 / step));
        lumbar_region spot = {47, 33, 1, 0};
        float rgb[3];
        lumbar_region_sample(small, &spot, (lumbar_patch){1, 0, 255}, rgb);
        assert_float_equal(rgb[0], 2 * 46.5, 1);
        assert_float_equal(rgb[1], 3 * 32.5, 1);
    }
    lumbar_pyramid_free(p);
    free(pixels);
}

/* ---- detector and landmarks ---------------------------------------------------------------------------- */

static void test_anchors(void **state)
{
    (void)state;
    float x, y;
    int inside = 0;
    for (int i = 0; i < LUMBAR_ANCHORS; i++) {
        lumbar_anchor(i, &x, &y);
        inside += x > 0 && y > 0 && x < 1 && y < 1;
    }
    assert_int_equal(inside, LUMBAR_ANCHORS);
    lumbar_anchor(0, &x, &y); /* the first cell of 28 */
    assert_float_equal(x, 0.5 / 28, 1e-6);
    lumbar_anchor(3, &x, &y); /* two anchors a cell: the second cell */
    assert_float_equal(x, 1.5 / 28, 1e-6);
    lumbar_anchor(1568 + 28, &x, &y); /* second grid, second row */
    assert_float_equal(x, 0.5 / 14, 1e-6);
    assert_float_equal(y, 1.5 / 14, 1e-6);
    lumbar_anchor(LUMBAR_ANCHORS - 1, &x, &y); /* the last cell of 7 */
    assert_float_equal(x, 6.5 / 7, 1e-6);
    assert_float_equal(y, 6.5 / 7, 1e-6);
}

/* At the start the largest and most central one is followed, later the one nearest to where the person was. */
/* Whatever spans less than a third of the picture lies whole in one of the parts that are looked through. */
static void test_windows(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1280, 720}, {720, 1280}, {640, 480}, {500, 500}, {1920, 100}, {16, 16}};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        int width = sizes[k][0], height = sizes[k][1], count = lumbar_window_count(width, height);
        double longer = fmax(width, height), box = 0.3 * longer;
        lumbar_region whole = lumbar_detector_window(width, height, 0);
        assert_true(whole.side == longer && whole.x == width / 2.0 && whole.y == height / 2.0);
        assert_in_range(count, 2, 10);
        for (double x = 0; x <= width; x += longer / 50)
            for (double y = 0; y <= height; y += longer / 50) {
                double right = fmin(x + box, width), bottom = fmin(y + box, height);
                bool held = false;
                for (int i = 1; i < count; i++) {
                    lumbar_region w = lumbar_detector_window(width, height, i);
                    double left = w.x - w.side / 2 - 1e-6, top = w.y - w.side / 2 - 1e-6, side = w.side + 2e-6;
                    held = held || (x >= left && y >= top && right <= left + side && bottom <= top + side);
                }
                assert_true(held);
            }
    }
}

static void test_choice(void **state)
{
    (void)state;
    const lumbar_detection found[] = {
        {0.9f, {100, 300, 150, 0}}, {0.8f, {600, 350, 500, 0}}, {0.95f, {1200, 300, 200, 0}}};
    assert_int_equal(lumbar_job_choose(found, 3, NULL, 1280, 720), 1);
    lumbar_region last = {1150, 310, 220, 0};
    assert_int_equal(lumbar_job_choose(found, 3, &last, 1280, 720), 2);
    assert_int_equal(lumbar_job_choose(found, 0, NULL, 1280, 720), -1);
}

/* A heatmap with one bump moves the point to it; an unsure one leaves it. */
static void test_heatmap(void **state)
{
    (void)state;
    float *heat = malloc(sizeof(float) * 64 * 64 * 2);
    for (int i = 0; i < 64 * 64 * 2; i++) heat[i] = -20;
    heat[(20 * 64 + 31) * 2 + 1] = 3; /* channel 1, column 31, row 20 */
    double x = 30.2 / 64, y = 21.9 / 64;
    lumbar_heatmap_refine(&(lumbar_heatmap){heat, 64, 2, 1}, &x, &y);
    assert_float_equal(x, 31.0 / 64, 1e-4);
    assert_float_equal(y, 20.0 / 64, 1e-4);
    x = 30.2 / 64, y = 21.9 / 64;
    lumbar_heatmap_refine(&(lumbar_heatmap){heat, 64, 2, 0}, &x, &y);
    assert_float_equal(x, 30.2 / 64, 0);
    x = -0.1;
    lumbar_heatmap_refine(&(lumbar_heatmap){heat, 64, 2, 1}, &x, &y);
    assert_float_equal(x, -0.1, 0);
    free(heat);
}

/* ---- outline ------------------------------------------------------------------------------------------- */

/* Logits of a disc: positive inside, `slope` a pixel across the edge. */
static void add_disc(float *mask, double cx, double cy, double radius, double slope)
{
    for (int i = 0; i < SIDE * SIDE; i++) {
        double d = slope * (radius - hypot(i % SIDE + 0.5 - cx, i / SIDE + 0.5 - cy));
        if (d > mask[i]) mask[i] = (float)d;
    }
}

static float *empty_mask(void)
{
    float *mask = malloc(sizeof(float) * SIDE * SIDE);
    assert_non_null(mask);
    for (int i = 0; i < SIDE * SIDE; i++) mask[i] = -9;
    return mask;
}

static double area_of(const lumbar_outline_point *p, int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++) {
        const lumbar_outline_point *a = &p[i], *b = &p[(i + 1) % count];
        sum += (double)a->x * b->y - (double)b->x * a->y;
    }
    return sum / 2;
}

static void test_outline_of_a_disc(void **state)
{
    (void)state;
    lumbar_outliner *o = lumbar_outliner_new(SIDE);
    lumbar_outline_point p[LUMBAR_OUTLINE_MAX];
    float *mask = empty_mask();
    add_disc(mask, 120.3, 90.8, 60, 0.4);
    add_disc(mask, 230, 230, 12, 0.4); /* a smaller one is left out */
    int count = lumbar_outline_trace(o, mask, p);
    assert_in_range(count, 20, LUMBAR_OUTLINE_MAX);
    for (int i = 0; i < count; i++) {
        assert_float_equal(hypot(p[i].x - 120.3, p[i].y - 90.8), 60, 0.05);
        assert_float_equal(p[i].sharpness, 0.4, 0.03);
    }
    assert_float_equal(area_of(p, count) / (pi * 3600), 1, 0.003); /* positive: clockwise where y points down */
    free(mask);
    lumbar_outliner_free(o);
}

/* A ragged outline is thinned to the limit and stays where it was; one cut by the border is closed along it. */
static void test_outline_hard_cases(void **state)
{
    (void)state;
    lumbar_outliner *o = lumbar_outliner_new(SIDE);
    lumbar_outline_point p[LUMBAR_OUTLINE_MAX];
    float *mask = empty_mask();
    assert_int_equal(lumbar_outline_trace(o, mask, p), 0);
    for (int i = 0; i < SIDE * SIDE; i++) {
        double dx = i % SIDE - 127.5, dy = i / SIDE - 127.5, angle = atan2(dy, dx);
        mask[i] = (float)(80 + 6 * sin(31 * angle) + 2 * sin(97 * angle) - hypot(dx, dy));
    }
    int count = lumbar_outline_trace(o, mask, p);
    assert_in_range(count, 100, LUMBAR_OUTLINE_MAX);
    assert_float_equal(area_of(p, count) / (pi * (80 * 80 + 18 + 2)), 1, 0.01);
    for (int i = 0; i < SIDE * SIDE; i++) mask[i] = 5;
    count = lumbar_outline_trace(o, mask, p);
    assert_float_equal(area_of(p, count), (double)SIDE * SIDE, SIDE);
    /* saddles everywhere, and no numbers */
    for (int i = 0; i < SIDE * SIDE; i++) mask[i] = (i % SIDE + i / SIDE) % 2 ? NAN : 3;
    count = lumbar_outline_trace(o, mask, p);
    assert_in_range(count, 3, LUMBAR_OUTLINE_MAX);
    free(mask);
    lumbar_outliner_free(o);
}

/* A hole does not become the outline. */
static void test_outline_with_a_hole(void **state)
{
    (void)state;
    lumbar_outliner *o = lumbar_outliner_new(SIDE);
    lumbar_outline_point p[LUMBAR_OUTLINE_MAX];
    float *mask = empty_mask();
    for (int i = 0; i < SIDE * SIDE; i++) {
        double d = hypot(i % SIDE - 128, i / SIDE - 128);
        mask[i] = (float)fmin(90 - d, d - 70);
    }
    int count = lumbar_outline_trace(o, mask, p);
    for (int i = 0; i < count; i++) assert_float_equal(hypot(p[i].x - 128.5, p[i].y - 128.5), 90, 0.1);
    free(mask);
    lumbar_outliner_free(o);
}

/* ---- following ----------------------------------------------------------------------------------------- */

static void test_follow(void **state)
{
    (void)state;
    lumbar_follower f;
    lumbar_region r;
    lumbar_follower_reset(&f);
    assert_false(lumbar_follower_region(&f, 0, &r));
    for (int i = 0; i < 20; i++) { /* still */
        double hips[2] = {300, 200}, scale[2] = {300, 100};
        lumbar_follower_add(&f, i * 0.05, hips, scale);
    }
    assert_true(lumbar_follower_region(&f, 1.05, &r));
    assert_float_equal(r.x, 300, 1e-9);
    assert_float_equal(r.side, 250, 1e-9);
    assert_float_equal(r.angle, 0, 1e-9);
    lumbar_follower_reset(&f);
    for (int i = 0; i < 40;
         i++) { /* moving 200 px/s: a tenth of a second later it is 20 px on, less the filter's lag */
        double hips[2] = {300 + 10 * i, 200}, scale[2] = {300 + 10 * i, 100};
        lumbar_follower_add(&f, i * 0.05, hips, scale);
    }
    assert_true(lumbar_follower_region(&f, 2.05, &r));
    assert_float_equal(r.x, 300 + 10 * 41, 12);
}

/* The size comes back to the truth when the network halves each error, as it does when shown a wrong region. */
static void test_follow_does_not_swing(void **state)
{
    (void)state;
    lumbar_follower f;
    lumbar_follower_reset(&f);
    double last = 1.6, truth = 100;
    for (int i = 0; i < 60; i++) {
        lumbar_region r;
        double used = i < 2 ? truth * last : 0;
        if (i >= 2 && lumbar_follower_region(&f, i * 0.05, &r)) used = r.side / 2.5;
        last = sqrt(used / truth);
        double hips[2] = {300, 300}, scale[2] = {300, 300 - truth * last};
        lumbar_follower_add(&f, i * 0.05, hips, scale);
        if (i > 50) assert_float_equal(used / truth, 1, 0.1);
    }
}

/* ---- cuts, fades, gaps --------------------------------------------------------------------------------- */

/* A grey room with a dark body of two discs at `x`. */
static lumbar_scene room(double x, int kind)
{
    lumbar_scene s = {0};
    double sum = 0, square = 0;
    for (int i = 0; i < LUMBAR_SCENE_WIDTH * LUMBAR_SCENE_HEIGHT; i++) {
        int cx = i % LUMBAR_SCENE_WIDTH, cy = i / LUMBAR_SCENE_WIDTH;
        double body = fmin(hypot(cx - x, cy - 12), hypot(cx - x - 4, cy - 10));
        s.luma[i] = (float)(kind ? 30 + 5 * cy + (cx > 20 ? 60 : 0) : 170 + cx - (body < 3 ? 120 : 0));
        sum += (double)s.luma[i];
        square += (double)s.luma[i] * s.luma[i];
    }
    double n = LUMBAR_SCENE_WIDTH * LUMBAR_SCENE_HEIGHT;
    s.mean = (float)(sum / n);
    s.spread = (float)sqrt(square / n - sum / n * (sum / n));
    return s;
}

static lumbar_scene mixture(const lumbar_scene *a, const lumbar_scene *b, float share)
{
    lumbar_scene s = *a;
    double sum = 0, square = 0, n = LUMBAR_SCENE_WIDTH * LUMBAR_SCENE_HEIGHT;
    for (int i = 0; i < LUMBAR_SCENE_WIDTH * LUMBAR_SCENE_HEIGHT; i++) {
        s.luma[i] = a->luma[i] * (1 - share) + b->luma[i] * share;
        sum += (double)s.luma[i];
        square += (double)s.luma[i] * s.luma[i];
    }
    s.mean = (float)(sum / n);
    s.spread = (float)sqrt(fmax(0, square / n - sum / n * (sum / n)));
    return s;
}

static void test_cut_and_fade(void **state)
{
    (void)state;
    lumbar_scene a = room(8, 0), b = room(8.5, 0), other = room(0, 1), many[LUMBAR_FADE_LEAST];
    const lumbar_scene *list[LUMBAR_FADE_LEAST];
    float share[LUMBAR_FADE_LEAST];
    assert_false(lumbar_scene_cut(&a, &b)); /* a body that moves */
    assert_true(lumbar_scene_cut(&a, &other));
    for (int i = 0; i < LUMBAR_FADE_LEAST; i++) {
        many[i] = mixture(&a, &other, (float)i / (LUMBAR_FADE_LEAST - 1));
        list[i] = &many[i];
    }
    assert_true(lumbar_scene_fade(list, LUMBAR_FADE_LEAST, share));
    assert_float_equal(share[3], 0.5, 0.01);
    for (int i = 0; i < LUMBAR_FADE_LEAST; i++) many[i] = room(4 + 3 * i, 0); /* a body that crosses the picture */
    assert_false(lumbar_scene_fade(list, LUMBAR_FADE_LEAST, share));
    for (int i = 0; i < LUMBAR_FADE_LEAST; i++) many[i] = i < 3 ? a : other; /* a cut is no fade */
    assert_false(lumbar_scene_fade(list, LUMBAR_FADE_LEAST, share));
}

/* p: a person, -: none, |: cut before the next, =: fading. Frames are 50 ms apart. */
static size_t gaps_of(const char *pattern, lumbar_kept *frames, lumbar_gap *gaps, size_t *count)
{
    lumbar_kept *all[64];
    uint8_t fading[64] = {0};
    bool cut = false;
    *count = 0;
    for (const char *c = pattern; *c; c++) {
        if (*c == '|') {
            cut = true;
            continue;
        }
        frames[*count] = (lumbar_kept){.cut = cut, .spread = 50};
        frames[*count].frame.time_s = 0.05 * (double)*count;
        frames[*count].frame.person = *c != '-';
        fading[*count] = *c == '=';
        all[*count] = &frames[*count];
        cut = false;
        ++*count;
    }
    lumbar_fades_clear(all, *count, fading);
    return lumbar_gaps_find(all, *count, gaps);
}

static void test_gaps(void **state)
{
    (void)state;
    lumbar_kept frames[64];
    lumbar_gap gaps[128];
    size_t count;
    assert_int_equal(gaps_of("pppppppp", frames, gaps, &count), 0);
    assert_int_equal(frames[7].frame.segment, 0);
    assert_int_equal(gaps_of("pppp--pppp", frames, gaps, &count), 0); /* a blink */
    assert_int_equal(frames[9].frame.segment, 0);
    assert_int_equal(gaps_of("pppp------pppp", frames, gaps, &count), 1); /* told, but the same person goes on */
    assert_int_equal(frames[3].frame.segment, 0);
    assert_int_equal(frames[10].frame.segment, 0);
    assert_float_equal(gaps[0].start_s, 0.15, 1e-9);
    assert_float_equal(gaps[0].end_s, 0.5, 1e-9);
    assert_string_equal(gaps[0].why, "no person in the picture");
    /* it may be somebody else */
    assert_int_equal(gaps_of("pppp------------------------pppp", frames, gaps, &count), 1);
    assert_int_equal(frames[28].frame.segment, 1);
    assert_int_equal(gaps_of("pppp|pppp", frames, gaps, &count), 1);
    assert_int_equal(frames[4].frame.segment, 1);
    assert_string_equal(gaps[0].why, "the recording is cut here");
    assert_int_equal(gaps_of("ppp======ppp", frames, gaps, &count), 1);
    assert_string_equal(gaps[0].why, "one picture fades into another");
    assert_false(frames[5].frame.person);
    assert_true(isnan(frames[5].frame.points[0].x));
    assert_int_equal(frames[10].frame.segment, 1);
    assert_int_equal(gaps_of("ppp|-----", frames, gaps, &count), 1); /* one stretch, told once */
    assert_int_equal(gaps_of("----------", frames, gaps, &count), 1);
}

/* What the file explains takes in "no pictures", and of nothing else. */
static void test_gaps_explained(void **state)
{
    (void)state;
    lumbar_kept late[3] = {{.frame = {.time_s = 0, .person = true}},
                           {.frame = {.time_s = 0.1, .person = true}},
                           {.frame = {.time_s = 3, .person = true}}},
                *all[] = {&late[0], &late[1], &late[2]};
    lumbar_gap gaps[8];
    assert_int_equal(lumbar_gaps_find(all, 3, gaps), 1);
    assert_string_equal(gaps[0].why, "the recording has no pictures here");
    assert_int_equal(lumbar_gaps_add(gaps, 1, (lumbar_gap){0.05, 0.1, "damaged"}), 1);
    assert_string_equal(gaps[0].why, "damaged");
    assert_float_equal(gaps[0].start_s, 0.05, 1e-9);
    assert_float_equal(gaps[0].end_s, 3, 1e-9);
    assert_int_equal(lumbar_gaps_add(gaps, 1, (lumbar_gap){0, 4, "damaged too"}), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_region_round_trip),
        cmocka_unit_test(test_region_of_two_points),
        cmocka_unit_test(test_sampling),
        cmocka_unit_test(test_pyramid),
        cmocka_unit_test(test_anchors),
        cmocka_unit_test(test_choice),
        cmocka_unit_test(test_windows),
        cmocka_unit_test(test_heatmap),
        cmocka_unit_test(test_outline_of_a_disc),
        cmocka_unit_test(test_outline_hard_cases),
        cmocka_unit_test(test_outline_with_a_hole),
        cmocka_unit_test(test_follow),
        cmocka_unit_test(test_follow_does_not_swing),
        cmocka_unit_test(test_cut_and_fade),
        cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_gaps_explained),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
