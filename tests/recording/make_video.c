/* Makes small videos for tests. */
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <string.h>
#include "make_video.h"

typedef struct maker {
    const made_video *v;
    AVFormatContext *out;
    AVCodecContext *encoder;
    AVStream *stream;
    AVFrame *frame;
    AVPacket *packet;
} maker;

static bool drain(maker *m)
{
    int got;
    while ((got = avcodec_receive_packet(m->encoder, m->packet)) >= 0) {
        if (!m->packet->duration && m->v->codec) m->packet->duration = m->v->step_ms;
        av_packet_rescale_ts(m->packet, m->encoder->time_base, m->stream->time_base);
        m->packet->stream_index = m->stream->index;
        if (av_interleaved_write_frame(m->out, m->packet) < 0) return false;
    }
    return got == AVERROR(EAGAIN) || got == AVERROR_EOF;
}

static void fill(maker *m, int number)
{
    const AVPixFmtDescriptor *d = av_pix_fmt_desc_get(m->frame->format);
    for (int c = 0; c < 3; c++) {
        const AVComponentDescriptor *part = &d->comp[c];
        bool chroma = c > 0 && !(d->flags & AV_PIX_FMT_FLAG_RGB);
        int sx = chroma ? d->log2_chroma_w : 0, sy = chroma ? d->log2_chroma_h : 0;
        for (int y = 0; y < -(-m->frame->height >> sy); y++) {
            for (int x = 0; x < -(-m->frame->width >> sx); x++) {
                int values[3];
                m->v->paint(number, x << sx, y << sy, values);
                uint8_t *at =
                    m->frame->data[part->plane] + y * m->frame->linesize[part->plane] + x * part->step + part->offset;
                at[0] = (uint8_t)values[c];
                if (part->depth > 8) at[1] = (uint8_t)(values[c] >> 8);
            }
        }
    }
}

static bool open_encoder(maker *m)
{
    const made_video *v = m->v;
    const AVCodec *codec = avcodec_find_encoder_by_name(v->codec ? v->codec : "pcm_s16le");
    m->encoder = codec ? avcodec_alloc_context3(codec) : NULL;
    m->stream = m->encoder ? avformat_new_stream(m->out, NULL) : NULL;
    if (!m->stream) return false;
    if (v->codec) {
        m->encoder->width = v->width;
        m->encoder->height = v->height;
        m->encoder->pix_fmt = av_get_pix_fmt(v->pixels);
        m->encoder->time_base = (AVRational){1, 1000};
        m->encoder->gop_size = 4;
        m->encoder->sample_aspect_ratio = (AVRational){v->shape_x, v->shape_y ? v->shape_y : 1};
        if (v->space) m->encoder->colorspace = av_color_space_from_name(v->space);
        if (v->range) m->encoder->color_range = av_color_range_from_name(v->range);
        if (v->transfer) m->encoder->color_trc = av_color_transfer_from_name(v->transfer);
    } else {
        m->encoder->sample_rate = 8000;
        m->encoder->sample_fmt = AV_SAMPLE_FMT_S16;
        m->encoder->time_base = (AVRational){1, 8000};
        av_channel_layout_default(&m->encoder->ch_layout, 1);
    }
    if (m->out->oformat->flags & AVFMT_GLOBALHEADER) m->encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    if (avcodec_open2(m->encoder, codec, NULL) < 0) return false;
    m->stream->time_base = m->encoder->time_base;
    m->stream->sample_aspect_ratio = m->encoder->sample_aspect_ratio;
    if (avcodec_parameters_from_context(m->stream->codecpar, m->encoder) < 0) return false;
    if (v->matrix) {
        uint8_t *data = av_stream_new_side_data(m->stream, AV_PKT_DATA_DISPLAYMATRIX, 9 * sizeof(int32_t));
        if (!data) return false;
        memcpy(data, v->matrix, 9 * sizeof(int32_t));
    }
    return true;
}

static bool write_frames(maker *m)
{
    const made_video *v = m->v;
    for (int i = 0; i < v->frames; i++) {
        m->frame->format = v->codec ? (int)m->encoder->pix_fmt : AV_SAMPLE_FMT_S16;
        m->frame->width = v->width;
        m->frame->height = v->height;
        m->frame->pts = v->times_ms ? v->times_ms[i] : (int64_t)i * v->step_ms;
        if (!v->codec) {
            m->frame->nb_samples = 800;
            av_channel_layout_default(&m->frame->ch_layout, 1);
            m->frame->pts = (int64_t)i * 800;
        }
        if (av_frame_get_buffer(m->frame, 0) < 0) return false;
        if (v->codec) fill(m, i);
        else memset(m->frame->data[0], 0, 1600);
        m->frame->colorspace = m->encoder->colorspace;
        m->frame->color_range = m->encoder->color_range;
        if (avcodec_send_frame(m->encoder, m->frame) < 0 || !drain(m)) return false;
        av_frame_unref(m->frame);
    }
    return avcodec_send_frame(m->encoder, NULL) >= 0 && drain(m);
}

static bool write_header(maker *m)
{
    AVDictionary *options = NULL;
    bool good = !m->v->tag || (av_dict_set(&m->out->metadata, m->v->tag, m->v->value, 0) >= 0 &&
                               av_dict_set(&options, "movflags", "use_metadata_tags", 0) >= 0);
    good = good && avformat_write_header(m->out, &options) >= 0;
    av_dict_free(&options);
    return good;
}

bool make_video(const char *path, const made_video *v)
{
    maker m = {.v = v, .frame = av_frame_alloc(), .packet = av_packet_alloc()};
    av_log_set_level(AV_LOG_QUIET);
    bool good = m.frame && m.packet && avformat_alloc_output_context2(&m.out, NULL, v->format, path) >= 0 &&
                open_encoder(&m) && avio_open(&m.out->pb, path, AVIO_FLAG_WRITE) >= 0 && write_header(&m) &&
                write_frames(&m) && av_write_trailer(m.out) >= 0;
    if (m.out) avio_closep(&m.out->pb);
    avcodec_free_context(&m.encoder);
    avformat_free_context(m.out);
    av_frame_free(&m.frame);
    av_packet_free(&m.packet);
    return good;
}
