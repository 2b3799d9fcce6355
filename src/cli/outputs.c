/* All outputs of one run: none is an input or another output, and all appear or none. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "cli/outputs.h"
#include "pose/weights.h"

/* A file that the run reads. */
typedef struct input {
    struct input *before;
    lumbar_error_id what; /* LUMBAR_ERROR_INPUT_... */
    const char *path;     /* as the user gave it */
    struct stat about;
} input;

/* A file that it writes. */
typedef struct named_output {
    struct named_output *before;
    const char *option; /* "--report" */
    lumbar_output output;
} named_output;

struct lumbar_outputs {
    input *inputs;         /* the last one */
    named_output *outputs; /* the last one */
};

/* Made when first asked for; NULL when out of memory. The program itself is the first input. */
static lumbar_outputs *outputs_of(lumbar_cli *cli)
{
    if (cli->outputs) return cli->outputs;
    lumbar_outputs *outputs = LUMBAR_NEW(cli->arena, lumbar_outputs);
    input *program = LUMBAR_NEW(cli->arena, input);
    if (!outputs || !program) return NULL;
    *program = (input){.what = LUMBAR_ERROR_INPUT_PROGRAM, .path = "lumbar"};
    if (!stat("/proc/self/exe", &program->about)) outputs->inputs = program;
    return cli->outputs = outputs;
}

/* ---- inputs -------------------------------------------------------------------------------------------- */

/* Whether what the tool prints goes to this file: its two streams are outputs too. */
static bool printed_to(const struct stat *about)
{
    struct stat stream;
    for (int descriptor = STDOUT_FILENO; descriptor <= STDERR_FILENO; descriptor++)
        if (!fstat(descriptor, &stream) && !S_ISCHR(stream.st_mode) && stream.st_dev == about->st_dev &&
            stream.st_ino == about->st_ino)
            return true;
    return false;
}

bool lumbar_outputs_input(lumbar_cli *cli, lumbar_error_id what, const char *path, lumbar_error *error)
{
    char shown[LUMBAR_SHOWN_PATH];
    struct stat about;
    bool standard = !strcmp(path, "-");
    if ((standard ? fstat(STDIN_FILENO, &about) : stat(path, &about)) || S_ISCHR(about.st_mode)) return true;
    if (S_ISREG(about.st_mode) && printed_to(&about))
        return lumbar_refuse(error, LUMBAR_USAGE, 0,
                             standard ? LUMBAR_ERROR_PRINTED_INTO_STANDARD : LUMBAR_ERROR_PRINTED_INTO,
                             "what:%s\nfile=%s", lumbar_error_row(what), lumbar_show_path(path, shown));
    lumbar_outputs *outputs = outputs_of(cli);
    input *one = outputs ? LUMBAR_NEW(cli->arena, input) : NULL;
    if (!one) return lumbar_fail_memory(error);
    *one = (input){outputs->inputs, what, path, about};
    outputs->inputs = one;
    return true;
}

bool lumbar_outputs_input_tables(lumbar_cli *cli, const char *folder, lumbar_error *error)
{
    DIR *opened = folder ? opendir(folder) : NULL;
    bool good = true;
    for (struct dirent *entry; good && opened && (entry = readdir(opened));) {
        size_t length = strlen(entry->d_name);
        if (length < 5 || strcmp(entry->d_name + length - 4, ".txt")) continue;
        const char *path = lumbar_format(cli->arena, "%s/%s", folder, entry->d_name);
        good = path ? lumbar_outputs_input(cli, LUMBAR_ERROR_INPUT_TABLE, path, error) : lumbar_fail_memory(error);
    }
    if (opened) closedir(opened);
    return good;
}

bool lumbar_outputs_input_models(lumbar_cli *cli, const char *models, lumbar_error *error)
{
    const char *paths[LUMBAR_WEIGHTS_PATHS];
    size_t count = lumbar_weights_paths(cli->arena, models, paths);
    for (size_t i = 0; i < count; i++)
        if (!lumbar_outputs_input(cli, LUMBAR_ERROR_INPUT_NETWORK, paths[i], error)) return false;
    return true;
}

/* ---- outputs ------------------------------------------------------------------------------------------- */

