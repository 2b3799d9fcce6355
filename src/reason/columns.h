/* What stands in which table: each column is declared once, in columns.c. By that rows are read (fields.c) and checked
 * (check.c), and `lumbar knowledge` and docs/knowledge.md tell what a table takes. */
#ifndef LUMBAR_REASON_COLUMNS_H
#define LUMBAR_REASON_COLUMNS_H

#include "base/base.h"

typedef enum lumbar_table_id {
    LUMBAR_TABLE_FIGURES,
    LUMBAR_TABLE_EXERCISES,
    LUMBAR_TABLE_DEMANDS,
    LUMBAR_TABLE_QUESTIONS,
    LUMBAR_TABLE_FINDINGS,
    LUMBAR_TABLE_EXPOSURES,
    LUMBAR_TABLE_COUNTS,
    LUMBAR_TABLE_CAUSES,
    LUMBAR_TABLE_PRIORS,
    LUMBAR_TABLE_WEIGHTS,
    LUMBAR_TABLE_RED_FLAGS,
    LUMBAR_TABLE_LEVELS,
    LUMBAR_TABLE_CLAIMS,
    LUMBAR_TABLE_PLAN,
    LUMBAR_TABLE_AGAIN,
    LUMBAR_TABLE_ADVICE,
    LUMBAR_TABLE_ARTICLE,
    LUMBAR_TABLE_SOURCES,
    LUMBAR_TABLE_LIMITS,
    LUMBAR_TABLE_CONTRADICTIONS,
    LUMBAR_TABLE_ELSEWHERE,
    LUMBAR_TABLE_PHRASES,
    LUMBAR_TABLE_LANGUAGES,
    LUMBAR_TABLE_REASONS,
    LUMBAR_TABLE_EMERGENCY_NUMBERS,
    LUMBAR_TABLE_LOG_WORDS,
    LUMBAR_TABLE_CASES,
    LUMBAR_TABLE_COUNT
} lumbar_table_id;

typedef enum lumbar_column_kind {                         /* and what a typed row holds of it */
                                  LUMBAR_COLUMN_TEXT,     /* const char *: continued lines are joined by a blank */
                                  LUMBAR_COLUMN_LINES,    /* a list, an item on each line */
                                  LUMBAR_COLUMN_NAMES,    /* a list, items between commas or on lines of their own */
                                  LUMBAR_COLUMN_NUMBER,   /* double */
                                  LUMBAR_COLUMN_WHOLE,    /* int */
                                  LUMBAR_COLUMN_WORD,     /* an enum in the order of `words` */
                                  LUMBAR_COLUMN_YES_NO,   /* bool */
                                  LUMBAR_COLUMN_CONDITION /* const lumbar_node * */
} lumbar_column_kind;

typedef enum lumbar_column_need {
    LUMBAR_MAY_HAVE,
    LUMBAR_SHOULD_HAVE, /* the checker misses it */
    LUMBAR_MUST_HAVE    /* no row is read without */
} lumbar_column_need;

typedef struct lumbar_column {
    const char *name;
    lumbar_column_kind kind;
    lumbar_column_need need;
    const char *about;   /* what it is, for whoever writes the table */
    const char *words;   /* of a word: all that it may be, between blanks */
    double least, most;  /* of a number; both 0: any */
    const char *rows_of; /* of names: the table whose rows they are, or NULL */
    bool read;           /* a person reads it: the overlay of a language may bring it */
    bool stored;         /* a typed row has a field for it, at: */
    size_t offset;
} lumbar_column;

typedef struct lumbar_table_form {
    const char *name;  /* the file's, without ".txt" */
    const char *about; /* one line */
    bool claims;       /* each row needs a source */
    const lumbar_column *columns;
    size_t column_count; /* besides those that every row may have */
} lumbar_table_form;

extern const lumbar_table_form lumbar_table_forms[LUMBAR_TABLE_COUNT];

/* Index of a table's name, LUMBAR_TABLE_COUNT when unknown. */
lumbar_table_id lumbar_table_named(const char *name, size_t length);

/* What a row of any table may have. */
enum { LUMBAR_COMMON_COLUMNS = 6 };
extern const lumbar_column lumbar_common_columns[LUMBAR_COMMON_COLUMNS];

/* A table's columns one by one, the common ones last; NULL past the end. */
const lumbar_column *lumbar_column_at(lumbar_table_id table, size_t index);
const lumbar_column *lumbar_column_named(lumbar_table_id table, const char *name, size_t length); /* or NULL */

/* What a column takes, in words: "a number from 1 to 4", "yes or no". */
void lumbar_column_takes(const lumbar_column *column, lumbar_text *out);

#endif
