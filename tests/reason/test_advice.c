/* Advice is blocked by what makes it unsafe: as much while the question that decides it is open or not sure as when it
 * is answered so. Over every row and every safety question. */
#include <string.h>
#include "../check.h"
#include "tables.h"

static bool asks_for_something(const lumbar_advice_row *row)
{
    const char *kind = lumbar_row_get(row->row, "kind");
    return strcmp(kind, "stop-rule") && strcmp(kind, "care") && strcmp(kind, "recheck");
}

/* Whether the row is advised to this person, were every leaf the leading one and nobody to be seen first. */
static bool advised(const lumbar_knowledge *k, lumbar_arena *arena, const lumbar_answers *answers, size_t row)
{
    lumbar_state *states = LUMBAR_NEW_ARRAY(arena, lumbar_state, k->finding_count);
    double *leading = LUMBAR_NEW_ARRAY(arena, double, k->leaf_count);
    bool *reached = LUMBAR_NEW_ARRAY(arena, bool, k->advice_count);
    const lumbar_advice_row *chosen[5];
    for (size_t i = 0; i < k->leaf_count; i++) leading[i] = 1;
    lumbar_states_from_answers(k, answers->values, states);
    lumbar_advice_choose(k, &(lumbar_advice_need){.answers = answers, .states = states, .leading = leading}, chosen, 5,
                         reached);
    return reached[row];
}

/* A woman of 30 with no sign, whose other answers are those that the row is for; all else is open. */
static lumbar_answers *well(const lumbar_knowledge *k, lumbar_arena *arena, const lumbar_advice_row *row)
{
    lumbar_error error;
    lumbar_answers *answers = lumbar_answers_new(arena, k);
    if (row->when) test_make_true(answers, arena, row->when);
    for (size_t i = 0; i < k->question_count; i++) {
        const lumbar_question *q = &k->questions[i].shown;
        if (!q->screen || lumbar_answers_get(answers, q->id)) continue;
        const char *value = q->kind == LUMBAR_NUMBER ? "30" : q->kind == LUMBAR_CHOICE ? "female" : "no";
        assert_true(lumbar_answers_set(answers, q->id, value, &error));
    }
    return answers;
}

static void open_and_unsure_block_like_yes(void **state)
{
    (void)state;
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(tables);
    size_t rows = 0, tried = 0;
    lumbar_error error;
    for (size_t i = 0; i < k->advice_count; i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_answers *answers = well(k, arena, &k->advice[i]);
        if (asks_for_something(&k->advice[i]) && k->advice[i].level == LUMBAR_SELF_CARE) {
            const char *id = k->advice[i].row->id;
            if (!advised(k, arena, answers, i)) fail_msg("'%s' does not reach somebody without a sign", id);
            rows++;
            for (size_t q = 0; q < k->question_count; q++) {
                const lumbar_question *shown = &k->questions[q].shown;
                const char *before = lumbar_answers_get(answers, shown->id);
                if (!shown->screen || shown->kind != LUMBAR_YES_NO_UNSURE || !before || strcmp(before, "no")) continue;
                assert_true(lumbar_answers_set(answers, shown->id, "yes", &error));
                bool harms = !advised(k, arena, answers, i);
                assert_true(lumbar_answers_set(answers, shown->id, "not-sure", &error));
                if (harms && advised(k, arena, answers, i)) fail_msg("'%s' with '%s' not sure", id, shown->id);
                lumbar_answers_clear(answers, shown->id);
                if (harms && advised(k, arena, answers, i)) fail_msg("'%s' with '%s' open", id, shown->id);
                tried += harms;
                assert_true(lumbar_answers_set(answers, shown->id, before, &error));
            }
        }
        lumbar_arena_free(arena);
    }
    assert_true(rows >= 30 && tried > 20 * rows / 2);
    lumbar_arena_free(tables);
}

/* A belly that bulges, and whether she gave birth is open: no plank. Nor the other way round. */
static void bulge_and_birth(void **state)
{
    (void)state;
    static const char *const told[][4] = {{"belly-doming", "yes", "birth-recent", NULL},
                                          {"birth-recent", "yes", "belly-doming", NULL},
                                          {"birth-recent", "yes", "belly-doming", "not-sure"}};
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(arena);
    lumbar_error error;
    size_t plank = 0;
    while (strcmp(k->advice[plank].row->id, "form-plank")) plank++;
    for (size_t i = 0; i < LUMBAR_COUNT(told); i++) {
        lumbar_answers *answers = well(k, arena, &k->advice[plank]);
        assert_true(advised(k, arena, answers, plank));
        assert_true(lumbar_answers_set(answers, told[i][0], told[i][1], &error));
        lumbar_answers_clear(answers, told[i][2]);
        if (told[i][3]) assert_true(lumbar_answers_set(answers, told[i][2], told[i][3], &error));
        if (advised(k, arena, answers, plank)) fail_msg("a plank for person %zu", i);
    }
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(open_and_unsure_block_like_yes),
    cmocka_unit_test(bulge_and_birth),
};
CHECK_MAIN(tests)
