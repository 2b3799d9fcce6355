/* Random recordings. */
#include <math.h>
#include <string.h>
#include "../motion/figure.h"
#include "draw.h"

static const char *const POINTS[LUMBAR_POINT_COUNT] = {
#define X(name, text) text,
    LUMBAR_POINTS(X)
#undef X
};

/* ---- numbers (splitmix64) ------------------------------------------------------------------------------ */

draw_stream draw_from(uint64_t number) { return (draw_stream){number * 0x9e3779b97f4a7c15u + 1}; }

static uint64_t next(draw_stream *stream)
{
    uint64_t z = stream->state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

uint32_t draw_below(draw_stream *stream, uint32_t most) { return (uint32_t)(next(stream) >> 32) % most; }

double draw_share(draw_stream *stream) { return (double)(next(stream) >> 11) / 9007199254740992.0; }

static bool chance(draw_stream *stream, uint32_t in) { return draw_below(stream, in) == 0; }

static double between(draw_stream *stream, double low, double high) { return low + (high - low) * draw_share(stream); }

/* ---- a recording --------------------------------------------------------------------------------------- */

static lumbar_pose *whole(lumbar_arena *arena, draw_stream *s)
{
    static figure_motion *const motions[] = {
        figure_crunch,  figure_sit_up,  figure_mixed,   figure_leg_raise, figure_lowering, figure_reverse_crunch,
        figure_v_up,    figure_plank,   figure_bicycle, figure_twist,     figure_dead_bug, figure_side_plank,
        figure_flutter, figure_climber, figure_hanging, figure_rollout,   figure_fading,   figure_get_up};
    static const double seconds[] = {0.05, 0.3, 1, 2, 4, 6, 9, 14};
    figure_camera camera = {.yaw = chance(s, 2) ? 0 : between(s, -90, 90),
                            .scale = exp(between(s, log(3), log(900))),
                            .mirrored = chance(s, 2),
                            .roll = chance(s, 3) ? between(s, -180, 180) : 0,
                            .noise = chance(s, 2) ? 0.5 : between(s, 0, 30),
                            .outline = chance(s, 2),
                            .rate = between(s, 3, 30),
                            .drift = chance(s, 6) ? between(s, -200, 200) : 0};
    return figure_film(arena, motions[draw_below(s, LUMBAR_COUNT(motions))], chance(s, 2) ? 0 : between(s, 0, 60),
                       seconds[draw_below(s, LUMBAR_COUNT(seconds))], camera);
}

/* Many frames that share few shapes: so that thousands of segments cost no more than the pictures of some seconds. */
static lumbar_pose *long_one(lumbar_arena *arena, draw_stream *s)
{
    lumbar_pose *pose = whole(arena, s);
    size_t count = 500 + draw_below(s, chance(s, 20) ? 9000 : 1000);
    lumbar_frame *frames = LUMBAR_NEW_ARRAY(arena, lumbar_frame, count);
    for (size_t i = 0; i < count && pose->frame_count; i++) {
        frames[i] = pose->frames[i % pose->frame_count];
        frames[i].time_s = (double)i / pose->frame_rate;
    }
    if (!pose->frame_count) return pose;
    pose->frames = frames;
    pose->frame_count = count;
    pose->duration_s = (double)count / pose->frame_rate;
    return pose;
}

/* ---- what goes wrong in it ----------------------------------------------------------------------------- */

static lumbar_frame *frames_of(lumbar_pose *pose) { return (lumbar_frame *)(uintptr_t)pose->frames; }

static void forget_body(lumbar_frame *f)
{
    f->person = false;
    f->outline = NULL;
    f->outline_count = 0;
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
        f->points[p] = (lumbar_point){NAN, NAN, 0};
        for (int k = 0; k < 3; k++) f->world[p][k] = NAN;
    }
}

static void break_times(lumbar_pose *pose, draw_stream *s)
{
    static const double factors[] = {1, 1, 1e-6, 1e-4, 0.01, 0.3, 4, 100};
    double factor = factors[draw_below(s, LUMBAR_COUNT(factors))], shift = chance(s, 4) ? between(s, 0, 1000) : 0;
    uint32_t every = chance(s, 2) ? 1 + draw_below(s, 60) : 0;
    double pause = between(s, 0.5, chance(s, 4) ? 900 : 3);
    lumbar_frame *frames = frames_of(pose);
    for (size_t i = 0; i < pose->frame_count; i++) {
        if (every && i && chance(s, every)) shift += pause;
        frames[i].time_s = round((frames[i].time_s * factor + shift) * 1e6) / 1e6;
        if (i && frames[i].time_s <= frames[i - 1].time_s) {
            frames[i].time_s = frames[i - 1].time_s + 1e-6;
            shift += 1e-6;
        }
    }
    while (pose->frame_count && frames[pose->frame_count - 1].time_s > 3600) pose->frame_count--;
    pose->duration_s = pose->frame_count ? frames[pose->frame_count - 1].time_s + 0.01 : 0;
}

