/* What is no recording is told by its first bytes, with the cure that fits; and times come from stamps of any kind. */
#include <stdint.h>
#include <string.h>
#include "../check.h"
#include "recording/clock.h"
#include "recording/kind.h"
#include "recording/mp4.h"
#include "recording/tally.h"

static const char *kind(const char *bytes, size_t size)
{
    static lumbar_error error;
    lumbar_error_id kind;
    if (!lumbar_kind_refused((const unsigned char *)bytes, size, &kind)) return NULL;
    lumbar_refuse(&error, LUMBAR_INPUT, 0, kind, "file=%s", "clip");
    return error.text;
}

#define KIND(bytes) kind(bytes, sizeof bytes - 1)

static void each_kind_has_its_cure(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t size;
        const char *words;
    } cases[] = {
#define CASE(bytes, words) {bytes, sizeof bytes - 1, words}
        CASE("\0\0\0\x1c"
             "ftypheic\0\0\0\0mif1heicmiaf",
             "Most Compatible"),
        CASE("\0\0\0\x18"
             "ftypmif1\0\0\0\0mif1heic",
             "Most Compatible"),
        CASE("\0\0\0\x1c"
             "ftypmif1\0\0\0\0avifmif1miaf",
             "AVIF"),
        CASE("\0\0\0\x18"
             "ftypavif\0\0\0\0mif1miaf",
             "AVIF"),
        CASE("RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x12\0\0\0", "animated WebP"),
        CASE("GIF89a\1\0\1\0", "save this as MP4"),
        CASE("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\0\0\0\0\0\0\0\x08"
             "acTL\0\0\0\2",
             "animated PNG"),
        CASE("%PDF-1.7\n", "PDF"),
        CASE("PK\3\4\x14\0\0\0", "ZIP"),
        CASE("ID3\4\0\0\0\0\0\0", "sound"),
        CASE("RIFF\0\0\0\0WAVEfmt ", "sound"),
        CASE("#EXTM3U\nclip.ts\n", "list of other files"),
        CASE("<?xml version=\"1.0\"?><playlist xmlns=\"http://xspf.org/ns/0/\">", "list of other files"),
        CASE("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "SVG"),
        CASE("\2\x50\0\0\0\0", "(C3D)"),
        CASE("PathFileType\t4\t(X/Y/Z)\ta.trc\n", "(TRC)"),
        CASE("HIERARCHY\nROOT Hips\n{\n", "(BVH)"),
        CASE("Coordinates\nversion=1\nendheader\ntime\tpelvis_tilt\n", "OpenSim"),
        CASE("{\"version\":1.3,\"people\":[{\"pose_keypoints_2d\":[1,2,0.9]}]}", "OpenPose"),
        CASE("{\"frames\":[{\"poseLandmarks\":[{\"x\":0.1}]}]}", "MediaPipe"),
        CASE("[[{\"x\":0.1,\"y\":0.2,\"visibility\":0.9}]]", "MediaPipe"),
        CASE("[[{\"x\":\"0.53\",\"y\":\"0.46\",\"z\":\"0.46\"}]]", "JSON file in which no body points"),
        CASE("Date,Workout Name,Duration,Exercise Name,Set Order\n", "training log"),
        CASE("\"title\",\"start_time\",\"exercise_title\",\"reps\"\n", "training log"),
        CASE("timestamp,acc_x,acc_y,acc_z,gyr_x\n0,0,0,9.8,0\n", "movement sensor"),
        CASE("Dear diary\n", "text"),
        CASE("date;exercise;kg;reps\n", "table without body points"),
        CASE("{\"schema\": \"lumbar.answers/1\", \"answers\": {}}", "--answers"),
        CASE("\xff\xfe"
             "a\0b\0",
             "UTF-8"),
        CASE("\0\0\0\0\0\0\0\0\0\0\0\0", "zeros"),
#undef CASE
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *words = kind(cases[i].bytes, cases[i].size);
        if (!words || !strstr(words, cases[i].words))
            print_message("# %s: %s\n", cases[i].words, words ? words : "(nothing)");
        assert_non_null(words);
        assert_non_null(strstr(words, cases[i].words));
    }
}

static void what_may_be_read_is_let_through(void **state)
{
    (void)state;
    assert_null(KIND("\0\0\0\x14"
                     "ftypqt  \0\0\0\0qt  \0\0\0\x08wide"));
    assert_null(KIND("\0\0\0\x1c"
                     "ftypisom\0\0\2\0isomiso2mp41"));
    assert_null(KIND("\x1a\x45\xdf\xa3\x01\0\0\0"));
    assert_null(KIND("\xff\xd8\xff\xe1\0\x10"
                     "Exif\0\0"));
    assert_null(KIND("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\0\0\0\0\0\0\0\1IDAT"));
    assert_null(KIND("\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR"));
    assert_null(KIND("RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0"));
    assert_null(KIND("RIFF\0\0\0\0AVI LIST"));
    assert_null(kind("", 0));
}

/* ---- counts of an MP4 ---------------------------------------------------------------------------------- */

/* Whether a file of these boxes, which ends with `spare` bytes, has room for what they name. */
static bool has_room(const char *boxes, size_t size, int spare)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_int_equal(fwrite(boxes, 1, size, file), size);
    for (int i = 0; i < spare; i++) putc(0, file);
    assert_int_equal(fflush(file), 0);
    bool room = lumbar_mp4_has_room(fileno(file));
    fclose(file);
    return room;
}

