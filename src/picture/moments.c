/* Pictures of the worst and the best moment. */
#include <math.h>
#include <string.h>
#include "picture/body.h"
#include "picture/encode.h"
#include "picture/picture.h"
#include "picture/pass.h"

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

static bool draw_moment(lumbar_arena *arena, const lumbar_shown *shown, const lumbar_body_drawing *drawing,
                        lumbar_moment *moment, lumbar_error *error)
{
    lumbar_picture_window window =
        lumbar_picture_window_round(shown->frame, shown->image.width, shown->image.height, LONGEST);
    lumbar_canvas canvas =
        lumbar_canvas_new(arena, (int)fmax(1, window.width * window.scale), (int)fmax(1, window.height * window.scale));
    if (!canvas.pixels) return lumbar_fail_memory(error);
    lumbar_canvas_take(&canvas, &shown->image, &window);
    lumbar_draw_body(&canvas, arena, &window, shown->frame, drawing);
    moment->image = lumbar_jpeg(arena, &canvas, &moment->image_size, error);
    return moment->image != NULL;
}

bool lumbar_picture_moments(lumbar_arena *arena, const lumbar_pose *pose, lumbar_recording *recording,
                            const lumbar_picture_settings *settings, lumbar_error *error)
{
    double last = -1;
    for (size_t i = 0; i < recording->moment_count; i++) last = fmax(last, recording->moments[i].time_s);
    if (last < 0 || !settings->video) return true;
    lumbar_pass *pass = lumbar_pass_open(pose, settings, error);
    bool good = pass != NULL;
    lumbar_shown shown;
    while (good && lumbar_pass_next(pass, &shown, &good, error)) {
        for (size_t i = 0; i < recording->moment_count && good; i++) {
            lumbar_moment *moment = &recording->moments[i];
            /* The analysed frame nearest to the moment: within half of the spacing of 20 frames a second. */
            if (moment->image || fabs(shown.frame->time_s - moment->time_s) > 0.5 / 20 + 1e-6) continue;
            lumbar_body_drawing drawing = {settings->show_face, lumbar_back_was_measured(recording, moment->time_s)};
            good = draw_moment(arena, &shown, &drawing, moment, error);
        }
        if (shown.frame->time_s > last + 0.5) break;
    }
    lumbar_pass_close(pass);
    return good;
}
