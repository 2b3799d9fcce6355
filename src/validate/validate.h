/* Our figures against published ones: one list of validators, each in a file of its own. */
#ifndef LUMBAR_VALIDATE_H
#define LUMBAR_VALIDATE_H

#include "base/base.h"

typedef struct lumbar_validation {
    const lumbar_knowledge *knowledge;
    const char *const *files; /* [count] where the validator takes some */
    size_t count;
    const char *engine; /* of the pose networks, or NULL */
    const char *models; /* folder of the network files, or NULL */
    const char *cache;  /* folder for what was rendered, or NULL */
    int threads;
    size_t random; /* people drawn by chance, where the validator draws some */
    lumbar_progress *progress;
    void *user;
} lumbar_validation;

/* Random people enough that a level lost once in some hundreds shows: own choice. */
enum { LUMBAR_RANDOM_PEOPLE = 1000 };

/* Where a result is told, and whether its marks are met. */
typedef struct lumbar_verdict {
    lumbar_text *json;  /* lumbar.validate/1 is added here; or NULL */
    lumbar_text *words; /* the same for people; or NULL */
    bool pass;
} lumbar_verdict;

/* False and *error: it could not be tried. */
typedef bool lumbar_validate(lumbar_arena *arena, const lumbar_validation *validation, lumbar_verdict *verdict,
                             lumbar_error *error);

typedef struct lumbar_validator {
    const char *name, *about;
    bool takes_files;
    const char *needs; /* which files, in words */
    bool takes_names;  /* of single scenarios, instead of all */
    bool slow;         /* not run when no name is given */
    lumbar_validate *run;
} lumbar_validator;

extern const lumbar_validator *const lumbar_validators[]; /* ends with NULL */

#endif
