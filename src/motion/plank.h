/* How straight a plank is: one rule for labelled stills and for video. */
#ifndef LUMBAR_MOTION_PLANK_H
#define LUMBAR_MOTION_PLANK_H

#include "base/base.h"

/* The bend at the hip of the line shoulder - hip - ankle: 0 is a straight line, positive is hips above it
 * (piked), negative below it (sagging). A straight body reads some +10 degrees, because the hip landmark lies
 * behind the line of the joints. The limits stand in the table. */
typedef struct lumbar_plank_bend {
    double bend;       /* rad; NaN where a point is missing */
    double confidence; /* 0..1, of the weakest point used */
} lumbar_plank_bend;

/* Of the side that is seen better. `aspect` is the picture's width over height where points are normalised,
 * else 1. `to_ankle` false: the knee stands for the ankle (feet cut off). */
lumbar_plank_bend lumbar_plank_measure(const lumbar_point points[LUMBAR_POINT_COUNT], double aspect, bool to_ankle);

/* 'C' correct, 'L' low back, 'H' high hips, '?' not measurable. */
char lumbar_plank_class(double bend, double sag, double pike);

#endif
