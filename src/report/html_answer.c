/* The sections of an answer in words: safety, causes with their evidence, advice, findings, sources. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/html_parts.h"
#include "report/report.h"

static void paragraph(lumbar_html *html, const char *class_name, const char *text)
{
    if (lumbar_has(text)) lumbar_html_put(html, "<p class=\"%\">%</p>", class_name, text);
}

/* A titled paragraph; nothing where there is no text. */
static void titled(lumbar_html *html, lumbar_phrase_id title, const char *text)
{
    if (lumbar_has(text)) lumbar_html_put(html, "<h3>%</h3><p>%</p>", lumbar_phrase(html->knowledge, title), text);
}

static const lumbar_question *open_question(const lumbar_html *html, size_t index)
{
    return html->knowledge ? lumbar_question_find(html->knowledge, html->answer->triage.open[index]) : NULL;
}

/* Those on no safety list in one line: there may be many. */
static void ache_questions(lumbar_html *html)
{
    lumbar_text list = {0};
    for (size_t i = 0; i < html->answer->triage.open_count; i++) {
        const lumbar_question *question = open_question(html, i);
        if (!question || question->screen) continue;
        if (list.size) lumbar_text_add(&list, "; ");
        lumbar_text_add(&list, question->brief);
    }
    lumbar_html_put(html, "<li>");
    if (lumbar_text_good(&list, html->out))
        lumbar_html_phrase(html, LUMBAR_PHRASE_OPEN_ACHE, LUMBAR_HOLES({"questions", list.data}));
    lumbar_html_put(html, "</li>");
    lumbar_text_free(&list);
}

/* How many questions that decide are open, and how to answer them. */
void lumbar_html_open_questions(lumbar_html *html)
{
    const lumbar_triage *triage = &html->answer->triage;
    if (!html->answer->provisional || !triage->open_count) return;
    lumbar_html_fold(html, LUMBAR_PHRASE_FOLD_OPEN, false);
    lumbar_html_put(html, "<ul class=\"open-list\">");
    bool more = false; /* those on no safety list stand in one line: there may be many */
    for (size_t i = 0; i < triage->open_count; i++) {
        const lumbar_question *question = open_question(html, i);
        if (question && !question->screen) more = true;
        else lumbar_html_put(html, "<li>%</li>", question ? question->brief : triage->open[i]);
    }
    if (more) ache_questions(html);
    lumbar_html_put(html, "</ul>");
    if (html->answer->recording_count) { /* made without being asked */
        lumbar_text code = {0};
        lumbar_html inside = {.out = &code};
        lumbar_html_put(&inside, "<code>%</code>", lumbar_phrase(html->knowledge, LUMBAR_PHRASE_COMMAND_WHY_VIDEO));
        lumbar_html_put(html, "<p>");
        if (lumbar_text_good(&code, html->out))
            lumbar_html_phrase_around(html, LUMBAR_PHRASE_OPEN_HOW, LUMBAR_HOLES({"command", code.data}));
        lumbar_html_put(html, "</p>");
        lumbar_text_free(&code);
    }
    lumbar_html_unfold(html);
}

/* What to do about it and why, what to say, what was told, what would change it. */
static void triage_words(lumbar_html *html)
{
    const lumbar_triage *triage = &html->answer->triage;
    lumbar_html_put(html, "<p class=\"level\">%</p>", lumbar_level_words(html->knowledge, html->answer));
    paragraph(html, "lead", triage->act);
    paragraph(html, "", triage->text);
    titled(html, LUMBAR_PHRASE_TELL_THEM, triage->tell_doctor);
    if (triage->because_count) {
        lumbar_html_put(html, "<h3>%</h3><ul>", lumbar_phrase(html->knowledge, LUMBAR_PHRASE_TOLD_THAT_DECIDES));
        for (size_t i = 0; i < triage->because_count; i++)
            lumbar_html_put(html, "<li>%</li>",
                            lumbar_has(triage->because[i].text) ? triage->because[i].text
                                                                : triage->because[i].question);
        lumbar_html_put(html, "</ul>");
    }
    titled(html, LUMBAR_PHRASE_WOULD_CHANGE, triage->would_change);
    titled(html, LUMBAR_PHRASE_HELP_AFTER_ALL, triage->safety_net);
}

