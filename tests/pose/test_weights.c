/* Weights are known by their content: SHA-256 against the standard's examples, and the refusal of what is missing or
 * wrong. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "../check.h"
#include "base/base.h"
#include "pose/sha256.h"
#include "pose/weights.h"

/* FIPS 180-4's examples, and lengths about a block's end (from another implementation). */
static void test_sha256(void **state)
{
    (void)state;
    static const struct {
        size_t count;
        const char *text, *sum;
    } cases[] = {
        {0, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {3, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {56, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };
    char hex[65];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lumbar_sha256((const uint8_t *)cases[i].text, cases[i].count, hex);
        assert_string_equal(hex, cases[i].sum);
    }
    uint8_t *million = malloc(1000000);
    memset(million, 'a', 1000000);
    lumbar_sha256(million, 1000000, hex);
    assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(million);
}

static void test_missing_and_wrong(void **state)
{
    (void)state;
    char folder[] = "/tmp/lumbar-weights-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    assert_null(lumbar_weights_load(arena, "full", folder, &error));
    assert_int_equal(error.code, LUMBAR_SETUP);
    assert_non_null(strstr(error.text, "scripts/setup"));
    snprintf(path, sizeof path, "%s/pose_landmark_full.tflite", folder);
    FILE *file = fopen(path, "wb");
    fputs("TFL3 but not these weights", file);
    fclose(file);
    error = (lumbar_error){0};
    assert_null(lumbar_weights_load(arena, "full", folder, &error));
    assert_int_equal(error.code, LUMBAR_SETUP);
    assert_non_null(strstr(error.text, path));
    assert_null(lumbar_weights_load(arena, "huge", folder, &error));
    assert_int_equal(error.code, LUMBAR_USAGE);
    unlink(path);
    rmdir(folder);
    lumbar_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sha256), cmocka_unit_test(test_missing_and_wrong)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
