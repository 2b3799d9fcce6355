/* Files that are whole or not there: modes, replaced files, devices, folders, full disks. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "../check.h"
#include "base/file.h"

static char folder[] = "/tmp/lumbar-file-XXXXXX";

static int set_up(void **state)
{
    (void)state;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int entries(void)
{
    DIR *open = opendir(".");
    int count = 0;
    for (struct dirent *entry; (entry = readdir(open));) count += entry->d_name[0] != '.';
    closedir(open);
    return count;
}

static int tear_down(void **state)
{
    (void)state;
    unlink("real"), unlink("link");
    return chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static void content_is(const char *path, const char *expected)
{
    char bytes[64] = "";
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t size = fread(bytes, 1, sizeof bytes - 1, file);
    fclose(file);
    bytes[size] = 0;
    assert_string_equal(bytes, expected);
}

static void appears_when_whole(void **state)
{
    (void)state;
    lumbar_output output;
    assert_true(lumbar_output_open(&output, "real", NULL));
    fputs("one", output.stream);
    assert_int_not_equal(access("real", F_OK), 0);
    assert_true(lumbar_output_close(&output, true, NULL));
    content_is("real", "one");
    struct stat about;
    stat("real", &about);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(symlink("real", "link"), 0);
    assert_true(lumbar_output_open(&output, "link", NULL));
    fputs("two", output.stream);
    content_is("real", "one");
    assert_true(lumbar_output_close(&output, true, NULL));
    content_is("real", "two"); /* the link is followed and stays a link */
    lstat("link", &about);
    assert_true(S_ISLNK(about.st_mode));
    assert_true(lumbar_output_open(&output, "real", NULL));
    fputs("three", output.stream);
    assert_true(lumbar_output_close(&output, false, NULL));
    content_is("real", "two");
    assert_int_equal(entries(), 2);
}

static void refusals_leave_nothing(void **state)
{
    (void)state;
    lumbar_output output;
    lumbar_error error = {0};
    assert_false(lumbar_output_open(&output, ".", &error));
    assert_int_equal(error.code, LUMBAR_OUTPUT);
    assert_true(lumbar_output_close(&output, false, NULL)); /* fine on one that failed to open */
    assert_false(lumbar_output_open(&output, "no/such/folder/file", &error));
    assert_non_null(strstr(error.text, "no/such/folder/file"));
    struct stat before, after;
    stat("/dev/full", &before);
    assert_true(lumbar_output_open(&output, "/dev/full", &error));
    fputs("x", output.stream);
    assert_false(lumbar_output_close(&output, true, &error));
    assert_int_equal(error.code, LUMBAR_OUTPUT);
    stat("/dev/full", &after);
    assert_true(S_ISCHR(after.st_mode) && before.st_rdev == after.st_rdev); /* a device is not replaced */
}

static const struct CMUnitTest tests[] = {cmocka_unit_test(appears_when_whole),
                                          cmocka_unit_test(refusals_leave_nothing)};
int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
