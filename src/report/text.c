/* The answer as plain lines for a terminal: all of it where it is wanted, with the short answer last, where the screen
 * ends; else the short answer alone. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/report.h"
#include "report/text_parts.h"
#include "report/wrap.h"

/* "  Title: text", wrapped under itself. */
static void titled(const lumbar_page *page, const char *title, const char *text)
{
    if (!lumbar_has(text)) return;
    char first[64];
    snprintf(first, sizeof first, "  %s: ", title);
    lumbar_lines(page, first, "    ", text);
}

/* ---- before everything: what is open ------------------------------------------------------------------- */

static const char *question_words(const lumbar_page *page, const char *id)
{
    const lumbar_knowledge *knowledge = page->terminal->knowledge;
    const lumbar_question *question = knowledge ? lumbar_question_find(knowledge, id) : NULL;
    if (!question) return id;
    return lumbar_has(question->brief) ? question->brief : question->text;
}

/* How many questions that decide are open, and how to answer them: in one line, for there may be many. */
static void open_questions(const lumbar_page *page)
{
    const lumbar_triage *triage = &page->answer->triage;
    if (!page->answer->provisional || !triage->open_count || triage->level == LUMBAR_EMERGENCY) return;
    lumbar_heading(page, "FIRST: SAFETY QUESTIONS ARE STILL OPEN");
    lumbar_text line = {0};
    lumbar_text_addf(
        &line, "All that follows is provisional: %zu question%s that decide whether a doctor should look first %s open",
        triage->open_count, triage->open_count == 1 ? "" : "s", triage->open_count == 1 ? "is" : "are");
    if (triage->open_count == 1) lumbar_text_addf(&line, " (%s)", question_words(page, triage->open[0]));
    lumbar_text_addf(&line, ". To answer, in about ten steps: lumbar why%s",
                     page->answer->recording_count ? " VIDEO" : "");
    if (lumbar_text_good(&line, page->out)) lumbar_lines(page, "", "", line.data);
    lumbar_text_free(&line);
}

/* ---- safety -------------------------------------------------------------------------------------------- */

static void safety(const lumbar_page *page)
{
    const lumbar_triage *triage = &page->answer->triage;
    lumbar_heading(page, "SHOULD YOU SEE SOMEONE?");
    bool open = !triage->screened && triage->level == LUMBAR_SELF_CARE;
    titled(page, lumbar_level_words(page->answer), open ? "the safety questions are open." : triage->text);
    lumbar_lines(page, "  ", "  ", triage->act);
    if (triage->because_count) lumbar_lines(page, "  ", "  ", "What you told that decides this:");
    for (size_t i = 0; i < triage->because_count; i++)
        lumbar_lines(page, "    - ", "      ",
                     lumbar_has(triage->because[i].text) ? triage->because[i].text : triage->because[i].question);
    titled(page, "Tell them", triage->tell_doctor);
    titled(page, "What would change this", triage->would_change);
    titled(page, "Get help after all", triage->safety_net);
}

/* ---- causes -------------------------------------------------------------------------------------------- */

/* Ten decibans are a factor of ten, five a factor of three. */
static const char *strength_words(double weight_db)
{
    double size = fabs(weight_db);
    return size >= 5 ? "strongly" : size >= 2.5 ? "clearly" : "slightly";
}

enum { TOLD_FIRST = 4 }; /* own choice: weaker ones behind --verbose */

static void contributions(const lumbar_page *page, const char *title, const lumbar_contribution *list, size_t count)
{
    size_t most = page->terminal->verbose ? count : TOLD_FIRST;
    if (count) lumbar_lines(page, "     ", "     ", title);
    for (size_t i = 0; i < count; i++) {
        if (!lumbar_told_first(page->answer, list, count, most, i)) continue;
        char first[32];
        if (page->terminal->verbose) lumbar_print(first, sizeof first, "       %+.1f dB  ", list[i].weight_db);
        else snprintf(first, sizeof first, "       - %s: ", strength_words(list[i].weight_db));
        lumbar_lines(page, first, "         ", lumbar_has(list[i].text) ? list[i].text : list[i].finding);
        if (!page->terminal->verbose) continue;
        lumbar_lines(page, "         why: ", "         ", list[i].why);
        lumbar_lines(page, "         source: ", "         ", list[i].source);
    }
}

