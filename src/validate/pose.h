/* `lumbar validate pose`: the rendered body through tracker and motion. */
#ifndef LUMBAR_VALIDATE_POSE_H
#define LUMBAR_VALIDATE_POSE_H

#include "validate/validate.h"

/* Renders what is not yet in validation->cache (NULL: "trainee-cache" beside the executable), or only the scenarios
 * named in validation->files. */
lumbar_validate lumbar_validate_pose;

#endif
