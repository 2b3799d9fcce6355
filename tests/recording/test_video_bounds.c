/* The video reader's bounds: sizes known before a picture is decoded, and clocks that start late, leap or lie. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "../check.h"
#include "make_video.h"
#include "recording/source.h"
#include "recording/video.h"

static char folder[] = "/tmp/lumbar-bounds-XXXXXX";
static char path[128];

static const char *name(const char *file)
{
    snprintf(path, sizeof path, "%s/%s", folder, file);
    return path;
}

static void paint(int frame, int x, int y, int values[3])
{
    values[0] = (frame * 3 + x + y) & 255;
    values[1] = values[2] = 128;
}

static void make(const char *file, made_video v)
{
    v.paint = paint;
    if (!v.format) v.format = "matroska";
    if (!v.codec) v.codec = "ffv1";
    if (!v.pixels) v.pixels = "yuv420p";
    if (!v.width) v.width = v.height = 16;
    if (!v.frames) v.frames = 1;
    assert_true(make_video(name(file), &v));
}

typedef struct taken {
    lumbar_video_facts facts;
    int count;         /* frames given */
    double times[512]; /* s */
    int width, height;
    lumbar_error error;
} taken;

static taken take(const char *file)
{
    taken out = {0};
    FILE *f = lumbar_source_open(name(file), NULL, NULL, &out.error);
    lumbar_video *video = f ? lumbar_video_open(f, path, NULL, NULL, &out.error) : NULL;
    lumbar_image image;
    void *owner;
    double time_s;
    while (video && lumbar_video_next(video, &image, &time_s, &owner, &out.error) == LUMBAR_VIDEO_FRAME) {
        if (out.count < 512) out.times[out.count] = time_s;
        out.width = image.width;
        out.height = image.height;
        out.count++;
        lumbar_video_release(owner);
    }
    if (video) out.facts = lumbar_video_about(video);
    lumbar_video_close(video);
    if (f) fclose(f);
    return out;
}

static void refused(const char *file, const char *words)
{
    taken t = take(file);
    if (t.error.code != LUMBAR_INPUT || !strstr(t.error.text, words)) print_message("# %s: %s\n", file, t.error.text);
    assert_int_equal(t.error.code, LUMBAR_INPUT);
    assert_non_null(strstr(t.error.text, words));
    assert_non_null(strstr(t.error.text, file));
    assert_int_equal(t.count, 0);
}

/* Writes a PNG of `width` x `height` pixels of 16 bits a channel that holds nothing but its header and spoilt pixels:
 * only who looks at the size first can name it. */
