/* What rows of exercises and src/motion agree on: how the body is held, what moves, what tells exercises apart. The
 * names in the table stand here alone: src/reason reads the rows by them, src/motion measures by them. */
#ifndef LUMBAR_BASE_PATTERN_H
#define LUMBAR_BASE_PATTERN_H

#include "lumbar.h"

/* How the body is held, moment by moment: enum name, name in the table. */
#define LUMBAR_POSTURES(X)                                                                              \
    X(ON_BACK, "lying")  /* on the back, or sitting on the floor: seat down, front to the feet or up */ \
    X(ON_FRONT, "prone") /* front down: plank, climber, lying on the belly */                           \
    X(ON_SIDE, "on-side")                                                                               \
    X(ON_KNEES, "kneeling") /* thighs down, knees bent */                                               \
    X(STANDING, "standing")                                                                             \
    X(HANGING, "hanging")

typedef enum lumbar_posture {
    LUMBAR_POSTURE_UNKNOWN,
#define X(name, word) LUMBAR_##name,
    LUMBAR_POSTURES(X)
#undef X
        LUMBAR_POSTURE_COUNT
} lumbar_posture;

/* What moves there and back in an exercise; of a hold nothing. */
#define LUMBAR_DRIVES(X)                                              \
    X(CURL, "curl")     /* shoulders and head come up */              \
    X(LEGS, "legs")     /* both legs rise or sink, at the ankle */    \
    X(THIGHS, "thighs") /* both thighs */                             \
    X(TURNS, "turns")   /* one thigh against the other */             \
    X(TWIST, "twist")   /* shoulders against hips */                  \
    X(TRUNK, "trunk")   /* the trunk sinks and comes up */            \
    X(PLANK, "hips")    /* the hips rise over the line of the body */ \
    X(NONE, "nothing")  /* it is held */

typedef enum lumbar_drive {
#define X(name, word) LUMBAR_DRIVE_##name,
    LUMBAR_DRIVES(X)
#undef X
} lumbar_drive;

/* What tells exercises apart, of one repetition; angles in degrees, lengths in trunk lengths. */
#define LUMBAR_TRAITS(X)                                                               \
    X(seconds, "seconds")           /* from start to end */                            \
    X(trunk_rest, "trunk-rest")     /* lowest trunk angle */                           \
    X(trunk_top, "trunk-top")       /* highest */                                      \
    X(curl_change, "curl-change")   /* hip to ear: highest less lowest */              \
    X(leg_change, "leg-change")     /* hip to ankle line: range */                     \
    X(thigh_change, "thigh-change") /* thighs together: range */                       \
    X(thigh_rest, "thigh-rest")     /* both thighs over the horizontal: lowest mean */ \
    X(thigh_top, "thigh-top")       /* thighs over the horizontal: highest */          \
    X(hip_change, "hip-change")     /* bend of the near hip: range */                  \
    X(knee, "knee")                 /* median knee bend */                             \
    X(knee_change, "knee-change")   /* range */                                        \
    X(alternation, "alternation")   /* left thigh against right: range */              \
    X(together, "together")         /* both thighs the same way, as a share of that */ \
    X(twist, "twist")               /* shoulders against hips: range */                \
    X(reach, "reach")               /* wrist from hip along the floor: largest */      \
    X(hands, "hands")               /* near wrist from near ear: median */             \
    X(hip_move, "hip-move")         /* hips up and down: range */                      \
    X(head_up, "head-up")           /* curl at its lowest: shoulders and head stay lifted */

typedef struct lumbar_traits {
#define X(name, word) double name;
    LUMBAR_TRAITS(X)
#undef X
} lumbar_traits;

typedef enum lumbar_trait {
#define X(name, word) LUMBAR_TRAIT_##name,
    LUMBAR_TRAITS(X)
#undef X
        LUMBAR_TRAIT_COUNT
} lumbar_trait;

/* The same of one moment of a hold; "unrest" is a range within a second to either side. */
#define LUMBAR_HELD_TRAITS(X)                                                                    \
    X(bend, "bend")             /* of the line shoulder - hip - ankle, hips above it positive */ \
    X(trunk, "trunk")           /* over the horizontal */                                        \
    X(thigh, "thigh")           /* over the horizontal, away from the head */                    \
    X(leg, "leg")               /* hip to ankle, as the thigh */                                 \
    X(knee, "knee")             /* bend */                                                       \
    X(curl, "curl")             /* hip to ear, as the trunk */                                   \
    X(feet_below, "feet-below") /* lower ankle below the hips */                                 \
    X(bend_unrest, "bend-unrest")                                                                \
    X(trunk_unrest, "trunk-unrest")                                                              \
    X(thigh_unrest, "thigh-unrest")

typedef enum lumbar_held_trait {
#define X(name, word) LUMBAR_HELD_##name,
    LUMBAR_HELD_TRAITS(X)
#undef X
        LUMBAR_HELD_TRAIT_COUNT
} lumbar_held_trait;

/* Inside [low, high] it fits; in a repetition the fit falls to nothing over `soft` outside. */
typedef struct lumbar_range {
    int trait;              /* lumbar_trait, of a hold lumbar_held_trait */
    double low, high, soft; /* -INFINITY and INFINITY where it is open */
} lumbar_range;

/* One way in which an exercise is seen. */
typedef struct lumbar_pattern {
    const lumbar_exercise *exercise;
    lumbar_drive drive;
    lumbar_posture posture;
    bool surely;                /* as far as it fits, no exercise that is judged and has the same drive does */
    const lumbar_range *ranges; /* [range_count] */
    size_t range_count;
} lumbar_pattern;

#endif
