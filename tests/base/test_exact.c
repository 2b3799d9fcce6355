/* Our own elementary functions against the C library's, which are as good and differ from one to another. */
#include <math.h>
#include <stdbool.h>
#include "../check.h"
#include "base/exact.h"

enum { DRAWS = 200000 };

static uint32_t chance = 1;

/* From -1 to 1. */
static double draw(void)
{
    chance = chance * 1664525u + 1013904223u;
    return (double)chance / 2147483648.0 - 1;
}

/* Whether `got` is within 4 units in the last place. */
static bool near(double got, double wanted)
{
    return fabs(got - wanted) <= 4 * (nextafter(fabs(wanted), INFINITY) - fabs(wanted));
}

static void test_as_the_library(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        double x = draw() * pow(10, i % 9 - 5), y = draw() * pow(10, i % 5 - 2);
        if (fabs(x) < 700) assert_true(near(lumbar_exp(x), exp(x)));
        assert_true(near(lumbar_log(fabs(x)), log(fabs(x))));
        assert_true(near(lumbar_sin(x), sin(x)));
        assert_true(near(lumbar_cos(x), cos(x)));
        assert_true(near(lumbar_atan2(y, x), atan2(y, x)));
        assert_true(near(lumbar_length(x, y), hypot(x, y)));
    }
}

static void test_ends(void **state)
{
    (void)state;
    assert_true(lumbar_exp(0) == 1 && lumbar_exp(-1000) == 0 && isinf(lumbar_exp(1000)) && isnan(lumbar_exp(NAN)));
    assert_true(lumbar_exp(-INFINITY) == 0 && isinf(lumbar_exp(INFINITY)));
    assert_true(lumbar_log(1) == 0 && isinf(lumbar_log(0)) && isnan(lumbar_log(-1)) && isinf(lumbar_log(INFINITY)));
    assert_true(lumbar_sin(0) == 0 && lumbar_cos(0) == 1 && isnan(lumbar_sin(INFINITY)) && isnan(lumbar_cos(NAN)));
    assert_true(fabs(lumbar_sin(1e300)) <= 1 && fabs(lumbar_cos(-1e300)) <= 1);
    const double ends[] = {-INFINITY, -1, -0.0, 0.0, 1, INFINITY};
    for (int i = 0; i < 6; i++)
        for (int k = 0; k < 6; k++) assert_true(near(lumbar_atan2(ends[i], ends[k]), atan2(ends[i], ends[k])));
    assert_true(isnan(lumbar_atan2(NAN, 1)) && isnan(lumbar_atan2(1, NAN)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_as_the_library), cmocka_unit_test(test_ends)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
