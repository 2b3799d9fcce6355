/* lumbar interview: the questions as a list, or asked and kept. */
#include <string.h>
#include "cli/outputs.h"
#include "report/report.h"
#include "report/wrap.h"

typedef struct interview_options {
    const char *answers, *save, *knowledge, *language;
    bool questions, json;
} interview_options;

#define FIELD(name) offsetof(interview_options, name)
static const lumbar_cli_option OPTIONS[] = {
    {"questions", 'q', LUMBAR_FLAG, FIELD(questions), 0, 0, NULL, LUMBAR_PHRASE_USAGE_INTERVIEW_QUESTIONS},
    {"json", 'j', LUMBAR_FLAG, FIELD(json), 0, 0, NULL, LUMBAR_PHRASE_USAGE_INTERVIEW_JSON},
    {"answers", 'a', LUMBAR_WORD, FIELD(answers), 0, 0, "FILE", LUMBAR_PHRASE_USAGE_INTERVIEW_ANSWERS},
    {"save-answers", 'o', LUMBAR_WORD, FIELD(save), 0, 0, "FILE", LUMBAR_PHRASE_USAGE_INTERVIEW_SAVE_ANSWERS},
    LUMBAR_SPEAK_OPTIONS(interview_options, language, knowledge),
};

/* How it is said what a question takes. */
static lumbar_phrase_id takes(const lumbar_question *question)
{
    switch (question->kind) {
    case LUMBAR_NUMBER:
        return question->unit ? LUMBAR_PHRASE_ERROR_ALLOWED_NUMBER_OF : LUMBAR_PHRASE_ERROR_ALLOWED_NUMBER;
    case LUMBAR_YES_NO_UNSURE: return LUMBAR_PHRASE_ERROR_ALLOWED_YES_NO;
    case LUMBAR_SEVERAL: return LUMBAR_PHRASE_CLI_TAKES_SEVERAL;
    case LUMBAR_CHOICE: break;
    }
    return LUMBAR_PHRASE_CLI_TAKES_ONE;
}

static void list_question(const lumbar_cli *cli, const lumbar_question *question, lumbar_text *out)
{
    char least[32], most[32];
    lumbar_print(least, sizeof least, "%g", question->minimum);
    lumbar_print(most, sizeof most, "%g", question->maximum);
    lumbar_text_addf(out, "\n%s", question->id);
    if (question->screen) lumbar_text_addf(out, "  %s", lumbar_phrase(cli->knowledge, LUMBAR_PHRASE_CLI_OF_SAFETY));
    lumbar_text_add(out, "\n");
    lumbar_wrap(out, cli->width, "  ", "  ", question->text);
    lumbar_text_add(out, "    ");
    lumbar_phrase_fill(out, cli->knowledge, takes(question),
                       LUMBAR_HOLES({"least", least}, {"most", most}, {"unit", question->unit ? question->unit : ""}));
    lumbar_text_add(out, "\n");
    for (size_t i = 0; i < question->option_count; i++) {
        lumbar_text first = {0};
        lumbar_text_addf(&first, "    %s: ", question->options[i].id);
        if (lumbar_text_good(&first, out))
            lumbar_wrap(out, cli->width, first.data, "      ", question->options[i].text);
        lumbar_text_free(&first);
    }
}

static void list_all(const lumbar_cli *cli, const lumbar_knowledge *knowledge, lumbar_text *out)
{
    lumbar_wrap(out, cli->width, "", "", lumbar_phrase(knowledge, LUMBAR_PHRASE_CLI_EVERY_QUESTION));
    lumbar_text_add(
        out,
        "\n  {\"schema\": \"lumbar.answers/1\",\n   \"answers\": {\"saddle-numbness\": \"no\", \"age-years\": 34}}\n");
    for (size_t i = 0; i < lumbar_question_count(knowledge); i++)
        list_question(cli, lumbar_question_at(knowledge, i), out);
}

/* *save is NULL where the answers are printed. */
static bool find_outputs(lumbar_cli *cli, const interview_options *options, lumbar_output **save, lumbar_error *error)
{
    *save = NULL;
    if (options->answers && !lumbar_outputs_input(cli, LUMBAR_ERROR_INPUT_ANSWERS, options->answers, error))
        return false;
    if (!lumbar_outputs_input_tables(cli, options->knowledge, error)) return false;
    if (!options->save || options->questions) return true;
    *save = lumbar_outputs_add(cli, "--save-answers", options->save, error);
    return *save != NULL;
}

static bool run(lumbar_cli *cli, int argc, char **argv, lumbar_error *error)
{
    interview_options options = {0};
    int count;
    if (!lumbar_options_read(&lumbar_verb_interview, &options, argc, argv, &count, error)) return false;
    if (count) return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_INTERVIEW_TAKES, "file=%.100s", argv[0]);
    if (!options.questions && !cli->dialog) return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_NO_TERMINAL);
    lumbar_output *save;
    if (!find_outputs(cli, &options, &save, error)) return false;
    if (!lumbar_cli_speak(cli, options.knowledge, options.language, error)) return false;
    const lumbar_knowledge *knowledge = cli->knowledge;
    if (options.questions) {
        if (options.json) lumbar_questions_json(knowledge, &cli->out);
        else list_all(cli, knowledge, &cli->out);
        return true;
    }
    lumbar_answers *answers = lumbar_answers_new(cli->arena, knowledge);
    if (!answers) return lumbar_fail_memory(error);
    if (options.answers && !lumbar_answers_read(answers, options.answers, error)) return false;
    if (!lumbar_ask(cli, knowledge, answers, error)) return false;
    if (!save) return lumbar_answers_json(knowledge, answers, &cli->out), true;
    lumbar_text json = {0};
    lumbar_answers_json(knowledge, answers, &json);
    bool good = lumbar_outputs_put(save, &json, error);
    lumbar_text_free(&json);
    if (good)
        lumbar_phrase_fill(&cli->out, knowledge, LUMBAR_PHRASE_CLI_INTERVIEW_KEPT,
                           LUMBAR_HOLES({"file", options.save})),
            lumbar_text_add(&cli->out, "\n");
    return good;
}

const lumbar_verb lumbar_verb_interview = {
    .name = "interview",
    .operands = "",
    .summary = LUMBAR_PHRASE_USAGE_INTERVIEW,
    .about = LUMBAR_PHRASE_USAGE_INTERVIEW_ABOUT,
    .options = OPTIONS,
    .option_count = LUMBAR_COUNT(OPTIONS),
    .run = run,
};
