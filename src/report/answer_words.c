/* A given answer in words. */
#include <string.h>
#include "report/report.h"

static const char *option_text(const lumbar_knowledge *knowledge, const lumbar_question *question, const char *id,
                               size_t length)
{
    static const struct {
        const char *id;
        lumbar_phrase_id text;
    } COMMON[] = {{"yes", LUMBAR_PHRASE_YES},
                  {"no", LUMBAR_PHRASE_NO},
                  {"not-sure", LUMBAR_PHRASE_NOT_SURE},
                  {"none", LUMBAR_PHRASE_NONE_OF_THESE}};
    for (size_t i = 0; i < question->option_count; i++)
        if (strlen(question->options[i].id) == length && !strncmp(question->options[i].id, id, length))
            return question->options[i].text;
    for (size_t i = 0; i < LUMBAR_COUNT(COMMON); i++)
        if (strlen(COMMON[i].id) == length && !strncmp(COMMON[i].id, id, length))
            return lumbar_phrase(knowledge, COMMON[i].text);
    return NULL;
}

void lumbar_answer_words(const lumbar_knowledge *knowledge, const lumbar_question *question, const char *value,
                         lumbar_text *text)
{
    if (question->kind == LUMBAR_NUMBER && strcmp(value, "not-sure") != 0) {
        if (!question->unit) lumbar_text_add(text, value);
        else
            lumbar_phrase_fill(text, knowledge, LUMBAR_PHRASE_AMOUNT,
                               LUMBAR_HOLES({"number", value}, {"unit", question->unit}));
        return;
    }
    for (const char *at = value; *at;) {
        size_t length = strcspn(at, ",");
        const char *words = option_text(knowledge, question, at, length);
        if (at != value) lumbar_text_add(text, "; ");
        if (words) lumbar_text_add(text, words);
        else lumbar_text_add_bytes(text, at, length);
        at += length + (at[length] == ',');
    }
}
