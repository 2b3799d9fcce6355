/* The end of the interview: every answer at a glance, any of them open to change. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cli/ask.h"
#include "report/report.h"

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
    char first[32];
    snprintf(first, sizeof first, "  %2zu. ", count + 1);
    const char *note = lumbar_answers_note(dialog->answers);
    lumbar_text line = {0};
    lumbar_text_addf(&line, "Anything else, in your own words: %s", note ? note : "nothing so far");
    lumbar_say_text(dialog, first, "      ", &line);
}

/* What no question takes, in one line of one's own; only Enter keeps what is there. */
static lumbar_reply ask_note(const lumbar_dialog *dialog)
{
    char line[LUMBAR_LINE_BYTES];
    lumbar_say(dialog, "", "",
               "Anything else? This program does not read it; it stands in your saved answers and in the answer, for "
               "whoever looks at your back.");
    lumbar_reply reply;
    do reply = lumbar_line(dialog, "In your own words, on one line", line);
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
        lumbar_reply reply = lumbar_line(dialog, "Enter for your answer, or a number to change that one", line);
        if (reply == LUMBAR_REPLY_RESIZED) {
            show(dialog, steps, count);
            continue;
        }
        if (reply == LUMBAR_REPLY_STOPPED || reply == LUMBAR_REPLY_QUIT) return reply;
        if (reply == LUMBAR_REPLY_DONE && !*line) return LUMBAR_REPLY_DONE;
        unsigned long number = strtoul(line, &end, 10);
        if (reply == LUMBAR_REPLY_BACK || *end || !number || number > count + 1) {
            lumbar_say(dialog, "  ", "  ", "Please type one number from the list, or only Enter.");
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
