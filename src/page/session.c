/* One interview behind plain exported functions: the page's state lives here, as the tool's lives in its
 * process. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "figure/figure.h"
#include "page/inner.h"
#include "page/session.h"
#include "reason/answers_json.h"
#include "reason/reason.h"
#include "report/html.h"
#include "report/report.h"
#include "report/writer.h"

enum { LUMBAR_PAGE_HOLES = 8 }; /* of one phrase; own choice, no phrase has more than half as many */

static struct {
    lumbar_arena *arena; /* of the tables and the answers */
    const lumbar_knowledge *knowledge;
    lumbar_answers *answers;
    const lumbar_recording *recordings; /* [recording_count] that answers are given with */
    size_t recording_count;
    lumbar_text output;
    char *input;
} session;

static void clear_output(void)
{
    session.output.size = 0;
    session.output.failed = false;
    if (session.output.data) session.output.data[0] = 0;
}

lumbar_text *lumbar_session_output(void)
{
    clear_output();
    return &session.output;
}

static bool fail(const char *why)
{
    clear_output();
    lumbar_text_add(&session.output, why);
    return false;
}

static bool fail_memory(void) { return fail(lumbar_phrase(session.knowledge, LUMBAR_PHRASE_PAGE_NO_MEMORY)); }

static bool fail_with(const lumbar_error *error)
{
    if (error->code == LUMBAR_MEMORY) return fail_memory();
    clear_output();
    lumbar_error_words(session.knowledge, error, &session.output);
    return session.output.failed ? fail_memory() : false;
}

/* Whether the output is whole. */
static bool whole(void) { return !session.output.failed || fail_memory(); }

bool lumbar_session_fail(const char *why) { return why ? fail(why) : fail_memory(); }
bool lumbar_session_whole(void) { return whole(); }
bool lumbar_session_refuse(const lumbar_error *error) { return fail_with(error); }
const lumbar_answers *lumbar_session_answers(void) { return session.answers; }
const char *lumbar_session_input(void) { return session.input ? session.input : ""; }

void lumbar_session_see(const lumbar_recording *recordings, size_t count)
{
    session.recordings = recordings;
    session.recording_count = count;
}

char *lumbar_page_input(size_t size)
{
    free(session.input);
    session.input = calloc(size + 1, 1);
    return session.input;
}

const char *lumbar_page_output(void) { return session.output.data ? session.output.data : ""; }
size_t lumbar_page_output_size(void) { return session.output.size; }

/* From now on the session is this one; what was seen of a film speaks another language, and is gone. */
static void take_over(lumbar_arena *arena, const lumbar_knowledge *knowledge, lumbar_answers *answers)
{
    lumbar_arena_free(session.arena);
    session.arena = arena;
    session.knowledge = knowledge;
    session.answers = answers;
    lumbar_session_see(NULL, 0);
}

/* Tables in a language (NULL: their own), and answers to their questions; NULL and *error where there are none. */
static lumbar_answers *answers_in(lumbar_arena *arena, const char *language, lumbar_error *error)
{
    const lumbar_knowledge *knowledge = arena ? lumbar_knowledge_builtin_in(arena, language, error) : NULL;
    return knowledge ? lumbar_answers_new(arena, knowledge) : NULL;
}

bool lumbar_page_start(void)
{
    lumbar_error error = {.code = LUMBAR_MEMORY};
    lumbar_text code = {0};
    if (session.knowledge) lumbar_text_add(&code, lumbar_language_of(session.knowledge)->code);
    take_over(NULL, NULL, NULL);
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = code.failed ? NULL : answers_in(arena, code.data, &error);
    lumbar_text_free(&code);
    if (answers) {
        take_over(arena, lumbar_answers_knowledge(answers), answers);
        return true;
    }
    lumbar_arena_free(arena);
    return fail_with(&error);
}

bool lumbar_page_speak(void)
{
    lumbar_error error = {.code = LUMBAR_MEMORY};
    if (!session.answers || !session.input) return fail("The page has not started.");
    lumbar_text told = {0};
    lumbar_answers_json(session.knowledge, session.answers, &told);
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_answers *answers = told.failed ? NULL : answers_in(arena, session.input, &error);
    bool spoken = answers && lumbar_answers_parse(answers, told.data, told.size, "answers", &error);
    lumbar_text_free(&told);
    if (spoken) {
        take_over(arena, lumbar_answers_knowledge(answers), answers);
        return true;
    }
    lumbar_arena_free(arena);
    return fail_with(&error);
}

