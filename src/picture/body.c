/* Drawing what was seen of the body: skeleton, outline, the line of the back; hiding the face.
 * Colours are Okabe and Ito's, which people with colour blindness can tell apart; each line has a light border. */
#include <math.h>
#include "picture/body.h"

static const lumbar_ink blue = {0, 114, 178, 1}, orange = {230, 120, 0, 1}, white = {255, 255, 255, 0.85},
                        pale = {255, 255, 255, 0.6}, grey = {120, 130, 140, 0.75};

static const uint8_t left_bones[][2] = {
    {LUMBAR_LEFT_SHOULDER, LUMBAR_LEFT_ELBOW}, {LUMBAR_LEFT_ELBOW, LUMBAR_LEFT_WRIST},
    {LUMBAR_LEFT_SHOULDER, LUMBAR_LEFT_HIP},   {LUMBAR_LEFT_HIP, LUMBAR_LEFT_KNEE},
    {LUMBAR_LEFT_KNEE, LUMBAR_LEFT_ANKLE},     {LUMBAR_LEFT_ANKLE, LUMBAR_LEFT_HEEL},
    {LUMBAR_LEFT_HEEL, LUMBAR_LEFT_FOOT_INDEX}};

static lumbar_spot on_canvas(const lumbar_picture_window *window, double x, double y)
{
    return (lumbar_spot){(x - window->x) * window->scale, (y - window->y) * window->scale};
}

/* In BlazePose's order the right partner of a left point stands right behind it. */
static lumbar_spot joint(const lumbar_picture_window *window, const lumbar_frame *frame, int left_id, bool right)
{
    const lumbar_point *point = &frame->points[left_id + (right ? 1 : 0)];
    return on_canvas(window, point->x, point->y);
}

static double side_confidence(const lumbar_frame *frame, bool right)
{
    double sum = 0;
    for (int id = LUMBAR_LEFT_SHOULDER; id <= LUMBAR_LEFT_FOOT_INDEX; id += 2)
        sum += isfinite(frame->points[id + right].x) ? frame->points[id + right].confidence : 0;
    return sum;
}

/* A body that is being drawn. */
typedef struct sketch {
    lumbar_canvas *canvas;
    const lumbar_picture_window *window;
    const lumbar_frame *frame;
    double thick; /* px, of a line */
} sketch;

static void draw_side(const sketch *s, bool right, bool near_side)
{
    double thick = s->thick;
    for (size_t i = 0; i < LUMBAR_COUNT(left_bones); i++) {
        lumbar_spot ends[2] = {joint(s->window, s->frame, left_bones[i][0], right),
                               joint(s->window, s->frame, left_bones[i][1], right)};
        lumbar_pen border = {thick, pale}, line = {thick * 0.6, grey};
        if (near_side) border = (lumbar_pen){thick * 1.8, white}, line = (lumbar_pen){thick, blue};
        lumbar_draw_line(s->canvas, ends, 2, border);
        lumbar_draw_line(s->canvas, ends, 2, line);
    }
    if (!near_side) return;
    for (int id = LUMBAR_LEFT_SHOULDER; id <= LUMBAR_LEFT_ANKLE; id += 2) {
        if (id > LUMBAR_LEFT_WRIST && id < LUMBAR_LEFT_HIP) continue; /* fingers */
        lumbar_spot at = joint(s->window, s->frame, id, right);
        lumbar_draw_dot(s->canvas, at, thick * 1.25, white);
        lumbar_draw_dot(s->canvas, at, thick * 0.85, blue);
    }
}

/* The stretch of the outline that is the lower back: between hip and shoulder, on the side away from the face. */
static void draw_back(const sketch *s, bool right)
{
    const lumbar_frame *frame = s->frame;
    const lumbar_point *hip = &frame->points[LUMBAR_LEFT_HIP + right],
                       *shoulder = &frame->points[LUMBAR_LEFT_SHOULDER + right];
    const lumbar_point *nose = &frame->points[LUMBAR_NOSE], *ear = &frame->points[LUMBAR_LEFT_EAR + right];
    double dx = shoulder->x - hip->x, dy = shoulder->y - hip->y, chord = hypot(dx, dy);
    double front = (nose->x - ear->x) * -dy + (nose->y - ear->y) * dx;
    if (!(chord > 1) || !isfinite(front) || front == 0 || frame->outline_count < 3) return;
    double dorsal = front > 0 ? -1 : 1;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < frame->outline_count; i++) {
            const lumbar_outline_point *a = &frame->outline[i], *b = &frame->outline[(i + 1) % frame->outline_count];
            double mx = (a->x + b->x) / 2 - hip->x, my = (a->y + b->y) / 2 - hip->y;
            double along = (mx * dx + my * dy) / (chord * chord),
                   across = dorsal * (mx * -dy + my * dx) / (chord * chord);
            if (along < -0.05 || along > 0.7 || across < 0 || across > 0.6) continue;
            lumbar_spot ends[2] = {on_canvas(s->window, a->x, a->y), on_canvas(s->window, b->x, b->y)};
            lumbar_pen border = {s->thick * 2.2, white}, line = {s->thick * 1.3, orange};
            lumbar_draw_line(s->canvas, ends, 2, pass ? line : border);
        }
}

