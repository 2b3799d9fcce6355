/* Videos and still pictures, frame by frame, upright, with their own time stamps. */
#ifndef LUMBAR_RECORDING_VIDEO_H
#define LUMBAR_RECORDING_VIDEO_H

#include <stdio.h>
#include "lumbar.h"
#include "recording/image.h"

/* at most so many frames of each second are worth looking at: floor exercise is slow */
enum { LUMBAR_VIDEO_RATE = 20 };

typedef struct lumbar_video lumbar_video;

/* A stretch in which pieces of the file could not be decoded: from the last picture before to the first one after. */
typedef struct lumbar_video_damage {
    double start_s, end_s; /* s */
    uint32_t pieces;       /* packets or pictures */
} lumbar_video_damage;

enum { LUMBAR_VIDEO_DAMAGE_MOST = 32 }; /* stretches; later damage is told with the last */

/* Where the file's own clock goes elsewhere: nothing was filmed between, whatever its stamps say. */
typedef struct lumbar_video_leap {
    double start_s, end_s; /* s: the pictures before and after */
    double by_s;           /* s by the file's clock; negative where it goes back */
} lumbar_video_leap;

enum { LUMBAR_VIDEO_LEAP_MOST = 32 };

/* What is known of a video; duration and counts are final after the last frame. */
typedef struct lumbar_video_facts {
    bool still;             /* one picture, not a video */
    double duration_s;      /* from the first shown frame to the end of the last */
    double announced_s;     /* duration that the file claims; NaN where it claims none, or one that it has not */
    double frame_rate;      /* frames/s of the recording; NaN where not known */
    uint32_t frames;        /* shown */
    uint32_t dropped_times; /* frames whose time stamp repeated or ran backwards */
    uint32_t damaged;       /* pieces that could not be decoded */
    lumbar_video_damage damage[LUMBAR_VIDEO_DAMAGE_MOST]; /* [damage_count] where they are */
    int damage_count;
    lumbar_video_leap leaps[LUMBAR_VIDEO_LEAP_MOST]; /* [leap_count] */
    int leap_count;
} lumbar_video_facts;

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