bool lumbar_page_languages(void)
{
    lumbar_error error = {.code = LUMBAR_MEMORY};
    lumbar_arena *arena = lumbar_arena_new();
    size_t count = 0;
    const lumbar_language *languages = arena ? lumbar_languages_builtin(arena, &count, &error) : NULL;
    clear_output();
    lumbar_writer writer = lumbar_writer_to(&session.output);
    lumbar_write_open(&writer, NULL, '[');
    for (size_t i = 0; i < count; i++) {
        lumbar_write_open(&writer, NULL, '{');
        lumbar_write_string(&writer, "id", languages[i].code);
        lumbar_write_string(&writer, "name", languages[i].name);
        lumbar_write_string(&writer, "direction", languages[i].direction == LUMBAR_RIGHT_TO_LEFT ? "rtl" : "ltr");
        lumbar_write_close(&writer);
    }
    lumbar_write_close(&writer);
    lumbar_arena_free(arena);
    return languages ? whole() : fail_with(&error);
}

/* The text after the first of the input's two. */
static const char *second_input(void) { return session.input + strlen(session.input) + 1; }

bool lumbar_page_set(void)
{
    lumbar_error error = {0};
    if (!session.answers || !session.input) return fail("The page has not started.");
    return lumbar_answers_change(session.answers, session.input, second_input(), &error) || fail_with(&error);
}

bool lumbar_page_clear(void)
{
    if (!session.answers || !session.input) return fail("The page has not started.");
    if (!lumbar_question_find(session.knowledge, session.input)) return fail("There is no such question.");
    lumbar_answers_clear(session.answers, session.input);
    return true;
}

bool lumbar_page_set_note(void)
{
    lumbar_error error = {0};
    if (!session.answers || !session.input) return fail("The page has not started.");
    return lumbar_answers_set_note(session.answers, session.input, &error) || fail_with(&error);
}

/* The day that was handed in. */
static lumbar_date day_given(void) { return session.input ? lumbar_date_read(session.input) : (lumbar_date){0}; }

bool lumbar_page_set_day(void)
{
    if (!session.answers || !session.input) return fail("The page has not started.");
    lumbar_answers_set_day(session.answers, day_given());
    return true;
}

bool lumbar_page_again(void)
{
    lumbar_error error = {0};
    if (!session.answers || !session.input) return fail("The page has not started.");
    lumbar_answers *now = lumbar_answers_new(session.arena, session.knowledge);
    if (!now) return fail_memory();
    for (const char *at = second_input(); *at;) { /* the buffer ends with a 0 of its own */
        const char *value = at + strlen(at) + 1;
        if (!lumbar_answers_set(now, at, value, &error)) return fail_with(&error);
        at = value + strlen(value) + 1;
    }
    return lumbar_answers_again(session.answers, now, day_given(), &error) || fail_with(&error);
}

bool lumbar_page_read(size_t size)
{
    lumbar_error error = {0};
    if (!session.answers || !session.input) return fail("The page has not started.");
    lumbar_answers *read = lumbar_answers_new(session.arena, session.knowledge);
    if (!read) return fail_memory();
    if (!lumbar_answers_parse(read, second_input(), size, session.input, &error)) return fail_with(&error);
    session.answers = read;
    return true;
}

/* Questions that fit what is known so far: a condition that is open does not hide one. */
static void write_applies(lumbar_writer *writer)
{
    lumbar_scope scope = {.knowledge = session.knowledge, .values = session.answers->values};
    lumbar_write_open(writer, "applies", '[');
    for (size_t i = 0; i < session.knowledge->question_count; i++) {
        const lumbar_node *ask_if = session.knowledge->questions[i].ask_if;
        if (!ask_if || lumbar_condition_value(ask_if, &scope) != LUMBAR_ABSENT)
            lumbar_write_string(writer, NULL, session.knowledge->questions[i].shown.id);
    }
    lumbar_write_close(writer);
}

static void write_values(lumbar_writer *writer)
{
    lumbar_write_open(writer, "values", '{');
    for (size_t i = 0; i < lumbar_question_count(session.knowledge); i++) {
        const char *id = lumbar_question_at(session.knowledge, i)->id;
        const char *value = lumbar_answers_get(session.answers, id);
        if (value) lumbar_write_string(writer, id, value);
    }
    lumbar_write_close(writer);
}

