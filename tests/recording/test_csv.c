/* Tables of landmarks: every layout gives the same points; what is damaged is refused with line and
 * column. */
#include <math.h>
#include <string.h>
#include "../check.h"
#include "recording/landmarks.h"

static FILE *text_file(const char *text)
{
    FILE *file = fmemopen((void *)(uintptr_t)text, strlen(text), "rb");
    assert_non_null(file);
    return file;
}

static const lumbar_pose *read_text(lumbar_arena *arena, const char *text, lumbar_error *error)
{
    FILE *file = text_file(text);
    const lumbar_pose *pose = lumbar_csv_read(arena, file, "table.csv", NULL, error);
    fclose(file);
    return pose;
}

#define BODY_AFTER                                                                                         \
    "left_shoulder_x,left_shoulder_y,right_shoulder_x,right_shoulder_y,left_hip_x,left_hip_y,right_hip_x," \
    "right_hip_y"
#define BODY_BEFORE                                                                                          \
    "x_left_shoulder,y_left_shoulder,x_right_shoulder,y_right_shoulder,x_left_hip,y_left_hip,x_right_hip,y_" \
    "right_hip"
#define SEMICOLONS                                                                                         \
    "left_shoulder_x;left_shoulder_y;right_shoulder_x;right_shoulder_y;left_hip_x;left_hip_y;right_hip_x;" \
    "right_hip_y"
#define TABS                                                                                                    \
    "left_shoulder_x\tleft_shoulder_y\tright_shoulder_x\tright_shoulder_y\tleft_hip_x\tleft_hip_y\tright_hip_x" \
    "\tright_hip_y"
#define COMMAS ",1;,2;,11;,21;,4;,5;,41;,51"
#define VALUES ".1,.2,.11,.21,.4,.5,.41,.51"

static void both_layouts_give_the_same_points(void **state)
{
    (void)state;
    static const char *const texts[] = {"time," BODY_AFTER "\n0," VALUES "\n0.04," VALUES "\n",
                                        "\xef\xbb\xbf" BODY_BEFORE ",time_ms\r\n" VALUES ",0\r\n" VALUES ",40\r\n",
                                        "label,\"time_s\", " BODY_AFTER "\n\"a \"\"b\"\", c\",0," VALUES
                                        "\nx, 0.04 ," VALUES "\n",
                                        /* as a spreadsheet writes it where the comma is decimal */
                                        "time;" SEMICOLONS "\r\n0;" COMMAS "\r\n0,04;" COMMAS "\r\n",
                                        "time\t" TABS "\n0\t.1\t.2\t.11\t.21\t.4\t.5\t.41\t.51\n"
                                        "0,04\t0,1\t0,2\t,11\t,21\t,4\t,5\t,41\t,51\n"};
    for (size_t i = 0; i < LUMBAR_COUNT(texts); i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_error error = {0};
        const lumbar_pose *pose = read_text(arena, texts[i], &error);
        if (!pose) fail_msg("%s", error.text);
        assert_true(pose->timed && pose->width == 1 && pose->height == 1);
        assert_int_equal(pose->frame_count, 2);
        assert_true(fabs(pose->frame_rate - 25) < 1e-6 && fabs(pose->duration_s - 0.08) < 1e-9);
        const lumbar_point *p = pose->frames[1].points;
        assert_true(p[LUMBAR_LEFT_SHOULDER].x == 0.1f && p[LUMBAR_RIGHT_HIP].y == 0.51f &&
                    p[LUMBAR_LEFT_HIP].confidence == 1);
        assert_true(isnan(p[LUMBAR_NOSE].x) && p[LUMBAR_NOSE].confidence == 0);
        lumbar_arena_free(arena);
    }
}

static void an_untimed_table_is_stills_with_labels(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const char *text =
        "label," BODY_AFTER ",left_hip_v,left_thumb_2_x,left_thumb_2_y\nC," VALUES ",0.5,1,2\nL," VALUES ",,,\n";
    assert_false(read_text(arena, text, &error)->timed);
    FILE *file = text_file(text);
    const lumbar_stills *stills = lumbar_csv_stills(arena, file, "table.csv", NULL, &error);
    fclose(file);
    assert_int_equal(stills->count, 2);
    assert_string_equal(stills->rows[1].label, "L");
    assert_true(stills->rows[0].points[LUMBAR_LEFT_HIP].confidence == 0.5f &&
                stills->rows[0].points[LUMBAR_LEFT_THUMB].y == 2);
    assert_true(stills->rows[1].points[LUMBAR_LEFT_HIP].confidence == 0 &&
                isnan(stills->rows[1].points[LUMBAR_LEFT_THUMB].x));
    assert_false(stills->centred);
    lumbar_arena_free(arena);
}

static void repeated_and_backward_times_are_dropped_and_counted(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_pose *pose =
        read_text(arena, "time," BODY_AFTER "\n5," VALUES "\n5," VALUES "\n4," VALUES "\n5.1," VALUES "\n", &error);
    assert_int_equal(pose->frame_count, 2);
    assert_int_equal(pose->dropped_times, 2);
    assert_true(pose->frames[0].time_s == 0 && fabs(pose->frames[1].time_s - 0.1) < 1e-9);
    lumbar_arena_free(arena);
}