/* No output is a file that is read, printed to, or written already. */
static bool check_free(const lumbar_outputs *outputs, const named_output *one, lumbar_error *error)
{
    char shown[LUMBAR_SHOWN_PATH], other[LUMBAR_SHOWN_PATH];
    const char *path = lumbar_show_path(one->output.path, shown);
    for (const input *in = outputs->inputs; in; in = in->before)
        if (lumbar_site_holds(&one->output.site, &in->about))
            return lumbar_refuse(error, LUMBAR_USAGE, 0,
                                 strcmp(in->path, "-") ? LUMBAR_ERROR_OUTPUT_INPUT : LUMBAR_ERROR_OUTPUT_STANDARD_INPUT,
                                 "option=%s\nfile=%s\nwhat:%s\ninput=%s", one->option, path, lumbar_error_row(in->what),
                                 lumbar_show_path(in->path, other));
    for (const named_output *out = outputs->outputs; out; out = out->before)
        if (lumbar_site_same(&one->output.site, &out->output.site))
            return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_OUTPUTS_SAME,
                                 "other=%s\nother_file=%s\noption=%s\nfile=%s", out->option,
                                 lumbar_show_path(out->output.path, other), one->option, path);
    if (one->output.site.exists && !S_ISCHR(one->output.site.about.st_mode) && printed_to(&one->output.site.about))
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_OUTPUT_PRINTED, "option=%s\nfile=%s", one->option,
                             path);
    return true;
}

lumbar_output *lumbar_outputs_add(lumbar_cli *cli, const char *option, const char *path, lumbar_error *error)
{
    lumbar_outputs *outputs = outputs_of(cli);
    named_output *one = outputs ? LUMBAR_NEW(cli->arena, named_output) : NULL;
    if (!one) return lumbar_fail_memory(error), NULL;
    one->option = option;
    if (!lumbar_output_find(&one->output, path, error)) return NULL;
    if (!check_free(outputs, one, error) || !lumbar_output_start(&one->output, error)) {
        lumbar_output_discard(&one->output);
        return NULL;
    }
    one->output.stopped = lumbar_interrupted;
    if (*one->output.temporary) lumbar_hold_stop(true); /* else it would be left behind */
    one->before = outputs->outputs;
    outputs->outputs = one;
    return &one->output;
}

bool lumbar_outputs_put(lumbar_output *output, const lumbar_text *text, lumbar_error *error)
{
    if (text->failed) return lumbar_fail_memory(error);
    if (text->size) fwrite(text->data, 1, text->size, output->stream);
    if (fflush(output->stream) && !output->why) output->why = errno;
    return !output->why || lumbar_refuse_output(output->path, output->why, error);
}

void lumbar_outputs_withdraw(lumbar_output *output) { lumbar_output_discard(output); }

/* ---- the end ------------------------------------------------------------------------------------------- */

static bool print(const lumbar_text *text, lumbar_error *error)
{
    if (text->failed) return lumbar_fail_memory(error);
    int why = lumbar_write_whole(STDOUT_FILENO, text->data, text->size, lumbar_interrupted);
    if (why == EINTR) return lumbar_fail_interrupted(error);
    return !why || lumbar_refuse(error, LUMBAR_OUTPUT, 0, LUMBAR_ERROR_NOT_PRINTED, "why=%s", lumbar_system_text(why));
}

/* What is printed comes last: until then each file can be taken back, so that on an error nothing was printed. */
bool lumbar_outputs_keep(lumbar_cli *cli, lumbar_error *error)
{
    named_output *last = cli->outputs ? cli->outputs->outputs : NULL;
    bool good = true;
    lumbar_hold_stop(true); /* all waits from here ask whether to stop */
    for (named_output *one = last; good && one; one = one->before)
        good = !one->output.path || lumbar_output_stage(&one->output, error);
    if (good && lumbar_interrupted()) good = lumbar_fail_interrupted(error);
    for (int device = 0; device < 2; device++) /* files first: what went into a pipe does not come back */
        for (named_output *one = last; good && one; one = one->before)
            if (one->output.path && (one->output.site.folder < 0) == device)
                good = lumbar_output_publish(&one->output, error);
    if (!good || !print(&cli->out, error)) return false;
    for (named_output *one = last; one; one = one->before) lumbar_output_settle(&one->output);
    return true;
}

void lumbar_outputs_drop(lumbar_cli *cli)
{
    for (named_output *one = cli->outputs ? cli->outputs->outputs : NULL; one; one = one->before)
        lumbar_output_discard(&one->output);
}
