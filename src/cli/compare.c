/* lumbar compare: what changed from one look to the next. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/input.h"
#include "cli/days.h"
#include "cli/look.h"
#include "cli/outputs.h"
#include "cli/place.h"
#include "report/compare.h"
#include "report/report.h"

typedef struct compare_options {
    const char *journal, *client, *report, *language, *knowledge;
    lumbar_network_options network;
    double height;
    bool json;
} compare_options;

#define FIELD(name) offsetof(compare_options, name)
static const lumbar_cli_option OPTIONS[] = {
    {"report", 'r', LUMBAR_WORD, FIELD(report), 0, 0, "FILE.html", LUMBAR_PHRASE_USAGE_COMPARE_REPORT},
    {"json", 'j', LUMBAR_FLAG, FIELD(json), 0, 0, NULL, LUMBAR_PHRASE_USAGE_COMPARE_JSON},
    {"height", 0, LUMBAR_REAL, FIELD(height), 100, 230, "CM", LUMBAR_PHRASE_USAGE_WHY_HEIGHT},
    LUMBAR_NETWORK_OPTIONS(compare_options, network),
    LUMBAR_PLACE_OPTIONS(compare_options, journal, client),
    LUMBAR_SPEAK_OPTIONS(compare_options, language, knowledge),
};

/* One of the two. */
typedef struct look {
    const char *named;
    lumbar_date day; /* of a kept answer's; of a file as it is not told: not known */
    const char *json;
    bool seen; /* a recording, looked at by itself: it has no answer to tell */
} look;

typedef struct comparing {
    lumbar_cli *cli;
    const compare_options *options;
    lumbar_journal *journal; /* NULL: there is none */
    lumbar_output *report;   /* NULL: none was asked for */
} comparing;

/* ---- answers that were kept ---------------------------------------------------------------------------- */

static bool is_number(const char *text) { return *text && text[strspn(text, "0123456789")] == 0 && strlen(text) < 10; }

/* Its number or day in the journal, not a file. */
static bool is_kept(const char *named) { return lumbar_date_known(lumbar_date_read(named)) || is_number(named); }

/* The last one that was kept on that day. */
static bool of_day(const comparing *c, look *one, lumbar_error *error)
{
    const lumbar_journal_days *days = lumbar_journal_read(c->journal, c->cli->arena, one->day, one->day, error);
    if (!days) return false;
    if (days->answer_count) one->json = days->answers[days->answer_count - 1].json;
    return one->json || lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_NONE_KEPT_ON, "day=%s", one->named);
}

static bool of_number(const comparing *c, look *one, lumbar_error *error)
{
    lumbar_entry entry;
    if (!lumbar_journal_find(c->journal, c->cli->arena, strtol(one->named, NULL, 10), &entry, error)) return false;
    if (entry.kind != LUMBAR_ENTRY_ANSWER)
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_NOT_KEPT, "number=%s", one->named);
    one->json = entry.answer.json;
    one->day = entry.answer.day;
    return true;
}

/* ---- files --------------------------------------------------------------------------------------------- */

enum { LARGEST = 64 << 20 };

/* The text of a JSON file that holds an answer; *text is NULL where it holds something else. */
static bool answer_in(const comparing *c, const char *path, const char **text, lumbar_error *error)
{
    static const char SCHEMA[] = "lumbar.answer/1";
    enum { BEGINNING = 200 };
    size_t length = strlen(path), size;
    *text = NULL;
    if (length < 5 || strcmp(path + length - 5, ".json")) return true;
    char *bytes = lumbar_input_read(path, LARGEST, &size, error);
    if (!bytes) return false;
    char *beginning = lumbar_copy(c->cli->arena, bytes, size < BEGINNING ? size : BEGINNING);
    bool is_answer = beginning && strstr(beginning, SCHEMA);
    if (is_answer) *text = lumbar_copy(c->cli->arena, bytes, size);
    free(bytes);
    return (beginning && (!is_answer || *text)) || lumbar_fail_memory(error);
}

/* A recording, looked at by itself. */
static bool see(const comparing *c, look *one, lumbar_error *error)
{
    lumbar_cli_look seen = {.network = c->options->network,
                            .height_m = c->options->height / 100,
                            .files = (const char *const[]){one->named},
                            .count = 1};
    lumbar_answers *none = lumbar_answers_new(c->cli->arena, c->cli->knowledge);
    if (!none) return lumbar_fail_memory(error);
    if (!lumbar_cli_look_read(&seen, c->cli, error) ||
        !lumbar_cli_look_see(&seen, c->cli, c->cli->knowledge, none, error))
        return false;
    const lumbar_why_settings settings = {.recordings = seen.recordings, .recording_count = 1};
    const lumbar_answer *answer = lumbar_why(c->cli->arena, none, &settings, error);
    lumbar_text json = {0};
    if (answer) lumbar_answer_json(answer, &json);
    if (answer && !json.failed) one->json = lumbar_copy(c->cli->arena, json.data, json.size);
    lumbar_text_free(&json);
    return one->json || (answer && lumbar_fail_memory(error));
}

