/* The whole stage: stretches, bodies, backs, exercises; and which way up the picture is. */
#include "motion/body.h"
#include "motion/motion.h"

static lumbar_movement *analyse(lumbar_arena *arena, const lumbar_pose *pose, const lumbar_motion_limits *limits,
                                lumbar_watch *watch, int quarters)
{
    lumbar_movement *motion = LUMBAR_NEW(arena, lumbar_movement);
    if (!motion) return NULL;
    motion->pose = pose;
    motion->watch = watch;
    if (!lumbar_motion_track(arena, pose, limits, motion)) return NULL;
    for (size_t i = 0; i < motion->stretch_count; i++) {
        motion->stretches[i].quarters = quarters;
        if (!lumbar_goes_on(motion, pose->duration_s) ||
            !lumbar_motion_body(arena, pose, &motion->stretches[i], limits) ||
            !lumbar_motion_back(arena, pose, &motion->stretches[i], limits))
            return NULL;
    }
    motion->misshapen = lumbar_misshapen(motion);
    return lumbar_motion_exercises(arena, limits, motion) ? motion : NULL;
}

lumbar_movement *lumbar_movement_of(lumbar_arena *arena, const lumbar_pose *pose, const lumbar_motion_limits *limits)
{
    return lumbar_movement_watched(arena, pose, limits, NULL);
}

lumbar_movement *lumbar_movement_watched(lumbar_arena *arena, const lumbar_pose *pose,
                                         const lumbar_motion_limits *limits, lumbar_watch *watch)
{
    lumbar_movement *motion = analyse(arena, pose, limits, watch, 0);
    size_t longest = 0;
    for (size_t i = 0; motion && i < motion->stretch_count; i++)
        if (motion->stretches[i].count > longest) longest = motion->stretches[i].count;
    float *room = motion ? LUMBAR_NEW_ARRAY(arena, float, longest) : NULL;
    if (!room) return NULL;
    int quarters = motion->misshapen ? 0 : lumbar_motion_upright(motion, room);
    return quarters ? analyse(arena, pose, limits, watch, quarters) : motion;
}
