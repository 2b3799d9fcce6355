/* `lumbar validate cases`: real people's cases against their keys. */
#ifndef LUMBAR_VALIDATE_CASES_H
#define LUMBAR_VALIDATE_CASES_H

#include "base/base.h"

/* Scores the rows of kind person; rows of kind coverage, which are the project's own, stand apart and move no
 * mark. Appends lumbar.validate/1 to `json` and the same for people to `words` (either may be NULL); *pass:
 * at least 12 of 14 (the same share of another number) have an accepted first cause and no level is below the
 * lowest safe one. */
bool lumbar_validate_cases(lumbar_arena *arena, const lumbar_knowledge *knowledge, lumbar_text *json,
                           lumbar_text *words, bool *pass, lumbar_error *error);

#endif
