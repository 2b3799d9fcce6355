/* Files that appear under their names only when they are whole. Not in the page's build. */
#ifndef LUMBAR_BASE_FILE_H
#define LUMBAR_BASE_FILE_H

#include <stdio.h>
#include "base/site.h"

/* One output. It is written to a file without a name in its folder, readable by its owner alone (it holds health data),
 * and gets its name at the end; what is meant for a pipe or a device waits in a temporary file. "-" is standard output,
 * written directly. Must stay where it is while it is open. */
typedef struct lumbar_output {
    const char *path;      /* as the user gave it; the caller's */
    FILE *stream;          /* an error stays in it, and in `why` */
    int descriptor;        /* what the stream writes to; but for standard output it can be read and written anywhere */
    int why;               /* errno of the first failure */
    bool (*stopped)(void); /* whether the user stopped the work, asked while a reader keeps us waiting; or NULL */
    lumbar_site site;
    char temporary[16]; /* its hidden name in the folder, "" while it has none */
    bool published;     /* stands under its own name; a file that stood there has the hidden name */
} lumbar_output;

/* Finds the place and makes the file without a name, so that what cannot be written is said before any work. */
bool lumbar_output_open(lumbar_output *output, const char *path, lumbar_error *error);
/* The same in two steps, for the time between: finds the site, and fills `path` and `site` only. Both
 * fail as lumbar_output_discard leaves it. */
bool lumbar_output_find(lumbar_output *output, const char *path, lumbar_error *error);
bool lumbar_output_start(lumbar_output *output, lumbar_error *error);

/* The end, for several at once: all are staged (whole and safe on the disk), then all are published, then all are
 * settled. Until it is settled, lumbar_output_discard takes everything back, whatever the state. */
bool lumbar_output_stage(lumbar_output *output, lumbar_error *error);
bool lumbar_output_publish(lumbar_output *output, lumbar_error *error);
void lumbar_output_settle(lumbar_output *output);
void lumbar_output_discard(lumbar_output *output); /* fine on one that failed to open, and on a zeroed one */

/* The end of a single one: all steps, or with `keep` false its removal. False and *error when the file could not be
 * made whole: then nothing is left behind. */
bool lumbar_output_close(lumbar_output *output, bool keep, lumbar_error *error);

/* Writes everything, waiting for a slow reader; asks `stopped` (or NULL) meanwhile. Returns 0 or an errno, EINTR when
 * stopped. */
int lumbar_write_whole(int descriptor, const char *bytes, size_t size, bool (*stopped)(void));

/* A file without a name in TMPDIR or /tmp, or -1 and errno; *directory tells where. */
int lumbar_unnamed_file(const char **directory);

#endif
