/* The whole answer, over every case of the tables and over random people: words, advice, outcome, sources. */
#include <math.h>
#include <string.h>
#include "../check.h"
#include "tables.h"

/* ---- what holds for every answer ----------------------------------------------------------------------- */

static bool starts_with(const char *text, const char *start) { return !strncmp(text, start, strlen(start)); }

static void check_words(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_answer *a, const char *who)
{
    const lumbar_summary *s = &a->summary;
    size_t words = lumbar_count_words(s->see) + lumbar_count_words(s->cause) + lumbar_count_words(s->change) +
                   lumbar_count_words(s->wrong_if);
    if (words > 60) fail_msg("%s: %zu words: %s / %s / %s / %s", who, words, s->see, s->cause, s->change, s->wrong_if);
    assert_true(*s->see && *s->cause && *s->change && *s->wrong_if && *a->headline);
    assert_int_equal(a->provisional, a->triage.open_count > 0);
    const char *level = lumbar_row_text(arena, k->levels[a->triage.level], "summary");
    if (a->triage.level >= LUMBAR_SAME_DAY) {
        assert_true(starts_with(a->headline, level));
        assert_true(starts_with(s->see, level));
    } else if (a->provisional) {
        assert_non_null(strstr(a->headline, k->phrases[LUMBAR_PHRASE_PROVISIONAL]));
        if (a->triage.level == LUMBAR_SELF_CARE) assert_null(strstr(s->see, level)); /* self-care needs the screening */
    }
}

static const lumbar_advice_row *advice_row(const lumbar_knowledge *k, const char *id)
{
    for (size_t i = 0; i < k->advice_count; i++)
        if (!strcmp(k->advice[i].row->id, id)) return &k->advice[i];
    fail_msg("no advice '%s'", id);
    return NULL;
}

/* Nothing unsafe is advised: not_if is evaluated here from the answers alone, with "not sure" taken as
 * yes. */
static void check_advice(const lumbar_knowledge *k, const lumbar_answers *answers, const lumbar_answer *a,
                         const char *who)
{
    size_t other_than_care = 0;
    assert_true(a->advice_count <= 5);
    for (size_t i = 0; i < a->advice_count; i++) {
        const lumbar_advice *one = &a->advice[i];
        const lumbar_advice_row *row = advice_row(k, one->id);
        bool tells_what_to_do =
            strcmp(one->kind, "stop-rule") && strcmp(one->kind, "care") && strcmp(one->kind, "recheck");
        lumbar_scope plain = {.knowledge = k, .values = answers->values}, unsure = plain;
        unsure.wish = LUMBAR_WISH_UNSURE;
        if (row->not_if && (lumbar_condition_value(row->not_if, &plain) == LUMBAR_PRESENT ||
                            (tells_what_to_do && lumbar_condition_value(row->not_if, &unsure) == LUMBAR_PRESENT)))
            fail_msg("%s: unsafe advice '%s'", who, one->id);
        if (row->when) assert_int_equal(lumbar_condition_value(row->when, &plain), LUMBAR_PRESENT);
        assert_true(one->text && *one->text && one->source);
        bool waits = !strcmp(one->kind, "dose") || !strcmp(one->kind, "swap") || !strcmp(one->kind, "recheck") ||
                     !strcmp(one->kind, "stop-rule");
        if (waits && a->triage.level >= LUMBAR_CLINICIAN) fail_msg("%s: '%s' before being seen", who, one->id);
        other_than_care += strcmp(one->kind, "care") != 0;
        for (size_t j = 0; j < i; j++) assert_string_not_equal(a->advice[j].id, one->id);
        if (a->triage.level == LUMBAR_CLINICIAN && i && !strcmp(one->kind, "care"))
            assert_string_equal(a->advice[i - 1].kind, "care");
    }
    if (a->triage.level >= LUMBAR_SAME_DAY) assert_int_equal(other_than_care, 0);
    if (!a->plan.training || !*a->plan.next_workout) fail_msg("%s: no rule for training", who);
}

