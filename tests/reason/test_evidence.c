/* Weights of evidence against a second, plain computation from the tables' text, and their properties at
 * random. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "tables.h"

enum { ROUNDS = 60 };

/* ---- the second computation: from the text of the rows; only the findings' states are the engine's ----- */

static lumbar_state state_of(const lumbar_knowledge *k, const lumbar_state *states, const char *id)
{
    for (size_t i = 0; i < k->finding_count; i++)
        if (!strcmp(k->findings[i].id, id)) return states[i];
    fail_msg("no finding '%s'", id);
    return LUMBAR_UNKNOWN;
}

/* `when` is "a", "not a", "a and not b", ...; fills first with the first finding's id. */
static bool plain_true(const lumbar_knowledge *k, const lumbar_state *states, const char *when, char *first)
{
    char copy[256], *save = NULL;
    bool all = true, negated = false;
    snprintf(copy, sizeof copy, "%s", when);
    first[0] = 0;
    for (char *word = strtok_r(copy, " \n", &save); word; word = strtok_r(NULL, " \n", &save)) {
        if (!strcmp(word, "and")) continue;
        if (!strcmp(word, "not")) {
            negated = true;
            continue;
        }
        if (!first[0]) snprintf(first, 128, "%s", word);
        all &= state_of(k, states, word) == (negated ? LUMBAR_ABSENT : LUMBAR_PRESENT);
        negated = false;
    }
    return all;
}

/* The weight a row's text gives a leaf: named, or through its group. */
static double plain_weight(const lumbar_row *row, const lumbar_leaf_row *leaf, const char *group)
{
    char copy[1024], *save = NULL;
    double weight = 0;
    snprintf(copy, sizeof copy, "%s", lumbar_row_get(row, "weights"));
    for (char *item = strtok_r(copy, ",\n", &save); item; item = strtok_r(NULL, ",\n", &save)) {
        char id[128];
        double value;
        assert_int_equal(sscanf(item, " %127s %lf", id, &value), 2);
        if (!strcmp(id, leaf->id)) return value;
        if (!strcmp(id, group)) weight = value;
    }
    return weight;
}

static const char *plain_group(const lumbar_knowledge *k, const lumbar_row *row, const char *first)
{
    const char *group = lumbar_row_get(row, "group");
    if (group && *group) return group;
    const lumbar_row *finding = lumbar_row_find(lumbar_table_find(k, "findings"), first);
    group = lumbar_row_get(finding, "group");
    return group && *group ? group : finding->id;
}

static double plain_prior(const lumbar_knowledge *k, const char *leaf)
{
    const lumbar_table *priors = lumbar_table_find(k, "priors");
    for (size_t i = 0; i < priors->row_count; i++)
        if (!strcmp(lumbar_row_get(&priors->rows[i], "leaf"), leaf))
            return atof(lumbar_row_get(&priors->rows[i], "prior_db"));
    fail_msg("no prior of %s", leaf);
    return 0;
}

static double plain_score(const lumbar_knowledge *k, const lumbar_state *states, size_t leaf)
{
    const lumbar_table *weights = lumbar_table_find(k, "weights");
    struct {
        const char *group;
        double high, low;
    } *groups = calloc(weights->row_count, sizeof *groups);
    size_t count = 0;
    double score = plain_prior(k, k->leaves[leaf].id);
    const char *cause = lumbar_row_get(lumbar_row_find(lumbar_table_find(k, "causes"), k->leaves[leaf].id), "group");
    for (size_t i = 0; i < weights->row_count; i++) {
        char first[128];
        if (!plain_true(k, states, lumbar_row_get(&weights->rows[i], "when"), first)) continue;
        const char *group = plain_group(k, &weights->rows[i], first);
        double weight = plain_weight(&weights->rows[i], &k->leaves[leaf], cause);
        size_t at = 0;
        while (at < count && strcmp(groups[at].group, group)) at++;
        if (at == count) groups[count++].group = group;
        if (weight > groups[at].high) groups[at].high = weight;
        if (weight < groups[at].low) groups[at].low = weight;
    }
    for (size_t i = 0; i < count; i++) score += groups[i].high + groups[i].low;
    free(groups);
    return score;
}

