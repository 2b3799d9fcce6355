/* lumbar film: how to film oneself, in six lines and a drawing. */
#include <stdio.h>
#include "cli/cli.h"
#include "report/film.h"
#include "report/wrap.h"

/* Seen from the ceiling, and what the phone should see. Plain characters; beside each other where there is room. */
static const char *const ABOVE[] = {"From above",
                                    "+--------------------+",
                                    "|   O====[]=======   |  mat",
                                    "+--------------------+",
                                    "          ^",
                                    "          |  3 steps",
                                    "          |",
                                    "       [phone]"};
static const char *const SEEN[LUMBAR_COUNT(ABOVE)] = {"What the phone sees",         "+------------------------+",
                                                      "|               /\\       |", "|   _          /  \\      |",
                                                      "| <(O)=======./    \\__   |", "| ---------------------- |",
                                                      "+------------------------+",  " hands behind the head"};
enum { BESIDE_FROM = 60 /* columns */ };

static void draw(const lumbar_cli *cli, lumbar_text *out)
{
    bool beside = cli->width >= BESIDE_FROM;
    for (size_t i = 0; i < LUMBAR_COUNT(ABOVE); i++)
        lumbar_text_addf(out, "  %-*s%s\n", beside ? 31 : 0, ABOVE[i], beside ? SEEN[i] : "");
    if (!beside) lumbar_text_add(out, "\n");
    for (size_t i = 0; i < LUMBAR_COUNT(SEEN) && !beside; i++) lumbar_text_addf(out, "  %s\n", SEEN[i]);
}

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
    draw(cli, &cli->out);
    lumbar_text_add(&cli->out, "\nThen: lumbar why VIDEO\n");
    return true;
}

const lumbar_verb lumbar_verb_film = {
    .name = "film",
    .operands = "",
    .summary = "says how to film yourself, in six lines and a drawing",
    .about = "Prints how to film your workout so that the video can be read.",
    .run = run,
};
