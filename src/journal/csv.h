/* Exports as tables: Strong, Hevy, FitNotes. */
#ifndef LUMBAR_JOURNAL_CSV_H
#define LUMBAR_JOURNAL_CSV_H

#include "journal/gather.h"
#include "journal/words.h"

/* A table of text that is read once, record by record: commas, semicolons or tabs between fields, quotes round them. */
typedef struct lumbar_csv_text {
    const char *at, *end;
    char comma;
    long line;    /* of the record that was read last, from 1 */
    char *fields; /* of that record, each ended by 0 */
    const char **field;
    size_t count, room;
    lumbar_text bytes;
} lumbar_csv_text;

/* The next record; false at the end or without memory (text->bytes.failed). */
bool lumbar_csv_next(lumbar_csv_text *text);
void lumbar_csv_free(lumbar_csv_text *text);

/* Whether a file's first line is that of one of these exports, and reads it: its program's name, or NULL. */
const char *lumbar_csv_export(const char *bytes, size_t size);
const lumbar_import *lumbar_csv_import(lumbar_gathering *g, const lumbar_log_table *table,
                                       const lumbar_import_file *file, const lumbar_import_settings *settings,
                                       lumbar_error *error);

#endif
