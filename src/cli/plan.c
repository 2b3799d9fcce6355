/* lumbar plan: the next weeks, by the answer that was kept and the journal. */
#include <string.h>
#include <unistd.h>
#include "cli/days.h"
#include "cli/outputs.h"
#include "cli/place.h"
#include "cli/plan.h"
#include "cli/tell.h"
#include "reason/answers_json.h"
#include "report/programme.h"
#include "report/report.h"

typedef struct plan_options {
    const char *answers, *calendar, *language, *knowledge;
    lumbar_days_options days;
    int weeks;
    bool no_interview, json;
} plan_options;

#define FIELD(name) offsetof(plan_options, name)
static const lumbar_cli_option OPTIONS[] = {
    {"weeks", 'w', LUMBAR_WHOLE, FIELD(weeks), 1, LUMBAR_PROGRAMME_WEEKS, "N", LUMBAR_PHRASE_USAGE_PLAN_WEEKS},
    {"answers", 'a', LUMBAR_WORD, FIELD(answers), 0, 0, "FILE", LUMBAR_PHRASE_USAGE_PLAN_ANSWERS},
    {"no-interview", 0, LUMBAR_FLAG, FIELD(no_interview), 0, 0, NULL, LUMBAR_PHRASE_USAGE_PLAN_NO_INTERVIEW},
    {"calendar", 0, LUMBAR_WORD, FIELD(calendar), 0, 0, "FILE.ics", LUMBAR_PHRASE_USAGE_PLAN_CALENDAR},
    {"json", 'j', LUMBAR_FLAG, FIELD(json), 0, 0, NULL, LUMBAR_PHRASE_USAGE_PLAN_JSON},
    {"keep", 0, LUMBAR_FLAG, FIELD(days.keep), 0, 0, NULL, LUMBAR_PHRASE_USAGE_PLAN_KEEP},
    LUMBAR_PLACE_OPTIONS(plan_options, days.journal, days.client),
    {"no-journal", 0, LUMBAR_FLAG, FIELD(days.leave_out), 0, 0, NULL, LUMBAR_PHRASE_USAGE_PLAN_NO_JOURNAL},
    LUMBAR_SPEAK_OPTIONS(plan_options, language, knowledge),
};

/* What the plan goes by. */
typedef struct planning {
    lumbar_cli *cli;
    const plan_options *options;
    const lumbar_journal_days *days; /* as read; NULL: no journal */
    lumbar_cli_told told;
    lumbar_programme_settings settings;
    bool ask;
} planning;

/* ---- whose answers ------------------------------------------------------------------------------------- */

/* The last answer in the journal that was kept with what was told; NULL: none. */
static const lumbar_journal_answer *kept(const planning *p)
{
    for (size_t i = p->days ? p->days->answer_count : 0; i-- > 0;)
        if (p->days->answers[i].answers) return &p->days->answers[i];
    return NULL;
}

static bool find_answers(planning *p, lumbar_error *error)
{
    const lumbar_journal_answer *last = kept(p);
    lumbar_answers *answers = p->told.answers = lumbar_answers_new(p->cli->arena, p->cli->knowledge);
    if (!answers) return lumbar_fail_memory(error);
    if (p->options->answers) {
        if (!lumbar_answers_read(answers, p->options->answers, error)) return false;
        p->settings.told_on = lumbar_answers_day(answers);
    } else if (last) {
        if (!lumbar_answers_parse(answers, last->answers, strlen(last->answers),
                                  lumbar_phrase(p->cli->knowledge, LUMBAR_PHRASE_ERROR_INPUT_JOURNAL), error))
            return false;
        p->settings.told_on = last->day;
        p->settings.told_number = last->number;
    } else if (!p->ask) return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_NOTHING_TO_PLAN_BY);
    return true;
}

/* Whether the day to look again is past. */
static bool is_due(const planning *p, const lumbar_answer *answer)
{
    lumbar_date today = lumbar_cli_today(p->cli), then = p->settings.told_on;
    return lumbar_date_known(then) && lumbar_date_between(then, today) > answer->triage.recheck_days;
}

/* Asks what is missing: everything, what is open, or three questions where the day to look again is past. */
static bool fill_answers(planning *p, lumbar_error *error)
{
    const lumbar_answer *answer = lumbar_why(p->cli->arena, p->told.answers, NULL, error);
    if (!answer) return false;
    bool due = is_due(p, answer);
    if (!p->ask || (answer->triage.screened && !due)) return true;
    if (due) {
        p->told.then = p->told.answers;
        p->told.answers = lumbar_answers_new(p->cli->arena, p->cli->knowledge);
        if (!p->told.answers) return lumbar_fail_memory(error);
    }
    if (!lumbar_cli_tell(p->cli, true, &p->told, error)) return false;
    p->settings.told_on = lumbar_cli_today(p->cli);
    p->settings.told_number = INT64_MAX; /* all that is logged was known when this was told */
    return true;
}

/* ---- the plan ------------------------------------------------------------------------------------------ */

static const lumbar_programme *make(planning *p, lumbar_error *error)
{
    lumbar_why_settings why = {.today = lumbar_cli_today(p->cli)};
    lumbar_programme_settings *s = &p->settings;
    s->answers = p->told.answers;
    s->days = lumbar_journal_telling(p->days);
    s->weeks = p->options->weeks;
    lumbar_days_heard heard = {.history = NULL};
    if (s->days && !lumbar_days_hear(p->cli, s->days, p->told.answers, &heard, error)) return NULL;
    why.history = heard.history;
    s->raised = heard.raised;
    s->answer = lumbar_why(p->cli->arena, s->answers, &why, error);
    return s->answer ? lumbar_programme_of(p->cli->arena, s, error) : NULL;
}

