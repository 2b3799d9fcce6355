/* Where an output will stand: found and judged before any work. Not in the page's build. */
#ifndef LUMBAR_BASE_SITE_H
#define LUMBAR_BASE_SITE_H

#include <sys/stat.h>
#include "base/base.h"

typedef struct lumbar_site {
    int folder; /* where the file will stand, links followed; -1: none */
    char *name; /* its last name there; owned */
    int device; /* of a pipe or a device, open for writing; -1: none */
    bool exists;
    struct stat about; /* of what stands there; where nothing does, of the folder */
} lumbar_site;

/* Follows links. False and *error, in words with a cure, where there is no such folder, a folder, a disk, a name that
 * is too long. Opens no file; a pipe or a device is opened. */
bool lumbar_site_find(lumbar_site *site, const char *path, lumbar_error *error);
/* False and *error where we may not write, or not replace what stands there. */
bool lumbar_site_judge(const lumbar_site *site, const char *path, lumbar_error *error);
void lumbar_site_free(lumbar_site *site); /* fine on one that was not found */

/* Whether both are one file, by whatever names. Devices may be shared: several may write to /dev/null. */
bool lumbar_site_same(const lumbar_site *a, const lumbar_site *b);
bool lumbar_site_holds(const lumbar_site *site, const struct stat *about);

/* Fills *error for an errno: what is wrong and what would help. */
bool lumbar_refuse_output(const char *path, int why, lumbar_error *error);

/* As much of a path as has room in a message: its ends, where it is long. */
enum { LUMBAR_SHOWN_PATH = 170 };
const char *lumbar_show_path(const char *path, char shown[LUMBAR_SHOWN_PATH]);

#endif
