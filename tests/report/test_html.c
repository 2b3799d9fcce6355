/* The HTML of an answer: well-formed, harmless whatever the data says, and complete. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "report/film.h"
#include "report/html.h"
#include "sample_answer.h"

#define HOSTILE "</p><script>alert(1)</script> \"q\" 'a' & %s onerror=x <img src=http://x> \x01\xFF\xC0\xAF\xED\xA0\x80"

typedef struct sample {
    lumbar_html_settings settings;
    lumbar_arena *arena;
    lumbar_answer *answer;
    lumbar_text text;
} sample;

static sample begin(const char *words)
{
    sample made = {.arena = lumbar_arena_new()};
    lumbar_error error;
    made.settings.knowledge = lumbar_knowledge_builtin(made.arena, &error);
    made.answer = sample_answer(made.arena, words);
    return made;
}

static void end(sample *made)
{
    lumbar_text_free(&made->text);
    lumbar_arena_free(made->arena);
}

static size_t count(const char *text, const char *part)
{
    size_t found = 0;
    for (; (text = strstr(text, part)); text += strlen(part)) found++;
    return found;
}

/* Walks tags with a stack; true where each opened element is closed in order. An oracle, not the writer's own
 * logic. */
static bool balanced(const char *text)
{
    char stack[64][24];
    int depth = 0;
    for (const char *at = strchr(text, '<'); at; at = strchr(at + 1, '<')) {
        if (at[1] == '!') continue;
        bool closing = at[1] == '/';
        const char *name = at + 1 + closing, *tail = strchr(at, '>');
        size_t length = strcspn(name, " />");
        if (!tail || length == 0 || length >= sizeof stack[0] || depth >= 63) return false;
        for (const char *inside = at + 1; inside < tail; inside++)
            if (*inside == '<') return false;
        if (closing) {
            if (depth == 0 || strncmp(stack[depth - 1], name, length) || stack[depth - 1][length]) return false;
            depth--;
        } else if (tail[-1] != '/' && strncmp(name, "meta", 4) && strncmp(name, "img", 3)) {
            memcpy(stack[depth], name, length);
            stack[depth++][length] = 0;
        }
        at = tail;
    }
    return depth == 0;
}

static void test_well_formed(void **state)
{
    const char *const words[] = {"plain words", HOSTILE, ""};
    for (size_t i = 0; i < LUMBAR_COUNT(words); i++) {
        sample made = begin(words[i]);
        lumbar_answer_html(made.answer, &made.text, &made.settings);
        assert_true(balanced(made.text.data));
        made.text.size = 0;
        lumbar_report_html(made.answer, &made.text, &made.settings);
        assert_true(balanced(made.text.data));
        made.text.size = 0;
        lumbar_summary_html(made.answer, &made.text, &made.settings);
        assert_true(balanced(made.text.data) && !strstr(made.text.data, "<script"));
        end(&made);
    }
}

/* Nothing that a policy would have to stop: no script, no handler, no style attribute, no address but
 * data:. */
static void test_harmless(void **state)
{
    sample made = begin(HOSTILE);
    lumbar_report_html(made.answer, &made.text, &made.settings);
    const char *html = made.text.data;
    assert_int_equal(count(html, "<script"), 0);
    assert_int_equal(count(html, "<img"), 1);
    assert_int_equal(count(html, "src=\"data:image/png;base64,iVBOR/8=\""), 1);
    assert_int_equal(count(html, " style="), 0);
    assert_int_equal(count(html, "\x01") + count(html, "\xFF") + count(html, "\xC0") + count(html, "\xED\xA0"), 0);
    assert_true(count(html, "&lt;script&gt;alert(1)&lt;/script&gt; &quot;q&quot; &#39;a&#39; &amp; %s") > 5);
    assert_non_null(strstr(html, "default-src 'none'; style-src 'sha256-"));
    end(&made);
}

/* Words between the tags of the first screen. */
static int first_screen_words(const char *html)
{
    const char *at = strstr(html, "<section class=\"first"), *end = strstr(at, "</section>");
    int words = 0;
    bool inside = false, tag = false;
    for (; at < end; at++) {
        if (*at == '<') tag = true;
        bool letter = !tag && !isspace((unsigned char)*at);
        words += letter && !inside;
        inside = letter;
        if (*at == '>') tag = false;
    }
    return words;
}

/* The first view adds the titles of its three lines and nothing else; all else is folded. */
static void test_first_view_adds_few_words(void **state)
{
    sample made = begin("x");
    made.answer->summary = (lumbar_summary){"one two three", "four five", "six", "seven"};
    made.answer->plan.see = made.answer->summary.see;
    made.answer->recording_count = 0;
    lumbar_answer_html(made.answer, &made.text, &made.settings);
    /* see 3, cause 2, reasons 1 + 5, lines 3 + 1 + 2, help 8, titles 1 + 2 + 3 */
    assert_int_equal(first_screen_words(made.text.data), 3 + 2 + 6 + 6 + 10 + 6);
    const char *after = strstr(made.text.data, "class=\"status\"");
    for (const char *section = after; (section = strstr(section, "<section>")); section++)
        assert_memory_equal(section, "<section><details class=\"fold", 29);
    end(&made);
}

