/* `lumbar validate plank FILE...`: the plank rule against labelled landmark files. */
#ifndef LUMBAR_VALIDATE_PLANK_H
#define LUMBAR_VALIDATE_PLANK_H

#include "base/base.h"

/* Reads the files (labels C correct, L low back, H high hips), appends lumbar.validate/1 to `json` and the
 * same for people to `words` (either may be NULL), and says in *pass whether macro-F1 is at least 0.97. False
 * and *error when a file cannot be read or has other labels. */
bool lumbar_validate_plank(lumbar_arena *arena, const lumbar_knowledge *knowledge, const char *const *files,
                           size_t count, lumbar_text *json, lumbar_text *words, bool *pass, lumbar_error *error);

#endif
