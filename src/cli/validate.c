/* lumbar validate: our figures against published ones. */
#include <stdio.h>
#include <string.h>
#include "cli/cli.h"
#include "validate/validate.h"

typedef struct validate_options {
    const char *knowledge, *engine, *models, *cache;
    int threads;
    bool json, strict;
} validate_options;

enum { MARK_MISSED = 1 /* exit status; an error has another */ };

#define FIELD(name) offsetof(validate_options, name)
static const lumbar_cli_option OPTIONS[] = {
    {"json", 'j', LUMBAR_FLAG, FIELD(json), 0, 0, NULL, LUMBAR_PHRASE_USAGE_VALIDATE_JSON},
    {"strict", 0, LUMBAR_FLAG, FIELD(strict), 0, 0, NULL, LUMBAR_PHRASE_USAGE_VALIDATE_STRICT},
    {"knowledge", 0, LUMBAR_WORD, FIELD(knowledge), 0, 0, "DIR", LUMBAR_PHRASE_USAGE_VALIDATE_KNOWLEDGE},
    {"engine", 0, LUMBAR_WORD, FIELD(engine), 0, 0, "NAME", LUMBAR_PHRASE_USAGE_VALIDATE_ENGINE},
    {"models", 0, LUMBAR_WORD, FIELD(models), 0, 0, "DIR", LUMBAR_PHRASE_USAGE_VALIDATE_MODELS},
    {"cache", 0, LUMBAR_WORD, FIELD(cache), 0, 0, "DIR", LUMBAR_PHRASE_USAGE_VALIDATE_CACHE},
    {"threads", 0, LUMBAR_WHOLE, FIELD(threads), 1, 16, "N", LUMBAR_PHRASE_USAGE_VALIDATE_THREADS},
};

static const lumbar_validator *find(const char *name, lumbar_error *error)
{
    lumbar_text names = {0};
    for (size_t i = 0; lumbar_validators[i]; i++) {
        if (!strcmp(lumbar_validators[i]->name, name)) {
            lumbar_text_free(&names);
            return lumbar_validators[i];
        }
        lumbar_text_addf(&names, "%s%s", i ? ", " : "", lumbar_validators[i]->name);
    }
    if (names.failed) lumbar_fail_memory(error);
    else
        lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_VALIDATE_UNKNOWN, "given=%.60s\nknown=%s", name, names.data);
    lumbar_text_free(&names);
    return NULL;
}

static bool run_one(lumbar_cli *cli, const validate_options *options, const lumbar_validator *validator,
                    const lumbar_validation *validation, lumbar_error *error)
{
    lumbar_text words = {0}, json = {0};
    lumbar_verdict verdict = {.json = &json, .words = &words};
    bool good = validator->run(cli->arena, validation, &verdict, error);
    if (good && !verdict.pass && options->strict) cli->status = MARK_MISSED;
    if (good && (json.failed || words.failed)) good = lumbar_fail_memory(error);
    const lumbar_text *chosen = options->json ? &json : &words;
    if (good && chosen->size) lumbar_text_add_bytes(&cli->out, chosen->data, chosen->size);
    lumbar_text_free(&words);
    lumbar_text_free(&json);
    return good;
}

static bool run(lumbar_cli *cli, int argc, char **argv, lumbar_error *error)
{
    validate_options options = {.threads = 2};
    int count;
    if (!lumbar_options_read(&lumbar_verb_validate, &options, argc, argv, &count, error)) return false;
    if (!lumbar_cli_speak(cli, options.knowledge, NULL, error)) return false;
    lumbar_progress_bar bar = lumbar_progress_start(cli, LUMBAR_PHRASE_CLI_TRYING, count ? argv[0] : "all");
    lumbar_validation validation = {.knowledge = cli->knowledge,
                                    .engine = options.engine,
                                    .models = options.models,
                                    .cache = options.cache,
                                    .threads = options.threads,
                                    .random = LUMBAR_RANDOM_PEOPLE,
                                    .progress = lumbar_progress_show,
                                    .user = &bar};
    if (count) {
        const lumbar_validator *validator = find(argv[0], error);
        if (!validator) return false;
        if (count > 1 && !validator->takes_files && !validator->takes_names)
            return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_VALIDATE_NO_FILES, "name=%s", validator->name);
        if (count == 1 && validator->takes_files)
            return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_VALIDATE_NEEDS, "name=%s\nneeds=%s",
                                 validator->name, validator->needs);
        validation.files = (const char *const *)argv + 1;
        validation.count = (size_t)count - 1;
        bool good = run_one(cli, &options, validator, &validation, error);
        lumbar_progress_end(&bar);
        return good;
    }
    size_t done = 0; /* all that are quick and need no file */
    if (options.json) lumbar_text_add(&cli->out, "[\n");
    for (size_t i = 0; lumbar_validators[i]; i++) {
        if (lumbar_validators[i]->slow || lumbar_validators[i]->takes_files) continue;
        if (done++) lumbar_text_add(&cli->out, options.json ? ",\n" : "\n");
        if (!run_one(cli, &options, lumbar_validators[i], &validation, error)) return false;
    }
    if (options.json) lumbar_text_add(&cli->out, "]\n");
    return true;
}

const lumbar_verb lumbar_verb_validate = {
    .name = "validate",
    .operands = "[NAME [FILES...]]",
    .summary = LUMBAR_PHRASE_USAGE_VALIDATE,
    .about = LUMBAR_PHRASE_USAGE_VALIDATE_ABOUT,
    .options = OPTIONS,
    .option_count = LUMBAR_COUNT(OPTIONS),
    .run = run,
};
