/* `lumbar validate triage`: published vignettes against the levels that readers hold safe. */
#ifndef LUMBAR_VALIDATE_TRIAGE_H
#define LUMBAR_VALIDATE_TRIAGE_H

#include "base/base.h"

/* Scores the level of the rows of kind vignette. Appends lumbar.validate/1 to `json` and the same for people
 * to `words` (either may be NULL); *pass: every emergency caught, none below its lowest safe level, and no
 * more sent too high than by "always a clinician". */
bool lumbar_validate_triage(lumbar_arena *arena, const lumbar_knowledge *knowledge, lumbar_text *json,
                            lumbar_text *words, bool *pass, lumbar_error *error);

#endif
