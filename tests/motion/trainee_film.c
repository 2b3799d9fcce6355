/* The trainee's own points, filmed and measured. */
#include <math.h>
#include "../check.h"
#include "trainee_film.h"

enum { WIDTH = 1280, HEIGHT = 720, RATE = 20, MARKER_RATE = 50 };

static lumbar_scenario *scenario_of(lumbar_arena *arena, const char *id)
{
    lumbar_scenario *sc = LUMBAR_NEW(arena, lumbar_scenario);
    lumbar_error error = {0};
    if (!sc || !lumbar_scenario_make(id, sc, &error)) fail_msg("%s", error.text);
    return sc;
}

static lumbar_trainee_vec hips_of(const lumbar_truth *truth)
{
    return between(truth->points[LUMBAR_LEFT_HIP], truth->points[LUMBAR_RIGHT_HIP], .5);
}

static void film_point(const lumbar_camera *c, lumbar_trainee_vec at, lumbar_trainee_vec hips, lumbar_point *point,
                       float world[3])
{
    double x = NAN, y = NAN;
    lumbar_trainee_vec from = sub(at, hips);
    if (!lumbar_camera_see(c, at, &x, &y)) x = y = NAN;
    *point = (lumbar_point){(float)x, (float)y, dot(from, c->forward) < 0 ? 0.95F : 0.7F};
    world[0] = (float)dot(from, c->right);
    world[1] = (float)dot(from, c->down);
    world[2] = (float)dot(from, c->forward);
}

static lumbar_frame frame_of(const lumbar_scenario *sc, const lumbar_camera *camera, double own_s)
{
    lumbar_truth truth;
    lumbar_frame frame = {.person = true, .presence = 1};
    lumbar_scenario_at(sc, own_s, &truth);
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++)
        film_point(camera, truth.points[p], hips_of(&truth), &frame.points[p], frame.world[p]);
    return frame;
}

static lumbar_pose pose_of(const char *id, int width, const lumbar_frame *frames, size_t count)
{
    return (lumbar_pose){.path = id,
                         .kind = "landmarks",
                         .width = width,
                         .height = HEIGHT,
                         .duration_s = (double)count / RATE,
                         .frame_rate = RATE,
                         .timed = true,
                         .model = "",
                         .frames = frames,
                         .frame_count = count};
}

const trainee_film *trainee_film_of(lumbar_arena *arena, const char *id, bool depth)
{
    trainee_film *film = LUMBAR_NEW(arena, trainee_film);
    film->scenario = *scenario_of(arena, id);
    size_t count = (size_t)(film->scenario.duration_s * RATE);
    lumbar_frame *frames = LUMBAR_NEW_ARRAY(arena, lumbar_frame, count);
    lumbar_camera camera = lumbar_scenario_camera(&film->scenario, WIDTH, HEIGHT);
    for (size_t i = 0; i < count; i++) {
        frames[i] = frame_of(&film->scenario, &camera, (double)i / RATE);
        frames[i].time_s = (double)i / RATE;
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++)
            for (int k = 0; k < 3 && !depth; k++) frames[i].world[p][k] = NAN;
    }
    film->pose = pose_of(id, WIDTH, frames, count);
    return film;
}

const lumbar_pose *trainee_pose_of(lumbar_arena *arena, const lumbar_trainee_film *film)
{
    lumbar_pose *pose = LUMBAR_NEW(arena, lumbar_pose);
    size_t count = (size_t)(lumbar_trainee_film_length(film) * RATE);
    lumbar_frame *frames = LUMBAR_NEW_ARRAY(arena, lumbar_frame, count);
    lumbar_camera camera[LUMBAR_TAKES_MOST];
    for (int i = 0; i < film->take_count; i++) camera[i] = lumbar_trainee_film_camera(film, i, WIDTH, HEIGHT);
    for (size_t i = 0; i < count; i++) {
        double own_s;
        int take = lumbar_trainee_film_take(film, (double)i / RATE, &own_s);
        frames[i] = frame_of(&film->take[take], &camera[take], own_s);
        frames[i].time_s = (double)i / RATE;
        frames[i].segment = take;
    }
    *pose = pose_of(film->id, camera[0].width, frames, count);
    return pose;
}

const lumbar_motion *trainee_markers_of(lumbar_arena *arena, const char *id)
{
    const lumbar_scenario *sc = scenario_of(arena, id);
    lumbar_body *body = LUMBAR_NEW(arena, lumbar_body);
    lumbar_motion *motion = LUMBAR_NEW(arena, lumbar_motion);
    *body =
        (lumbar_body){.step_s = 1.0 / MARKER_RATE, .count = (size_t)(sc->duration_s * MARKER_RATE), .height_m = NAN};
    lumbar_body_point *points[LUMBAR_POINT_COUNT];
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++)
        body->points[p] = points[p] = LUMBAR_NEW_ARRAY(arena, lumbar_body_point, body->count);
    for (size_t g = 0; g < body->count; g++) {
        lumbar_truth truth;
        lumbar_scenario_at(sc, (double)g / MARKER_RATE, &truth);
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
            lumbar_trainee_vec at = truth.points[p];
            points[p][g] = (lumbar_body_point){{(float)at.x, (float)at.y, (float)at.z}, {0}, {true, true, true}};
        }
    }
    *motion = (lumbar_motion){.path = id, .duration_s = sc->duration_s, .bodies = body, .body_count = 1};
    return motion;
}
