/* A recording's bytes: a file, or standard input kept in an unlinked file so that it can be read from any place. */
#ifndef LUMBAR_RECORDING_SOURCE_H
#define LUMBAR_RECORDING_SOURCE_H

#include <stdio.h>
#include "lumbar.h"

/* Opens `path` ("-": standard input) for reading from its start. NULL and *error naming the file and the cure. */
FILE *lumbar_source_open(const char *path, lumbar_progress *progress, void *user, lumbar_error *error);

#endif
