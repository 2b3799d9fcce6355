/* Makes small videos for tests, with FFmpeg's own encoders: lossless, so that what is painted is what must be read. */
#ifndef LUMBAR_TESTS_MAKE_VIDEO_H
#define LUMBAR_TESTS_MAKE_VIDEO_H

#include <stdbool.h>
#include <stdint.h>

typedef struct made_video {
    const char *format; /* "matroska", "mov", "mp4", "avi", ... */
    const char *codec;  /* "ffv1", "png", "mpeg4", "mjpeg"; NULL: sound only */
    const char *pixels; /* "yuv420p", "yuv420p10le", "rgb24", ... */
    int width, height, frames;
    int step_ms;                                           /* between frames */
    const int *times_ms;                                   /* [frames] instead of step_ms, or NULL */
    const int32_t *matrix;                                 /* [9] display matrix, or NULL */
    int shape_x, shape_y;                                  /* of a pixel; 0: square */
    const char *space, *range, *transfer;                  /* FFmpeg's names, or NULL */
    const char *tag, *value;                               /* what a MOV or MP4 tells of itself, or NULL */
    void (*paint)(int frame, int x, int y, int values[3]); /* components in the format's own scale */
} made_video;

/* Writes the video to `path`; false when FFmpeg refuses. */
bool make_video(const char *path, const made_video *v);

#endif
