/* Holds: the body is held as a pattern in which nothing moves says, off the floor where it is prone or on its side.
 * Heights (in trunk lengths) and times that stand here are our own choice, for the reason beside them. */
#include <math.h>
#include "motion/exercise.h"
#include "motion/points.h"

/* ---- off the floor -------------------------------------------------------------------------------------- */

/* The lowest of some points: what they rest on. */
static lumbar_motion_vec lowest_of(const lumbar_stretch *s, const int *points, size_t count, size_t g)
{
    lumbar_motion_vec low = {NAN, NAN};
    for (size_t k = 0; k < count; k++) {
        lumbar_motion_vec at = lumbar_at(s, points[k], g);
        if (!isnan(at.y) && !(low.y <= at.y)) low = at;
    }
    return low;
}

/* Height over the line from what the arms rest on to what the legs do; NaN where one of them is not seen. */
static double over_support(const lumbar_stretch *s, lumbar_motion_vec at, size_t g)
{
    static const int arms[] = {LUMBAR_LEFT_ELBOW, LUMBAR_RIGHT_ELBOW, LUMBAR_LEFT_WRIST, LUMBAR_RIGHT_WRIST},
                     legs[] = {LUMBAR_LEFT_KNEE, LUMBAR_RIGHT_KNEE, LUMBAR_LEFT_ANKLE,      LUMBAR_RIGHT_ANKLE,
                               LUMBAR_LEFT_HEEL, LUMBAR_RIGHT_HEEL, LUMBAR_LEFT_FOOT_INDEX, LUMBAR_RIGHT_FOOT_INDEX};
    lumbar_motion_vec hand = lowest_of(s, arms, LUMBAR_COUNT(arms), g),
                      foot = lowest_of(s, legs, LUMBAR_COUNT(legs), g);
    double across = foot.x - hand.x, share = across != 0 ? (at.x - hand.x) / across : 0.5;
    return (at.y - hand.y - fmax(0, fmin(1, share)) * (foot.y - hand.y)) / s->trunk_length;
}

/* A hip joint lies some 0.2 over the floor in who lies on the belly (half of the pelvis's depth) or on one side (half
 * of its breadth, 0.19 of height by 0.29), and the middle of both reads 0.3; held up, it stands at 0.5 and more.
 * Hips that sink almost to the floor are still held where the knees are: they lie at 0.1, and on the toes above 0.3. */
static const double HIPS_HELD = 0.4, KNEES_HELD = 0.22, LOWER_HIP_HELD = 0.25;

static bool off_floor(const lumbar_stretch *s, size_t g)
{
    static const int knees[] = {LUMBAR_LEFT_KNEE, LUMBAR_RIGHT_KNEE};
    return over_support(s, lumbar_hips(s, g), g) >= HIPS_HELD ||
           over_support(s, lowest_of(s, knees, LUMBAR_COUNT(knees), g), g) >= KNEES_HELD;
}

static bool side_off_floor(const lumbar_stretch *s, size_t g)
{
    static const int hips[] = {LUMBAR_LEFT_HIP, LUMBAR_RIGHT_HIP};
    return over_support(s, lowest_of(s, hips, LUMBAR_COUNT(hips), g), g) >= LOWER_HIP_HELD;
}

/* Who lies on the back or kneels rests on the floor while holding. */
static bool is_up(const lumbar_stretch *s, lumbar_posture posture, size_t g)
{
    return posture == LUMBAR_ON_FRONT ? off_floor(s, g) : posture == LUMBAR_ON_SIDE ? side_off_floor(s, g) : true;
}

/* ---- how it is held ------------------------------------------------------------------------------------- */

/* Range of a signal within a second to either side. */
static double unrest(const lumbar_stretch *s, lumbar_signal signal, size_t g)
{
    size_t reach = (size_t)(1 / s->step_s), from = g > reach ? g - reach : 0,
           to = g + reach < s->count ? g + reach : s->count - 1;
    double low = INFINITY, high = -INFINITY;
    for (size_t i = from; i <= to; i++) {
        low = fmin(low, s->signal[signal][i]);
        high = fmax(high, s->signal[signal][i]);
    }
    return (high - low) / DEGREE;
}

