/* Reads .tflite files: flatbuffer tables, tensors, sparse and half-precision constants. Nothing in the file is trusted. */
#include <string.h>
#include "base/base.h"
#include "pose/tflite.h"

enum {
    TYPE_FLOAT = 0, TYPE_HALF = 1, TYPE_INT32 = 2,
    CODE_DEQUANTIZE = 6, CODE_DENSIFY = 124,
    TENSORS_MAX = 8192, OPS_MAX = 8192, SIDE_MAX = 1 << 16, LEVELS_MAX = 8,
    SPARE_BYTES = 16, /* XNNPACK may read so far beyond a constant */
};
static const size_t count_max = (size_t)1 << 24; /* elements of one tensor */
static const size_t total_max = (size_t)1 << 26; /* elements of all constants together */

/* What is known of a tensor while the graph is read. */
typedef struct source {
    int type;
    size_t bytes_at, byte_count; /* constant bytes in the file, or 0, 0 */
    size_t sparsity;             /* table, or 0 */
    const uint16_t *half;        /* [count] of a half-precision constant, once it is dense */
    bool known;                  /* input, constant or computed by an earlier op */
    bool computed;               /* known, and no constant */
} source;

typedef struct reader {
    const uint8_t *data;
    size_t size;
    const char *name;
    lumbar_error *error;
    lumbar_arena *arena;
    bool bad;      /* an offset pointed outside the file */
    size_t total;  /* constant elements expanded so far */
    lumbar_tflite_tensor *tensors;
    source *sources;
    int tensor_count;
} reader;

typedef struct vector {
    size_t at;    /* of the first element */
    size_t count;
} vector;

static bool damaged(reader *r, const char *what)
{
    return lumbar_fail(r->error, LUMBAR_SETUP, 0, "%s is damaged (%s): run scripts/setup again", r->name, what);
}

/* ---- flatbuffer ------------------------------------------------------------------------------------------------- */

static uint32_t get(reader *r, size_t at, int bytes)
{
    if (at > r->size || r->size - at < (size_t)bytes) {
        r->bad = true;
        return 0;
    }
    uint32_t value = 0;
    for (int i = 0; i < bytes; i++) value |= (uint32_t)r->data[at + (size_t)i] << (8 * i);
    return value;
}

static int32_t get_int(reader *r, size_t at) { return (int32_t)get(r, at, 4); }

/* Where the offset stored at `at` points. */
static size_t follow(reader *r, size_t at) { return at + get(r, at, 4); }

/* Where field `index` of a table stands, or 0 when it is absent. */
static size_t field(reader *r, size_t table, int index)
{
    int64_t vtable = (int64_t)table - get_int(r, table);
    if (r->bad || vtable < 0 || (uint64_t)vtable > r->size) {
        r->bad = true;
        return 0;
    }
    uint32_t bytes = get(r, (size_t)vtable, 2), entry = 4 + 2 * (uint32_t)index;
    if (r->bad || entry + 2 > bytes) return 0;
    uint32_t offset = get(r, (size_t)vtable + entry, 2);
    return offset && !r->bad ? table + offset : 0;
}

static uint32_t field_value(reader *r, size_t table, int index, int bytes, uint32_t absent)
{
    size_t at = field(r, table, index);
    return at ? get(r, at, bytes) : absent;
}

static size_t field_table(reader *r, size_t table, int index)
{
    size_t at = field(r, table, index);
    return at ? follow(r, at) : 0;
}

/* A vector of elements of `bytes` each, checked to lie within the file. */
static vector field_vector(reader *r, size_t table, int index, size_t bytes)
{
    size_t at = field(r, table, index);
    if (!at) return (vector){0};
    size_t start = follow(r, at);
    uint32_t count = get(r, start, 4);
    if (r->bad || (r->size - start - 4) / bytes < count) {
        r->bad = true;
        return (vector){0};
    }
    return (vector){start + 4, count};
}

