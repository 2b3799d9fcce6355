/* One moment of a recording as a picture: the body with what was seen of it. */
#include <math.h>
#include <string.h>
#include "picture/moment.h"

enum { LONGEST = 900 /* px of a picture's longer side: sharp on a phone, some 100 KB */ };

/* The value of the curve `id` at a time, NaN where it was not measured. */
static double curve_at(const lumbar_recording *recording, const char *id, double time_s)
{
    for (size_t i = 0; i < recording->curve_count; i++) {
        const lumbar_curve *curve = &recording->curves[i];
        if (strcmp(curve->id, id)) continue;
        double at = floor((time_s - curve->start_s) / curve->step_s + 0.5);
        if (at >= 0 && at < (double)curve->count) return curve->value[(size_t)at];
    }
    return NAN;
}

bool lumbar_back_was_measured(const lumbar_recording *recording, double time_s)
{
    return isfinite(curve_at(recording, "lumbar", time_s));
}

bool lumbar_moment_is_at(double time_s, const lumbar_frame *frame)
{
    return fabs(frame->time_s - time_s) <= 0.5 / 20 + 1e-6;
}

const lumbar_frame *lumbar_moment_frame(const lumbar_pose *pose, double time_s)
{
    for (size_t i = 0; i < pose->frame_count; i++)
        if (lumbar_moment_is_at(time_s, &pose->frames[i])) return &pose->frames[i];
    return NULL;
}

lumbar_canvas lumbar_moment_draw(lumbar_arena *arena, const lumbar_shown *shown, const lumbar_recording *recording,
                                 bool show_face)
{
    lumbar_picture_window window =
        lumbar_picture_window_round(shown->frame, shown->image.width, shown->image.height, LONGEST);
    lumbar_canvas canvas =
        lumbar_canvas_new(arena, (int)fmax(1, window.width * window.scale), (int)fmax(1, window.height * window.scale));
    if (!canvas.pixels) return canvas;
    const lumbar_body_drawing drawing = {show_face, lumbar_back_was_measured(recording, shown->frame->time_s)};
    lumbar_canvas_take(&canvas, &shown->image, &window);
    lumbar_draw_body(&canvas, arena, &window, shown->frame, &drawing);
    return canvas;
}
