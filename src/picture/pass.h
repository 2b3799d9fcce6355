/* The second reading of a video: each analysed picture together with what pass 1 saw in it. */
#ifndef LUMBAR_PICTURE_PASS_H
#define LUMBAR_PICTURE_PASS_H

#include "picture/picture.h"
#include "recording/image.h"

typedef struct lumbar_pass lumbar_pass;

/* Opens settings->video. */
lumbar_pass *lumbar_pass_open(const lumbar_pose *pose, const lumbar_picture_settings *settings, lumbar_error *error);

typedef struct lumbar_shown {
    lumbar_image image;
    const lumbar_frame *frame; /* what was seen in it */
} lumbar_shown;

/* The next picture and its frame, valid until the next call. False at the end, and with *good false after a failure:
 * the video cannot be read, or is not the one that the pose was made from. */
bool lumbar_pass_next(lumbar_pass *pass, lumbar_shown *shown, bool *good, lumbar_error *error);

void lumbar_pass_close(lumbar_pass *pass); /* NULL is fine */

/* True where the lumbar curve was measured at that time, so that it may be drawn. */
bool lumbar_back_was_measured(const lumbar_recording *recording, double time_s);

#endif
