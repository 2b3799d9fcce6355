/* A picture at half size and smaller: what a network sees of a large picture must be averaged, not picked. */
#ifndef LUMBAR_POSE_PYRAMID_H
#define LUMBAR_POSE_PYRAMID_H

#include "recording/image.h"

typedef struct lumbar_pyramid lumbar_pyramid; /* memory for the smaller pictures */

lumbar_pyramid *lumbar_pyramid_new(void);                                      /* NULL when out of memory */
void lumbar_pyramid_free(lumbar_pyramid *pyramid);                             /* NULL is fine */
void lumbar_pyramid_start(lumbar_pyramid *pyramid, const lumbar_image *image); /* from now on, of this picture */

/* The picture in the size that suits samples `step` upright pixels apart; its upright coordinates are the same. Valid
 * until the next start. NULL when out of memory. */
const lumbar_image *lumbar_pyramid_fit(lumbar_pyramid *pyramid, double step);

#endif
