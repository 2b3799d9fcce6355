/* The person's outline: the zero level of a mask of logits, traced with sub-pixel crossings. */
#ifndef LUMBAR_POSE_OUTLINE_H
#define LUMBAR_POSE_OUTLINE_H

#include "lumbar.h"

enum { LUMBAR_OUTLINE_MAX = 200 }; /* points kept of an outline: a few KB a frame, also over an hour */

typedef struct lumbar_outliner lumbar_outliner; /* scratch memory */

lumbar_outliner *lumbar_outliner_new(int side);       /* for masks of side x side; NULL when out of memory */
void lumbar_outliner_free(lumbar_outliner *outliner); /* NULL is fine */

/* Traces the largest component of mask[side][side] (positive inside, values at pixel centres) and writes at most
 * LUMBAR_OUTLINE_MAX points, clockwise, x and y in mask pixels (0..side), sharpness in logits per mask pixel. The
 * count; 0 when nothing is inside. */
int lumbar_outline_trace(lumbar_outliner *outliner, const float *mask, lumbar_outline_point points[LUMBAR_OUTLINE_MAX]);

#endif
