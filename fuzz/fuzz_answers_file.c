/* Fuzzes the reader of answers files, and the answer to whatever it accepts. */
#include "common.h"
#include "reason/answers_json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = arena ? lumbar_answers_new(arena, built_in()) : NULL;
    lumbar_error error = {0};
    if (answers && lumbar_answers_parse(answers, (const char *)data, size, "fuzz", &error)) {
        if (!lumbar_why(arena, answers, NULL, 0, &error)) abort(); /* what is accepted can be answered */
    } else if (answers && (!error.code || !error.text[0])) {
        abort(); /* what is refused is told why */
    }
    lumbar_arena_free(arena);
    return 0;
}
