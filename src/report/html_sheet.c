/* The sheet for a doctor or physiotherapist: what was asked and told, and what was seen, on one side of A4. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/html_parts.h"
#include "report/seen_words.h"

/* Own choices, so that one side of paper holds them at 8 points, which is still read; what is left out stands in the
 * report. ROOM is in bytes of markup, the picture's own left out: so much of the largest sheet was tried on paper. What
 * matters most comes first and takes its room; of what comes last as much is told as there is room left for. */
enum {
    CAUSES_MOST = 4,
    EVIDENCE_MOST = 3,
    SEEN_MOST = 8,
    TICKED_MOST = 4,
    NOTE_MOST = 900,
    ROOM = 9300,
    PICTURE = 1500
};

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

static void left_out(lumbar_html *html, size_t count)
{
    char number[24];
    snprintf(number, sizeof number, "%zu", count);
    const lumbar_hole hole = {"count", number};
    lumbar_html_put(html, "; ");
    lumbar_html_phrase(html, LUMBAR_PHRASE_SHEET_LEFT_OUT, &hole, 1);
}

/* A title and the questions of one kind behind it, run on: there may be fifty. With `values` each with what was told;
 * where there is none, "none" or, without `always`, nothing at all. Behind `end` bytes of the sheet no more are told,
 * but how many there are. */
static void run_on_to(lumbar_html *html, lumbar_phrase_id title, chooses *wanted, bool values, size_t end)
{
    size_t count = 0, left = 0;
    for (size_t i = 0; i < lumbar_question_count(html->knowledge); i++) {
        const lumbar_question *question = lumbar_question_at(html->knowledge, i);
        if (!wanted(html, question)) continue;
        if (count && html->out->size > end) {
            left++;
            continue;
        }
        if (count++) lumbar_html_put(html, "; ");
        else lumbar_html_put(html, "<p><strong>%</strong> ", lumbar_phrase(html->knowledge, title));
        lumbar_html_put(html, values ? "%: " : "%", question->brief);
        if (values) told_words(html, question, given(html, question));
    }
    if (left) left_out(html, left);
    if (count) lumbar_html_put(html, ".</p>");
    else
        lumbar_html_put(html, "<p><strong>%</strong> %</p>", lumbar_phrase(html->knowledge, title),
                        lumbar_phrase(html->knowledge, LUMBAR_PHRASE_SHEET_NONE));
}

/* The same without an end, of what is always told whole; without `always` nothing at all where there is none. */
static void run_on(lumbar_html *html, lumbar_phrase_id title, chooses *wanted, bool always)
{
    bool any = always;
    for (size_t i = 0; !any && i < lumbar_question_count(html->knowledge); i++)
        any = wanted(html, lumbar_question_at(html->knowledge, i));
    if (any) run_on_to(html, title, wanted, false, SIZE_MAX);
}
static void titled(lumbar_html *html, lumbar_phrase_id title)
{
    lumbar_html_put(html, "<section><h2>%</h2>", lumbar_phrase(html->knowledge, title));
}

static void flags(lumbar_html *html)
{
    titled(html, LUMBAR_PHRASE_SHEET_FLAGS);
    run_on(html, LUMBAR_PHRASE_SHEET_YES, flag_yes, true);
    run_on(html, LUMBAR_PHRASE_SHEET_UNSURE, flag_unsure, false);
    run_on(html, LUMBAR_PHRASE_SHEET_NO, flag_no, true);
    run_on(html, LUMBAR_PHRASE_SHEET_OPEN, flag_open, true);
    lumbar_html_put(html, "</section>");
}

static void own_words(lumbar_html *html)
{
    if (!html->answer->note) return;
    titled(html, LUMBAR_PHRASE_SHEET_NOTE);
    size_t length = strlen(html->answer->note), end = length;
    if (length > NOTE_MOST)
        for (end = 0; end + lumbar_utf8_length(html->answer->note + end) <= NOTE_MOST;)
            end += lumbar_utf8_length(html->answer->note + end);
    lumbar_text note = {0};
    lumbar_text_add_bytes(&note, html->answer->note, end);
    if (lumbar_text_good(&note, html->out)) lumbar_html_put(html, "<blockquote>%", note.data);
    if (end < length) lumbar_html_put(html, " %", lumbar_phrase(html->knowledge, LUMBAR_PHRASE_SHEET_NOTE_MORE));
    lumbar_html_put(html, "</blockquote></section>");
    lumbar_text_free(&note);
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
    lumbar_text share = {0};
    lumbar_share_words(html->knowledge, cause->probability, &share);
    lumbar_html_put(html, "<li><strong>%</strong> (", lumbar_has(cause->name) ? cause->name : cause->id);
    if (lumbar_text_good(&share, html->out)) lumbar_html_put(html, "%)", share.data);
    lumbar_text_free(&share);
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

/* Returns the bytes of the picture beyond the room that it takes. */
static size_t seen(lumbar_html *html)
{
    const lumbar_answer *answer = html->answer;
    const lumbar_moment *picture = lumbar_html_main_picture(answer);
    if (!answer->recording_count) return 0;
    titled(html, LUMBAR_PHRASE_FOLD_RECORDING);
    size_t before = html->out->size;
    if (picture) lumbar_html_picture(html, picture);
    size_t bytes = html->out->size - before;
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
    return bytes > PICTURE ? bytes - PICTURE : 0;
}

static void level(lumbar_html *html)
{
    const lumbar_triage *triage = &html->answer->triage;
    lumbar_html_put(html, "<p class=\"sheet-level level-%\"><strong>%.</strong> %</p>", lumbar_html_level_class(html),
                    lumbar_level_words(html->knowledge, html->answer),
                    lumbar_has(triage->act) ? triage->act : triage->text);
}

void lumbar_html_sheet(lumbar_html *html)
{
    size_t end = html->out->size + ROOM;
    lumbar_html_put(html, "<h1>%</h1><p class=\"status\">", lumbar_phrase(html->knowledge, LUMBAR_PHRASE_SHEET_TITLE));
    if (lumbar_date_known(html->answer->today)) {
        lumbar_html_date(html, html->answer->today);
        lumbar_html_put(html, ". ");
    }
    lumbar_html_phrase(html, html->answer->reviewed ? LUMBAR_PHRASE_SHEET_STATUS_REVIEWED : LUMBAR_PHRASE_SHEET_STATUS,
                       NULL, 0);
    lumbar_html_put(html, "</p>");
    level(html);
    if (html->knowledge) flags(html);
    own_words(html);
    causes(html);
    end += seen(html);
    if (!html->knowledge) return;
    lumbar_html_put(html, "<section><h2>%</h2>", lumbar_phrase(html->knowledge, LUMBAR_PHRASE_SHEET_ASKED));
    run_on_to(html, LUMBAR_PHRASE_SHEET_TOLD, told, true, end);
    run_on_to(html, LUMBAR_PHRASE_SHEET_NOT_ASKED, other_open, false, end);
    lumbar_html_put(html, "</section>");
}
