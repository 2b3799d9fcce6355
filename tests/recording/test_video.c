/* The video reader on small videos made here: geometry, colours, times, and what it must refuse. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "../check.h"
#include "base/base.h"
#include "make_video.h"
#include "pose/region.h"
#include "recording/source.h"
#include "recording/video.h"

static char folder[] = "/tmp/lumbar-video-XXXXXX";
static char path[128];

static const char *name(const char *file)
{
    snprintf(path, sizeof path, "%s/%s", folder, file);
    return path;
}

static void put(const char *file, const char *bytes, size_t count)
{
    FILE *f = fopen(name(file), "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, count, f), count);
    fclose(f);
}

/* Quarters of different brightness: 40 top left, 80 top right, 120 bottom left, 200 bottom right. */
static int paint_width, paint_height;
static void paint_quarters(int frame, int x, int y, int values[3])
{
    (void)frame;
    static const int shades[4] = {40, 80, 120, 200};
    values[0] = values[1] = values[2] = shades[(x >= paint_width / 2) + 2 * (y >= paint_height / 2)];
}

static int one_colour[3];
static void paint_one(int frame, int x, int y, int values[3])
{
    (void)frame, (void)x, (void)y;
    memcpy(values, one_colour, sizeof one_colour);
}

typedef struct taken {
    lumbar_video_facts facts;
    int count;         /* frames given */
    double times[64];  /* s */
    int width, height; /* of the first frame */
    /* its colours (0..255) at a quarter from each corner: top left, top right, bottom left, right */
    float corners[4][3];
    lumbar_error error;
} taken;

static void sample_corners(const lumbar_image *image, taken *out)
{
    for (int i = 0; i < 4; i++) {
        lumbar_region spot = {image->width * (i % 2 ? 0.75 : 0.25), image->height * (i / 2 ? 0.75 : 0.25), 1, 0};
        lumbar_region_sample(image, &spot, (lumbar_patch){1, 0, 255}, out->corners[i]);
    }
}

/* Reads a whole video. */
static taken take(const char *file)
{
    taken out = {0};
    const char *full = name(file);
    FILE *f = lumbar_source_open(full, NULL, NULL, &out.error);
    lumbar_video *video = f ? lumbar_video_open(f, full, NULL, NULL, &out.error) : NULL;
    for (; video;) {
        lumbar_image image;
        double time_s;
        void *owner;
        if (lumbar_video_next(video, &image, &time_s, &owner, &out.error) != LUMBAR_VIDEO_FRAME) break;
        if (!out.count) {
            out.width = image.width;
            out.height = image.height;
            sample_corners(&image, &out);
        }
        if (out.count < 64) out.times[out.count] = time_s;
        out.count++;
        lumbar_video_release(owner);
    }
    if (video) out.facts = lumbar_video_about(video);
    lumbar_video_close(video);
    if (f) fclose(f);
    return out;
}

static void make(const char *file, made_video v)
{
    paint_width = v.width;
    paint_height = v.height;
    if (!v.format) v.format = "matroska";
    if (!v.paint) v.paint = paint_quarters;
    if (!v.frames) v.frames = 1;
    if (!v.step_ms) v.step_ms = 40;
    assert_true(make_video(name(file), &v));
}

static void check_corners(const taken *t, int a, int b, int c, int d)
{
    const int wanted[4] = {a, b, c, d};
    for (int i = 0; i < 4; i++) assert_float_equal(t->corners[i][0], wanted[i], 1.0);
}

/* Turned and mirrored as the display matrix says: where each quarter ends is worked out by hand. */
static void test_display_matrix(void **state)
{
    (void)state;
    static const struct {
        int32_t a, b, c, d; /* x' = a x + c y, y' = b x + d y */
        int corners[4];
    } cases[] = {
        {1, 0, 0, 1, {40, 80, 120, 200}},   /* as stored */
        {0, 1, -1, 0, {120, 40, 200, 80}},  /* a quarter turn clockwise: the stored top left is top right */
        {-1, 0, 0, -1, {200, 120, 80, 40}}, /* upside down */
        {0, -1, 1, 0, {80, 200, 40, 120}},  /* a quarter turn against the clock */
        {-1, 0, 0, 1, {80, 40, 200, 120}},  /* mirrored */
        {1, 0, 0, -1, {120, 200, 40, 80}},  /* top to bottom */
        {0, 1, 1, 0, {40, 120, 80, 200}},   /* transposed */
        {0, -1, -1, 0, {200, 80, 120, 40}}, /* transposed and turned */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int32_t m[9] = {
            cases[i].a * 65536, cases[i].b * 65536, 0, cases[i].c * 65536, cases[i].d * 65536, 0, 0, 0, 1 << 30};
        make("turn.mov",
             (made_video){.format = "mov", .codec = "png", .pixels = "rgb24", .width = 64, .height = 32, .matrix = m});
        taken t = take("turn.mov");
        bool turned = cases[i].a == 0;
        if (!t.count) print_message("# %s\n", t.error.text);
        assert_int_equal(t.count, 1);
        assert_int_equal(t.width, turned ? 32 : 64);
        assert_int_equal(t.height, turned ? 64 : 32);
        check_corners(&t, cases[i].corners[0], cases[i].corners[1], cases[i].corners[2], cases[i].corners[3]);
    }
}