static void compare(const lumbar_knowledge *k, const lumbar_answers *answers, lumbar_arena *arena)
{
    lumbar_posterior p;
    assert_true(lumbar_posterior_of(arena, answers, &(lumbar_why_settings){0}, &p));
    double *scores = LUMBAR_NEW_ARRAY(arena, double, k->leaf_count), sum = 0;
    double *groups = LUMBAR_NEW_ARRAY(arena, double, k->group_count);
    for (size_t i = 0; i < k->leaf_count; i++) {
        scores[i] = plain_score(k, p.witnesses[0].states, i);
        if (fabs(scores[i] - p.scores[i]) >= 1e-9) fail_msg("%s: %g, not %g", k->leaves[i].id, p.scores[i], scores[i]);
        sum += pow(10, scores[i] / 10);
    }
    for (size_t i = 0; i < k->leaf_count; i++) {
        assert_true(fabs(p.probabilities[i] - pow(10, scores[i] / 10) / sum) < 1e-9);
        groups[k->leaves[i].group] += pow(10, scores[i] / 10) / sum;
    }
    for (size_t g = 0; g < k->group_count; g++) assert_true(fabs(groups[g] - p.groups[g]) < 1e-9);
}

/* Calls `test` with random answers over the small and over the built-in tables. */
typedef void property(const lumbar_knowledge *k, lumbar_answers *answers, lumbar_arena *arena, test_random *random);

static void run_property(property *test)
{
    for (int builtin = 0; builtin < 2; builtin++) {
        lumbar_arena *tables = lumbar_arena_new();
        lumbar_error error = {0};
        const lumbar_knowledge *k = builtin ? lumbar_knowledge_builtin(tables, &error) : test_small(tables);
        if (!k) fail_msg("%s", error.text);
        test_random random = {builtin ? 11 : 5};
        for (int round = 0; round < ROUNDS; round++) {
            lumbar_arena *arena = lumbar_arena_new();
            lumbar_answers *answers = lumbar_answers_new(arena, k);
            test_fill(answers, arena, &random, test_unit(&random));
            test(k, answers, arena, &random);
            lumbar_arena_free(arena);
        }
        lumbar_arena_free(tables);
    }
}

static void reference(const lumbar_knowledge *k, lumbar_answers *answers, lumbar_arena *arena, test_random *random)
{
    (void)random;
    compare(k, answers, arena);
}

static void test_reference(void **state)
{
    (void)state;
    run_property(reference);
}

/* ---- order, sums --------------------------------------------------------------------------------------- */

static void order(const lumbar_knowledge *k, lumbar_answers *answers, lumbar_arena *arena, test_random *random)
{
    lumbar_answers *other = lumbar_answers_new(arena, k);
    lumbar_error error;
    size_t start = test_below(random, k->question_count);
    for (size_t i = k->question_count; i-- > 0;) { /* backwards from anywhere, some of them changed on the way */
        size_t q = (start + i) % k->question_count;
        const char *id = k->questions[q].shown.id, *value = lumbar_answers_get(answers, id);
        if (test_below(random, 3) == 0)
            lumbar_answers_set(other, id, test_answer(arena, random, &k->questions[q].shown), &error);
        lumbar_answers_clear(other, id);
        if (value) assert_true(lumbar_answers_set(other, id, value, &error));
    }
    const lumbar_answer *a = lumbar_why(arena, answers, NULL, &error), *b = lumbar_why(arena, other, NULL, &error);
    assert_non_null(a);
    assert_non_null(b);
    assert_string_equal(a->headline, b->headline);
    assert_int_equal(a->triage.level, b->triage.level);
    assert_int_equal(a->triage.if_clear, b->triage.if_clear);
    assert_string_equal(a->triage.text, b->triage.text);
    assert_int_equal(a->advice_count, b->advice_count);
    double sum = 0;
    assert_int_equal(a->cause_count, k->group_count);
    assert_int_equal(b->cause_count, k->group_count);
    for (size_t i = 0; i < a->cause_count; i++) {
        double leaves = 0;
        assert_string_equal(a->causes[i].id, b->causes[i].id);
        assert_true(a->causes[i].probability == b->causes[i].probability);
        if (i) assert_true(a->causes[i].probability <= a->causes[i - 1].probability);
        for (size_t l = 0; l < a->causes[i].leaf_count; l++) leaves += a->causes[i].leaves[l].probability;
        assert_true(fabs(leaves - a->causes[i].probability) < 1e-12);
        sum += a->causes[i].probability;
    }
    assert_true(fabs(sum - 1) < 1e-12);
}

