/* The person's answers: checked one by one, and against each other. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "reason/reason.h"

lumbar_answers *lumbar_answers_new(lumbar_arena *arena, const lumbar_knowledge *k)
{
    lumbar_answers *answers = LUMBAR_NEW(arena, lumbar_answers);
    if (!answers) return NULL;
    *answers = (lumbar_answers){
        .arena = arena, .knowledge = k, .values = LUMBAR_NEW_ARRAY(arena, lumbar_value, k->question_count)};
    return answers->values ? answers : NULL;
}

/* How it is said what a question allows. */
static lumbar_error_id allowed(const lumbar_question *q)
{
    switch (q->kind) {
    case LUMBAR_NUMBER: return q->unit ? LUMBAR_ERROR_ALLOWED_NUMBER_OF : LUMBAR_ERROR_ALLOWED_NUMBER;
    case LUMBAR_YES_NO_UNSURE: return LUMBAR_ERROR_ALLOWED_YES_NO;
    case LUMBAR_SEVERAL: return LUMBAR_ERROR_ALLOWED_SEVERAL;
    case LUMBAR_CHOICE: break;
    }
    return LUMBAR_ERROR_ALLOWED_ONE;
}

static bool refuse(const lumbar_question *q, lumbar_error_id why, const char *value, lumbar_error *error)
{
    char options[300] = "";
    size_t used = 0;
    for (size_t i = 0; q->kind != LUMBAR_YES_NO_UNSURE && i < q->option_count && used + 60 < sizeof options; i++)
        used += (size_t)snprintf(options + used, sizeof options - used, "%s%.40s", i ? ", " : "", q->options[i].id);
    return lumbar_refuse(error, LUMBAR_INPUT, 0, why,
                         "question=%s\nvalue=%.40s\nallowed:%s\noptions=%s\nleast=%g\nmost=%g\nunit=%s", q->id, value,
                         lumbar_error_row(allowed(q)), options, q->minimum, q->maximum, q->unit ? q->unit : "");
}

/* Whether an id is one of the further names of an option. */
static bool is_name(const lumbar_question *q, const char *id, size_t length)
{
    for (size_t i = 0; i < q->name_count; i++)
        if (lumbar_item_is(id, length, q->names[i].id)) return true;
    return false;
}

static bool parse_several(const lumbar_question *q, const char *text, lumbar_value *value, lumbar_error *error)
{
    const char *at = text, *item;
    uint64_t named = 0; /* by their own id: several names may stand for one option */
    for (size_t length; lumbar_item_next(&at, true, &item, &length);) {
        uint64_t bits = lumbar_option_bits(q, item, length);
        if (!bits) return refuse(q, LUMBAR_ERROR_ANSWER_NOT_OPTION, text, error);
        if (named & bits && !is_name(q, item, length)) return refuse(q, LUMBAR_ERROR_ANSWER_TWICE, text, error);
        if (!is_name(q, item, length)) named |= bits;
        value->options |= bits;
    }
    if (!value->options) return refuse(q, LUMBAR_ERROR_ANSWER_EMPTY, text, error);
    if ((value->options & LUMBAR_BIT_NONE) && value->options != LUMBAR_BIT_NONE)
        return refuse(q, LUMBAR_ERROR_ANSWER_NONE_WITH, text, error);
    return true;
}

bool lumbar_value_parse(const lumbar_question *q, const char *text, lumbar_value *value, lumbar_error *error)
{
    *value = (lumbar_value){.known = LUMBAR_KNOWN, .number = NAN};
    if (!strcmp(text, "not-sure")) return value->known = LUMBAR_NOT_SURE, true;
    if (q->kind == LUMBAR_SEVERAL) return parse_several(q, text, value, error);
    if (q->kind == LUMBAR_NUMBER) {
        if (!lumbar_number_parse(text, strlen(text), &value->number))
            return refuse(q, LUMBAR_ERROR_ANSWER_NO_NUMBER, text, error);
        bool inside = value->number >= q->minimum && value->number <= q->maximum;
        return inside || refuse(q, LUMBAR_ERROR_ANSWER_RANGE, text, error);
    }
    value->options = lumbar_option_bits(q, text, strlen(text));
    return value->options != 0 || refuse(q, LUMBAR_ERROR_ANSWER_NOT_OPTION, text, error);
}

