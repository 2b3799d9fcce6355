/* A small JSON writer: whatever leaves the program as JSON goes through here, so numbers are rounded in one place. */
#ifndef LUMBAR_REPORT_WRITER_H
#define LUMBAR_REPORT_WRITER_H

#include "base/base.h"

enum { LUMBAR_WRITER_DEPTH = 24 };

/* `key` is the member's name inside an object, NULL inside an array and at the top. Output goes to `out`, indented by
 * two spaces a level; check out->failed once, at the end. */
typedef struct lumbar_writer {
    lumbar_text *out;
    int depth;
    bool filled[LUMBAR_WRITER_DEPTH]; /* the open object or array of that depth has a member */
    char closing[LUMBAR_WRITER_DEPTH];
} lumbar_writer;

lumbar_writer lumbar_writer_to(lumbar_text *out);
void lumbar_write_open(lumbar_writer *writer, const char *key, char bracket); /* '{' or '[' */
void lumbar_write_close(lumbar_writer *writer);
void lumbar_write_string(lumbar_writer *writer, const char *key, const char *value); /* NULL becomes null */
void lumbar_write_bool(lumbar_writer *writer, const char *key, bool value);
void lumbar_write_integer(lumbar_writer *writer, const char *key, long long value);
/* Rounded to the decimals of `unit` (see lumbar_unit_decimals); NaN and infinities become null. */
void lumbar_write_number(lumbar_writer *writer, const char *key, double value, const char *unit);
void lumbar_write_end(lumbar_writer *writer); /* the newline after the last bracket */

/* Decimals that a value in this unit is rounded to wherever it is shown or written; 3 for an unknown unit or NULL. */
int lumbar_unit_decimals(const char *unit);
/* The rounded value as text without trailing zeros, whatever the locale; "null" for NaN. `size` 40 is enough. */
void lumbar_number_text(char *text, size_t size, double value, const char *unit);
#endif
