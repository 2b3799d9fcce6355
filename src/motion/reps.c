/* Repetitions: there-and-back excursions of one driving signal, with hysteresis. Settling, getting into
 * position, standing up and talking are none: they go one way only, or are small beside the others. */
#include <math.h>
#include <stdlib.h>
#include "motion/exercise.h"

static double value(const lumbar_driver *d, size_t g) { return d->sign * d->signal[g]; }

/* From the top outwards to where the signal has come down to a tenth of its rise: there the repetition starts
 * or ends. */
static size_t foot_of(const lumbar_driver *d, size_t top, size_t low)
{
    double level = value(d, low) + 0.1 * (value(d, top) - value(d, low));
    size_t g = top;
    while (g != low && !(value(d, g) <= level)) g = low < top ? g - 1 : g + 1;
    return g;
}

/* Adds low - high - low as a repetition if both flanks are whole and it lasts long enough. */
static void add_rep(const lumbar_driver *d, size_t low1, size_t top, size_t low2, double step_s,
                    double least_s, lumbar_rep *reps, size_t *count)
{
    double up = value(d, top) - value(d, low1), down = value(d, top) - value(d, low2);
    size_t start = foot_of(d, top, low1), end = foot_of(d, top, low2);
    if (fmin(up, down) < 0.5 * fmax(up, down)) return; /* a way there without the way back */
    if ((double)(end - start) * step_s < least_s || (double)(end - start) * step_s > 30) return;
    reps[(*count)++] = (lumbar_rep){.start = start, .top = top, .end = end, .size = fmin(up, down)};
}

/* Drops a dip between two tops that is shallow beside them: one repetition with a wobble. Turns alternate
 * low, high, low. */
static size_t drop_wobbles(const lumbar_driver *d, size_t *turns, size_t count, double dip_share)
{
    for (size_t i = 2; i + 2 < count;) { /* turns[i] is a low between the highs i - 1 and i + 1 */
        double lower_top = fmin(value(d, turns[i - 1]), value(d, turns[i + 1]));
        double base = fmin(value(d, turns[i - 2]), value(d, turns[i + 2]));
        if (lower_top - value(d, turns[i]) >= dip_share * (lower_top - base)) {
            i += 2;
            continue;
        }
        size_t keep = value(d, turns[i - 1]) >= value(d, turns[i + 1]) ? turns[i - 1] : turns[i + 1];
        turns[i - 1] = keep;
        for (size_t k = i; k + 2 < count; k++) turns[k] = turns[k + 2];
        count -= 2;
        if (i > 2) i -= 2;
    }
    return count;
}

/* Repetitions of a driver that go up from low and back. */
static size_t one_way(const lumbar_driver *d, size_t from, size_t to, double step_s,
                      const lumbar_motion_limits *limits, lumbar_rep *reps, size_t room)
{
    size_t most = to - from + 2, count = 0, first_low = 0, found = 0;
    size_t *turns = malloc(most * sizeof *turns);
    bool first_high = false;
    if (!turns) return 0;
    count = lumbar_turns(d->signal, from, to, d->least, turns, most, &first_high);
    if (d->sign < 0) first_high = !first_high;
    first_low = first_high ? 1 : 0;
    if (count > first_low) {
        size_t n = drop_wobbles(d, turns + first_low, count - first_low, limits->rep_dip);
        for (size_t i = 0; i + 2 < n && found < room; i += 2)
            add_rep(d, turns[first_low + i], turns[first_low + i + 1], turns[first_low + i + 2], step_s,
                    limits->rep_least_s, reps, &found);
    }
    free(turns);
    return found;
}

/* Which end the body rests at: where the signal dwells longer. +1 the low end, -1 the high one, clearly; else
 * the low one. */
static double resting_end(const lumbar_driver *d, size_t from, size_t to)
{
    double low = lumbar_quantile(d->signal, from, to, 0.03),
           high = lumbar_quantile(d->signal, from, to, 0.97);
    size_t near_low = 0, near_high = 0;
    for (size_t g = from; g < to; g++) {
        near_low += d->signal[g] < low + 0.25 * (high - low);
        near_high += d->signal[g] > high - 0.25 * (high - low);
    }
    return (double)near_high > 1.3 * (double)near_low ? -1 : 1;
}

size_t lumbar_find_reps(lumbar_arena *arena, const lumbar_driver *driver, size_t from, size_t to,
                        double step_s, const lumbar_motion_limits *limits, lumbar_rep **reps)
{
    size_t room = (size_t)((double)(to - from) * step_s / limits->rep_least_s) + 2;
    lumbar_driver d = *driver;
    if (d.both_ways) d.sign = resting_end(driver, from, to);
    *reps = LUMBAR_NEW_ARRAY(arena, lumbar_rep, room);
    return *reps ? one_way(&d, from, to, step_s, limits, *reps, room) : 0;
}
