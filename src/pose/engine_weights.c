/* Weights for the portable engine's kernels: of 11 significant bits, as half precision has them, and in panels. */
#include <string.h>
#include "base/base.h"
#include "pose/engine_weights.h"

float *lumbar_engine_room(lumbar_arena *arena, size_t count)
{
    enum { LINE = 64 };
    char *memory = lumbar_alloc(arena, count + LINE / sizeof(float), sizeof(float));
    return memory ? (float *)(void *)(memory + (LINE - (uintptr_t)memory % LINE) % LINE) : NULL;
}

float *lumbar_engine_keep(lumbar_arena *arena, const float *values, size_t count)
{
    float *kept = lumbar_engine_room(arena, count);
    if (kept) memcpy(kept, values, count * sizeof *kept);
    return kept;
}

/* The pose networks' weights are half precision, and nothing is lost: those have 11 bits, and none is smaller than
 * 2^-24. */
static float weight(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    bits = (bits + 0x1000u) & ~(uint32_t)0x1fff;
    memcpy(&value, &bits, sizeof bits);
    return value > -0x1p-25f && value < 0x1p-25f ? 0 : value;
}

size_t lumbar_panel_width(size_t lanes, size_t left)
{
    size_t width = 4;
    while (width < left && width < 2 * lanes) width *= 2;
    return width;
}

/* filter[columns][depth] and bias[columns] in panels: the biases, then a row of weights for each step of the depth. */
static float *pack(lumbar_arena *arena, const float *filter, const float *bias, size_t columns, size_t depth,
                   size_t lanes)
{
    size_t whole = columns - columns % (2 * lanes), width = whole;
    if (whole < columns) width += lumbar_panel_width(lanes, columns - whole);
    float *out = lumbar_engine_room(arena, width * (1 + depth)), *at = out;
    if (!out) return NULL;
    for (size_t column = 0; column < columns; column += width) {
        width = lumbar_panel_width(lanes, columns - column);
        size_t real = columns - column < width ? columns - column : width;
        for (size_t x = 0; x < real; x++) {
            at[x] = bias[column + x];
            for (size_t k = 0; k < depth; k++) at[(1 + k) * width + x] = weight(filter[(column + x) * depth + k]);
        }
        at += width * (1 + depth);
    }
    return out;
}

/* Own choices, measured: with so many columns turning the map pays, and of so few weights; and all sets of kernels can
 * take so many rows at a time. */
enum { SPARSE_COLUMNS_LEAST = 64, SPARSE_ROWS_LEAST = 32, SPARSE_OF_LEAST = 3 };

bool lumbar_weights_sparse(const lumbar_graph_step *s, const lumbar_tflite_tensor *filter)
{
    size_t columns = (size_t)s->to.channels, depth = filter->count / columns, weights = 0;
    size_t rows = (size_t)s->to.width * (size_t)s->to.height;
    if (columns < SPARSE_COLUMNS_LEAST || columns % 4 || depth % 4 || rows < SPARSE_ROWS_LEAST) return false;
    for (size_t i = 0; i < filter->count; i++) weights += filter->values[i] < 0 || filter->values[i] > 0;
    return weights * SPARSE_OF_LEAST <= filter->count;
}

/* Those weights of a column that are not zero, and one that is where they are odd in number. */
static bool take_sparse(lumbar_arena *arena, lumbar_graph_step *s, const lumbar_tflite *graph, size_t rows)
{
    const lumbar_tflite_tensor *filter = &graph->tensors[s->op.inputs[1]], *bias = &graph->tensors[s->op.inputs[2]];
    size_t columns = bias->count, depth = filter->count / columns, count = 0;
    for (size_t i = 0; i < filter->count; i++) count += filter->values[i] < 0 || filter->values[i] > 0;
    float *values = lumbar_engine_room(arena, count + columns);
    uint32_t *starts = LUMBAR_NEW_ARRAY(arena, uint32_t, columns + 1);
    uint32_t *places = LUMBAR_NEW_ARRAY(arena, uint32_t, count + columns), at = 0;
    s->bias = lumbar_engine_keep(arena, bias->values, columns);
    if (!values || !starts || !places || !s->bias) return false;
    for (size_t column = 0; column < columns; column++) {
        for (size_t k = 0; k < depth; k++) {
            float value = filter->values[column * depth + k];
            if (!(value < 0 || value > 0)) continue;
            values[at] = weight(value);
            places[at++] = (uint32_t)(k * rows);
        }
        at += (at - starts[column]) % 2;
        starts[column + 1] = at;
    }
    s->weights = values;
    s->starts = starts;
    s->places = places;
    return true;
}

bool lumbar_weights_take(lumbar_arena *arena, lumbar_graph_step *s, const lumbar_tflite *graph,
                         const lumbar_kernels *kernels)
{
    const lumbar_tflite_tensor *filter = &graph->tensors[s->op.inputs[1]], *bias = &graph->tensors[s->op.inputs[2]];
    if (s->kind == LUMBAR_STEP_PRODUCT || s->kind == LUMBAR_STEP_GATHER) {
        size_t columns = bias->count;
        s->weights = pack(arena, filter->values, bias->values, columns, filter->count / columns, kernels->lanes);
        return s->weights != NULL;
    }
    if (s->kind == LUMBAR_STEP_SPARSE) return take_sparse(arena, s, graph, kernels->sparse_rows);
    float *weights = lumbar_engine_room(arena, filter->count);
    if (!weights) return false;
    for (size_t i = 0; i < filter->count; i++) weights[i] = weight(filter->values[i]);
    s->weights = weights;
    s->bias = lumbar_engine_keep(arena, bias->values, bias->count);
    return s->bias != NULL;
}
