/* Opens a recording. Pipes are copied to a temporary file without a name: nothing is left behind however we end. */
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/base.h"
#include "recording/source.h"

const char *lumbar_source_name(const char *path) { return strcmp(path, "-") ? path : "standard input"; }

/* A file without a name in TMPDIR or /tmp; -1 on failure. */
static int unnamed_file(const char **directory)
{
    const char *wanted = getenv("TMPDIR");
    *directory = wanted && *wanted ? wanted : "/tmp";
    int descriptor = open(*directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor >= 0) return descriptor;
    char name[4096];
    int length = snprintf(name, sizeof name, "%s/lumbar-XXXXXX", *directory);
    if (length < 0 || (size_t)length >= sizeof name) return -1;
    descriptor = mkostemp(name, O_CLOEXEC);
    if (descriptor >= 0) unlink(name);
    return descriptor;
}

static bool write_whole(int to, const char *bytes, size_t count)
{
    while (count) {
        ssize_t written = write(to, bytes, count);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes += written;
        count -= (size_t)written;
    }
    return true;
}

/* Copies a pipe to its end. */
static bool copy_all(int from, int to, const char *path, const char *directory, lumbar_progress *progress, void *user,
                     lumbar_error *error)
{
    static const size_t chunk = 1 << 16;
    char *bytes = malloc(chunk);
    if (!bytes) return lumbar_fail_memory(error);
    bool good = true;
    while (good) {
        ssize_t got = read(from, bytes, chunk);
        if (progress && !progress(user, 0, NAN)) {
            good = lumbar_fail(error, LUMBAR_INTERRUPTED, 0, "stopped");
        } else if (got < 0 && errno != EINTR) {
            good = lumbar_fail(error, LUMBAR_INPUT, 0, "%s cannot be read: %s", lumbar_source_name(path), strerror(errno));
        } else if (got == 0) {
            break;
        } else if (got > 0 && !write_whole(to, bytes, (size_t)got)) {
            good = lumbar_fail(error, LUMBAR_OUTPUT, 0,
                               "%s cannot be kept in %s (%s): free some space, or set TMPDIR to another folder",
                               lumbar_source_name(path), directory, strerror(errno));
        }
    }
    free(bytes);
    return good;
}

static int spool(int from, const char *path, lumbar_progress *progress, void *user, lumbar_error *error)
{
    const char *directory = NULL;
    int to = unnamed_file(&directory);
    if (to < 0) {
        lumbar_fail(error, LUMBAR_OUTPUT, 0, "no temporary file can be made in %s (%s): set TMPDIR to another folder",
                    directory, strerror(errno));
        return -1;
    }
    if (copy_all(from, to, path, directory, progress, user, error) && lseek(to, 0, SEEK_SET) == 0) return to;
    close(to);
    return -1;
}

/* The descriptor to read from, or -1: `descriptor` itself where it is a plain file, else a copy. */
static int seekable(int descriptor, const char *path, lumbar_progress *progress, void *user, lumbar_error *error)
{
    struct stat status;
    if (fstat(descriptor, &status)) {
        lumbar_fail(error, LUMBAR_INPUT, 0, "%s cannot be read: %s", lumbar_source_name(path), strerror(errno));
        return -1;
    }
    if (S_ISDIR(status.st_mode)) {
        lumbar_fail(error, LUMBAR_INPUT, 0, "%s is a folder: name one recording in it", lumbar_source_name(path));
        return -1;
    }
    if (S_ISREG(status.st_mode)) return descriptor;
    return spool(descriptor, path, progress, user, error);
}

FILE *lumbar_source_open(const char *path, lumbar_progress *progress, void *user, lumbar_error *error)
{
    int opened = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC) : fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
    if (opened < 0) {
        if (errno == ENOENT)
            lumbar_fail(error, LUMBAR_INPUT, 0, "there is no file %s: check the name", path);
        else
            lumbar_fail_system(error, LUMBAR_INPUT, errno, "%s cannot be opened: %s", lumbar_source_name(path), strerror(errno));
        return NULL;
    }
    int descriptor = seekable(opened, path, progress, user, error);
    if (descriptor != opened) close(opened); /* also after a failure */
    if (descriptor < 0) return NULL;
    struct stat status;
    FILE *file = NULL;
    if (fstat(descriptor, &status) == 0 && status.st_size == 0)
        lumbar_fail(error, LUMBAR_INPUT, 0, "%s is empty: copy or record it again", lumbar_source_name(path));
    else if (!(file = fdopen(descriptor, "rb")))
        lumbar_fail_system(error, LUMBAR_INPUT, errno, "%s cannot be opened: %s", lumbar_source_name(path), strerror(errno));
    if (!file) close(descriptor);
    return file;
}
