/* lumbar why: the main job. Recordings, then questions, then the answer. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "cli/days.h"
#include "cli/look.h"
#include "cli/place.h"
#include "cli/outputs.h"
#include "cli/tell.h"
#include "reason/reason.h"
#include "report/html.h"
#include "report/report.h"
#include "report/wrap.h"

typedef struct why_options {
    const char *answers, *again, *language, *report, *summary, *calendar, *knowledge, *country, *exercise, *overlay,
        *save_answers, *video, *ache_at;
    double height;
    lumbar_network_options network;
    lumbar_days_options days;
    bool no_interview, json, show_face, more, verbose;
} why_options;

#define FIELD(name) offsetof(why_options, name)
static const lumbar_cli_option OPTIONS[] = {
    {"answers", 'a', LUMBAR_WORD, FIELD(answers), 0, 0, "FILE", LUMBAR_PHRASE_USAGE_WHY_ANSWERS},
    {"again", 0, LUMBAR_WORD, FIELD(again), 0, 0, "FILE", LUMBAR_PHRASE_USAGE_WHY_AGAIN},
    {"no-interview", 0, LUMBAR_FLAG, FIELD(no_interview), 0, 0, NULL, LUMBAR_PHRASE_USAGE_WHY_NO_INTERVIEW},
    {"save-answers", 0, LUMBAR_WORD, FIELD(save_answers), 0, 0, "FILE", LUMBAR_PHRASE_USAGE_WHY_SAVE_ANSWERS},
    {"report", 'r', LUMBAR_WORD, FIELD(report), 0, 0, "FILE.html", LUMBAR_PHRASE_USAGE_WHY_REPORT},
    {"summary", 0, LUMBAR_WORD, FIELD(summary), 0, 0, "FILE.html", LUMBAR_PHRASE_USAGE_WHY_SUMMARY},
    {"calendar", 0, LUMBAR_WORD, FIELD(calendar), 0, 0, "FILE.ics", LUMBAR_PHRASE_USAGE_WHY_CALENDAR},
    {"json", 'j', LUMBAR_FLAG, FIELD(json), 0, 0, NULL, LUMBAR_PHRASE_USAGE_WHY_JSON},
    {"more", 'm', LUMBAR_FLAG, FIELD(more), 0, 0, NULL, LUMBAR_PHRASE_USAGE_WHY_MORE},
    {"verbose", 'v', LUMBAR_FLAG, FIELD(verbose), 0, 0, NULL, LUMBAR_PHRASE_USAGE_WHY_VERBOSE},
    {"country", 0, LUMBAR_WORD, FIELD(country), 0, 0, "CODE", LUMBAR_PHRASE_USAGE_WHY_COUNTRY},
    {"height", 0, LUMBAR_REAL, FIELD(height), 100, 230, "CM", LUMBAR_PHRASE_USAGE_WHY_HEIGHT},
    {"exercise", 'e', LUMBAR_WORD, FIELD(exercise), 0, 0, "NAME", LUMBAR_PHRASE_USAGE_WHY_EXERCISE},
    {"ache-at", 0, LUMBAR_WORD, FIELD(ache_at), 0, 0, "M:SS", LUMBAR_PHRASE_USAGE_WHY_ACHE_AT},
    {"overlay", 0, LUMBAR_WORD, FIELD(overlay), 0, 0, "FILE.mp4", LUMBAR_PHRASE_USAGE_WHY_OVERLAY},
    {"video", 0, LUMBAR_WORD, FIELD(video), 0, 0, "FILE", LUMBAR_PHRASE_USAGE_WHY_VIDEO},
    {"show-face", 0, LUMBAR_FLAG, FIELD(show_face), 0, 0, NULL, LUMBAR_PHRASE_USAGE_WHY_SHOW_FACE},
    LUMBAR_NETWORK_OPTIONS(why_options, network),
    {"keep", 0, LUMBAR_FLAG, FIELD(days.keep), 0, 0, NULL, LUMBAR_PHRASE_USAGE_WHY_KEEP},
    LUMBAR_PLACE_OPTIONS(why_options, days.journal, days.client),
    {"no-journal", 0, LUMBAR_FLAG, FIELD(days.leave_out), 0, 0, NULL, LUMBAR_PHRASE_USAGE_WHY_NO_JOURNAL},
    LUMBAR_SPEAK_OPTIONS(why_options, language, knowledge),
};

static bool nothing_to_go_by(lumbar_error *error)
{
    return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_NOTHING_TO_GO_BY);
}

/* Knowledge, answers from the file, and the options that stand for answers. */
static bool prepare(const why_options *options, lumbar_cli *cli, lumbar_cli_told *told, lumbar_error *error)
{
    if (!lumbar_cli_speak(cli, options->knowledge, options->language, error)) return false;
    const lumbar_knowledge *knowledge = cli->knowledge;
    if (options->country && !lumbar_row_find(lumbar_table_find(knowledge, "emergency-numbers"), options->country))
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_COUNTRY_TAKES, "given=%.40s", options->country);
    told->answers = lumbar_answers_new(cli->arena, knowledge);
    told->then = options->again ? lumbar_answers_new(cli->arena, knowledge) : NULL;
    if (!told->answers || (options->again && !told->then)) return lumbar_fail_memory(error);
    if (told->then && !lumbar_answers_read(told->then, options->again, error)) return false;
    if (options->answers && !lumbar_answers_read(told->answers, options->answers, error)) return false;
    if (isnan(options->height) || !lumbar_question_find(knowledge, "height-cm")) return true;
    char height[40];
    lumbar_print(height, sizeof height, "%.1f", options->height);
    return lumbar_answers_set(told->answers, "height-cm", height, error);
}

