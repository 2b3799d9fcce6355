/* The region of the next frames: MediaPipe's One-Euro filter, then a line through the last two results. */
#include <math.h>
#include "pose/follow.h"

/* MediaPipe's pose_landmark_filtering graph, auxiliary landmarks. */
static const double cutoff_least = 0.01, beta = 10, rate_cutoff = 1;
/* Own choice: a region moves no further than this share of its side beyond the last result. */
static const double move_most = 0.15;
static const double pi = 3.14159265358979323846;

void lumbar_follower_reset(lumbar_follower *follower) { *follower = (lumbar_follower){0}; }

static double share(double cutoff, double step) { return 1 / (1 + 1 / (2 * pi * cutoff * step)); }

void lumbar_follower_add(lumbar_follower *follower, double time_s, const double hips[2], const double scale_point[2])
{
    const double now[4] = {hips[0], hips[1], scale_point[0], scale_point[1]};
    double *last = follower->value[0], *before = follower->value[1];
    double step = time_s - follower->time_s[0];
    double size = 2 * hypot(now[2] - now[0], now[3] - now[1]);
    if (follower->seen && !(step > 0)) return;
    for (int i = 0; i < 4; i++) {
        double filtered = now[i];
        if (follower->seen && size > 0) {
            double change = (now[i] - follower->raw[i]) / size / step, weight = share(rate_cutoff, step);
            follower->rate[i] += weight * (change - follower->rate[i]);
            double pull = share(cutoff_least + beta * fabs(follower->rate[i]), step);
            filtered = last[i] + pull * (now[i] - last[i]);
        }
        before[i] = last[i];
        last[i] = filtered;
        follower->raw[i] = now[i];
    }
    follower->time_s[1] = follower->time_s[0];
    follower->time_s[0] = time_s;
    if (follower->seen < 2) follower->seen++;
}

bool lumbar_follower_region(const lumbar_follower *follower, double time_s, lumbar_region *region)
{
    if (!follower->seen) return false;
    double place[4];
    const double *last = follower->value[0], *before = follower->value[1];
    double ahead = follower->seen < 2 ? 0
                   : (time_s - follower->time_s[0]) / (follower->time_s[0] - follower->time_s[1]);
    double most = move_most * 2.5 * hypot(last[2] - last[0], last[3] - last[1]);
    for (int i = 0; i < 4; i++) {
        double move = (last[i] - before[i]) * ahead;
        place[i] = last[i] + (follower->seen < 2 ? 0 : fmax(-most, fmin(most, move)));
    }
    *region = lumbar_region_round(place, place + 2);
    return isfinite(region->side) && region->side >= 8;
}
