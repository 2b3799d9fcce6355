/* Exercises as patterns: for each, what moves, by how much, and why that tells it apart. Ranges are broad
 * statements about the exercise, not fits to recordings; beyond a range the fit falls to nothing over `soft`.
 */
#include <math.h>
#include <string.h>
#include "motion/exercise.h"

enum { TRAIT_COUNT = sizeof(lumbar_traits) / sizeof(double), RULES_MOST = 6 };

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
    lumbar_posture posture;
    rule rules[RULES_MOST];
    const char *why;
} pattern;

#define ANY INFINITY
#define SITUP_TOP NAN /* filled in from the limit sit-up-top */

static const pattern PATTERNS[] = {
    {"crunch",
     LUMBAR_ON_BACK,
     {{TRAIT_curl_change, 8, 75, 4},
      {TRAIT_trunk_top, -ANY, SITUP_TOP, 8},
      {TRAIT_trunk_rest, -ANY, 15, 25},
      {TRAIT_leg_change, 0, 35, 15},
      {TRAIT_alternation, 0, 25, 15}},
     "the shoulders curl up and the lower back stays down: up to 30 to 45 degrees the trunk's rise is "
     "bending of the spine"},
    {"sit-up",
     LUMBAR_ON_BACK,
     {{TRAIT_curl_change, 35, ANY, 10},
      {TRAIT_trunk_top, SITUP_TOP, ANY, 8},
      {TRAIT_trunk_rest, -ANY, 45, 15},
      {TRAIT_leg_change, 0, 40, 20}},
     "the trunk comes up towards the vertical, which only the hips can do, and the legs stay"},
    {"v-up",
     LUMBAR_ON_BACK,
     {{TRAIT_curl_change, 25, ANY, 10},
      {TRAIT_leg_change, 35, ANY, 10},
      {TRAIT_knee, 0, 55, 20},
      {TRAIT_alternation, 0, 30, 15}},
     "trunk and straight legs rise together"},
    {"leg-raise",
     LUMBAR_ON_BACK,
     {{TRAIT_curl_change, 0, 18, 10},
      {TRAIT_leg_change, 30, ANY, 10},
      {TRAIT_knee, 0, 55, 20},
      {TRAIT_alternation, 0, 35, 15},
      {TRAIT_trunk_top, -ANY, 30, 15}},
     "straight legs rise or sink together while the trunk lies still"},
    {"reverse-crunch",
     LUMBAR_ON_BACK,
     {{TRAIT_curl_change, 0, 20, 10},
      {TRAIT_thigh_change, 18, ANY, 8},
      {TRAIT_knee, 60, ANY, 20},
      {TRAIT_alternation, 0, 25, 15},
      {TRAIT_trunk_top, -ANY, 30, 10}},
     "bent knees are drawn towards the chest while shoulders and head lie still"},
    {"russian-twist",
     LUMBAR_ON_BACK,
     {{TRAIT_twist, 0.6, ANY, 0.2},
      {TRAIT_trunk_rest, 25, 80, 10},
      {TRAIT_curl_change, 0, 35, 15},
      {TRAIT_leg_change, 0, 35, 15}},
     "half sitting, leaning back, the hands go from one side of the hips to the other"},
    {"bicycle-crunch",
     LUMBAR_ON_BACK,
     {{TRAIT_alternation, 35, ANY, 10},
      {TRAIT_knee, 30, ANY, 10},
      {TRAIT_head_up, 14, 60, 6},
      {TRAIT_curl_change, 0, 30, 10}},
     "knees come up in turn while shoulders and head stay lifted"},
    {"dead-bug",
     LUMBAR_ON_BACK,
     {{TRAIT_alternation, 30, ANY, 10},
      {TRAIT_knee, 30, ANY, 15},
      {TRAIT_head_up, -ANY, 12, 6},
      {TRAIT_curl_change, 0, 15, 8}},
     "legs stretch in turn from bent hips while the head lies"},
    {"flutter-kick",
     LUMBAR_ON_BACK,
     {{TRAIT_alternation, 12, 70, 6},
      {TRAIT_knee, 0, 35, 15},
      {TRAIT_curl_change, 0, 15, 8},
      {TRAIT_trunk_top, -ANY, 40, 10}},
     "straight legs go up and down in turn"},
    {"mountain-climber",
     LUMBAR_ON_FRONT,
     {{TRAIT_alternation, 30, ANY, 10}, {TRAIT_trunk_top, -30, 50, 10}},
     "on the hands, the knees are drawn forward in turn"},
    {"ab-wheel-rollout",
     LUMBAR_ON_KNEES,
     {{TRAIT_reach, 0.5, ANY, 0.15}, {TRAIT_knee, 45, ANY, 15}, {TRAIT_trunk_top, -40, 70, 15}},
     "on the knees, the hands roll away from the hips and back"},
    {"hanging-leg-raise",
     LUMBAR_HANGING,
     {{TRAIT_thigh_change, 35, ANY, 10}, {TRAIT_hip_move, 0, 0.4, 0.2}},
     "hanging from the hands, the thighs come up and the hips stay where they are"},
};

/* 1 inside [low, high], falling linearly to 0 over `soft` outside; what was not seen speaks neither way. */
static double fits(const rule *r, const lumbar_traits *traits, const lumbar_motion_limits *limits)
{
    double values[TRAIT_COUNT];
    memcpy(values, traits, sizeof values);
    double value = values[r->trait], low = isnan(r->low) ? limits->situp_top : r->low,
           high = isnan(r->high) ? limits->situp_top : r->high;
    if (r->soft == 0 || isnan(value)) return 1; /* an empty rule */
    double outside = fmax(low - value, value - high);
    return outside <= 0 ? 1 : fmax(0, 1 - outside / r->soft);
}

static double fit_of(const pattern *p, lumbar_posture posture, const lumbar_traits *traits,
                     const lumbar_motion_limits *limits)
{
    double fit = 1;
    if (posture != p->posture) return 0;
    for (int i = 0; i < RULES_MOST; i++) fit *= fits(&p->rules[i], traits, limits);
    return fit;
}

const char *lumbar_exercise_of(lumbar_posture posture, const lumbar_traits *traits,
                               const lumbar_motion_limits *limits, double *score)
{
    const char *best = "other";
    *score = 0.3; /* our own choice: below this the movement is none of ours */
    for (size_t i = 0; i < LUMBAR_COUNT(PATTERNS); i++) {
        double fit = fit_of(&PATTERNS[i], posture, traits, limits);
        if (fit <= *score) continue;
        *score = fit;
        best = PATTERNS[i].exercise;
    }
    return best;
}

double lumbar_exercise_fit(const char *exercise, lumbar_posture posture, const lumbar_traits *traits,
                           const lumbar_motion_limits *limits)
{
    for (size_t i = 0; i < LUMBAR_COUNT(PATTERNS); i++)
        if (!strcmp(PATTERNS[i].exercise, exercise)) return fit_of(&PATTERNS[i], posture, traits, limits);
    return 0;
}
