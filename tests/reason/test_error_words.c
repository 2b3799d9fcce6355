/* An error in another language: its sentence, what stands in it, and the file that it stands in. */
#include <string.h>
#include "../check.h"
#include "reason/reason.h"

static const lumbar_table_text TEXTS[] = {
#define TEXT(name, text)            \
    {                               \
        name, text, sizeof text - 1 \
    }
    TEXT("languages", "id: qq\nname: Other\ndirection: ltr\nplural:\n  one | n = 1\n"),
    TEXT("phrases", "id: error-open\ntext: {why} -- {file}\n\nid: error-json\ntext: {what} @{column} @{line} {file}\n\n"
                    "id: error-json-colon\ntext: no colon\n\nid: error-within\ntext: {what} << {file}\n\n"
                    "id: error-problems\ntext: {count} wrong ones\ntext_one: a wrong one\n"),
};
static const lumbar_overlay OTHER = {"qq", TEXTS, LUMBAR_COUNT(TEXTS)};

static lumbar_arena *arena;
static const lumbar_knowledge *knowledge;

static int read_tables(void **state)
{
    lumbar_error error = {0};
    arena = lumbar_arena_new();
    knowledge = lumbar_knowledge_parse_in(arena, lumbar_builtin_tables, lumbar_builtin_table_count, &OTHER, &error);
    if (!knowledge) printf("# %s\n", error.text);
    return knowledge ? 0 : -1;
}

static int end(void **state)
{
    lumbar_arena_free(arena);
    return 0;
}

static void test_sentence(void **state)
{
    lumbar_error error = {0};
    lumbar_refuse(&error, LUMBAR_INPUT, 0, LUMBAR_ERROR_OPEN, "file=%s\nwhy=%s", "a {why} b.csv", "gone");
    assert_string_equal(error.text, "a {why} b.csv: cannot be opened: gone");
    assert_string_equal(lumbar_error_in(arena, knowledge, &error), "gone -- a {why} b.csv");
    lumbar_refuse(&error, LUMBAR_INPUT, 0, LUMBAR_ERROR_FOLDER, "file=%s", "here"); /* which that language lacks */
    assert_string_equal(lumbar_error_in(arena, knowledge, &error), error.text);
    lumbar_fail(&error, LUMBAR_INPUT, 0, "row %d is odd", 3);
    assert_string_equal(lumbar_error_in(arena, knowledge, &error), "row 3 is odd");
}

static void test_sentence_within(void **state)
{
    lumbar_error error = {0}, outer = {0};
    lumbar_refuse(&error, LUMBAR_INPUT, 7, LUMBAR_ERROR_JSON, "file=%s\nline=%d\ncolumn=%d\nwhat:%s", "a\nline:b", 7, 3,
                  lumbar_error_row(LUMBAR_ERROR_JSON_COLON));
    assert_int_equal(error.position, 7);
    assert_string_equal(error.text, "a?line:b: line 7, column 3: this is not JSON: a colon is missing after a key");
    assert_string_equal(lumbar_error_in(arena, knowledge, &error), "no colon @3 @7 a?line:b");
    lumbar_refuse_within(&outer, &error, "all.json");
    assert_true(strstr(outer.text, "all.json: a?line:b") == outer.text && outer.position == 7);
    assert_string_equal(lumbar_error_in(arena, knowledge, &outer), "no colon @3 @7 a?line:b << all.json");
}

static void test_forms_and_lengths(void **state)
{
    lumbar_error error = {0};
    char name[3000];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = 0;
    for (int count = 1; count < 3; count++) {
        lumbar_refuse(&error, LUMBAR_INPUT, 0, LUMBAR_ERROR_PROBLEMS, "count=%d", count);
        assert_string_equal(lumbar_error_in(arena, knowledge, &error), count == 1 ? "a wrong one" : "2 wrong ones");
    }
    lumbar_refuse(&error, LUMBAR_INPUT, 0, LUMBAR_ERROR_OPEN, "file=%s\nwhy=%s", name, name);
    const char *told = lumbar_error_in(arena, knowledge, &error);
    assert_true(strlen(error.text) < sizeof error.text && strstr(told, " ... ") && strstr(told, " -- "));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(test_sentence, read_tables, end),
    cmocka_unit_test_setup_teardown(test_sentence_within, read_tables, end),
    cmocka_unit_test_setup_teardown(test_forms_and_lengths, read_tables, end),
};
CHECK_MAIN(tests)
