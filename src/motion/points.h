/* Where a body point is in the picture of a stretch. */
#ifndef LUMBAR_MOTION_POINTS_H
#define LUMBAR_MOTION_POINTS_H

#include "motion/motion.h"

typedef struct lumbar_motion_vec {
    double x, y;
} lumbar_motion_vec;

lumbar_motion_vec lumbar_at(const lumbar_stretch *stretch, int point, size_t grid);
lumbar_motion_vec lumbar_middle(const lumbar_stretch *stretch, int left, int right, size_t grid);
lumbar_motion_vec lumbar_shoulders(const lumbar_stretch *stretch, size_t grid); /* the middle of both */
lumbar_motion_vec lumbar_hips(const lumbar_stretch *stretch, size_t grid);

/* Standard deviation in either direction, trunk lengths, of a point that the network is so confident of. */
double lumbar_point_noise(double confidence);

#endif