/* The value in one spelling: options by their own id, in the table's order. */
static const char *spell(lumbar_arena *arena, const lumbar_question *q, const lumbar_value *value, const char *text)
{
    if (q->kind == LUMBAR_NUMBER && value->known == LUMBAR_KNOWN) return lumbar_format(arena, "%.10g", value->number);
    if (!q->option_count || value->known != LUMBAR_KNOWN || value->options == LUMBAR_BIT_NONE) {
        while (*text == ' ' || *text == ',' || *text == '\n') text++; /* "none" may come with blanks round it */
        return lumbar_copy(arena, text, strcspn(text, " ,\n"));
    }
    size_t size = 1;
    for (size_t i = 0; i < q->option_count; i++) size += strlen(q->options[i].id) + 1;
    char *spelled = lumbar_alloc(arena, size, 1);
    for (size_t i = 0; spelled && i < q->option_count; i++) {
        if (!(value->options >> i & 1)) continue;
        if (*spelled) strcat(spelled, ",");
        strcat(spelled, q->options[i].id);
    }
    return spelled;
}

typedef struct pair {
    size_t questions[4];
    size_t count;
} pair;

static void note_question(void *user, const lumbar_node *node)
{
    pair *p = user;
    for (size_t i = 0; i < p->count; i++)
        if (p->questions[i] == node->subject) return;
    if (p->count < LUMBAR_COUNT(p->questions)) p->questions[p->count++] = node->subject;
}

/* The next question of a row's `follow_ups`; LUMBAR_NO_INDEX after the last. */
static size_t next_follow_up(const lumbar_knowledge *k, const char **at)
{
    const char *item;
    size_t length;
    if (!*at || !lumbar_item_next(at, true, &item, &length)) return LUMBAR_NO_INDEX;
    return lumbar_question_index(k, item, length);
}

static const char *follow_ups(const lumbar_contradiction_row *row) { return lumbar_row_get(row->row, "follow_ups"); }

static bool follows(const lumbar_knowledge *k, const lumbar_contradiction_row *row, size_t question)
{
    const char *at = follow_ups(row);
    for (size_t q; (q = next_follow_up(k, &at)) != LUMBAR_NO_INDEX;)
        if (q == question) return true;
    return false;
}

/* Whether a row that holds refuses the answers; one with follow-ups only where they count. */
static bool contradicted(const lumbar_answers *answers, bool with_follow_ups, lumbar_error *error)
{
    const lumbar_knowledge *k = answers->knowledge;
    lumbar_scope scope = {.knowledge = k, .values = answers->values};
    for (size_t i = 0; i < k->contradiction_count; i++) {
        const lumbar_contradiction_row *row = &k->contradictions[i];
        if (follow_ups(row) && !with_follow_ups) continue;
        if (lumbar_condition_value(row->when, &scope) != LUMBAR_PRESENT) continue;
        pair p = {.count = 0};
        lumbar_condition_because(row->when, &scope, note_question, &p);
        char names[260] = "";
        size_t used = 0;
        for (size_t q = 0; q < p.count && used < sizeof names; q++) {
            const char *id = k->questions[p.questions[q]].shown.id, *value = answers->values[p.questions[q]].text;
            used +=
                (size_t)snprintf(names + used, sizeof names - used, "%s'%.60s' = %.40s", q ? " and " : "", id, value);
        }
        lumbar_text why = {0};
        lumbar_phrase_fill(&why, k, LUMBAR_PHRASE_CLASH,
                           LUMBAR_HOLES({"answers", names}, {"text", lumbar_row_get(row->row, "text")}));
        if (why.failed) lumbar_fail_memory(error);
        else lumbar_fail(error, LUMBAR_INPUT, 0, "%s", why.data);
        lumbar_text_free(&why);
        return true;
    }
    return false;
}

bool lumbar_answers_fit(const lumbar_answers *answers, lumbar_error *error)
{
    return lumbar_settle(answers->arena, !contradicted(answers, true, error), error);
}

