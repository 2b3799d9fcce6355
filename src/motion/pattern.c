/* Exercises as patterns: for each, what drives it, how the body is held, what moves by how much, and why that
 * tells it apart. Ranges are broad statements about the exercise, not fits to recordings; beyond a range the fit
 * falls to nothing over `soft`. */
#include <math.h>
#include <string.h>
#include "motion/exercise.h"

enum { TRAIT_COUNT = sizeof(lumbar_traits) / sizeof(double), RULES_MOST = 7 };

typedef enum trait {
#define X(name) TRAIT_##name,
    LUMBAR_TRAITS(X)
#undef X
} trait;

typedef struct rule {
    trait trait;
    double low, high, soft;
} rule;

typedef struct pattern {
    const char *exercise;
    lumbar_drive drive;
    lumbar_posture posture;
    rule rules[RULES_MOST];
    const char *why;
} pattern;

#define ANY INFINITY
#define SITUP_TOP NAN /* filled in from the limit sit-up-top */

static const pattern PATTERNS[] = {
    {"crunch",
     LUMBAR_DRIVE_CURL,
     LUMBAR_ON_BACK,
     {{TRAIT_curl_change, 6, 75, 2},
      {TRAIT_trunk_top, -ANY, SITUP_TOP, 8},
      {TRAIT_trunk_rest, -50, 15, 25},
      {TRAIT_leg_change, 0, 35, 15},
      {TRAIT_alternation, 0, 25, 15},
      {TRAIT_hip_move, 0, 0.14, 0.06}},
     "the shoulders curl up and the lower back stays down: up to 30 to 45 degrees the trunk's rise is "
     "bending of the spine; in a bridge the hips move instead"},
    {"sit-up",
     LUMBAR_DRIVE_CURL,
     LUMBAR_ON_BACK,
     {{TRAIT_curl_change, 35, ANY, 10},
      {TRAIT_trunk_top, SITUP_TOP, ANY, 8},
      {TRAIT_trunk_rest, -50, 45, 15},
      {TRAIT_leg_change, 0, 40, 20}},
     "the trunk comes up towards the vertical, which only the hips can do, and the legs stay"},
    {"v-up",
     LUMBAR_DRIVE_CURL,
     LUMBAR_ON_BACK,
     {{TRAIT_curl_change, 25, ANY, 10},
      {TRAIT_leg_change, 35, ANY, 10},
      {TRAIT_knee, 0, 55, 20},
      {TRAIT_alternation, 0, 30, 15}},
     "trunk and straight legs rise together"},
    {"leg-raise",
     LUMBAR_DRIVE_LEGS,
     LUMBAR_ON_BACK,
     {{TRAIT_curl_change, 0, 18, 10},
      {TRAIT_leg_change, 30, ANY, 10},
      {TRAIT_knee, 0, 55, 20},
      {TRAIT_alternation, 0, 35, 15},
      {TRAIT_trunk_top, -45, 30, 15}},
     "straight legs rise or sink together while the trunk lies still"},
    {"reverse-crunch",
     LUMBAR_DRIVE_THIGHS,
     LUMBAR_ON_BACK,
     {{TRAIT_curl_change, 0, 20, 10},
      {TRAIT_thigh_change, 18, ANY, 8},
      {TRAIT_thigh_top, 95, ANY, 8},
      {TRAIT_knee, 60, ANY, 20},
      {TRAIT_alternation, 0, 25, 15},
      {TRAIT_trunk_top, -45, 30, 10}},
     "bent knees are drawn over the hips towards the chest while shoulders and head lie still"},
    {"reverse-crunch",
     LUMBAR_DRIVE_THIGHS,
     LUMBAR_ON_BACK,
     {{TRAIT_curl_change, 0, 20, 10},
      {TRAIT_thigh_change, 18, 45, 8},
      {TRAIT_thigh_top, 95, ANY, 8},
      {TRAIT_knee, -ANY, 60, 20},
      {TRAIT_hip_move, 0.14, ANY, 0.05},
      {TRAIT_alternation, 0, 25, 15},
      {TRAIT_trunk_top, -45, 30, 10}},
     "legs that point up go on over the head, and the hips come off the floor"},
    {"russian-twist",
     LUMBAR_DRIVE_TWIST,
     LUMBAR_ON_BACK,
     {{TRAIT_twist, 25, 120, 10},
      {TRAIT_trunk_rest, 25, 80, 10},
      {TRAIT_curl_change, 0, 20, 10},
      {TRAIT_leg_change, 0, 35, 15},
      {TRAIT_knee, 20, ANY, 15}},
     "half sitting, leaning back, the shoulders turn from one side to the other over bent knees"},
    {"bicycle-crunch",
     LUMBAR_DRIVE_TURNS,
     LUMBAR_ON_BACK,
     {{TRAIT_alternation, 35, ANY, 10},
      {TRAIT_knee, 30, ANY, 10},
      {TRAIT_head_up, 14, 60, 6},
      {TRAIT_trunk_rest, -50, 25, 10},
      {TRAIT_curl_change, 0, 30, 10}},
     "knees come up in turn while shoulders and head stay lifted; who sits leaning back does something else"},
    {"bicycle-crunch",
     LUMBAR_DRIVE_TURNS,
     LUMBAR_ON_BACK,
     {{TRAIT_alternation, 35, ANY, 10},
      {TRAIT_knee, 30, ANY, 10},
      {TRAIT_hands, 0, 0.5, 0.15},
      {TRAIT_trunk_rest, -50, 25, 10},
      {TRAIT_head_up, -45, 60, 6},
      {TRAIT_curl_change, 0, 30, 10}},
     "knees come up in turn under hands that hold the head, to meet the elbows"},
    {"bicycle-crunch",
     LUMBAR_DRIVE_CURL,
     LUMBAR_ON_BACK,
     {{TRAIT_curl_change, 8, 60, 4},
      {TRAIT_trunk_top, -ANY, 50, 10},
      {TRAIT_alternation, 45, ANY, 10},
      {TRAIT_together, 0.3, 0.7, 0.15},
      {TRAIT_hands, 0, 0.5, 0.15}},
     "the same with a rest between: head and shoulders come up to one knee, under hands that hold the head"},
    {"dead-bug",
     LUMBAR_DRIVE_TURNS,
     LUMBAR_ON_BACK,
     {{TRAIT_alternation, 30, ANY, 10},
      {TRAIT_knee, 30, ANY, 15},
      {TRAIT_hands, 0.5, ANY, 0.15},
      {TRAIT_head_up, -45, 12, 6},
      {TRAIT_seconds, 1.2, ANY, 0.4},
      {TRAIT_curl_change, 0, 15, 8}},
     "legs stretch in turn from bent hips while the head lies, hands away from it, and slowly"},
    {"flutter-kick",
     LUMBAR_DRIVE_TURNS,
     LUMBAR_ON_BACK,
     {{TRAIT_alternation, 25, 90, 8},
      {TRAIT_together, 0, 0.35, 0.15},
      {TRAIT_seconds, 0, 2.5, 1},
      {TRAIT_knee, 0, 35, 15},
      {TRAIT_knee_change, 0, 40, 15},
      {TRAIT_curl_change, 0, 15, 8},
      {TRAIT_trunk_top, -45, 40, 10}},
     "straight legs go up and down in turn, quickly: held legs that seem to part do so slowly"},
    {"mountain-climber",
     LUMBAR_DRIVE_TURNS,
     LUMBAR_ON_FRONT,
     {{TRAIT_alternation, 30, ANY, 10}, {TRAIT_trunk_top, -60, 50, 10}, {TRAIT_knee_change, 40, ANY, 15}},
     "on the hands, the knees are drawn forward in turn"},
    {"ab-wheel-rollout",
     LUMBAR_DRIVE_THIGHS,
     LUMBAR_ON_KNEES,
     {{TRAIT_hip_change, 30, ANY, 10},
      {TRAIT_thigh_change, 20, ANY, 8},
      {TRAIT_thigh_top, -60, ANY, 10},
      {TRAIT_alternation, 0, 30, 15},
      {TRAIT_trunk_top, -40, 60, 15},
      {TRAIT_reach, 0.8, ANY, 0.2}},
     "on the knees, the hips open and the thighs lean forward after the hands; in a push-up the hips stay "
     "open, in all-fours the thighs stay upright, and who sits back on the heels leans the other way"},
    {"hanging-leg-raise",
     LUMBAR_DRIVE_THIGHS,
     LUMBAR_HANGING,
     {{TRAIT_thigh_change, 35, ANY, 10}, {TRAIT_hip_move, 0, 0.5, 0.2}, {TRAIT_alternation, 0, 40, 15}},
     "hanging from the hands, the thighs come up and the hips stay where they are"},
    {"other", LUMBAR_DRIVE_CURL, LUMBAR_ON_BACK, {{0}}, "the trunk moves, and nothing above says how"},
    {"other",
     LUMBAR_DRIVE_TURNS,
     LUMBAR_ON_KNEES,
     {{TRAIT_alternation, 50, ANY, 10}},
     "on all fours, one leg after the other stretches"},
    {"other", LUMBAR_DRIVE_TRUNK, LUMBAR_STANDING, {{0}}, "bending forward, squatting"},
    {"other", LUMBAR_DRIVE_TRUNK, LUMBAR_ON_FRONT, {{0}}, "push-ups, and rising from the belly"},
    {"other", LUMBAR_DRIVE_PLANK, LUMBAR_ON_FRONT, {{0}}, "from a plank to a pike and back"},
};

