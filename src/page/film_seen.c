/* What was seen of a film: findings for the answer, curves, and pictures of the worst and best moment. */
#include <math.h>
#include <string.h>
#include "page/film.h"
#include "page/film_parts.h"
#include "page/inner.h"
#include "picture/body.h"
#include "picture/moment.h"
#include "report/writer.h"
#include "seen/told.h"

static struct {
    lumbar_arena *arena;
    lumbar_recording *recording;
    int drawn_width;
} seen;

void lumbar_look_forget(void)
{
    lumbar_session_see(NULL, 0);
    lumbar_arena_free(seen.arena);
    memset(&seen, 0, sizeof seen);
}

const lumbar_recording *lumbar_look_known(void) { return seen.recording; }

bool lumbar_look_see(void)
{
    const lumbar_pose *pose = lumbar_look_pose();
    const lumbar_answers *answers = lumbar_session_answers();
    lumbar_error error = {0};
    lumbar_see_settings settings;
    lumbar_look_forget();
    seen.arena = lumbar_arena_new();
    if (!pose || !answers || !seen.arena || !lumbar_see_told(seen.arena, answers, &settings))
        return lumbar_session_fail(NULL);
    seen.recording = lumbar_see(seen.arena, pose, &settings, lumbar_answers_knowledge(answers), &error);
    if (!seen.recording) return lumbar_look_fail(&error);
    lumbar_session_see(seen.recording, 1);
    return true;
}

/* Numbers as the report rounds them; null where there is none. */
static void write_values(lumbar_writer *writer, const char *key, const float *values, size_t count, const char *unit)
{
    lumbar_write_open(writer, key, '[');
    for (size_t i = 0; values && i < count; i++) lumbar_write_number(writer, NULL, (double)values[i], unit);
    lumbar_write_close(writer);
}

bool lumbar_look_curves(void)
{
    if (!seen.recording) return lumbar_session_fail(NULL);
    lumbar_writer writer = lumbar_writer_to(lumbar_session_output());
    lumbar_write_open(&writer, NULL, '[');
    for (size_t i = 0; i < seen.recording->curve_count; i++) {
        const lumbar_curve *curve = &seen.recording->curves[i];
        lumbar_write_open(&writer, NULL, '{');
        lumbar_write_string(&writer, "id", curve->id);
        lumbar_write_string(&writer, "title", curve->title);
        lumbar_write_string(&writer, "unit", curve->unit);
        lumbar_write_number(&writer, "start_s", curve->start_s, "s");
        lumbar_write_number(&writer, "step_s", curve->step_s, "s");
        write_values(&writer, "value", curve->value, curve->count, curve->unit);
        write_values(&writer, "band", curve->band, curve->band ? curve->count : 0, curve->unit);
        lumbar_write_close(&writer);
    }
    lumbar_write_close(&writer);
    return lumbar_session_whole();
}

/* ---- pictures ------------------------------------------------------------------------------------------ */

size_t lumbar_look_moments(void) { return seen.recording ? seen.recording->moment_count : 0; }

double lumbar_look_moment_s(size_t index)
{
    return index < lumbar_look_moments() ? seen.recording->moments[index].time_s : NAN;
}

bool lumbar_look_draw(size_t index)
{
    const lumbar_pose *pose = lumbar_look_pose();
    lumbar_shown shown = {
        .frame = index < lumbar_look_moments() ? lumbar_moment_frame(pose, lumbar_look_moment_s(index)) : NULL};
    int size[2] = {pose ? pose->width : 0, pose ? pose->height : 0};
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_canvas canvas = {0};
    if (arena && shown.frame && lumbar_look_image(&shown.image, size))
        canvas = lumbar_moment_draw(arena, &shown, seen.recording, false);
    bool good = canvas.pixels != NULL;
    if (good) {
        seen.drawn_width = canvas.width;
        lumbar_text_add_bytes(lumbar_session_output(), (const char *)canvas.pixels,
                              3 * (size_t)canvas.width * (size_t)canvas.height);
    }
    lumbar_arena_free(arena);
    return good ? lumbar_session_whole() : lumbar_session_fail(NULL);
}

int lumbar_look_drawn_width(void) { return seen.drawn_width; }

bool lumbar_look_keep(size_t index, size_t size)
{
    uint8_t *image = index < lumbar_look_moments() ? lumbar_alloc(seen.arena, size, 1) : NULL;
    if (!image) return lumbar_session_fail(NULL);
    memcpy(image, lumbar_session_input(), size);
    seen.recording->moments[index].image = image;
    seen.recording->moments[index].image_size = size;
    return true;
}
