/* An answers file's text: every message names the file and the question, and the cure. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "base/json.h"
#include "reason/answers_json.h"
#include "reason/reason.h"

static const char SCHEMA[] = "lumbar.answers/1";

typedef struct reading {
    lumbar_answers *answers;
    const char *path;
    lumbar_error *error;
} reading;

/* The id of a question that may be meant; NULL: none is near. */
static const char *nearest_question(const lumbar_knowledge *knowledge, const char *id)
{
    lumbar_nearest nearest = {.word = id};
    for (size_t i = 0; i < lumbar_question_count(knowledge); i++)
        lumbar_offer(&nearest, lumbar_question_at(knowledge, i)->id);
    return nearest.known;
}

static bool wrong_type(reading *r, const lumbar_question *question, const lumbar_json *value)
{
    static const lumbar_error_id WANTED[] = {LUMBAR_ERROR_WANTED_ONE, LUMBAR_ERROR_WANTED_SEVERAL,
                                             LUMBAR_ERROR_WANTED_NUMBER, LUMBAR_ERROR_WANTED_YES_NO};
    double number;
    const char *text = lumbar_json_string(value);
    bool quoted = question->kind == LUMBAR_NUMBER && text && lumbar_number_parse(text, strlen(text), &number);
    return lumbar_refuse(r->error, LUMBAR_INPUT, 0, quoted ? LUMBAR_ERROR_ANSWERS_QUOTED : LUMBAR_ERROR_ANSWERS_KIND,
                         "file=%s\nquestion=%s\nwanted:%s\ngiven:%s", r->path, question->id,
                         lumbar_error_row(WANTED[question->kind]), lumbar_json_kind_row(value));
}

/* Joins a list of option ids with commas, as lumbar_answers_set takes them. */
static bool list_text(reading *r, const lumbar_question *question, const lumbar_json *list, lumbar_text *text)
{
    if (!lumbar_json_count(list))
        return lumbar_refuse(r->error, LUMBAR_INPUT, 0, LUMBAR_ERROR_ANSWERS_EMPTY_LIST, "file=%s\nquestion=%s",
                             r->path, question->id);
    for (size_t i = 0; i < lumbar_json_count(list); i++) {
        const char *item = lumbar_json_string(lumbar_json_at(list, i));
        if (!item) return wrong_type(r, question, lumbar_json_at(list, i));
        if (!*item || strpbrk(item, ",\n"))
            return lumbar_refuse(r->error, LUMBAR_INPUT, 0, LUMBAR_ERROR_ANSWERS_OPTION,
                                 "file=%s\nquestion=%s\ngiven=%.60s", r->path, question->id, item);
        if (i) lumbar_text_add(text, ",");
        lumbar_text_add(text, item);
    }
    return true;
}

/* A JSON value as the text that lumbar_answers_set takes. */
static bool value_text(reading *r, const lumbar_question *question, const lumbar_json *value, lumbar_text *text)
{
    lumbar_json_type type = lumbar_json_kind(value);
    if (type == LUMBAR_JSON_STRING) {
        const char *string = lumbar_json_string(value);
        if (question->kind == LUMBAR_NUMBER && strcmp(string, "not-sure")) return wrong_type(r, question, value);
        lumbar_text_add(text, string);
        return true;
    }
    if (type == LUMBAR_JSON_NUMBER && question->kind == LUMBAR_NUMBER) {
        double number = lumbar_json_number(value);
        if (fabs(number) > 1e9)
            return lumbar_refuse(r->error, LUMBAR_INPUT, 0, LUMBAR_ERROR_ANSWERS_NUMBER,
                                 "file=%s\nquestion=%s\nleast=%g\nmost=%g\ngiven=%g", r->path, question->id,
                                 question->minimum, question->maximum, number);
        lumbar_text_addf(text, "%.6f", number);
        while (text->size && text->data[text->size - 1] == '0') text->data[--text->size] = 0;
        if (text->size && text->data[text->size - 1] == '.') text->data[--text->size] = 0;
        return true;
    }
    if (type == LUMBAR_JSON_BOOL && question->kind == LUMBAR_YES_NO_UNSURE) {
        lumbar_text_add(text, lumbar_json_truth(value) ? "yes" : "no");
        return true;
    }
    if (type == LUMBAR_JSON_ARRAY && question->kind == LUMBAR_SEVERAL) return list_text(r, question, value, text);
    return wrong_type(r, question, value);
}

