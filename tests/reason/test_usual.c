/* `usual`: the commoner an answer that tells nothing, the less a question is worth asking; ranking never
 * reads it. */
#include <string.h>
#include "../check.h"
#include "tables.h"

static size_t index_of(const lumbar_knowledge *k, const char *id) { return lumbar_question_index(k, id, strlen(id)); }

static const lumbar_knowledge *with_usual(lumbar_arena *arena, const char *usual)
{
    lumbar_error error = {0};
    const char *text = test_replace(arena, test_small_text(arena, "questions"), "id: where\n",
                                    lumbar_format(arena, "id: where\nusual: %s\n", usual));
    const lumbar_knowledge *k = test_small_with(arena, "questions", text, &error);
    if (!k) fail_msg("%s", error.text);
    return k;
}

static double gain(lumbar_arena *arena, const lumbar_knowledge *k)
{
    return lumbar_interview_gain(arena, lumbar_answers_new(arena, k), index_of(k, "where"));
}

static void a_usual_none_lowers_the_gain(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    double even = gain(arena, with_usual(arena, "none 0.25")), seldom = gain(arena, with_usual(arena, "none 0.9"));
    assert_true(even > 0);
    assert_float_equal(even, gain(arena, test_small(arena)), 1e-9); /* four answers alike: a quarter each */
    assert_true(seldom < even / 2);
    lumbar_arena_free(arena);
}

/* Whoever says that they can tell of it is not taken to give the usual answer, and it counts by `interview-told`; a
 * "not sure" says no such thing. */
static void what_can_be_told_is_asked_before(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const char *text = test_replace(arena, test_small_text(arena, "questions"), "id: where\n",
                                    "id: where\nusual: none 0.9\nask_if: new-plan or new-plan unsure\n");
    const lumbar_knowledge *k = test_small_with(arena, "questions", text, &error);
    if (!k) fail_msg("%s", error.text);
    double gains[2];
    for (int i = 0; i < 2; i++) {
        lumbar_answers *answers = lumbar_answers_new(arena, k);
        assert_true(lumbar_answers_set(answers, "new-plan", i ? "not-sure" : "yes", NULL));
        gains[i] = lumbar_interview_gain(arena, answers, index_of(k, "where"));
    }
    assert_true(gains[1] > 0 && gains[0] > k->limits[LUMBAR_LIMIT_INTERVIEW_TOLD] * gains[1]);
    lumbar_arena_free(arena);
}

static void ranking_does_not_read_it(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *both[] = {test_small(arena), with_usual(arena, "leg 0.9")};
    lumbar_posterior p[2];
    for (int i = 0; i < 2; i++) {
        lumbar_answers *answers = lumbar_answers_new(arena, both[i]);
        assert_true(lumbar_answers_set(answers, "where", "leg", NULL));
        assert_true(lumbar_posterior_of(arena, answers, &(lumbar_why_settings){0}, &p[i]));
    }
    assert_memory_equal(p[0].groups, p[1].groups, sizeof p[0].groups);
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_usual_none_lowers_the_gain),
    cmocka_unit_test(what_can_be_told_is_asked_before),
    cmocka_unit_test(ranking_does_not_read_it),
};
CHECK_MAIN(tests)
