/* Opens a recording. Pipes are copied to a temporary file without a name: nothing is left behind however we end. */
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "recording/source.h"

/* Most that is taken from a pipe: 15 minutes of a phone's 1080p at 30 pictures a second and 17 Mbit/s. Own choice: a
 * workout's set takes less, an endless stream fills no disk, and a file that is named has no such limit. */
static const int64_t pipe_most = 2000000000;
enum { WAIT_MS = 100 /* between two looks at whether the user stopped */, CHUNK = 1 << 16 };

/* What a copy is made from and to. */
typedef struct copying {
    int from, to;
    const char *name, *directory;
    lumbar_progress *progress;
    void *user;
} copying;

/* Waits until something can be read, also for the writer of a named pipe. False with *error when the user stopped. */
static bool wait_for_bytes(const copying *c, lumbar_error *error)
{
    struct pollfd input = {.fd = c->from, .events = POLLIN};
    for (;;) {
        int ready = poll(&input, 1, WAIT_MS);
        if (c->progress && !c->progress(c->user, 0, NAN))
            return lumbar_refuse_plain(error, LUMBAR_INTERRUPTED, LUMBAR_ERROR_STOPPED);
        if (ready > 0 || (ready < 0 && errno != EINTR)) return true;
    }
}

static bool copy_all(const copying *c, char *bytes, lumbar_error *error)
{
    for (int64_t copied = 0;;) {
        if (!wait_for_bytes(c, error)) return false;
        ssize_t got = read(c->from, bytes, CHUNK);
        if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (got < 0)
            return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_CANNOT_READ, "file~%s\nwhy=%s", c->name,
                                 lumbar_system_text(errno));
        if (got == 0) return true;
        copied += got;
        if (copied > pipe_most)
            return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_PIPE_MOST, "file~%s\nmost=%.0f", c->name,
                                 (double)pipe_most / 1e9);
        int why = lumbar_write_whole(c->to, bytes, (size_t)got, NULL);
        if (why)
            return lumbar_refuse(error, LUMBAR_OUTPUT, 0, LUMBAR_ERROR_PIPE_KEPT, "file~%s\nfolder=%s\nwhy=%s", c->name,
                                 c->directory, lumbar_system_text(why));
    }
}

static int spool(int from, const char *path, lumbar_progress *progress, void *user, lumbar_error *error)
{
    copying c = {.from = from, .name = path, .progress = progress, .user = user};
    c.to = lumbar_unnamed_file(&c.directory);
    if (c.to < 0) {
        lumbar_refuse(error, LUMBAR_OUTPUT, 0, LUMBAR_ERROR_NO_TEMPORARY, "folder=%s\nwhy=%s", c.directory,
                      lumbar_system_text(errno));
        return -1;
    }
    char *bytes = malloc(CHUNK);
    bool good = bytes ? copy_all(&c, bytes, error) : lumbar_fail_memory(error);
    free(bytes);
    if (good && lseek(c.to, 0, SEEK_SET) == 0) return c.to;
    close(c.to);
    return -1;
}

static bool refuse_kind(const char *path, mode_t mode, lumbar_error *error)
{
    lumbar_error_id kind = S_ISDIR(mode)   ? LUMBAR_ERROR_IS_A_FOLDER
                           : S_ISBLK(mode) ? LUMBAR_ERROR_IS_A_DISK
                                           : LUMBAR_ERROR_IS_A_DEVICE;
    return lumbar_refuse(error, LUMBAR_INPUT, 0, kind, "file~%s", path);
}

/* The descriptor to read from, or -1: `descriptor` itself where it is a plain file, else a copy. */
static int seekable(int descriptor, const char *path, lumbar_progress *progress, void *user, lumbar_error *error)
{
    struct stat status;
    if (fstat(descriptor, &status)) {
        lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_CANNOT_READ, "file~%s\nwhy=%s", path,
                      lumbar_system_text(errno));
        return -1;
    }
    if (S_ISREG(status.st_mode)) return descriptor;
    if (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode)) return spool(descriptor, path, progress, user, error);
    refuse_kind(path, status.st_mode, error);
    return -1;
}

FILE *lumbar_source_open(const char *path, lumbar_progress *progress, void *user, lumbar_error *error)
{
    /* O_NONBLOCK: a named pipe opens before it has a writer, and is waited for where the user can stop us */
    int opened = strcmp(path, "-") ? open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
                                   : fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
    if (opened < 0) {
        if (errno == ENOENT) lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_NO_FILE, "file~%s", path);
        else if (errno == ENXIO) lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_IS_SOCKET, "file~%s", path);
        else
            lumbar_refuse_system(error, LUMBAR_INPUT, errno, LUMBAR_ERROR_CANNOT_OPEN, "file~%s\nwhy=%s", path,
                                 lumbar_system_text(errno));
        return NULL;
    }
    int descriptor = seekable(opened, path, progress, user, error);
    if (descriptor != opened) close(opened); /* also after a failure */
    if (descriptor < 0) return NULL;
    struct stat status;
    FILE *file = NULL;
    if (fstat(descriptor, &status) == 0 && status.st_size == 0)
        lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_EMPTY, "file~%s", path);
    else if (!(file = fdopen(descriptor, "rb")))
        lumbar_fail_memory(error); /* nothing else can be wrong with an open descriptor */
    if (!file) close(descriptor);
    return file;
}