static double feet_below(const lumbar_stretch *s, size_t g)
{
    static const int feet[] = {LUMBAR_LEFT_ANKLE, LUMBAR_RIGHT_ANKLE};
    return (lumbar_hips(s, g).y - lowest_of(s, feet, LUMBAR_COUNT(feet), g).y) / s->trunk_length;
}

static double trait_at(const lumbar_stretch *s, lumbar_held_trait trait, size_t g)
{
    switch (trait) {
    case LUMBAR_HELD_bend: return s->signal[LUMBAR_PLANK][g] / DEGREE;
    case LUMBAR_HELD_trunk: return s->signal[LUMBAR_TRUNK][g] / DEGREE;
    case LUMBAR_HELD_thigh: return s->signal[LUMBAR_THIGH][g] / DEGREE;
    case LUMBAR_HELD_leg: return s->signal[LUMBAR_LEG][g] / DEGREE;
    case LUMBAR_HELD_knee: return s->signal[LUMBAR_KNEE][g] / DEGREE;
    case LUMBAR_HELD_curl: return s->signal[LUMBAR_CURL][g] / DEGREE;
    case LUMBAR_HELD_feet_below: return feet_below(s, g);
    case LUMBAR_HELD_bend_unrest: return unrest(s, LUMBAR_PLANK, g);
    case LUMBAR_HELD_trunk_unrest: return unrest(s, LUMBAR_TRUNK, g);
    case LUMBAR_HELD_thigh_unrest: return unrest(s, LUMBAR_THIGH, g);
    case LUMBAR_HELD_TRAIT_COUNT: break;
    }
    return NAN;
}

/* NaN fails: what is not seen is not held. */
static bool held(const lumbar_pattern *p, const lumbar_stretch *s, size_t g)
{
    if (s->posture[g] != p->posture || !is_up(s, p->posture, g)) return false;
    for (size_t i = 0; i < p->range_count; i++) {
        double value = trait_at(s, (lumbar_held_trait)p->ranges[i].trait, g);
        if (!(value > p->ranges[i].low && value < p->ranges[i].high)) return false;
    }
    return true;
}

/* Where it is held, with breaks in which the hips sink, rise or come back: shorter than that they are part of the
 * hold, as long as it is held for most of the time. Who rests on the floor for longer than a dip has ended it. */
static void find(lumbar_candidates *found, const lumbar_stretch *s, const lumbar_pattern *p)
{
    const size_t slack = (size_t)(3 / s->step_s), rest = (size_t)(1 / s->step_s);
    for (size_t g = 0; g < s->count; g++) {
        if (!held(p, s, g)) continue;
        size_t start = g, last = g, still = 0, down = 0;
        for (; g < s->count && g - last <= slack && down <= rest; g++) {
            down = is_up(s, p->posture, g) ? 0 : down + 1;
            if (held(p, s, g)) last = g, still++;
        }
        double time = (double)(last - start) * s->step_s;
        if (time < found->limits->hold_least_s || (double)still < 0.7 * (double)(last - start)) continue;
        lumbar_rep *rep = LUMBAR_NEW(found->arena, lumbar_rep);
        if (!rep) {
            found->failed = true;
            return;
        }
        *rep = (lumbar_rep){.start = start,
                            .top = (start + last) / 2,
                            .end = last,
                            .traits = lumbar_traits_of(s, start, last),
                            .exercise = p->exercise,
                            .score = fmin(1, 0.7 + time / 20)}; /* surer the longer: all of it from 6 s on */
        lumbar_bout bout = {.stretch = s,
                            .exercise = p->exercise,
                            .drive = LUMBAR_DRIVE_NONE,
                            .confidence =
                                rep->score * lumbar_trust(s, (lumbar_posture)s->posture[rep->top], found->limits),
                            .hold = true,
                            .posture = (lumbar_posture)s->posture[rep->top],
                            .reps = rep,
                            .count = 1};
        /* worth about what repetitions of three seconds would explain */
        lumbar_add_candidate(found, (lumbar_candidate){.bout = bout, .worth = time, .least = 1});
    }
}

void lumbar_find_holds(lumbar_candidates *found, const lumbar_stretch *stretch)
{
    for (size_t i = 0; i < found->limits->pattern_count; i++) {
        const lumbar_pattern *p = &found->limits->patterns[i];
        if (p->drive != LUMBAR_DRIVE_NONE || !lumbar_pattern_counts(p, found->limits)) continue;
        lumbar_begin_lane(found);
        find(found, stretch, p);
    }
}
