/* Triage: each red flag alone and with each profile, "not sure", what is open, what would be if all were
 * clear. */
#include <string.h>
#include "../check.h"
#include "tables.h"

static lumbar_triage triage_of(lumbar_arena *arena, const lumbar_answers *answers)
{
    lumbar_triage t;
    assert_true(lumbar_triage_of(arena, answers, &t, NULL));
    return t;
}

/* ---- each red flag of the built-in tables -------------------------------------------------------------- */

static void check_flag(lumbar_arena *arena, const lumbar_answers *answers, const lumbar_flag_row *flag,
                       const char *with)
{
    lumbar_triage t = triage_of(arena, answers);
    if (t.level < flag->level)
        fail_msg("red flag '%s' %s gives level %s", flag->row->id, with, lumbar_level_ids[t.level]);
    assert_true(t.if_clear >= t.level);
    if (t.level == LUMBAR_SELF_CARE) return;
    assert_true(t.because_count > 0);
    for (size_t i = 0; i < t.because_count; i++) {
        assert_non_null(lumbar_answers_get(answers, t.because[i].question));
        assert_string_equal(lumbar_answers_get(answers, t.because[i].question), t.because[i].answer);
        assert_true(strlen(t.because[i].text) > 3);
    }
    if (t.level == flag->level && !strstr(t.text, lumbar_row_text(arena, flag->row, "text")))
        fail_msg("red flag '%s' %s: its own text is missing", flag->row->id, with);
}

static void test_each_alone(void **state)
{
    (void)state;
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(tables);
    assert_true(k->flag_count >= 20);
    for (size_t i = 0; i < k->flag_count; i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_answers *answers = lumbar_answers_new(arena, k);
        if (!test_make_true(answers, arena, k->flags[i].when))
            fail_msg("no answers make '%s' true", k->flags[i].row->id);
        check_flag(arena, answers, &k->flags[i], "alone");
        lumbar_arena_free(arena);
    }
    lumbar_arena_free(tables);
}

/* Who the person is, and what was before; the test may name questions, the code may not. */
static const char *const profiles[][2] = {
    {"age-years", "16"},      {"age-years", "30"},       {"age-years", "60"},       {"age-years", "75"},
    {"pregnant", "yes"},      {"sex", "male"},           {"sex", "female"},         {"cancer-ever", "yes"},
    {"steroids-long", "yes"}, {"thin-bones", "yes"},     {"infection-risk", "yes"}, {"birth-recent", "yes"},
    {"underfed", "yes"},      {"age-years", "not-sure"},
};

static void test_each_with_profiles(void **state)
{
    (void)state;
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(tables);
    size_t tried = 0;
    for (size_t i = 0; i < k->flag_count; i++)
        for (size_t p = 0; p < LUMBAR_COUNT(profiles); p++) {
            lumbar_arena *arena = lumbar_arena_new();
            lumbar_answers *answers = lumbar_answers_new(arena, k);
            lumbar_error error;
            if (!lumbar_question_find(k, profiles[p][0])) fail_msg("no question '%s'", profiles[p][0]);
            assert_true(test_make_true(answers, arena, k->flags[i].when));
            bool free_to_set = !lumbar_answers_get(answers, profiles[p][0]);
            if (free_to_set && lumbar_answers_set(answers, profiles[p][0], profiles[p][1], &error)) {
                check_flag(arena, answers, &k->flags[i],
                           lumbar_format(arena, "with %s %s", profiles[p][0], profiles[p][1]));
                tried++;
            }
            lumbar_arena_free(arena);
        }
    assert_true(tried > k->flag_count * 8);
    lumbar_arena_free(tables);
}

