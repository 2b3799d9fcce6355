/* validate cases and triage: the marks hold, and they fall when a key, a rule or an answer is other than it
 * should be. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "base/base.h"
#include "folder.h"
#include "validate/cases.h"
#include "validate/scored.h"
#include "validate/triage.h"

static const lumbar_knowledge *builtin(lumbar_arena *arena)
{
    lumbar_error error = {0};
    const lumbar_knowledge *k = lumbar_knowledge_load(arena, NULL, &error);
    if (!k) fail_msg("%s", error.text);
    return k;
}

/* The interval against the published worked example (Wilson 1927, as in Newcombe 1998: 81 of 263, 0 of 20, 29
 * of 29). */
static void wilson_interval(void **state)
{
    (void)state;
    lumbar_share s = lumbar_share_of(81, 263);
    assert_float_equal(s.low, 0.2553, 0.0001);
    assert_float_equal(s.high, 0.3662, 0.0001);
    s = lumbar_share_of(0, 20);
    assert_float_equal(s.low, 0, 1e-6);
    assert_float_equal(s.high, 0.1611, 0.0001);
    s = lumbar_share_of(29, 29);
    assert_float_equal(s.low, 0.8830, 0.0001);
    assert_float_equal(s.high, 1, 1e-6);
    assert_true(isnan(lumbar_share_of(0, 0).low));
}

static void people_meet_the_mark(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    lumbar_text json = {0}, words = {0};
    lumbar_scored s;
    lumbar_verdict verdict = {.json = &json, .words = &words};
    const lumbar_validation validation = {.knowledge = builtin(arena)};
    assert_true(lumbar_validate_cases(arena, &validation, &verdict, &error));
    assert_true(verdict.pass);
    assert_true(lumbar_score(arena, builtin(arena), "person", &s, &error));
    assert_int_equal(s.count, 14);
    assert_true(s.accepted >= 12);
    assert_int_equal(s.self_care_kept, s.self_care);
    assert_true(s.level_over < s.clinician_over);
    assert_non_null(strstr(json.data, "\"schema\": \"lumbar.validate/1\""));
    assert_non_null(strstr(json.data, "\"top_accepted\": "));
    assert_non_null(strstr(words.data, "C12"));
    lumbar_text_free(&json);
    lumbar_text_free(&words);
    lumbar_arena_free(arena);
}

/* "intensity" stands in ten of the fourteen keys: no other single guess does as well. */
static void best_constant_guess(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    lumbar_scored s;
    assert_true(lumbar_score(arena, builtin(arena), "person", &s, &error));
    assert_string_equal(s.constant.id, "intensity");
    assert_int_equal(s.constant.hits, 10);
    lumbar_arena_free(arena);
}

static void another_key_lowers_the_score(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    lumbar_scored before, after;
    assert_true(lumbar_score(arena, builtin(arena), "person", &before, &error));
    const lumbar_knowledge *k =
        changed_tables(arena, "cases.txt", "  exercises-hurt = leg-raise\n  back-shape = arches\naccepted: posture\n",
                       "  exercises-hurt = leg-raise\n  back-shape = arches\naccepted: disc\n");
    assert_true(lumbar_score(arena, k, "person", &after, &error));
    assert_int_equal(after.accepted, before.accepted - 1);
    lumbar_arena_free(arena);
}

static void vignettes_meet_the_mark(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    lumbar_text json = {0};
    lumbar_verdict verdict = {.json = &json};
    const lumbar_validation validation = {.knowledge = builtin(arena)};
    assert_true(lumbar_validate_triage(arena, &validation, &verdict, &error));
    assert_true(verdict.pass);
    assert_non_null(strstr(json.data, "\"emergencies\": 1"));
    assert_non_null(strstr(json.data, "\"always_clinician\""));
    lumbar_text_free(&json);
    lumbar_arena_free(arena);
}

/* Take the emergency's answers away, and the mark must fall. */
static void a_missed_emergency_fails(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    lumbar_verdict verdict = {0};
    const lumbar_knowledge *k =
        changed_tables(arena, "cases.txt", "  major-fall = yes\n  saddle-numbness = yes\n  bladder-change = yes\n", "");
    const lumbar_validation validation = {.knowledge = k};
    assert_true(lumbar_validate_triage(arena, &validation, &verdict, &error));
    assert_false(verdict.pass);
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(wilson_interval),         cmocka_unit_test(people_meet_the_mark),
    cmocka_unit_test(best_constant_guess),     cmocka_unit_test(another_key_lowers_the_score),
    cmocka_unit_test(vignettes_meet_the_mark), cmocka_unit_test(a_missed_emergency_fails),
};
CHECK_MAIN(tests)
