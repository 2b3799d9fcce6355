/* The terminal answer: lines that fit, nothing that steers the terminal, safety first, plain words. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "report/html.h"
#include "report/report.h"
#include "report/wrap.h"
#include "sample_answer.h"

#define HOSTILE                                  \
    "words \x1b[31mred\x1b]0;title\x07 \xC2\x9B" \
    "2J \xFF\xC3 caf\xC3\xA9 end"

static lumbar_arena *tables;

static void free_tables(void) { lumbar_arena_free(tables); }

/* The built-in tables, for their phrases. */
static const lumbar_knowledge *knowledge(void)
{
    static const lumbar_knowledge *read;
    lumbar_error error;
    if (!tables) {
        tables = lumbar_arena_new();
        read = lumbar_knowledge_builtin(tables, &error);
        atexit(free_tables);
    }
    return read;
}

static lumbar_text shown(const lumbar_answer *answer, int width, bool verbose)
{
    lumbar_text out = {0};
    const lumbar_terminal terminal = {.knowledge = knowledge(), .width = width, .more = true, .verbose = verbose};
    lumbar_answer_terminal(answer, &terminal, &out);
    assert_false(out.failed);
    return out;
}

static size_t widest(const char *text)
{
    size_t most = 0, width = 0;
    for (; *text; text++) {
        if (*text == '\n') width = 0;
        else if (((unsigned char)*text & 0xC0) != 0x80 && ++width > most) most = width;
    }
    return most;
}

static void lines_fit(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_answer *answer =
        sample_answer(arena, "some plain words of a usual length, again and again, until a line is full");
    static const int widths[] = {10, 40, 63, 80, 300};
    for (size_t i = 0; i < LUMBAR_COUNT(widths); i++) {
        lumbar_text text = shown(answer, widths[i], true);
        size_t allowed = widths[i] < 40 ? 40 : widths[i] > 80 ? 80 : (size_t)widths[i];
        assert_true(widest(text.data) <= allowed);
        lumbar_text_free(&text);
    }
    lumbar_arena_free(arena);
}

static void nothing_steers_the_terminal(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_text text = shown(sample_answer(arena, HOSTILE), 80, true);
    for (const char *at = text.data; *at; at++) {
        unsigned char byte = (unsigned char)*at;
        assert_true(byte >= 0x20 || byte == '\n');
        assert_int_not_equal(byte, 0x7F);
        assert_int_not_equal(byte, 0xFF);
    }
    assert_null(strstr(text.data, "\xC2\x9B"));
    assert_non_null(strstr(text.data, "caf\xC3\xA9"));
    lumbar_text_free(&text);
    lumbar_arena_free(arena);
}

static void a_name_makes_no_line_of_its_own(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answer *answer = sample_answer(arena, "plain");
    assert_true(answer->recording_count > 0);
    lumbar_recording *recordings = LUMBAR_NEW_ARRAY(arena, lumbar_recording, answer->recording_count);
    memcpy(recordings, answer->recordings, answer->recording_count * sizeof *recordings);
    recordings[0].path = "clip\nYou are fine.mp4";
    answer->recordings = recordings;
    lumbar_text text = shown(answer, 80, false);
    assert_non_null(strstr(text.data, "clip?You are fine.mp4"));
    lumbar_text_free(&text);
    lumbar_arena_free(arena);
}

static void open_safety_comes_first(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answer *answer = sample_answer(arena, "plain");
    static const char *const open[] = {"saddle-numbness"};
    answer->provisional = true;
    answer->triage.screened = false;
    answer->triage.level = LUMBAR_SELF_CARE;
    answer->triage.open = open;
    answer->triage.open_count = 1;
    answer->triage.text = "You can start by yourself.";
    lumbar_text text = shown(answer, 80, false);
    const char *question = strstr(text.data, "Numb or strange feeling between the legs"),
               *cause = strstr(text.data, answer->summary.cause);
    assert_true(question && cause && question < cause);
    assert_null(strstr(text.data, "You can start by yourself.")); /* no self-care wording before the screens */
    assert_null(strstr(text.data, "Self-care"));
    assert_non_null(strstr(text.data, "WHAT TO DO (PROVISIONAL)"));
    lumbar_text_free(&text);
    lumbar_arena_free(arena);
}

