/* lumbar log: a workout or soreness in one line, said back, and taken back where it was wrong. */
#include <string.h>
#include "cli/ask.h"
#include "cli/place.h"
#include "journal/line.h"
#include "report/day_words.h"
#include "report/wrap.h"

typedef struct log_options {
    const char *journal, *client, *knowledge, *language;
    int edit, remove;
    bool undo;
} log_options;

#define FIELD(name) offsetof(log_options, name)
static const lumbar_cli_option OPTIONS[] = {
    {"undo", 'u', LUMBAR_FLAG, FIELD(undo), 0, 0, NULL, LUMBAR_PHRASE_USAGE_LOG_UNDO},
    {"edit", 'e', LUMBAR_WHOLE, FIELD(edit), 1, 1e9, "NUMBER", LUMBAR_PHRASE_USAGE_LOG_EDIT},
    {"remove", 0, LUMBAR_WHOLE, FIELD(remove), 1, 1e9, "NUMBER", LUMBAR_PHRASE_USAGE_LOG_REMOVE},
    LUMBAR_PLACE_OPTIONS(log_options, journal, client),
    LUMBAR_SPEAK_OPTIONS(log_options, language, knowledge),
};

typedef struct logging {
    lumbar_cli *cli;
    const lumbar_knowledge *knowledge;
    lumbar_dialog *dialog; /* NULL: nothing can be asked */
    lumbar_journal *journal;
    lumbar_date today;
    bool talks; /* says back at once, and not at the end */
} logging;

/* ---- words --------------------------------------------------------------------------------------------- */

static void tell(const logging *l, lumbar_phrase_id phrase, const lumbar_hole *holes, size_t count)
{
    lumbar_text text = {0};
    lumbar_phrase_fill(&text, l->knowledge, phrase, holes, count);
    if (l->talks) {
        lumbar_say_text(l->dialog, "", "  ", &text);
        return;
    }
    if (lumbar_text_good(&text, &l->cli->out)) lumbar_wrap(&l->cli->out, l->cli->width, "", "  ", text.data);
    lumbar_text_free(&text);
}

static void entry_words(lumbar_text *out, const lumbar_knowledge *knowledge, const lumbar_entry *entry)
{
    if (entry->kind == LUMBAR_ENTRY_WORKOUT) lumbar_workout_words(out, knowledge, &entry->workout);
    else if (entry->kind == LUMBAR_ENTRY_SORENESS) lumbar_soreness_words(out, knowledge, &entry->soreness);
    else if (entry->kind == LUMBAR_ENTRY_SLEEP) lumbar_sleep_words(out, knowledge, &entry->sleep);
    else lumbar_text_add(out, lumbar_phrase(knowledge, LUMBAR_PHRASE_JOURNAL_KEPT));
}

static void tell_entry(const logging *l, lumbar_phrase_id phrase, const lumbar_entry *entry, int64_t number)
{
    lumbar_text day = {0}, what = {0};
    lumbar_day_words(&day, l->knowledge, lumbar_entry_day(entry), l->today);
    entry_words(&what, l->knowledge, entry);
    if (lumbar_text_good(&day, &l->cli->out) && lumbar_text_good(&what, &l->cli->out))
        tell(l, phrase,
             LUMBAR_HOLES({"day", day.data}, {"number", lumbar_digits((size_t)number).text}, {"what", what.data}));
    lumbar_text_free(&day);
    lumbar_text_free(&what);
}

static void tell_strong(const logging *l, const lumbar_log_line *line)
{
    if (lumbar_line_strong(line))
        tell(l, LUMBAR_PHRASE_LOG_STRONG, LUMBAR_HOLES({"signs", lumbar_emergency_signs(l->knowledge)}));
}

/* ---- faults of a line ---------------------------------------------------------------------------------- */

static char *fault_text(const logging *l, const lumbar_log_line *line, lumbar_phrase_id phrase)
{
    return lumbar_line_fault_text(l->cli->arena, l->knowledge, line, phrase);
}

