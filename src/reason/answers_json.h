/* An answers file's text, schema lumbar.answers/1: one reader for the tool, the library and the page. */
#ifndef LUMBAR_REASON_ANSWERS_JSON_H
#define LUMBAR_REASON_ANSWERS_JSON_H

#include "base/base.h"

enum { LUMBAR_ANSWERS_FILE_BYTES = 1000000 }; /* own choice: a file with every question answered has under 10 KB */

/* What lumbar_answers_read does, from memory; `name` is the file's, for messages. On a failure the answers are as
 * before. */
bool lumbar_answers_parse(lumbar_answers *answers, const char *bytes, size_t size, const char *name,
                          lumbar_error *error);

#endif