static void test_open_questions_are_counted_first(void **state)
{
    static const char *const open[] = {"saddle-numbness", "urine-dark"};
    sample made = begin("x");
    lumbar_answer_html(made.answer, &made.text, &made.settings);
    assert_null(strstr(made.text.data, "still open"));
    made.text.size = 0;
    made.answer->provisional = true;
    made.answer->triage.level = LUMBAR_SELF_CARE;
    made.answer->triage.open = open;
    made.answer->triage.open_count = 2;
    lumbar_answer_html(made.answer, &made.text, &made.settings);
    const char *counted = strstr(made.text.data, "2 are still open.");
    assert_true(counted && counted < strstr(made.text.data, "cause-line"));
    const char *notice = strstr(made.text.data, "Numb or strange feeling between the legs");
    assert_true(notice && notice < strstr(made.text.data, "class=\"advice\""));
    end(&made);
}

/* What to do first, whom to call, three lines to say: and nothing else. */
static void test_emergency_stands_alone(void **state)
{
    sample made = begin("x");
    made.answer->triage.level = LUMBAR_EMERGENCY;
    made.answer->triage.act = "Go now.";
    made.answer->triage.say = "My legs get weak.";
    lumbar_answer_html(made.answer, &made.text, &made.settings);
    const char *html = made.text.data;
    const char *act = strstr(html, "Go now."), *call = strstr(html, "href=\"tel:112\""),
               *say = strstr(html, "My legs get weak.");
    assert_true(act && call && say && act < call && call < say);
    assert_int_equal(count(html, "<section"), 1);
    assert_int_equal(count(html, "<details"), 0);
    assert_int_equal(count(html, "<li>"), 6 + 3); /* the commonest numbers, and what to say */
    assert_true(balanced(html));
    made.text.size = 0;
    made.settings.country = "gb";
    lumbar_answer_html(made.answer, &made.text, &made.settings);
    assert_int_equal(count(made.text.data, "tel:"), 1);
    assert_non_null(strstr(made.text.data, "tel:999"));
    end(&made);
}

static void test_says_who_reviewed_it(void **state)
{
    sample made = begin("x");
    lumbar_answer_html(made.answer, &made.text, &made.settings);
    assert_non_null(strstr(made.text.data, "No clinician has reviewed these rules yet."));
    made.text.size = 0;
    made.answer->reviewed = true;
    lumbar_answer_html(made.answer, &made.text, &made.settings);
    assert_null(strstr(made.text.data, "No clinician has reviewed"));
    assert_non_null(strstr(made.text.data, "no medical device"));
    end(&made);
}

/* The first view carries the level. */
static void test_level_shapes_the_answer(void **state)
{
    const char *const classes[] = {"level-self-care", "level-clinician", "level-same-day", "level-emergency"};
    for (int level = LUMBAR_SELF_CARE; level <= LUMBAR_EMERGENCY; level++) {
        sample made = begin("x");
        made.answer->triage.level = (lumbar_level)level;
        lumbar_answer_html(made.answer, &made.text, &made.settings);
        for (int other = 0; other <= LUMBAR_EMERGENCY; other++)
            assert_int_equal(strstr(made.text.data, classes[other]) != NULL, other == level);
        end(&made);
    }
}

static void test_evidence_names_its_sources(void **state)
{
    sample made = begin("x");
    lumbar_answer_html(made.answer, &made.text, &made.settings);
    const char *html = made.text.data;
    assert_int_equal(count(html, "<li id=\"source-someone2003\">"), 1);
    assert_true(count(html, "href=\"#source-someone2003\"") >= 3);
    assert_int_equal(count(html, "unlisted1999"), 0);
    assert_int_equal(count(html, "<details class=\"cause\""), 6);
    assert_non_null(strstr(html, "under 1 in 100"));
    assert_non_null(strstr(html, "50 in 100"));
    end(&made);
}

/* A stretch that was not seen parts the line; what was never seen is said, not drawn. */
static void test_recording(void **state)
{
    sample made = begin("x");
    lumbar_answer_html(made.answer, &made.text, &made.settings);
    const char *html = made.text.data;
    assert_int_equal(count(html, "<path class=\"chart-line\""), 2);
    assert_int_equal(count(html, "<path class=\"chart-mark\""), 4);
    assert_int_equal(count(html, "<rect class=\"chart-rep\""), 10);
    assert_int_equal(count(html, "Not seen well enough to draw."), 1);
    assert_int_equal(count(html, "<th scope=\"row\">"), 10);
    assert_non_null(strstr(html, "from 2 to 78 degrees"));
    assert_non_null(strstr(html, "sit-up, meant as crunch, 10 repetitions"));
    assert_non_null(strstr(html, "an arm hides the lower back"));
    assert_non_null(strstr(html, "A second person was in the picture."));
    assert_int_equal(count(html, "nan"), 0);
    end(&made);
}

static void test_film_lines(void **state)
{
    lumbar_text text = {0};
    sample made = begin("words");
    const lumbar_knowledge *k = made.settings.knowledge;
    lumbar_film_html(k, &text);
    for (int i = 0; i < LUMBAR_FILM_LINES; i++)
        assert_non_null(strstr(text.data, lumbar_phrase(k, lumbar_film_lines[i])));
    assert_int_equal(count(text.data, "<li>"), 6);
    assert_int_equal(count(text.data, "role=\"img\" aria-label="), 2);
    assert_true(balanced(text.data));
    lumbar_text_free(&text);
    end(&made);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_well_formed),
    cmocka_unit_test(test_harmless),
    cmocka_unit_test(test_first_view_adds_few_words),
    cmocka_unit_test(test_open_questions_are_counted_first),
    cmocka_unit_test(test_emergency_stands_alone),
    cmocka_unit_test(test_says_who_reviewed_it),
    cmocka_unit_test(test_level_shapes_the_answer),
    cmocka_unit_test(test_evidence_names_its_sources),
    cmocka_unit_test(test_recording),
    cmocka_unit_test(test_film_lines),
};

CHECK_MAIN(tests)
