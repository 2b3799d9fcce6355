/* The interview: screens first, then what tells most, at most a dozen, and it always ends. */
#include <math.h>
#include <string.h>
#include "../check.h"
#include "tables.h"

static void clear_screens(lumbar_answers *answers)
{
    test_set(answers, "numb", "no");
    test_set(answers, "weak", "no");
    test_set(answers, "signs", "none");
    test_set(answers, "age-years", "30");
    test_set(answers, "sex", "male");
}

static void test_screens_first(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = lumbar_answers_new(arena, test_small(arena));
    lumbar_next next = lumbar_interview_next(answers);
    assert_int_equal(next.screen, 1);
    assert_true(isnan(next.gain_bits));
    test_set(answers, "weak", "no"); /* screen 2 is answered first: screen 1 is still the next */
    assert_int_equal(lumbar_interview_next(answers).screen, 1);
    test_set(answers, "numb", "not-sure");
    assert_int_equal(lumbar_interview_next(answers).screen, 3);
    clear_screens(answers);
    next = lumbar_interview_next(answers);
    assert_int_equal(next.screen, 0);
    assert_true(next.gain_bits > 0);
    lumbar_arena_free(arena);
}

/* Told that there is nothing to explain, nothing more is asked. */
static void test_nothing_to_ask(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = lumbar_answers_new(arena, test_small(arena));
    clear_screens(answers);
    test_set(answers, "ache", "no");
    assert_null(lumbar_interview_next(answers).question);
    lumbar_arena_free(arena);
}

/* ask: no is never asked; a question behind a gate waits for it, and goes through when the gate is "not
 * sure". */
static void test_gates(void **state)
{
    (void)state;
    static const char *const gates[] = {"yes", "not-sure", NULL};
    for (size_t g = 0; g < LUMBAR_COUNT(gates); g++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_answers *answers = lumbar_answers_new(arena, test_small(arena));
        clear_screens(answers);
        if (gates[g]) test_set(answers, "ache", gates[g]);
        bool asked = false;
        for (int i = 0; i < 20; i++) {
            lumbar_next next = lumbar_interview_next(answers);
            if (!next.question) break;
            assert_string_not_equal(next.question->id, "height-cm");
            if (!strcmp(next.question->id, "pain")) asked = true;
            if (!gates[g] && !strcmp(next.question->id, "ache")) break; /* the gate itself comes before */
            test_set(answers, next.question->id, "not-sure");
        }
        assert_int_equal(asked, gates[g] != NULL);
        lumbar_arena_free(arena);
    }
}

/* The gain of a question with three options, by the definition, from the rankings after each answer. */
static double entropy(const double *p, size_t count)
{
    double bits = 0;
    for (size_t i = 0; i < count; i++) bits -= p[i] > 0 ? p[i] * log2(p[i]) : 0;
    return bits;
}

static double left_open(const lumbar_knowledge *k, const double *leaves)
{
    double groups[16] = {0};
    assert_true(k->group_count <= LUMBAR_COUNT(groups));
    for (size_t i = 0; i < k->leaf_count; i++) groups[k->leaves[i].group] += leaves[i];
    double inside = entropy(leaves, k->leaf_count) - entropy(groups, k->group_count);
    return entropy(groups, k->group_count) + 0.2 * inside;
}

static void test_gain(void **state)
{
    (void)state;
    static const char *const options[] = {"during", "next-day", "always"};
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = test_small(arena);
    lumbar_answers *answers = lumbar_answers_new(arena, k);
    clear_screens(answers);
    test_set(answers, "new-plan", "no"); /* no pair is left half open */
    test_set(answers, "where", "none");
    lumbar_posterior today, then;
    assert_true(lumbar_posterior_of(arena, answers, &(lumbar_why_settings){0}, &today));
    double mixture[16] = {0}, mean = 0, sum = 0;
    for (size_t o = 0; o < LUMBAR_COUNT(options); o++) {
        double chance = 0;
        test_set(answers, "onset", options[o]);
        assert_true(lumbar_posterior_of(arena, answers, &(lumbar_why_settings){0}, &then));
        for (size_t i = 0; i < k->leaf_count; i++)
            chance += today.probabilities[i] * pow(10, (then.scores[i] - today.scores[i]) / 10);
        for (size_t i = 0; i < k->leaf_count; i++) mixture[i] += chance * then.probabilities[i];
        mean += chance * left_open(k, then.probabilities);
        sum += chance;
    }
    for (size_t i = 0; i < k->leaf_count; i++) mixture[i] /= sum;
    lumbar_answers_clear(answers, "onset");
    size_t onset = lumbar_question_index(k, "onset", 5), height = lumbar_question_index(k, "height-cm", 9);
    double gain = lumbar_interview_gain(arena, answers, onset);
    assert_true(gain > 0.1);
    assert_true(fabs(gain - (left_open(k, mixture) - mean / sum)) < 1e-9);
    assert_true(lumbar_interview_gain(arena, answers, height) == 0); /* no finding speaks of it */
    lumbar_arena_free(arena);
}

