/* Synthetic people who train, ache and log for eight weeks: the cause is known, entries are forgotten and late. */
#ifndef LUMBAR_VALIDATE_ATHLETES_H
#define LUMBAR_VALIDATE_ATHLETES_H

#include "base/base.h"

enum { LUMBAR_ATHLETE_WEEKS = 8 };

typedef enum lumbar_athlete_cause {
    LUMBAR_ATHLETE_LEG_RAISES, /* aches after workouts with leg raises */
    LUMBAR_ATHLETE_SHORT_REST, /* after workouts without a day off before */
    LUMBAR_ATHLETE_NOTHING,    /* now and then, whatever was done */
    LUMBAR_ATHLETE_ANYTHING,   /* often, whatever was done */
    LUMBAR_ATHLETE_BOTH,
    LUMBAR_ATHLETE_SPELLS, /* for some days on end and then not, whatever was done, by somebody who trains by the week
                            */
    LUMBAR_ATHLETE_CAUSES, /* of `validate history`; the others are of `validate together` alone */
    LUMBAR_ATHLETE_SIT_UPS = LUMBAR_ATHLETE_CAUSES, /* after workouts with sit-ups */
    LUMBAR_ATHLETE_HARD                             /* after hard workouts, every other one */
} lumbar_athlete_cause;

typedef struct lumbar_athlete {
    lumbar_athlete_cause cause;
    uint64_t seed;
    double follows; /* 0..1 how often the ache comes where the cause was there */
    /* 0..1 of evenings with an ache after a workout it is told when in it the ache began, so often wrongly; "fresh",
     * "tired"; NULL: now one, now the other */
    double tells_began, wrongly;
    const char *began;
} lumbar_athlete;

/* What the journal of one holds. NULL when out of memory. */
lumbar_journal_days *lumbar_athlete_log(lumbar_arena *arena, const lumbar_athlete *athlete);
/* What the journal holds by the end of a week, from 1. */
lumbar_journal_days lumbar_athlete_until(const lumbar_journal_days *days, int week);

#endif
