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

static const char *nearest(const char *word)
{
    static const char *const known[] = {"interview", "knowledge", "pose", "posed", "why"};
    lumbar_nearest n = {.word = word};
    for (size_t i = 0; i < LUMBAR_COUNT(known); i++) lumbar_offer(&n, known[i]);
    return n.known;
}

static void near_and_far(void **state)
{
    (void)state;
    assert_string_equal(nearest("intervew"), "interview");
    assert_string_equal(nearest("knowl"), "knowledge"); /* as it begins */
    assert_null(nearest("film"));
    assert_null(nearest("x"));
    assert_string_equal(nearest("pozed"), "posed"); /* "pose" is near too, and comes before */
    assert_string_equal(nearest("pose"), "pose");
}

static const struct CMUnitTest tests[] = {cmocka_unit_test(distances), cmocka_unit_test(near_and_far)};
CHECK_MAIN(tests)
