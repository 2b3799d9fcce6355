/* Prints random answers with the level and the advice that the program gives them, one line each, for
 * triage_reference.py to judge. */
#include <stdio.h>
#include "../check.h"
#include "tables.h"

enum { SAMPLES = 3000 };

/* Every third person answers on until nothing is open, so that some are screened. */
static void answer_on(lumbar_answers *answers, lumbar_arena *arena, test_random *random)
{
    for (lumbar_next next; next = lumbar_interview_next(answers), next.question;) {
        lumbar_error error;
        const lumbar_question *q = next.question;
        bool sign = q->screen && q->kind == LUMBAR_YES_NO_UNSURE;
        if (!lumbar_answers_set(answers, q->id, sign ? "no" : test_answer(arena, random, q), &error))
            lumbar_answers_set(answers, q->id, "not-sure", &error);
    }
}

int main(void)
{
    lumbar_error error = {0};
    test_random random = {20261122};
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = tables ? lumbar_knowledge_load(tables, NULL, &error) : NULL;
    if (!k) return fprintf(stderr, "%s\n", error.text), 1;
    for (int i = 0; i < SAMPLES; i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_answers *answers = arena ? lumbar_answers_new(arena, k) : NULL;
        if (!answers) return 1;
        /* Sparse: else nearly all would be emergencies. */
        test_fill(answers, arena, &random, 0.02 + 0.2 * test_unit(&random));
        if (i % 3 == 0) answer_on(answers, arena, &random);
        const lumbar_answer *answer = lumbar_why(arena, answers, NULL, &error);
        if (!answer) return 1;
        const lumbar_triage *triage = &answer->triage;
        printf("%s %s %d\t", lumbar_level_ids[triage->level], lumbar_level_ids[triage->if_clear], triage->screened);
        for (size_t a = 0; a < answer->advice_count; a++) printf("%s%s", a ? " " : "", answer->advice[a].id);
        for (size_t q = 0; q < lumbar_question_count(k); q++) {
            const char *id = lumbar_question_at(k, q)->id, *value = lumbar_answers_get(answers, id);
            if (value) printf("\t%s=%s", id, value);
        }
        printf("\n");
        lumbar_arena_free(arena);
    }
    lumbar_arena_free(tables);
    return 0;
}
