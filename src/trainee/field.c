/* The body's surface as a signed distance field: round cones and ellipsoids joined by smooth minimums. */
#include <stdlib.h>
#include <string.h>
#include "trainee/render.h"

#define CELL .05f     /* m; near the skin split into 2 x 2 x 2 */
#define MARGIN .10f   /* m of air round the body */
#define BETWEEN .018f /* smooth minimum between limb groups */
#define REACH .040f   /* flesh farther than the nearest by this never shows: the largest blend and a margin */
#define HALF_DIAGONAL .8661f /* of a cell's edge */
#define SURE .012f           /* m that blends can bring the skin nearer than the nearest flesh */

/* Without the calls that fminf and fmaxf are, for the sake of NaN. */
static inline float least(float a, float b) { return a < b ? a : b; }
static inline float most(float a, float b) { return a > b ? a : b; }

typedef struct solid {
    float a[3], blend;
    int group;
    bool cone;
    float ba[3], ra, rb, l2, rr, a2, il2; /* cone */
    float turn[9], inverse[3];            /* ellipsoid: rows are its axes; 1 / half axes */
} solid;

typedef struct cell {
    float centre;   /* m, distance at its centre */
    uint32_t start; /* of its flesh in list */
    uint32_t count;
    uint32_t split; /* first of its eight parts, 0: not split */
} cell;

struct lumbar_skin {
    solid solids[LUMBAR_FLESH_LIMIT];
    int count, n[3];
    float low[3], high[3];
    cell *cells; /* [n[2]][n[1]][n[0]], then the parts of the split ones */
    uint8_t *list;
};

static inline float smooth_min(float a, float b, float k)
{
    float gap = a - b, low = gap < 0 ? a : b, h = k - (gap < 0 ? -gap : gap);
    return h > 0 ? low - h * h * .25f / k : low;
}

static inline float solid_distance(const solid *s, const float p[3])
{
    float q[3] = {p[0] - s->a[0], p[1] - s->a[1], p[2] - s->a[2]};
    if (!s->cone) {
        float u = (s->turn[0] * q[0] + s->turn[1] * q[1] + s->turn[2] * q[2]) * s->inverse[0];
        float v = (s->turn[3] * q[0] + s->turn[4] * q[1] + s->turn[5] * q[2]) * s->inverse[1];
        float w = (s->turn[6] * q[0] + s->turn[7] * q[1] + s->turn[8] * q[2]) * s->inverse[2];
        float k0 = u * u + v * v + w * w;
        u *= s->inverse[0], v *= s->inverse[1], w *= s->inverse[2];
        float k1 = u * u + v * v + w * w;
        if (k1 < 1e-9f) return -1 / most(s->inverse[0], most(s->inverse[1], s->inverse[2]));
        k0 = sqrtf(k0);
        return k0 * (k0 - 1) / sqrtf(k1);
    }
    const float *ba = s->ba;
    float y = q[0] * ba[0] + q[1] * ba[1] + q[2] * ba[2], z = y - s->l2, x2 = 0;
    for (int i = 0; i < 3; i++) {
        float d = q[i] * s->l2 - ba[i] * y;
        x2 += d * d;
    }
    float y2 = y * y * s->l2, z2 = z * z * s->l2, k = (s->rr < 0 ? -1.f : 1.f) * s->rr * s->rr * x2;
    if ((z < 0 ? -1.f : 1.f) * s->a2 * z2 > k) return sqrtf(x2 + z2) * s->il2 - s->rb;
    if ((y < 0 ? -1.f : 1.f) * s->a2 * y2 < k) return sqrtf(x2 + y2) * s->il2 - s->ra;
    return (sqrtf(x2 * s->a2 * s->il2) + y * s->rr) * s->il2 - s->ra;
}

/* Joins solids in order; those of one group with their own blend, groups with BETWEEN. */
static float join(const lumbar_skin *f, const uint8_t *list, int count, const float p[3], int *nearest)
{
    float all = 1e9f, group = 1e9f, best = 1e9f;
    int current = -1;
    for (int i = 0; i < count; i++) {
        const solid *s = &f->solids[list[i]];
        float d = solid_distance(s, p);
        if (s->group != current) {
            all = smooth_min(all, group, BETWEEN);
            current = s->group;
            group = d;
        } else {
            group = smooth_min(group, d, s->blend);
        }
        if (d < best) {
            best = d;
            if (nearest) *nearest = list[i];
        }
    }
    return smooth_min(all, group, BETWEEN);
}