static void check_causes(const lumbar_knowledge *k, const lumbar_answer *a)
{
    for (size_t c = 0; c < a->cause_count; c++) {
        const lumbar_cause *cause = &a->causes[c];
        const char *band = cause->probability >= k->limits[LUMBAR_LIMIT_BAND_LIKELY]     ? "likely"
                           : cause->probability >= k->limits[LUMBAR_LIMIT_BAND_POSSIBLE] ? "possible"
                                                                                         : "unlikely";
        assert_string_equal(cause->band, band);
        for (size_t l = 0; l < cause->leaf_count; l++) {
            const lumbar_leaf *leaf = &cause->leaves[l];
            double score = k->leaves[lumbar_leaf_index(k, leaf->id, strlen(leaf->id))].prior_db;
            for (size_t i = 0; i < leaf->favour_count; i++) {
                score += leaf->in_favour[i].weight_db;
                assert_true(leaf->in_favour[i].weight_db > 0);
                assert_true(!i || leaf->in_favour[i].weight_db <= leaf->in_favour[i - 1].weight_db);
            }
            for (size_t i = 0; i < leaf->against_count; i++) score += leaf->against[i].weight_db;
            assert_true(fabs(score - leaf->score_db) < 1e-9); /* what is shown adds up to the score */
            if (l) assert_true(leaf->probability <= leaf[-1].probability);
        }
    }
    size_t second = 0;
    for (size_t c = 1; c < a->cause_count; c++)
        second += a->causes[c].probability >= k->limits[LUMBAR_LIMIT_ALSO_SHARE] * a->causes[0].probability;
    assert_int_equal(a->contributing_count, a->outcome == LUMBAR_RANKED ? second : 0);
}

static void check_sources(const lumbar_answer *a)
{
    for (size_t i = 0; i < a->source_count; i++) assert_true(a->sources[i].citation && *a->sources[i].citation);
    for (size_t i = 0; i < a->advice_count; i++) {
        bool listed = false;
        for (size_t s = 0; s < a->source_count; s++) listed |= !strcmp(a->sources[s].id, a->advice[i].source);
        assert_true(listed);
    }
}

static void check_answer(lumbar_arena *arena, const lumbar_answers *answers, const lumbar_answer *a, const char *who)
{
    const lumbar_knowledge *k = answers->knowledge;
    check_words(arena, k, a, who);
    check_advice(k, answers, a, who);
    check_causes(k, a);
    check_sources(a);
}

static void test_every_case(void **state)
{
    (void)state;
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(tables);
    assert_true(lumbar_case_count(k) >= 23);
    for (size_t i = 0; i < lumbar_case_count(k); i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_error error = {0};
        const lumbar_case *one = lumbar_case_run(arena, k, i, &error);
        if (!one) fail_msg("%s", error.text);
        lumbar_answers *answers = lumbar_answers_new(arena, k);
        for (size_t j = 0; j < k->cases[i].answer_count; j++)
            test_set(answers, k->cases[i].answers[2 * j], k->cases[i].answers[2 * j + 1]);
        if (!one->level_safe) fail_msg("case %s: below its lowest safe level", one->id);
        check_words(arena, k, one->answer, one->id);
        if (!one->answer->recording_count) check_answer(arena, answers, one->answer, one->id);
        lumbar_arena_free(arena);
    }
    lumbar_arena_free(tables);
}

static void test_random_people(void **state)
{
    (void)state;
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(tables);
    test_random random = {41};
    for (int round = 0; round < 250; round++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_answers *answers = lumbar_answers_new(arena, k);
        test_fill(answers, arena, &random, test_unit(&random));
        if (round % 2) /* half of them without a safety sign, or all would be emergencies */
            for (size_t q = 0; q < k->question_count; q++)
                if (k->questions[q].shown.screen && k->questions[q].shown.kind == LUMBAR_YES_NO_UNSURE)
                    test_set(answers, k->questions[q].shown.id, "no");
        check_answer(arena, answers, test_why(arena, answers), lumbar_format(arena, "person %d", round));
        lumbar_arena_free(arena);
    }
    lumbar_arena_free(tables);
}

