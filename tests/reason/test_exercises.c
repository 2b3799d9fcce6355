/* The table of exercises: names as people type them, options of questions, and rows that are like another. */
#include <string.h>
#include "../check.h"
#include "tables.h"

/* The built-in tables with rows of one's own. */
static const lumbar_knowledge *with_rows(lumbar_arena *arena, const char *rows, lumbar_error *error)
{
    lumbar_table_text texts[LUMBAR_TABLE_COUNT + 1];
    size_t count = lumbar_builtin_table_count;
    memcpy(texts, lumbar_builtin_tables, count * sizeof *texts);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(texts[i].name, "exercises")) {
            const char *text = lumbar_format(arena, "%s\n%s", texts[i].text, rows);
            texts[count] = (lumbar_table_text){"exercises", text, strlen(text)};
        }
    return lumbar_knowledge_parse(arena, texts, count + 1, error);
}

static void refuses(const char *row, const char *words)
{
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    assert_null(with_rows(arena, row, &error));
    assert_int_equal(error.code, LUMBAR_INPUT);
    if (!strstr(error.text, words)) fail_msg("'%s' is not in: %s", words, error.text);
    lumbar_arena_free(arena);
}

static void names_as_people_type_them(void **state)
{
    static const char *const typed[][2] = {
        {"Sit-ups", "sit-up"},
        {"SITUPS", "sit-up"},
        {"sit up", "sit-up"},
        {"curl ups", "crunch"},
        {"toes to bar", "toes-to-bar"},
        {"T2B", "toes-to-bar"},
        {"v ups", "v-up"},
        {"ab wheel", "ab-wheel-rollout"},
        {" Russian twists ", "russian-twist"},
        {"knees to chest", "reverse-crunch"},
        {"knee to elbow", NULL},
        {"", NULL},
        {"s", NULL},
        {"-", NULL},
        {"chess", NULL},
        {"planks", "plank"},
        {"plan", NULL},
    };
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(arena);
    for (size_t i = 0; i < LUMBAR_COUNT(typed); i++) {
        const lumbar_exercise *e = lumbar_exercise_named(k, typed[i][0]);
        if (!e != !typed[i][1] || (e && strcmp(e->id, typed[i][1])))
            fail_msg("'%s' is taken for %s", typed[i][0], e ? e->id : "none");
    }
    for (size_t i = 0; i < lumbar_exercise_count(k); i++) { /* each by each of its own names */
        const lumbar_exercise *e = lumbar_exercise_at(k, i);
        assert_ptr_equal(lumbar_exercise_named(k, e->id), e);
        assert_ptr_equal(lumbar_exercise_find(k, e->id), e);
        for (size_t j = 0; j < e->alias_count; j++) assert_ptr_equal(lumbar_exercise_named(k, e->aliases[j]), e);
    }
    assert_null(lumbar_exercise_at(k, lumbar_exercise_count(k)));
    lumbar_arena_free(arena);
}

/* The three questions about exercises have the rows with an option, in the table's order. */
static void options_are_the_rows(void **state)
{
    static const char *const questions[] = {"exercises", "exercises-hurt", "exercises-fine"};
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(arena);
    for (size_t i = 0; i < LUMBAR_COUNT(questions); i++) {
        const lumbar_question *q = lumbar_question_find(k, questions[i]);
        size_t option = 0;
        assert_true(q->of_exercises);
        for (size_t j = 0; j < 2 * lumbar_exercise_count(k); j++) { /* the common ones first */
            const lumbar_exercise *e = lumbar_exercise_at(k, j % lumbar_exercise_count(k));
            if (!e->option || e->common != (j < lumbar_exercise_count(k))) continue;
            assert_string_equal(q->options[option].id, e->id);
            assert_string_equal(q->options[option++].text, e->option);
        }
        assert_int_equal(option, q->option_count);
    }
    lumbar_arena_free(arena);
}

/* A row without an option is told as the one that it is like. */
static void told_as_the_one_it_is_like(void **state)
{
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = lumbar_answers_new(arena, test_builtin(arena));
    lumbar_error error = {0};
    assert_true(lumbar_answers_set(answers, "exercises", "toes-to-bar, plank, stir-the-pot", &error));
    assert_string_equal(lumbar_answers_get(answers, "exercises"), "plank,hanging-leg-raise"); /* plank is common */
    assert_false(lumbar_answers_set(answers, "exercises", "plank, plank", &error));
    lumbar_arena_free(arena);
}

