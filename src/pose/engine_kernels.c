/* One set of kernels of the portable engine. Compiled once for each kind of processor, with LUMBAR_LANES floats in its
 * widest vector and LUMBAR_KERNELS as the set's name. Knows no library and no system: the page compiles it as well. */
#include <math.h>
#include <string.h>
#include "pose/engine_kernels.h"
#ifndef LUMBAR_LANES
#define LUMBAR_LANES 4
#define LUMBAR_KERNELS lumbar_kernels_plain
#endif
#include "pose/engine_vector.h"

/* The tallest tile whose sums, weights and one number fit the processor's vectors. */
#if LUMBAR_LANES == 16
#define TILE_ROWS(X) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14)
enum { ROWS_MOST = 14 };
#elif LUMBAR_LANES == 8
#define TILE_ROWS(X) X(1) X(2) X(3) X(4) X(5) X(6)
enum { ROWS_MOST = 6 };
#elif defined(__aarch64__)
#define TILE_ROWS(X) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8)
enum { ROWS_MOST = 8 };
#else
#define TILE_ROWS(X) X(1) X(2) X(3) X(4)
enum { ROWS_MOST = 4 };
#endif

/* Rows of a tile that are found from one pointer: an x86 processor adds up to twice the pitch to it for nothing, and
 * has too few registers for a pointer to each row. */
#if defined(__x86_64__)
enum { ROWS_A_PLACE = 3 };
#else
enum { ROWS_A_PLACE = 1 };
#endif

#define VECTORS 1
#define LANES 4
#include "pose/engine_tile.h"
#if LUMBAR_LANES == 4
#define VECTORS 2
#define LANES 4
#include "pose/engine_tile.h"
#endif
#if LUMBAR_LANES >= 8
#define VECTORS 1
#define LANES 8
#include "pose/engine_tile.h"
#endif
#if LUMBAR_LANES == 8
#define VECTORS 2
#define LANES 8
#include "pose/engine_tile.h"
#endif
#if LUMBAR_LANES >= 16
#define VECTORS 1
#define LANES 16
#include "pose/engine_tile.h"
#define VECTORS 2
#define LANES 16
#include "pose/engine_tile.h"
#endif

/* ---- products ------------------------------------------------------------------------------------------ */

/* The tile of `rows` rows at `row` and the panel of `width` columns at `column`. */
static void tile(const lumbar_product *p, size_t row, size_t rows, size_t column, size_t width)
{
    const float *a = p->a + row * p->pitch, *weights = p->weights + column * (1 + p->depth);
    size_t at = row * p->columns + column, columns = p->columns - column;
    float *c = p->c + at;
    const float *add = p->finish.add ? p->finish.add + at : NULL;
    if (width == 4) tile_4x1_of(rows, p, a, weights, c, add, columns);
#if LUMBAR_LANES == 4
    else tile_4x2_of(rows, p, a, weights, c, add, columns);
#elif LUMBAR_LANES == 8
    else if (width == 8) tile_8x1_of(rows, p, a, weights, c, add, columns);
    else tile_8x2_of(rows, p, a, weights, c, add, columns);
#else
    else if (width == 8) tile_8x1_of(rows, p, a, weights, c, add, columns);
    else if (width == 16) tile_16x1_of(rows, p, a, weights, c, add, columns);
    else tile_16x2_of(rows, p, a, weights, c, add, columns);
#endif
}

/* Tiles of nearly equal height, by rows or by panels: what is read again and again should be what the nearest cache
 * holds. */
static void product(const lumbar_product *p)
{
    const size_t near = 24000; /* bytes, of a first-level cache of 32 KB */
    size_t tall = (p->rows + ROWS_MOST - 1) / ROWS_MOST,
           wide = (p->columns + 2 * LUMBAR_LANES - 1) / (2 * LUMBAR_LANES);
    size_t row_bytes = p->rows * p->depth * sizeof(float), weight_bytes = p->columns * (1 + p->depth) * sizeof(float);
    size_t again_by_rows = weight_bytes > near ? tall * weight_bytes : 0;
    size_t again_by_panels = row_bytes > near ? wide * row_bytes : 0;
    bool by_rows = again_by_rows <= again_by_panels;
    if (!p->rows) return;
    size_t height = p->rows / tall, higher = p->rows % tall; /* the first ones, by one row */
    for (size_t outer = 0; outer < (by_rows ? tall : wide); outer++)
        for (size_t inner = 0; inner < (by_rows ? wide : tall); inner++) {
            size_t i = by_rows ? outer : inner, column = (by_rows ? inner : outer) * 2 * LUMBAR_LANES;
            size_t row = i * height + (i < higher ? i : higher), rows = height + (i < higher);
            tile(p, row, rows, column, lumbar_panel_width(LUMBAR_LANES, p->columns - column));
        }
}

#include "pose/engine_sparse.h"

/* ---- depthwise ----------------------------------------------------------------------------------------- */