void lumbar_html_triage(lumbar_html *html)
{
    lumbar_html_put(html,
                    "<section class=\"card level-%\" aria-labelledby=\"triage-title\"><h2 id=\"triage-title\">"
                    "%</h2>",
                    lumbar_html_level_class(html), lumbar_phrase(html->knowledge, LUMBAR_PHRASE_SEE_SOMEONE));
    triage_words(html);
    lumbar_html_put(html, "</section>");
}

void lumbar_html_triage_folded(lumbar_html *html)
{
    lumbar_html_fold(html, LUMBAR_PHRASE_FOLD_SEE, true);
    triage_words(html);
    if (lumbar_has(html->answer->summary.wrong_if)) lumbar_html_put(html, "<p>%</p>", html->answer->summary.wrong_if);
    lumbar_html_unfold(html);
}

enum { EVIDENCE_OPEN = 4 }; /* the strongest; weaker ones fold */

static void contribution(lumbar_html *html, const lumbar_contribution *one)
{
    static const char *const CLASSES[] = {
        [LUMBAR_SLIGHTLY] = "slightly", [LUMBAR_CLEARLY] = "clearly", [LUMBAR_STRONGLY] = "strongly"};
    lumbar_html_put(html, "<li><span class=\"weight weight-%\">%</span> %", CLASSES[lumbar_strength_of(one->weight_db)],
                    lumbar_strength_words(html->knowledge, one->weight_db),
                    lumbar_has(one->text) ? one->text : one->finding);
    if (lumbar_has(one->why)) lumbar_html_put(html, " <span class=\"why\">%</span>", one->why);
    lumbar_html_source(html, one->source);
    lumbar_html_put(html, "</li>");
}

/* Those told first, or the others; returns how many. */
static size_t told(lumbar_html *html, const lumbar_contribution *list, size_t count, size_t most, bool first)
{
    size_t written = 0;
    for (size_t i = 0; i < count; i++) {
        if (lumbar_told_first(html->answer, list, count, most, i) != first) continue;
        contribution(html, &list[i]);
        written++;
    }
    return written;
}

static void contributions(lumbar_html *html, lumbar_phrase_id title, const lumbar_contribution *list, size_t count)
{
    if (!count) return;
    size_t most = count > EVIDENCE_OPEN + 1 ? EVIDENCE_OPEN : count;
    lumbar_html_put(html, "<p class=\"evidence-title\">%</p><ul class=\"evidence\">",
                    lumbar_phrase(html->knowledge, title));
    size_t left = count - told(html, list, count, most, true);
    lumbar_html_put(html, "</ul>");
    if (!left) return;
    lumbar_html_put(html, "<details class=\"small\"><summary>");
    lumbar_html_phrase(html, LUMBAR_PHRASE_EVIDENCE_MORE, LUMBAR_HOLES({"count", lumbar_digits(left).text}));
    lumbar_html_put(html, "</summary><ul class=\"evidence\">");
    told(html, list, count, most, false);
    lumbar_html_put(html, "</ul></details>");
}

static void percent(lumbar_html *html, double probability)
{
    lumbar_text share = {0};
    lumbar_share_words(html->knowledge, probability, &share);
    if (lumbar_text_good(&share, html->out)) lumbar_html_put(html, "%", share.data);
    lumbar_text_free(&share);
}

static void leaf_evidence(lumbar_html *html, const lumbar_leaf *leaf)
{
    contributions(html, LUMBAR_PHRASE_FOR_IT, leaf->in_favour, leaf->favour_count);
    contributions(html, LUMBAR_PHRASE_AGAINST_IT, leaf->against, leaf->against_count);
    if (!leaf->favour_count && !leaf->against_count)
        paragraph(html, "quiet", lumbar_phrase(html->knowledge, LUMBAR_PHRASE_EVIDENCE_SILENT));
}

