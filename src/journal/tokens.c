/* A line of the journal as tokens. */
#include <math.h>
#include <string.h>
#include "journal/tokens.h"

static bool digit(char c) { return c >= '0' && c <= '9'; }

static bool letter(char c) { return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80 || c == '\''; }

static bool times_sign(const char *at) { return !strncmp(at, "\xC3\x97", 2); }

/* Digits at `at` as a number; their count. */
static size_t whole(const char *at, int *value)
{
    size_t length = 0;
    for (*value = 0; digit(at[length]); length++)
        if (*value < 100000000) *value = 10 * *value + (at[length] - '0');
    return length;
}

/* 2026-11-27, 27.11.2026 or 27.11.; 0: none. */
static size_t day_at(const char *at, lumbar_date *day)
{
    int parts[3] = {0};
    size_t lengths[3] = {0}, length = lengths[0] = whole(at, &parts[0]);
    char sign = at[length];
    if (sign != '-' && sign != '.') return 0;
    length += 1 + (lengths[1] = whole(at + length + 1, &parts[1]));
    if (!lengths[1] || at[length] != sign) return 0;
    length += 1 + (lengths[2] = whole(at + length + 1, &parts[2]));
    if (sign == '-') *day = (lumbar_date){parts[0], parts[1], parts[2]};
    else *day = (lumbar_date){parts[2], parts[1], parts[0]};
    bool good = sign == '-' ? lengths[0] == 4 && lengths[2] : lengths[0] <= 2 && (!lengths[2] || lengths[2] == 4);
    return good && lengths[1] <= 2 ? length : 0;
}

static size_t clock_at(const char *at, double *value)
{
    int parts[2];
    size_t first = whole(at, &parts[0]);
    if (first > 3 || at[first] != ':' || !digit(at[first + 1]) || !digit(at[first + 2]) || digit(at[first + 3]))
        return 0;
    whole(at + first + 1, &parts[1]);
    *value = 60.0 * parts[0] + parts[1];
    return parts[1] < 60 ? first + 3 : 0;
}

/* Whether a comma is one of decimals: one or two digits and a unit come after it. */
static bool decimal_comma(const lumbar_log_table *table, const char *comma)
{
    int value;
    size_t digits = whole(comma + 1, &value), length = 0;
    if (!digits || digits > 2) return false;
    const char *unit = comma + 1 + digits;
    unit += strspn(unit, " ");
    while (letter(unit[length])) length++;
    return lumbar_log_word_of(table, unit, length, LUMBAR_LOG_SECONDS, LUMBAR_LOG_LB) != LUMBAR_LOG_WORD_COUNT;
}

static size_t number_at(const lumbar_log_table *table, const char *at, double *value)
{
    int first, second = 0;
    size_t length = whole(at, &first), more = 0;
    *value = first;
    if ((at[length] == '.' && digit(at[length + 1])) || (at[length] == ',' && decimal_comma(table, at + length))) {
        more = whole(at + length + 1, &second);
        *value = first + (more <= 8 ? second / pow(10, (double)more) : 0);
        length += 1 + more;
    }
    return length;
}

static size_t token_at(const lumbar_log_table *table, const char *at, lumbar_token *token)
{
    size_t length = 0;
    if (digit(*at)) {
        token->kind = LUMBAR_TOKEN_DAY;
        if ((length = day_at(at, &token->day))) return length;
        token->kind = LUMBAR_TOKEN_CLOCK;
        if ((length = clock_at(at, &token->number))) return length;
        token->kind = LUMBAR_TOKEN_NUMBER;
        return number_at(table, at, &token->number);
    }
    token->kind = LUMBAR_TOKEN_WORD;
    if (times_sign(at)) return 2;
    while (letter(at[length]) && !times_sign(at + length)) length++;
    if (length) return length;
    token->kind = strchr("/@", *at) ? LUMBAR_TOKEN_SIGN : LUMBAR_TOKEN_BREAK;
    return 1;
}

const lumbar_token *lumbar_tokens_of(lumbar_arena *arena, const lumbar_log_table *table, char *small)
{
    lumbar_log_small(small);
    for (char *c = small; *c; c++)
        if (*c == '*') *c = 'x';
    lumbar_token *tokens = LUMBAR_NEW_ARRAY(arena, lumbar_token, strlen(small) + 1);
    size_t count = 0;
    if (!tokens) return NULL;
    for (const char *at = small; *at;) {
        if (!digit(*at) && !letter(*at) && !strchr("/@,;\n", *at)) {
            at++;
            continue;
        }
        lumbar_token *token = &tokens[count++];
        token->text = at;
        token->from = (size_t)(at - small);
        at += token_at(table, at, token);
        token->to = (size_t)(at - small);
    }
    tokens[count] = (lumbar_token){
        .kind = LUMBAR_TOKEN_END, .text = small + strlen(small), .from = strlen(small), .to = strlen(small)};
    return tokens;
}