static void test_order(void **state)
{
    (void)state;
    run_property(order);
}

/* ---- the algebra: taking a group away never helps what it spoke for ------------------------------------ */

static void probabilities_of(const lumbar_knowledge *k, const double *factors, lumbar_arena *arena, double *p,
                             double *scores)
{
    double *room = LUMBAR_NEW_ARRAY(arena, double, 2 * k->leaf_count);
    for (size_t i = 0; i < k->leaf_count; i++) scores[i] = k->leaves[i].prior_db;
    lumbar_scores_add(k, factors, scores, room, room + k->leaf_count);
    lumbar_softmax(scores, k->leaf_count, p);
}

static void algebra(const lumbar_knowledge *k, lumbar_answers *answers, lumbar_arena *arena, test_random *random)
{
    (void)random;
    lumbar_posterior with;
    assert_true(lumbar_posterior_of(arena, answers, &(lumbar_why_settings){0}, &with));
    double *factors = LUMBAR_NEW_ARRAY(arena, double, k->weight_count);
    double *p = LUMBAR_NEW_ARRAY(arena, double, k->leaf_count),
           *scores = LUMBAR_NEW_ARRAY(arena, double, k->leaf_count);
    for (size_t start = 0; start < k->weight_count; start = lumbar_group_end(k, start)) {
        memcpy(factors, with.witnesses[0].factors, k->weight_count * sizeof *factors);
        for (size_t i = start; i < lumbar_group_end(k, start); i++) factors[i] = 0;
        probabilities_of(k, factors, arena, p, scores);
        for (size_t a = 0; a < k->leaf_count; a++)
            for (size_t b = 0; b < k->leaf_count; b++) {
                size_t up_a = lumbar_strongest_row(k, with.witnesses[0].factors, start, a, 1),
                       up_b = lumbar_strongest_row(k, with.witnesses[0].factors, start, b, 1);
                size_t no_a = lumbar_strongest_row(k, with.witnesses[0].factors, start, a, -1),
                       no_b = lumbar_strongest_row(k, with.witnesses[0].factors, start, b, -1);
                double for_a = (up_a == LUMBAR_NO_INDEX ? 0 : k->weights[up_a].db[a]) +
                               (no_a == LUMBAR_NO_INDEX ? 0 : k->weights[no_a].db[a]);
                double for_b = (up_b == LUMBAR_NO_INDEX ? 0 : k->weights[up_b].db[b]) +
                               (no_b == LUMBAR_NO_INDEX ? 0 : k->weights[no_b].db[b]);
                if (for_a <= for_b) continue;
                double odds = with.probabilities[a] / with.probabilities[b];
                assert_true(p[a] / p[b] <= odds * (1 + 1e-9));
            }
    }
}

static void test_algebra(void **state)
{
    (void)state;
    run_property(algebra);
}

/* ---- recordings ---------------------------------------------------------------------------------------- */

