/* Renders the body in its room by sphere tracing: soft shadow, ambient shade, clothes, then the phone's lens
 * and noise. */
#include <stdlib.h>
#include <string.h>
#include "trainee/render.h"
#include "trainee/surface.h"

/* Without the calls that fminf and fmaxf are, for the sake of NaN. */
static inline float least(float a, float b) { return a < b ? a : b; }
static inline float most(float a, float b) { return a > b ? a : b; }

enum { TILE = 4 }; /* px: rays of a tile share the way to the body */
#define NEAR 5e-4f /* m: on the skin */

typedef struct view {
    const lumbar_body *body;
    const lumbar_skeleton *skeleton;
    const lumbar_look *look;
    const lumbar_camera *camera;
    const lumbar_skin *field;
    float light[3];
    bool things; /* a bar or wheel is in the picture */
} view;

/* What a pixel meets of the room. */
typedef struct spot {
    lumbar_colour base;
    float p[3], n[3], far;
} spot;

struct lumbar_stage {
    const lumbar_look *look;
    const lumbar_camera *camera;
    spot *room;                    /* [height][width] */
    lumbar_colour *linear, *spare; /* [height][width] */
    float *starts;                 /* [height / TILE + 1][width / TILE + 1] */
    uint8_t *mask;                 /* [height][width] */
};

/* Light that reaches a point: the nearer the ray passes by flesh, the darker. */
static float lit(const view *v, const float p[3])
{
    float enter, leave, shade = 1;
    if (!lumbar_skin_span(v->field, p, v->light, &enter, &leave)) return 1;
    float t = most(enter, .035f);
    for (int i = 0; i < 24 && t < leave; i++) {
        float d = lumbar_skin_rough(v->field, p[0] + v->light[0] * t, p[1] + v->light[1] * t,
                                    p[2] + v->light[2] * t);
        shade = least(shade, .5f + 5.f * d / (t + .1f));
        if (shade <= 0) return 0;
        t += most(.02f, .8f * d);
    }
    return shade * shade * (3 - 2 * shade);
}

/* Share of the sky that a point with normal n sees past the flesh (and the floor). */
static float open_sky(const view *v, const float p[3], const float n[3], float floor_too)
{
    float open = 1, reach = .05f;
    for (int i = 0; i < 3; i++, reach *= 2) {
        float d = lumbar_skin_rough(v->field, p[0] + n[0] * reach, p[1] + n[1] * reach, p[2] + n[2] * reach);
        if (floor_too > 0) d = least(d, p[2] + n[2] * reach);
        open -= .30f * most(0, 1 - d / reach);
    }
    return most(open, .12f);
}

static lumbar_vec ray_of(const lumbar_camera *c, double px, double py)
{
    return unit(add(c->forward, add(times(c->right, (px - c->width * .5) / c->focal),
                                    times(c->down, (py - c->height * .5) / c->focal))));
}

/* First skin along a ray between `t` and `farthest`; negative: none. Near the skin the slope of the last step
 * tells how far it is: along a ray the distance to a round body is convex, so the chord through two values
 * never leads past it. */
static float trace(const view *v, const float o[3], const float d[3], float t, float farthest)
{
    float before = 0, way = 0;
    for (int i = 0; i < 160 && t < farthest; i++) {
        float s = lumbar_skin_step(v->field, o[0] + d[0] * t, o[1] + d[1] * t, o[2] + d[2] * t);
        if (s < NEAR) return s < 0 && way > 0 ? t - way * s / (s - before) : t;
        float next = s * .95f;
        if (s < .02f && before > s) {
            float chord = .98f * s * way / (before - s);
            next = most(next, least(chord, 3 * s));
        }
        before = s;
        way = next;
        t += next;
    }
    return -1;
}

