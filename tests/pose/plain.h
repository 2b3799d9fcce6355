/* A graph's operators as plain loops in double precision: what the engines are held against. */
#ifndef LUMBAR_TESTS_PLAIN_H
#define LUMBAR_TESTS_PLAIN_H

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "pose/tflite.h"

/* all[tensor], made on first use. */
static float *values_of(float **all, const lumbar_tflite *g, int tensor)
{
    size_t count = g->tensors[tensor].count;
    if (!all[tensor]) {
        all[tensor] = calloc(count, sizeof(float));
        if (g->tensors[tensor].values) memcpy(all[tensor], g->tensors[tensor].values, count * sizeof(float));
    }
    return all[tensor];
}

/* What TensorFlow's SAME pads before the first pixel. */
static int plain_pad(int in, int out, int window, int stride, bool same)
{
    int total = (out - 1) * stride + window - in;
    return same && total > 0 ? total / 2 : 0;
}

static void plain_window(const lumbar_tflite_op *op, const lumbar_tflite *g, const float *in, const float *filter,
                         const float *bias, float *out)
{
    const lumbar_tflite_tensor *ti = &g->tensors[op->inputs[0]], *to = &g->tensors[op->output];
    int ih = ti->shape[1], iw = ti->shape[2], ic = ti->shape[3], oh = to->shape[1], ow = to->shape[2],
        oc = to->shape[3];
    int top = plain_pad(ih, oh, (op->filter_y - 1) * op->dilation_y + 1, op->stride_y, op->same_padding);
    int left = plain_pad(iw, ow, (op->filter_x - 1) * op->dilation_x + 1, op->stride_x, op->same_padding);
    for (int i = 0; i < oh * ow * oc; i++) {
        int c = i % oc, x = i / oc % ow, y = i / oc / ow;
        double sum = op->code == LUMBAR_TFLITE_MAX_POOL ? -1e30 : (double)bias[c];
        for (int k = 0; k < op->filter_y * op->filter_x; k++) {
            int sy = y * op->stride_y + k / op->filter_x * op->dilation_y - top;
            int sx = x * op->stride_x + k % op->filter_x * op->dilation_x - left;
            if (sy < 0 || sx < 0 || sy >= ih || sx >= iw) continue;
            const float *pixel = in + (sy * iw + sx) * ic;
            if (op->code == LUMBAR_TFLITE_MAX_POOL) sum = fmax(sum, (double)pixel[c]);
            if (op->code == LUMBAR_TFLITE_DEPTHWISE) sum += (double)pixel[c / op->multiplier] * filter[k * oc + c];
            for (int j = 0; op->code == LUMBAR_TFLITE_CONV && j < ic; j++)
                sum += (double)pixel[j] * filter[(c * op->filter_y * op->filter_x + k) * ic + j];
        }
        out[i] = (float)(op->relu6 ? fmax(0, fmin(6, sum)) : sum);
    }
}

/* Half-pixel bilinear. */
static void plain_resize(const lumbar_tflite_tensor *ti, const lumbar_tflite_tensor *to, const float *in, float *out)
{
    int ih = ti->shape[1], iw = ti->shape[2], c = ti->shape[3], oh = to->shape[1], ow = to->shape[2];
    for (int i = 0; i < oh * ow * c; i++) {
        double y = fmax(0, (i / c / ow + 0.5) * ih / oh - 0.5), x = fmax(0, (i / c % ow + 0.5) * iw / ow - 0.5);
        int y0 = (int)y, x0 = (int)x, y1 = y0 + 1 < ih ? y0 + 1 : y0, x1 = x0 + 1 < iw ? x0 + 1 : x0, k = i % c;
        double top = in[(y0 * iw + x0) * c + k] * (1 - (x - x0)) + in[(y0 * iw + x1) * c + k] * (x - x0);
        double bottom = in[(y1 * iw + x0) * c + k] * (1 - (x - x0)) + in[(y1 * iw + x1) * c + k] * (x - x0);
        out[i] = (float)(top * (1 - (y - y0)) + bottom * (y - y0));
    }
}

static void plain_depth_to_space(const lumbar_tflite_tensor *ti, int block, const float *in, float *out)
{
    int h = ti->shape[1], w = ti->shape[2], c = ti->shape[3], oc = c / (block * block);
    for (int i = 0; i < h * w * c; i++) {
        int k = i % c / oc, y = i / c / w * block + k / block, x = i / c % w * block + k % block;
        out[(y * w * block + x) * oc + i % c % oc] = in[i];
    }
}

static void plain_pad_map(const lumbar_tflite_tensor *ti, const lumbar_tflite_tensor *to, const int32_t *pads,
                          const float *in, float *out)
{
    int h = ti->shape[1], w = ti->shape[2], c = ti->shape[3];
    for (int i = 0; i < h * w * c; i++)
        out[((i / c / w + pads[2]) * to->shape[2] + i / c % w + pads[4]) * to->shape[3] + i % c + pads[6]] = in[i];
}

/* Computes op->output from what is there already. */
static void plain_op(float **all, const lumbar_tflite *g, const lumbar_tflite_op *op)
{
    const lumbar_tflite_tensor *ti = &g->tensors[op->inputs[0]], *to = &g->tensors[op->output];
    float *in = values_of(all, g, op->inputs[0]), *out = values_of(all, g, op->output);
    memset(out, 0, to->count * sizeof *out);
    switch (op->code) {
    case LUMBAR_TFLITE_CONV:
    case LUMBAR_TFLITE_DEPTHWISE:
        plain_window(op, g, in, values_of(all, g, op->inputs[1]), values_of(all, g, op->inputs[2]), out);
        break;
    case LUMBAR_TFLITE_MAX_POOL: plain_window(op, g, in, NULL, NULL, out); break;
    case LUMBAR_TFLITE_RESIZE: plain_resize(ti, to, in, out); break;
    case LUMBAR_TFLITE_ADD:
        for (size_t i = 0; i < to->count; i++) {
            float sum = in[i] + values_of(all, g, op->inputs[1])[i];
            out[i] = op->relu6 ? fmaxf(0, fminf(6, sum)) : sum;
        }
        break;
    case LUMBAR_TFLITE_PAD: plain_pad_map(ti, to, g->tensors[op->inputs[1]].integers, in, out); break;
    case LUMBAR_TFLITE_DEPTH_TO_SPACE: plain_depth_to_space(ti, op->block, in, out); break;
    case LUMBAR_TFLITE_LOGISTIC:
        for (size_t i = 0; i < to->count; i++) out[i] = (float)(1 / (1 + exp(-(double)in[i])));
        break;
    case LUMBAR_TFLITE_RESHAPE: memcpy(out, in, to->count * sizeof(float)); break;
    case LUMBAR_TFLITE_CONCAT:
        for (int i = 0; i < op->input_count; i++) {
            memcpy(out, values_of(all, g, op->inputs[i]), g->tensors[op->inputs[i]].count * sizeof(float));
            out += g->tensors[op->inputs[i]].count;
        }
        break;
    default: fail();
    }
}

#endif
