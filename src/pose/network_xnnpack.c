/* Runs a graph on XNNPACK, single-threaded: the one file that knows XNNPACK. Reshape and concatenation are no work:
 * what feeds them writes straight into the output they end in. The logistic function is our own. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <xnnpack.h>
#include "base/base.h"
#include "base/exact.h"
#include "pose/network_engines.h"

/* Where a tensor lives: inside which output of the graph, from which element. */
typedef struct home {
    int output; /* -1: nowhere, an internal value */
    size_t offset;
} home;

typedef struct span {
    int output;
    size_t offset, count;
} span;

typedef struct runner {
    const lumbar_tflite *graph;
    const char *name;
    xnn_subgraph_t subgraph;
    xnn_runtime_t runtime;
    float *input;
    float *outputs[LUMBAR_TFLITE_OUTPUTS];
    /* [logistic_count] parts of the outputs to pass through the logistic function */
    span logistic[LUMBAR_TFLITE_OUTPUTS];
    int logistic_count;
} runner;

/* What is needed while a network is being made. */
typedef struct maker {
    runner *network;
    const lumbar_tflite *graph;
    home *homes;   /* [tensor_count] */
    uint32_t *ids; /* [tensor_count] XNNPACK's value of each tensor */
    const char *name;
    lumbar_error *error;
} maker;

static bool unsupported(const maker *m, const char *what)
{
    return lumbar_fail(m->error, LUMBAR_SETUP, 0, "%s cannot be run (%s): run scripts/setup again", m->name, what);
}

/* What XNNPACK refuses: for lack of memory, which its start takes for a processor that it does not know (errno is 0
 * before), or because of the graph. */
static bool refused(const maker *m, enum xnn_status status, const char *what)
{
    bool memory = status == xnn_status_out_of_memory || errno == ENOMEM;
    return memory ? lumbar_fail_memory(m->error) : unsupported(m, what);
}

static float *buffer(size_t count) { return calloc(1, count * sizeof(float) + XNN_EXTRA_BYTES); }

/* An operator that only moves numbers and ends in an output of the graph. */
static bool is_moved(const maker *m, const lumbar_tflite_op *op)
{
    bool moves =
        op->code == LUMBAR_TFLITE_RESHAPE || op->code == LUMBAR_TFLITE_CONCAT || op->code == LUMBAR_TFLITE_LOGISTIC;
    return moves && m->homes[op->output].output >= 0;
}

/* From the outputs backwards: which tensor is part of which output. */
static bool find_homes(maker *m)
{
    const lumbar_tflite *g = m->graph;
    for (int i = 0; i < g->tensor_count; i++) m->homes[i].output = -1;
    for (int i = 0; i < g->output_count; i++) {
        if (m->homes[g->outputs[i]].output >= 0) return unsupported(m, "one tensor as two outputs");
        m->homes[g->outputs[i]] = (home){i, 0};
    }
    for (int k = g->op_count - 1; k >= 0; k--) {
        const lumbar_tflite_op *op = &g->ops[k];
        if (!is_moved(m, op)) continue;
        home at = m->homes[op->output];
        int parts = op->code == LUMBAR_TFLITE_CONCAT ? op->input_count : 1;
        for (int i = 0; i < parts; i++) {
            if (m->homes[op->inputs[i]].output >= 0 || op->inputs[i] == g->input)
                return unsupported(m, "a tensor in two places");
            m->homes[op->inputs[i]] = at;
            at.offset += g->tensors[op->inputs[i]].count;
        }
        if (op->code != LUMBAR_TFLITE_LOGISTIC) continue;
        runner *n = m->network;
        if (n->logistic_count == LUMBAR_TFLITE_OUTPUTS) return unsupported(m, "logistic");
        n->logistic[n->logistic_count++] =
            (span){m->homes[op->output].output, m->homes[op->output].offset, g->tensors[op->output].count};
    }
    return true;
}

/* XNNPACK's value for a tensor, made on first use. */
static bool value_of(maker *m, int tensor, uint32_t *id)
{
    if (m->ids[tensor] == XNN_INVALID_VALUE_ID) {
        const lumbar_tflite_tensor *t = &m->graph->tensors[tensor];
        size_t shape[LUMBAR_TFLITE_DIMS];
        for (int i = 0; i < t->dims; i++) shape[i] = (size_t)t->shape[i];
        uint32_t flags = 0, external = XNN_INVALID_VALUE_ID;
        if (tensor == m->graph->input) flags = XNN_VALUE_FLAG_EXTERNAL_INPUT;
        if (m->homes[tensor].output >= 0) flags = XNN_VALUE_FLAG_EXTERNAL_OUTPUT;
        if (flags) external = (uint32_t)tensor;
        enum xnn_status status = xnn_define_tensor_value(m->network->subgraph, xnn_datatype_fp32, (size_t)t->dims,
                                                         shape, t->values, external, flags, &m->ids[tensor]);
        if (status != xnn_status_success) return refused(m, status, "value");
    }
    *id = m->ids[tensor];
    return true;
}

