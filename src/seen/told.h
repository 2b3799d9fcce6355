/* What the person has told that a recording is looked at with. */
#ifndef LUMBAR_SEEN_TOLD_H
#define LUMBAR_SEEN_TOLD_H

#include "lumbar.h"

/* Height and the exercises that they named. False when out of memory. */
bool lumbar_see_told(lumbar_arena *arena, const lumbar_answers *answers, lumbar_see_settings *settings);

#endif
