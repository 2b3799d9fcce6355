/* What the page's module exports, called natively: state, refusals in words, nothing left after
 * forgetting. */
#include <string.h>
#include "../check.h"
#include "page/session.h"

/* Calls with two strings as JavaScript does. */
static bool set(const char *question, const char *value)
{
    size_t first = strlen(question) + 1, second = strlen(value) + 1;
    char *input = lumbar_page_input(first + second);
    memcpy(input, question, first);
    memcpy(input + first, value, second);
    return lumbar_page_set();
}

static int start(void **state) { return lumbar_page_start() ? 0 : -1; }

static const char *state_text(void)
{
    assert_true(lumbar_page_state());
    assert_int_equal(strlen(lumbar_page_output()), lumbar_page_output_size());
    return lumbar_page_output();
}

static void test_begins_with_safety(void **state)
{
    const char *text = state_text();
    assert_non_null(strstr(text, "\"screen\": 1"));
    assert_non_null(strstr(text, "\"screened\": false"));
    assert_non_null(strstr(text, "\"values\": {}"));
}

static void test_level_follows_answers(void **state)
{
    assert_non_null(strstr(state_text(), "\"level\": 0"));
    assert_true(set("saddle-numbness", "yes"));
    assert_non_null(strstr(state_text(), "\"level\": 3"));
    assert_true(set("saddle-numbness", "no"));
    assert_non_null(strstr(state_text(), "\"level\": 0"));
}

/* With every safety list answered the lists are done, but the answer is not final while a question could raise the
 * level. */
static void test_lists_done_is_not_screened(void **state)
{
    static const char *const lists[] = {"\"screen\": 1", "\"screen\": 2", "\"screen\": 3", "\"screen\": 4",
                                        "\"screen\": 5"};
    assert_true(lumbar_page_questions());
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_knowledge *k = lumbar_knowledge_builtin(arena, &error);
    assert_true(set("sex", "male"));
    for (size_t i = 0; i < lumbar_question_count(k); i++) {
        const lumbar_question *q = lumbar_question_at(k, i);
        if (!q->screen || q->kind == LUMBAR_CHOICE || !strncmp(q->id, "pregnant", 8) ||
            !strcmp(q->id, "birth-recent") || !strcmp(q->id, "periods-gone"))
            continue;
        assert_true(set(q->id, q->kind == LUMBAR_NUMBER ? "40" : "no"));
    }
    const char *text = state_text();
    for (size_t i = 0; i < LUMBAR_COUNT(lists); i++) assert_null(strstr(text, lists[i]));
    assert_non_null(strstr(text, "\"screened\": false"));
    assert_null(strstr(text, "\"next\": null"));
    lumbar_arena_free(arena);
}

static void test_refuses_in_words(void **state)
{
    assert_true(set("age-years", "40"));
    assert_false(set("age-years", "300"));
    assert_non_null(strstr(lumbar_page_output(), "age-years"));
    assert_non_null(strstr(state_text(), "\"age-years\": \"40\""));
    assert_false(set("no-such-question", "yes"));
    assert_non_null(strstr(lumbar_page_output(), "no-such-question"));
    strcpy(lumbar_page_input(32), "no-such-question");
    assert_false(lumbar_page_clear());
}

static void test_what_does_not_apply(void **state)
{
    assert_non_null(strstr(strstr(state_text(), "\"applies\""), "\"pregnant\""));
    assert_true(set("sex", "male"));
    assert_null(strstr(strstr(state_text(), "\"applies\""), "\"pregnant\""));
}

static void test_clear_and_forget(void **state)
{
    assert_true(set("age-years", "40") && set("sex", "male"));
    strcpy(lumbar_page_input(16), "age-years");
    assert_true(lumbar_page_clear());
    const char *values = strstr(state_text(), "\"values\"");
    assert_null(strstr(values, "\"40\""));
    assert_non_null(strstr(values, "\"male\""));
    assert_true(lumbar_page_start());
    assert_non_null(strstr(state_text(), "\"values\": {}"));
}

static void test_speaks_another_language(void **state)
{
    assert_true(set("age-years", "40") && set("sex", "male"));
    assert_true(lumbar_page_languages());
    assert_non_null(strstr(lumbar_page_output(), "\"name\": \"English\""));
    strcpy(lumbar_page_input(16), "en");
    assert_true(lumbar_page_speak());
    assert_non_null(strstr(state_text(), "\"age-years\": \"40\""));
    strcpy(lumbar_page_input(16), "xx");
    assert_false(lumbar_page_speak());
    assert_non_null(strstr(lumbar_page_output(), "\"xx\""));
    assert_non_null(strstr(state_text(), "\"sex\": \"male\""));
}

static void test_writes_everything(void **state)
{
    assert_true(set("ache-present", "ache"));
    assert_true(lumbar_page_questions() && strstr(lumbar_page_output(), "lumbar.questions/1"));
    assert_true(lumbar_page_answers() && strstr(lumbar_page_output(), "\"ache-present\": \"ache\""));
    assert_true(lumbar_page_answer_json() && strstr(lumbar_page_output(), "lumbar.answer/1"));
    assert_true(lumbar_page_numbers() && strstr(lumbar_page_output(), "\"number\": \"112\""));
    assert_true(lumbar_page_emergency_html() && strstr(lumbar_page_output(), "href=\"tel:112\""));
    assert_true(lumbar_page_answer_html() && strstr(lumbar_page_output(), "id=\"answer-title\""));
    assert_true(lumbar_page_triage_html() && !strstr(lumbar_page_output(), "causes-title"));
    assert_true(lumbar_page_film_html() && strstr(lumbar_page_output(), "<svg"));
    strcpy(lumbar_page_input(32), "2026-04-01");
    assert_true(lumbar_page_report_html() && strstr(lumbar_page_output(), ", 1 April 2026. Nothing"));
    strcpy(lumbar_page_input(32), "1 <April> 2026");
    assert_true(lumbar_page_report_html() && !strstr(lumbar_page_output(), "April"));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup(test_begins_with_safety, start),
    cmocka_unit_test_setup(test_level_follows_answers, start),
    cmocka_unit_test_setup(test_lists_done_is_not_screened, start),
    cmocka_unit_test_setup(test_refuses_in_words, start),
    cmocka_unit_test_setup(test_what_does_not_apply, start),
    cmocka_unit_test_setup(test_clear_and_forget, start),
    cmocka_unit_test_setup(test_speaks_another_language, start),
    cmocka_unit_test_setup(test_writes_everything, start),
};

CHECK_MAIN(tests)
