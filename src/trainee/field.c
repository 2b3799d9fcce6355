/* The body's surface as a signed distance field: round cones and ellipsoids joined by smooth minimums. */
#include <stdlib.h>
#include "trainee/field.h"

#define CELL .05f            /* m; near the skin split into 2 x 2 x 2 */
#define MARGIN .10f          /* m of air round the body */
#define BETWEEN .018f        /* smooth minimum between limb groups */
#define REACH .040f          /* flesh farther than the nearest by this never shows: largest blend and a margin */
#define HALF_DIAGONAL .8661f /* of a cell's edge */
#define SURE .012f           /* m that blends can bring the skin nearer than the nearest flesh */
#define LOOKED_UP .004f      /* m: the least step taken from the grid without working out the distance */

/* Each number four times, ready for four points. */
typedef struct solid {
    four a[3];                /* one end of a cone, centre of an ellipsoid */
    four axis[3], length;     /* cone: to the other end */
    four radius, taper;       /* cone: at a; how much it shrinks in a metre */
    four slope;               /* cone: how far the nearest ball lies behind a point a metre beside the axis */
    four turn[9], inverse[3]; /* ellipsoid: rows are its axes over the half axes; 1 / half axes */
    four inmost;              /* ellipsoid: distance at its centre */
    float blend;
    int group;
    bool cone;
} solid;

typedef struct cell {
    float far;      /* m that one can go from inside it without passing the skin; not positive: unknown */
    uint32_t start; /* of its flesh in list */
    uint32_t count;
    uint32_t split; /* first of its eight parts, 0: not split */
} cell;

struct lumbar_skin {
    solid solids[LUMBAR_FLESH_LIMIT];
    int count, n[3];
    float low[3], high[3];
    cell *cells;   /* [n[2]][n[1]][n[0]], then the parts of the split ones */
    float *centre; /* m, distance of the nearest flesh at the cell's centre, in the same order */
    uint8_t *list; /* [used] indices of solids: all of them, then those of each cell */
    uint32_t used;
};

static inline four smooth_min(four a, four b, float k)
{
    four gap = a - b, h = most_of(k - most_of(gap, -gap), four_of(0));
    return least_of(a, b) - h * h * (.25f / k);
}

static inline four solid_distance(const solid *s, const four_points *p)
{
    four x = p->x - s->a[0], y = p->y - s->a[1], z = p->z - s->a[2];
    if (!s->cone) { /* to first order: the level k0 over its slope */
        four u = s->turn[0] * x + s->turn[1] * y + s->turn[2] * z, v = s->turn[3] * x + s->turn[4] * y + s->turn[5] * z,
             w = s->turn[6] * x + s->turn[7] * y + s->turn[8] * z, k0 = four_roots(u * u + v * v + w * w);
        u *= s->inverse[0], v *= s->inverse[1], w *= s->inverse[2];
        four k1 = u * u + v * v + w * w;
        return pick(k1 < 1e-9f, s->inmost, k0 * (k0 - 1) / four_roots(k1));
    }
    /* A row of balls: the one whose surface is nearest, then the distance to it. */
    four along = s->axis[0] * x + s->axis[1] * y + s->axis[2] * z;
    four across2 = most_of(x * x + y * y + z * z - along * along, four_of(0));
    four ball = least_of(most_of(along - s->slope * four_roots(across2), four_of(0)), s->length);
    four beside = along - ball;
    return four_roots(across2 + beside * beside) + s->taper * ball - s->radius;
}

