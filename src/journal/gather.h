/* Sets as exports tell them, one by one -> workouts. */
#ifndef LUMBAR_JOURNAL_GATHER_H
#define LUMBAR_JOURNAL_GATHER_H

#include "journal/import.h"

/* A row of an export. */
typedef struct lumbar_row_told {
    const char *key; /* which workout it is of, in its program's terms */
    lumbar_date day;
    int minute; /* -1: not told */
    double duration_s;
    lumbar_journal_set set; /* name as it is called there */
    bool is_set;            /* false: only a rest or a note */
    const char *note;
} lumbar_row_told;

/* Rows as they are read. */
typedef struct lumbar_gathering {
    lumbar_arena *arena;
    const lumbar_knowledge *knowledge;
    lumbar_row_told *rows; /* [count], owned */
    size_t count, room;
    size_t skipped;
} lumbar_gathering;

/* False: no memory. */
bool lumbar_gather(lumbar_gathering *g, const lumbar_row_told *row);
/* The workouts of all rows, by their keys, in the order of the file; frees the rows. NULL: no memory. */
const lumbar_import *lumbar_gathered(lumbar_gathering *g, const char *program);
void lumbar_gathering_free(lumbar_gathering *g);

#endif
