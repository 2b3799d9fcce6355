/* Renders the body in its room by sphere tracing, four rays at a time: soft shadow, ambient shade, clothes. */
#include <stdlib.h>
#include <string.h>
#include "trainee/field.h"
#include "trainee/render.h"
#include "trainee/surface.h"

enum { TILE = 4 }; /* px: rays of a tile share the way to the body, room pixels the light at its corners */
#define NEAR 5e-4f /* m: on the skin */
#define ALIKE .01f /* light at a tile's corners that may differ before each pixel's is worked out */

typedef struct view {
    const lumbar_trainee_body *body;
    const lumbar_skeleton *skeleton;
    const lumbar_trainee_look *look;
    const lumbar_camera *camera;
    const lumbar_skin *field;
    float light[3];
    bool things; /* a bar or wheel is in the picture */
} view;

struct lumbar_stage {
    const lumbar_trainee_look *look;
    const lumbar_camera *camera;
    int across, down;               /* tiles, the last ones not whole */
    lumbar_surface *room, *corners; /* [height][width]; [down + 1][across + 1], at the tiles' corners */
    float *lights;                  /* [down + 1][across + 1] light at the corners */
    lumbar_colour *linear, *spare;  /* [height][width] */
    float *starts;                  /* [down][across] where rays can meet skin at the earliest, negative: nowhere */
    uint8_t *mask;                  /* [height][width] */
};

static four_points points_along(const four_points *from, const four_points *along, four t)
{
    return (four_points){from->x + along->x * t, from->y + along->y * t, from->z + along->z * t};
}

/* Light that reaches points: the nearer the ray passes by flesh, the darker. */
static four lit(const view *v, const four_points *p, four_flags facing)
{
    const four_points to_light = four_points_of(v->light[0], v->light[1], v->light[2]);
    four t = four_of(0), out = t, shade = four_of(1);
    for (int i = 0; i < 4; i++) {
        float from[3] = {p->x[i], p->y[i], p->z[i]}, enter, leave;
        if (!facing[i] || !lumbar_skin_span(v->field, from, v->light, &enter, &leave)) continue;
        t[i] = most(enter, .035f), out[i] = leave;
    }
    four_flags going = t < out;
    for (int i = 0; i < 24 && any_of(going); i++) {
        four_points at = points_along(p, &to_light, t);
        four d = lumbar_skin_rough(v->field, &at);
        shade = pick(going, least_of(shade, .5f + 5 * d / (t + .1f)), shade);
        t += most_of(.8f * d, four_of(.02f));
        going &= (shade > 0) & (t < out);
    }
    shade = most_of(shade, four_of(0));
    return shade * shade * (3 - 2 * shade);
}

/* Share of the sky that points with normals n see past the flesh, and past the floor those on `skin`. */
static four open_sky(const view *v, const four_points *p, const four_points *n, four_flags skin)
{
    four open = four_of(1);
    float reach = .05f;
    for (int i = 0; i < 3; i++, reach *= 2) {
        four_points at = points_along(p, n, four_of(reach));
        four d = lumbar_skin_rough(v->field, &at);
        d = pick(skin, least_of(d, at.z), d);
        open -= .30f * most_of(1 - d / reach, four_of(0));
    }
    return most_of(open, four_of(.12f));
}

/* Light that four spots give back, as a factor of their colour; anything for those that are not wanted. */
static four light_on(const view *v, const lumbar_surface *const spots[4], four_flags wanted)
{
    const lumbar_trainee_look *look = v->look;
    four_points p, n;
    four gloss;
    four_flags skin;
    for (int i = 0; i < 4; i++) {
        const lumbar_surface *s = spots[i];
        p.x[i] = s->p[0], p.y[i] = s->p[1], p.z[i] = s->p[2];
        n.x[i] = s->n[0], n.y[i] = s->n[1], n.z[i] = s->n[2];
        gloss[i] = s->gloss, skin[i] = -s->skin;
    }
    four facing = n.x * v->light[0] + n.y * v->light[1] + n.z * v->light[2];
    four lights = most_of(facing, four_of(0)) * lit(v, &p, wanted & (facing > 0));
    four sky = (float)look->sky * open_sky(v, &p, &n, skin) * (.65f + .35f * n.z);
    four bounce = .12f * (float)look->sky * (1 - n.z);
    return (float)look->sun * lights + sky + bounce + gloss * lights * lights * lights * lights;
}

static lumbar_trainee_vec ray_of(const lumbar_camera *c, double px, double py)
{
    return unit(add(c->forward, add(times(c->right, (px + c->shift - c->width * .5) / c->focal),
                                    times(c->down, (py - c->height * .5) / c->focal))));
}

