/* `lumbar validate interview`: is a level lost when people are asked as the interview asks? */
#ifndef LUMBAR_VALIDATE_INTERVIEW_H
#define LUMBAR_VALIDATE_INTERVIEW_H

#include "validate/validate.h"

struct lumbar_case_row;

/* One person, answered in full and asked as the interview asks. */
typedef struct lumbar_asked {
    lumbar_level full, end; /* of the full answers; of what the interview asked */
    size_t left_open;       /* questions never asked that could raise the level */
    bool same_first_cause;
    bool contradicts;             /* two sentences of the answer cannot stand together */
    bool ranked;                  /* has a key, and is no emergency, in which no cause is asked for */
    bool accepted, accepted_full; /* the first cause is one that the key accepts: as asked, with full answers */
    size_t screens, words;        /* shown: safety lists and single questions; words of their lines and options */
} lumbar_asked;

/* Puts the interview's questions to the person whose `full` answers are given; `key` is their case, or NULL. False and
 * *error: out of memory, or the interview does not end. */
bool lumbar_ask_person(lumbar_arena *arena, const lumbar_answers *full, const struct lumbar_case_row *key,
                       lumbar_asked *asked, lumbar_error *error);

/* Asks every shipped case and validation->random people. Passes where nobody ends with a level below that of their full
 * answers, nor with anything open that could raise it, and no answer contradicts itself. */
lumbar_validate lumbar_validate_interview;

#endif
