/* lumbar journal: care of the journal, and what goes in and out of it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/input.h"
#include "cli/ask.h"
#include "cli/outputs.h"
#include "cli/place.h"
#include "cli/plan.h"
#include "journal/import.h"
#include "report/history.h"
#include "report/wrap.h"

typedef struct journal_options {
    const char *journal, *client, *unit, *dates, *until, *knowledge, *language;
    bool yes;
} journal_options;

#define FIELD(name) offsetof(journal_options, name)
static const lumbar_cli_option OPTIONS[] = {
    {"unit", 0, LUMBAR_WORD, FIELD(unit), 0, 0, "UNIT", LUMBAR_PHRASE_USAGE_JOURNAL_UNIT},
    {"dates", 0, LUMBAR_WORD, FIELD(dates), 0, 0, "ORDER", LUMBAR_PHRASE_USAGE_JOURNAL_DATES},
    {"until", 0, LUMBAR_WORD, FIELD(until), 0, 0, "DAY", LUMBAR_PHRASE_USAGE_JOURNAL_UNTIL},
    {"yes", 0, LUMBAR_FLAG, FIELD(yes), 0, 0, NULL, LUMBAR_PHRASE_USAGE_JOURNAL_YES},
    LUMBAR_PLACE_OPTIONS(journal_options, journal, client),
    LUMBAR_SPEAK_OPTIONS(journal_options, language, knowledge),
};

/* One call of the verb. */
typedef struct call {
    lumbar_cli *cli;
    const journal_options *options;
    const lumbar_knowledge *knowledge;
    const char *path; /* of the journal */
    char **files;     /* [count] behind the action */
    int count;
} call;

static void tell(const call *c, lumbar_phrase_id phrase, const lumbar_hole *holes, size_t count)
{
    lumbar_text text = {0};
    lumbar_phrase_fill(&text, c->knowledge, phrase, holes, count);
    if (lumbar_text_good(&text, &c->cli->out)) lumbar_wrap(&c->cli->out, c->cli->width, "", "", text.data);
    lumbar_text_free(&text);
}

static bool takes_files(const call *c, const char *action, int least, int most, lumbar_error *error)
{
    if (c->count >= least && c->count <= most) return true;
    lumbar_error_id takes = !most      ? LUMBAR_ERROR_JOURNAL_NO_FILES
                            : most > 1 ? LUMBAR_ERROR_JOURNAL_FILES
                                       : LUMBAR_ERROR_JOURNAL_ONE_FILE;
    return lumbar_refuse(error, LUMBAR_USAGE, 0, takes, "action=%s", action);
}

/* ---- check, backup, forget ----------------------------------------------------------------------------- */

static bool check(const call *c, lumbar_error *error)
{
    lumbar_journal_health health;
    lumbar_journal *journal = lumbar_journal_open(c->path, LUMBAR_JOURNAL_READ, error);
    bool good = journal && lumbar_journal_check(journal, c->cli->arena, &health, error);
    lumbar_journal_close(journal);
    if (!good) return false;
    if (!health.wrong && !health.damaged)
        return tell(c, LUMBAR_PHRASE_JOURNAL_SOUND, LUMBAR_HOLES({"count", lumbar_digits(health.entries).text})), true;
    lumbar_text numbers = {0};
    for (size_t i = 0; i < health.damaged; i++)
        lumbar_text_addf(&numbers, "%s%lld", i ? ", " : "", (long long)health.numbers[i]);
    lumbar_error_id told = !health.wrong     ? LUMBAR_ERROR_JOURNAL_DAMAGED_ENTRIES
                           : !health.damaged ? LUMBAR_ERROR_JOURNAL_DAMAGED_FILE
                                             : LUMBAR_ERROR_JOURNAL_DAMAGED_BOTH;
    good = numbers.failed ? lumbar_fail_memory(error)
                          : lumbar_refuse(error, LUMBAR_INPUT, 0, told, "numbers=%s\nwhy=%s",
                                          numbers.data ? numbers.data : "", health.wrong ? health.wrong : "");
    lumbar_text_free(&numbers);
    return good;
}

static lumbar_output *output_of(const call *c, lumbar_error *error)
{
    if (!lumbar_outputs_input(c->cli, LUMBAR_ERROR_INPUT_JOURNAL, c->path, error)) return NULL;
    return lumbar_outputs_add(c->cli, "lumbar journal", c->files[0], error);
}

static bool backup(const call *c, lumbar_error *error)
{
    lumbar_output *output = takes_files(c, "backup", 1, 1, error) ? output_of(c, error) : NULL;
    lumbar_journal *journal = output ? lumbar_journal_open(c->path, LUMBAR_JOURNAL_READ, error) : NULL;
    lumbar_text text = {0};
    size_t size;
    unsigned char *image = journal ? lumbar_journal_image(journal, &size, error) : NULL;
    if (image) lumbar_text_add_bytes(&text, (const char *)image, size);
    bool good = image && lumbar_outputs_put(output, &text, error);
    lumbar_text_free(&text);
    lumbar_journal_image_free(image);
    lumbar_journal_close(journal);
    if (good) tell(c, LUMBAR_PHRASE_JOURNAL_BACKED_UP, LUMBAR_HOLES({"file", c->files[0]}));
    return good;
}

