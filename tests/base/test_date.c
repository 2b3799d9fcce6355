/* Days of the calendar against the C library's own reckoning. */
#include <string.h>
#include <time.h>
#include "../check.h"
#include "base/base.h"

static bool same(lumbar_date a, lumbar_date b) { return a.year == b.year && a.month == b.month && a.day == b.day; }

static void test_after(void **state)
{
    (void)state;
    const lumbar_date start = {1999, 12, 1};
    for (int days = -3000; days < 3000; days++) {
        struct tm day = {
            .tm_year = start.year - 1900, .tm_mon = start.month - 1, .tm_mday = start.day + days, .tm_hour = 12};
        assert_true(timegm(&day) != (time_t)-1);
        lumbar_date ours = lumbar_date_after(start, days);
        if (!same(ours, (lumbar_date){day.tm_year + 1900, day.tm_mon + 1, day.tm_mday}))
            fail_msg("%d days: %d-%d-%d", days, ours.year, ours.month, ours.day);
        if (lumbar_date_between(start, ours) != days || lumbar_date_between(ours, start) != -days)
            fail_msg("%d days: %d between", days, lumbar_date_between(start, ours));
    }
    assert_true(same(lumbar_date_after((lumbar_date){1900, 2, 28}, 1), (lumbar_date){1900, 3, 1}));
    assert_true(same(lumbar_date_after((lumbar_date){0}, 7), (lumbar_date){0}));
    assert_true(same(lumbar_date_after((lumbar_date){2000, 3, 1}, -1), (lumbar_date){2000, 2, 29}));
    if (lumbar_date_known(lumbar_date_after((lumbar_date){1, 1, 1}, -1)))
        fail_msg("a day before the calendar is known");
}

static void test_read(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",           "2026",      "2026-02-29", "2026-13-01",  "2026-00-10",
                                        "2026-04-31", "2026-4-01", "26-04-2001", "2026-04-01 ", "2026-04-01T",
                                        "2026/04/01", "0000-01-01"};
    assert_true(same(lumbar_date_read("2026-11-22"), (lumbar_date){2026, 11, 22}));
    assert_true(same(lumbar_date_read("2024-02-29"), (lumbar_date){2024, 2, 29}));
    for (size_t i = 0; i < LUMBAR_COUNT(wrong); i++)
        if (lumbar_date_known(lumbar_date_read(wrong[i]))) fail_msg("\"%s\" is taken for a date", wrong[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_after), cmocka_unit_test(test_read)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
