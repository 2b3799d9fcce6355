/* How to film oneself: six lines and a picture, the same words at every door. */
#ifndef LUMBAR_FILM_H
#define LUMBAR_FILM_H

#include "reason/wording.h"

#define LUMBAR_FILM_LINES 6

extern const lumbar_phrase_id lumbar_film_lines[LUMBAR_FILM_LINES]; /* one sentence or two each, in order */

#endif
