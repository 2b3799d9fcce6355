/* Body points of the one person in a region. */
#ifndef LUMBAR_POSE_LANDMARKS_H
#define LUMBAR_POSE_LANDMARKS_H

#include "lumbar.h"
#include "pose/network.h"
#include "pose/region.h"

enum { LUMBAR_MASK_SIDE = 256 };

typedef struct lumbar_landmarks {
    float presence;                       /* 0..1 */
    double points[LUMBAR_POINT_COUNT][2]; /* picture px */
    float confidence[LUMBAR_POINT_COUNT]; /* 0..1, visible and in the picture */
    float world[LUMBAR_POINT_COUNT][3];   /* m from the mid-hip, along the picture's axes */
    double hips[2], scale_point[2];       /* picture px: where the next region goes */
    /* [LUMBAR_MASK_SIDE][LUMBAR_MASK_SIDE] logits over the region, until the network's next run */
    const float *mask;
} lumbar_landmarks;

/* False when the network failed. */
bool lumbar_landmarks_find(lumbar_network *network, const lumbar_image *image, const lumbar_region *region,
                           lumbar_landmarks *out);

/* One channel of a map over the region. */
typedef struct lumbar_heatmap {
    const float *logits; /* [side][side][channels] */
    int side, channels, channel;
} lumbar_heatmap;

/* Refines a point (x, y in 0..1 of the region) from its heatmap. */
void lumbar_heatmap_refine(const lumbar_heatmap *map, double *x, double *y);

#endif
