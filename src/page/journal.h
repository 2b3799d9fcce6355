/* What the page's WebAssembly module exports of the journal: a book in memory that holds what is told. JavaScript keeps
 * it where the person wishes so. Arguments and output as in session.h; `day` is 2026-11-22. */
#ifndef LUMBAR_PAGE_JOURNAL_H
#define LUMBAR_PAGE_JOURNAL_H

#include "base/base.h"

/* Each fills the output with JSON; false: why not, and nothing has changed. */
/* Input: today, a line as `lumbar log` takes it. Either `noted`, the entries, and `strong`, whether an ache is; or
 * `fault`, in words, and `nearest` and `mended`, the word and the line that are perhaps meant. */
bool lumbar_page_journal_note(void);
/* Input: day; "yes", "no" or "" of a warm-up; then exercise, sets, repetitions or seconds, "s" for seconds or "", RPE
 * or
 * "", and so on. As a line that was noted. */
bool lumbar_page_journal_work(void);
/* Input: day, strength, place, side or "", when or ""; "fresh", "tired" or the set in which it began (-1: the last
 * one) or "". The same. */
bool lumbar_page_journal_ache(void);
/* Input: today. The answer as it is given now, with what was told. The same. */
bool lumbar_page_journal_keep(void);
bool lumbar_page_journal_remove(void); /* input: the entry's number */
/* Input: a file's name, then `size` bytes of lumbar.history/1. `added` and `known` entries, and those that were `left`
 * out since the person took them out, unless `back`. Into an empty book they come with their numbers. */
bool lumbar_page_journal_read(size_t size, bool back);
bool lumbar_page_journal_state(void);  /* input: today. Entries, the last first; exercises, the last done first */
bool lumbar_page_journal_json(void);   /* input: today. lumbar.history/1, the bytes of `lumbar journal export` */
bool lumbar_page_journal_weeks(void);  /* input: today. HTML: the last weeks as a drawing and a table */
bool lumbar_page_journal_forget(void); /* everything */
/* Input: today. From now on answers are given with what the journal tells up to then: `workouts`, `aches` of it. */
bool lumbar_page_journal_hear(void);

#endif
