/* Where the tracked person will be: the region of a frame from the landmarks of frames before it. */
#ifndef LUMBAR_POSE_FOLLOW_H
#define LUMBAR_POSE_FOLLOW_H

#include "pose/region.h"

enum { LUMBAR_FOLLOW_MEMORY = 3 };

/* One-Euro filter of the region's two points, and the last regions that came of it. */
typedef struct lumbar_follower {
    int seen;                                    /* results so far, at most LUMBAR_FOLLOW_MEMORY */
    double time_s[LUMBAR_FOLLOW_MEMORY];         /* newest first */
    lumbar_region regions[LUMBAR_FOLLOW_MEMORY]; /* newest first; angles unwrapped */
    double value[4], rate[4], raw[4];            /* hips x, y, scale point x, y: filtered, its change, as it came */
} lumbar_follower;

void lumbar_follower_reset(lumbar_follower *follower);
void lumbar_follower_add(lumbar_follower *follower, double time_s, const double hips[2], const double scale_point[2]);

/* The region at a later time; false when nothing was seen yet. */
bool lumbar_follower_region(const lumbar_follower *follower, double time_s, lumbar_region *region);

#endif
