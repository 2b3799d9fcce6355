/* "Does it follow my leg raises?" asked of synthetic people of whom the answer is known. */
#ifndef LUMBAR_VALIDATE_HISTORY_H
#define LUMBAR_VALIDATE_HISTORY_H

#include "validate/validate.h"

/* Passes where the right exposure is named for at least 80 in 100 by week 6 and a wrong one for at most 5. */
lumbar_validate lumbar_validate_history;

#endif
