/* The operators of a TFLite file: their options, and whether shapes agree with what they do. */
#include <string.h>
#include "base/base.h"
#include "pose/tflite_parts.h"

/* Side of the output of a sliding window; 0 when the window does not fit. */
static int window_side(int side, int window, int stride, int dilation, bool same)
{
    if (same) return (side + stride - 1) / stride;
    int64_t covered = (int64_t)(window - 1) * dilation + 1;
    return covered > side ? 0 : (int)((side - covered) / stride + 1);
}

static bool shape_is(const lumbar_tflite_tensor *t, int dims, const int *wanted)
{
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
static bool check_convolution(lumbar_tflite_reader *r, lumbar_tflite_op *op)
{
    const lumbar_tflite_tensor *t = r->tensors, *out = &t[op->output];
    if (op->input_count != 3) return lumbar_tflite_damaged(r, "convolution");
    const lumbar_tflite_tensor *in = &t[op->inputs[0]], *filter = &t[op->inputs[1]], *bias = &t[op->inputs[2]];
    bool deep = op->code == LUMBAR_TFLITE_CONV;
    if (in->dims != 4 || filter->dims != 4 || !filter->values || !bias->values || in->shape[0] != 1)
        return lumbar_tflite_damaged(r, "convolution");
    int channels = deep ? filter->shape[0] : filter->shape[3];
    op->filter_y = filter->shape[1];
    op->filter_x = filter->shape[2];
    int height = window_side(in->shape[1], op->filter_y, op->stride_y, op->dilation_y, op->same_padding);
    int width = window_side(in->shape[2], op->filter_x, op->stride_x, op->dilation_x, op->same_padding);
    bool fits = deep ? filter->shape[3] == in->shape[3]
                     : filter->shape[0] == 1 && (int64_t)op->multiplier * in->shape[3] == channels;
    if (!fits || !height || !width || !shape_is(bias, 1, (const int[]){channels}) ||
        !shape_is(out, 4, (const int[]){1, height, width, channels}))
        return lumbar_tflite_damaged(r, "convolution shapes");
    return true;
}

static bool check_pad(lumbar_tflite_reader *r, const lumbar_tflite_op *op)
{
    const lumbar_tflite_tensor *in = &r->tensors[op->inputs[0]], *out = &r->tensors[op->output];
    if (op->input_count != 2) return lumbar_tflite_damaged(r, "padding");
    const lumbar_tflite_tensor *pads = &r->tensors[op->inputs[1]];
    if (!pads->integers || pads->count != 2 * (size_t)in->dims || out->dims != in->dims)
        return lumbar_tflite_damaged(r, "padding");
    for (int i = 0; i < in->dims; i++) {
        int32_t before = pads->integers[2 * i], after = pads->integers[2 * i + 1];
        if (before < 0 || after < 0 || before > LUMBAR_TFLITE_SIDE_MAX || after > LUMBAR_TFLITE_SIDE_MAX ||
            out->shape[i] != in->shape[i] + before + after)
            return lumbar_tflite_damaged(r, "padding");
    }
    return true;
}

static bool check_concat(lumbar_tflite_reader *r, const lumbar_tflite_op *op, int axis)
{
    const lumbar_tflite_tensor *out = &r->tensors[op->output];
    int sum = 0;
    if (axis != 1 || out->dims != 3 || out->shape[0] != 1) return lumbar_tflite_damaged(r, "concatenation");
    for (int i = 0; i < op->input_count; i++) {
        const lumbar_tflite_tensor *in = &r->tensors[op->inputs[i]];
        if (!shape_is(in, 3, (const int[]){1, in->shape[1], out->shape[2]}) || !r->sources[op->inputs[i]].computed)
            return lumbar_tflite_damaged(r, "concatenation");
        sum += in->shape[1];
    }
    return sum == out->shape[1] || lumbar_tflite_damaged(r, "concatenation");
}

/* An operator with one computed input: do the shapes agree with what it does? */
static bool check_simple(lumbar_tflite_reader *r, const lumbar_tflite_op *op)
{
    const lumbar_tflite_tensor *in = &r->tensors[op->inputs[0]], *out = &r->tensors[op->output];
    bool maps = in->dims == 4 && out->dims == 4 && in->shape[0] == 1 && out->shape[0] == 1, good = false;
    switch (op->code) {
    case LUMBAR_TFLITE_RESHAPE: good = in->count == out->count; break;
    case LUMBAR_TFLITE_LOGISTIC: good = same_shape(in, out); break;
    case LUMBAR_TFLITE_RESIZE: good = maps && in->shape[3] == out->shape[3]; break;
    case LUMBAR_TFLITE_MAX_POOL:
        good = maps && op->filter_x * op->filter_y > 1 &&
               shape_is(out, 4,
                        (const int[]){1, window_side(in->shape[1], op->filter_y, op->stride_y, 1, op->same_padding),
                                      window_side(in->shape[2], op->filter_x, op->stride_x, 1, op->same_padding),
                                      in->shape[3]});
        break;
    case LUMBAR_TFLITE_DEPTH_TO_SPACE:
        good = maps && op->block > 1 && in->shape[3] % (op->block * op->block) == 0 &&
               shape_is(out, 4,
                        (const int[]){1, in->shape[1] * op->block, in->shape[2] * op->block,
                                      in->shape[3] / (op->block * op->block)});
        break;
    default: break;
    }
    return good || lumbar_tflite_damaged(r, "operator shapes");
}

/* Stride, padding and the like stand in a table of the operator's own kind: at which field each. -1 where it has
 * none. */
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
static bool small_option(lumbar_tflite_reader *r, size_t options, int index, int *value)
{
    *value = 1;
    if (index < 0 || !options) return true;
    int32_t stored = (int32_t)lumbar_flat_value(r, options, index, 4, 1);
    if (r->bad || stored < 1 || stored > 256) return lumbar_tflite_damaged(r, "operator option");
    *value = stored;
    return true;
}

static bool read_options(lumbar_tflite_reader *r, size_t options, lumbar_tflite_op *op)
{
    op->stride_x = op->stride_y = op->dilation_x = op->dilation_y = op->filter_x = op->filter_y = 1;
    op->multiplier = op->block = 1;
    for (size_t i = 0; i < LUMBAR_COUNT(option_fields); i++) {
        if (option_fields[i].code != op->code) continue;
        uint32_t padding = option_fields[i].padding < 0 || !options ? 0 : lumbar_flat_value(r, options, 0, 1, 0);
        uint32_t activation = option_fields[i].activation < 0 || !options
                                  ? 0
                                  : lumbar_flat_value(r, options, option_fields[i].activation, 1, 0);
        if (padding > 1 || (activation != 0 && activation != 3)) return lumbar_tflite_damaged(r, "operator option");
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

bool lumbar_tflite_op_check(lumbar_tflite_reader *r, lumbar_tflite_op *op, size_t options)
{
    const lumbar_tflite_tensor *t = r->tensors;
    if (!read_options(r, options, op)) return false;
    switch (op->code) {
    case LUMBAR_TFLITE_CONV:
    case LUMBAR_TFLITE_DEPTHWISE: return check_convolution(r, op);
    case LUMBAR_TFLITE_PAD: return check_pad(r, op);
    case LUMBAR_TFLITE_CONCAT:
        if (op->relu6) return lumbar_tflite_damaged(r, "concatenation");
        return check_concat(r, op, options ? (int32_t)lumbar_flat_value(r, options, 0, 4, 0) : 0);
    case LUMBAR_TFLITE_ADD:
        return (op->input_count == 2 && !t[op->inputs[1]].integers && same_shape(&t[op->inputs[0]], &t[op->output]) &&
                same_shape(&t[op->inputs[1]], &t[op->output])) ||
               lumbar_tflite_damaged(r, "addition");
    case LUMBAR_TFLITE_RESIZE:
        if (!options || lumbar_flat_value(r, options, 2, 1, 0) || !lumbar_flat_value(r, options, 3, 1, 0))
            return lumbar_tflite_damaged(r, "resize of a kind that is not read");
        return check_simple(r, op);
    default: return check_simple(r, op);
    }
}