static bool set_one(void *user, const char *id, const lumbar_json *value)
{
    reading *r = user;
    const lumbar_knowledge *knowledge = lumbar_answers_knowledge(r->answers);
    const lumbar_question *question = lumbar_question_find(knowledge, id);
    if (!question) {
        const char *nearest = nearest_question(knowledge, id);
        return lumbar_refuse(r->error, LUMBAR_INPUT, 0,
                             nearest ? LUMBAR_ERROR_ANSWERS_NEAREST : LUMBAR_ERROR_ANSWERS_QUESTION,
                             "file=%s\ngiven=%.80s\nnearest=%s", r->path, id, nearest ? nearest : "");
    }
    if (lumbar_json_kind(value) == LUMBAR_JSON_NULL) { /* null is "not answered" */
        lumbar_answers_clear(r->answers, id);
        return true;
    }
    lumbar_text text = {0};
    lumbar_error problem = {0};
    bool good = value_text(r, question, value, &text);
    if (good && text.failed) good = lumbar_fail_memory(r->error);
    else if (good && !lumbar_answers_put(r->answers, lumbar_question_index(knowledge, id, strlen(id)),
                                         text.data ? text.data : "", &problem))
        good = lumbar_refuse_within(r->error, &problem, r->path);
    lumbar_text_free(&text);
    return good;
}

static bool known_member(void *user, const char *key, const lumbar_json *value)
{
    reading *r = user;
    (void)value;
    if (!strcmp(key, "schema") || !strcmp(key, "answers") || !strcmp(key, "note") || !strcmp(key, "day")) return true;
    return lumbar_refuse(r->error, LUMBAR_INPUT, 0, LUMBAR_ERROR_ANSWERS_BESIDE, "file=%s\nkey=%.80s", r->path, key);
}

static bool read_answers(reading *r, const lumbar_json *json)
{
    if (lumbar_json_kind(json) != LUMBAR_JSON_OBJECT)
        return lumbar_refuse(r->error, LUMBAR_INPUT, 0, LUMBAR_ERROR_ANSWERS_HOLDS,
                             "file=%s\nkind:%s\nform={\"schema\": \"%s\", \"answers\": {...}}", r->path,
                             lumbar_json_kind_row(json), SCHEMA);
    const char *schema = lumbar_json_string(lumbar_json_get(json, "schema"));
    if (!schema || strcmp(schema, SCHEMA))
        return lumbar_refuse(r->error, LUMBAR_INPUT, 0,
                             schema ? LUMBAR_ERROR_ANSWERS_SCHEMA : LUMBAR_ERROR_ANSWERS_NO_SCHEMA,
                             "file=%s\ngiven=%.80s\nschema=%s", r->path, schema ? schema : "", SCHEMA);
    const lumbar_json *answers = lumbar_json_get(json, "answers");
    if (lumbar_json_kind(answers) != LUMBAR_JSON_OBJECT)
        return lumbar_refuse(r->error, LUMBAR_INPUT, 0, LUMBAR_ERROR_ANSWERS_OBJECT, "file=%s", r->path);
    const char *day = lumbar_json_string(lumbar_json_get(json, "day")); /* one that is no day is let be */
    const char *note =
        lumbar_json_string(lumbar_json_get(json, "note")); /* one that is no text, or is long, is let be */
    if (note && strlen(note) <= LUMBAR_NOTE_BYTES && !lumbar_answers_set_note(r->answers, note, r->error)) return false;
    lumbar_answers_set_day(r->answers, lumbar_date_read(day ? day : ""));
    return lumbar_json_each(json, known_member, r) && lumbar_json_each(answers, set_one, r);
}

static bool read_bytes(reading *r, const char *bytes, size_t size)
{
    if (!size) return lumbar_refuse(r->error, LUMBAR_INPUT, 0, LUMBAR_ERROR_FILE_EMPTY, "file=%s", r->path);
    if (size > LUMBAR_ANSWERS_FILE_BYTES) return lumbar_fail_size(r->error, r->path, LUMBAR_ANSWERS_FILE_BYTES);
    lumbar_json *json = lumbar_json_parse(bytes, size, r->path, r->error);
    bool good = json && read_answers(r, json);
    lumbar_json_free(json);
    lumbar_error problem = {0};
    if (!good || lumbar_answers_fit(r->answers, &problem)) return good;
    return lumbar_refuse_within(r->error, &problem, r->path);
}

bool lumbar_answers_parse(lumbar_answers *answers, const char *bytes, size_t size, const char *name,
                          lumbar_error *error)
{
    size_t count = answers->knowledge->question_count;
    lumbar_value *before = LUMBAR_NEW_ARRAY(answers->arena, lumbar_value, count);
    if (!before) return lumbar_fail_memory(error);
    const char *note = answers->note;
    lumbar_date day = answers->day;
    memcpy(before, answers->values, count * sizeof *before);
    if (read_bytes(&(reading){answers, name, error}, bytes, size)) return true;
    memcpy(answers->values, before, count * sizeof *before);
    answers->note = note;
    answers->day = day;
    return false;
}
