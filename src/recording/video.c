/* Reads videos and still pictures with FFmpeg's libraries, through one descriptor and nothing else: no other file is ever
 * opened, and only the listed formats are. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
#include "base/base.h"
#include "recording/colour.h"
#include "recording/quiet.h"
#include "recording/source.h"
#include "recording/video.h"

/* FFmpeg's names of the formats of phones and cameras. */
static const char *const video_formats[] = {"mov", "matroska", "avi", "mpegts", "mpeg", "flv", "ogg"};
static const char *const still_formats[] = {"jpeg_pipe", "png_pipe", "webp_pipe", "bmp_pipe", "tiff_pipe"};

enum { BUFFER = 1 << 16, DECODER_THREADS = 2 };
static const int64_t pixels_most = (int64_t)4096 * 2304, still_pixels_most = (int64_t)50 * 1000 * 1000;
static const double duration_most_s = 3600, rate_most = 1000; /* above it a file's claim is nonsense */

struct lumbar_video {
    int descriptor;
    int64_t position;
    const char *name; /* for messages */
    lumbar_progress *progress;
    void *user;
    bool stopped;     /* the user asked to stop */
    bool nested;      /* the file asked for another one */
    AVFormatContext *format;
    AVIOContext *io;
    AVCodecContext *decoder;
    AVPacket *packet;
    AVFrame *frame;
    struct SwsContext *convert;
    int stream;
    bool drained;     /* the end of the file has been passed to the decoder */
    int64_t first_time, last_time; /* in the stream's time base */
    double shown_s;    /* time of the last picture */
    bool damage_open;  /* what was lost last has no picture after it yet */
    int64_t last_cell; /* of the grid of LUMBAR_VIDEO_RATE cells a second */
    int width, height; /* upright, of the first frame */
    lumbar_video_facts facts;
    float tone[1024];  /* PQ -> ordinary brightness */
    bool tone_made;
};

/* ---- the one descriptor ----------------------------------------------------------------------------------------- */

static int read_bytes(void *opaque, uint8_t *buffer, int size)
{
    lumbar_video *v = opaque;
    ssize_t got;
    do
        got = pread(v->descriptor, buffer, (size_t)size, v->position);
    while (got < 0 && errno == EINTR);
    if (got < 0) return AVERROR(errno);
    if (got == 0) return AVERROR_EOF;
    v->position += got;
    return (int)got;
}

static int64_t seek_bytes(void *opaque, int64_t offset, int whence)
{
    lumbar_video *v = opaque;
    int64_t size = lseek(v->descriptor, 0, SEEK_END);
    if (size < 0) return AVERROR(errno);
    whence &= ~AVSEEK_FORCE;
    if (whence == AVSEEK_SIZE) return size;
    int64_t from = whence == SEEK_CUR ? v->position : whence == SEEK_END ? size : 0;
    if (offset < -from || offset > INT64_MAX - from) return AVERROR(EINVAL);
    return v->position = from + offset;
}

/* A playlist or a reference in the file: refused. */
static int refuse_open(AVFormatContext *format, AVIOContext **io, const char *url, int flags, AVDictionary **options)
{
    (void)io, (void)url, (void)flags, (void)options;
    lumbar_video *v = format->opaque;
    v->nested = true;
    return AVERROR(EPERM);
}

static int interrupted(void *opaque)
{
    lumbar_video *v = opaque;
    return v->stopped;
}

/* Tells the caller how far we are; false when the user wants to stop. */
static bool tell(lumbar_video *v, double done_s, lumbar_error *error)
{
    if (v->progress && !v->stopped && !v->progress(v->user, done_s, v->facts.announced_s)) v->stopped = true;
    return !v->stopped || lumbar_fail(error, LUMBAR_INTERRUPTED, 0, "stopped");
}

/* ---- opening ---------------------------------------------------------------------------------------------------- */

static bool listed(const char *names, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(list[i]);
        for (const char *at = names; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL)
            if (!strncmp(at, list[i], length) && (at[length] == ',' || !at[length])) return true;
    }
    return false;
}