static solid make_solid(const lumbar_flesh *f, const lumbar_bone *bone)
{
    lumbar_vec a = place_in(bone, f->a);
    solid s = {.a = {(float)a.x, (float)a.y, (float)a.z},
               .blend = (float)f->blend,
               .group = f->group,
               .cone = f->cone};
    if (f->cone) {
        lumbar_vec ba = sub(place_in(bone, f->b), a);
        s.ba[0] = (float)ba.x, s.ba[1] = (float)ba.y, s.ba[2] = (float)ba.z;
        s.ra = (float)f->ra, s.rb = (float)f->rb, s.l2 = (float)dot(ba, ba), s.rr = s.ra - s.rb;
        s.a2 = s.l2 - s.rr * s.rr, s.il2 = 1 / s.l2;
    } else {
        lumbar_turn t = combine(bone->turn, turn_y(f->rb));
        const lumbar_vec axis[3] = {t.x, t.y, t.z};
        for (int i = 0; i < 3; i++) {
            s.turn[3 * i] = (float)axis[i].x, s.turn[3 * i + 1] = (float)axis[i].y,
                       s.turn[3 * i + 2] = (float)axis[i].z;
        }
        s.inverse[0] = (float)(1 / f->b.x), s.inverse[1] = (float)(1 / f->b.y),
        s.inverse[2] = (float)(1 / f->b.z);
    }
    return s;
}

static void measure_box(lumbar_skin *f, const lumbar_body *body)
{
    for (int k = 0; k < 3; k++) f->low[k] = 1e9f, f->high[k] = -1e9f;
    for (int i = 0; i < f->count; i++) {
        const lumbar_flesh *flesh = &body->flesh[i];
        float r = flesh->cone ? (float)fmax(flesh->ra, flesh->rb)
                              : (float)fmax(flesh->b.x, fmax(flesh->b.y, flesh->b.z));
        for (int k = 0; k < 3; k++) {
            float a = f->solids[i].a[k], b = flesh->cone ? a + f->solids[i].ba[k] : a;
            f->low[k] = least(f->low[k], least(a, b) - r - MARGIN);
            f->high[k] = most(f->high[k], most(a, b) + r + MARGIN);
        }
    }
    for (int k = 0; k < 3; k++) f->n[k] = (int)ceilf((f->high[k] - f->low[k]) / CELL);
}

/* Of the flesh in `from` (NULL: all), keeps in `list` what can show inside a cell of that edge round p. */
static cell fill_cell(const lumbar_skin *f, const float p[3], float edge, const uint8_t *from,
                      uint32_t from_count, uint8_t *list)
{
    float d[LUMBAR_FLESH_LIMIT], nearest = 1e9f;
    cell c = {0};
    for (uint32_t i = 0; i < from_count; i++) {
        d[i] = solid_distance(&f->solids[from ? from[i] : i], p);
        if (d[i] < nearest) nearest = d[i];
    }
    for (uint32_t i = 0; i < from_count; i++) {
        if (d[i] < nearest + 2 * HALF_DIAGONAL * edge + REACH) list[c.count++] = from ? from[i] : (uint8_t)i;
    }
    c.centre = nearest;
    return c;
}

static float far_of(const cell *c, float edge)
{
    /* The ellipsoid's distance is a first-order bound: take nine tenths, less blends and the way to the
     * cell's corner. */
    return .9f * c->centre - HALF_DIAGONAL * edge - SURE;
}

static void fill_grid(lumbar_skin *f)
{
    uint32_t next = 0, used = 0;
    for (int k = 0; k < f->n[2]; k++) {
        for (int j = 0; j < f->n[1]; j++) {
            for (int i = 0; i < f->n[0]; i++, next++) {
                float p[3] = {f->low[0] + CELL * ((float)i + .5f), f->low[1] + CELL * ((float)j + .5f),
                              f->low[2] + CELL * ((float)k + .5f)};
                f->cells[next] = fill_cell(f, p, CELL, NULL, (uint32_t)f->count, f->list + used);
                f->cells[next].start = used;
                used += f->cells[next].count;
            }
        }
    }
    uint32_t whole = next;
    for (uint32_t c = 0; c < whole; c++) {
        if (far_of(&f->cells[c], CELL) > .01f || f->cells[c].centre < -1.2f * CELL) continue;
        uint32_t i = c % (uint32_t)f->n[0], j = c / (uint32_t)f->n[0] % (uint32_t)f->n[1],
                 k = c / (uint32_t)(f->n[0] * f->n[1]);
        f->cells[c].split = next;
        for (uint32_t part = 0; part < 8; part++, next++) {
            float p[3] = {f->low[0] + CELL * ((float)i + .25f + .5f * (part & 1)),
                          f->low[1] + CELL * ((float)j + .25f + .5f * (part >> 1 & 1)),
                          f->low[2] + CELL * ((float)k + .25f + .5f * (part >> 2))};
            f->cells[next] =
                fill_cell(f, p, .5f * CELL, f->list + f->cells[c].start, f->cells[c].count, f->list + used);
            f->cells[next].start = used;
            used += f->cells[next].count;
        }
    }
}