static void plain_words_unless_asked(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_answer *answer = sample_answer(arena, "plain");
    lumbar_text text = shown(answer, 80, false), more = shown(answer, 80, true);
    assert_null(strstr(text.data, " dB"));
    assert_null(strstr(text.data, "in 100"));
    assert_null(strchr(text.data, '%'));
    assert_non_null(strstr(text.data, "likely"));
    assert_non_null(strstr(text.data, "No clinician has reviewed"));
    assert_non_null(strstr(text.data, "no medical device"));
    assert_non_null(strstr(text.data, "Someone A. A study of backs."));
    assert_non_null(strstr(text.data, "A second person was in the picture."));
    assert_non_null(strstr(text.data, "an arm hides the lower back"));
    assert_non_null(strstr(more.data, "+6.1 dB"));
    assert_non_null(strstr(more.data, "62 in 100"));
    lumbar_text_free(&text);
    lumbar_text_free(&more);
    lumbar_arena_free(arena);
}

static lumbar_finding unseen(const char *id, const char *what, const char *why_not, const char *cure)
{
    return (lumbar_finding){.id = id,
                            .from = LUMBAR_FROM_RECORDING,
                            .text = "Its own sentence.",
                            .what = what,
                            .why_not = why_not,
                            .cure = cure,
                            .value = NAN,
                            .low = NAN,
                            .high = NAN};
}

static int count(const char *text, const char *part)
{
    int n = 0;
    for (const char *at = text; (at = strstr(at, part)); at += strlen(part)) n++;
    return n;
}

static void one_reason_is_told_once(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answer *answer = sample_answer(arena, "plain");
    const lumbar_finding findings[] = {unseen("a", "the feet stay down", "the camera moves", "Put it down."),
                                       unseen("b", "form fades", "there are too few", "Film more."),
                                       unseen("c", "the back curls", "the camera moves", "Put it down."),
                                       unseen("d", NULL, NULL, "Ask.")};
    answer->findings = findings;
    answer->finding_count = LUMBAR_COUNT(findings);
    lumbar_text text = shown(answer, 80, false), html = {0};
    lumbar_answer_html(answer, &html, &(lumbar_html_settings){.knowledge = knowledge()});
    const char *const doors[] = {text.data, html.data};
    for (size_t i = 0; i < LUMBAR_COUNT(doors); i++) {
        assert_int_equal(count(doors[i], "We could not tell whether the feet"), 1);
        assert_int_equal(count(doors[i], "Put it down."), 1);
        assert_int_equal(count(doors[i], "Film more."), 1);
        assert_int_equal(count(doors[i], "Its own sentence."), 1); /* without a reason it stands for itself */
    }
    assert_non_null(strstr(html.data, "whether the feet stay down or whether the back curls"));
    lumbar_text_free(&text);
    lumbar_text_free(&html);
    lumbar_arena_free(arena);
}

static void what_was_seen_says_what_to_change(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answer *answer = sample_answer(arena, "plain");
    static const lumbar_place places[] = {{0, 0, 1, 4.2}, {0, 0, 2, 72.6}};
    const lumbar_finding finding = {.id = "feet-lift",
                                    .from = LUMBAR_FROM_RECORDING,
                                    .state = LUMBAR_PRESENT,
                                    .text = "Your feet came up.",
                                    .where = places,
                                    .where_count = 2,
                                    .change = "Put them further away.",
                                    .value = NAN,
                                    .low = NAN,
                                    .high = NAN};
    answer->findings = &finding;
    answer->finding_count = 1;
    lumbar_text text = shown(answer, 80, false), html = {0};
    lumbar_answer_html(answer, &html, &(lumbar_html_settings){.knowledge = knowledge()});
    assert_non_null(strstr(text.data, "Your feet came up. (at 0:04, 1:12)"));
    assert_non_null(strstr(text.data, "To change: Put them further away."));
    assert_non_null(strstr(html.data, "0:04.2, 1:12.6"));
    assert_non_null(strstr(html.data, "Put them further away."));
    lumbar_text_free(&text);
    lumbar_text_free(&html);
    lumbar_arena_free(arena);
}