/* `count` neighbouring results, all channels from `c` on that fill vectors of N. */
#define DEPTHWISE(N)                                                                                                  \
    for (; c + N <= channels; c += N) {                                                                               \
        v##N sum[4], first = load##N(d.bias + c);                                                                     \
        UNROLL for (int i = 0; i < count; i++) sum[i] = first;                                                        \
        KEEP_ROLLED for (int y = 0; y < size; y++)                                                                    \
        {                                                                                                             \
            v##N in[4 + 5];                                                                                           \
            const float *row = rows[y] + c + from;                                                                    \
            UNROLL for (int i = 0; i < (count - 1) * stride + size; i++) in[i] = load##N(row + (size_t)i * channels); \
            UNROLL for (int x = 0; x < size; x++)                                                                     \
            {                                                                                                         \
                v##N weight = load##N(d.weights + (size_t)(y * size + x) * channels + c);                             \
                UNROLL for (int i = 0; i < count; i++) sum[i] = madd##N(sum[i], in[i * stride + x], weight);          \
            }                                                                                                         \
        }                                                                                                             \
        UNROLL for (int i = 0; i < count; i++) store##N(out + (size_t)i * channels + c, ended##N(sum[i], &end_##N));  \
    }

INLINE void depthwise_some(const int size, const int stride, const int count, const lumbar_depthwise d,
                           const float *const *rows, size_t from, float *out)
{
    size_t channels = d.channels, c = 0;
#if LUMBAR_LANES >= 16
    const end16 end_16 = end16_of(d.low, d.high, &d.rounding);
    DEPTHWISE(16)
#endif
#if LUMBAR_LANES >= 8
    const end8 end_8 = end8_of(d.low, d.high, &d.rounding);
    DEPTHWISE(8)
#endif
    const end4 end_4 = end4_of(d.low, d.high, &d.rounding);
    DEPTHWISE(4)
}

INLINE void depthwise_row(const int size, const int stride, const lumbar_depthwise d, const float *const *rows,
                          float *out)
{
    const int count = stride == 1 ? 4 : 2;
    size_t x = 0, channels = d.channels;
    for (; x + (size_t)count <= d.width; x += (size_t)count)
        depthwise_some(size, stride, count, d, rows, x * (size_t)stride * channels, out + x * channels);
    for (; x < d.width; x++)
        depthwise_some(size, stride, 1, d, rows, x * (size_t)stride * channels, out + x * channels);
}

static void depthwise(const lumbar_depthwise *d, const float *const *rows, float *out)
{
    if (d->size == 3 && d->stride == 1) depthwise_row(3, 1, *d, rows, out);
    else if (d->size == 3) depthwise_row(3, 2, *d, rows, out);
    else if (d->stride == 1) depthwise_row(5, 1, *d, rows, out);
    else depthwise_row(5, 2, *d, rows, out);
}

/* ---- the others ---------------------------------------------------------------------------------------- */

static float finish_one(float bias, const float lanes[4], const end4 *end)
{
    return ended4(splat4(bias + ((lanes[0] + lanes[2]) + (lanes[1] + lanes[3]))), end)[0];
}

/* Sums in eight lanes: two vectors of four or one of eight. */
static void to_one(const lumbar_to_one *t, const float *const *rows, float *out)
{
    const end4 end = end4_of(t->low, t->high, &t->rounding);
    for (size_t x = 0; x < t->width; x++) {
        const float *weights = t->weights;
        float lanes[4];
#if LUMBAR_LANES >= 8
        v8 sum = splat8(0);
        for (int y = 0; y < t->height; y++)
            for (int i = 0; i < t->taps; i += 8, weights += 8)
                sum = madd8(sum, load8(rows[y] + x * t->channels + i), load8(weights));
        store4(lanes, (v4){sum[0], sum[1], sum[2], sum[3]} + (v4){sum[4], sum[5], sum[6], sum[7]});
#else
        v4 left = splat4(0), right = splat4(0);
        for (int y = 0; y < t->height; y++)
            for (int i = 0; i < t->taps; i += 8, weights += 8) {
                const float *in = rows[y] + x * t->channels + i;
                left = madd4(left, load4(in), load4(weights));
                right = madd4(right, load4(in + 4), load4(weights + 4));
            }
        store4(lanes, left + right);
#endif
        out[x] = finish_one(t->bias, lanes, &end);
    }
}

static void add(size_t count, const float *a, const float *b, float *out, const lumbar_finish *f)
{
    const end4 end = end4_of(f->low, f->high, &f->rounding);
    size_t i = 0;
    for (; i + 4 <= count; i += 4) store4(out + i, ended4(load4(a + i) + load4(b + i), &end));
    for (; i < count; i++) out[i] = ended4(splat4(a[i] + b[i]), &end)[0];
}

static void blend(size_t count, const float *a, const float *b, float share, const lumbar_finish *f, float *out)
{
    const end4 end = f ? end4_of(f->low, f->high, &f->rounding) : (end4){0};
    size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        v4 first = load4(a + i), mix = first + (load4(b + i) - first) * splat4(share);
        store4(out + i, f ? ended4(mix, &end) : mix);
    }
    for (; i < count; i++) {
        v4 mix = splat4(a[i] + (b[i] - a[i]) * share);
        out[i] = (f ? ended4(mix, &end) : mix)[0];
    }
}

static void round_all(size_t count, const float *in, const lumbar_rounding *rounding, float *out)
{
    const end4 end = end4_of(-INFINITY, INFINITY, rounding);
    size_t i = 0;
    for (; i + 4 <= count; i += 4) store4(out + i, rounded4(load4(in + i), &end));
    for (; i < count; i++) out[i] = rounded4(splat4(in[i]), &end)[0];
}

const lumbar_kernels LUMBAR_KERNELS = {LUMBAR_LANES, SPARSE_ROWS, product, sparse,   depthwise,
                                       to_one,       add,         blend,   round_all};
