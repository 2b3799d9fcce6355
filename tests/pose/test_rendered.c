/* What the tests on real recordings ask (test_recordings.c, which not everybody has), of films rendered here: the
 * person is seen where there is one, nobody on a title card, other views are other stretches, an upright picture is
 * upright. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "base/base.h"
#include "pose/track.h"
#include "trainee/record.h"

enum { WIDTH = 640, HEIGHT = 360, RATE = 10, TALL_WIDTH = 360, TALL_HEIGHT = 640 };

/* A film that is made frame by frame. */
typedef struct film {
    lumbar_arena *arena;
    lumbar_track *track;
    int frames, width, height;
    lumbar_pose pose;
} film;

static film begin(int width, int height)
{
    lumbar_error error = {0};
    lumbar_pose_settings settings = lumbar_pose_defaults();
    film f = {.arena = lumbar_arena_new(), .width = width, .height = height};
    f.track = lumbar_track_open(f.arena, &settings, &error);
    if (!f.track) fail_msg("%s", error.text);
    return f;
}

static void show(film *f, const uint8_t *rgb)
{
    lumbar_error error = {0};
    const lumbar_pixels pixels = {rgb, f->width * 3, f->width, f->height};
    if (!lumbar_track_rgb(f->track, &pixels, (double)f->frames++ / RATE, &error)) fail_msg("%s", error.text);
}

static void finish(film *f)
{
    lumbar_error error = {0};
    if (!lumbar_track_finish(f->track, &f->pose, &error)) fail_msg("%s", error.text);
}

static void end(film *f)
{
    lumbar_track_close(f->track);
    lumbar_arena_free(f->arena);
}

static lumbar_recorder *record(const char *id)
{
    lumbar_error error = {0};
    lumbar_recorder *recorder = lumbar_recorder_open(id, WIDTH, HEIGHT, RATE, &error);
    if (!recorder) fail_msg("%s", error.text);
    return recorder;
}

static void render(lumbar_recorder *recorder, int frame, uint8_t rgb[WIDTH * HEIGHT * 3])
{
    assert_true(lumbar_recorder_frame(recorder, frame, (lumbar_shot){.rgb = rgb}, NULL, NULL));
}

static int persons(const film *f, size_t from, size_t to)
{
    int count = 0;
    for (size_t i = from; i < to; i++) count += f->pose.frames[i].person;
    return count;
}

static lumbar_point middle(const lumbar_frame *f, int left)
{
    const lumbar_point *a = &f->points[left], *b = a + 1;
    return (lumbar_point){(a->x + b->x) / 2, (a->y + b->y) / 2, 0};
}

static uint8_t rgb[WIDTH * HEIGHT * 3], other[WIDTH * HEIGHT * 3], tall[TALL_WIDTH * TALL_HEIGHT * 3];

static void a_plank_lies_flat(void **state)
{
    (void)state;
    enum { FRAMES = 10 };
    film f = begin(WIDTH, HEIGHT);
    lumbar_recorder *recorder = record("plank.side.clean.1");
    for (int i = 0; i < FRAMES; i++) {
        render(recorder, recorder->frame_count / 2 + i, rgb);
        show(&f, rgb);
    }
    finish(&f);
    assert_int_equal(persons(&f, 0, FRAMES), FRAMES);
    assert_int_equal(f.pose.gap_count, 0);
    for (size_t i = 0; i < FRAMES; i++) { /* the trunk within 30 degrees of the floor */
        lumbar_point a = middle(&f.pose.frames[i], LUMBAR_LEFT_SHOULDER),
                     b = middle(&f.pose.frames[i], LUMBAR_LEFT_HIP);
        assert_true(fabs(a.y - b.y) < 0.577 * fabs(a.x - b.x));
        assert_true(f.pose.frames[i].outline_count > 50);
    }
    lumbar_recorder_close(recorder);
    end(&f);
}

/* Grey, with bars as lines of writing are. */
static void paint_card(uint8_t *to)
{
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            bool line = y > 120 && y < 240 && y / 20 % 2 && x > 140 && x < 500 && x / 9 % 5;
            memset(to + 3 * (y * WIDTH + x), line ? 230 : 40, 3);
        }
}

