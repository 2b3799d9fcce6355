/* What stands: sets, counts and findings on which several looks at one recording agree. */
#ifndef LUMBAR_SEEN_STAND_H
#define LUMBAR_SEEN_STAND_H

#include "seen/seen.h"

enum { LUMBAR_LOOKS_MOST = 8 };

/* What one look gave. Places in its sets count on the one grid of all looks, from the recording's start. */
typedef struct lumbar_glance {
    size_t from;       /* where it begins */
    lumbar_bout *sets; /* [set_count] of no stretch */
    size_t set_count;
    int8_t *states; /* [findings of the knowledge] lumbar_state; -1 where it was not asked */
} lumbar_glance;

typedef struct lumbar_glances {
    lumbar_glance *list; /* [count] */
    size_t count;
} lumbar_glances;

/* What a look that was judged gave; false when out of memory. */
bool lumbar_take_glance(lumbar_arena *arena, const lumbar_seeing *look, lumbar_glance *glance);

/* Leaves of a recording's sets what most looks see; their confidence is the less, the fewer those are. */
bool lumbar_stand_sets(const lumbar_seeing *seeing, const lumbar_glances *glances, lumbar_movement *motion);

/* The same for findings: what does not stand is unknown. */
void lumbar_stand_findings(lumbar_seeing *seeing, const lumbar_glances *glances);

#endif