/* Where one answer that decides a flag is "not sure", its unsure level holds. */
static void test_each_unsure(void **state)
{
    (void)state;
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(tables);
    size_t tried = 0;
    for (size_t i = 0; i < k->flag_count; i++)
        for (size_t q = 0; q < k->question_count && k->flags[i].has_unsure; q++) {
            lumbar_arena *arena = lumbar_arena_new();
            lumbar_answers *answers = lumbar_answers_new(arena, k);
            assert_true(test_make_true(answers, arena, k->flags[i].when));
            const char *id = k->questions[q].shown.id, *value = lumbar_answers_get(answers, id);
            if (value && !strcmp(value, "yes")) {
                test_set(answers, id, "not-sure");
                lumbar_triage t = triage_of(arena, answers);
                if (t.level < k->flags[i].unsure_level)
                    fail_msg("'%s' with '%s' not sure gives %s", k->flags[i].row->id, id, lumbar_level_ids[t.level]);
                tried++;
            }
            lumbar_arena_free(arena);
        }
    assert_true(tried > 10);
    lumbar_arena_free(tables);
}

/* "Not sure" to any one safety question, all others "no", is never as if it were "no": it raises the level where "yes"
 * does, or the question stays open. */
static void test_unsure_is_not_no(void **state)
{
    (void)state;
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(tables);
    size_t raised = 0;
    for (size_t q = 0; q < k->question_count; q++) {
        if (!k->questions[q].shown.screen) continue;
        lumbar_level levels[2];
        const char *const values[] = {"yes", "not-sure"};
        for (int v = 0; v < 2; v++) {
            lumbar_arena *arena = lumbar_arena_new();
            lumbar_answers *answers = lumbar_answers_new(arena, k);
            bool yes_no = k->questions[q].shown.kind == LUMBAR_YES_NO_UNSURE;
            test_set(answers, k->questions[q].shown.id, yes_no ? values[v] : "not-sure");
            for (size_t i = 0; i < k->question_count; i++) { /* no sign; and nothing more to tell */
                const lumbar_question *one = &k->questions[i].shown;
                if (one->screen && !lumbar_answers_get(answers, one->id) && lumbar_triage_question_open(answers, i))
                    test_set(answers, one->id,
                             one->kind == LUMBAR_NUMBER   ? "30"
                             : one->kind == LUMBAR_CHOICE ? "female"
                                                          : "no");
            }
            for (const lumbar_question *next; (next = lumbar_interview_next(answers).question);)
                test_set(answers, next->id,
                         next->kind == LUMBAR_SEVERAL  ? "none"
                         : next->kind == LUMBAR_NUMBER ? "0"
                                                       : "not-sure");
            lumbar_triage t = triage_of(arena, answers);
            levels[v] = t.screened ? t.level : LUMBAR_CLINICIAN; /* open is no self-care either */
            lumbar_arena_free(arena);
        }
        if (levels[0] > LUMBAR_SELF_CARE && levels[1] == LUMBAR_SELF_CARE)
            fail_msg("not sure about '%s' is taken as no", k->questions[q].shown.id);
        raised += levels[1] > LUMBAR_SELF_CARE;
    }
    assert_true(raised > 25);
    lumbar_arena_free(tables);
}

/* The age that somebody does not tell: no level, but no self-care wording either; told, it is settled. */
static void test_age_not_told(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(arena);
    lumbar_answers *answers = lumbar_answers_new(arena, k);
    test_set(answers, "age-years", "not-sure");
    test_set(answers, "sex", "male");
    for (size_t i = 0; i < k->question_count; i++)
        if (lumbar_triage_question_open(answers, i)) test_set(answers, k->questions[i].shown.id, "no");
    for (const lumbar_question *next; (next = lumbar_interview_next(answers).question);)
        test_set(answers, next->id, next->kind == LUMBAR_SEVERAL ? "none" : "not-sure");
    lumbar_triage t = triage_of(arena, answers);
    assert_int_equal(t.level, LUMBAR_SELF_CARE);
    assert_int_equal(t.open_count, 1);
    assert_string_equal(t.open[0], "age-years");
    assert_null(strstr(t.text, lumbar_row_text(arena, k->levels[LUMBAR_SELF_CARE], "text")));
    test_set(answers, "age-years", "40");
    assert_true(triage_of(arena, answers).screened);
    lumbar_arena_free(arena);
}

