/* The tables of a run, in whose words the tool speaks. */
#include "cli/cli.h"

bool lumbar_cli_speak(lumbar_cli *cli, const char *directory, lumbar_error *error)
{
    cli->knowledge = lumbar_knowledge_load(cli->arena, directory, error);
    return cli->knowledge != NULL;
}
