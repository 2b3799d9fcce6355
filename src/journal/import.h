/* Exports of other programs, and our own -> entries of the journal. */
#ifndef LUMBAR_JOURNAL_IMPORT_H
#define LUMBAR_JOURNAL_IMPORT_H

#include "journal/journal.h"

/* A file, read whole. */
typedef struct lumbar_import_file {
    const char *path; /* for messages */
    const char *bytes;
    size_t size;
} lumbar_import_file;

/* All together are one export; wger's is a list of sets and one of the names of exercises. */
typedef struct lumbar_import_files {
    const lumbar_import_file *items; /* [count] at least one */
    size_t count;
} lumbar_import_files;

/* What an export may leave open. */
typedef struct lumbar_import_settings {
    const char *unit;  /* of weights, where the file does not say: "kg", "lb"; NULL: not told */
    const char *dates; /* of 3/4/2026, where the file does not settle it: "dmy", "mdy"; NULL: not told */
    /* an instant (s since 1970, UTC) -> the person's day and minute; false: it has none */
    bool (*local)(int64_t instant, lumbar_date *day, int *minute);
} lumbar_import_settings;

typedef struct lumbar_import {
    const uint64_t *taken_out; /* [taken_out_count] as of lumbar_journal_days */
    size_t taken_out_count;
    const char *program; /* "strong", "hevy", "fitnotes", "wger", "lumbar" */
    const lumbar_entry *entries;
    size_t count;
    size_t sets, others; /* sets read; of them those of exercises that the tables do not know */
    size_t skipped;      /* rows that tell neither repetitions nor seconds */
} lumbar_import;

/* NULL and *error, with file and line: nothing of it is taken in. Owned by the arena. */
const lumbar_import *lumbar_import_read(lumbar_arena *arena, const lumbar_knowledge *knowledge,
                                        const lumbar_import_files *files, const lumbar_import_settings *settings,
                                        lumbar_error *error);

#endif
