/* The open file: what SQLite says of it in our words, statements, steps that are kept whole or not at all. */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include "base/site.h"
#include "journal/inside.h"

bool lumbar_journal_fail(const lumbar_journal *journal, lumbar_error *error)
{
    char shown[LUMBAR_SHOWN_PATH];
    const char *path = lumbar_show_path(journal->path, shown);
    int whole = journal->db ? sqlite3_extended_errcode(journal->db) : SQLITE_NOMEM;
    if (whole == SQLITE_IOERR_NOMEM) return lumbar_fail_memory(error);
    switch (whole & 0xff) {
    case SQLITE_NOMEM: return lumbar_fail_memory(error);
    case SQLITE_FULL: return lumbar_refuse(error, LUMBAR_OUTPUT, 0, LUMBAR_ERROR_JOURNAL_FULL, "file=%s", path);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN: return lumbar_refuse(error, LUMBAR_OUTPUT, 0, LUMBAR_ERROR_JOURNAL_WRITE, "file=%s", path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return lumbar_refuse(error, LUMBAR_OUTPUT, 0, LUMBAR_ERROR_JOURNAL_HELD, "file=%s", path);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_JOURNAL_CHECK, "file=%s", path);
    default:
        return lumbar_refuse(error, LUMBAR_OUTPUT, 0, LUMBAR_ERROR_JOURNAL_DISK, "file=%s\nwhy=%s", path,
                             sqlite3_errstr(whole));
    }
}

struct sqlite3_stmt *lumbar_journal_prepare(const lumbar_journal *journal, const char *sql, lumbar_error *error)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(journal->db, sql, -1, &statement, NULL) == SQLITE_OK && statement) return statement;
    lumbar_journal_fail(journal, error);
    return NULL;
}

bool lumbar_journal_run(const lumbar_journal *journal, const char *sql, lumbar_error *error)
{
    return sqlite3_exec(journal->db, sql, NULL, NULL, NULL) == SQLITE_OK || lumbar_journal_fail(journal, error);
}

bool lumbar_journal_number(const lumbar_journal *journal, const char *sql, int64_t *number, lumbar_error *error)
{
    sqlite3_stmt *statement = lumbar_journal_prepare(journal, sql, error);
    if (!statement) return false;
    int told = sqlite3_step(statement);
    *number = told == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    bool good = told == SQLITE_ROW || told == SQLITE_DONE || lumbar_journal_fail(journal, error);
    sqlite3_finalize(statement);
    return good;
}

bool lumbar_journal_end(const lumbar_journal *journal, bool good, lumbar_error *error)
{
    if (good && lumbar_journal_run(journal, "COMMIT", error)) return true;
    sqlite3_exec(journal->db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

char *lumbar_journal_beside(const char *path, const char *ending)
{
    size_t length = strlen(path), more = strlen(ending) + 1;
    char *beside = malloc(length + more);
    if (!beside) return NULL;
    memcpy(beside, path, length);
    memcpy(beside + length, ending, more);
    return beside;
}
