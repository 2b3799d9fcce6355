/* All outputs of one run: checked before any work, written together or not at all. */
#ifndef LUMBAR_CLI_OUTPUTS_H
#define LUMBAR_CLI_OUTPUTS_H

#include "base/file.h"
#include "cli/cli.h"

/* Says that the run reads `path` ("-": standard input): no output may be that file. `what`: LUMBAR_ERROR_INPUT_... Fine
 * where nothing is there. False and *error: what is printed goes to that file, or out of memory. */
bool lumbar_outputs_input(lumbar_cli *cli, lumbar_error_id what, const char *path, lumbar_error *error);
/* The same of every table in a folder; NULL or a folder that is not there: none. */
bool lumbar_outputs_input_tables(lumbar_cli *cli, const char *folder, lumbar_error *error);

/* The same of the network's files: in `models`, or where they are looked for without it. */
bool lumbar_outputs_input_models(lumbar_cli *cli, const char *models, lumbar_error *error);

/* Says that the run writes `path`, which the user named with `option`; after all inputs. NULL and *error where it
 * cannot be written, or is an input, another output or where the tool prints. The arena owns it. */
lumbar_output *lumbar_outputs_add(lumbar_cli *cli, const char *option, const char *path, lumbar_error *error);

/* Writes text to one of them. */
bool lumbar_outputs_put(lumbar_output *output, const lumbar_text *text, lumbar_error *error);

/* There is nothing to write after all: what stands under its name stays as it is. Its `path` is NULL then. */
void lumbar_outputs_withdraw(lumbar_output *output);

/* At the end of a good run: all files appear, and what is printed is printed; or, with *error, none of it. */
bool lumbar_outputs_keep(lumbar_cli *cli, lumbar_error *error);
/* At the end of a bad one: nothing is left. */
void lumbar_outputs_drop(lumbar_cli *cli);

#endif
