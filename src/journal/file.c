/* The journal's file: made, opened, recovered, brought up to date. */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/site.h"
#include "journal/inside.h"

enum {
    APPLICATION = 0x6c6d6272, /* "lmbr", so that `file` and we know it */
    PATIENCE = 10000,         /* ms for another process to end its step, own choice: each takes a few */
    TRIES = 100               /* to make a new file one with a log, which SQLite does not wait for by itself */
};

/* state: 0 replaced by a later row of the same number, 1 stands, 2 removed by the person. */
const lumbar_journal_version lumbar_journal_versions[LUMBAR_JOURNAL_VERSION] = {
    {"CREATE TABLE entry (row INTEGER PRIMARY KEY, number INTEGER NOT NULL, step INTEGER NOT NULL,"
     " state INTEGER NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL, minute INTEGER NOT NULL, source TEXT NOT NULL,"
     " key TEXT, content INTEGER NOT NULL, payload TEXT NOT NULL, sum INTEGER NOT NULL) STRICT;"
     "CREATE INDEX entry_day ON entry (day, minute, number) WHERE state = 1;"
     "CREATE UNIQUE INDEX entry_number ON entry (number) WHERE state > 0;"
     "CREATE UNIQUE INDEX entry_key ON entry (key) WHERE state > 0 AND key IS NOT NULL;"
     "CREATE INDEX entry_step ON entry (step);"
     "CREATE INDEX entry_old ON entry (number, step) WHERE state = 0;"}};

/* ---- opening ------------------------------------------------------------------------------------------- */

/* The path as SQLite takes it, so that no name means something else to it. NULL: no memory. */
static char *address_of(const char *path, bool fixed)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-";
    lumbar_text address = {0};
    lumbar_text_add(&address, *path == '/' ? "file://" : "file:");
    for (const char *c = path; *c; c++) {
        if (strchr(plain, *c)) lumbar_text_add_bytes(&address, c, 1);
        else lumbar_text_addf(&address, "%%%02X", (unsigned)(unsigned char)*c);
    }
    if (fixed) lumbar_text_add(&address, "?immutable=1");
    if (!address.failed) return address.data;
    lumbar_text_free(&address);
    return NULL;
}

/* Opens the folder that `path` stands in; -1 and errno. */
static int folder_of(const char *path)
{
    const char *name = strrchr(path, '/');
    char *folder = !name ? strdup(".") : strndup(path, name == path ? 1 : (size_t)(name - path));
    int opened = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    free(folder);
    return opened;
}

/* An empty file that only its owner can read, whose name is safe on the disk. Fine where it is there. */
static bool make(const char *path, lumbar_error *error)
{
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) return errno == EEXIST || lumbar_refuse_output(path, errno, error);
    int folder = folder_of(path);
    int why = fsync(file) || folder < 0 || fsync(folder) ? errno : 0;
    close(file);
    if (folder >= 0) close(folder);
    if (!why || why == EINVAL) return true; /* EINVAL: a folder of a kind that needs no sync */
    unlink(path);
    return lumbar_refuse_output(path, why, error);
}

/* What stands at the path before SQLite is asked: *fixed where it cannot be written, *unclean where a log was left. */
static bool look(const char *path, lumbar_journal_use use, bool *fixed, bool *unclean, lumbar_error *error)
{
    char shown[LUMBAR_SHOWN_PATH];
    struct stat about;
    if (stat(path, &about)) {
        if (errno != ENOENT && errno != ENOTDIR)
            return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_JOURNAL_OPEN, "file=%s\nwhy=%s",
                                 lumbar_show_path(path, shown), lumbar_system_text(errno));
        if (use == LUMBAR_JOURNAL_READ)
            return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_JOURNAL_NONE, "file=%s",
                                 lumbar_show_path(path, shown));
        if (!make(path, error)) return false;
    } else if (!S_ISREG(about.st_mode)) {
        return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_JOURNAL_NO_FILE, "file=%s",
                             lumbar_show_path(path, shown));
    }
    char *log = lumbar_journal_beside(path, "-wal");
    if (!log) return lumbar_fail_memory(error);
    *unclean = !stat(log, &about) && about.st_size > 0;
    free(log);
    int folder = folder_of(path);
    if (folder < 0 && errno == ENOMEM) return lumbar_fail_memory(error);
    *fixed = access(path, W_OK) || folder < 0 || faccessat(folder, ".", W_OK, 0);
    if (folder >= 0) close(folder);
    if (!*fixed || (use == LUMBAR_JOURNAL_READ && !*unclean)) return true;
    return lumbar_refuse(error, LUMBAR_OUTPUT, 0, LUMBAR_ERROR_JOURNAL_WRITE, "file=%s", lumbar_show_path(path, shown));
}

