/* Fatigue and metabolites beside published figures. */
#ifndef LUMBAR_VALIDATE_FATIGUE_H
#define LUMBAR_VALIDATE_FATIGUE_H

#include "validate/validate.h"

/* Passes where the endurance of the trunk is within 2 % of the published model and a factor of two of what was measured
 * from 20 to 80 %, and lactate is within its published bands. */
lumbar_validate lumbar_validate_fatigue;

#endif
