/* Small files read whole: what cannot be read, and endless ones. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
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
        lumbar_error error = {0};
        size_t size;
        assert_null(lumbar_input_read("/dev/zero", most, &size, &error));
        assert_int_equal(error.code, LUMBAR_INPUT);
        assert_non_null(strstr(error.text, "/dev/zero: has more than"));
    }
}

/* A file of just so many bytes is whole; of one more it is refused. */
static void the_limit_is_within(void **state)
{
    (void)state;
    char name[] = "/tmp/lumbar-input-XXXXXX";
    int file = mkstemp(name);
    size_t size = 0;
    assert_true(file >= 0 && ftruncate(file, 40000) == 0);
    close(file);
    char *bytes = lumbar_input_read(name, 40000, &size, NULL);
    assert_non_null(bytes);
    assert_int_equal(size, 40000);
    free(bytes);
    assert_null(lumbar_input_read(name, 39999, &size, NULL));
    unlink(name);
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

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_holds_no_bytes_is_named), cmocka_unit_test(an_endless_one_stops_at_the_limit),
    cmocka_unit_test(the_limit_is_within), cmocka_unit_test(an_empty_one_is_read)};
CHECK_MAIN(tests)
