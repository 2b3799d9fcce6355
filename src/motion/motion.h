/* Body points over time -> smooth tracks, angles, posture, sets and repetitions. Knows no cause and no
 * finding. */
#ifndef LUMBAR_MOTION_MOTION_H
#define LUMBAR_MOTION_MOTION_H

#include <math.h>
#include "base/base.h"

static const double DEGREE = M_PI / 180; /* rad */
#include "base/pattern.h"

/* The thresholds by which movement is read: field, id in knowledge/limits.txt. What is the shape of a formula, and
 * nobody would set, stands as a named constant beside it. */
#define LUMBAR_MOTION_LIMITS(X)                     \
    X(grid_rate, "motion-grid-rate")                \
    X(gap_most, "motion-gap-most")                  \
    X(split_gap, "motion-split-gap")                \
    X(body_speed, "body-speed-most")                \
    X(smooth, "motion-smooth")                      \
    X(side_yaw, "view-side-yaw")                    \
    X(square_yaw, "view-square-yaw")                \
    X(front_yaw, "view-front-yaw")                  \
    X(floor_slope, "floor-slope-least")             \
    X(offset_shoulder, "landmark-offset-shoulder")  \
    X(offset_hip, "landmark-offset-hip")            \
    X(offset_shank, "landmark-offset-shank")        \
    X(trunk_share, "body-trunk-share")              \
    X(thigh_share, "body-thigh-share")              \
    X(shank_share, "body-shank-share")              \
    X(scale_band, "body-scale-band")                \
    X(height_band, "body-height-band")              \
    X(point_band, "body-point-band")                \
    X(arm_depth_band, "body-arm-depth-band")        \
    X(depth_band, "body-depth-band")                \
    X(tilt_band, "body-tilt-band")                  \
    X(camera_distance, "body-camera-distance")      \
    X(lumbar_trunk_pixels, "lumbar-trunk-pixels")   \
    X(lumbar_sag_share, "lumbar-sag-share")         \
    X(lumbar_tangent_share, "lumbar-tangent-share") \
    X(rep_trunk, "rep-trunk-least")                 \
    X(rep_leg, "rep-leg-least")                     \
    X(rep_side, "rep-side-least")                   \
    X(rep_twist, "rep-twist-least")                 \
    X(rep_dip, "rep-dip-share")                     \
    X(rep_least_s, "rep-least-time")                \
    X(hold_least_s, "hold-least-time")              \
    X(set_pause_s, "set-pause")                     \
    X(shake_most, "camera-shake-most")              \
    X(shake_some, "camera-shake-some")

typedef struct lumbar_motion_limits {
#define X(field, id) double field;
    LUMBAR_MOTION_LIMITS(X)
#undef X
    const lumbar_pattern *patterns; /* [pattern_count] of all exercises; of two that fit alike the first is meant */
    size_t pattern_count;
    const lumbar_exercise *const
        *named; /* [named_count] by the person: of equals they are meant, some are seen only so */
    size_t named_count;
} lumbar_motion_limits;

typedef enum lumbar_view { LUMBAR_VIEW_UNKNOWN, LUMBAR_VIEW_SIDE, LUMBAR_VIEW_OBLIQUE, LUMBAR_VIEW_FRONT } lumbar_view;

/* Signals over time; angles in rad. */
typedef enum lumbar_signal {
    LUMBAR_TRUNK, /* hip to shoulder over the horizontal: 0 lying, pi/2 upright */
    LUMBAR_CURL,  /* hip to ear, as the trunk: a small curl moves the head most */
    LUMBAR_THIGH, /* hip to knee over the horizontal, away from the head: 0 lying straight, -pi/2 standing;
                     both legs */
    LUMBAR_THIGH_LEFT,
    LUMBAR_THIGH_RIGHT,
    LUMBAR_LEG,         /* hip to ankle, as the thigh */
    LUMBAR_HIP,         /* flexion, near side */
    LUMBAR_KNEE,        /* flexion, near side */
    LUMBAR_NECK,        /* shoulder to ear against the trunk, forward positive */
    LUMBAR_LUMBAR,      /* change of lumbar flexion from the person's own reference */
    LUMBAR_FOOT_HEIGHT, /* lowest point of the near foot over its resting place, in trunk lengths */
    LUMBAR_HIP_HEIGHT,  /* over the floor, in trunk lengths */
    LUMBAR_TWIST,       /* shoulders turned against the hips about the vertical, to the left positive */
    LUMBAR_HANDS,       /* near wrist from near ear, in trunk lengths */
    LUMBAR_REACH,       /* wrist from hip along the floor, in trunk lengths */
    LUMBAR_PLANK,       /* bend of the plank line: hips above it positive */
    LUMBAR_SIGNAL_COUNT
} lumbar_signal;