static void recordings(const lumbar_knowledge *k, lumbar_answers *answers, lumbar_arena *arena, test_random *random)
{
    const lumbar_recording *seen = test_recording(arena, k, random);
    lumbar_error error;
    lumbar_posterior plain, filmed;
    assert_true(lumbar_posterior_of(arena, answers, &(lumbar_why_settings){0}, &plain));
    assert_true(
        lumbar_posterior_of(arena, answers, &(lumbar_why_settings){.recordings = seen, .recording_count = 1}, &filmed));
    double sum = 0, cap = k->limits[LUMBAR_LIMIT_RECORDING_CAP];
    for (size_t i = 0; i < k->leaf_count; i++) {
        sum += filmed.probabilities[i];
        bool movable = k->groups[k->leaves[i].group].moved_by[LUMBAR_FROM_RECORDING];
        if (!movable) assert_true(filmed.probabilities[i] == plain.probabilities[i]); /* to the last bit */
        if (fabs(filmed.scores[i] - plain.scores[i]) > (movable ? cap + 1e-9 : 0))
            fail_msg("%s moved from %g to %g", k->leaves[i].id, plain.scores[i], filmed.scores[i]);
    }
    assert_true(fabs(sum - 1) < 1e-12);
    const lumbar_answer *a = lumbar_why(arena, answers, NULL, &error),
                        *b = lumbar_why(arena, answers,
                                        &(lumbar_why_settings){.recordings = seen, .recording_count = 1}, &error);
    assert_int_equal(a->triage.level, b->triage.level);
    assert_int_equal(a->triage.if_clear, b->triage.if_clear);
    assert_int_equal(a->triage.open_count, b->triage.open_count);
    assert_int_equal(a->triage.because_count, b->triage.because_count);
    assert_string_equal(a->triage.text, b->triage.text);
    assert_string_equal(a->summary.see, b->summary.see);
}

static void test_recordings(void **state)
{
    (void)state;
    run_property(recordings);
}

static lumbar_finding found(const char *id, lumbar_state state, double strength, double confidence)
{
    return (lumbar_finding){.id = id,
                            .from = LUMBAR_FROM_RECORDING,
                            .state = state,
                            .strength = strength,
                            .confidence = confidence,
                            .text = id,
                            .value = NAN,
                            .low = NAN,
                            .high = NAN};
}

static double leaf_score(const lumbar_knowledge *k, const lumbar_posterior *p, const char *leaf)
{
    return p->scores[lumbar_leaf_index(k, leaf, strlen(leaf))];
}

/* By hand on the small tables: weight times strength times confidence, one group once, the larger of two
 * recordings. */
static void test_recorded_weight(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = test_small(arena);
    lumbar_answers *answers = lumbar_answers_new(arena, k);
    lumbar_posterior p;
    lumbar_finding first[] = {found("arch", LUMBAR_PRESENT, 0.5, 0.5), found("deep", LUMBAR_PRESENT, 1, 0.5),
                              found("no-such-finding", LUMBAR_PRESENT, 1, 1), found("leg", LUMBAR_PRESENT, 1, 1)};
    lumbar_finding second[] = {found("arch", LUMBAR_PRESENT, 1, 0.75), found("deep", LUMBAR_ABSENT, 0, 1),
                               found("hips-lead", LUMBAR_ABSENT, 0, 0.5)};
    lumbar_recording two[] = {{.findings = first, .finding_count = 4}, {.findings = second, .finding_count = 3}};
    assert_true(
        lumbar_posterior_of(arena, answers, &(lumbar_why_settings){.recordings = two, .recording_count = 1}, &p));
    assert_true(fabs(leaf_score(k, &p, "posture.arch") - (1 + 4 * 0.25)) < 1e-12);
    assert_true(fabs(leaf_score(k, &p, "range.far") - (3 * 0.5 + 1 * 0.25)) < 1e-12); /* a pair: the lesser */
    /* what a recording says of a leg is not heard */
    assert_true(fabs(leaf_score(k, &p, "disc.root") + 3) < 1e-12);
    assert_true(
        lumbar_posterior_of(arena, answers, &(lumbar_why_settings){.recordings = two, .recording_count = 2}, &p));
    assert_true(fabs(leaf_score(k, &p, "posture.arch") - (1 + 4 * 0.75)) < 1e-12);
    assert_true(fabs(leaf_score(k, &p, "posture.hips") - (2 - 2 * 0.5)) < 1e-12);
    /* present in one of them is present */
    assert_true(fabs(leaf_score(k, &p, "range.far") - (3 * 0.5 + 1 * 0.5)) < 1e-12);
    lumbar_error error;
    lumbar_answers_set(answers, "where", "hip", &error); /* the pair deep and hip: one from each side */
    assert_true(
        lumbar_posterior_of(arena, answers, &(lumbar_why_settings){.recordings = two, .recording_count = 1}, &p));
    assert_true(fabs(leaf_score(k, &p, "range.far") - (3 * 0.5 + 2 * 0.5 + 1 * 0.25)) < 1e-12);
    lumbar_arena_free(arena);
}

