/* A scenario: one body doing one exercise with one chosen fault, filmed from one place. All of it follows
 * from the id. */
#ifndef LUMBAR_TRAINEE_SCENARIO_H
#define LUMBAR_TRAINEE_SCENARIO_H

#include "trainee/render.h"

/* The exercises, named as in the answer. */
#define LUMBAR_EXERCISES(X)                   \
    X(CRUNCH, "crunch")                       \
    X(SIT_UP, "sit-up")                       \
    X(REVERSE_CRUNCH, "reverse-crunch")       \
    X(LEG_RAISE, "leg-raise")                 \
    X(V_UP, "v-up")                           \
    X(PLANK, "plank")                         \
    X(SIDE_PLANK, "side-plank")               \
    X(RUSSIAN_TWIST, "russian-twist")         \
    X(BICYCLE_CRUNCH, "bicycle-crunch")       \
    X(DEAD_BUG, "dead-bug")                   \
    X(FLUTTER_KICK, "flutter-kick")           \
    X(MOUNTAIN_CLIMBER, "mountain-climber")   \
    X(HANGING_LEG_RAISE, "hanging-leg-raise") \
    X(AB_WHEEL_ROLLOUT, "ab-wheel-rollout")

typedef enum lumbar_trainee_exercise {
#define X(name, text) LUMBAR_DO_##name,
    LUMBAR_EXERCISES(X)
#undef X
        LUMBAR_DO_COUNT
} lumbar_trainee_exercise;

#define LUMBAR_FAULTS(X)          \
    X(CLEAN, "clean")             \
    X(HIPS_LEAD, "hips-lead")     \
    X(ARCH, "arch")               \
    X(SAG, "sag")                 \
    X(PIKE, "pike")               \
    X(FEET_LIFT, "feet-lift")     \
    X(TOO_LARGE, "too-large")     \
    X(MOMENTUM, "momentum")       \
    X(HEAD_PULLED, "head-pulled") \
    X(FADING, "fading")           \
    X(TOO_SHORT, "too-short")     \
    X(UNEVEN, "uneven")

typedef enum lumbar_trainee_fault {
#define X(name, text) LUMBAR_WITH_##name,
    LUMBAR_FAULTS(X)
#undef X
        LUMBAR_WITH_COUNT
} lumbar_trainee_fault;

typedef enum lumbar_arms { LUMBAR_ARMS_HEAD, LUMBAR_ARMS_CHEST, LUMBAR_ARMS_BESIDE } lumbar_arms;

enum { LUMBAR_REPETITION_LIMIT = 16 };

typedef struct lumbar_repeat {
    double start_s, top_s, release_s, end_s; /* s: leaves rest, reaches the top, leaves it, is back */
    double amplitude;                        /* share of the full range */
    double fault;                            /* 0..1: how marked the fault is in this one */
} lumbar_repeat;

/* What the body does in a stretch of the film. Nothing but the exercise is a repetition or a hold. */
typedef enum lumbar_act {
    LUMBAR_ACT_EXERCISE,
    LUMBAR_ACT_PRONE,      /* lies on its belly, on its forearms */
    LUMBAR_ACT_LIE,        /* rests on its back, looks about */
    LUMBAR_ACT_TALK,       /* sits and talks with head and hands */
    LUMBAR_ACT_HIP,        /* rests on the hip, the forearm still down */
    LUMBAR_ACT_HIGH_KNEES, /* stands and lifts the knees in turn */
    LUMBAR_ACT_COUNT
} lumbar_act;

enum { LUMBAR_SPAN_LIMIT = 4 };

typedef struct lumbar_span {
    lumbar_act act;
    double start_s, end_s; /* s; what lies between two spans leads from one to the other */
} lumbar_span;

typedef struct lumbar_scenario {
    char id[64]; /* EXERCISE.VIEW.FAULT.NUMBER */
    lumbar_trainee_exercise exercise;
    lumbar_trainee_fault fault;
    const char *view; /* "side" or "oblique" */
    bool held_out;    /* never looked at while developing */
    uint32_t seed;
    lumbar_trainee_body body;
    lumbar_trainee_look look;
    lumbar_arms arms;
    bool straight, hooked;                            /* knees; feet held down */
    bool from_left;                                   /* the camera stands on the body's left */
    double azimuth, camera_height, tilt, focal_share; /* rad, m, rad, focal length over picture width */
    double fill;                                      /* share of the picture's width that the body takes */
    double onset;                                     /* share of the set at which the fault begins */
    double amount;                                    /* 0.6..1 of the fault's full size */
    double vary[8];                                   /* -1..1: this body's habits */
    double duration_s;
    lumbar_repeat repeat[LUMBAR_REPETITION_LIMIT];
    int repeat_count;                    /* a hold: 1, from start to end */
    lumbar_span span[LUMBAR_SPAN_LIMIT]; /* an exercise's own time counts from the start of its span */
    int span_count;                      /* 0: the exercise is all there is */
} lumbar_scenario;