static void break_segments(lumbar_pose *pose, draw_stream *s)
{
    static const uint32_t lengths[] = {1, 2, 5, 6, 20, 200};
    uint32_t every = lengths[draw_below(s, LUMBAR_COUNT(lengths))];
    int32_t segment = 0;
    for (size_t i = 0; i < pose->frame_count; i++) {
        if (chance(s, every)) segment++;
        frames_of(pose)[i].segment = segment;
    }
}

static void break_bodies(lumbar_pose *pose, draw_stream *s)
{
    uint32_t every = 1 + draw_below(s, 50), left = 0;
    for (size_t i = 0; i < pose->frame_count; i++) {
        if (!left && chance(s, every)) left = 1 + draw_below(s, 40);
        if (left) forget_body(&frames_of(pose)[i]), left--;
    }
}

static float strange(draw_stream *s)
{
    static const float values[] = {NAN, 0, 1e6f, -1e6f, 1e-30f, -0.0f, 0.5f, 16384};
    return values[draw_below(s, LUMBAR_COUNT(values))];
}

/* Single coordinates; some points all the time; or every one. */
static void break_points(lumbar_pose *pose, draw_stream *s)
{
    uint32_t kind = draw_below(s, 4), in = 1 + draw_below(s, 300);
    uint64_t which = next(s) & next(s);
    float x = strange(s), y = strange(s);
    for (size_t i = 0; i < pose->frame_count; i++) {
        lumbar_frame *f = &frames_of(pose)[i];
        for (int p = 0; f->person && p < LUMBAR_POINT_COUNT; p++) {
            lumbar_point *at = &f->points[p];
            if (kind == 0 && chance(s, in)) at->x = strange(s), at->y = strange(s);
            if (kind == 1 && which >> p & 1) at->x = x, at->y = y;
            if (kind == 2) at->x = x, at->y = y;
            if (kind == 3 && chance(s, in)) at->confidence = (float)draw_share(s);
            if (isnan(at->x) || isnan(at->y)) *at = (lumbar_point){NAN, NAN, 0};
            if (kind == 0 && chance(s, in)) f->world[p][draw_below(s, 3)] = strange(s);
        }
    }
}

static void drop_depth(lumbar_pose *pose)
{
    for (size_t i = 0; i < pose->frame_count; i++)
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++)
            for (int k = 0; k < 3; k++) frames_of(pose)[i].world[p][k] = NAN;
}

static void break_outlines(lumbar_arena *arena, lumbar_pose *pose, draw_stream *s)
{
    for (size_t i = 0; i < pose->frame_count && i < 200; i++) {
        lumbar_frame *f = &frames_of(pose)[i];
        if (!f->person || !chance(s, 4)) continue;
        uint32_t count = 1 + draw_below(s, chance(s, 30) ? 8192 : 12);
        lumbar_outline_point *corners = LUMBAR_NEW_ARRAY(arena, lumbar_outline_point, count);
        for (uint32_t k = 0; k < count; k++)
            corners[k] = (lumbar_outline_point){(float)between(s, -10, 1000), (float)between(s, -10, 1000), 1};
        f->outline = corners;
        f->outline_count = count;
    }
}

lumbar_pose *draw_pose(lumbar_arena *arena, uint64_t number)
{
    draw_stream stream = draw_from(number), *s = &stream;
    lumbar_pose *pose = chance(s, 16) ? long_one(arena, s) : whole(arena, s);
    if (chance(s, 3)) break_times(pose, s);
    if (chance(s, 3)) break_segments(pose, s);
    if (chance(s, 3)) break_bodies(pose, s);
    for (int n = 0; n < 3; n++)
        if (chance(s, 3)) break_points(pose, s);
    if (chance(s, 3)) drop_depth(pose);
    if (chance(s, 4)) break_outlines(arena, pose, s);
    for (size_t i = 0; chance(s, 5) && i < pose->frame_count; i++) frames_of(pose)[i].second_person = chance(s, 3);
    if (chance(s, 20) && pose->frame_count) pose->frame_count = 1 + draw_below(s, 6) % pose->frame_count;
    if (chance(s, 4)) pose->model = "full";
    pose->timed = !chance(s, 20);
    pose->dropped_times = chance(s, 8) ? draw_below(s, 3) : 0;
    return pose;
}

/* ---- as text ------------------------------------------------------------------------------------------- */

static void add_number(lumbar_text *text, double value, const char *missing)
{
    if (isnan(value)) lumbar_text_add(text, missing);
    else lumbar_text_addf(text, "%.6g", value);
}

