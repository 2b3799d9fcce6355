/* Canvas, body drawing and encoding. */
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <stdlib.h>
#include <unistd.h>
#include "../check.h"
#include "picture/body.h"
#include "picture/encode.h"
#include "picture/picture.h"
#include "recording/video.h"

enum { W = 64, H = 48 };

/* A picture whose red rises with x and green with y. */
static lumbar_image ramp(uint8_t *pixels)
{
    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++) {
            pixels[3 * (y * W + x)] = (uint8_t)(4 * x);
            pixels[3 * (y * W + x) + 1] = (uint8_t)(5 * y);
            pixels[3 * (y * W + x) + 2] = 7;
        }
    lumbar_image image = {.plane = {pixels},
                          .stride = {3 * W},
                          .stored_width = W,
                          .stored_height = H,
                          .width = W,
                          .height = H,
                          .stored = {{1, 0, 0}, {0, 1, 0}}};
    return image;
}

static const uint8_t *pixel(const lumbar_canvas *canvas, int x, int y)
{
    return canvas->pixels + 3 * (y * canvas->width + x);
}

static void the_whole_window_is_taken_as_it_is(void **state)
{
    (void)state;
    static uint8_t pixels[W * H * 3];
    lumbar_image image = ramp(pixels);
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_canvas canvas = lumbar_canvas_new(arena, W, H);
    lumbar_canvas_take(&canvas, &image, &(lumbar_picture_window){0, 0, W, H, 1});
    assert_memory_equal(canvas.pixels, pixels, sizeof pixels);
    lumbar_arena_free(arena);
}

static void a_turned_picture_is_taken_upright(void **state)
{
    (void)state;
    static uint8_t pixels[W * H * 3];
    lumbar_image image = ramp(pixels);
    image.width = H, image.height = W; /* stored lying on its side: upright (x, y) = stored (y, H - x) */
    image.stored[0][0] = 0, image.stored[0][1] = 1, image.stored[0][2] = 0;
    image.stored[1][0] = -1, image.stored[1][1] = 0, image.stored[1][2] = H;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_canvas canvas = lumbar_canvas_new(arena, H, W);
    lumbar_canvas_take(&canvas, &image, &(lumbar_picture_window){0, 0, H, W, 1});
    for (int y = 0; y < W; y++)
        for (int x = 0; x < H; x++) {
            assert_int_equal(pixel(&canvas, x, y)[0], 4 * y);
            assert_int_equal(pixel(&canvas, x, y)[1], 5 * (H - 1 - x));
        }
    lumbar_arena_free(arena);
}

static void a_line_covers_its_width_and_nothing_else(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_canvas canvas = lumbar_canvas_new(arena, W, H);
    lumbar_spot ends[3] = {{10, 20}, {50, 20}, {NAN, 3}};
    lumbar_draw_line(&canvas, ends, 3, (lumbar_pen){6, {200, 0, 0, 1}});
    assert_int_equal(pixel(&canvas, 30, 20)[0], 200);
    assert_int_equal(pixel(&canvas, 30, 17)[0], 200);
    assert_int_equal(pixel(&canvas, 30, 25)[0], 0);
    assert_int_equal(pixel(&canvas, 58, 20)[0], 0);
    /* off the canvas: nothing happens */
    lumbar_draw_dot(&canvas, (lumbar_spot){-50, 1e9}, 5, (lumbar_ink){0, 200, 0, 1});
    lumbar_arena_free(arena);
}

/* A body lying on its back: enough points for head and trunk. */
static lumbar_frame lying(lumbar_outline_point *outline)
{
    lumbar_frame frame = {.person = true, .outline = outline, .outline_count = 4};
    for (int id = 0; id < LUMBAR_POINT_COUNT; id++)
        frame.points[id] = (lumbar_point){id <= LUMBAR_MOUTH_RIGHT ? 12.0f + (float)(id % 3) : 40, 30, 0.9f};
    for (int right = 0; right < 2; right++) {
        frame.points[LUMBAR_LEFT_SHOULDER + right].x = 20;
        frame.points[LUMBAR_LEFT_HIP + right].x = 40;
    }
    const float corners[4][2] = {{6, 24}, {56, 24}, {56, 40}, {6, 40}};
    for (int i = 0; i < 4; i++) outline[i] = (lumbar_outline_point){corners[i][0], corners[i][1], 1};
    return frame;
}

