/* Files that appear under their names only when they are whole: written without a name, named at the end, taken
 * back. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>
#include "base/file.h"

enum {
    TRIES = 100,  /* hidden names that may be taken */
    WAIT_MS = 100 /* between looks at whether the user stopped */
};

/* ---- writing ------------------------------------------------------------------------------------------- */

int lumbar_write_whole(int descriptor, const char *bytes, size_t size, bool (*stopped)(void))
{
    struct pollfd room = {.fd = descriptor, .events = POLLOUT};
    while (size) {
        if (stopped && stopped()) return EINTR;
        int ready = poll(&room, 1, WAIT_MS);
        if (!ready || (ready < 0 && errno == EINTR)) continue;
        /* a pipe with room takes so much without making us wait */
        ssize_t written = write(descriptor, bytes, size < PIPE_BUF ? size : PIPE_BUF);
        if (written < 0 && errno != EINTR && errno != EAGAIN) return errno;
        if (written <= 0) continue;
        bytes += written;
        size -= (size_t)written;
    }
    return 0;
}

static ssize_t put(void *user, const char *bytes, size_t size)
{
    lumbar_output *output = user;
    if (!output->why) output->why = lumbar_write_whole(output->descriptor, bytes, size, output->stopped);
    errno = output->why;
    return output->why ? 0 : (ssize_t)size;
}

/* ---- temporary files ----------------------------------------------------------------------------------- */

int lumbar_unnamed_file(const char **directory)
{
    const char *wanted = getenv("TMPDIR");
    *directory = wanted && *wanted ? wanted : "/tmp";
    int descriptor = open(*directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor >= 0) return descriptor;
    char name[PATH_MAX];
    int length = lumbar_print(name, sizeof name, "%s/lumbar-XXXXXX", *directory);
    if (length < 0 || (size_t)length >= sizeof name) return errno = ENAMETOOLONG, -1;
    descriptor = mkostemp(name, O_CLOEXEC);
    if (descriptor >= 0) unlink(name);
    return descriptor;
}

/* A hidden name that no file is likely to have; short, as the target's own name may be as long as names can be. */
static void invent(char name[16])
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    unsigned char random[7] = {0};
    if (getrandom(random, sizeof random, GRND_NONBLOCK) < 0) memcpy(random, &(int){getpid()}, sizeof(int));
    strcpy(name, ".lumbar-");
    for (size_t i = 0; i < sizeof random; i++) name[8 + i] = letters[random[i] % (sizeof letters - 1)];
    name[8 + sizeof random] = 0;
}

/* Runs `make` with new hidden names until one is free. Returns 0, with the name kept, or an errno. */
static int with_hidden_name(lumbar_output *output, int (*make)(lumbar_output *output, const char *name))
{
    for (int i = 0; i < TRIES; i++) {
        char name[sizeof output->temporary];
        invent(name);
        if (make(output, name) == 0) return memcpy(output->temporary, name, sizeof name), 0;
        if (errno != EEXIST) return errno;
    }
    return EEXIST;
}

