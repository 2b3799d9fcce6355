/* The plan of the next weeks as a file, for whoever exports a journal. */
#ifndef LUMBAR_CLI_PLAN_H
#define LUMBAR_CLI_PLAN_H

#include "base/file.h"
#include "cli/cli.h"

/* Writes the days of the plan by the journal at `path` and the answer that was kept in it, and says so. False and
 * *error: none was kept, or there is no plan, with the reason. */
bool lumbar_plan_calendar(lumbar_cli *cli, const lumbar_knowledge *knowledge, const char *path, lumbar_output *output,
                          lumbar_error *error);

#endif
