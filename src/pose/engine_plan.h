/* The portable engine's plan of a network: its operators as steps over one piece of memory that is used again and
 * again, and the weights as the kernels want them. Nothing in it changes while it runs. */
#ifndef LUMBAR_POSE_ENGINE_PLAN_H
#define LUMBAR_POSE_ENGINE_PLAN_H

#include "pose/engine_kernels.h"
#include "pose/tflite.h"

typedef enum lumbar_graph_step_kind {
    LUMBAR_STEP_PRODUCT,   /* convolution whose windows stand in memory as they are: 1x1, or the whole map */
    LUMBAR_STEP_SPARSE,    /* the same with weights that are mostly zeros */
    LUMBAR_STEP_GATHER,    /* any other convolution: windows are gathered, then multiplied */
    LUMBAR_STEP_TO_ONE,    /* convolution to one channel */
    LUMBAR_STEP_DEPTHWISE, /* of 3x3 or 5x5 */
    LUMBAR_STEP_DEPTHWISE_ANY,
    LUMBAR_STEP_ADD,
    LUMBAR_STEP_RESIZE,
    LUMBAR_STEP_MAX_POOL,
    LUMBAR_STEP_PAD,
    LUMBAR_STEP_DEPTH_TO_SPACE,
    LUMBAR_STEP_LOGISTIC,
    LUMBAR_STEP_COPY,
} lumbar_graph_step_kind;

typedef struct lumbar_map {
    int height, width, channels;
} lumbar_map;

typedef struct lumbar_graph_step {
    lumbar_graph_step_kind kind;
    lumbar_tflite_op op;
    size_t in, out, other; /* places in the memory; `other` is added: an addition's second map, or a product's */
    const float *constant; /* in its place, or NULL */
    size_t offset;         /* of a copy in what it is part of */
    bool adds;             /* `other` is there */
    size_t count;          /* numbers in the result */
    lumbar_map from, to;   /* of operators on maps */
    int top, left;         /* padding, px */
    /* of padding of any number of dimensions */
    int pad_from[LUMBAR_TFLITE_DIMS], pad_to[LUMBAR_TFLITE_DIMS], pad_before[LUMBAR_TFLITE_DIMS];
    const float *weights, *bias;
    const uint32_t *starts, *places; /* of weights that are mostly zeros: see lumbar_sparse */
    lumbar_finish finish;            /* its `add` is set when it runs */
} lumbar_graph_step;

typedef struct lumbar_graph_plan {
    const lumbar_kernels *kernels;
    lumbar_graph_step *steps; /* [step_count] */
    size_t step_count;
    size_t memory;  /* numbers that a run needs */
    size_t scratch; /* place in the memory where steps work */
    size_t input, input_count;
    size_t outputs[LUMBAR_TFLITE_OUTPUTS]; /* places */
} lumbar_graph_plan;

enum { LUMBAR_SLIDE_MOST = 8 };   /* rows of a map that a window seen row by row may have */
enum { LUMBAR_GATHERED = 16384 }; /* numbers of windows that are gathered at a time, or one window */

/* Owned by the arena, which ran out of memory where it is NULL. */
const lumbar_graph_plan *lumbar_graph_plan_new(lumbar_arena *arena, const lumbar_tflite *graph,
                                               const lumbar_kernels *kernels);

/* Numbers of a row of windows with its padding: what one row of results sees of one row of the map. */
size_t lumbar_graph_step_row(const lumbar_graph_step *step);

void lumbar_graph_plan_run(const lumbar_graph_plan *plan, float *memory);

#endif
