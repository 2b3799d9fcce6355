/* A canvas as a JPEG in memory; canvases as an MP4 film, written through our own descriptor: libav opens nothing, so no
 * name is ever taken for an address. */
#include <errno.h>
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

enum {
    TICKS = 90000,
    RATE = 20 /* pictures a second that a recording is looked at */,
    JPEG_QUALITY = 4 /* libav's scale, 2 best .. 31 */
};
enum { BUFFER = 1 << 16 /* bytes between libav and the file */ };

/* A place in the film's file. */
typedef struct film_bytes {
    lumbar_output *output;
    int64_t position;
} film_bytes;

struct lumbar_film_writer {
    AVFormatContext *format;
    AVIOContext *io;
    film_bytes bytes;
    AVCodecContext *codec;
    AVStream *stream;
    AVFrame *frame;
    AVPacket *packet;
    struct SwsContext *scaler;
    int64_t last;
    bool failed;
};

/* Copies a canvas into a YUV frame; both even in size. */
static bool fill_frame(struct SwsContext **scaler, AVFrame *frame, const lumbar_canvas *canvas)
{
    *scaler =
        sws_getCachedContext(*scaler, canvas->width, canvas->height, AV_PIX_FMT_RGB24, frame->width, frame->height,
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
    errno = 0;
    AVPacket *packet = av_packet_alloc();
    const AVCodec *kind = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    AVCodecContext *codec = kind ? avcodec_alloc_context3(kind) : NULL;
    if (!kind) lumbar_refuse_plain(error, LUMBAR_SETUP, LUMBAR_ERROR_NO_JPEG);
    if (!packet || !codec) goto done;
    codec->width = canvas->width;
    codec->height = canvas->height;
    codec->pix_fmt = AV_PIX_FMT_YUVJ420P;
    codec->color_range = AVCOL_RANGE_JPEG;
    codec->time_base = (AVRational){1, 25};
    codec->thread_count = 1;
    codec->flags |= AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT;
    codec->global_quality = JPEG_QUALITY * FF_QP2LAMBDA;
    if (avcodec_open2(codec, kind, NULL) < 0 || !(frame = frame_for(codec)) || !fill_frame(&scaler, frame, canvas))
        goto done;
    frame->quality = codec->global_quality;
    if (avcodec_send_frame(codec, frame) < 0 || avcodec_receive_packet(codec, packet) < 0) goto done;
    if (errno != ENOMEM) bytes = (uint8_t *)lumbar_copy(arena, (const char *)packet->data, (size_t)packet->size);
    *size = (size_t)packet->size;
done:
    if (!bytes && kind) lumbar_fail_memory(error); /* nothing else is wrong with a picture of our own */
    sws_freeContext(scaler);
    av_frame_free(&frame);
    av_packet_free(&packet);
    avcodec_free_context(&codec);
    lumbar_quiet_end();
    return bytes;
}

/* ---- the film's file ----------------------------------------------------------------------------------- */

static int write_bytes(void *opaque, uint8_t *bytes, int size)
{
    film_bytes *file = opaque;
    for (int left = size; left > 0;) {
        ssize_t written = pwrite(file->output->descriptor, bytes, (size_t)left, file->position);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0 && !file->output->why) file->output->why = errno;
        if (file->output->why) return AVERROR(file->output->why);
        file->position += written;
        bytes += written;
        left -= (int)written;
    }
    return size;
}

static int read_bytes(void *opaque, uint8_t *bytes, int size)
{
    film_bytes *file = opaque;
    ssize_t got = pread(file->output->descriptor, bytes, (size_t)size, file->position);
    if (got < 0) return AVERROR(errno);
    file->position += got;
    return got ? (int)got : AVERROR_EOF;
}

static int64_t seek_bytes(void *opaque, int64_t offset, int whence)
{
    film_bytes *file = opaque;
    int64_t size = lseek(file->output->descriptor, 0, SEEK_END);
    whence &= ~AVSEEK_FORCE;
    if (size < 0 || whence == AVSEEK_SIZE) return size < 0 ? AVERROR(errno) : size;
    int64_t from = whence == SEEK_CUR ? file->position : whence == SEEK_END ? size : 0;
    if (offset < -from || offset > INT64_MAX - from) return AVERROR(EINVAL);
    return file->position = from + offset;
}

static AVIOContext *open_bytes(film_bytes *file, bool writing)
{
    uint8_t *buffer = av_malloc(BUFFER);
    AVIOContext *io =
        buffer ? avio_alloc_context(buffer, BUFFER, writing, file, read_bytes, write_bytes, seek_bytes) : NULL;
    if (!io) av_free(buffer);
    return io;
}

