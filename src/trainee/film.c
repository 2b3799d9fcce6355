/* The hard kinds of films, each as a table row: what is done in it and what the camera makes of it. */
#include <stdio.h>
#include <string.h>
#include "base/base.h"
#include "trainee/film.h"

typedef enum change { AS_IT_IS, LEGS_OUT, HEAD_OUT, DARK, FAR, SLOWED } change;

/* Seconds of what is done around the exercise: long enough that a hold or a repetition could be told of it. */
static const struct kind {
    const char *name, *take[LUMBAR_TAKES_MOST]; /* scenarios without their number */
    struct {
        lumbar_act act;
        double seconds; /* 0: as long as the exercise takes */
    } part[LUMBAR_SPAN_LIMIT];
    int parts; /* of the first take; 0: the exercise alone */
    change change;
} KINDS[] = {
    {"prone-first", {"plank.side.clean"}, {{LUMBAR_ACT_PRONE, 7}, {LUMBAR_ACT_EXERCISE, 0}}, 2, AS_IT_IS},
    {"prone-between",
     {"plank.side.clean"},
     {{LUMBAR_ACT_EXERCISE, 0}, {LUMBAR_ACT_PRONE, 6}, {LUMBAR_ACT_EXERCISE, 0}},
     3,
     AS_IT_IS},
    {"hip-between",
     {"side-plank.side.clean"},
     {{LUMBAR_ACT_EXERCISE, 0}, {LUMBAR_ACT_HIP, 7}, {LUMBAR_ACT_EXERCISE, 0}},
     3,
     AS_IT_IS},
    {"talk-first", {"sit-up.side.clean"}, {{LUMBAR_ACT_TALK, 8}, {LUMBAR_ACT_EXERCISE, 0}}, 2, AS_IT_IS},
    {"talk-between",
     {"crunch.side.clean"},
     {{LUMBAR_ACT_EXERCISE, 0}, {LUMBAR_ACT_TALK, 8}, {LUMBAR_ACT_EXERCISE, 0}},
     3,
     AS_IT_IS},
    {"rest-between",
     {"crunch.side.clean"},
     {{LUMBAR_ACT_EXERCISE, 0}, {LUMBAR_ACT_LIE, 7}, {LUMBAR_ACT_EXERCISE, 0}},
     3,
     AS_IT_IS},
    {"only-talk", {"sit-up.side.clean"}, {{LUMBAR_ACT_TALK, 12}}, 1, AS_IT_IS},
    {"only-rest", {"crunch.side.clean"}, {{LUMBAR_ACT_LIE, 12}}, 1, AS_IT_IS},
    {"only-prone", {"plank.side.clean"}, {{LUMBAR_ACT_PRONE, 12}}, 1, AS_IT_IS},
    {"high-knees", {"plank.side.clean"}, {{LUMBAR_ACT_HIGH_KNEES, 10}}, 1, AS_IT_IS},
    {"two-people", {"crunch.side.clean", "leg-raise.side.clean"}, {{0}}, 0, AS_IT_IS},
    {"two-views", {"sit-up.side.clean", "sit-up.oblique.clean"}, {{0}}, 0, AS_IT_IS},
    {"legs-out", {"crunch.side.clean"}, {{0}}, 0, LEGS_OUT},
    {"head-out", {"sit-up.side.clean"}, {{0}}, 0, HEAD_OUT},
    {"dark", {"sit-up.side.clean"}, {{0}}, 0, DARK},
    {"far", {"leg-raise.side.clean"}, {{0}}, 0, FAR},
    {"slowed", {"sit-up.side.clean"}, {{0}}, 0, SLOWED},
};

enum { NUMBERS = 2 };                        /* bodies of a kind in the list; the first one mirrored too */
static const double BETWEEN_S = 1.8;         /* from one posture to the next: own choice of ordinary tempo */
static const double SPEED = 0.5, FILL = 0.3; /* of a film slowed by half; of the picture's width, far away */

static const struct kind *kind_of(const char *id)
{
    size_t length = strcspn(id, ".");
    for (size_t k = 0; k < LUMBAR_COUNT(KINDS); k++)
        if (strlen(KINDS[k].name) == length && !strncmp(KINDS[k].name, id, length)) return &KINDS[k];
    return NULL;
}

const char *lumbar_trainee_film_listed(size_t index, char id[64])
{
    size_t kind = index / (NUMBERS + 1), which = index % (NUMBERS + 1);
    if (kind >= LUMBAR_COUNT(KINDS)) return NULL;
    snprintf(id, 64, "%s.%d%s", KINDS[kind].name, which == 2 ? 2 : 1, which == 1 ? ".mirrored" : "");
    return id;
}

static void lay_out(const struct kind *kind, lumbar_scenario *take)
{
    double t = 0;
    for (int i = 0; i < kind->parts; i++) {
        lumbar_span *span = &take->span[i];
        double seconds = kind->part[i].seconds > 0 ? kind->part[i].seconds : take->duration_s;
        *span = (lumbar_span){kind->part[i].act, t, t + seconds};
        t = span->end_s + BETWEEN_S;
    }
    take->span_count = kind->parts;
}

/* A dim room and a phone that turns its gain up: a fifth of the light, some five times the grain of a good one. */
static void darken(lumbar_trainee_look *look)
{
    look->exposure *= .2;
    look->noise = 12;
    look->blur = 1.4;
}

