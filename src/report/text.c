/* The answer as plain lines for a terminal: all of it where it is wanted, with the short answer last, where the screen
 * ends; else the short answer alone. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/report.h"
#include "report/text_parts.h"
#include "report/wrap.h"

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
    lumbar_heading(page, LUMBAR_PHRASE_HEAD_OPEN);
    const char *command = lumbar_page_phrase(page, page->answer->recording_count ? LUMBAR_PHRASE_COMMAND_WHY_VIDEO
                                                                                 : LUMBAR_PHRASE_COMMAND_WHY);
    bool one = triage->open_count == 1; /* it is named */
    lumbar_phrase_lines(page, "", "", one ? LUMBAR_PHRASE_OPEN_PROVISIONAL_ONE : LUMBAR_PHRASE_OPEN_PROVISIONAL,
                        LUMBAR_HOLES({"count", lumbar_digits(triage->open_count).text},
                                     {"question", question_words(page, triage->open[0])}, {"command", command}));
}

/* ---- safety -------------------------------------------------------------------------------------------- */

static void safety(const lumbar_page *page)
{
    const lumbar_triage *triage = &page->answer->triage;
    lumbar_heading(page, LUMBAR_PHRASE_HEAD_SEE);
    bool open = !triage->screened && triage->level == LUMBAR_SELF_CARE;
    const char *level = lumbar_level_words(page->terminal->knowledge, page->answer);
    if (open || lumbar_has(triage->text))
        lumbar_phrase_lines(page, "  ", "    ", open ? LUMBAR_PHRASE_SEE_OPEN : LUMBAR_PHRASE_SEE_LEVEL,
                            LUMBAR_HOLES({"level", level}, {"text", open ? "" : triage->text}));
    lumbar_lines(page, "  ", "  ", triage->act);
    if (triage->because_count) lumbar_lines(page, "  ", "  ", lumbar_page_phrase(page, LUMBAR_PHRASE_SEE_TOLD));
    for (size_t i = 0; i < triage->because_count; i++)
        lumbar_lines(page, "    - ", "      ",
                     lumbar_has(triage->because[i].text) ? triage->because[i].text : triage->because[i].question);
    lumbar_titled_lines(page, "  ", "    ", LUMBAR_PHRASE_SEE_TELL, triage->tell_doctor);
    lumbar_titled_lines(page, "  ", "    ", LUMBAR_PHRASE_SEE_CHANGE, triage->would_change);
    lumbar_titled_lines(page, "  ", "    ", LUMBAR_PHRASE_SEE_HELP, triage->safety_net);
}

/* ---- causes -------------------------------------------------------------------------------------------- */

enum { TOLD_FIRST = 4 }; /* own choice: weaker ones behind --verbose */

static void contributions(const lumbar_page *page, lumbar_phrase_id title, const lumbar_contribution *list,
                          size_t count)
{
    size_t most = page->terminal->verbose ? count : TOLD_FIRST;
    if (count) lumbar_lines(page, "     ", "     ", lumbar_page_phrase(page, title));
    for (size_t i = 0; i < count; i++) {
        if (!lumbar_told_first(page->answer, list, count, most, i)) continue;
        char first[32];
        const char *text = lumbar_has(list[i].text) ? list[i].text : list[i].finding;
        if (!page->terminal->verbose) {
            const char *strength = lumbar_strength_words(page->terminal->knowledge, list[i].weight_db);
            lumbar_phrase_lines(page, "       - ", "         ", LUMBAR_PHRASE_EVIDENCE,
                                LUMBAR_HOLES({"strength", strength}, {"text", text}));
            continue;
        }
        lumbar_print(first, sizeof first, "       %+.1f dB  ", list[i].weight_db);
        lumbar_lines(page, first, "         ", text);
        lumbar_titled_lines(page, "         ", "         ", LUMBAR_PHRASE_EVIDENCE_WHY, list[i].why);
        lumbar_titled_lines(page, "         ", "         ", LUMBAR_PHRASE_EVIDENCE_SOURCE, list[i].source);
    }
}

/* A cause's only leaf bears its name, which is not told twice. */
static void leaf(const lumbar_page *page, const lumbar_leaf *leaf, const char *cause_name)
{
    const char *name = lumbar_has(leaf->name) ? leaf->name : leaf->id;
    if (page->terminal->verbose) {
        char score[32];
        lumbar_text share = {0};
        lumbar_print(score, sizeof score, "%+.1f", leaf->score_db);
        lumbar_share_words(page->terminal->knowledge, leaf->probability, &share);
        if (lumbar_text_good(&share, page->out))
            lumbar_phrase_lines(page, "   > ", "     ", LUMBAR_PHRASE_LEAF_SCORE,
                                LUMBAR_HOLES({"leaf", name}, {"share", share.data}, {"score", score}));
        lumbar_text_free(&share);
    } else if (!lumbar_has(cause_name) || strcmp(name, cause_name) != 0) lumbar_lines(page, "   > ", "     ", name);
    contributions(page, LUMBAR_PHRASE_SPEAKS_FOR, leaf->in_favour, leaf->favour_count);
    contributions(page, LUMBAR_PHRASE_SPEAKS_AGAINST, leaf->against, leaf->against_count);
}

