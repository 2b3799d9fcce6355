/* The library alone: asks nothing, answers from a few words, prints the first screen.
 *     cc why.c $(pkg-config --cflags --libs lumbar) -o why && ./why */
#include <stdio.h>
#include <lumbar.h>

static int stop(lumbar_arena *arena, const lumbar_error *error)
{
    fprintf(stderr, "%s\n", error->text);
    lumbar_arena_free(arena);
    return lumbar_exit_status(error->code);
}

int main(void)
{
    static const char *const told[][2] = {
        {"ache-present", "ache"}, {"ache-onset", "during-set"}, {"how-began", "builds-up"}, {"exercises", "sit-up,leg-raise"},
        {"fever", "no"},          {"age-years", "34"},
    };
    lumbar_error error = {0};
    lumbar_arena *arena = lumbar_arena_new(); /* owns everything below */
    const lumbar_knowledge *knowledge = arena ? lumbar_knowledge_load(arena, NULL, &error) : NULL;
    lumbar_answers *answers = knowledge ? lumbar_answers_new(arena, knowledge) : NULL;
    if (!answers) return stop(arena, &error);
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++)
        if (!lumbar_answers_set(answers, told[i][0], told[i][1], &error)) return stop(arena, &error);

    const lumbar_answer *answer = lumbar_why(arena, answers, NULL, &error);
    if (!answer) return stop(arena, &error);
    printf("%s\n%s\n%s\n%s\n", answer->summary.see, answer->summary.cause, answer->summary.change, answer->summary.wrong_if);
    if (answer->next.question) printf("Next question: %s\n", answer->next.question->text);
    lumbar_arena_free(arena);
    return 0;
}
