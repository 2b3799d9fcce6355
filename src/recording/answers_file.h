/* Answers files, schema lumbar.answers/1. */
#ifndef LUMBAR_RECORDING_ANSWERS_FILE_H
#define LUMBAR_RECORDING_ANSWERS_FILE_H

#include "base/base.h"

enum { LUMBAR_ANSWERS_FILE_BYTES = 1000000 }; /* a file with every question answered has under 10 KB */

/* What lumbar_answers_read does, from memory; `path` is for messages. */
bool lumbar_answers_parse(lumbar_answers *answers, const char *bytes, size_t size, const char *path, lumbar_error *error);

#endif