/* What answers and a recording both say counts once for each. */
static void test_both_say(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = test_small(arena);
    lumbar_answers *answers = lumbar_answers_new(arena, k);
    lumbar_error error;
    lumbar_posterior p;
    lumbar_finding one = found("hips-lead", LUMBAR_PRESENT, 1, 1);
    lumbar_recording recording = {.findings = &one, .finding_count = 1};
    lumbar_answers_set(answers, "where", "hip", &error);
    lumbar_answers_set(answers, "onset", "during", &error);
    assert_true(lumbar_posterior_of(arena, answers,
                                    &(lumbar_why_settings){.recordings = &recording, .recording_count = 1}, &p));
    /* prior 2, in the set 3, hip 3, hips-lead 3 from answers and 3 from the recording */
    double score = leaf_score(k, &p, "posture.hips");
    if (fabs(score - (2 + 3 + 3 + 3 + 3)) > 1e-12) fail_msg("score %g", score);
    lumbar_arena_free(arena);
}

/* ---- witnesses ----------------------------------------------------------------------------------------- */

/* The small tables, in which history is heard on `cold`, a question's finding. */
static const lumbar_knowledge *with_history(lumbar_arena *arena)
{
    lumbar_error error = {0};
    const char *text = test_replace(arena, test_small_text(arena, "findings"), "id: cold\nfrom: answers\n",
                                    "id: cold\nfrom: answers, history\n");
    const lumbar_knowledge *k = test_small_with(arena, "findings", text, &error);
    if (!k) fail_msg("%s", error.text);
    return k;
}

/* By hand: weight times strength times confidence, alone and in a pair; what the table does not let it say is not
 * heard. */
static void test_history(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = with_history(arena);
    lumbar_answers *answers = lumbar_answers_new(arena, k);
    lumbar_error error;
    lumbar_posterior without, with;
    lumbar_finding told[] = {found("cold", LUMBAR_PRESENT, 0.5, 0.5), found("leg", LUMBAR_PRESENT, 1, 1),
                             found("arch", LUMBAR_PRESENT, 1, 1)};
    const lumbar_history history = {told, LUMBAR_COUNT(told)};
    const lumbar_why_settings given = {.history = &history};
    assert_true(lumbar_posterior_of(arena, answers, &(lumbar_why_settings){0}, &without));
    assert_true(lumbar_posterior_of(arena, answers, &given, &with));
    double before = leaf_score(k, &without, "range.cold");
    assert_true(fabs(leaf_score(k, &with, "range.cold") - (before + 4 * 0.25)) < 1e-12);
    assert_true(leaf_score(k, &with, "disc.root") == leaf_score(k, &without, "disc.root"));
    assert_true(leaf_score(k, &with, "posture.arch") == leaf_score(k, &without, "posture.arch"));
    /* not the leg: the pair cold and not leg, one from each side */
    lumbar_answers_set(answers, "where", "hip", &error);
    assert_true(lumbar_posterior_of(arena, answers, &given, &with));
    assert_true(fabs(leaf_score(k, &with, "range.cold") - (before + (4 + 2) * 0.25)) < 1e-12);
    const lumbar_answer *answer = lumbar_why(arena, answers, &given, &error);
    size_t heard = 0;
    for (size_t i = 0; i < answer->finding_count; i++) {
        const lumbar_finding *f = &answer->findings[i];
        if (f->from != LUMBAR_FROM_HISTORY) continue;
        heard++;
        assert_string_equal(f->id, "cold");
        assert_string_equal(f->text, "There is no warm-up.");
        assert_true(f->state == LUMBAR_PRESENT);
    }
    assert_int_equal(heard, 1);
    lumbar_arena_free(arena);
}