/* A cause's only leaf bears its name, which is not told twice. */
static void leaf(const lumbar_page *page, const lumbar_leaf *leaf, const char *cause_name)
{
    char name[200];
    if (page->terminal->verbose)
        lumbar_print(name, sizeof name, "%s (%.0f in 100, score %+.1f dB)",
                     lumbar_has(leaf->name) ? leaf->name : leaf->id, leaf->probability * 100, leaf->score_db);
    else snprintf(name, sizeof name, "%s", lumbar_has(leaf->name) ? leaf->name : leaf->id);
    if (page->terminal->verbose || !lumbar_has(cause_name) || strcmp(name, cause_name))
        lumbar_lines(page, "   > ", "     ", name);
    contributions(page, "Speaks for it:", leaf->in_favour, leaf->favour_count);
    contributions(page, "Speaks against it:", leaf->against, leaf->against_count);
}

static void cause(const lumbar_page *page, const lumbar_cause *cause, size_t rank, double leading)
{
    char name[200];
    int length = snprintf(name, sizeof name, "%s: %s", lumbar_has(cause->name) ? cause->name : cause->id, cause->band);
    if (name[0] >= 'a' && name[0] <= 'z') name[0] = (char)(name[0] - 'a' + 'A'); /* it starts a line */
    if (page->terminal->verbose && length > 0 && (size_t)length < sizeof name)
        lumbar_print(name + length, sizeof name - (size_t)length, " (%.0f in 100)", cause->probability * 100);
    char first[32];
    snprintf(first, sizeof first, "%zu. ", rank);
    lumbar_lines(page, first, "   ", name);
    bool told = page->terminal->verbose || rank == 1 || cause->probability * 2 >= leading;
    if (!told) return;
    lumbar_lines(page, "   ", "   ", cause->about);
    for (size_t i = 0; i < cause->leaf_count; i++) {
        bool matters = cause->leaves[i].probability * 4 >= cause->leaves[0].probability && i < 2;
        if (page->terminal->verbose || matters) leaf(page, &cause->leaves[i], cause->name);
    }
}

static const char *leaf_name(const lumbar_answer *answer, const char *id)
{
    for (size_t i = 0; i < answer->cause_count; i++)
        for (size_t j = 0; j < answer->causes[i].leaf_count; j++)
            if (!strcmp(answer->causes[i].leaves[j].id, id) && lumbar_has(answer->causes[i].leaves[j].name))
                return answer->causes[i].leaves[j].name;
    return id;
}

/* Where somebody should look today a list of harmless causes would only delay: it is printed on request alone. */
static void causes(const lumbar_page *page)
{
    const lumbar_answer *answer = page->answer;
    if (answer->triage.level >= LUMBAR_SAME_DAY && !page->terminal->verbose) return;
    lumbar_heading(page, answer->provisional ? "WHAT COULD BE BEHIND IT (PROVISIONAL)" : "WHAT COULD BE BEHIND IT");
    lumbar_lines(page, "", "", answer->headline);
    lumbar_lines(page, "", "", answer->summary.wrong_if);
    if (answer->outcome == LUMBAR_RANKED) {
        for (size_t i = 0; i < answer->contributing_count; i++)
            lumbar_lines(page, "And also, perhaps: ", "  ", leaf_name(answer, answer->contributing[i]));
        lumbar_text_add(page->out, "\n");
        for (size_t i = 0; i < answer->cause_count; i++)
            cause(page, &answer->causes[i], i + 1, answer->causes[0].probability);
    }
    const lumbar_question *next = answer->next.question;
    if (next) lumbar_lines(page, "What would help most to know next: ", "  ", next->text);
}

/* ---- advice, sources ----------------------------------------------------------------------------------- */

