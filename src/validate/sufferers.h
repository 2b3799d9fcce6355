/* Simulated people whose back aches of a known cause, and what each witness says of them: words, a recording, a
 * journal. The truth is made first, of facts that others have too; each witness sees facts, with its own errors, and no
 * cause. */
#ifndef LUMBAR_VALIDATE_SUFFERERS_H
#define LUMBAR_VALIDATE_SUFFERERS_H

#include "base/base.h"

typedef enum lumbar_sufferer_cause {
    LUMBAR_SUFFERER_FORM,  /* the back hollows as the legs go down */
    LUMBAR_SUFFERER_DOSE,  /* hard workouts are more than the muscles are ready for */
    LUMBAR_SUFFERER_RANGE, /* sit-ups go to the end of what the back can bend */
    LUMBAR_SUFFERER_NONE,  /* the ache comes and goes whatever is trained */
    LUMBAR_SUFFERER_CAUSES
} lumbar_sufferer_cause;

/* The group of causes that is right for each: "posture", ... */
extern const char *const lumbar_sufferer_groups[LUMBAR_SUFFERER_CAUSES];

typedef struct lumbar_sufferer {
    lumbar_sufferer_cause cause;
    uint64_t seed;
} lumbar_sufferer;

/* What they answer; without `tells` nothing but that it aches, and no sign of danger. NULL and *error. */
lumbar_answers *lumbar_sufferer_words(lumbar_arena *arena, const lumbar_knowledge *knowledge, lumbar_sufferer who,
                                      bool tells, lumbar_error *error);
/* What is seen in a recording of their workout. NULL when out of memory. */
lumbar_recording *lumbar_sufferer_seen(lumbar_arena *arena, lumbar_sufferer who);
/* Eight weeks of their journal. NULL when out of memory. */
lumbar_journal_days *lumbar_sufferer_log(lumbar_arena *arena, lumbar_sufferer who);

#endif