static bool refuse(const logging *l, const lumbar_log_line *line, lumbar_error *error)
{
    const char *text = fault_text(l, line, lumbar_line_words_of(line).said);
    return text ? lumbar_fail(error, LUMBAR_USAGE, (long)line->from, "%s", text) : lumbar_fail_memory(error);
}

/* The line with what was typed in the place of its fault; NULL: no memory. */
static const char *mended(const logging *l, const char *text, const lumbar_log_line *line, const char *typed)
{
    bool whole = lumbar_line_words_of(line).asked == LUMBAR_PHRASE_LOG_ASK_AGAIN;
    if (whole) return lumbar_copy(l->cli->arena, typed, strlen(typed));
    if (line->fault == LUMBAR_LINE_UNKNOWN && !*typed && line->nearest) typed = line->nearest;
    if (!strcmp(typed, "-")) typed = "";
    return lumbar_line_mended(l->cli->arena, text, line, typed);
}

/* Reads the line, and asks for what is missing where somebody can be asked. *line is NULL where the person stopped. */
static bool understand(const logging *l, const char *text, const lumbar_log_line **line, lumbar_error *error)
{
    char typed[LUMBAR_LINE_BYTES];
    for (;;) {
        *line = text ? lumbar_line_read(l->cli->arena, l->knowledge, text, l->today, error) : NULL;
        if (!*line) return text ? false : lumbar_fail_memory(error);
        if ((*line)->fault == LUMBAR_LINE_GOOD) return true;
        if (!l->dialog) return refuse(l, *line, error);
        const char *ask = fault_text(l, *line, lumbar_line_words_of(*line).asked);
        if (!ask) return lumbar_fail_memory(error);
        lumbar_say(l->dialog, "", "", ask);
        lumbar_reply reply = lumbar_line(l->dialog, "", typed);
        if (reply == LUMBAR_REPLY_STOPPED) return lumbar_fail_interrupted(error);
        if (reply == LUMBAR_REPLY_QUIT || reply == LUMBAR_REPLY_BACK) return *line = NULL, true;
        if (reply == LUMBAR_REPLY_DONE) text = mended(l, text, *line, typed);
    }
}

/* ---- what is done -------------------------------------------------------------------------------------- */

static bool note(const logging *l, const char *text, lumbar_error *error)
{
    const lumbar_log_line *line;
    int64_t first;
    if (!understand(l, text, &line, error)) return false;
    if (!line) return tell(l, LUMBAR_PHRASE_LOG_NOTHING, LUMBAR_NO_HOLES), true;
    if (!lumbar_journal_add(l->journal, line->entries, line->count, &first, error)) return false;
    for (size_t i = 0; i < line->count; i++)
        tell_entry(l, LUMBAR_PHRASE_LOG_NOTED, &line->entries[i], first + (int64_t)i);
    tell_strong(l, line);
    if (!l->talks) tell(l, LUMBAR_PHRASE_LOG_REPAIR, LUMBAR_HOLES({"number", lumbar_digits((size_t)first).text}));
    return true;
}

/* Line after line, until one is empty. */
static bool converse(logging *l, lumbar_error *error)
{
    char typed[LUMBAR_LINE_BYTES];
    l->talks = true;
    for (;;) {
        tell(l, LUMBAR_PHRASE_LOG_WHAT, LUMBAR_NO_HOLES);
        lumbar_reply reply = lumbar_line(l->dialog, "", typed);
        if (reply == LUMBAR_REPLY_STOPPED) return lumbar_fail_interrupted(error);
        if (reply == LUMBAR_REPLY_RESIZED) continue;
        if (reply != LUMBAR_REPLY_DONE || !*typed) return true;
        if (!note(l, typed, error)) return false;
    }
}

static bool undo(const logging *l, lumbar_error *error)
{
    size_t count;
    if (!lumbar_journal_undo(l->journal, &count, error)) return false;
    if (count) tell(l, LUMBAR_PHRASE_LOG_UNDONE, LUMBAR_HOLES({"count", lumbar_digits(count).text}));
    else tell(l, LUMBAR_PHRASE_LOG_NOTHING_UNDONE, LUMBAR_NO_HOLES);
    return true;
}