static void close_bytes(AVIOContext *io)
{
    if (io) av_freep(&io->buffer);
    avio_context_free(&io);
}

/* libav reads its own film a second time to move the index to its front; it asks for that by name and opens nothing
 * else. */
static int open_again(AVFormatContext *format, AVIOContext **io, const char *url, int flags, AVDictionary **options)
{
    (void)url, (void)options;
    lumbar_film_writer *film = format->opaque;
    film_bytes *file = flags & AVIO_FLAG_WRITE ? NULL : av_mallocz(sizeof *file);
    if (!file) return AVERROR(flags & AVIO_FLAG_WRITE ? EPERM : ENOMEM);
    file->output = film->bytes.output;
    *io = open_bytes(file, false);
    if (!*io) av_free(file);
    return *io ? 0 : AVERROR(ENOMEM);
}

static int close_again(AVFormatContext *format, AVIOContext *io)
{
    (void)format;
    av_free(io->opaque);
    close_bytes(io);
    return 0;
}

/* ---- films --------------------------------------------------------------------------------------------- */

static void film_free(lumbar_film_writer *film)
{
    if (!film) return;
    avformat_free_context(film->format);
    close_bytes(film->io);
    avcodec_free_context(&film->codec);
    av_frame_free(&film->frame);
    av_packet_free(&film->packet);
    sws_freeContext(film->scaler);
    lumbar_quiet_end();
    av_free(film);
}

static bool film_start(lumbar_film_writer *film, int width, int height, lumbar_error *error)
{
    const AVCodec *kind = avcodec_find_encoder_by_name("libx264");
    if (!kind) kind = avcodec_find_encoder(AV_CODEC_ID_MPEG4);
    if (!kind) return lumbar_refuse_plain(error, LUMBAR_SETUP, LUMBAR_ERROR_NO_FILM_ENCODER);
    if (avformat_alloc_output_context2(&film->format, NULL, "mp4", NULL) < 0) return false;
    film->io = open_bytes(&film->bytes, true);
    film->format->pb = film->io;
    film->format->flags |= AVFMT_FLAG_CUSTOM_IO;
    film->format->opaque = film;
    film->format->io_open = open_again;
    film->format->io_close2 = close_again;
    film->codec = avcodec_alloc_context3(kind);
    film->stream = avformat_new_stream(film->format, NULL);
    film->packet = av_packet_alloc();
    if (!film->io || !film->codec || !film->stream || !film->packet) return false;
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
    if (!film->frame) return false;
    AVDictionary *options = NULL;
    bool good =
        av_dict_set(&options, "movflags", "+faststart", 0) >= 0 && avformat_write_header(film->format, &options) >= 0;
    av_dict_free(&options);
    return good;
}

/* What the file refused; where it took all, nothing else is wrong with pictures of our own but that memory ran out. */
static bool film_refuse(const lumbar_output *output, lumbar_error *error)
{
    return output->why ? lumbar_refuse_output(output->path, output->why, error) : lumbar_fail_memory(error);
}

lumbar_film_writer *lumbar_film_open(lumbar_output *output, int width, int height, lumbar_error *error)
{
    lumbar_film_writer *film = av_mallocz(sizeof *film);
    if (!film) return lumbar_fail_memory(error), NULL;
    lumbar_quiet_begin(); /* until film_free */
    film->bytes.output = output;
    film->last = -1;
    lumbar_error cause = {0};
    errno = 0;
    /* FFmpeg goes on without what it lacks */
    if (film_start(film, width, height, &cause) && errno != ENOMEM) return film;
    if (!cause.code) film_refuse(output, error);
    else if (error) *error = cause;
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
    errno = 0;
    if (fill_frame(&film->scaler, film->frame, canvas)) {
        film->frame->pts = time;
        if (film_push(film, film->frame) && errno != ENOMEM) return true;
    }
    film->failed = true;
    return film_refuse(film->bytes.output, error);
}

bool lumbar_film_close(lumbar_film_writer *film, lumbar_error *error)
{
    if (!film) return true;
    errno = 0;
    bool good = !film->failed && film_push(film, NULL) && av_write_trailer(film->format) >= 0;
    if (good) {
        avio_flush(film->format->pb);
        good = film->format->pb->error >= 0 && errno != ENOMEM;
    }
    if (!good) film_refuse(film->bytes.output, error);
    film_free(film);
    return good;
}
