/* From movement to what was seen: findings with where and when, sets with measures, curves, moments. */
#ifndef LUMBAR_SEEN_SEEN_H
#define LUMBAR_SEEN_SEEN_H

#include "base/base.h"
#include "motion/motion.h"

/* Reads every motion limit from the table `limits`; false and *error where a row is missing. */
bool lumbar_motion_limits_read(const lumbar_knowledge *knowledge, lumbar_motion_limits *limits,
                               lumbar_error *error);

enum { LUMBAR_SEEN_MOST = 16 }; /* findings of one recording */

/* One moment at which a fault is largest. */
typedef struct lumbar_fault {
    int bout, rep; /* rep -1: none */
    double time_s; /* where it peaks */
    double size;   /* 0..1 how marked */
} lumbar_fault;

/* What is asked of a whole set. */
typedef struct lumbar_facts {
    double usual_size; /* median of its repetitions */
    double lying_rest; /* the lower back's bend lying still before or after it, rad; NaN where that was not filmed */
    double largest;    /* whole repetition of its exercise in its stretch */
    size_t alike;      /* how many of them there are */
    bool counted;      /* the last two are known */
} lumbar_facts;

typedef struct lumbar_seeing {
    lumbar_arena *arena;
    const lumbar_motion *motion;
    const lumbar_motion_limits *limits;
    const lumbar_see_settings *settings;
    const char *intended; /* exercise that was meant, NULL where that is not known */
    int index;            /* of the recording */
    double height_m;
    lumbar_finding findings[LUMBAR_SEEN_MOST];
    lumbar_fault worst[LUMBAR_SEEN_MOST]; /* of each finding that is present */
    size_t count;
    lumbar_facts *facts; /* [bout] */
    bool curls_meant;    /* nobody told it, but what was done shows that crunches were meant */
    uint32_t **faults; /* [bout][rep] bits by finding index, 1 << index */
    bool failed;       /* out of memory */
} lumbar_seeing;

typedef struct lumbar_seen_value {
    lumbar_state state;
    double value, band; /* in the finding's unit */
    double size;        /* 0..1 how far beyond the limit */
    double sure;        /* 0..1 that the state is right, as far as the band tells */
    bool close;         /* it was measured: an unknown one lies too close to the limit */
    double time_s;
    const char *why_not; /* of an unknown one, plain words */
} lumbar_seen_value;

/* Why something could not be seen, beside the motion stage's reasons. Plain words; each has one cure (unseen.c). */
#define LUMBAR_WHY_SHAKE "the camera moves"
#define LUMBAR_WHY_FEET "your feet are not in the picture"
#define LUMBAR_WHY_INTENDED "it is not known which exercise you meant"
#define LUMBAR_WHY_FEW "there are too few repetitions in one go"
#define LUMBAR_WHY_CLOSE "it lies too close to the limit"
#define LUMBAR_WHY_REST "you were not filmed lying still before or after the set"
#define LUMBAR_WHY_UNEVEN "your repetitions differ too much from one to the next"
#define LUMBAR_WHY_NOTHING "no exercise was made out"
#define LUMBAR_WHY_SIDES "from the side one leg or arm hides the other, or there are too few repetitions"

double lumbar_time_of(const lumbar_stretch *stretch, size_t grid);

/* How sure it is that a value with this 95 % band truly lies beyond a limit, 0..1. */
double lumbar_sure_beyond(double value, double limit, double band);

/* A band as it is from the side, wider where the body is small, turned or the picture shakes. */
double lumbar_seen_band(const lumbar_seeing *seeing, const lumbar_stretch *stretch, double band);

/* Shows one moment of a finding that is present: in its `where`, and as its worst one. */
void lumbar_place_finding(lumbar_seeing *seeing, lumbar_finding *finding, lumbar_fault at);

/* Adds one finding; fields that depend on the recording alone are filled in. NULL when full or out of memory. */
lumbar_finding *lumbar_add_finding(lumbar_seeing *seeing, const char *id, lumbar_state state, double strength,
                                   double confidence, const char *text);

/* The same for what could not be told: "your feet stay down", one of the reasons above or the motion stage's. */
lumbar_finding *lumbar_add_unseen(lumbar_seeing *seeing, const char *id, const char *what, const char *why_not);

/* Fills `facts` and `curls_meant`; false when out of memory. */
bool lumbar_read_facts(lumbar_seeing *seeing);
const lumbar_facts *lumbar_facts_of(const lumbar_seeing *seeing, const lumbar_bout *bout);

/* Faults of single repetitions; of the held line; how a set changes; of a whole set and recording. */
void lumbar_see_repetitions(lumbar_seeing *seeing);
void lumbar_leave_open(lumbar_seeing *seeing, const char *why_not); /* none of its questions can be answered */
void lumbar_see_holds(lumbar_seeing *seeing);
void lumbar_see_fading(lumbar_seeing *seeing);
void lumbar_see_sets(lumbar_seeing *seeing);

/* Fills sets, curves, moments, notes and what was not seen. */
void lumbar_show_sets(lumbar_seeing *seeing, lumbar_recording *recording);
void lumbar_show_curves(lumbar_seeing *seeing, lumbar_recording *recording);
void lumbar_show_moments(lumbar_seeing *seeing, lumbar_recording *recording);
void lumbar_show_gaps(lumbar_seeing *seeing, lumbar_recording *recording);
void lumbar_show_notes(lumbar_seeing *seeing, lumbar_recording *recording);

/* "0:04", "12:30". Owned by the arena. */
const char *lumbar_clock(lumbar_arena *arena, double time_s);

bool lumbar_is_one_of(const char *exercise, const char *list); /* list: names between blanks */

#endif
