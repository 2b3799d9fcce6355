/* The portable engine's arithmetic: what a set of kernels offers, one set for each kind of processor. All sets give the
 * same bytes: which numbers are added in which order depends on shapes alone, and products are exact (engine_vector.h).
 * Maps are [height][width][channels]. */
#ifndef LUMBAR_POSE_ENGINE_KERNELS_H
#define LUMBAR_POSE_ENGINE_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a number becomes one of a map's: rounded half away from zero to 13 significant bits, and zero where it is smaller
 * than 2^-100, so that no product is too small to be exact. `half` is added to its bits, those in `dropped` go, and all
 * of them where those in `size` are less than `least`: zeros leave it as it is. Numbers in memory and no branch, for a
 * browser's compiler makes a constant anew wherever it is used. */
typedef struct lumbar_rounding {
    int32_t half, dropped, size, least;
} lumbar_rounding;
#define LUMBAR_ROUNDED ((lumbar_rounding){0x400, 0x7ff, 0x7fffffff, (127 - 100) << 23})

/* What becomes of a result: limited, then `add` (laid out as the result; NULL: nothing) added and limited again, then
 * rounded to a map's bits, unless it is one of the network's results. */
typedef struct lumbar_finish {
    float low, high;
    const float *add;
    float low_sum, high_sum;
    lumbar_rounding rounding;
} lumbar_finish;

/* c[rows][columns] = a[rows][depth] times the weights, plus a bias for each column. Weights stand in panels of columns:
 * see lumbar_panel_width. */
typedef struct lumbar_product {
    size_t rows, columns, depth;
    const float *a;
    size_t pitch; /* of a, numbers from row to row; c is dense */
    const float *weights;
    float *c;
    lumbar_finish finish;
} lumbar_product;

/* The same with weights that are mostly zeros: of column n those from starts[n] to starts[n + 1], an even number, each
 * with the place of what it is multiplied with in the room. columns and depth are multiples of 4, rows are at least
 * those that a set of kernels takes at a time. */
typedef struct lumbar_sparse {
    size_t rows, columns, depth;
    const float *a, *bias, *values;
    const uint32_t *starts, *places;
    float *room; /* [depth][sparse_rows] */
    float *c;
    lumbar_finish finish;
} lumbar_sparse;

/* One row of a depthwise convolution, size x size taps, from `size` rows of the map with their padding. */
typedef struct lumbar_depthwise {
    int size, stride;
    size_t channels;             /* a multiple of 4 */
    size_t width;                /* of the result */
    const float *weights, *bias; /* [size][size][channels], [channels] */
    float low, high;
    lumbar_rounding rounding;
} lumbar_depthwise;

/* One row of a convolution of stride 1 to one channel, with padding in the rows. */
typedef struct lumbar_to_one {
    int height, taps;       /* rows of the map; numbers of each row that one result sees, a multiple of 8 */
    size_t channels, width; /* of the map; of the result */
    const float *weights;   /* [height][taps] */
    float bias, low, high;
    lumbar_rounding rounding;
} lumbar_to_one;

typedef struct lumbar_kernels {
    size_t lanes; /* of the widest vector */
    size_t sparse_rows;
    void (*product)(const lumbar_product *product);
    void (*sparse)(const lumbar_sparse *product);
    void (*depthwise)(const lumbar_depthwise *depthwise, const float *const *rows, float *out);
    void (*to_one)(const lumbar_to_one *work, const float *const *rows, float *out);
    /* out = a + b, limited and rounded */
    void (*add)(size_t count, const float *a, const float *b, float *out, const lumbar_finish *finish);
    /* out = a + (b - a) * share, limited and rounded as `finish` says, if it is not NULL */
    void (*blend)(size_t count, const float *a, const float *b, float share, const lumbar_finish *finish, float *out);
    void (*round)(size_t count, const float *in, const lumbar_rounding *rounding, float *out);
} lumbar_kernels;

/* The sets that this processor can run, the fastest first; NULL behind the last. */
const lumbar_kernels *lumbar_kernels_at(int index);

/* How wide the next panel of weights is where `left` columns are still to be packed: at most two vectors, at least four
 * columns. A panel is its biases, then one row of weights for each step of the depth. */
size_t lumbar_panel_width(size_t lanes, size_t left);

extern const lumbar_kernels lumbar_kernels_plain, lumbar_kernels_avx2, lumbar_kernels_avx512;

#endif
