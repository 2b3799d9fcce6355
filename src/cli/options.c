/* Options from the command line: one table a verb, which also writes its help. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cli/cli.h"
#include "report/wrap.h"

static const lumbar_cli_option *find_long(const lumbar_verb *verb, const char *name, size_t length)
{
    for (size_t i = 0; i < verb->option_count; i++)
        if (strlen(verb->options[i].name) == length && !strncmp(verb->options[i].name, name, length))
            return &verb->options[i];
    return NULL;
}

static const lumbar_cli_option *find_letter(const lumbar_verb *verb, char letter)
{
    for (size_t i = 0; i < verb->option_count; i++)
        if (verb->options[i].letter == letter) return &verb->options[i];
    return NULL;
}

static bool unknown_option(const lumbar_verb *verb, const char *given, lumbar_error *error)
{
    const char *name = given + strspn(given, "-");
    char word[64];
    snprintf(word, sizeof word, "%.*s", (int)(strcspn(name, "=") & 63), name);
    lumbar_nearest nearest = {.word = word};
    for (size_t i = 0; i < verb->option_count; i++) lumbar_offer(&nearest, verb->options[i].name);
    if (nearest.known)
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_OPTION_NEAREST, "command=%s\ngiven=%.60s\nnearest=%s",
                             verb->name, given, nearest.known);
    return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_OPTION_UNKNOWN, "command=%s\ngiven=%.60s", verb->name,
                         given);
}

/* Puts one value into its field. */
static bool store(const lumbar_cli_option *option, void *values, const char *value, lumbar_error *error)
{
    char *field = (char *)values + option->offset, *end = NULL;
    if (option->kind == LUMBAR_FLAG) {
        memcpy(field, &(bool){true}, sizeof(bool));
        return true;
    }
    if (option->kind == LUMBAR_WORD) {
        if (!*value)
            return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_OPTION_NOTHING, "option=%s\nargument=%s",
                                 option->name, option->argument);
        memcpy(field, &value, sizeof value);
        return true;
    }
    double number = lumbar_to_double(value, &end);
    bool whole = option->kind == LUMBAR_WHOLE;
    if (end == value || *end || !(number >= option->least && number <= option->most) ||
        (whole && number != floor(number)))
        return lumbar_refuse(error, LUMBAR_USAGE, 0, whole ? LUMBAR_ERROR_OPTION_WHOLE : LUMBAR_ERROR_OPTION_NUMBER,
                             "option=%s\nleast=%g\nmost=%g\ngiven=%.60s", option->name, option->least, option->most,
                             value);
    if (whole) memcpy(field, &(int){(int)number}, sizeof(int));
    else memcpy(field, &number, sizeof number);
    return true;
}

bool lumbar_options_read(const lumbar_verb *verb, void *values, int argc, char **argv, int *operand_count,
                         lumbar_error *error)
{
    *operand_count = 0;
    bool only_operands = false;
    for (int i = 0; i < argc; i++) {
        char *given = argv[i];
        if (only_operands || given[0] != '-' || !given[1]) {
            argv[(*operand_count)++] = given;
            continue;
        }
        if (!strcmp(given, "--")) {
            only_operands = true;
            continue;
        }
        bool is_long = given[1] == '-';
        const char *name = given + (is_long ? 2 : 1);
        size_t length = is_long ? strcspn(name, "=") : 1;
        const lumbar_cli_option *option = is_long ? find_long(verb, name, length) : find_letter(verb, *name);
        if (!option || (!is_long && name[1] && option->kind == LUMBAR_FLAG)) return unknown_option(verb, given, error);
        const char *value = "";
        bool joined = name[length] != 0;
        if (option->kind == LUMBAR_FLAG && joined)
            return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_OPTION_NO_VALUE, "option=%s", option->name);
        if (option->kind != LUMBAR_FLAG) {
            if (!joined && ++i >= argc)
                return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_OPTION_VALUE, "option=%s\nargument=%s",
                                     option->name, option->argument);
            value = joined ? name + length + is_long : argv[i];
        }
        if (!store(option, values, value, error)) return false;
    }
    return true;
}

/* "  -r, --report FILE.html", then its help; where the first is long, on the next line. */
static void option_help(const lumbar_cli *cli, const lumbar_cli_option *option, lumbar_text *out)
{
    enum { COLUMN = 26 };
    char head[80], first[80];
    int length = option->letter ? snprintf(head, sizeof head, "  -%c, --%s", option->letter, option->name)
                                : snprintf(head, sizeof head, "  --%s", option->name);
    if (option->argument && length > 0 && (size_t)length < sizeof head)
        length += snprintf(head + length, sizeof head - (size_t)length, " %s", option->argument);
    bool apart = length > COLUMN - 2;
    if (apart) lumbar_text_addf(out, "%s\n", head);
    snprintf(first, sizeof first, "%-*s", COLUMN, apart ? "" : head);
    lumbar_wrap(out, cli->width, first, "                          ", lumbar_phrase(cli->knowledge, option->help));
}

void lumbar_verb_help_text(const lumbar_cli *cli, const lumbar_verb *verb, lumbar_text *out)
{
    bool takes = *verb->operands != 0;
    if (!verb->option_count) lumbar_text_addf(out, "lumbar %s%s%s\n\n", verb->name, takes ? " " : "", verb->operands);
    else
        lumbar_text_addf(out, "lumbar %s [%s]%s%s\n\n", verb->name,
                         lumbar_phrase(cli->knowledge, LUMBAR_PHRASE_USAGE_OPTIONS), takes ? " " : "", verb->operands);
    lumbar_wrap(out, cli->width, "", "", lumbar_phrase(cli->knowledge, verb->about));
    if (verb->option_count)
        lumbar_text_addf(out, "\n%s\n", lumbar_phrase(cli->knowledge, LUMBAR_PHRASE_USAGE_OPTIONS_TITLE));
    for (size_t i = 0; i < verb->option_count; i++) option_help(cli, &verb->options[i], out);
}

const lumbar_verb *lumbar_verb_named(const lumbar_verb *const *verbs, const char *name, lumbar_error *error)
{
    lumbar_nearest nearest = {.word = name};
    for (size_t i = 0; verbs[i]; i++) {
        if (!strcmp(verbs[i]->name, name)) return verbs[i];
        lumbar_offer(&nearest, verbs[i]->name);
    }
    if (nearest.known)
        lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_COMMAND_NEAREST, "given=%.60s\nnearest=%s", name,
                      nearest.known);
    else if (strpbrk(name, "./"))
        lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_COMMAND_FILE, "given=%.200s", name);
    else lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_COMMAND_UNKNOWN, "given=%.60s", name);
    return NULL;
}
