/* One question on the terminal. */
#include <stdio.h>
#include <string.h>
#include "cli/ask.h"
#include "report/report.h"

const char *lumbar_brief(const lumbar_question *question)
{
    return question->brief && *question->brief ? question->brief : question->text;
}

static void show_options(const lumbar_dialog *dialog, const lumbar_question *question, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        char first[32];
        snprintf(first, sizeof first, "  %2zu. ", i + 1);
        lumbar_say(dialog, first, "      ", question->options[i].text);
    }
}

/* The question, its choices (those behind `more` where `all`) and what stands there now. */
static void show(const lumbar_dialog *dialog, const lumbar_question *question, bool all)
{
    lumbar_sayf(dialog, "\n");
    lumbar_say(dialog, "", "", question->text);
    show_options(dialog, question, 0, all ? question->option_count : question->first_count);
    if (question->more && !all) lumbar_say(dialog, "   m. ", "      ", question->more);
    if (question->of_exercises) lumbar_say(dialog, "      ", "      ", "or type a name, for instance: hollow hold");
    if (question->kind == LUMBAR_SEVERAL) lumbar_sayf(dialog, "   0. None of these\n");
    const char *value = lumbar_answers_get(dialog->answers, question->id);
    if (!value) return;
    lumbar_text now = {0};
    lumbar_text_add(&now, "Now: ");
    lumbar_answer_words(question, value, &now);
    lumbar_text_add(&now, " (Enter keeps it)");
    lumbar_say_text(dialog, "  ", "  ", &now);
}

static const char *prompt_for(const lumbar_question *question, char *prompt, size_t size)
{
    size_t count = question->option_count;
    char unit[40] = "";
    if (question->unit) snprintf(unit, sizeof unit, " in %s", question->unit);
    switch (question->kind) {
    case LUMBAR_YES_NO_UNSURE: snprintf(prompt, size, "y yes, n no, u not sure, ? help"); break;
    case LUMBAR_NUMBER:
        lumbar_print(prompt, size, "A number%s from %g to %g, u not sure, ? help", unit, question->minimum,
                     question->maximum);
        break;
    case LUMBAR_SEVERAL: snprintf(prompt, size, "All numbers that fit, 0 none, u not sure, ? help"); break;
    case LUMBAR_CHOICE: snprintf(prompt, size, "One number from 1 to %zu, u not sure, ? help", count); break;
    }
    return prompt;
}

/* "175 cm" and "7,5" are meant well. */
static bool number_of(const lumbar_question *question, const char *line, lumbar_text *value)
{
    size_t length = strspn(line, "0123456789.,");
    const char *rest = line + length + strspn(line + length, " ");
    if (!length || (*rest && (!question->unit || strcasecmp(rest, question->unit) != 0))) return false;
    for (size_t i = 0; i < length; i++) lumbar_text_add_bytes(value, line[i] == ',' ? "." : &line[i], 1);
    return true;
}

/* Numbers of the list -> a value; false where the line holds anything else. */
static bool listed(const lumbar_question *question, const char *line, lumbar_text *value)
{
    char marks[64];
    size_t count = question->option_count, named = 0;
    if (count > sizeof marks || !lumbar_numbers(line, count, marks)) return false;
    for (size_t i = 0; i < count; i++) {
        if (!marks[i]) continue;
        if (marks[i] == 2) return false;
        if (named++) lumbar_text_add(value, ",");
        lumbar_text_add(value, question->options[i].id);
    }
    if (question->kind == LUMBAR_CHOICE) return named == 1;
    if (!named) lumbar_text_add(value, "none");
    return true;
}

/* What was typed -> a value for lumbar_answers_set; false when it fits nothing, which is said. */
static bool value_of(const lumbar_dialog *dialog, const lumbar_question *question, const char *line, lumbar_text *value)
{
    if (lumbar_is_unsure(line)) return lumbar_text_add(value, "not-sure"), true;
    bool several = question->kind == LUMBAR_SEVERAL, words = several || question->kind == LUMBAR_CHOICE;
    if (several && lumbar_is_none(line)) return lumbar_text_add(value, "none"), true;
    bool yes = !strcasecmp(line, "y") || !strcasecmp(line, "yes"),
         no = !strcasecmp(line, "n") || !strcasecmp(line, "no");
    if (question->kind == LUMBAR_YES_NO_UNSURE && (yes || no)) return lumbar_text_add(value, yes ? "yes" : "no"), true;
    if (question->kind == LUMBAR_NUMBER && number_of(question, line, value)) return true;
    if (words && listed(question, line, value)) return true;
    if (words && *line && !strpbrk(line, "0123456789")) {
        lumbar_text_free(value);
        return lumbar_named(dialog, question, line, value);
    }
    lumbar_say(dialog, "  ", "  ", "I did not understand that. ? helps, u means not sure.");
    return false;
}

static void help(const lumbar_dialog *dialog, const lumbar_question *question)
{
    lumbar_say(dialog, "  ", "  ", question->help && *question->help ? question->help : "Take what fits best.");
    lumbar_say(
        dialog, "  ", "  ",
        "u means not sure; b goes back to change the answer before; q stops and answers with what is known so far.");
}

/* Takes what was typed; false where it cannot stand, which is said. */
static bool take(const lumbar_dialog *dialog, const lumbar_question *question, const char *line)
{
    lumbar_text value = {0};
    lumbar_error error = {0};
    bool understood = value_of(dialog, question, line, &value), set = false;
    if (value.failed) lumbar_arena_spend(dialog->cli->arena);
    else if (understood) {
        set = lumbar_answers_set(dialog->answers, question->id, value.data ? value.data : "", &error);
        if (!set) lumbar_say_refused(dialog, error.text);
    }
    lumbar_text_free(&value);
    return set;
}

lumbar_reply lumbar_ask_single(const lumbar_dialog *dialog, const lumbar_question *question)
{
    bool all = false;
    char prompt[160], line[LUMBAR_LINE_BYTES];
    prompt_for(question, prompt, sizeof prompt);
    show(dialog, question, all);
    for (;;) {
        lumbar_reply reply = lumbar_line(dialog, prompt, line);
        bool more = question->more && !all && reply == LUMBAR_REPLY_DONE && lumbar_wants_more(line);
        if (reply == LUMBAR_REPLY_RESIZED || more) {
            all |= more;
            show(dialog, question, all);
            continue;
        }
        if (reply != LUMBAR_REPLY_DONE) return reply;
        if (!*line && lumbar_answers_get(dialog->answers, question->id)) return LUMBAR_REPLY_DONE;
        if (lumbar_wants_help(line)) help(dialog, question);
        else if (take(dialog, question, line)) return LUMBAR_REPLY_DONE;
    }
}