lumbar_skin *lumbar_skin_make(const lumbar_body *body, const lumbar_skeleton *skeleton)
{
    lumbar_skin *f = calloc(1, sizeof *f);
    if (!f) return NULL;
    f->count = (int)body->flesh_count;
    for (int i = 0; i < f->count; i++)
        f->solids[i] = make_solid(&body->flesh[i], &skeleton->bone[body->flesh[i].bone]);
    measure_box(f, body);
    size_t most = 9 * (size_t)f->n[0] * (size_t)f->n[1] * (size_t)f->n[2];
    f->cells = malloc(most * sizeof *f->cells);
    f->list = malloc(most * (size_t)f->count);
    if (!f->cells || !f->list) {
        lumbar_skin_free(f);
        return NULL;
    }
    fill_grid(f);
    return f;
}

void lumbar_skin_free(lumbar_skin *field)
{
    if (!field) return;
    free(field->cells);
    free(field->list);
    free(field);
}

/* The smallest cell round a point and its edge; NULL outside the box. */
static const cell *cell_at(const lumbar_skin *f, float x, float y, float z, float *edge)
{
    float u = (x - f->low[0]) * (1 / CELL), v = (y - f->low[1]) * (1 / CELL),
          w = (z - f->low[2]) * (1 / CELL);
    if (!(u >= 0 && v >= 0 && w >= 0 && u < (float)f->n[0] && v < (float)f->n[1] && w < (float)f->n[2]))
        return NULL;
    int i = (int)u, j = (int)v, k = (int)w;
    const cell *c = &f->cells[((size_t)k * (size_t)f->n[1] + (size_t)j) * (size_t)f->n[0] + (size_t)i];
    *edge = CELL;
    if (!c->split) return c;
    *edge = .5f * CELL;
    return &f->cells[c->split + (u - (float)i >= .5f) + 2u * (v - (float)j >= .5f) +
                     4u * (w - (float)k >= .5f)];
}

float lumbar_skin_distance(const lumbar_skin *field, float x, float y, float z, int *nearest)
{
    float edge, p[3] = {x, y, z};
    const cell *c = cell_at(field, x, y, z, &edge);
    return c ? join(field, field->list + c->start, (int)c->count, p, nearest) : MARGIN;
}

float lumbar_skin_step(const lumbar_skin *field, float x, float y, float z)
{
    float edge, p[3] = {x, y, z};
    const cell *c = cell_at(field, x, y, z, &edge);
    if (!c) return MARGIN;
    float far = far_of(c, edge);
    return far > .004f ? far : join(field, field->list + c->start, (int)c->count, p, NULL);
}

float lumbar_skin_rough(const lumbar_skin *field, float x, float y, float z)
{
    float g[3] = {(x - field->low[0]) / CELL - .5f, (y - field->low[1]) / CELL - .5f,
                  (z - field->low[2]) / CELL - .5f};
    int i[3];
    for (int k = 0; k < 3; k++) {
        if (g[k] < 0 || g[k] >= (float)(field->n[k] - 1)) return MARGIN;
        i[k] = (int)g[k];
        g[k] -= (float)i[k];
    }
    size_t row = (size_t)field->n[0], plane = row * (size_t)field->n[1];
    const cell *c = field->cells + (size_t)i[2] * plane + (size_t)i[1] * row + (size_t)i[0];
    float a = c[0].centre + (c[1].centre - c[0].centre) * g[0];
    float b = c[row].centre + (c[row + 1].centre - c[row].centre) * g[0];
    float d = c[plane].centre + (c[plane + 1].centre - c[plane].centre) * g[0];
    float e = c[plane + row].centre + (c[plane + row + 1].centre - c[plane + row].centre) * g[0];
    a += (b - a) * g[1];
    d += (e - d) * g[1];
    return a + (d - a) * g[2];
}

bool lumbar_skin_span(const lumbar_skin *field, const float from[3], const float along[3], float *enter,
                      float *leave)
{
    float in = 0, out = 1e9f;
    for (int k = 0; k < 3; k++) {
        float inverse = 1 / (fabsf(along[k]) < 1e-9f ? 1e-9f : along[k]);
        float a = (field->low[k] - from[k]) * inverse, b = (field->high[k] - from[k]) * inverse;
        in = most(in, least(a, b));
        out = least(out, most(a, b));
    }
    *enter = in;
    *leave = out;
    return in < out;
}
