/* The next weeks: to whom no plan is given, doses of the own record, and what soreness changes. */
#include <math.h>
#include <string.h>
#include "../check.h"
#include "days.h"
#include "reason/reason.h"

static days D;
static lumbar_date Told_on; /* of the answers; not known: of no day */
static bool Raised;         /* what was logged has raised the level */

typedef struct told {
    const char *question, *value;
} told;

/* Where it is not answered yet: as harmlessly as it can be. */
static void answer_harmlessly(lumbar_answers *answers, const char *id)
{
    const lumbar_question *shown = lumbar_question_find(answers->knowledge, id);
    bool list = shown->kind == LUMBAR_SEVERAL, yes_no = shown->kind == LUMBAR_YES_NO_UNSURE;
    if (lumbar_answers_get(answers, id)) return;
    if (!lumbar_answers_set(answers, id, list ? "none" : yes_no ? "no" : "not-sure", NULL))
        lumbar_answers_set(answers, id, "not-sure", NULL);
}

/* Every safety question answered harmlessly, then what is told. */
static const lumbar_programme *weeks_of(lumbar_arena *arena, const told *more, size_t count, bool journal)
{
    lumbar_error error = {0};
    const lumbar_knowledge *k = lumbar_knowledge_builtin(arena, &error);
    lumbar_answers *answers = lumbar_answers_new(arena, k);
    static const told grown[] = {{"age-years", "35"},        {"sex", "male"},        {"ache-present", "ache"},
                                 {"ache-where", "low-back"}, {"pain-severity", "2"}, {"exercises", "leg-raise,plank"}};
    for (size_t q = 0; q < k->question_count; q++) {
        const lumbar_question *shown = &k->questions[q].shown;
        if (!shown->screen || shown->kind == LUMBAR_NUMBER || shown->kind == LUMBAR_CHOICE) continue;
        const char *no = shown->kind == LUMBAR_SEVERAL ? "none" : "no";
        if (!lumbar_answers_set(answers, shown->id, no, &error)) fail_msg("%s", error.text);
    }
    for (size_t i = 0; i < LUMBAR_COUNT(grown); i++)
        if (!lumbar_answers_set(answers, grown[i].question, grown[i].value, &error)) fail_msg("%s", error.text);
    for (size_t i = 0; i < count; i++)
        if (!lumbar_answers_set(answers, more[i].question, more[i].value, &error)) fail_msg("%s", error.text);
    if (journal && !lumbar_history_raises(arena, &D.journal, answers, &error)) fail_msg("%s", error.text);
    lumbar_why_settings settings = lumbar_why_defaults();
    settings.today = (lumbar_date){2026, 3, 1};
    const lumbar_answer *answer = lumbar_why(arena, answers, &settings, &error);
    for (int round = 0; round < 20 && !answer->triage.screened; round++) {
        for (size_t i = 0; i < answer->triage.open_count; i++) answer_harmlessly(answers, answer->triage.open[i]);
        answer = lumbar_why(arena, answers, &settings, &error);
    }
    const lumbar_programme_settings plan = {.answers = answers,
                                            .answer = answer,
                                            .days = journal ? &D.journal : NULL,
                                            .told_on = Told_on,
                                            .raised = Raised};
    const lumbar_programme *weeks = lumbar_programme_of(arena, &plan, &error);
    if (!weeks) fail_msg("%s", error.text);
    return weeks;
}

#define WEEKS(journal, ...) \
    weeks_of(arena, (const told[]){__VA_ARGS__}, sizeof((const told[]){__VA_ARGS__}) / sizeof(told), journal)

static const lumbar_programme_exercise *of(const lumbar_programme *weeks, const char *exercise)
{
    for (size_t i = 0; i < weeks->exercise_count; i++)
        if (!strcmp(weeks->exercises[i].exercise->id, exercise)) return &weeks->exercises[i];
    return NULL;
}

static void nobody_who_should_be_seen_gets_a_plan(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_programme *calm = WEEKS(false, {"time-of-day", "later"});
    if (!calm->given) fail_msg("%s", calm->why);
    assert_false(WEEKS(false, {"age-years", "16"})->given);
    assert_false(WEEKS(false, {"age-years", "not-sure"})->given);
    assert_false(WEEKS(false, {"sex", "female"}, {"pregnant", "yes"})->given);
    assert_false(WEEKS(false, {"sex", "female"}, {"pregnant", "not-sure"})->given);
    assert_true(WEEKS(false, {"sex", "female"}, {"pregnant", "no"})->given);
    assert_false(WEEKS(false, {"saddle-numbness", "yes"})->given);
    assert_false(WEEKS(false, {"saddle-numbness", "not-sure"})->given);
    assert_false(WEEKS(false, {"training-restricted", "yes"})->given);
    assert_false(WEEKS(false, {"pain-severity", "6"}, {"ache-present", "no"})->given);
    const lumbar_programme *none = WEEKS(false, {"fever", "yes"});
    assert_true(!none->given && none->why && !none->exercise_count);
    lumbar_arena_free(arena);
}

