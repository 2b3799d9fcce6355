/* The sheet for a doctor or physiotherapist: what was asked and told, and what was seen, on one side of A4. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/html_parts.h"
#include "report/seen_words.h"

/* Own choices, so that one side of paper holds them; what is left out stands in the report. */
enum { CAUSES_MOST = 4, EVIDENCE_MOST = 3, SEEN_MOST = 8, TICKED_MOST = 4 };

typedef bool chooses(const lumbar_html *html, const lumbar_question *question);

static const char *given(const lumbar_html *html, const lumbar_question *question)
{
    return html->answers ? lumbar_answers_get(html->answers, question->id) : NULL;
}

static bool flag(const lumbar_question *question) { return question->screen && question->kind == LUMBAR_YES_NO_UNSURE; }

static bool flag_is(const lumbar_html *html, const lumbar_question *question, const char *value)
{
    const char *told = given(html, question);
    return flag(question) && told && !strcmp(told, value);
}

static bool flag_yes(const lumbar_html *html, const lumbar_question *question)
{
    return flag_is(html, question, "yes");
}

static bool flag_unsure(const lumbar_html *html, const lumbar_question *question)
{
    return flag_is(html, question, "not-sure");
}

static bool flag_no(const lumbar_html *html, const lumbar_question *question) { return flag_is(html, question, "no"); }

static bool flag_open(const lumbar_html *html, const lumbar_question *question)
{
    return question->screen && !given(html, question);
}

static bool told(const lumbar_html *html, const lumbar_question *question)
{
    return !flag(question) && given(html, question);
}

static bool other_open(const lumbar_html *html, const lumbar_question *question)
{
    return !question->screen && question->asked && !given(html, question);
}

/* What was told; of many ticks the first, and how many more there are. */
static void told_words(lumbar_html *html, const lumbar_question *question, const char *value)
{
    size_t length = strlen(value), count = 0, more = 0;
    for (const char *at = value; (at = strchr(at, ',')); at++) {
        if (++count == TICKED_MOST) length = (size_t)(at - value);
        more += count >= TICKED_MOST;
    }
    lumbar_text first = {0}, words = {0};
    char number[24];
    snprintf(number, sizeof number, "%zu", more);
    const lumbar_hole hole = {"count", number};
    lumbar_text_add_bytes(&first, value, length);
    if (lumbar_text_good(&first, html->out)) lumbar_answer_words(html->knowledge, question, first.data, &words);
    if (lumbar_text_good(&words, html->out)) lumbar_html_put(html, "%", words.data);
    if (more) lumbar_html_put(html, " ");
    if (more) lumbar_html_phrase(html, LUMBAR_PHRASE_SHEET_MORE, &hole, 1);
    lumbar_text_free(&first);
    lumbar_text_free(&words);
}

/* A title and the questions of one kind behind it, run on: there may be fifty. With `values` each with what was told;
 * where there is none, "none" or, without `always`, nothing at all. */
static void run_on(lumbar_html *html, lumbar_phrase_id title, chooses *wanted, bool values, bool always)
{
    size_t count = 0;
    for (size_t i = 0; i < lumbar_question_count(html->knowledge); i++) {
        const lumbar_question *question = lumbar_question_at(html->knowledge, i);
        if (!wanted(html, question)) continue;
        if (count++) lumbar_html_put(html, "; ");
        else lumbar_html_put(html, "<p><strong>%</strong> ", lumbar_phrase(html->knowledge, title));
        lumbar_html_put(html, values ? "%: " : "%", question->brief);
        if (!values) continue;
        told_words(html, question, given(html, question));
    }
    if (count) lumbar_html_put(html, ".</p>");
    else if (always)
        lumbar_html_put(html, "<p><strong>%</strong> %</p>", lumbar_phrase(html->knowledge, title),
                        lumbar_phrase(html->knowledge, LUMBAR_PHRASE_SHEET_NONE));
}

static void titled(lumbar_html *html, lumbar_phrase_id title)
{
    lumbar_html_put(html, "<section><h2>%</h2>", lumbar_phrase(html->knowledge, title));
}

static void flags(lumbar_html *html)
{
    titled(html, LUMBAR_PHRASE_SHEET_FLAGS);
    run_on(html, LUMBAR_PHRASE_SHEET_YES, flag_yes, false, true);
    run_on(html, LUMBAR_PHRASE_SHEET_UNSURE, flag_unsure, false, false);
    run_on(html, LUMBAR_PHRASE_SHEET_NO, flag_no, false, true);
    run_on(html, LUMBAR_PHRASE_SHEET_OPEN, flag_open, false, true);
    lumbar_html_put(html, "</section>");
}

static void own_words(lumbar_html *html)
{
    if (!html->answer->note) return;
    titled(html, LUMBAR_PHRASE_SHEET_NOTE);
    lumbar_html_put(html, "<blockquote>%</blockquote></section>", html->answer->note);
}

