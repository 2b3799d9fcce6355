/* Care of the journal's file: looked through, copied, forgotten. */
#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/site.h"
#include "journal/inside.h"

/* ---- the check ----------------------------------------------------------------------------------------- */

/* What SQLite finds wrong, a line each; NULL in *wrong: nothing. */
static bool look_at_file(lumbar_journal *journal, lumbar_arena *arena, const char **wrong, lumbar_error *error)
{
    sqlite3_stmt *statement = lumbar_journal_prepare(journal, "PRAGMA integrity_check(20)", error);
    if (!statement) return false;
    lumbar_text said = {0};
    int told;
    while ((told = sqlite3_step(statement)) == SQLITE_ROW) {
        const char *line = (const char *)sqlite3_column_text(statement, 0);
        if (!line || !strcmp(line, "ok")) continue;
        if (said.size) lumbar_text_add(&said, "\n");
        lumbar_text_add_plain(&said, line);
    }
    bool torn = (told & 0xff) == SQLITE_CORRUPT || (told & 0xff) == SQLITE_NOTADB;
    if (torn && !said.size) lumbar_text_add(&said, sqlite3_errstr(told));
    bool good = told == SQLITE_DONE || torn || lumbar_journal_fail(journal, error);
    sqlite3_finalize(statement);
    *wrong = said.size ? lumbar_copy(arena, said.data, said.size) : NULL;
    if (said.failed) lumbar_arena_spend(arena);
    lumbar_text_free(&said);
    return good;
}

static bool look_at_rows(lumbar_journal *journal, int64_t *damaged, size_t room, lumbar_journal_health *health,
                         lumbar_error *error)
{
    sqlite3_stmt *statement =
        lumbar_journal_prepare(journal, "SELECT " LUMBAR_ROW_SQL ", state FROM entry ORDER BY row", error);
    if (!statement) return false;
    int told;
    while ((told = sqlite3_step(statement)) == SQLITE_ROW) {
        lumbar_journal_row row;
        health->entries += sqlite3_column_int(statement, LUMBAR_ROW_COLUMNS + 1) == 1;
        if (!lumbar_journal_row_of(statement, &row) && health->damaged < room) damaged[health->damaged++] = row.number;
    }
    bool good = told == SQLITE_DONE || lumbar_journal_fail(journal, error);
    sqlite3_finalize(statement);
    return good;
}

bool lumbar_journal_check(lumbar_journal *journal, lumbar_arena *arena, lumbar_journal_health *health,
                          lumbar_error *error)
{
    enum { TOLD_MOST = 100 };
    *health = (lumbar_journal_health){0};
    int64_t *damaged = LUMBAR_NEW_ARRAY(arena, int64_t, TOLD_MOST);
    if (!damaged) return lumbar_fail_memory(error);
    health->numbers = damaged;
    if (!look_at_file(journal, arena, &health->wrong, error)) return false;
    /* where the file itself is damaged, its rows may not be readable */
    bool good = look_at_rows(journal, damaged, TOLD_MOST, health, error);
    return lumbar_settle(arena, good || health->wrong, error);
}

/* ---- a copy -------------------------------------------------------------------------------------------- */

unsigned char *lumbar_journal_image(lumbar_journal *journal, size_t *size, lumbar_error *error)
{
    sqlite3_int64 bytes = 0;
    unsigned char *image = sqlite3_serialize(journal->db, "main", &bytes, 0);
    *size = image ? (size_t)bytes : 0;
    if (!image) lumbar_fail_memory(error);
    return image;
}

void lumbar_journal_image_free(unsigned char *image) { sqlite3_free(image); }

/* ---- forgetting ---------------------------------------------------------------------------------------- */

bool lumbar_journal_forget_until(lumbar_journal *journal, lumbar_date last, size_t *entries, lumbar_error *error)
{
    char sql[160];
    if (!lumbar_journal_run(journal, "BEGIN IMMEDIATE", error)) return false;
    lumbar_print(sql, sizeof sql, "DELETE FROM entry WHERE state = 1 AND day <= '%04d-%02d-%02d'", last.year,
                 last.month, last.day);
    bool good = lumbar_journal_run(journal, sql, error);
    *entries = good ? (size_t)sqlite3_changes(journal->db) : 0;
    good = good && lumbar_journal_run(journal, "DELETE FROM entry WHERE state = 0", error);
    return lumbar_journal_end(journal, good, error) &&
           lumbar_journal_run(journal, "VACUUM; PRAGMA wal_checkpoint(TRUNCATE)", error);
}

static bool forget_one(const char *path, lumbar_error *error)
{
    if (!unlink(path) || errno == ENOENT) return true;
    char shown[LUMBAR_SHOWN_PATH];
    return lumbar_refuse_system(error, LUMBAR_OUTPUT, errno, LUMBAR_ERROR_NOT_REMOVED, "file=%s\nwhy=%s",
                                lumbar_show_path(path, shown), lumbar_system_text(errno));
}

bool lumbar_journal_forget(const char *path, lumbar_error *error)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    bool good = true;
    for (size_t i = 0; good && i < LUMBAR_COUNT(endings); i++) {
        char *one = lumbar_journal_beside(path, endings[i]);
        good = one ? forget_one(one, error) : lumbar_fail_memory(error);
        free(one);
    }
    for (int version = 2; good && version <= LUMBAR_JOURNAL_VERSION; version++) {
        char ending[32];
        lumbar_print(ending, sizeof ending, ".before-%d", version);
        char *one = lumbar_journal_beside(path, ending);
        good = one ? forget_one(one, error) : lumbar_fail_memory(error);
        free(one);
    }
    return good;
}
