/* Small files read whole. Not in the page's build. */
#ifndef LUMBAR_BASE_INPUT_H
#define LUMBAR_BASE_INPUT_H

#include "base/base.h"

/* All of `path` ("-": standard input), `most` bytes at most. NULL and *error: no such file, a folder, not readable,
 * longer than that, stopped. The caller frees. */
char *lumbar_input_read(const char *path, size_t most, size_t *size, lumbar_error *error);

#endif
