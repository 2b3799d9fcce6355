/* Looking at a recording as the options say. */
#include "cli/network.h"

const lumbar_pose *lumbar_network_look(const lumbar_cli *cli, const lumbar_network_options *how, const char *file,
                                       lumbar_error *error)
{
    lumbar_progress_bar bar = lumbar_progress_start(cli, LUMBAR_PHRASE_CLI_LOOKING, file);
    lumbar_pose_settings settings = lumbar_pose_defaults();
    if (how->model) settings.model = how->model;
    if (how->engine) settings.engine = how->engine;
    settings.models_directory = how->models;
    settings.threads = how->threads;
    settings.progress = lumbar_progress_show;
    settings.user = &bar;
    const lumbar_pose *pose = lumbar_pose_read(cli->arena, file, &settings, error);
    lumbar_progress_end(&bar);
    if (lumbar_interrupted()) return lumbar_fail_interrupted(error), NULL;
    return pose;
}
