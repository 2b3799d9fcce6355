/* lumbar.pose/1 as lines of text: the whole on one, then each frame. */
#ifndef LUMBAR_RECORDING_POSE_TEXT_H
#define LUMBAR_RECORDING_POSE_TEXT_H

#include "base/base.h"

#define LUMBAR_POSE_SCHEMA "lumbar.pose/1"

/* Appends line number `index`: 0 is the whole, 1 to frame_count are the frames. */
void lumbar_pose_line(const lumbar_pose *pose, size_t index, lumbar_text *out);

/* Appends the line of one frame. */
void lumbar_pose_frame_line(const lumbar_frame *frame, lumbar_text *out);

/* An empty frame: no person, every number missing. */
void lumbar_frame_clear(lumbar_frame *frame);

#endif
