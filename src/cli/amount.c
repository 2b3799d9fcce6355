/* A number as people type it: "71", "175 cm", "7,5", "over 70", "about 45", "in my 30s", "50 or more". */
#include <string.h>
#include "cli/ask.h"
#include "reason/reason.h"

/* Own choice: the middle of "my 30s". */
static const double middle_of_ten = 5;

/* Where the line goes on behind one of the words, or NULL. */
static const char *behind(const lumbar_dialog *dialog, const char *line, lumbar_phrase_id words)
{
    const char *at = lumbar_phrase(dialog->knowledge, words), *word, *best = NULL;
    for (size_t size; lumbar_item_next(&at, true, &word, &size);)
        if (!strncasecmp(line, word, size) && (!best || line + size > best)) best = line + size;
    return best ? best + strspn(best, " ") : NULL;
}

/* What stands before the number: it is about so, above it, or below. */
static const char *before(const lumbar_dialog *dialog, const char *line, double *more)
{
    static const struct {
        lumbar_phrase_id words;
        double more;
    } KINDS[] = {
        {LUMBAR_PHRASE_CLI_WORD_ABOUT, 0}, {LUMBAR_PHRASE_CLI_WORD_OVER, 1}, {LUMBAR_PHRASE_CLI_WORD_UNDER, -1}};
    *more = 0;
    for (size_t i = 0; i < LUMBAR_COUNT(KINDS); i++) {
        const char *rest = behind(dialog, line, KINDS[i].words);
        if (!rest) continue;
        *more = KINDS[i].more;
        return rest;
    }
    return line;
}

bool lumbar_amount(const lumbar_dialog *dialog, const lumbar_question *question, const char *line, lumbar_text *value)
{
    double more;
    char number[40];
    const char *at = before(dialog, line, &more), *rest;
    size_t length = strspn(at, "0123456789.,");
    if (!length || length >= sizeof number) return false;
    memcpy(number, at, length);
    number[length] = 0;
    for (char *comma = number; (comma = strchr(comma, ','));) *comma = '.';
    at += length + strspn(at + length, " ");
    size_t unit = question->unit ? strlen(question->unit) : 0;
    if (unit && !strncasecmp(at, question->unit, unit)) at += unit + strspn(at + unit, " ");
    if ((rest = behind(dialog, at, LUMBAR_PHRASE_CLI_WORD_OR_MORE))) at = rest;
    else if ((rest = behind(dialog, at, LUMBAR_PHRASE_CLI_WORD_TENS))) at = rest, more += middle_of_ten;
    if (*at) return false;
    if (!more) return lumbar_text_add(value, number), true;
    lumbar_print(number, sizeof number, "%g", lumbar_to_double(number, NULL) + more);
    return lumbar_text_add(value, number), true;
}
