/* Where the tracked person will be: the region of a frame from the landmarks of frames before it. */
#ifndef LUMBAR_POSE_FOLLOW_H
#define LUMBAR_POSE_FOLLOW_H

#include "pose/region.h"

/* One-Euro filter of the region's two points, and its last two results. */
typedef struct lumbar_follower {
    int seen;                /* results so far, at most 2 */
    double time_s[2];        /* of the last result and the one before */
    double value[2][4];      /* hips x, y, scale point x, y, filtered */
    double rate[4];          /* filtered change per second */
    double raw[4];           /* of the last result */
} lumbar_follower;

void lumbar_follower_reset(lumbar_follower *follower);
void lumbar_follower_add(lumbar_follower *follower, double time_s, const double hips[2], const double scale_point[2]);

/* The region at a later time, extrapolated along a line; false when nothing was seen yet. */
bool lumbar_follower_region(const lumbar_follower *follower, double time_s, lumbar_region *region);

#endif
