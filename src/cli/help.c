/* lumbar help, lumbar version. */
#include "cli/cli.h"
#include "report/wrap.h"

static bool short_help(lumbar_cli *cli, lumbar_error *error)
{
    const lumbar_knowledge *knowledge = lumbar_knowledge_builtin(cli->arena, error);
    if (!knowledge) return false;
    lumbar_text *out = &cli->out;
    lumbar_text_add(out, "lumbar: why does my lower back ache when I work out my abs?\n\n");
    lumbar_wrap(out, cli->width, "", "",
                "It asks first whether it is safe, then what could be behind the ache, and says what to change. With a "
                "video of your workout it also looks at how you move. Nothing leaves this computer.");
    lumbar_text_add(out, "\nStart here\n"
                         "  lumbar why                 answer some questions, get an answer\n"
                         "  lumbar film                how to film yourself, in six lines\n"
                         "  lumbar why VIDEO           questions, and a look at your video\n"
                         "\nAll commands\n");
    for (size_t i = 0; cli->verbs[i]; i++) {
        lumbar_text_addf(out, "  %-10s ", cli->verbs[i]->name);
        lumbar_wrap(out, cli->width, "", "             ", cli->verbs[i]->summary);
    }
    lumbar_text_add(out, "\n");
    lumbar_wrap(out, cli->width, "", "", "lumbar help COMMAND tells more.");
    lumbar_text_add(out, "\n");
    lumbar_wrap(
        out, cli->width, "In an emergency use no program: ", "",
        lumbar_format(cli->arena, "get emergency help now for any of these: %s.", lumbar_emergency_signs(knowledge)));
    return true;
}

static bool run_help(lumbar_cli *cli, int argc, char **argv, lumbar_error *error)
{
    int count;
    if (!lumbar_options_read(&lumbar_verb_help, NULL, argc, argv, &count, error)) return false;
    if (count > 1) return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_HELP_TAKES, "count=%d", count);
    if (!count) return short_help(cli, error);
    const lumbar_verb *verb = lumbar_verb_named(cli->verbs, argv[0], error);
    if (verb) lumbar_verb_help_text(cli, verb, &cli->out);
    return verb != NULL;
}

static bool run_version(lumbar_cli *cli, int argc, char **argv, lumbar_error *error)
{
    int count;
    if (!lumbar_options_read(&lumbar_verb_version, NULL, argc, argv, &count, error)) return false;
    if (count) return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_VERSION_TAKES);
    lumbar_text_add(&cli->out, "lumbar " LUMBAR_VERSION "\n");
    return true;
}

const lumbar_verb lumbar_verb_help = {
    .name = "help",
    .operands = "[COMMAND]",
    .summary = "tells more about a command",
    .about = "Prints what a command does and its options.",
    .run = run_help,
};

const lumbar_verb lumbar_verb_version = {
    .name = "version",
    .operands = "",
    .summary = "prints the version",
    .about = "Prints the version.",
    .run = run_version,
};
