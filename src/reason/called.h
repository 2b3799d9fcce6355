/* What people type: how names are compared, and what else an option of a question is called. */
#ifndef LUMBAR_REASON_CALLED_H
#define LUMBAR_REASON_CALLED_H

#include "reason/reason.h"

/* Names as people type them: two are the same that differ in no more than case, signs and a last "s"; a name holds what
 * was typed where it has it in any place. */
bool lumbar_name_empty(const char *name);
bool lumbar_name_same(const char *a, const char *b);
bool lumbar_name_holds(const char *name, const char *typed);

/* `called`: what people type for an option. */
bool lumbar_read_called(const lumbar_row_reading *reading, const lumbar_row *row, lumbar_question *question);

#endif