static int make_file(lumbar_output *output, const char *name)
{
    output->descriptor = openat(output->site.folder, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    return output->descriptor < 0 ? -1 : 0;
}

static int link_file(lumbar_output *output, const char *name)
{
    char self[40];
    lumbar_print(self, sizeof self, "/proc/self/fd/%d", output->descriptor);
    return linkat(AT_FDCWD, self, output->site.folder, name, AT_SYMLINK_FOLLOW);
}

/* Renames to a name that nothing has; EEXIST where something has it. Returns 0 or -1 and errno. */
static int rename_new(int folder, const char *from, const char *to)
{
    if (!renameat2(folder, from, folder, to, RENAME_NOREPLACE)) return 0;
    if (errno != EINVAL && errno != ENOSYS) return -1;
    /* network file systems: all we can do */
    if (!faccessat(folder, to, F_OK, AT_SYMLINK_NOFOLLOW)) return errno = EEXIST, -1;
    return renameat(folder, from, folder, to);
}

static int move_away(lumbar_output *output, const char *name)
{
    return rename_new(output->site.folder, output->site.name, name);
}

/* Opens what is written to; *place is where that is. Returns 0 or an errno. */
static int open_temporary(lumbar_output *output, const char **place)
{
    *place = output->path;
    if (output->site.folder < 0 && output->site.device < 0) output->descriptor = dup(STDOUT_FILENO);
    else if (output->site.device >= 0) output->descriptor = lumbar_unnamed_file(place);
    else {
        bool can_be_named = access("/proc/self/fd", X_OK) == 0;
        if (can_be_named) output->descriptor = openat(output->site.folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
        /* file systems that know no files without names */
        if (!can_be_named || (output->descriptor < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)))
            return with_hidden_name(output, make_file);
    }
    return output->descriptor < 0 ? errno : 0;
}

/* ---- one output ---------------------------------------------------------------------------------------- */

bool lumbar_output_find(lumbar_output *output, const char *path, lumbar_error *error)
{
    *output = (lumbar_output){.path = path, .descriptor = -1, .site = {.folder = -1, .device = -1}};
    return !strcmp(path, "-") || lumbar_site_find(&output->site, path, error);
}

bool lumbar_output_start(lumbar_output *output, lumbar_error *error)
{
    if (!lumbar_site_judge(&output->site, output->path, error)) return lumbar_output_discard(output), false;
    const char *place;
    int why = open_temporary(output, &place);
    if (!why) {
        output->stream = fopencookie(output, "w", (cookie_io_functions_t){.write = put});
        if (!output->stream) why = ENOMEM;
    }
    if (!why) return true;
    lumbar_output_discard(output);
    return lumbar_refuse_output(place, why, error);
}

bool lumbar_output_open(lumbar_output *output, const char *path, lumbar_error *error)
{
    return lumbar_output_find(output, path, error) && lumbar_output_start(output, error);
}

/* For its owner alone; where a file is replaced, its owner stays the owner as far as we may give it away. */
static int set_owner(const lumbar_output *output)
{
    const struct stat *about = &output->site.about;
    bool given = !output->site.exists || fchown(output->descriptor, about->st_uid, about->st_gid) == 0;
    (void)given; /* then it is ours */
    return fchmod(output->descriptor, 0600) ? errno : 0;
}

bool lumbar_output_stage(lumbar_output *output, lumbar_error *error)
{
    if (fflush(output->stream) && !output->why) output->why = errno;
    bool named = output->site.folder >= 0;
    if (named && !output->why && fsync(output->descriptor)) output->why = errno;
    if (named && !output->why) output->why = set_owner(output);
    if (named && !output->why && !*output->temporary) output->why = with_hidden_name(output, link_file);
    return !output->why || lumbar_refuse_output(output->path, output->why, error);
}

/* Copies what waits for a pipe or a device. Returns 0 or an errno. */
static int copy_to_device(const lumbar_output *output)
{
    char bytes[1 << 14];
    for (off_t at = 0;;) {
        ssize_t got = pread(output->descriptor, bytes, sizeof bytes, at);
        if (got < 0) return errno;
        if (!got) return 0;
        int why = lumbar_write_whole(output->site.device, bytes, (size_t)got, output->stopped);
        if (why) return why;
        at += got;
    }
}

/* Where nothing stood, nothing may stand now: what has appeared since is not ours to replace. */
static int publish_new(lumbar_output *output)
{
    if (rename_new(output->site.folder, output->temporary, output->site.name)) return errno;
    return *output->temporary = 0;
}

/* The old file takes the hidden name, from which it can come back. */
static int publish_over(lumbar_output *output)
{
    int folder = output->site.folder;
    if (!renameat2(folder, output->temporary, folder, output->site.name, RENAME_EXCHANGE)) return 0;
    if (errno != EINVAL && errno != ENOSYS) return errno;
    char whole[sizeof output->temporary]; /* a file system that cannot exchange: in two steps */
    memcpy(whole, output->temporary, sizeof whole);
    int why = with_hidden_name(output, move_away);
    if (why) return why;
    if (!renameat(folder, whole, folder, output->site.name)) return 0;
    why = errno;
    renameat(folder, output->temporary, folder, output->site.name);
    memcpy(output->temporary, whole, sizeof whole);
    return why;
}

bool lumbar_output_publish(lumbar_output *output, lumbar_error *error)
{
    int why = 0;
    if (output->site.device >= 0) why = copy_to_device(output);
    else if (output->site.folder >= 0) why = output->site.exists ? publish_over(output) : publish_new(output);
    output->published = !why;
    return !why || lumbar_refuse_output(output->path, why, error);
}

static void release(lumbar_output *output)
{
    if (output->stream) fclose(output->stream);
    if (output->descriptor >= 0) close(output->descriptor);
    lumbar_site_free(&output->site);
    *output = (lumbar_output){.descriptor = -1, .site = {.folder = -1, .device = -1}};
}

void lumbar_output_settle(lumbar_output *output)
{
    if (*output->temporary) unlinkat(output->site.folder, output->temporary, 0); /* the file that was replaced */
    release(output);
}

void lumbar_output_discard(lumbar_output *output)
{
    if (!output->path) return;
    int folder = output->site.folder;
    if (!output->why) output->why = ECANCELED; /* nothing more is written */
    if (output->published && folder >= 0) {
        if (*output->temporary) renameat(folder, output->temporary, folder, output->site.name);
        else unlinkat(folder, output->site.name, 0);
    } else if (*output->temporary) unlinkat(folder, output->temporary, 0);
    release(output);
}

bool lumbar_output_close(lumbar_output *output, bool keep, lumbar_error *error)
{
    if (!output->path) return !keep;
    if (keep && lumbar_output_stage(output, error) && lumbar_output_publish(output, error)) {
        lumbar_output_settle(output);
        return true;
    }
    lumbar_output_discard(output);
    return !keep;
}
