/* The portable engine: our own kernels, the same bytes on every processor and in the page. */
#include <stdlib.h>
#include "base/base.h"
#include "pose/engine_weights.h"
#include "pose/network_engines.h"

typedef struct runner {
    lumbar_arena *arena; /* of the memory, and of the plan where it is the first */
    const lumbar_graph_plan *plan;
    float *memory; /* [plan->memory] */
} runner;

static void free_runner(void *state)
{
    runner *r = state;
    if (r) lumbar_arena_free(r->arena);
    free(r);
}

/* For a graph, or for a plan that is there. */
static void *new_runner_for(const lumbar_tflite *graph, const lumbar_graph_plan *plan, lumbar_error *error)
{
    runner *r = calloc(1, sizeof *r);
    if (r) r->arena = lumbar_arena_new();
    if (r && r->arena) r->plan = plan ? plan : lumbar_graph_plan_new(r->arena, graph, lumbar_kernels_at(0));
    if (r && r->plan) r->memory = lumbar_engine_room(r->arena, r->plan->memory);
    if (r && r->memory) return r;
    lumbar_fail_memory(error);
    free_runner(r);
    return NULL;
}

static void *new_runner(const lumbar_tflite *graph, const char *name, lumbar_error *error)
{
    return new_runner_for(graph, NULL, error);
}

static void *twin_runner(const void *state, lumbar_error *error)
{
    const runner *first = state;
    return new_runner_for(NULL, first->plan, error);
}

static bool run_runner(void *state)
{
    const runner *r = state;
    lumbar_graph_plan_run(r->plan, r->memory);
    return true;
}

static float *runner_input(void *state)
{
    const runner *r = state;
    return r->memory + r->plan->input;
}

static const float *runner_output(const void *state, int index)
{
    const runner *r = state;
    return r->memory + r->plan->outputs[index];
}

const lumbar_network_engine lumbar_engine_portable = {new_runner,    twin_runner, run_runner, runner_input,
                                                      runner_output, free_runner, false};
