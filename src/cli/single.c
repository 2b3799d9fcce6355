/* One question on the terminal. */
#include <math.h>
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
    if (question->called_count) lumbar_say(dialog, "      ", "      ", question->more);
    else if (question->more && !all) lumbar_say(dialog, "   m. ", "      ", question->more);
    if (question->kind == LUMBAR_SEVERAL)
        lumbar_say(dialog, "   0. ", "      ", lumbar_phrase(dialog->knowledge, LUMBAR_PHRASE_NONE_OF_THESE));
    const char *value = lumbar_answers_get(dialog->answers, question->id);
    if (!value) return;
    lumbar_text now = {0};
    lumbar_answer_words(dialog->knowledge, question, value, &now);
    if (now.failed) lumbar_arena_spend(dialog->cli->arena);
    else lumbar_say_phrase(dialog, "  ", LUMBAR_PHRASE_CLI_NOW, LUMBAR_HOLES({"answer", now.data}));
    lumbar_text_free(&now);
}

/* "175", as a hole of a prompt. */
static void plain_number(double value, char text[40]) { lumbar_print(text, 40, "%g", value); }

/* What may be typed, in one line. */
static void prompt_for(const lumbar_dialog *dialog, const lumbar_question *question, lumbar_text *prompt)
{
    static const lumbar_phrase_id PROMPTS[] = {[LUMBAR_CHOICE] = LUMBAR_PHRASE_CLI_PROMPT_CHOICE,
                                               [LUMBAR_SEVERAL] = LUMBAR_PHRASE_CLI_PROMPT_SEVERAL,
                                               [LUMBAR_NUMBER] = LUMBAR_PHRASE_CLI_PROMPT_NUMBER,
                                               [LUMBAR_YES_NO_UNSURE] = LUMBAR_PHRASE_CLI_PROMPT_YES_NO};
    bool number = question->kind == LUMBAR_NUMBER;
    char least[40], most[40];
    plain_number(question->minimum, least);
    plain_number(number ? question->maximum : (double)question->option_count, most);
    lumbar_phrase_fill(prompt, dialog->knowledge,
                       number && question->unit ? LUMBAR_PHRASE_CLI_PROMPT_NUMBER_UNIT : PROMPTS[question->kind],
                       LUMBAR_HOLES({"least", least}, {"most", most}, {"unit", question->unit}));
}

/* Numbers of the list -> a value; false where the line holds anything else. */
static bool listed(const lumbar_dialog *dialog, const lumbar_question *question, const char *line, lumbar_text *value)
{
    char marks[64];
    size_t count = question->option_count, named = 0;
    if (count > sizeof marks || !lumbar_numbers(dialog, line, count, marks)) return false;
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
    if (lumbar_typed(dialog, line, LUMBAR_PHRASE_CLI_WORD_UNSURE)) return lumbar_text_add(value, "not-sure"), true;
    bool several = question->kind == LUMBAR_SEVERAL, words = several || question->kind == LUMBAR_CHOICE;
    if (several && lumbar_typed(dialog, line, LUMBAR_PHRASE_CLI_WORD_NONE)) return lumbar_text_add(value, "none"), true;
    bool yes = lumbar_typed(dialog, line, LUMBAR_PHRASE_CLI_WORD_YES),
         no = lumbar_typed(dialog, line, LUMBAR_PHRASE_CLI_WORD_NO);
    if (question->kind == LUMBAR_YES_NO_UNSURE && (yes || no)) return lumbar_text_add(value, yes ? "yes" : "no"), true;
    if (question->kind == LUMBAR_NUMBER && lumbar_amount(dialog, question, line, value)) return true;
    if (words && listed(dialog, question, line, value)) return true;
    if (words && *line && (question->called_count || !strpbrk(line, "0123456789"))) {
        lumbar_text_free(value);
        return lumbar_named(dialog, question, line, value);
    }
    lumbar_say_phrase(dialog, "  ", LUMBAR_PHRASE_CLI_NOT_UNDERSTOOD, LUMBAR_NO_HOLES);
    return false;
}

static void help(const lumbar_dialog *dialog, const lumbar_question *question)
{
    const char *best = lumbar_phrase(dialog->knowledge, LUMBAR_PHRASE_CLI_BEST);
    lumbar_say(dialog, "  ", "  ", lumbar_has(question->help) ? question->help : best);
    lumbar_say_phrase(dialog, "  ", LUMBAR_PHRASE_CLI_KEYS, LUMBAR_NO_HOLES);
}

/* A number out of its range; what else is refused says itself why. */
static void say_refused(const lumbar_dialog *dialog, const lumbar_question *question, const char *value,
                        const char *why)
{
    double number = question->kind == LUMBAR_NUMBER ? lumbar_to_double(value, NULL) : NAN;
    char least[40], most[40];
    plain_number(question->minimum, least);
    plain_number(question->maximum, most);
    if (number < question->minimum || number > question->maximum)
        lumbar_say_phrase(dialog, "  ", LUMBAR_PHRASE_CLI_NUMBER_RANGE,
                          LUMBAR_HOLES({"question", lumbar_brief(question)}, {"least", least}, {"most", most}));
    else lumbar_say_refused(dialog, why);
}

/* Takes what was typed; false where it cannot stand, which is said. */
static bool take(const lumbar_dialog *dialog, const lumbar_question *question, const char *line)
{
    lumbar_text value = {0};
    lumbar_error error = {0};
    bool understood = value_of(dialog, question, line, &value), set = false;
    if (value.failed) lumbar_arena_spend(dialog->cli->arena);
    else if (understood) {
        set = lumbar_answers_change(dialog->answers, question->id, value.data ? value.data : "", &error);
        if (!set) say_refused(dialog, question, value.data ? value.data : "", error.text);
    }
    lumbar_text_free(&value);
    return set;
}

static lumbar_reply ask(const lumbar_dialog *dialog, const lumbar_question *question, const char *prompt)
{
    bool all = false;
    char line[LUMBAR_LINE_BYTES];
    show(dialog, question, all);
    for (;;) {
        lumbar_reply reply = lumbar_line(dialog, prompt, line);
        bool more = question->more && !question->called_count && !all && reply == LUMBAR_REPLY_DONE &&
                    lumbar_typed(dialog, line, LUMBAR_PHRASE_CLI_WORD_MORE);
        if (reply == LUMBAR_REPLY_RESIZED || more) {
            all |= more;
            show(dialog, question, all);
            continue;
        }
        if (reply != LUMBAR_REPLY_DONE) return reply;
        if (!*line && lumbar_answers_get(dialog->answers, question->id)) return LUMBAR_REPLY_DONE;
        if (lumbar_typed(dialog, line, LUMBAR_PHRASE_CLI_WORD_HELP)) help(dialog, question);
        else if (take(dialog, question, line)) return LUMBAR_REPLY_DONE;
    }
}

lumbar_reply lumbar_ask_single(const lumbar_dialog *dialog, const lumbar_question *question)
{
    lumbar_text prompt = {0};
    lumbar_reply reply = LUMBAR_REPLY_STOPPED;
    prompt_for(dialog, question, &prompt);
    if (prompt.failed) lumbar_arena_spend(dialog->cli->arena);
    else reply = ask(dialog, question, prompt.data);
    lumbar_text_free(&prompt);
    return reply;
}
