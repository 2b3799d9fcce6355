/* A journal as a witness: when the ache began, over the workouts that tell it. */
#include <math.h>
#include <string.h>
#include "../check.h"
#include "days.h"
#include "exposure/exposure.h"

static days D;

/* A workout a day, and an ache that began as `kinds` say; NULL: not told. */
static void train(const char *const *kinds, size_t count)
{
    days_begin(&D, (int)count);
    for (size_t i = 0; i < count; i++) {
        days_train(&D, (int)i, "leg-raise", NULL);
        days_ache(&D, (int)i, 4, NULL);
        D.workouts[i].number = (int64_t)(2 * i + 1);
        D.soreness[i].number = (int64_t)(2 * i + 2);
        D.soreness[i].began.kind = kinds[i];
    }
}

static const lumbar_finding *witness(lumbar_arena *arena, const char *id)
{
    lumbar_error error = {0};
    const lumbar_person person = {.mass_kg = NAN, .height_m = NAN};
    const lumbar_history *h =
        lumbar_history_of(arena, &D.journal, &person, lumbar_knowledge_builtin(arena, &error), &error);
    if (!h) fail_msg("%s", error.text);
    for (size_t i = 0; i < h->finding_count; i++)
        if (!strcmp(h->findings[i].id, id)) return &h->findings[i];
    return NULL;
}

static void what_more_than_half_of_the_workouts_tell_is_said(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const char *const mostly[] = {"tired", "fresh", "tired", NULL};
    train(mostly, 4);
    assert_non_null(witness(arena, "ache-when-tired"));
    assert_null(witness(arena, "ache-while-fresh"));
    const char *const split[] = {"tired", "fresh"};
    train(split, 2);
    assert_null(witness(arena, "ache-when-tired"));
    assert_null(witness(arena, "ache-while-fresh"));
    const char *const untold[] = {NULL, NULL};
    train(untold, 2);
    assert_null(witness(arena, "ache-when-tired"));
    lumbar_arena_free(arena);
}

static void what_was_told_long_ago_does_not_count(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const char *const changed[] = {"tired", "tired", "tired", "tired", "tired", "tired", "fresh", "fresh", "fresh"};
    train(changed, 9); /* of the last five three are fresh */
    assert_null(witness(arena, "ache-when-tired"));
    assert_non_null(witness(arena, "ache-while-fresh"));
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {cmocka_unit_test(what_more_than_half_of_the_workouts_tell_is_said),
                                          cmocka_unit_test(what_was_told_long_ago_does_not_count)};
CHECK_MAIN(tests)