static void a_logged_sign_withdraws_it_and_a_falling_ache_does_not_bring_it_back(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    days_begin(&D, 42);
    for (int day = 0; day < 42; day += 2) {
        days_train(&D, day, "crunch", NULL);
        days_ache(&D, day, 8 - day / 7, "evening"); /* half of the workouts for weeks, though it falls */
    }
    assert_false(WEEKS(true, {"time-of-day", "later"})->given);
    days_begin(&D, 42);
    for (int day = 0; day < 42; day += 2) {
        days_train(&D, day, "crunch", NULL);
        days_ache(&D, day, 0, "evening");
    }
    assert_true(WEEKS(true, {"time-of-day", "later"})->given);
    lumbar_arena_free(arena);
}

static void doses_follow_the_own_record_and_what_came_after_it(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    days_begin(&D, 10);
    days_train(&D, 0, "leg-raise", NULL); /* of ten repetitions */
    days_train(&D, 4, "leg-raise", NULL);
    const lumbar_programme *silent = WEEKS(true, {"time-of-day", "later"});
    assert_true(of(silent, "leg-raise")->reps[0] <= 6); /* nobody told how the back was */
    days_ache(&D, 0, 0, "evening");
    days_ache(&D, 4, 0, "evening");
    const lumbar_programme *calm = WEEKS(true, {"time-of-day", "later"});
    const lumbar_programme_exercise *legs = of(calm, "leg-raise"), *plank = of(calm, "plank");
    assert_true(legs->own && !plank->own);
    assert_int_equal(calm->week_count, LUMBAR_PROGRAMME_WEEKS);
    assert_true(legs->reps[0] == 11 && legs->reps[3] == 14); /* a calm week: one more, then week by week */
    assert_true(isnan(legs->seconds[0]) && isnan(plank->reps[0]) && plank->seconds[0] >= 5);
    assert_int_equal(calm->change_count, 1);
    D.soreness[1].strength = 4;
    const lumbar_programme *sore = WEEKS(true, {"time-of-day", "later"});
    assert_int_equal(sore->week_count, 1);
    assert_true(of(sore, "leg-raise")->reps[0] == 5);
    assert_non_null(strstr(sore->changes[0], "4 of 10")); /* and says why */
    lumbar_arena_free(arena);
}

/* An ache that was logged after the safety questions were answered, and asks for them anew. */
static void a_new_sign_in_the_journal_withdraws_it(void **state)
{
    (void)state;
    static const struct {
        double strength;
        const char *place;
        bool given;
    } logged[] = {{3, "lower-back", true}, {8, "lower-back", false}, {2, "leg", false},
                  {2, "buttock", false},   {0, "leg", true},         {3, "belly", true}};
    lumbar_arena *arena = lumbar_arena_new();
    Told_on = (lumbar_date){2026, 3, 1}; /* today, as the answer has it */
    for (size_t i = 0; i < LUMBAR_COUNT(logged); i++) {
        days_begin(&D, 10);
        days_train(&D, 0, "crunch", NULL);
        days_ache(&D, 1, logged[i].strength, NULL);
        D.soreness[0].place = logged[i].place;
        D.soreness[0].day = Told_on;
        const lumbar_programme *weeks = WEEKS(true, {"time-of-day", "later"});
        if (weeks->given != logged[i].given) fail_msg("%g %s", logged[i].strength, logged[i].place);
        assert_true(weeks->withdrawn != weeks->given);
        D.soreness[0].day = (lumbar_date){2026, 2, 20}; /* before the answers */
        assert_true(WEEKS(true, {"time-of-day", "later"})->given);
    }
    Told_on = (lumbar_date){0};
    lumbar_arena_free(arena);
}

static void after_the_day_to_look_again_nothing_is_planned_on(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    Told_on = (lumbar_date){2026, 2, 22}; /* seven days before today */
    assert_true(WEEKS(false, {"time-of-day", "later"})->given);
    Told_on = (lumbar_date){2026, 2, 21};
    const lumbar_programme *late = WEEKS(false, {"time-of-day", "later"});
    assert_true(!late->given && strstr(late->why, "28 February"));
    Told_on = (lumbar_date){0};
    lumbar_arena_free(arena);
}

static void a_raised_level_is_named_with_what_raised_it(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    Raised = true;
    const lumbar_programme *none = WEEKS(false, {"frequent-ache", "yes"});
    assert_true(!none->given && none->withdrawn);
    assert_non_null(strstr(none->why, "withdrawn"));
    Raised = false;
    assert_false(WEEKS(false, {"frequent-ache", "yes"})->withdrawn);
    lumbar_arena_free(arena);
}

static bool same_amount(double a, double b) { return a == b || (isnan(a) && isnan(b)); }

