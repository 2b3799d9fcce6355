/* Rows of figures: from which posture to which an exercise goes, for a line drawing. */
#ifndef LUMBAR_REASON_FIGURES_H
#define LUMBAR_REASON_FIGURES_H

#include "base/base.h"

typedef enum lumbar_figure_hands { LUMBAR_HANDS_HEAD, LUMBAR_HANDS_CHEST, LUMBAR_HANDS_BESIDE } lumbar_figure_hands;

/* What the body hangs from, lies on or holds. */
typedef enum lumbar_figure_thing {
    LUMBAR_THING_NONE,
    LUMBAR_THING_BAR,    /* in the hands, from above */
    LUMBAR_THING_WHEEL,  /* in the hands, on the floor */
    LUMBAR_THING_WEIGHT, /* in the hands */
    LUMBAR_THING_BENCH,  /* under the hips */
    LUMBAR_THING_SLOPE,  /* under back and feet */
    LUMBAR_THING_BALL,   /* under the forearms */
    LUMBAR_THING_MACHINE /* a seat whose back goes along */
} lumbar_figure_thing;

/* What of the body stays where it is between start and end. */
typedef enum lumbar_figure_still { LUMBAR_STILL_HIPS, LUMBAR_STILL_HANDS, LUMBAR_STILL_FEET } lumbar_figure_still;

/* Degrees. A direction is that of the segment away from the trunk's middle, seen from the side: 0 to the right, 90 up,
 * 180 to the left; who lies on the back has the head to the left, who stands looks to the right. Of limbs the nearer
 * first. NaN: not given. */
typedef struct lumbar_figure_pose {
    double trunk;                                           /* direction from the hips to the shoulders at the pelvis */
    double curl, neck;                                      /* bend forward of the spine, of the neck */
    double hips;                                            /* m over the floor; NaN: the lowest point lies on it */
    double arm[2], forearm[2], thigh[2], shank[2], foot[2]; /* directions */
} lumbar_figure_pose;

typedef struct lumbar_figure {
    const char *id;
    const char *name;   /* of what it shows */
    const char *text;   /* the movement in words, for whoever does not see it */
    const char *motion; /* of the trainee; NULL: start and end */
    bool aslant;        /* seen more from the front: what turns to the side shows */
    lumbar_figure_hands hands;
    lumbar_figure_thing thing;
    lumbar_figure_still still;
    lumbar_figure_pose start, end;
} lumbar_figure;

#endif
