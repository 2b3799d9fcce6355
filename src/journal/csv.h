/* Exports as tables: Strong, Hevy, FitNotes. */
#ifndef LUMBAR_JOURNAL_CSV_H
#define LUMBAR_JOURNAL_CSV_H

#include "journal/gather.h"
#include "journal/words.h"

/* Whether a file's first line is that of one of these exports, and reads it: its program's name, or NULL. */
const char *lumbar_csv_export(lumbar_arena *arena, const char *bytes, size_t size);
const lumbar_import *lumbar_csv_import(lumbar_gathering *g, const lumbar_log_table *table,
                                       const lumbar_import_file *file, const lumbar_import_settings *settings,
                                       lumbar_error *error);

#endif
