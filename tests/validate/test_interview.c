/* validate interview: nobody ends below the level of their full answers; and it tells when a question that decides is
 * never asked. */
#include <string.h>
#include "../check.h"
#include "base/base.h"
#include "folder.h"
#include "reason/reason.h"
#include "validate/interview.h"
#include "validate/people.h"

enum { MANY = 150, FEW = 40 }; /* random people, beside all cases: a test may not take long */

static void no_level_is_lost(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    lumbar_text json = {0}, words = {0};
    lumbar_verdict verdict = {.json = &json, .words = &words};
    const lumbar_knowledge *k = lumbar_knowledge_load(arena, NULL, &error);
    assert_non_null(k);
    const lumbar_validation validation = {.knowledge = k, .random = MANY};
    if (!lumbar_validate_interview(arena, &validation, &verdict, &error)) fail_msg("%s", error.text);
    if (!verdict.pass) fail_msg("%s", words.data);
    assert_non_null(strstr(json.data, "\"schema\": \"lumbar.validate/1\""));
    assert_non_null(strstr(json.data, "\"levels_lower\": 0,"));
    assert_non_null(strstr(json.data, "\"contradictions\": 0"));
    static const char *const keys[] = {"of",           "same_first_cause", "screens_median",
                                       "words_median", "words_most",       "contradictions"};
    for (size_t i = 0; i < LUMBAR_COUNT(keys); i++)
        assert_non_null(strstr(json.data, lumbar_format(arena, "\"%s\": ", keys[i])));
    lumbar_text_free(&json);
    lumbar_text_free(&words);
    lumbar_arena_free(arena);
}

/* Over the shipped people: at most ten screens and 900 words at the median, nobody over 1,500, and the first cause is
 * accepted in nine of ten that are ranked. */
static void it_is_short(void **state)
{
    (void)state;
    enum { SCREENS = 10, WORDS = 900, MOST_WORDS = 1500 };
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_knowledge *k = lumbar_knowledge_load(arena, NULL, &error);
    size_t ranked = 0, accepted = 0, many = 0, wordy = 0;
    for (size_t i = 0; i < k->case_count; i++) {
        lumbar_asked asked;
        const lumbar_answers *full = lumbar_person_of_case(arena, k, i, &error);
        assert_true(full && lumbar_ask_person(arena, full, &k->cases[i], &asked, &error));
        many += asked.screens > SCREENS;
        wordy += asked.words > WORDS;
        assert_true(asked.words <= MOST_WORDS);
        ranked += asked.ranked;
        accepted += asked.accepted;
    }
    assert_true(2 * many <= k->case_count);
    assert_true(2 * wordy <= k->case_count);
    assert_true(10 * accepted >= 9 * ranked);
    lumbar_arena_free(arena);
}

/* A question that decides and is never asked: its people end too low, and the mark falls. */
static void a_question_never_asked_fails(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    lumbar_text words = {0};
    lumbar_verdict verdict = {.words = &words};
    const lumbar_knowledge *k = changed_tables(arena, "questions.txt", "id: leg-pain\n", "id: leg-pain\nask: no\n");
    const lumbar_validation validation = {.knowledge = k, .random = FEW};
    assert_true(lumbar_validate_interview(arena, &validation, &verdict, &error));
    assert_false(verdict.pass);
    assert_non_null(strstr(words.data, "full answers clinician, asked self-care"));
    lumbar_text_free(&words);
    lumbar_arena_free(arena);
}

/* The same seed gives the same person, and all that applies is answered. */
static void random_people_are_whole(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_knowledge *k = lumbar_knowledge_load(arena, NULL, &error);
    size_t differ = 0;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        const lumbar_answers *one = lumbar_person_random(arena, k, seed, &error),
                             *again = lumbar_person_random(arena, k, seed, &error),
                             *other = lumbar_person_random(arena, k, seed + 1, &error);
        const lumbar_answer *answer = lumbar_why(arena, one, NULL, &error);
        assert_true(answer->triage.screened);
        for (size_t q = 0; q < lumbar_question_count(k); q++) {
            const char *id = lumbar_question_at(k, q)->id, *value = lumbar_answers_get(one, id);
            assert_string_equal(value ? value : "", lumbar_answers_get(again, id) ? lumbar_answers_get(again, id) : "");
            differ +=
                !value != !lumbar_answers_get(other, id) || (value && strcmp(value, lumbar_answers_get(other, id)));
        }
    }
    assert_true(differ > 100);
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(no_level_is_lost),
    cmocka_unit_test(it_is_short),
    cmocka_unit_test(a_question_never_asked_fails),
    cmocka_unit_test(random_people_are_whole),
};
CHECK_MAIN(tests)