static void advice(const lumbar_page *page)
{
    const lumbar_answer *answer = page->answer;
    if (!answer->advice_count) return;
    lumbar_heading(page, answer->provisional ? "WHAT TO DO (PROVISIONAL)" : "WHAT TO DO");
    for (size_t i = 0; i < answer->advice_count; i++) {
        char first[32];
        snprintf(first, sizeof first, "%zu. ", i + 1);
        lumbar_lines(page, first, "   ", answer->advice[i].text);
        lumbar_lines(page, "   Why: ", "   ", answer->advice[i].why);
        if (!lumbar_has(answer->advice[i].evidence)) continue;
        char evidence[400];
        snprintf(evidence, sizeof evidence, "%s%s%s%s", answer->advice[i].evidence,
                 lumbar_has(answer->advice[i].source) ? " [" : "",
                 lumbar_has(answer->advice[i].source) ? answer->advice[i].source : "",
                 lumbar_has(answer->advice[i].source) ? "]" : "");
        lumbar_lines(page, "   Evidence: ", "   ", evidence);
    }
    if (answer->plan.easier_count) lumbar_text_add(page->out, "\n");
    for (size_t i = 0; i < answer->plan.easier_count; i++) lumbar_lines(page, "", "  ", answer->plan.easier[i].text);
}

static bool cited(const lumbar_answer *answer, const char *source)
{
    for (size_t i = 0; i < answer->advice_count; i++)
        if (answer->advice[i].source && !strcmp(answer->advice[i].source, source)) return true;
    return false;
}

/* Those that the lines above name; all of them where all evidence is printed. */
static void sources(const lumbar_page *page)
{
    const lumbar_answer *answer = page->answer;
    if (!answer->source_count) return;
    lumbar_heading(page, "SOURCES");
    size_t left_out = 0;
    for (size_t i = 0; i < answer->source_count; i++) {
        if (!page->terminal->verbose && !cited(answer, answer->sources[i].id)) {
            left_out++;
            continue;
        }
        char first[80];
        snprintf(first, sizeof first, "[%s] ", answer->sources[i].id);
        lumbar_lines(page, first, "  ", answer->sources[i].citation);
    }
    if (!left_out) return;
    char more[80];
    snprintf(more, sizeof more, "%zu %s, and all evidence with its weight: --verbose", left_out,
             left_out < answer->source_count ? "more"
             : left_out == 1                 ? "source"
                                             : "sources");
    lumbar_lines(page, "", "  ", more);
}

/* What is contested of the main cause, in one place. */
static void contested(const lumbar_page *page)
{
    const lumbar_answer *answer = page->answer;
    if (answer->outcome != LUMBAR_RANKED || !answer->cause_count || answer->triage.level >= LUMBAR_SAME_DAY) return;
    const lumbar_cause *first = &answer->causes[0];
    const lumbar_leaf *leaf = first->leaf_count ? &first->leaves[0] : NULL;
    const char *of_leaf = leaf && lumbar_has(leaf->contested) ? leaf->contested : NULL;
    if (!lumbar_has(first->contested) && !of_leaf) return;
    lumbar_heading(page, "WHAT IS CONTESTED");
    lumbar_lines(page, "", "", first->contested);
    if (!first->contested || !of_leaf || strcmp(first->contested, of_leaf)) lumbar_lines(page, "", "", of_leaf);
}

void lumbar_answer_terminal(const lumbar_answer *answer, const lumbar_terminal *terminal, lumbar_text *out)
{
    int width = terminal->width < 40 ? 40 : terminal->width > 80 ? 80 : terminal->width;
    const lumbar_page page = {answer, terminal, out, width};
    bool all = terminal->more || terminal->verbose;
    if (all) {
        open_questions(&page);
        safety(&page);
        causes(&page);
        contested(&page);
        advice(&page);
        lumbar_text_recordings(&page);
        lumbar_text_note(&page);
        sources(&page);
    }
    if (answer->triage.level == LUMBAR_EMERGENCY) lumbar_text_emergency(&page);
    else lumbar_text_short(&page, all);
}
