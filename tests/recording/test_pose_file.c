/* lumbar.pose/1: what is written reads back to the same bits; what is damaged is refused with its line. */
#include "../check.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "recording/landmarks.h"
#include "recording/pose_text.h"

static char *temporary_name(void)
{
    static char name[] = "/tmp/lumbar-test-XXXXXX";
    strcpy(name + sizeof name - 7, "XXXXXX");
    int descriptor = mkstemp(name);
    assert_true(descriptor >= 0);
    close(descriptor);
    return name;
}

static const lumbar_pose *read_text(lumbar_arena *arena, const char *text, lumbar_error *error)
{
    FILE *file = fmemopen((void *)(uintptr_t)text, strlen(text), "rb");
    assert_non_null(file);
    const lumbar_pose *pose = lumbar_pose_file_read(arena, file, "some.pose.json", NULL, error);
    fclose(file);
    return pose;
}

static bool same_float(float a, float b) { return (isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof a) == 0; }

static void assert_same(const lumbar_pose *a, const lumbar_pose *b)
{
    assert_string_equal(a->path, b->path);
    assert_string_equal(a->kind, b->kind);
    assert_string_equal(a->model, b->model);
    assert_int_equal(a->width, b->width);
    assert_int_equal(a->height, b->height);
    assert_true(a->duration_s == b->duration_s && a->timed == b->timed && a->dropped_times == b->dropped_times);
    assert_true(a->grain == b->grain && a->retimed == b->retimed);
    assert_true(a->frame_rate == b->frame_rate || (isnan(a->frame_rate) && isnan(b->frame_rate)));
    assert_int_equal(a->gap_count, b->gap_count);
    for (size_t i = 0; i < a->gap_count; i++) {
        assert_true(a->gaps[i].start_s == b->gaps[i].start_s && a->gaps[i].end_s == b->gaps[i].end_s);
        assert_string_equal(a->gaps[i].why, b->gaps[i].why);
    }
    assert_int_equal(a->frame_count, b->frame_count);
    for (size_t i = 0; i < a->frame_count; i++) {
        const lumbar_frame *f = &a->frames[i], *g = &b->frames[i];
        assert_true(f->time_s == g->time_s && f->segment == g->segment && f->person == g->person);
        assert_true(f->second_person == g->second_person && same_float(f->presence, g->presence));
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
            assert_true(same_float(f->points[p].x, g->points[p].x) && same_float(f->points[p].y, g->points[p].y));
            assert_true(same_float(f->points[p].confidence, g->points[p].confidence));
            for (int k = 0; k < 3; k++) assert_true(same_float(f->world[p][k], g->world[p][k]));
        }
        assert_int_equal(f->outline_count, g->outline_count);
        for (uint32_t c = 0; c < f->outline_count; c++)
            assert_memory_equal(&f->outline[c], &g->outline[c], sizeof f->outline[c]);
    }
}

/* Deterministic numbers from 0 to 1. */
static float any(void)
{
    static uint32_t state = 12345;
    state = state * 1664525u + 1013904223u;
    return (float)(state >> 8) / 16777216.0f;
}

static lumbar_pose *make(lumbar_arena *arena, size_t count)
{
    lumbar_pose *pose = LUMBAR_NEW(arena, lumbar_pose);
    lumbar_frame *frames = LUMBAR_NEW_ARRAY(arena, lumbar_frame, count);
    lumbar_gap *gaps = LUMBAR_NEW_ARRAY(arena, lumbar_gap, 1);
    gaps[0] = (lumbar_gap){1.5, 2.25, "a \"cut\" \\ and\ta fade, caf\xc3\xa9"};
    *pose = (lumbar_pose){.path = "my \"clip\".mp4",
                          .kind = "video",
                          .width = 1280,
                          .height = 720,
                          .duration_s = 39.48,
                          .frame_rate = 29.97002997002997,
                          .timed = true,
                          .model = "full",
                          .frames = frames,
                          .frame_count = count,
                          .gaps = gaps,
                          .gap_count = 1,
                          .dropped_times = 3,
                          .grain = 1.75,
                          .retimed = true};
    for (size_t i = 0; i < count; i++) {
        lumbar_frame *f = &frames[i];
        lumbar_frame_clear(f);
        f->time_s = (double)(i * 50033) / 1e6;
        f->segment = (int32_t)(i / 3);
        f->presence = roundf(any() * 1000) / 1000;
        f->person = i % 4 != 3;
        f->second_person = i % 5 == 0;
        if (!f->person) continue;
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
            f->points[p] = (lumbar_point){roundf(any() * 20480) / 16, roundf(any() * 11520) / 16 - 20,
                                          roundf(any() * 1000) / 1000};
            if (i != 1)
                for (int k = 0; k < 3; k++) f->world[p][k] = any() * 2 - 1;
        }
        if (i == 2) f->points[5].x = f->points[5].y = NAN;
        f->outline_count = i == 0 ? 0 : 7;
        lumbar_outline_point *outline = LUMBAR_NEW_ARRAY(arena, lumbar_outline_point, 7);
        for (int c = 0; c < 7; c++) outline[c] = (lumbar_outline_point){roundf(any() * 20480) / 16, any() * 700, any()};
        f->outline = f->outline_count ? outline : NULL;
    }
    return pose;
}

