/* The options by which every verb has a recording looked at, and the look. */
#ifndef LUMBAR_CLI_NETWORK_H
#define LUMBAR_CLI_NETWORK_H

#include "cli/cli.h"

typedef struct lumbar_network_options {
    const char *model, *engine, *models; /* as the options say, or NULL */
    int threads;
} lumbar_network_options;

#define LUMBAR_NETWORK_OPTIONS(type, field)                                                                   \
    {                                                                                                         \
        "model", 0, LUMBAR_WORD, offsetof(type, field.model),                                                 \
        0,       0, "SIZE",      "pose network: lite, full (default) or heavy"},                              \
        {"engine", 0, LUMBAR_WORD, offsetof(type, field.engine),                                              \
         0,        0, "NAME",      "what runs it: portable (default), or xnnpack to compare with"},           \
        {"models", 0, LUMBAR_WORD, offsetof(type, field.models), 0, 0, "DIR", "folder of the network files"}, \
    {                                                                                                         \
        "threads", 0, LUMBAR_WHOLE, offsetof(type, field.threads), 1, 16, "N",                                \
            "processor cores to use; the result stays the same"                                               \
    }

/* A recording as body points, with progress. NULL and *error, also where it was interrupted. Owned by the arena. */
const lumbar_pose *lumbar_network_look(const lumbar_cli *cli, const lumbar_network_options *how, const char *file,
                                       lumbar_error *error);

#endif
