/* A film as frames and as truth. */
#include <stdlib.h>
#include "trainee/record.h"

lumbar_recorder *lumbar_recorder_open(const char *id, int width, int height, double frame_rate, lumbar_error *error)
{
    if (width < 64 || height < 64 || width > LUMBAR_SIDE_LIMIT || height > LUMBAR_SIDE_LIMIT || width % 2 ||
        height % 2) {
        lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_RENDERED_SIZE, "width=%d\nheight=%d\nmost=%d", width, height,
                      LUMBAR_SIDE_LIMIT);
        return NULL;
    }
    if (!(frame_rate >= 1 && frame_rate <= 60)) {
        lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_RENDERED_RATE, "rate=%g", frame_rate);
        return NULL;
    }
    lumbar_recorder *r = calloc(1, sizeof *r);
    if (!r) {
        lumbar_fail_memory(error);
        return NULL;
    }
    if (!lumbar_trainee_film_make(id, &r->film, error)) {
        lumbar_recorder_close(r);
        return NULL;
    }
    r->frame_rate = frame_rate;
    r->frame_count = (int)(lumbar_trainee_film_length(&r->film) * frame_rate);
    for (int i = 0; i < r->film.take_count; i++) {
        r->camera[i] = lumbar_trainee_film_camera(&r->film, i, width, height);
        r->stage[i] = lumbar_stage_make(&r->film.take[i].look, &r->camera[i]);
        if (r->stage[i]) continue;
        lumbar_fail_memory(error);
        lumbar_recorder_close(r);
        return NULL;
    }
    return r;
}

void lumbar_recorder_close(lumbar_recorder *recorder)
{
    if (!recorder) return;
    for (int i = 0; i < LUMBAR_TAKES_MOST; i++) lumbar_stage_free(recorder->stage[i]);
    free(recorder);
}

/* Each row the other way round; `parts` bytes a pixel. */
static void mirror(uint8_t *picture, const lumbar_camera *camera, size_t parts)
{
    size_t width = (size_t)camera->width;
    for (int y = 0; picture && y < camera->height; y++) {
        uint8_t *row = picture + (size_t)y * width * parts;
        for (size_t x = 0; x < width / 2; x++) {
            for (size_t k = 0; k < parts; k++) {
                uint8_t *a = &row[x * parts + k], *b = &row[(width - 1 - x) * parts + k], kept = *a;
                *a = *b;
                *b = kept;
            }
        }
    }
}

bool lumbar_recorder_frame(lumbar_recorder *recorder, int index, lumbar_shot shot, lumbar_truth *truth,
                           lumbar_error *error)
{
    lumbar_truth own;
    double time_s;
    int take = lumbar_trainee_film_take(&recorder->film, index / recorder->frame_rate, &time_s);
    lumbar_skeleton s = lumbar_scenario_at(&recorder->film.take[take], time_s, truth ? truth : &own);
    if (!lumbar_render(recorder->stage[take], &recorder->film.take[take].body, &s, (uint32_t)index, shot))
        return lumbar_fail_memory(error);
    if (!recorder->film.mirrored) return true;
    mirror(shot.rgb, &recorder->camera[take], 3);
    mirror(shot.mask, &recorder->camera[take], 1);
    return true;
}

static void add_body(const lumbar_scenario *sc, lumbar_text *json)
{
    const lumbar_build *b = &sc->body.build;
    static const char *const arms[] = {"behind the head", "on the chest", "beside the trunk"};
    lumbar_text_addf(json, "  \"body\": {\"height_m\": %.3f, \"sex\": \"%s\", \"girth\": %.3f, \"belly\": %.3f},\n",
                     b->height, b->female ? "female" : "male", b->girth, b->belly);
    lumbar_text_addf(json,
                     "  \"view\": {\"name\": \"%s\", \"azimuth_deg\": %.1f, \"camera_height_m\": %.2f, "
                     "\"from_left\": %s},\n",
                     sc->view, DEGREES(sc->azimuth), sc->camera_height, sc->from_left ? "true" : "false");
    lumbar_text_addf(json, "  \"arms\": \"%s\", \"knees_straight\": %s, \"amount\": %.3f,\n", arms[sc->arms],
                     sc->straight ? "true" : "false", sc->amount);
}

