/* Growing text and errors. */
#include <string.h>
#include "../check.h"
#include "base/base.h"

static void text_grows(void **state)
{
    (void)state;
    lumbar_text text = {0};
    for (int i = 0; i < 1000; i++) lumbar_text_addf(&text, "%03d", i);
    assert_false(text.failed);
    assert_int_equal(text.size, 3000);
    assert_memory_equal(text.data + 2997, "999", 4);
    lumbar_text_free(&text);
    assert_null(text.data);
}

static void an_error_keeps_code_position_and_words(void **state)
{
    (void)state;
    lumbar_error error = {0};
    assert_false(lumbar_fail(&error, LUMBAR_INPUT, 12, "%s: row %d", "weights", 12));
    assert_int_equal(error.code, LUMBAR_INPUT);
    assert_int_equal(error.position, 12);
    assert_string_equal(error.text, "weights: row 12");
    assert_false(lumbar_fail(NULL, LUMBAR_INPUT, 0, "nobody listens"));
    assert_int_equal(lumbar_exit_status(LUMBAR_INPUT), 3);
    assert_int_equal(lumbar_exit_status(LUMBAR_INTERRUPTED), 130);
}

/* Whatever a name holds, a message is UTF-8 on one line, with its start and its end. */
static void a_message_is_whole_whatever_a_name_holds(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a",  "\xc3\xa4", "\xe2\x82\xac", "\xf0\x9f\x8f\x8b", "\xff",
                                         "\n", "\x1b[2J",  "\xe2\x80\xae", "\xc2\x9b",         "\xe2\x82"};
    static char name[4200];
    for (size_t piece = 0; piece < LUMBAR_COUNT(pieces); piece++)
        for (size_t count = 0; count < 500; count += count < 200 ? 1 : 7) {
            size_t length = 0;
            for (size_t i = 0; i < count; i++)
                for (const char *c = pieces[piece]; *c; c++) name[length++] = *c;
            name[length] = 0;
            lumbar_error error = {0};
            lumbar_fail(&error, LUMBAR_INPUT, 0, "Start %s: this is the cure", name);
            assert_memory_equal(error.text, "Start ", 6);
            size_t all = strlen(error.text);
            assert_string_equal(error.text + all - 18, ": this is the cure");
            for (const char *at = error.text; *at; at += lumbar_plain_length(at))
                assert_true(lumbar_plain_length(at) > 0);
            if (length + 24 < sizeof error.text) assert_int_equal(all, length + 24);
            else assert_non_null(strstr(error.text, " ... "));
        }
}

static void a_quoted_string_is_valid(void **state)
{
    (void)state;
    lumbar_text text = {0};
    lumbar_json_quote(&text, "a\"\\\n\x01\xff\xc3\xa4\xed\xa0\x80");
    assert_string_equal(text.data, "\"a\\\"\\\\\\n\\u0001\xef\xbf\xbd\xc3\xa4\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
    text.size = 0;
    lumbar_text_add_plain(&text, "clip\n\x1b[31m\xff\xe2\x80\xae.mp4");
    assert_string_equal(text.data, "clip??[31m????.mp4");
    lumbar_text_free(&text);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_message_is_whole_whatever_a_name_holds),
    cmocka_unit_test(a_quoted_string_is_valid),
    cmocka_unit_test(text_grows),
    cmocka_unit_test(an_error_keeps_code_position_and_words),
};
CHECK_MAIN(tests)
