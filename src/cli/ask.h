/* The interview's parts on a terminal. Plain lines from top to bottom, so that a screen reader can follow. */
#ifndef LUMBAR_CLI_ASK_H
#define LUMBAR_CLI_ASK_H

#include "cli/cli.h"
#include "reason/wording.h"

enum { LUMBAR_STEPS_MOST = 200, LUMBAR_TICKS_MOST = 32, LUMBAR_LINE_BYTES = 400 };

typedef enum lumbar_reply {
    LUMBAR_REPLY_DONE,
    LUMBAR_REPLY_BACK,
    LUMBAR_REPLY_RESIZED, /* the window has another width: what is asked is to be shown anew */
    LUMBAR_REPLY_QUIT,
    LUMBAR_REPLY_STOPPED
} lumbar_reply;

/* One thing that is asked in one go: a tick-list or a single question. */
typedef struct lumbar_step {
    int screen; /* tick-list of that screen; 0: the question */
    const lumbar_question *question;
} lumbar_step;

typedef struct lumbar_dialog {
    lumbar_cli *cli;
    const lumbar_knowledge *knowledge;
    lumbar_answers *answers;
    lumbar_step steps[LUMBAR_STEPS_MOST]; /* [step_count] done so far, for going back */
    size_t step_count;
    lumbar_level told; /* the highest level that was told at once */
} lumbar_dialog;

/* ---- line.c -------------------------------------------------------------------------------------------- */
/* Writes wrapped text to the terminal. */
void lumbar_say(const lumbar_dialog *dialog, const char *first, const char *rest, const char *text);
/* The same of a text that was put together, which it frees. Text that memory did not suffice for ends the dialogue: the
 * arena is spent, and the next lumbar_line says STOPPED. */
void lumbar_say_text(const lumbar_dialog *dialog, const char *first, const char *rest, lumbar_text *text);
/* The same of a row of phrases, its holes filled. */
void lumbar_say_phrase(const lumbar_dialog *dialog, const char *indent, lumbar_phrase_id phrase,
                       const lumbar_hole *holes, size_t count);
void lumbar_sayf(const lumbar_dialog *dialog, const char *format, ...) LUMBAR_PRINTF(2, 3);
/* Prompts and reads one trimmed line. DONE: *line holds it. BACK on "b", QUIT on "q" or the input's end. */
lumbar_reply lumbar_line(const lumbar_dialog *dialog, const char *prompt, char line[LUMBAR_LINE_BYTES]);
/* Whether what was typed is one of the words that a row of phrases lists, whatever the case: "u, not sure". */
bool lumbar_typed(const lumbar_dialog *dialog, const char *line, lumbar_phrase_id words);
/* Says why an answer was refused, by the questions' own words instead of their ids. */
void lumbar_say_refused(const lumbar_dialog *dialog, const char *why);
/* "1 3, 4u" -> marks[0..count) 1 = named, 2 = named as not sure ("4u" or "4?"). "0" alone names none. False: no such
 * list. */
bool lumbar_numbers(const lumbar_dialog *dialog, const char *line, size_t count, char *marks);

/* ---- named.c ------------------------------------------------------------------------------------------- */
/* A number in words or figures -> a value for lumbar_answers_set; false where the line is none. */
bool lumbar_amount(const lumbar_dialog *dialog, const lumbar_question *question, const char *line, lumbar_text *value);
/* What was typed in words, with commas between several -> an answer's value in `value`: an option by its id, its words
 * or their beginning, an exercise by any of its names. False: something fits nothing, or more than one; it is said. */
bool lumbar_named(const lumbar_dialog *dialog, const lumbar_question *question, const char *line, lumbar_text *value);

/* ---- single.c, ticks.c --------------------------------------------------------------------------------- */
lumbar_reply lumbar_ask_single(const lumbar_dialog *dialog, const lumbar_question *question);
lumbar_reply lumbar_ask_ticks(const lumbar_dialog *dialog, int screen);
/* The tick-list's questions: yes-no-unsure ones of that screen that are open or answered. Returns how many. */
size_t lumbar_ticks_of(const lumbar_dialog *dialog, int screen, const lumbar_question *items[LUMBAR_TICKS_MOST]);
const char *lumbar_brief(const lumbar_question *question);

/* ---- warn.c -------------------------------------------------------------------------------------------- */
/* Says at once what needs help today. BACK: what led to it is to be asked again. */
lumbar_reply lumbar_warn(lumbar_dialog *dialog);

/* ---- overview.c ---------------------------------------------------------------------------------------- */
/* Shows all answers; lets one be changed. DONE with *changed: something was changed and more may be open. */
lumbar_reply lumbar_overview(const lumbar_dialog *dialog, bool *changed);

#endif
