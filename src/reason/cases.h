/* Cases of the tables: people whose answers and accepted causes are known. */
#ifndef LUMBAR_REASON_CASES_H
#define LUMBAR_REASON_CASES_H

#include "reason/reason.h"

/* Whether the answer's first cause is one that the case accepts. */
bool lumbar_case_accepts(const lumbar_case_row *c, const lumbar_answer *a);
/* What a case has beside its answers: one recording, and a journal. False when out of memory. */
bool lumbar_case_beside(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_case_row *row,
                        lumbar_why_settings *settings);

#endif