static void test_pixel_shape(void **state)
{
    (void)state;
    make("wide.mkv",
         (made_video){.codec = "ffv1", .pixels = "bgr0", .width = 60, .height = 40, .shape_x = 4, .shape_y = 3});
    taken t = take("wide.mkv");
    assert_int_equal(t.width, 80);
    assert_int_equal(t.height, 40);
    check_corners(&t, 40, 80, 120, 200);
    make("tall.mkv",
         (made_video){.codec = "ffv1", .pixels = "bgr0", .width = 60, .height = 40, .shape_x = 1, .shape_y = 2});
    t = take("tall.mkv");
    assert_int_equal(t.width, 60);
    assert_int_equal(t.height, 80);
    check_corners(&t, 40, 80, 120, 200);
}

/* Known colours in each standard's numbers (BT.601, BT.709 and BT.2020, both ranges) come out as themselves. */
static void test_colours(void **state)
{
    (void)state;
    static const struct {
        const char *space, *range, *pixels;
        double kr, kb;
        int bits;
    } cases[] = {
        {"smpte170m", "tv", "yuv420p", 0.299, 0.114, 8},       {"bt709", "tv", "yuv420p", 0.2126, 0.0722, 8},
        {"bt2020nc", "tv", "yuv420p", 0.2627, 0.0593, 8},      {"smpte170m", "pc", "yuv444p", 0.299, 0.114, 8},
        {"bt709", "pc", "yuv422p", 0.2126, 0.0722, 8},         {"bt709", "tv", "yuv420p10le", 0.2126, 0.0722, 10},
        {"bt2020nc", "tv", "yuv420p10le", 0.2627, 0.0593, 10},
    };
    static const double colours[][3] = {{255, 255, 255}, {0, 0, 0}, {200, 60, 30}, {20, 180, 90}, {40, 70, 220}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t k = 0; k < sizeof colours / sizeof *colours; k++) {
            const double *rgb = colours[k];
            bool full = !strcmp(cases[i].range, "pc");
            double kr = cases[i].kr, kb = cases[i].kb, luma = kr * rgb[0] + (1 - kr - kb) * rgb[1] + kb * rgb[2];
            double u = (rgb[2] - luma) / (2 * (1 - kb)), v = (rgb[0] - luma) / (2 * (1 - kr)),
                   up = cases[i].bits == 10 ? 4 : 1;
            one_colour[0] = (int)lround(up * (full ? luma : 16 + luma * 219 / 255));
            one_colour[1] = (int)lround(up * (128 + u * (full ? 1 : 224 / 255.0)));
            one_colour[2] = (int)lround(up * (128 + v * (full ? 1 : 224 / 255.0)));
            make("colour.mkv", (made_video){.codec = "ffv1",
                                            .pixels = cases[i].pixels,
                                            .width = 32,
                                            .height = 32,
                                            .space = cases[i].space,
                                            .range = cases[i].range,
                                            .paint = paint_one});
            taken t = take("colour.mkv");
            assert_int_equal(t.count, 1);
            for (int c = 0; c < 3; c++) assert_float_equal(t.corners[0][c], rgb[c], 3.0);
        }
    }
}

/* HDR in PQ: diffuse white (203 cd/m2 is the signal 0.58) is bright, black is black, and brighter is not darker. */
static void test_pq(void **state)
{
    (void)state;
    float last = -1;
    static const int signals[] = {64, 300, 64 + (int)(0.58 * 876), 940};
    for (int i = 0; i < 4; i++) {
        one_colour[0] = signals[i];
        one_colour[1] = one_colour[2] = 512;
        make("pq.mkv", (made_video){.codec = "ffv1",
                                    .pixels = "yuv420p10le",
                                    .width = 32,
                                    .height = 32,
                                    .space = "bt2020nc",
                                    .range = "tv",
                                    .transfer = "smpte2084",
                                    .paint = paint_one});
        taken t = take("pq.mkv");
        assert_int_equal(t.count, 1);
        assert_true(t.corners[0][1] > last);
        last = t.corners[0][1];
        if (i == 0) assert_true(last < 3);
        if (i == 2) assert_in_range((int)last, 150, 230);
    }
    assert_true(last > 245);
}