lumbar_text draw_table(const lumbar_pose *pose, uint64_t number)
{
    static const char *const times[] = {"time_s,", "timestamp_ms,", "frame,", ""};
    draw_stream stream = draw_from(~number), *s = &stream;
    uint32_t time = chance(s, 4) ? draw_below(s, 4) : draw_below(s, 2);
    bool visibility = !chance(s, 3), normalised = chance(s, 3);
    double width = normalised ? pose->width : 1, height = normalised ? pose->height : 1;
    uint64_t absent =
        chance(s, 4) ? next(s) & next(s) & ~(UINT64_C(3) << LUMBAR_LEFT_SHOULDER | UINT64_C(3) << LUMBAR_LEFT_HIP) : 0;
    lumbar_text text = {0};
    lumbar_text_add(&text, times[time]);
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++)
        if (!(absent >> p & 1))
            lumbar_text_addf(&text, visibility ? "%s_x,%s_y,%s_v," : "%s_x,%s_y,", POINTS[p], POINTS[p], POINTS[p]);
    lumbar_text_add(&text, "note\n");
    for (size_t i = 0; i < pose->frame_count; i++) {
        const lumbar_frame *f = &pose->frames[i];
        if (time < 2) lumbar_text_addf(&text, "%.9f,", f->time_s * (time ? 1000 : 1));
        if (time == 2) lumbar_text_addf(&text, "%zu,", i);
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
            if (absent >> p & 1) continue;
            add_number(&text, f->points[p].x / width, "");
            lumbar_text_add(&text, ",");
            add_number(&text, f->points[p].y / height, "");
            if (visibility) lumbar_text_addf(&text, ",%.3f", (double)f->points[p].confidence);
            lumbar_text_add(&text, ",");
        }
        lumbar_text_add(&text, "\n");
    }
    return text;
}

static void add_points(lumbar_text *text, const lumbar_frame *f)
{
    lumbar_text_add(text, ",\"points\":[");
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
        lumbar_text_add(text, p ? "," : "");
        add_number(text, f->points[p].x, "null");
        lumbar_text_add(text, ",");
        add_number(text, f->points[p].y, "null");
        lumbar_text_addf(text, ",%.3f", (double)f->points[p].confidence);
    }
    lumbar_text_add(text, "],\"world\":[");
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++)
        for (int k = 0; k < 3; k++) {
            lumbar_text_add(text, p + k ? "," : "");
            add_number(text, f->world[p][k], "null");
        }
    lumbar_text_add(text, "]");
    for (uint32_t i = 0; i < f->outline_count; i++)
        lumbar_text_addf(text, "%s%.4f,%.4f,1%s", i ? "," : ",\"outline\":[", (double)f->outline[i].x,
                         (double)f->outline[i].y, i + 1 == f->outline_count ? "]" : "");
}

lumbar_text draw_pose_file(const lumbar_pose *pose, uint64_t number)
{
    draw_stream stream = draw_from(~number), *s = &stream;
    uint32_t gaps = chance(s, 3) ? draw_below(s, chance(s, 10) ? 3000 : 12) : 0;
    lumbar_text text = {0};
    lumbar_text_addf(
        &text, "{\"schema\":\"lumbar.pose/1\",\"path\":\"drawn\",\"kind\":\"%s\",\"width\":%d,\"height\":%d,",
        chance(s, 4) ? "landmarks" : "video", chance(s, 6) ? 1 : pose->width, chance(s, 6) ? 1 : pose->height);
    lumbar_text_addf(&text, "\"duration_s\":%.6f,\"frame_rate\":", chance(s, 8) ? between(s, 0, 60) : pose->duration_s);
    add_number(&text, chance(s, 8) ? NAN : pose->frame_rate, "null");
    lumbar_text_addf(&text, ",\"timed\":%s,\"model\":\"%s\",\"dropped_times\":%u,\"frame_count\":%zu,\"gaps\":[",
                     pose->timed ? "true" : "false", pose->model, (unsigned)pose->dropped_times, pose->frame_count);
    for (uint32_t i = 0; i < gaps; i++) {
        double start = between(s, 0, fmax(pose->duration_s, 1));
        lumbar_text_addf(&text, "%s{\"start_s\":%.3f,\"end_s\":%.3f,\"why\":\"%s\"}", i ? "," : "", start,
                         start + between(s, 0, 3),
                         chance(s, 2) ? "no person in the picture" : "a title card <\\u00e9>");
    }
    lumbar_text_add(&text, "]}\n");
    for (size_t i = 0; i < pose->frame_count; i++) {
        const lumbar_frame *f = &pose->frames[i];
        lumbar_text_addf(&text, "{\"time_s\":%.6f,\"segment\":%d,\"person\":%s,\"second_person\":%s,\"presence\":%g",
                         f->time_s, (int)f->segment, f->person ? "true" : "false", f->second_person ? "true" : "false",
                         (double)f->presence);
        if (f->person) add_points(&text, f);
        lumbar_text_add(&text, "}\n");
    }
    return text;
}