/* How it is kept: a log, each step synced before it counts, and nothing in the file can make SQLite do more than read
 * and write it. */
static bool prepare(const lumbar_journal *journal, lumbar_error *error)
{
    sqlite3_extended_result_codes(journal->db, 1);
    sqlite3_busy_timeout(journal->db, PATIENCE);
    sqlite3_db_config(journal->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (!lumbar_journal_run(journal, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;", error)) return false;
    if (journal->fixed) return true;
    int told = SQLITE_BUSY;
    for (int i = 0; i < TRIES && (told & 0xff) == SQLITE_BUSY; i++) {
        told = sqlite3_exec(journal->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        if ((told & 0xff) == SQLITE_BUSY) sqlite3_sleep(PATIENCE / TRIES);
    }
    if (told != SQLITE_OK) return lumbar_journal_fail(journal, error);
    return lumbar_journal_run(journal, "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;", error);
}

/* Whether it is ours, and of a version that we know; *version 0: nothing stands in it yet. */
static bool identify(const lumbar_journal *journal, int known, int *version, lumbar_error *error)
{
    char shown[LUMBAR_SHOWN_PATH];
    int64_t application, told, tables;
    if (!lumbar_journal_number(journal, "PRAGMA application_id", &application, error) ||
        !lumbar_journal_number(journal, "PRAGMA user_version", &told, error) ||
        !lumbar_journal_number(journal, "SELECT count(*) FROM sqlite_master", &tables, error))
        return false;
    *version = (int)told;
    if (!application && !told && !tables) return true;
    if (application != APPLICATION)
        return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_JOURNAL_OTHER, "file=%s",
                             lumbar_show_path(journal->path, shown));
    if (told <= known && told > 0) return true;
    return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_JOURNAL_NEWER, "file=%s\nversion=%d\nknown=%d",
                         lumbar_show_path(journal->path, shown), (int)told, known);
}

/* ---- versions ------------------------------------------------------------------------------------------ */

/* Opens another connection. False and *error. */
static bool connect(lumbar_journal *journal, int how, lumbar_error *error)
{
    char *address = address_of(journal->path, false);
    bool good = address && sqlite3_open_v2(address, &journal->db, how | SQLITE_OPEN_URI, NULL) == SQLITE_OK;
    free(address);
    return good || lumbar_journal_fail(journal, error);
}

/* A whole copy beside it, by SQLite's own backup; while the caller keeps others from writing. */
static bool back_up(const lumbar_journal *journal, int version, lumbar_error *error)
{
    char ending[32];
    lumbar_print(ending, sizeof ending, ".before-%d", version + 1);
    lumbar_journal from = {.path = journal->path}, copy = {.path = lumbar_journal_beside(journal->path, ending)};
    bool good = copy.path ? make(copy.path, error) : lumbar_fail_memory(error);
    good = good && connect(&from, SQLITE_OPEN_READWRITE, error) && connect(&copy, SQLITE_OPEN_READWRITE, error);
    sqlite3_backup *backup = good ? sqlite3_backup_init(copy.db, "main", from.db, "main") : NULL;
    if (backup) sqlite3_backup_step(backup, -1);
    if (good && (!backup || sqlite3_backup_finish(backup) != SQLITE_OK)) good = lumbar_journal_fail(&copy, error);
    sqlite3_close(copy.db);
    sqlite3_close(from.db);
    free(copy.path);
    return good;
}

static bool sound(lumbar_journal *journal, lumbar_error *error)
{
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_journal_health health = {0};
    bool good = arena ? lumbar_journal_check(journal, arena, &health, error) : lumbar_fail_memory(error);
    char shown[LUMBAR_SHOWN_PATH];
    if (good && (health.wrong || health.damaged))
        good = lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_JOURNAL_NOT_UPDATED, "file=%s",
                             lumbar_show_path(journal->path, shown));
    lumbar_arena_free(arena);
    return good;
}

/* Brings it to the last version that we know, unless another process did so meanwhile. */
static bool bring_up(lumbar_journal *journal, const lumbar_journal_version *versions, int count, lumbar_error *error)
{
    int version = 0;
    if (!lumbar_journal_run(journal, "BEGIN IMMEDIATE", error)) return false;
    bool good = identify(journal, count, &version, error);
    if (good && version > 0 && version < count) good = sound(journal, error) && back_up(journal, version, error);
    for (; good && version < count; version++) good = lumbar_journal_run(journal, versions[version].sql, error);
    char marks[96];
    lumbar_print(marks, sizeof marks, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION, version);
    return lumbar_journal_end(journal, good && lumbar_journal_run(journal, marks, error), error);
}

/* The quick look after an end that was not clean. */
static bool recovered(const lumbar_journal *journal, lumbar_error *error)
{
    sqlite3_stmt *statement = lumbar_journal_prepare(journal, "PRAGMA quick_check(1)", error);
    if (!statement) return false;
    int told = sqlite3_step(statement);
    const char *said = told == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : NULL;
    bool good = said && !strcmp(said, "ok");
    char shown[LUMBAR_SHOWN_PATH];
    if (!said) lumbar_journal_fail(journal, error);
    else if (!good)
        lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_JOURNAL_DAMAGED_WHY, "file=%s\nwhy=%.120s",
                      lumbar_show_path(journal->path, shown), said);
    sqlite3_finalize(statement);
    return good;
}

