/* The end of the interview: every answer at a glance, any of them open to change. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cli/ask.h"
#include "report/report.h"

/* Everything that was ticked, or that nothing was. */
static void ticks_words(const lumbar_dialog *dialog, int screen, lumbar_text *text)
{
    const lumbar_question *items[LUMBAR_TICKS_MOST];
    size_t count = lumbar_ticks_of(dialog, screen, items);
    lumbar_text ticked = {0};
    for (size_t i = 0; i < count; i++) {
        const char *value = lumbar_answers_get(dialog->answers, items[i]->id);
        if (!value || !strcmp(value, "no")) continue;
        if (ticked.size) lumbar_text_add(&ticked, "; ");
        if (!strcmp(value, "yes")) lumbar_text_add(&ticked, lumbar_brief(items[i]));
        else
            lumbar_phrase_fill(&ticked, dialog->knowledge, LUMBAR_PHRASE_CLI_UNSURE,
                               LUMBAR_HOLES({"text", lumbar_brief(items[i])}));
    }
    if (lumbar_text_good(&ticked, text))
        lumbar_phrase_fill(
            text, dialog->knowledge, ticked.size ? LUMBAR_PHRASE_CLI_LIST_GIVEN : LUMBAR_PHRASE_CLI_LIST_NONE,
            LUMBAR_HOLES({"screen", lumbar_digits((size_t)screen).text}, {"answers", ticked.size ? ticked.data : ""}));
    lumbar_text_free(&ticked);
}

/* "Question: what was answered" */
static void given_words(const lumbar_dialog *dialog, const lumbar_question *question, lumbar_text *text)
{
    lumbar_text answer = {0};
    lumbar_answer_words(dialog->knowledge, question, lumbar_answers_get(dialog->answers, question->id), &answer);
    if (lumbar_text_good(&answer, text))
        lumbar_phrase_fill(text, dialog->knowledge, LUMBAR_PHRASE_CLI_GIVEN,
                           LUMBAR_HOLES({"question", lumbar_brief(question)}, {"answer", answer.data}));
    lumbar_text_free(&answer);
}

/* Steps that were answered: each tick-list once, each other question, in the table's order. */
static size_t answered_steps(const lumbar_dialog *dialog, lumbar_step steps[LUMBAR_STEPS_MOST])
{
    size_t count = 0;
    for (size_t i = 0; i < lumbar_question_count(dialog->knowledge) && count < LUMBAR_STEPS_MOST; i++) {
        const lumbar_question *question = lumbar_question_at(dialog->knowledge, i);
        if (!lumbar_answers_get(dialog->answers, question->id)) continue;
        bool list = question->screen && question->kind == LUMBAR_YES_NO_UNSURE, known = false;
        for (size_t k = 0; list && k < count; k++) known = known || steps[k].screen == question->screen;
        if (!known) steps[count++] = (lumbar_step){list ? question->screen : 0, list ? NULL : question};
    }
    return count;
}

static void show(const lumbar_dialog *dialog, const lumbar_step *steps, size_t count)
{
    lumbar_sayf(dialog, "\n");
    lumbar_say_phrase(dialog, "", LUMBAR_PHRASE_CLI_OVERVIEW, LUMBAR_NO_HOLES);
    for (size_t i = 0; i < count; i++) {
        char first[32];
        snprintf(first, sizeof first, "  %2zu. ", i + 1);
        lumbar_text line = {0};
        const lumbar_question *question = steps[i].question;
        if (question) given_words(dialog, question, &line);
        else ticks_words(dialog, steps[i].screen, &line);
        lumbar_say_text(dialog, first, "      ", &line);
    }
    char first[32];
    snprintf(first, sizeof first, "  %2zu. ", count + 1);
    const char *note = lumbar_answers_note(dialog->answers);
    lumbar_text line = {0};
    lumbar_phrase_fill(&line, dialog->knowledge, note ? LUMBAR_PHRASE_CLI_NOTE : LUMBAR_PHRASE_CLI_NOTE_NONE,
                       LUMBAR_HOLES({"note", note ? note : ""}));
    lumbar_say_text(dialog, first, "      ", &line);
}

/* What no question takes, in one line of one's own; only Enter keeps what is there. */
static lumbar_reply ask_note(const lumbar_dialog *dialog)
{
    char line[LUMBAR_LINE_BYTES];
    lumbar_say_phrase(dialog, "", LUMBAR_PHRASE_CLI_NOTE_ASK, LUMBAR_NO_HOLES);
    lumbar_reply reply;
    do reply = lumbar_line(dialog, lumbar_phrase(dialog->knowledge, LUMBAR_PHRASE_CLI_NOTE_PROMPT), line);
    while (reply == LUMBAR_REPLY_RESIZED);
    lumbar_error error = {0};
    if (reply == LUMBAR_REPLY_DONE && *line && !lumbar_answers_set_note(dialog->answers, line, &error))
        lumbar_arena_spend(dialog->cli->arena);
    return reply;
}

lumbar_reply lumbar_overview(const lumbar_dialog *dialog, bool *changed)
{
    lumbar_step steps[LUMBAR_STEPS_MOST];
    size_t count = answered_steps(dialog, steps);
    *changed = false;
    if (!count) return LUMBAR_REPLY_DONE;
    show(dialog, steps, count);
    for (;;) {
        char line[LUMBAR_LINE_BYTES], *end;
        lumbar_reply reply =
            lumbar_line(dialog, lumbar_phrase(dialog->knowledge, LUMBAR_PHRASE_CLI_OVERVIEW_PROMPT), line);
        if (reply == LUMBAR_REPLY_RESIZED) {
            show(dialog, steps, count);
            continue;
        }
        if (reply == LUMBAR_REPLY_STOPPED || reply == LUMBAR_REPLY_QUIT) return reply;
        if (reply == LUMBAR_REPLY_DONE && !*line) return LUMBAR_REPLY_DONE;
        unsigned long number = strtoul(line, &end, 10);
        if (reply == LUMBAR_REPLY_BACK || *end || !number || number > count + 1) {
            lumbar_say_phrase(dialog, "  ", LUMBAR_PHRASE_CLI_OVERVIEW_HOW, LUMBAR_NO_HOLES);
            continue;
        }
        const lumbar_step *step = number > count ? NULL : &steps[number - 1];
        if (!step) reply = ask_note(dialog);
        else
            reply = step->question ? lumbar_ask_single(dialog, step->question) : lumbar_ask_ticks(dialog, step->screen);
        *changed = reply == LUMBAR_REPLY_DONE || reply == LUMBAR_REPLY_BACK;
        return reply == LUMBAR_REPLY_BACK ? LUMBAR_REPLY_DONE : reply;
    }
}
