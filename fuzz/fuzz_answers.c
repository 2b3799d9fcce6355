/* Fuzzes the setter of answers on the built-in tables: lines of "question=value" set, lines without "="
 * withdraw. */
#include <string.h>
#include "common.h"
#include "reason/reason.h"

static void take_line(lumbar_answers *answers, char *line)
{
    char *value = strchr(line, '=');
    if (!value) {
        lumbar_answers_clear(answers, line);
        return;
    }
    *value++ = 0;
    lumbar_error error = {0};
    bool taken = lumbar_answers_set(answers, line, value, &error);
    const char *now = lumbar_answers_get(answers, line);
    if (!taken && (!error.code || !error.text[0])) abort(); /* what is refused is told why */
    if (taken && (!now || !lumbar_answers_set(answers, line, now, &error)))
        abort(); /* what is given back can be set again */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = arena ? lumbar_answers_new(arena, built_in()) : NULL;
    for (size_t at = 0; answers && at < size;) {
        const void *end = memchr(data + at, '\n', size - at);
        size_t length = end ? (size_t)((const uint8_t *)end - data) - at : size - at;
        char *line = lumbar_copy(arena, (const char *)data + at, length);
        if (line) take_line(answers, line);
        at += length + 1;
    }
    const lumbar_answer *answer = answers ? lumbar_why(arena, answers, NULL, NULL) : NULL;
    double sum = 0;
    for (size_t i = 0; answer && i < answer->cause_count; i++) sum += answer->causes[i].probability;
    if (answers && (!answer || fabs(sum - 1) > 1e-9)) abort();
    lumbar_arena_free(arena);
    return 0;
}
