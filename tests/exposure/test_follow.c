/* What the ache follows: what is clear is told, what cannot be known is not, and workouts are not mixed up. */
#include <math.h>
#include <string.h>
#include "../check.h"
#include "days.h"
#include "exposure/exposure.h"

static days D; /* one at a time */

static const lumbar_following *follow(lumbar_arena *arena)
{
    lumbar_error error = {0};
    const lumbar_following *f = lumbar_follow_what(arena, &D.journal, lumbar_knowledge_builtin(arena, &error), &error);
    if (!f) fail_msg("%s", error.text);
    return f;
}

static const lumbar_follow *of(const lumbar_following *f, const char *id)
{
    for (size_t i = 0; i < f->follow_count; i++)
        if (!strcmp(f->follows[i].id, id)) return &f->follows[i];
    return NULL;
}

/* A workout every other day, of which every second one has leg raises. */
static void train(int weeks, double after_legs, double after_others)
{
    days_begin(&D, 7 * weeks);
    for (int day = 0; day < 7 * weeks; day += 2) {
        bool legs = day % 4 == 0;
        days_train(&D, day, legs ? "leg-raise" : "crunch", "plank");
        days_ache(&D, day, legs ? after_legs : after_others, "evening");
    }
}

static void what_is_clear_is_told_with_its_counts(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    train(6, 5, 0);
    const lumbar_following *f = follow(arena);
    const lumbar_follow *legs = of(f, "leg-raise"), *plank = of(f, "plank");
    assert_true(legs->told && legs->by_chance < .01 && legs->more_days <= 0);
    assert_int_equal(legs->with, 11);
    assert_int_equal(legs->with_sore, 11);
    assert_int_equal(legs->without_sore, 0);
    assert_true(legs->more > .5 && legs->low > 0 && legs->high <= 1);
    assert_string_equal(legs->finding, "follows-leg-exercises");
    assert_string_equal(f->follows[0].id, "leg-raise");
    assert_true(isnan(plank->by_chance) && !plank->told); /* always there: nothing to compare with */
    assert_false(of(f, "crunch")->told);
    lumbar_arena_free(arena);
}

static void what_is_the_same_with_and_without_is_not_told(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    train(8, 4, 4);
    const lumbar_following *f = follow(arena);
    for (size_t i = 0; i < f->follow_count; i++) assert_false(f->follows[i].told);
    assert_true(isinf(of(f, "leg-raise")->more_days));
    lumbar_arena_free(arena);
}

static void too_few_workouts_tell_nothing_and_say_how_long_it_takes(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    train(1, 5, 0);
    const lumbar_following *f = follow(arena);
    assert_false(of(f, "leg-raise")->told);
    train(2, 5, 0);
    D.soreness[0].strength = 0; /* the first one left no ache */
    f = follow(arena);
    const lumbar_follow *legs = of(f, "leg-raise");
    assert_true(!legs->told && legs->more_days > 0 && legs->more_days < 60);
    days_begin(&D, 0);
    f = follow(arena);
    assert_int_equal(f->workouts, 0);
    assert_int_equal(f->follow_count, 0);
    lumbar_arena_free(arena);
}

static void a_day_without_a_word_is_no_day_without_an_ache(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    days_begin(&D, 42);
    for (int day = 0; day < 42; day += 2) {
        days_train(&D, day, day % 4 ? "crunch" : "leg-raise", NULL);
        if (day % 4 == 0) days_ache(&D, day, 5, NULL); /* of the others nothing is told */
    }
    const lumbar_following *f = follow(arena);
    assert_int_equal(f->unreported, 10);
    assert_false(of(f, "leg-raise")->told);
    lumbar_arena_free(arena);
}

static void the_morning_after_belongs_to_the_workout_before(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_exposure_limits limits;
    size_t count;
    assert_true(lumbar_exposure_limits_read(lumbar_knowledge_builtin(arena, NULL), &limits, NULL));
    days_begin(&D, 10);
    days_train(&D, 0, "leg-raise", NULL);
    days_train(&D, 1, "crunch", NULL);
    days_train(&D, 5, "crunch", NULL);
    days_ache(&D, 1, 4, "morning");
    days_ache(&D, 1, 0, "evening");
    days_ache(&D, 5, 3, "morning"); /* four days after the last workout: of none */
    days_ache(&D, 5, 2, "evening"); /* less than before: left over */
    const lumbar_unit *units = lumbar_units_of(arena, &limits, &D.journal, &count);
    assert_int_equal(count, 3);
    assert_int_equal(units[0].sore, LUMBAR_PRESENT);
    assert_float_equal(units[0].after, 4, 1e-9);
    assert_int_equal(units[1].sore, LUMBAR_ABSENT);
    assert_int_equal(units[2].sore, LUMBAR_UNKNOWN);
    D.soreness[0].place = "belly";
    assert_int_equal(lumbar_units_of(arena, &limits, &D.journal, &count)[0].sore, LUMBAR_UNKNOWN);
    lumbar_arena_free(arena);
}