/* Where the body is within the set. */
typedef struct lumbar_phase {
    double time_s;
    double reach;   /* 0 at rest, 1 at the top; of alternating exercises 0..1 for either side */
    double side;    /* -1..1 of alternating exercises: which side, 0 between */
    double engaged; /* 0..1: in the exercise's own position rather than lying, sitting or standing ready */
    double settle;  /* 0..1: moving about before the first repetition */
    double fault;   /* 0..1 */
    int repeat;     /* from 0, -1 outside */
} lumbar_phase;

/* Angles in rad, of joint centres in the plane of movement unless said otherwise. */
typedef struct lumbar_truth {
    lumbar_phase phase;
    double lumbar;        /* flexion of the five levels together, from standing */
    double pelvis, chest; /* lean of pelvis and of the chord hip-shoulder from the upright, positive to the front */
    double hip[2], knee[2], neck; /* flexion: chord to thigh, thigh to shank; chord to shoulder-ear */
    lumbar_trainee_vec
        points[LUMBAR_POINT_COUNT]; /* m: the same points as the network's, as joint centres and landmarks */
    lumbar_trainee_vec node[LUMBAR_NODES];
} lumbar_truth;

const char *lumbar_exercise_name(lumbar_trainee_exercise exercise);
const char *lumbar_trainee_fault_name(lumbar_trainee_fault fault);
bool lumbar_exercise_holds(lumbar_trainee_exercise exercise);      /* planks */
bool lumbar_exercise_alternates(lumbar_trainee_exercise exercise); /* left and right in turn */

/* The scenario of an id. False and *error: what is wrong with the id. */
bool lumbar_scenario_make(const char *id, lumbar_scenario *scenario, lumbar_error *error);

/* The full set of `lumbar validate pose`: ids in order; NULL past the end. */
const char *lumbar_scenario_listed(size_t index, char id[64]);

/* s, all spans together. */
double lumbar_scenario_length(const lumbar_scenario *scenario);

/* The body at a time, with what is true of it. */
lumbar_skeleton lumbar_scenario_at(const lumbar_scenario *scenario, double time_s, lumbar_truth *truth);

/* A camera that frames the whole movement. */
lumbar_camera lumbar_scenario_camera(const lumbar_scenario *scenario, int width, int height);

/* From motion.c: when the body is where, and how its posture meets the floor. */
lumbar_phase lumbar_phase_at(const lumbar_scenario *scenario, double time_s);
lumbar_skeleton lumbar_motion_pose(const lumbar_scenario *scenario, const lumbar_phase *phase);

/* What carries the body. */
typedef enum lumbar_contact {
    LUMBAR_RESTS_ON_BACK,   /* pelvis and back touch; `stance.pitch` is added to the pitch at which both do */
    LUMBAR_RESTS_ON_THORAX, /* the chest stays as it lay; lumbar flexion lifts the pelvis */
    LUMBAR_RESTS_ON_SEAT,   /* pitch as asked */
    LUMBAR_RESTS_ON_ELBOWS,
    LUMBAR_RESTS_ON_HANDS,
    LUMBAR_RESTS_ON_SIDE,  /* and feet: the pitch is solved */
    LUMBAR_RESTS_ON_KNEES, /* and a wheel in the hands */
    LUMBAR_RESTS_ON_BAR,
    LUMBAR_RESTS_ON_BELLY, /* and feet: the pitch is solved */
    LUMBAR_RESTS_ON_HIP,   /* and a forearm: the pitch is solved, the legs lie flat */
    LUMBAR_RESTS_ON_FEET   /* pitch as asked */
} lumbar_contact;

/* Solves what a stance leaves open; the stance then holds all that was solved, but for one that hangs. */
lumbar_skeleton lumbar_motion_settle(const lumbar_scenario *scenario, lumbar_contact contact, lumbar_stance *stance);

/* From acts.c: the body of a scenario with spans; the phase is that of the exercise where it is one. */
lumbar_skeleton lumbar_act_pose(const lumbar_scenario *scenario, double time_s, lumbar_phase *phase);

/* From exercises.c: the posture that a phase asks for; contacts, where left open, are solved by motion.c. */
lumbar_contact lumbar_exercise_pose(const lumbar_scenario *scenario, const lumbar_phase *phase, lumbar_stance *stance);

#endif