/* ---- constants -------------------------------------------------------------------------------------------------- */

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
static void *constant(reader *r, size_t count, size_t size)
{
    r->total += count;
    if (r->total > total_max) {
        damaged(r, "too many constants");
        return NULL;
    }
    void *memory = lumbar_alloc(r->arena, count * size + SPARE_BYTES, 1);
    if (!memory) lumbar_fail(r->error, LUMBAR_MEMORY, 0, "out of memory while loading %s", r->name);
    return memory;
}

/* One level of a sparse tensor: dense with `size` entries, or compressed rows. */
typedef struct level {
    bool compressed;
    size_t size;
    vector segments, indices;
    int segment_bytes, index_bytes;
} level;

typedef struct densify {
    reader *r;
    int rank, level_count;
    level levels[LEVELS_MAX];
    int order[LEVELS_MAX], block_dim[LEVELS_MAX];
    const int *shape;
    size_t at[LEVELS_MAX]; /* index in each level */
    size_t next, available, bytes_at;
    size_t visits; /* entries looked at, so that overlapping rows cannot take for ever */
    uint16_t *out;
} densify;

static vector index_vector(reader *r, size_t table, int index, int *bytes)
{
    uint32_t type = field_value(r, table, index, 1, 0);
    *bytes = type == 1 ? 4 : type == 2 ? 2 : 1;
    size_t values = field_table(r, table, index + 1);
    return values ? field_vector(r, values, 0, (size_t)*bytes) : (vector){0};
}

static bool densify_setup(densify *d, const lumbar_tflite_tensor *tensor, size_t sparsity)
{
    reader *r = d->r;
    vector order = field_vector(r, sparsity, 0, 4), blocks = field_vector(r, sparsity, 1, 4);
    vector dims = field_vector(r, sparsity, 2, 4);
    d->rank = tensor->dims;
    d->shape = tensor->shape;
    d->level_count = (int)(order.count <= LEVELS_MAX ? order.count : 0);
    if (r->bad || d->level_count < d->rank || dims.count != order.count ||
        blocks.count != order.count - (size_t)d->rank)
        return damaged(r, "sparse tensor");
    for (int i = 0; i < d->level_count; i++) {
        int32_t dim = get_int(r, order.at + 4 * (size_t)i);
        bool block = i >= d->rank;
        if (dim < (block ? d->rank : 0) || dim >= (block ? d->level_count : d->rank))
            return damaged(r, "sparse order");
        d->order[i] = dim;
        size_t meta = follow(r, dims.at + 4 * (size_t)i);
        level *l = &d->levels[i];
        l->compressed = field_value(r, meta, 0, 1, 0) == 1;
        int32_t size = (int32_t)field_value(r, meta, 1, 4, 0);
        if (!l->compressed && (size < 1 || size > SIDE_MAX)) return damaged(r, "sparse size");
        l->size = l->compressed ? 0 : (size_t)size;
        if (l->compressed) {
            l->segments = index_vector(r, meta, 2, &l->segment_bytes);
            l->indices = index_vector(r, meta, 4, &l->index_bytes);
        }
    }
    for (int i = 0; i < d->level_count - d->rank; i++) {
        int32_t dim = get_int(r, blocks.at + 4 * (size_t)i);
        if (dim < 0 || dim >= d->rank || d->levels[d->rank + i].compressed) return damaged(r, "sparse block");
        d->block_dim[i] = dim;
    }
    return !r->bad || damaged(r, "sparse tensor");
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
        if (place[i] >= (size_t)d->shape[i]) return damaged(d->r, "sparse index");
        flat = flat * (size_t)d->shape[i] + place[i];
    }
    if (d->next >= d->available) return damaged(d->r, "sparse values");
    d->out[flat] = (uint16_t)get(d->r, d->bytes_at + 2 * d->next++, 2);
    return true;
}

