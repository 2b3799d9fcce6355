/* Answers: what is taken, what is refused and in which words, change and withdrawal. */
#include <string.h>
#include "../check.h"
#include "reason/called.h"
#include "tables.h"

static void test_taken(void **state)
{
    (void)state;
    static const struct {
        const char *question, *value, *spelled;
    } rows[] = {
        {"numb", "yes", "yes"},
        {"numb", "not-sure", "not-sure"},
        {"onset", "next-day", "next-day"},
        {"where", "hip,back", "back,hip"},
        {"where", " hip , back ", "back,hip"},
        {"where", "none", "none"},
        {"where", " none ", "none"},
        {"age-years", "34", "34"},
        {"age-years", "34.50", "34.5"},
        {"age-years", "not-sure", "not-sure"},
        {"height-cm", "180", "180"},
        {"warm-up", "none", "none"},
    };
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = lumbar_answers_new(arena, test_small(arena));
    for (size_t i = 0; i < LUMBAR_COUNT(rows); i++) {
        lumbar_error error = {0};
        if (!lumbar_answers_set(answers, rows[i].question, rows[i].value, &error)) fail_msg("%s", error.text);
        assert_string_equal(lumbar_answers_get(answers, rows[i].question), rows[i].spelled);
    }
    lumbar_answers_clear(answers, "where");
    assert_null(lumbar_answers_get(answers, "where"));
    assert_null(lumbar_answers_get(answers, "nothing-like-it"));
    lumbar_answers_clear(answers, "nothing-like-it");
    lumbar_arena_free(arena);
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *question, *value, *says[3];
    } rows[] = {
        {"numbness", "yes", {"no question 'numbness'"}},
        {"numb", "maybe", {"'numb'", "'maybe'", "yes, no or not-sure"}},
        {"numb", "", {"'numb'"}},
        {"onset", "during,always", {"'onset'", "during, next-day, always"}},
        {"where", "back,arm", {"'where'", "not one of its options", "back, leg, hip"}},
        {"where", "none,leg", {"'where'", "'none' together with an option"}},
        {"where", "leg,leg", {"twice"}},
        {"where", " , ", {"empty"}},
        {"age-years", "300", {"'age-years'", "out of range", "from 5 to 110 years"}},
        {"pain", "11", {"'pain'", "out of range", "from 0 to 10"}},
        {"pain", "-1", {"out of range"}},
        {"pain", "nan", {"not a number"}},
        {"pain", "1e1", {"not a number"}},
        {"pain", "0x5", {"not a number"}},
        {"pain", "5 ", {"not a number"}},
        {"pain", "yes", {"not a number"}},
        {"numb", "yes\xff", {"'numb'"}},
    };
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = lumbar_answers_new(arena, test_small(arena));
    for (size_t i = 0; i < LUMBAR_COUNT(rows); i++) {
        lumbar_error error = {0};
        if (lumbar_answers_set(answers, rows[i].question, rows[i].value, &error))
            fail_msg("'%s' is taken", rows[i].value);
        assert_int_equal(error.code, LUMBAR_INPUT);
        for (size_t s = 0; s < 3 && rows[i].says[s]; s++)
            if (!strstr(error.text, rows[i].says[s])) fail_msg("no %s in: %s", rows[i].says[s], error.text);
        assert_null(lumbar_answers_get(answers, rows[i].question));
    }
    lumbar_arena_free(arena);
}

/* Two answers that cannot both be true: refused in either order, named both, and the first one stays. */
static void test_contradiction(void **state)
{
    (void)state;
    static const char *const pairs[2][4] = {{"pregnant", "yes", "sex", "male"}, {"sex", "male", "pregnant", "yes"}};
    for (size_t i = 0; i < 2; i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_answers *answers = lumbar_answers_new(arena, test_small(arena));
        lumbar_error error = {0};
        assert_true(lumbar_answers_set(answers, pairs[i][0], pairs[i][1], &error));
        assert_false(lumbar_answers_set(answers, pairs[i][2], pairs[i][3], &error));
        assert_non_null(strstr(error.text, "'pregnant' = yes"));
        assert_non_null(strstr(error.text, "'sex' = male"));
        assert_string_equal(lumbar_answers_get(answers, pairs[i][0]), pairs[i][1]);
        assert_null(lumbar_answers_get(answers, pairs[i][2]));
        lumbar_answers_clear(answers, pairs[i][0]);
        assert_true(lumbar_answers_set(answers, pairs[i][2], pairs[i][3], &error));
        lumbar_arena_free(arena);
    }
}

/* What was asked because of a "yes": beside "no" it is refused, in files too; who takes the "yes" back takes it along.
 */
