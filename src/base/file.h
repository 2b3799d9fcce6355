/* Files that appear under their name only when they are whole. Not in the page's build. */
#ifndef LUMBAR_BASE_FILE_H
#define LUMBAR_BASE_FILE_H

#include <stdio.h>
#include "base/base.h"

/* A temporary neighbour, readable by its owner alone (it holds health data), renamed at the end. A device or a pipe is
 * written directly, and "-" is standard output. */
typedef struct lumbar_output {
    FILE *stream;
    char *path;      /* as the user gave it; owned */
    char *target;    /* where it will stand, links followed; owned */
    char *temporary; /* what is written until then; NULL where it is written directly; owned */
} lumbar_output;

bool lumbar_output_open(lumbar_output *output, const char *path, lumbar_error *error);
/* Closes and renames; `keep` false removes what was written. False and *error when the file could not be made whole: then
 * nothing is left behind. Frees; fine on one that failed to open. */
bool lumbar_output_close(lumbar_output *output, bool keep, lumbar_error *error);

#endif
