/* Where an output will stand: follows links, and says before any work why nothing could be written there. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/site.h"

enum { LINKS_MOST = 40 /* as the kernel follows */ };

/* ---- words --------------------------------------------------------------------------------------------- */

static bool begins_letter(char byte) { return ((unsigned char)byte & 0xC0) != 0x80; /* of UTF-8 */ }

const char *lumbar_show_path(const char *path, char shown[LUMBAR_SHOWN_PATH])
{
    size_t length = strlen(path), head = LUMBAR_SHOWN_PATH / 3;
    if (!strcmp(path, "-")) return "standard output";
    if (length < LUMBAR_SHOWN_PATH) return path;
    size_t tail = length - LUMBAR_SHOWN_PATH / 2;
    while (head && !begins_letter(path[head])) head--;
    while (path[tail] && !begins_letter(path[tail])) tail++;
    lumbar_print(shown, LUMBAR_SHOWN_PATH, "%.*s...%s", (int)head, path, path + tail);
    return shown;
}

static lumbar_error_id cure_of(int why)
{
    switch (why) {
    case ENOENT: return LUMBAR_ERROR_CURE_FOLDER;
    case ENOTDIR: return LUMBAR_ERROR_CURE_PATH;
    case EISDIR: return LUMBAR_ERROR_CURE_IS_FOLDER;
    case ENAMETOOLONG: return LUMBAR_ERROR_CURE_SHORTER;
    case ENOSPC:
    case EDQUOT: return LUMBAR_ERROR_CURE_FULL;
    case EFBIG: return LUMBAR_ERROR_CURE_LIMIT;
    case EPIPE: return LUMBAR_ERROR_CURE_READER;
    case ENXIO: return LUMBAR_ERROR_CURE_NOBODY;
    case EBUSY: return LUMBAR_ERROR_CURE_MOUNTED;
    case EEXIST: return LUMBAR_ERROR_CURE_APPEARED;
    case EMFILE:
    case ENFILE: return LUMBAR_ERROR_CURE_MANY;
    default: return LUMBAR_ERROR_CURE_RIGHTS;
    }
}

bool lumbar_refuse_output(const char *path, int why, lumbar_error *error)
{
    char shown[LUMBAR_SHOWN_PATH];
    if (why == EINTR) return lumbar_refuse_plain(error, LUMBAR_INTERRUPTED, LUMBAR_ERROR_STOPPED_WRITTEN);
    if (why == ENOMEM) return lumbar_fail_memory(error);
    return lumbar_refuse(error, LUMBAR_OUTPUT, 0, LUMBAR_ERROR_WRITTEN, "file=%s\nwhy=%s\ncure:%s",
                         lumbar_show_path(path, shown), lumbar_system_text(why), lumbar_error_row(cure_of(why)));
}

static bool refuse_kind(const char *path, lumbar_error_id kind, lumbar_error *error)
{
    char shown[LUMBAR_SHOWN_PATH];
    return lumbar_refuse(error, LUMBAR_OUTPUT, 0, LUMBAR_ERROR_WRITTEN_KIND, "file=%s\nkind:%s",
                         lumbar_show_path(path, shown), lumbar_error_row(kind));
}

/* ---- finding ------------------------------------------------------------------------------------------- */

void lumbar_site_free(lumbar_site *site)
{
    if (site->folder >= 0) close(site->folder);
    if (site->device >= 0) close(site->device);
    free(site->name);
    *site = (lumbar_site){.folder = -1, .device = -1};
}

