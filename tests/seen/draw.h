/* Random recordings, the same for the same number: a body that moves as in an exercise or not at all, then broken in
 * the ways that files of points are broken. */
#ifndef LUMBAR_TESTS_DRAW_H
#define LUMBAR_TESTS_DRAW_H

#include "base/base.h"

/* A recording as the library's reader would give it; its frames are owned by the arena. */
lumbar_pose *draw_pose(lumbar_arena *arena, uint64_t number);

/* The recording as a table of points, in a random one of the layouts that are read. Free with lumbar_text_free. */
lumbar_text draw_table(const lumbar_pose *pose, uint64_t number);

/* The recording as lumbar.pose/1, also what the writer would not write: gaps anywhere, a wrong duration. */
lumbar_text draw_pose_file(const lumbar_pose *pose, uint64_t number);

/* 0 <= value < most, from a stream that starts anew with each number. */
typedef struct draw_stream {
    uint64_t state;
} draw_stream;

draw_stream draw_from(uint64_t number);
uint32_t draw_below(draw_stream *stream, uint32_t most);
double draw_share(draw_stream *stream); /* 0..1 */

#endif
