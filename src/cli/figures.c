/* lumbar figures: line drawings of the exercises, as files. */
#include <string.h>
#include "cli/outputs.h"
#include "figure/figure.h"

typedef struct figures_options {
    const char *knowledge, *language;
} figures_options;

static const lumbar_cli_option OPTIONS[] = {
    LUMBAR_SPEAK_OPTIONS(figures_options, language, knowledge),
};

static bool write_all(const lumbar_knowledge *k, lumbar_output *const *outputs, lumbar_error *error)
{
    bool good = true;
    for (size_t i = 0; good && i < k->figure_count; i++) {
        lumbar_text svg = {0};
        lumbar_figure_svg(&k->figures[i], true, &svg);
        good = lumbar_outputs_put(outputs[i], &svg, error);
        lumbar_text_free(&svg);
    }
    return good;
}

static bool run(lumbar_cli *cli, int argc, char **argv, lumbar_error *error)
{
    figures_options options = {0};
    int count;
    if (!lumbar_options_read(&lumbar_verb_figures, &options, argc, argv, &count, error)) return false;
    if (count != 1) return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_FIGURES_TAKES);
    if (!lumbar_outputs_input_tables(cli, options.knowledge, error)) return false;
    if (!lumbar_cli_speak(cli, options.knowledge, options.language, error)) return false;
    const lumbar_knowledge *k = cli->knowledge;
    if (!lumbar_figures_check(k, error)) return false;
    lumbar_output **outputs = LUMBAR_NEW_ARRAY(cli->arena, lumbar_output *, k->figure_count + 1);
    if (!outputs) return lumbar_fail_memory(error);
    for (size_t i = 0; i < k->figure_count; i++) {
        const char *path = lumbar_format(cli->arena, "%s/%s.svg", argv[0], k->figures[i].id);
        if (!path) return lumbar_fail_memory(error);
        if (!(outputs[i] = lumbar_outputs_add(cli, "figures", path, error))) return false;
    }
    if (!write_all(k, outputs, error)) return false;
    lumbar_text folder = {0};
    lumbar_text_add_plain(&folder, argv[0]);
    if (lumbar_text_good(&folder, &cli->out))
        lumbar_phrase_fill(&cli->out, k, LUMBAR_PHRASE_CLI_FIGURES,
                           LUMBAR_HOLES({"count", lumbar_digits(k->figure_count).text}, {"folder", folder.data}));
    lumbar_text_free(&folder);
    lumbar_text_add(&cli->out, "\n");
    return true;
}

const lumbar_verb lumbar_verb_figures = {
    .name = "figures",
    .operands = "DIR",
    .summary = LUMBAR_PHRASE_USAGE_FIGURES,
    .about = LUMBAR_PHRASE_USAGE_FIGURES_ABOUT,
    .options = OPTIONS,
    .option_count = LUMBAR_COUNT(OPTIONS),
    .run = run,
};
