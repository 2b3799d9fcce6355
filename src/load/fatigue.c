/* The three-compartment model of fatigue, 3CC-r: rested, active and fatigued muscle (Xia and Frey Law 2008; Looft
 * 2018).
 *
 * The published model lets activation follow the load within a tenth of a second; here it follows at once, so that each
 * stretch of constant load has an exact solution and no step size:
 *   load held:      fatigued' = F load - R fatigued            (active = load)
 *   load too high:  fatigued' = F (1 - fatigued) - R fatigued  (nothing rests: active = 1 - fatigued)
 *   rest:           fatigued' = - r R fatigued */
#include <math.h>
#include "load/load.h"

/* Moves *x along x' = rate (end - x) for `seconds`, or until it meets `stop` on its way. Returns the time taken. */
static double approach(double *x, double rate, double end, double stop, double seconds)
{
    double time = seconds;
    bool meets = (*x < stop && stop < end) || (*x > stop && stop > end);
    if (meets) time = fmin(time, -log((stop - end) / (*x - end)) / rate);
    *x = time < seconds ? stop : end + (*x - end) * exp(-rate * time);
    return time;
}

double lumbar_tire(const lumbar_load_limits *l, double *tired, double share, double seconds)
{
    double F = l->tiring_rate, R = l->recovery_rate, load = fmin(fmax(share, 0), 1), held = 0;
    if (load <= 0) return approach(tired, l->rest_factor * R, 0, -1, seconds);
    /* From held to too high and back, each at most once: a stretch that is left is not met again. */
    for (int stretch = 0; stretch < 3 && seconds > 0; stretch++) {
        double limit = 1 - load, end = F * load / R, time;
        if (*tired < limit || (*tired <= limit && end <= limit)) held += time = approach(tired, R, end, limit, seconds);
        else time = approach(tired, F + R, F / (F + R), limit, seconds);
        seconds -= time;
    }
    return held;
}

double lumbar_endurance(const lumbar_load_limits *l, double share)
{
    double room = 1 - l->recovery_rate * (1 - share) / (l->tiring_rate * share);
    return share <= 0 || room <= 0 ? INFINITY : -log(room) / l->recovery_rate;
}

double lumbar_share_held_for(const lumbar_load_limits *l, double seconds)
{
    /* The endurance solved for the share: 1 - e^(-R t) = R (1 - s) / (F s). */
    double spent = (1 - exp(-l->recovery_rate * fmax(seconds, 0))) * l->tiring_rate / l->recovery_rate;
    return 1 / (1 + spent);
}