/* The likeliest leaf stands open, the others fold: they share much of their evidence. */
static void write_leaf(lumbar_html *html, const lumbar_leaf *leaf, bool first)
{
    const char *name = lumbar_has(leaf->name) ? leaf->name : leaf->id;
    lumbar_html_put(html,
                    first ? "<div class=\"leaf\"><h3><span class=\"name\">%</span> <span class=\"share\">"
                          : "<details class=\"leaf\"><summary><span class=\"name\">%</span> <span class=\"share\">",
                    name);
    percent(html, leaf->probability);
    lumbar_html_put(html, first ? "</span></h3>" : "</span></summary>");
    leaf_evidence(html, leaf);
    lumbar_html_put(html, first ? "</div>" : "</details>");
}

static void write_cause(lumbar_html *html, const lumbar_cause *cause, bool first)
{
    lumbar_html_put(html, first ? "<li><details class=\"cause\" open>" : "<li><details class=\"cause\">");
    lumbar_html_put(html, "<summary><span class=\"name cause-name\">%</span> <span class=\"cause-band\">%</span> ",
                    lumbar_has(cause->name) ? cause->name : cause->id,
                    lumbar_phrase(html->knowledge, lumbar_band_phrase(cause->band)));
    lumbar_text_addf(html->out,
                     "<svg class=\"bar-line\" viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" aria-hidden="
                     "\"true\"><rect class=\"bar-back\" width=\"100\" height=\"4\"/><rect class=\"bar-fill\" "
                     "width=\"%.1f\" height=\"4\"/></svg></summary>",
                     fmax(0, fmin(1, cause->probability)) * 100);
    paragraph(html, "lead", cause->about);
    for (size_t i = 0; i < cause->leaf_count; i++)
        if (i == 0 || cause->leaves[i].probability >= 0.03) write_leaf(html, &cause->leaves[i], i == 0);
    lumbar_html_put(html, "</details></li>");
}

static void cause_list(lumbar_html *html)
{
    const lumbar_answer *answer = html->answer;
    if (answer->outcome != LUMBAR_RANKED) return;
    lumbar_html_put(html, "<p class=\"quiet\">%</p><ol class=\"causes\">",
                    lumbar_phrase(html->knowledge, LUMBAR_PHRASE_BARS));
    for (size_t i = 0; i < answer->cause_count; i++) write_cause(html, &answer->causes[i], i == 0);
    lumbar_html_put(html, "</ol>");
}

void lumbar_html_causes(lumbar_html *html)
{
    const lumbar_answer *answer = html->answer;
    lumbar_html_fold(html, LUMBAR_PHRASE_FOLD_CAUSES, false);
    if (answer->triage.level < LUMBAR_SAME_DAY) paragraph(html, "lead", answer->headline);
    cause_list(html);
    if (answer->next.question) {
        lumbar_text question = {0};
        lumbar_html inside = {.out = &question};
        lumbar_html_put(&inside, "<strong>%</strong>", answer->next.question->text);
        lumbar_html_put(html, "<p class=\"next\">");
        if (lumbar_text_good(&question, html->out))
            lumbar_html_phrase_around(html, LUMBAR_PHRASE_NEXT_QUESTION, LUMBAR_HOLES({"text", question.data}));
        lumbar_html_put(html, "</p>");
        lumbar_text_free(&question);
    }
    lumbar_html_unfold(html);
}

/* What is contested of the causes that lead, in one place. */
void lumbar_html_contested(lumbar_html *html)
{
    const lumbar_answer *answer = html->answer;
    if (answer->outcome != LUMBAR_RANKED || !answer->cause_count) return;
    const lumbar_cause *first = &answer->causes[0];
    const lumbar_leaf *leaf = first->leaf_count ? &first->leaves[0] : NULL;
    if (!lumbar_has(first->contested) && !(leaf && lumbar_has(leaf->contested))) return;
    lumbar_html_fold(html, LUMBAR_PHRASE_FOLD_CONTESTED, false);
    paragraph(html, "", first->contested);
    if (leaf && (!first->contested || !leaf->contested || strcmp(first->contested, leaf->contested)))
        paragraph(html, "", leaf->contested);
    lumbar_html_unfold(html);
}

