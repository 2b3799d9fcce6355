/* One deadline: what a person reads holds that of the answer's level and no other. Every red flag alone, with a
 * "not sure" that decides it, and every pair of red flags. */
#include <ctype.h>
#include <string.h>
#include "../check.h"
#include "report/report.h"
#include "tables.h"

/* Words of another deadline than the level's; what only would raise the level ("the same day", "an emergency")
 * stands in sentences of its own and is no deadline of this answer. */
static const char *const never[] = {"48 hours",         "within two days", "mostly harmless",
                                    "within some days", "next days",       NULL};
static const char *const wrong[LUMBAR_LEVELS][20] = {
    [LUMBAR_SELF_CARE] = {NULL},
    [LUMBAR_CLINICIAN] = {"checked now", "help now", "a doctor today", "looked at today", "examined today",
                          "in two weeks,", "without delay", "if it is no better", NULL},
    [LUMBAR_SAME_DAY] = {"checked now", "help now", "test now", "one to two weeks", "in two weeks", "for two weeks",
                         "within a week", "no cause for worry", "have it looked at.", NULL},
    [LUMBAR_EMERGENCY] = {"today", "the same day", "one to two weeks", "in two weeks", "for two weeks", "within a week",
                          "no cause for worry", "have it looked at.", NULL},
};
static const char *const own[LUMBAR_LEVELS] = {
    [LUMBAR_CLINICIAN] = "within one to two weeks", [LUMBAR_SAME_DAY] = "today", [LUMBAR_EMERGENCY] = "get help now"};

/* The answer as it is read in the terminal, in small letters and one line, without what is cited. */
static char *read_aloud(const lumbar_answer *answer, const lumbar_knowledge *k, lumbar_text *out)
{
    lumbar_terminal terminal = {.knowledge = k, .width = 80, .more = true};
    lumbar_answer_terminal(answer, &terminal, out);
    assert_false(out->failed);
    char *cited = strstr(out->data, "\nSOURCES"), *to = out->data;
    if (cited) *cited = 0;
    for (const char *at = out->data; *at; at++) {
        char c = isspace((unsigned char)*at) ? ' ' : (char)tolower((unsigned char)*at);
        if (c != ' ' || (to > out->data && to[-1] != ' ')) *to++ = c;
    }
    *to = 0;
    return out->data;
}

static size_t judge(lumbar_arena *arena, const lumbar_answers *answers, const char *who)
{
    lumbar_error error = {0};
    const lumbar_answer *answer = lumbar_why(arena, answers, NULL, &error);
    assert_non_null(answer);
    lumbar_level level = answer->triage.level;
    lumbar_text out = {0};
    const char *said = read_aloud(answer, answers->knowledge, &out);
    size_t faults = 0;
    for (size_t i = 0; never[i] && level > LUMBAR_SELF_CARE; i++)
        if (strstr(said, never[i]))
            faults++, print_message("# %s (%s): '%s'\n", who, lumbar_level_ids[level], never[i]);
    for (size_t i = 0; wrong[level][i]; i++)
        if (strstr(said, wrong[level][i]))
            faults++, print_message("# %s (%s): '%s'\n", who, lumbar_level_ids[level], wrong[level][i]);
    if (own[level] && !strstr(said, own[level]))
        faults++, print_message("# %s (%s): its own deadline is missing\n", who, lumbar_level_ids[level]);
    if (level >= LUMBAR_SAME_DAY && !strstr(said, "do not train now"))
        faults++, print_message("# %s (%s): training is not stopped\n", who, lumbar_level_ids[level]);
    lumbar_text_free(&out);
    return faults;
}

static void each_flag_alone_and_unsure(void **state)
{
    (void)state;
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(tables);
    size_t faults = 0, tried = 0;
    for (size_t i = 0; i < k->flag_count; i++)
        for (size_t q = 0; q <= k->question_count; q++) { /* the last round: as it is */
            lumbar_arena *arena = lumbar_arena_new();
            lumbar_answers *answers = lumbar_answers_new(arena, k);
            lumbar_error error = {0};
            assert_true(test_make_true(answers, arena, k->flags[i].when));
            const char *who = k->flags[i].row->id;
            bool told = q == k->question_count || lumbar_answers_get(answers, k->questions[q].shown.id);
            if (told && q < k->question_count) {
                assert_true(lumbar_answers_set(answers, k->questions[q].shown.id, "not-sure", &error));
                who = lumbar_format(arena, "%s, %s not sure", who, k->questions[q].shown.id);
            }
            if (told) faults += judge(arena, answers, who), tried++;
            lumbar_arena_free(arena);
        }
    assert_true(tried > 2 * k->flag_count);
    assert_int_equal(faults, 0);
    lumbar_arena_free(tables);
}

static void each_pair_of_flags(void **state)
{
    (void)state;
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(tables);
    size_t faults = 0, tried = 0;
    for (size_t i = 0; i < k->flag_count; i++)
        for (size_t j = i + 1; j < k->flag_count; j++) {
            lumbar_arena *arena = lumbar_arena_new();
            lumbar_answers *answers = lumbar_answers_new(arena, k);
            lumbar_node both = {.kind = LUMBAR_NODE_AND, .left = k->flags[i].when, .right = k->flags[j].when};
            if (test_make_true(answers, arena, &both)) {
                faults +=
                    judge(arena, answers, lumbar_format(arena, "%s and %s", k->flags[i].row->id, k->flags[j].row->id));
                tried++;
            }
            lumbar_arena_free(arena);
        }
    assert_true(tried > k->flag_count * k->flag_count / 3);
    assert_int_equal(faults, 0);
    lumbar_arena_free(tables);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_flag_alone_and_unsure),
                                       cmocka_unit_test(each_pair_of_flags)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