static void put_png_head(const char *file, uint32_t width, uint32_t height)
{
    static const uint8_t fixed[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'};
    uint8_t bytes[16 + 13 + 4 + 12 + 20] = {0};
    memcpy(bytes, fixed, sizeof fixed);
    for (int i = 0; i < 4; i++) {
        bytes[16 + i] = (uint8_t)(width >> (24 - 8 * i));
        bytes[20 + i] = (uint8_t)(height >> (24 - 8 * i));
    }
    bytes[24] = 16;
    bytes[25] = 6;
    uint32_t crc = 0xFFFFFFFF;
    for (int i = 12; i < 29; i++) {
        crc ^= bytes[i];
        for (int k = 0; k < 8; k++) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
    }
    for (int i = 0; i < 4; i++) bytes[29 + i] = (uint8_t)(~crc >> (24 - 8 * i));
    bytes[36] = 20;
    memcpy(bytes + 37, "IDAT\x78\x9C", 6);
    FILE *f = fopen(name(file), "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, sizeof bytes, f), sizeof bytes);
    fclose(f);
}

/* A photo may have 50 million pixels, and not one more row; which is known before memory is taken for it. */
static void photos_have_a_size_first(void **state)
{
    (void)state;
    put_png_head("huge.png", 16000, 16000);
    refused("huge.png", "16000 x 16000");
    put_png_head("wide.png", 50001, 1000);
    refused("wide.png", "50001 x 1000");
    make("most.bmp",
         (made_video){.format = "image2", .codec = "bmp", .pixels = "gray", .width = 10000, .height = 5000});
    taken t = take("most.bmp");
    assert_int_equal(t.count, 1);
    assert_int_equal(t.width, 10000);
    make("more.bmp",
         (made_video){.format = "image2", .codec = "bmp", .pixels = "gray", .width = 10000, .height = 5001});
    refused("more.bmp", "10000 x 5001");
}

/* A film may have as many pixels as 4096 x 2304; streams without a size in their header too. */
static void films_have_a_size_first(void **state)
{
    (void)state;
    make("most.mkv", (made_video){.pixels = "gray", .width = 4096, .height = 2304});
    assert_int_equal(take("most.mkv").count, 1);
    make("more.mkv", (made_video){.pixels = "gray", .width = 4096, .height = 2306});
    refused("more.mkv", "4096 x 2306");
    make("more.ts",
         (made_video){.format = "mpegts", .codec = "mpeg4", .width = 4080, .height = 2400, .frames = 2, .step_ms = 40});
    refused("more.ts", "4080 x 2400");
    make("long.mkv", (made_video){.pixels = "gray", .width = 100000, .height = 16});
    taken t = take("long.mkv");
    assert_int_equal(t.count, 1);
    assert_int_equal(t.width, LUMBAR_SIDE_MOST);
}

/* Stamps of `count` frames `step` ms apart from `start`. */
static int run_of(int *times, int at, int count, int start, int step)
{
    for (int i = 0; i < count; i++) times[at + i] = start + i * step;
    return at + count;
}

static taken take_times(const int *times, int count)
{
    make("times.mkv", (made_video){.frames = count, .times_ms = times});
    return take("times.mkv");
}

/* A clip that begins late on its clock is as long as what it shows. */
static void a_late_start_is_no_length(void **state)
{
    (void)state;
    int times[40];
    taken t = take_times(times, run_of(times, 0, 40, 80000000, 50));
    assert_int_equal(t.count, 40);
    assert_float_equal(t.times[0], 0, 1e-9);
    assert_float_equal(t.facts.duration_s, 2, 0.06);
    assert_true(!(t.facts.announced_s > 2.1));
}

/* 22 hours that the clock passes over are a gap of a second, told as a leap. */
static void a_leap_is_no_recording(void **state)
{
    (void)state;
    int times[80], half = run_of(times, 0, 40, 0, 50);
    taken t = take_times(times, run_of(times, half, 40, 79200000, 50));
    assert_int_equal(t.facts.leap_count, 1);
    assert_float_equal(t.facts.leaps[0].by_s, 79200, 3);
    assert_float_equal(t.facts.leaps[0].start_s, 1.95, 0.01);
    assert_true(t.facts.duration_s > 4 && t.facts.duration_s < 6);
    assert_in_range(t.count, 70, 80);
    assert_int_equal(t.facts.dropped_times, 80 - t.count);
    assert_true(isnan(t.facts.announced_s));
}

/* Over an hour of pictures is refused, in a fraction of the hour: by its end, not by what its header says. */
static void an_hour_is_the_most(void **state)
{
    (void)state;
    static int times[721];
    make("long.mkv", (made_video){.frames = run_of(times, 0, 721, 0, 10000), .times_ms = times});
    refused("long.mkv", "60 minutes (2:");
    taken t = take_times(times, run_of(times, 0, 361, 0, 10000)); /* the last begins at one hour */
    assert_int_equal(t.count, 361);
    assert_int_equal(t.error.code, LUMBAR_OK);
    times[360] = 3600001;
    times[359] = 3595000;
    t = take_times(times, 361);
    assert_int_equal(t.error.code, LUMBAR_INPUT);
    assert_non_null(strstr(t.error.text, "60 minutes"));
}

static int set_up(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : 1;
}

static int clean_up(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(photos_have_a_size_first),  cmocka_unit_test(films_have_a_size_first),
        cmocka_unit_test(a_late_start_is_no_length), cmocka_unit_test(a_leap_is_no_recording),
        cmocka_unit_test(an_hour_is_the_most),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, set_up, clean_up);
}