static bool same_plan(const lumbar_programme *a, const lumbar_programme *b)
{
    if (a->given != b->given || a->week_count != b->week_count || a->rest_days != b->rest_days) return false;
    if (a->exercise_count != b->exercise_count || a->day_count != b->day_count) return false;
    for (size_t i = 0; i < a->exercise_count; i++) {
        const lumbar_programme_exercise *x = &a->exercises[i], *y = &b->exercises[i];
        if (strcmp(x->exercise->id, y->exercise->id) || x->left_out != y->left_out || !x->instead != !y->instead ||
            x->sets != y->sets)
            return false;
        for (int week = 0; week < a->week_count; week++)
            if (!same_amount(x->reps[week], y->reps[week]) || !same_amount(x->seconds[week], y->seconds[week]))
                return false;
    }
    for (size_t i = 0; i < a->day_count; i++)
        if (lumbar_date_between(a->days[i].on, b->days[i].on)) return false;
    return true;
}

static bool same_reasons(const lumbar_programme *a, const lumbar_programme *b)
{
    if (a->given != b->given || a->change_count != b->change_count) return false;
    for (size_t i = 0; i < a->change_count; i++)
        if (strcmp(a->changes[i], b->changes[i])) return false;
    return true;
}

static size_t draw(uint64_t *random, size_t limit) /* Knuth's */
{
    *random = *random * 6364136223846793005U + 1442695040888963407U;
    return (size_t)(*random >> 33) % limit;
}

enum { TODAY = 28 };

/* Four weeks up to today, at random. */
static void some_weeks(uint64_t *random)
{
    static const char *const exercises[] = {"leg-raise", "crunch", "plank"};
    days_begin(&D, TODAY + 1);
    for (int day = 0; day < TODAY; day++) {
        if (!draw(random, 3)) days_train(&D, day, exercises[draw(random, LUMBAR_COUNT(exercises))], NULL);
        if (!draw(random, 3)) days_ache(&D, day, (double)draw(random, 4), "evening");
    }
}

/* Whatever is logged: where the plan is another one, what it says of why is other too. */
static void a_plan_that_moves_says_why(void **state)
{
    (void)state;
    uint64_t random = 2022;
    int moved = 0;
    for (int round = 0; round < 100; round++) {
        lumbar_arena *arena = lumbar_arena_new();
        some_weeks(&random);
        const lumbar_programme *before = WEEKS(true, {"time-of-day", "later"});
        bool ache = round % 2;
        if (ache) days_ache(&D, TODAY, 5, "evening");
        else days_train(&D, TODAY, "leg-raise", NULL);
        const lumbar_programme *after = WEEKS(true, {"time-of-day", "later"});
        if (!same_plan(before, after)) {
            moved++;
            if (after->given && !after->change_count) fail_msg("round %d: no reason", round);
            if (!after->given && !*after->why) fail_msg("round %d: none, and no reason", round);
            if (after->given && same_reasons(before, after)) fail_msg("round %d: %s", round, after->changes[0]);
        }
        lumbar_arena_free(arena);
    }
    assert_true(moved >= 20);
}

/* Every second day, at most three a week, and not before the rest after the last workout is over. */
static void workouts_stand_apart(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    days_begin(&D, 60);
    days_train(&D, 0, "crunch", NULL);
    D.workouts[0].day = D.journal.last = (lumbar_date){2026, 3, 1}; /* today */
    D.journal.first = D.journal.last;
    const lumbar_programme *weeks = WEEKS(true, {"time-of-day", "later"});
    assert_int_equal(weeks->day_count, 3 * weeks->week_count);
    assert_int_equal(weeks->days[0].on.day, 3);
    for (size_t i = 1; i < weeks->day_count; i++)
        assert_true(lumbar_date_between(weeks->days[i - 1].on, weeks->days[i].on) > weeks->rest_days);
    assert_int_equal(lumbar_date_between(weeks->days[0].on, weeks->retest_on), 7 * weeks->week_count);
    lumbar_arena_free(arena);
}

static void what_hurts_is_done_easier_as_the_answer_says_or_left_out(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_programme *weeks = WEEKS(false, {"exercises-hurt", "leg-raise"});
    const lumbar_programme_exercise *legs = of(weeks, "leg-raise");
    assert_true(legs->instead || legs->left_out);
    if (legs->instead) assert_true(isnan(legs->reps[0]) && isnan(legs->seconds[0]));
    assert_true(!of(weeks, "plank")->instead && !of(weeks, "plank")->left_out);
    assert_int_equal(weeks->retest_on.month, 3);
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(nobody_who_should_be_seen_gets_a_plan),
    cmocka_unit_test(a_logged_sign_withdraws_it_and_a_falling_ache_does_not_bring_it_back),
    cmocka_unit_test(doses_follow_the_own_record_and_what_came_after_it),
    cmocka_unit_test(a_new_sign_in_the_journal_withdraws_it),
    cmocka_unit_test(after_the_day_to_look_again_nothing_is_planned_on),
    cmocka_unit_test(a_raised_level_is_named_with_what_raised_it),
    cmocka_unit_test(a_plan_that_moves_says_why),
    cmocka_unit_test(workouts_stand_apart),
    cmocka_unit_test(what_hurts_is_done_easier_as_the_answer_says_or_left_out),
};
CHECK_MAIN(tests)
