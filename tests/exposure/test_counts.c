/* What the journal counts answers safety questions with yes, and lowers no level. */
#include <string.h>
#include "../check.h"
#include "days.h"
#include "reason/reason.h"

static days D;

static lumbar_answers *told(lumbar_arena *arena, const char *question, const char *value)
{
    lumbar_error error = {0};
    lumbar_answers *answers = lumbar_answers_new(arena, lumbar_knowledge_builtin(arena, &error));
    if (question && !lumbar_answers_set(answers, question, value, &error)) fail_msg("%s", error.text);
    if (!lumbar_history_raises(arena, &D.journal, answers, &error)) fail_msg("%s", error.text);
    return answers;
}

static bool yes(lumbar_answers *answers, const char *question)
{
    const char *value = lumbar_answers_get(answers, question);
    return value && !strcmp(value, "yes");
}

/* A workout every other day, an ache of so much after every `each`-th. */
static void train(int length, int each, double strength)
{
    days_begin(&D, length);
    for (int day = 0, n = 0; day < length; day += 2, n++) {
        days_train(&D, day, "crunch", NULL);
        days_ache(&D, day, n % each ? 0 : strength, "evening");
    }
}

static void what_occurs_frequently_is_counted(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    train(30, 2, 4);
    assert_true(yes(told(arena, NULL, NULL), "frequent-ache"));
    assert_true(yes(told(arena, "frequent-ache", "no"), "frequent-ache")); /* it is counted, not remembered */
    assert_false(yes(told(arena, NULL, NULL), "strong-each"));
    train(30, 2, 8);
    assert_true(yes(told(arena, NULL, NULL), "strong-each"));
    train(30, 4, 4);
    assert_false(yes(told(arena, NULL, NULL), "frequent-ache"));
    train(14, 1, 4); /* not for three weeks yet */
    assert_false(yes(told(arena, NULL, NULL), "frequent-ache"));
    lumbar_arena_free(arena);
}

static void spells_and_long_and_growing_pain_are_counted(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    days_begin(&D, 90);
    for (int day = 0; day < 90; day++) days_ache(&D, day, day == 10 || day == 40 || day == 70 ? 4 : 0, NULL);
    lumbar_answers *answers = told(arena, NULL, NULL);
    assert_true(yes(answers, "spells-often") && !yes(answers, "long-or-worse"));
    days_begin(&D, 50);
    for (int day = 0; day < 50; day++) days_ache(&D, day, 3, NULL);
    answers = told(arena, NULL, NULL);
    assert_true(yes(answers, "long-or-worse") && !yes(answers, "worse-weekly") && !yes(answers, "spells-often"));
    days_begin(&D, 21);
    for (int day = 0; day < 21; day += 3) days_ache(&D, day, 2 + day / 7, NULL);
    assert_true(yes(told(arena, NULL, NULL), "worse-weekly"));
    lumbar_arena_free(arena);
}

static void no_level_gets_lower(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_knowledge *k = lumbar_knowledge_builtin(arena, &error);
    train(60, 1, 8);
    for (size_t i = 0; i < k->case_count; i++) {
        const lumbar_case_row *row = &k->cases[i];
        lumbar_answers *answers = lumbar_answers_new(arena, k);
        for (size_t a = 0; a < row->answer_count; a++)
            assert_true(lumbar_answers_set(answers, row->answers[2 * a], row->answers[2 * a + 1], &error));
        lumbar_level before = lumbar_triage_level(k, answers->values);
        assert_true(lumbar_history_raises(arena, &D.journal, answers, &error));
        assert_true(lumbar_triage_level(k, answers->values) >= before);
    }
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_occurs_frequently_is_counted),
    cmocka_unit_test(spells_and_long_and_growing_pain_are_counted),
    cmocka_unit_test(no_level_gets_lower),
};
CHECK_MAIN(tests)
