/* The whole video with all that was seen drawn on it, and a strip of time below it. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "picture/body.h"
#include "picture/encode.h"
#include "picture/pass.h"

enum { LONGEST = 1280 /* px of the film's longer side */, STRIP = 64 /* px of height for the strip of time */ };
enum { STILL = 60 /* deg, least span of the strip: a still body is drawn as one */ };

static const lumbar_ink ground = {24, 28, 33, 1}, shade = {62, 76, 92, 1}, line = {140, 200, 235, 1},
                        mark = {230, 120, 0, 1}, now = {255, 255, 255, 1};

/* Lowest and highest finite value of a curve; false when there is none. */
static bool curve_range(const lumbar_curve *curve, double *low, double *high)
{
    *low = INFINITY, *high = -INFINITY;
    for (size_t i = 0; i < curve->count; i++)
        if (isfinite(curve->value[i])) *low = fmin(*low, curve->value[i]), *high = fmax(*high, curve->value[i]);
    return *high > *low;
}

/* The angle that moves most between trunk and hip, which lead every exercise here. */
static const lumbar_curve *leading_curve(const lumbar_recording *recording)
{
    const lumbar_curve *best = NULL;
    double most = 0, low, high;
    for (size_t i = 0; i < recording->curve_count; i++) {
        const lumbar_curve *curve = &recording->curves[i];
        bool leads = !strcmp(curve->id, "trunk") || !strcmp(curve->id, "hip");
        if (!leads || !curve_range(curve, &low, &high) || high - low <= most) continue;
        best = curve;
        most = high - low;
    }
    return best;
}

static void draw_curve(lumbar_canvas *canvas, const lumbar_curve *curve, double duration, double top)
{
    double low, high;
    if (!curve_range(curve, &low, &high)) return;
    double spare = fmax(0, STILL - (high - low)) / 2;
    low -= spare, high += spare;
    lumbar_spot previous = {NAN, NAN};
    for (size_t i = 0; i < curve->count; i++) {
        double time = curve->start_s + (double)i * curve->step_s;
        lumbar_spot spot = {time / duration * canvas->width,
                            top + STRIP - 8 - (curve->value[i] - low) / (high - low) * (STRIP - 20)};
        lumbar_spot ends[2] = {previous, spot};
        if (!isfinite(spot.y) || !isfinite(previous.y) || spot.x - previous.x >= 1) {
            lumbar_draw_line(canvas, ends, 2, (lumbar_pen){1.5, line});
            previous = spot;
        }
    }
}

/* Repetitions shaded, the angle that leads, a mark at each finding, a cursor at `time_s`. */
static void draw_strip(lumbar_canvas *canvas, const lumbar_recording *recording, double time_s)
{
    double top = canvas->height - STRIP, duration = recording->duration_s > 0 ? recording->duration_s : 1,
           width = canvas->width;
    lumbar_draw_box(canvas, (lumbar_box){0, top, width, STRIP}, ground);
    for (size_t s = 0; s < recording->set_count; s++)
        for (size_t r = 0; r < recording->sets[s].rep_count; r++) {
            const lumbar_repetition *rep = &recording->sets[s].reps[r];
            lumbar_box within = {rep->start_s / duration * width + 1, top + 6,
                                 (rep->end_s - rep->start_s) / duration * width - 2, STRIP - 12};
            lumbar_draw_box(canvas, within, shade);
            if (rep->finding_count)
                lumbar_draw_dot(canvas, (lumbar_spot){rep->top_s / duration * width, top + 10}, 4, mark);
        }
    const lumbar_curve *leading = leading_curve(recording);
    if (leading) draw_curve(canvas, leading, duration, top);
    lumbar_draw_box(canvas, (lumbar_box){time_s / duration * width - 1, top, 2, STRIP}, now);
}

/* What every frame of the film is made with. */
typedef struct film {
    lumbar_film_writer *writer;
    const lumbar_recording *recording;
    lumbar_picture_window window;
    bool show_face;
} film;

static bool add_frame(const film *f, const lumbar_shown *shown, lumbar_error *error)
{
    const lumbar_picture_window *w = &f->window;
    double time_s = shown->frame->time_s;
    lumbar_arena *arena = lumbar_arena_new();
    if (!arena) return lumbar_fail_memory(error);
    lumbar_canvas canvas = lumbar_canvas_new(arena, (int)(w->width * w->scale), (int)(w->height * w->scale) + STRIP);
    bool good = canvas.pixels ? true : lumbar_fail_memory(error);
    if (good) {
        lumbar_canvas picture = canvas;
        picture.height -= STRIP;
        lumbar_canvas_take(&picture, &shown->image, w);
        lumbar_body_drawing drawing = {f->show_face, lumbar_back_was_measured(f->recording, time_s)};
        lumbar_draw_body(&picture, arena, w, shown->frame, &drawing);
        draw_strip(&canvas, f->recording, time_s);
        good = lumbar_settle(arena, true, error) && lumbar_film_add(f->writer, &canvas, time_s, error);
    }
    lumbar_arena_free(arena);
    return good;
}

bool lumbar_picture_overlay(const lumbar_pose *pose, const lumbar_recording *recording, lumbar_output *output,
                            const lumbar_picture_settings *settings, lumbar_error *error)
{
    double scale = fmin(1, (double)LONGEST / fmax(pose->width, pose->height));
    film f = {
        .recording = recording, .window = {0, 0, pose->width, pose->height, scale}, .show_face = settings->show_face};
    lumbar_pass *pass = lumbar_pass_open(pose, settings, error);
    int width = (int)(pose->width * scale), height = (int)(pose->height * scale) + STRIP;
    if (pass) f.writer = lumbar_film_open(output, width, height, error);
    bool good = f.writer != NULL;
    lumbar_shown shown;
    while (good && lumbar_pass_next(pass, &shown, &good, error)) good = add_frame(&f, &shown, error);
    lumbar_pass_close(pass);
    if (good) return lumbar_film_close(f.writer, error);
    lumbar_film_close(f.writer, NULL);
    return false;
}