/* Whether the person means it: --yes, or the word typed. */
static bool meant(const call *c, bool *yes, lumbar_error *error)
{
    if ((*yes = c->options->yes)) return true;
    if (!c->cli->dialog) return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_FORGET_YES);
    char typed[LUMBAR_LINE_BYTES];
    lumbar_dialog *dialog = LUMBAR_NEW(c->cli->arena, lumbar_dialog);
    if (!dialog) return lumbar_fail_memory(error);
    *dialog = (lumbar_dialog){.cli = c->cli, .knowledge = c->knowledge};
    lumbar_say_phrase(dialog, "", LUMBAR_PHRASE_JOURNAL_FORGET_ASK, LUMBAR_HOLES({"file", c->path}));
    lumbar_reply reply = lumbar_line(dialog, "", typed);
    if (reply == LUMBAR_REPLY_STOPPED) return lumbar_fail_interrupted(error);
    *yes = reply == LUMBAR_REPLY_DONE && !strcasecmp(typed, "yes");
    return true;
}

static bool forget_until(const call *c, lumbar_error *error)
{
    lumbar_date day = lumbar_date_read(c->options->until);
    size_t count = 0;
    if (!lumbar_date_known(day))
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_UNTIL_TAKES, "given=%.40s", c->options->until);
    lumbar_journal *journal = lumbar_journal_open(c->path, LUMBAR_JOURNAL_READ, error);
    bool good = journal && lumbar_journal_forget_until(journal, day, &count, error);
    lumbar_journal_close(journal);
    if (good) tell(c, LUMBAR_PHRASE_JOURNAL_FORGOT, LUMBAR_HOLES({"count", lumbar_digits(count).text}));
    return good;
}

static bool forget(const call *c, lumbar_error *error)
{
    bool yes;
    if (!takes_files(c, "forget", 0, 0, error)) return false;
    lumbar_journal *journal = lumbar_journal_open(c->path, LUMBAR_JOURNAL_READ, error); /* that it is one, and there */
    lumbar_journal_close(journal);
    if (!journal || !meant(c, &yes, error)) return false;
    if (!yes) return tell(c, LUMBAR_PHRASE_JOURNAL_NOT_FORGOT, LUMBAR_NO_HOLES), true;
    if (c->options->until) return forget_until(c, error);
    if (!lumbar_journal_forget(c->path, error)) return false;
    return tell(c, LUMBAR_PHRASE_JOURNAL_FORGOT_ALL, LUMBAR_HOLES({"file", c->path})), true;
}

/* ---- export -------------------------------------------------------------------------------------------- */

static bool ends(const char *path, const char *ending)
{
    size_t length = strlen(path), size = strlen(ending);
    return length >= size && !strcasecmp(path + length - size, ending);
}

static bool export(const call *c, lumbar_error *error)
{
    if (!takes_files(c, "export", 1, 1, error)) return false;
    bool csv = ends(c->files[0], ".csv"), calendar = ends(c->files[0], ".ics");
    if (!csv && !calendar && !ends(c->files[0], ".json"))
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_EXPORT_ENDS, "file=%.80s", c->files[0]);
    lumbar_output *output = output_of(c, error);
    if (output && calendar) return lumbar_plan_calendar(c->cli, c->knowledge, c->path, output, error);
    lumbar_journal *journal = output ? lumbar_journal_open(c->path, LUMBAR_JOURNAL_READ, error) : NULL;
    lumbar_date first, last;
    bool good = journal && lumbar_journal_span(journal, &first, &last, error);
    if (good && !lumbar_date_known(first)) first = last = lumbar_cli_today(c->cli);
    const lumbar_journal_days *days = good ? lumbar_journal_read(journal, c->cli->arena, first, last, error) : NULL;
    lumbar_journal_close(journal);
    if (!days) return false;
    lumbar_text text = {0};
    if (csv) lumbar_history_csv(days, &text);
    else lumbar_history_json(days, NULL, &text);
    good = lumbar_outputs_put(output, &text, error);
    lumbar_text_free(&text);
    size_t count = days->workout_count + days->soreness_count + days->sleep_count + days->answer_count;
    if (good)
        tell(c, LUMBAR_PHRASE_JOURNAL_EXPORTED,
             LUMBAR_HOLES({"count", lumbar_digits(count).text}, {"file", c->files[0]}));
    return good;
}

/* ---- import -------------------------------------------------------------------------------------------- */

enum { LARGEST = 64 << 20, FILES_MOST = 16 };

