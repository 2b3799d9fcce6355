/* A journal held in memory, for the page, which has no SQLite: what it is told it holds as the file would. */
#ifndef LUMBAR_JOURNAL_BOOK_H
#define LUMBAR_JOURNAL_BOOK_H

#include "journal/import.h"

typedef struct lumbar_book lumbar_book;

lumbar_book *lumbar_book_new(void);       /* NULL when out of memory */
void lumbar_book_free(lumbar_book *book); /* NULL is fine */

/* Each of these copies what it takes. False and *error: out of memory; then nothing has changed. */
bool lumbar_book_add(lumbar_book *book, const lumbar_entry *entries, size_t count, int64_t *first,
                     lumbar_error *error); /* their numbers are *first and those that follow */

/* Of a file's entries: how many came in, and how many did not since they were taken out here. */
typedef struct lumbar_book_taken {
    size_t added, left;
} lumbar_book_taken;
/* Takes in what is not there already, and, but for `back`, was not taken out; what the file says was taken out stays
 * out from now on. Into an empty book all of it comes, each with its own number. */
bool lumbar_book_take(lumbar_book *book, const lumbar_import *import, bool back, lumbar_book_taken *taken,
                      lumbar_error *error);

/* Takes it out, and remembers that by a mark. *found: there was one. */
bool lumbar_book_remove(lumbar_book *book, int64_t number, bool *found, lumbar_error *error);

size_t lumbar_book_count(const lumbar_book *book);
/* By day, time and number. */
const lumbar_entry *lumbar_book_at(const lumbar_book *book, size_t index);
/* All from one day to another, both included; their words belong to the book. NULL: out of memory. */
const lumbar_journal_days *lumbar_book_days(const lumbar_book *book, lumbar_arena *arena, lumbar_date first,
                                            lumbar_date last);

#endif
