/* One scenario of the rendered body: what was seen beside what is true. */
#ifndef LUMBAR_VALIDATE_TRAINEE_COMPARE_H
#define LUMBAR_VALIDATE_TRAINEE_COMPARE_H

#include "base/base.h"
#include "trainee/scenario.h"

enum {
    LUMBAR_ERROR_TRUNK,
    LUMBAR_ERROR_HIP,
    LUMBAR_ERROR_KNEE,
    LUMBAR_ERROR_NECK,
    LUMBAR_ERROR_LUMBAR,
    LUMBAR_ERROR_COUNT
};
extern const char *const lumbar_error_names[LUMBAR_ERROR_COUNT]; /* "trunk", ... as the curves' ids */

/* Errors of one angle at ten moments a second of the set. */
typedef struct lumbar_angle_error {
    double *error; /* [count] deg, seen less true */
    size_t count;
    size_t asked;  /* moments at which there is a truth */
    size_t banded; /* of count: with a 95 % band */
    size_t inside; /* of banded: the truth lies within */
} lumbar_angle_error;

typedef enum lumbar_fault_seen {
    LUMBAR_FAULT_NONE,
    LUMBAR_FAULT_FOUND,
    LUMBAR_FAULT_UNKNOWN,
    LUMBAR_FAULT_MISSED
} lumbar_fault_seen;

enum { LUMBAR_INVENTED_MOST = 12 };

typedef struct lumbar_compared {
    const char *id, *exercise, *view;
    bool held_out, hold;
    lumbar_angle_error angle[LUMBAR_ERROR_COUNT];
    const char *seen_as; /* exercise of the longest set, NULL: no set */
    /* that is the scenario's exercise; a crunch that is too large may be seen as the sit-up that it is */
    bool named;
    int repetitions, missed, extra;
    const char *fault; /* finding that the fault should give, NULL: clean */
    lumbar_fault_seen fault_seen;
    int clean_repetitions;                      /* repetitions without a fault */
    int accused_repetitions;                    /* of these: with a finding that names a fault */
    const char *invented[LUMBAR_INVENTED_MOST]; /* [invented_count] findings present in a clean scenario */
    size_t invented_count;
} lumbar_compared;

/* Reads the pose file at `path` of the scenario compared->id, lets motion and findings see it and compares. False and
 * *error: unreadable, memory. */
bool lumbar_trainee_compare(lumbar_arena *arena, const char *path, const lumbar_knowledge *knowledge,
                            lumbar_compared *compared, lumbar_error *error);

/* Whether a finding accuses a body that moves without a fault; one that truly bends far may be told so. */
bool lumbar_trainee_accuses(const lumbar_scenario *scenario, const char *finding);

#endif