/* Whether the triage calls this question open. */
static bool can_rise(lumbar_arena *arena, const lumbar_answers *answers, const lumbar_question *question)
{
    lumbar_triage t;
    bool open = false;
    assert_true(lumbar_triage_of(arena, answers, &t, NULL));
    for (size_t i = 0; i < t.open_count; i++) open |= !strcmp(t.open[i], question->id);
    return open;
}

/* Random people: screens in rising order, then at most a dozen questions about the cause, none twice, each worth its
 * time or able to raise the level; in the end nothing is open. */
static void test_random_people(void **state)
{
    (void)state;
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(tables);
    test_random random = {29};
    for (int round = 0; round < 40; round++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_answers *answers = lumbar_answers_new(arena, k);
        size_t asked = 0, for_cause = 0, steps = 0;
        int screen = 0;
        bool over = false;
        for (; !over; steps++) {
            lumbar_next next = lumbar_interview_next(answers);
            if (!next.question) break;
            lumbar_error error;
            assert_null(lumbar_answers_get(answers, next.question->id));
            assert_true(next.question->asked || next.screen);
            if (next.screen) {
                assert_true(next.screen >= screen && asked == 0);
                screen = next.screen;
            } else { /* for the cause; or, without a gain of its own, for the level or for whether the back is meant */
                bool level = isnan(next.gain_bits);
                lumbar_scope scope = {.knowledge = k, .values = answers->values};
                assert_true(level ? can_rise(arena, answers, next.question) || lumbar_elsewhere(k, &scope)
                                  : next.gain_bits >= k->limits[LUMBAR_LIMIT_INTERVIEW_GAIN]);
                asked++;
                for_cause += !level;
            }
            const char *value = round % 4 == 0 ? "not-sure" : test_answer(arena, &random, next.question);
            if (!lumbar_answers_set(answers, next.question->id, value, &error))
                test_set(answers, next.question->id, "not-sure");
            over = steps > k->question_count;
        }
        assert_false(over);
        assert_true((double)for_cause <= k->limits[LUMBAR_LIMIT_INTERVIEW_MAX]);
        lumbar_triage end;
        assert_true(lumbar_triage_of(arena, answers, &end, NULL));
        assert_true(end.screened || end.level == LUMBAR_EMERGENCY);
        lumbar_arena_free(arena);
    }
    lumbar_arena_free(tables);
}

/* ---- no level is lost ---------------------------------------------------------------------------------- */

/* Clears every safety question that is open: "no", a grown-up's age. */
static void clear_builtin(lumbar_answers *answers)
{
    const lumbar_knowledge *k = lumbar_answers_knowledge(answers);
    for (size_t i = 0; i < lumbar_question_count(k); i++) {
        const lumbar_question *q = lumbar_question_at(k, i);
        if (!q->screen || lumbar_answers_get(answers, q->id) || !lumbar_triage_question_open(answers, i)) continue;
        test_set(answers, q->id, q->kind == LUMBAR_NUMBER ? "30" : q->kind == LUMBAR_CHOICE ? "other" : "no");
    }
}