/* "1. the way the exercise is done: likely" */
static void cause_line(const lumbar_page *page, const lumbar_cause *cause, size_t rank)
{
    lumbar_text share = {0};
    char first[32];
    snprintf(first, sizeof first, "%zu. ", rank);
    lumbar_share_words(page->terminal->knowledge, cause->probability, &share);
    if (lumbar_text_good(&share, page->out))
        lumbar_phrase_lines(
            page, first, "   ", page->terminal->verbose ? LUMBAR_PHRASE_CAUSE_SHARE : LUMBAR_PHRASE_CAUSE_BAND,
            LUMBAR_HOLES({"cause", lumbar_has(cause->name) ? cause->name : cause->id},
                         {"band", lumbar_page_phrase(page, lumbar_band_phrase(cause->band))}, {"share", share.data}));
    lumbar_text_free(&share);
}

static void cause(const lumbar_page *page, const lumbar_cause *cause, size_t rank, double leading)
{
    cause_line(page, cause, rank);
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
    lumbar_heading(page, answer->provisional ? LUMBAR_PHRASE_HEAD_CAUSES_PROVISIONAL : LUMBAR_PHRASE_HEAD_CAUSES);
    lumbar_lines(page, "", "", answer->headline);
    lumbar_lines(page, "", "", answer->summary.wrong_if);
    if (answer->outcome == LUMBAR_RANKED) {
        for (size_t i = 0; i < answer->contributing_count; i++)
            lumbar_titled_lines(page, "", "  ", LUMBAR_PHRASE_ALSO_PERHAPS, leaf_name(answer, answer->contributing[i]));
        lumbar_text_add(page->out, "\n");
        for (size_t i = 0; i < answer->cause_count; i++)
            cause(page, &answer->causes[i], i + 1, answer->causes[0].probability);
    }
    const lumbar_question *next = answer->next.question;
    if (next) lumbar_titled_lines(page, "", "  ", LUMBAR_PHRASE_NEXT_QUESTION, next->text);
}

/* ---- advice, sources ----------------------------------------------------------------------------------- */

static void advice(const lumbar_page *page)
{
    const lumbar_answer *answer = page->answer;
    if (!answer->advice_count) return;
    lumbar_heading(page, answer->provisional ? LUMBAR_PHRASE_HEAD_ADVICE_PROVISIONAL : LUMBAR_PHRASE_HEAD_ADVICE);
    for (size_t i = 0; i < answer->advice_count; i++) {
        char first[32];
        snprintf(first, sizeof first, "%zu. ", i + 1);
        lumbar_lines(page, first, "   ", answer->advice[i].text);
        lumbar_titled_lines(page, "   ", "   ", LUMBAR_PHRASE_ADVICE_WHY, answer->advice[i].why);
        if (!lumbar_has(answer->advice[i].evidence)) continue;
        bool named = lumbar_has(answer->advice[i].source);
        lumbar_phrase_lines(
            page, "   ", "   ", named ? LUMBAR_PHRASE_ADVICE_EVIDENCE_SOURCE : LUMBAR_PHRASE_ADVICE_EVIDENCE,
            LUMBAR_HOLES({"text", answer->advice[i].evidence}, {"source", named ? answer->advice[i].source : ""}));
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
    lumbar_heading(page, LUMBAR_PHRASE_HEAD_SOURCES);
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
    bool some = left_out < answer->source_count;
    lumbar_phrase_lines(page, "", "  ", some ? LUMBAR_PHRASE_SOURCES_MORE : LUMBAR_PHRASE_SOURCES_ALL,
                        LUMBAR_HOLES({"count", lumbar_digits(left_out).text}));
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
    lumbar_heading(page, LUMBAR_PHRASE_HEAD_CONTESTED);
    lumbar_lines(page, "", "", first->contested);
    if (!first->contested || !of_leaf || strcmp(first->contested, of_leaf)) lumbar_lines(page, "", "", of_leaf);
}

/* How tired the muscles got, in a line. */
static void course(const lumbar_page *page)
{
    const lumbar_course *known = page->terminal->course;
    const lumbar_curve *most =
        known && !known->recording ? lumbar_course_tiredest(known) : NULL; /* a film is no workout */
    if (!most || page->answer->triage.level >= LUMBAR_SAME_DAY) return;
    lumbar_heading(page, LUMBAR_PHRASE_HEAD_COURSE);
    lumbar_phrase_lines(
        page, "", "", LUMBAR_PHRASE_COURSE_PEAK_SHORT,
        LUMBAR_HOLES({"share", lumbar_digits((size_t)rint(lumbar_course_peak(most))).text}, {"muscles", most->title}));
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
        course(&page);
        lumbar_text_note(&page);
        sources(&page);
    }
    if (answer->triage.level == LUMBAR_EMERGENCY) lumbar_text_emergency(&page);
    else lumbar_text_short(&page, all);
}
