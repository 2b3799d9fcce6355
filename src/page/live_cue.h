/* Which one cue is called out to who trains, if any. */
#ifndef LUMBAR_PAGE_LIVE_CUE_H
#define LUMBAR_PAGE_LIVE_CUE_H

#include "reason/reason.h"

typedef struct lumbar_cues {
    const lumbar_knowledge *knowledge;
    bool *stood;    /* [finding_count] in the look before */
    double *said_s; /* [finding_count] when each was called out last; -INFINITY: never */
    double last_s;  /* when any was */
} lumbar_cues;

/* Nothing was called out yet. False when out of memory. */
bool lumbar_cues_open(lumbar_arena *arena, const lumbar_knowledge *knowledge, lumbar_cues *cues);

/* Takes one more look. The row whose cue is to be called out at now_s, in the recording's time; NULL: silence. Called
 * out is what stands in this look and the one before, was seen just now, and, where it was called out already, again
 * since. */
const lumbar_finding_row *lumbar_cues_choose(lumbar_cues *cues, const lumbar_recording *recording, double now_s);

#endif