static void damage_is_refused_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        long line;
        const char *says;
    } cases[] = {
        {"\n", 1, "left_shoulder_x"},
        {"a,b\n1,2\n", 1, "left_shoulder_x"},
        {BODY_AFTER "\n", 2, "no rows"},
        {BODY_AFTER "\n1,2,3\n", 2, "8 values"},
        {BODY_AFTER "\n" VALUES "\n.1,.2,.11,oops,.4,.5,.41,.51\n", 3, "line 3, column 11: \"oops\""},
        {BODY_AFTER "\n.1,.2,.11,0x10,.4,.5,.41,.51\n", 2, "0x10"},
        {BODY_AFTER "\n.1,.2,.11,inf,.4,.5,.41,.51\n", 2, "inf"},
        {BODY_AFTER "\n.1,.2,.11,1e9,.4,.5,.41,.51\n", 2, "1e9"},
        {BODY_AFTER ",left_hip_v\n" VALUES ",1.5\n", 2, "visibility"},
        {BODY_AFTER "\n.0,-9,.0,-9,1,0,-1,0\n", 0, "pelvis"},
        {"time," BODY_AFTER "\n0," VALUES "\n4000," VALUES "\n", 0, "60 minutes"},
        {"time," BODY_AFTER "\n0," VALUES "\n3600.001," VALUES "\n", 0, "60 minutes"},
        {BODY_AFTER "\n.1,.2,.11,1000001,.4,.5,.41,.51\n", 2, "1000001"},
    };
    for (size_t i = 0; i < LUMBAR_COUNT(cases); i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_error error = {0};
        assert_null(read_text(arena, cases[i].text, &error));
        assert_int_equal(error.code, LUMBAR_INPUT);
        if (error.position != cases[i].line || !strstr(error.text, cases[i].says))
            fail_msg("case %zu: %s", i, error.text);
        lumbar_arena_free(arena);
    }
}

/* Rows that stand in the same microsecond are one; a clock may count from 1970; an hour is an hour. */
static void times_are_whole_microseconds(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_pose *pose = read_text(arena,
                                        "time_ms," BODY_AFTER "\n1764000000000," VALUES "\n1764000000000.0002," VALUES
                                        "\n1764000000040," VALUES "\n1764003600000," VALUES "\n",
                                        &error);
    if (!pose) fail_msg("%s", error.text);
    assert_int_equal(pose->frame_count, 3);
    assert_true(pose->frames[1].time_s == 0.04 && pose->frames[2].time_s == 3600);
    assert_true(pose->duration_s <= LUMBAR_SECONDS_MOST + LUMBAR_LAST_FRAME_MOST);
    lumbar_arena_free(arena);
}

/* 300,000 rows are read, one more is refused. */
static void the_rows_that_are_said_are_read(void **state)
{
    (void)state;
    lumbar_text text = {0};
    lumbar_text_add(&text, "time," BODY_AFTER "\n");
    for (int i = 0; i <= LUMBAR_FRAMES_MOST; i++) {
        if (i == LUMBAR_FRAMES_MOST) {
            lumbar_arena *arena = lumbar_arena_new();
            lumbar_error error = {0};
            const lumbar_pose *pose = read_text(arena, text.data, &error);
            if (!pose) fail_msg("%s", error.text);
            assert_int_equal(pose->frame_count, LUMBAR_FRAMES_MOST);
            lumbar_arena_free(arena);
        }
        lumbar_text_addf(&text, "%d.%03d," VALUES "\n", i / 100, i % 100 * 10);
    }
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    assert_null(read_text(arena, text.data, &error));
    assert_non_null(strstr(error.text, "more than 300000 rows"));
    lumbar_arena_free(arena);
    lumbar_text_free(&text);
}

static bool never(void *user, double done_s, double total_s)
{
    (void)user, (void)done_s, (void)total_s;
    return false;
}

static void reading_stops_when_asked(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_pose_settings settings = {.progress = never};
    FILE *file = text_file(BODY_AFTER "\n" VALUES "\n" VALUES "\n");
    assert_null(lumbar_csv_read(arena, file, "table.csv", &settings, &error));
    fclose(file);
    assert_int_equal(error.code, LUMBAR_INTERRUPTED);
    lumbar_arena_free(arena);
}

static void probing_knows_the_header(void **state)
{
    (void)state;
    assert_true(lumbar_csv_probe((const unsigned char *)BODY_AFTER "\n", sizeof BODY_AFTER));
    assert_true(lumbar_csv_probe((const unsigned char *)BODY_BEFORE "\n", sizeof BODY_BEFORE));
    assert_false(lumbar_csv_probe((const unsigned char *)"a,b\n" BODY_BEFORE, 4 + sizeof BODY_BEFORE));
    assert_false(lumbar_csv_probe(NULL, 0));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(both_layouts_give_the_same_points),
    cmocka_unit_test(an_untimed_table_is_stills_with_labels),
    cmocka_unit_test(repeated_and_backward_times_are_dropped_and_counted),
    cmocka_unit_test(damage_is_refused_with_its_place),
    cmocka_unit_test(times_are_whole_microseconds),
    cmocka_unit_test(the_rows_that_are_said_are_read),
    cmocka_unit_test(reading_stops_when_asked),
    cmocka_unit_test(probing_knows_the_header),
};

CHECK_MAIN(tests)
