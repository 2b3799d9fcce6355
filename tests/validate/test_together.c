/* validate together: the simulated people err as often as is said, and each witness says the same whoever else is
 * heard. */
#include <math.h>
#include <string.h>
#include "../check.h"
#include "base/base.h"
#include "reason/reason.h"
#include "validate/sufferers.h"
#include "validate/together.h"

enum { FEW = 3, MANY = 1000, COLUMNS = 3 };

static void what_is_printed_is_whole(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    lumbar_text json = {0}, words = {0}, again = {0};
    lumbar_verdict verdict = {.json = &json, .words = &words}, second = {.json = &again};
    const lumbar_validation validation = {.knowledge = lumbar_knowledge_builtin(arena, &error), .random = FEW};
    if (!lumbar_validate_together(arena, &validation, &verdict, &error)) fail_msg("%s", error.text);
    if (!lumbar_validate_together(arena, &validation, &second, &error)) fail_msg("%s", error.text);
    assert_string_equal(json.data, again.data);
    static const char *const ids[] = {"words", "recording", "journal-2", "journal-8", "all-2", "all-8"};
    for (size_t i = 0; i < LUMBAR_COUNT(ids); i++)
        assert_non_null(strstr(json.data, lumbar_format(arena, "\"id\": \"%s\"", ids[i])));
    assert_non_null(strstr(json.data, "\"people\": 12"));
    assert_non_null(strstr(words.data, "all, 8 weeks"));
    lumbar_text_free(&json);
    lumbar_text_free(&again);
    lumbar_text_free(&words);
    lumbar_arena_free(arena);
}

/* Of those whose cause is a fault, and of all others: how often a finding is told and how often denied. */
static void a_recording_errs_as_often_as_is_said(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    double told = 0, denied = 0, others = 0;
    for (uint64_t seed = 1; seed <= MANY; seed++) {
        const lumbar_recording *of_form = lumbar_sufferer_seen(arena, (lumbar_sufferer){LUMBAR_SUFFERER_FORM, seed});
        const lumbar_recording *of_none = lumbar_sufferer_seen(arena, (lumbar_sufferer){LUMBAR_SUFFERER_NONE, seed});
        assert_int_equal(of_form->finding_count, COLUMNS);
        assert_string_equal(of_form->findings[0].id, "back-leaves-floor");
        told += of_form->findings[0].state == LUMBAR_PRESENT;
        denied += of_form->findings[0].state == LUMBAR_ABSENT;
        others += of_none->findings[0].state == LUMBAR_PRESENT;
    }
    /* four standard errors of a share of a thousand are .063 at most */
    assert_true(fabs(told / MANY - 0.48) < 0.064 && fabs(denied / MANY - 0.10) < 0.04);
    assert_true(fabs(others / MANY - (0.4 * 0.48 + 0.6 * 0.11)) < 0.056);
    lumbar_arena_free(arena);
}

static void words_tell_what_is_typical_as_often_as_is_said(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_knowledge *k = lumbar_knowledge_builtin(arena, &error);
    double typical = 0, unsure = 0;
    for (uint64_t seed = 1; seed <= MANY; seed++) {
        lumbar_arena *passing = lumbar_arena_new();
        const lumbar_sufferer who = {LUMBAR_SUFFERER_FORM, seed};
        const lumbar_answers *told = lumbar_sufferer_words(passing, k, who, true, &error);
        const lumbar_answers *untold = lumbar_sufferer_words(passing, k, who, false, &error);
        if (!told || !untold) fail_msg("%s", error.text);
        const char *phase = lumbar_answers_get(told, "ache-phase");
        typical += !strcmp(phase, "legs-down");
        unsure += !strcmp(phase, "not-sure");
        assert_int_equal(lumbar_triage_level(k, told->values), LUMBAR_SELF_CARE);
        const char *silent = lumbar_answers_get(untold, "ache-phase");
        assert_true(!silent || !strcmp(silent, "not-sure"));
        lumbar_arena_free(passing);
    }
    double expected = 0.9 * (0.6 * 0.8 + (1 - 0.6 * 0.8) / 5);
    assert_true(fabs(typical / MANY - expected) < 0.064 && fabs(unsure / MANY - 0.1) < 0.04);
    lumbar_arena_free(arena);
}

/* When the ache began stands in the journal about as often, and as rightly, as is said. */
static void a_journal_tells_when_it_began_and_errs(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    double evenings = 0, told = 0, fresh = 0;
    for (uint64_t seed = 1; seed <= 100; seed++) {
        const lumbar_journal_days *days = lumbar_sufferer_log(arena, (lumbar_sufferer){LUMBAR_SUFFERER_FORM, seed});
        assert_non_null(days);
        for (size_t i = 0; i < days->soreness_count; i++) {
            const lumbar_journal_soreness *one = &days->soreness[i];
            evenings += one->strength > 0 && one->when && !strcmp(one->when, "evening");
            told += one->began.kind != NULL;
            fresh += one->began.kind && !strcmp(one->began.kind, "fresh");
        }
    }
    assert_true(told > 200 && told / evenings > 0.4 && told / evenings < 0.6);
    assert_true(fresh / told > 0.7 && fresh / told < 0.9);
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_printed_is_whole),
                                          cmocka_unit_test(a_recording_errs_as_often_as_is_said),
                                          cmocka_unit_test(words_tell_what_is_typical_as_often_as_is_said),
                                          cmocka_unit_test(a_journal_tells_when_it_began_and_errs)};
CHECK_MAIN(tests)