/* Why the lumbar curve could not be measured. */
typedef enum lumbar_back_why {
    LUMBAR_BACK_READ,    /* it could */
    LUMBAR_BACK_VIEW,    /* the camera does not look square at the side */
    LUMBAR_BACK_SMALL,   /* the body is too small in the picture */
    LUMBAR_BACK_ARM,     /* an arm lies over the back */
    LUMBAR_BACK_EDGE,    /* the edge of the back is not clear */
    LUMBAR_BACK_OUTLINE, /* points only, no outline of the body */
    LUMBAR_BACK_LOST     /* the body could not be followed well enough */
} lumbar_back_why;

/* One uncut stretch of a recording on the common grid. Picture coordinates turned upright: x right, y UP,
 * px. */
typedef struct lumbar_stretch {
    double start_s, step_s;
    size_t count;
    size_t first_frame, end_frame; /* of the pose's frames: [first_frame, end_frame) */
    float *x[LUMBAR_POINT_COUNT];  /* [count] smoothed; NaN where not seen */
    float *y[LUMBAR_POINT_COUNT];
    float *confidence[LUMBAR_POINT_COUNT];
    float *world[LUMBAR_POINT_COUNT][3]; /* [count] m, x right, y up, z towards the camera; NULL where not given */
    bool has_world;
    lumbar_view view;
    double yaw;          /* rad, 0 is square to the side */
    double turn;         /* tangent of how far the body's plane is turned: to the right it comes towards the camera */
    double look;         /* tangent of how far the camera looks down */
    int near_side;       /* 0 left, 1 right */
    double head_side;    /* +1: the head is at the right of the hips, -1 left */
    double axis[2];      /* of length 1: along the floor from the feet to the head, right and to the camera */
    double trunk_length; /* px, of the whole stretch; NaN where the body has no size, and then nothing is told of it */
    double tilt;         /* rad, the floor's slope in the picture, already taken out */
    double floor_y;      /* px, y up, below the hips */
    double shake;        /* how much the picture moves under what should stand still, in trunk lengths a second */
    double stutter;      /* 0..1 of the time in which the body moves that the picture stands all the same */
    bool camera_moves;   /* where it shakes: a body that is seen whole goes the same way with all its parts */
    bool feet_seen;      /* the near foot is seen most of the time */
    bool feet_inside;    /* it is in the picture then, seen or not */
    bool legs_seen;      /* a knee is, half of the time */
    int quarters; /* quarter turns anticlockwise by which the picture was turned upright; set before lumbar_motion_body
                   */
    double lumbar_share;                /* 0..1 of the time in which the lumbar curve could be measured */
    lumbar_back_why back_why;           /* why it could not */
    uint8_t *posture;                   /* [count] lumbar_posture */
    float *signal[LUMBAR_SIGNAL_COUNT]; /* [count] */
} lumbar_stretch;

/* One repetition, or one hold (then top is its middle). Indices into the stretch's grid. */
typedef struct lumbar_rep {
    size_t start, top, end;
    lumbar_traits traits;
    double size; /* of the driving signal, in that signal's unit */
    bool cut;    /* its traits say little: the recording begins or ends in it, or a part of it was misread */
    const lumbar_exercise *exercise; /* by itself */
    double score;                    /* 0..1 how well it fits */
} lumbar_rep;

typedef struct lumbar_bout {
    const lumbar_stretch *stretch;
    const lumbar_exercise *exercise;
    lumbar_drive drive; /* what moves in it; of a hold nothing */
    double confidence;  /* 0..1 */
    bool hold;
    lumbar_posture posture;
    lumbar_rep *reps; /* [count]; a hold has one */
    size_t count;
} lumbar_bout;

/* Who is told how far the work is, and may stop it. */
typedef struct lumbar_watch {
    lumbar_progress *progress;
    void *user;
    bool stopped;
} lumbar_watch;

typedef struct lumbar_movement {
    lumbar_watch *watch; /* or NULL */
    const lumbar_pose *pose;
    lumbar_stretch *stretches; /* [stretch_count] */
    size_t stretch_count;
    bool misshapen;       /* the picture is squeezed or stretched: nothing is told of what the body does */
    lumbar_gap *left_out; /* [left_out_count] frames that are no body, with the reason */
    size_t left_out_count;
    lumbar_bout *bouts; /* [bout_count] sets in their order */
    size_t bout_count;
} lumbar_movement;

