/* Pass 2: the recording is decoded again at listed times, for pictures of moments and for an overlay film. */
#ifndef LUMBAR_PICTURE_PICTURE_H
#define LUMBAR_PICTURE_PICTURE_H

#include "base/file.h"

typedef struct lumbar_picture_settings {
    /* the file that the recording was made from, as the user named it; NULL: there is none */
    const char *video;
    bool show_face;            /* false: faces are covered */
    lumbar_progress *progress; /* or NULL */
    void *user;
} lumbar_picture_settings;

/* The only file that is opened is settings->video: `pose->path` may come out of a file and name anything. */

/* Whether settings->video can be what `pose` was made from: reads its first picture. False and *error: another size, no
 * video. */
bool lumbar_picture_check(const lumbar_pose *pose, const lumbar_picture_settings *settings, lumbar_error *error);

/* Fills the image of each of recording->moments: the frame at its time with skeleton, outline and, where the lumbar
 * curve was measured, the line of the lower back. `pose` is what the recording was made from. Without a video the
 * moments stay without an image, and it is true. */
bool lumbar_picture_moments(lumbar_arena *arena, const lumbar_pose *pose, lumbar_recording *recording,
                            const lumbar_picture_settings *settings, lumbar_error *error);

/* Writes the whole video, its analysed frames, with all that was seen drawn on it, as MP4 to `output`. */
bool lumbar_picture_overlay(const lumbar_pose *pose, const lumbar_recording *recording, lumbar_output *output,
                            const lumbar_picture_settings *settings, lumbar_error *error);

#endif
