/* One network, ready to run on one thread. */
#ifndef LUMBAR_POSE_NETWORK_H
#define LUMBAR_POSE_NETWORK_H

#include "lumbar.h"
#include "pose/tflite.h"

typedef struct lumbar_network lumbar_network;

/* Our own kernels, which give the same bytes on every processor, or XNNPACK where it was built in. */
typedef enum lumbar_engine { LUMBAR_ENGINE_PORTABLE, LUMBAR_ENGINE_XNNPACK } lumbar_engine;

/* "portable" (NULL too) or "xnnpack"; false and *error for another name, or where it is not there. */
bool lumbar_engine_named(const char *name, lumbar_engine *engine, lumbar_error *error);

bool lumbar_engine_keeps_graph(lumbar_engine engine); /* a graph must outlive its networks */

/* Makes a network from a graph. `name` is for errors. NULL and *error on failure. */
lumbar_network *lumbar_network_new(const lumbar_tflite *graph, lumbar_engine engine, const char *name,
                                   lumbar_error *error);
/* The same once more, to run on another thread: shares the constants of the first, which must outlive it. */
lumbar_network *lumbar_network_twin(const lumbar_network *first, lumbar_error *error);
void lumbar_network_free(lumbar_network *network); /* NULL is fine */

float *lumbar_network_input(lumbar_network *network);                         /* to be filled, shape as in the graph */
const float *lumbar_network_output(const lumbar_network *network, int index); /* shape as in the graph */
bool lumbar_network_run(lumbar_network *network);                             /* false: the engine failed */
double lumbar_network_seconds(const lumbar_network *network);                 /* of processor time that its runs took */

#endif
