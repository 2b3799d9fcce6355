/* The network reader and runner: each file of the fuzz corpus gets the verdict in its name, and a small network with
 * every operator gives what plain loops give. */
#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "base/base.h"
#include "pose/network.h"
#include "pose/tflite.h"

static char folder[4096];

static uint8_t *load(const char *name, size_t *size)
{
    char path[8192];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    uint8_t *data = malloc(1 << 16), *exact;
    *size = fread(data, 1, 1 << 16, file);
    fclose(file);
    exact = malloc(*size ? *size : 1);
    memcpy(exact, data, *size);
    free(data);
    return exact;
}

static void test_verdicts(void **state)
{
    (void)state;
    DIR *all = opendir(folder);
    assert_non_null(all);
    int count = 0;
    for (struct dirent *entry; (entry = readdir(all));) {
        bool valid = !strncmp(entry->d_name, "valid_", 6);
        if (!valid && strncmp(entry->d_name, "bad_", 4)) continue;
        size_t size;
        uint8_t *data = load(entry->d_name, &size);
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_error error = {0};
        const lumbar_tflite *graph = lumbar_tflite_read(arena, data, size, "this file", &error);
        if ((graph != NULL) != valid) print_message("# %s: %s\n", entry->d_name, error.text);
        assert_true((graph != NULL) == valid);
        if (!valid) {
            assert_int_equal(error.code, LUMBAR_SETUP);
            assert_non_null(strstr(error.text, "this file is damaged"));
            assert_non_null(strstr(error.text, "scripts/setup"));
        }
        lumbar_arena_free(arena);
        free(data);
        count++;
    }
    closedir(all);
    assert_true(count > 30);
}

/* Cut off anywhere it is refused, with any one byte changed it is read or refused: never a crash. */
static void test_cut_and_changed(void **state)
{
    (void)state;
    size_t size;
    uint8_t *data = load("valid_every_operator", &size);
    for (size_t i = 0; i < size; i += 7) {
        lumbar_arena *arena = lumbar_arena_new();
        uint8_t *part = malloc(i + 1);
        memcpy(part, data, i);
        assert_null(lumbar_tflite_read(arena, part, i, "cut", NULL));
        free(part);
        uint8_t kept = data[i];
        data[i] ^= (uint8_t)(0x80 >> i % 8);
        lumbar_tflite_read(arena, data, size, "changed", NULL);
        data[i] = kept;
        lumbar_arena_free(arena);
    }
    free(data);
}

/* ---- plain loops --------------------------------------------------------------------------------------- */

static float *values_of(float **all, const lumbar_tflite *g, int tensor)
{
    if (!all[tensor]) {
        all[tensor] = calloc(g->tensors[tensor].count, sizeof(float));
        if (g->tensors[tensor].values)
            memcpy(all[tensor], g->tensors[tensor].values, g->tensors[tensor].count * sizeof(float));
    }
    return all[tensor];
}

/* What TensorFlow's SAME pads before the first pixel. */
static int pad_before(int in, int out, int window, int stride, bool same)
{
    int total = (out - 1) * stride + window - in;
    return same && total > 0 ? total / 2 : 0;
}

static void window_op(const lumbar_tflite_op *op, const lumbar_tflite_tensor *ti, const lumbar_tflite_tensor *to,
                      const float *in, const float *filter, const float *bias, float *out)
{
    int ih = ti->shape[1], iw = ti->shape[2], ic = ti->shape[3], oh = to->shape[1], ow = to->shape[2],
        oc = to->shape[3];
    int top = pad_before(ih, oh, op->filter_y, op->stride_y, op->same_padding);
    int left = pad_before(iw, ow, op->filter_x, op->stride_x, op->same_padding);
    for (int i = 0; i < oh * ow * oc; i++) {
        int c = i % oc, x = i / oc % ow, y = i / oc / ow;
        double sum = op->code == LUMBAR_TFLITE_MAX_POOL ? -1e30 : (double)bias[c];
        for (int k = 0; k < op->filter_y * op->filter_x; k++) {
            int fy = k / op->filter_x, fx = k % op->filter_x, sy = y * op->stride_y + fy - top,
                sx = x * op->stride_x + fx - left;
            if (sy < 0 || sx < 0 || sy >= ih || sx >= iw) continue;
            const float *pixel = in + (sy * iw + sx) * ic;
            if (op->code == LUMBAR_TFLITE_MAX_POOL) sum = fmax(sum, (double)pixel[c]);
            if (op->code == LUMBAR_TFLITE_DEPTHWISE) sum += (double)pixel[c] * filter[k * oc + c];
            for (int j = 0; op->code == LUMBAR_TFLITE_CONV && j < ic; j++)
                sum += (double)pixel[j] * filter[(c * op->filter_y * op->filter_x + k) * ic + j];
        }
        out[i] = (float)(op->relu6 ? fmax(0, fmin(6, sum)) : sum);
    }
}