/* Which format the bytes are in, by content alone; NULL and *error when it is none of ours. */
static const AVInputFormat *recognise(lumbar_video *v, lumbar_error *error)
{
    const AVInputFormat *format = NULL;
    if (av_probe_input_buffer2(v->io, &format, "", NULL, 0, 0) < 0 || !format) {
        lumbar_fail(error, LUMBAR_INPUT, 0,
                    "%s is no video, picture or landmark file that lumbar reads: give it the file as the phone made it "
                    "(mp4, mov, mkv, webm, avi)", v->name);
        return NULL;
    }
    v->facts.still = listed(format->name, still_formats, LUMBAR_COUNT(still_formats));
    if (v->facts.still || listed(format->name, video_formats, LUMBAR_COUNT(video_formats))) return format;
    lumbar_fail(error, LUMBAR_INPUT, 0, "%s is in a format that lumbar does not open (%s): give it the video file itself "
                "(mp4, mov, mkv, webm, avi)", v->name, format->long_name ? format->long_name : format->name);
    return NULL;
}

static bool check_size(const lumbar_video *v, int width, int height, lumbar_error *error)
{
    if (width <= 0 || height <= 0) return true;
    if ((int64_t)width * height <= (v->facts.still ? still_pixels_most : pixels_most)) return true;
    if (v->facts.still)
        return lumbar_fail(error, LUMBAR_INPUT, 0, "%s is %d x %d pixels, more than lumbar takes of a photo (50 million): "
                           "make a smaller copy with: ffmpeg -i IN -vf scale=1920:-2 OUT.jpg", v->name, width, height);
    return lumbar_fail(error, LUMBAR_INPUT, 0, "%s is %d x %d pixels, more than lumbar takes (4096 x 2304): film at 1080p, "
                       "or make a smaller copy with: ffmpeg -i IN -vf scale=1920:-2 OUT.mp4", v->name, width, height);
}

static bool too_long(const lumbar_video *v, double seconds, lumbar_error *error)
{
    return lumbar_fail(error, LUMBAR_INPUT, 0, "%s is longer than %.0f minutes (%.0f): cut out the set you ask about",
                       v->name, duration_most_s / 60, seconds / 60);
}

/* The video stream to read; cover pictures of music are none. */
static int find_stream(const lumbar_video *v)
{
    int best = -1;
    for (unsigned i = 0; i < v->format->nb_streams; i++) {
        const AVStream *s = v->format->streams[i];
        if (s->codecpar->codec_type != AVMEDIA_TYPE_VIDEO) continue;
        if (s->disposition & AV_DISPOSITION_ATTACHED_PIC) continue;
        bool wanted = (s->disposition & AV_DISPOSITION_DEFAULT) != 0;
        if (best < 0 || (wanted && !(v->format->streams[best]->disposition & AV_DISPOSITION_DEFAULT))) best = (int)i;
    }
    return best;
}

static bool open_format(lumbar_video *v, lumbar_error *error)
{
    uint8_t *buffer = av_malloc(BUFFER);
    v->io = buffer ? avio_alloc_context(buffer, BUFFER, 0, v, read_bytes, NULL, seek_bytes) : NULL;
    v->format = avformat_alloc_context();
    if (!v->io || !v->format) {
        if (!v->io) av_free(buffer);
        return lumbar_fail_memory(error);
    }
    const AVInputFormat *format = recognise(v, error);
    if (!format) return false;
    v->format->pb = v->io;
    v->format->flags |= AVFMT_FLAG_CUSTOM_IO;
    v->format->opaque = v;
    v->format->io_open = refuse_open;
    v->format->interrupt_callback = (AVIOInterruptCB){interrupted, v};
    v->format->format_whitelist = av_strdup(format->name);
    if (avformat_open_input(&v->format, "", format, NULL) < 0)
        return lumbar_fail(error, LUMBAR_INPUT, 0, "%s is damaged or cut off: copy it from the phone again", v->name);
    for (unsigned i = 0; i < v->format->nb_streams; i++) {
        const AVCodecParameters *known = v->format->streams[i]->codecpar;
        if (known->codec_type == AVMEDIA_TYPE_VIDEO && !check_size(v, known->width, known->height, error)) return false;
    }
    if (avformat_find_stream_info(v->format, NULL) < 0)
        return lumbar_fail(error, LUMBAR_INPUT, 0, "%s is damaged or cut off: copy it from the phone again", v->name);
    return true;
}

