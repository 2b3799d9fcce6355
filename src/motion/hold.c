/* Holds: the body is held off the floor in the line of a plank, or on its side, and nothing moves. Angles, heights (in
 * trunk lengths) and times that stand here are our own choice, for the reason beside them. */
#include <math.h>
#include "motion/exercise.h"
#include "motion/points.h"

static const double DEGREE = M_PI / 180;

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

/* ---- planks --------------------------------------------------------------------------------------------- */

/* Front down, the line of the body not far from straight, and neither the hips nor the trunk nor a leg moves:
 * a push-up dips by 15 to 25 degrees, a climber's thighs swing by more. */
static bool plank_at(const lumbar_stretch *s, size_t g)
{
    double bend = s->signal[LUMBAR_PLANK][g] / DEGREE;
    return s->posture[g] == LUMBAR_ON_FRONT && bend > -45 && bend < 75 &&
           fabs(s->signal[LUMBAR_TRUNK][g]) < 50 * DEGREE && s->signal[LUMBAR_KNEE][g] < 40 * DEGREE &&
           unrest(s, LUMBAR_PLANK, g) < 30 && unrest(s, LUMBAR_TRUNK, g) < 10 && unrest(s, LUMBAR_THIGH, g) < 30;
}

/* On one side, the feet below the hips: who has a leg on a bench does another exercise. */
static bool side_plank_at(const lumbar_stretch *s, size_t g)
{
    static const int feet[] = {LUMBAR_LEFT_ANKLE, LUMBAR_RIGHT_ANKLE};
    double trunk = s->signal[LUMBAR_TRUNK][g] / DEGREE;
    double drop = (lumbar_hips(s, g).y - lowest_of(s, feet, LUMBAR_COUNT(feet), g).y) / s->trunk_length;
    return s->posture[g] == LUMBAR_ON_SIDE && trunk > 5 && trunk < 50 && drop > 0.15;
}

typedef struct kind {
    const char *exercise;
    bool (*line)(const lumbar_stretch *, size_t);
    bool (*off_floor)(const lumbar_stretch *, size_t);
} kind;

static bool held(const kind *k, const lumbar_stretch *s, size_t g) { return k->off_floor(s, g) && k->line(s, g); }

/* Where it is held, with breaks in which the hips sink, rise or come back: shorter than that they are part of the
 * hold, as long as it is held for most of the time. Who rests on the floor for longer than a dip has ended it. */
static void find(lumbar_candidates *found, const lumbar_stretch *s, const kind *k)
{
    const size_t slack = (size_t)(3 / s->step_s), rest = (size_t)(1 / s->step_s);
    for (size_t g = 0; g < s->count; g++) {
        if (!held(k, s, g)) continue;
        size_t start = g, last = g, still = 0, down = 0;
        for (; g < s->count && g - last <= slack && down <= rest; g++) {
            down = k->off_floor(s, g) ? 0 : down + 1;
            if (held(k, s, g)) last = g, still++;
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
                            .exercise = k->exercise,
                            .score = fmin(1, 0.7 + time / 20)}; /* surer the longer: all of it from 6 s on */
        lumbar_bout bout = {.stretch = s,
                            .exercise = k->exercise,
                            .confidence =
                                rep->score * lumbar_trust(s, (lumbar_posture)s->posture[rep->top], found->limits),
                            .hold = true,
                            .posture = (lumbar_posture)s->posture[rep->top],
                            .reps = rep,
                            .count = 1};
        /* worth about what repetitions of three seconds would explain */
        lumbar_add_candidate(found, (lumbar_candidate){.bout = bout, .worth = time, .least = 1, .drive = -1});
    }
}

void lumbar_find_holds(lumbar_candidates *found, const lumbar_stretch *stretch)
{
    static const kind kinds[] = {{"plank", plank_at, off_floor}, {"side-plank", side_plank_at, side_off_floor}};
    for (size_t k = 0; k < LUMBAR_COUNT(kinds); k++) {
        lumbar_begin_lane(found);
        find(found, stretch, &kinds[k]);
    }
}