/* Joins a cell's solids in order; those of one group with their own blend, groups with BETWEEN. */
static four join(const lumbar_skin *f, const cell *c, const four_points *p, int *nearest)
{
    four all = four_of(1e9f), group = all;
    float best = 1e9f;
    int current = -1;
    const uint8_t *list = f->list + c->start;
    for (uint32_t i = 0; i < c->count; i++) {
        const solid *s = &f->solids[list[i]];
        four d = solid_distance(s, p);
        if (s->group != current) {
            all = smooth_min(all, group, BETWEEN);
            current = s->group;
            group = d;
        } else {
            group = smooth_min(group, d, s->blend);
        }
        if (nearest && d[3] < best) {
            best = d[3];
            *nearest = list[i];
        }
    }
    return smooth_min(all, group, BETWEEN);
}

static void fours_of(four out[3], lumbar_trainee_vec v)
{
    out[0] = four_of((float)v.x), out[1] = four_of((float)v.y), out[2] = four_of((float)v.z);
}

static solid make_solid(const lumbar_flesh *f, const lumbar_bone *bone)
{
    solid s = {.blend = (float)f->blend, .group = f->group, .cone = f->cone};
    fours_of(s.a, place_in(bone, f->a));
    if (f->cone) {
        lumbar_trainee_vec side = rotate(&bone->turn, sub(f->b, f->a));
        double length = size_of(side), taper = (f->ra - f->rb) / length;
        fours_of(s.axis, unit(side));
        s.length = four_of((float)length), s.radius = four_of((float)f->ra), s.taper = four_of((float)taper);
        s.slope = four_of((float)(taper / sqrt(1 - taper * taper)));
    } else {
        lumbar_turn t = combine(bone->turn, turn_y(f->rb));
        fours_of(s.turn, times(t.x, 1 / f->b.x));
        fours_of(s.turn + 3, times(t.y, 1 / f->b.y));
        fours_of(s.turn + 6, times(t.z, 1 / f->b.z));
        fours_of(s.inverse, vec(1 / f->b.x, 1 / f->b.y, 1 / f->b.z));
        s.inmost = four_of(-(float)fmin(f->b.x, fmin(f->b.y, f->b.z)));
    }
    return s;
}

static void measure_box(lumbar_skin *f, const lumbar_trainee_body *body)
{
    for (int k = 0; k < 3; k++) f->low[k] = 1e9f, f->high[k] = -1e9f;
    for (int i = 0; i < f->count; i++) {
        const lumbar_flesh *flesh = &body->flesh[i];
        float r =
            flesh->cone ? (float)fmax(flesh->ra, flesh->rb) : (float)fmax(flesh->b.x, fmax(flesh->b.y, flesh->b.z));
        for (int k = 0; k < 3; k++) {
            float a = f->solids[i].a[k][0], b = a + f->solids[i].axis[k][0] * f->solids[i].length[0];
            f->low[k] = least(f->low[k], least(a, b) - r - MARGIN);
            f->high[k] = most(f->high[k], most(a, b) + r + MARGIN);
        }
    }
    for (int k = 0; k < 3; k++) f->n[k] = (int)ceilf((f->high[k] - f->low[k]) / CELL);
}

/* Up to four cells that follow one another, the first being number `at`. */
typedef struct batch {
    uint32_t at;
    int count;
} batch;

/* Makes cells of that edge round the points p: each keeps, of the flesh that `whole` has, what can show inside it. */
static void fill_cells(lumbar_skin *f, const four_points *p, float edge, const cell *whole, batch b)
{
    four d[LUMBAR_FLESH_LIMIT], nearest = four_of(1e9f);
    const uint8_t *from = f->list + whole->start;
    for (uint32_t i = 0; i < whole->count; i++) {
        d[i] = solid_distance(&f->solids[from[i]], p);
        nearest = least_of(nearest, d[i]);
    }
    /* The ellipsoid's distance is a first-order bound: take nine tenths, less blends and the way to the cell's
     * corner. */
    four far = .9f * nearest - HALF_DIAGONAL * edge - SURE, limit = nearest + 2 * HALF_DIAGONAL * edge + REACH;
    for (int lane = 0; lane < b.count; lane++) {
        cell *c = &f->cells[b.at + (uint32_t)lane];
        *c = (cell){.far = far[lane], .start = f->used};
        for (uint32_t i = 0; i < whole->count; i++) {
            if (d[i][lane] < limit[lane]) f->list[f->used++] = from[i];
        }
        c->count = f->used - c->start;
        f->centre[b.at + (uint32_t)lane] = nearest[lane];
    }
}

