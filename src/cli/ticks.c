/* A safety screen on the terminal: one tick-list. */
#include <stdio.h>
#include <string.h>
#include "cli/ask.h"

size_t lumbar_ticks_of(const lumbar_dialog *dialog, int screen, const lumbar_question *items[LUMBAR_TICKS_MOST])
{
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_answer *so_far = arena ? lumbar_why(arena, dialog->answers, NULL, NULL) : NULL;
    size_t count = 0;
    for (size_t i = 0; i < lumbar_question_count(dialog->knowledge) && count < LUMBAR_TICKS_MOST; i++) {
        const lumbar_question *question = lumbar_question_at(dialog->knowledge, i);
        if (question->screen != screen || question->kind != LUMBAR_YES_NO_UNSURE) continue;
        bool wanted = lumbar_answers_get(dialog->answers, question->id) != NULL;
        for (size_t k = 0; so_far && !wanted && k < so_far->triage.open_count; k++)
            wanted = !strcmp(so_far->triage.open[k], question->id);
        if (wanted) items[count++] = question;
    }
    lumbar_scratch_free(dialog->cli->arena, arena);
    return count;
}

static int screen_count(const lumbar_knowledge *knowledge)
{
    int most = 0;
    for (size_t i = 0; i < lumbar_question_count(knowledge); i++)
        if (lumbar_question_at(knowledge, i)->screen > most) most = lumbar_question_at(knowledge, i)->screen;
    return most;
}

static void show(const lumbar_dialog *dialog, int screen, const lumbar_question *const *items, size_t count)
{
    lumbar_sayf(dialog, "\n");
    lumbar_say_phrase(dialog, "", LUMBAR_PHRASE_CLI_LIST,
                      LUMBAR_HOLES({"screen", lumbar_digits((size_t)screen).text},
                                   {"all", lumbar_digits((size_t)screen_count(dialog->knowledge)).text}));
    for (size_t i = 0; i < count; i++) {
        char first[32];
        snprintf(first, sizeof first, "  %2zu. ", i + 1);
        const char *value = lumbar_answers_get(dialog->answers, items[i]->id);
        bool ticked = value && strcmp(value, "no") != 0;
        lumbar_text line = {0};
        if (!ticked) lumbar_text_add(&line, lumbar_brief(items[i]));
        else
            lumbar_phrase_fill(&line, dialog->knowledge,
                               strcmp(value, "yes") ? LUMBAR_PHRASE_CLI_UNSURE : LUMBAR_PHRASE_CLI_TICKED,
                               LUMBAR_HOLES({"text", lumbar_brief(items[i])}));
        lumbar_say_text(dialog, first, "      ", &line);
    }
}

static void explain(const lumbar_dialog *dialog, const lumbar_question *question, size_t number)
{
    char first[32];
    snprintf(first, sizeof first, "  %2zu. ", number);
    lumbar_say(dialog, first, "      ", question->text);
    if (question->help && *question->help) lumbar_say(dialog, "      ", "      ", question->help);
}

/* Numbers of the list, or "none". */
static bool read_numbers(const lumbar_dialog *dialog, const char *line, size_t count, char *marks)
{
    if (!lumbar_typed(dialog, line, LUMBAR_PHRASE_CLI_WORD_NONE)) return lumbar_numbers(dialog, line, count, marks);
    memset(marks, 0, count);
    return true;
}

/* "u": first those not sure, then those that apply. */
static lumbar_reply ask_unsure(const lumbar_dialog *dialog, size_t count, char *marks)
{
    char line[LUMBAR_LINE_BYTES], sure[LUMBAR_TICKS_MOST];
    for (;;) {
        lumbar_reply reply =
            lumbar_line(dialog, lumbar_phrase(dialog->knowledge, LUMBAR_PHRASE_CLI_WHICH_UNSURE), line);
        if (reply == LUMBAR_REPLY_RESIZED) continue;
        if (reply != LUMBAR_REPLY_DONE) return reply;
        if (lumbar_typed(dialog, line, LUMBAR_PHRASE_CLI_WORD_UNSURE)) { /* of all of them: nothing applies for sure */
            memset(marks, 2, count);
            return LUMBAR_REPLY_DONE;
        }
        if (read_numbers(dialog, line, count, marks)) break;
        lumbar_say_phrase(dialog, "  ", LUMBAR_PHRASE_CLI_WHICH_UNSURE_HOW, LUMBAR_NO_HOLES);
    }
    for (;;) {
        lumbar_reply reply = lumbar_line(dialog, lumbar_phrase(dialog->knowledge, LUMBAR_PHRASE_CLI_WHICH_SURE), line);
        if (reply == LUMBAR_REPLY_RESIZED) continue;
        if (reply != LUMBAR_REPLY_DONE) return reply;
        if (read_numbers(dialog, line, count, sure)) break;
        lumbar_say_phrase(dialog, "  ", LUMBAR_PHRASE_CLI_WHICH_SURE_HOW, LUMBAR_NO_HOLES);
    }
    for (size_t i = 0; i < count; i++) marks[i] = sure[i] ? 1 : marks[i] ? 2 : 0;
    return LUMBAR_REPLY_DONE;
}

