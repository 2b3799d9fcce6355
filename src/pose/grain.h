/* How many pixels of a picture make one that it truly holds: an enlarged film has more pixels than it shows. */
#ifndef LUMBAR_POSE_GRAIN_H
#define LUMBAR_POSE_GRAIN_H

#include "recording/image.h"

enum { LUMBAR_GRAIN_STEPS = 4 };

typedef struct lumbar_grain {
    double change[LUMBAR_GRAIN_STEPS]; /* sums of squares: between pixels 1, 2, 4 and 8 apart */
    int looks;
    double next_s; /* when the next picture is looked at */
} lumbar_grain;

void lumbar_grain_look(lumbar_grain *grain, const lumbar_image *image, double time_s);

/* 1 where each pixel tells something of its own, 2 where it takes two to a side; 0 where nothing was looked at. */
double lumbar_grain_of(const lumbar_grain *grain);

#endif