/* Who takes back what a follow-up rests on is asked that anew, should it come to it. */
static void forget_follow_ups(lumbar_answers *answers, size_t changed)
{
    const lumbar_knowledge *k = answers->knowledge;
    lumbar_scope scope = {.knowledge = k, .values = answers->values};
    for (size_t i = 0; i < k->contradiction_count; i++) {
        const lumbar_contradiction_row *row = &k->contradictions[i];
        if (lumbar_condition_value(row->when, &scope) != LUMBAR_PRESENT || follows(k, row, changed)) continue;
        const char *at = follow_ups(row);
        for (size_t q; (q = next_follow_up(k, &at)) != LUMBAR_NO_INDEX;)
            answers->values[q] = (lumbar_value){.known = LUMBAR_OPEN};
    }
}

bool lumbar_answers_put(lumbar_answers *answers, size_t index, const char *text, lumbar_error *error)
{
    const lumbar_question *q = &answers->knowledge->questions[index].shown;
    lumbar_value value;
    if (!lumbar_value_parse(q, text, &value, error)) return false;
    value.text = spell(answers->arena, q, &value, text);
    if (!value.text) return lumbar_fail_memory(error);
    answers->values[index] = value;
    return true;
}

bool lumbar_answers_set(lumbar_answers *answers, const char *question, const char *text, lumbar_error *error)
{
    const lumbar_knowledge *k = answers->knowledge;
    size_t index = lumbar_question_index(k, question, strlen(question));
    if (index == LUMBAR_NO_INDEX)
        return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_QUESTION, "given=%.80s", question);
    lumbar_value old = answers->values[index];
    bool fits = lumbar_answers_put(answers, index, text, error) &&
                lumbar_settle(answers->arena, !contradicted(answers, false, error), error);
    if (!fits) answers->values[index] = old;
    return fits;
}

bool lumbar_answers_change(lumbar_answers *answers, const char *question, const char *text, lumbar_error *error)
{
    size_t index = lumbar_question_index(answers->knowledge, question, strlen(question));
    lumbar_value old = index == LUMBAR_NO_INDEX ? (lumbar_value){.known = LUMBAR_OPEN} : answers->values[index];
    if (!lumbar_answers_set(answers, question, text, error)) return false;
    forget_follow_ups(answers, index);
    bool fits = lumbar_answers_fit(answers, error);
    if (!fits) answers->values[index] = old;
    return fits;
}

void lumbar_answers_clear(lumbar_answers *answers, const char *question)
{
    size_t index = lumbar_question_index(answers->knowledge, question, strlen(question));
    if (index != LUMBAR_NO_INDEX) answers->values[index] = (lumbar_value){.known = LUMBAR_OPEN};
}

const char *lumbar_answers_get(const lumbar_answers *answers, const char *question)
{
    size_t index = lumbar_question_index(answers->knowledge, question, strlen(question));
    bool told = index != LUMBAR_NO_INDEX && answers->values[index].known != LUMBAR_OPEN;
    return told ? answers->values[index].text : NULL;
}

bool lumbar_answers_set_note(lumbar_answers *answers, const char *text, lumbar_error *error)
{
    size_t length = text ? strlen(text) : 0;
    if (length > LUMBAR_NOTE_BYTES)
        return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_NOTE_LONG, "most=%d", LUMBAR_NOTE_BYTES);
    char *note = length ? lumbar_alloc(answers->arena, length + 1, 1) : NULL;
    if (length && !note) return lumbar_fail_memory(error);
    for (size_t i = 0; i < length; i++) note[i] = (unsigned char)text[i] < ' ' || text[i] == 0x7f ? ' ' : text[i];
    answers->note = note;
    return true;
}

const char *lumbar_answers_note(const lumbar_answers *answers) { return answers->note; }

const lumbar_knowledge *lumbar_answers_knowledge(const lumbar_answers *answers) { return answers->knowledge; }

void lumbar_answers_set_day(lumbar_answers *answers, lumbar_date day)
{
    answers->day = lumbar_date_known(day) ? day : (lumbar_date){0};
}

lumbar_date lumbar_answers_day(const lumbar_answers *answers) { return answers->day; }