static bool take_out(const logging *l, int64_t number, lumbar_error *error)
{
    lumbar_entry entry;
    if (!lumbar_journal_find(l->journal, l->cli->arena, number, &entry, error) ||
        !lumbar_journal_remove(l->journal, number, error))
        return false;
    tell_entry(l, LUMBAR_PHRASE_LOG_REMOVED, &entry, number);
    return true;
}

static bool edit(const logging *l, int64_t number, const char *text, lumbar_error *error)
{
    const lumbar_log_line *line;
    lumbar_entry old;
    if (!lumbar_journal_find(l->journal, l->cli->arena, number, &old, error)) return false;
    if (!understand(l, text, &line, error)) return false;
    if (!line) return tell(l, LUMBAR_PHRASE_LOG_NOTHING, LUMBAR_NO_HOLES), true;
    if (line->count != 1) return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_EDIT_ONE, "count=%zu", line->count);
    if (!lumbar_journal_replace(l->journal, number, line->entries, error)) return false;
    tell_entry(l, LUMBAR_PHRASE_LOG_CHANGED, line->entries, number);
    tell_strong(l, line);
    return true;
}

/* The words of the command line as one text. */
static const char *joined(lumbar_arena *arena, int count, char **words)
{
    const char *text = "";
    for (int i = 0; text && i < count; i++) text = lumbar_format(arena, "%s%s%s", text, i ? " " : "", words[i]);
    return text;
}

static bool check(const log_options *options, const lumbar_cli *cli, int count, lumbar_error *error)
{
    int told = options->undo + (options->remove > 0) + (options->edit > 0);
    if (told > 1) return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_LOG_ALONE);
    if (count && (options->undo || options->remove))
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_LOG_NO_WORDS, "option=%s",
                             options->undo ? "--undo" : "--remove");
    if (!count && options->edit)
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_EDIT_FOLLOWED, "number=%d", options->edit);
    if (!count && !told && !cli->dialog) return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_NOTHING_TO_NOTE);
    return true;
}

static bool act(logging *l, const log_options *options, const char *text, lumbar_error *error)
{
    if (options->undo) return undo(l, error);
    if (options->remove) return take_out(l, options->remove, error);
    if (options->edit) return edit(l, options->edit, text, error);
    return *text ? note(l, text, error) : converse(l, error);
}

static bool run(lumbar_cli *cli, int argc, char **argv, lumbar_error *error)
{
    log_options options = {0};
    int count;
    if (!lumbar_options_read(&lumbar_verb_log, &options, argc, argv, &count, error) ||
        !check(&options, cli, count, error))
        return false;
    const char *text = joined(cli->arena, count, argv);
    logging l = {.cli = cli, .today = lumbar_cli_today(cli)};
    if (!text) return lumbar_fail_memory(error);
    if (!lumbar_date_known(l.today)) return lumbar_refuse_plain(error, LUMBAR_SETUP, LUMBAR_ERROR_NO_DAY);
    if (!lumbar_cli_speak(cli, options.knowledge, options.language, error)) return false;
    l.knowledge = cli->knowledge;
    if (cli->dialog) {
        if (!(l.dialog = LUMBAR_NEW(cli->arena, lumbar_dialog))) return lumbar_fail_memory(error);
        *l.dialog = (lumbar_dialog){.cli = cli, .knowledge = l.knowledge};
    }
    bool there = options.undo || options.edit || options.remove;
    l.journal = lumbar_place_open(cli, options.journal, options.client,
                                  there ? LUMBAR_JOURNAL_READ : LUMBAR_JOURNAL_WRITE, error);
    bool good = l.journal && act(&l, &options, text, error);
    lumbar_journal_close(l.journal);
    return good;
}

const lumbar_verb lumbar_verb_log = {
    .name = "log",
    .operands = "[WORDS...]",
    .summary = LUMBAR_PHRASE_USAGE_LOG,
    .about = LUMBAR_PHRASE_USAGE_LOG_ABOUT,
    .options = OPTIONS,
    .option_count = LUMBAR_COUNT(OPTIONS),
    .run = run,
};