/* Four points one step apart along x, the first at (i, j, k) cells from the box's low corner. */
static four_points row_of(const lumbar_skin *f, float i, float j, float k, float step)
{
    const four ahead = {0, step, 2 * step, 3 * step};
    return (four_points){f->low[0] + CELL * (i + ahead), four_of(f->low[1] + CELL * j), four_of(f->low[2] + CELL * k)};
}

static void fill_grid(lumbar_skin *f)
{
    const cell body = {.count = (uint32_t)f->count};
    uint32_t next = 0;
    f->used = body.count;
    for (uint32_t i = 0; i < body.count; i++) f->list[i] = (uint8_t)i;
    for (int k = 0; k < f->n[2]; k++) {
        for (int j = 0; j < f->n[1]; j++) {
            for (int i = 0; i < f->n[0]; i += 4) {
                four_points p = row_of(f, (float)i + .5f, (float)j + .5f, (float)k + .5f, 1);
                int count = f->n[0] - i < 4 ? f->n[0] - i : 4;
                fill_cells(f, &p, CELL, &body, (batch){next, count});
                next += (uint32_t)count;
            }
        }
    }
    uint32_t whole = next;
    for (uint32_t c = 0; c < whole; c++) {
        if (f->cells[c].far > .01f || f->centre[c] < -1.2f * CELL) continue;
        uint32_t i = c % (uint32_t)f->n[0], j = c / (uint32_t)f->n[0] % (uint32_t)f->n[1],
                 k = c / (uint32_t)(f->n[0] * f->n[1]);
        f->cells[c].split = next;
        for (uint32_t z = 0; z < 2; z++, next += 4) {
            four_points p = row_of(f, (float)i + .25f, (float)j + .25f, (float)k + .25f + .5f * (float)z, 0);
            p.x += CELL * (four){0, .5f, 0, .5f};
            p.y += CELL * (four){0, 0, .5f, .5f};
            fill_cells(f, &p, .5f * CELL, &f->cells[c], (batch){next, 4});
        }
    }
}

