/* From movement to what was seen: findings with where and when, sets with measures, curves, moments. */
#ifndef LUMBAR_SEEN_SEEN_H
#define LUMBAR_SEEN_SEEN_H

#include "base/base.h"
#include "motion/motion.h"
#include "reason/reason.h"

/* The thresholds by which movement is judged: field, id in knowledge/limits.txt. */
#define LUMBAR_SEEN_LIMITS(X)                         \
    X(situp_top, "sit-up-top")                        \
    X(angle_band, "angle-band")                       \
    X(oblique_band, "angle-band-oblique")             \
    X(small_trunk, "small-trunk-pixels")              \
    X(lumbar_band_hold, "lumbar-band-hold")           \
    X(lumbar_band_move, "lumbar-band-move")           \
    X(lumbar_move_pixels, "lumbar-trunk-pixels-move") \
    X(range_apart, "range-apart")                     \
    X(meant_guess, "meant-guess")                     \
    X(feet_lift, "feet-lift-share")                   \
    X(plank_sag, "plank-sag-bend")                    \
    X(plank_pike, "plank-pike-bend")                  \
    X(climber_pike, "climber-pike-bend")              \
    X(plank_band, "plank-band")                       \
    X(side_plank_sag, "side-plank-sag-bend")          \
    X(fault_share, "fault-hold-share")                \
    X(fault_s, "fault-hold-time")                     \
    X(arch_least, "arch-least")                       \
    X(verdict_sure, "verdict-sure")                   \
    X(lead_lumbar, "lead-lumbar-least")               \
    X(lead_trunk, "lead-trunk-by")                    \
    X(end_range, "end-range-flexion")                 \
    X(end_range_people, "end-range-people")           \
    X(momentum_s, "momentum-time")                    \
    X(stutter_most, "tempo-stutter-most")             \
    X(tempo_rate, "tempo-rate-least")                 \
    X(head_forward, "head-forward-least")             \
    X(head_band, "head-band")                         \
    X(fade_range, "fade-range-share")                 \
    X(fade_time, "fade-time-share")                   \
    X(fade_bend, "fade-hold-bend")                    \
    X(fade_hold_s, "fade-hold-time")                  \
    X(fade_chance, "fade-chance")                     \
    X(short_range, "short-range-share")               \
    X(short_band, "short-range-band")                 \
    X(side_difference, "side-difference-share")       \
    X(sides_seen, "sides-seen")                       \
    X(twist_bias, "twist-bias")                       \
    X(warmup_film_s, "warm-up-film-time")             \
    X(warmup_start_s, "warm-up-start-time")

typedef struct lumbar_seen_limits {
#define X(field, id) double field;
    LUMBAR_SEEN_LIMITS(X)
#undef X
    lumbar_motion_limits motion; /* by which it was read */
} lumbar_seen_limits;

/* From the table `limits`; false and *error where a row is missing. */
bool lumbar_motion_limits_read(const lumbar_knowledge *knowledge, lumbar_motion_limits *limits, lumbar_error *error);
bool lumbar_seen_limits_read(const lumbar_knowledge *knowledge, lumbar_seen_limits *limits, lumbar_error *error);

/* One moment at which a fault is largest. */
typedef struct lumbar_seen_fault {
    int bout, rep; /* rep -1: none */
    double time_s; /* where it peaks */
    double size;   /* 0..1 how marked */
} lumbar_seen_fault;

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
    const lumbar_movement *motion;
    const lumbar_seen_limits *limits;
    const lumbar_see_settings *settings;
    const lumbar_knowledge *knowledge;
    const lumbar_exercise *intended; /* that was meant, NULL where that is not known */
    int index;                       /* of the recording */
    double height_m;
    size_t room;                     /* findings at most: rows of the table that have a judge */
    lumbar_finding *findings;        /* [room], `count` of them filled */
    const lumbar_finding_row **rows; /* [room] the row of each */
    lumbar_seen_fault *worst;        /* [room] of each that is present */
    size_t count;
    lumbar_facts *facts; /* [bout] */
    bool curls_meant;    /* nobody told it, but what was done shows that crunches were meant */
    bool **faults;       /* [bout][rep x room] whether the repetition has the finding */
    bool failed;         /* out of memory */
} lumbar_seeing;

typedef struct lumbar_seen_value {
    lumbar_state state;
    double value, band; /* in the finding's unit */
    double size;        /* 0..1 how far beyond the limit */
    double sure;        /* 0..1 that the state is right, as far as the band tells */
    bool close;         /* it was measured: an unknown one lies too close to the limit */
    bool not_asked;     /* no question for how this repetition is done */
    double time_s;
    lumbar_reason_id why_not; /* of an unknown one */
} lumbar_seen_value;

