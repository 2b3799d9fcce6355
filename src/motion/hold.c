/* Holds: the body stays in the line of a plank, or on its side, and nothing moves. Angles and times that
 * stand here are our own choice, for the reason beside them. */
#include <math.h>
#include "motion/exercise.h"

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

/* Front down, the line of the body not far from straight, and neither the hips nor the trunk nor a leg moves:
 * a push-up dips by 15 to 25 degrees, a climber's thighs swing by more. */
static bool plank_at(const lumbar_stretch *s, size_t g)
{
    double bend = s->signal[LUMBAR_PLANK][g] / DEGREE;
    return s->posture[g] == LUMBAR_ON_FRONT && bend > -45 && bend < 75 &&
           fabs(s->signal[LUMBAR_TRUNK][g]) < 50 * DEGREE && s->signal[LUMBAR_KNEE][g] < 60 * DEGREE &&
           unrest(s, LUMBAR_PLANK, g) < 30 && unrest(s, LUMBAR_TRUNK, g) < 10 && unrest(s, LUMBAR_THIGH, g) < 30;
}

static bool side_plank_at(const lumbar_stretch *s, size_t g)
{
    double trunk = s->signal[LUMBAR_TRUNK][g] / DEGREE;
    return s->posture[g] == LUMBAR_ON_SIDE && trunk > 5 && trunk < 50 && s->signal[LUMBAR_HIP_HEIGHT][g] > 0.25;
}

/* Where it is held, with breaks in which the hips sink, rise or come back: shorter than that they are part of
 * the hold, as long as it is held for most of the time. */
static void find(lumbar_candidates *found, const lumbar_stretch *s, bool (*held)(const lumbar_stretch *, size_t),
                 const char *exercise)
{
    size_t slack = (size_t)(3 / s->step_s); /* our own choice: a second to either side is no longer still */
    for (size_t g = 0; g < s->count; g++) {
        if (!held(s, g)) continue;
        size_t start = g, last = g, still = 0;
        for (; g < s->count && g - last <= slack; g++)
            if (held(s, g)) last = g, still++;
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
                            .exercise = exercise,
                            .score = fmin(1, 0.7 + time / 20)}; /* surer the longer: all of it from 6 s on */
        lumbar_bout bout = {.stretch = s,
                            .exercise = exercise,
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
    lumbar_begin_lane(found);
    find(found, stretch, plank_at, "plank");
    lumbar_begin_lane(found);
    find(found, stretch, side_plank_at, "side-plank");
}
