/* Fuzzes the reader of answers files, and the answer to whatever it accepts. */
#include <string.h>
#include "common.h"
#include "reason/answers_json.h"
#include "report/report.h"

/* What is written of the answers is read again, and written alike. */
static bool comes_back(lumbar_arena *arena, const lumbar_answers *answers)
{
    lumbar_text once = {0}, twice = {0};
    lumbar_answers *again = lumbar_answers_new(arena, built_in());
    lumbar_answers_json(built_in(), answers, &once);
    bool good = again && !once.failed && lumbar_answers_parse(again, once.data, once.size, "again", NULL);
    if (good) lumbar_answers_json(built_in(), again, &twice);
    good = good && !twice.failed && !strcmp(once.data, twice.data);
    lumbar_text_free(&once);
    lumbar_text_free(&twice);
    return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = arena ? lumbar_answers_new(arena, built_in()) : NULL;
    lumbar_error error = {0};
    if (answers && lumbar_answers_parse(answers, (const char *)data, size, "fuzz", &error)) {
        if (!lumbar_why(arena, answers, NULL, &error)) abort(); /* what is accepted can be answered */
        if (!comes_back(arena, answers)) abort();
    } else if (answers && (!error.code || !error.text[0])) {
        abort(); /* what is refused is told why */
    }
    lumbar_arena_free(arena);
    return 0;
}
