/* Reads videos and still pictures with FFmpeg's libraries, through one descriptor and nothing else: no other file is
 * ever opened, and only the listed formats are. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/imgutils.h>
#include "base/base.h"
#include "recording/kind.h"
#include "recording/mp4.h"
#include "recording/quiet.h"
#include "recording/source.h"
#include "recording/video.h"
#include "recording/video_picture.h"

/* FFmpeg's names of the formats of phones and cameras. */
static const char *const video_formats[] = {"mov", "matroska", "avi", "mpegts", "mpeg", "flv", "ogg"};
static const char *const still_formats[] = {"jpeg_pipe", "png_pipe", "webp_pipe", "bmp_pipe", "tiff_pipe"};

enum { BUFFER = 1 << 16 };
/* Decoders of videos are let go to twice the most, so that what is too large can be told with its size. */
enum { PIXELS_DECODED = 2 * LUMBAR_VIDEO_PIXELS_MOST, STILL_PIXELS_MOST = 50000000 };
static const double duration_most_s = LUMBAR_VIDEO_SECONDS_MOST,
                    rate_most = 1000; /* above it a file's claim is nonsense */

struct lumbar_video {
    int descriptor;
    int64_t position;
    const char *name; /* for messages */
    lumbar_progress *progress;
    void *user;
    bool stopped; /* the user asked to stop */
    bool nested;  /* the file asked for another one */
    bool starved; /* memory ran out in FFmpeg, which then goes on without a picture or a part of what it knows */
    AVFormatContext *format;
    AVIOContext *io;
    AVCodecContext *decoder;
    AVPacket *packet;
    AVFrame *frame;
    lumbar_upright upright;
    int stream;
    bool drained;           /* the end of the file has been passed to the decoder */
    bool lying;             /* the duration that the file claims is none */
    int too_wide, too_high; /* size of a picture that was not decoded for it */
    int64_t last_time;      /* stamp of the last frame, in the stream's time base */
    lumbar_tally tally;
};

/* Whether memory ran out since errno was 0; `result` is what FFmpeg returned last. */
static bool starved(lumbar_video *v, int result)
{
    if (result == AVERROR(ENOMEM) || errno == ENOMEM) v->starved = true;
    return v->starved;
}

/* Tells the caller how far we are; false when the user wants to stop. */
static bool tell(lumbar_video *v)
{
    starved(v, 0); /* before errno is another's */
    if (v->progress && !v->stopped && !v->progress(v->user, v->tally.shown_s, v->tally.facts.announced_s))
        v->stopped = true;
    errno = 0;
    return !v->stopped;
}

static bool stopped(lumbar_error *error)
{
    return lumbar_refuse_plain(error, LUMBAR_INTERRUPTED, LUMBAR_ERROR_STOPPED);
}

/* ---- the one descriptor -------------------------------------------------------------------------------- */

static int read_bytes(void *opaque, uint8_t *buffer, int size)
{
    lumbar_video *v = opaque;
    ssize_t got;
    if (!tell(v)) return AVERROR_EXIT;
    do got = pread(v->descriptor, buffer, (size_t)size, v->position);
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

/* ---- opening ------------------------------------------------------------------------------------------- */

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
    unsigned char head[LUMBAR_KIND_HEAD];
    ssize_t size = pread(v->descriptor, head, sizeof head, 0);
    lumbar_error_id kind;
    if (size > 0 && lumbar_kind_refused(head, (size_t)size, &kind)) {
        lumbar_refuse(error, LUMBAR_INPUT, 0, kind, "file~%s", v->name);
        return NULL;
    }
    if (av_probe_input_buffer2(v->io, &format, "", NULL, 0, 0) < 0 || !format) {
        lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_NO_RECORDING, "file~%s", v->name);
        return NULL;
    }
    v->tally.facts.still = listed(format->name, still_formats, LUMBAR_COUNT(still_formats));
    if (v->tally.facts.still || listed(format->name, video_formats, LUMBAR_COUNT(video_formats))) return format;
    lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_VIDEO_FORMAT, "file~%s\nformat=%s", v->name,
                  format->long_name ? format->long_name : format->name);
    return NULL;
}

static bool fits(const lumbar_video *v, int width, int height)
{
    return (int64_t)width * height <= (v->tally.facts.still ? STILL_PIXELS_MOST : LUMBAR_VIDEO_PIXELS_MOST);
}

static bool too_large(const lumbar_video *v, int width, int height, lumbar_error *error)
{
    if (v->tally.facts.still)
        return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_PHOTO_LARGE, "file~%s\nwidth=%d\nheight=%d", v->name,
                             width, height);
    return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_VIDEO_LARGE, "file~%s\nwidth=%d\nheight=%d", v->name,
                         width, height);
}

