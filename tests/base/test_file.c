/* Files that are whole or not there: modes, replaced files, links, devices, folders, full disks, file systems that can
 * less. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "../check.h"
#include "base/file.h"

static char folder[] = "/tmp/lumbar-file-XXXXXX";

/* ---- a file system that can less: these stand before the C library's ----------------------------------- */

static bool no_unnamed, no_exchange;

int openat(int directory, const char *path, int flags, ...)
{
    if (no_unnamed && (flags & O_TMPFILE) == O_TMPFILE) return errno = EOPNOTSUPP, -1;
    return (int)syscall(SYS_openat, directory, path, flags, 0600);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    if (no_exchange) return errno = EINVAL, -1;
    return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}

/* ---- */

static int set_up(void **state)
{
    (void)state;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

/* Names in the folder, the hidden ones of temporary files too. */
static int entries(void)
{
    DIR *open = opendir(".");
    int count = -2; /* . and .. */
    while (readdir(open)) count++;
    closedir(open);
    return count;
}

static int tear_down(void **state)
{
    (void)state;
    unlink("real"), unlink("link"), unlink("other");
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

static void make(const char *path, const char *content)
{
    FILE *file = fopen(path, "wb");
    fputs(content, file);
    fclose(file);
}

static void appears_when_whole(void **state)
{
    (void)state;
    lumbar_output output;
    assert_true(lumbar_output_open(&output, "real", NULL));
    fputs("one", output.stream);
    fflush(output.stream);
    assert_int_equal(entries(), 0); /* not even a temporary name, which a kill would leave */
    assert_true(lumbar_output_close(&output, true, NULL));
    content_is("real", "one");
    struct stat about;
    stat("real", &about);
    assert_int_equal(about.st_mode & 0777, 0600);
    chmod("real", 0644);
    assert_int_equal(symlink("real", "link"), 0);
    assert_true(lumbar_output_open(&output, "link", NULL));
    fputs("two", output.stream);
    content_is("real", "one");
    assert_true(lumbar_output_close(&output, true, NULL));
    content_is("real", "two"); /* the link is followed and stays a link */
    lstat("link", &about);
    assert_true(S_ISLNK(about.st_mode));
    stat("real", &about);
    assert_int_equal(about.st_mode & 0777, 0600); /* as promised, also where others could read what stood there */
    assert_true(lumbar_output_open(&output, "real", NULL));
    fputs("three", output.stream);
    assert_true(lumbar_output_close(&output, false, NULL));
    content_is("real", "two");
    assert_int_equal(entries(), 2);
    unlink("link");
}

static void several_are_taken_back(void **state)
{
    (void)state;
    for (int less = 0; less < 4; less++) {
        no_unnamed = less & 1;
        no_exchange = less & 2;
        make("real", "old");
        lumbar_output first, second;
        assert_true(lumbar_output_open(&first, "real", NULL));
        assert_true(lumbar_output_open(&second, "other", NULL));
        fputs("new", first.stream);
        fputs("new", second.stream);
        assert_true(lumbar_output_stage(&first, NULL));
        assert_true(lumbar_output_stage(&second, NULL));
        content_is("real", "old");
        assert_true(lumbar_output_publish(&first, NULL));
        assert_true(lumbar_output_publish(&second, NULL));
        content_is("real", "new");
        content_is("other", "new");
        lumbar_output_discard(&second);
        lumbar_output_discard(&first);
        content_is("real", "old");
        assert_int_equal(entries(), 1);
        assert_true(lumbar_output_open(&first, "real", NULL));
        fputs("new", first.stream);
        assert_true(lumbar_output_close(&first, true, NULL));
        content_is("real", "new");
        assert_int_equal(entries(), 1);
    }
    no_unnamed = no_exchange = false;
    unlink("real");
}

static void what_appeared_meanwhile_stays(void **state)
{
    (void)state;
    for (int less = 0; less < 2; less++) {
        no_exchange = less;
        lumbar_output output;
        lumbar_error error = {0};
        assert_true(lumbar_output_open(&output, "real", NULL));
        fputs("ours", output.stream);
        make("real", "theirs");
        assert_false(lumbar_output_close(&output, true, &error));
        assert_int_equal(error.code, LUMBAR_OUTPUT);
        content_is("real", "theirs");
        assert_int_equal(entries(), 1);
        unlink("real");
    }
    no_exchange = false;
}

static void refused(const char *path, const char *word)
{
    lumbar_output output;
    lumbar_error error = {0};
    int before = entries();
    assert_false(lumbar_output_open(&output, path, &error));
    assert_int_equal(error.code, LUMBAR_OUTPUT);
    if (!strstr(error.text, word)) fail_msg("\"%s\" not in: %s", word, error.text);
    assert_true(lumbar_output_close(&output, false, NULL)); /* fine on one that failed to open */
    assert_int_equal(entries(), before);
}

static void refusals_leave_nothing(void **state)
{
    (void)state;
    char name[300];
    memset(name, 'n', sizeof name);
    name[256] = 0;
    refused(".", "folder");
    refused("new/", "folder");
    refused("no/such/folder/file", "no/such/folder/file");
    refused("/dev/null/file", "Not a directory");
    refused(name, "shorter");
    assert_int_equal(symlink("nothing", "link"), 0);
    refused("link", "link to something that is not there");
    unlink("link");
    assert_int_equal(symlink("link", "link"), 0);
    refused("link", "symbolic links");
    unlink("link");
    make("real", "");
    chmod("real", 0400);
    refused("real", "write-protected");
    unlink("real");
    assert_int_equal(mkfifo("real", 0600), 0);
    refused("real", "Nobody reads");
    unlink("real");
}

static void names_may_be_as_long_as_names_can_be(void **state)
{
    (void)state;
    char name[256];
    memset(name, 'n', sizeof name);
    name[255] = 0;
    for (int less = 0; less < 4; less++) {
        no_unnamed = less & 1;
        lumbar_output output;
        assert_true(lumbar_output_open(&output, name, NULL));
        fputs("x", output.stream);
        assert_true(lumbar_output_close(&output, true, NULL));
        content_is(name, "x");
    }
    no_unnamed = false;
    unlink(name);
    assert_int_equal(entries(), 0);
}

static void a_device_is_written_and_stays(void **state)
{
    (void)state;
    struct stat before, after;
    stat("/dev/full", &before);
    lumbar_output output;
    lumbar_error error = {0};
    assert_true(lumbar_output_open(&output, "/dev/full", &error));
    fputs("x", output.stream);
    assert_false(lumbar_output_close(&output, true, &error));
    assert_int_equal(error.code, LUMBAR_OUTPUT);
    assert_non_null(strstr(error.text, "No space left"));
    stat("/dev/full", &after);
    assert_true(S_ISCHR(after.st_mode) && before.st_rdev == after.st_rdev);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    char path[40], bytes[8] = "";
    snprintf(path, sizeof path, "/dev/fd/%d", ends[1]);
    assert_true(lumbar_output_open(&output, path, &error));
    fputs("told", output.stream);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    fflush(output.stream);
    assert_int_equal(read(ends[0], bytes, sizeof bytes), -1); /* nothing before the end */
    assert_true(lumbar_output_close(&output, true, &error));
    assert_int_equal(read(ends[0], bytes, sizeof bytes), 4);
    close(ends[0]);
    close(ends[1]);
}

static void who_owned_it_owns_it(void **state)
{
    (void)state;
    if (geteuid()) return; /* only root may give files away */
    make("real", "old");
    assert_int_equal(chown("real", 1234, 1235), 0);
    lumbar_output output;
    assert_true(lumbar_output_open(&output, "real", NULL)); /* with sudo, say */
    assert_true(lumbar_output_close(&output, true, NULL));
    struct stat about;
    stat("real", &about);
    assert_true(about.st_uid == 1234 && about.st_gid == 1235 && (about.st_mode & 0777) == 0600);
    unlink("real");
}

static void the_same_file_is_known_by_any_name(void **state)
{
    (void)state;
    lumbar_site a, b;
    make("real", "");
    assert_int_equal(link("real", "other"), 0);
    assert_int_equal(symlink("../../../../../../../../proc/self/cwd/real", "link"), 0);
    const char *const names[] = {"real", "other", "link", "./real", "/proc/self/cwd/other"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_true(lumbar_site_find(&a, "real", NULL) && lumbar_site_find(&b, names[i], NULL));
        assert_true(lumbar_site_same(&a, &b));
        lumbar_site_free(&a), lumbar_site_free(&b);
    }
    const char *const to_be[] = {"new", "./new", "/proc/self/cwd/new", "newer", "real", "/tmp/new"};
    for (size_t i = 0; i < sizeof to_be / sizeof *to_be; i++) {
        assert_true(lumbar_site_find(&a, "new", NULL) && lumbar_site_find(&b, to_be[i], NULL));
        assert_int_equal(lumbar_site_same(&a, &b), i < 3);
        lumbar_site_free(&a), lumbar_site_free(&b);
    }
    assert_true(lumbar_site_find(&a, "/dev/null", NULL) && lumbar_site_find(&b, "/dev/null", NULL));
    assert_false(lumbar_site_same(&a, &b)); /* which several may share */
    lumbar_site_free(&a), lumbar_site_free(&b);
    unlink("real"), unlink("other"), unlink("link");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(appears_when_whole),
    cmocka_unit_test(several_are_taken_back),
    cmocka_unit_test(what_appeared_meanwhile_stays),
    cmocka_unit_test(refusals_leave_nothing),
    cmocka_unit_test(names_may_be_as_long_as_names_can_be),
    cmocka_unit_test(who_owned_it_owns_it),
    cmocka_unit_test(a_device_is_written_and_stays),
    cmocka_unit_test(the_same_file_is_known_by_any_name),
};
int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
