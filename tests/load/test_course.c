/* One workout on its time axis: what must hold of any, and each finding where it is so and where it is not. */
#include <math.h>
#include <string.h>
#include "../check.h"
#include "load/load.h"

static lumbar_journal_set set_of(const char *exercise, double reps, double seconds, double rest, double rpe)
{
    return (lumbar_journal_set){.exercise = exercise,
                                .name = exercise,
                                .reps = reps,
                                .seconds = seconds,
                                .weight_kg = NAN,
                                .rest_s = rest,
                                .rpe = rpe};
}

static const lumbar_course *course_of(lumbar_arena *arena, const lumbar_journal_set *sets, size_t count,
                                      const lumbar_journal_days *earlier, double ache_s)
{
    lumbar_error error = {0};
    const lumbar_course_settings settings = {
        .sets = sets, .set_count = count, .earlier = earlier, .mass_kg = NAN, .ache_s = ache_s};
    const lumbar_course *c = lumbar_course_of(arena, &settings, lumbar_knowledge_builtin(arena, &error), &error);
    if (!c) fail_msg("%s", error.text);
    return c;
}

static bool has(const lumbar_course *c, const char *id)
{
    for (size_t i = 0; i < c->finding_count; i++)
        if (!strcmp(c->findings[i].id, id)) return c->findings[i].state == LUMBAR_PRESENT;
    return false;
}

static void curves_are_shares_and_fall_after_the_last_set(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_journal_set sets[] = {set_of("leg-raise", 12, NAN, 60, 8), set_of("plank", NAN, 40, 60, NAN),
                                       set_of(NULL, 10, NAN, 60, NAN)};
    const lumbar_course *c = course_of(arena, sets, 3, NULL, NAN);
    assert_int_equal(c->effort_count, 3);
    assert_int_equal(c->curve_count, 7);
    assert_true(c->tempo_assumed && !c->rest_assumed && !c->own_capacity);
    for (size_t i = 0; i + 1 < c->curve_count; i++) {
        const lumbar_curve *curve = &c->curves[i];
        for (size_t p = 0; p < curve->count; p++) assert_true(curve->value[p] >= 0 && curve->value[p] <= 100);
        size_t end = (size_t)c->efforts[2].end_s;
        assert_true(curve->value[curve->count - 1] <= curve->value[end]);
    }
    assert_int_equal(course_of(arena, sets, 0, NULL, NAN)->curve_count, 0);
    lumbar_arena_free(arena);
}

static void a_set_beyond_the_own_record_is_told_and_one_within_is_not(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_journal_set before[] = {set_of("plank", NAN, 40, NAN, NAN)};
    const lumbar_journal_workout workout = {.sets = before, .set_count = 1};
    const lumbar_journal_days earlier = {.workouts = &workout, .workout_count = 1};
    const lumbar_journal_set within[] = {set_of("plank", NAN, 38, 180, NAN)};
    const lumbar_journal_set beyond[] = {set_of("plank", NAN, 90, 180, NAN)};
    assert_true(course_of(arena, within, 1, &earlier, NAN)->own_capacity);
    assert_false(has(course_of(arena, within, 1, &earlier, NAN), "beyond-capacity"));
    assert_true(has(course_of(arena, beyond, 1, &earlier, NAN), "beyond-capacity"));
    assert_false(has(course_of(arena, beyond, 1, NULL, NAN), "beyond-capacity")); /* the norm is higher */
    lumbar_arena_free(arena);
}

static void sets_that_would_hold_with_longer_rests_came_too_close(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_journal_set sets[4];
    for (int i = 0; i < 4; i++) sets[i] = set_of("plank", NAN, 80, 10, NAN);
    const lumbar_course *close = course_of(arena, sets, 4, NULL, NAN);
    assert_true(has(close, "sets-too-close"));
    assert_true(close->efforts[3].held_s < 0.9 * 80 && close->efforts[0].held_s > 79);
    for (int i = 0; i < 4; i++) sets[i].rest_s = 240;
    assert_false(has(course_of(arena, sets, 4, NULL, NAN), "sets-too-close"));
    for (int i = 0; i < 4; i++) sets[i].rest_s = NAN; /* a rest that nobody told accuses nobody */
    assert_false(has(course_of(arena, sets, 4, NULL, NAN), "sets-too-close"));
    lumbar_arena_free(arena);
}

