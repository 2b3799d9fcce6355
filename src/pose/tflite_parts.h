/* What the parts of the TFLite reader share: the file as a flatbuffer, and what is known of its tensors so far. */
#ifndef LUMBAR_POSE_TFLITE_PARTS_H
#define LUMBAR_POSE_TFLITE_PARTS_H

#include "pose/tflite.h"

enum { LUMBAR_TFLITE_SIDE_MAX = 1 << 16 }; /* of a tensor */

/* What is known of a tensor while the graph is read. */
typedef struct lumbar_tflite_source {
    int type;
    size_t bytes_at, byte_count; /* constant bytes in the file, or 0, 0 */
    size_t sparsity;             /* table, or 0 */
    const uint16_t *half;        /* [count] of a half-precision constant, once it is dense */
    bool known;                  /* input, constant or computed by an earlier op */
    bool computed;               /* known, and no constant */
} lumbar_tflite_source;

typedef struct lumbar_tflite_reader {
    const uint8_t *data;
    size_t size;
    const char *name;
    lumbar_error *error;
    lumbar_arena *arena;
    bool bad;     /* an offset pointed outside the file */
    size_t total; /* constant elements expanded so far */
    lumbar_tflite_tensor *tensors;
    lumbar_tflite_source *sources;
    int tensor_count;
} lumbar_tflite_reader;

typedef struct lumbar_flat_vector {
    size_t at; /* of the first element */
    size_t count;
} lumbar_flat_vector;

/* Fills the error with what is damaged; false. */
bool lumbar_tflite_damaged(lumbar_tflite_reader *r, const char *what);

/* A little-endian number of `bytes` bytes, 0 and r->bad when it is outside. */
uint32_t lumbar_flat_get(lumbar_tflite_reader *r, size_t at, int bytes);
int32_t lumbar_flat_int(lumbar_tflite_reader *r, size_t at);
size_t lumbar_flat_follow(lumbar_tflite_reader *r, size_t at); /* where the offset stored at `at` points */

/* Field `index` of a table: where it stands (0 when absent), its number, its table (0 when absent), its vector of
 * elements of `bytes` each, checked to lie within the file. */
size_t lumbar_flat_field(lumbar_tflite_reader *r, size_t table, int index);
uint32_t lumbar_flat_value(lumbar_tflite_reader *r, size_t table, int index, int bytes, uint32_t absent);
size_t lumbar_flat_table(lumbar_tflite_reader *r, size_t table, int index);
lumbar_flat_vector lumbar_flat_vector_of(lumbar_tflite_reader *r, size_t table, int index, size_t bytes);

/* Reads the operator's options (its own table, or 0) and checks that it makes sense with its tensors. */
bool lumbar_tflite_op_check(lumbar_tflite_reader *r, lumbar_tflite_op *op, size_t options);

#endif
