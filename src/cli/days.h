/* The journal in `lumbar why`: what it tells is a witness, and the answer can be kept in it. */
#ifndef LUMBAR_CLI_DAYS_H
#define LUMBAR_CLI_DAYS_H

#include "cli/cli.h"

typedef struct lumbar_days_options {
    const char *journal, *client; /* as named, or NULL */
    bool leave_out;               /* --no-journal */
    bool keep;                    /* --keep */
    bool silent;                  /* keeping says nothing: what is printed is for programs */
} lumbar_days_options;

bool lumbar_days_check(const lumbar_days_options *options, lumbar_error *error);

/* The days that count: of the journal that was named; of the person's own where it is there and the person is `asked`.
 * *days is NULL where no journal is heard. */
bool lumbar_days_read(const lumbar_cli *cli, const lumbar_days_options *options, bool asked,
                      const lumbar_journal_days **days, lumbar_error *error);
/* What they tell. */
typedef struct lumbar_days_heard {
    const lumbar_history *history; /* as a witness of the causes */
    bool raised;                   /* a safety answer, and with it the level */
} lumbar_days_heard;
bool lumbar_days_hear(lumbar_cli *cli, const lumbar_journal_days *days, lumbar_answers *answers,
                      lumbar_days_heard *heard, lumbar_error *error);
/* Keeps the answer to `answers`, and says under which number. */
bool lumbar_days_keep(lumbar_cli *cli, const lumbar_days_options *options, const lumbar_answer *answer,
                      const lumbar_answers *answers, lumbar_error *error);
/* Says that a journal was heard. */
void lumbar_days_tell(lumbar_cli *cli, const lumbar_journal_days *days, const lumbar_knowledge *knowledge);

#endif
