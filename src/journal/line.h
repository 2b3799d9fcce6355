/* One line of words -> entries of the journal: "leg raise 3x12 rpe 8, ache 4 left, this morning". */
#ifndef LUMBAR_JOURNAL_LINE_H
#define LUMBAR_JOURNAL_LINE_H

#include "journal/journal.h"
#include "reason/wording.h"

typedef enum lumbar_line_fault {
    LUMBAR_LINE_GOOD,
    LUMBAR_LINE_EMPTY,    /* nothing is told */
    LUMBAR_LINE_AMOUNT,   /* an exercise without sets */
    LUMBAR_LINE_STRENGTH, /* an ache without its strength */
    LUMBAR_LINE_HOURS,    /* sleep without hours */
    LUMBAR_LINE_UNKNOWN,  /* a word that means nothing here */
    LUMBAR_LINE_RANGE,    /* a number that cannot be */
    LUMBAR_LINE_DAYS,     /* two days in one line */
    LUMBAR_LINE_FUTURE,   /* a day to come, or none of the calendar */
    LUMBAR_LINE_TIME      /* behind an ache: of the day, or of the workout */
} lumbar_line_fault;

/* What was understood. With a fault: the first one, and where in the line. */
typedef struct lumbar_log_line {
    const lumbar_entry *entries; /* [count] at most one workout; all of one day */
    size_t count;
    lumbar_line_fault fault;
    size_t from, to;     /* bytes of the line: what is at fault; from == to: where something is missing */
    const char *what;    /* the exercise's name, the word, the number */
    const char *nearest; /* of a word or time: what was perhaps meant, or NULL */
} lumbar_log_line;

/* `today` must be known. NULL and *error: a table is damaged, out of memory. Owned by the arena. */
const lumbar_log_line *lumbar_line_read(lumbar_arena *arena, const lumbar_knowledge *knowledge, const char *text,
                                        lumbar_date today, lumbar_error *error);

/* ---- fault.c ------------------------------------------------------------------------------------------- */

/* Whether the person is to be pointed to the safety questions: an ache as strong as the red flags take it. */
bool lumbar_line_strong(const lumbar_log_line *line);

/* What is told of a fault: where nobody can be asked, where somebody can, and beside a field in which the line stands.
 */
typedef struct lumbar_line_words {
    lumbar_phrase_id said, asked, beside;
} lumbar_line_words;
lumbar_line_words lumbar_line_words_of(const lumbar_log_line *line);
/* One of them, filled; NULL: no memory. */
char *lumbar_line_fault_text(lumbar_arena *arena, const lumbar_knowledge *knowledge, const lumbar_log_line *line,
                             lumbar_phrase_id phrase);
/* The line with other words in the place of its fault; NULL: no memory. */
char *lumbar_line_mended(lumbar_arena *arena, const char *text, const lumbar_log_line *line, const char *words);

#endif
