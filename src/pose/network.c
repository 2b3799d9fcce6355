/* A network on one of the engines, and the processor time that it took. */
#include <stdlib.h>
#include <string.h>
#include "base/base.h"
#include "pose/clock.h"
#include "pose/network_engines.h"

struct lumbar_network {
    const lumbar_network_engine *engine;
    void *state; /* of the engine */
    double seconds;
};

/* NULL for one that was not built in. */
static const lumbar_network_engine *engine_of(lumbar_engine engine)
{
    if (engine == LUMBAR_ENGINE_PORTABLE) return &lumbar_engine_portable;
#ifdef LUMBAR_XNNPACK
    return &lumbar_engine_xnnpack;
#else
    return NULL;
#endif
}

bool lumbar_engine_named(const char *name, lumbar_engine *engine, lumbar_error *error)
{
    *engine = name && !strcmp(name, "xnnpack") ? LUMBAR_ENGINE_XNNPACK : LUMBAR_ENGINE_PORTABLE;
    if (name && *engine == LUMBAR_ENGINE_PORTABLE && strcmp(name, "portable"))
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_ENGINE, "given=%.60s", name);
    return engine_of(*engine) || lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_NO_XNNPACK);
}

bool lumbar_engine_keeps_graph(lumbar_engine engine) { return engine_of(engine)->keeps_graph; }

/* Around what the engine made, which may be NULL. */
static lumbar_network *wrap(const lumbar_network_engine *engine, void *state, lumbar_error *error)
{
    lumbar_network *network = state ? calloc(1, sizeof *network) : NULL;
    if (network) {
        network->engine = engine;
        network->state = state;
    } else if (state) {
        engine->drop(state);
        lumbar_fail_memory(error);
    }
    return network;
}

lumbar_network *lumbar_network_new(const lumbar_tflite *graph, lumbar_engine engine, const char *name,
                                   lumbar_error *error)
{
    const lumbar_network_engine *made = engine_of(engine);
    return wrap(made, made->make(graph, name, error), error);
}

lumbar_network *lumbar_network_twin(const lumbar_network *first, lumbar_error *error)
{
    return wrap(first->engine, first->engine->twin(first->state, error), error);
}

void lumbar_network_free(lumbar_network *network)
{
    if (network) network->engine->drop(network->state);
    free(network);
}

float *lumbar_network_input(lumbar_network *network) { return network->engine->input(network->state); }

const float *lumbar_network_output(const lumbar_network *network, int index)
{
    return network->engine->output(network->state, index);
}

double lumbar_network_seconds(const lumbar_network *network) { return network->seconds; }

bool lumbar_network_run(lumbar_network *network)
{
    double start = lumbar_thread_seconds();
    bool ran = network->engine->run(network->state);
    network->seconds += lumbar_thread_seconds() - start;
    return ran;
}
