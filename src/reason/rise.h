/* What could still raise the level, and which question tells. */
#ifndef LUMBAR_REASON_RISE_H
#define LUMBAR_REASON_RISE_H

#include "reason/reason.h"

/* Marks in matters[question_count] the unanswered questions by which the level could still rise above `level`, and the
 * safety questions answered "not sure" that no red flag has a level for. */
void lumbar_rise_mark(const lumbar_answers *answers, lumbar_level level, bool *matters);

typedef struct lumbar_rise {
    size_t question;           /* the best to ask now; LUMBAR_NO_INDEX: nothing can raise the level any more */
    lumbar_level today, level; /* what the answers set; the highest that could still be reached */
    size_t left;               /* questions until nothing can raise it, if each is answered harmlessly */
} lumbar_rise;

/* The question itself where it may be asked now, else the open one that it waits for; LUMBAR_NO_INDEX: neither. */
size_t lumbar_gate_of(const lumbar_answers *answers, size_t question);

/* Which question to ask for the level; false when out of memory. */
bool lumbar_rise_of(lumbar_arena *arena, const lumbar_answers *answers, lumbar_rise *rise);

#endif