static bool too_long(const lumbar_video *v, double seconds, lumbar_error *error)
{
    long whole = seconds < 1e9 ? lround(seconds) : 1000000000;
    return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_VIDEO_LONG,
                         "file~%s\nmost=%.0f\nhours=%ld\nminutes=%02ld\nseconds=%02ld", v->name, duration_most_s / 60,
                         whole / 3600, whole / 60 % 60, whole % 60);
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

static bool damaged(const lumbar_video *v, lumbar_error *error)
{
    return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_VIDEO_DAMAGED, "file~%s", v->name);
}

/* Finds out what the streams are where their header does not say. No picture larger than we take is decoded for it. */
static bool look_into(lumbar_video *v, lumbar_error *error)
{
    unsigned count = v->format->nb_streams;
    AVDictionary **limits = av_calloc(count + 1, sizeof *limits);
    bool good = limits != NULL;
    for (unsigned i = 0; good && i < count; i++)
        good = av_dict_set_int(&limits[i], "max_pixels", PIXELS_DECODED, 0) >= 0;
    int found = good ? avformat_find_stream_info(v->format, limits) : 0;
    for (unsigned i = 0; limits && i < count; i++) av_dict_free(&limits[i]);
    av_free(limits);
    if (!good) return lumbar_fail_memory(error);
    return found >= 0 || damaged(v, error);
}

/* The stream to read is chosen as soon as it is known, so that no other is looked into. */
static bool choose_stream(lumbar_video *v, lumbar_error *error)
{
    v->stream = find_stream(v);
    if (v->stream < 0) return true;
    const AVCodecParameters *known = v->format->streams[v->stream]->codecpar;
    for (unsigned i = 0; i < v->format->nb_streams; i++)
        v->format->streams[i]->discard = (int)i == v->stream ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    return fits(v, known->width, known->height) || too_large(v, known->width, known->height, error);
}

static bool open_format(lumbar_video *v, lumbar_error *error)
{
    uint8_t *buffer = av_malloc(BUFFER);
    v->io = buffer ? avio_alloc_context(buffer, BUFFER, 0, v, read_bytes, NULL, seek_bytes) : NULL;
    v->format = avformat_alloc_context();
    v->position = 0;
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
    if (listed(format->name, (const char *const[]){"mov"}, 1) && !lumbar_mp4_has_room(v->descriptor))
        return damaged(v, error);
    if (avformat_open_input(&v->format, "", format, NULL) < 0) return damaged(v, error);
    if (!choose_stream(v, error)) return false;
    if (!v->tally.facts.still && !(look_into(v, error) && choose_stream(v, error))) return false;
    if (v->stream >= 0) return true;
    if (!v->format->nb_streams) return damaged(v, error);
    return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_VIDEO_NO_PICTURES, "file~%s", v->name);
}

static void close_format(lumbar_video *v)
{
    avformat_close_input(&v->format);
    if (v->io) av_freep(&v->io->buffer);
    avio_context_free(&v->io);
}

/* Duration that the file claims; NaN where it claims none. Matroska's counts from the clock's zero, not from the first
 * frame. */
static double claimed_s(const lumbar_video *v)
{
    const AVStream *stream = v->format->streams[v->stream];
    if (v->tally.facts.still || v->lying) return NAN;
    if (stream->duration > 0) return (double)stream->duration * av_q2d(stream->time_base);
    if (v->format->duration <= 0) return NAN;
    double whole = (double)v->format->duration / AV_TIME_BASE, start = (double)v->format->start_time / AV_TIME_BASE;
    bool from_zero = !strncmp(v->format->iformat->name, "matroska", 8) && v->format->start_time != AV_NOPTS_VALUE;
    return from_zero && start > 0 && start < whole ? whole - start : whole;
}

/* A file that claims more than we take: are there pictures soon after the last that we would take? A header may claim
 * anything, and a clock may leap. */
static bool goes_on(lumbar_video *v)
{
    const AVStream *stream = v->format->streams[v->stream];
    AVRational micro = {1, 1000000};
    int64_t start =
        stream->start_time != AV_NOPTS_VALUE ? av_rescale_q(stream->start_time, stream->time_base, micro) : 0;
    int64_t end = start + (int64_t)(duration_most_s * 1e6), time = AV_NOPTS_VALUE;
    AVPacket *packet = av_packet_alloc();
    av_seek_frame(v->format, v->stream, av_rescale_q(end, micro, stream->time_base), AVSEEK_FLAG_BACKWARD);
    while (packet && (time == AV_NOPTS_VALUE || time < end) && av_read_frame(v->format, packet) >= 0) {
        int64_t stamp = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
        if (packet->stream_index == v->stream && stamp != AV_NOPTS_VALUE)
            time = av_rescale_q(stamp, stream->time_base, micro);
        av_packet_unref(packet);
    }
    av_packet_free(&packet);
    return time != AV_NOPTS_VALUE && time >= end && time - end <= LUMBAR_CLOCK_LEAP;
}

