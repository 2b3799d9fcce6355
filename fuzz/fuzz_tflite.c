/* Fuzzes the reader of the networks' files and the portable engine. A file that is accepted must also make a sensible
 * graph, and one that is not too large runs and gives the same bytes on every set of kernels. */
#include <stdlib.h>
#include <string.h>
#include "base/base.h"
#include "pose/engine_weights.h"
#include "pose/tflite.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every input of an operator is the graph's input, a constant, or computed before: what the network's maker relies
 * on. */
static void check(const lumbar_tflite *graph)
{
    bool *known = calloc((size_t)graph->tensor_count, 1);
    if (!known) return;
    known[graph->input] = true;
    for (int i = 0; i < graph->op_count; i++) {
        const lumbar_tflite_op *op = &graph->ops[i];
        for (int k = 0; k < op->input_count; k++) {
            const lumbar_tflite_tensor *t = &graph->tensors[op->inputs[k]];
            if (!known[op->inputs[k]] && !t->values && !t->integers) abort();
        }
        if (known[op->output] || graph->tensors[op->output].values) abort();
        known[op->output] = true;
    }
    for (int i = 0; i < graph->output_count; i++)
        if (!known[graph->outputs[i]]) abort();
    free(known);
}

/* Additions and moves of one run, about. */
static double work(const lumbar_tflite *graph)
{
    double sum = 0;
    for (int i = 0; i < graph->op_count; i++) {
        const lumbar_tflite_op *op = &graph->ops[i];
        const lumbar_tflite_tensor *in = &graph->tensors[op->inputs[0]], *out = &graph->tensors[op->output];
        double each = (double)op->filter_x * op->filter_y;
        if (op->code == LUMBAR_TFLITE_CONV) each *= in->shape[3];
        sum += (double)out->count * each + (double)in->count + each * 64;
    }
    return sum;
}

static void run(const lumbar_tflite *graph)
{
    lumbar_arena *arena = lumbar_arena_new();
    const float *first = NULL;
    const lumbar_graph_plan *plan;
    for (int set = 0; arena && lumbar_kernels_at(set); set++) {
        plan = lumbar_graph_plan_new(arena, graph, lumbar_kernels_at(set));
        float *memory = plan ? lumbar_engine_room(arena, plan->memory) : NULL;
        if (!memory) break;
        for (size_t i = 0; i < plan->input_count; i++) memory[plan->input + i] = (float)(i % 17) / 8 - 1;
        lumbar_graph_plan_run(plan, memory);
        if (!first) first = memory;
        for (int i = 0; i < graph->output_count; i++)
            if (memcmp(first + plan->outputs[i], memory + plan->outputs[i],
                       graph->tensors[graph->outputs[i]].count * sizeof *memory))
                abort();
    }
    lumbar_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_tflite *graph = arena ? lumbar_tflite_read(arena, data, size, "fuzz", &error) : NULL;
    if (graph) check(graph);
    if (graph && work(graph) < 1e7) run(graph);
    if (arena && !graph && (!error.code || !error.text[0])) abort(); /* what is refused is told why */
    lumbar_arena_free(arena);
    return 0;
}
