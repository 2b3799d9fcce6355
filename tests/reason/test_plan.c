/* One plan: over every shipped case and ten thousand random people, with and without a recording, no two sentences
 * contradict, nothing is a step of one's own where somebody should look first, and what stands first is short. */
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "report/html.h"
#include "report/report.h"
#include "tables.h"

enum { PEOPLE = 10000, MOST_WORDS = 150 };

/* Words that no answer may hold together, whatever the tables claim of their sentences: the rule for training, the
 * dose, the day to look again, the time to see someone, and exercises that another sentence forbids. */
static const char *const apart[][2] = {
    {"only what does not hurt", "Nothing that hurts, nothing harder"},
    {"You can start by yourself", "until you have been seen"},
    {"You can start by yourself", "until someone has"},
    {"No abdominal training", "sets of"},
    {"No abdominal training", "you may go on"},
    {"No abdominal training", "you may train"},
    {"None until you have been examined", "Warm up for ten minutes"},
    {"you may go on, with", "you may train, but less"},
    {"o half of what you did", "3 sets of"},
    {"no better after two weeks", "three weeks"},
    {"no better after two weeks", "after three workouts"},
    {"Look again", "within one to two weeks"},
    {"eave out sit-ups", "curl up slowly"},
    {"No sit-ups", "curl up only"},
    {"No sit-ups", "o curl-ups"},
    {"flat on your back", "on the back, move one arm"},
    {"Stop backbends, bridges", "hip bridges"},
    {"both sides alike", "one arm and the other leg"},
    {"use no heat", "warm towel"},
    {"eave out leg raises", "both legs lowered"},
    {"planks that make the belly bulge", "Plank:"},
    {"Add no harder", "Take the next step"},
    {"Add no harder", "Add a little"},
};

typedef struct tally {
    size_t answers, words_most;
    size_t words[PEOPLE]; /* how many answers have so many */
} tally;

/* All that stands before a person's eyes, folded or not, but the evidence. */
static char *shown(lumbar_arena *arena, const lumbar_answer *a)
{
    char *text = lumbar_format(arena, "%s %s %s %s %s %s %s %s", a->plan.see, a->summary.change, a->plan.tomorrow,
                               a->plan.next_workout, a->plan.in_seven_days, a->triage.text, a->triage.safety_net,
                               a->triage.would_change);
    for (size_t i = 0; i < a->advice_count; i++) text = lumbar_format(arena, "%s %s", text, a->advice[i].text);
    for (size_t i = 0; i < a->finding_count; i++)
        if (a->findings[i].change) text = lumbar_format(arena, "%s %s", text, a->findings[i].change);
    return text;
}

/* What the first view says in words. */
static size_t first_words(const lumbar_knowledge *k, const lumbar_answer *a)
{
    const char *const parts[] = {a->summary.see,
                                 a->summary.cause,
                                 k->phrases[LUMBAR_PHRASE_TOMORROW],
                                 a->plan.tomorrow,
                                 k->phrases[LUMBAR_PHRASE_NEXT_WORKOUT],
                                 a->plan.next_workout,
                                 k->phrases[LUMBAR_PHRASE_SEVEN_DAYS],
                                 a->plan.in_seven_days,
                                 a->plan.help,
                                 a->again ? a->again->text : "",
                                 a->provisional && !a->triage.level ? k->phrases[LUMBAR_PHRASE_OPEN] : ""};
    size_t words = 0;
    for (size_t i = 0; i < LUMBAR_COUNT(parts); i++) words += lumbar_count_words(parts[i]);
    for (size_t i = 0; i < a->plan.reason_count; i++) words += lumbar_count_words(a->plan.reasons[i].text);
    return words;
}