/* ---- by hand, on the small tables ---------------------------------------------------------------------- */

static lumbar_answers *small_person(lumbar_arena *arena)
{
    lumbar_answers *answers = lumbar_answers_new(arena, test_small(arena));
    test_set(answers, "numb", "no");
    test_set(answers, "weak", "no");
    test_set(answers, "signs", "none");
    test_set(answers, "age-years", "30");
    test_set(answers, "sex", "male");
    return answers;
}

static void test_outcomes(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = small_person(arena);
    const lumbar_answer *a = test_why(arena, answers);
    assert_int_equal(a->outcome, LUMBAR_NOT_ENOUGH); /* safety answers name no cause */
    for (size_t i = 0; i < a->advice_count; i++)
        assert_string_equal(a->advice[i].causes[0], "any"); /* nor its advice */
    assert_false(a->provisional);
    assert_non_null(a->next.question);
    test_set(answers, "onset", "next-day");
    test_set(answers, "new-plan", "yes");
    a = test_why(arena, answers);
    assert_int_equal(a->outcome, LUMBAR_RANKED);
    assert_string_equal(a->causes[0].id, "intensity");
    assert_string_equal(a->causes[0].leaves[0].id, "intensity.sore");
    assert_string_equal(a->causes[0].text, "More than the body is used to. Lactate is gone within the hour.");
    assert_non_null(strstr(a->headline, "sore muscles"));
    assert_string_equal(a->summary.see, "You can start by yourself.");
    assert_string_equal(a->summary.change, "Do half.");
    assert_string_equal(a->advice[0].id, "a-rest");
    test_set(answers, "ache", "no");
    a = test_why(arena, answers);
    assert_int_equal(a->outcome, LUMBAR_NOTHING_TO_EXPLAIN);
    assert_null(strstr(a->headline, "sore muscles"));
    assert_int_equal(a->contributing_count, 0);
    lumbar_arena_free(arena);
}

static void test_advice_by_hand(void **state)
{
    (void)state;
    static const struct {
        const char *question, *value;
        const char *ids[6];
    } rows[] = {
        {"onset",
         "during",
         {"a-hips", "a-flat", "a-heat", "a-warm", "a-stop"}},                   /* the stop rule takes the last place */
        {"signs", "fever", {"a-hips", "a-flat", "a-warm", "a-less", "a-stop"}}, /* heat is blocked */
        {"signs", "not-sure", {"a-hips", "a-flat", "a-warm", "a-less", "a-stop"}}, /* and by a "not sure" */
        {"age-years", "16", {"a-care", "a-hips", "a-flat", "a-heat", "a-warm"}},   /* seen first, no step of his own */
        {"weak", "yes", {"a-urgent"}},
        {"numb", "yes", {"a-urgent"}},
    };
    for (size_t i = 0; i < LUMBAR_COUNT(rows); i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_answers *answers = small_person(arena);
        test_set(answers, "onset", "during");
        test_set(answers, "where", "hip");
        test_set(answers, rows[i].question, rows[i].value);
        const lumbar_answer *a = test_why(arena, answers);
        size_t expected = 0;
        while (rows[i].ids[expected]) expected++;
        for (size_t j = 0; j < a->advice_count && j < expected; j++)
            if (strcmp(a->advice[j].id, rows[i].ids[j]))
                fail_msg("%s %s: advice %zu is %s", rows[i].question, rows[i].value, j, a->advice[j].id);
        assert_int_equal(a->advice_count, expected);
        lumbar_arena_free(arena);
    }
}