/* The whole stage. NULL only when out of memory, or when `watch` stops it; that it fell short inside, the arena
 * remembers. */
lumbar_movement *lumbar_movement_of(lumbar_arena *arena, const lumbar_pose *pose, const lumbar_motion_limits *limits);
lumbar_movement *lumbar_movement_watched(lumbar_arena *arena, const lumbar_pose *pose,
                                         const lumbar_motion_limits *limits, lumbar_watch *watch);
bool lumbar_goes_on(const lumbar_movement *motion, double time_s); /* tells the watch, false when it is to stop */

/* Its steps, each usable alone; false when out of memory or stopped. */
bool lumbar_motion_track(lumbar_arena *arena, const lumbar_pose *pose, const lumbar_motion_limits *limits,
                         lumbar_movement *motion);
bool lumbar_motion_body(lumbar_arena *arena, const lumbar_pose *pose, lumbar_stretch *stretch,
                        const lumbar_motion_limits *limits);
bool lumbar_motion_back(lumbar_arena *arena, const lumbar_pose *pose, lumbar_stretch *stretch,
                        const lumbar_motion_limits *limits);
bool lumbar_motion_exercises(lumbar_arena *arena, const lumbar_motion_limits *limits, lumbar_movement *motion);

/* What the network's landmarks add to an angle between joint centres, rad: trunk, hip and knee from the side, of a body
 * that lies, hangs or kneels; else 0. The shoulder's landmark lies in front of the joint, the hip's behind it, and the
 * line from knee to ankle leans. Shares of the trunk's and the shank's length stand in the limits, measured on the
 * rendered body. */
double lumbar_landmark_offset(const lumbar_stretch *stretch, lumbar_posture posture, lumbar_signal signal, size_t grid,
                              const lumbar_motion_limits *limits);

/* By how many quarter turns anticlockwise the picture has to be turned to stand upright; 0 without strong evidence.
 * `motion` is of the picture as it stands; `room` is of the longest stretch's count. */
int lumbar_motion_upright(const lumbar_movement *motion, float *room);

/* Zero-phase smoothing and resampling in one: a local quadratic fit under a Gaussian. What one place of the grid sees
 * of the samples, which come by rising times; it only moves on. */
typedef struct lumbar_motion_window {
    size_t from, to;    /* samples within it */
    double *t, *weight; /* [to - from] distance in sigmas, and the Gaussian there */
    double at, step_s, sigma, gap_most;
    double before, after; /* times of the nearest samples on either side */
} lumbar_motion_window;

bool lumbar_motion_window_open(lumbar_arena *arena, lumbar_motion_window *window, size_t samples,
                               const lumbar_motion_limits *limits);
void lumbar_motion_window_move(lumbar_motion_window *window, const double *times, size_t samples, double at,
                               double step_s);
/* One sample: its place among all of them, and what it counts. */
typedef struct lumbar_motion_sample {
    size_t place;
    double time, weight, value;
} lumbar_motion_sample;

/* The sums of a fit: of the powers of time, and of these times the values. */
typedef struct lumbar_motion_fit {
    double moment[5], sum[3];
} lumbar_motion_fit;

/* Adds one sample of it to a fit, from a window whose `before` and `after` were set back. */
void lumbar_motion_window_add(lumbar_motion_window *window, lumbar_motion_sample sample, lumbar_motion_fit *fit);
/* The fit's value; NaN further than half of the limit `gap_most` from every sample, inside a gap longer than that. */
double lumbar_motion_window_value(const lumbar_motion_window *window, const lumbar_motion_fit *fit);

/* Values by rising times. */
typedef struct lumbar_series {
    double *times, *values; /* [count] */
    size_t count;
} lumbar_series;

/* One series onto the grid of a stretch. False when out of memory. */
bool lumbar_resample(lumbar_arena *scratch, const lumbar_series *series, const lumbar_motion_limits *limits,
                     const lumbar_stretch *grid, float *out);

/* Turning points of a signal: alternating lows and highs whose swing is at least `least`. */
typedef struct lumbar_turns {
    size_t *at; /* [count] places in the signal; NULL when out of memory */
    size_t count;
    bool high_first; /* the first one is a high */
} lumbar_turns;

lumbar_turns lumbar_turns_of(lumbar_arena *arena, const float *signal, size_t count, double least);

/* Order statistics of the finite values, NaN where there are none; `share` 0..1. */
double lumbar_quantile(const float *values, size_t from, size_t to, double share);

#endif