static void the_ache_is_set_against_the_course(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_journal_set sets[3];
    for (int i = 0; i < 3; i++) sets[i] = set_of("plank", NAN, 70, 30, NAN);
    assert_true(has(course_of(arena, sets, 3, NULL, 3), "ache-while-fresh"));
    assert_true(has(course_of(arena, sets, 3, NULL, 265), "ache-when-tired"));
    assert_false(has(course_of(arena, sets, 3, NULL, 265), "ache-while-fresh"));
    const lumbar_course *untold = course_of(arena, sets, 3, NULL, NAN);
    assert_false(has(untold, "ache-while-fresh") || has(untold, "ache-when-tired"));
    course_of(arena, sets, 3, NULL, 1e9); /* beyond the workout: of it nothing is said */
    lumbar_arena_free(arena);
}

static const lumbar_course *began(lumbar_arena *arena, const lumbar_journal_set *sets, size_t count,
                                  lumbar_journal_began told)
{
    lumbar_error error = {0};
    const lumbar_course_settings settings = {
        .sets = sets, .set_count = count, .mass_kg = NAN, .ache_s = NAN, .began = told};
    const lumbar_course *c = lumbar_course_of(arena, &settings, lumbar_knowledge_builtin(arena, &error), &error);
    if (!c) fail_msg("%s", error.text);
    return c;
}

static void where_it_began_is_found_on_the_time_axis(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_journal_set sets[4] = {set_of("leg-raise", 12, NAN, 60, NAN), set_of("plank", NAN, 70, 30, NAN),
                                  set_of("plank", NAN, 70, 30, NAN), set_of("plank", NAN, 70, 30, NAN)};
    sets[0].warm_up = true; /* no work set: it does not count */
    assert_true(began(arena, sets, 4, (lumbar_journal_began){"after-set", 0, 1, NULL})->ache_s == 70);
    assert_true(began(arena, sets, 4, (lumbar_journal_began){"in-set", 0, 2, "plank"})->ache_s == 135);
    assert_true(began(arena, sets, 4, (lumbar_journal_began){"after-set", 0, -1, NULL})->ache_s == 270);
    assert_true(isnan(began(arena, sets, 4, (lumbar_journal_began){"in-set", 0, 4, NULL})->ache_s));
    assert_true(isnan(began(arena, sets, 4, (lumbar_journal_began){"in-set", 0, -1, "crunch"})->ache_s));
    assert_true(has(began(arena, sets, 4, (lumbar_journal_began){"after-set", 0, 3, NULL}), "ache-when-tired"));
    assert_true(has(began(arena, sets, 4, (lumbar_journal_began){"at", 2, 0, NULL}), "ache-while-fresh"));
    const lumbar_course *tired = began(arena, sets, 4, (lumbar_journal_began){"tired", 0, 0, NULL});
    assert_true(has(tired, "ache-when-tired") && isnan(tired->ache_s));
    assert_true(has(began(arena, sets, 4, (lumbar_journal_began){"fresh", 0, 0, NULL}), "ache-while-fresh"));
    lumbar_arena_free(arena);
}

static void a_time_that_hangs_on_an_untold_rest_says_nothing(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_journal_set sets[3];
    for (int i = 0; i < 3; i++) sets[i] = set_of("plank", NAN, 70, 30, NAN);
    const lumbar_journal_began late = {"at", 265, 0, NULL}, early = {"at", 2, 0, NULL};
    assert_true(has(began(arena, sets, 3, late), "ache-when-tired"));
    for (int i = 0; i < 3; i++) sets[i].rest_s = NAN;
    assert_false(has(began(arena, sets, 3, late), "ache-when-tired"));
    assert_true(began(arena, sets, 3, late)->ache_s == 265); /* it is drawn */
    assert_true(has(began(arena, sets, 3, early), "ache-while-fresh"));
    lumbar_arena_free(arena);
}

