/* Until these land. */
#include "cli/cli.h"
lumbar_recording *lumbar_see(lumbar_arena *arena, const lumbar_pose *pose, const lumbar_see_settings *settings,
                             const lumbar_knowledge *knowledge, int index, lumbar_error *error)
{
    (void)arena, (void)pose, (void)settings, (void)knowledge, (void)index;
    lumbar_fail(error, LUMBAR_SETUP, 0, "this build cannot look at recordings yet");
    return NULL;
}