static void nobody_is_on_a_title_card(void **state)
{
    (void)state;
    enum { BODY = 8, CARD = 12 };
    film f = begin(WIDTH, HEIGHT);
    lumbar_recorder *recorder = record("crunch.side.clean.1");
    for (int i = 0; i < BODY; i++) {
        render(recorder, i, rgb);
        show(&f, rgb);
    }
    paint_card(rgb);
    for (int i = 0; i < CARD; i++) show(&f, rgb);
    finish(&f);
    assert_int_equal(persons(&f, 0, BODY), BODY);
    assert_int_equal(persons(&f, BODY, BODY + CARD), 0);
    assert_true(f.pose.gap_count >= 1);
    assert_true(f.pose.gaps[f.pose.gap_count - 1].end_s > (double)(BODY + CARD - 2) / RATE);
    lumbar_recorder_close(recorder);
    end(&f);
}

static void views_that_fade_are_two_stretches(void **state)
{
    (void)state;
    enum { EACH = 10, FADE = 6 };
    film f = begin(WIDTH, HEIGHT);
    lumbar_recorder *side = record("crunch.side.clean.1"), *oblique = record("crunch.oblique.clean.1");
    for (int i = 0; i < 2 * EACH + FADE; i++) {
        int into = i < EACH ? 0 : i >= EACH + FADE ? FADE + 1 : i - EACH + 1; /* of FADE + 1: how much of the second */
        if (into <= FADE) render(side, i, rgb);
        if (into > 0) render(oblique, i, into <= FADE ? other : rgb);
        for (size_t k = 0; into > 0 && into <= FADE && k < sizeof rgb; k++)
            rgb[k] = (uint8_t)((rgb[k] * (FADE + 1 - into) + other[k] * into) / (FADE + 1));
        show(&f, rgb);
    }
    finish(&f);
    assert_int_equal(persons(&f, 0, EACH - 1), EACH - 1);
    assert_true(persons(&f, EACH + FADE, 2 * EACH + FADE) >= EACH - 1);
    assert_true(f.pose.frames[0].segment < f.pose.frames[2 * EACH + FADE - 1].segment);
    lumbar_recorder_close(side);
    lumbar_recorder_close(oblique);
    end(&f);
}

/* A body that lies across an upright picture is small in it: it is not taken for one that lies the other way round. */
static void across_an_upright_picture_the_head_is_where_it_is(void **state)
{
    (void)state;
    enum { FRAMES = 8, TOP = 340 };
    film f = begin(TALL_WIDTH, TALL_HEIGHT);
    lumbar_recorder *recorder = record("leg-raise.side.clean.1");
    lumbar_truth truth;
    double shoulder, hip, y;
    assert_true(lumbar_recorder_frame(recorder, 0, (lumbar_shot){.rgb = rgb}, &truth, NULL));
    assert_true(lumbar_camera_see(&recorder->camera[0], truth.points[LUMBAR_LEFT_SHOULDER], &shoulder, &y) &&
                lumbar_camera_see(&recorder->camera[0], truth.points[LUMBAR_LEFT_HIP], &hip, &y));
    memset(tall, 0, sizeof tall);
    for (int i = 0; i < FRAMES; i++) {
        render(recorder, i, rgb);
        for (int row = 0; row < HEIGHT * TALL_WIDTH / WIDTH; row++) /* as wide as the picture, low in it */
            for (int column = 0; column < TALL_WIDTH; column++) {
                const uint8_t *from = rgb + 3 * (row * WIDTH / TALL_WIDTH * WIDTH + column * WIDTH / TALL_WIDTH);
                memcpy(tall + 3 * ((TOP + row) * TALL_WIDTH + column), from, 3);
            }
        show(&f, tall);
    }
    finish(&f);
    assert_int_equal(persons(&f, 0, FRAMES), FRAMES);
    for (size_t i = 0; i < FRAMES; i++) {
        const lumbar_frame *frame = &f.pose.frames[i];
        double right = middle(frame, LUMBAR_LEFT_SHOULDER).x - middle(frame, LUMBAR_LEFT_HIP).x;
        assert_true(right * (shoulder > hip ? 1 : -1) > 15);
    }
    lumbar_recorder_close(recorder);
    end(&f);
}

int main(void)
{
    lumbar_error error = {0};
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_pose_settings settings = lumbar_pose_defaults();
    lumbar_track *track = lumbar_track_open(arena, &settings, &error);
    lumbar_track_close(track);
    lumbar_arena_free(arena);
    if (!track && error.code == LUMBAR_SETUP) CHECK_SKIP_ALL("the pose network is not installed: run scripts/setup");
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_plank_lies_flat), cmocka_unit_test(nobody_is_on_a_title_card),
                                       cmocka_unit_test(views_that_fade_are_two_stretches),
                                       cmocka_unit_test(across_an_upright_picture_the_head_is_where_it_is)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
