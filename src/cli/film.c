/* lumbar film: how to film oneself, in six lines and a drawing. */
#include <stdio.h>
#include "cli/cli.h"
#include "report/film.h"
#include "report/wrap.h"

/* Above: seen from the ceiling. Below: what the phone should see. Plain characters, at most 60 columns. */
static const char *const DRAWING[] = {
    "  From above                     What the phone sees",
    "  +--------------------+         +------------------------+",
    "  |   O====[]=======   |  mat    |               /\\       |",
    "  +--------------------+         |   _          /  \\      |",
    "            ^                    | <(O)=======./    \\__   |",
    "            |  3 steps           | ---------------------- |",
    "            |                    +------------------------+",
    "         [phone]                  hands behind the head",
};

static bool run(lumbar_cli *cli, int argc, char **argv, lumbar_error *error)
{
    int count;
    if (!lumbar_options_read(&lumbar_verb_film, NULL, argc, argv, &count, error)) return false;
    if (count) return lumbar_fail(error, LUMBAR_USAGE, 0, "lumbar film takes nothing more");
    lumbar_text_add(&cli->out, "How to film yourself\n\n");
    for (int i = 0; i < LUMBAR_FILM_LINES; i++) {
        char first[16];
        snprintf(first, sizeof first, "%d. ", i + 1);
        lumbar_wrap(&cli->out, cli->width, first, "   ", lumbar_film_lines[i]);
    }
    lumbar_text_add(&cli->out, "\n");
    for (size_t i = 0; i < LUMBAR_COUNT(DRAWING); i++) lumbar_text_addf(&cli->out, "%s\n", DRAWING[i]);
    lumbar_text_add(&cli->out, "\nThen: lumbar why VIDEO\n");
    return true;
}

const lumbar_verb lumbar_verb_film = {
    .name = "film", .operands = "", .summary = "says how to film yourself, in six lines and a drawing",
    .about = "Prints how to film your workout so that the video can be read.", .run = run};
