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

bool lumbar_engine_named(const char *name, lumbar_engine *engine, lumbar_error *error)
{
    *engine = name && !strcmp(name, "portable") ? LUMBAR_ENGINE_PORTABLE : LUMBAR_ENGINE_XNNPACK;
    bool known = !name || *engine == LUMBAR_ENGINE_PORTABLE || !strcmp(name, "xnnpack");
    return known || lumbar_fail(error, LUMBAR_USAGE, 0, "there is no engine \"%s\": use xnnpack or portable", name);
}

lumbar_network *lumbar_network_new(const lumbar_tflite *graph, lumbar_engine engine, const char *name,
                                   lumbar_error *error)
{
    lumbar_network *network = calloc(1, sizeof *network);
    if (!network) {
        lumbar_fail_memory(error);
        return NULL;
    }
    network->engine = &lumbar_engine_portable;
#ifndef LUMBAR_NO_XNNPACK /* the page has none */
    if (engine == LUMBAR_ENGINE_XNNPACK) network->engine = &lumbar_engine_xnnpack;
#endif
    network->state = network->engine->make(graph, name, error);
    if (network->state) return network;
    free(network);
    return NULL;
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
