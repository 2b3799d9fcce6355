/* What repetitions and exercises share. */
#ifndef LUMBAR_MOTION_EXERCISE_H
#define LUMBAR_MOTION_EXERCISE_H

#include "motion/motion.h"

/* A signal whose there-and-back is a repetition. */
typedef struct lumbar_driver {
    const float *signal;
    double sign;    /* +1: the top is the highest value */
    double least;   /* smallest swing that counts, in the signal's unit */
    bool both_ways; /* rest may be at either end (legs held up and lowered) */
} lumbar_driver;

/* Repetitions of a driver between two grid places, in order; *reps is owned by the arena. */
size_t lumbar_find_reps(lumbar_arena *arena, const lumbar_driver *driver, size_t from, size_t to,
                        double step_s, const lumbar_motion_limits *limits, lumbar_rep **reps);

/* The exercise whose pattern fits a posture and traits best, and how well (0..1); "other" where none does. */
const char *lumbar_exercise_of(lumbar_posture posture, const lumbar_traits *traits,
                               const lumbar_motion_limits *limits, double *score);

/* How well traits fit one named exercise, 0 where it is unknown. */
double lumbar_exercise_fit(const char *exercise, lumbar_posture posture, const lumbar_traits *traits,
                           const lumbar_motion_limits *limits);

#endif
