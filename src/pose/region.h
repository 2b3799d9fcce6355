/* The square, turned part of a picture that a network looks at, and small geometry on it. */
#ifndef LUMBAR_POSE_REGION_H
#define LUMBAR_POSE_REGION_H

#include "recording/image.h"

typedef struct lumbar_region {
    double x, y;  /* px, centre */
    double side;  /* px */
    double angle; /* radians, clockwise in the picture */
} lumbar_region;

/* BlazePose's region: round the middle of the hips, as large as the scale point is far, turned so that the scale point
 * is upwards. */
lumbar_region lumbar_region_round(const double hips[2], const double scale_point[2]);

/* A place in the region (0..1, 0..1) -> picture, and back. */
void lumbar_region_to_picture(const lumbar_region *region, double u, double v, double *x, double *y);
void lumbar_region_from_picture(const lumbar_region *region, double x, double y, double *u, double *v);

/* How a region is sampled. */
typedef struct lumbar_patch {
    int size;        /* pixels a side */
    float low, high; /* what black is, also beyond the border; and white */
} lumbar_patch;

/* Fills out[size][size][3] with red, green, blue of the region. */
void lumbar_region_sample(const lumbar_image *image, const lumbar_region *region, lumbar_patch patch,
                          float *restrict out);

#endif