/* First skin along four rays between `start` and `farthest`; negative: none. Near the skin the slope of the last
 * step tells how far it is: along a ray the distance to a round body is convex, so the chord through two values
 * never leads past it. */
static four trace(const view *v, const four_points *o, const four_points *d, float start, four farthest)
{
    four t = four_of(start), before = four_of(0), way = before, met = four_of(-1);
    four_flags going = t < farthest;
    for (int i = 0; i < 160 && any_of(going); i++) {
        four_points p = points_along(o, d, t);
        four s = lumbar_skin_step(v->field, &p, going), next = s * .95f;
        four_flags hit = going & (s < NEAR);
        met = pick(hit, pick((s < 0) & (way > 0), t - way * s / (s - before), t), met);
        four chord = .98f * s * way / (before - s);
        next = pick((s < .02f) & (before > s), most_of(next, least_of(chord, 3 * s)), next);
        before = s;
        way = next;
        t += next;
        going &= ~hit & (t < farthest);
    }
    return met;
}

/* How far the rays of four tiles side by side may go before one can meet skin; negative: none does. */
static four trace_tiles(const view *v, int x, int y)
{
    const float from[3] = {(float)v->camera->at.x, (float)v->camera->at.y, (float)v->camera->at.z};
    const four_points o = four_points_of(from[0], from[1], from[2]);
    float spread = (float)(.75 * TILE / v->camera->focal);
    four_points d;
    four t = four_of(0), leave = t, met = four_of(-1);
    for (int i = 0; i < 4; i++) {
        lumbar_trainee_vec ray = ray_of(v->camera, x + (i + .5) * TILE, y + .5 * TILE);
        float along[3] = {(float)ray.x, (float)ray.y, (float)ray.z}, enter, out;
        d.x[i] = along[0], d.y[i] = along[1], d.z[i] = along[2];
        if (!lumbar_skin_span(v->field, from, along, &enter, &out)) continue;
        t[i] = enter, leave[i] = out;
    }
    four_flags going = t < leave;
    for (int i = 0; i < 160 && any_of(going); i++) {
        four_points p = points_along(&o, &d, t);
        four s = lumbar_skin_step(v->field, &p, going) - spread * t;
        four_flags hit = going & (s < 2 * NEAR);
        met = pick(hit, t - spread * t, met);
        t += s * .95f;
        going &= ~hit & (t < leave);
    }
    return met;
}

/* Normal and colour of the skin at a point of the body. */
static void see_skin(const view *v, lumbar_surface *s)
{
    const float e = 1.5e-3f, *p = s->p;
    const four x = {1, -1, -1, 1}, y = {-1, -1, 1, 1}, z = {-1, 1, -1, 1}; /* a tetrahedron's corners */
    const four_points corners = {p[0] + x * e, p[1] + y * e, p[2] + z * e};
    int nearest = 0;
    four d = lumbar_skin_distance(v->field, &corners, &nearest);
    float n[3] = {0, 0, 0};
    for (int i = 0; i < 4; i++) n[0] += x[i] * d[i], n[1] += y[i] * d[i], n[2] += z[i] * d[i];
    memcpy(s->n, n, sizeof n);
    lumbar_surface_body(v->body, v->skeleton, v->look, nearest, s);
    s->skin = true;
}

static lumbar_surface see_room(const lumbar_trainee_look *look, const lumbar_camera *c, double px, double py)
{
    lumbar_trainee_vec ray = ray_of(c, px, py);
    float o[3] = {(float)c->at.x, (float)c->at.y, (float)c->at.z}, d[3] = {(float)ray.x, (float)ray.y, (float)ray.z};
    return lumbar_surface_room(look, o, d);
}

/* Four rays in a square, and what they meet. */
typedef struct square {
    double x, y, apart;            /* px, of the first ray; between rays */
    float start;                   /* where skin can begin, negative: nowhere */
    const lumbar_surface *seen[4]; /* in: of the room alone */
    float light[4];                /* on what is seen, NaN: to be worked out */
    lumbar_surface own[4];         /* kept for what is not in the stage */
} square;

static void put_before(square *q, int ray, const lumbar_surface *s)
{
    q->own[ray] = *s;
    q->seen[ray] = &q->own[ray];
    q->light[ray] = NAN;
}

