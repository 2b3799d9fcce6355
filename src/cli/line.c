/* Lines to and from the person. */
#include <ctype.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cli/ask.h"
#include "reason/reason.h"
#include "report/wrap.h"

void lumbar_say(const lumbar_dialog *dialog, const char *first, const char *rest, const char *text)
{
    lumbar_text out = {0};
    lumbar_wrap(&out, dialog->cli->asking, first, rest, text);
    if (out.failed) lumbar_arena_spend(dialog->cli->arena);
    else fwrite(out.data, 1, out.size, stderr);
    lumbar_text_free(&out);
}

void lumbar_say_text(const lumbar_dialog *dialog, const char *first, const char *rest, lumbar_text *text)
{
    if (text->failed) lumbar_arena_spend(dialog->cli->arena);
    else lumbar_say(dialog, first, rest, text->data ? text->data : "");
    lumbar_text_free(text);
}

void lumbar_say_phrase(const lumbar_dialog *dialog, const char *indent, lumbar_phrase_id phrase,
                       const lumbar_hole *holes, size_t count)
{
    lumbar_text text = {0};
    lumbar_phrase_fill(&text, dialog->knowledge, phrase, holes, count);
    lumbar_say_text(dialog, indent, indent, &text);
}

void lumbar_sayf(const lumbar_dialog *dialog, const char *format, ...)
{
    (void)dialog;
    va_list args;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
}

/* Waits until something can be read; false when a signal to stop came, or the window has another width. Signals are
 * held back from the look at the flag until the wait begins, so that none slips in between and is waited past. */
static bool wait_for_input(void)
{
    sigset_t stops, before;
    sigemptyset(&stops);
    sigaddset(&stops, SIGINT);
    sigaddset(&stops, SIGTERM);
    sigaddset(&stops, SIGHUP);
    sigaddset(&stops, SIGWINCH);
    sigprocmask(SIG_BLOCK, &stops, &before);
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    int ready = lumbar_interrupted() || lumbar_resized() ? -1 : ppoll(&input, 1, NULL, &before);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return ready > 0;
}

/* One byte from the terminal; -1 at the end of the input or when a signal came. */
static int read_byte(void)
{
    unsigned char byte;
    return wait_for_input() && read(STDIN_FILENO, &byte, 1) == 1 ? byte : -1;
}

static bool is_word(const lumbar_dialog *dialog, const char *typed, size_t length, lumbar_phrase_id words)
{
    const char *at = lumbar_phrase(dialog->knowledge, words), *word;
    for (size_t size; lumbar_item_next(&at, true, &word, &size);)
        if (size == length && !strncasecmp(typed, word, length)) return true;
    return false;
}

bool lumbar_typed(const lumbar_dialog *dialog, const char *line, lumbar_phrase_id words)
{
    return is_word(dialog, line, strlen(line), words);
}

lumbar_reply lumbar_line(const lumbar_dialog *dialog, const char *prompt, char line[LUMBAR_LINE_BYTES])
{
    /* what is asked was not shown whole */
    if (!lumbar_settle(dialog->cli->arena, true, NULL)) return LUMBAR_REPLY_STOPPED;
    fprintf(stderr, "%s > ", prompt);
    fflush(stderr);
    size_t size = 0;
    int byte;
    while ((byte = read_byte()) >= 0 && byte != '\n')
        if (size + 1 < LUMBAR_LINE_BYTES) line[size++] = (char)byte;
    if (lumbar_interrupted()) return LUMBAR_REPLY_STOPPED;
    if (byte < 0 && lumbar_cli_measure(dialog->cli)) {
        fputc('\n', stderr);
        return LUMBAR_REPLY_RESIZED;
    }
    if (byte < 0) {
        fputc('\n', stderr);
        return LUMBAR_REPLY_QUIT;
    }
    while (size && isspace((unsigned char)line[size - 1])) size--;
    line[size] = 0;
    size_t blank = strspn(line, " \t\r");
    memmove(line, line + blank, size - (blank < size ? blank : size) + 1);
    if (lumbar_typed(dialog, line, LUMBAR_PHRASE_CLI_WORD_BACK)) return LUMBAR_REPLY_BACK;
    if (lumbar_typed(dialog, line, LUMBAR_PHRASE_CLI_WORD_QUIT)) return LUMBAR_REPLY_QUIT;
    return LUMBAR_REPLY_DONE;
}

void lumbar_say_refused(const lumbar_dialog *dialog, const char *why)
{
    lumbar_text words = {0};
    for (const char *at = why; *at;) {
        const char *end = *at == '\'' ? strchr(at + 1, '\'') : NULL;
        char id[80] = "";
        if (end && (size_t)(end - at) < sizeof id) memcpy(id, at + 1, (size_t)(end - at - 1));
        const lumbar_question *question = *id ? lumbar_question_find(dialog->knowledge, id) : NULL;
        if (question) lumbar_text_addf(&words, "\"%s\"", question->brief);
        else lumbar_text_add_bytes(&words, at, 1);
        at = question ? end + 1 : at + 1;
    }
    lumbar_say_text(dialog, "  ", "  ", &words);
}

bool lumbar_numbers(const lumbar_dialog *dialog, const char *line, size_t count, char *marks)
{
    memset(marks, 0, count);
    size_t named = 0;
    bool zero = false;
    for (const char *at = line; *at;) {
        at += strspn(at, " ,;.\t");
        if (!*at) break;
        char *end;
        if (!isdigit((unsigned char)*at)) return false;
        unsigned long number = strtoul(at, &end, 10);
        if (number > count) return false;
        size_t rest = strcspn(end, " ,;.\t");
        bool unsure = (rest == 1 && *end == '?') || is_word(dialog, end, rest, LUMBAR_PHRASE_CLI_WORD_UNSURE);
        if (number) marks[number - 1] = unsure ? 2 : 1;
        else zero = true;
        named += number > 0;
        at = end + (unsure ? rest : 0);
        if (*at && !strchr(" ,;.\t", *at)) return false;
    }
    return zero ? !named : named > 0;
}
