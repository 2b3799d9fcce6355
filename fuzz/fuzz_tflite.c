/* Fuzzes the reader of the networks' files. A file that is accepted must also make a sensible graph. */
#include <stdlib.h>
#include <string.h>
#include "base/base.h"
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_tflite *graph = arena ? lumbar_tflite_read(arena, data, size, "fuzz", &error) : NULL;
    if (graph) check(graph);
    if (arena && !graph && (!error.code || !error.text[0])) abort(); /* what is refused is told why */
    lumbar_arena_free(arena);
    return 0;
}