/* None of ours, and so far as one of them fits, those of ours with the same drive do not. */
static const pattern RIVALS[] = {
    {"other",
     LUMBAR_DRIVE_CURL,
     LUMBAR_ON_BACK,
     {{TRAIT_twist, 20, ANY, 4},
      {TRAIT_head_up, 14, ANY, 4},
      {TRAIT_hands, 0.9, ANY, 0.15},
      {TRAIT_curl_change, 0, 45, 10},
      {TRAIT_knee, 70, ANY, 20}},
     "heels touched in turn: shoulders that stay lifted turn from side to side between the hands"},
};

size_t lumbar_pattern_count(void) { return LUMBAR_COUNT(PATTERNS); }

const char *lumbar_pattern_exercise(size_t index) { return PATTERNS[index].exercise; }

/* 1 inside [low, high], falling linearly to 0 over `soft` outside; what was not seen speaks neither way. */
static double within(double value, double low, double high, double soft)
{
    if (isnan(value)) return 1;
    double outside = fmax(low - value, value - high);
    return outside <= 0 ? 1 : fmax(0, 1 - outside / soft);
}

static double fits(const rule *r, const lumbar_traits *traits, const lumbar_motion_limits *limits)
{
    double values[TRAIT_COUNT];
    memcpy(values, traits, sizeof values);
    double low = isnan(r->low) ? limits->situp_top : r->low, high = isnan(r->high) ? limits->situp_top : r->high;
    if (r->soft == 0) return 1; /* an empty rule */
    return within(values[r->trait], low, high, r->soft);
}

