/* A scenario as frames and as truth. */
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
    if (!lumbar_scenario_make(id, &r->scenario, error)) {
        lumbar_recorder_close(r);
        return NULL;
    }
    r->camera = lumbar_scenario_camera(&r->scenario, width, height);
    r->frame_rate = frame_rate;
    r->frame_count = (int)(r->scenario.duration_s * frame_rate);
    r->stage = lumbar_stage_make(&r->scenario.look, &r->camera);
    if (!r->stage) {
        lumbar_fail_memory(error);
        lumbar_recorder_close(r);
        return NULL;
    }
    return r;
}

void lumbar_recorder_close(lumbar_recorder *recorder)
{
    if (!recorder) return;
    lumbar_stage_free(recorder->stage);
    free(recorder);
}

bool lumbar_recorder_frame(lumbar_recorder *recorder, int index, lumbar_shot shot, lumbar_truth *truth,
                           lumbar_error *error)
{
    lumbar_truth own;
    lumbar_skeleton s = lumbar_scenario_at(&recorder->scenario, index / recorder->frame_rate, truth ? truth : &own);
    if (lumbar_render(recorder->stage, &recorder->scenario.body, &s, (uint32_t)index, shot)) return true;
    return lumbar_fail_memory(error);
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
    lumbar_scenario_at(&r->scenario, index / r->frame_rate, &t);
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
        lumbar_camera_see(&r->camera, t.points[i], &x, &y);
        lumbar_text_addf(json, "%s\"%s\": [%.2f, %.2f]", i ? ", " : "", points[i], x, y);
    }
    lumbar_text_addf(json, "}}%s\n", index + 1 < r->frame_count ? "," : "");
}

void lumbar_recorder_truth(const lumbar_recorder *recorder, lumbar_text *json)
{
    const lumbar_scenario *sc = &recorder->scenario;
    lumbar_text_addf(json,
                     "{\n  \"schema\": \"lumbar.truth/1\", \"id\": \"%s\", \"exercise\": \"%s\", \"fault\": \"%s\",\n",
                     sc->id, lumbar_exercise_name(sc->exercise), lumbar_trainee_fault_name(sc->fault));
    lumbar_text_addf(json,
                     "  \"held_out\": %s, \"width\": %d, \"height\": %d, \"frame_rate\": %g, \"duration_s\": %.3f,\n",
                     sc->held_out ? "true" : "false", recorder->camera.width, recorder->camera.height,
                     recorder->frame_rate, sc->duration_s);
    add_body(sc, json);
    lumbar_text_add(json, "  \"repetitions\": [\n");
    for (int i = 0; i < sc->repeat_count; i++) {
        const lumbar_repeat *r = &sc->repeat[i];
        lumbar_text_addf(json,
                         "    {\"start_s\": %.3f, \"top_s\": %.3f, \"end_s\": %.3f, \"amplitude\": %.3f, "
                         "\"fault\": %.2f}%s\n",
                         r->start_s, .5 * (r->top_s + r->release_s), r->end_s, r->amplitude, r->fault,
                         i + 1 < sc->repeat_count ? "," : "");
    }
    lumbar_text_add(json, "  ],\n  \"frames\": [\n");
    for (int i = 0; i < recorder->frame_count; i++) add_frame(recorder, i, json);
    lumbar_text_add(json, "  ]\n}\n");
}
