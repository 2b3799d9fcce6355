/* Prints each form of the answer that a person reads, for every case of the tables and for each recording that is
 * named: so a test looks at the words of all of them in one run. print-forms KNOWLEDGE LANGUAGE [FILES...]; each form
 * begins with a line "NAME FORM BYTES". */
#include <stdio.h>
#include "reason/cases.h"
#include "report/html.h"
#include "report/report.h"
#include "seen/told.h"

/* An answer and what it was given from. */
typedef struct given {
    const char *name;
    const lumbar_answer *answer;
    const lumbar_answers *answers;
    const lumbar_knowledge *knowledge;
} given;

static const lumbar_date TODAY = {2026, 11, 27};

static bool print(const given *g, const char *form, lumbar_text *text)
{
    bool whole = !text->failed && printf("%s %s %zu\n", g->name, form, text->size) > 0 &&
                 fwrite(text->data ? text->data : "", 1, text->size, stdout) == text->size;
    lumbar_text_free(text);
    *text = (lumbar_text){0};
    return whole;
}

static bool print_html(const given *g, const char *form,
                       void (*write)(const lumbar_answer *, lumbar_text *, const lumbar_html_settings *))
{
    lumbar_text text = {0};
    write(g->answer, &text, &(lumbar_html_settings){.knowledge = g->knowledge, .answers = g->answers});
    return print(g, form, &text);
}

static bool print_terminal(const given *g, const char *form, bool more, bool verbose)
{
    lumbar_text text = {0};
    const lumbar_terminal terminal = {.knowledge = g->knowledge, .width = 80, .more = more, .verbose = verbose};
    lumbar_answer_terminal(g->answer, &terminal, &text);
    return print(g, form, &text);
}

static bool print_forms(const given *g)
{
    lumbar_text json = {0}, calendar = {0};
    lumbar_answer_json(g->answer, &json);
    lumbar_answer_calendar(g->answer, g->knowledge, &calendar);
    return print(g, "json", &json) && print(g, "calendar", &calendar) && print_terminal(g, "short", false, false) &&
           print_terminal(g, "more", true, false) && print_terminal(g, "verbose", true, true) &&
           print_html(g, "report.html", lumbar_report_html) && print_html(g, "sheet.html", lumbar_summary_html) &&
           print_html(g, "answer.html", lumbar_answer_html) && print_html(g, "triage.html", lumbar_triage_html);
}

static bool print_case(const lumbar_knowledge *k, size_t index, lumbar_error *error)
{
    const lumbar_case_row *row = &k->cases[index];
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = arena ? lumbar_answers_new(arena, k) : NULL;
    lumbar_why_settings settings;
    bool told = answers && lumbar_case_beside(arena, k, row, &settings);
    for (size_t i = 0; told && i < row->answer_count; i++)
        told = lumbar_answers_set(answers, row->answers[2 * i], row->answers[2 * i + 1], error);
    settings.today = TODAY;
    const lumbar_answer *answer = told ? lumbar_why(arena, answers, &settings, error) : NULL;
    bool good = answer && print_forms(&(given){row->row->id, answer, answers, k});
    lumbar_arena_free(arena);
    return good;
}

static bool print_recording(const lumbar_knowledge *k, const char *path, lumbar_error *error)
{
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = arena ? lumbar_answers_new(arena, k) : NULL;
    lumbar_pose_settings how = lumbar_pose_defaults();
    lumbar_see_settings see;
    const lumbar_pose *pose = answers ? lumbar_pose_read(arena, path, &how, error) : NULL;
    const lumbar_recording *seen =
        pose && lumbar_see_told(arena, answers, &see) ? lumbar_see(arena, pose, &see, k, error) : NULL;
    const lumbar_why_settings settings = {.recordings = seen, .recording_count = 1, .today = TODAY};
    const lumbar_answer *answer = seen ? lumbar_why(arena, answers, &settings, error) : NULL;
    bool good = answer && print_forms(&(given){"recording", answer, answers, k});
    lumbar_arena_free(arena);
    return good;
}

int main(int argc, char **argv)
{
    lumbar_error error = {0};
    lumbar_arena *arena = argc > 2 ? lumbar_arena_new() : NULL;
    const lumbar_knowledge *k = arena ? lumbar_knowledge_load_in(arena, argv[1], argv[2], &error) : NULL;
    bool good = k != NULL;
    for (size_t i = 0; good && i < lumbar_case_count(k); i++) good = print_case(k, i, &error);
    for (int i = 3; good && i < argc; i++) good = print_recording(k, argv[i], &error);
    if (!good) fprintf(stderr, "print-forms: %s\n", error.text);
    lumbar_arena_free(arena);
    return good ? 0 : 1;
}