/* The lines of the lists that whoever tells `told` (pairs of question and value) has ticked. */
static void tick_told(lumbar_arena *arena, lumbar_answers *answers, const char *const *told)
{
    const lumbar_knowledge *k = lumbar_answers_knowledge(answers);
    lumbar_answers *all = lumbar_answers_new(arena, k);
    lumbar_scope scope = {.knowledge = k, .values = all->values};
    for (size_t i = 0; told[i]; i += 2) test_set(all, told[i], told[i + 1]);
    for (size_t i = 0; i < k->question_count; i++)
        if (k->questions[i].told_by && lumbar_condition_value(k->questions[i].told_by, &scope) == LUMBAR_PRESENT)
            test_set(answers, k->questions[i].shown.id, "yes");
}

/* Answers whatever is asked from pairs of question and value, else "none" or "not sure" (which lets through what comes
 * behind); the level in the end. */
static lumbar_level interviewed(lumbar_arena *arena, lumbar_answers *answers, const char *const *told)
{
    for (;;) {
        lumbar_next next = lumbar_interview_next(answers);
        if (!next.question) break;
        assert_int_equal(next.screen, 0);
        bool gate = !strcmp(next.question->id, "topics");
        const char *value = next.question->kind == LUMBAR_SEVERAL && !gate ? "none" : "not-sure";
        for (size_t i = 0; told[i]; i += 2)
            if (!strcmp(told[i], next.question->id)) value = told[i + 1];
        test_set(answers, next.question->id, value);
    }
    lumbar_triage t;
    assert_true(lumbar_triage_of(arena, answers, &t, NULL));
    assert_true(t.screened || t.level == LUMBAR_EMERGENCY);
    return t.level;
}

/* People whose level the interview once lost: pain to the calf that is not worse than the back; dark urine with strong
 * pain; every workout for six weeks; and a person without an ache who was told of a slipped disc. */
static void test_told_only_when_asked(void **state)
{
    (void)state;
    static const struct {
        const char *sign, *told[6];
        lumbar_level level;
    } people[] = {
        {NULL, {"ache-present", "ache", "leg-pain", "below-knee"}, LUMBAR_CLINICIAN},
        {"urine-dark", {"ache-present", "ache", "pain-severity", "7"}, LUMBAR_EMERGENCY},
        {NULL, {"how-often", "every", "since-when", "weeks-6-12"}, LUMBAR_CLINICIAN},
        {NULL, {"spells", "3"}, LUMBAR_CLINICIAN},
        {NULL, {"ache-present", "no", "back-history", "herniation"}, LUMBAR_CLINICIAN},
        {NULL, {"ache-present", "pops-only", "clinician", "forbidden"}, LUMBAR_CLINICIAN},
        {NULL, {"ache-where", "neck", "neck-signs", "not-sure"}, LUMBAR_SAME_DAY},
        {NULL, {"ache-where", "not-sure", "neck-signs", "not-sure"}, LUMBAR_SELF_CARE}, /* nobody told of a neck */
    };
    for (size_t i = 0; i < LUMBAR_COUNT(people); i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_answers *answers = lumbar_answers_new(arena, test_builtin(arena));
        if (people[i].sign) test_set(answers, people[i].sign, "yes");
        tick_told(arena, answers, people[i].told);
        clear_builtin(answers);
        lumbar_level level = interviewed(arena, answers, people[i].told);
        if (level != people[i].level) fail_msg("person %zu ends with %s", i, lumbar_level_ids[level]);
        lumbar_arena_free(arena);
    }
}

/* Whatever makes a red flag true: asked as the interview asks, the level is no lower than with all told at once. */
static void test_each_flag_is_reached(void **state)
{
    (void)state;
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(tables);
    for (size_t i = 0; i < k->flag_count; i++) {
        if (!strcmp(k->flags[i].row->id, "again-sign")) continue; /* no interview asks it: test_again.c */
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_answers *full = lumbar_answers_new(arena, k), *answers = lumbar_answers_new(arena, k);
        assert_true(test_make_true(full, arena, k->flags[i].when));
        for (size_t q = 0; q < k->question_count; q++) /* whoever tells it is one who is asked */
            if (lumbar_answers_get(full, k->questions[q].shown.id) && k->questions[q].ask_if)
                assert_true(test_make_true(full, arena, k->questions[q].ask_if));
        const char **told = lumbar_alloc(arena, 2 * k->question_count + 1, sizeof *told);
        size_t count = 0;
        for (size_t q = 0; q < k->question_count; q++) {
            const char *id = k->questions[q].shown.id, *value = lumbar_answers_get(full, id);
            if (!value || !strcmp(id, "topics")) continue; /* "not sure" lets all through */
            if (k->questions[q].shown.screen) test_set(answers, id, value);
            else told[count++] = id, told[count++] = value;
        }
        tick_told(arena, answers, told);
        clear_builtin(answers);
        if (interviewed(arena, answers, told) < k->flags[i].level)
            fail_msg("red flag '%s' is lost on the way", k->flags[i].row->id);
        lumbar_arena_free(arena);
    }
    lumbar_arena_free(tables);
}

