/* One moment of a recording as a picture. */
#ifndef LUMBAR_PICTURE_MOMENT_H
#define LUMBAR_PICTURE_MOMENT_H

#include "picture/body.h"

/* A picture and what was seen in it. */
typedef struct lumbar_shown {
    lumbar_image image;
    const lumbar_frame *frame;
} lumbar_shown;

/* True where the lumbar curve was measured at that time, so that it may be drawn. */
bool lumbar_back_was_measured(const lumbar_recording *recording, double time_s);

/* Whether a frame is the analysed one nearest to that time: within half of the spacing of 20 frames a second. */
bool lumbar_moment_is_at(double time_s, const lumbar_frame *frame);
const lumbar_frame *lumbar_moment_frame(const lumbar_pose *pose, double time_s); /* the first; NULL: there is none */

/* The body with a margin, with all that was seen of it drawn on; faces are hidden before anything is drawn. pixels is
 * NULL when out of memory. */
lumbar_canvas lumbar_moment_draw(lumbar_arena *arena, const lumbar_shown *shown, const lumbar_recording *recording,
                                 bool show_face);

#endif