static void what_burns_clears_faster_in_light_rests(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_journal_set sets[2] = {set_of("plank", NAN, 90, 120, NAN), set_of("plank", NAN, 90, 120, NAN)};
    const lumbar_course *sat = course_of(arena, sets, 2, NULL, NAN);
    sets[0].light_rest = true;
    const lumbar_course *moved = course_of(arena, sets, 2, NULL, NAN);
    const lumbar_curve *before = &sat->curves[3], *after = &moved->curves[3]; /* burn of the abdominals */
    assert_string_equal(before->id, "burn-abdominals");
    assert_true(before->value[90] == after->value[90] && before->value[90] > 1);
    assert_true(after->value[209] < before->value[209]);
    lumbar_arena_free(arena);
}

static void an_ache_is_of_the_workout_behind_which_it_was_told(void **state)
{
    (void)state;
    const lumbar_date day = {2026, 11, 27}, before = {2026, 11, 26};
    const lumbar_journal_workout workouts[] = {
        {.number = 1, .day = before}, {.number = 2, .day = day}, {.number = 4, .day = day}};
    lumbar_journal_soreness aches[] = {
        {.number = 3, .day = day, .strength = 4, .place = "lower-back", .began = {.kind = "tired"}}};
    lumbar_journal_days days = {.workouts = workouts, .workout_count = 3, .soreness = aches, .soreness_count = 1};
    assert_true(lumbar_began_of(&days, &workouts[1]).kind && !lumbar_began_of(&days, &workouts[0]).kind &&
                !lumbar_began_of(&days, &workouts[2]).kind);
    aches[0].number = 9;
    assert_true(lumbar_began_of(&days, &workouts[2]).kind && !lumbar_began_of(&days, &workouts[1]).kind);
    aches[0].number = 1; /* told before both: of the first */
    assert_true(lumbar_began_of(&days, &workouts[1]).kind && !lumbar_began_of(&days, &workouts[2]).kind);
    aches[0].place = "leg";
    assert_false(lumbar_began_of(&days, &workouts[1]).kind);
    aches[0].place = "lower-back", aches[0].strength = 0;
    assert_false(lumbar_began_of(&days, &workouts[1]).kind);
}

static void the_band_is_nothing_while_nobody_rests_and_opens_then(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_journal_set sets[] = {set_of("plank", NAN, 60, 60, NAN)};
    const lumbar_course *c = course_of(arena, sets, 1, NULL, NAN);
    for (size_t i = 0; i < 3; i++) {
        const lumbar_curve *fatigue = &c->curves[i];
        for (size_t p = 0; p <= 60; p++) assert_true(fatigue->band[p] < 1e-3F);
        if (fatigue->value[60] > 1) assert_true(fatigue->band[120] > 0.1F * fatigue->value[120]);
    }
    lumbar_arena_free(arena);
}

/* ---- the workout that is known best -------------------------------------------------------------------- */

typedef struct told {
    lumbar_arena *arena;
    lumbar_answers *answers;
    const lumbar_knowledge *knowledge;
} told;

static told tell(const char *const pairs[][2], size_t count)
{
    told t = {.arena = lumbar_arena_new()};
    lumbar_error error = {0};
    t.knowledge = lumbar_knowledge_builtin(t.arena, &error);
    t.answers = lumbar_answers_new(t.arena, t.knowledge);
    for (size_t i = 0; i < count; i++)
        if (!lumbar_answers_set(t.answers, pairs[i][0], pairs[i][1], &error)) fail_msg("%s", error.text);
    return t;
}

static const lumbar_course *known(const told *t, const lumbar_recording *recording, const lumbar_journal_days *days)
{
    lumbar_error error = {0};
    const lumbar_answer answer = {.recordings = recording, .recording_count = recording != NULL};
    const lumbar_course_told workout = {&answer, t->answers, days, 21};
    const lumbar_course *c = lumbar_course_known(t->arena, &workout, &error);
    if (!c) fail_msg("%s", error.text);
    return c;
}

