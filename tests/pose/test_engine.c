/* The portable engine: networks of random operators on random shapes give what plain loops give, and every set of
 * kernels that this processor has gives the same bytes, also where weights are no numbers. So do the pose networks. */
#include <stdio.h>
#include "../check.h"
#include "base/base.h"
#include "pose/engine_weights.h"
#include "pose/network.h"
#include "pose/weights.h"
#include "plain.h"

enum { OPS = 9, TENSORS = 64, DRAWS = 400, SETS = 3 };

/* A graph in the making. */
typedef struct draft {
    lumbar_arena *arena;
    uint32_t chance;
    lumbar_tflite_tensor tensors[TENSORS];
    lumbar_tflite_op ops[4 * OPS];
    lumbar_tflite graph;
} draft;

static int draw(draft *d, int from, int to) /* both included */
{
    d->chance = d->chance * 1664525u + 1013904223u;
    return from + (int)((d->chance >> 8) % (uint32_t)(to - from + 1));
}

static int add_tensor(draft *d, int dims, const int shape[4])
{
    lumbar_tflite_tensor *t = &d->tensors[d->graph.tensor_count];
    *t = (lumbar_tflite_tensor){.dims = dims, .count = 1};
    for (int i = 0; i < dims; i++) t->count *= (size_t)(t->shape[i] = shape[i]);
    return d->graph.tensor_count++;
}

static int add_map(draft *d, int height, int width, int channels)
{
    return add_tensor(d, 4, (int[4]){1, height, width, channels});
}

/* A constant of numbers that half precision has, up to `most`. */
static int add_constant(draft *d, int dims, const int shape[4], double most)
{
    int t = add_tensor(d, dims, shape);
    float *values = LUMBAR_NEW_ARRAY(d->arena, float, d->tensors[t].count + 16);
    for (size_t i = 0; i < d->tensors[t].count; i++) values[i] = (float)(draw(d, -1023, 1023) / 1024.0 * most);
    d->tensors[t].values = values;
    return t;
}

static lumbar_tflite_op *add_op(draft *d, int code, int in, int out)
{
    lumbar_tflite_op *op = &d->ops[d->graph.op_count++];
    *op = (lumbar_tflite_op){.code = code,
                             .inputs = {in},
                             .input_count = 1,
                             .output = out,
                             .stride_x = 1,
                             .stride_y = 1,
                             .dilation_x = 1,
                             .dilation_y = 1,
                             .filter_x = 1,
                             .filter_y = 1,
                             .multiplier = 1,
                             .block = 1};
    return op;
}

static int side(int in, int window, int stride, bool same)
{
    return same ? (in + stride - 1) / stride : window > in ? 0 : (in - window) / stride + 1;
}

/* A window of any kind; the tensor as it was where it does not fit. */
static int add_window(draft *d, int in, int code)
{
    const lumbar_tflite_tensor t = d->tensors[in];
    bool usual = draw(d, 0, 2) > 0, deep = code == LUMBAR_TFLITE_CONV, pool = code == LUMBAR_TFLITE_MAX_POOL;
    int size = deep ? draw(d, 0, 1) ? 1 : draw(d, 2, 3) : 2 * draw(d, 1, 2) + 1;
    int fx = pool ? 2 : usual ? size : draw(d, 1, 5), fy = pool ? draw(d, 1, 3) : usual ? size : draw(d, 1, 5);
    int sx = usual ? draw(d, 1, 2) : draw(d, 1, 3), sy = usual ? sx : draw(d, 1, 3);
    int dx = usual || pool ? 1 : draw(d, 1, 2), dy = usual || pool ? 1 : draw(d, 1, 2),
        multiplier = usual ? 1 : draw(d, 1, 3);
    bool same = draw(d, 0, 1), bare = deep && t.shape[3] % 4 == 0 && draw(d, 0, 1); /* of mostly zeros */
    if (bare) fx = fy = sx = sy = 1;
    int height = side(t.shape[1], (fy - 1) * dy + 1, sy, same), width = side(t.shape[2], (fx - 1) * dx + 1, sx, same);
    if (!height || !width) return in;
    int channels = pool   ? t.shape[3]
                   : bare ? 4 * draw(d, 15, 18)
                   : deep ? draw(d, 0, 3) ? draw(d, 1, 70) : 1
                          : t.shape[3] * multiplier;
    int filter = 0, bias = 0, depth = fx * fy * (deep ? t.shape[3] : 1);
    if (!pool) {
        int first = deep ? channels : 1, last = deep ? t.shape[3] : channels;
        filter = add_constant(d, 4, (int[4]){first, fy, fx, last}, 2 / sqrt(depth));
        bias = add_constant(d, 1, (int[4]){channels}, 1);
        float *values = (float *)(uintptr_t)d->tensors[filter].values;
        for (size_t i = 0; bare && i < d->tensors[filter].count; i++)
            if (draw(d, 0, 3)) values[i] = 0;
    }
    lumbar_tflite_op *op = add_op(d, code, in, add_map(d, height, width, channels));
    op->inputs[1] = filter;
    op->inputs[2] = bias;
    op->input_count = pool ? 1 : 3;
    op->same_padding = same;
    op->relu6 = draw(d, 0, 1);
    op->filter_x = fx;
    op->filter_y = fy;
    op->stride_x = sx;
    op->stride_y = sy;
    op->dilation_x = dx;
    op->dilation_y = dy;
    op->multiplier = deep || pool ? 1 : multiplier;
    return op->output;
}