/* Puts body and thing before the room where rays meet them. */
static void meet(const view *v, square *q)
{
    const lumbar_camera *c = v->camera;
    const float from[3] = {(float)c->at.x, (float)c->at.y, (float)c->at.z};
    four_points o = four_points_of(from[0], from[1], from[2]), d;
    four far, t = four_of(-1);
    for (int i = 0; i < 4; i++) {
        lumbar_trainee_vec ray = ray_of(c, q->x + q->apart * (i & 1), q->y + q->apart * (i >> 1));
        const float along[3] = {(float)ray.x, (float)ray.y, (float)ray.z};
        float n[3], thing = v->things ? lumbar_surface_thing(v->look, v->skeleton, from, along, n) : -1;
        d.x[i] = along[0], d.y[i] = along[1], d.z[i] = along[2];
        if (thing > 0 && thing < q->seen[i]->far) {
            lumbar_surface s = {.base = {.05f, .05f, .06f}, .n = {n[0], n[1], n[2]}, .far = thing};
            for (int k = 0; k < 3; k++) s.p[k] = from[k] + along[k] * thing;
            put_before(q, i, &s);
        }
        far[i] = q->seen[i]->far;
    }
    if (q->start >= 0) t = trace(v, &o, &d, q->start, far);
    four_points p = points_along(&o, &d, t);
    for (int i = 0; i < 4; i++) {
        if (t[i] <= 0) continue;
        lumbar_surface s = {.p = {p.x[i], p.y[i], p.z[i]}, .far = t[i]};
        see_skin(v, &s);
        put_before(q, i, &s);
    }
}

/* The colours that four rays see. */
static void look_at(const view *v, square *q, lumbar_colour colour[4])
{
    if (v->things || q->start >= 0) meet(v, q);
    four light = four_load(q->light);
    four_flags unknown = light != light;
    if (any_of(unknown)) light = pick(unknown, light_on(v, q->seen, unknown), light);
    for (int i = 0; i < 4; i++) {
        lumbar_colour base = q->seen[i]->base;
        colour[i] = (lumbar_colour){base.r * light[i], base.g * light[i], base.b * light[i]};
    }
}

/* The light of a tile's pixels, where it is much the same at its corners. */
static void spread_light(const lumbar_stage *stage, int column, int row, float light[TILE][TILE])
{
    size_t at = (size_t)row * (size_t)(stage->across + 1) + (size_t)column, below = at + (size_t)stage->across + 1;
    const float *k = stage->lights;
    const lumbar_surface *c = stage->corners;
    float low = least(least(k[at], k[at + 1]), least(k[below], k[below + 1]));
    float high = most(most(k[at], k[at + 1]), most(k[below], k[below + 1]));
    bool flat = !memcmp(c[at].n, c[at + 1].n, sizeof c->n) && !memcmp(c[at].n, c[below].n, sizeof c->n) &&
                !memcmp(c[at].n, c[below + 1].n, sizeof c->n);
    for (int y = 0; y < TILE; y++) {
        for (int x = 0; x < TILE; x++) {
            float u = ((float)x + .5f) / TILE, w = ((float)y + .5f) / TILE;
            float above = k[at] + (k[at + 1] - k[at]) * u, under = k[below] + (k[below + 1] - k[below]) * u;
            light[y][x] = flat && high - low < ALIKE ? above + (under - above) * w : NAN;
        }
    }
}

static void render_tile(const view *v, lumbar_stage *stage, int column, int row)
{
    size_t width = (size_t)stage->camera->width, height = (size_t)stage->camera->height;
    float light[TILE][TILE], start = stage->starts[row * stage->across + column];
    spread_light(stage, column, row, light);
    for (int y = 0; y < TILE && (size_t)(row * TILE + y) < height; y += 2) {
        for (int x = 0; x < TILE && (size_t)(column * TILE + x) < width; x += 2) {
            square q;
            q.x = column * TILE + x + .5, q.y = row * TILE + y + .5, q.apart = 1, q.start = start;
            size_t at[4];
            lumbar_colour colour[4];
            for (int i = 0; i < 4; i++) {
                at[i] = (size_t)(row * TILE + y + (i >> 1)) * width + (size_t)(column * TILE + x + (i & 1));
                q.seen[i] = &stage->room[at[i]];
                q.light[i] = light[y + (i >> 1)][x + (i & 1)];
            }
            look_at(v, &q, colour);
            for (int i = 0; i < 4; i++) {
                stage->linear[at[i]] = colour[i];
                stage->mask[at[i]] = q.seen[i]->skin ? 255 : 0;
            }
        }
    }
}