static void samples_are_no_more_than_bytes(void **state)
{
    (void)state;
    static const char film[] = "\0\0\0\x10"
                               "ftypisom\0\0\0\0"
                               "\0\0\0\x3c"
                               "moov"
                               "\0\0\0\x34"
                               "trak"
                               "\0\0\0\x2c"
                               "mdia"
                               "\0\0\0\x24"
                               "minf"
                               "\0\0\0\x1c"
                               "stbl"
                               "\0\0\0\x14"
                               "stsz\0\0\0\0\0\0\0\1\0\0\1\0";
    static const char pieces[] = "\0\0\0\x20"
                                 "moof"
                                 "\0\0\0\x18"
                                 "traf"
                                 "\0\0\0\x10"
                                 "trun\0\0\0\0\0\0\1\0";
    assert_false(has_room(film, sizeof film - 1, 100)); /* 256 samples */
    assert_true(has_room(film, sizeof film - 1, 300));
    assert_false(has_room(pieces, sizeof pieces - 1, 100));
    assert_true(has_room(pieces, sizeof pieces - 1, 300));
    static const char nothing[] = "\0\0\0\0"
                                  "moov",
                      large[] = "\0\0\0\1"
                                "mdat\xff\xff\xff\xff\xff\xff\xff\xff";
    assert_true(has_room(nothing, sizeof nothing - 1, 0));
    assert_true(has_room(large, sizeof large - 1, 40));
    assert_true(has_room("", 0, 0));
}

/* ---- the clock ----------------------------------------------------------------------------------------- */

/* Takes `count` stamps `step` apart from `start`; returns how many were dropped. */
static int take(lumbar_clock *clock, int count, int64_t start, int64_t step, int *leaps)
{
    int dropped = 0;
    for (int i = 0; i < count; i++) {
        int64_t by = 0, before = clock->shown;
        lumbar_tick tick = lumbar_clock_take(clock, start + i * step, &by);
        if (tick == LUMBAR_TICK_DROPPED) dropped++, assert_true(clock->shown == before);
        else assert_true(clock->shown > before || !before);
        if (tick == LUMBAR_TICK_LEAPT) ++*leaps, assert_true(by != 0);
    }
    return dropped;
}

static void a_wild_stamp_is_dropped(void **state)
{
    (void)state;
    static const int64_t wild[] = {INT64_MIN, -90000000000, 90000000000, INT64_MAX, 700000000, 380000000, 20000000};
    for (size_t i = 0; i < sizeof wild / sizeof *wild; i++) {
        lumbar_clock clock = {0};
        int leaps = 0;
        assert_int_equal(take(&clock, 20, 5000000, 50000, &leaps), 0);
        assert_int_equal(take(&clock, 1, wild[i], 0, &leaps), 1);
        assert_int_equal(take(&clock, 20, 6000000, 50000, &leaps), 0);
        assert_int_equal(leaps, 0);
        assert_int_equal(clock.shown, 39 * 50000);
    }
}

static void a_clock_that_goes_on_elsewhere_is_followed(void **state)
{
    (void)state;
    static const int64_t elsewhere[] = {-80000000000, 80000000000, 0};
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++) {
        lumbar_clock clock = {0};
        int leaps = 0;
        take(&clock, 100, 1000000000, 50000, &leaps);
        int dropped = take(&clock, 100, elsewhere[i], 50000, &leaps);
        assert_int_equal(leaps, 1);
        assert_in_range(dropped, 1, 10);
        assert_int_equal(clock.shown, 99 * 50000 + LUMBAR_CLOCK_SHOWN + (int64_t)(99 - dropped) * 50000);
    }
}

/* A pause of minutes that the camera made is a pause of minutes. */
static void a_pause_of_the_camera_keeps_its_length(void **state)
{
    (void)state;
    lumbar_clock clock = {0};
    int leaps = 0;
    take(&clock, 100, 0, 50000, &leaps);
    assert_in_range(take(&clock, 100, 300000000, 50000, &leaps), 1, 10);
    assert_int_equal(leaps, 0);
    assert_int_equal(clock.shown, 300000000 + 99 * 50000);
}

static void pictures_out_of_order_are_dropped(void **state)
{
    (void)state;
    lumbar_clock clock = {0};
    int leaps = 0;
    take(&clock, 10, 0, 50000, &leaps);
    assert_int_equal(take(&clock, 30, 0, 10000, &leaps), 30);
    assert_int_equal(take(&clock, 1, 500000, 0, &leaps), 0);
    assert_int_equal(leaps, 0);
}

/* How long the last picture is shown, decoders guess from a rate that each reckons in its own way. */
static void the_end_does_not_hang_on_a_guess(void **state)
{
    (void)state;
    static const int64_t guesses[] = {0, 41700, 41711};
    for (size_t i = 0; i < sizeof guesses / sizeof *guesses; i++) {
        lumbar_tally tally = lumbar_tally_new();
        for (int64_t stamp = 0; stamp < 10; stamp++) lumbar_tally_take(&tally, stamp * 41711, guesses[i]);
        assert_true(tally.facts.duration_s == 417110 * 1e-6);
    }
    lumbar_tally tally = lumbar_tally_new();
    lumbar_tally_take(&tally, 0, 40000);
    lumbar_tally_take(&tally, 4000000, 40000); /* the picture before stood for long: this one need not */
    assert_true(tally.facts.duration_s == 4040000 * 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samples_are_no_more_than_bytes),
        cmocka_unit_test(each_kind_has_its_cure),
        cmocka_unit_test(what_may_be_read_is_let_through),
        cmocka_unit_test(a_wild_stamp_is_dropped),
        cmocka_unit_test(a_clock_that_goes_on_elsewhere_is_followed),
        cmocka_unit_test(a_pause_of_the_camera_keeps_its_length),
        cmocka_unit_test(pictures_out_of_order_are_dropped),
        cmocka_unit_test(the_end_does_not_hang_on_a_guess),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
