/* What a video's file tells beside its pictures, as a pose says it. */
#ifndef LUMBAR_POSE_FACTS_H
#define LUMBAR_POSE_FACTS_H

#include "recording/tally.h"

/* Fills kind, pictures, duration, rate and times of *pose, and adds what the file itself lacks to its gaps. False when
 * out of memory. */
bool lumbar_pose_tell(lumbar_arena *arena, lumbar_pose *pose, const lumbar_video_facts *facts);

#endif