/* The files to write; NULL for those that are not wanted. */
typedef struct why_outputs {
    lumbar_output *report, *summary, *calendar, *overlay, *save_answers;
} why_outputs;

/* One run of the verb: what was asked for, what was found, where it goes. */
typedef struct why_run {
    lumbar_cli *cli;
    why_options options;
    char **files; /* [file_count] the recordings */
    int file_count;
    why_outputs outputs;
    lumbar_cli_look look;
    const lumbar_answer *answer;
    lumbar_html_settings with;
} why_run;

typedef void html_writer(const lumbar_answer *answer, lumbar_text *text, const lumbar_html_settings *settings);

static bool write_page(lumbar_output *output, html_writer *write, const lumbar_answer *answer,
                       const lumbar_html_settings *settings, lumbar_error *error)
{
    lumbar_text html = {0};
    write(answer, &html, settings);
    bool good = lumbar_outputs_put(output, &html, error);
    lumbar_text_free(&html);
    return good;
}

/* Where there is no day to look again there is no file; what is printed says so. */
static bool write_calendar(lumbar_output *output, const lumbar_answer *answer, const lumbar_knowledge *knowledge,
                           lumbar_error *error)
{
    lumbar_text text = {0};
    bool good = true;
    if (lumbar_answer_calendar(answer, knowledge, &text)) good = lumbar_outputs_put(output, &text, error);
    else lumbar_outputs_withdraw(output);
    lumbar_text_free(&text);
    return good;
}

static bool save_answers(lumbar_output *output, const lumbar_knowledge *knowledge, const lumbar_answers *answers,
                         lumbar_error *error)
{
    lumbar_text json = {0};
    lumbar_answers_json(knowledge, answers, &json);
    bool good = lumbar_outputs_put(output, &json, error);
    lumbar_text_free(&json);
    return good;
}

/* When in the recording the ache began, s, from "M:SS" or seconds; NaN: not told. */
static bool ache_time(const char *told, int recordings, double *seconds, lumbar_error *error)
{
    *seconds = NAN;
    if (!told) return true;
    if (recordings != 1) return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_ACHE_AT_ONE, "count=%d", recordings);
    const char *colon = strchr(told, ':'), *rest = colon ? colon + 1 : told;
    double minutes = 0, part;
    bool good = !colon || lumbar_number_parse(told, (size_t)(colon - told), &minutes);
    good = good && lumbar_number_parse(rest, strlen(rest), &part) && minutes >= 0 && part >= 0 && (!colon || part < 60);
    if (!good) return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_ACHE_AT, "given=%.40s", told);
    *seconds = 60 * minutes + part;
    return true;
}

static void print_answer(const why_run *run)
{
    const why_options *options = &run->options;
    const why_outputs *outputs = &run->outputs;
    const lumbar_knowledge *knowledge = run->with.knowledge;
    lumbar_cli *cli = run->cli;
    if (options->json) {
        lumbar_answer_json(run->answer, &cli->out);
        return;
    }
    const lumbar_terminal terminal = {.knowledge = knowledge,
                                      .width = cli->width,
                                      .colour = cli->colour,
                                      .more = options->more,
                                      .verbose = options->verbose,
                                      .country = options->country,
                                      .course = run->with.course};
    lumbar_answer_terminal(run->answer, &terminal, &cli->out);
    const struct {
        const char *path;
        lumbar_phrase_id said;
    } written[] = {{options->report, LUMBAR_PHRASE_CLI_WRITTEN_REPORT},
                   {options->summary, LUMBAR_PHRASE_CLI_WRITTEN_SUMMARY},
                   {outputs->calendar ? outputs->calendar->path : NULL, LUMBAR_PHRASE_CLI_WRITTEN_CALENDAR},
                   {options->overlay, LUMBAR_PHRASE_CLI_WRITTEN_OVERLAY},
                   {options->save_answers, LUMBAR_PHRASE_CLI_WRITTEN_ANSWERS}};
    if (options->report) lumbar_text_add(&cli->out, "\n");
    for (size_t i = 0; i < LUMBAR_COUNT(written); i++) {
        if (!written[i].path) continue;
        lumbar_phrase_fill(&cli->out, knowledge, written[i].said, LUMBAR_HOLES({"file", written[i].path}));
        lumbar_text_add(&cli->out, "\n");
    }
    if (outputs->calendar && !outputs->calendar->path)
        lumbar_wrap(&cli->out, cli->width, "", "", lumbar_phrase(knowledge, LUMBAR_PHRASE_CALENDAR_NONE));
}

