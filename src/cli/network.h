/* The options by which every verb has a recording looked at, and the look. */
#ifndef LUMBAR_CLI_NETWORK_H
#define LUMBAR_CLI_NETWORK_H

#include "cli/cli.h"

typedef struct lumbar_network_options {
    const char *model, *engine, *models; /* as the options say, or NULL */
    int threads;
} lumbar_network_options;

#define LUMBAR_NETWORK_OPTIONS(type, field)                                                                     \
    {"model", 0, LUMBAR_WORD, offsetof(type, field.model), 0, 0, "SIZE", LUMBAR_PHRASE_USAGE_ANY_MODEL},        \
        {"engine", 0, LUMBAR_WORD, offsetof(type, field.engine), 0, 0, "NAME", LUMBAR_PHRASE_USAGE_ANY_ENGINE}, \
        {"models", 0, LUMBAR_WORD, offsetof(type, field.models), 0, 0, "DIR", LUMBAR_PHRASE_USAGE_ANY_MODELS},  \
    {                                                                                                           \
        "threads", 0, LUMBAR_WHOLE, offsetof(type, field.threads), 1, 16, "N", LUMBAR_PHRASE_USAGE_ANY_THREADS  \
    }

/* A recording as body points, with progress. NULL and *error, also where it was interrupted. Owned by the arena. */
const lumbar_pose *lumbar_network_look(const lumbar_cli *cli, const lumbar_network_options *how, const char *file,
                                       lumbar_error *error);

#endif
