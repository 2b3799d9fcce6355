/* `lumbar validate pose`: the rendered body through tracker and motion. */
#ifndef LUMBAR_VALIDATE_POSE_H
#define LUMBAR_VALIDATE_POSE_H

#include "validate/validate.h"

/* Renders what is not yet in validation->cache (NULL: "trainee-cache" beside the executable), or only the
 * scenarios named in validation->files; appends lumbar.validate/1 to `json` and the same for people to
 * `words` (either may be NULL). */
bool lumbar_validate_pose(lumbar_arena *arena, const lumbar_validation *validation, lumbar_text *json,
                          lumbar_text *words, bool *pass, lumbar_error *error);

#endif