/* The first shown frame is time 0, whatever its stamp; repeated stamps are dropped and counted. */
static void test_times(void **state)
{
    (void)state;
    static const int times[] = {500, 560, 560, 620, 700, 700, 700, 800};
    make("times.mkv",
         (made_video){.codec = "ffv1", .pixels = "yuv420p", .width = 32, .height = 32, .frames = 8, .times_ms = times});
    taken t = take("times.mkv");
    static const double wanted[] = {0, 0.06, 0.12, 0.2, 0.3};
    assert_int_equal(t.count, 5);
    for (int i = 0; i < 5; i++) assert_float_equal(t.times[i], wanted[i], 1e-6);
    assert_int_equal(t.facts.dropped_times, 3);
    assert_int_equal(t.facts.frames, 5);
}

/* At most 20 frames of each second, chosen by time stamp alone: a slow video keeps all, a fast one the first in each 50
 * ms. */
static void test_rate(void **state)
{
    (void)state;
    make("fast.mkv",
         (made_video){.codec = "ffv1", .pixels = "yuv420p", .width = 16, .height = 16, .frames = 100, .step_ms = 10});
    taken t = take("fast.mkv");
    assert_int_equal(t.count, 20);
    for (int i = 0; i < 20; i++) assert_float_equal(t.times[i], i * 0.05, 1e-6);
    assert_int_equal(t.facts.frames, 100);
    assert_float_equal(t.facts.duration_s, 1.0, 0.011);
    make("slow.mkv",
         (made_video){.codec = "ffv1", .pixels = "yuv420p", .width = 16, .height = 16, .frames = 10, .step_ms = 100});
    assert_int_equal(take("slow.mkv").count, 10);
}

/* What phones write beside a film that plays slower or faster than it was filmed. */
static void test_retimed(void **state)
{
    (void)state;
    static const char capture[] = "com.android.capture.fps",
                      intent[] = "com.apple.quicktime.full-frame-rate-playback-intent";
    static const struct {
        const char *format, *tag, *value;
        int step_ms;
        bool retimed;
    } films[] = {{"mp4", capture, "240", 40, true},   {"mov", capture, "240.000000", 40, true},
                 {"mp4", capture, "1", 40, true},     {"mp4", capture, "24", 40, false},
                 {"mp4", capture, "30.0", 40, false}, {"mp4", capture, "240", 4, false},
                 {"mp4", capture, "none", 40, false}, {"mp4", capture, "-240", 40, false},
                 {"mov", intent, "0", 40, true},      {"mov", intent, "1", 40, false},
                 {"mov", intent, "none", 40, false},  {"mov", intent, "0", 4, false},
                 {"mp4", NULL, NULL, 40, false}};
    for (size_t k = 0; k < LUMBAR_COUNT(films); k++) {
        make("retimed", (made_video){.format = films[k].format,
                                     .codec = "mpeg4",
                                     .pixels = "yuv420p",
                                     .width = 32,
                                     .height = 32,
                                     .frames = 12,
                                     .step_ms = films[k].step_ms,
                                     .tag = films[k].tag,
                                     .value = films[k].value});
        if (take("retimed").facts.retimed != films[k].retimed) fail_msg("film %zu", k);
    }
}

static void test_sizes(void **state)
{
    (void)state;
    static const int sizes[][2] = {{16, 16}, {17, 33}, {1, 1}, {640, 3}};
    for (int i = 0; i < 4; i++) {
        make("odd.mkv",
             (made_video){.codec = "ffv1", .pixels = "yuv420p", .width = sizes[i][0], .height = sizes[i][1]});
        taken t = take("odd.mkv");
        assert_int_equal(t.count, 1);
        assert_int_equal(t.width, sizes[i][0]);
        assert_int_equal(t.height, sizes[i][1]);
    }
}