/* How far the rays of a whole tile may go before the first of them can meet skin; negative: none does. */
static float trace_tile(const view *v, int x, int y)
{
    lumbar_vec ray = ray_of(v->camera, x + .5 * TILE, y + .5 * TILE);
    float o[3] = {(float)v->camera->at.x, (float)v->camera->at.y, (float)v->camera->at.z};
    float d[3] = {(float)ray.x, (float)ray.y, (float)ray.z}, spread = (float)(.75 * TILE / v->camera->focal),
          t, leave;
    /* The box with room for the tile's outer rays. */
    if (!lumbar_skin_span(v->field, o, d, &t, &leave)) return -1;
    for (int i = 0; i < 160 && t < leave; i++) {
        float s = lumbar_skin_step(v->field, o[0] + d[0] * t, o[1] + d[1] * t, o[2] + d[2] * t) - spread * t;
        if (s < 2 * NEAR) return t - spread * t > 0 ? t - spread * t : 0;
        t += s * .95f;
    }
    return -1;
}

static lumbar_colour shade(const view *v, lumbar_colour base, const float p[3], const float n[3], float gloss,
                           float skin)
{
    const lumbar_look *look = v->look;
    float facing = n[0] * v->light[0] + n[1] * v->light[1] + n[2] * v->light[2];
    float lights = facing > 0 ? facing * lit(v, p) : 0;
    float sky = (float)look->sky * open_sky(v, p, n, skin) * (.65f + .35f * n[2]);
    float bounce = .12f * (float)look->sky * (1 - n[2]);
    float k = (float)look->sun * lights + sky + bounce + gloss * lights * lights * lights * lights;
    return (lumbar_colour){base.r * k, base.g * k, base.b * k};
}

static lumbar_colour body_colour(const view *v, const float p[3])
{
    int nearest = 0;
    static const float corner[4][3] = {{1, -1, -1}, {-1, -1, 1}, {-1, 1, -1}, {1, 1, 1}};
    float n[3] = {0, 0, 0};
    for (int i = 0; i < 4; i++) {
        const float e = 1.5e-3f, *c = corner[i];
        float d = lumbar_skin_distance(v->field, p[0] + c[0] * e, p[1] + c[1] * e, p[2] + c[2] * e, &nearest);
        for (int k = 0; k < 3; k++) n[k] += c[k] * d;
    }
    float gloss;
    lumbar_colour base = lumbar_surface_body(v->body, v->skeleton, v->look, nearest, p, n, &gloss);
    return shade(v, base, p, n, gloss, 1);
}

static spot see_room(const lumbar_look *look, const lumbar_camera *c, double px, double py)
{
    lumbar_vec ray = ray_of(c, px, py);
    float o[3] = {(float)c->at.x, (float)c->at.y, (float)c->at.z},
          d[3] = {(float)ray.x, (float)ray.y, (float)ray.z};
    spot s;
    s.base = lumbar_surface_room(look, o, d, s.p, s.n, &s.far);
    return s;
}

/* What one ray sees, `room` being what it meets of the room and `start` where skin can begin (negative:
 * nowhere). `body` tells whether it meets the body. */
static lumbar_colour look_along(const view *v, double px, double py, const spot *room, float start,
                                bool *body)
{
    const lumbar_camera *c = v->camera;
    lumbar_vec ray = ray_of(c, px, py);
    float o[3] = {(float)c->at.x, (float)c->at.y, (float)c->at.z},
          d[3] = {(float)ray.x, (float)ray.y, (float)ray.z};
    float n[3], p[3], thing = v->things ? lumbar_surface_thing(v->look, v->skeleton, o, d, n) : -1;
    float far = thing > 0 && thing < room->far ? thing : room->far,
          t = start < 0 ? -1 : trace(v, o, d, start, far);
    *body = t > 0;
    for (int k = 0; k < 3; k++) p[k] = o[k] + d[k] * (t > 0 ? t : far);
    if (t > 0) return body_colour(v, p);
    if (far < room->far) return shade(v, (lumbar_colour){.05f, .05f, .06f}, p, n, 0, 0);
    return shade(v, room->base, room->p, room->n, 0, 0);
}

