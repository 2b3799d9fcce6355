/* How the camera looks at the body: how far the plane in which it bends is turned out of the picture, and how far the
 * camera looks down. Left and right of the hips or shoulders lie level and square to that plane on average: so the
 * nearer one is seen further to the side the more the plane is turned, and lower the more the camera looks down, in
 * proportion to how much nearer it is. One fit over the whole stretch; where they are, the picture shows, and how much
 * nearer, the network guesses. */
#include <math.h>
#include "motion/body.h"

double lumbar_pixels_a_guess(const lumbar_stretch *s)
{
    double both = 0, guess = 0;
    for (int p = LUMBAR_LEFT_SHOULDER; p <= LUMBAR_RIGHT_ANKLE; p++) {
        if (p > LUMBAR_RIGHT_SHOULDER && p < LUMBAR_LEFT_HIP) continue; /* arms and hands */
        for (size_t g = 0; g < s->count; g++) {
            lumbar_motion_vec hips = lumbar_hips(s, g);
            double x = s->x[p][g] - hips.x, y = s->y[p][g] - hips.y, u = s->world[p][0][g], v = s->world[p][1][g];
            if (isnan(x + y + u + v)) continue;
            both += x * u + y * v;
            guess += u * u + v * v;
        }
    }
    return both / guess;
}

/* Sums over moments: of the left point of a pair, from the right one, how much nearer it is, and how much further to
 * the right and up it is seen. */
typedef struct pair_sums {
    double near_near, right_near, up_near;
} pair_sums;

static void add_pair(const lumbar_stretch *s, int left, double pixels, pair_sums *sum)
{
    for (size_t g = 0; g < s->count; g++) {
        double nearer = (s->world[left][2][g] - s->world[left + 1][2][g]) * pixels,
               x = s->x[left][g] - s->x[left + 1][g], y = s->y[left][g] - s->y[left + 1][g];
        if (!(fabs(y) < fabs(nearer))) continue; /* one over the other: the body lies on its side, or nothing is told */
        sum->near_near += nearer * nearer;
        sum->right_near += x * nearer;
        sum->up_near += y * nearer;
    }
}

static double within(double value, double most) { return fmax(-most, fmin(most, value)); }

void lumbar_aim(lumbar_stretch *s, const lumbar_motion_limits *limits)
{
    pair_sums sum = {0};
    s->turn = s->look = 0;
    if (!s->has_world) return;
    double pixels = lumbar_pixels_a_guess(s);
    add_pair(s, LUMBAR_LEFT_HIP, pixels, &sum);
    if (!(sum.near_near > 0)) return;
    s->turn = within(-sum.right_near / sum.near_near, tan(limits->side_yaw * DEGREE)); /* shoulders may twist */
    add_pair(s, LUMBAR_LEFT_SHOULDER, pixels, &sum);
    s->look = within(-sum.up_near / sum.near_near, tan(limits->tilt_band * DEGREE));
}
