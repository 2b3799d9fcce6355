/* Films against labels: what is right, what is wrong, and labels that cannot be read. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "../check.h"
#include "validate/seen.h"

/* The committed pose files against these labels; the words that are said, or the error. */
static bool judge(const char *labels, lumbar_verdict *verdict, lumbar_error *error)
{
    char name[] = "/tmp/lumbar-labels-XXXXXX", folder[4096];
    const char *source = getenv("LUMBAR_SOURCE");
    int descriptor = mkstemp(name);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, labels, strlen(labels)), strlen(labels));
    close(descriptor);
    snprintf(folder, sizeof folder, "%s/tests/seen/material", source ? source : ".");
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_validation validation = {.knowledge = lumbar_knowledge_load(arena, NULL, error),
                                    .files = (const char *const[]){folder, name},
                                    .count = 2,
                                    .threads = 1};
    bool good = validation.knowledge && lumbar_validate_seen(arena, &validation, verdict, error);
    lumbar_arena_free(arena);
    unlink(name);
    return good;
}

static void what_is_labelled_is_right(void **state)
{
    (void)state;
    lumbar_text words = {0}, json = {0};
    lumbar_error error = {0};
    lumbar_verdict verdict = {.json = &json, .words = &words};
    if (!judge("# a remark\n"
               "crunch-feet-lift | crunch | 3 | feet-lift |\n"
               "crunch-then-sit-up|crunch,sit-up|5-5|range-too-large|both\n"
               "legs-sink-back-arches|leg-raise|2-3|back-leaves-floor|\r\n"
               "\n"
               "plank-sags|plank|.|plank-sag|\n"
               "gone|plank|.|.|not here",
               &verdict, &error))
        fail_msg("%s", error.text);
    assert_true(verdict.pass);
    assert_non_null(
        strstr(words.data, "Films of people, labelled by eye: 4 (1 of the labels have none). Exercise right in 4"));
    assert_non_null(strstr(json.data, "\"name\": \"seen\""));
    assert_null(strstr(words.data, "missed"));
    lumbar_text_free(&words);
    lumbar_text_free(&json);
}

static void what_is_not_labelled_counts_against_us(void **state)
{
    (void)state;
    lumbar_text words = {0};
    lumbar_error error = {0};
    lumbar_verdict verdict = {.words = &words};
    if (!judge("crunch-feet-lift|-|.|.|\ncrunch-then-sit-up|crunch,sit-up|7-9|.|\n", &verdict, &error))
        fail_msg("%s", error.text);
    assert_false(verdict.pass);
    assert_non_null(strstr(words.data, "called crunch (0.95)"));
    assert_non_null(strstr(words.data, "5 repetitions, not 7 to 9"));
    assert_non_null(strstr(words.data, "range-too-large told"));
    assert_non_null(
        strstr(words.data, "films in which no other fault was told                                 0 of   2"));
    lumbar_text_free(&words);
}

static void labels_that_cannot_be_read_are_named_by_their_line(void **state)
{
    (void)state;
    static const struct {
        const char *labels, *said;
    } bad[] = {{"# only a remark\n", "there is no label"},
               {"# x\nplank-sags|plank|.\n", "line 2: a label is"},
               {"plank-sags|plnk|.|.|\n", "line 1: \"plnk\" is no row of knowledge/exercises"},
               {"plank-sags|plank|.|plank-sag,sagging|\n", "\"sagging\" is no row of knowledge/findings"},
               {"plank-sags|plank|5-3|.|\n", "\"5-3\" is no count"},
               {"plank-sags|plank|some|.|\n", "\"some\" is no count"},
               {"gone|plank|.|.|\n", "none of the 1 labelled films is there"}};
    for (size_t i = 0; i < LUMBAR_COUNT(bad); i++) {
        lumbar_text words = {0};
        lumbar_error error = {0};
        lumbar_verdict verdict = {.words = &words};
        assert_false(judge(bad[i].labels, &verdict, &error));
        assert_int_equal(error.code, LUMBAR_INPUT);
        if (!strstr(error.text, bad[i].said)) fail_msg("%s", error.text);
        lumbar_text_free(&words);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_is_labelled_is_right),
    cmocka_unit_test(what_is_not_labelled_counts_against_us),
    cmocka_unit_test(labels_that_cannot_be_read_are_named_by_their_line),
};

CHECK_MAIN(tests)
