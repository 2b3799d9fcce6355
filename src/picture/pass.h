/* The second reading of a video: each analysed picture together with what pass 1 saw in it. */
#ifndef LUMBAR_PICTURE_PASS_H
#define LUMBAR_PICTURE_PASS_H

#include "picture/moment.h"
#include "picture/picture.h"

typedef struct lumbar_pass lumbar_pass;

/* Opens settings->video. */
lumbar_pass *lumbar_pass_open(const lumbar_pose *pose, const lumbar_picture_settings *settings, lumbar_error *error);

/* The next picture and its frame, valid until the next call. False at the end, and with *good false after a failure:
 * the video cannot be read, or is not the one that the pose was made from. */
bool lumbar_pass_next(lumbar_pass *pass, lumbar_shown *shown, bool *good, lumbar_error *error);

void lumbar_pass_close(lumbar_pass *pass); /* NULL is fine */

#endif
