/* Which form of a word goes with a number: rules as Unicode's CLDR writes them, of whole numbers. */
#include <string.h>
#include "reason/reason.h"

/* What is left of a rule, up to `end`. */
typedef struct rule {
    const char *at, *end;
    unsigned long number;
    bool damaged;
} rule;

static bool take(rule *r, const char *word)
{
    size_t length = strlen(word);
    while (r->at < r->end && *r->at == ' ') r->at++;
    if ((size_t)(r->end - r->at) < length || memcmp(r->at, word, length) != 0) return false;
    r->at += length;
    return true;
}

static unsigned long take_number(rule *r)
{
    enum { MOST_DIGITS = 9 }; /* no rule of a language has more: that for millions has 7 */
    unsigned long number = 0;
    int digits = 0;
    take(r, "");
    for (; r->at < r->end && *r->at >= '0' && *r->at <= '9' && digits < MOST_DIGITS; digits++)
        number = number * 10 + (unsigned long)(*r->at++ - '0');
    r->damaged |= !digits;
    return number;
}

/* `n = 1`, `n % 10 != 2..4, 9` */
static bool relation(rule *r)
{
    unsigned long value = r->number;
    bool within = false;
    r->damaged |= !take(r, "n");
    if (take(r, "%")) {
        unsigned long by = take_number(r);
        r->damaged |= !by;
        value = by ? value % by : value;
    }
    bool differs = take(r, "!=");
    r->damaged |= !differs && !take(r, "=");
    do {
        unsigned long least = take_number(r), most = take(r, "..") ? take_number(r) : least;
        within |= value >= least && value <= most;
    } while (!r->damaged && take(r, ","));
    return within != differs;
}

static bool all_of(rule *r)
{
    bool holds = relation(r);
    while (!r->damaged && take(r, "and")) holds &= relation(r);
    return holds;
}

static bool any_of(rule *r)
{
    bool holds = all_of(r);
    while (!r->damaged && take(r, "or")) holds |= all_of(r);
    take(r, "");
    r->damaged |= r->at != r->end;
    return holds;
}

/* One line `form | rule`; LUMBAR_PLURAL_OTHER where the rule does not hold. */
static lumbar_plural line_form(const char *line, size_t length, unsigned long number, bool *damaged)
{
    const char *bar = memchr(line, '|', length);
    size_t name = bar ? (size_t)(bar - line) : 0;
    while (name && line[name - 1] == ' ') name--;
    int form = lumbar_word_index("zero one two few many", line, name);
    rule r = {.at = bar ? bar + 1 : line, .end = line + length, .number = number, .damaged = !bar || form < 0};
    bool holds = any_of(&r);
    *damaged = r.damaged;
    return holds && !r.damaged ? (lumbar_plural)form : LUMBAR_PLURAL_OTHER;
}

lumbar_plural lumbar_plural_of(const char *rules, unsigned long number)
{
    lumbar_plural form = LUMBAR_PLURAL_OTHER;
    const char *line;
    bool damaged;
    for (size_t length; rules && form == LUMBAR_PLURAL_OTHER && lumbar_item_next(&rules, false, &line, &length);)
        form = line_form(line, length, number, &damaged);
    return form;
}

bool lumbar_plural_fault(const char *rules, const char **line, size_t *length)
{
    bool damaged = false;
    while (!damaged && lumbar_item_next(&rules, false, line, length)) line_form(*line, *length, 0, &damaged);
    return damaged;
}
