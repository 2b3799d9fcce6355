/* lumbar history: the journal's days and weeks. */
#include "cli/outputs.h"
#include "cli/place.h"
#include "report/day_words.h"
#include "report/history.h"

typedef struct history_options {
    const char *journal, *client, *html, *knowledge, *language;
    int weeks;
    bool json, more;
} history_options;

#define FIELD(name) offsetof(history_options, name)
static const lumbar_cli_option OPTIONS[] = {
    {"weeks", 'w', LUMBAR_WHOLE, FIELD(weeks), 1, 520, "N", LUMBAR_PHRASE_USAGE_HISTORY_WEEKS},
    {"more", 'm', LUMBAR_FLAG, FIELD(more), 0, 0, NULL, LUMBAR_PHRASE_USAGE_HISTORY_MORE},
    {"json", 'j', LUMBAR_FLAG, FIELD(json), 0, 0, NULL, LUMBAR_PHRASE_USAGE_HISTORY_JSON},
    {"html", 'r', LUMBAR_WORD, FIELD(html), 0, 0, "FILE.html", LUMBAR_PHRASE_USAGE_HISTORY_HTML},
    LUMBAR_PLACE_OPTIONS(history_options, journal, client),
    LUMBAR_SPEAK_OPTIONS(history_options, language, knowledge),
};

enum { USUAL_WEEKS = 8 };

static bool write_page(lumbar_output *output, const lumbar_journal_days *days, const lumbar_history_settings *settings,
                       lumbar_error *error)
{
    lumbar_text html = {0};
    lumbar_history_html(days, settings, &html);
    bool good = lumbar_outputs_put(output, &html, error);
    lumbar_text_free(&html);
    return good;
}

/* *output is NULL where no page is wanted. */
static bool find_output(lumbar_cli *cli, const history_options *options, const char *path, lumbar_output **output,
                        lumbar_error *error)
{
    *output = NULL;
    if (!lumbar_outputs_input(cli, LUMBAR_ERROR_INPUT_JOURNAL, path, error) ||
        !lumbar_outputs_input_tables(cli, options->knowledge, error))
        return false;
    if (options->html) *output = lumbar_outputs_add(cli, "--html", options->html, error);
    return !options->html || *output;
}

static bool run(lumbar_cli *cli, int argc, char **argv, lumbar_error *error)
{
    history_options options = {.weeks = USUAL_WEEKS};
    int count;
    if (!lumbar_options_read(&lumbar_verb_history, &options, argc, argv, &count, error)) return false;
    if (count) return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_HISTORY_TAKES);
    const char *path = lumbar_place_of(cli, options.journal, options.client, error);
    lumbar_output *page;
    if (!path || !find_output(cli, &options, path, &page, error)) return false;
    lumbar_history_settings settings = {.today = lumbar_cli_today(cli), .width = cli->width, .more = options.more};
    if (!lumbar_date_known(settings.today)) return lumbar_refuse_plain(error, LUMBAR_SETUP, LUMBAR_ERROR_NO_DAY);
    if (!lumbar_cli_speak(cli, options.knowledge, options.language, error)) return false;
    settings.knowledge = cli->knowledge;
    lumbar_journal *journal = lumbar_journal_open(path, LUMBAR_JOURNAL_READ, error);
    if (!journal) return false;
    lumbar_date monday = lumbar_date_after(settings.today, -lumbar_weekday(settings.today));
    const lumbar_journal_days *days = lumbar_journal_read(
        journal, cli->arena, lumbar_date_after(monday, 7 - 7 * options.weeks), settings.today, error);
    lumbar_journal_close(journal);
    if (!days || (page && !write_page(page, days, &settings, error))) return false;
    const lumbar_following *following = lumbar_follow_what(cli->arena, days, settings.knowledge, error);
    if (!following) return false;
    if (options.json) return lumbar_history_json(days, following, &cli->out), true;
    lumbar_history_text(days, &settings, &cli->out);
    lumbar_follow_text(following, &settings, &cli->out);
    return true;
}

const lumbar_verb lumbar_verb_history = {
    .name = "history",
    .operands = "",
    .summary = LUMBAR_PHRASE_USAGE_HISTORY,
    .about = LUMBAR_PHRASE_USAGE_HISTORY_ABOUT,
    .options = OPTIONS,
    .option_count = LUMBAR_COUNT(OPTIONS),
    .run = run,
};
