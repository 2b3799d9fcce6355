/* lumbar pose: a recording as body points. */
#include "cli/network.h"
#include "cli/outputs.h"
#include "recording/landmarks.h"

typedef struct pose_options {
    const char *output;
    lumbar_network_options network;
} pose_options;

#define FIELD(name) offsetof(pose_options, name)
static const lumbar_cli_option OPTIONS[] = {
    {"output", 'o', LUMBAR_WORD, FIELD(output), 0, 0, "FILE", "where to write (default: standard output)"},
    LUMBAR_NETWORK_OPTIONS(pose_options, network),
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
    if (!lumbar_cli_speak(cli, NULL, NULL, error)) return false;
    lumbar_output *output;
    if (!find_outputs(cli, &options, argv[0], &output, error)) return false;
    const lumbar_pose *pose = lumbar_network_look(cli, &options.network, argv[0], error);
    if (!pose) return false;
    return lumbar_pose_put(pose, output, error);
}

const lumbar_verb lumbar_verb_pose = {
    .name = "pose",
    .operands = "VIDEO",
    .summary = "writes a recording as body points, which lumbar why reads back",
    .about =
        "Follows the person in a video and writes points, outline and times (schema lumbar.pose/1). \"lumbar why\" on "
        "that file answers as on the video. It holds no picture, only the body's points and outline.",
    .options = OPTIONS,
    .option_count = LUMBAR_COUNT(OPTIONS),
    .run = run,
};