static void judge(lumbar_arena *arena, const lumbar_answers *answers, const lumbar_recording *seen, const char *who,
                  tally *t)
{
    const lumbar_knowledge *k = answers->knowledge;
    const lumbar_why_settings settings = {.recordings = seen, .recording_count = seen != NULL, .today = {2026, 11, 26}};
    lumbar_trace trace = {.said = 0};
    lumbar_error error;
    const lumbar_answer *a = lumbar_why_traced(arena, answers, &settings, &trace, &error);
    assert_non_null(a);
    if (lumbar_claims_clash(k, trace.said, trace.said)) fail_msg("%s: claims that cannot stand together", who);
    const char *text = shown(arena, a);
    for (size_t i = 0; i < LUMBAR_COUNT(apart); i++)
        if (strstr(text, apart[i][0]) && strstr(text, apart[i][1]))
            fail_msg("%s: '%s' beside '%s' in: %s", who, apart[i][0], apart[i][1], text);
    if (strchr(text, '{')) fail_msg("%s: a hole is open: %s", who, text);
    if (a->outcome == LUMBAR_RANKED && a->triage.level < LUMBAR_SAME_DAY && !a->again && !a->plan.reason_count)
        fail_msg("%s: a cause is named without a reason", who);
    size_t words = first_words(k, a);
    if (words > MOST_WORDS) fail_msg("%s: %zu words stand first", who, words);
    if (words > t->words_most) t->words_most = words;
    t->words[words]++;
    t->answers++;
}

static void report(const tally *t)
{
    size_t half = 0, words = 0;
    while ((half += t->words[words]) < (t->answers + 1) / 2) words++;
    print_message("# %zu answers: %zu words first in the median, %zu at most\n", t->answers, words, t->words_most);
}

/* What only its makers understand stands before nobody. */
static void lay(const lumbar_answer *a, const lumbar_knowledge *k, const char *who)
{
    static const char *const never[] = {" dB", "AUC", "he article", "row above", "deciban", "log10"};
    lumbar_text text = {0};
    lumbar_answer_terminal(a, &(lumbar_terminal){.knowledge = k, .width = 80, .more = true}, &text);
    lumbar_answer_html(a, &text, &(lumbar_html_settings){.knowledge = k});
    assert_false(text.failed);
    for (size_t i = 0; i < LUMBAR_COUNT(never); i++) {
        const char *found = strstr(text.data, never[i]);
        if (found) fail_msg("%s: '%s' in: %.80s", who, never[i], found > text.data + 40 ? found - 40 : found);
    }
    lumbar_text_free(&text);
}

static void every_case(void **state)
{
    (void)state;
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(tables);
    tally *t = calloc(1, sizeof *t);
    for (size_t i = 0; i < lumbar_case_count(k); i++)
        for (int clear = 0; clear < 2; clear++) { /* as told, and with every open safety question answered no */
            lumbar_arena *arena = lumbar_arena_new();
            lumbar_answers *answers = lumbar_answers_new(arena, k);
            for (size_t j = 0; j < k->cases[i].answer_count; j++)
                test_set(answers, k->cases[i].answers[2 * j], k->cases[i].answers[2 * j + 1]);
            if (clear) lumbar_values_clear(k, answers->values);
            judge(arena, answers, NULL, k->cases[i].row->id, t);
            lay(test_why(arena, answers), k, k->cases[i].row->id);
            lumbar_arena_free(arena);
        }
    report(t);
    free(t);
    lumbar_arena_free(tables);
}

/* Answers harmlessly, as far as that goes, whatever is open. */
static void answer_what_is_open(lumbar_arena *arena, lumbar_answers *answers)
{
    for (int round = 0; round < 60; round++) {
        const lumbar_answer *a = test_why(arena, answers);
        if (!a->triage.open_count) return;
        for (size_t i = 0; i < a->triage.open_count; i++) {
            const lumbar_question *q = lumbar_question_find(answers->knowledge, a->triage.open[i]);
            const char *value = q->kind == LUMBAR_YES_NO_UNSURE ? "no"
                                : q->kind == LUMBAR_SEVERAL     ? "none"
                                : q->kind == LUMBAR_NUMBER      ? "31"
                                                                : q->options[0].id;
            lumbar_error error;
            if (!lumbar_answers_set(answers, q->id, value, &error))
                lumbar_answers_set(answers, q->id, "not-sure", &error);
        }
    }
}