static bool open_decoder(lumbar_video *v, lumbar_error *error)
{
    v->stream = find_stream(v);
    if (v->stream < 0)
        return lumbar_fail(error, LUMBAR_INPUT, 0, "%s has no moving pictures in it, only sound or data: name the video",
                           v->name);
    AVStream *stream = v->format->streams[v->stream];
    if (!check_size(v, stream->codecpar->width, stream->codecpar->height, error)) return false;
    const AVCodec *codec = avcodec_find_decoder(stream->codecpar->codec_id);
    if (!codec)
        return lumbar_fail(error, LUMBAR_INPUT, 0, "%s holds %s pictures, which cannot be decoded here: convert it to H.264 "
                           "with: ffmpeg -i IN -c:v libx264 OUT.mp4", v->name, avcodec_get_name(stream->codecpar->codec_id));
    v->decoder = avcodec_alloc_context3(codec);
    v->packet = av_packet_alloc();
    v->frame = av_frame_alloc();
    if (!v->decoder || !v->packet || !v->frame) return lumbar_fail_memory(error);
    /* a fixed number: damaged pictures must not depend on the user's choice of threads */
    v->decoder->thread_count = DECODER_THREADS;
    v->decoder->max_pixels = v->facts.still ? still_pixels_most : pixels_most;
    v->decoder->pkt_timebase = stream->time_base;
    if (avcodec_parameters_to_context(v->decoder, stream->codecpar) < 0 || avcodec_open2(v->decoder, codec, NULL) < 0)
        return lumbar_fail(error, LUMBAR_INPUT, 0, "%s cannot be decoded (%s): convert it to H.264 with: "
                           "ffmpeg -i IN -c:v libx264 OUT.mp4", v->name, codec->name);
    for (unsigned i = 0; i < v->format->nb_streams; i++)
        if ((int)i != v->stream) v->format->streams[i]->discard = AVDISCARD_ALL;
    AVRational rate = stream->avg_frame_rate;
    bool sane = rate.num > 0 && rate.den > 0 && av_q2d(rate) <= rate_most && !v->facts.still;
    v->facts.frame_rate = sane ? av_q2d(rate) : NAN;
    if (stream->duration > 0)
        v->facts.announced_s = (double)stream->duration * av_q2d(stream->time_base);
    else if (v->format->duration > 0)
        v->facts.announced_s = (double)v->format->duration / AV_TIME_BASE;
    if (v->facts.still) v->facts.announced_s = NAN;
    if (v->facts.announced_s > duration_most_s) return too_long(v, v->facts.announced_s, error);
    return true;
}

lumbar_video *lumbar_video_open(FILE *file, const char *path, lumbar_progress *progress, void *user, lumbar_error *error)
{
    lumbar_video *v = calloc(1, sizeof *v);
    if (!v) {
        lumbar_fail_memory(error);
        return NULL;
    }
    lumbar_quiet_begin(); /* until lumbar_video_close */
    v->descriptor = fileno(file);
    v->name = lumbar_source_name(path);
    v->progress = progress;
    v->user = user;
    v->facts.announced_s = v->facts.frame_rate = NAN;
    v->first_time = v->last_time = AV_NOPTS_VALUE;
    v->last_cell = -1;
    if (open_format(v, error) && open_decoder(v, error)) return v;
    if (v->nested)
        lumbar_fail(error, LUMBAR_INPUT, 0, "%s names other files instead of holding a video: give lumbar the video itself",
                    v->name);
    lumbar_video_close(v);
    return NULL;
}