static void round_trip_is_exact(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_pose *pose = make(arena, 40);
    const char *name = temporary_name();
    assert_true(lumbar_pose_write(pose, name, &error));
    FILE *file = fopen(name, "rb");
    unsigned char head[64];
    size_t got = fread(head, 1, sizeof head, file);
    assert_true(lumbar_pose_file_probe(head, got));
    rewind(file);
    const lumbar_pose *again = lumbar_pose_file_read(arena, file, name, NULL, &error);
    fclose(file);
    unlink(name);
    if (!again) fail_msg("%s", error.text);
    assert_same(pose, again);
    lumbar_arena_free(arena);
}

static void unwritable_place_is_told(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    assert_false(lumbar_pose_write(make(arena, 2), "/no/such/folder/x.pose.json", &error));
    assert_int_equal(error.code, LUMBAR_OUTPUT);
    assert_non_null(strstr(error.text, "/no/such/folder/x.pose.json"));
    lumbar_arena_free(arena);
}

#define HEAD(count)                                                                      \
    "{\"schema\":\"lumbar.pose/"                                                         \
    "1\",\"path\":\"a\",\"kind\":\"video\",\"width\":10,\"height\":10,\"duration_s\":1," \
    "\"frame_rate\":null,\"timed\":true,\"model\":\"\",\"dropped_times\":0,\"frame_count\":" count ",\"gaps\":[]}\n"
#define FRAME(time) "{\"time_s\":" time ",\"segment\":0,\"person\":false,\"second_person\":false,\"presence\":0}\n"

static void damage_is_refused_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        long line;
        const char *says;
    } cases[] = {
        {"", 1, "empty"},
        {"{\"schema\":\"lumbar.pose/2\"}\n", 1, "lumbar.pose/2"},
        {"[1]\n", 1, "object"},
        {HEAD("1"), 2, "cut short"},
        {HEAD("2") FRAME("0") FRAME("0"), 3, "time"},
        {HEAD("1") FRAME("0") FRAME("1"), 3, "more frames"},
        {HEAD("1") FRAME("-1"), 2, "time_s"},
        {HEAD("1") FRAME("1e999"), 2, "line 2, column"},
        {HEAD("1") "{\"time_s\":0,,\n", 2, "column"},
        {HEAD("1") "{\"time_s\":0,\"time_s\":0}\n", 2, "line 2"},
        {HEAD("1") "{\"time_s\":0,\"segment\":0,\"person\":true,\"second_person\":false,\"presence\":1,"
                   "\"points\":[1,2]}\n",
         2, "99"},
        {HEAD("1e9"), 1, "frame_count"},
        {HEAD("300001"), 1, "300000"},
        {HEAD("1.5"), 1, "whole number"},
        {HEAD("300000") FRAME("0"), 3, "ends after 1 of 300000"},
        {HEAD("1") FRAME("3600.001"), 2, "3600"},
        {HEAD("1") "{\"time_s\":0,\"segment\":0.5,\"person\":false,\"second_person\":false,\"presence\":0}\n", 2,
         "whole number"},
        {HEAD("1") "{\"time_s\":\"\\ud800\"}\n", 2, "line 2"},
        {HEAD("1") "{\"time_s\":\"\\u0000\"}\n", 2, "line 2"},
    };
    for (size_t i = 0; i < LUMBAR_COUNT(cases); i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_error error = {0};
        char empty[] = "\n";
        const lumbar_pose *pose;
        if (cases[i].text[0]) pose = read_text(arena, cases[i].text, &error);
        else { /* fmemopen refuses size 0 */ FILE *file = fmemopen(empty, 1, "rb");
            assert_int_equal(getc(file), '\n');
            pose = lumbar_pose_file_read(arena, file, "some.pose.json", NULL, &error);
            fclose(file);
        }
        assert_null(pose);
        assert_int_equal(error.code, LUMBAR_INPUT);
        if (error.position != cases[i].line || !strstr(error.text, cases[i].says))
            fail_msg("case %zu: %s", i, error.text);
        lumbar_arena_free(arena);
    }
}