/* Opens the file; one that claims to be too long, and is not, is opened from its start again. */
static bool open_checked(lumbar_video *v, lumbar_error *error)
{
    if (!open_format(v, error)) return false;
    double claimed = claimed_s(v);
    if (!(claimed > duration_most_s)) return true;
    if (goes_on(v)) return too_long(v, claimed, error);
    v->lying = true;
    close_format(v);
    return open_format(v, error);
}

/* Called by the decoder of a photo before it takes memory for the picture. */
static int give_buffer(AVCodecContext *decoder, AVFrame *frame, int flags)
{
    lumbar_video *v = decoder->opaque;
    if (fits(v, frame->width, frame->height)) return avcodec_default_get_buffer2(decoder, frame, flags);
    v->too_wide = frame->width;
    v->too_high = frame->height;
    return AVERROR(EINVAL);
}

/* A number that the file tells of itself beside its pictures; NaN where it does not. */
static double told(const lumbar_video *v, const char *key)
{
    const AVDictionaryEntry *entry = av_dict_get(v->format->metadata, key, NULL, 0);
    char *end = NULL;
    double value = entry ? lumbar_to_double(entry->value, &end) : NAN;
    return entry && end != entry->value ? value : NAN;
}

static bool open_decoder(lumbar_video *v, lumbar_error *error)
{
    AVStream *stream = v->format->streams[v->stream];
    if (stream->codecpar->codec_id == AV_CODEC_ID_NONE) return damaged(v, error);
    const AVCodec *codec = avcodec_find_decoder(stream->codecpar->codec_id);
    if (!codec)
        return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_VIDEO_CODEC, "file~%s\ncodec=%s", v->name,
                             avcodec_get_name(stream->codecpar->codec_id));
    /* with the codec it would abort where memory runs out, and decoders need no more */
    v->decoder = avcodec_alloc_context3(NULL);
    v->packet = av_packet_alloc();
    v->frame = av_frame_alloc();
    if (!v->decoder || !v->packet || !v->frame) return lumbar_fail_memory(error);
    /* In this thread: threads of the decoder's own would hide that memory ran out there, and damaged pictures would
     * depend on them. The networks, which take far longer, work beside it. */
    v->decoder->thread_count = 1;
    if (v->tally.facts.still) {
        v->decoder->opaque = v;
        v->decoder->get_buffer2 = give_buffer;
    } else {
        v->decoder->max_pixels = PIXELS_DECODED;
    }
    v->decoder->pkt_timebase = stream->time_base;
    if (avcodec_parameters_to_context(v->decoder, stream->codecpar) < 0 || avcodec_open2(v->decoder, codec, NULL) < 0)
        return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_VIDEO_DECODER, "file~%s\ncodec=%s", v->name,
                             codec->name);
    AVRational rate = stream->avg_frame_rate;
    bool sane = rate.num > 0 && rate.den > 0 && av_q2d(rate) <= rate_most && !v->tally.facts.still;
    v->tally.facts.frame_rate = sane ? av_q2d(rate) : NAN;
    v->tally.facts.retimed = lumbar_is_retimed(v->tally.facts.frame_rate, told(v, "com.android.capture.fps"),
                                               told(v, "com.apple.quicktime.full-frame-rate-playback-intent") == 0);
    v->tally.facts.announced_s = claimed_s(v);
    v->upright.format = v->format;
    v->upright.stream = v->stream;
    return true;
}

lumbar_video *lumbar_video_open(FILE *file, const char *path, lumbar_progress *progress, void *user,
                                lumbar_error *error)
{
    lumbar_video *v = calloc(1, sizeof *v);
    if (!v) {
        lumbar_fail_memory(error);
        return NULL;
    }
    lumbar_quiet_begin(); /* until lumbar_video_close */
    v->descriptor = fileno(file);
    v->name = path;
    v->progress = progress;
    v->user = user;
    v->tally = lumbar_tally_new();
    v->last_time = AV_NOPTS_VALUE;
    errno = 0;
    bool good = open_checked(v, error) && open_decoder(v, error);
    if (good && !starved(v, 0)) return v;
    if (v->stopped) stopped(error);
    else if (starved(v, 0)) lumbar_fail_memory(error);
    else if (v->nested) lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_VIDEO_LIST, "file~%s", v->name);
    lumbar_video_close(v);
    return NULL;
}

void lumbar_video_close(lumbar_video *video)
{
    if (!video) return;
    lumbar_upright_close(&video->upright);
    av_frame_free(&video->frame);
    av_packet_free(&video->packet);
    avcodec_free_context(&video->decoder);
    close_format(video);
    lumbar_quiet_end();
    free(video);
}

lumbar_video_facts lumbar_video_about(const lumbar_video *video) { return video->tally.facts; }

