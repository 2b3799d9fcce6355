/* The whole stage: stretches, bodies, backs, exercises; and which way up the picture is. */
#include <math.h>
#include <string.h>
#include "motion/motion.h"

static lumbar_motion *analyse(lumbar_arena *arena, const lumbar_pose *pose, const lumbar_motion_limits *limits,
                              bool upside_down)
{
    lumbar_motion *motion = LUMBAR_NEW(arena, lumbar_motion);
    if (!motion) return NULL;
    motion->pose = pose;
    if (!lumbar_track(arena, pose, limits, motion)) return NULL;
    for (size_t i = 0; i < motion->stretch_count; i++) {
        motion->stretches[i].upside_down = upside_down;
        if (!lumbar_body(arena, pose, &motion->stretches[i], limits) ||
            !lumbar_back(arena, pose, &motion->stretches[i], limits))
            return NULL;
    }
    return lumbar_exercises(arena, limits, motion) ? motion : NULL;
}

static bool named(const lumbar_motion *motion)
{
    for (size_t b = 0; b < motion->bout_count; b++)
        if (strcmp(motion->bouts[b].exercise, "other")) return true;
    return false;
}

/* How much the body's highest (sign 1) or lowest (-1) point moves up and down, in trunk lengths. `room`: [count]. */
static double moves(const lumbar_stretch *s, double sign, float *room)
{
    size_t n = 0;
    for (size_t g = 0; g < s->count; g++) {
        double most = -INFINITY;
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++)
            if (s->confidence[p][g] > 0.3) most = fmax(most, sign * s->y[p][g]);
        if (most > -INFINITY) room[n++] = (float)most;
    }
    return n ? (lumbar_quantile(room, 0, n, 0.95) - lumbar_quantile(room, 0, n, 0.05)) / s->trunk_length : 0;
}

/* The floor is where a body rests: 1 where its lowest point stays while the highest moves, -1 where the highest stays while
 * the lowest moves and it does not hang by the hands, 0 where neither is clear. Our own choices: a third of a trunk is more
 * than jitter, twice as much is clear, and what hangs holds its head up. */
static int rests_below(lumbar_arena *arena, const lumbar_motion *motion)
{
    int verdict = 0;
    for (size_t i = 0; i < motion->stretch_count; i++) {
        const lumbar_stretch *s = &motion->stretches[i];
        float *room = LUMBAR_NEW_ARRAY(arena, float, s->count);
        if (!room) return 0;
        double low = moves(s, -1, room), high = moves(s, 1, room);
        bool head_up = lumbar_quantile(s->signal[LUMBAR_TRUNK], 0, s->count, 0.5) > 30 * M_PI / 180;
        if (s->upside_down || (high > 0.33 && high > 2 * low)) return 1;
        if (low > 0.33 && low > 2 * high && !head_up) verdict = -1;
    }
    return verdict;
}

lumbar_motion *lumbar_motion_of(lumbar_arena *arena, const lumbar_pose *pose,
                                const lumbar_motion_limits *limits)
{
    lumbar_motion *motion = analyse(arena, pose, limits, false);
    int floor = motion ? rests_below(arena, motion) : 1;
    if (floor > 0 || (floor == 0 && named(motion))) return motion;
    /* a picture on its head: as it stands it shows no exercise of ours, or a body that rests on the ceiling; turned, one
     * that we know */
    lumbar_motion *turned = analyse(arena, pose, limits, true);
    return turned && !named(turned) ? motion : turned;
}
