/* Plain lines for a terminal. */
#ifndef LUMBAR_REPORT_WRAP_H
#define LUMBAR_REPORT_WRAP_H

#include "base/base.h"

/* Adds `text` as lines of at most `width` columns; the first starts with `first`, the others with `rest`. A newline in
 * the text starts a new line; control characters, which could steer the terminal, are dropped. */
void lumbar_wrap(lumbar_text *out, int width, const char *first, const char *rest, const char *text);
/* Columns that the text takes on one line. */
int lumbar_wrap_columns(const char *text);

#endif