/* ---- the whole ----------------------------------------------------------------------------------------- */

lumbar_journal *lumbar_journal_open_as(const char *path, lumbar_journal_use use, const lumbar_journal_version *versions,
                                       int count, lumbar_error *error)
{
    bool fixed = false, unclean = false;
    if (!look(path, use, &fixed, &unclean, error)) return NULL;
    lumbar_journal *journal = calloc(1, sizeof *journal);
    char *address = address_of(path, fixed);
    if (journal) *journal = (lumbar_journal){.path = strdup(path), .fixed = fixed};
    bool good = journal && journal->path && address;
    if (!good) lumbar_fail_memory(error);
    int how = (fixed ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_URI;
    if (good && sqlite3_open_v2(address, &journal->db, how, NULL) != SQLITE_OK)
        good = lumbar_journal_fail(journal, error);
    int version = 0;
    good = good && prepare(journal, error) && (!unclean || recovered(journal, error)) &&
           identify(journal, count, &version, error);
    if (good && version < count)
        good = fixed ? lumbar_refuse_output(path, EROFS, error) : bring_up(journal, versions, count, error);
    free(address);
    if (good) return journal;
    lumbar_journal_close(journal);
    return NULL;
}

lumbar_journal *lumbar_journal_open(const char *path, lumbar_journal_use use, lumbar_error *error)
{
    return lumbar_journal_open_as(path, use, lumbar_journal_versions, LUMBAR_JOURNAL_VERSION, error);
}

void lumbar_journal_close(lumbar_journal *journal)
{
    if (!journal) return;
    sqlite3_close(journal->db);
    free(journal->path);
    free(journal);
}
