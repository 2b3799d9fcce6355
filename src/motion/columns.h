/* The frames of one stretch as they were read, before anything is smoothed: what the files that mend them share. */
#ifndef LUMBAR_MOTION_COLUMNS_H
#define LUMBAR_MOTION_COLUMNS_H

#include "motion/motion.h"

/* Points are already y up. */
typedef struct lumbar_columns {
    size_t count;
    double *times;               /* [count] s, rising */
    const lumbar_frame **frames; /* [count] */
    lumbar_point (*points)[LUMBAR_POINT_COUNT];
    float (*world)[LUMBAR_POINT_COUNT][3];
    uint8_t *state; /* [count] lumbar_reading */
    double trunk;   /* median distance of shoulders from hips, px: short where the body runs into the picture */
    double size;    /* length of the trunk as the least foreshortened limbs tell it, px */
} lumbar_columns;

/* What a frame is good for. */
typedef enum lumbar_reading {
    LUMBAR_READ,    /* a body that can be, and can have come from the one before */
    LUMBAR_JUMPED,  /* a body that can be, but no body gets here from the one before, or too long after it */
    LUMBAR_EMPTY,   /* too few points are given to tell of a body */
    LUMBAR_HELD,    /* the points of an earlier frame over again */
    LUMBAR_MISREAD, /* no body gets here and back, such as head and feet exchanged */
    LUMBAR_READINGS
} lumbar_reading;

/* Leaves open the points that nobody gave, or that cannot be seen, and fills `size` and `state`. False when out of
 * memory. */
bool lumbar_plausible(lumbar_arena *scratch, const lumbar_pose *pose, const lumbar_motion_limits *limits,
                      lumbar_columns *columns);

/* Share of the moving time in which the picture stood. */
double lumbar_stutter(const lumbar_columns *columns);

#endif