/* What was ticked is said back with its finer print, because each may send the person to a doctor. */
static lumbar_reply confirm(const lumbar_dialog *dialog, const lumbar_question *const *items, size_t count,
                            const char *marks, bool *again)
{
    size_t ticked = 0;
    *again = false;
    for (size_t i = 0; i < count; i++) ticked += marks[i] != 0;
    if (!ticked) return LUMBAR_REPLY_DONE;
    lumbar_say_phrase(dialog, "  ", LUMBAR_PHRASE_CLI_CONFIRM, LUMBAR_NO_HOLES);
    for (size_t i = 0; i < count; i++)
        if (marks[i]) explain(dialog, items[i], i + 1);
    char line[LUMBAR_LINE_BYTES];
    lumbar_reply reply;
    for (;;) {
        do reply = lumbar_line(dialog, lumbar_phrase(dialog->knowledge, LUMBAR_PHRASE_CLI_CONFIRM_PROMPT), line);
        while (reply == LUMBAR_REPLY_RESIZED);
        *again = reply == LUMBAR_REPLY_DONE && lumbar_typed(dialog, line, LUMBAR_PHRASE_CLI_WORD_NO);
        if (reply != LUMBAR_REPLY_DONE || *again) return reply;
        if (!*line || lumbar_typed(dialog, line, LUMBAR_PHRASE_CLI_WORD_YES)) return reply;
        lumbar_say_phrase(dialog, "  ", LUMBAR_PHRASE_CLI_CONFIRM_HOW, LUMBAR_NO_HOLES);
    }
}

static bool set_all(const lumbar_dialog *dialog, const lumbar_question *const *items, size_t count, const char *marks)
{
    static const char *const VALUES[] = {"no", "yes", "not-sure"};
    for (size_t i = 0; i < count; i++) {
        lumbar_error error = {0};
        if (lumbar_answers_change(dialog->answers, items[i]->id, VALUES[(int)marks[i]], &error)) continue;
        lumbar_say_refused(dialog, error.text);
        return false;
    }
    return true;
}

/* All ticks of a list that was done before: Enter keeps them. */
static bool all_answered(const lumbar_dialog *dialog, const lumbar_question *const *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!lumbar_answers_get(dialog->answers, items[i]->id)) return false;
    return true;
}

static void how_to_answer(const lumbar_dialog *dialog)
{
    lumbar_say_phrase(dialog, "  ", LUMBAR_PHRASE_CLI_TICKS_HOW, LUMBAR_NO_HOLES);
}

lumbar_reply lumbar_ask_ticks(const lumbar_dialog *dialog, int screen)
{
    const lumbar_question *items[LUMBAR_TICKS_MOST];
    size_t count = lumbar_ticks_of(dialog, screen, items);
    if (!count) return LUMBAR_REPLY_DONE;
    show(dialog, screen, items, count);
    bool answered = all_answered(dialog, items, count);
    for (;;) {
        char line[LUMBAR_LINE_BYTES], marks[LUMBAR_TICKS_MOST] = {0};
        lumbar_reply reply = lumbar_line(
            dialog,
            lumbar_phrase(dialog->knowledge, answered ? LUMBAR_PHRASE_CLI_TICKS_AGAIN : LUMBAR_PHRASE_CLI_TICKS), line);
        if (reply == LUMBAR_REPLY_RESIZED) {
            show(dialog, screen, items, count);
            continue;
        }
        if (reply != LUMBAR_REPLY_DONE) return reply;
        if (!*line && answered) return LUMBAR_REPLY_DONE;
        if (lumbar_typed(dialog, line, LUMBAR_PHRASE_CLI_WORD_HELP)) {
            for (size_t i = 0; i < count; i++) explain(dialog, items[i], i + 1);
            how_to_answer(dialog);
            continue;
        }
        bool unsure = lumbar_typed(dialog, line, LUMBAR_PHRASE_CLI_WORD_UNSURE);
        if (unsure) reply = ask_unsure(dialog, count, marks);
        if (reply != LUMBAR_REPLY_DONE) return reply;
        if (!unsure && !read_numbers(dialog, line, count, marks)) {
            how_to_answer(dialog);
            continue;
        }
        bool again;
        reply = confirm(dialog, items, count, marks, &again);
        if (reply != LUMBAR_REPLY_DONE) return reply;
        if (!again && set_all(dialog, items, count, marks)) return LUMBAR_REPLY_DONE;
    }
}