/* What makes no sense is said before any work begins. */
static bool check(const why_run *run, lumbar_error *error)
{
    const why_options *options = &run->options;
    char **files = run->files;
    int count = run->file_count;
    if (options->overlay && count != 1)
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_OVERLAY_ONE, "count=%d", count);
    if (options->video && count != 1)
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_VIDEO_ONE, "count=%d", count);
    const char *const outputs[] = {options->report, options->summary, options->calendar, options->overlay,
                                   options->save_answers};
    for (size_t i = 0; i < LUMBAR_COUNT(outputs); i++)
        if (outputs[i] && !strcmp(outputs[i], "-"))
            return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_ONLY_ANSWER_PRINTED);
    if (options->overlay && !options->video && !strcmp(files[0], "-"))
        return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_OVERLAY_TWICE);
    int inputs = options->answers && !strcmp(options->answers, "-");
    inputs += options->again && !strcmp(options->again, "-");
    inputs += options->video && !strcmp(options->video, "-");
    for (int i = 0; i < count; i++) inputs += !strcmp(files[i], "-");
    if (inputs > 1) return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_INPUT_TWICE);
    if (!count && !options->answers && !options->again && !options->no_interview && !run->cli->dialog)
        return nothing_to_go_by(error);
    return lumbar_days_check(&options->days, error);
}

static bool add(lumbar_cli *cli, const char *option, const char *path, lumbar_output **output, lumbar_error *error)
{
    *output = path ? lumbar_outputs_add(cli, option, path, error) : NULL;
    return !path || *output;
}

/* What is read, then what is written: it is checked here, before any work. */
static bool find_outputs(why_run *run, lumbar_error *error)
{
    const why_options *options = &run->options;
    why_outputs *outputs = &run->outputs;
    lumbar_cli *cli = run->cli;
    for (int i = 0; i < run->file_count; i++)
        if (!lumbar_outputs_input(cli, LUMBAR_ERROR_INPUT_RECORDING, run->files[i], error)) return false;
    if (options->video && !lumbar_outputs_input(cli, LUMBAR_ERROR_INPUT_VIDEO, options->video, error)) return false;
    if (options->answers && !lumbar_outputs_input(cli, LUMBAR_ERROR_INPUT_ANSWERS, options->answers, error))
        return false;
    if (options->again && !lumbar_outputs_input(cli, LUMBAR_ERROR_INPUT_ANSWERS_THEN, options->again, error))
        return false;
    return lumbar_outputs_input_tables(cli, options->knowledge, error) &&
           lumbar_outputs_input_models(cli, options->network.models, error) &&
           add(cli, "--report", options->report, &outputs->report, error) &&
           add(cli, "--summary", options->summary, &outputs->summary, error) &&
           add(cli, "--calendar", options->calendar, &outputs->calendar, error) &&
           add(cli, "--overlay", options->overlay, &outputs->overlay, error) &&
           add(cli, "--save-answers", options->save_answers, &outputs->save_answers, error);
}

/* All files but the names under which they appear. */
static bool write_files(why_run *run, lumbar_error *error)
{
    const why_outputs *outputs = &run->outputs;
    const lumbar_html_settings *with = &run->with;
    const lumbar_answer *answer = run->answer;
    if (outputs->save_answers && !save_answers(outputs->save_answers, with->knowledge, with->answers, error))
        return false;
    bool pages = outputs->report || outputs->summary;
    if (pages && !lumbar_cli_look_pictures(&run->look, run->cli, error)) return false;
    if (outputs->report && !write_page(outputs->report, lumbar_report_html, answer, with, error)) return false;
    if (outputs->summary && !write_page(outputs->summary, lumbar_summary_html, answer, with, error)) return false;
    if (outputs->calendar && !write_calendar(outputs->calendar, answer, with->knowledge, error)) return false;
    return !outputs->overlay || lumbar_cli_look_overlay(&run->look, run->cli, outputs->overlay, error);
}

