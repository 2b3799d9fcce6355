/* The constants of a step, as the kernels want them. */
#ifndef LUMBAR_POSE_ENGINE_WEIGHTS_H
#define LUMBAR_POSE_ENGINE_WEIGHTS_H

#include "pose/engine_plan.h"

/* Memory for `count` numbers, at the start of a cache line. */
float *lumbar_engine_room(lumbar_arena *arena, size_t count);

/* A copy. */
float *lumbar_engine_keep(lumbar_arena *arena, const float *values, size_t count);

/* Takes the filter and bias of a convolution into memory of the arena; false when that ran out. */
bool lumbar_weights_take(lumbar_arena *arena, lumbar_graph_step *step, const lumbar_tflite *graph,
                         const lumbar_kernels *kernels);

/* Whether most of a product's weights are zeros, so many that going through the others alone is faster. */
bool lumbar_weights_sparse(const lumbar_graph_step *step, const lumbar_tflite_tensor *filter);

#endif