static void test_follow_ups(void **state)
{
    (void)state;
    static const char *const rows[][4] = {{"leg-pain-any", "leg-pain", "below-knee", "no"},
                                          {"leg-pain-any", "leg-pain-worse", "yes", "no"},
                                          {"told-problem", "back-history", "herniation", "none"},
                                          {"from-inside", "inside-signs", "bowel,meals", "none"},
                                          {"spells-often", "spells", "3", "2"}};
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(tables);
    for (size_t i = 0; i < LUMBAR_COUNT(rows); i++) {
        const char *first = rows[i][0], *later = rows[i][1];
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_answers *answers = lumbar_answers_new(arena, k), *file = lumbar_answers_new(arena, k);
        lumbar_error error = {0};
        assert_true(lumbar_answers_change(answers, first, "no", &error));
        test_set(answers, later, rows[i][3]);
        assert_false(lumbar_answers_change(answers, later, rows[i][2], &error));
        assert_non_null(strstr(error.text, first));
        assert_non_null(strstr(error.text, later));
        assert_string_equal(lumbar_answers_get(answers, later), rows[i][3]);
        assert_true(lumbar_answers_change(answers, first, "yes", &error));
        test_set(answers, later, rows[i][2]);
        assert_true(lumbar_answers_change(answers, first, "not-sure", &error));
        assert_string_equal(lumbar_answers_get(answers, later), rows[i][2]);
        assert_true(lumbar_answers_change(answers, first, "no", &error));
        assert_null(lumbar_answers_get(answers, later));
        size_t at[] = {lumbar_question_index(k, later, strlen(later)), lumbar_question_index(k, first, strlen(first))};
        assert_true(lumbar_answers_put(file, at[0], rows[i][2], &error) &&
                    lumbar_answers_put(file, at[1], "no", &error));
        assert_false(lumbar_answers_fit(file, &error));
        lumbar_arena_free(arena);
    }
    lumbar_arena_free(tables);
}

/* What is often named is found by typing it, in both spellings. */
static void test_named(void **state)
{
    (void)state;
    static const char *const rows[][2] = {{"slipped disc", "herniation"},
                                          {"Herniated-disk", "herniation"},
                                          {"disc bulge", "herniation"},
                                          {"facet joint syndrome", "disc-wear"},
                                          {"osteoporosis", "bones"},
                                          {"crushed vertebra", "bones"},
                                          {"wedge fracture", "bones"},
                                          {"SI joint dysfunction", "sacroiliac"},
                                          {"non-specific back pain", "strain"},
                                          {"core weakness", "posture"}};
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_question *q = lumbar_question_find(test_builtin(tables), "back-history");
    for (size_t i = 0; i < LUMBAR_COUNT(rows); i++) {
        bool found = false;
        for (size_t c = 0; c < q->called_count; c++)
            found = found || (!strcmp(q->called[c].id, rows[i][1]) && lumbar_name_holds(q->called[c].text, rows[i][0]));
        if (!found) fail_msg("'%s' finds no %s", rows[i][0], rows[i][1]);
    }
    lumbar_arena_free(tables);
}

/* A label stands at the head of a line, in a list, an overview and on a page. */
static void test_labels(void **state)
{
    (void)state;
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(tables);
    for (size_t i = 0; i < lumbar_question_count(k); i++) {
        const char *brief = lumbar_question_at(k, i)->brief;
        if (*brief >= 'a' && *brief <= 'z') fail_msg("'%s' begins small", brief);
    }
    lumbar_arena_free(tables);
}

static void test_person(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = lumbar_answers_new(arena, test_small(arena));
    lumbar_error error;
    lumbar_person person = lumbar_person_of(answers);
    assert_true(person.height_assumed && person.mass_assumed && person.age_years != person.age_years);
    assert_string_equal(person.sex, "unknown");
    lumbar_answers_set(answers, "height-cm", "180", &error);
    lumbar_answers_set(answers, "sex", "female", &error);
    lumbar_answers_set(answers, "age-years", "not-sure", &error);
    person = lumbar_person_of(answers);
    assert_false(person.height_assumed);
    assert_true(person.height_m > 1.7999 && person.height_m < 1.8001 && person.age_years != person.age_years);
    assert_string_equal(person.sex, "female");
    lumbar_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_taken),         cmocka_unit_test(test_refused),
                                       cmocka_unit_test(test_contradiction), cmocka_unit_test(test_follow_ups),
                                       cmocka_unit_test(test_labels),        cmocka_unit_test(test_named),
                                       cmocka_unit_test(test_person)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
