/* The whole stage: stretches, bodies, backs, exercises; and which way up the picture is. */
#include <math.h>
#include <string.h>
#include "motion/body.h"
#include "motion/motion.h"

bool lumbar_goes_on(const lumbar_motion *motion, double time_s)
{
    lumbar_watch *w = motion->watch;
    if (w && w->progress && !w->stopped) w->stopped = !w->progress(w->user, time_s, motion->pose->duration_s);
    return !w || !w->stopped;
}

static lumbar_motion *analyse(lumbar_arena *arena, const lumbar_pose *pose, const lumbar_motion_limits *limits,
                              lumbar_watch *watch, bool upside_down)
{
    lumbar_motion *motion = LUMBAR_NEW(arena, lumbar_motion);
    if (!motion) return NULL;
    motion->pose = pose;
    motion->watch = watch;
    if (!lumbar_track(arena, pose, limits, motion)) return NULL;
    for (size_t i = 0; i < motion->stretch_count; i++) {
        motion->stretches[i].upside_down = upside_down;
        if (!lumbar_goes_on(motion, pose->duration_s) || !lumbar_body(arena, pose, &motion->stretches[i], limits) ||
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

/* Some movement is made on the knees or the feet: that is no lying body on its head. */
static bool on_its_feet(const lumbar_motion *motion)
{
    for (size_t b = 0; b < motion->bout_count; b++)
        if (motion->bouts[b].posture == LUMBAR_ON_KNEES || motion->bouts[b].posture == LUMBAR_STANDING)
            return true;
    return false;
}

/* ---- which way up ---------------------------------------------------------------------------------------- */

/* The parts a body rests on: left and right partner. */
static const int PARTS[][2] = {
    {LUMBAR_LEFT_EAR, LUMBAR_RIGHT_EAR},     {LUMBAR_LEFT_SHOULDER, LUMBAR_RIGHT_SHOULDER},
    {LUMBAR_LEFT_ELBOW, LUMBAR_RIGHT_ELBOW}, {LUMBAR_LEFT_WRIST, LUMBAR_RIGHT_WRIST},
    {LUMBAR_LEFT_HIP, LUMBAR_RIGHT_HIP},     {LUMBAR_LEFT_KNEE, LUMBAR_RIGHT_KNEE},
    {LUMBAR_LEFT_ANKLE, LUMBAR_RIGHT_ANKLE}, {LUMBAR_LEFT_FOOT_INDEX, LUMBAR_RIGHT_FOOT_INDEX}};

/* The body's end towards `sign` (1 up, -1 down), in trunk lengths along `sign`. */
typedef struct reach {
    double far;   /* how far it goes */
    double moves; /* how much that changes */
} reach;

static reach reach_of(const lumbar_stretch *s, double sign, float *room)
{
    size_t n = 0;
    for (size_t g = 0; g < s->count; g++) {
        double most = -INFINITY;
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++)
            if (s->confidence[p][g] > 0.3) most = fmax(most, sign * s->y[p][g] / s->trunk_length);
        if (most > -INFINITY) room[n++] = (float)most;
    }
    if (!n) return (reach){0};
    return (reach){lumbar_quantile(room, 0, n, 0.9),
                   lumbar_quantile(room, 0, n, 0.95) - lumbar_quantile(room, 0, n, 0.05)};
}

/* How many parts of the body stay at that end. Our own choices: a quarter of a trunk from the end, moving by less than 0.15. */
static int resting(const lumbar_stretch *s, double sign, double far, float *room)
{
    int count = 0;
    for (size_t k = 0; k < LUMBAR_COUNT(PARTS); k++) {
        for (size_t g = 0; g < s->count; g++)
            room[g] = (float)(sign * lumbar_middle(s, PARTS[k][0], PARTS[k][1], g).y / s->trunk_length);
        double spread = lumbar_quantile(room, 0, s->count, 0.9) - lumbar_quantile(room, 0, s->count, 0.1);
        count += spread < 0.15 && lumbar_quantile(room, 0, s->count, 0.5) > far - 0.25;
    }
    return count;
}

/* The floor is where a body rests: 1 where its lowest parts stay while the highest move, or more parts rest below than above;
 * -1 where its highest parts stay while the lowest move, unless it hangs by the hands; 0 where neither is clear, as in a plank,
 * whose upper parts rest too. Our own choices: a third of a trunk is more than jitter, twice as much and two parts more are
 * clear, and what hangs holds its head up. */
static int rests_below(lumbar_arena *arena, const lumbar_motion *motion)
{
    int verdict = 0;
    for (size_t i = 0; i < motion->stretch_count; i++) {
        const lumbar_stretch *s = &motion->stretches[i];
        float *room = LUMBAR_NEW_ARRAY(arena, float, s->count);
        if (!room || s->upside_down) return 1;
        reach low = reach_of(s, -1, room), high = reach_of(s, 1, room);
        int more = resting(s, -1, low.far, room) - resting(s, 1, high.far, room);
        bool head_up = lumbar_quantile(s->signal[LUMBAR_TRUNK], 0, s->count, 0.5) > 30 * M_PI / 180;
        if (more >= 2 || (high.moves > 0.33 && high.moves > 2 * low.moves)) return 1;
        if (low.moves > 0.33 && low.moves > 2 * high.moves && !head_up) verdict = -1;
    }
    return verdict;
}

lumbar_motion *lumbar_motion_of(lumbar_arena *arena, const lumbar_pose *pose,
                                const lumbar_motion_limits *limits)
{
    return lumbar_motion_watched(arena, pose, limits, NULL);
}

lumbar_motion *lumbar_motion_watched(lumbar_arena *arena, const lumbar_pose *pose, const lumbar_motion_limits *limits,
                                     lumbar_watch *watch)
{
    lumbar_motion *motion = analyse(arena, pose, limits, watch, false);
    int floor = motion ? rests_below(arena, motion) : 1;
    if (floor > 0 || (floor == 0 && (named(motion) || on_its_feet(motion)))) return motion;
    /* a picture on its head: as it stands it shows no exercise of ours, or a body that rests on the ceiling; turned, one
     * that we know */
    lumbar_motion *turned = analyse(arena, pose, limits, watch, true);
    return turned && !named(turned) ? motion : turned;
}
