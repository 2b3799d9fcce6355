/* The page's journal, called natively: lines and taps, faults, the export taken in again, nothing after forgetting. */
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "page/journal.h"
#include "page/session.h"

#define TODAY "2026-11-27"

/* Texts joined by "|" as JavaScript hands them in: each ended by 0. */
static void give(const char *texts)
{
    size_t size = strlen(texts) + 1;
    char *input = lumbar_page_input(size);
    memcpy(input, texts, size);
    for (size_t i = 0; i < size; i++)
        if (input[i] == '|') input[i] = 0;
}

static bool note(const char *texts)
{
    give(texts);
    return lumbar_page_journal_note();
}

static bool says(const char *text) { return strstr(lumbar_page_output(), text) != NULL; }

/* The export; the caller frees it. */
static char *exported(void)
{
    give(TODAY);
    assert_true(lumbar_page_journal_json());
    return strdup(lumbar_page_output());
}

static bool take_in(const char *json)
{
    size_t size = strlen(json), name = strlen("j.json") + 1;
    char *input = lumbar_page_input(name + size);
    memcpy(input, "j.json", name);
    memcpy(input + name, json, size);
    return lumbar_page_journal_read(size, false);
}

static int start(void **state)
{
    lumbar_page_journal_forget();
    return lumbar_page_start() ? 0 : -1;
}

static void test_a_line(void **state)
{
    assert_true(note(TODAY "|leg raise 3x12 rpe 8, ache 8 left"));
    assert_true(says("leg raise 3 x 12") && says("\"strong\": true"));
    assert_true(note(TODAY "|leg rasie 3x12"));
    assert_true(says("\"fault\"") && says("\"nearest\": \"leg raise\"") && says("leg raise  3x12"));
    assert_true(note(TODAY "|leg raise"));
    assert_true(says("How many sets of leg raise"));
    assert_false(note("no day|leg raise 3x12"));
}

/* What is tapped together is what the line would have told. */
static void test_taps(void **state)
{
    assert_true(note(TODAY "|leg raise 2x12, plank 1x40s, warm-up") && note(TODAY "|ache 4 left"));
    char *told = exported();
    lumbar_page_journal_forget();
    give(TODAY "|yes|leg-raise|2|12|||plank|1|40|s|");
    assert_true(lumbar_page_journal_work());
    give(TODAY "|4|lower-back|left||");
    assert_true(lumbar_page_journal_ache());
    char *tapped = exported();
    assert_string_equal(tapped, told);
    free(told);
    free(tapped);
    give(TODAY "|11|lower-back|left||");
    assert_false(lumbar_page_journal_ache());
    give(TODAY "|4|lower-back|somewhere||");
    assert_false(lumbar_page_journal_ache());
    give(TODAY "|4|lower-back|left||0");
    assert_false(lumbar_page_journal_ache());
    give(TODAY "|4|lower-back|left||rested");
    assert_false(lumbar_page_journal_ache());
    give(TODAY "||no-such-exercise|1|12||");
    assert_false(lumbar_page_journal_work());
}

static void test_when_it_began(void **state)
{
    static const char *const pairs[][2] = {
        {"tired", "when tired"}, {"fresh", "while fresh"}, {"2", "in set 2"}, {"-1", "in the last set"}};
    for (size_t i = 0; i < LUMBAR_COUNT(pairs); i++) {
        char input[64], line[64];
        lumbar_page_journal_forget();
        lumbar_print(line, sizeof line, TODAY "|ache 4 %s", pairs[i][1]);
        assert_true(note(line));
        char *told = exported();
        lumbar_page_journal_forget();
        lumbar_print(input, sizeof input, TODAY "|4|lower-back|||%s", pairs[i][0]);
        give(input);
        assert_true(lumbar_page_journal_ache());
        char *tapped = exported();
        assert_string_equal(tapped, told);
        free(told);
        free(tapped);
    }
    assert_true(note(TODAY "|ache 4 at 3:20") && says("\"nearest\": \"3:20 into it\"") && says("4 at  3:20 into it"));
}