static bool find_look(comparing *c, look *one, lumbar_error *error)
{
    one->day = lumbar_date_read(one->named);
    bool kept = is_kept(one->named);
    if (kept && !c->journal)
        c->journal = lumbar_place_open(c->cli, c->options->journal, c->options->client, LUMBAR_JOURNAL_READ, error);
    if (kept && !c->journal) return false;
    if (kept) return lumbar_date_known(one->day) ? of_day(c, one, error) : of_number(c, one, error);
    if (!answer_in(c, one->named, &one->json, error)) return false;
    one->seen = !one->json;
    return one->json || see(c, one, error);
}

/* Where both days are known: what the journal tells of them, and of as many days before. */
static bool read_days(const comparing *c, const look *before, const look *after, const lumbar_journal_days **days,
                      lumbar_error *error)
{
    int length = lumbar_date_known(before->day) && lumbar_date_known(after->day)
                     ? lumbar_date_between(before->day, after->day)
                     : 0;
    *days = NULL;
    if (!c->journal || length < 1) return true;
    *days =
        lumbar_journal_read(c->journal, c->cli->arena, lumbar_date_after(before->day, 1 - length), after->day, error);
    return *days != NULL;
}

static bool write_report(const comparing *c, const lumbar_comparison *all, lumbar_error *error)
{
    lumbar_text html = {0};
    lumbar_comparison_html(all, c->cli->knowledge, lumbar_cli_today(c->cli), &html);
    bool good = lumbar_outputs_put(c->report, &html, error);
    lumbar_text_free(&html);
    return good;
}

static bool compare(comparing *c, look *before, look *after, lumbar_error *error)
{
    const lumbar_journal_days *days;
    if (!find_look(c, before, error) || !find_look(c, after, error) || !read_days(c, before, after, &days, error))
        return false;
    const lumbar_compare_settings settings = {before->json, after->json, before->named, after->named,
                                              before->day,  after->day,  days};
    const lumbar_comparison *all = lumbar_compare_looks(c->cli->arena, c->cli->knowledge, &settings, error);
    if (!all) return false;
    lumbar_comparison shown = *all;
    if (before->seen) shown.before_headline = NULL;
    if (after->seen) shown.after_headline = NULL;
    if (c->options->json) lumbar_comparison_json(&shown, &c->cli->out);
    else lumbar_comparison_text(&shown, c->cli->knowledge, c->cli->width, &c->cli->out);
    return !c->report || write_report(c, &shown, error);
}

/* All that the run reads is said before what it writes. */
static bool find_outputs(comparing *c, char **named, lumbar_error *error)
{
    const compare_options *o = c->options;
    bool reads = is_kept(named[0]) || is_kept(named[1]);
    const char *journal = reads ? lumbar_place_of(c->cli, o->journal, o->client, error) : NULL;
    if ((reads && !journal) || !lumbar_outputs_input(c->cli, LUMBAR_ERROR_INPUT_EARLIER, named[0], error) ||
        !lumbar_outputs_input(c->cli, LUMBAR_ERROR_INPUT_LATER, named[1], error) ||
        (journal && !lumbar_outputs_input(c->cli, LUMBAR_ERROR_INPUT_JOURNAL, journal, error)) ||
        !lumbar_outputs_input_tables(c->cli, o->knowledge, error) ||
        !lumbar_outputs_input_models(c->cli, o->network.models, error))
        return false;
    if (o->report) c->report = lumbar_outputs_add(c->cli, "--report", o->report, error);
    return !o->report || c->report;
}

static bool run(lumbar_cli *cli, int argc, char **argv, lumbar_error *error)
{
    compare_options options = {.height = NAN, .network.threads = 2};
    int count;
    if (!lumbar_options_read(&lumbar_verb_compare, &options, argc, argv, &count, error)) return false;
    if (count != 2) return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_COMPARE_TAKES);
    if (!strcmp(argv[0], "-") && !strcmp(argv[1], "-"))
        return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_INPUT_TWICE);
    comparing c = {.cli = cli, .options = &options};
    if (!find_outputs(&c, argv, error) || !lumbar_cli_speak(cli, options.knowledge, options.language, error))
        return false;
    look before = {.named = argv[0]}, after = {.named = argv[1]};
    bool good = compare(&c, &before, &after, error);
    lumbar_journal_close(c.journal);
    return good;
}

const lumbar_verb lumbar_verb_compare = {
    .name = "compare",
    .operands = "OLD NEW",
    .summary = LUMBAR_PHRASE_USAGE_COMPARE,
    .about = LUMBAR_PHRASE_USAGE_COMPARE_ABOUT,
    .options = OPTIONS,
    .option_count = LUMBAR_COUNT(OPTIONS),
    .run = run,
};