/* A birth within the year "not sure", with strong pain: a clinician, as with "yes". */
static void test_birth_not_sure(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = lumbar_answers_new(arena, test_builtin(arena));
    test_set(answers, "birth-recent", "not-sure");
    test_set(answers, "pain-severity", "8");
    assert_int_equal(triage_of(arena, answers).level, LUMBAR_CLINICIAN);
    lumbar_arena_free(arena);
}

/* Nothing told is nothing cleared: self-care as a level, but unscreened and without self-care's words. */
static void test_nothing_told(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(arena);
    lumbar_answers *answers = lumbar_answers_new(arena, k);
    lumbar_triage t = triage_of(arena, answers);
    assert_int_equal(t.level, LUMBAR_SELF_CARE);
    assert_false(t.screened);
    assert_true(t.open_count > 10);
    assert_string_equal(t.text, lumbar_row_text(arena, k->unscreened, "text"));
    assert_null(strstr(t.text, lumbar_row_text(arena, k->levels[LUMBAR_SELF_CARE], "text")));
    assert_non_null(t.safety_net);
    lumbar_arena_free(arena);
}

/* if_clear is what the level becomes when the open questions are then really answered "no". */
static void test_if_clear(void **state)
{
    (void)state;
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(tables);
    test_random random = {3};
    for (int round = 0; round < 200; round++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_answers *answers = lumbar_answers_new(arena, k);
        test_fill(answers, arena, &random, test_unit(&random) * 0.6);
        lumbar_triage before = triage_of(arena, answers);
        for (size_t q = 0; q < k->question_count; q++) {
            const lumbar_question *shown = &k->questions[q].shown;
            if (shown->screen && shown->kind == LUMBAR_YES_NO_UNSURE && !lumbar_answers_get(answers, shown->id))
                test_set(answers, shown->id, "no");
        }
        lumbar_triage after = triage_of(arena, answers);
        assert_int_equal(before.if_clear, after.level);
        assert_true(before.level <= before.if_clear);
        lumbar_arena_free(arena);
    }
    lumbar_arena_free(tables);
}

/* ---- by hand, on the small tables ---------------------------------------------------------------------- */

static void test_by_hand(void **state)
{
    (void)state;
    static const struct {
        const char *answers[8];
        lumbar_level level, if_clear;
        size_t because;
    } rows[] = {
        {{NULL}, LUMBAR_SELF_CARE, LUMBAR_SELF_CARE, 0},
        {{"numb", "yes"}, LUMBAR_EMERGENCY, LUMBAR_EMERGENCY, 1},
        {{"numb", "not-sure"}, LUMBAR_SAME_DAY, LUMBAR_SAME_DAY, 1},
        {{"weak", "yes"}, LUMBAR_SAME_DAY, LUMBAR_SAME_DAY, 1},
        {{"weak", "yes", "signs", "fever"}, LUMBAR_EMERGENCY, LUMBAR_EMERGENCY, 2},
        {{"weak", "not-sure", "signs", "fever"}, LUMBAR_SAME_DAY, LUMBAR_SAME_DAY, 2},
        {{"weak", "not-sure", "signs", "none"}, LUMBAR_CLINICIAN, LUMBAR_CLINICIAN, 1},
        {{"weak", "no", "signs", "not-sure"}, LUMBAR_SELF_CARE, LUMBAR_SELF_CARE, 0}, /* no level for it */
        {{"signs", "weight", "age-years", "50"}, LUMBAR_CLINICIAN, LUMBAR_CLINICIAN, 2},
        {{"signs", "weight", "age-years", "49"}, LUMBAR_SELF_CARE, LUMBAR_SELF_CARE, 0},
        {{"signs", "weight"}, LUMBAR_SELF_CARE, LUMBAR_SELF_CARE, 0}, /* an open number stays unknown */
        {{"age-years", "90"}, LUMBAR_SELF_CARE, LUMBAR_CLINICIAN, 0}, /* "no" to the weak leg would set it */
        {{"age-years", "16"}, LUMBAR_CLINICIAN, LUMBAR_CLINICIAN, 1},
        {{"pregnant", "yes", "where", "back,leg"}, LUMBAR_CLINICIAN, LUMBAR_CLINICIAN, 2}, /* through a finding */
        {{"numb", "no", "weak", "no", "signs", "none", "age-years", "30"}, LUMBAR_SELF_CARE, LUMBAR_SELF_CARE, 0},
    };
    for (size_t i = 0; i < LUMBAR_COUNT(rows); i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_answers *answers = lumbar_answers_new(arena, test_small(arena));
        for (size_t a = 0; a + 1 < 8 && rows[i].answers[a]; a += 2)
            test_set(answers, rows[i].answers[a], rows[i].answers[a + 1]);
        lumbar_triage t = triage_of(arena, answers);
        if (t.level != rows[i].level || t.if_clear != rows[i].if_clear || t.because_count != rows[i].because)
            fail_msg("row %zu: %d %d because %zu", i, (int)t.level, (int)t.if_clear, t.because_count);
        lumbar_arena_free(arena);
    }
}