void lumbar_video_close(lumbar_video *video)
{
    if (!video) return;
    sws_freeContext(video->convert);
    av_frame_free(&video->frame);
    av_packet_free(&video->packet);
    avcodec_free_context(&video->decoder);
    avformat_close_input(&video->format);
    if (video->io) av_freep(&video->io->buffer);
    avio_context_free(&video->io);
    lumbar_quiet_end();
    free(video);
}

/* Own choice: damage within this time of other damage is told with it. */
static const double damage_apart_s = 1;

/* One more piece was lost after the last shown picture. */
static void note_damage(lumbar_video *v)
{
    lumbar_video_facts *f = &v->facts;
    lumbar_video_damage *last = f->damage_count ? &f->damage[f->damage_count - 1] : NULL;
    f->damaged++;
    if (last && (v->shown_s - last->end_s < damage_apart_s || f->damage_count == LUMBAR_VIDEO_DAMAGE_MOST))
        last->pieces++;
    else
        f->damage[f->damage_count++] = (lumbar_video_damage){v->shown_s, v->shown_s, 1};
    v->damage_open = true;
}

/* Damage lasts until the next picture, or the end. */
static void end_damage(lumbar_video *v, double time_s)
{
    if (v->damage_open) v->facts.damage[v->facts.damage_count - 1].end_s = time_s;
    v->damage_open = false;
}

lumbar_video_facts lumbar_video_about(const lumbar_video *video) { return video->facts; }

/* ---- from a decoded frame to an upright picture ----------------------------------------------------------------- */

/* The display matrix as a turn by right angles with or without mirroring: upright = turn . stored. */
static void display_turn(const lumbar_video *v, const AVFrame *frame, int turn[2][2])
{
    const AVFrameSideData *own = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
    size_t size = 0;
    const uint8_t *data = own ? own->data : av_stream_get_side_data(v->format->streams[v->stream],
                                                                    AV_PKT_DATA_DISPLAYMATRIX, &size);
    if (own) size = own->size;
    turn[0][0] = turn[1][1] = 1;
    turn[0][1] = turn[1][0] = 0;
    if (!data || size < 9 * sizeof(int32_t)) return;
    int32_t m[9];
    memcpy(m, data, sizeof m);
    double a = m[0], b = m[1], c = m[3], d = m[4]; /* x' = a x + c y, y' = b x + d y */
    bool straight = fabs(a) + fabs(d) > fabs(b) + fabs(c);
    if (straight ? !(fabs(a) > 0 && fabs(d) > 0) : !(fabs(b) > 0 && fabs(c) > 0)) return;
    turn[0][0] = straight ? (a > 0 ? 1 : -1) : 0;
    turn[1][1] = straight ? (d > 0 ? 1 : -1) : 0;
    turn[0][1] = straight ? 0 : (c > 0 ? 1 : -1);
    turn[1][0] = straight ? 0 : (b > 0 ? 1 : -1);
}

/* Size of the upright, square-pixel picture and the way from it to the stored one. */
static void place(lumbar_video *v, AVFrame *frame, lumbar_image *image)
{
    int turn[2][2];
    display_turn(v, frame, turn);
    AVRational shape = av_guess_sample_aspect_ratio(v->format, v->format->streams[v->stream], frame);
    double ratio = shape.num > 0 && shape.den > 0 ? av_q2d(shape) : 1;
    if (!(ratio >= 0.125 && ratio <= 8)) ratio = 1;
    double square[2] = {frame->width * fmax(1, ratio), frame->height * fmax(1, 1 / ratio)}; /* stored, square pixels */
    if (!v->width) {
        v->width = (int)lround(turn[0][0] ? square[0] : square[1]);
        v->height = (int)lround(turn[0][0] ? square[1] : square[0]);
    }
    image->width = v->width;
    image->height = v->height;
    /* upright 0..1 -> stored 0..1: transposed turn, about the middle */
    for (int row = 0; row < 2; row++) {
        double stored = row ? frame->height : frame->width;
        image->stored[row][0] = turn[0][row] * stored / v->width;
        image->stored[row][1] = turn[1][row] * stored / v->height;
        image->stored[row][2] = stored / 2 - image->stored[row][0] * v->width / 2 - image->stored[row][1] * v->height / 2;
    }
}

