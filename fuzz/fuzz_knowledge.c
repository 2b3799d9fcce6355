/* Fuzzes the reader of tables: "== NAME" begins a table, the others are empty. What is accepted is checked
 * and asked. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "reason/reason.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Splits the input into tables; their bytes stay where they are, names are copied. */
static size_t split(lumbar_arena *arena, const char *text, size_t size, lumbar_table_text *tables, size_t most)
{
    size_t count = 0;
    for (size_t at = 0; at < size;) {
        const char *end = memchr(text + at, '\n', size - at);
        size_t length = end ? (size_t)(end - text) - at : size - at;
        if (length >= 3 && !memcmp(text + at, "== ", 3)) {
            if (count == most) break;
            const char *name = lumbar_copy(arena, text + at + 3, length - 3);
            tables[count++] = (lumbar_table_text){name ? name : "", text + at + length + (end != NULL), 0};
        } else if (count) {
            tables[count - 1].size += length + (end != NULL);
        }
        at += length + 1;
    }
    return count;
}

/* Every question gets an answer that it allows; the ranking must stay a ranking. */
static void ask(lumbar_arena *arena, const lumbar_knowledge *knowledge)
{
    lumbar_answers *answers = lumbar_answers_new(arena, knowledge);
    if (!answers) return;
    for (size_t i = 0; i < lumbar_question_count(knowledge); i++) {
        const lumbar_question *q = lumbar_question_at(knowledge, i);
        const char *value = q->kind == LUMBAR_YES_NO_UNSURE ? "yes"
                            : q->kind == LUMBAR_NUMBER      ? "not-sure"
                                                            : q->options[0].id;
        lumbar_answers_set(answers, q->id, value, NULL);
    }
    const lumbar_answer *answer = lumbar_why(arena, answers, NULL, NULL);
    double sum = 0;
    for (size_t i = 0; answer && i < answer->cause_count; i++) sum += answer->causes[i].probability;
    if (!answer || fabs(sum - 1) > 1e-6) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_table_text tables[2 * LUMBAR_TABLE_COUNT];
    if (!arena) return 0;
    size_t count = split(arena, (const char *)data, size, tables, LUMBAR_COUNT(tables));
    lumbar_error error = {0};
    const lumbar_knowledge *knowledge = lumbar_knowledge_parse(arena, tables, count, &error);
    if (knowledge) {
        lumbar_problems problems;
        ask(arena, knowledge);
        lumbar_knowledge_check(arena, knowledge, &problems, NULL);
    } else if (!error.code || !error.text[0]) {
        abort(); /* what is refused is told why */
    }
    lumbar_arena_free(arena);
    return 0;
}
