/* The JSON writer: rounding by unit, missing values, escapes, nesting. */
#include <math.h>
#include <string.h>
#include "../check.h"
#include "report/writer.h"

static void number_is(double value, const char *unit, const char *expected)
{
    char text[40];
    lumbar_number_text(text, sizeof text, value, unit);
    assert_string_equal(text, expected);
}

static void rounding_by_unit(void **state)
{
    (void)state;
    number_is(41.26, "deg", "41.3");
    number_is(41.0, "deg", "41");
    number_is(2899.6, "N", "2900");
    number_is(1.23456, "s", "1.235");
    number_is(0.62049, NULL, "0.62");
    number_is(0.62051, NULL, "0.621");
    number_is(-3.04, "dB", "-3");
    number_is(-0.04, "deg", "0"); /* no minus zero */
    number_is(0.0005, NULL, "0.001");
    number_is(1000000, "reps", "1000000");
    number_is(0.05, "deg", "0.1");
}

static void missing_is_null(void **state)
{
    (void)state;
    number_is(NAN, "deg", "null");
    number_is(INFINITY, "deg", "null");
    number_is(-INFINITY, "N", "null");
    number_is(1e300, "deg", "null");
}

static void quoted_is(const char *value, const char *expected)
{
    lumbar_text text = {0};
    lumbar_json_quote(&text, value);
    assert_string_equal(text.data, expected);
    lumbar_text_free(&text);
}

static void strings_stay_json(void **state)
{
    (void)state;
    quoted_is("a \"b\" \\ c\n\t\x01\x7f", "\"a \\\"b\\\" \\\\ c\\n\\u0009\\u0001\\u007f\"");
    quoted_is("caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x99\x82", "\"caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x99\x82\"");
    quoted_is("\xC3", "\"\xEF\xBF\xBD\"");                                   /* cut short */
    quoted_is("\xC0\xAF", "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");                   /* overlong */
    quoted_is("\xED\xA0\x80x", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDx\""); /* surrogate */
    quoted_is("\xF4\x90\x80\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

static void nesting(void **state)
{
    (void)state;
    lumbar_text text = {0};
    lumbar_writer writer = lumbar_writer_to(&text);
    lumbar_write_open(&writer, NULL, '{');
    lumbar_write_string(&writer, "a", NULL);
    lumbar_write_open(&writer, "b", '[');
    lumbar_write_integer(&writer, NULL, -7);
    lumbar_write_bool(&writer, NULL, true);
    lumbar_write_close(&writer);
    lumbar_write_open(&writer, "c", '[');
    lumbar_write_close(&writer);
    lumbar_write_number(&writer, "d", 0.5, NULL);
    lumbar_write_close(&writer);
    lumbar_write_end(&writer);
    assert_false(text.failed);
    assert_string_equal(text.data,
                        "{\n  \"a\": null,\n  \"b\": [\n    -7,\n    true\n  ],\n  \"c\": [],\n  \"d\": 0.5\n}\n");
    lumbar_text_free(&text);
}

static void misuse_is_noticed(void **state)
{
    (void)state;
    lumbar_text text = {0};
    lumbar_writer writer = lumbar_writer_to(&text);
    lumbar_write_close(&writer);
    assert_true(text.failed);
    lumbar_text_free(&text);
    writer = lumbar_writer_to(&text);
    for (int i = 0; i <= LUMBAR_WRITER_DEPTH; i++) lumbar_write_open(&writer, NULL, '[');
    assert_true(text.failed);
    lumbar_text_free(&text);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(rounding_by_unit), cmocka_unit_test(missing_is_null),   cmocka_unit_test(strings_stay_json),
    cmocka_unit_test(nesting),          cmocka_unit_test(misuse_is_noticed),
};
CHECK_MAIN(tests)
