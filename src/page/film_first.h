/* The first frames of a film: what is to be mended before the person trains. */
#ifndef LUMBAR_PAGE_FILM_FIRST_H
#define LUMBAR_PAGE_FILM_FIRST_H

#include "base/base.h"

/* Own choice: a second and a half of looked frames; in less, somebody who walks by is all there is. */
enum { LUMBAR_FIRST_FRAMES = 30 };

typedef struct lumbar_first {
    lumbar_frame frames[LUMBAR_FIRST_FRAMES]; /* [count] */
    size_t count;
    double light; /* sum of their mean brightness, 0..255 */
} lumbar_first;

/* Takes one more frame, as long as there is room. */
void lumbar_first_take(lumbar_first *first, const lumbar_frame *frame, double light);

/* Appends {"frames": n, "problems": [ids]} as JSON; `size`: width and height of the upright picture. False when out of
 * memory. */
bool lumbar_first_write(const lumbar_first *first, const int size[2], const lumbar_knowledge *knowledge,
                        lumbar_text *out);

#endif
