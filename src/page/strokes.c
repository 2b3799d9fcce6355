/* The strokes of a body as numbers: what a page draws over a film or over the camera's picture. */
#include <math.h>
#include "page/film.h"
#include "page/film_parts.h"
#include "page/inner.h"
#include "picture/moment.h"
#include "picture/strokes.h"

enum { PARTS = 8 /* of a pixel */, OUTSIDE = 32000 };

static const lumbar_ink cover = {120, 130, 140, 1};

static int16_t short_of(double value) { return (int16_t)lround(fmin(fmax(value, -OUTSIDE), OUTSIDE)); }

static void write_stroke(lumbar_text *out, lumbar_look_stroke kind, const lumbar_stroke *stroke)
{
    const lumbar_ink *ink = &stroke->pen.ink;
    const int16_t head[] = {(int16_t)kind,
                            ink->red,
                            ink->green,
                            ink->blue,
                            short_of(100 * ink->opacity),
                            short_of(PARTS * stroke->pen.width),
                            (int16_t)stroke->count};
    for (size_t i = 0; i < stroke->count; i++)
        if (!isfinite(stroke->spots[i].x + stroke->spots[i].y)) return;
    lumbar_text_add_bytes(out, (const char *)head, sizeof head);
    for (size_t i = 0; i < stroke->count; i++) {
        const int16_t at[] = {short_of(PARTS * stroke->spots[i].x), short_of(PARTS * stroke->spots[i].y)};
        lumbar_text_add_bytes(out, (const char *)at, sizeof at);
    }
}

static bool write_body(const lumbar_frame *frame, int width, bool back)
{
    const int *size = lumbar_look_size();
    lumbar_text *out = lumbar_session_output();
    if (!frame || !frame->person || size[0] < 1) return true;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_picture_window window = {0, 0, size[0], size[1], (double)width / size[0]};
    lumbar_strokes strokes = {0};
    if (arena) strokes = lumbar_strokes_of(arena, frame, &window, back);
    bool good = strokes.list != NULL;
    lumbar_spot head;
    double radius;
    if (good && lumbar_head_of(frame, &window, &head, &radius))
        write_stroke(out, LUMBAR_LOOK_COVER, &(lumbar_stroke){LUMBAR_STROKE_DOT, {2 * radius, cover}, &head, 1});
    static const lumbar_look_stroke kinds[] = {LUMBAR_LOOK_LINE, LUMBAR_LOOK_LOOP, LUMBAR_LOOK_DOT};
    for (size_t i = 0; i < strokes.count; i++)
        if (strokes.list[i].count) write_stroke(out, kinds[strokes.list[i].kind], &strokes.list[i]);
    lumbar_arena_free(arena);
    return good ? lumbar_session_whole() : lumbar_session_fail(NULL);
}

bool lumbar_look_strokes(int width) { return write_body(lumbar_look_newest(), width, false); }

double lumbar_look_frame_s(size_t index)
{
    return index < lumbar_look_frames() ? lumbar_look_pose()->frames[index].time_s : NAN;
}

bool lumbar_look_frame_strokes(size_t index, int width)
{
    if (index >= lumbar_look_frames()) return lumbar_session_fail(NULL);
    const lumbar_frame *frame = &lumbar_look_pose()->frames[index];
    const lumbar_recording *known = lumbar_look_known();
    return write_body(frame, width, known && lumbar_back_was_measured(known, frame->time_s));
}