/* Number of different colours in the disc: what a mosaic must make small. */
static int colours_near(const lumbar_canvas *canvas, int cx, int cy, int radius)
{
    int count = 0;
    uint8_t seen[200][3];
    for (int y = cy - radius; y <= cy + radius; y++)
        for (int x = cx - radius; x <= cx + radius; x++) {
            const uint8_t *p = pixel(canvas, x, y);
            int i = 0;
            while (i < count && memcmp(seen[i], p, 3)) i++;
            if (i == count && count < 200) memcpy(seen[count++], p, 3);
        }
    return count;
}

static lumbar_canvas drawn(lumbar_arena *arena, const lumbar_frame *frame, bool show_face)
{
    static uint8_t pixels[W * H * 3];
    lumbar_image image = ramp(pixels);
    lumbar_canvas canvas = lumbar_canvas_new(arena, W, H);
    lumbar_picture_window window = {0, 0, W, H, 1};
    lumbar_canvas_take(&canvas, &image, &window);
    lumbar_draw_body(&canvas, arena, &window, frame, &(lumbar_body_drawing){.show_face = show_face});
    return canvas;
}

static void the_face_is_covered_unless_it_shall_be_shown(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_outline_point outline[4];
    lumbar_frame frame = lying(outline);
    lumbar_canvas hidden = drawn(arena, &frame, false), shown = drawn(arena, &frame, true);
    assert_true(colours_near(&hidden, 12, 29, 3) < colours_near(&shown, 12, 29, 3) / 2);
    assert_true(colours_near(&hidden, 30, 10, 3) > 20); /* the rest of the picture stays as it is */
    lumbar_arena_free(arena);
}

static void a_second_person_and_an_unseen_one_are_covered(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_outline_point outline[4];
    lumbar_frame frame = lying(outline);
    frame.second_person = true;
    lumbar_canvas two = drawn(arena, &frame, false);
    assert_true(colours_near(&two, 30, 10, 3) < 16);
    lumbar_frame nobody = {0};
    lumbar_canvas none = drawn(arena, &nobody, false);
    assert_true(colours_near(&none, 30, 10, 3) < 16);
    assert_true(colours_near(&none, 30, 30, 3) < 16);
    lumbar_arena_free(arena);
}

static void the_window_holds_the_body_and_stays_in_the_picture(void **state)
{
    (void)state;
    lumbar_outline_point outline[4];
    lumbar_frame frame = lying(outline);
    lumbar_picture_window window = lumbar_picture_window_round(&frame, W, H, 640);
    assert_true(window.x >= 0 && window.y >= 0 && window.x + window.width <= W && window.y + window.height <= H);
    assert_true(window.x <= 6 && window.x + window.width >= 56 && window.y <= 24 && window.y + window.height >= 40);
    assert_true(window.scale <= 2);
    lumbar_frame nobody = {0};
    window = lumbar_picture_window_round(&nobody, W, H, 32);
    assert_true(window.width == W && window.height == H && fabs(window.scale - 0.5) < 1e-12);
}

static void a_canvas_becomes_a_jpeg(void **state)
{
    (void)state;
    static uint8_t pixels[W * H * 3];
    lumbar_image image = ramp(pixels);
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_canvas canvas = lumbar_canvas_new(arena, W, H);
    lumbar_canvas_take(&canvas, &image, &(lumbar_picture_window){0, 0, W, H, 1});
    size_t size = 0;
    lumbar_error error = {0};
    const uint8_t *bytes = lumbar_jpeg(arena, &canvas, &size, &error);
    assert_non_null(bytes);
    assert_true(size > 200 && bytes[0] == 0xff && bytes[1] == 0xd8 && bytes[size - 2] == 0xff &&
                bytes[size - 1] == 0xd9);
    lumbar_arena_free(arena);
}

static void a_film_that_cannot_be_written_says_so(void **state)
{
    (void)state;
    lumbar_error error = {0};
    char path[] = "/tmp/film.mp4-XXXXXX";
    close(mkstemp(path));
    lumbar_output output = {.path = path, .descriptor = open(path, O_RDONLY)}; /* libav's writes fail */
    lumbar_film_writer *film = lumbar_film_open(&output, W, H, &error);
    if (film) assert_false(lumbar_film_close(film, &error));
    assert_int_equal(error.code, LUMBAR_OUTPUT);
    assert_int_equal(output.why, EBADF);
    assert_non_null(strstr(error.text, "film.mp4"));
    assert_true(lumbar_film_close(NULL, &error));
    close(output.descriptor);
    unlink(path);
}

enum { FILM_W = 160, FILM_H = 120, FILM_FRAMES = 20 };

