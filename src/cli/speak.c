/* The tables of a run and the language in which the tool speaks: as told, else as the surroundings say where there is
 * such a language, else English. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cli/cli.h"
#include "report/wrap.h"

enum { MOST_CODE = 20 };

/* "de_AT.UTF-8" -> "de-AT", and where there is no such language "de"; NULL: neither. */
static const char *of_surroundings(const char *directory, char code[MOST_CODE])
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *told = NULL;
    for (size_t i = 0; i < LUMBAR_COUNT(names) && !lumbar_has(told); i++) told = getenv(names[i]);
    size_t length = told ? strcspn(told, ".@") : 0;
    if (!length || length >= MOST_CODE || strchr(told, '/')) return NULL;
    memcpy(code, told, length);
    code[length] = 0;
    if (strchr(code, '_')) *strchr(code, '_') = '-';
    if (lumbar_language_there(directory, code)) return code;
    code[strcspn(code, "-")] = 0;
    return lumbar_language_there(directory, code) ? code : NULL;
}

/* How many texts the language lacks, which are said in English. */
static void say_missing(const lumbar_cli *cli)
{
    const lumbar_language *language = lumbar_language_of(cli->knowledge);
    lumbar_text words = {0}, lines = {0};
    if (!language->missing) return;
    lumbar_phrase_fill(&words, cli->knowledge, LUMBAR_PHRASE_CLI_MISSING,
                       LUMBAR_HOLES({"language", language->name}, {"count", lumbar_digits(language->missing).text},
                                    {"all", lumbar_digits(language->texts).text}));
    if (lumbar_text_good(&words, &lines)) lumbar_wrap(&lines, cli->width, "", "", words.data);
    if (!lines.failed) fputs(lines.data, stderr);
    else lumbar_arena_spend(cli->arena);
    lumbar_text_free(&words);
    lumbar_text_free(&lines);
}

static const lumbar_knowledge *load(lumbar_cli *cli, const char *directory, const char *language, lumbar_error *error)
{
    char code[MOST_CODE];
    if (!language) language = of_surroundings(directory, code);
    return lumbar_knowledge_load_in(cli->arena, directory, language, error);
}

/* What follows an option in the arguments as they stand; NULL: it is not there. */
static const char *argument_of(const char *option, int argc, char **argv)
{
    size_t length = strlen(option);
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strncmp(argv[i], option, length) != 0) continue;
        if (argv[i][length] == '=') return argv[i] + length + 1;
        if (!argv[i][length]) return i + 1 < argc ? argv[i + 1] : NULL;
    }
    return NULL;
}

/* Whether it may be part of a folder's name. */
static bool is_code(const char *language)
{
    return strspn(language, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == strlen(language);
}

bool lumbar_cli_hear(lumbar_cli *cli, int argc, char **argv, lumbar_error *error)
{
    lumbar_error other = {0};
    cli->tables = argument_of("--knowledge", argc, argv);
    cli->language = argument_of("--language", argc, argv);
    if (!cli->language || is_code(cli->language)) cli->knowledge = load(cli, cli->tables, cli->language, &other);
    if (other.code == LUMBAR_MEMORY) return lumbar_fail_memory(error);
    cli->heard = cli->knowledge != NULL;
    if (!cli->heard) cli->knowledge = lumbar_knowledge_builtin(cli->arena, error);
    return cli->knowledge != NULL;
}

static bool same(const char *a, const char *b) { return a && b ? !strcmp(a, b) : a == b; }

bool lumbar_cli_speak(lumbar_cli *cli, const char *directory, const char *language, lumbar_error *error)
{
    if (language && !is_code(language))
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_LANGUAGE_TAKES, "given=%.40s", language);
    if (!cli->heard || !same(cli->tables, directory) || !same(cli->language, language)) {
        const lumbar_knowledge *knowledge = load(cli, directory, language, error);
        if (!knowledge) return false;
        cli->knowledge = knowledge;
    }
    say_missing(cli);
    return true;
}