static void test_urgent_words(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = small_person(arena);
    test_set(answers, "onset", "during");
    test_set(answers, "weak", "yes");
    const lumbar_answer *a = test_why(arena, answers);
    assert_string_equal(a->headline, "See a doctor today."); /* and no harmless cause beside it */
    test_set(answers, "numb", "yes");
    a = test_why(arena, answers);
    assert_string_equal(a->headline, "Get help now.");
    assert_string_equal(a->summary.see, "Get help now.");
    lumbar_arena_free(arena);
}

/* A group of what has nothing in common is not named where its leaves can be. */
static void test_two_leaves(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(arena);
    lumbar_answers *answers = lumbar_answers_new(arena, k);
    test_set(answers, "ache-where", "pelvis-joint");
    test_set(answers, "pain-kind", "sharp");
    test_set(answers, "pain-severity", "5");
    test_set(answers, "age-years", "30");
    test_set(answers, "sex", "female");
    test_set(answers, "frequent-ache", "yes");
    test_set(answers, "long-or-worse", "yes");
    test_set(answers, "how-often", "half");
    lumbar_values_clear(k, answers->values);
    const lumbar_answer *a = test_why(arena, answers);
    const lumbar_cause *first = &a->causes[0];
    assert_string_equal(first->id, "other");
    assert_true(first->leaves[0].probability < 0.5 * first->probability);
    assert_true(first->leaves[0].probability < 2 * first->leaves[1].probability);
    assert_null(strstr(a->headline, first->name));
    assert_non_null(strstr(a->headline, first->leaves[0].name));
    assert_non_null(strstr(a->headline, first->leaves[1].name));
    lumbar_arena_free(arena);
}

/* Signed rows only: `reviewed` is true when every row in use has a name under it. */
static void test_reviewed(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    assert_false(test_why(arena, small_person(arena))->reviewed);
    static const char *const names[] = {"findings", "causes", "priors", "weights", "red-flags", "levels", "advice"};
    lumbar_table_text texts[2 * LUMBAR_TABLE_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < LUMBAR_TABLE_COUNT; i++) {
        const lumbar_table *table = lumbar_table_at(test_small(arena), i);
        lumbar_text text = {0};
        bool signing = false;
        for (size_t n = 0; n < LUMBAR_COUNT(names); n++) signing |= !strcmp(names[n], table->name);
        const char *whole = test_small_text(arena, table->name);
        for (const char *at = whole; *at;) {
            size_t n = strcspn(at, "\n") + 1;
            lumbar_text_add_bytes(&text, at, n - (at[n - 1] == 0));
            if (signing && starts_with(at, "id: ")) lumbar_text_add(&text, "reviewed_by: Dr. Test\n");
            at += n - (at[n - 1] == 0);
        }
        texts[count++] =
            (lumbar_table_text){table->name, lumbar_copy(arena, text.data ? text.data : "", text.size), text.size};
        lumbar_text_free(&text);
    }
    lumbar_error error = {0};
    const lumbar_knowledge *k = lumbar_knowledge_parse(arena, texts, count, &error);
    if (!k) fail_msg("%s", error.text);
    lumbar_answers *answers = lumbar_answers_new(arena, k);
    test_set(answers, "onset", "during");
    assert_true(test_why(arena, answers)->reviewed);
    lumbar_arena_free(arena);
}

