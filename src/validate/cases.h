/* `lumbar validate cases`: real people's cases against their keys. */
#ifndef LUMBAR_VALIDATE_CASES_H
#define LUMBAR_VALIDATE_CASES_H

#include "validate/validate.h"

/* Scores the rows of kind person; rows of kind coverage, which are the project's own, stand apart and move no mark.
 * Passes where at least 12 of 14 (the same share of another number) have an accepted first cause and no level is below
 * the lowest safe one. */
lumbar_validate lumbar_validate_cases;

#endif