static bool densify_level(densify *d, int depth, size_t previous)
{
    if (depth == d->level_count) return densify_store(d);
    const level *l = &d->levels[depth];
    size_t from = 0, to = l->size;
    if (l->compressed) {
        if (previous + 1 >= l->segments.count) return damaged(d->r, "sparse segments");
        size_t bytes = (size_t)l->segment_bytes;
        from = get(d->r, l->segments.at + bytes * previous, l->segment_bytes);
        to = get(d->r, l->segments.at + bytes * (previous + 1), l->segment_bytes);
        if (to < from || to > l->indices.count) return damaged(d->r, "sparse segments");
    }
    for (size_t i = from; i < to; i++) {
        if (++d->visits > total_max) return damaged(d->r, "sparse tensor");
        d->at[depth] = l->compressed ? get(d->r, l->indices.at + (size_t)l->index_bytes * i, l->index_bytes) : i;
        if (!densify_level(d, depth + 1, l->compressed ? i : previous * l->size + i)) return false;
    }
    return true;
}

/* The half-precision values of a constant, dense; NULL and *error when it has none. */
static const uint16_t *half_values(reader *r, int index)
{
    const lumbar_tflite_tensor *tensor = &r->tensors[index];
    source *from = &r->sources[index];
    if (from->half) return from->half;
    if (from->type != TYPE_HALF || !from->byte_count) {
        damaged(r, "constant of a kind that is not read");
        return NULL;
    }
    uint16_t *out = constant(r, tensor->count, 2);
    if (!out) return NULL;
    if (from->sparsity) {
        densify d = {.r = r, .out = out, .available = from->byte_count / 2, .bytes_at = from->bytes_at};
        if (!densify_setup(&d, tensor, from->sparsity) || !densify_level(&d, 0, 0)) return NULL;
    } else {
        if (from->byte_count != tensor->count * 2) {
            damaged(r, "constant of a wrong size");
            return NULL;
        }
        for (size_t i = 0; i < tensor->count; i++) out[i] = (uint16_t)get(r, from->bytes_at + 2 * i, 2);
    }
    return from->half = out;
}

