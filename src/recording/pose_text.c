/* lumbar.pose/1 as lines of text. Numbers are written as short as they read back to the same bits. */
#include <math.h>
#include "base/json.h"
#include "recording/pose_text.h"

void lumbar_frame_clear(lumbar_frame *frame)
{
    *frame = (lumbar_frame){0};
    for (int i = 0; i < LUMBAR_POINT_COUNT; i++) {
        frame->points[i] = (lumbar_point){NAN, NAN, 0};
        for (int k = 0; k < 3; k++) frame->world[i][k] = NAN;
    }
}

/* ---- writing ------------------------------------------------------------------------------------------- */

static void put_float(lumbar_text *out, float value)
{
    char text[32];
    if (!isfinite(value)) {
        lumbar_text_add(out, "null");
        return;
    }
    for (int digits = 4; digits <= 9; digits++) {
        lumbar_print(text, sizeof text, "%.*g", digits, (double)value);
        if ((float)lumbar_to_double(text, NULL) == value) break;
    }
    lumbar_text_add(out, text);
}

static void put_double(lumbar_text *out, double value)
{
    char text[40];
    if (!isfinite(value)) {
        lumbar_text_add(out, "null");
        return;
    }
    for (int digits = 6; digits <= 17; digits++) {
        lumbar_print(text, sizeof text, "%.*g", digits, value);
        if (lumbar_to_double(text, NULL) == value) break;
    }
    lumbar_text_add(out, text);
}

static void put_header(lumbar_text *out, const lumbar_pose *pose)
{
    lumbar_text_addf(out, "{\"schema\":\"%s\",\"path\":", LUMBAR_POSE_SCHEMA);
    lumbar_json_quote(out, pose->path ? pose->path : "");
    lumbar_text_add(out, ",\"kind\":");
    lumbar_json_quote(out, pose->kind ? pose->kind : "");
    lumbar_text_addf(out, ",\"width\":%d,\"height\":%d,\"duration_s\":", pose->width, pose->height);
    put_double(out, pose->duration_s);
    lumbar_text_add(out, ",\"frame_rate\":");
    put_double(out, pose->frame_rate);
    lumbar_text_addf(out, ",\"timed\":%s,\"model\":", pose->timed ? "true" : "false");
    lumbar_json_quote(out, pose->model ? pose->model : "");
    if (pose->grain > 0) {
        lumbar_text_add(out, ",\"grain\":");
        put_double(out, pose->grain);
    }
    if (pose->retimed) lumbar_text_add(out, ",\"retimed\":true");
    lumbar_text_addf(out, ",\"dropped_times\":%u,\"frame_count\":%zu,\"gaps\":[", (unsigned)pose->dropped_times,
                     pose->frame_count);
    for (size_t i = 0; i < pose->gap_count; i++) {
        lumbar_text_add(out, i ? ",{\"start_s\":" : "{\"start_s\":");
        put_double(out, pose->gaps[i].start_s);
        lumbar_text_add(out, ",\"end_s\":");
        put_double(out, pose->gaps[i].end_s);
        lumbar_text_add(out, ",\"why\":");
        lumbar_json_quote(out, pose->gaps[i].why ? pose->gaps[i].why : "");
        lumbar_text_add(out, "}");
    }
    lumbar_text_add(out, "]}\n");
}

static bool has_world(const lumbar_frame *frame)
{
    for (int i = 0; i < LUMBAR_POINT_COUNT; i++)
        for (int k = 0; k < 3; k++)
            if (isfinite(frame->world[i][k])) return true;
    return false;
}

static void put_triple(lumbar_text *out, bool first, float a, float b, float c)
{
    if (!first) lumbar_text_add(out, ",");
    put_float(out, a);
    lumbar_text_add(out, ",");
    put_float(out, b);
    lumbar_text_add(out, ",");
    put_float(out, c);
}

void lumbar_pose_frame_line(const lumbar_frame *frame, lumbar_text *out)
{
    lumbar_text_add(out, "{\"time_s\":");
    put_double(out, frame->time_s);
    lumbar_text_addf(out, ",\"segment\":%d,\"person\":%s,\"second_person\":%s,\"presence\":", (int)frame->segment,
                     frame->person ? "true" : "false", frame->second_person ? "true" : "false");
    put_float(out, frame->presence);
    if (frame->person) {
        lumbar_text_add(out, ",\"points\":[");
        for (int i = 0; i < LUMBAR_POINT_COUNT; i++)
            put_triple(out, i == 0, frame->points[i].x, frame->points[i].y, frame->points[i].confidence);
        lumbar_text_add(out, "]");
        if (has_world(frame)) {
            lumbar_text_add(out, ",\"world\":[");
            for (int i = 0; i < LUMBAR_POINT_COUNT; i++)
                put_triple(out, i == 0, frame->world[i][0], frame->world[i][1], frame->world[i][2]);
            lumbar_text_add(out, "]");
        }
        if (frame->outline_count) {
            lumbar_text_add(out, ",\"outline\":[");
            for (uint32_t i = 0; i < frame->outline_count; i++)
                put_triple(out, i == 0, frame->outline[i].x, frame->outline[i].y, frame->outline[i].sharpness);
            lumbar_text_add(out, "]");
        }
    }
    lumbar_text_add(out, "}\n");
}

void lumbar_pose_line(const lumbar_pose *pose, size_t index, lumbar_text *out)
{
    if (index) lumbar_pose_frame_line(&pose->frames[index - 1], out);
    else put_header(out, pose);
}
