/* lumbar help, lumbar version. */
#include "cli/cli.h"
#include "report/wrap.h"

typedef struct help_options {
    const char *knowledge, *language;
} help_options;

static const lumbar_cli_option OPTIONS[] = {
    LUMBAR_SPEAK_OPTIONS(help_options, language, knowledge),
};

/* Where to begin, as typed, and what comes of it. */
static const struct {
    const char *typed;
    lumbar_phrase_id words;
} STARTS[] = {
    {"lumbar why", LUMBAR_PHRASE_USAGE_START_WHY},
    {"lumbar film", LUMBAR_PHRASE_USAGE_START_FILM},
    {"lumbar why VIDEO", LUMBAR_PHRASE_USAGE_START_VIDEO},
};

static bool short_help(lumbar_cli *cli)
{
    lumbar_text *out = &cli->out;
    lumbar_text_addf(out, "%s\n\n", lumbar_phrase(cli->knowledge, LUMBAR_PHRASE_USAGE_TITLE));
    lumbar_wrap(out, cli->width, "", "", lumbar_phrase(cli->knowledge, LUMBAR_PHRASE_USAGE_WHAT));
    lumbar_text_addf(out, "\n%s\n", lumbar_phrase(cli->knowledge, LUMBAR_PHRASE_USAGE_START));
    for (size_t i = 0; i < LUMBAR_COUNT(STARTS); i++) {
        lumbar_text_addf(out, "  %-26s ", STARTS[i].typed);
        lumbar_wrap(out, cli->width, "", "                             ",
                    lumbar_phrase(cli->knowledge, STARTS[i].words));
    }
    lumbar_text_addf(out, "\n%s\n", lumbar_phrase(cli->knowledge, LUMBAR_PHRASE_USAGE_COMMANDS));
    for (size_t i = 0; cli->verbs[i]; i++) {
        lumbar_text_addf(out, "  %-10s ", cli->verbs[i]->name);
        lumbar_wrap(out, cli->width, "", "             ", lumbar_phrase(cli->knowledge, cli->verbs[i]->summary));
    }
    lumbar_text_add(out, "\n");
    lumbar_wrap(out, cli->width, "", "", lumbar_phrase(cli->knowledge, LUMBAR_PHRASE_USAGE_MORE));
    lumbar_text_add(out, "\n");
    const char *signs = lumbar_emergency_signs(cli->knowledge);
    const char *emergency =
        lumbar_phrase_filled(cli->arena, cli->knowledge, LUMBAR_PHRASE_USAGE_EMERGENCY, LUMBAR_HOLES({"signs", signs}));
    if (emergency) lumbar_wrap(out, cli->width, "", "", emergency);
    return emergency != NULL;
}

static bool run_help(lumbar_cli *cli, int argc, char **argv, lumbar_error *error)
{
    help_options options = {0};
    int count;
    if (!lumbar_options_read(&lumbar_verb_help, &options, argc, argv, &count, error)) return false;
    bool told = options.knowledge || options.language; /* else it speaks what stands behind another command */
    if (told && !lumbar_cli_speak(cli, options.knowledge, options.language, error)) return false;
    if (count > 1) return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_HELP_TAKES, "count=%d", count);
    if (!count) return short_help(cli) || lumbar_fail_memory(error);
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
    .summary = LUMBAR_PHRASE_USAGE_HELP,
    .about = LUMBAR_PHRASE_USAGE_HELP_ABOUT,
    .options = OPTIONS,
    .option_count = LUMBAR_COUNT(OPTIONS),
    .run = run_help,
};

const lumbar_verb lumbar_verb_version = {
    .name = "version",
    .operands = "",
    .summary = LUMBAR_PHRASE_USAGE_VERSION,
    .about = LUMBAR_PHRASE_USAGE_VERSION_ABOUT,
    .run = run_version,
};
