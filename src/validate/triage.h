/* `lumbar validate triage`: published vignettes against the levels that readers hold safe. */
#ifndef LUMBAR_VALIDATE_TRIAGE_H
#define LUMBAR_VALIDATE_TRIAGE_H

#include "validate/validate.h"

/* Scores the level of the rows of kind vignette. Passes where every emergency is caught, none is below its lowest safe
 * level, and no more are sent too high than by "always a clinician". */
lumbar_validate lumbar_validate_triage;

#endif