/* A witness moves the leaves that it may by what it adds to their scores, and no other by a bit; those before it
 * stand. */
static void check_moved(const lumbar_knowledge *k, const lumbar_posterior *before, const lumbar_posterior *after,
                        size_t w)
{
    const bool *moves = after->witnesses[w].moves;
    double mass[2] = {0, 0};
    for (size_t a = 0; a < k->leaf_count; a++) {
        if (!moves[a] && (after->probabilities[a] != before->probabilities[a] || after->scores[a] != before->scores[a]))
            fail_msg("witness %zu moved %s", w, k->leaves[a].id);
        if (moves[a]) mass[0] += before->probabilities[a], mass[1] += after->probabilities[a];
        for (size_t b = 0; moves[a] && b < k->leaf_count; b++) {
            if (!moves[b]) continue;
            double odds =
                after->probabilities[a] / after->probabilities[b] * before->probabilities[b] / before->probabilities[a];
            double told = after->scores[a] - before->scores[a] - (after->scores[b] - before->scores[b]);
            assert_true(fabs(log10(odds) * 10 - told) < 1e-9);
        }
    }
    assert_true(fabs(mass[0] - mass[1]) < 1e-12);
}

static void test_witnesses(void **state)
{
    (void)state;
    test_random random = {23};
    size_t moved[LUMBAR_ORIGINS] = {0};
    for (int round = 0; round < ROUNDS; round++) {
        lumbar_arena *arena = lumbar_arena_new();
        const lumbar_knowledge *k = with_history(arena);
        lumbar_answers *none = lumbar_answers_new(arena, k), *answers = lumbar_answers_new(arena, k);
        test_fill(answers, arena, &random, test_unit(&random));
        lumbar_finding cold = found("cold", test_below(&random, 2) ? LUMBAR_PRESENT : LUMBAR_ABSENT, test_unit(&random),
                                    test_unit(&random));
        const lumbar_history history = {&cold, 1};
        const lumbar_recording *seen = test_recording(arena, k, &random);
        lumbar_posterior p[LUMBAR_ORIGINS + 1];
        assert_true(lumbar_posterior_of(arena, none, &(lumbar_why_settings){0}, &p[0]));
        assert_true(lumbar_posterior_of(arena, answers, &(lumbar_why_settings){0}, &p[1]));
        assert_true(lumbar_posterior_of(arena, answers, &(lumbar_why_settings){.history = &history}, &p[2]));
        assert_true(lumbar_posterior_of(
            arena, answers, &(lumbar_why_settings){.history = &history, .recordings = seen, .recording_count = 1},
            &p[3]));
        for (size_t w = 0; w < LUMBAR_ORIGINS; w++) {
            check_moved(k, &p[w], &p[w + 1], w);
            moved[w] += memcmp(p[w].scores, p[w + 1].scores, k->leaf_count * sizeof *p[w].scores) != 0;
        }
        lumbar_arena_free(arena);
    }
    for (size_t w = 0; w < LUMBAR_ORIGINS; w++) assert_true(moved[w] > ROUNDS / 6); /* each has told something */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reference),  cmocka_unit_test(test_order),           cmocka_unit_test(test_algebra),
        cmocka_unit_test(test_recordings), cmocka_unit_test(test_recorded_weight), cmocka_unit_test(test_both_say),
        cmocka_unit_test(test_history),    cmocka_unit_test(test_witnesses),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
