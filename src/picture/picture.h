/* Pass 2: the recording is decoded again at listed times, for pictures of moments and for an overlay film. */
#ifndef LUMBAR_PICTURE_PICTURE_H
#define LUMBAR_PICTURE_PICTURE_H

#include "base/base.h"

typedef struct lumbar_picture_settings {
    bool show_face;            /* false: faces are covered */
    lumbar_progress *progress; /* or NULL */
    void *user;
} lumbar_picture_settings;

/* Fills the image of each of recording->moments: the frame at its time with skeleton, outline and, where the lumbar
 * curve was measured, the line of the lower back. `pose` is what the recording was made from; its path is read again.
 * Where nothing can be drawn (a landmark file, standard input, a pose file whose video is gone) the moments stay without an image and it is true. */
bool lumbar_picture_moments(lumbar_arena *arena, const lumbar_pose *pose, lumbar_recording *recording,
                            const lumbar_picture_settings *settings, lumbar_error *error);

/* Writes the whole video, its analysed frames, with all that was seen drawn on it, as MP4 to `path`. Nothing is left
 * behind when it fails. */
bool lumbar_picture_overlay(const lumbar_pose *pose, const lumbar_recording *recording, const char *path,
                            const lumbar_picture_settings *settings, lumbar_error *error);

#endif