static void write_day(lumbar_writer *writer)
{
    lumbar_date day = lumbar_answers_day(session.answers);
    char text[40];
    lumbar_print(text, sizeof text, "%04d-%02d-%02d", day.year, day.month, day.day);
    lumbar_write_string(writer, "day", lumbar_date_known(day) ? text : NULL);
}

/* What was answered, with what the journal's days count in it; NULL and *error. */
static const lumbar_answers *with_days(lumbar_arena *arena, const lumbar_journal_days *days, lumbar_error *error)
{
    if (!days) return session.answers;
    lumbar_text told = {0};
    lumbar_answers_json(session.knowledge, session.answers, &told);
    lumbar_answers *answers = told.failed ? NULL : lumbar_answers_new(arena, session.knowledge);
    bool good = answers && lumbar_answers_parse(answers, told.data, told.size, "answers", error) &&
                lumbar_history_raises(arena, days, answers, error);
    lumbar_text_free(&told);
    return good ? answers : NULL;
}

/* The same, with the journal that is heard. */
static const lumbar_answers *heard_answers(lumbar_arena *arena, const lumbar_journal_days **days, lumbar_error *error)
{
    return arena && lumbar_page_heard(arena, days) ? with_days(arena, *days, error) : NULL;
}

bool lumbar_page_state(void)
{
    if (!session.answers) return fail("The page has not started.");
    lumbar_error error = {.code = LUMBAR_MEMORY};
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_journal_days *days = NULL;
    const lumbar_answers *answers = heard_answers(arena, &days, &error);
    lumbar_triage triage = {0};
    lumbar_next next;
    if (!answers || !lumbar_settle(arena,
                                   lumbar_triage_of(arena, answers, &triage, NULL) &&
                                       lumbar_interview_choose(arena, answers, &next),
                                   NULL)) {
        lumbar_arena_free(arena);
        return fail_memory();
    }
    clear_output();
    lumbar_writer writer = lumbar_writer_to(&session.output);
    lumbar_write_open(&writer, NULL, '{');
    lumbar_write_integer(&writer, "level", triage.level);
    lumbar_write_bool(&writer, "screened", triage.screened); /* nothing open could raise the level */
    lumbar_write_string(&writer, "next", next.question ? next.question->id : NULL);
    lumbar_write_integer(&writer, "screen", next.screen);
    lumbar_write_string(&writer, "note", lumbar_answers_note(session.answers));
    write_day(&writer);
    lumbar_write_bool(&writer, "again", lumbar_answers_looked_again(session.answers));
    write_values(&writer);
    write_applies(&writer);
    lumbar_write_close(&writer);
    lumbar_arena_free(arena);
    return whole();
}

bool lumbar_page_questions(void)
{
    if (!session.knowledge) return fail("The page has not started.");
    clear_output();
    lumbar_questions_json(session.knowledge, &session.output);
    return whole();
}

bool lumbar_page_answers(void)
{
    if (!session.answers) return fail("The page has not started.");
    clear_output();
    lumbar_answers_json(session.knowledge, session.answers, &session.output);
    return whole();
}

static void write_json(const lumbar_answer *answer, lumbar_text *out, const lumbar_html_settings *settings)
{
    lumbar_answer_json(answer, out);
}

static void write_calendar(const lumbar_answer *answer, lumbar_text *out, const lumbar_html_settings *settings)
{
    lumbar_answer_calendar(answer, settings->knowledge, out);
}

/* The plan of the next weeks by the answer and the journal's days, for the report, as `lumbar why` puts it there. */
static const lumbar_programme *plan_of(lumbar_arena *arena, const lumbar_answers *answers, const lumbar_answer *answer,
                                       const lumbar_journal_days *days, lumbar_error *error)
{
    const lumbar_knowledge *k = session.knowledge;
    const lumbar_programme_settings settings = {.answers = answers,
                                                .answer = answer,
                                                .days = days,
                                                .raised = lumbar_triage_level(k, answers->values) >
                                                          lumbar_triage_level(k, session.answers->values),
                                                .told_on = lumbar_answers_day(session.answers)};
    return lumbar_programme_of(arena, &settings, error);
}

