/* A canvas as a JPEG in memory; canvases as an MP4 film. */
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <unistd.h>
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <libswscale/swscale.h>
#include "picture/encode.h"
#include "recording/quiet.h"

enum { TICKS = 90000, RATE = 20 /* pictures a second that a recording is looked at */, JPEG_QUALITY = 4 /* libav's scale, 2 best .. 31 */ };

struct lumbar_film_writer {
    AVFormatContext *format;
    AVCodecContext *codec;
    AVStream *stream;
    AVFrame *frame;
    AVPacket *packet;
    struct SwsContext *scaler;
    int64_t last;
    const char *name; /* for messages; the caller's */
    bool failed;
};

/* Copies a canvas into a YUV frame; both even in size. */
static bool fill_frame(struct SwsContext **scaler, AVFrame *frame, const lumbar_canvas *canvas)
{
    *scaler = sws_getCachedContext(*scaler, canvas->width, canvas->height, AV_PIX_FMT_RGB24, frame->width, frame->height,
                                   frame->format, SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT, NULL, NULL, NULL);
    if (!*scaler || av_frame_make_writable(frame) < 0) return false;
    const int *matrix = sws_getCoefficients(SWS_CS_ITU601);
    sws_setColorspaceDetails(*scaler, matrix, 1, matrix, frame->color_range == AVCOL_RANGE_JPEG, 0, 1 << 16, 1 << 16);
    const uint8_t *planes[4] = {canvas->pixels};
    int strides[4] = {3 * canvas->width};
    return sws_scale(*scaler, planes, strides, 0, canvas->height, frame->data, frame->linesize) > 0;
}

static AVFrame *frame_for(const AVCodecContext *codec)
{
    AVFrame *frame = av_frame_alloc();
    if (!frame) return NULL;
    frame->format = codec->pix_fmt;
    frame->width = codec->width;
    frame->height = codec->height;
    frame->color_range = codec->color_range;
    if (av_frame_get_buffer(frame, 0) < 0) av_frame_free(&frame);
    return frame;
}

const uint8_t *lumbar_jpeg(lumbar_arena *arena, const lumbar_canvas *canvas, size_t *size, lumbar_error *error)
{
    uint8_t *bytes = NULL;
    struct SwsContext *scaler = NULL;
    AVFrame *frame = NULL;
    lumbar_quiet_begin();
    AVPacket *packet = av_packet_alloc();
    const AVCodec *kind = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    AVCodecContext *codec = kind ? avcodec_alloc_context3(kind) : NULL;
    if (!packet || !codec) goto done;
    codec->width = canvas->width;
    codec->height = canvas->height;
    codec->pix_fmt = AV_PIX_FMT_YUVJ420P;
    codec->color_range = AVCOL_RANGE_JPEG;
    codec->time_base = (AVRational){1, 25};
    codec->thread_count = 1;
    codec->flags |= AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT;
    codec->global_quality = JPEG_QUALITY * FF_QP2LAMBDA;
    if (avcodec_open2(codec, kind, NULL) < 0 || !(frame = frame_for(codec)) || !fill_frame(&scaler, frame, canvas)) goto done;
    frame->quality = codec->global_quality;
    if (avcodec_send_frame(codec, frame) < 0 || avcodec_receive_packet(codec, packet) < 0) goto done;
    bytes = (uint8_t *)lumbar_copy(arena, (const char *)packet->data, (size_t)packet->size);
    *size = (size_t)packet->size;
done:
    if (!bytes) lumbar_fail(error, LUMBAR_OUTPUT, 0, "a picture could not be encoded as JPEG");
    sws_freeContext(scaler);
    av_frame_free(&frame);
    av_packet_free(&packet);
    avcodec_free_context(&codec);
    lumbar_quiet_end();
    return bytes;
}

/* ---- films ---- */

static void film_free(lumbar_film_writer *film)
{
    if (!film) return;
    if (film->format && film->format->pb) avio_closep(&film->format->pb);
    avformat_free_context(film->format);
    avcodec_free_context(&film->codec);
    av_frame_free(&film->frame);
    av_packet_free(&film->packet);
    sws_freeContext(film->scaler);
    lumbar_quiet_end();
    av_free(film);
}

