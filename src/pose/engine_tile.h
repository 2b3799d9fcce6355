/* One tile of a matrix product: some rows times one panel of weights, all its sums in registers. Included once for each
 * shape of panel, VECTORS vectors of LANES; `rows` is known where a tile is used, so that no sum is ever found by a
 * variable. */
#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define VEC JOIN(v, LANES)
#define TILE JOIN(JOIN(JOIN(tile_, LANES), x), VECTORS)

/* A tile's end: the limits of the sum with what is added, if anything is, are beside it. */
typedef struct JOIN(TILE, _end) {
    JOIN(end, LANES) first;
    VEC low, high;
} JOIN(TILE, _end);

INLINE JOIN(TILE, _end) JOIN(TILE, _end_of)(const lumbar_finish *f)
{
    return (JOIN(TILE, _end)){JOIN(JOIN(end, LANES), _of)(f->low, f->high, &f->rounding),
                              JOIN(splat, LANES)(f->low_sum), JOIN(splat, LANES)(f->high_sum)};
}

INLINE VEC JOIN(TILE, _finish)(VEC sum, const JOIN(TILE, _end) * e, const float *add)
{
    sum = JOIN(clamp, LANES)(sum, e->first.low, e->first.high);
    if (add) sum = JOIN(clamp, LANES)(sum + JOIN(load, LANES)(add), e->low, e->high);
    return JOIN(rounded, LANES)(sum, &e->first);
}

/* `columns` of the panel's are results; a, c and add stand at the tile's corner. */
INLINE void TILE(const size_t rows, const lumbar_product *p, const float *a, const float *weights, float *c,
                 const float *add, size_t columns)
{
    const float *places[(ROWS_MOST + ROWS_A_PLACE - 1) / ROWS_A_PLACE];
    UNROLL for (size_t i = 0; i < rows; i += ROWS_A_PLACE) places[i / ROWS_A_PLACE] = a + i * p->pitch;
    VEC sum[ROWS_MOST][VECTORS];
    UNROLL for (size_t i = 0; i < rows; i++) UNROLL for (size_t v = 0; v < VECTORS; v++) sum[i][v] =
        JOIN(load, LANES)(weights + v * LANES);
    KEEP_ROLLED for (size_t depth = p->depth; depth; depth--)
    {
        VEC b[VECTORS];
        weights += VECTORS * LANES;
        UNROLL for (size_t v = 0; v < VECTORS; v++) b[v] = JOIN(load, LANES)(weights + v * LANES);
        UNROLL for (size_t i = 0; i < rows; i++)
        {
            VEC x = JOIN(splat, LANES)(places[i / ROWS_A_PLACE][i % ROWS_A_PLACE * p->pitch]);
            UNROLL for (size_t v = 0; v < VECTORS; v++) sum[i][v] = JOIN(madd, LANES)(sum[i][v], x, b[v]);
        }
        UNROLL for (size_t i = 0; i < rows; i += ROWS_A_PLACE) places[i / ROWS_A_PLACE]++;
    }
    const JOIN(TILE, _end) end = JOIN(TILE, _end_of)(&p->finish);
    if (columns >= VECTORS * LANES) {
        UNROLL for (size_t i = 0; i < rows; i++) UNROLL for (size_t v = 0; v < VECTORS; v++)
        {
            size_t at = i * p->columns + v * LANES;
            JOIN(store, LANES)(c + at, JOIN(TILE, _finish)(sum[i][v], &end, add ? add + at : NULL));
        }
        return;
    }
    float lines[ROWS_MOST][VECTORS * LANES], other[VECTORS * LANES] = {0};
    UNROLL for (size_t i = 0; i < rows; i++) UNROLL for (size_t v = 0; v < VECTORS; v++)
        JOIN(store, LANES)(lines[i] + v * LANES, sum[i][v]);
    for (size_t i = 0; i < rows; i++) {
        if (add) memcpy(other, add + i * p->columns, columns * sizeof *other);
        for (size_t v = 0; v < VECTORS; v++) {
            float *line = lines[i] + v * LANES;
            VEC done = JOIN(TILE, _finish)(JOIN(load, LANES)(line), &end, add ? other + v * LANES : NULL);
            JOIN(store, LANES)(line, done);
        }
        memcpy(c + i * p->columns, lines[i], columns * sizeof *c);
    }
}

/* The same for a number of rows that is known only now. */
static void JOIN(TILE, _of)(size_t rows, const lumbar_product *p, const float *a, const float *weights, float *c,
                            const float *add, size_t columns)
{
    switch (rows) {
#define X(N) \
    case N: TILE(N, p, a, weights, c, add, columns); break;
        TILE_ROWS(X)
#undef X
    default: break;
    }
}

#undef TILE
#undef VEC
#undef JOIN
#undef JOIN_
#undef LANES
#undef VECTORS