/* A row of one's own with an option is one of its own, and every condition that names the other means it too. */
static void conditions_mean_what_is_like(void **state)
{
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_knowledge *k =
        with_rows(arena, "id: my-plank\nname: my plank\noption: My plank\nlike: plank\n", &error);
    if (!k) fail_msg("%s", error.text);
    lumbar_answers *answers = lumbar_answers_new(arena, k);
    assert_true(lumbar_answers_set(answers, "exercises-hurt", "my-plank", &error));
    assert_string_equal(lumbar_answers_get(answers, "exercises-hurt"), "my-plank");
    lumbar_state *states = LUMBAR_NEW_ARRAY(arena, lumbar_state, k->finding_count);
    lumbar_states_from_answers(k, answers->values, states);
    assert_int_equal(states[lumbar_finding_index(k, "hurts-in-plank", strlen("hurts-in-plank"))], LUMBAR_PRESENT);
    lumbar_arena_free(arena);
}

static void damaged_rows_are_refused(void **state)
{
    refuses("id: x\noption: X\n", "name is missing");
    refuses("id: x\nname: x\n", "neither an option");
    refuses("id: x\nname: x\nlike: nothing\n", "there is no exercise 'nothing'");
    refuses("id: x\nname: x\nlike: crunch\n\nid: y\nname: y\nlike: x\n", "without an option: 'x'");
    refuses("id: x\nname: x\noption: X\nlike: crunch\n\nid: y\nname: y\nlike: x\n", "that is like another: 'x'");
    refuses("id: x\nname: Curl Ups\noption: X\n", "another row has the name 'Curl Ups'");
    refuses("id: x\nname: x\naliases: z, situp\noption: X\n", "another row has the name 'situp'");
}

/* `seen` of a row of one's own. */
static void refuses_seen(const char *seen, const char *words)
{
    lumbar_arena *arena = lumbar_arena_new();
    refuses(lumbar_format(arena, "id: x\nname: x\noption: X\nseen:\n%s", seen), words);
    lumbar_arena_free(arena);
}

static void damaged_patterns_are_refused(void **state)
{
    refuses_seen("  knee from 1 to 2 soft 1\n", "no pattern begins before 'knee");
    refuses_seen("  knees, lying\n", "a pattern begins with");
    refuses_seen("  curl, flying\n", "a pattern begins with");
    refuses_seen("  curl, lying, maybe\n", "a pattern begins with");
    refuses_seen("  curl, lying, surely\n", "only a row with 'judged: no' has");
    refuses_seen("  curl, lying\n  elbow from 1 soft 1\n", "a repetition has no trait 'elbow'");
    refuses_seen("  curl, lying\n  bend from 1 soft 1\n", "a repetition has no trait 'bend'");
    refuses_seen("  nothing, prone\n  seconds from 1\n", "a hold has no trait 'seconds'");
    refuses_seen("  nothing, prone\n  bend from 1 soft 2\n", "a hold's range is not soft");
    refuses_seen("  curl, lying\n  knee from 1\n", "soft is missing");
    refuses_seen("  curl, lying\n  knee from 1 soft 0\n", "soft is missing");
    refuses_seen("  curl, lying\n  knee from 2 to 1 soft 1\n", "it leaves nothing");
    refuses_seen("  curl, lying\n  knee soft 1\n", "it leaves nothing out");
    refuses_seen("  curl, lying\n  knee about 1 soft 1\n", "a range is 'TRAIT from LOW");
    refuses_seen("  curl, lying\n  knee from soft 1\n", "neither a number nor a row of limits: 'soft'");
    refuses_seen("  curl, lying\n  knee from\n", "a range is 'TRAIT from LOW");
    refuses_seen("  curl, lying\n  knee from nowhere soft 1\n", "neither a number nor a row of limits: 'nowhere'");
    refuses("id: x\nname: x\noption: X\nwhen_named: yes\n", "when_named is about seen");
    refuses("id: x\nname: x\noption: X\nfuller: y\n", "there is no exercise 'y'");
    refuses("id: x\nname: x\noption: X\nline: back\n", "line is 'back'");
}

/* An end of a range may be a limit: it moves with the limit. */
static void a_range_may_end_at_a_limit(void **state)
{
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_knowledge *k =
        with_rows(arena, "id: x\nname: x\noption: X\nseen:\n  curl, lying\n  trunk-top to sit-up-top soft 8\n", &error);
    if (!k) fail_msg("%s", error.text);
    const lumbar_pattern *p = &k->patterns[k->pattern_count - 1];
    assert_string_equal(p->exercise->id, "x");
    assert_int_equal(p->range_count, 1);
    const lumbar_row *limit = lumbar_row_find(&k->tables[LUMBAR_TABLE_LIMITS], "sit-up-top");
    assert_true(p->ranges[0].high == lumbar_row_number(limit, "value"));
    assert_true(p->exercise->seen && p->exercise->judged);
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(names_as_people_type_them),  cmocka_unit_test(options_are_the_rows),
    cmocka_unit_test(told_as_the_one_it_is_like), cmocka_unit_test(conditions_mean_what_is_like),
    cmocka_unit_test(damaged_rows_are_refused),   cmocka_unit_test(damaged_patterns_are_refused),
    cmocka_unit_test(a_range_may_end_at_a_limit),
};

CHECK_MAIN(tests)
