/* Answers files as files. Not in the page's build, which has their bytes. */
#include <stdlib.h>
#include "base/input.h"
#include "reason/answers_json.h"

bool lumbar_answers_read(lumbar_answers *answers, const char *path, lumbar_error *error)
{
    size_t size;
    char *bytes = lumbar_input_read(path, LUMBAR_ANSWERS_FILE_BYTES, &size, error);
    bool good = bytes && lumbar_answers_parse(answers, bytes, size, path, error);
    free(bytes);
    return good;
}
