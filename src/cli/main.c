/* The command-line tool: one file per verb, this one finds the verb. */
#include <stdio.h>
#include "lumbar.h"

int main(int argc, char **argv)
{
    (void)argc, (void)argv;
    fputs("lumbar " LUMBAR_VERSION "\n", stderr);
    return lumbar_exit_status(LUMBAR_USAGE);
}