/* R, G, B = row . (Y, U, V, 1) for the frame's matrix and range. */
static void colours(const AVFrame *frame, const AVPixFmtDescriptor *format, float rows[3][4])
{
    double kr = 0.299, kb = 0.114; /* BT.601 */
    bool high = frame->height >= 720 && frame->colorspace == AVCOL_SPC_UNSPECIFIED;
    if (frame->colorspace == AVCOL_SPC_BT709 || high) kr = 0.2126, kb = 0.0722;
    if (frame->colorspace == AVCOL_SPC_BT2020_NCL || frame->colorspace == AVCOL_SPC_BT2020_CL) kr = 0.2627, kb = 0.0593;
    lumbar_colour_rows(kr, kb, frame->color_range == AVCOL_RANGE_JPEG || !strncmp(format->name, "yuvj", 4), rows);
}

/* 8-bit planes of luma and two chromas can be read as they are; everything else is converted first. */
static bool readable(const AVPixFmtDescriptor *d)
{
    if (d->nb_components < 3 || (d->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_HWACCEL |
                                             AV_PIX_FMT_FLAG_BITSTREAM)) || !(d->flags & AV_PIX_FMT_FLAG_PLANAR))
        return false;
    for (int i = 0; i < 3; i++)
        if (d->comp[i].plane != i || d->comp[i].depth != 8 || d->comp[i].step != 1) return false;
    return true;
}

/* A frame in a kind that we read: the same one, or a converted copy. NULL when it cannot be converted. */
static AVFrame *convert(lumbar_video *v, const AVFrame *from)
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
    v->convert = sws_getCachedContext(v->convert, from->width, from->height, from->format, to->width, to->height, to->format,
                                      SWS_BILINEAR | SWS_ACCURATE_RND | SWS_BITEXACT, NULL, NULL, NULL);
    if (v->convert && av_frame_get_buffer(to, 0) >= 0 && av_frame_copy_props(to, from) >= 0 &&
        sws_scale(v->convert, (const uint8_t *const *)from->data, from->linesize, 0, from->height, to->data,
                  to->linesize) == from->height)
        return to;
    av_frame_free(&to);
    return NULL;
}

static bool describe(lumbar_video *v, AVFrame *frame, lumbar_image *image)
{
    const AVPixFmtDescriptor *d = av_pix_fmt_desc_get(frame->format);
    *image = (lumbar_image){.stored_width = frame->width, .stored_height = frame->height,
                            .planar = frame->format != AV_PIX_FMT_RGB24};
    for (int i = 0; i < (image->planar ? 3 : 1); i++) {
        image->plane[i] = frame->data[i];
        image->stride[i] = frame->linesize[i];
    }
    image->chroma_shift_x = d->log2_chroma_w;
    image->chroma_shift_y = d->log2_chroma_h;
    if (image->planar) colours(frame, d, image->rgb_from_yuv);
    if (frame->color_trc == AVCOL_TRC_SMPTE2084) {
        if (!v->tone_made) lumbar_colour_pq(v->tone);
        v->tone_made = true;
        image->tone = v->tone;
    }
    place(v, frame, image);
    return image->width > 0 && image->height > 0;
}

/* ---- frames in order -------------------------------------------------------------------------------------------- */

/* The next decoded frame in v->frame; end and failure as for lumbar_video_next. */
static lumbar_video_step decode(lumbar_video *v, lumbar_error *error)
{
    for (;;) {
        int got = avcodec_receive_frame(v->decoder, v->frame);
        if (got >= 0) return LUMBAR_VIDEO_FRAME;
        if (got == AVERROR_EOF || v->drained) return LUMBAR_VIDEO_END;
        if (got != AVERROR(EAGAIN)) note_damage(v);
        int read = av_read_frame(v->format, v->packet);
        if (v->stopped) {
            lumbar_fail(error, LUMBAR_INTERRUPTED, 0, "stopped");
            return LUMBAR_VIDEO_FAILED;
        }
        if (read < 0) { /* a damaged end is an end */
            if (read != AVERROR_EOF) note_damage(v);
            v->drained = true;
            avcodec_send_packet(v->decoder, NULL);
            continue;
        }
        if (v->packet->stream_index == v->stream && avcodec_send_packet(v->decoder, v->packet) < 0) note_damage(v);
        av_packet_unref(v->packet);
    }
}

