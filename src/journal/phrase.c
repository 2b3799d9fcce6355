/* What the readers of a line share: faults, and the phrases that stand where it is read. */
#include <string.h>
#include "journal/reading.h"

bool lumbar_line_fail(lumbar_log_reading *r, lumbar_line_fault kind, size_t from, size_t to)
{
    if (r->result->fault == LUMBAR_LINE_GOOD)
        *r->result = (lumbar_log_line){
            .fault = kind, .from = from, .to = to, .what = lumbar_copy(r->arena, r->line + from, to - from)};
    return false;
}

bool lumbar_line_within(lumbar_log_reading *r, const lumbar_token *token, double value, double least, double most)
{
    return (value >= least && value <= most) || lumbar_line_fail(r, LUMBAR_LINE_RANGE, token->from, token->to);
}

bool lumbar_line_join(const lumbar_token *token, size_t count, char text[LUMBAR_PHRASE_BYTES])
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++, token++) {
        size_t size = token->to - token->from;
        if (token->kind != LUMBAR_TOKEN_WORD || length + size + 2 > LUMBAR_PHRASE_BYTES) return false;
        if (i) text[length++] = ' ';
        memcpy(text + length, token->text, size);
        length += size;
    }
    text[length] = 0;
    return true;
}

lumbar_log_word lumbar_line_phrase(const lumbar_log_reading *r, const lumbar_token *token, size_t *count)
{
    char text[LUMBAR_PHRASE_BYTES];
    for (*count = LUMBAR_PHRASE_WORDS; *count > 0; --*count) {
        if (!lumbar_line_join(token, *count, text)) continue;
        lumbar_log_word word = lumbar_log_word_of(r->table, text, strlen(text), LUMBAR_LOG_ACHE, LUMBAR_LOG_FILLER);
        if (word != LUMBAR_LOG_WORD_COUNT) return word;
    }
    return LUMBAR_LOG_WORD_COUNT;
}

bool lumbar_line_eat(lumbar_log_reading *r, lumbar_log_word word)
{
    size_t count;
    if (lumbar_line_phrase(r, r->at, &count) != word) return false;
    r->at += count;
    return true;
}

bool lumbar_line_sign(const lumbar_token *token, char sign)
{
    return token->kind == LUMBAR_TOKEN_SIGN && *token->text == sign;
}

const lumbar_exercise *lumbar_line_exercise(const lumbar_log_reading *r, const lumbar_token *token, size_t *count)
{
    char text[LUMBAR_PHRASE_BYTES];
    for (*count = LUMBAR_PHRASE_WORDS; *count > 0; --*count) {
        const lumbar_exercise *e =
            lumbar_line_join(token, *count, text) ? lumbar_exercise_named(r->knowledge, text) : NULL;
        if (e && e->judged) return e;
    }
    return NULL;
}
