/* What two recordings tell beside each other. */
#ifndef LUMBAR_VALIDATE_ALIKE_H
#define LUMBAR_VALIDATE_ALIKE_H

#include "lumbar.h"

/* Whether both tell the same exercises and the same faults. */
bool lumbar_recordings_alike(const lumbar_recording *a, const lumbar_recording *b);

#endif
