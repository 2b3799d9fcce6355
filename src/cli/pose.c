/* lumbar pose: a recording as body points. */
#include "cli/network.h"
#include "cli/outputs.h"
#include "recording/landmarks.h"

typedef struct pose_options {
    const char *output, *language, *knowledge;
    lumbar_network_options network;
} pose_options;

#define FIELD(name) offsetof(pose_options, name)
static const lumbar_cli_option OPTIONS[] = {
    {"output", 'o', LUMBAR_WORD, FIELD(output), 0, 0, "FILE", LUMBAR_PHRASE_USAGE_POSE_OUTPUT},
    LUMBAR_NETWORK_OPTIONS(pose_options, network),
    LUMBAR_SPEAK_OPTIONS(pose_options, language, knowledge),
};

static bool find_outputs(lumbar_cli *cli, const pose_options *options, const char *recording, lumbar_output **output,
                         lumbar_error *error)
{
    if (!lumbar_outputs_input(cli, LUMBAR_ERROR_INPUT_RECORDING, recording, error) ||
        !lumbar_outputs_input_models(cli, options->network.models, error))
        return false;
    *output = lumbar_outputs_add(cli, "--output", options->output ? options->output : "-", error);
    return *output != NULL;
}

static bool run(lumbar_cli *cli, int argc, char **argv, lumbar_error *error)
{
    pose_options options = {.network.threads = 2};
    int count;
    if (!lumbar_options_read(&lumbar_verb_pose, &options, argc, argv, &count, error)) return false;
    if (count != 1) return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_POSE_TAKES, "count=%d", count);
    if (!lumbar_cli_speak(cli, options.knowledge, options.language, error)) return false;
    lumbar_output *output;
    if (!find_outputs(cli, &options, argv[0], &output, error)) return false;
    const lumbar_pose *pose = lumbar_network_look(cli, &options.network, argv[0], error);
    if (!pose) return false;
    return lumbar_pose_put(pose, output, error);
}

const lumbar_verb lumbar_verb_pose = {
    .name = "pose",
    .operands = "VIDEO",
    .summary = LUMBAR_PHRASE_USAGE_POSE,
    .about = LUMBAR_PHRASE_USAGE_POSE_ABOUT,
    .options = OPTIONS,
    .option_count = LUMBAR_COUNT(OPTIONS),
    .run = run,
};