void lumbar_html_advice(lumbar_html *html)
{
    const lumbar_answer *answer = html->answer;
    if (!answer->advice_count) return;
    lumbar_html_fold(html, LUMBAR_PHRASE_FOLD_ADVICE, true);
    lumbar_html_put(html, "<ol class=\"advice\">");
    for (size_t i = 0; i < answer->advice_count; i++) {
        const lumbar_advice *advice = &answer->advice[i];
        lumbar_html_put(html, "<li class=\"card\"><p class=\"lead\">%</p>", advice->text);
        lumbar_html_ways(html, advice->figure, advice->wrong_figure);
        if (lumbar_has(advice->why) || lumbar_has(advice->evidence)) {
            lumbar_html_details(html, "small", LUMBAR_PHRASE_WHY_HOW_SURE);
            paragraph(html, "", advice->why);
            lumbar_html_put(html, "<p class=\"quiet\">");
            if (lumbar_has(advice->evidence))
                lumbar_html_phrase(html, LUMBAR_PHRASE_EVIDENCE_WORDS, LUMBAR_HOLES({"text", advice->evidence}));
            lumbar_html_source(html, advice->source);
            lumbar_html_put(html, "</p></details>");
        }
        lumbar_html_put(html, "</li>");
    }
    lumbar_html_put(html, "</ol>");
    if (answer->plan.easier_count) {
        lumbar_html_put(html, "<h3>%</h3><ul>", lumbar_phrase(html->knowledge, LUMBAR_PHRASE_FOLD_EASIER));
        for (size_t i = 0; i < answer->plan.easier_count; i++)
            lumbar_html_put(html, "<li>%</li>", answer->plan.easier[i].text);
        lumbar_html_put(html, "</ul>");
    }
    lumbar_html_unfold(html);
}

/* What recordings showed stands with their pictures. */
static bool wanted(const lumbar_finding *finding, lumbar_state state)
{
    return finding->from != LUMBAR_FROM_RECORDING && finding->state == state && lumbar_has(finding->text);
}

static void findings_in(lumbar_html *html, lumbar_state state, lumbar_phrase_id title)
{
    const lumbar_answer *answer = html->answer;
    size_t count = 0;
    for (size_t i = 0; i < answer->finding_count; i++) count += wanted(&answer->findings[i], state);
    if (!count) return;
    lumbar_html_put(html, "<h3>%</h3><ul class=\"findings\">", lumbar_phrase(html->knowledge, title));
    for (size_t i = 0; i < answer->finding_count; i++) {
        const lumbar_finding *finding = &answer->findings[i];
        if (!wanted(finding, state)) continue;
        lumbar_html_put(html, "<li>%", finding->text);
        lumbar_html_source(html, finding->source);
        lumbar_html_put(html, "</li>");
    }
    lumbar_html_put(html, "</ul>");
}

void lumbar_html_findings(lumbar_html *html)
{
    size_t told = 0;
    for (size_t i = 0; i < html->answer->finding_count; i++)
        told += wanted(&html->answer->findings[i], LUMBAR_PRESENT) || wanted(&html->answer->findings[i], LUMBAR_ABSENT);
    if (!told) return;
    lumbar_html_fold(html, LUMBAR_PHRASE_FOLD_TOLD, false);
    findings_in(html, LUMBAR_PRESENT, LUMBAR_PHRASE_IS_SO);
    findings_in(html, LUMBAR_ABSENT, LUMBAR_PHRASE_IS_NOT_SO);
    lumbar_html_unfold(html);
}

void lumbar_html_sources(lumbar_html *html)
{
    if (!html->answer->source_count) return;
    lumbar_html_fold(html, LUMBAR_PHRASE_FOLD_SOURCES, false);
    lumbar_html_put(html, "<ol class=\"sources\">");
    for (size_t i = 0; i < html->answer->source_count; i++)
        lumbar_html_put(html, "<li id=\"source-%\">%</li>", html->answer->sources[i].id,
                        html->answer->sources[i].citation);
    lumbar_html_put(html, "</ol>");
    lumbar_html_unfold(html);
}
