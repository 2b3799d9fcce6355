/* From a decoded frame to an upright picture of square pixels: turned as its file says, in a form that we read. */
#include <string.h>
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
#include "recording/colour.h"
#include "recording/place.h"
#include "recording/video_picture.h"

/* The display matrix as a turn by right angles with or without mirroring: upright = turn . stored. */
static void display_turn(const lumbar_upright *u, const AVFrame *frame, int turn[2][2])
{
    const AVFrameSideData *own = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
    size_t size = 0;
    const uint8_t *data =
        own ? own->data : av_stream_get_side_data(u->format->streams[u->stream], AV_PKT_DATA_DISPLAYMATRIX, &size);
    if (own) size = own->size;
    int32_t m[9] = {1, 0, 0, 0, 1};
    if (data && size >= sizeof m) memcpy(m, data, sizeof m);
    lumbar_place_turn((const double[4]){m[0], m[1], m[3], m[4]}, turn);
}

/* Size of the upright, square-pixel picture and the way from it to the stored one. */
static void place(lumbar_upright *u, AVFrame *frame, lumbar_image *image)
{
    int turn[2][2];
    display_turn(u, frame, turn);
    AVRational shape = av_guess_sample_aspect_ratio(u->format, u->format->streams[u->stream], frame);
    lumbar_place_upright(image, (const int(*)[2])turn, shape.num > 0 && shape.den > 0 ? av_q2d(shape) : 1, u->size);
}

/* 8-bit planes of luma and two chromas can be read as they are; everything else is converted first. */
static bool readable(const AVPixFmtDescriptor *d)
{
    if (d->nb_components < 3 ||
        (d->flags &
         (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_BITSTREAM)) ||
        !(d->flags & AV_PIX_FMT_FLAG_PLANAR))
        return false;
    for (int i = 0; i < 3; i++)
        if (d->comp[i].plane != i || d->comp[i].depth != 8 || d->comp[i].step != 1) return false;
    return true;
}

/* A frame in a kind that we read: the same one, or a converted copy. NULL when it cannot be converted. */
static AVFrame *readable_frame(lumbar_upright *u, const AVFrame *from)
{
    const AVPixFmtDescriptor *d = av_pix_fmt_desc_get(from->format);
    if (!d) return NULL;
    if (readable(d)) return av_frame_clone(from);
    bool colour = d->nb_components >= 3 && !(d->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL));
    AVFrame *to = av_frame_alloc();
    if (!to) return NULL;
    to->format = colour ? AV_PIX_FMT_YUV420P : AV_PIX_FMT_RGB24;
    to->width = from->width;
    to->height = from->height;
    u->convert = sws_getCachedContext(u->convert, from->width, from->height, from->format, to->width, to->height,
                                      to->format, SWS_BILINEAR | SWS_ACCURATE_RND | SWS_BITEXACT, NULL, NULL, NULL);
    if (u->convert && av_frame_get_buffer(to, 0) >= 0 && av_frame_copy_props(to, from) >= 0 &&
        sws_scale(u->convert, (const uint8_t *const *)from->data, from->linesize, 0, from->height, to->data,
                  to->linesize) == from->height)
        return to;
    av_frame_free(&to);
    return NULL;
}

static bool describe(lumbar_upright *u, AVFrame *frame, lumbar_image *image)
{
    const AVPixFmtDescriptor *d = av_pix_fmt_desc_get(frame->format);
    *image = (lumbar_image){
        .stored_width = frame->width, .stored_height = frame->height, .planar = frame->format != AV_PIX_FMT_RGB24};
    for (int i = 0; i < (image->planar ? 3 : 1); i++) {
        image->plane[i] = frame->data[i];
        image->stride[i] = frame->linesize[i];
    }
    image->chroma_shift_x = d->log2_chroma_w;
    image->chroma_shift_y = d->log2_chroma_h;
    bool full = frame->color_range == AVCOL_RANGE_JPEG || !strncmp(d->name, "yuvj", 4);
    if (image->planar) lumbar_place_colours(image, (int)frame->colorspace, full);
    if (frame->color_trc == AVCOL_TRC_SMPTE2084) {
        if (!u->tone_made) lumbar_colour_pq(u->tone);
        u->tone_made = true;
        image->tone = u->tone;
    }
    place(u, frame, image);
    return image->width > 0 && image->height > 0;
}

AVFrame *lumbar_upright_take(lumbar_upright *upright, const AVFrame *frame, lumbar_image *image)
{
    AVFrame *kept = readable_frame(upright, frame);
    if (kept && !describe(upright, kept, image)) av_frame_free(&kept);
    return kept;
}

void lumbar_upright_close(lumbar_upright *upright) { sws_freeContext(upright->convert); }