/* Lossy formats of phones and cameras open, and a photo is one still frame. */
static void test_formats(void **state)
{
    (void)state;
    static const char *const formats[][2] = {{"mp4", "mpeg4"},  {"mov", "mpeg4"},         {"matroska", "mpeg4"},
                                             {"avi", "mpeg4"},  {"mpegts", "mpeg2video"}, {"flv", "flv"},
                                             {"webm", "libvpx"}};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        made_video v = {.format = formats[i][0],
                        .codec = formats[i][1],
                        .pixels = "yuv420p",
                        .width = 64,
                        .height = 48,
                        .frames = 10,
                        .step_ms = 50,
                        .paint = paint_quarters};
        paint_width = 64;
        paint_height = 48;
        if (!make_video(name("any.bin"), &v)) continue; /* this FFmpeg cannot write it; others below are certain */
        taken t = take("any.bin");
        if (t.count < 9) print_message("# %s %s: %s\n", formats[i][0], formats[i][1], t.error.text);
        assert_true(t.count >= 9);
        assert_int_equal(t.width, 64);
        assert_false(t.facts.still);
    }
    make("photo.jpg",
         (made_video){.format = "image2", .codec = "mjpeg", .pixels = "yuvj420p", .width = 64, .height = 48});
    taken t = take("photo.jpg");
    assert_int_equal(t.count, 1);
    assert_true(t.facts.still);
    assert_float_equal(t.facts.duration_s, 0, 1e-9);
}

/* Each refusal names the file and says what to do, with the right code. */
static void refused(const char *file, lumbar_code code, const char *words)
{
    taken t = take(file);
    if (t.error.code != code || !strstr(t.error.text, words))
        print_message("# %s: %d %s\n", file, t.error.code, t.error.text);
    assert_int_equal(t.error.code, code);
    assert_non_null(strstr(t.error.text, file));
    assert_non_null(strstr(t.error.text, words));
    assert_int_equal(t.count, 0);
}

static void test_bad_input(void **state)
{
    (void)state;
    refused("missing.mp4", LUMBAR_INPUT, "there is no file");
    put("empty.mp4", "", 0);
    refused("empty.mp4", LUMBAR_INPUT, "is empty");
    assert_int_equal(mkdir(name("dir.mp4"), 0700), 0);
    refused("dir.mp4", LUMBAR_INPUT, "folder");
    static const char text[] = "Dear diary, today my back hurts again after sit-ups.\n";
    put("text.mp4", text, sizeof text - 1);
    refused("text.mp4", LUMBAR_INPUT, "no video");
    static const char list[] =
        "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n/etc/hostname\n#EXT-X-ENDLIST\n";
    put("list.mp4", list, sizeof list - 1);
    refused("list.mp4", LUMBAR_INPUT, "a list of other files");
    static const char concat[] = "ffconcat version 1.0\nfile /etc/hostname\n";
    put("concat.mp4", concat, sizeof concat - 1);
    refused("concat.mp4", LUMBAR_INPUT, "a list of other files");
    make("sound.mkv", (made_video){.frames = 10, .paint = paint_one});
    refused("sound.mkv", LUMBAR_INPUT, "no moving pictures");
    make("large.mkv",
         (made_video){.codec = "ffv1", .pixels = "gray", .width = 7680, .height = 4320, .paint = paint_one});
    refused("large.mkv", LUMBAR_INPUT, "smaller copy");
}

/* Cut off after its pictures, a file gives what it has; an mp4 cut off before its index gives nothing and says so. */
static void test_truncated(void **state)
{
    (void)state;
    make("whole.mkv",
         (made_video){.codec = "ffv1", .pixels = "yuv420p", .width = 64, .height = 64, .frames = 40, .step_ms = 50});
    struct stat status;
    assert_int_equal(stat(name("whole.mkv"), &status), 0);
    assert_int_equal(truncate(name("whole.mkv"), status.st_size / 2), 0);
    taken t = take("whole.mkv");
    assert_in_range(t.count, 5, 35);
    make("whole.mp4", (made_video){.format = "mp4",
                                   .codec = "mpeg4",
                                   .pixels = "yuv420p",
                                   .width = 64,
                                   .height = 64,
                                   .frames = 40,
                                   .step_ms = 50});
    assert_int_equal(stat(name("whole.mp4"), &status), 0);
    assert_int_equal(truncate(name("whole.mp4"), status.st_size / 2), 0);
    refused("whole.mp4", LUMBAR_INPUT, "cut off");
}