/* DEQUANTIZE and DENSIFY of constants, done once while reading. */
static bool expand(reader *r, int code, int from, int to)
{
    if (r->tensors[from].count != r->tensors[to].count) return damaged(r, "constant of a wrong shape");
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
static bool copy_constant(reader *r, int index)
{
    lumbar_tflite_tensor *tensor = &r->tensors[index];
    const source *from = &r->sources[index];
    if (from->sparsity || (from->type != TYPE_FLOAT && from->type != TYPE_INT32)) return true;
    if (from->byte_count != tensor->count * 4) return damaged(r, "constant of a wrong size");
    uint32_t *out = constant(r, tensor->count, 4);
    if (!out) return false;
    for (size_t i = 0; i < tensor->count; i++) out[i] = get(r, from->bytes_at + 4 * i, 4);
    if (from->type == TYPE_FLOAT)
        tensor->values = (const float *)(const void *)out;
    else
        tensor->integers = (const int32_t *)out;
    return true;
}

/* ---- tensors ---------------------------------------------------------------------------------------------------- */

static bool read_tensor(reader *r, size_t table, vector buffers, int index)
{
    lumbar_tflite_tensor *tensor = &r->tensors[index];
    source *from = &r->sources[index];
    vector shape = field_vector(r, table, 0, 4);
    if (r->bad || shape.count > LUMBAR_TFLITE_DIMS) return damaged(r, "tensor shape");
    tensor->dims = (int)shape.count;
    tensor->count = 1;
    for (int i = 0; i < tensor->dims; i++) {
        int32_t side = get_int(r, shape.at + 4 * (size_t)i);
        if (side < 1 || side > SIDE_MAX) return damaged(r, "tensor shape");
        tensor->shape[i] = side;
        tensor->count *= (size_t)side;
        if (tensor->count > count_max) return damaged(r, "tensor size");
    }
    from->type = (int)field_value(r, table, 1, 1, TYPE_FLOAT);
    from->sparsity = field_table(r, table, 6);
    uint32_t buffer = field_value(r, table, 2, 4, 0);
    if (r->bad || buffer >= buffers.count) return damaged(r, "tensor buffer");
    vector bytes = field_vector(r, follow(r, buffers.at + 4 * (size_t)buffer), 0, 1);
    if (r->bad) return damaged(r, "tensor buffer");
    from->bytes_at = bytes.at;
    from->byte_count = bytes.count;
    from->known = bytes.count > 0;
    return !bytes.count || copy_constant(r, index);
}

static bool read_tensors(reader *r, size_t graph, size_t root)
{
    vector tensors = field_vector(r, graph, 0, 4), buffers = field_vector(r, root, 4, 4);
    if (r->bad || !tensors.count || tensors.count > TENSORS_MAX) return damaged(r, "tensor list");
    r->tensor_count = (int)tensors.count;
    r->tensors = LUMBAR_NEW_ARRAY(r->arena, lumbar_tflite_tensor, tensors.count);
    r->sources = LUMBAR_NEW_ARRAY(r->arena, source, tensors.count);
    if (!r->tensors || !r->sources) return lumbar_fail(r->error, LUMBAR_MEMORY, 0, "out of memory");
    for (int i = 0; i < r->tensor_count; i++)
        if (!read_tensor(r, follow(r, tensors.at + 4 * (size_t)i), buffers, i)) return false;
    return true;
}

/* ---- operators -------------------------------------------------------------------------------------------------- */

/* Side of the output of a sliding window; 0 when the window does not fit. */
static int window_side(int side, int window, int stride, int dilation, bool same)
{
    if (same) return (side + stride - 1) / stride;
    int64_t covered = (int64_t)(window - 1) * dilation + 1;
    return covered > side ? 0 : (int)((side - covered) / stride + 1);
}

static bool shape_is(const lumbar_tflite_tensor *t, int dims, int a, int b, int c, int d)
{
    const int wanted[4] = {a, b, c, d};
    if (t->dims != dims) return false;
    for (int i = 0; i < dims; i++)
        if (t->shape[i] != wanted[i]) return false;
    return true;
}

static bool same_shape(const lumbar_tflite_tensor *a, const lumbar_tflite_tensor *b)
{
    return a->dims == b->dims && !memcmp(a->shape, b->shape, (size_t)a->dims * sizeof a->shape[0]);
}

/* Convolution and depthwise convolution: filter and bias are constants and everything fits together. */
static bool check_convolution(reader *r, lumbar_tflite_op *op)
{
    const lumbar_tflite_tensor *t = r->tensors, *out = &t[op->output];
    if (op->input_count != 3) return damaged(r, "convolution");
    const lumbar_tflite_tensor *in = &t[op->inputs[0]], *filter = &t[op->inputs[1]], *bias = &t[op->inputs[2]];
    bool deep = op->code == LUMBAR_TFLITE_CONV;
    if (in->dims != 4 || filter->dims != 4 || !filter->values || !bias->values || in->shape[0] != 1)
        return damaged(r, "convolution");
    int channels = deep ? filter->shape[0] : filter->shape[3];
    op->filter_y = filter->shape[1];
    op->filter_x = filter->shape[2];
    int height = window_side(in->shape[1], op->filter_y, op->stride_y, op->dilation_y, op->same_padding);
    int width = window_side(in->shape[2], op->filter_x, op->stride_x, op->dilation_x, op->same_padding);
    bool fits = deep ? filter->shape[3] == in->shape[3]
                     : filter->shape[0] == 1 && (int64_t)op->multiplier * in->shape[3] == channels;
    if (!fits || !height || !width || !shape_is(bias, 1, channels, 0, 0, 0) ||
        !shape_is(out, 4, 1, height, width, channels))
        return damaged(r, "convolution shapes");
    return true;
}

static bool check_pad(reader *r, const lumbar_tflite_op *op)
{
    const lumbar_tflite_tensor *in = &r->tensors[op->inputs[0]], *out = &r->tensors[op->output];
    if (op->input_count != 2) return damaged(r, "padding");
    const lumbar_tflite_tensor *pads = &r->tensors[op->inputs[1]];
    if (!pads->integers || pads->count != 2 * (size_t)in->dims || out->dims != in->dims) return damaged(r, "padding");
    for (int i = 0; i < in->dims; i++) {
        int32_t before = pads->integers[2 * i], after = pads->integers[2 * i + 1];
        if (before < 0 || after < 0 || before > SIDE_MAX || after > SIDE_MAX ||
            out->shape[i] != in->shape[i] + before + after)
            return damaged(r, "padding");
    }
    return true;
}

static bool check_concat(reader *r, const lumbar_tflite_op *op, int axis)
{
    const lumbar_tflite_tensor *out = &r->tensors[op->output];
    int sum = 0;
    if (axis != 1 || out->dims != 3 || out->shape[0] != 1) return damaged(r, "concatenation");
    for (int i = 0; i < op->input_count; i++) {
        const lumbar_tflite_tensor *in = &r->tensors[op->inputs[i]];
        if (!shape_is(in, 3, 1, in->shape[1], out->shape[2], 0) || !r->sources[op->inputs[i]].computed) return damaged(r, "concatenation");
        sum += in->shape[1];
    }
    return sum == out->shape[1] || damaged(r, "concatenation");
}

/* An operator with one computed input: do the shapes agree with what it does? */
static bool check_simple(reader *r, const lumbar_tflite_op *op)
{
    const lumbar_tflite_tensor *in = &r->tensors[op->inputs[0]], *out = &r->tensors[op->output];
    bool maps = in->dims == 4 && out->dims == 4 && in->shape[0] == 1 && out->shape[0] == 1, good = false;
    switch (op->code) {
    case LUMBAR_TFLITE_RESHAPE: good = in->count == out->count; break;
    case LUMBAR_TFLITE_LOGISTIC: good = same_shape(in, out); break;
    case LUMBAR_TFLITE_RESIZE: good = maps && in->shape[3] == out->shape[3]; break;
    case LUMBAR_TFLITE_MAX_POOL:
        good = maps && op->filter_x * op->filter_y > 1 &&
               shape_is(out, 4, 1, window_side(in->shape[1], op->filter_y, op->stride_y, 1, op->same_padding),
                        window_side(in->shape[2], op->filter_x, op->stride_x, 1, op->same_padding), in->shape[3]);
        break;
    case LUMBAR_TFLITE_DEPTH_TO_SPACE:
        good = maps && op->block > 1 && in->shape[3] % (op->block * op->block) == 0 &&
               shape_is(out, 4, 1, in->shape[1] * op->block, in->shape[2] * op->block,
                        in->shape[3] / (op->block * op->block));
        break;
    default: break;
    }
    return good || damaged(r, "operator shapes");
}

/* Stride, padding and the like stand in a table of the operator's own kind: at which field each. -1 where it has none. */
static const struct {
    int code, padding, stride_x, stride_y, dilation_x, dilation_y, filter_x, filter_y, multiplier, block, activation;
} option_fields[] = {
    {LUMBAR_TFLITE_CONV, 0, 1, 2, 4, 5, -1, -1, -1, -1, 3},
    {LUMBAR_TFLITE_DEPTHWISE, 0, 1, 2, 5, 6, -1, -1, 3, -1, 4},
    {LUMBAR_TFLITE_MAX_POOL, 0, 1, 2, -1, -1, 3, 4, -1, -1, 5},
    {LUMBAR_TFLITE_ADD, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0},
    {LUMBAR_TFLITE_CONCAT, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
    {LUMBAR_TFLITE_DEPTH_TO_SPACE, -1, -1, -1, -1, -1, -1, -1, -1, 0, -1},
};

/* A number of 1..256 from the options: strides, windows and blocks of the pose networks are all small. */
static bool small_option(reader *r, size_t options, int index, int *value)
{
    *value = 1;
    if (index < 0 || !options) return true;
    int32_t stored = (int32_t)field_value(r, options, index, 4, 1);
    if (r->bad || stored < 1 || stored > 256) return damaged(r, "operator option");
    *value = stored;
    return true;
}

static bool read_options(reader *r, size_t options, lumbar_tflite_op *op)
{
    op->stride_x = op->stride_y = op->dilation_x = op->dilation_y = op->filter_x = op->filter_y = 1;
    op->multiplier = op->block = 1;
    for (size_t i = 0; i < LUMBAR_COUNT(option_fields); i++) {
        if (option_fields[i].code != op->code) continue;
        uint32_t padding = option_fields[i].padding < 0 || !options ? 0 : field_value(r, options, 0, 1, 0);
        uint32_t activation = option_fields[i].activation < 0 || !options
                                  ? 0 : field_value(r, options, option_fields[i].activation, 1, 0);
        if (padding > 1 || (activation != 0 && activation != 3)) return damaged(r, "operator option");
        op->same_padding = padding == 0;
        op->relu6 = activation == 3;
        return small_option(r, options, option_fields[i].stride_x, &op->stride_x) &&
               small_option(r, options, option_fields[i].stride_y, &op->stride_y) &&
               small_option(r, options, option_fields[i].dilation_x, &op->dilation_x) &&
               small_option(r, options, option_fields[i].dilation_y, &op->dilation_y) &&
               small_option(r, options, option_fields[i].filter_x, &op->filter_x) &&
               small_option(r, options, option_fields[i].filter_y, &op->filter_y) &&
               small_option(r, options, option_fields[i].multiplier, &op->multiplier) &&
               small_option(r, options, option_fields[i].block, &op->block);
    }
    return true;
}

/* Does the operator make sense with its tensors? `options` is its own table. */
static bool check_op(reader *r, lumbar_tflite_op *op, size_t options)
{
    const lumbar_tflite_tensor *t = r->tensors;
    switch (op->code) {
    case LUMBAR_TFLITE_CONV:
    case LUMBAR_TFLITE_DEPTHWISE: return check_convolution(r, op);
    case LUMBAR_TFLITE_PAD: return check_pad(r, op);
    case LUMBAR_TFLITE_CONCAT:
        if (op->relu6) return damaged(r, "concatenation");
        return check_concat(r, op, options ? (int32_t)field_value(r, options, 0, 4, 0) : 0);
    case LUMBAR_TFLITE_ADD:
        return (op->input_count == 2 && !t[op->inputs[1]].integers && same_shape(&t[op->inputs[0]], &t[op->output]) &&
                same_shape(&t[op->inputs[1]], &t[op->output])) ||
               damaged(r, "addition");
    case LUMBAR_TFLITE_RESIZE:
        if (!options || field_value(r, options, 2, 1, 0) || !field_value(r, options, 3, 1, 0))
            return damaged(r, "resize of a kind that is not read");
        return check_simple(r, op);
    default: return check_simple(r, op);
    }
}

/* Reads one operator. A constant expanded on the spot leaves *kept false. */
static bool read_op(reader *r, size_t table, vector codes, lumbar_tflite_op *op, bool *kept)
{
    uint32_t code_index = field_value(r, table, 0, 4, 0);
    vector inputs = field_vector(r, table, 1, 4), outputs = field_vector(r, table, 2, 4);
    if (r->bad || code_index >= codes.count) return damaged(r, "operator");
    size_t code_table = follow(r, codes.at + 4 * (size_t)code_index);
    int old_code = (int8_t)field_value(r, code_table, 0, 1, 0);
    int new_code = (int32_t)field_value(r, code_table, 3, 4, 0);
    op->code = new_code > old_code ? new_code : old_code;
    if (r->bad || !inputs.count || inputs.count > LUMBAR_TFLITE_INPUTS || outputs.count != 1)
        return damaged(r, "operator");
    op->input_count = (int)inputs.count;
    for (int i = 0; i < op->input_count; i++) {
        op->inputs[i] = get_int(r, inputs.at + 4 * (size_t)i);
        if (op->inputs[i] < 0 || op->inputs[i] >= r->tensor_count || !r->sources[op->inputs[i]].known)
            return damaged(r, "operator input");
    }
    op->output = get_int(r, outputs.at);
    if (op->output < 0 || op->output >= r->tensor_count || r->sources[op->output].known)
        return damaged(r, "operator output");
    *kept = op->code != CODE_DEQUANTIZE && op->code != CODE_DENSIFY;
    if (!*kept) return expand(r, op->code, op->inputs[0], op->output);
    for (int i = 0; i < op->input_count; i++) {
        const lumbar_tflite_tensor *in = &r->tensors[op->inputs[i]];
        if (!r->sources[op->inputs[i]].computed && (i == 0 || (!in->values && !in->integers)))
            return damaged(r, "operator input");
    }
    r->sources[op->output].known = r->sources[op->output].computed = true;
    size_t options = field_table(r, table, 4);
    if (r->bad) return damaged(r, "operator");
    return read_options(r, options, op) && check_op(r, op, options);
}

static bool read_ops(reader *r, size_t graph, size_t root, lumbar_tflite *out)
{
    vector codes = field_vector(r, root, 1, 4), ops = field_vector(r, graph, 3, 4);
    if (r->bad || !ops.count || ops.count > OPS_MAX) return damaged(r, "operator list");
    lumbar_tflite_op *kept_ops = LUMBAR_NEW_ARRAY(r->arena, lumbar_tflite_op, ops.count);
    if (!kept_ops) return lumbar_fail(r->error, LUMBAR_MEMORY, 0, "out of memory");
    for (size_t i = 0; i < ops.count; i++) {
        lumbar_tflite_op op = {0};
        bool kept = false;
        if (!read_op(r, follow(r, ops.at + 4 * i), codes, &op, &kept)) return false;
        if (kept) kept_ops[out->op_count++] = op;
    }
    out->ops = kept_ops;
    return true;
}

/* The one input, marked as known, and the outputs. */
static bool read_ends(reader *r, size_t graph, lumbar_tflite *out)
{
    vector inputs = field_vector(r, graph, 1, 4), outputs = field_vector(r, graph, 2, 4);
    if (r->bad || inputs.count != 1 || !outputs.count || outputs.count > LUMBAR_TFLITE_OUTPUTS)
        return damaged(r, "inputs and outputs");
    out->input = get_int(r, inputs.at);
    out->output_count = (int)outputs.count;
    for (int i = 0; i < out->output_count; i++) out->outputs[i] = get_int(r, outputs.at + 4 * (size_t)i);
    if (out->input < 0 || out->input >= r->tensor_count || r->sources[out->input].known)
        return damaged(r, "input");
    r->sources[out->input].known = r->sources[out->input].computed = true;
    return true;
}

const lumbar_tflite *lumbar_tflite_read(lumbar_arena *arena, const uint8_t *data, size_t size, const char *name,
                                        lumbar_error *error)
{
    reader r = {.data = data, .size = size, .name = name, .error = error, .arena = arena};
    lumbar_tflite *out = LUMBAR_NEW(arena, lumbar_tflite);
    if (!out) {
        lumbar_fail(error, LUMBAR_MEMORY, 0, "out of memory");
        return NULL;
    }
    if (size < 8 || memcmp(data + 4, "TFL3", 4)) {
        damaged(&r, "not a TFLite file");
        return NULL;
    }
    size_t root = follow(&r, 0);
    vector graphs = field_vector(&r, root, 2, 4);
    if (r.bad || graphs.count != 1) {
        damaged(&r, "graph");
        return NULL;
    }
    size_t graph = follow(&r, graphs.at);
    if (!read_tensors(&r, graph, root) || !read_ends(&r, graph, out) || !read_ops(&r, graph, root, out)) return NULL;
    for (int i = 0; i < out->output_count; i++) {
        int o = out->outputs[i];
        if (o < 0 || o >= r.tensor_count || !r.sources[o].computed) {
            damaged(&r, "output");
            return NULL;
        }
    }
    if (r.bad) {
        damaged(&r, "an offset points outside");
        return NULL;
    }
    out->tensors = r.tensors;
    out->tensor_count = r.tensor_count;
    return out;
}