static void test_out_and_in(void **state)
{
    assert_true(note(TODAY "|ache 4 left") && note(TODAY "|yesterday leg raise 3x12") && note(TODAY "|slept 7h"));
    char *before = exported();
    assert_true(take_in(before) && says("\"added\": 0") && says("\"known\": 3"));
    lumbar_page_journal_forget();
    assert_true(take_in(before) && says("\"added\": 3"));
    char *after = exported();
    assert_string_equal(after, before); /* with the numbers that they had */
    assert_false(take_in("{\"schema\":\"lumbar.answers/1\"}"));
    assert_false(take_in("{\"schema\":\"lumbar.history/1\",\"soreness\":[{\"day\":\"2026-11-27\",\"strength\":99}]}"));
    free(after);
    after = exported();
    assert_string_equal(after, before); /* nothing has changed */
    free(before);
    free(after);
}

static void test_shown_and_removed(void **state)
{
    assert_true(note(TODAY "|leg raise 3x12"));
    give(TODAY);
    assert_true(lumbar_page_journal_state() && says("\"place\": 0") && says("leg raise 3 x 12"));
    give(TODAY);
    assert_true(lumbar_page_journal_weeks() && says("<svg") && says("<table>") && !says("<html"));
    give("2");
    assert_false(lumbar_page_journal_remove());
    give("1");
    assert_true(lumbar_page_journal_remove());
    give(TODAY);
    assert_true(lumbar_page_journal_state() && says("\"entries\": []"));
}

static int level(void)
{
    assert_true(lumbar_page_state());
    return atoi(strstr(lumbar_page_output(), "\"level\": ") + strlen("\"level\": "));
}

/* Every safety question but age and sex is answered with no. */
static void answer_safely(void)
{
    static const char file[] = "{\"schema\":\"lumbar.answers/1\",\"answers\":{\"age-years\":34,\"sex\":\"male\","
                               "\"frequent-ache\":\"no\"}}";
    char *input = lumbar_page_input(2 + sizeof file);
    memcpy(input, "a", 2);
    memcpy(input + 2, file, sizeof file - 1);
    assert_true(lumbar_page_read(sizeof file - 1));
}

/* The journal is a witness of the answer and may raise its level, from the day it is heard on; never what was told. */
static void test_heard(void **state)
{
    answer_safely();
    assert_true(lumbar_page_answer_json() && !says("\"from\": \"history\""));
    int before = level();
    /* leg raises, and it aches; planks, and it does not: two months long */
    static const char *const days[] = {"leg raise 3x12", "ache 8", "plank 3x30s", "ache 0"};
    for (int day = 0; day < 60; day++) {
        lumbar_date date = lumbar_date_after((lumbar_date){2026, 9, 28}, day);
        char texts[64];
        lumbar_print(texts, sizeof texts, "%04d-%02d-%02d|%s", date.year, date.month, date.day, days[day % 4]);
        assert_true(note(texts));
    }
    assert_true(lumbar_page_answer_json() && !says("\"from\": \"history\""));
    give(TODAY);
    assert_true(lumbar_page_journal_hear() && says("\"workouts\": 30") && says("\"aches\": 30"));
    assert_true(lumbar_page_answer_json() && says("\"from\": \"history\""));
    assert_true(level() > before);
    give(TODAY);
    assert_true(lumbar_page_report_html() && says("The plan of the next weeks") && says("The plan is withdrawn"));
    assert_true(lumbar_page_answers() && says("\"frequent-ache\": \"no\""));
    give(TODAY);
    assert_true(lumbar_page_journal_keep() && says("\"answer\""));
    lumbar_page_journal_forget();
    assert_true(lumbar_page_answer_json() && !says("\"from\": \"history\""));
    assert_int_equal(level(), before);
    give(TODAY);
    assert_true(lumbar_page_report_html() && !says("The plan of the next weeks"));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup(test_a_line, start),     cmocka_unit_test_setup(test_taps, start),
    cmocka_unit_test_setup(test_out_and_in, start), cmocka_unit_test_setup(test_shown_and_removed, start),
    cmocka_unit_test_setup(test_heard, start),      cmocka_unit_test_setup(test_when_it_began, start)};
CHECK_MAIN(tests)
