/* One plan: over every shipped case and ten thousand random people, with and without a journal, nothing in the plan of
 * the next weeks contradicts the answer, and nobody has one who should be seen. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "days.h"
#include "reason/reason.h"
#include "validate/chance.h"
#include "validate/people.h"

enum { PEOPLE = 10000, LENGTH = 28, GIVEN_LEAST = 300 };

static days D;

/* Words of an answer beside which no exercise of that kind may stand, whatever the tables claim of it. */
static const struct {
    const char *words, *exercises;
} FORBIDS[] = {
    {"eave out sit-ups", "sit-up crunch v-up bicycle-crunch"},
    {"No sit-ups", "sit-up crunch v-up bicycle-crunch"},
    {"no full sit-ups", "sit-up v-up"},
    {"eave out leg raises", "leg-raise flutter-kick hanging-leg-raise v-up"},
    {"leg raises, sit-ups", "leg-raise sit-up hanging-leg-raise"},
    {"planks that make the belly bulge", "plank ab-wheel-rollout mountain-climber"},
    {"flat on your back", "crunch sit-up leg-raise dead-bug"},
    {"backbends, roll-outs", "ab-wheel-rollout ghd-sit-up leg-raise"},
};

static const char *shown(lumbar_arena *arena, const lumbar_answer *a)
{
    const char *text = lumbar_format(arena, "%s %s %s", a->plan.tomorrow, a->plan.next_workout, a->plan.in_seven_days);
    for (size_t i = 0; i < a->advice_count; i++) text = lumbar_format(arena, "%s %s", text, a->advice[i].text);
    for (size_t i = 0; i < a->finding_count; i++)
        if (a->findings[i].change) text = lumbar_format(arena, "%s %s", text, a->findings[i].change);
    return text;
}

static void judge_exercises(lumbar_arena *arena, const lumbar_answer *a, const lumbar_programme *plan, const char *who)
{
    const char *text = shown(arena, a);
    for (size_t i = 0; i < plan->exercise_count; i++) {
        const lumbar_programme_exercise *one = &plan->exercises[i];
        bool itself = !one->instead && !one->left_out;
        double amount = isnan(one->reps[0]) ? one->seconds[0] : one->reps[0];
        if (itself != (amount > 0)) fail_msg("%s: %s has no amount", who, one->exercise->id);
        for (size_t f = 0; itself && f < LUMBAR_COUNT(FORBIDS); f++)
            if (strstr(text, FORBIDS[f].words) &&
                lumbar_word_index(FORBIDS[f].exercises, one->exercise->id, strlen(one->exercise->id)) >= 0)
                fail_msg("%s: %s is planned, and the answer says '%s'", who, one->exercise->id, FORBIDS[f].words);
        if (itself && strstr(text, "Hold for 10 seconds") && one->seconds[0] > 10 &&
            !strcmp(one->exercise->id, "plank"))
            fail_msg("%s: a plank of %g s", who, one->seconds[0]);
    }
    if (strstr(text, "Warm up for ten minutes") && !strstr(plan->warm_up, "10 minutes")) fail_msg("%s", plan->warm_up);
    if (!strcmp(a->plan.training, "light") && plan->week_count > 1) fail_msg("%s: more, where less is said", who);
}

