/* lumbar motion: a recording as the body in metres and its angles over time, for research. */
#include <math.h>
#include "cli/network.h"
#include "cli/outputs.h"
#include "report/motion.h"

typedef struct motion_options {
    const char *output, *knowledge, *language;
    double height;
    lumbar_network_options network;
    bool json, trc, bands;
} motion_options;

#define FIELD(name) offsetof(motion_options, name)
static const lumbar_cli_option OPTIONS[] = {
    {"output", 'o', LUMBAR_WORD, FIELD(output), 0, 0, "FILE", LUMBAR_PHRASE_USAGE_MOTION_OUTPUT},
    {"json", 'j', LUMBAR_FLAG, FIELD(json), 0, 0, NULL, LUMBAR_PHRASE_USAGE_MOTION_JSON},
    {"trc", 0, LUMBAR_FLAG, FIELD(trc), 0, 0, NULL, LUMBAR_PHRASE_USAGE_MOTION_TRC},
    {"bands", 0, LUMBAR_FLAG, FIELD(bands), 0, 0, NULL, LUMBAR_PHRASE_USAGE_MOTION_BANDS},
    {"height", 0, LUMBAR_REAL, FIELD(height), 100, 230, "CM", LUMBAR_PHRASE_USAGE_MOTION_HEIGHT},
    LUMBAR_NETWORK_OPTIONS(motion_options, network),
    LUMBAR_SPEAK_OPTIONS(motion_options, language, knowledge),
};

static lumbar_output *find_output(lumbar_cli *cli, const motion_options *options, const char *recording,
                                  lumbar_error *error)
{
    if (!lumbar_outputs_input(cli, LUMBAR_ERROR_INPUT_RECORDING, recording, error) ||
        !lumbar_outputs_input_tables(cli, options->knowledge, error) ||
        !lumbar_outputs_input_models(cli, options->network.models, error))
        return NULL;
    return lumbar_outputs_add(cli, "--output", options->output ? options->output : "-", error);
}

static const lumbar_motion *look(lumbar_cli *cli, const motion_options *options, const char *recording,
                                 lumbar_error *error)
{
    if (!lumbar_cli_speak(cli, options->knowledge, options->language, error)) return NULL;
    const lumbar_pose *pose = lumbar_network_look(cli, &options->network, recording, error);
    if (!pose) return NULL;
    lumbar_progress_bar bar = lumbar_progress_start(cli, LUMBAR_PHRASE_CLI_LOOKING, recording);
    const lumbar_see_settings person = {
        .height_m = options->height / 100, .progress = lumbar_progress_show, .user = &bar};
    const lumbar_motion *motion = lumbar_motion_of(cli->arena, pose, &person, cli->knowledge, error);
    lumbar_progress_end(&bar);
    if (lumbar_interrupted()) return lumbar_fail_interrupted(error), NULL;
    return motion;
}

static bool run(lumbar_cli *cli, int argc, char **argv, lumbar_error *error)
{
    motion_options options = {.height = NAN, .network.threads = 2};
    int count;
    if (!lumbar_options_read(&lumbar_verb_motion, &options, argc, argv, &count, error)) return false;
    if (count != 1) return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_MOTION_TAKES, "count=%d", count);
    if (options.json + options.trc + options.bands > 1)
        return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_MOTION_FORMS);
    lumbar_output *output = find_output(cli, &options, argv[0], error);
    const lumbar_motion *motion = output ? look(cli, &options, argv[0], error) : NULL;
    if (!motion) return false;
    lumbar_text text = {0};
    if (options.json) lumbar_motion_json(motion, &text);
    else if (options.trc) lumbar_motion_trc(motion, &text);
    else lumbar_motion_csv(motion, options.bands, &text);
    bool good = text.failed ? lumbar_fail_memory(error) : lumbar_outputs_put(output, &text, error);
    lumbar_text_free(&text);
    return good;
}

const lumbar_verb lumbar_verb_motion = {
    .name = "motion",
    .operands = "RECORDING",
    .summary = LUMBAR_PHRASE_USAGE_MOTION,
    .about = LUMBAR_PHRASE_USAGE_MOTION_ABOUT,
    .options = OPTIONS,
    .option_count = LUMBAR_COUNT(OPTIONS),
    .run = run,
};