static bool asks(const why_options *options, const lumbar_cli *cli)
{
    return cli->dialog && !options->no_interview && isatty(STDIN_FILENO);
}

/* The plan of the next weeks, for the report. What was asked just now knows of all that was logged. */
static bool plan_weeks(why_run *run, lumbar_programme_settings settings, lumbar_error *error)
{
    bool asked = asks(&run->options, run->cli);
    if (asked) settings.told_number = INT64_MAX;
    if (asked || run->options.again) settings.told_on = lumbar_cli_today(run->cli);
    run->with.plan = lumbar_programme_of(run->cli->arena, &settings, error);
    return run->with.plan != NULL;
}

/* Recordings and questions, one after the other: a film is looked at before anybody answers. */
static bool look_and_ask(why_run *run, lumbar_cli_told *told, lumbar_error *error)
{
    const why_options *options = &run->options;
    lumbar_cli *cli = run->cli;
    lumbar_cli_look *look = &run->look;
    *look = (lumbar_cli_look){.network = options->network,
                              .height_m = options->height / 100,
                              .show_face = options->show_face,
                              .video = options->video,
                              .overlay = options->overlay != NULL,
                              .files = (const char *const *)run->files,
                              .count = (size_t)run->file_count};
    if (options->exercise && !(look->exercise = lumbar_exercise_told(cli->knowledge, options->exercise, error)))
        return false;
    return lumbar_cli_look_read(look, cli, error) && lumbar_cli_tell(cli, asks(options, cli), told, error) &&
           lumbar_cli_look_see(look, cli, cli->knowledge, told->answers, error);
}

/* What was seen and told, with the journal beside it -> the answer and all that its report holds. */
static bool conclude(why_run *run, lumbar_answers *answers, const lumbar_journal_days *days, double ache_s,
                     lumbar_error *error)
{
    lumbar_cli *cli = run->cli;
    lumbar_days_heard heard = {.history = NULL};
    if (days && !lumbar_days_hear(cli, days, answers, &heard, error)) return false;
    const lumbar_why_settings settings = {.recordings = run->look.recordings,
                                          .recording_count = run->look.count,
                                          .history = heard.history,
                                          .today = lumbar_cli_today(cli)};
    if (!(run->answer = lumbar_why(cli->arena, answers, &settings, error))) return false;
    run->with =
        (lumbar_html_settings){.knowledge = cli->knowledge, .country = run->options.country, .answers = answers};
    const lumbar_programme_settings weeks = {.answers = answers,
                                             .answer = run->answer,
                                             .days = days,
                                             .raised = heard.raised,
                                             .told_on = lumbar_answers_day(answers)};
    if (days && run->outputs.report && !plan_weeks(run, weeks, error)) return false;
    const lumbar_course_told workout = {run->answer, answers, days, ache_s};
    return (run->with.course = lumbar_course_known(cli->arena, &workout, error)) != NULL;
}

static bool run_why(lumbar_cli *cli, int argc, char **argv, lumbar_error *error)
{
    why_run run = {.cli = cli, .options = {.height = NAN, .network.threads = 2}, .files = argv};
    why_options *options = &run.options;
    if (!lumbar_options_read(&lumbar_verb_why, options, argc, argv, &run.file_count, error)) return false;
    double ache_s;
    if (!check(&run, error) || !ache_time(options->ache_at, run.file_count, &ache_s, error)) return false;
    lumbar_cli_told told = {.answers = NULL};
    if (!find_outputs(&run, error) || !prepare(options, cli, &told, error)) return false;
    cli->country = options->country;
    if (!look_and_ask(&run, &told, error)) return false;
    const lumbar_journal_days *days;
    if (!lumbar_days_read(cli, &options->days, asks(options, cli), &days, error)) return false;
    days = lumbar_journal_telling(days);
    if (!conclude(&run, told.answers, days, ache_s, error) || !write_files(&run, error)) return false;
    print_answer(&run);
    if (!options->json) lumbar_days_tell(cli, days, cli->knowledge);
    options->days.silent = options->json;
    return !options->days.keep || lumbar_days_keep(cli, &options->days, run.answer, told.answers, error);
}

const lumbar_verb lumbar_verb_why = {
    .name = "why",
    .operands = "[FILES...]",
    .summary = LUMBAR_PHRASE_USAGE_WHY,
    .about = LUMBAR_PHRASE_USAGE_WHY_ABOUT,
    .options = OPTIONS,
    .option_count = LUMBAR_COUNT(OPTIONS),
    .run = run_why,
};
