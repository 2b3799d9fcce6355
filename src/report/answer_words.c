/* A given answer in words. */
#include <string.h>
#include "report/report.h"

static const char *option_text(const lumbar_question *question, const char *id, size_t length)
{
    static const struct {
        const char *id, *text;
    } COMMON[] = {{"yes", "Yes"}, {"no", "No"}, {"not-sure", "Not sure"}, {"none", "None of these"}};
    for (size_t i = 0; i < question->option_count; i++)
        if (strlen(question->options[i].id) == length && !strncmp(question->options[i].id, id, length))
            return question->options[i].text;
    for (size_t i = 0; i < LUMBAR_COUNT(COMMON); i++)
        if (strlen(COMMON[i].id) == length && !strncmp(COMMON[i].id, id, length)) return COMMON[i].text;
    return NULL;
}

void lumbar_answer_words(const lumbar_question *question, const char *value, lumbar_text *text)
{
    if (question->kind == LUMBAR_NUMBER && strcmp(value, "not-sure") != 0) {
        lumbar_text_addf(text, "%s%s%s", value, question->unit ? " " : "", question->unit ? question->unit : "");
        return;
    }
    for (const char *at = value; *at;) {
        size_t length = strcspn(at, ",");
        const char *words = option_text(question, at, length);
        if (at != value) lumbar_text_add(text, "; ");
        if (words) lumbar_text_add(text, words);
        else lumbar_text_add_bytes(text, at, length);
        at += length + (at[length] == ',');
    }
}
