/* People with full answers, for `lumbar validate interview`: the shipped cases completed, and random ones. */
#ifndef LUMBAR_VALIDATE_PEOPLE_H
#define LUMBAR_VALIDATE_PEOPLE_H

#include "base/base.h"

/* The answers of a row of the table `cases`, and of what it does not tell: no sign on the safety screens, a grown-up's
 * age, "not sure" for all else. NULL and *error where an answer is refused. Owned by the arena. */
lumbar_answers *lumbar_person_of_case(lumbar_arena *arena, const lumbar_knowledge *knowledge, size_t index,
                                      lumbar_error *error);
/* Answers so that all that is asked is answered: of what they do not tell, the same. False and *error. */
bool lumbar_person_complete(lumbar_arena *arena, lumbar_answers *answers, lumbar_error *error);
/* The same person for the same seed: every question that their other answers let be asked is answered. From person to
 * person safety signs are none, few or many. NULL and *error when out of memory. */
lumbar_answers *lumbar_person_random(lumbar_arena *arena, const lumbar_knowledge *knowledge, uint64_t seed,
                                     lumbar_error *error);

#endif
