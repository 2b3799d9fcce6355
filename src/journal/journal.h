/* The journal: one SQLite file that belongs to the person. What it tells stands in lumbar.h; docs/journal.md is its
 * form. The page has entries without the file (book.h). */
#ifndef LUMBAR_JOURNAL_H
#define LUMBAR_JOURNAL_H

#include "base/base.h"

typedef struct lumbar_journal lumbar_journal; /* an open file; not thread-safe, but two processes may have it open */

typedef enum lumbar_entry_kind {
    LUMBAR_ENTRY_WORKOUT,
    LUMBAR_ENTRY_SORENESS,
    LUMBAR_ENTRY_SLEEP,
    LUMBAR_ENTRY_ANSWER,
    LUMBAR_ENTRY_KINDS
} lumbar_entry_kind;

extern const char *const lumbar_entry_kind_names[LUMBAR_ENTRY_KINDS]; /* "workout", ... as in the file */

/* One thing that was told; the member that `kind` names is filled. Its number is 0 until it is written. */
typedef struct lumbar_entry {
    lumbar_entry_kind kind;
    const char *key; /* of an import: what it is called there, so that it is taken in once; else NULL */
    union {
        lumbar_journal_workout workout;
        lumbar_journal_soreness soreness;
        lumbar_journal_sleep sleep;
        lumbar_journal_answer answer;
    };
} lumbar_entry;

int64_t lumbar_entry_number(const lumbar_entry *entry);
lumbar_date lumbar_entry_day(const lumbar_entry *entry);
int lumbar_entry_minute(const lumbar_entry *entry);         /* -1: not told */
const char *lumbar_entry_source(const lumbar_entry *entry); /* "told" where it has none */

/* ---- what an answer hears of it (heard.c) --------------------------------------------------------------- */

lumbar_date lumbar_journal_heard_from(lumbar_date today); /* the first day that counts */
/* Days that tell of workouts or aches; NULL where none do. */
const lumbar_journal_days *lumbar_journal_telling(const lumbar_journal_days *days);

/* ---- the file (file.c) --------------------------------------------------------------------------------- */

typedef enum lumbar_journal_use {
    LUMBAR_JOURNAL_READ, /* a file that is there; works on a disk that cannot be written too */
    LUMBAR_JOURNAL_WRITE /* makes it, readable by its owner alone, where it is not there */
} lumbar_journal_use;

/* NULL and *error: not there, no journal of ours, of a newer version, damaged, not to be written. After an end that was
 * not clean it is recovered and looked through; an older version is brought up to date, with a backup beside it. */
lumbar_journal *lumbar_journal_open(const char *path, lumbar_journal_use use, lumbar_error *error);
void lumbar_journal_close(lumbar_journal *journal); /* NULL is fine */

/* ---- entries (rows.c) ---------------------------------------------------------------------------------- */

/* Each of these is one step, that `undo` takes back as a whole, and is safe on the disk when it returns true. */
bool lumbar_journal_add(lumbar_journal *journal, const lumbar_entry *entries, size_t count, int64_t *first,
                        lumbar_error *error); /* their numbers are *first and those that follow */
bool lumbar_journal_replace(lumbar_journal *journal, int64_t number, const lumbar_entry *entry, lumbar_error *error);
bool lumbar_journal_remove(lumbar_journal *journal, int64_t number, lumbar_error *error);

/* How an import came out, in entries. */
typedef struct lumbar_journal_taken {
    size_t added, grown; /* grown: there before, but with less in it */
    size_t known;        /* there before, as it is */
    size_t left;         /* there before and changed or removed by the person since: left as it is */
} lumbar_journal_taken;
bool lumbar_journal_take(lumbar_journal *journal, const lumbar_entry *entries, size_t count,
                         lumbar_journal_taken *taken, lumbar_error *error);

/* Takes the last step back; *entries tells how many entries it touched, 0: there is nothing to take back. */
bool lumbar_journal_undo(lumbar_journal *journal, size_t *entries, lumbar_error *error);

/* The entry that the person calls by that number. False and *error: none. Owned by the arena. */
bool lumbar_journal_find(lumbar_journal *journal, lumbar_arena *arena, int64_t number, lumbar_entry *entry,
                         lumbar_error *error);

/* All that stands from one day to another, both included. Owned by the arena. */
const lumbar_journal_days *lumbar_journal_read(lumbar_journal *journal, lumbar_arena *arena, lumbar_date first,
                                               lumbar_date last, lumbar_error *error);
/* The first and last day that something stands on; not known where nothing does. */
bool lumbar_journal_span(lumbar_journal *journal, lumbar_date *first, lumbar_date *last, lumbar_error *error);

/* ---- care (care.c) ------------------------------------------------------------------------------------- */

typedef struct lumbar_journal_health {
    size_t entries;         /* that stand */
    size_t damaged;         /* whose checksum is another */
    const int64_t *numbers; /* [damaged] */
    const char *wrong;      /* what SQLite says of the file, a line each; NULL: nothing is wrong */
} lumbar_journal_health;
/* Looks through all of it. False and *error only where that cannot be done. Owned by the arena. */
bool lumbar_journal_check(lumbar_journal *journal, lumbar_arena *arena, lumbar_journal_health *health,
                          lumbar_error *error);

/* The whole file as it stands now, as bytes; the caller frees them with lumbar_journal_image_free. */
unsigned char *lumbar_journal_image(lumbar_journal *journal, size_t *size, lumbar_error *error);
void lumbar_journal_image_free(unsigned char *image);

/* Removes for good what stands on that day and before, with all earlier forms of all entries, and overwrites it. */
bool lumbar_journal_forget_until(lumbar_journal *journal, lumbar_date last, size_t *entries, lumbar_error *error);
/* Removes the file at `path` and what belongs to it: its log and the backups made before it was brought up to date. It
 * must be closed. False and *error where one could not be removed. */
bool lumbar_journal_forget(const char *path, lumbar_error *error);

#endif
