/* What a run goes by: answers, and the questions that fill them. */
#ifndef LUMBAR_CLI_TELL_H
#define LUMBAR_CLI_TELL_H

#include "cli/cli.h"

typedef struct lumbar_cli_told {
    lumbar_answers *answers, *then; /* then: of the first look, where somebody looks again; else NULL */
} lumbar_cli_told;

/* The interview where somebody is there to `ask`; or, some days later, three questions, whose answers go over those of
 * then, which become the `answers`: what is open after that is asked as ever. */
bool lumbar_cli_tell(lumbar_cli *cli, bool ask, lumbar_cli_told *told, lumbar_error *error);

#endif