static void what_was_answered_is_the_workout_where_nothing_better_is_known(void **state)
{
    (void)state;
    const char *const pairs[][2] = {
        {"exercises", "crunch,leg-raise"}, {"exercises-hurt", "leg-raise"}, {"sets", "3"}, {"repetitions", "15"}};
    told t = tell(pairs, 4), nothing = tell(pairs, 3);
    const lumbar_course *c = known(&t, NULL, NULL);
    assert_int_equal(c->from, LUMBAR_FROM_ANSWERS);
    assert_int_equal(c->effort_count, 3);
    assert_string_equal(c->efforts[0].exercise->id, "leg-raise");
    assert_true(c->rest_assumed && c->tempo_assumed && isnan(c->ache_s));
    assert_true(c->efforts[1].start_s == c->efforts[0].end_s + c->rest_s);
    assert_int_equal(known(&nothing, NULL, NULL)->effort_count, 0); /* sets of how much? */
    lumbar_arena_free(nothing.arena);
    lumbar_arena_free(t.arena);
}

static void a_journal_goes_before_answers_and_a_recording_before_both(void **state)
{
    (void)state;
    const char *const pairs[][2] = {{"exercises", "crunch"}, {"sets", "3"}, {"repetitions", "15"}};
    told t = tell(pairs, 3);
    const lumbar_journal_set sets[] = {set_of("plank", NAN, 40, 30, NAN), set_of("plank", NAN, 40, 30, NAN)};
    const lumbar_journal_workout workouts[] = {{.sets = sets, .set_count = 2, .duration_s = NAN, .warm_up_s = NAN},
                                               {.duration_s = NAN, .warm_up_s = NAN}};
    const lumbar_journal_days days = {.workouts = workouts, .workout_count = 2};
    const lumbar_course *c = known(&t, NULL, &days);
    assert_int_equal(c->from, LUMBAR_FROM_HISTORY);
    assert_int_equal(c->effort_count, 2);
    assert_false(c->rest_assumed);
    lumbar_exercise lying = *lumbar_exercise_find(t.knowledge, "crunch");
    lying.judged = false;
    const lumbar_set seen[] = {{.exercise = &lying, .start_s = 0, .end_s = 5, .hold_s = NAN},
                               {.exercise = lumbar_exercise_find(t.knowledge, "sit-up"),
                                .start_s = 5,
                                .end_s = 25,
                                .hold_s = NAN,
                                .rep_count = 7}};
    const lumbar_recording recording = {.duration_s = 30, .sets = seen, .set_count = 2};
    c = known(&t, &recording, &days);
    assert_int_equal(c->from, LUMBAR_FROM_RECORDING);
    assert_ptr_equal(c->recording, &recording);
    assert_int_equal(c->effort_count, 1);
    assert_true(c->efforts[0].start_s == 5 && c->efforts[0].end_s == 25 && c->ache_s == 21);
    lumbar_arena_free(t.arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(where_it_began_is_found_on_the_time_axis),
    cmocka_unit_test(a_time_that_hangs_on_an_untold_rest_says_nothing),
    cmocka_unit_test(what_burns_clears_faster_in_light_rests),
    cmocka_unit_test(an_ache_is_of_the_workout_behind_which_it_was_told),
    cmocka_unit_test(the_band_is_nothing_while_nobody_rests_and_opens_then),
    cmocka_unit_test(what_was_answered_is_the_workout_where_nothing_better_is_known),
    cmocka_unit_test(a_journal_goes_before_answers_and_a_recording_before_both),
    cmocka_unit_test(curves_are_shares_and_fall_after_the_last_set),
    cmocka_unit_test(a_set_beyond_the_own_record_is_told_and_one_within_is_not),
    cmocka_unit_test(sets_that_would_hold_with_longer_rests_came_too_close),
    cmocka_unit_test(the_ache_is_set_against_the_course),
};
CHECK_MAIN(tests)