/* ---- frames in order ----------------------------------------------------------------------------------- */

/* The next decoded frame in v->frame; end and failure as for lumbar_video_next. */
static lumbar_video_step decode(lumbar_video *v, lumbar_error *error)
{
    for (;;) {
        int got = avcodec_receive_frame(v->decoder, v->frame);
        if (starved(v, got)) return lumbar_fail_memory(error), LUMBAR_VIDEO_FAILED;
        if (got >= 0) return LUMBAR_VIDEO_FRAME;
        if (v->too_wide) return too_large(v, v->too_wide, v->too_high, error), LUMBAR_VIDEO_FAILED;
        if (got == AVERROR_EOF || v->drained) return LUMBAR_VIDEO_END;
        if (got != AVERROR(EAGAIN)) lumbar_tally_damage(&v->tally);
        int read = tell(v) ? av_read_frame(v->format, v->packet) : AVERROR_EXIT;
        if (v->stopped) return stopped(error), LUMBAR_VIDEO_FAILED;
        starved(v, read);
        if (read < 0) { /* a damaged end is an end */
            if (read != AVERROR_EOF) lumbar_tally_damage(&v->tally);
            v->drained = true;
            avcodec_send_packet(v->decoder, NULL);
            continue;
        }
        int sent = v->packet->stream_index == v->stream ? avcodec_send_packet(v->decoder, v->packet) : 0;
        if (sent < 0 && !starved(v, sent)) lumbar_tally_damage(&v->tally);
        av_packet_unref(v->packet);
    }
}

/* The frame's stamp in the stream's time base; where the file has none it is counted by the rate. */
static int64_t stamp_of(const lumbar_video *v)
{
    const AVStream *stream = v->format->streams[v->stream];
    if (v->frame->best_effort_timestamp != AV_NOPTS_VALUE) return v->frame->best_effort_timestamp;
    if (v->last_time == AV_NOPTS_VALUE) return 0;
    AVRational rate =
        stream->avg_frame_rate.num > 0 && stream->avg_frame_rate.den > 0 ? stream->avg_frame_rate : (AVRational){25, 1};
    int64_t step = av_rescale_q(1, av_inv_q(rate), stream->time_base);
    return v->last_time < INT64_MAX / 2 ? v->last_time + (step > 0 ? step : 1) : v->last_time;
}

/* The tally of v->frame; false when it is not to be shown. */
static bool take_time(lumbar_video *v)
{
    AVRational base = v->format->streams[v->stream]->time_base, micro = {1, 1000000};
    int64_t time = stamp_of(v);
    int64_t lasts = v->frame->pkt_duration > 0 ? av_rescale_q(v->frame->pkt_duration, base, micro) : 0;
    if (!lumbar_tally_take(&v->tally, av_rescale_q(time, base, micro), lasts)) return false;
    v->last_time = time;
    return true;
}

/* No picture at all came out of the file. */
static lumbar_video_step nothing_decoded(const lumbar_video *v, lumbar_error *error)
{
    lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_VIDEO_UNDECODABLE, "file~%s", v->name);
    return LUMBAR_VIDEO_FAILED;
}

lumbar_video_step lumbar_video_next(lumbar_video *video, lumbar_image *image, double *time_s, void **owner,
                                    lumbar_error *error)
{
    lumbar_video *v = video;
    errno = 0;
    for (;;) {
        lumbar_video_step step = v->tally.facts.still && v->tally.facts.frames ? LUMBAR_VIDEO_END : decode(v, error);
        if (step == LUMBAR_VIDEO_END && !v->tally.facts.frames) return nothing_decoded(v, error);
        if (step == LUMBAR_VIDEO_END) lumbar_tally_end(&v->tally);
        if (step != LUMBAR_VIDEO_FRAME) return step;
        if (!take_time(v)) continue;
        if (v->tally.shown_s > duration_most_s) return too_long(v, v->tally.shown_s, error), LUMBAR_VIDEO_FAILED;
        if (!fits(v, v->frame->width, v->frame->height))
            return too_large(v, v->frame->width, v->frame->height, error), LUMBAR_VIDEO_FAILED;
        if (!lumbar_tally_is_due(&v->tally)) continue;
        AVFrame *kept = lumbar_upright_take(&v->upright, v->frame, image);
        if (starved(v, 0)) {
            lumbar_video_release(kept);
            return lumbar_fail_memory(error), LUMBAR_VIDEO_FAILED;
        }
        if (!kept) {
            lumbar_tally_damage(&v->tally);
            continue;
        }
        *time_s = v->tally.shown_s;
        *owner = kept;
        return LUMBAR_VIDEO_FRAME;
    }
}

void lumbar_video_release(void *owner)
{
    AVFrame *frame = owner;
    av_frame_free(&frame);
}
