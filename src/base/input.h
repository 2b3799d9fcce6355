/* Small files read whole. Not in the page's build. */
#ifndef LUMBAR_BASE_INPUT_H
#define LUMBAR_BASE_INPUT_H

#include "base/base.h"

/* All of `path` ("-": standard input), or its first `most` + 1 bytes where it has more. NULL and *error: no such file,
 * a folder, not readable, stopped. The caller frees. */
char *lumbar_input_read(const char *path, size_t most, size_t *size, lumbar_error *error);

#endif