static void random_people(void **state)
{
    (void)state;
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(tables);
    tally *t = calloc(1, sizeof *t);
    test_random random = {20261126};
    for (int i = 0; i < PEOPLE; i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_answers *answers = lumbar_answers_new(arena, k);
        test_fill(answers, arena, &random, 0.05 + 0.95 * test_unit(&random));
        if (i % 4) /* most of them without a safety sign, or all would be emergencies; some with one */
            for (size_t q = 0; q < k->question_count; q++) {
                const lumbar_question *shown_question = &k->questions[q].shown;
                bool sign = shown_question->screen && shown_question->kind == LUMBAR_YES_NO_UNSURE;
                if (sign && (i % 4 < 3 || test_below(&random, 30))) test_set(answers, shown_question->id, "no");
            }
        if (i % 8 == 1) answer_what_is_open(arena, answers);
        const lumbar_recording *seen = i % 2 ? test_recording(arena, k, &random) : NULL;
        judge(arena, answers, seen, lumbar_format(arena, "person %d", i), t);
        lumbar_arena_free(arena);
    }
    report(t);
    free(t);
    lumbar_arena_free(tables);
}

/* Tables whose rows contradict are caught: the plan's rule stands, and what clashes with it is left out. */
static void what_clashes_is_left_out(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error;
    const lumbar_knowledge *k = test_builtin(arena);
    lumbar_answers *answers = lumbar_answers_new(arena, k);
    test_set(answers, "pain-severity", "8");
    test_set(answers, "exercises-hurt", "leg-raise");
    test_set(answers, "ache-onset", "during-set");
    test_set(answers, "age-years", "30");
    test_set(answers, "sex", "male");
    lumbar_values_clear(k, answers->values);
    const lumbar_answer *a = lumbar_why(arena, answers, NULL, &error);
    assert_string_equal(a->plan.training, "none");
    for (size_t i = 0; i < a->advice_count; i++) assert_string_not_equal(a->advice[i].kind, "form");
    test_set(answers, "pain-severity", "2");
    a = lumbar_why(arena, answers, NULL, &error);
    assert_string_equal(a->plan.training, "go");
    size_t forms = 0;
    for (size_t i = 0; i < a->advice_count; i++) forms += !strcmp(a->advice[i].kind, "form");
    assert_true(forms > 0);
    lumbar_arena_free(arena);
}

/* For each exercise that hurts an easier one is named; where it is forbidden, the exercise is left out. */
static void an_easier_one_for_each(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(arena);
    for (size_t i = 0; i < lumbar_exercise_count(k); i++)
        if (!lumbar_exercise_at(k, i)->easier) fail_msg("nothing is easier than '%s'", lumbar_exercise_at(k, i)->id);
    lumbar_answers *answers = lumbar_answers_new(arena, k);
    test_set(answers, "age-years", "30");
    test_set(answers, "sex", "female");
    test_set(answers, "pain-severity", "5");
    test_set(answers, "exercises-hurt", "leg-raise,plank");
    lumbar_values_clear(k, answers->values);
    const lumbar_answer *a = test_why(arena, answers);
    assert_int_equal(a->plan.easier_count, 2);
    assert_string_equal(a->plan.easier[0].text, "Instead of leg raise: heel slides.");
    test_set(answers, "pregnant", "yes");
    a = test_why(arena, answers);
    assert_int_equal(a->plan.easier_count, 2);
    assert_null(a->plan.easier[0].easier); /* no long lying flat */
    assert_null(a->plan.easier[1].easier); /* no plank */
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_case),
    cmocka_unit_test(random_people),
    cmocka_unit_test(what_clashes_is_left_out),
    cmocka_unit_test(an_easier_one_for_each),
};
CHECK_MAIN(tests)