/* Once it is an emergency nothing more is asked, no list either. */
static void test_emergency_ends(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = lumbar_answers_new(arena, test_builtin(arena));
    assert_int_equal(lumbar_interview_next(answers).screen, 1);
    test_set(answers, "saddle-numbness", "yes");
    assert_null(lumbar_interview_next(answers).question);
    test_set(answers, "saddle-numbness", "no"); /* ticked by mistake */
    assert_int_equal(lumbar_interview_next(answers).screen, 1);
    lumbar_arena_free(arena);
}

/* What was denied on a list is not asked for again, and what nobody can tell of is left out. */
static void test_nothing_is_asked_twice(void **state)
{
    (void)state;
    static const char *const behind[] = {"leg-pain",  "back-history", "inside-signs", "ache-present", "spells",
                                         "how-often", "clinician",    "worse-with",   "tender",       "back-shape"};
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = lumbar_answers_new(arena, test_builtin(arena));
    clear_builtin(answers);
    size_t asked = 0;
    for (lumbar_next next; next = lumbar_interview_next(answers), next.question; asked++) {
        for (size_t i = 0; i < LUMBAR_COUNT(behind); i++) assert_string_not_equal(next.question->id, behind[i]);
        test_set(answers, next.question->id, next.question->kind == LUMBAR_SEVERAL ? "none" : "not-sure");
    }
    assert_true(asked > 0 && asked <= 5);
    lumbar_arena_free(arena);
}

/* No list is longer than nine lines, on a safety screen or behind "more", whose own line counts; what is chosen by
 * typing has a field instead of that line, and may be longer. */
static void test_short_lists(void **state)
{
    (void)state;
    enum { MOST = 9 };
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(arena);
    size_t lines[LUMBAR_SCREENS + 1] = {0};
    for (size_t i = 0; i < k->question_count; i++) {
        const lumbar_question *q = &k->questions[i].shown;
        if (q->screen && q->kind == LUMBAR_YES_NO_UNSURE) lines[q->screen]++;
        if (q->first_count + (q->more && !q->called_count) > MOST)
            fail_msg("'%s' shows %zu options", q->id, q->first_count);
        if (q->option_count - q->first_count > MOST && !q->called_count) fail_msg("'%s' hides too many", q->id);
    }
    for (int screen = 1; screen <= LUMBAR_SCREENS; screen++)
        if (lines[screen] > MOST) fail_msg("list %d has %zu lines", screen, lines[screen]);
    lumbar_arena_free(arena);
}

/* What could make it an emergency is asked before all else, and only while it could. */
static void test_urgent_first(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = lumbar_answers_new(arena, test_builtin(arena));
    test_set(answers, "urine-burning", "yes");
    clear_builtin(answers);
    assert_string_equal(lumbar_interview_next(answers).question->id, "ache-where"); /* in the flank: the same day */
    test_set(answers, "ache-where", "low-back");
    lumbar_next next = lumbar_interview_next(answers);
    assert_false(isnan(next.gain_bits)); /* a clinician already, and nothing can raise that: the cause */
    lumbar_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_screens_first),
        cmocka_unit_test(test_nothing_to_ask),
        cmocka_unit_test(test_gates),
        cmocka_unit_test(test_gain),
        cmocka_unit_test(test_random_people),
        cmocka_unit_test(test_told_only_when_asked),
        cmocka_unit_test(test_each_flag_is_reached),
        cmocka_unit_test(test_emergency_ends),
        cmocka_unit_test(test_nothing_is_asked_twice),
        cmocka_unit_test(test_short_lists),
        cmocka_unit_test(test_urgent_first),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