static enum xnn_status define_pad(const maker *m, const lumbar_tflite_op *op, uint32_t in, uint32_t out)
{
    const lumbar_tflite_tensor *pads = &m->graph->tensors[op->inputs[1]];
    size_t before[LUMBAR_TFLITE_DIMS], after[LUMBAR_TFLITE_DIMS];
    for (size_t i = 0; i < pads->count / 2; i++) {
        before[i] = (size_t)pads->integers[2 * i];
        after[i] = (size_t)pads->integers[2 * i + 1];
    }
    return xnn_define_static_constant_pad(m->network->subgraph, before, after, 0, in, out, 0);
}

static enum xnn_status define_convolution(const maker *m, const lumbar_tflite_op *op, const uint32_t ids[3],
                                          uint32_t out)
{
    const lumbar_tflite_tensor *filter = &m->graph->tensors[op->inputs[1]];
    int channels = m->graph->tensors[op->inputs[0]].shape[3];
    float low = op->relu6 ? 0.0f : -INFINITY, high = op->relu6 ? 6.0f : INFINITY;
    uint32_t flags = op->same_padding ? XNN_FLAG_TENSORFLOW_SAME_PADDING : 0;
    uint32_t ky = (uint32_t)op->filter_y, kx = (uint32_t)op->filter_x;
    uint32_t sy = (uint32_t)op->stride_y, sx = (uint32_t)op->stride_x;
    uint32_t dy = (uint32_t)op->dilation_y, dx = (uint32_t)op->dilation_x;
    if (op->code == LUMBAR_TFLITE_CONV)
        return xnn_define_convolution_2d(m->network->subgraph, 0, 0, 0, 0, ky, kx, sy, sx, dy, dx, 1, (size_t)channels,
                                         (size_t)filter->shape[0], low, high, ids[0], ids[1], ids[2], out, flags);
    return xnn_define_depthwise_convolution_2d(m->network->subgraph, 0, 0, 0, 0, ky, kx, sy, sx, dy, dx,
                                               (uint32_t)op->multiplier, (size_t)channels, low, high, ids[0], ids[1],
                                               ids[2], out, flags);
}

static bool define_op(maker *m, const lumbar_tflite_op *op)
{
    xnn_subgraph_t s = m->network->subgraph;
    const lumbar_tflite_tensor *result = &m->graph->tensors[op->output];
    uint32_t ids[3] = {0}, out = 0;
    int used = op->code == LUMBAR_TFLITE_PAD || op->code == LUMBAR_TFLITE_RESIZE || op->code == LUMBAR_TFLITE_RESHAPE
                   ? 1
                   : op->input_count;
    if (used > 3) return unsupported(m, "operator");
    if (!value_of(m, op->output, &out)) return false;
    for (int i = 0; i < used; i++)
        if (!value_of(m, op->inputs[i], &ids[i])) return false;
    size_t shape[LUMBAR_TFLITE_DIMS];
    for (int i = 0; i < result->dims; i++) shape[i] = (size_t)result->shape[i];
    enum xnn_status status = xnn_status_unsupported_parameter;
    switch (op->code) {
    case LUMBAR_TFLITE_CONV:
    case LUMBAR_TFLITE_DEPTHWISE: status = define_convolution(m, op, ids, out); break;
    case LUMBAR_TFLITE_PAD: status = define_pad(m, op, ids[0], out); break;
    case LUMBAR_TFLITE_ADD:
        status = xnn_define_add2(s, op->relu6 ? 0.0f : -INFINITY, op->relu6 ? 6.0f : INFINITY, ids[0], ids[1], out, 0);
        break;
    case LUMBAR_TFLITE_RESIZE:
        status = xnn_define_static_resize_bilinear_2d(s, shape[1], shape[2], ids[0], out, 0);
        break;
    case LUMBAR_TFLITE_MAX_POOL:
        status = xnn_define_max_pooling_2d(s, 0, 0, 0, 0, (uint32_t)op->filter_y, (uint32_t)op->filter_x,
                                           (uint32_t)op->stride_y, (uint32_t)op->stride_x, 1, 1,
                                           op->relu6 ? 0.0f : -INFINITY, op->relu6 ? 6.0f : INFINITY, ids[0], out,
                                           op->same_padding ? XNN_FLAG_TENSORFLOW_SAME_PADDING : 0);
        break;
    case LUMBAR_TFLITE_DEPTH_TO_SPACE:
        status = xnn_define_depth_to_space(s, ids[0], out, (uint32_t)op->block, 0);
        break;
    case LUMBAR_TFLITE_RESHAPE:
        status = xnn_define_static_reshape(s, (size_t)result->dims, shape, ids[0], out, 0);
        break;
    default: break;
    }
    return status == xnn_status_success || refused(m, status, "operator");
}

