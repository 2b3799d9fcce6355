/* What the files of this room share: the session behind the exported functions. */
#ifndef LUMBAR_PAGE_INNER_H
#define LUMBAR_PAGE_INNER_H

#include "base/base.h"

/* The output, emptied. */
lumbar_text *lumbar_session_output(void);
/* Gives the reason for a failure as the output, and false. NULL: memory ran out. */
bool lumbar_session_fail(const char *why);
bool lumbar_session_refuse(const lumbar_error *error); /* the same of an error, in words */
bool lumbar_session_whole(void);                       /* the output is; false: it says that memory ran out */

const lumbar_answers *lumbar_session_answers(void); /* NULL before the start */
const char *lumbar_session_input(void);
/* From now on answers are given with these recordings, which must stay. */
void lumbar_session_see(const lumbar_recording *recordings, size_t count);

/* What the page's journal tells an answer; *days NULL: nothing. False: no memory. Owned by the arena and the book. */
bool lumbar_page_heard(lumbar_arena *arena, const lumbar_journal_days **days);

#endif
