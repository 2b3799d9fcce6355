/* How to film oneself: six lines and a picture, the same words at every door. */
#ifndef LUMBAR_FILM_H
#define LUMBAR_FILM_H

#include "base/base.h"

#define LUMBAR_FILM_LINES 6

extern const char *const lumbar_film_lines[LUMBAR_FILM_LINES]; /* one sentence or two each, in order */
extern const char lumbar_film_picture[]; /* inline SVG of the camera's place, with its own description */

#endif