/* Tells XNNPACK where the input and the parts of the outputs stand. */
static bool bind(maker *m)
{
    runner *n = m->network;
    struct xnn_external_value *values = calloc((size_t)m->graph->tensor_count, sizeof *values);
    if (!values) return lumbar_fail_memory(m->error);
    size_t count = 0;
    for (int i = 0; i < m->graph->tensor_count; i++) {
        if (m->ids[i] == XNN_INVALID_VALUE_ID) continue;
        if (i == m->graph->input) values[count++] = (struct xnn_external_value){m->ids[i], n->input};
        else if (m->homes[i].output >= 0)
            values[count++] =
                (struct xnn_external_value){m->ids[i], n->outputs[m->homes[i].output] + m->homes[i].offset};
    }
    enum xnn_status status = xnn_setup_runtime(n->runtime, count, values);
    free(values);
    return status == xnn_status_success || refused(m, status, "set-up");
}

static bool make(maker *m)
{
    runner *n = m->network;
    const lumbar_tflite *g = m->graph;
    errno = 0;
    enum xnn_status status = xnn_initialize(NULL);
    if (status != xnn_status_success) return refused(m, status, "this processor is not supported by XNNPACK");
    if (!find_homes(m)) return false;
    n->input = buffer(g->tensors[g->input].count);
    bool memory = n->input != NULL;
    for (int i = 0; i < g->output_count; i++)
        memory = (n->outputs[i] = buffer(g->tensors[g->outputs[i]].count)) && memory;
    if (!memory) return lumbar_fail_memory(m->error);
    status = xnn_create_subgraph((uint32_t)g->tensor_count, 0, &n->subgraph);
    if (status != xnn_status_success) return refused(m, status, "graph");
    for (int k = 0; k < g->op_count; k++)
        if (!is_moved(m, &g->ops[k]) && !define_op(m, &g->ops[k])) return false;
    status = xnn_create_runtime_v2(n->subgraph, NULL, 0, &n->runtime);
    return status == xnn_status_success ? bind(m) : refused(m, status, "run-time");
}

static void free_runner(void *state)
{
    runner *n = state;
    if (!n) return;
    if (n->runtime) xnn_delete_runtime(n->runtime);
    if (n->subgraph) xnn_delete_subgraph(n->subgraph);
    free(n->input);
    for (int i = 0; i < LUMBAR_TFLITE_OUTPUTS; i++) free(n->outputs[i]);
    free(n);
}

static void *new_runner(const lumbar_tflite *graph, const char *name, lumbar_error *error)
{
    size_t count = (size_t)graph->tensor_count;
    maker m = {.graph = graph,
               .name = name,
               .error = error,
               .network = calloc(1, sizeof(runner)),
               .homes = calloc(count, sizeof(home)),
               .ids = calloc(count, sizeof(uint32_t))};
    bool good = m.network && m.homes && m.ids;
    if (!good) lumbar_fail_memory(error);
    if (good) {
        m.network->graph = graph;
        m.network->name = name;
        for (size_t i = 0; i < count; i++) m.ids[i] = XNN_INVALID_VALUE_ID;
        good = make(&m);
    }
    free(m.homes);
    free(m.ids);
    if (good) return m.network;
    free_runner(m.network);
    return NULL;
}

static void *twin_runner(const void *state, lumbar_error *error)
{
    const runner *first = state;
    return new_runner(first->graph, first->name, error);
}

static bool run_runner(void *state)
{
    const runner *n = state;
    if (xnn_invoke_runtime(n->runtime) != xnn_status_success) return false;
    for (int i = 0; i < n->logistic_count; i++) {
        span s = n->logistic[i];
        float *values = n->outputs[s.output] + s.offset;
        for (size_t k = 0; k < s.count; k++) values[k] = (float)(1.0 / (1.0 + lumbar_exp(-(double)values[k])));
    }
    return true;
}

static float *runner_input(void *state) { return ((runner *)state)->input; }

static const float *runner_output(const void *state, int index) { return ((const runner *)state)->outputs[index]; }

const lumbar_network_engine lumbar_engine_xnnpack = {new_runner,    twin_runner, run_runner, runner_input,
                                                     runner_output, free_runner, true};