static lumbar_spot *outline_on_canvas(lumbar_arena *arena, const lumbar_picture_window *window,
                                      const lumbar_frame *frame)
{
    lumbar_spot *spots = LUMBAR_NEW_ARRAY(arena, lumbar_spot, frame->outline_count);
    for (uint32_t i = 0; spots && i < frame->outline_count; i++)
        spots[i] = on_canvas(window, frame->outline[i].x, frame->outline[i].y);
    return spots;
}

/* Covers the head: a disc round nose, eyes, ears and mouth, never smaller than a head of that body. */
static void hide_face(lumbar_canvas *canvas, const lumbar_picture_window *window, const lumbar_frame *frame,
                      double trunk)
{
    double x = 0, y = 0, reach = 0;
    int count = 0;
    for (int id = LUMBAR_NOSE; id <= LUMBAR_MOUTH_RIGHT; id++)
        if (isfinite(frame->points[id].x)) x += frame->points[id].x, y += frame->points[id].y, count++;
    if (!count) return;
    x /= count, y /= count;
    for (int id = LUMBAR_NOSE; id <= LUMBAR_MOUTH_RIGHT; id++)
        if (isfinite(frame->points[id].x)) reach = fmax(reach, hypot(frame->points[id].x - x, frame->points[id].y - y));
    /* A head is about 0.23 m high against 0.5 m from hip to shoulder: half of it is 0.23 trunks; own choice: 0.3. */
    double radius = fmax(1.6 * reach, 0.3 * trunk) * window->scale;
    lumbar_mosaic_disc(canvas, on_canvas(window, x, y), radius, (int)(radius / 2.5));
}

static double trunk_length(const lumbar_frame *frame)
{
    double longest = 0;
    for (int right = 0; right < 2; right++) {
        const lumbar_point *hip = &frame->points[LUMBAR_LEFT_HIP + right],
                           *shoulder = &frame->points[LUMBAR_LEFT_SHOULDER + right];
        double length = hypot(shoulder->x - hip->x, shoulder->y - hip->y);
        if (isfinite(length)) longest = fmax(longest, length);
    }
    return longest;
}

void lumbar_draw_body(lumbar_canvas *canvas, lumbar_arena *arena, const lumbar_picture_window *window,
                      const lumbar_frame *frame, const lumbar_body_drawing *drawing)
{
    int coarse = (canvas->width > canvas->height ? canvas->width : canvas->height) / 24;
    if (!frame->person) {
        if (!drawing->show_face) lumbar_mosaic_outside(canvas, arena, NULL, 0, coarse);
        return;
    }
    lumbar_spot *outline = outline_on_canvas(arena, window, frame);
    if (!drawing->show_face) {
        if (frame->second_person)
            lumbar_mosaic_outside(canvas, arena, outline, outline ? frame->outline_count : 0, coarse);
        hide_face(canvas, window, frame, trunk_length(frame));
    }
    double thick = fmax(2, (canvas->width > canvas->height ? canvas->width : canvas->height) / 200.0);
    bool right = side_confidence(frame, true) > side_confidence(frame, false);
    sketch s = {canvas, window, frame, thick};
    if (outline) lumbar_draw_loop(canvas, outline, frame->outline_count, (lumbar_pen){thick * 0.6, pale});
    draw_side(&s, !right, false);
    draw_side(&s, right, true);
    if (drawing->back) draw_back(&s, right);
}

lumbar_picture_window lumbar_picture_window_round(const lumbar_frame *frame, int picture_width, int picture_height,
                                                  int largest)
{
    double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;
    for (uint32_t i = 0; i < frame->outline_count; i++) {
        x0 = fmin(x0, frame->outline[i].x), x1 = fmax(x1, frame->outline[i].x);
        y0 = fmin(y0, frame->outline[i].y), y1 = fmax(y1, frame->outline[i].y);
    }
    for (int id = 0; frame->person && id < LUMBAR_POINT_COUNT; id++) {
        if (!isfinite(frame->points[id].x) || frame->points[id].confidence < 0.5f) continue;
        x0 = fmin(x0, frame->points[id].x), x1 = fmax(x1, frame->points[id].x);
        y0 = fmin(y0, frame->points[id].y), y1 = fmax(y1, frame->points[id].y);
    }
    if (!(x1 > x0 && y1 > y0)) x0 = 0, y0 = 0, x1 = picture_width, y1 = picture_height;
    double margin = 0.12 * fmax(x1 - x0, y1 - y0);
    x0 = fmax(0, floor(x0 - margin)), y0 = fmax(0, floor(y0 - margin));
    x1 = fmin(picture_width, ceil(x1 + margin)), y1 = fmin(picture_height, ceil(y1 + margin));
    if (!(x1 > x0 && y1 > y0)) x0 = 0, y0 = 0, x1 = picture_width, y1 = picture_height;
    double scale = fmin(largest / fmax(x1 - x0, y1 - y0), 2); /* enlarge a small picture at most twice */
    return (lumbar_picture_window){x0, y0, x1 - x0, y1 - y0, scale};
}
