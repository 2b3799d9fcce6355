/* Questions and the answers given to them as JSON: schemas lumbar.questions/1 and lumbar.answers/1. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/report.h"
#include "report/writer.h"

static const char *const KINDS[] = {"choice", "several", "number", "yes-no-unsure"};

static void write_option(lumbar_writer *w, const char *id, const char *text)
{
    lumbar_write_open(w, NULL, '{');
    lumbar_write_string(w, "id", id);
    lumbar_write_string(w, "text", text);
    lumbar_write_close(w);
}

/* An exercise, with the figure that shows it. */
static void write_exercise(lumbar_writer *w, const lumbar_knowledge *knowledge, const lumbar_option *option)
{
    const lumbar_exercise *exercise = lumbar_exercise_find(knowledge, option->id);
    lumbar_write_open(w, NULL, '{');
    lumbar_write_string(w, "id", option->id);
    lumbar_write_string(w, "text", option->text);
    lumbar_write_string(w, "figure", exercise ? exercise->figure : NULL);
    lumbar_write_close(w);
}

/* What people type, and the option that it stands for. */
static void write_typed(lumbar_writer *w, const lumbar_question *question)
{
    lumbar_write_open(w, "typed", '[');
    for (size_t i = 0; i < question->called_count; i++)
        write_option(w, question->called[i].id, question->called[i].text);
    lumbar_write_close(w);
}

/* The options are every text that an answers file may give, "none" and "not-sure" included. */
static void write_question(lumbar_writer *w, const lumbar_knowledge *knowledge, const lumbar_question *question)
{
    lumbar_write_open(w, NULL, '{');
    lumbar_write_string(w, "id", question->id);
    lumbar_write_string(w, "text", question->text);
    lumbar_write_string(w, "brief", question->brief);
    lumbar_write_string(w, "help", question->help);
    lumbar_write_string(w, "kind", KINDS[question->kind]);
    lumbar_write_open(w, "options", '[');
    for (size_t i = 0; i < question->option_count; i++)
        if (question->of_exercises) write_exercise(w, knowledge, &question->options[i]);
        else write_option(w, question->options[i].id, question->options[i].text);
    if (question->kind == LUMBAR_YES_NO_UNSURE && !question->option_count) {
        write_option(w, "yes", lumbar_phrase(knowledge, LUMBAR_PHRASE_YES));
        write_option(w, "no", lumbar_phrase(knowledge, LUMBAR_PHRASE_NO));
    }
    if (question->kind == LUMBAR_SEVERAL)
        write_option(w, "none", lumbar_phrase(knowledge, LUMBAR_PHRASE_NONE_OF_THESE));
    write_option(w, "not-sure", lumbar_phrase(knowledge, LUMBAR_PHRASE_NOT_SURE));
    lumbar_write_close(w);
    if (question->more) { /* so many options are shown first, the others behind this line */
        lumbar_write_integer(w, "first", (long long)question->first_count);
        lumbar_write_string(w, "more", question->more);
    }
    if (question->called_count) write_typed(w, question);
    bool number = question->kind == LUMBAR_NUMBER;
    lumbar_write_string(w, "unit", question->unit);
    lumbar_write_number(w, "minimum", number ? question->minimum : NAN, NULL);
    lumbar_write_number(w, "maximum", number ? question->maximum : NAN, NULL);
    lumbar_write_bool(w, "again", question->again);
    lumbar_write_bool(w, "screens", question->screen > 0);
    lumbar_write_number(w, "screen", question->screen ? question->screen : NAN, "count");
    lumbar_write_close(w);
}

void lumbar_questions_json(const lumbar_knowledge *knowledge, lumbar_text *out)
{
    lumbar_writer writer = lumbar_writer_to(out), *w = &writer;
    lumbar_write_open(w, NULL, '{');
    lumbar_write_string(w, "schema", "lumbar.questions/1");
    lumbar_write_open(w, "questions", '[');
    for (size_t i = 0; i < lumbar_question_count(knowledge); i++)
        write_question(w, knowledge, lumbar_question_at(knowledge, i));
    lumbar_write_close(w);
    lumbar_write_close(w);
    lumbar_write_end(w);
}

/* A given answer in its file form: several as a list, a number as a number, all else as text. */
static void write_given(lumbar_writer *w, const lumbar_question *question, const char *value)
{
    bool unsure = !strcmp(value, "not-sure"), none = !strcmp(value, "none");
    if (question->kind == LUMBAR_NUMBER && !unsure) {
        lumbar_write_number(w, question->id, lumbar_to_double(value, NULL), NULL);
        return;
    }
    if (question->kind != LUMBAR_SEVERAL || unsure || none) {
        lumbar_write_string(w, question->id, value);
        return;
    }
    lumbar_write_open(w, question->id, '[');
    for (const char *at = value; *at;) {
        size_t length = strcspn(at, ",");
        char item[80];
        size_t kept = length < sizeof item ? length : sizeof item - 1;
        memcpy(item, at, kept);
        item[kept] = 0;
        lumbar_write_string(w, NULL, item);
        at += length + (at[length] == ',');
    }
    lumbar_write_close(w);
}

void lumbar_answers_json(const lumbar_knowledge *knowledge, const lumbar_answers *answers, lumbar_text *out)
{
    lumbar_writer writer = lumbar_writer_to(out), *w = &writer;
    lumbar_write_open(w, NULL, '{');
    lumbar_write_string(w, "schema", "lumbar.answers/1");
    if (lumbar_answers_note(answers)) lumbar_write_string(w, "note", lumbar_answers_note(answers));
    lumbar_date day = lumbar_answers_day(answers);
    char text[40];
    lumbar_print(text, sizeof text, "%04d-%02d-%02d", day.year, day.month, day.day);
    if (lumbar_date_known(day)) lumbar_write_string(w, "day", text);
    lumbar_write_open(w, "answers", '{');
    for (size_t i = 0; i < lumbar_question_count(knowledge); i++) {
        const lumbar_question *question = lumbar_question_at(knowledge, i);
        const char *value = lumbar_answers_get(answers, question->id);
        if (value) write_given(w, question, value);
    }
    lumbar_write_close(w);
    lumbar_write_close(w);
    lumbar_write_end(w);
}