static bool make_take(const struct kind *kind, const char *scenario, int number, lumbar_scenario *take,
                      lumbar_error *error)
{
    char id[64];
    /* Bodies that no other film shows: the numbers of the list of scenarios are small. */
    snprintf(id, sizeof id, "%s.%d", scenario, (int)(kind - KINDS + 1) * 1000 + number);
    if (!lumbar_scenario_make(id, take, error)) return false;
    lay_out(kind, take);
    if (kind->change == DARK) darken(&take->look);
    if (kind->change == FAR) take->fill = FILL;
    return true;
}

bool lumbar_trainee_film_make(const char *id, lumbar_trainee_film *film, lumbar_error *error)
{
    const struct kind *kind = kind_of(id);
    *film = (lumbar_trainee_film){.speed = 1, .take_count = 1, .hard = kind != NULL};
    if (!kind) {
        if (!lumbar_scenario_make(id, &film->take[0], error)) return false;
        memcpy(film->id, film->take[0].id, sizeof film->id);
        film->held_out = film->take[0].held_out;
        return true;
    }
    int number = 0, used = 0;
    const char *rest = id + strlen(kind->name);
    bool numbered = sscanf(rest, ".%d%n", &number, &used) == 1 && number > 0 && number < 1000;
    film->mirrored = numbered && !strcmp(rest + used, ".mirrored");
    if (!numbered || strlen(id) >= sizeof film->id || (rest[used] && !film->mirrored))
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_SCENARIO, "given=%s", id);
    memcpy(film->id, id, strlen(id) + 1);
    for (film->take_count = 0; film->take_count < LUMBAR_TAKES_MOST && kind->take[film->take_count]; film->take_count++)
        if (!make_take(kind, kind->take[film->take_count], number, &film->take[film->take_count], error)) return false;
    film->held_out = film->take[0].held_out;
    film->outside = kind->change == LEGS_OUT   ? LUMBAR_LEGS_OUTSIDE
                    : kind->change == HEAD_OUT ? LUMBAR_HEAD_OUTSIDE
                                               : LUMBAR_ALL_INSIDE;
    if (kind->change == SLOWED) film->speed = SPEED;
    return true;
}

double lumbar_trainee_film_length(const lumbar_trainee_film *film)
{
    double length = 0;
    for (int i = 0; i < film->take_count; i++) length += lumbar_scenario_length(&film->take[i]) / film->speed;
    return length;
}

int lumbar_trainee_film_take(const lumbar_trainee_film *film, double time_s, double *own_s)
{
    int take = 0;
    *own_s = time_s * film->speed;
    while (take + 1 < film->take_count && *own_s >= lumbar_scenario_length(&film->take[take]))
        *own_s -= lumbar_scenario_length(&film->take[take++]);
    return take;
}

/* Where the picture ends: past the hips, or amid the trunk, as the body lies at first. */
static double edge_of(const lumbar_camera *camera, const lumbar_truth *truth, lumbar_outside outside)
{
    const lumbar_trainee_vec *p = truth->points;
    lumbar_trainee_vec hips = between(p[LUMBAR_LEFT_HIP], p[LUMBAR_RIGHT_HIP], .5),
                       shoulders = between(p[LUMBAR_LEFT_SHOULDER], p[LUMBAR_RIGHT_SHOULDER], .5);
    double x = 0, y;
    lumbar_camera_see(camera, between(hips, shoulders, outside == LUMBAR_LEGS_OUTSIDE ? -.2 : .6), &x, &y);
    return x;
}

lumbar_camera lumbar_trainee_film_camera(const lumbar_trainee_film *film, int take, int width, int height)
{
    lumbar_camera camera = lumbar_scenario_camera(&film->take[take], width, height);
    if (film->outside == LUMBAR_ALL_INSIDE) return camera;
    lumbar_truth truth;
    lumbar_scenario_at(&film->take[take], 0, &truth);
    double head, y, edge = edge_of(&camera, &truth, film->outside);
    if (!lumbar_camera_see(&camera, truth.points[LUMBAR_NOSE], &head, &y)) return camera;
    bool keep_left = (head < edge) == (film->outside == LUMBAR_LEGS_OUTSIDE);
    double from = keep_left ? 0 : edge, to = keep_left ? edge : width;
    camera.width = (int)((to - from) / 2) * 2;
    camera.shift = .5 * (from + to - width);
    return camera;
}

int lumbar_trainee_film_done(const lumbar_trainee_film *film, lumbar_done done[LUMBAR_DONE_MOST])
{
    int count = 0;
    double start = 0;
    for (int i = 0; i < film->take_count; i++) {
        const lumbar_scenario *sc = &film->take[i];
        bool holds = lumbar_exercise_holds(sc->exercise);
        for (int k = 0; k < (sc->span_count ? sc->span_count : 1); k++) {
            if (sc->span_count && sc->span[k].act != LUMBAR_ACT_EXERCISE) continue;
            double from = start + (sc->span_count ? sc->span[k].start_s : 0);
            done[count++] = (lumbar_done){sc->exercise, (from + sc->repeat[0].start_s) / film->speed,
                                          (from + sc->repeat[sc->repeat_count - 1].end_s) / film->speed,
                                          holds ? 0 : sc->repeat_count};
        }
        start += lumbar_scenario_length(sc);
    }
    return count;
}