static bool film_start(lumbar_film_writer *film, const char *path, int width, int height)
{
    const AVCodec *kind = avcodec_find_encoder_by_name("libx264");
    if (!kind) kind = avcodec_find_encoder(AV_CODEC_ID_MPEG4);
    if (!kind || avformat_alloc_output_context2(&film->format, NULL, "mp4", path) < 0) return false;
    film->codec = avcodec_alloc_context3(kind);
    film->stream = avformat_new_stream(film->format, NULL);
    film->packet = av_packet_alloc();
    if (!film->codec || !film->stream || !film->packet) return false;
    film->codec->width = (width + 1) & ~1;
    film->codec->height = (height + 1) & ~1;
    film->codec->pix_fmt = AV_PIX_FMT_YUV420P;
    film->codec->color_range = AVCOL_RANGE_MPEG;
    film->codec->time_base = (AVRational){1, TICKS};
    film->codec->thread_count = 2;
    film->codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    av_opt_set(film->codec->priv_data, "preset", "veryfast", 0);
    av_opt_set(film->codec->priv_data, "crf", "23", 0);
    if (avcodec_open2(film->codec, kind, NULL) < 0) return false;
    if (avcodec_parameters_from_context(film->stream->codecpar, film->codec) < 0) return false;
    film->stream->time_base = film->codec->time_base;
    film->frame = frame_for(film->codec);
    /* The file is made here, for its owner only, before libav opens it. */
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (!film->frame || descriptor < 0) return false;
    close(descriptor);
    AVDictionary *options = NULL;
    av_dict_set(&options, "movflags", "+faststart", 0);
    bool good = avio_open(&film->format->pb, path, AVIO_FLAG_WRITE) >= 0 && avformat_write_header(film->format, &options) >= 0;
    av_dict_free(&options);
    return good;
}

lumbar_film_writer *lumbar_film_open(const char *path, const char *name, int width, int height, lumbar_error *error)
{
    lumbar_film_writer *film = av_mallocz(sizeof *film);
    if (!film) return lumbar_fail_memory(error), NULL;
    lumbar_quiet_begin(); /* until film_free */
    film->name = name;
    film->last = -1;
    errno = 0;
    if (film_start(film, path, width, height)) return film;
    lumbar_fail(error, LUMBAR_OUTPUT, 0, "%s: the film cannot be written (%s)", name, errno ? strerror(errno) : "no encoder");
    film_free(film);
    return NULL;
}

/* Sends one frame (NULL: the end) and writes the packets that come out. */
static bool film_push(lumbar_film_writer *film, AVFrame *frame)
{
    if (avcodec_send_frame(film->codec, frame) < 0) return false;
    for (;;) {
        int result = avcodec_receive_packet(film->codec, film->packet);
        if (result == AVERROR(EAGAIN) || result == AVERROR_EOF) return true;
        if (result < 0) return false;
        if (!film->packet->duration) film->packet->duration = TICKS / RATE; /* else the last picture is never shown */
        av_packet_rescale_ts(film->packet, film->codec->time_base, film->stream->time_base);
        if (av_interleaved_write_frame(film->format, film->packet) < 0) return false;
    }
}

bool lumbar_film_add(lumbar_film_writer *film, const lumbar_canvas *canvas, double time_s, lumbar_error *error)
{
    int64_t time = (int64_t)llround(time_s * TICKS);
    if (time <= film->last) time = film->last + 1;
    film->last = time;
    if (fill_frame(&film->scaler, film->frame, canvas)) {
        film->frame->pts = time;
        if (film_push(film, film->frame)) return true;
    }
    film->failed = true;
    return lumbar_fail(error, LUMBAR_OUTPUT, 0, "%s: writing failed; is the disk full?", film->name);
}

bool lumbar_film_close(lumbar_film_writer *film, lumbar_error *error)
{
    if (!film) return true;
    bool good = !film->failed && film_push(film, NULL) && av_write_trailer(film->format) >= 0;
    if (good) {
        avio_flush(film->format->pb);
        good = film->format->pb->error >= 0;
    }
    if (!good) lumbar_fail(error, LUMBAR_OUTPUT, 0, "%s: writing failed; is the disk full?", film->name);
    film_free(film);
    return good;
}
