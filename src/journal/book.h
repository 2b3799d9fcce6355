/* A journal held in memory, for the page, which has no SQLite: what it is told it holds as the file would. */
#ifndef LUMBAR_JOURNAL_BOOK_H
#define LUMBAR_JOURNAL_BOOK_H

#include "journal/journal.h"

typedef struct lumbar_book lumbar_book;

lumbar_book *lumbar_book_new(void);       /* NULL when out of memory */
void lumbar_book_free(lumbar_book *book); /* NULL is fine */

/* Each of these copies what it takes. False and *error: out of memory; then nothing has changed. */
bool lumbar_book_add(lumbar_book *book, const lumbar_entry *entries, size_t count, int64_t *first,
                     lumbar_error *error); /* their numbers are *first and those that follow */
/* The same; each that has a number of its own keeps it: what was held before comes back. */
bool lumbar_book_restore(lumbar_book *book, const lumbar_entry *entries, size_t count, lumbar_error *error);
/* Takes in what is not there already; *added: how many. */
bool lumbar_book_take(lumbar_book *book, const lumbar_entry *entries, size_t count, size_t *added, lumbar_error *error);

bool lumbar_book_remove(lumbar_book *book, int64_t number); /* false: there is none */

size_t lumbar_book_count(const lumbar_book *book);
/* By day, time and number. */
const lumbar_entry *lumbar_book_at(const lumbar_book *book, size_t index);
/* All from one day to another, both included; their words belong to the book. NULL: out of memory. */
const lumbar_journal_days *lumbar_book_days(const lumbar_book *book, lumbar_arena *arena, lumbar_date first,
                                            lumbar_date last);

#endif