/* How one row's finding is looked for in the whole recording. */
typedef void lumbar_look_for(lumbar_seeing *seeing, const lumbar_finding_row *row);

/* What shakes: the picture, or only the network's guesses of a body that is hidden or cut. */
lumbar_reason_id lumbar_why_shaky(const lumbar_stretch *stretch);

/* Own choice, s: no repetition is shorter, and a view needs some time to be told. */
#define LUMBAR_BRIEF_S 1.0

double lumbar_time_of(const lumbar_stretch *stretch, size_t grid);

/* How sure it is that a value with this 95 % band truly lies beyond a limit, 0..1. */
double lumbar_sure_beyond(double value, double limit, double band);

/* Whether enough different pictures a second show how fast a body moves, as in a film that nobody slowed. */
bool lumbar_tempo_known(const lumbar_seeing *seeing, const lumbar_stretch *stretch);

/* Whether the trunk comes down in a repetition as it could not even fall: the film is speeded. */
bool lumbar_falls_too_quickly(const lumbar_stretch *stretch, const lumbar_rep *rep);

/* Time in which a trunk falls from nine tenths to one tenth of the way between two angles over the floor, rad; s. */
double lumbar_fall_time(double high, double low);

/* A band as it is from the side, wider where the body is small, turned or the picture shakes. */
double lumbar_seen_band(const lumbar_seeing *seeing, const lumbar_stretch *stretch, double band);

/* Shows one moment of a finding that is present: in its `where`, and as its worst one. */
void lumbar_place_finding(lumbar_seeing *seeing, lumbar_finding *finding, lumbar_seen_fault at);

/* What is said of a row's finding. */
typedef struct lumbar_seen_claim {
    lumbar_state state;
    double strength, confidence; /* as in lumbar_finding; what is beyond 0..1 is taken for the end */
    const char *text;            /* NULL: making it lacked memory */
} lumbar_seen_claim;

/* Adds the row's finding; fields that depend on the recording alone are filled in. NULL when full or out of memory. */
lumbar_finding *lumbar_add_finding(lumbar_seeing *seeing, const lumbar_finding_row *row, lumbar_seen_claim claim);

/* The same for what could not be told. */
lumbar_finding *lumbar_add_unseen(lumbar_seeing *seeing, const lumbar_finding_row *row, lumbar_reason_id why_not);

/* What was measured, of the row's measures the one at `which`. */
void lumbar_measured(lumbar_finding *finding, const lumbar_finding_row *row, int which, double value, double band);

/* Whether a repetition has a finding, by its index. */
bool *lumbar_seen_fault_of(const lumbar_seeing *seeing, int bout, int rep, size_t finding);

/* A sentence of the row, or a phrase, with its holes filled; NULL when out of memory. */
const char *lumbar_seen_words(lumbar_seeing *seeing, const lumbar_finding_row *row, lumbar_saying saying,
                              const lumbar_hole *holes, size_t count);
const char *lumbar_seen_phrase(lumbar_seeing *seeing, lumbar_phrase_id phrase, const lumbar_hole *holes, size_t count);

/* Fills `facts` and `curls_meant`; false when out of memory. */
bool lumbar_read_facts(lumbar_seeing *seeing);
const lumbar_facts *lumbar_facts_of(const lumbar_seeing *seeing, const lumbar_bout *bout);

/* All that the table's judges find; and, where no exercise was made out, all that they would have been asked. */
void lumbar_judge_all(lumbar_seeing *seeing);
void lumbar_leave_open(lumbar_seeing *seeing, lumbar_reason_id why_not);

/* Of the held line; how a set changes; left against right; the beginning. Those of repetitions: rules.h. */
lumbar_look_for lumbar_see_holds, lumbar_see_fading, lumbar_see_sides, lumbar_see_warm_up;

/* Fills sets, curves, moments, notes and what was not seen. */
void lumbar_show_sets(lumbar_seeing *seeing, lumbar_recording *recording);
void lumbar_show_curves(lumbar_seeing *seeing, lumbar_recording *recording);
void lumbar_show_moments(lumbar_seeing *seeing, lumbar_recording *recording);
void lumbar_show_gaps(lumbar_seeing *seeing, lumbar_recording *recording);
void lumbar_show_notes(lumbar_seeing *seeing, lumbar_recording *recording);

/* "0:04", "12:30". Owned by the arena. */
const char *lumbar_seen_clock(lumbar_arena *arena, double time_s);

#endif