/* Goes to the folder that `path` names, from the site's own, and keeps the last name. Returns 0 or an errno. */
static int enter(lumbar_site *site, const char *path)
{
    const char *slash = strrchr(path, '/'), *last = slash ? slash + 1 : path;
    if (!*last || !strcmp(last, ".") || !strcmp(last, "..")) return *path ? EISDIR : ENOENT;
    char *name = strdup(last), *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    int opened = -1, why = ENOMEM;
    if (name && folder) {
        opened = openat(site->folder >= 0 ? site->folder : AT_FDCWD, folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
        why = opened < 0 ? errno : 0;
    }
    free(folder);
    lumbar_site_free(site);
    site->folder = opened;
    site->name = name;
    return why;
}

/* Follows links to a folder and a name in it; the name may not exist. Returns 0 or an errno; *dangling: a link to
 * nothing. */
static int follow(lumbar_site *site, const char *path, bool *dangling)
{
    char link[PATH_MAX];
    for (int links = 0; links <= LINKS_MOST; links++) {
        int why = enter(site, path);
        if (why) return *dangling = links && why == ENOENT, why;
        site->exists = fstatat(site->folder, site->name, &site->about, AT_SYMLINK_NOFOLLOW) == 0;
        if (!site->exists && errno != ENOENT) return errno;
        *dangling = links && !site->exists;
        if (*dangling) return ENOENT;
        if (!site->exists) return fstatat(site->folder, "", &site->about, AT_EMPTY_PATH) ? errno : 0;
        if (!S_ISLNK(site->about.st_mode)) return 0;
        ssize_t length = readlinkat(site->folder, site->name, link, sizeof link);
        if (length < 0) return errno;
        if ((size_t)length == sizeof link) return ENAMETOOLONG;
        link[length] = 0;
        path = link;
    }
    return ELOOP;
}

/* ---- judging ------------------------------------------------------------------------------------------- */

/* Whether a file there could be replaced by another: 0 or an errno. Nothing is opened. */
static int judge_existing(const lumbar_site *site)
{
    if (!(site->about.st_mode & 0222)) return EACCES; /* protected by its owner, also from one who may do everything */
    if (faccessat(site->folder, site->name, W_OK, AT_EACCESS)) return errno;
    struct statx folder, file;
    if (statx(site->folder, "", AT_EMPTY_PATH, STATX_BASIC_STATS | STATX_MNT_ID, &folder) ||
        statx(site->folder, site->name, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS | STATX_MNT_ID, &file))
        return errno;
    if (file.stx_mnt_id != folder.stx_mnt_id) return EBUSY;
    if ((file.stx_attributes | folder.stx_attributes) & STATX_ATTR_APPEND) return EPERM;
    uid_t me = geteuid(); /* in a folder like /tmp only the owner may replace a file */
    bool guarded = (folder.stx_mode & S_ISVTX) && me && me != file.stx_uid && me != folder.stx_uid;
    return guarded ? EPERM : 0;
}

bool lumbar_site_judge(const lumbar_site *site, const char *path, lumbar_error *error)
{
    if (site->folder < 0) return true; /* a device that opened */
    if (faccessat(site->folder, ".", W_OK | X_OK, AT_EACCESS)) return lumbar_refuse_output(path, errno, error);
    int why = site->exists ? judge_existing(site) : 0;
    if (why == EACCES) return refuse_kind(path, LUMBAR_ERROR_TARGET_PROTECTED, error);
    return !why || lumbar_refuse_output(path, why, error);
}

/* A pipe or a device is opened at once: whether that works, nothing else tells. */
static bool open_device(lumbar_site *site, const char *path, lumbar_error *error)
{
    if (S_ISBLK(site->about.st_mode)) return refuse_kind(path, LUMBAR_ERROR_TARGET_DISK, error);
    if (S_ISSOCK(site->about.st_mode)) return refuse_kind(path, LUMBAR_ERROR_TARGET_SOCKET, error);
    site->device = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    return site->device >= 0 || lumbar_refuse_output(path, errno, error);
}

static bool find(lumbar_site *site, const char *path, lumbar_error *error)
{
    struct stat followed;
    bool reached = stat(path, &followed) == 0, dangling = false;
    if (reached && !S_ISREG(followed.st_mode) && !S_ISDIR(followed.st_mode)) {
        site->about = followed;
        site->exists = true;
        return open_device(site, path, error);
    }
    if (reached && S_ISDIR(followed.st_mode)) return lumbar_refuse_output(path, EISDIR, error);
    int why = follow(site, path, &dangling);
    if (dangling) return refuse_kind(path, LUMBAR_ERROR_TARGET_LINK, error);
    /* a link of /proc whose file was deleted leads to another one or to none */
    if (!why && reached && !lumbar_site_holds(site, &followed)) why = ENOENT;
    return !why || lumbar_refuse_output(path, why, error);
}

bool lumbar_site_find(lumbar_site *site, const char *path, lumbar_error *error)
{
    *site = (lumbar_site){.folder = -1, .device = -1};
    if (find(site, path, error)) return true;
    lumbar_site_free(site);
    return false;
}

/* ---- comparing ----------------------------------------------------------------------------------------- */

bool lumbar_site_holds(const lumbar_site *site, const struct stat *about)
{
    return site->exists && !S_ISCHR(site->about.st_mode) && site->about.st_dev == about->st_dev &&
           site->about.st_ino == about->st_ino;
}

bool lumbar_site_same(const lumbar_site *a, const lumbar_site *b)
{
    if (a->exists || b->exists) return a->exists && lumbar_site_holds(b, &a->about);
    return a->about.st_dev == b->about.st_dev && a->about.st_ino == b->about.st_ino && !strcmp(a->name, b->name);
}
