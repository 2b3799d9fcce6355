/* Where the lower back does not ache: each row speaks for its place, none speaks where the back is meant too. */
#include <string.h>
#include "../check.h"
#include "tables.h"

static void each_row_speaks(void **state)
{
    (void)state;
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(tables);
    assert_true(k->elsewhere_count > 5);
    for (size_t i = 0; i < k->elsewhere_count; i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_answers *answers = lumbar_answers_new(arena, k);
        assert_true(test_make_true(answers, arena, k->elsewhere[i].when));
        lumbar_scope scope = {.knowledge = k, .values = answers->values};
        if (lumbar_elsewhere(k, &scope) != &k->elsewhere[i])
            fail_msg("'%s' does not speak for itself", k->elsewhere[i].row->id);
        const lumbar_answer *answer = test_why(arena, answers);
        assert_int_equal(answer->outcome, LUMBAR_NOTHING_TO_EXPLAIN);
        assert_int_equal(answer->contributing_count, 0);
        if (answer->triage.level < LUMBAR_SAME_DAY) assert_string_equal(answer->summary.cause, k->elsewhere[i].cause);
        if (k->elsewhere[i].help) assert_non_null(strstr(answer->triage.safety_net, k->elsewhere[i].help));
        assert_non_null(strstr(answer->triage.safety_net, k->signs));
        lumbar_arena_free(arena);
    }
    lumbar_arena_free(tables);
}

/* Every place beside one of the lower back: then there is a back to explain. */
static void the_back_beside_it_is_explained(void **state)
{
    (void)state;
    static const char *const places[] = {"neck", "chest", "limb", "belly", "upper-back"};
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(tables);
    for (size_t i = 0; i < LUMBAR_COUNT(places); i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_answers *answers = lumbar_answers_new(arena, k);
        lumbar_scope scope = {.knowledge = k, .values = answers->values};
        test_set(answers, "ache-present", "elsewhere");
        test_set(answers, "ache-where", places[i]);
        assert_non_null(lumbar_elsewhere(k, &scope));
        test_set(answers, "ache-present", "ache");
        test_set(answers, "ache-where", lumbar_format(arena, "%s,both-sides", places[i]));
        assert_null(lumbar_elsewhere(k, &scope));
        lumbar_arena_free(arena);
    }
    lumbar_arena_free(tables);
}

/* A sore belly may be a torn one, "elsewhere" may be the hip: what decides it is asked before the end. */
static void what_decides_is_asked(void **state)
{
    (void)state;
    static const struct {
        const char *present, *asked, *value;
        bool spoken; /* whether a row still speaks after that answer */
    } rows[] = {{"belly-only", "how-began", "sudden", true}, {"elsewhere", "ache-where", "hip-front", false}};
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(tables);
    for (size_t i = 0; i < LUMBAR_COUNT(rows); i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_answers *answers = lumbar_answers_new(arena, k);
        lumbar_scope scope = {.knowledge = k, .values = answers->values};
        test_set(answers, "age-years", "30");
        test_set(answers, "sex", "male");
        for (size_t q = 0; q < k->question_count; q++)
            if (k->questions[q].shown.screen && k->questions[q].shown.kind == LUMBAR_YES_NO_UNSURE)
                test_set(answers, k->questions[q].shown.id, "no");
        test_set(answers, "ache-present", rows[i].present);
        bool asked = false;
        for (size_t step = 0; step < 20 && !asked; step++) {
            lumbar_next next = lumbar_interview_next(answers);
            assert_non_null(next.question);
            asked = !strcmp(next.question->id, rows[i].asked);
            test_set(answers, next.question->id, asked ? rows[i].value : "not-sure");
        }
        assert_true(asked);
        assert_int_equal(lumbar_elsewhere(k, &scope) != NULL, rows[i].spoken);
        assert_int_equal(test_why(arena, answers)->triage.level, rows[i].spoken ? LUMBAR_CLINICIAN : LUMBAR_SELF_CARE);
        lumbar_arena_free(arena);
    }
    lumbar_arena_free(tables);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_row_speaks),
                                       cmocka_unit_test(the_back_beside_it_is_explained),
                                       cmocka_unit_test(what_decides_is_asked)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
