/* Files that appear under their name only when they are whole. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"

static bool refuse(const char *path, int why, lumbar_error *error)
{
    return lumbar_fail(error, LUMBAR_OUTPUT, 0,
                       "%s: cannot be written: %s. Choose a folder that you may write to, with "
                       "space left.",
                       path, strerror(why));
}

static void release(lumbar_output *output)
{
    free(output->path);
    free(output->target);
    free(output->temporary);
    *output = (lumbar_output){0};
}

/* The stream to write to; NULL with errno set. */
static FILE *open_stream(lumbar_output *output)
{
    if (!strcmp(output->path, "-")) return stdout;
    struct stat about;
    bool exists = stat(output->path, &about) == 0;
    if (exists && S_ISDIR(about.st_mode)) return errno = EISDIR, NULL;
    if (exists && !S_ISREG(about.st_mode)) return fopen(output->path, "wb"); /* a device or a pipe */
    output->target = exists ? realpath(output->path, NULL) : strdup(output->path);
    if (!output->target) return NULL;
    size_t length = strlen(output->target);
    char *name = malloc(length + sizeof ".XXXXXX");
    if (!name) return NULL;
    memcpy(name, output->target, length);
    memcpy(name + length, ".XXXXXX", sizeof ".XXXXXX");
    int descriptor = mkstemp(name); /* mode 0600 */
    if (descriptor < 0) return free(name), NULL;
    output->temporary = name;
    FILE *stream = fdopen(descriptor, "wb");
    if (!stream) close(descriptor);
    return stream;
}

bool lumbar_output_open(lumbar_output *output, const char *path, lumbar_error *error)
{
    *output = (lumbar_output){.path = strdup(path)};
    errno = ENOMEM;
    if (output->path) output->stream = open_stream(output);
    if (output->stream) return true;
    int why = errno;
    if (output->temporary) unlink(output->temporary);
    release(output);
    return refuse(path, why, error);
}

bool lumbar_output_close(lumbar_output *output, bool keep, lumbar_error *error)
{
    if (!output->stream) return !keep;
    int why = 0;
    errno = EIO;
    if (ferror(output->stream) || fflush(output->stream) != 0) why = errno;
    if (!why && keep && output->temporary && fsync(fileno(output->stream)) != 0) why = errno;
    if (output->stream != stdout && fclose(output->stream) != 0 && !why) why = errno;
    bool renamed = false;
    if (keep && !why && output->temporary) {
        renamed = rename(output->temporary, output->target) == 0;
        if (!renamed) why = errno;
    }
    if (output->temporary && !renamed) unlink(output->temporary);
    bool good = !keep || !why || refuse(output->path, why, error);
    release(output);
    return good;
}