/* A case's key: causes, leaves, "none", "undecidable"; levels below, inside and above the safe ones. */
static void test_case_keys(void **state)
{
    (void)state;
    static const struct {
        const char *key; /* of the case `cover`, whose first cause is disc at 0.39, at self-care */
        bool met, safe, over;
    } rows[] = {
        {"accepted: disc", true, true, false},        {"accepted: posture, disc.root", true, true, false},
        {"accepted: posture", false, true, false},    {"accepted: none", false, true, false},
        {"accepted: undecidable", true, true, false}, /* its first cause is under one half */
        {"lowest: clinician", true, false, false},    /* no cause asked for: met */
        {"highest: self-care", true, true, false},
    };
    for (size_t i = 0; i < LUMBAR_COUNT(rows); i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_error error = {0};
        const char *text =
            lumbar_format(arena,
                          "id: c\nkind: person\nanswers:\n  onset = always\n  where = leg, hip\n"
                          "  warm-up = none\n  pain = 8\n%s\nsource: own\n\nid: sick\nkind: person\nanswers:\n"
                          "  weak = yes\n  ache = no\nhighest: clinician\naccepted: none\nsource: own\n\n"
                          "id: sore\nkind: person\nanswers:\n  onset = next-day\n  new-plan = yes\n"
                          "accepted: undecidable\nsource: own\n",
                          rows[i].key);
        const lumbar_knowledge *k = test_small_with(arena, "cases", text, &error);
        if (!k) fail_msg("%s", error.text);
        const lumbar_case *one = lumbar_case_run(arena, k, 0, &error), *sick = lumbar_case_run(arena, k, 1, &error);
        assert_non_null(one);
        if (one->accepted_met != rows[i].met || one->level_safe != rows[i].safe || one->level_over != rows[i].over)
            fail_msg("%s: met %d, safe %d, over %d", rows[i].key, one->accepted_met, one->level_safe, one->level_over);
        assert_true(sick->accepted_met && sick->level_over && sick->level_safe);
        assert_false(lumbar_case_run(arena, k, 2, &error)->accepted_met); /* sure of itself: not undecidable */
        assert_null(lumbar_case_run(arena, k, 3, &error));
        lumbar_arena_free(arena);
    }
}

/* The day of the recheck is reckoned from the day that the caller tells; no day, no date. */
static void test_day(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    lumbar_answers *answers = lumbar_answers_new(arena, test_small(arena));
    const lumbar_why_settings told = {.today = {2026, 12, 28}}, wrong = {.today = {2026, 2, 30}};
    const lumbar_answer *a = lumbar_why(arena, answers, &told, &error), *b = lumbar_why(arena, answers, NULL, &error),
                        *c = lumbar_why(arena, answers, &wrong, &error);
    assert_true(a && b && c);
    assert_int_equal(a->triage.recheck_days, 7);
    assert_true(a->today.year == 2026 && a->today.month == 12 && a->today.day == 28);
    assert_true(a->triage.recheck_on.year == 2027 && a->triage.recheck_on.month == 1 && a->triage.recheck_on.day == 4);
    assert_true(!b->today.year && !b->triage.recheck_on.year && !c->today.year && !c->triage.recheck_on.year);
    assert_int_equal(b->triage.recheck_days, 7);
    lumbar_arena_free(arena);
}

/* A reason is told beside the causes that it speaks of, and no other: the usual age of a disc is none for a muscle. */
static void test_reasons_belong_to_pairs(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = lumbar_answers_new(arena, test_builtin(arena));
    test_set(answers, "age-years", "40");
    test_set(answers, "ache-present", "ache");
    const lumbar_answer *a = test_why(arena, answers);
    size_t told = 0, silent = 0;
    for (size_t c = 0; c < a->cause_count; c++)
        for (size_t l = 0; l < a->causes[c].leaf_count; l++)
            for (size_t i = 0; i < a->causes[c].leaves[l].favour_count; i++) {
                const lumbar_contribution *one = &a->causes[c].leaves[l].in_favour[i];
                if (strcmp(one->finding, "prime-disc-age")) continue;
                bool disc = !strcmp(a->causes[c].id, "disc");
                assert_true(disc == (one->why != NULL));
                told += disc, silent += !disc;
            }
    assert_true(told && silent);
    lumbar_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reasons_belong_to_pairs),
        cmocka_unit_test(test_every_case),
        cmocka_unit_test(test_random_people),
        cmocka_unit_test(test_outcomes),
        cmocka_unit_test(test_advice_by_hand),
        cmocka_unit_test(test_urgent_words),
        cmocka_unit_test(test_two_leaves),
        cmocka_unit_test(test_reviewed),
        cmocka_unit_test(test_case_keys),
        cmocka_unit_test(test_day),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
