/* Small files read whole: what cannot be read, and endless ones. */
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "base/input.h"

static void refused(const char *path, const char *words)
{
    lumbar_error error = {0};
    size_t size;
    assert_null(lumbar_input_read(path, 100, &size, &error));
    assert_int_equal(error.code, LUMBAR_INPUT);
    if (!strstr(error.text, words)) fail_msg("%s", error.text);
}

static void what_holds_no_bytes_is_named(void **state)
{
    (void)state;
    refused("/no/such/file.json", "cannot be opened");
    refused("/", "folder");
}

static void an_endless_one_stops_at_the_limit(void **state)
{
    (void)state;
    for (size_t most = 16383; most <= 100000; most += 16384) {
        size_t size = 0;
        char *bytes = lumbar_input_read("/dev/zero", most, &size, NULL);
        assert_non_null(bytes);
        assert_int_equal(size, most + 1);
        free(bytes);
    }
}

static void an_empty_one_is_read(void **state)
{
    (void)state;
    size_t size = 1;
    char *bytes = lumbar_input_read("/dev/null", 100, &size, NULL);
    assert_non_null(bytes);
    assert_int_equal(size, 0);
    free(bytes);
}

static const struct CMUnitTest tests[] = {cmocka_unit_test(what_holds_no_bytes_is_named),
                                          cmocka_unit_test(an_endless_one_stops_at_the_limit),
                                          cmocka_unit_test(an_empty_one_is_read)};
CHECK_MAIN(tests)
