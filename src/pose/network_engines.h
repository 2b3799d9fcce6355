/* What an engine does for pose/network.h. */
#ifndef LUMBAR_POSE_NETWORK_ENGINES_H
#define LUMBAR_POSE_NETWORK_ENGINES_H

#include "pose/network.h"

typedef struct lumbar_network_engine {
    void *(*make)(const lumbar_tflite *graph, const char *name, lumbar_error *error); /* NULL and *error on failure */
    void *(*twin)(const void *state, lumbar_error *error);
    bool (*run)(void *state);
    float *(*input)(void *state);
    const float *(*output)(const void *state, int index);
    void (*drop)(void *state); /* NULL is fine */
    bool keeps_graph;          /* the graph must outlive it */
} lumbar_network_engine;

extern const lumbar_network_engine lumbar_engine_xnnpack, lumbar_engine_portable;

#endif
