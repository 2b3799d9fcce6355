/* `lumbar validate together`: what each witness tells alone, and all together. */
#ifndef LUMBAR_VALIDATE_TOGETHER_H
#define LUMBAR_VALIDATE_TOGETHER_H

#include "validate/validate.h"

/* Passes where all together name the right cause first no less often than the best of them alone. */
lumbar_validate lumbar_validate_together;

#endif
