/* lumbar trainee: a film of the synthetic trainee, and what is true of it. */
#include <string.h>
#include "cli/outputs.h"
#include "picture/encode.h"
#include "trainee/record.h"

typedef struct trainee_options {
    const char *output, *truth;
    bool list;
    int width, rate;
} trainee_options;

#define FIELD(name) offsetof(trainee_options, name)
static const lumbar_cli_option OPTIONS[] = {
    {"output", 'o', LUMBAR_WORD, FIELD(output), 0, 0, "FILE", LUMBAR_PHRASE_USAGE_TRAINEE_OUTPUT},
    {"truth", 0, LUMBAR_WORD, FIELD(truth), 0, 0, "FILE", LUMBAR_PHRASE_USAGE_TRAINEE_TRUTH},
    {"list", 'l', LUMBAR_FLAG, FIELD(list), 0, 0, NULL, LUMBAR_PHRASE_USAGE_TRAINEE_LIST},
    {"size", 0, LUMBAR_WHOLE, FIELD(width), 160, 1920, "PX", LUMBAR_PHRASE_USAGE_TRAINEE_SIZE},
    {"rate", 0, LUMBAR_WHOLE, FIELD(rate), 1, 60, "N", LUMBAR_PHRASE_USAGE_TRAINEE_RATE},
};

static void list(lumbar_cli *cli)
{
    char id[64];
    lumbar_trainee_film film;
    for (size_t i = 0, k = 0; lumbar_scenario_listed(i, id) || lumbar_trainee_film_listed(k++, id); i++) {
        bool held = lumbar_trainee_film_make(id, &film, NULL) && film.held_out;
        lumbar_text_addf(&cli->out, "%s%s\n", id, held ? "  (held out: not to be looked at while developing)" : "");
    }
}

/* Renders every frame. */
static bool write_film(lumbar_cli *cli, lumbar_recorder *recorder, lumbar_output *output, lumbar_error *error)
{
    if (!lumbar_cli_speak(cli, NULL, NULL, error)) return false;
    lumbar_canvas canvas = lumbar_canvas_new(cli->arena, recorder->camera[0].width, recorder->camera[0].height);
    if (!canvas.pixels) return lumbar_fail_memory(error);
    lumbar_film_writer *writer = lumbar_film_open(output, canvas.width, canvas.height, error);
    lumbar_progress_bar bar = lumbar_progress_start(cli, LUMBAR_PHRASE_CLI_RENDERING, output->path);
    bool good = writer != NULL;
    for (int i = 0; good && i < recorder->frame_count; i++) {
        double time_s = i / recorder->frame_rate;
        good = lumbar_recorder_frame(recorder, i, (lumbar_shot){.rgb = canvas.pixels}, NULL, error) &&
               lumbar_film_add(writer, &canvas, time_s, error);
        if (good && !lumbar_progress_show(&bar, time_s, lumbar_trainee_film_length(&recorder->film)))
            good = lumbar_fail_interrupted(error);
    }
    lumbar_progress_end(&bar);
    return lumbar_film_close(writer, good ? error : NULL) && good;
}

/* Without `output` to standard output. */
static bool write_truth(lumbar_cli *cli, const lumbar_recorder *recorder, lumbar_output *output, lumbar_error *error)
{
    if (!output) return lumbar_recorder_truth(recorder, &cli->out), true;
    lumbar_text text = {0};
    lumbar_recorder_truth(recorder, &text);
    bool good = lumbar_outputs_put(output, &text, error);
    lumbar_text_free(&text);
    return good;
}

/* Each is NULL where it is not wanted, the truth also where it is printed. */
static bool find_outputs(lumbar_cli *cli, const trainee_options *options, lumbar_output **film, lumbar_output **truth,
                         lumbar_error *error)
{
    *film = *truth = NULL;
    if (options->output && !strcmp(options->output, "-"))
        return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_FILM_OUTPUT);
    if (options->output && !(*film = lumbar_outputs_add(cli, "--output", options->output, error))) return false;
    if (!options->truth || !strcmp(options->truth, "-")) return true;
    *truth = lumbar_outputs_add(cli, "--truth", options->truth, error);
    return *truth != NULL;
}

static bool run(lumbar_cli *cli, int argc, char **argv, lumbar_error *error)
{
    trainee_options options = {.width = 960, .rate = 25};
    int count;
    if (!lumbar_options_read(&lumbar_verb_trainee, &options, argc, argv, &count, error)) return false;
    if (options.list) {
        list(cli);
        return true;
    }
    if (count != 1 || !(options.output || options.truth))
        return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_TRAINEE_TAKES);
    int width = options.width / 2 * 2, height = width * 9 / 16 / 2 * 2;
    lumbar_output *film_output, *truth_output;
    if (!find_outputs(cli, &options, &film_output, &truth_output, error)) return false;
    lumbar_recorder *recorder = lumbar_recorder_open(argv[0], width, height, options.rate, error);
    if (!recorder) return false;
    bool good = !film_output || write_film(cli, recorder, film_output, error);
    good = good && (!options.truth || write_truth(cli, recorder, truth_output, error));
    lumbar_recorder_close(recorder);
    return good;
}

const lumbar_verb lumbar_verb_trainee = {
    .name = "trainee",
    .operands = "[SCENARIO]",
    .summary = LUMBAR_PHRASE_USAGE_TRAINEE,
    .about = LUMBAR_PHRASE_USAGE_TRAINEE_ABOUT,
    .options = OPTIONS,
    .option_count = LUMBAR_COUNT(OPTIONS),
    .run = run,
};
