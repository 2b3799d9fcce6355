/* Videos and still pictures, frame by frame, upright, with their own time stamps. */
#ifndef LUMBAR_RECORDING_VIDEO_H
#define LUMBAR_RECORDING_VIDEO_H

#include <stdio.h>
#include "lumbar.h"
#include "recording/image.h"
#include "recording/tally.h"

typedef struct lumbar_video lumbar_video;

/* Opens the video in `file`, which must outlive it; `path` is for messages. NULL and *error when it is none that we
 * read. */
lumbar_video *lumbar_video_open(FILE *file, const char *path, lumbar_progress *progress, void *user,
                                lumbar_error *error);

typedef enum lumbar_video_step { LUMBAR_VIDEO_FRAME, LUMBAR_VIDEO_END, LUMBAR_VIDEO_FAILED } lumbar_video_step;

/* The next frame to look at: at most LUMBAR_VIDEO_RATE for each second, chosen by time stamp alone. Its planes stay as
 * they are until lumbar_video_release(*owner). */
lumbar_video_step lumbar_video_next(lumbar_video *video, lumbar_image *image, double *time_s, void **owner,
                                    lumbar_error *error);
void lumbar_video_release(void *owner);

lumbar_video_facts lumbar_video_about(const lumbar_video *video);
void lumbar_video_close(lumbar_video *video); /* NULL is fine */

#endif
