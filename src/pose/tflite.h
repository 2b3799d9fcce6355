/* A .tflite file as a plain graph: every offset, count and shape checked, constants expanded to float. */
#ifndef LUMBAR_POSE_TFLITE_H
#define LUMBAR_POSE_TFLITE_H

#include "lumbar.h"

enum { LUMBAR_TFLITE_DIMS = 4, LUMBAR_TFLITE_INPUTS = 4, LUMBAR_TFLITE_OUTPUTS = 8 };

/* The operators that are left after constants have been expanded, by their number in the format. */
typedef enum lumbar_tflite_code {
    LUMBAR_TFLITE_ADD = 0,
    LUMBAR_TFLITE_CONCAT = 2,
    LUMBAR_TFLITE_CONV = 3,
    LUMBAR_TFLITE_DEPTHWISE = 4,
    LUMBAR_TFLITE_DEPTH_TO_SPACE = 5,
    LUMBAR_TFLITE_LOGISTIC = 14,
    LUMBAR_TFLITE_MAX_POOL = 17,
    LUMBAR_TFLITE_RESHAPE = 22,
    LUMBAR_TFLITE_RESIZE = 23,
    LUMBAR_TFLITE_PAD = 34,
} lumbar_tflite_code;

typedef struct lumbar_tflite_tensor {
    int dims;                      /* 0..LUMBAR_TFLITE_DIMS */
    int shape[LUMBAR_TFLITE_DIMS]; /* each >= 1 */
    size_t count;                  /* product of shape */
    const float *values;           /* [count] of a constant, then 16 spare bytes; NULL when computed */
    const int32_t *integers;       /* [count] of an integer constant, or NULL */
} lumbar_tflite_tensor;

typedef struct lumbar_tflite_op {
    int code;                         /* lumbar_tflite_code */
    int inputs[LUMBAR_TFLITE_INPUTS]; /* [input_count] tensors */
    int input_count, output;
    bool same_padding, relu6;
    int stride_x, stride_y, dilation_x, dilation_y, filter_x, filter_y; /* px */
    int multiplier, block;                                              /* depth multiplier; depth-to-space block */
} lumbar_tflite_op;

typedef struct lumbar_tflite {
    const lumbar_tflite_tensor *tensors; /* [tensor_count] */
    int tensor_count;
    const lumbar_tflite_op *ops; /* [op_count] in an order in which each input is known before it is used */
    int op_count;
    int input;                          /* tensor */
    int outputs[LUMBAR_TFLITE_OUTPUTS]; /* [output_count] tensors */
    int output_count;
} lumbar_tflite;

/* Reads the graph in `data`, which is not needed afterwards. `name` is for the error. NULL and *error when the file is
 * damaged or uses what the pose networks do not use. Owned by the arena. */
const lumbar_tflite *lumbar_tflite_read(lumbar_arena *arena, const uint8_t *data, size_t size, const char *name,
                                        lumbar_error *error);

#endif