/* Overwrites the pixels of pictures `from` to before `to` of a video whose pictures are PNG files. */
static void spoil(const char *file, int from, int to)
{
    FILE *f = fopen(name(file), "r+b");
    assert_non_null(f);
    static char bytes[1 << 20], noise[16];
    size_t count = fread(bytes, 1, sizeof bytes, f);
    memset(noise, 0x55, sizeof noise);
    int picture = 0;
    for (size_t i = 0; i + 64 < count; i++) {
        if (memcmp(bytes + i, "IDAT", 4) || picture++ < from || picture > to) continue;
        assert_int_equal(fseek(f, (long)i + 4, SEEK_SET), 0);
        assert_int_equal(fwrite(noise, 1, sizeof noise, f), sizeof noise);
    }
    fclose(f);
    assert_true(picture >= to);
}

/* Pictures that cannot be decoded are counted, with the stretches in which they were lost. */
static void test_damage(void **state)
{
    (void)state;
    make("hurt.mkv",
         (made_video){.codec = "png", .pixels = "rgb24", .width = 32, .height = 32, .frames = 60, .step_ms = 50});
    assert_int_equal(take("hurt.mkv").facts.damage_count, 0);
    spoil("hurt.mkv", 20, 25);
    spoil("hurt.mkv", 50, 51);
    taken t = take("hurt.mkv");
    assert_int_equal(t.count, 54);
    assert_int_equal(t.facts.damaged, 6);
    assert_int_equal(t.facts.damage_count, 2);
    assert_int_equal(t.facts.damage[0].pieces, 5);
    assert_float_equal(t.facts.damage[0].start_s, 0.95, 1e-6);
    assert_float_equal(t.facts.damage[0].end_s, 1.25, 1e-6);
    assert_int_equal(t.facts.damage[1].pieces, 1);
    assert_float_equal(t.facts.damage[1].start_s, 2.45, 1e-6);
    assert_float_equal(t.facts.damage[1].end_s, 2.55, 1e-6);
    spoil("hurt.mkv", 52, 60); /* to the end */
    t = take("hurt.mkv");
    assert_int_equal(t.facts.damage_count, 2);
    assert_float_equal(t.facts.damage[1].end_s, t.facts.duration_s, 1e-6);
}

static bool until_told(void *user, double done_s, double total_s)
{
    (void)done_s, (void)total_s;
    return !*(bool *)user;
}

/* The next look at the person's wish to stop is the last. */
static void test_stop(void **state)
{
    (void)state;
    make("stop.mkv",
         (made_video){.codec = "ffv1", .pixels = "yuv420p", .width = 16, .height = 16, .frames = 40, .step_ms = 50});
    lumbar_error error = {0};
    bool stop = false;
    int frames = 0;
    FILE *f = lumbar_source_open(name("stop.mkv"), NULL, NULL, &error);
    lumbar_video *video = lumbar_video_open(f, path, until_told, &stop, &error);
    assert_non_null(video);
    lumbar_image image;
    double time_s;
    void *owner;
    lumbar_video_step step;
    while ((step = lumbar_video_next(video, &image, &time_s, &owner, &error)) == LUMBAR_VIDEO_FRAME) {
        stop = ++frames == 2;
        lumbar_video_release(owner);
    }
    assert_int_equal(step, LUMBAR_VIDEO_FAILED);
    assert_int_equal(error.code, LUMBAR_INTERRUPTED);
    assert_in_range(frames, 2, 4); /* what the decoder's threads hold already may still come */
    lumbar_video_close(video);
    stop = true; /* while it is opened */
    assert_null(lumbar_video_open(f, path, until_told, &stop, &error));
    assert_int_equal(error.code, LUMBAR_INTERRUPTED);
    fclose(f);
}

/* A pipe is read as a file is, and nothing is left in the temporary folder. */
static void test_pipe(void **state)
{
    (void)state;
    make("pipe.mkv",
         (made_video){.codec = "ffv1", .pixels = "yuv420p", .width = 16, .height = 16, .frames = 8, .step_ms = 50});
    char fifo[128], command[400];
    snprintf(fifo, sizeof fifo, "%s/fifo", folder);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    snprintf(command, sizeof command, "cat %s > %s &", name("pipe.mkv"), fifo);
    assert_int_equal(system(command), 0);
    assert_int_equal(take("fifo").count, 8);
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
        cmocka_unit_test(test_display_matrix), cmocka_unit_test(test_pixel_shape),
        cmocka_unit_test(test_colours),        cmocka_unit_test(test_pq),
        cmocka_unit_test(test_times),          cmocka_unit_test(test_rate),
        cmocka_unit_test(test_retimed),        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_formats),        cmocka_unit_test(test_bad_input),
        cmocka_unit_test(test_truncated),      cmocka_unit_test(test_damage),
        cmocka_unit_test(test_stop),           cmocka_unit_test(test_pipe),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, set_up, clean_up);
}