/* On the clock of this machine. */
static bool local(int64_t instant, lumbar_date *day, int *minute)
{
    time_t when = (time_t)instant;
    struct tm told;
    if (!localtime_r(&when, &told)) return false;
    *day = (lumbar_date){told.tm_year + 1900, told.tm_mon + 1, told.tm_mday};
    *minute = 60 * told.tm_hour + told.tm_min;
    return lumbar_date_known(*day);
}

static bool take_in(const call *c, const lumbar_import *import, lumbar_error *error)
{
    lumbar_journal_taken taken;
    lumbar_journal *journal =
        lumbar_place_open(c->cli, c->options->journal, c->options->client, LUMBAR_JOURNAL_WRITE, error);
    bool good = journal && lumbar_journal_take(journal, import->entries, import->count, &taken, error);
    lumbar_journal_close(journal);
    if (!good) return false;
    tell(c, LUMBAR_PHRASE_JOURNAL_TAKEN,
         LUMBAR_HOLES({"program", import->program}, {"added", lumbar_digits(taken.added).text},
                      {"grown", lumbar_digits(taken.grown).text}, {"known", lumbar_digits(taken.known).text},
                      {"left", lumbar_digits(taken.left).text}));
    if (import->others)
        tell(c, LUMBAR_PHRASE_JOURNAL_TAKEN_OTHERS,
             LUMBAR_HOLES({"others", lumbar_digits(import->others).text}, {"sets", lumbar_digits(import->sets).text}));
    if (import->skipped)
        tell(c, LUMBAR_PHRASE_JOURNAL_TAKEN_SKIPPED, LUMBAR_HOLES({"count", lumbar_digits(import->skipped).text}));
    if (taken.added || taken.grown) tell(c, LUMBAR_PHRASE_JOURNAL_TAKEN_BACK, LUMBAR_NO_HOLES);
    return true;
}

static bool import(const call *c, lumbar_error *error)
{
    const journal_options *o = c->options;
    if (!takes_files(c, "import", 1, FILES_MOST, error)) return false;
    if (o->unit && strcmp(o->unit, "kg") != 0 && strcmp(o->unit, "lb") != 0)
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_UNIT_TAKES, "given=%.40s", o->unit);
    if (o->dates && strcmp(o->dates, "dmy") != 0 && strcmp(o->dates, "mdy") != 0)
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_DATES_TAKES, "given=%.40s", o->dates);
    lumbar_import_file files[FILES_MOST] = {{NULL, NULL, 0}};
    char *bytes[FILES_MOST] = {NULL};
    bool good = true;
    for (int i = 0; good && i < c->count; i++) {
        files[i].path = c->files[i];
        files[i].bytes = bytes[i] = lumbar_input_read(c->files[i], LARGEST, &files[i].size, error);
        good = bytes[i] != NULL;
        if (good && files[i].size > LARGEST)
            good = lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_EXPORT_LARGE, "file=%s", c->files[i]);
    }
    const lumbar_import_settings settings = {.unit = o->unit, .dates = o->dates, .local = local};
    const lumbar_import_files all = {files, (size_t)c->count};
    const lumbar_import *read = good ? lumbar_import_read(c->cli->arena, c->knowledge, &all, &settings, error) : NULL;
    for (int i = 0; i < c->count && i < FILES_MOST; i++) free(bytes[i]);
    return read && take_in(c, read, error);
}

/* ---- the verb ------------------------------------------------------------------------------------------ */

static const struct {
    const char *name;
    bool (*act)(const call *c, lumbar_error *error);
} ACTIONS[] = {{"check", check}, {"backup", backup}, {"export", export}, {"import", import}, {"forget", forget}};

static bool run(lumbar_cli *cli, int argc, char **argv, lumbar_error *error)
{
    journal_options options = {0};
    int count;
    if (!lumbar_options_read(&lumbar_verb_journal, &options, argc, argv, &count, error)) return false;
    const char *path = lumbar_place_of(cli, options.journal, options.client, error);
    if (!path || !lumbar_cli_speak(cli, options.knowledge, options.language, error)) return false;
    const call c = {cli, &options, cli->knowledge, path, argv + 1, count - 1};
    lumbar_nearest nearest = {.word = count ? argv[0] : ""};
    for (size_t i = 0; i < LUMBAR_COUNT(ACTIONS); i++) {
        if (!strcmp(nearest.word, ACTIONS[i].name)) return ACTIONS[i].act(&c, error);
        lumbar_offer(&nearest, ACTIONS[i].name);
    }
    if (count && nearest.known)
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_JOURNAL_NEAREST, "given=%.40s\nnearest=%s", argv[0],
                             nearest.known);
    return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_JOURNAL_TAKES);
}

const lumbar_verb lumbar_verb_journal = {
    .name = "journal",
    .operands = "check | backup FILE | export FILE | import FILES | forget",
    .summary = LUMBAR_PHRASE_USAGE_JOURNAL,
    .about = LUMBAR_PHRASE_USAGE_JOURNAL_ABOUT,
    .options = OPTIONS,
    .option_count = LUMBAR_COUNT(OPTIONS),
    .run = run,
};
