/* A body in metres as tables: two stretches with a gap, a point that is missing, one that is none at all. */
#include <math.h>
#include <string.h>
#include "../check.h"
#include "report/motion.h"

enum { MOMENTS = 3 };
static const lumbar_body_point nose[MOMENTS] = {{{0.1F, 0.25F, 1.5F}, {0.02F, 0.2F, 0.03F}, {true, false, true}},
                                                {{NAN, NAN, NAN}, {NAN, NAN, NAN}, {false, false, false}},
                                                {{0.3F, -0.1F, 1.4F}, {0.02F, 0.2F, 0.03F}, {true, true, true}}};
static const float trunk[8] = {10, 20, NAN, NAN, NAN, NAN, 30.04F, 40}, trunk_band[8] = {3, 3, 3, 3, 3, 3, 3, 3};
static const lumbar_body bodies[] = {
    {.start_s = 1, .step_s = 0.02, .count = MOMENTS, .height_m = 1.8, .points = {[LUMBAR_NOSE] = nose}},
    {.start_s = 1.1,
     .step_s = 0.02,
     .count = 2,
     .height_m = NAN,
     .height_guessed = true,
     .points = {[LUMBAR_NOSE] = nose}}};
static const lumbar_curve curves[] = {
    {.id = "trunk", .unit = "deg", .start_s = 1, .step_s = 0.02, .value = trunk, .band = trunk_band, .count = 8}};
static const lumbar_motion motion = {.path = "a \"film\"",
                                     .duration_s = 2,
                                     .bodies = bodies,
                                     .body_count = LUMBAR_COUNT(bodies),
                                     .curves = curves,
                                     .curve_count = LUMBAR_COUNT(curves)};

/* A line, and the cell of it, each from 0; what separates the cells. */
static const char *cell(const char *text, int line, int column, const char *between)
{
    static char found[64];
    for (; line > 0; line--) text = strchr(text, '\n') + 1;
    for (; column > 0; column--) text += strcspn(text, between) + 1;
    snprintf(found, sizeof found, "%.*s", (int)strcspn(text, between), text);
    found[strcspn(found, "\n")] = 0;
    return found;
}

static size_t lines(const char *text)
{
    size_t count = 0;
    for (; (text = strchr(text, '\n')); text++) count++;
    return count;
}

static void a_table_has_a_row_a_moment(void **state)
{
    (void)state;
    lumbar_text out = {0};
    lumbar_motion_csv(&motion, false, &out);
    assert_int_equal(lines(out.data), 1 + 3 + 2);
    assert_string_equal(cell(out.data, 0, 2, ","), "trunk_deg");
    assert_string_equal(cell(out.data, 0, 3, ","), "nose_x_m");
    assert_string_equal(cell(out.data, 1, 0, ","), "1");
    assert_string_equal(cell(out.data, 1, 4, ","), "0.25");
    assert_string_equal(cell(out.data, 2, 2, ","), "20");
    assert_string_equal(cell(out.data, 2, 3, ","), ""); /* not seen */
    assert_string_equal(cell(out.data, 3, 2, ","), "");
    assert_string_equal(cell(out.data, 4, 1, ","), "1"); /* the second body */
    assert_string_equal(cell(out.data, 5, 2, ","), "30");
    assert_string_equal(cell(out.data, 4, 6, ","), ""); /* a point that is none */
    lumbar_text_free(&out);
    lumbar_motion_csv(&motion, true, &out);
    assert_string_equal(cell(out.data, 0, 3, ","), "trunk_band_deg");
    assert_string_equal(cell(out.data, 1, 3, ","), "3");
    assert_string_equal(cell(out.data, 0, 5, ","), "nose_x_band_m");
    assert_string_equal(cell(out.data, 1, 5, ","), "0.02");
    lumbar_text_free(&out);
}

static void opensim_has_y_up(void **state)
{
    (void)state;
    lumbar_text out = {0};
    lumbar_motion_trc(&motion, &out);
    assert_int_equal(lines(out.data), 6 + 7); /* 1 to 1.12 s, what was not seen too */
    assert_string_equal(cell(out.data, 2, 2, "\t"), "7");
    assert_string_equal(cell(out.data, 6, 2, "\t"), "0.1");
    assert_string_equal(cell(out.data, 6, 3, "\t"), "1.5");
    assert_string_equal(cell(out.data, 6, 4, "\t"), "-0.25");
    assert_string_equal(cell(out.data, 9, 1, "\t"), "1.06"); /* between the bodies */
    assert_string_equal(cell(out.data, 9, 2, "\t"), "");
    assert_string_equal(cell(out.data, 11, 3, "\t"), "1.5");
    lumbar_text_free(&out);
    lumbar_motion_trc(&(lumbar_motion){.body_count = 0}, &out);
    assert_int_equal(lines(out.data), 6);
    lumbar_text_free(&out);
}

static void json_says_what_was_measured(void **state)
{
    (void)state;
    lumbar_text out = {0};
    lumbar_motion_json(&motion, &out);
    assert_non_null(strstr(out.data, "\"path\": \"a \\\"film\\\"\""));
    assert_non_null(strstr(out.data, "\"measured\": \"507\""));
    assert_non_null(strstr(out.data, "\"x_m\": [0.1,null,0.3]"));
    assert_non_null(strstr(out.data, "\"height_m\": null, \"height_guessed\": true"));
    assert_non_null(strstr(out.data, "\"value\": [10,20,null,null,null,null,30,40]"));
    assert_null(strstr(out.data, "left_eye"));
    lumbar_text_free(&out);
}

static const struct CMUnitTest tests[] = {cmocka_unit_test(a_table_has_a_row_a_moment),
                                          cmocka_unit_test(opensim_has_y_up),
                                          cmocka_unit_test(json_says_what_was_measured)};
CHECK_MAIN(tests)
