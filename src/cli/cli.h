/* The command-line tool's own parts: verbs, options, the terminal. The only room that prints and exits. */
#ifndef LUMBAR_CLI_H
#define LUMBAR_CLI_H

#include "base/base.h"
#include "reason/wording.h"

/* ---- options (options.c) ------------------------------------------------------------------------------- */

typedef enum lumbar_option_kind {
    LUMBAR_FLAG,  /* bool */
    LUMBAR_WORD,  /* const char * */
    LUMBAR_WHOLE, /* int, within least..most */
    LUMBAR_REAL   /* double, within least..most */
} lumbar_option_kind;

typedef struct lumbar_cli_option {
    const char *name; /* without the dashes */
    char letter;      /* short form, 0: none */
    lumbar_option_kind kind;
    size_t offset; /* of the field in the verb's own struct */
    double least, most;
    const char *argument; /* what it takes, in capitals; NULL: nothing */
    lumbar_phrase_id help;
} lumbar_cli_option;

typedef struct lumbar_outputs lumbar_outputs; /* cli/outputs.h */
typedef struct lumbar_verb lumbar_verb;

/* What every verb is given. */
typedef struct lumbar_cli {
    lumbar_arena *arena;
    const lumbar_verb *const *verbs; /* all that there are; ends with NULL */
    lumbar_text out;                 /* standard output, written only when the verb ends well */
    lumbar_outputs *outputs;         /* the files that it writes, NULL while there are none */
    bool terminal;                   /* standard output is one */
    bool dialog;                     /* standard input and error are one: questions can be asked */
    bool colour;
    const lumbar_knowledge *knowledge; /* the tables, whose words the tool speaks */
    const char *tables, *language;     /* folder and language that they were read from, as told; NULL: not told */
    bool heard;                        /* they are those that the arguments name */
    const char *country;               /* where the person is, of emergency-numbers; NULL: not told */
    int status;                        /* exit status of a verb that ended well; 0 unless it sets one */
    int width;                         /* columns of the terminal, at most 80 */
    int asking; /* the same of the one that questions are asked on: what is printed may go to a file */
    int rows;   /* lines that standard output shows at once; 0 where it is no terminal */
} lumbar_cli;

struct lumbar_verb {
    const char *name, *operands;      /* "why", "[FILES...]" */
    lumbar_phrase_id summary;         /* one line */
    lumbar_phrase_id about;           /* a paragraph or more for `lumbar help VERB` */
    const lumbar_cli_option *options; /* [option_count] */
    size_t option_count;
    bool (*run)(lumbar_cli *cli, int argc, char **argv, lumbar_error *error); /* argv without tool and verb */
};

extern const lumbar_verb lumbar_verb_why, lumbar_verb_interview, lumbar_verb_knowledge, lumbar_verb_validate,
    lumbar_verb_pose, lumbar_verb_motion, lumbar_verb_trainee, lumbar_verb_film, lumbar_verb_figures, lumbar_verb_log,
    lumbar_verb_journal, lumbar_verb_history, lumbar_verb_plan, lumbar_verb_compare, lumbar_verb_help,
    lumbar_verb_version;
/* Of a list that ends with NULL; NULL and the nearest one in *error. */
const lumbar_verb *lumbar_verb_named(const lumbar_verb *const *verbs, const char *name, lumbar_error *error);

/* Sorts argv into the fields of *values and operands (moved to the front of argv). */
bool lumbar_options_read(const lumbar_verb *verb, void *values, int argc, char **argv, int *operand_count,
                         lumbar_error *error);
void lumbar_verb_help_text(const lumbar_cli *cli, const lumbar_verb *verb, lumbar_text *out);

/* ---- language (speak.c) -------------------------------------------------------------------------------- */

/* The options of the tables and their language. */
#define LUMBAR_SPEAK_OPTIONS(type, language_field, knowledge_field)                                                  \
    {"language", 0, LUMBAR_WORD, offsetof(type, language_field), 0, 0, "CODE", LUMBAR_PHRASE_USAGE_ANY_LANGUAGE},    \
    {                                                                                                                \
        "knowledge", 0, LUMBAR_WORD, offsetof(type, knowledge_field), 0, 0, "DIR", LUMBAR_PHRASE_USAGE_ANY_KNOWLEDGE \
    }

/* Before the arguments are read: the tables and the language that they name, or the surroundings, so that what is wrong
 * with arguments is said in it; where these cannot be read, the built-in tables. False and *error: not even they. */
bool lumbar_cli_hear(lumbar_cli *cli, int argc, char **argv, lumbar_error *error);
/* Reads the tables, from a folder or (NULL) the built-in ones, into cli->knowledge, in that language or (NULL) in the
 * one that the surroundings name, where there is such a one. */
bool lumbar_cli_speak(lumbar_cli *cli, const char *directory, const char *language, lumbar_error *error);

/* ---- terminal (terminal.c) ----------------------------------------------------------------------------- */

void lumbar_cli_open(lumbar_cli *cli);
lumbar_date lumbar_cli_today(const lumbar_cli *cli); /* not known where the clock tells none */
/* SIGINT, SIGTERM and SIGHUP set a flag: the work in hand stops, cleans up and fails with LUMBAR_INTERRUPTED. Where it
 * comes to no place to stop at within half a second, the process ends as it is, with the same words and status. SIGPIPE
 * and SIGXFSZ become failed writes. */
void lumbar_catch_signals(void);
/* While files have names that are not theirs the process does not end so. */
void lumbar_hold_stop(bool hold);
bool lumbar_interrupted(void);
bool lumbar_fail_interrupted(lumbar_error *error);

/* Whether the window was resized since the last lumbar_cli_measure; that reads its size anew and says the same. */
bool lumbar_resized(void);
bool lumbar_cli_measure(lumbar_cli *cli);

/* Text on standard error; control characters, which a file's name may hold, do not reach the terminal. */
void lumbar_put_plain(const char *text);

/* Progress on standard error where that is a terminal; a lumbar_progress. */
typedef struct lumbar_progress_bar {
    const lumbar_knowledge *knowledge; /* whose words it speaks */
    lumbar_phrase_id doing;            /* a phrase with the hole `file` */
    const char *what;                  /* file name */
    bool visible;                      /* standard error is a terminal */
    double began_s, shown_s;
} lumbar_progress_bar;
lumbar_progress_bar lumbar_progress_start(const lumbar_cli *cli, lumbar_phrase_id doing, const char *what);
bool lumbar_progress_show(void *bar, double done_s, double total_s);
void lumbar_progress_end(lumbar_progress_bar *bar);

/* ---- the interview on a terminal (ask.c, line.c, overview.c) ------------------------------------------- */

/* Asks until nothing is left or the person stops. False and *error when interrupted or out of memory. */
bool lumbar_ask(lumbar_cli *cli, const lumbar_knowledge *knowledge, lumbar_answers *answers, lumbar_error *error);
/* The few questions of looking again some days later; those that are answered are left out. */
bool lumbar_ask_again(lumbar_cli *cli, const lumbar_knowledge *knowledge, lumbar_answers *answers, lumbar_error *error);

#endif