static int add_padding(draft *d, int in)
{
    const lumbar_tflite_tensor t = d->tensors[in];
    int32_t *pads = LUMBAR_NEW_ARRAY(d->arena, int32_t, 8 + 4);
    for (int i = 2; i < (draw(d, 0, 2) ? 6 : 8); i++) pads[i] = draw(d, 0, 3);
    int constant = add_tensor(d, 2, (int[4]){4, 2});
    d->tensors[constant].integers = pads;
    int out =
        add_map(d, t.shape[1] + pads[2] + pads[3], t.shape[2] + pads[4] + pads[5], t.shape[3] + pads[6] + pads[7]);
    lumbar_tflite_op *op = add_op(d, LUMBAR_TFLITE_PAD, in, out);
    op->inputs[1] = constant;
    op->input_count = 2;
    return out;
}

/* Something of the same shape that is known, or a constant, is added. */
static int add_addition(draft *d, int in)
{
    const lumbar_tflite_tensor t = d->tensors[in];
    int other = -1;
    for (int i = 0; i < in && other < 0; i++)
        if (!d->tensors[i].values && t.dims == 4 && !memcmp(d->tensors[i].shape, t.shape, sizeof t.shape)) other = i;
    if (other < 0) other = draw(d, 0, 3) ? in : add_constant(d, 4, t.shape, 1);
    bool swap = !d->tensors[other].values && draw(d, 0, 1);
    lumbar_tflite_op *op = add_op(d, LUMBAR_TFLITE_ADD, swap ? other : in, add_tensor(d, 4, t.shape));
    op->inputs[1] = swap ? in : other;
    op->input_count = 2;
    op->relu6 = draw(d, 0, 1);
    return op->output;
}

/* Two results as lists of numbers, in one. */
static int add_lists(draft *d, int a, int b)
{
    int lists[2], sum = 0;
    for (int i = 0; i < 2; i++) {
        int count = (int)d->tensors[i ? b : a].count;
        lists[i] = add_tensor(d, 3, (int[4]){1, count, 1});
        add_op(d, LUMBAR_TFLITE_RESHAPE, i ? b : a, lists[i]);
        sum += count;
    }
    lumbar_tflite_op *op = add_op(d, LUMBAR_TFLITE_CONCAT, lists[0], add_tensor(d, 3, (int[4]){1, sum, 1}));
    op->inputs[1] = lists[1];
    op->input_count = 2;
    return op->output;
}

static int add_any(draft *d, int at)
{
    const lumbar_tflite_tensor t = d->tensors[at];
    int out;
    switch (draw(d, 0, 9)) {
    case 0: return add_window(d, at, LUMBAR_TFLITE_MAX_POOL);
    case 1:
    case 2: return add_window(d, at, LUMBAR_TFLITE_DEPTHWISE);
    case 3: return add_padding(d, at);
    case 4: return add_addition(d, at);
    case 5:
        out = add_map(d, draw(d, 1, 2 * t.shape[1]), draw(d, 1, 2 * t.shape[2]), t.shape[3]);
        add_op(d, LUMBAR_TFLITE_RESIZE, at, out);
        return out;
    case 6:
        if (t.shape[3] % 4) return at;
        out = add_map(d, 2 * t.shape[1], 2 * t.shape[2], t.shape[3] / 4);
        add_op(d, LUMBAR_TFLITE_DEPTH_TO_SPACE, at, out)->block = 2;
        return out;
    case 7:
        out = add_tensor(d, 4, t.shape);
        add_op(d, LUMBAR_TFLITE_LOGISTIC, at, out);
        return out;
    default: return add_window(d, at, LUMBAR_TFLITE_CONV);
    }
}