/* Time of v->frame in microseconds from the first shown frame; false when it repeats or runs backwards. */
static bool time_of(lumbar_video *v, int64_t *micro_s)
{
    const AVStream *stream = v->format->streams[v->stream];
    int64_t time = v->frame->best_effort_timestamp;
    if (time == AV_NOPTS_VALUE) { /* no stamps in the file: count by the rate */
        AVRational rate = stream->avg_frame_rate.num > 0 && stream->avg_frame_rate.den > 0 ? stream->avg_frame_rate
                                                                                       : (AVRational){25, 1};
        int64_t step = av_rescale_q(1, av_inv_q(rate), stream->time_base);
        time = v->last_time == AV_NOPTS_VALUE ? 0 : v->last_time + (step > 0 ? step : 1);
    }
    if (v->last_time != AV_NOPTS_VALUE && time <= v->last_time) return false;
    if (v->first_time == AV_NOPTS_VALUE) v->first_time = time;
    v->last_time = time;
    *micro_s = av_rescale_q(time - v->first_time, stream->time_base, (AVRational){1, 1000000});
    int64_t shown = v->frame->pkt_duration > 0 ? av_rescale_q(v->frame->pkt_duration, stream->time_base, (AVRational){1, 1000000})
                    : v->facts.frame_rate > 0 ? (int64_t)llround(1e6 / v->facts.frame_rate) : 0;
    end_damage(v, (double)*micro_s * 1e-6);
    v->shown_s = (double)*micro_s * 1e-6;
    v->facts.frames++;
    v->facts.duration_s = v->facts.still ? 0 : (double)(*micro_s + shown) * 1e-6;
    return true;
}

lumbar_video_step lumbar_video_next(lumbar_video *video, lumbar_image *image, double *time_s, void **owner,
                                    lumbar_error *error)
{
    lumbar_video *v = video;
    for (;;) {
        lumbar_video_step step = decode(v, error);
        if (step == LUMBAR_VIDEO_END && !v->facts.frames) {
            lumbar_fail(error, LUMBAR_INPUT, 0, "no picture in %s can be decoded: it is damaged or cut off, copy it again", v->name);
            return LUMBAR_VIDEO_FAILED;
        }
        if (step == LUMBAR_VIDEO_END) end_damage(v, v->facts.duration_s);
        if (step != LUMBAR_VIDEO_FRAME) return step;
        int64_t micro_s = 0;
        if (!time_of(v, &micro_s)) {
            v->facts.dropped_times++;
            continue;
        }
        if ((double)micro_s > duration_most_s * 1e6) {
            too_long(v, (double)micro_s * 1e-6, error);
            return LUMBAR_VIDEO_FAILED;
        }
        if (!check_size(v, v->frame->width, v->frame->height, error)) return LUMBAR_VIDEO_FAILED;
        int64_t cell = micro_s * LUMBAR_VIDEO_RATE / 1000000;
        if (cell == v->last_cell) continue;
        v->last_cell = cell;
        if (!tell(v, (double)micro_s * 1e-6, error)) return LUMBAR_VIDEO_FAILED;
        AVFrame *kept = convert(v, v->frame);
        if (!kept || !describe(v, kept, image)) {
            av_frame_free(&kept);
            note_damage(v);
            continue;
        }
        *time_s = (double)micro_s * 1e-6;
        *owner = kept;
        return LUMBAR_VIDEO_FRAME;
    }
}

void lumbar_video_release(void *owner)
{
    AVFrame *frame = owner;
    av_frame_free(&frame);
}