static void evidence(lumbar_html *html, lumbar_phrase_id title, const lumbar_contribution *list, size_t count)
{
    if (!count) return;
    lumbar_html_put(html, " <em>%</em>", lumbar_phrase(html->knowledge, title));
    for (size_t i = 0; i < count && i < EVIDENCE_MOST; i++)
        lumbar_html_put(html, " %", lumbar_has(list[i].text) ? list[i].text : list[i].finding);
}

static void cause(lumbar_html *html, const lumbar_cause *cause)
{
    const lumbar_leaf *leaf = cause->leaf_count ? &cause->leaves[0] : NULL;
    char share[24];
    lumbar_print(share, sizeof share, "%.0f", floor(cause->probability * 100 + 0.5));
    if (!strcmp(share, "0")) snprintf(share, sizeof share, "under 1");
    const lumbar_hole hole = {"share", share};
    lumbar_html_put(html, "<li><strong>%</strong> (", lumbar_has(cause->name) ? cause->name : cause->id);
    lumbar_html_phrase(html, LUMBAR_PHRASE_SHEET_SHARE, &hole, 1);
    lumbar_html_put(html, ")");
    if (leaf && lumbar_has(leaf->name)) lumbar_html_put(html, ": %.", leaf->name);
    if (leaf) {
        evidence(html, LUMBAR_PHRASE_SHEET_FOR, leaf->in_favour, leaf->favour_count);
        evidence(html, LUMBAR_PHRASE_SHEET_AGAINST, leaf->against, leaf->against_count);
    }
    lumbar_html_put(html, "</li>");
}

/* In an emergency they are no matter of this sheet. */
static void causes(lumbar_html *html)
{
    const lumbar_answer *answer = html->answer;
    if (answer->triage.level == LUMBAR_EMERGENCY) return;
    titled(html, LUMBAR_PHRASE_SHEET_CAUSES);
    if (answer->outcome != LUMBAR_RANKED) lumbar_html_put(html, "<p>%</p>", answer->headline);
    else {
        lumbar_html_put(html, "<ol>");
        for (size_t i = 0; i < answer->cause_count && i < CAUSES_MOST; i++) cause(html, &answer->causes[i]);
        lumbar_html_put(html, "</ol>");
    }
    lumbar_html_put(html, "</section>");
}

static void seen(lumbar_html *html)
{
    const lumbar_answer *answer = html->answer;
    const lumbar_moment *picture = lumbar_html_main_picture(answer);
    if (!answer->recording_count) return;
    titled(html, LUMBAR_PHRASE_FOLD_RECORDING);
    if (picture) lumbar_html_picture(html, picture);
    size_t count = 0;
    lumbar_html_put(html, "<ul>");
    for (size_t i = 0; i < answer->finding_count && count < SEEN_MOST; i++) {
        const lumbar_finding *finding = &answer->findings[i];
        if (!lumbar_told_from_recording(finding, LUMBAR_PRESENT)) continue;
        lumbar_html_put(html, "<li>%", finding->text);
        lumbar_html_measured(html, finding);
        lumbar_html_put(html, "</li>");
        count++;
    }
    if (!count) lumbar_html_put(html, "<li>%</li>", lumbar_phrase(html->knowledge, LUMBAR_PHRASE_SHEET_NONE));
    lumbar_html_put(html, "</ul></section>");
}

static void level(lumbar_html *html)
{
    const lumbar_triage *triage = &html->answer->triage;
    lumbar_html_put(html, "<p class=\"sheet-level level-%\"><strong>%.</strong> %</p>", lumbar_html_level_class(html),
                    lumbar_level_words(html->answer), lumbar_has(triage->act) ? triage->act : triage->text);
}

void lumbar_html_sheet(lumbar_html *html)
{
    lumbar_html_put(html, "<h1>%</h1><p class=\"status\">", lumbar_phrase(html->knowledge, LUMBAR_PHRASE_SHEET_TITLE));
    if (lumbar_date_known(html->answer->today)) {
        lumbar_html_date(html, html->answer->today);
        lumbar_html_put(html, ". ");
    }
    lumbar_html_phrase(html, html->answer->reviewed ? LUMBAR_PHRASE_STATUS_REVIEWED : LUMBAR_PHRASE_STATUS, NULL, 0);
    lumbar_html_put(html, "</p>");
    level(html);
    if (html->knowledge) flags(html);
    own_words(html);
    causes(html);
    seen(html);
    if (!html->knowledge) return;
    lumbar_html_put(html, "<section class=\"dense\"><h2>%</h2>",
                    lumbar_phrase(html->knowledge, LUMBAR_PHRASE_SHEET_ASKED));
    run_on(html, LUMBAR_PHRASE_SHEET_TOLD, told, true, true);
    run_on(html, LUMBAR_PHRASE_SHEET_NOT_ASKED, other_open, false, true);
    lumbar_html_put(html, "</section>");
}