static void no_ache_is_not_told_to_start(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_knowledge *knowledge = lumbar_knowledge_builtin(arena, &error);
    lumbar_answers *answers = lumbar_answers_new(arena, knowledge);
    for (size_t i = 0; i < lumbar_question_count(knowledge); i++) {
        const lumbar_question *question = lumbar_question_at(knowledge, i);
        if (question->screen && question->kind == LUMBAR_YES_NO_UNSURE)
            assert_true(lumbar_answers_set(answers, question->id, "no", &error));
    }
    assert_true(lumbar_answers_set(answers, "age-years", "30", &error));
    assert_true(lumbar_answers_set(answers, "sex", "male", &error));
    assert_true(lumbar_answers_set(answers, "ache-present", "no", &error));
    for (const lumbar_question *open;
         (open = lumbar_interview_next(answers).question);) /* whatever else could matter */
        assert_true(lumbar_answers_set(answers, open->id, open->kind == LUMBAR_SEVERAL ? "none" : "not-sure", &error));
    const lumbar_answer *answer = lumbar_why(arena, answers, NULL, &error);
    assert_int_equal(answer->outcome, LUMBAR_NOTHING_TO_EXPLAIN);
    assert_true(answer->triage.screened && answer->triage.level == LUMBAR_SELF_CARE);
    lumbar_text text = shown(answer, 80, false);
    assert_null(strstr(text.data, "start by yourself"));
    assert_null(strstr(text.data, "Self-care"));
    assert_non_null(strstr(text.data, "Nobody needs to look at your back now."));
    lumbar_text_free(&text);
    lumbar_arena_free(arena);
}

static void a_reason_is_one_line(void **state)
{
    (void)state;
    static const lumbar_gap gaps[] = {{0, 1.2, "the camera moves"},
                                      {3, 3.9, "no person in the picture"},
                                      {18.1, 18.7, "the camera moves"},
                                      {20, 20.3, "too short to be missed"}};
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answer *answer = sample_answer(arena, "plain");
    lumbar_recording *recording = LUMBAR_NEW(arena, lumbar_recording);
    *recording = answer->recordings[0];
    recording->not_seen = gaps;
    recording->not_seen_count = LUMBAR_COUNT(gaps);
    recording->set_count = 0;
    answer->recordings = recording;
    lumbar_text text = shown(answer, 72, false), html = {0};
    lumbar_report_html(answer, &html, &(lumbar_html_settings){.knowledge = knowledge()});
    assert_non_null(strstr(text.data, "Not looked at, 0:00 to 0:01, 0:18: the camera moves"));
    assert_non_null(strstr(text.data, "Not looked at, 0:03: no person in the picture"));
    assert_non_null(strstr(html.data, "<li>0:00 to 0:01, 0:18: the camera moves</li>"));
    assert_null(strstr(text.data, "too short"));
    lumbar_text_free(&text);
    lumbar_text_free(&html);
    lumbar_arena_free(arena);
}

/* The sample's set and a gap, thousands of times. */
/* Where the camera moves repetitions are counted all the same: the line says so, or the two would contradict. */
static void what_is_counted_where_nothing_is_judged(void **state)
{
    (void)state;
    static const lumbar_gap gaps[] = {{0, 4, "no person in the picture"}, {16, 20, "the camera moves"}};
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answer *answer = sample_answer(arena, "plain");
    lumbar_recording *recording = LUMBAR_NEW(arena, lumbar_recording);
    lumbar_set set = answer->recordings[0].sets[0];
    set.start_s = 17;
    set.end_s = 20;
    *recording = answer->recordings[0];
    recording->not_seen = gaps;
    recording->not_seen_count = LUMBAR_COUNT(gaps);
    recording->sets = &set;
    answer->recordings = recording;
    lumbar_text text = shown(answer, 100, false);
    assert_non_null(strstr(text.data, "0:00 to 0:04: no person in the picture\n"));
    assert_non_null(strstr(text.data, "0:16 to 0:20: the camera moves; what is counted"));
    lumbar_text_free(&text);
    lumbar_arena_free(arena);
}

