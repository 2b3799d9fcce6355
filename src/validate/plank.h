/* `lumbar validate plank FILE...`: the plank rule against labelled landmark files. */
#ifndef LUMBAR_VALIDATE_PLANK_H
#define LUMBAR_VALIDATE_PLANK_H

#include "validate/validate.h"

/* Reads validation->files (labels C correct, L low back, H high hips). Passes where macro-F1 is at least 0.97. False
 * and *error also where a file has other labels. */
lumbar_validate lumbar_validate_plank;

#endif
