/* What a file is that we do not read, by its first bytes, and what its owner can do. */
#ifndef LUMBAR_RECORDING_KIND_H
#define LUMBAR_RECORDING_KIND_H

#include <stddef.h>

enum { LUMBAR_KIND_HEAD = 4096 }; /* bytes that are enough to tell */

/* "a photo in HEIC form, which lumbar does not read: ..." for "%s is %s"; NULL where the bytes may be something that we
 * read. */
const char *lumbar_kind_refused(const unsigned char *head, size_t size);

#endif
