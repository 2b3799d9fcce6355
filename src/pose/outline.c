/* Traces the zero level of a mask: marching squares on the grid of pixel centres, with the inside on the right. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/base.h"
#include "pose/outline.h"

enum { EAST, SOUTH, WEST, NORTH };          /* a right turn adds 1 */
static const float tolerance_first = 0.06f; /* mask px; own choice: well under the mask's noise of 0.15 to 0.3 px */

typedef struct stretch {
    int from, to;
    float weight;
} stretch;

struct lumbar_outliner {
    int side;         /* of the mask */
    int grid;         /* side + 2: a border of outside round it, so that every contour closes */
    float *value;     /* [grid][grid] */
    uint8_t *visited; /* [grid][grid][2] crossings on the edge to the right of a sample, and on the one below it */
    lumbar_outline_point *trail; /* [trail_max] */
    float *weight, *sorted;      /* [trail_max] */
    stretch *stack;              /* [trail_max] */
    int trail_max;
};

lumbar_outliner *lumbar_outliner_new(int side)
{
    lumbar_outliner *o = calloc(1, sizeof *o);
    if (!o) return NULL;
    size_t cells = (size_t)(side + 2) * (size_t)(side + 2);
    o->side = side;
    o->grid = side + 2;
    o->trail_max = (int)cells * 2;
    o->value = malloc(cells * sizeof *o->value);
    o->visited = malloc(cells * 2);
    o->trail = malloc((size_t)o->trail_max * sizeof *o->trail);
    o->weight = malloc((size_t)o->trail_max * sizeof *o->weight);
    o->sorted = malloc((size_t)o->trail_max * sizeof *o->sorted);
    o->stack = malloc((size_t)o->trail_max * sizeof *o->stack);
    if (o->value && o->visited && o->trail && o->weight && o->sorted && o->stack) return o;
    lumbar_outliner_free(o);
    return NULL;
}

void lumbar_outliner_free(lumbar_outliner *outliner)
{
    if (!outliner) return;
    free(outliner->value);
    free(outliner->visited);
    free(outliner->trail);
    free(outliner->weight);
    free(outliner->sorted);
    free(outliner->stack);
    free(outliner);
}

/* ---- tracing ------------------------------------------------------------------------------------------- */

static float at(const lumbar_outliner *o, int x, int y) { return o->value[y * o->grid + x]; }

static bool inside(const lumbar_outliner *o, int x, int y) { return at(o, x, y) > 0; }

/* Slope along one axis at a sample, central where it can be. */
static float slope(const lumbar_outliner *o, int x, int y, bool down)
{
    int position = down ? y : x, before = position > 0 ? 1 : 0, after = position < o->grid - 1 ? 1 : 0;
    float high = down ? at(o, x, y + after) : at(o, x + after, y),
          low = down ? at(o, x, y - before) : at(o, x - before, y);
    return (high - low) / (float)(before + after);
}

/* The crossing on the edge from sample (x, y) to its neighbour below or to the right. */
static lumbar_outline_point crossing(const lumbar_outliner *o, int x, int y, bool down)
{
    int x1 = down ? x : x + 1, y1 = down ? y + 1 : y;
    float a = at(o, x, y), b = at(o, x1, y1), t = a / (a - b);
    float across = slope(o, x, y, !down) * (1 - t) + slope(o, x1, y1, !down) * t;
    /* sample 1 of the grid is the mask's first pixel, whose centre is at 0.5 */
    return (lumbar_outline_point){(float)x - 0.5f + (down ? 0 : t), (float)y - 0.5f + (down ? t : 0),
                                  sqrtf((b - a) * (b - a) + across * across)};
}

/* Is there a crossing on the edge of cell (x, y) in direction `way`? */
static bool crossed(const lumbar_outliner *o, int x, int y, int way)
{
    int ax = x + (way == EAST), ay = y + (way == SOUTH);
    bool down = way == EAST || way == WEST;
    return inside(o, ax, ay) != inside(o, down ? ax : ax + 1, down ? ay + 1 : ay);
}

/* Where a contour leaves a cell. */
typedef struct leaving {
    int x, y, way; /* the cell, and EAST, SOUTH, WEST or NORTH of it */
} leaving;

/* Follows the contour from there; twice its signed area. Points go to `trail` if not NULL. */
static double follow(lumbar_outliner *o, leaving from, lumbar_outline_point *trail, int *count)
{
    int x = from.x, y = from.y, way = from.way;
    double area = 0;
    lumbar_outline_point first = {0}, last = {0};
    *count = 0;
    do {
        bool down = way == EAST || way == WEST;
        int ax = x + (way == EAST), ay = y + (way == SOUTH);
        lumbar_outline_point p = crossing(o, ax, ay, down);
        o->visited[2 * (ay * o->grid + ax) + down] = 1;
        if (*count) area += (double)last.x * p.y - (double)p.x * last.y;
        else first = p;
        last = p;
        if (trail && *count < o->trail_max) trail[*count] = p;
        ++*count;

        /* into the next cell, and out of it again */
        x += (way == EAST) - (way == WEST);
        y += (way == SOUTH) - (way == NORTH);
        int right = (way + 1) % 4, left = (way + 3) % 4;
        if (crossed(o, x, y, right) && crossed(o, x, y, left)) { /* a saddle: the middle decides */
            float middle = at(o, x, y) + at(o, x + 1, y) + at(o, x, y + 1) + at(o, x + 1, y + 1);
            way = middle > 0 ? left : right;
        } else if (crossed(o, x, y, right)) {
            way = right;
        } else if (crossed(o, x, y, left)) {
            way = left;
        }
    } while ((x != from.x || y != from.y || way != from.way) && *count < o->trail_max);
    return area + ((double)last.x * first.y - (double)first.x * last.y);
}

