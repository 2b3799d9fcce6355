/* Reads .tflite files: flatbuffer tables, tensors, sparse and half-precision constants. Nothing in the file is
 * trusted. */
#include <string.h>
#include "base/base.h"
#include "pose/tflite_parts.h"

enum {
    TYPE_FLOAT = 0,
    TYPE_HALF = 1,
    TYPE_INT32 = 2,
    CODE_DEQUANTIZE = 6,
    CODE_DENSIFY = 124,
    TENSORS_MAX = 8192,
    OPS_MAX = 8192,
    LEVELS_MAX = 8,
    SPARE_BYTES = 16, /* XNNPACK may read so far beyond a constant */
};
static const size_t count_max = (size_t)1 << 24; /* elements of one tensor */
static const size_t total_max = (size_t)1 << 26; /* elements of all constants together */

/* ---- constants ----------------------------------------------------------------------------------------- */

static float half_to_float(uint16_t half)
{
    uint32_t sign = (uint32_t)(half & 0x8000u) << 16, exponent = (half >> 10) & 31u, mantissa = half & 1023u, bits;
    if (exponent == 31) {
        bits = sign | 0x7f800000u | mantissa << 13;
    } else if (exponent) {
        bits = sign | (exponent + 112) << 23 | mantissa << 13;
    } else {
        float value = (float)mantissa / 16777216.0f; /* 2^-24 */
        return sign ? -value : value;
    }
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Memory for the `count` elements of a constant, with room for reading beyond them. */
static void *constant(lumbar_tflite_reader *r, size_t count, size_t size)
{
    r->total += count;
    if (r->total > total_max) {
        lumbar_tflite_damaged(r, "too many constants");
        return NULL;
    }
    void *memory = lumbar_alloc(r->arena, count * size + SPARE_BYTES, 1);
    if (!memory) lumbar_fail_memory(r->error);
    return memory;
}

/* One level of a sparse tensor: dense with `size` entries, or compressed rows. */
typedef struct level {
    bool compressed;
    size_t size;
    lumbar_flat_vector segments, indices;
    int segment_bytes, index_bytes;
} level;

typedef struct densify {
    lumbar_tflite_reader *r;
    int rank, level_count;
    level levels[LEVELS_MAX];
    int order[LEVELS_MAX], block_dim[LEVELS_MAX];
    const int *shape;
    size_t at[LEVELS_MAX]; /* index in each level */
    size_t next, available, bytes_at;
    size_t visits; /* entries looked at, so that overlapping rows cannot take for ever */
    uint16_t *out;
} densify;

static lumbar_flat_vector index_vector(lumbar_tflite_reader *r, size_t table, int index, int *bytes)
{
    uint32_t type = lumbar_flat_value(r, table, index, 1, 0);
    *bytes = type == 1 ? 4 : type == 2 ? 2 : 1;
    size_t values = lumbar_flat_table(r, table, index + 1);
    return values ? lumbar_flat_vector_of(r, values, 0, (size_t)*bytes) : (lumbar_flat_vector){0};
}

static bool densify_setup(densify *d, const lumbar_tflite_tensor *tensor, size_t sparsity)
{
    lumbar_tflite_reader *r = d->r;
    lumbar_flat_vector order = lumbar_flat_vector_of(r, sparsity, 0, 4),
                       blocks = lumbar_flat_vector_of(r, sparsity, 1, 4);
    lumbar_flat_vector dims = lumbar_flat_vector_of(r, sparsity, 2, 4);
    d->rank = tensor->dims;
    d->shape = tensor->shape;
    d->level_count = (int)(order.count <= LEVELS_MAX ? order.count : 0);
    if (r->bad || d->level_count < d->rank || dims.count != order.count ||
        blocks.count != order.count - (size_t)d->rank)
        return lumbar_tflite_damaged(r, "sparse tensor");
    for (int i = 0; i < d->level_count; i++) {
        int32_t dim = lumbar_flat_int(r, order.at + 4 * (size_t)i);
        bool block = i >= d->rank;
        if (dim < (block ? d->rank : 0) || dim >= (block ? d->level_count : d->rank))
            return lumbar_tflite_damaged(r, "sparse order");
        d->order[i] = dim;
        size_t meta = lumbar_flat_follow(r, dims.at + 4 * (size_t)i);
        level *l = &d->levels[i];
        l->compressed = lumbar_flat_value(r, meta, 0, 1, 0) == 1;
        int32_t size = (int32_t)lumbar_flat_value(r, meta, 1, 4, 0);
        if (!l->compressed && (size < 1 || size > LUMBAR_TFLITE_SIDE_MAX))
            return lumbar_tflite_damaged(r, "sparse size");
        l->size = l->compressed ? 0 : (size_t)size;
        if (l->compressed) {
            l->segments = index_vector(r, meta, 2, &l->segment_bytes);
            l->indices = index_vector(r, meta, 4, &l->index_bytes);
        }
    }
    for (int i = 0; i < d->level_count - d->rank; i++) {
        int32_t dim = lumbar_flat_int(r, blocks.at + 4 * (size_t)i);
        if (dim < 0 || dim >= d->rank || d->levels[d->rank + i].compressed)
            return lumbar_tflite_damaged(r, "sparse block");
        d->block_dim[i] = dim;
    }
    return !r->bad || lumbar_tflite_damaged(r, "sparse tensor");
}

/* Stores the next value at the place that the indices of all levels give. */
static bool densify_store(densify *d)
{
    size_t place[LUMBAR_TFLITE_DIMS] = {0}, flat = 0;
    for (int i = 0; i < d->rank; i++) place[d->order[i]] = d->at[i];
    for (int i = d->rank; i < d->level_count; i++) {
        int block = d->order[i] - d->rank;
        place[d->block_dim[block]] = place[d->block_dim[block]] * d->levels[d->rank + block].size + d->at[i];
    }
    for (int i = 0; i < d->rank; i++) {
        if (place[i] >= (size_t)d->shape[i]) return lumbar_tflite_damaged(d->r, "sparse index");
        flat = flat * (size_t)d->shape[i] + place[i];
    }
    if (d->next >= d->available) return lumbar_tflite_damaged(d->r, "sparse values");
    d->out[flat] = (uint16_t)lumbar_flat_get(d->r, d->bytes_at + 2 * d->next++, 2);
    return true;
}

static bool densify_level(densify *d, int depth, size_t previous)
{
    if (depth == d->level_count) return densify_store(d);
    const level *l = &d->levels[depth];
    size_t from = 0, to = l->size;
    if (l->compressed) {
        if (previous + 1 >= l->segments.count) return lumbar_tflite_damaged(d->r, "sparse segments");
        size_t bytes = (size_t)l->segment_bytes;
        from = lumbar_flat_get(d->r, l->segments.at + bytes * previous, l->segment_bytes);
        to = lumbar_flat_get(d->r, l->segments.at + bytes * (previous + 1), l->segment_bytes);
        if (to < from || to > l->indices.count) return lumbar_tflite_damaged(d->r, "sparse segments");
    }
    for (size_t i = from; i < to; i++) {
        if (++d->visits > total_max) return lumbar_tflite_damaged(d->r, "sparse tensor");
        d->at[depth] =
            l->compressed ? lumbar_flat_get(d->r, l->indices.at + (size_t)l->index_bytes * i, l->index_bytes) : i;
        if (!densify_level(d, depth + 1, l->compressed ? i : previous * l->size + i)) return false;
    }
    return true;
}

/* The half-precision values of a constant, dense; NULL and *error when it has none. */
static const uint16_t *half_values(lumbar_tflite_reader *r, int index)
{
    const lumbar_tflite_tensor *tensor = &r->tensors[index];
    lumbar_tflite_source *from = &r->sources[index];
    if (from->half) return from->half;
    if (from->type != TYPE_HALF || !from->byte_count) {
        lumbar_tflite_damaged(r, "constant of a kind that is not read");
        return NULL;
    }
    uint16_t *out = constant(r, tensor->count, 2);
    if (!out) return NULL;
    if (from->sparsity) {
        densify d = {.r = r, .out = out, .available = from->byte_count / 2, .bytes_at = from->bytes_at};
        if (!densify_setup(&d, tensor, from->sparsity) || !densify_level(&d, 0, 0)) return NULL;
    } else {
        if (from->byte_count != tensor->count * 2) {
            lumbar_tflite_damaged(r, "constant of a wrong size");
            return NULL;
        }
        for (size_t i = 0; i < tensor->count; i++) out[i] = (uint16_t)lumbar_flat_get(r, from->bytes_at + 2 * i, 2);
    }
    return from->half = out;
}

/* DEQUANTIZE and DENSIFY of constants, done once while reading. */
static bool expand(lumbar_tflite_reader *r, int code, int from, int to)
{
    if (r->tensors[from].count != r->tensors[to].count) return lumbar_tflite_damaged(r, "constant of a wrong shape");
    const uint16_t *half = half_values(r, from);
    if (!half) return false;
    r->sources[to].known = true;
    if (code == CODE_DENSIFY) {
        r->sources[to].half = half;
        return true;
    }
    float *values = constant(r, r->tensors[to].count, sizeof(float));
    if (!values) return false;
    for (size_t i = 0; i < r->tensors[to].count; i++) values[i] = half_to_float(half[i]);
    r->tensors[to].values = values;
    return true;
}

/* Plain float and integer constants are copied, so that the file need not stay. */
static bool copy_constant(lumbar_tflite_reader *r, int index)
{
    lumbar_tflite_tensor *tensor = &r->tensors[index];
    const lumbar_tflite_source *from = &r->sources[index];
    if (from->sparsity || (from->type != TYPE_FLOAT && from->type != TYPE_INT32)) return true;
    if (from->byte_count != tensor->count * 4) return lumbar_tflite_damaged(r, "constant of a wrong size");
    uint32_t *out = constant(r, tensor->count, 4);
    if (!out) return false;
    for (size_t i = 0; i < tensor->count; i++) out[i] = lumbar_flat_get(r, from->bytes_at + 4 * i, 4);
    if (from->type == TYPE_FLOAT) tensor->values = (const float *)(const void *)out;
    else tensor->integers = (const int32_t *)out;
    return true;
}

/* ---- tensors ------------------------------------------------------------------------------------------- */

static bool read_tensor(lumbar_tflite_reader *r, size_t table, lumbar_flat_vector buffers, int index)
{
    lumbar_tflite_tensor *tensor = &r->tensors[index];
    lumbar_tflite_source *from = &r->sources[index];
    lumbar_flat_vector shape = lumbar_flat_vector_of(r, table, 0, 4);
    if (r->bad || shape.count > LUMBAR_TFLITE_DIMS) return lumbar_tflite_damaged(r, "tensor shape");
    tensor->dims = (int)shape.count;
    tensor->count = 1;
    for (int i = 0; i < tensor->dims; i++) {
        int32_t side = lumbar_flat_int(r, shape.at + 4 * (size_t)i);
        if (side < 1 || side > LUMBAR_TFLITE_SIDE_MAX) return lumbar_tflite_damaged(r, "tensor shape");
        tensor->shape[i] = side;
        tensor->count *= (size_t)side;
        if (tensor->count > count_max) return lumbar_tflite_damaged(r, "tensor size");
    }
    from->type = (int)lumbar_flat_value(r, table, 1, 1, TYPE_FLOAT);
    from->sparsity = lumbar_flat_table(r, table, 6);
    uint32_t buffer = lumbar_flat_value(r, table, 2, 4, 0);
    if (r->bad || buffer >= buffers.count) return lumbar_tflite_damaged(r, "tensor buffer");
    lumbar_flat_vector bytes = lumbar_flat_vector_of(r, lumbar_flat_follow(r, buffers.at + 4 * (size_t)buffer), 0, 1);
    if (r->bad) return lumbar_tflite_damaged(r, "tensor buffer");
    from->bytes_at = bytes.at;
    from->byte_count = bytes.count;
    from->known = bytes.count > 0;
    return !bytes.count || copy_constant(r, index);
}

static bool read_tensors(lumbar_tflite_reader *r, size_t graph, size_t root)
{
    lumbar_flat_vector tensors = lumbar_flat_vector_of(r, graph, 0, 4), buffers = lumbar_flat_vector_of(r, root, 4, 4);
    if (r->bad || !tensors.count || tensors.count > TENSORS_MAX) return lumbar_tflite_damaged(r, "tensor list");
    r->tensor_count = (int)tensors.count;
    r->tensors = LUMBAR_NEW_ARRAY(r->arena, lumbar_tflite_tensor, tensors.count);
    r->sources = LUMBAR_NEW_ARRAY(r->arena, lumbar_tflite_source, tensors.count);
    if (!r->tensors || !r->sources) return lumbar_fail_memory(r->error);
    for (int i = 0; i < r->tensor_count; i++)
        if (!read_tensor(r, lumbar_flat_follow(r, tensors.at + 4 * (size_t)i), buffers, i)) return false;
    return true;
}

/* ---- operators ----------------------------------------------------------------------------------------- */

/* Reads one operator. A constant expanded on the spot leaves *kept false. */
static bool read_op(lumbar_tflite_reader *r, size_t table, lumbar_flat_vector codes, lumbar_tflite_op *op, bool *kept)
{
    uint32_t code_index = lumbar_flat_value(r, table, 0, 4, 0);
    lumbar_flat_vector inputs = lumbar_flat_vector_of(r, table, 1, 4), outputs = lumbar_flat_vector_of(r, table, 2, 4);
    if (r->bad || code_index >= codes.count) return lumbar_tflite_damaged(r, "operator");
    size_t code_table = lumbar_flat_follow(r, codes.at + 4 * (size_t)code_index);
    int old_code = (int8_t)lumbar_flat_value(r, code_table, 0, 1, 0);
    int new_code = (int32_t)lumbar_flat_value(r, code_table, 3, 4, 0);
    op->code = new_code > old_code ? new_code : old_code;
    if (r->bad || !inputs.count || inputs.count > LUMBAR_TFLITE_INPUTS || outputs.count != 1)
        return lumbar_tflite_damaged(r, "operator");
    op->input_count = (int)inputs.count;
    for (int i = 0; i < op->input_count; i++) {
        op->inputs[i] = lumbar_flat_int(r, inputs.at + 4 * (size_t)i);
        if (op->inputs[i] < 0 || op->inputs[i] >= r->tensor_count || !r->sources[op->inputs[i]].known)
            return lumbar_tflite_damaged(r, "operator input");
    }
    op->output = lumbar_flat_int(r, outputs.at);
    if (op->output < 0 || op->output >= r->tensor_count || r->sources[op->output].known)
        return lumbar_tflite_damaged(r, "operator output");
    *kept = op->code != CODE_DEQUANTIZE && op->code != CODE_DENSIFY;
    if (!*kept) return expand(r, op->code, op->inputs[0], op->output);
    for (int i = 0; i < op->input_count; i++) {
        const lumbar_tflite_tensor *in = &r->tensors[op->inputs[i]];
        if (!r->sources[op->inputs[i]].computed && (i == 0 || (!in->values && !in->integers)))
            return lumbar_tflite_damaged(r, "operator input");
    }
    r->sources[op->output].known = r->sources[op->output].computed = true;
    size_t options = lumbar_flat_table(r, table, 4);
    if (r->bad) return lumbar_tflite_damaged(r, "operator");
    return lumbar_tflite_op_check(r, op, options);
}

static bool read_ops(lumbar_tflite_reader *r, size_t graph, size_t root, lumbar_tflite *out)
{
    lumbar_flat_vector codes = lumbar_flat_vector_of(r, root, 1, 4), ops = lumbar_flat_vector_of(r, graph, 3, 4);
    if (r->bad || !ops.count || ops.count > OPS_MAX) return lumbar_tflite_damaged(r, "operator list");
    lumbar_tflite_op *kept_ops = LUMBAR_NEW_ARRAY(r->arena, lumbar_tflite_op, ops.count);
    if (!kept_ops) return lumbar_fail_memory(r->error);
    for (size_t i = 0; i < ops.count; i++) {
        lumbar_tflite_op op = {0};
        bool kept = false;
        if (!read_op(r, lumbar_flat_follow(r, ops.at + 4 * i), codes, &op, &kept)) return false;
        if (kept) kept_ops[out->op_count++] = op;
    }
    out->ops = kept_ops;
    return true;
}

/* The one input, marked as known, and the outputs. */
static bool read_ends(lumbar_tflite_reader *r, size_t graph, lumbar_tflite *out)
{
    lumbar_flat_vector inputs = lumbar_flat_vector_of(r, graph, 1, 4), outputs = lumbar_flat_vector_of(r, graph, 2, 4);
    if (r->bad || inputs.count != 1 || !outputs.count || outputs.count > LUMBAR_TFLITE_OUTPUTS)
        return lumbar_tflite_damaged(r, "inputs and outputs");
    out->input = lumbar_flat_int(r, inputs.at);
    out->output_count = (int)outputs.count;
    for (int i = 0; i < out->output_count; i++) out->outputs[i] = lumbar_flat_int(r, outputs.at + 4 * (size_t)i);
    if (out->input < 0 || out->input >= r->tensor_count || r->sources[out->input].known)
        return lumbar_tflite_damaged(r, "input");
    r->sources[out->input].known = r->sources[out->input].computed = true;
    return true;
}

const lumbar_tflite *lumbar_tflite_read(lumbar_arena *arena, const uint8_t *data, size_t size, const char *name,
                                        lumbar_error *error)
{
    lumbar_tflite_reader r = {.data = data, .size = size, .name = name, .error = error, .arena = arena};
    lumbar_tflite *out = LUMBAR_NEW(arena, lumbar_tflite);
    if (!out) {
        lumbar_fail_memory(error);
        return NULL;
    }
    if (size < 8 || memcmp(data + 4, "TFL3", 4)) {
        lumbar_tflite_damaged(&r, "not a TFLite file");
        return NULL;
    }
    size_t root = lumbar_flat_follow(&r, 0);
    lumbar_flat_vector graphs = lumbar_flat_vector_of(&r, root, 2, 4);
    if (r.bad || graphs.count != 1) {
        lumbar_tflite_damaged(&r, "graph");
        return NULL;
    }
    size_t graph = lumbar_flat_follow(&r, graphs.at);
    if (!read_tensors(&r, graph, root) || !read_ends(&r, graph, out) || !read_ops(&r, graph, root, out)) return NULL;
    for (int i = 0; i < out->output_count; i++) {
        int o = out->outputs[i];
        if (o < 0 || o >= r.tensor_count || !r.sources[o].computed) {
            lumbar_tflite_damaged(&r, "output");
            return NULL;
        }
    }
    if (r.bad) {
        lumbar_tflite_damaged(&r, "an offset points outside");
        return NULL;
    }
    out->tensors = r.tensors;
    out->tensor_count = r.tensor_count;
    return out;
}