/* Where there is no plan there is no file; what is printed says so. */
static bool write_calendar(const planning *p, const lumbar_programme *plan, const lumbar_programme_words *words,
                           lumbar_output *output, lumbar_error *error)
{
    lumbar_text text = {0};
    bool good = true;
    if (lumbar_programme_calendar(plan, words, &text)) good = lumbar_outputs_put(output, &text, error);
    else lumbar_outputs_withdraw(output);
    lumbar_text_free(&text);
    if (good && output->path && !p->options->json) {
        if (p->cli->out.size) lumbar_text_add(&p->cli->out, "\n");
        lumbar_phrase_fill(&p->cli->out, p->cli->knowledge, LUMBAR_PHRASE_CLI_WRITTEN_PLAN,
                           LUMBAR_HOLES({"file", output->path}));
        lumbar_text_add(&p->cli->out, "\n");
    }
    return good;
}

/* Who should be seen today is told that first, and an emergency alone. */
static void print(const planning *p, const lumbar_programme *plan, const lumbar_programme_words *words)
{
    const lumbar_terminal terminal = {.knowledge = p->cli->knowledge, .width = p->cli->width, .colour = p->cli->colour};
    if (p->options->json) lumbar_programme_json(plan, &p->cli->out);
    else if (plan->level >= LUMBAR_SAME_DAY) lumbar_answer_terminal(p->settings.answer, &terminal, &p->cli->out);
    else lumbar_programme_text(plan, words, &p->cli->out);
}

static bool find_output(lumbar_cli *cli, const plan_options *options, const char *path, lumbar_output **output,
                        lumbar_error *error)
{
    *output = NULL;
    if (!lumbar_outputs_input(cli, LUMBAR_ERROR_INPUT_JOURNAL, path, error) ||
        (options->answers && !lumbar_outputs_input(cli, LUMBAR_ERROR_INPUT_ANSWERS, options->answers, error)) ||
        !lumbar_outputs_input_tables(cli, options->knowledge, error))
        return false;
    if (options->calendar) *output = lumbar_outputs_add(cli, "--calendar", options->calendar, error);
    return !options->calendar || *output;
}

static bool run(lumbar_cli *cli, int argc, char **argv, lumbar_error *error)
{
    plan_options options = {.weeks = LUMBAR_PROGRAMME_WEEKS};
    planning p = {.cli = cli, .options = &options};
    lumbar_output *calendar;
    int count;
    if (!lumbar_options_read(&lumbar_verb_plan, &options, argc, argv, &count, error)) return false;
    if (count) return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_PLAN_TAKES);
    if (!lumbar_days_check(&options.days, error)) return false;
    const char *path = lumbar_place_of(cli, options.days.journal, options.days.client, error);
    if (!path || !find_output(cli, &options, path, &calendar, error) ||
        !lumbar_cli_speak(cli, options.knowledge, options.language, error))
        return false;
    const lumbar_programme_words words = {cli->knowledge, lumbar_cli_today(cli), cli->width, path};
    if (!lumbar_date_known(words.today)) return lumbar_refuse_plain(error, LUMBAR_SETUP, LUMBAR_ERROR_NO_DAY);
    p.ask = cli->dialog && !options.no_interview && isatty(STDIN_FILENO);
    if (!lumbar_days_read(cli, &options.days, true, &p.days, error) || !find_answers(&p, error) ||
        !fill_answers(&p, error))
        return false;
    const lumbar_programme *plan = make(&p, error);
    if (!plan) return false;
    print(&p, plan, &words);
    if (calendar && !write_calendar(&p, plan, &words, calendar, error)) return false;
    options.days.silent = options.json;
    return !options.days.keep || lumbar_days_keep(cli, &options.days, p.settings.answer, p.settings.answers, error);
}

bool lumbar_plan_calendar(lumbar_cli *cli, const lumbar_knowledge *knowledge, const char *path, lumbar_output *output,
                          lumbar_error *error)
{
    const plan_options options = {.days.journal = path};
    planning p = {.cli = cli, .options = &options};
    const lumbar_programme_words words = {knowledge, lumbar_cli_today(cli), cli->width, path};
    cli->knowledge = knowledge;
    if (!lumbar_date_known(words.today)) return lumbar_refuse_plain(error, LUMBAR_SETUP, LUMBAR_ERROR_NO_DAY);
    if (!lumbar_days_read(cli, &options.days, true, &p.days, error) || !find_answers(&p, error)) return false;
    const lumbar_programme *plan = make(&p, error);
    if (!plan) return false;
    if (!plan->given) return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_PLAN_NONE, "why=%s", plan->why);
    return write_calendar(&p, plan, &words, output, error);
}

const lumbar_verb lumbar_verb_plan = {
    .name = "plan",
    .operands = "",
    .summary = LUMBAR_PHRASE_USAGE_PLAN,
    .about = LUMBAR_PHRASE_USAGE_PLAN_ABOUT,
    .options = OPTIONS,
    .option_count = LUMBAR_COUNT(OPTIONS),
    .run = run,
};
