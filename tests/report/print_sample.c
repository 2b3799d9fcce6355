/* Prints the sample answer as JSON for the schema's test. */
#include <stdio.h>
#include "report/report.h"
#include "sample_answer.h"

int main(int argc, char **argv)
{
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_text out = {0};
    lumbar_answer_json(sample_answer(arena, argc > 1 ? argv[1] : "plain"), &out);
    fwrite(out.data, 1, out.size, stdout);
    lumbar_text_free(&out);
    lumbar_arena_free(arena);
    return 0;
}
