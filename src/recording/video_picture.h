/* Decoded frames as upright pictures. */
#ifndef LUMBAR_RECORDING_VIDEO_PICTURE_H
#define LUMBAR_RECORDING_VIDEO_PICTURE_H

#include "recording/image.h"

struct AVFormatContext;
struct AVFrame;
struct SwsContext;

/* What is kept from frame to frame. Set `format` and `stream`, the rest is zero. */
typedef struct lumbar_upright {
    struct AVFormatContext *format;
    int stream;
    int size[2]; /* width and height, upright, of the first frame; later ones of another size are shown in it */
    struct SwsContext *convert;
    float tone[1024]; /* PQ -> ordinary brightness */
    bool tone_made;
} lumbar_upright;

/* A frame that holds the planes that *image names; NULL where it is of a kind that cannot be converted. */
struct AVFrame *lumbar_upright_take(lumbar_upright *upright, const struct AVFrame *frame, lumbar_image *image);
void lumbar_upright_close(lumbar_upright *upright);

#endif
