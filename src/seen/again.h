/* A recording looked at again: its body points, disturbed by what does not change the truth. */
#ifndef LUMBAR_SEEN_AGAIN_H
#define LUMBAR_SEEN_AGAIN_H

#include "base/base.h"

/* How many looks a recording is worth: fewer the longer it is, none where there are too few pictures to lose some. */
size_t lumbar_again_count(const lumbar_pose *pose);

/* Look `which` at the recording, always the same one. NULL when out of memory. Owned by the arena; points into `pose`.
 */
const lumbar_pose *lumbar_again(lumbar_arena *arena, const lumbar_pose *pose, size_t which);

#endif
