/* The end of the interview: every answer at a glance, any of them open to change. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cli/ask.h"

/* "none", or what was ticked. */
static void ticks_words(const lumbar_dialog *dialog, int screen, lumbar_text *text)
{
    const lumbar_question *items[LUMBAR_TICKS_MOST];
    size_t count = lumbar_ticks_of(dialog, screen, items), ticked = 0;
    lumbar_text_addf(text, "List %d: ", screen);
    for (size_t i = 0; i < count; i++) {
        const char *value = lumbar_answers_get(dialog->answers, items[i]->id);
        if (!value || !strcmp(value, "no")) continue;
        lumbar_text_addf(text, "%s%s%s", ticked++ ? "; " : "", lumbar_brief(items[i]),
                         !strcmp(value, "yes") ? "" : " (not sure)");
    }
    if (!ticked) lumbar_text_add(text, "none");
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
    lumbar_sayf(dialog, "\nYour answers\n");
    for (size_t i = 0; i < count; i++) {
        char first[32];
        snprintf(first, sizeof first, "  %2zu. ", i + 1);
        lumbar_text line = {0};
        const lumbar_question *question = steps[i].question;
        if (question) {
            lumbar_text_addf(&line, "%s: ", lumbar_brief(question));
            lumbar_answer_words(question, lumbar_answers_get(dialog->answers, question->id), &line);
            if (!line.failed && line.data[0] >= 'a' && line.data[0] <= 'z')
                line.data[0] = (char)(line.data[0] - 'a' + 'A');
        } else {
            ticks_words(dialog, steps[i].screen, &line);
        }
        lumbar_say_text(dialog, first, "      ", &line);
    }
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
        lumbar_reply reply = lumbar_line(dialog, "Enter for your answer, or a number to change that one", line);
        if (reply == LUMBAR_REPLY_RESIZED) {
            show(dialog, steps, count);
            continue;
        }
        if (reply == LUMBAR_REPLY_STOPPED || reply == LUMBAR_REPLY_QUIT) return reply;
        if (reply == LUMBAR_REPLY_DONE && !*line) return LUMBAR_REPLY_DONE;
        unsigned long number = strtoul(line, &end, 10);
        if (reply == LUMBAR_REPLY_BACK || *end || !number || number > count) {
            lumbar_say(dialog, "  ", "  ", "Please type one number from the list, or only Enter.");
            continue;
        }
        const lumbar_step *step = &steps[number - 1];
        reply = step->question ? lumbar_ask_single(dialog, step->question) : lumbar_ask_ticks(dialog, step->screen);
        *changed = reply == LUMBAR_REPLY_DONE || reply == LUMBAR_REPLY_BACK;
        return reply == LUMBAR_REPLY_BACK ? LUMBAR_REPLY_DONE : reply;
    }
}
