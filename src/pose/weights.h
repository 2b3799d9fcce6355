/* The networks' weights: found, checked by content, read. */
#ifndef LUMBAR_POSE_WEIGHTS_H
#define LUMBAR_POSE_WEIGHTS_H

#include "lumbar.h"
#include "pose/tflite.h"

typedef struct lumbar_weights_file {
    const char *model, *file, *sha256;
    size_t size; /* bytes */
} lumbar_weights_file;

enum { LUMBAR_WEIGHTS_FILES = 4 };
extern const lumbar_weights_file lumbar_weights_files[LUMBAR_WEIGHTS_FILES];

/* That of "detector", "lite", "full" or "heavy"; NULL: there is none. */
const lumbar_weights_file *lumbar_weights_known(const char *model);

/* The graph in a file's bytes. NULL and *error, which calls them `name`, where they are not the file that we know.
 * Owned by the arena; the bytes are not needed any more. */
const lumbar_tflite *lumbar_weights_read(lumbar_arena *arena, const lumbar_weights_file *known, const uint8_t *bytes,
                                         size_t size, const char *name, lumbar_error *error);

/* The graph of "detector", "lite", "full" or "heavy". `directory` may be NULL: then LUMBAR_DATA, ../share/lumbar beside
 * the executable, the build tree. NULL and *error when it is missing or not the file that we know. Owned by the
 * arena. */
const lumbar_tflite *lumbar_weights_load(lumbar_arena *arena, const char *model, const char *directory,
                                         lumbar_error *error);

enum { LUMBAR_WEIGHTS_PATHS = 20 }; /* places times files */

/* Every path under which a network's file may be read. Returns how many; owned by the arena. */
size_t lumbar_weights_paths(lumbar_arena *arena, const char *directory, const char *paths[LUMBAR_WEIGHTS_PATHS]);

#endif