static void draft_graph(draft *d, lumbar_arena *arena, uint32_t number)
{
    *d = (draft){.arena = arena, .chance = number * 2654435761u};
    lumbar_tflite *g = &d->graph;
    int at = add_map(d, draw(d, 1, 12), draw(d, 1, 12), draw(d, 0, 1) ? 4 * draw(d, 1, 12) : draw(d, 1, 40)),
        middle = at;
    g->input = at;
    for (int i = 0; i < OPS; i++) {
        at = add_any(d, at);
        if (i == OPS / 2) middle = at;
    }
    if (at == g->input) at = add_padding(d, at);
    int last = draw(d, 0, 1) ? add_lists(d, draw(d, 0, 3) ? middle : at, at) : at;
    g->outputs[g->output_count++] = last;
    if (middle != g->input && middle != last) g->outputs[g->output_count++] = middle;
    g->tensors = d->tensors;
    g->ops = d->ops;
}

/* Runs the graph on one set of kernels; its results one behind the other. */
static float *run(lumbar_arena *arena, const lumbar_tflite *g, const lumbar_kernels *kernels, const float *input)
{
    const lumbar_graph_plan *plan = lumbar_graph_plan_new(arena, g, kernels);
    assert_non_null(plan);
    size_t count = 0;
    for (int i = 0; i < g->output_count; i++) count += g->tensors[g->outputs[i]].count;
    float *memory = lumbar_engine_room(arena, plan->memory), *results = LUMBAR_NEW_ARRAY(arena, float, count);
    assert_true(memory && results);
    for (int round = 0; round < 2; round++) { /* the first leaves its traces */
        memcpy(memory + plan->input, input, plan->input_count * sizeof *input);
        lumbar_graph_plan_run(plan, memory);
    }
    float *at = results;
    for (int i = 0; i < g->output_count; at += g->tensors[g->outputs[i++]].count)
        memcpy(at, memory + plan->outputs[i], g->tensors[g->outputs[i]].count * sizeof *at);
    return results;
}

static void compare_with_loops(const lumbar_tflite *g, const float *input, const float *got, uint32_t number)
{
    float *all[TENSORS] = {0};
    memcpy(values_of(all, g, g->input), input, g->tensors[g->input].count * sizeof *input);
    for (int i = 0; i < g->op_count; i++) plain_op(all, g, &g->ops[i]);
    for (int k = 0; k < g->output_count; k++) {
        double most = 1;
        size_t count = g->tensors[g->outputs[k]].count;
        for (size_t i = 0; i < count; i++) most = fmax(most, fabs((double)all[g->outputs[k]][i]));
        for (size_t i = 0; i < count; i++) {
            double off = fabs((double)*got++ - (double)all[g->outputs[k]][i]);
            if (!(off <= 2e-3 * most)) print_message("# network %u: off by %g of %g\n", (unsigned)number, off, most);
            assert_true(off <= 2e-3 * most);
        }
    }
    for (int i = 0; i < TENSORS; i++) free(all[i]);
}

/* Weights so small that products come near the smallest floats (1), or some that are infinite (2). */
static void make_hostile(const lumbar_tflite *g, int how)
{
    for (int i = 0; how && i < g->tensor_count; i++) {
        const lumbar_tflite_tensor *t = &g->tensors[i];
        float *values = (float *)(uintptr_t)t->values;
        for (size_t k = 0; values && how == 1 && k < t->count; k++) values[k] *= t->dims == 1 ? 0 : 0x1p-13f;
        if (values && how == 2 && t->count > 5) values[5] = INFINITY;
    }
}