/* Our own choice: a movement that is none of ours counts as little as one that hardly fits. */
static const double OTHER_FIT = 0.3;

static double fit_of(const pattern *p, const lumbar_postures_held *held, const lumbar_traits *traits,
                     const lumbar_motion_limits *limits)
{
    double fit = within(held->share[p->posture], 0.6, 1, 0.3); /* for most of the repetition */
    for (int i = 0; i < RULES_MOST; i++) fit *= fits(&p->rules[i], traits, limits);
    return strcmp(p->exercise, "other") ? fit : fit * OTHER_FIT;
}

/* How much is left to those of ours beside what is surely something else. */
static double beside_rivals(lumbar_drive drive, const lumbar_postures_held *held, const lumbar_traits *traits,
                            const lumbar_motion_limits *limits)
{
    double most = 0;
    for (size_t i = 0; i < LUMBAR_COUNT(RIVALS); i++)
        if (RIVALS[i].drive == drive) most = fmax(most, fit_of(&RIVALS[i], held, traits, limits) / OTHER_FIT);
    return 1 - most;
}

const char *lumbar_exercise_of(lumbar_drive drive, const lumbar_postures_held *held, const lumbar_traits *traits,
                               const lumbar_motion_limits *limits, double *score)
{
    const char *best = NULL;
    double left = beside_rivals(drive, held, traits, limits);
    *score = 0;
    for (size_t i = 0; i < LUMBAR_COUNT(PATTERNS); i++) {
        double fit = PATTERNS[i].drive == drive ? fit_of(&PATTERNS[i], held, traits, limits) : 0;
        bool other = !strcmp(PATTERNS[i].exercise, "other");
        if (!other) fit *= left;
        if (fit <= *score || (!other && fit <= OTHER_FIT)) continue;
        *score = fit;
        best = PATTERNS[i].exercise;
    }
    return best;
}

double lumbar_exercise_fit(const char *exercise, lumbar_drive drive, const lumbar_postures_held *held,
                           const lumbar_traits *traits, const lumbar_motion_limits *limits)
{
    double best = 0;
    for (size_t i = 0; i < LUMBAR_COUNT(PATTERNS); i++)
        if (PATTERNS[i].drive == drive && !strcmp(PATTERNS[i].exercise, exercise))
            best = fmax(best, fit_of(&PATTERNS[i], held, traits, limits));
    return strcmp(exercise, "other") ? best * beside_rivals(drive, held, traits, limits) : best;
}