/* Edges of the body are averaged over four rays. */
static void soften_edges(const view *v, lumbar_stage *stage)
{
    int w = v->camera->width, h = v->camera->height;
    for (int y = 1; y + 1 < h; y++) {
        for (int x = 1; x + 1 < w; x++) {
            size_t at = (size_t)y * (size_t)w + (size_t)x;
            const uint8_t *m = stage->mask + at;
            if (m[0] == m[1] && m[0] == m[-1] && m[0] == m[w] && m[0] == m[-w]) continue;
            square q = {x + .25, y + .25, .5, stage->starts[y / TILE * stage->across + x / TILE], .light = {0}};
            for (int i = 0; i < 4; i++) {
                lumbar_surface room = see_room(v->look, v->camera, q.x + q.apart * (i & 1), q.y + q.apart * (i >> 1));
                put_before(&q, i, &room);
            }
            lumbar_colour part[4], sum = {0, 0, 0};
            look_at(v, &q, part);
            for (int i = 0; i < 4; i++) sum.r += .25f * part[i].r, sum.g += .25f * part[i].g, sum.b += .25f * part[i].b;
            stage->linear[at] = sum;
        }
    }
}

lumbar_stage *lumbar_stage_make(const lumbar_trainee_look *look, const lumbar_camera *camera)
{
    size_t width = (size_t)camera->width, pixels = width * (size_t)camera->height;
    lumbar_stage *stage = calloc(1, sizeof *stage);
    if (!stage) return NULL;
    *stage = (lumbar_stage){.look = look,
                            .camera = camera,
                            .across = (camera->width + TILE - 1) / TILE,
                            .down = (camera->height + TILE - 1) / TILE};
    size_t across = (size_t)stage->across + 1, corners = (across * ((size_t)stage->down + 1) + 3) / 4 * 4;
    stage->room = malloc(pixels * sizeof *stage->room);
    stage->corners = malloc(corners * sizeof *stage->corners);
    stage->lights = malloc(corners * sizeof *stage->lights);
    stage->linear = malloc(pixels * sizeof *stage->linear);
    stage->spare = malloc(pixels * sizeof *stage->spare);
    stage->starts = malloc(corners * sizeof *stage->starts);
    stage->mask = malloc(pixels);
    if (!stage->room || !stage->corners || !stage->lights || !stage->linear || !stage->spare || !stage->starts ||
        !stage->mask) {
        lumbar_stage_free(stage);
        return NULL;
    }
    for (size_t i = 0; i < pixels; i++)
        stage->room[i] = see_room(look, camera, (double)(i % width) + .5, (double)(i / width) + .5);
    for (size_t i = 0; i < corners; i++)
        stage->corners[i] = see_room(look, camera, (double)(i % across * TILE), (double)(i / across * TILE));
    return stage;
}

void lumbar_stage_free(lumbar_stage *stage)
{
    if (!stage) return;
    free(stage->room);
    free(stage->corners);
    free(stage->lights);
    free(stage->linear);
    free(stage->spare);
    free(stage->starts);
    free(stage->mask);
    free(stage);
}

bool lumbar_render(lumbar_stage *stage, const lumbar_trainee_body *body, const lumbar_skeleton *skeleton,
                   uint32_t frame, lumbar_shot shot)
{
    const lumbar_trainee_look *look = stage->look;
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
    size_t corners = (size_t)(stage->across + 1) * (size_t)(stage->down + 1);
    for (size_t i = 0; i < corners; i += 4) {
        const lumbar_surface *c = stage->corners + i, *const spots[4] = {c, c + 1, c + 2, c + 3};
        four light = light_on(&v, spots, (four_flags){-1, -1, -1, -1});
        memcpy(stage->lights + i, &light, sizeof light);
    }
    for (int row = 0; row < stage->down; row++) {
        float *starts = stage->starts + row * stage->across;
        for (int column = 0; column < stage->across; column++) {
            if (column % 4 == 0) {
                four four_starts = trace_tiles(&v, column * TILE, row * TILE);
                for (int i = 0; i < 4 && column + i < stage->across; i++) starts[column + i] = four_starts[i];
            }
            render_tile(&v, stage, column, row);
        }
    }
    soften_edges(&v, stage);
    if (shot.mask) memcpy(shot.mask, stage->mask, (size_t)width * (size_t)height);
    lumbar_surface_develop(look, &(lumbar_surface_light){stage->linear, stage->spare, width, height}, frame, shot.rgb);
    lumbar_skin_free(field);
    return true;
}

bool lumbar_camera_see(const lumbar_camera *camera, lumbar_trainee_vec point, double *x, double *y)
{
    lumbar_trainee_vec d = sub(point, camera->at);
    double depth = dot(d, camera->forward);
    if (depth < .01) return false;
    *x = camera->width * .5 - camera->shift + camera->focal * dot(d, camera->right) / depth;
    *y = camera->height * .5 + camera->focal * dot(d, camera->down) / depth;
    return true;
}
