/* What a recording does not show, found after its last frame. */
#ifndef LUMBAR_POSE_GAPS_H
#define LUMBAR_POSE_GAPS_H

#include "lumbar.h"

/* A frame and what its picture as a whole told. */
typedef struct lumbar_kept {
    lumbar_frame frame;
    bool cut;     /* the recording is cut before it */
    bool fading;  /* it mixes two pictures */
    float spread; /* of the picture's brightness, 0..255 */
} lumbar_kept;

/* Frames that mix two pictures (fading[i] != 0) show no body that ever was: they are emptied and marked. */
void lumbar_fades_clear(lumbar_kept *const *all, size_t count, const uint8_t *fading);

/* Numbers the segments and lists the gaps in order; `gaps` has room for two a frame. Their count. */
size_t lumbar_gaps_find(lumbar_kept *const *all, size_t count, lumbar_gap *gaps);

/* Adds a gap that the file itself explains (there must be room); it takes in those beside it that only say that
 * pictures are missing. The new count. */
size_t lumbar_gaps_add(lumbar_gap *gaps, size_t count, lumbar_gap gap);

#endif