/* What is open: safety questions, and what else could raise the level; one whose ask_if is false is not needed.
 * Screened only when nothing is open. */
static void test_open(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = lumbar_answers_new(arena, test_small(arena));
    assert_int_equal(triage_of(arena, answers).open_count, 7); /* "where" too: with "pregnant" it would be a flag */
    test_set(answers, "numb", "not-sure");                     /* answered is answered */
    test_set(answers, "weak", "no");
    test_set(answers, "signs", "none");
    test_set(answers, "age-years", "30");
    assert_int_equal(triage_of(arena, answers).open_count, 2); /* the same day already: a clinician's flag is none */
    test_set(answers, "sex", "female");
    lumbar_triage t = triage_of(arena, answers);
    assert_int_equal(t.open_count, 1);
    assert_string_equal(t.open[0], "pregnant");
    test_set(answers, "numb", "no");
    t = triage_of(arena, answers);
    assert_int_equal(t.open_count, 2);
    test_set(answers, "pregnant", "yes");
    t = triage_of(arena, answers);
    assert_int_equal(t.open_count, 1);
    assert_string_equal(t.open[0], "where");
    test_set(answers, "where", "hip");
    assert_true(triage_of(arena, answers).screened);
    lumbar_answers_clear(answers, "where");
    lumbar_answers_clear(answers, "pregnant");
    test_set(answers, "sex", "male"); /* nobody is asked "pregnant" now, so "where" raises nothing either */
    t = triage_of(arena, answers);
    assert_int_equal(t.level, LUMBAR_SELF_CARE);
    assert_string_equal(t.text, "You can start by yourself.");
    assert_int_equal(t.recheck_days, 7);
    lumbar_arena_free(arena);
}

static void test_words(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = lumbar_answers_new(arena, test_small(arena));
    test_set(answers, "numb", "yes");
    test_set(answers, "weak", "yes"); /* a lower level: its words stay out */
    lumbar_triage t = triage_of(arena, answers);
    assert_string_equal(t.text, "Numbness can be serious. Get help now.");
    assert_string_equal(t.tell_doctor, "I am numb.");
    assert_string_equal(t.would_change, "A doctor finds it normal. Only an examination.");
    assert_string_equal(t.because[0].question, "numb");
    assert_string_equal(t.because[0].answer, "yes");
    assert_string_equal(t.because[0].text, "Numb between the legs: yes");
    assert_int_equal(t.recheck_days, 0);
    lumbar_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_alone),
        cmocka_unit_test(test_each_with_profiles),
        cmocka_unit_test(test_each_unsure),
        cmocka_unit_test(test_nothing_told),
        cmocka_unit_test(test_if_clear),
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_open),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_unsure_is_not_no),
        cmocka_unit_test(test_age_not_told),
        cmocka_unit_test(test_birth_not_sure),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
