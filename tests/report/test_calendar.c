/* The calendar file: its form as RFC 5545 has it, whatever the words; no file where there is no day. */
#include <string.h>
#include "../check.h"
#include "report/report.h"
#include "sample_answer.h"

static const lumbar_knowledge *knowledge(lumbar_arena *arena)
{
    lumbar_error error;
    const lumbar_knowledge *k = lumbar_knowledge_builtin(arena, &error);
    assert_non_null(k);
    return k;
}

static lumbar_answer *dated(lumbar_arena *arena, const char *words)
{
    lumbar_answer *answer = sample_answer(arena, words);
    answer->triage.level = LUMBAR_SELF_CARE;
    answer->today = (lumbar_date){2028, 2, 22};
    answer->triage.recheck_on = (lumbar_date){2028, 2, 29};
    answer->plan.in_seven_days = words;
    return answer;
}

static lumbar_text calendar(const lumbar_answer *answer, const lumbar_knowledge *k)
{
    lumbar_text text = {0};
    assert_true(lumbar_answer_calendar(answer, k, &text));
    assert_false(text.failed);
    return text;
}

/* Undoes the folding: how readers see the lines. */
static char *unfolded(lumbar_arena *arena, const char *text)
{
    char *out = lumbar_copy(arena, text, strlen(text)), *to = out;
    for (const char *at = text; *at;)
        if (!strncmp(at, "\r\n ", 3)) at += 3;
        else *to++ = *at++;
    *to = 0;
    return out;
}

static void test_an_event(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = knowledge(arena);
    lumbar_text text = calendar(dated(arena, "Less; or more, or a \\ sign?\nSee someone."), k);
    const char *lines = unfolded(arena, text.data);
    static const char *const wanted[] = {"\r\nVERSION:2.0\r\n",
                                         "\r\nPRODID:",
                                         "\r\nDTSTAMP:20280222T000000Z\r\n",
                                         "\r\nDTSTART;VALUE=DATE:20280229\r\n",
                                         "\r\nDTEND;VALUE=DATE:20280301\r\n",
                                         "\r\nUID:20280222-20280229-",
                                         "\r\nCLASS:PRIVATE\r\n",
                                         "\r\nDESCRIPTION:Less\\; or more\\, or a \\\\ sign?\\nSee someone.\\n"};
    for (size_t i = 0; i < LUMBAR_COUNT(wanted); i++)
        if (!strstr(lines, wanted[i])) fail_msg("no \"%s\" in\n%s", wanted[i], lines);
    assert_memory_equal(lines, "BEGIN:VCALENDAR\r\n", 17);
    assert_string_equal(lines + strlen(lines) - 15, "END:VCALENDAR\r\n");
    lumbar_text_free(&text);
    lumbar_arena_free(arena);
}

/* Every line ends with CR LF, has at most 75 octets, and no character is cut. */
static void test_lines(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = knowledge(arena);
    lumbar_text words = {0};
    for (int i = 0; i < 60; i++) lumbar_text_add(&words, i % 3 ? "é漢🙂" : "a\x01\x7f\tb");
    for (int shift = 0; shift < 5; shift++) {
        lumbar_text text = calendar(dated(arena, words.data + shift % 2), k);
        for (const char *at = text.data; *at;) {
            const char *end = strstr(at, "\r\n");
            assert_non_null(end);
            assert_true(end - at <= 75 && !memchr(at, '\n', (size_t)(end - at)));
            for (const char *c = at; c < end;) {
                size_t length = lumbar_utf8_length(c);
                assert_true(length > 0 && c + length <= end && (unsigned char)*c >= 0x20 && *c != 0x7F);
                c += length;
            }
            at = end + 2;
        }
        lumbar_text_free(&text);
        lumbar_text_add(&words, "x");
    }
    lumbar_text_free(&words);
    lumbar_arena_free(arena);
}

static void test_one_event_for_one_answer(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = knowledge(arena);
    lumbar_text a = calendar(dated(arena, "One."), k), b = calendar(dated(arena, "One."), k),
                c = calendar(dated(arena, "Two."), k);
    assert_string_equal(a.data, b.data);
    assert_string_not_equal(a.data, c.data);
    assert_memory_not_equal(strstr(a.data, "UID:"), strstr(c.data, "UID:"), 40);
    lumbar_text_free(&a);
    lumbar_text_free(&b);
    lumbar_text_free(&c);
    lumbar_arena_free(arena);
}

static void test_no_day(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = knowledge(arena);
    lumbar_answer *answer = dated(arena, "One.");
    lumbar_text text = {0};
    answer->triage.level = LUMBAR_EMERGENCY;
    assert_false(lumbar_answer_calendar(answer, k, &text));
    answer->triage.level = LUMBAR_SAME_DAY;
    assert_false(lumbar_answer_calendar(answer, k, &text));
    answer->triage.level = LUMBAR_CLINICIAN;
    answer->triage.recheck_on = (lumbar_date){0};
    assert_false(lumbar_answer_calendar(answer, k, &text));
    assert_int_equal(text.size, 0);
    lumbar_text_free(&text);
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_an_event),
    cmocka_unit_test(test_lines),
    cmocka_unit_test(test_one_event_for_one_answer),
    cmocka_unit_test(test_no_day),
};
CHECK_MAIN(tests)
