/* Films of people, labelled by eye: what is done in each, how often, and which faults may be told. */
#ifndef LUMBAR_VALIDATE_LABELS_H
#define LUMBAR_VALIDATE_LABELS_H

#include "base/base.h"

typedef struct lumbar_label {
    const char *name;      /* of the film's file without its ending */
    const char *exercises; /* ids that are right, with commas; "-": none of ours */
    long least, most;      /* repetitions; -1 where nobody counted */
    const char *faults;    /* ids of findings that may be told, with commas; ".": none */
} lumbar_label;

/* Reads lines of "name | exercises | 3-5 or . | faults or . | note"; what begins with # is a remark. NULL and *error,
 * naming the line. Owned by the arena. */
const lumbar_label *lumbar_labels_read(lumbar_arena *arena, const char *path, const lumbar_knowledge *knowledge,
                                       size_t *count, lumbar_error *error);

/* Whether `id` is one of `list`, ids with commas between. */
bool lumbar_label_has(const char *list, const char *id);

#endif
