/* Drawing what was seen of the body, and hiding the face. */
#include <math.h>
#include "picture/body.h"
#include "picture/strokes.h"

static void hide_face(lumbar_canvas *canvas, const lumbar_picture_window *window, const lumbar_frame *frame)
{
    lumbar_spot centre;
    double radius;
    if (lumbar_head_of(frame, window, &centre, &radius))
        lumbar_mosaic_disc(canvas, centre, radius, (int)(radius / 2.5));
}

static void draw(lumbar_canvas *canvas, const lumbar_stroke *stroke)
{
    if (stroke->kind == LUMBAR_STROKE_LOOP) lumbar_draw_loop(canvas, stroke->spots, stroke->count, stroke->pen);
    else if (stroke->kind == LUMBAR_STROKE_LINE) lumbar_draw_line(canvas, stroke->spots, stroke->count, stroke->pen);
    else lumbar_draw_dot(canvas, stroke->spots[0], stroke->pen.width / 2, stroke->pen.ink);
}

static lumbar_spot *outline_on_canvas(lumbar_arena *arena, const lumbar_picture_window *window,
                                      const lumbar_frame *frame)
{
    lumbar_spot *spots = LUMBAR_NEW_ARRAY(arena, lumbar_spot, frame->outline_count);
    for (uint32_t i = 0; spots && i < frame->outline_count; i++)
        spots[i] = lumbar_on_canvas(window, frame->outline[i].x, frame->outline[i].y);
    return spots;
}

void lumbar_draw_body(lumbar_canvas *canvas, lumbar_arena *arena, const lumbar_picture_window *window,
                      const lumbar_frame *frame, const lumbar_body_drawing *drawing)
{
    int coarse = (canvas->width > canvas->height ? canvas->width : canvas->height) / 24;
    if (!frame->person) {
        if (!drawing->show_face) lumbar_mosaic_outside(canvas, arena, NULL, 0, coarse);
        return;
    }
    if (!drawing->show_face) {
        if (frame->second_person) {
            const lumbar_spot *outline = outline_on_canvas(arena, window, frame);
            lumbar_mosaic_outside(canvas, arena, outline, outline ? frame->outline_count : 0, coarse);
        }
        hide_face(canvas, window, frame);
    }
    const lumbar_strokes strokes = lumbar_strokes_of(arena, frame, window, drawing->back);
    for (size_t i = 0; i < strokes.count; i++) draw(canvas, &strokes.list[i]);
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