/* Half-pixel bilinear. */
static void resize_op(const lumbar_tflite_tensor *ti, const lumbar_tflite_tensor *to, const float *in, float *out)
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

static void plain_op(float **all, const lumbar_tflite *g, const lumbar_tflite_op *op)
{
    const lumbar_tflite_tensor *ti = &g->tensors[op->inputs[0]], *to = &g->tensors[op->output];
    float *in = values_of(all, g, op->inputs[0]), *out = values_of(all, g, op->output);
    int h = ti->shape[1], w = ti->shape[2], c = ti->shape[3], b = op->block;
    const int32_t *pads = op->code == LUMBAR_TFLITE_PAD ? g->tensors[op->inputs[1]].integers : NULL;
    switch (op->code) {
    case LUMBAR_TFLITE_CONV:
    case LUMBAR_TFLITE_DEPTHWISE:
        window_op(op, ti, to, in, values_of(all, g, op->inputs[1]), values_of(all, g, op->inputs[2]), out);
        break;
    case LUMBAR_TFLITE_MAX_POOL: window_op(op, ti, to, in, NULL, NULL, out); break;
    case LUMBAR_TFLITE_RESIZE: resize_op(ti, to, in, out); break;
    case LUMBAR_TFLITE_ADD:
        for (size_t i = 0; i < to->count; i++) out[i] = in[i] + values_of(all, g, op->inputs[1])[i];
        break;
    case LUMBAR_TFLITE_PAD:
        for (int i = 0; i < h * w * c; i++)
            out[((i / c / w + pads[2]) * to->shape[2] + i / c % w + pads[4]) * c + i % c] = in[i];
        break;
    case LUMBAR_TFLITE_DEPTH_TO_SPACE:
        for (int i = 0; i < h * w * c; i++) {
            int k = i % c / (c / (b * b)), y = i / c / w * b + k / b, x = i / c % w * b + k % b;
            out[(y * w * b + x) * (c / (b * b)) + i % c % (c / (b * b))] = in[i];
        }
        break;
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

static void test_same_as_plain_loops(void **state)
{
    (void)state;
    size_t size;
    uint8_t *data = load("valid_every_operator", &size);
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_tflite *g = lumbar_tflite_read(arena, data, size, "small", &error);
    assert_non_null(g);
    free(data); /* the graph does not need the file */
    lumbar_network *network = lumbar_network_new(g, "small", &error);
    assert_non_null(network);
    float **all = calloc((size_t)g->tensor_count, sizeof *all), *in = values_of(all, g, g->input);
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < g->tensors[g->input].count; i++)
            lumbar_network_input(network)[i] = in[i] = (float)sin(0.7 * (double)i + round);
        for (int i = 0; i < g->op_count; i++) {
            if (all[g->ops[i].output])
                memset(all[g->ops[i].output], 0, g->tensors[g->ops[i].output].count * sizeof(float));
            plain_op(all, g, &g->ops[i]);
        }
        assert_true(lumbar_network_run(network));
        for (int k = 0; k < g->output_count; k++) {
            const float *got = lumbar_network_output(network, k);
            for (size_t i = 0; i < g->tensors[g->outputs[k]].count; i++)
                assert_float_equal(got[i], all[g->outputs[k]][i], 1e-4 * (1 + fabs((double)got[i])));
        }
    }
    for (int i = 0; i < g->tensor_count; i++) free(all[i]);
    free(all);
    lumbar_network_free(network);
    lumbar_arena_free(arena);
}

int main(void)
{
    const char *source = getenv("LUMBAR_SOURCE");
    snprintf(folder, sizeof folder, "%s/fuzz/corpus/tflite", source ? source : ".");
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_verdicts), cmocka_unit_test(test_cut_and_changed),
                                       cmocka_unit_test(test_same_as_plain_loops)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
