/* A stick figure with known joint angles, seen by a camera without perspective: the oracle for motion and
 * findings. It shares no code with either. */
#ifndef LUMBAR_TESTS_FIGURE_H
#define LUMBAR_TESTS_FIGURE_H

#include "base/base.h"

typedef enum figure_hands {
    HANDS_AT_EARS,
    HANDS_ON_CHEST,
    HANDS_OVERHEAD,
    HANDS_ON_FLOOR,
    HANDS_HANGING,
    HANDS_AHEAD,
    HANDS_TO_SIDE,
    HANDS_BY_HIPS
} figure_hands;

/* One moment; angles in degrees. Angles of trunk and thighs are over the horizontal as motion.h tells
 * them. */
typedef struct figure_pose {
    double trunk, neck;       /* neck: ear line against the trunk, forward positive */
    double thigh[2], knee[2]; /* left, right */
    double hip_x, hip_z;      /* m */
    double reach;    /* m along the floor ahead of the shoulders, for HANDS_AHEAD; to the left, for HANDS_TO_SIDE */
    double roll;     /* about the trunk's own line, 90 lies on the right side */
    double turn;     /* of shoulders, head and arms about the trunk's own line, to the left positive */
    double lumbar;   /* bending of the lower back, flexion positive; shows in the outline alone */
    bool front_down; /* prone and standing: the front faces down or ahead */
    figure_hands hands;
} figure_pose;

typedef figure_pose figure_motion(double time_s, double fault);

typedef struct figure_camera {
    double yaw;   /* deg, 0 square to the side */
    double scale; /* px for a metre */
    bool mirrored;
    double roll;  /* deg, camera turned */
    double noise; /* px, of every point */
    double delay; /* s before the movement begins: the first pose is held */
    bool outline; /* draw the trunk's outline: side view only */
    double rate;  /* frames a second; 0 is 25 */
    double drift; /* px a second, the camera wanders */
} figure_camera;

/* Samples `motion` at 25 frames a second; frames are owned by the arena. */
lumbar_pose *figure_film(lumbar_arena *arena, figure_motion *motion, double fault, double seconds,
                         figure_camera camera);

/* There and back between 0 and 1, smooth, with a rest of a third of the period at the bottom. */
double figure_wave(double time_s, double period);

/* Exercises with their usual size; `fault` means what each says. */
figure_motion figure_crunch; /* fault: feet lift by this many degrees of thigh */
figure_motion figure_sit_up; /* fault: share of the back's bending that is missing, 0..1 */
figure_motion figure_mixed;  /* three crunches, then two sit-ups */
figure_motion figure_leg_raise;
figure_motion figure_lowering; /* legs sink from upright, hands on the chest; fault: the back arches by this */
figure_motion figure_reverse_crunch;
figure_motion figure_v_up;
figure_motion figure_plank; /* fault: bend at the hip, up positive */
figure_motion figure_side_plank;
figure_motion figure_twist;
figure_motion figure_bicycle;
figure_motion figure_dead_bug;
figure_motion figure_flutter;
figure_motion figure_climber;
figure_motion figure_hanging;
figure_motion figure_rollout;
figure_motion figure_good_morning;
figure_motion figure_standing; /* stands, shifting a little */
figure_motion figure_get_up;   /* lies, sits up once, stands up */
figure_motion figure_fading;   /* crunches that shrink and slow */

#endif