static void two_that_go_together_are_named_as_such(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    days_begin(&D, 42);
    for (int day = 0; day < 42; day += 2) {
        bool legs = day % 4 == 0;
        days_train(&D, day, legs ? "leg-raise" : "crunch", legs ? "v-up" : "plank");
        days_ache(&D, day, legs ? 5 : 0, "evening");
    }
    const lumbar_following *f = follow(arena);
    assert_non_null(of(f, "leg-raise")->alike);
    size_t told = 0;
    for (size_t i = 0; i < f->follow_count; i++) told += f->follows[i].told;
    assert_int_equal(told, 1); /* what one explains, the other does not again */
    lumbar_arena_free(arena);
}

/* An ache that comes and goes in bouts of two weeks is none that follows what was done in two of those weeks. */
static void an_ache_in_bouts_of_its_own_follows_nothing(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    days_begin(&D, 56);
    for (int day = 0; day < 56; day += 2) {
        bool fortnight = day / 14 % 2 == 0;
        days_train(&D, day, fortnight ? "leg-raise" : "crunch", "plank");
        days_ache(&D, day, fortnight ? 5 : 0, "evening");
    }
    const lumbar_following *f = follow(arena);
    for (size_t i = 0; i < f->follow_count; i++) assert_false(f->follows[i].told);
    lumbar_arena_free(arena);
}

/* Looks are planned: what a longer journal tells by week 6, it told in week 6, whatever is asked in between. */
static void what_was_told_at_a_look_stays_told(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    train(6, 5, 0);
    for (int length = 42; length < 49; length++) {
        D.journal.last = lumbar_date_after(D.journal.first, length - 1);
        assert_true(of(follow(arena), "leg-raise")->told);
    }
    D.journal.last = lumbar_date_after(D.journal.first, 19); /* no look before three weeks */
    D.journal.workout_count = D.journal.soreness_count = 10;
    const lumbar_follow *legs = of(follow(arena), "leg-raise");
    assert_false(legs->told);
    assert_float_equal(legs->more_days, 22, 21);
    lumbar_arena_free(arena);
}

static void a_report_told_late_is_of_the_day_before(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_exposure_limits limits;
    size_t count;
    assert_true(lumbar_exposure_limits_read(lumbar_knowledge_builtin(arena, NULL), &limits, NULL));
    days_begin(&D, 10);
    days_train(&D, 0, "leg-raise", NULL);
    days_train(&D, 1, "crunch", NULL);
    days_ache(&D, 1, 5, "evening"); /* the day before, told late */
    days_ache(&D, 1, 0, "evening");
    const lumbar_unit *units = lumbar_units_of(arena, &limits, &D.journal, &count);
    assert_int_equal(units[0].sore, LUMBAR_PRESENT);
    assert_int_equal(units[1].sore, LUMBAR_ABSENT);
    D.soreness[0].minute = 17 * 60; /* a clock's word stands */
    units = lumbar_units_of(arena, &limits, &D.journal, &count);
    assert_int_equal(units[0].sore, LUMBAR_UNKNOWN);
    assert_int_equal(units[1].sore, LUMBAR_PRESENT);
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_is_clear_is_told_with_its_counts),
    cmocka_unit_test(what_is_the_same_with_and_without_is_not_told),
    cmocka_unit_test(too_few_workouts_tell_nothing_and_say_how_long_it_takes),
    cmocka_unit_test(a_day_without_a_word_is_no_day_without_an_ache),
    cmocka_unit_test(the_morning_after_belongs_to_the_workout_before),
    cmocka_unit_test(two_that_go_together_are_named_as_such),
    cmocka_unit_test(an_ache_in_bouts_of_its_own_follows_nothing),
    cmocka_unit_test(what_was_told_at_a_look_stays_told),
    cmocka_unit_test(a_report_told_late_is_of_the_day_before),
};
CHECK_MAIN(tests)
