/* A matrix product whose weights are mostly zeros: some rows of the map are turned on their side, so that one weight
 * meets that many of them at a time, and only weights that are not zero are gone through. Part of engine_kernels.c. */
#ifndef LUMBAR_POSE_ENGINE_SPARSE_H
#define LUMBAR_POSE_ENGINE_SPARSE_H

#define WIDE_JOIN_(a, b) a##b
#define WIDE_JOIN(a, b) WIDE_JOIN_(a, b)
#define WIDE(name) WIDE_JOIN(name, LUMBAR_LANES)

enum {
    SPARSE_VECTORS = LUMBAR_LANES == 16 ? 2 : 4,
    SPARSE_ROWS = SPARSE_VECTORS * LUMBAR_LANES,
    SPARSE_COLUMNS = 4, /* that are made before they are turned back */
};

/* Four vectors as the rows of a square become its columns. */
INLINE void turn(v4 square[4])
{
    v4 a = __builtin_shufflevector(square[0], square[1], 0, 4, 1, 5),
       b = __builtin_shufflevector(square[2], square[3], 0, 4, 1, 5);
    v4 c = __builtin_shufflevector(square[0], square[1], 2, 6, 3, 7),
       d = __builtin_shufflevector(square[2], square[3], 2, 6, 3, 7);
    square[0] = __builtin_shufflevector(a, b, 0, 1, 4, 5);
    square[1] = __builtin_shufflevector(a, b, 2, 3, 6, 7);
    square[2] = __builtin_shufflevector(c, d, 0, 1, 4, 5);
    square[3] = __builtin_shufflevector(c, d, 2, 3, 6, 7);
}

/* room[depth][SPARSE_ROWS] from SPARSE_ROWS rows of the map. */
static void turn_rows(const lumbar_sparse *p, const float *a, float *room)
{
    for (size_t row = 0; row < SPARSE_ROWS; row += 4)
        for (size_t k = 0; k < p->depth; k += 4) {
            v4 square[4];
            UNROLL for (size_t i = 0; i < 4; i++) square[i] = load4(a + (row + i) * p->depth + k);
            turn(square);
            UNROLL for (size_t i = 0; i < 4; i++) store4(room + (k + i) * SPARSE_ROWS + row, square[i]);
        }
}

/* One column for all rows in hand: weights in turn go to two sums. */
static void sparse_column(const lumbar_sparse *p, size_t column, const float *room, float *out)
{
    WIDE(v) even[SPARSE_VECTORS], odd[SPARSE_VECTORS];
    UNROLL for (int v = 0; v < SPARSE_VECTORS; v++)
    {
        even[v] = WIDE(splat)(p->bias[column]);
        odd[v] = WIDE(splat)(0);
    }
    for (uint32_t i = p->starts[column]; i < p->starts[column + 1]; i += 2) {
        const float *first = room + p->places[i], *second = room + p->places[i + 1];
        WIDE(v) a = WIDE(splat)(p->values[i]), b = WIDE(splat)(p->values[i + 1]);
        UNROLL for (int v = 0; v < SPARSE_VECTORS; v++)
        {
            even[v] = WIDE(madd)(even[v], WIDE(load)(first + v * LUMBAR_LANES), a);
            odd[v] = WIDE(madd)(odd[v], WIDE(load)(second + v * LUMBAR_LANES), b);
        }
    }
    UNROLL for (int v = 0; v < SPARSE_VECTORS; v++) WIDE(store)(out + v * LUMBAR_LANES, even[v] + odd[v]);
}

/* The rows from `row` on, SPARSE_ROWS of them. */
static void sparse_rows(const lumbar_sparse *p, size_t row)
{
    const lumbar_finish *f = &p->finish;
    const tile_4x1_end end = tile_4x1_end_of(f);
    float columns[SPARSE_COLUMNS * SPARSE_ROWS] __attribute__((aligned(64)));
    turn_rows(p, p->a + row * p->depth, p->room);
    for (size_t column = 0; column < p->columns; column += SPARSE_COLUMNS) {
        for (size_t i = 0; i < SPARSE_COLUMNS; i++) sparse_column(p, column + i, p->room, columns + i * SPARSE_ROWS);
        for (size_t x = 0; x < SPARSE_ROWS; x += 4) {
            v4 square[4];
            UNROLL for (size_t i = 0; i < 4; i++) square[i] = load4(columns + i * SPARSE_ROWS + x);
            turn(square);
            UNROLL for (size_t i = 0; i < 4; i++)
            {
                size_t at = (row + x + i) * p->columns + column;
                store4(p->c + at, tile_4x1_finish(square[i], &end, f->add ? f->add + at : NULL));
            }
        }
    }
}

/* The last rows are made together with some that are made already, which stay the same. */
static void sparse(const lumbar_sparse *p)
{
    for (size_t row = 0; row < p->rows; row += SPARSE_ROWS)
        sparse_rows(p, row + SPARSE_ROWS <= p->rows ? row : p->rows - SPARSE_ROWS);
}

#undef WIDE
#undef WIDE_JOIN
#undef WIDE_JOIN_
#endif
