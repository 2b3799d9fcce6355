/* The command-line tool: finds the verb, keeps what it gave only when it ended well. */
#include <stdio.h>
#include <string.h>
#include "cli/outputs.h"

static const lumbar_verb *const VERBS[] = {&lumbar_verb_why,
                                           &lumbar_verb_interview,
                                           &lumbar_verb_log,
                                           &lumbar_verb_history,
                                           &lumbar_verb_plan,
                                           &lumbar_verb_compare,
                                           &lumbar_verb_journal,
                                           &lumbar_verb_film,
                                           &lumbar_verb_knowledge,
                                           &lumbar_verb_validate,
                                           &lumbar_verb_pose,
                                           &lumbar_verb_motion,
                                           &lumbar_verb_trainee,
                                           &lumbar_verb_figures,
                                           &lumbar_verb_help,
                                           &lumbar_verb_version,
                                           NULL};

/* The verb, and in *rest and *count what follows it. `lumbar`, `lumbar --help`, `lumbar --version` and `lumbar VERB
 * --help` are other ways to write one. */
static const lumbar_verb *choose(int argc, char **argv, char ***rest, int *count, lumbar_error *error)
{
    *rest = argv + (argc > 1 ? 2 : 1);
    *count = argc > 1 ? argc - 2 : 0;
    if (argc < 2 || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")) return &lumbar_verb_help;
    if (!strcmp(argv[1], "--version") || !strcmp(argv[1], "-V")) return &lumbar_verb_version;
    const lumbar_verb *verb = lumbar_verb_named(VERBS, argv[1], error);
    for (int i = 2; verb && i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--help") != 0 && strcmp(argv[i], "-h") != 0) continue;
        *rest = argv + 1;
        *count = 1;
        return &lumbar_verb_help;
    }
    return verb;
}

/* What went wrong, on standard error, in the language that is spoken. */
static void say(const lumbar_cli *cli, const lumbar_error *error)
{
    lumbar_text words = {0};
    lumbar_error_words(cli->knowledge, error, &words);
    fputs("lumbar: ", stderr);
    lumbar_put_plain(words.failed ? error->text : words.data);
    fputc('\n', stderr);
    lumbar_text_free(&words);
}

static bool run(lumbar_cli *cli, int argc, char **argv, lumbar_error *error)
{
    char **rest;
    int count;
    if (!cli->arena) return lumbar_fail_memory(error);
    lumbar_cli_open(cli);
    if (!lumbar_cli_hear(cli, argc, argv, error)) return false;
    const lumbar_verb *verb = choose(argc, argv, &rest, &count, error);
    if (!verb) return false;
    bool good = lumbar_settle(cli->arena, verb->run(cli, count, rest, error), error);
    bool told = !good && error->code == LUMBAR_INTERRUPTED;
    /* whatever a wait that ended early was taken for */
    if (lumbar_interrupted() && !told) good = lumbar_fail_interrupted(error);
    good = good && lumbar_outputs_keep(cli, error);
    if (!good) lumbar_outputs_drop(cli);
    return good;
}

int main(int argc, char **argv)
{
    lumbar_catch_signals();
    lumbar_error error = {0};
    lumbar_cli cli = {.arena = lumbar_arena_new(), .verbs = VERBS};
    bool good = run(&cli, argc, argv, &error);
    if (!good) say(&cli, &error);
    lumbar_text_free(&cli.out);
    lumbar_arena_free(cli.arena);
    return good ? cli.status : lumbar_exit_status(error.code);
}
