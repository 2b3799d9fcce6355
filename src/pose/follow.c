/* The region of the next frames: MediaPipe's One-Euro filter, then a line through the last results. */
#include <math.h>
#include "base/exact.h"
#include "pose/follow.h"

/* MediaPipe's pose_landmark_filtering graph, auxiliary landmarks. */
static const double cutoff_least = 0.01, beta = 10, rate_cutoff = 1;
/* Own choices: a region moves no further than this share of its side, and turns no further than this, beyond the
 * last. */
static const double move_most = 0.15, turn_most = 0.35;
static const double pi = 3.14159265358979323846;

void lumbar_follower_reset(lumbar_follower *follower) { *follower = (lumbar_follower){0}; }

static double share(double cutoff, double step) { return 1 / (1 + 1 / (2 * pi * cutoff * step)); }

/* One step of the One-Euro filter on the four coordinates. */
static void filter(lumbar_follower *f, double step, const double now[4])
{
    double size = 2 * lumbar_length(now[2] - now[0], now[3] - now[1]);
    for (int i = 0; i < 4; i++) {
        if (f->seen && size > 0) {
            double change = (now[i] - f->raw[i]) / size / step;
            f->rate[i] += share(rate_cutoff, step) * (change - f->rate[i]);
            f->value[i] += share(cutoff_least + beta * fabs(f->rate[i]), step) * (now[i] - f->value[i]);
        } else {
            f->value[i] = now[i];
        }
        f->raw[i] = now[i];
    }
}

void lumbar_follower_add(lumbar_follower *follower, double time_s, const double hips[2], const double scale_point[2])
{
    lumbar_follower *f = follower;
    const double now[4] = {hips[0], hips[1], scale_point[0], scale_point[1]};
    if (f->seen && !(time_s > f->time_s[0])) return;
    filter(f, time_s - f->time_s[0], now);
    lumbar_region region = lumbar_region_round(f->value, f->value + 2);
    if (f->seen) region.angle -= 2 * pi * round((region.angle - f->regions[0].angle) / (2 * pi));
    for (int i = LUMBAR_FOLLOW_MEMORY - 1; i > 0; i--) {
        f->regions[i] = f->regions[i - 1];
        f->time_s[i] = f->time_s[i - 1];
    }
    f->regions[0] = region;
    f->time_s[0] = time_s;
    if (f->seen < LUMBAR_FOLLOW_MEMORY) f->seen++;
}

/* Value at `time_s` of the line that fits the last results best, no further than `most` from the newest. */
static double ahead(const double *times, const double *values, int count, double time_s, double most)
{
    double t = 0, v = 0, tt = 0, tv = 0;
    for (int i = 0; i < count; i++) {
        t += times[i] / count;
        v += values[i] / count;
    }
    for (int i = 0; i < count; i++) {
        tt += (times[i] - t) * (times[i] - t);
        tv += (times[i] - t) * (values[i] - v);
    }
    double there = tt > 0 ? v + tv / tt * (time_s - t) : values[0];
    return fmax(values[0] - most, fmin(values[0] + most, there));
}

bool lumbar_follower_region(const lumbar_follower *follower, double time_s, lumbar_region *region)
{
    const lumbar_follower *f = follower;
    if (!f->seen) return false;
    double x[LUMBAR_FOLLOW_MEMORY], y[LUMBAR_FOLLOW_MEMORY], angle[LUMBAR_FOLLOW_MEMORY], size = 0;
    for (int i = 0; i < f->seen; i++) {
        x[i] = f->regions[i].x;
        y[i] = f->regions[i].y;
        angle[i] = f->regions[i].angle;
        size += lumbar_log(fmax(1, f->regions[i].side)) / f->seen;
    }
    /* Size is not extrapolated: the network's idea of it follows the region that it was shown, so an error would
     * grow. */
    double side = lumbar_exp(size);
    *region = (lumbar_region){ahead(f->time_s, x, f->seen, time_s, move_most * side),
                              ahead(f->time_s, y, f->seen, time_s, move_most * side), side,
                              ahead(f->time_s, angle, f->seen, time_s, turn_most)};
    return isfinite(region->x) && isfinite(region->y) && isfinite(region->angle) && side >= 8;
}
