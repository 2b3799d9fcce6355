/* What a file is that we do not read, by its first bytes, and what its owner can do. */
#ifndef LUMBAR_RECORDING_KIND_H
#define LUMBAR_RECORDING_KIND_H

#include <stddef.h>
#include "base/base.h"

enum { LUMBAR_KIND_HEAD = 4096 }; /* bytes that are enough to tell */

/* Whether the bytes are something that we do not read; *kind is what is said of it, a sentence with the hole `file`. */
bool lumbar_kind_refused(const unsigned char *head, size_t size, lumbar_error_id *kind);

#endif
