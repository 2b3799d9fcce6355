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

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(text_grows),
    cmocka_unit_test(an_error_keeps_code_position_and_words),
};
CHECK_MAIN(tests)