/* Traces every contour once and leaves the one with the largest area in the trail; its length. */
static int trace_largest(lumbar_outliner *o)
{
    double best = 0;
    leaving from = {0};
    int count = 0;
    memset(o->visited, 0, (size_t)o->grid * (size_t)o->grid * 2);
    for (int y = 1; y < o->grid - 1; y++) {
        for (int x = 0; x < o->grid - 1; x++) {
            /* every contour crosses an edge between neighbours of a row: left inside leads down, right inside up */
            if (inside(o, x, y) == inside(o, x + 1, y) || o->visited[2 * (y * o->grid + x)]) continue;
            leaving here = inside(o, x, y) ? (leaving){x, y - 1, SOUTH} : (leaving){x, y, NORTH};
            double area = follow(o, here, NULL, &count);
            if (area <= best) continue;
            best = area;
            from = here;
        }
    }
    if (!(best > 0)) return 0;
    follow(o, from, o->trail, &count);
    return count < o->trail_max ? count : o->trail_max;
}

/* ---- fewer points -------------------------------------------------------------------------------------- */

/* Square of the distance from p to the stretch a-b. */
static float off_line(lumbar_outline_point p, lumbar_outline_point a, lumbar_outline_point b)
{
    float dx = b.x - a.x, dy = b.y - a.y, px = p.x - a.x, py = p.y - a.y;
    float square = dx * dx + dy * dy, t = square > 0 ? (px * dx + py * dy) / square : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    px -= t * dx;
    py -= t * dy;
    return px * px + py * py;
}

/* Douglas and Peucker on the stretch from..to (to may be `count`, which is point 0 again): gives each point the weight
 * with which it would be split off, never above that of the split before it. */
static void weigh(lumbar_outliner *o, int count, int from, int to)
{
    int depth = 0;
    o->stack[depth++] = (stretch){from, to, INFINITY};
    while (depth) {
        stretch s = o->stack[--depth];
        int split = -1;
        float most = tolerance_first * tolerance_first;
        for (int i = s.from + 1; i < s.to; i++) {
            float d = off_line(o->trail[i], o->trail[s.from], o->trail[s.to % count]);
            if (d > most) {
                most = d;
                split = i;
            }
        }
        if (split < 0) continue;
        float weight = most < s.weight ? most : s.weight;
        o->weight[split] = weight;
        o->stack[depth++] = (stretch){s.from, split, weight};
        o->stack[depth++] = (stretch){split, s.to, weight};
    }
}

static int falling(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x < y) - (x > y);
}

/* Keeps the points without which the outline would move most. */
static int thin(lumbar_outliner *o, int count, lumbar_outline_point *points)
{
    int far = 0;
    for (int i = 0; i < count; i++) {
        float dx = o->trail[i].x - o->trail[0].x, dy = o->trail[i].y - o->trail[0].y;
        float gx = o->trail[far].x - o->trail[0].x, gy = o->trail[far].y - o->trail[0].y;
        if (dx * dx + dy * dy > gx * gx + gy * gy) far = i;
        o->weight[i] = 0;
    }
    weigh(o, count, 0, far);
    weigh(o, count, far, count);
    o->weight[0] = o->weight[far] = INFINITY;
    memcpy(o->sorted, o->weight, (size_t)count * sizeof *o->sorted);
    qsort(o->sorted, (size_t)count, sizeof *o->sorted, falling);
    float least = count > LUMBAR_OUTLINE_MAX ? o->sorted[LUMBAR_OUTLINE_MAX] : 0; /* those above it are kept */
    int kept = 0;
    for (int i = 0; i < count; i++)
        if (o->weight[i] > least && kept < LUMBAR_OUTLINE_MAX) points[kept++] = o->trail[i];
    return kept;
}

int lumbar_outline_trace(lumbar_outliner *outliner, const float *mask, lumbar_outline_point points[LUMBAR_OUTLINE_MAX])
{
    lumbar_outliner *o = outliner;
    for (int y = 0; y < o->grid; y++) {
        for (int x = 0; x < o->grid; x++) {
            int mx = x < 1 ? 0 : x > o->side ? o->side - 1 : x - 1, my = y < 1 ? 0 : y > o->side ? o->side - 1 : y - 1;
            float value = mask[my * o->side + mx];
            if (!isfinite(value)) value = -1;
            /* beyond the border it is outside, and the edge runs half-way, along the border */
            if (mx != x - 1 || my != y - 1) value = -fabsf(value) - 1e-6f;
            o->value[y * o->grid + x] = value;
        }
    }
    int count = trace_largest(o);
    return count < 3 ? 0 : thin(o, count, points);
}
