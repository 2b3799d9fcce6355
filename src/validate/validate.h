/* Our figures against published ones: one list of validators, each in a file of its own. */
#ifndef LUMBAR_VALIDATE_H
#define LUMBAR_VALIDATE_H

#include "base/base.h"

typedef struct lumbar_validation {
    const lumbar_knowledge *knowledge;
    const char *const *files; /* [count] where the validator takes some */
    size_t count;
    const char *models; /* folder of the network files, or NULL */
    const char *cache;  /* folder for what was rendered, or NULL */
    int threads;
    lumbar_progress *progress;
    void *user;
} lumbar_validation;

typedef struct lumbar_validator {
    const char *name, *about;
    bool takes_files;
    const char *needs; /* which files, in words */
    bool takes_names;  /* of single scenarios, instead of all */
    bool slow;         /* not run when no name is given */
    /* Appends lumbar.validate/1 to `json` and the same for people to `words`; *pass says whether its marks are met. */
    bool (*run)(lumbar_arena *arena, const lumbar_validation *validation, lumbar_text *json, lumbar_text *words,
                bool *pass, lumbar_error *error);
} lumbar_validator;

extern const lumbar_validator *const lumbar_validators[]; /* ends with NULL */

#endif
