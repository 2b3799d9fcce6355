/* Suggestions for mistyped words. */
#include "../check.h"
#include "base/base.h"

static void distances(void **state)
{
    (void)state;
    assert_int_equal(lumbar_edit_distance("", ""), 0);
    assert_int_equal(lumbar_edit_distance("", "abc"), 3);
    assert_int_equal(lumbar_edit_distance("kitten", "sitting"), 3);
    assert_int_equal(lumbar_edit_distance("validate", "vaildate"), 1); /* a swap is one slip */
    assert_int_equal(lumbar_edit_distance("same", "same"), 0);
}

static void near_and_far(void **state)
{
    (void)state;
    assert_true(lumbar_is_near("intervew", "interview"));
    assert_true(lumbar_is_near("knowl", "knowledge"));
    assert_false(lumbar_is_near("film", "pose"));
    assert_false(lumbar_is_near("x", "why"));
}

static const struct CMUnitTest tests[] = {cmocka_unit_test(distances), cmocka_unit_test(near_and_far)};
CHECK_MAIN(tests)
