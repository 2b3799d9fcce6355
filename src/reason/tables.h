/* Tables as text, before their rows have a type (table.c), and the texts of another language over them (language.c). */
#ifndef LUMBAR_REASON_TABLES_H
#define LUMBAR_REASON_TABLES_H

#include "base/base.h"
#include "reason/columns.h"

typedef struct lumbar_table_text {
    const char *name, *text; /* table name without ".txt"; the file's bytes */
    size_t size;
} lumbar_table_text;

/* Written by scripts/embed.py: the tables compiled in. */
extern const lumbar_table_text lumbar_builtin_tables[];
extern const size_t lumbar_builtin_table_count;

/* The texts of another language, over those of the tables: files of the same form, with ids and with what is read. */
typedef struct lumbar_overlay {
    const char *code; /* "de" */
    const lumbar_table_text *texts;
    size_t count;
} lumbar_overlay;

extern const lumbar_overlay lumbar_builtin_overlays[]; /* compiled in; ends with a code of NULL */

/* Puts an overlay's texts over those of the tables. False and *error where it names a row that there is not, brings
 * anything but what is read, or lacks a hole or an option. */
bool lumbar_overlay_apply(lumbar_arena *arena, lumbar_knowledge *knowledge, const lumbar_overlay *overlay,
                          lumbar_error *error);

/* Text -> rows: UTF-8, form, size, known fields, single ids. False and *error (table, line) where it is
 * damaged. */
bool lumbar_table_parse(lumbar_arena *arena, lumbar_table_id id, const lumbar_table_text *from, lumbar_table *table,
                        lumbar_error *error);
/* "knowledge/TABLE.txt line N, row `ID`: ..." */
bool lumbar_row_fail(lumbar_error *error, lumbar_table_id table, const lumbar_row *row, const char *field,
                     const char *format, ...) LUMBAR_PRINTF(5, 6);

/* One item of a list field; `at` walks through the value (start with the value). Items end at a line's end
 * and, where `commas`, at a comma; blanks around them are dropped, empty ones skipped. False when there is
 * none left. */
bool lumbar_item_next(const char **at, bool commas, const char **item, size_t *length);
bool lumbar_item_is(const char *item, size_t length, const char *word);
/* A decimal number that fills `length` bytes: sign, digits, point, nothing else. */
bool lumbar_number_parse(const char *text, size_t length, double *number);

#endif
