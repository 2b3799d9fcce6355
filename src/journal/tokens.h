/* A line as tokens: words, numbers, days, times of day, signs. */
#ifndef LUMBAR_JOURNAL_TOKENS_H
#define LUMBAR_JOURNAL_TOKENS_H

#include "journal/words.h"

typedef enum lumbar_token_kind {
    LUMBAR_TOKEN_WORD,
    LUMBAR_TOKEN_NUMBER,
    LUMBAR_TOKEN_DAY,   /* 2026-11-27, 27.11.2026, 27.11. */
    LUMBAR_TOKEN_CLOCK, /* 18:30, 1:30 */
    LUMBAR_TOKEN_SIGN,  /* "/", "@" */
    LUMBAR_TOKEN_BREAK, /* a comma, a semicolon, a line's end */
    LUMBAR_TOKEN_END    /* behind the last one */
} lumbar_token_kind;

typedef struct lumbar_token {
    lumbar_token_kind kind;
    const char *text; /* small, within the whole line */
    size_t from, to;  /* bytes of the line */
    double number;    /* of a clock: its first part times 60 and its second */
    lumbar_date day;  /* year 0: this one or the last */
} lumbar_token;

/* All tokens of the line, ended by one of kind END; NULL when out of memory. `small`, which is changed to small letters
 * and blanks for hyphens, must live as long. */
const lumbar_token *lumbar_tokens_of(lumbar_arena *arena, const lumbar_log_table *table, char *small);

#endif
