/* The body in metres, of one stretch. */
#ifndef LUMBAR_MOTION_METRIC_H
#define LUMBAR_MOTION_METRIC_H

#include "motion/motion.h"

/* Fills the points of a body whose height is given, on the grid of the stretch. False when out of memory. */
bool lumbar_motion_metric(lumbar_arena *arena, const lumbar_stretch *stretch, const lumbar_motion_limits *limits,
                          lumbar_body *body);

/* The floor's direction along which most lies, of what is added from one origin; missing adds nothing. */
typedef struct lumbar_floor_line {
    double xx, xz, zz;
} lumbar_floor_line;

void lumbar_floor_add(lumbar_floor_line *line, double x, double z);
double lumbar_floor_angle(const lumbar_floor_line *line); /* rad from x to z, -pi/2..pi/2 */

#endif