/* Reasons over the answers and hands the result to one writer. */
static bool answered(void (*write)(const lumbar_answer *, lumbar_text *, const lumbar_html_settings *),
                     lumbar_date today)
{
    if (!session.answers) return fail("The page has not started.");
    lumbar_error error = {.code = LUMBAR_MEMORY};
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_journal_days *days = NULL;
    const lumbar_answers *answers = heard_answers(arena, &days, &error);
    lumbar_why_settings settings = {
        .today = today, .recordings = session.recordings, .recording_count = session.recording_count};
    const lumbar_person person = answers ? lumbar_person_of(answers) : (lumbar_person){0};
    if (answers && days && !(settings.history = lumbar_history_of(arena, days, &person, session.knowledge, &error)))
        answers = NULL;
    const lumbar_answer *answer = answers ? lumbar_why(arena, answers, &settings, &error) : NULL;
    clear_output();
    lumbar_html_settings with = {.knowledge = session.knowledge, .answers = answers};
    const lumbar_course_told workout = {answer, answers, days, NAN};
    if (answer && !(with.course = lumbar_course_known(arena, &workout, &error))) answer = NULL;
    if (answer && days && write == lumbar_report_html && !(with.plan = plan_of(arena, answers, answer, days, &error)))
        answer = NULL;
    if (answer) write(answer, &session.output, &with);
    lumbar_arena_free(arena);
    return answer ? whole() : fail_with(&error);
}

bool lumbar_page_answer_json(void) { return answered(write_json, (lumbar_date){0}); }

bool lumbar_page_answer_html(void) { return answered(lumbar_answer_html, day_given()); }
bool lumbar_page_emergency_html(void) { return answered(lumbar_emergency_html, (lumbar_date){0}); }
bool lumbar_page_triage_html(void) { return answered(lumbar_triage_html, (lumbar_date){0}); }
bool lumbar_page_report_html(void) { return answered(lumbar_report_html, day_given()); }
bool lumbar_page_summary_html(void) { return answered(lumbar_summary_html, day_given()); }
bool lumbar_page_calendar(void) { return answered(write_calendar, day_given()); }

bool lumbar_page_numbers(void)
{
    if (!session.knowledge) return fail("The page has not started.");
    const lumbar_table *table = lumbar_table_find(session.knowledge, "emergency-numbers");
    clear_output();
    lumbar_writer writer = lumbar_writer_to(&session.output);
    lumbar_write_open(&writer, NULL, '[');
    for (size_t i = 0; i < table->row_count; i++) {
        lumbar_write_open(&writer, NULL, '{');
        lumbar_write_string(&writer, "id", table->rows[i].id);
        lumbar_write_string(&writer, "country", lumbar_row_get(&table->rows[i], "country"));
        lumbar_write_string(&writer, "number", lumbar_row_get(&table->rows[i], "number"));
        lumbar_write_close(&writer);
    }
    lumbar_write_close(&writer);
    return whole();
}

bool lumbar_page_signs(void)
{
    if (!session.knowledge) return fail("The page has not started.");
    clear_output();
    lumbar_text_add(&session.output, session.knowledge->signs);
    return whole();
}

bool lumbar_page_words(size_t size)
{
    lumbar_hole holes[LUMBAR_PAGE_HOLES];
    size_t count = 0;
    if (!session.knowledge || !session.input) return fail("The page has not started.");
    lumbar_phrase_id phrase = lumbar_phrase_named(session.input);
    if (phrase == LUMBAR_PHRASE_COUNT) return fail("There is no such phrase.");
    const char *end = session.input + size;
    for (const char *at = second_input(); at < end && count < LUMBAR_PAGE_HOLES; count++) {
        const char *text = at + strlen(at) + 1;
        if (text >= end) break;
        holes[count] = (lumbar_hole){at, text};
        at = text + strlen(text) + 1;
    }
    clear_output();
    lumbar_phrase_fill(&session.output, session.knowledge, phrase, holes, count);
    return whole();
}

bool lumbar_page_film_html(void)
{
    if (!session.knowledge) return fail("The page has not started.");
    clear_output();
    lumbar_film_html(session.knowledge, &session.output);
    return whole();
}

bool lumbar_page_figure(void)
{
    if (!session.knowledge || !session.input) return fail("The page has not started.");
    const lumbar_figure *figure = lumbar_figure_find(session.knowledge, session.input);
    clear_output();
    if (figure) lumbar_figure_svg(figure, false, &session.output);
    return whole();
}
