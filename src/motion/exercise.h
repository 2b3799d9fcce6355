/* What repetitions, holds and exercises share. */
#ifndef LUMBAR_MOTION_EXERCISE_H
#define LUMBAR_MOTION_EXERCISE_H

#include "motion/motion.h"

/* A signal whose there-and-back is a repetition. */
typedef struct lumbar_driver {
    const float *signal; /* [count] */
    size_t count;
    double step_s;
    double sign;  /* +1: the top is the highest value, -1: the lowest */
    double least; /* smallest swing that counts, in the signal's unit */
    bool opens;   /* the recording begins with it: its first repetition may have begun before */
    bool turns;   /* goes on from side to side without a rest: half a turn is no repetition */
} lumbar_driver;

/* Repetitions of a driver in their order; *reps is owned by the arena, NULL when out of memory. */
size_t lumbar_find_reps(lumbar_arena *arena, const lumbar_driver *driver, const lumbar_motion_limits *limits,
                        lumbar_rep **reps);

lumbar_traits lumbar_traits_of(const lumbar_stretch *stretch, size_t from, size_t to);

/* Share of the time between two places in each posture. */
typedef struct lumbar_postures_held {
    double share[LUMBAR_POSTURE_COUNT];
} lumbar_postures_held;

lumbar_postures_held lumbar_held(const lumbar_stretch *stretch, size_t from, size_t to);

/* Whether a pattern counts in this recording: some only where the person named the exercise. */
bool lumbar_pattern_counts(const lumbar_pattern *pattern, const lumbar_motion_limits *limits);

/* The exercise driven by `drive` whose pattern fits best, and how well (0..1); NULL where not even one that is none of
 * ours does. */
const lumbar_exercise *lumbar_exercise_of(lumbar_drive drive, const lumbar_postures_held *held,
                                          const lumbar_traits *traits, const lumbar_motion_limits *limits,
                                          double *score);

/* Whether the body is held as one of an exercise's patterns says. */
bool lumbar_posture_fits(const lumbar_exercise *exercise, lumbar_drive drive, const lumbar_postures_held *held,
                         const lumbar_motion_limits *limits);

/* How well traits fit one exercise, 0 where it is driven by something else. */
double lumbar_exercise_fit(const lumbar_exercise *exercise, lumbar_drive drive, const lumbar_postures_held *held,
                           const lumbar_traits *traits, const lumbar_motion_limits *limits);

/* Sets of one stretch that have been found, each with what it explains; grows in the arena. */
typedef struct lumbar_candidate {
    lumbar_bout bout;
    double worth; /* how much of the recording it explains, and how well */
    int way;      /* -1: counted from the top of its signal */
    size_t least; /* fewer repetitions than this are none */
    bool taken;
    size_t start, end; /* in the grid, before it gave way to others */
    size_t lane_count; /* of the first one of a lane: how many there are in it; else 0 */
} lumbar_candidate;

typedef struct lumbar_candidates {
    lumbar_arena *arena;
    const lumbar_motion_limits *limits;
    lumbar_candidate *list; /* [count] */
    size_t count, room;
    size_t lane; /* where the last one begins */
    bool failed; /* out of memory */
} lumbar_candidates;

/* What is added from here on follows one another in time, until the next lane begins. */
void lumbar_begin_lane(lumbar_candidates *found);
void lumbar_add_candidate(lumbar_candidates *found, lumbar_candidate candidate);

/* What is held: patterns in which nothing moves. */
void lumbar_find_holds(lumbar_candidates *found, const lumbar_stretch *stretch);

/* What is seen badly is believed less: 0..1. */
double lumbar_trust(const lumbar_stretch *stretch, lumbar_posture posture, const lumbar_motion_limits *limits);

#endif
