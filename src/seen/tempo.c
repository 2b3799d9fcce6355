/* Whether a film's time is the time in which it was filmed. */
#include <math.h>
#include "seen/seen.h"

/* The trunk with the head as a rod that falls about the hips, m: shoulders lie at 0.5 and the crown at 0.9. */
static const double ROD = 0.8, GRAVITY = 9.81;

/* Own choice: lowering so much quicker than that fall is no measuring error. */
static const double QUICKER = 0.8;

double lumbar_fall_time(double high, double low)
{
    enum { STEPS = 32 };
    double time = 0, from = high + 0.1 * (low - high), step = 0.8 * (high - low) / STEPS;
    for (int k = 0; k < STEPS; k++) {
        double angle = from - (k + 0.5) * step, turn = sqrt(3 * GRAVITY / ROD * (sin(high) - sin(angle)));
        time += step / turn;
    }
    return time;
}

bool lumbar_tempo_known(const lumbar_seeing *seeing, const lumbar_stretch *s)
{
    double rate = seeing->motion->pose->frame_rate; /* NaN in tables without even steps */
    if (seeing->motion->pose->retimed) return false;
    return s->stutter <= seeing->limits->stutter_most && !(rate < seeing->limits->tempo_rate);
}

/* Time from nine tenths of a lowering to one tenth of it, s; NaN where a gap hides it. */
static double lowering_time(const float *signal, size_t top, size_t end, double step_s)
{
    double high = signal[top], low = signal[end];
    size_t first = top, last;
    while (first < end && signal[first] >= high + 0.1 * (low - high)) first++;
    for (last = first; last < end && signal[last] >= high + 0.9 * (low - high);) last++;
    return (double)(last - first) * step_s;
}

bool lumbar_falls_too_quickly(const lumbar_stretch *s, const lumbar_rep *rep)
{
    const float *trunk = s->signal[LUMBAR_TRUNK];
    double high = trunk[rep->top], low = trunk[rep->end];
    if (!(high - low > 15 * DEGREE) || high > M_PI / 2) return false; /* too little to time; or it is pushed over */
    return lowering_time(trunk, rep->top, rep->end, s->step_s) < QUICKER * lumbar_fall_time(high, low);
}