/* Edges of the body are averaged over four rays. */
static void soften_edges(const view *v, const float *starts, const uint8_t *mask, lumbar_colour *linear)
{
    int w = v->camera->width, h = v->camera->height;
    for (int y = 1; y + 1 < h; y++) {
        for (int x = 1; x + 1 < w; x++) {
            const uint8_t *m = mask + (size_t)y * (size_t)w + x;
            if (m[0] == m[1] && m[0] == m[-1] && m[0] == m[w] && m[0] == m[-w]) continue;
            lumbar_colour sum = {0, 0, 0};
            for (int i = 0; i < 4; i++) {
                double px = x + .25 + .5 * (i & 1), py = y + .25 + .5 * (i >> 1);
                spot room = see_room(v->look, v->camera, px, py);
                bool body;
                lumbar_colour c =
                    look_along(v, px, py, &room, starts[y / TILE * (w / TILE + 1) + x / TILE], &body);
                sum.r += .25f * c.r, sum.g += .25f * c.g, sum.b += .25f * c.b;
            }
            linear[(size_t)y * (size_t)w + (size_t)x] = sum;
        }
    }
}

lumbar_stage *lumbar_stage_make(const lumbar_look *look, const lumbar_camera *camera)
{
    size_t pixels = (size_t)camera->width * (size_t)camera->height;
    size_t tiles = (size_t)(camera->width / TILE + 1) * (size_t)(camera->height / TILE + 1);
    lumbar_stage *stage = calloc(1, sizeof *stage);
    if (!stage) return NULL;
    *stage = (lumbar_stage){look,
                            camera,
                            malloc(pixels * sizeof *stage->room),
                            malloc(pixels * sizeof *stage->linear),
                            malloc(pixels * sizeof *stage->spare),
                            malloc(tiles * sizeof *stage->starts),
                            malloc(pixels)};
    if (!stage->room || !stage->linear || !stage->spare || !stage->starts || !stage->mask) {
        lumbar_stage_free(stage);
        return NULL;
    }
    for (size_t i = 0; i < pixels; i++) {
        size_t w = (size_t)camera->width;
        stage->room[i] = see_room(look, camera, (double)(i % w) + .5, (double)(i / w) + .5);
    }
    return stage;
}

void lumbar_stage_free(lumbar_stage *stage)
{
    if (!stage) return;
    free(stage->room);
    free(stage->linear);
    free(stage->spare);
    free(stage->starts);
    free(stage->mask);
    free(stage);
}

bool lumbar_render(lumbar_stage *stage, const lumbar_body *body, const lumbar_skeleton *skeleton,
                   uint32_t frame, uint8_t *rgb, uint8_t *mask)
{
    const lumbar_look *look = stage->look;
    int width = stage->camera->width, height = stage->camera->height;
    lumbar_skin *field = lumbar_skin_make(body, skeleton);
    if (!field) return false;
    view v = {body,
              skeleton,
              look,
              stage->camera,
              field,
              {(float)look->light.x, (float)look->light.y, (float)look->light.z},
              !isnan(look->bar_z) || !isnan(look->wheel)};
    size_t i = 0;
    for (int y = 0; y < height; y++) {
        float *starts = stage->starts + y / TILE * (width / TILE + 1);
        for (int x = 0; y % TILE == 0 && x < width; x += TILE) starts[x / TILE] = trace_tile(&v, x, y);
        for (int x = 0; x < width; x++, i++) {
            bool hit;
            stage->linear[i] = look_along(&v, x + .5, y + .5, &stage->room[i], starts[x / TILE], &hit);
            stage->mask[i] = hit ? 255 : 0;
        }
    }
    soften_edges(&v, stage->starts, stage->mask, stage->linear);
    if (mask) memcpy(mask, stage->mask, i);
    lumbar_surface_develop(look, stage->linear, stage->spare, width, height, frame, rgb);
    lumbar_skin_free(field);
    return true;
}

bool lumbar_camera_see(const lumbar_camera *camera, lumbar_vec point, double *x, double *y)
{
    lumbar_vec d = sub(point, camera->at);
    double depth = dot(d, camera->forward);
    if (depth < .01) return false;
    *x = camera->width * .5 + camera->focal * dot(d, camera->right) / depth;
    *y = camera->height * .5 + camera->focal * dot(d, camera->down) / depth;
    return true;
}
