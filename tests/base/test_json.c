/* Reading JSON files: what is accepted, and the message for what is not. */
#include <string.h>
#include "../check.h"
#include "base/json.h"

static void refused(const char *text, const char *words)
{
    lumbar_error error = {0};
    assert_null(lumbar_json_parse(text, strlen(text), "file.json", &error));
    assert_int_equal(error.code, LUMBAR_INPUT);
    if (!strstr(error.text, words) || !strstr(error.text, "file.json")) fail_msg("%s", error.text);
}

static void bad_files_are_named(void **state)
{
    (void)state;
    refused("", "not JSON");
    refused("{\"a\": 1,}", "line 1");
    refused("{\"a\": 1, \"a\": 2}", "twice");
    refused("{\"a\": \"\xff\"}", "UTF-8");
    refused("{\"a\": 1} x", "not JSON");
    refused("{\"a\": 1e999}", "not JSON");
    static const char *const not_json[] = {"{\"a\" 1}",   "{\"a\": 1",
                                           "[1 2]",       "[1,",
                                           "[\"a",        "\"a\nb\"",
                                           "\"\t\"",      "{a: 1}",
                                           "[01]",        "[1.]",
                                           "[.5]",        "[+1]",
                                           "[1e]",        "[0x10]",
                                           "[NaN]",       "[nul]",
                                           "[True]",      "\"\\x\"",
                                           "\"\\u12\"",   "\"\\ud800\"",
                                           "\"\\udc00\"", "\"\\ud800\\u0041\"",
                                           "\"\\u0000\"", "[1]]",
                                           "'a'"};
    for (size_t i = 0; i < LUMBAR_COUNT(not_json); i++) refused(not_json[i], "not JSON");
    refused("{\"a\": 1,\n \"b\": x}", "line 2, column 7");
    refused("[\"\xc3\xa4\xc3\xa4\" 1]", "line 1, column 7");
    refused("[\"\xc3\"]", "UTF-8");
    refused("\xff", "UTF-8");
    char deep[200001];
    memset(deep, '[', 200000);
    deep[200000] = 0;
    refused(deep, "nested too deep");
}

static void a_byte_order_mark_is_no_content(void **state)
{
    (void)state;
    static const char marked[] = "\xEF\xBB\xBF{\"a\": 1}", wide[] = "\xFF\xFE{\0}\0", plain_wide[] = "{\0}\0",
                      wide_other[] = "\0{\0}";
    lumbar_error error = {0};
    lumbar_json *json = lumbar_json_parse(marked, sizeof marked - 1, "file.json", &error);
    assert_non_null(json);
    assert_true(lumbar_json_number(lumbar_json_get(json, "a")) == 1);
    lumbar_json_free(json);
    refused("\xEF\xBB\xBF", "not JSON");
    refused("\xEF\xBB\xBF\xEF\xBB\xBF{}", "not JSON");
    assert_null(lumbar_json_parse_line(marked, sizeof marked - 1, "file.json", 1, &error)); /* a line is no file */
    const char *const others[] = {wide, plain_wide, wide_other};
    for (size_t i = 0; i < LUMBAR_COUNT(others); i++) {
        assert_null(lumbar_json_parse(others[i], 4, "file.json", &error));
        assert_non_null(strstr(error.text, "save the file as UTF-8"));
    }
}

static bool count_keys(void *user, const char *key, const lumbar_json *value)
{
    strcat(user, key);
    return value != NULL;
}

static void values(void **state)
{
    (void)state;
    const char *text = "{\"z\": [1, 2.5], \"a\": \"x\", \"t\": true, \"n\": null}";
    lumbar_json *json = lumbar_json_parse(text, strlen(text), "file.json", NULL);
    assert_non_null(json);
    const lumbar_json *list = lumbar_json_get(json, "z");
    assert_int_equal(lumbar_json_count(list), 2);
    assert_true(lumbar_json_number(lumbar_json_at(list, 1)) == 2.5);
    assert_null(lumbar_json_at(list, 2));
    assert_string_equal(lumbar_json_string(lumbar_json_get(json, "a")), "x");
    assert_true(lumbar_json_truth(lumbar_json_get(json, "t")));
    assert_int_equal(lumbar_json_kind(lumbar_json_get(json, "n")), LUMBAR_JSON_NULL);
    char keys[16] = "";
    assert_true(lumbar_json_each(json, count_keys, keys));
    assert_string_equal(keys, "zatn"); /* the file's order */
    double missing = lumbar_json_number(lumbar_json_get(json, "none"));
    assert_true(missing != missing);
    assert_null(lumbar_json_string(list));
    lumbar_json_free(json);
}

static void texts_and_numbers(void **state)
{
    (void)state;
    const char *text = " [\"\\\"\\\\\\/\\b\\f\\n\\r\\t\", \"\\u0041\\u00e4\\u20AC\\ud83d\\ude00\xc3\xa4\", -0.5e-3, "
                       "1E+2, 0, [], {}]\n ";
    lumbar_json *json = lumbar_json_parse(text, strlen(text), "file.json", NULL);
    assert_non_null(json);
    assert_string_equal(lumbar_json_string(lumbar_json_at(json, 0)), "\"\\/\b\f\n\r\t");
    assert_string_equal(lumbar_json_string(lumbar_json_at(json, 1)), "A\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80\xc3\xa4");
    assert_true(lumbar_json_number(lumbar_json_at(json, 2)) == -0.5e-3 &&
                lumbar_json_number(lumbar_json_at(json, 3)) == 100);
    assert_int_equal(lumbar_json_kind(lumbar_json_at(json, 5)), LUMBAR_JSON_ARRAY);
    assert_int_equal(lumbar_json_kind(lumbar_json_at(json, 6)), LUMBAR_JSON_OBJECT);
    assert_int_equal(lumbar_json_count(lumbar_json_at(json, 6)), 0);
    lumbar_json_free(json);
}

static const struct CMUnitTest tests[] = {cmocka_unit_test(bad_files_are_named),
                                          cmocka_unit_test(a_byte_order_mark_is_no_content), cmocka_unit_test(values),
                                          cmocka_unit_test(texts_and_numbers)};
CHECK_MAIN(tests)