/* A one second film of our own and the pose that pass 1 would have given: a body in every frame. */
static lumbar_pose filmed(lumbar_arena *arena, const char *path)
{
    lumbar_error error = {0};
    lumbar_output output;
    assert_true(lumbar_output_open(&output, path, &error));
    lumbar_film_writer *film = lumbar_film_open(&output, FILM_W, FILM_H, &error);
    assert_non_null(film);
    lumbar_frame *frames = LUMBAR_NEW_ARRAY(arena, lumbar_frame, FILM_FRAMES);
    lumbar_outline_point *outline = LUMBAR_NEW_ARRAY(arena, lumbar_outline_point, 4);
    lumbar_canvas canvas = lumbar_canvas_new(arena, FILM_W, FILM_H);
    for (int i = 0; i < FILM_FRAMES; i++) {
        lumbar_draw_box(&canvas, (lumbar_box){0, 0, FILM_W, FILM_H}, (lumbar_ink){(uint8_t)(10 * i), 90, 120, 1});
        assert_true(lumbar_film_add(film, &canvas, i * 0.05, &error));
        frames[i] = lying(outline);
        frames[i].time_s = i * 0.05;
    }
    assert_true(lumbar_film_close(film, &error));
    assert_true(lumbar_output_close(&output, true, &error));
    return (lumbar_pose){.path = path,
                         .kind = "video",
                         .width = FILM_W,
                         .height = FILM_H,
                         .duration_s = 1,
                         .timed = true,
                         .frames = frames,
                         .frame_count = FILM_FRAMES};
}

static int frames_in(const char *path)
{
    lumbar_error error = {0};
    FILE *file = fopen(path, "rb");
    lumbar_video *video = file ? lumbar_video_open(file, path, NULL, NULL, &error) : NULL;
    lumbar_image image;
    double time_s;
    void *owner;
    int count = 0;
    while (video && lumbar_video_next(video, &image, &time_s, &owner, &error) == LUMBAR_VIDEO_FRAME) {
        lumbar_video_release(owner);
        count++;
    }
    lumbar_video_close(video);
    if (file) fclose(file);
    return count;
}

static void moments_and_overlay_come_from_the_second_reading(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    char path[] = "/tmp/lumbar-film-XXXXXX", overlay[sizeof path + 4];
    close(mkstemp(path));
    snprintf(overlay, sizeof overlay, "%s.mp4", path);
    lumbar_pose pose = filmed(arena, path);
    lumbar_moment moments[2] = {{.kind = "worst", .time_s = 0.5}, {.kind = "best", .time_s = 0.102}};
    lumbar_recording recording = {.duration_s = 1, .moments = moments, .moment_count = 2};
    lumbar_error error = {0};
    lumbar_picture_settings settings = {.video = path};
    lumbar_output output;
    assert_true(lumbar_picture_moments(arena, &pose, &recording, &settings, &error));
    assert_non_null(moments[0].image);
    assert_non_null(moments[1].image);
    assert_true(lumbar_output_open(&output, overlay, &error));
    if (!lumbar_picture_overlay(&pose, &recording, &output, &settings, &error)) fail_msg("%s", error.text);
    assert_true(lumbar_output_close(&output, true, &error));
    assert_int_equal(frames_in(path), FILM_FRAMES);
    assert_int_equal(frames_in(overlay), FILM_FRAMES);

    settings.video = NULL; /* nothing to draw on, whatever the pose says where it comes from */
    moments[0].image = NULL;
    assert_true(lumbar_picture_moments(arena, &pose, &recording, &settings, &error));
    assert_null(moments[0].image);

    settings.video = path;
    assert_true(lumbar_picture_check(&pose, &settings, &error));
    ((lumbar_frame *)pose.frames)[3].time_s += 0.01; /* another video */
    assert_false(lumbar_picture_moments(arena, &pose, &recording, &settings, &error));
    assert_non_null(strstr(error.text, "other times"));
    pose.width--;
    assert_false(lumbar_picture_check(&pose, &settings, &error));
    assert_int_equal(error.code, LUMBAR_INPUT);
    assert_non_null(strstr(error.text, "another size"));
    unlink(path);
    unlink(overlay);
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_whole_window_is_taken_as_it_is),
    cmocka_unit_test(a_turned_picture_is_taken_upright),
    cmocka_unit_test(a_line_covers_its_width_and_nothing_else),
    cmocka_unit_test(the_face_is_covered_unless_it_shall_be_shown),
    cmocka_unit_test(a_second_person_and_an_unseen_one_are_covered),
    cmocka_unit_test(the_window_holds_the_body_and_stays_in_the_picture),
    cmocka_unit_test(a_canvas_becomes_a_jpeg),
    cmocka_unit_test(a_film_that_cannot_be_written_says_so),
    cmocka_unit_test(moments_and_overlay_come_from_the_second_reading),
};
CHECK_MAIN(tests)
