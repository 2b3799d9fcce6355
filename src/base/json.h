/* JSON as values. */
#ifndef LUMBAR_BASE_JSON_H
#define LUMBAR_BASE_JSON_H

#include "base/base.h"

typedef struct lumbar_json lumbar_json; /* one value; opaque */

typedef enum lumbar_json_type {
    LUMBAR_JSON_NULL,
    LUMBAR_JSON_BOOL,
    LUMBAR_JSON_NUMBER,
    LUMBAR_JSON_STRING,
    LUMBAR_JSON_ARRAY,
    LUMBAR_JSON_OBJECT
} lumbar_json_type;

/* Reads `size` bytes; `path` is for messages. NULL and *error: no JSON, a key given twice, bad UTF-8, nested too deep.
 * A byte-order mark at the start is skipped. The caller frees the result with lumbar_json_free; values inside belong to
 * it. */
lumbar_json *lumbar_json_parse(const char *bytes, size_t size, const char *path, lumbar_error *error);
/* One document of a file that has more of them: messages count lines from `first_line`. */
lumbar_json *lumbar_json_parse_line(const char *bytes, size_t size, const char *path, int first_line,
                                    lumbar_error *error);
void lumbar_json_free(lumbar_json *json); /* NULL is fine */

/* None of these fails: a value of another type gives NULL, NaN, false or 0. `json` may be NULL. */
lumbar_json_type lumbar_json_kind(const lumbar_json *json);
const char *lumbar_json_kind_row(const lumbar_json *json); /* "a number", "a list", ...: a row of phrases */
const lumbar_json *lumbar_json_get(const lumbar_json *json, const char *key); /* member of an object, or NULL */
/* items of an array, members of an object */
size_t lumbar_json_count(const lumbar_json *json);
const lumbar_json *lumbar_json_at(const lumbar_json *json, size_t index); /* item of an array, or NULL */
double lumbar_json_number(const lumbar_json *json);
bool lumbar_json_truth(const lumbar_json *json);
const char *lumbar_json_string(const lumbar_json *json);
/* Calls `visit` for each member of an object in the file's order until it returns false; returns whether none did. */
bool lumbar_json_each(const lumbar_json *json, bool (*visit)(void *user, const char *key, const lumbar_json *value),
                      void *user);

#endif
