/* Small files read whole, with a limit that holds for endless ones too. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/input.h"

/* Opens a file, a pipe or a device; -1 and *error for what holds no bytes of ours. */
static int open_input(const char *path, lumbar_error *error)
{
    if (!strcmp(path, "-")) return STDIN_FILENO;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat about;
    if (file < 0 || fstat(file, &about) != 0)
        lumbar_refuse_system(error, LUMBAR_INPUT, errno, LUMBAR_ERROR_OPEN, "file=%s\nwhy=%s", path,
                             lumbar_system_text(errno));
    else if (S_ISDIR(about.st_mode)) lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_FOLDER, "file=%s", path);
    else return file;
    if (file >= 0) close(file);
    return -1;
}

/* All of the file; NULL and *error, also where it goes on behind the limit. */
static char *read_whole(int file, const char *path, size_t most, size_t *size, lumbar_error *error)
{
    size_t room = 16384;
    char *bytes = malloc(room);
    ssize_t got = 1;
    for (*size = 0; bytes && got > 0 && *size <= most;) {
        got = read(file, bytes + *size, room - *size);
        if (got > 0) *size += (size_t)got;
        if (*size < room) continue;
        char *more = realloc(bytes, room *= 2);
        if (!more) free(bytes);
        bytes = more;
    }
    if (bytes && got >= 0 && *size <= most) return bytes;
    if (!bytes) lumbar_fail_memory(error);
    else if (*size > most) lumbar_fail_size(error, path, most);
    else if (errno == EINTR) lumbar_refuse_plain(error, LUMBAR_INTERRUPTED, LUMBAR_ERROR_STOPPED);
    else lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_READ, "file=%s\nwhy=%s", path, lumbar_system_text(errno));
    free(bytes);
    return NULL;
}

char *lumbar_input_read(const char *path, size_t most, size_t *size, lumbar_error *error)
{
    int file = open_input(path, error);
    if (file < 0) return NULL;
    char *bytes = read_whole(file, path, most, size, error);
    if (file != STDIN_FILENO) close(file);
    return bytes;
}