/* What an hour may hold is read again as it was written: each bound is that of both ways. */
static void what_is_at_a_bound_comes_back(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    lumbar_pose *pose = make(arena, 3);
    lumbar_frame *frames = LUMBAR_NEW_ARRAY(arena, lumbar_frame, 3);
    memcpy(frames, pose->frames, 3 * sizeof *frames);
    lumbar_outline_point *corners = LUMBAR_NEW_ARRAY(arena, lumbar_outline_point, 8192);
    frames[0].outline = corners;
    frames[0].outline_count = 8192;
    frames[0].points[3] = (lumbar_point){1e6f, -1e6f, 1};
    frames[1].points[3] = (lumbar_point){-0.0f, 1e-30f, 0};
    frames[2].time_s = LUMBAR_SECONDS_MOST;
    pose->frames = frames;
    pose->duration_s = LUMBAR_SECONDS_MOST + LUMBAR_LAST_FRAME_MOST;
    pose->width = pose->height = 16384;
    enum { GAPS = 100000 };
    lumbar_gap *gaps = LUMBAR_NEW_ARRAY(arena, lumbar_gap, GAPS);
    for (int i = 0; i < GAPS; i++)
        gaps[i] = (lumbar_gap){3000 + i * 0.001, 3000.0005 + i * 0.001, "the recording is cut here"};
    pose->gaps = gaps;
    pose->gap_count = GAPS;
    const char *name = temporary_name();
    assert_true(lumbar_pose_write(pose, name, &error));
    FILE *file = fopen(name, "rb");
    const lumbar_pose *again = lumbar_pose_file_read(arena, file, name, NULL, &error);
    fclose(file);
    unlink(name);
    if (!again) fail_msg("%s", error.text);
    assert_same(pose, again);
    lumbar_arena_free(arena);
}

/* A name of any bytes is written so that it can be read. */
static void a_name_of_any_bytes_can_be_read(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    lumbar_pose *pose = make(arena, 1);
    pose->path = "\xff\n\x7f\x01 clip.mp4";
    const char *name = temporary_name();
    assert_true(lumbar_pose_write(pose, name, &error));
    FILE *file = fopen(name, "rb");
    const lumbar_pose *again = lumbar_pose_file_read(arena, file, name, NULL, &error);
    fclose(file);
    unlink(name);
    if (!again) fail_msg("%s", error.text);
    assert_string_equal(again->path, "\xef\xbf\xbd\n\x7f\x01 clip.mp4");
    lumbar_arena_free(arena);
}

static bool stop_now(void *user, double done_s, double total_s)
{
    (void)done_s, (void)total_s;
    return ++*(int *)user < 2;
}

static void reading_stops_when_asked(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    int calls = 0;
    const lumbar_pose_settings settings = {.progress = stop_now, .user = &calls};
    static const char text[] = HEAD("3") FRAME("0") FRAME("0.05") FRAME("0.1");
    FILE *file = fmemopen((void *)(uintptr_t)text, sizeof text - 1, "rb");
    assert_null(lumbar_pose_file_read(arena, file, "some.pose.json", &settings, &error));
    fclose(file);
    assert_int_equal(error.code, LUMBAR_INTERRUPTED);
    assert_int_equal(calls, 2);
    lumbar_arena_free(arena);
}

/* Memory goes by what the file holds, whatever it announces. */
static void an_announcement_takes_no_memory(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    assert_null(read_text(arena, HEAD("300000") FRAME("0"), &error));
    assert_true(lumbar_arena_used(arena) < 100000);
    lumbar_arena_free(arena);
}

static void marks_and_blanks_that_editors_leave_are_passed_over(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    static const char text[] = "\xef\xbb\xbf" HEAD("2") "\r\n" FRAME("0") "  \n" FRAME("0.05") "\n\n";
    assert_true(lumbar_pose_file_probe((const unsigned char *)text, sizeof text - 1));
    const lumbar_pose *pose = read_text(arena, text, &error);
    if (!pose) fail_msg("%s", error.text);
    assert_int_equal(pose->frame_count, 2);
    lumbar_arena_free(arena);
}

static void a_whole_file_without_a_body_is_a_result(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_pose *pose = read_text(arena, HEAD("2") FRAME("0") FRAME("0.05"), &error);
    assert_non_null(pose);
    assert_int_equal(pose->frame_count, 2);
    assert_true(isnan(pose->frames[1].points[0].x) && !pose->frames[1].person && isnan(pose->frame_rate));
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(round_trip_is_exact),
    cmocka_unit_test(unwritable_place_is_told),
    cmocka_unit_test(damage_is_refused_with_its_line),
    cmocka_unit_test(what_is_at_a_bound_comes_back),
    cmocka_unit_test(a_name_of_any_bytes_can_be_read),
    cmocka_unit_test(reading_stops_when_asked),
    cmocka_unit_test(an_announcement_takes_no_memory),
    cmocka_unit_test(marks_and_blanks_that_editors_leave_are_passed_over),
    cmocka_unit_test(a_whole_file_without_a_body_is_a_result),
};

CHECK_MAIN(tests)