static void add_frame(const lumbar_recorder *r, int index, lumbar_text *json)
{
    static const char *const points[] = {
#define X(name, text) text,
        LUMBAR_POINTS(X)
#undef X
    };
    lumbar_truth t;
    double own_s;
    int take = lumbar_trainee_film_take(&r->film, index / r->frame_rate, &own_s);
    lumbar_scenario_at(&r->film.take[take], own_s, &t);
    lumbar_text_addf(json,
                     "    {\"time_s\": %.4f, \"reach\": %.3f, \"fault\": %.2f, \"lumbar_deg\": %.2f, "
                     "\"pelvis_deg\": %.2f, "
                     "\"trunk_deg\": %.2f, \"hip_deg\": [%.2f, %.2f], \"knee_deg\": [%.2f, %.2f], "
                     "\"neck_deg\": %.2f, \"points\": {",
                     index / r->frame_rate, t.phase.reach, t.phase.fault, DEGREES(t.lumbar), DEGREES(t.pelvis),
                     DEGREES(t.chest), DEGREES(t.hip[0]), DEGREES(t.hip[1]), DEGREES(t.knee[0]), DEGREES(t.knee[1]),
                     DEGREES(t.neck));
    for (int i = 0; i < LUMBAR_POINT_COUNT; i++) {
        double x = 0, y = 0;
        lumbar_camera_see(&r->camera[take], t.points[i], &x, &y);
        if (r->film.mirrored) x = r->camera[take].width - x;
        lumbar_text_addf(json, "%s\"%s\": [%.2f, %.2f]", i ? ", " : "", points[i], x, y);
    }
    lumbar_text_addf(json, "}}%s\n", index + 1 < r->frame_count ? "," : "");
}

static void add_done(const lumbar_recorder *r, lumbar_text *json)
{
    lumbar_done done[LUMBAR_DONE_MOST];
    int count = lumbar_trainee_film_done(&r->film, done);
    lumbar_text_add(json, "  \"done\": [\n");
    for (int i = 0; i < count; i++) {
        lumbar_text_addf(json,
                         "    {\"exercise\": \"%s\", \"start_s\": %.3f, \"end_s\": %.3f, \"repetitions\": %d}%s\n",
                         lumbar_exercise_name(done[i].exercise), done[i].start_s, done[i].end_s, done[i].count,
                         i + 1 < count ? "," : "");
    }
    lumbar_text_add(json, "  ],\n");
}

static void add_repetitions(const lumbar_scenario *sc, lumbar_text *json)
{
    lumbar_text_add(json, "  \"repetitions\": [\n");
    for (int i = 0; i < sc->repeat_count; i++) {
        const lumbar_repeat *r = &sc->repeat[i];
        lumbar_text_addf(json,
                         "    {\"start_s\": %.3f, \"top_s\": %.3f, \"end_s\": %.3f, \"amplitude\": %.3f, "
                         "\"fault\": %.2f}%s\n",
                         r->start_s, .5 * (r->top_s + r->release_s), r->end_s, r->amplitude, r->fault,
                         i + 1 < sc->repeat_count ? "," : "");
    }
    lumbar_text_add(json, "  ],\n");
}

void lumbar_recorder_truth(const lumbar_recorder *recorder, lumbar_text *json)
{
    const lumbar_trainee_film *film = &recorder->film;
    const lumbar_scenario *sc = &film->take[0];
    lumbar_text_addf(json,
                     "{\n  \"schema\": \"lumbar.truth/1\", \"id\": \"%s\", \"exercise\": \"%s\", \"fault\": \"%s\",\n",
                     film->id, lumbar_exercise_name(sc->exercise), lumbar_trainee_fault_name(sc->fault));
    lumbar_text_addf(json,
                     "  \"held_out\": %s, \"width\": %d, \"height\": %d, \"frame_rate\": %g, \"duration_s\": %.3f,\n",
                     film->held_out ? "true" : "false", recorder->camera[0].width, recorder->camera[0].height,
                     recorder->frame_rate, lumbar_trainee_film_length(film));
    add_body(sc, json);
    if (film->hard) add_done(recorder, json); /* in the film's time; one scenario has its repetitions */
    else add_repetitions(sc, json);
    lumbar_text_add(json, "  \"frames\": [\n");
    for (int i = 0; i < recorder->frame_count; i++) add_frame(recorder, i, json);
    lumbar_text_add(json, "  ]\n}\n");
}
