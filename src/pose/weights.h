/* The networks' weights: found, checked by content, read. */
#ifndef LUMBAR_POSE_WEIGHTS_H
#define LUMBAR_POSE_WEIGHTS_H

#include "lumbar.h"
#include "pose/tflite.h"

/* The graph of "detector", "lite", "full" or "heavy". `directory` may be NULL: then LUMBAR_DATA, ../share/lumbar beside
 * the executable, the build tree. NULL and *error when it is missing or not the file that we know. Owned by the
 * arena. */
const lumbar_tflite *lumbar_weights_load(lumbar_arena *arena, const char *model, const char *directory,
                                         lumbar_error *error);

enum { LUMBAR_WEIGHTS_PATHS = 20 }; /* places times files */

/* Every path under which a network's file may be read. Returns how many; owned by the arena. */
size_t lumbar_weights_paths(lumbar_arena *arena, const char *directory, const char *paths[LUMBAR_WEIGHTS_PATHS]);

#endif