/* Every kind of step is among those that are drawn. */
static void note_kinds(const lumbar_graph_plan *plan, int counts[LUMBAR_STEP_COPY + 1])
{
    for (size_t i = 0; i < plan->step_count; i++) counts[plan->steps[i].kind]++;
}

static void test_random_networks(void **state)
{
    (void)state;
    int counts[LUMBAR_STEP_COPY + 1] = {0};
    for (uint32_t number = 0; number < DRAWS; number++) {
        lumbar_arena *arena = lumbar_arena_new();
        draft *d = LUMBAR_NEW(arena, draft);
        draft_graph(d, arena, number);
        const lumbar_tflite *g = &d->graph;
        size_t in = g->tensors[g->input].count, count = 0;
        for (int i = 0; i < g->output_count; i++) count += g->tensors[g->outputs[i]].count;
        float *input = LUMBAR_NEW_ARRAY(arena, float, in), *first = NULL;
        for (size_t i = 0; i < in; i++) input[i] = (float)sin(0.7 * (double)i + number);
        note_kinds(lumbar_graph_plan_new(arena, g, lumbar_kernels_at(0)), counts);
        for (int hostile = 0; hostile < 3; hostile++) {
            make_hostile(g, hostile);
            for (size_t i = 0; hostile == 1 && i < in; i++) input[i] *= 0x1p-60f;
            first = NULL;
            for (int set = 0; lumbar_kernels_at(set); set++) {
                float *got = run(arena, g, lumbar_kernels_at(set), input);
                if (!hostile && !set) compare_with_loops(g, input, got, number);
                if (!first) first = got;
                if (memcmp(first, got, count * sizeof *got))
                    print_message("# network %u, set %d\n", (unsigned)number, set);
                assert_memory_equal(first, got, count * sizeof *got);
            }
        }
        lumbar_arena_free(arena);
    }
    for (int kind = 0; kind <= LUMBAR_STEP_COPY; kind++) {
        if (counts[kind] <= 3) print_message("# steps of kind %d: %d\n", kind, counts[kind]);
        assert_true(counts[kind] > 3);
    }
}

/* The networks themselves: every set the same bytes, and XNNPACK nearly the same numbers. */
static void test_pose_networks(void **state)
{
    (void)state;
    static const char *const names[] = {"detector", "lite", "full"};
    for (size_t n = 0; n < LUMBAR_COUNT(names); n++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_error error = {0};
        const lumbar_tflite *g = lumbar_weights_load(arena, names[n], NULL, &error);
        if (!g) {
            print_message("# %s\n", error.text);
            lumbar_arena_free(arena);
            skip();
        }
        size_t in = g->tensors[g->input].count, count = 0;
        for (int i = 0; i < g->output_count; i++) count += g->tensors[g->outputs[i]].count;
        float *input = LUMBAR_NEW_ARRAY(arena, float, in), *first = NULL;
        for (size_t i = 0; i < in; i++)
            input[i] = (float)(0.5 + 0.5 * sin(0.001 * (double)i) * sin(0.02 * (double)(i % 768)));
        for (int set = 0; lumbar_kernels_at(set); set++) {
            float *got = run(arena, g, lumbar_kernels_at(set), input);
            if (!first) first = got;
            assert_memory_equal(first, got, count * sizeof *got);
        }
        lumbar_engine engine;
        if (!lumbar_engine_named("xnnpack", &engine, NULL)) {
            lumbar_arena_free(arena); /* nothing to compare with */
            continue;
        }
        lumbar_network *other = lumbar_network_new(g, engine, names[n], &error);
        assert_non_null(other);
        memcpy(lumbar_network_input(other), input, in * sizeof *input);
        assert_true(lumbar_network_run(other));
        for (int k = 0; k < g->output_count; k++) {
            double sum = 0, off = 0;
            for (size_t i = 0; i < g->tensors[g->outputs[k]].count; i++, first++) {
                double value = (double)lumbar_network_output(other, k)[i];
                sum += value * value;
                off += (value - (double)*first) * (value - (double)*first);
            }
            print_message("# %s, result %d: off by %.2g of its size\n", names[n], k, sqrt(off / (sum + 1e-9)));
            assert_true(sqrt(off) <= 0.02 * sqrt(sum) + 1e-3);
        }
        lumbar_network_free(other);
        lumbar_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_networks), cmocka_unit_test(test_pose_networks)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