static void thousands_are_counted_and_not_told_one_by_one(void **state)
{
    (void)state;
    enum { MANY = 3000 };
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answer *answer = sample_answer(arena, "plain");
    lumbar_recording *recording = LUMBAR_NEW(arena, lumbar_recording);
    lumbar_set *sets = LUMBAR_NEW_ARRAY(arena, lumbar_set, MANY);
    lumbar_gap *gaps = LUMBAR_NEW_ARRAY(arena, lumbar_gap, MANY);
    *recording = answer->recordings[0];
    for (size_t i = 0; i < MANY; i++) {
        sets[i] = recording->sets[0];
        gaps[i] = (lumbar_gap){(double)i, (double)i + 0.9, lumbar_format(arena, "the camera moves %zu", i)};
    }
    recording->sets = sets;
    recording->not_seen = gaps;
    recording->set_count = recording->not_seen_count = MANY;
    answer->recordings = recording;
    lumbar_text text = shown(answer, 72, false), html = {0}, json = {0};
    const char *first = strstr(text.data, "2960 more");
    assert_true(first && strstr(first + 1, "2960 more"));
    lumbar_report_html(answer, &html, &(lumbar_html_settings){.knowledge = knowledge()});
    first = strstr(html.data, "2960 more");
    assert_true(first && strstr(first + 1, "2960 more"));
    assert_true(text.size < 40000 && html.size < 500000);
    lumbar_answer_json(answer, &json);
    size_t all = 0;
    for (const char *at = json.data; (at = strstr(at, "the camera moves")); at++) all++;
    assert_true(all >= MANY);
    lumbar_text_free(&text);
    lumbar_text_free(&html);
    lumbar_text_free(&json);
    lumbar_arena_free(arena);
}

static void wrap_is(const char *text, const char *expected)
{
    lumbar_text out = {0};
    lumbar_wrap(&out, 10, "* ", "  ", text);
    assert_string_equal(out.data, expected);
    lumbar_text_free(&out);
}

static void wrapping(void **state)
{
    (void)state;
    wrap_is("", "* \n");
    wrap_is("one two three", "* one two\n  three\n");
    wrap_is("longerthantheline x", "* longerthantheline\n  x\n");
    wrap_is("a\nb", "* a\n  b\n");
    wrap_is("  \xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9\xC3\xA9",
            "* \xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9\xC3\xA9\n");
}

/* What the first view tells is among the reasons that are told first, however weak. */
static void what_stands_first_is_told_first(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answer *answer = sample_answer(arena, "words");
    static const lumbar_contribution list[] = {{.finding = "a"}, {.finding = "b"}, {.finding = "c"}, {.finding = "d"},
                                               {.finding = "e"}, {.finding = "f"}, {.finding = "g"}};
    enum { ALL = LUMBAR_COUNT(list), MOST = 4 };
    static const char *const wanted[] = {"1111000", "1110010", "1111000"};
    static const char *const first[][LUMBAR_REASONS] = {{"a", "b"}, {"a", "f"}, {"d", "b"}};
    for (size_t i = 0; i < LUMBAR_COUNT(wanted); i++) {
        for (size_t r = 0; r < LUMBAR_REASONS; r++) answer->plan.reasons[r].finding = first[i][r];
        answer->plan.reason_count = LUMBAR_REASONS;
        for (size_t n = 0; n < ALL; n++)
            assert_int_equal(lumbar_told_first(answer, list, ALL, MOST, n), wanted[i][n] == '1');
    }
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_stands_first_is_told_first),
    cmocka_unit_test(lines_fit),
    cmocka_unit_test(nothing_steers_the_terminal),
    cmocka_unit_test(a_name_makes_no_line_of_its_own),
    cmocka_unit_test(open_safety_comes_first),
    cmocka_unit_test(plain_words_unless_asked),
    cmocka_unit_test(one_reason_is_told_once),
    cmocka_unit_test(what_was_seen_says_what_to_change),
    cmocka_unit_test(no_ache_is_not_told_to_start),
    cmocka_unit_test(a_reason_is_one_line),
    cmocka_unit_test(what_is_counted_where_nothing_is_judged),
    cmocka_unit_test(thousands_are_counted_and_not_told_one_by_one),
    cmocka_unit_test(wrapping),
};
CHECK_MAIN(tests)