/* Gives how many plans were given: 0 or 1. */
static size_t judge(lumbar_arena *arena, lumbar_answers *answers, const lumbar_journal_days *journal, const char *who)
{
    const lumbar_knowledge *k = answers->knowledge;
    lumbar_error error = {0};
    lumbar_why_settings why = lumbar_why_defaults();
    why.today = (lumbar_date){2026, 11, 27};
    if (journal && !lumbar_history_raises(arena, journal, answers, &error)) fail_msg("%s", error.text);
    if (lumbar_triage_level(k, answers->values) != LUMBAR_SELF_CARE) return 0; /* test_weeks.c: these have none */
    const lumbar_person person = lumbar_person_of(answers);
    if (journal) assert_non_null(why.history = lumbar_history_of(arena, journal, &person, k, &error));
    const lumbar_answer *a = lumbar_why(arena, answers, &why, &error);
    const lumbar_programme_settings settings = {.answers = answers, .answer = a, .days = journal};
    const lumbar_programme *plan = a ? lumbar_programme_of(arena, &settings, &error) : NULL;
    if (!plan) fail_msg("%s: %s", who, error.text);
    if (!plan->given) return assert_true(lumbar_has(plan->why) && !plan->exercise_count), 0;
    const char *pregnant = lumbar_answers_get(answers, "pregnant");
    if (a->triage.level != LUMBAR_SELF_CARE || !a->triage.screened || !(a->person.age_years >= 18) ||
        !strcmp(a->plan.training, "none") || (pregnant && strcmp(pregnant, "no")))
        fail_msg("%s has a plan", who);
    uint64_t said = lumbar_claims_of(k, a->claims, a->claim_count);
    if (lumbar_claims_clash(k, said, lumbar_claims_of(k, plan->claims, plan->claim_count)))
        fail_msg("%s: plan and answer cannot stand together", who);
    judge_exercises(arena, a, plan, who);
    return 1;
}

/* Four weeks in which this and that was done and ached. */
static const lumbar_journal_days *random_days(const lumbar_knowledge *k, uint64_t *state)
{
    static const char *const when[] = {"morning", "evening", "after"};
    size_t first = lumbar_chance_below(state, k->exercise_count),
           second = lumbar_chance_below(state, k->exercise_count);
    double often = lumbar_chance(state), aches = lumbar_chance(state);
    days_begin(&D, LENGTH);
    for (int day = 0; day < LENGTH; day++) {
        if (lumbar_chance(state) < often)
            days_train(&D, day, k->exercises[first].id, lumbar_chance(state) < 0.5 ? k->exercises[second].id : NULL);
        if (lumbar_chance(state) < 0.6)
            days_ache(&D, day, lumbar_chance(state) < aches ? (double)lumbar_chance_below(state, 7) : 0,
                      when[lumbar_chance_below(state, LUMBAR_COUNT(when))]);
    }
    return &D.journal;
}

static void every_case(void **state)
{
    (void)state;
    lumbar_arena *tables = lumbar_arena_new();
    lumbar_error error;
    const lumbar_knowledge *k = lumbar_knowledge_builtin(tables, &error);
    size_t given = 0;
    for (size_t i = 0; i < lumbar_case_count(k); i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_answers *answers = lumbar_person_of_case(arena, k, i, &error);
        if (!answers) fail_msg("%s", error.text);
        given += judge(arena, answers, NULL, k->cases[i].row->id);
        lumbar_arena_free(arena);
    }
    assert_true(given > 0);
    print_message("# %zu plans for %zu cases\n", given, lumbar_case_count(k));
    lumbar_arena_free(tables);
}

static void random_people(void **state)
{
    (void)state;
    lumbar_arena *tables = lumbar_arena_new();
    lumbar_error error;
    const lumbar_knowledge *k = lumbar_knowledge_builtin(tables, &error);
    uint64_t chance = 20261127;
    size_t given = 0;
    for (int i = 0; i < PEOPLE; i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_answers *answers = lumbar_person_random(arena, k, (uint64_t)i, &error);
        if (!answers) fail_msg("%s", error.text);
        given += judge(arena, answers, i % 8 ? NULL : random_days(k, &chance), lumbar_format(arena, "person %d", i));
        lumbar_arena_free(arena);
    }
    print_message("# %zu plans for %d people\n", given, PEOPLE);
    assert_true(given >= GIVEN_LEAST);
    lumbar_arena_free(tables);
}

static const struct CMUnitTest tests[] = {cmocka_unit_test(every_case), cmocka_unit_test(random_people)};
CHECK_MAIN(tests)
