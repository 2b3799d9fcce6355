/* What the files of the journal share: the open file, its errors, statements and rows. */
#ifndef LUMBAR_JOURNAL_INSIDE_H
#define LUMBAR_JOURNAL_INSIDE_H

#include "journal/payload.h"

struct sqlite3;
struct sqlite3_stmt;

struct lumbar_journal {
    struct sqlite3 *db;
    char *path;
    bool fixed; /* on a disk that cannot be written: read as it stands */
};

/* One step from a version of the file to the next; the first makes it. */
typedef struct lumbar_journal_version {
    const char *sql;
} lumbar_journal_version;
/* As lumbar_journal_open, for a program that knows these versions. */
lumbar_journal *lumbar_journal_open_as(const char *path, lumbar_journal_use use, const lumbar_journal_version *versions,
                                       int count, lumbar_error *error);
extern const lumbar_journal_version lumbar_journal_versions[];
enum { LUMBAR_JOURNAL_VERSION = 1 };

/* Of what SQLite just said: no memory, a full disk, damage, ..., in words with a cure. */
bool lumbar_journal_fail(const lumbar_journal *journal, lumbar_error *error);
/* The path of a file that belongs to it: "-wal", "-shm", ".before-2". NULL: no memory; the caller frees. */
char *lumbar_journal_beside(const char *path, const char *ending);
/* NULL and *error. The caller finalizes it. */
struct sqlite3_stmt *lumbar_journal_prepare(const lumbar_journal *journal, const char *sql, lumbar_error *error);
bool lumbar_journal_run(const lumbar_journal *journal, const char *sql, lumbar_error *error);
/* The first column of the first row; 0 where there is no row. */
bool lumbar_journal_number(const lumbar_journal *journal, const char *sql, int64_t *number, lumbar_error *error);
/* Ends what lumbar_journal_run(journal, "BEGIN IMMEDIATE") began: keeps it where `good`. */
bool lumbar_journal_end(const lumbar_journal *journal, bool good, lumbar_error *error);

/* ---- rows ---------------------------------------------------------------------------------------------- */

/* A row of the table as it is written. */
typedef struct lumbar_journal_row {
    int64_t number, step;
    const char *kind, *day, *source, *key, *payload;
    int minute;
    int64_t content; /* of an import: the checksum of what it brought; else 0 */
} lumbar_journal_row;

enum { LUMBAR_ROW_COLUMNS = 9 }; /* of lumbar_journal_row_of; then the checksum */
#define LUMBAR_ROW_SQL "number, step, kind, day, minute, source, key, content, payload, sum"
/* Of a statement that selects LUMBAR_ROW_SQL; points into the statement. False: its checksum is another, or a text is
 * missing. */
bool lumbar_journal_row_of(struct sqlite3_stmt *statement, lumbar_journal_row *row);
/* False where the row is none of ours: of an unknown kind, no JSON. Owned by the arena. */
bool lumbar_entry_of(lumbar_arena *arena, const lumbar_journal_row *row, lumbar_entry *entry);

#endif