lumbar_skin *lumbar_skin_make(const lumbar_trainee_body *body, const lumbar_skeleton *skeleton)
{
    lumbar_skin *f = calloc(1, sizeof *f);
    if (!f) return NULL;
    f->count = (int)body->flesh_count;
    for (int i = 0; i < f->count; i++) f->solids[i] = make_solid(&body->flesh[i], &skeleton->bone[body->flesh[i].bone]);
    measure_box(f, body);
    size_t most = 9 * (size_t)f->n[0] * (size_t)f->n[1] * (size_t)f->n[2];
    f->cells = malloc(most * sizeof *f->cells);
    f->centre = malloc(most * sizeof *f->centre);
    f->list = malloc((most + 1) * (size_t)f->count);
    if (!f->cells || !f->centre || !f->list) {
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
    free(field->centre);
    free(field->list);
    free(field);
}

/* Points counted in cells from the box's low corner, less `shift`; whether they lie in the grid without the last
 * `less` cells. */
static four_points in_cells(const lumbar_skin *f, const four_points *p, float shift, int less, four_flags *inside)
{
    four_points g = {(p->x - f->low[0]) * (1 / CELL) - shift, (p->y - f->low[1]) * (1 / CELL) - shift,
                     (p->z - f->low[2]) * (1 / CELL) - shift};
    *inside = (g.x >= 0) & (g.y >= 0) & (g.z >= 0) & (g.x < (float)(f->n[0] - less)) & (g.y < (float)(f->n[1] - less)) &
              (g.z < (float)(f->n[2] - less));
    return g;
}

/* Splits into cell numbers and the rest. The numbers are worked out as floats, exact up to 2^24. */
static four_flags cell_numbers(const lumbar_skin *f, four_points *g)
{
    four i = four_numbers(four_wholes(g->x)), j = four_numbers(four_wholes(g->y)), k = four_numbers(four_wholes(g->z));
    g->x -= i, g->y -= j, g->z -= k;
    return four_wholes((k * (float)f->n[1] + j) * (float)f->n[0] + i);
}

/* The smallest cells round the points that are wanted; NULL for the others and outside the box. */
static void find_cells(const lumbar_skin *f, const four_points *p, four_flags wanted, const cell *cells[4])
{
    four_flags inside;
    four_points g = in_cells(f, p, 0, 0, &inside);
    four_flags number = cell_numbers(f, &g);
    four_flags part = ((g.x >= .5f) & 1) + ((g.y >= .5f) & 2) + ((g.z >= .5f) & 4);
    inside &= wanted;
    for (int lane = 0; lane < 4; lane++) {
        const cell *c = inside[lane] ? &f->cells[number[lane]] : NULL;
        cells[lane] = c && c->split ? &f->cells[c->split + (uint32_t)part[lane]] : c;
    }
}

/* The distances of the points whose cell is given (NULL: as it is in d); points in one cell go together. */
static four join_cells(const lumbar_skin *f, const cell *cells[4], const four_points *p, four d, int *nearest)
{
    for (int lane = 0; lane < 4; lane++) {
        const cell *c = cells[lane];
        if (!c) continue;
        four here = join(f, c, p, cells[3] == c ? nearest : NULL);
        for (int other = lane; other < 4; other++) {
            if (cells[other] != c) continue;
            d[other] = here[other];
            cells[other] = NULL;
        }
    }
    return d;
}

four lumbar_skin_distance(const lumbar_skin *field, const four_points *p, int *nearest)
{
    const cell *cells[4];
    find_cells(field, p, (four_flags){-1, -1, -1, -1}, cells);
    return join_cells(field, cells, p, four_of(MARGIN), nearest);
}

four lumbar_skin_step(const lumbar_skin *field, const four_points *p, four_flags wanted)
{
    const cell *cells[4];
    four step = four_of(MARGIN);
    find_cells(field, p, wanted, cells);
    for (int lane = 0; lane < 4; lane++) {
        if (!cells[lane] || cells[lane]->far <= LOOKED_UP) continue;
        step[lane] = cells[lane]->far;
        cells[lane] = NULL;
    }
    return join_cells(field, cells, p, step, NULL);
}

/* Between the centres of eight cells. */
four lumbar_skin_rough(const lumbar_skin *field, const four_points *p)
{
    four_flags inside;
    four_points g = in_cells(field, p, .5f, 1, &inside);
    four_flags number = cell_numbers(field, &g) & inside;
    size_t row = (size_t)field->n[0], plane = row * (size_t)field->n[1];
    const float *c[4];
    four at[4]; /* on the four edges along x */
    for (int lane = 0; lane < 4; lane++) c[lane] = field->centre + number[lane];
    for (size_t i = 0; i < 4; i++) {
        size_t low = (i & 1) * row + (i >> 1) * plane, high = low + 1;
        at[i] = (four){c[0][low], c[1][low], c[2][low], c[3][low]};
        at[i] += ((four){c[0][high], c[1][high], c[2][high], c[3][high]} - at[i]) * g.x;
    }
    four near_side = at[0] + (at[1] - at[0]) * g.y, far_side = at[2] + (at[3] - at[2]) * g.y;
    return pick(inside, near_side + (far_side - near_side) * g.z, four_of(MARGIN));
}

bool lumbar_skin_span(const lumbar_skin *field, const float from[3], const float along[3], float *enter, float *leave)
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
