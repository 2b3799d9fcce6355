/* When in the workout an ache began, and times of day: "ache 4 after the 2nd set", "ache 4 at 18:20". */
#include <math.h>
#include <string.h>
#include "journal/reading.h"

static lumbar_began_told *told(lumbar_log_reading *r) { return &r->began[r->other_count - 1]; }
static lumbar_journal_soreness *ache(lumbar_log_reading *r) { return &r->others[r->other_count - 1].soreness; }

/* ---- of a set ------------------------------------------------------------------------------------------ */

static lumbar_log_word ordinal_at(const lumbar_log_reading *r, const lumbar_token *token)
{
    if (token->kind != LUMBAR_TOKEN_WORD) return LUMBAR_LOG_WORD_COUNT;
    return lumbar_log_word_of(r->table, token->text, token->to - token->from, LUMBAR_LOG_ORDINAL_1,
                              LUMBAR_LOG_ORDINAL_MARK);
}

/* A whole number of a set here; 0: none. */
static int set_number(const lumbar_token *token)
{
    bool good = token->kind == LUMBAR_TOKEN_NUMBER && token->number >= 1 && token->number <= LUMBAR_SETS_MOST &&
                token->number == floor(token->number);
    return good ? (int)token->number : 0;
}

/* "2nd", "second", "last" here, and goes past it; -1: the last one; 0: none. */
static int take_ordinal(const lumbar_log_reading *r, const lumbar_token **at)
{
    const lumbar_token *token = *at;
    int number = set_number(token);
    if (number && token[1].from == token->to && ordinal_at(r, token + 1) == LUMBAR_LOG_ORDINAL_MARK)
        return *at += 2, number;
    lumbar_log_word word = ordinal_at(r, token);
    if (word >= LUMBAR_LOG_ORDINAL_MARK) return 0;
    ++*at;
    return word == LUMBAR_LOG_ORDINAL_LAST ? -1 : (int)(word - LUMBAR_LOG_ORDINAL_1) + 1;
}

/* "set", or "sets of" and then *of, here, and goes past it. */
static bool take_set_word(const lumbar_log_reading *r, const lumbar_token **at, bool *of)
{
    size_t count;
    lumbar_log_word word = lumbar_line_phrase(r, *at, &count);
    *of = word == LUMBAR_LOG_TIMES && count > 1;
    if (word != LUMBAR_LOG_SETS && !*of) return false;
    *at += count;
    return true;
}

static const lumbar_exercise *take_exercise(const lumbar_log_reading *r, const lumbar_token **at)
{
    size_t count;
    const lumbar_exercise *exercise = lumbar_line_exercise(r, *at, &count);
    if (exercise) *at += count;
    return exercise;
}

/* "of the plank" here, behind `of` without it; goes past it. NULL: no exercise is named. */
static const lumbar_exercise *take_whose(const lumbar_log_reading *r, const lumbar_token **at, bool of)
{
    const lumbar_token *token = *at;
    for (size_t count; lumbar_line_phrase(r, token, &count) == LUMBAR_LOG_FILLER; of = true) token += count;
    const lumbar_exercise *exercise = of ? take_exercise(r, &token) : NULL;
    if (exercise) *at = token;
    return exercise;
}

/* "2nd set", "set 2", and behind "after" also "2 sets": and of which exercise. */
static bool take_set(lumbar_log_reading *r, const lumbar_token *at, bool after)
{
    const lumbar_token *number = at;
    const lumbar_exercise *exercise = NULL;
    bool of;
    int set = take_ordinal(r, &at);
    if (set) exercise = take_exercise(r, &at);
    else if (after && (set = set_number(at))) at++;
    if (!take_set_word(r, &at, &of)) return false;
    if (!set && !(set = set_number(number = at++))) return false;
    if (!exercise) exercise = take_whose(r, &at, of);
    ache(r)->began = (lumbar_journal_began){
        .kind = after ? "after-set" : "in-set", .set = set, .exercise = exercise ? exercise->id : NULL};
    told(r)->set = number;
    r->at = at;
    return true;
}

/* ---- so long into it ----------------------------------------------------------------------------------- */

static bool part_of_day(lumbar_log_word word) { return word >= LUMBAR_LOG_MORNING && word <= LUMBAR_LOG_NIGHT; }

/* "into it" here, and not "in the morning"; goes past it. */
static bool take_into_word(const lumbar_log_reading *r, const lumbar_token **at)
{
    size_t count, more;
    lumbar_log_word word = lumbar_line_phrase(r, *at, &count);
    if (word == LUMBAR_LOG_DURING) return *at += count, true;
    if (word != LUMBAR_LOG_INTO) return false;
    const lumbar_token *next = *at + count;
    while ((word = lumbar_line_phrase(r, next, &more)) == LUMBAR_LOG_FILLER) next += more;
    if (part_of_day(word)) return false;
    *at += count;
    return true;
}

/* "3:20 into it", "3 min into it". */
static bool take_into(lumbar_log_reading *r, const lumbar_token *at)
{
    const lumbar_token *first = at;
    if (first->kind != LUMBAR_TOKEN_CLOCK && first->kind != LUMBAR_TOKEN_NUMBER) return false;
    size_t count;
    lumbar_log_word unit = lumbar_line_phrase(r, ++at, &count);
    bool clock = first->kind == LUMBAR_TOKEN_CLOCK;
    if (!clock && unit != LUMBAR_LOG_MINUTES && unit != LUMBAR_LOG_SECONDS) return false;
    if (!clock) at += count;
    if (!take_into_word(r, &at)) return false;
    double seconds = first->number * (!clock && unit == LUMBAR_LOG_MINUTES ? 60 : 1);
    ache(r)->began = (lumbar_journal_began){.kind = "at", .time_s = seconds};
    r->at = at;
    lumbar_line_within(r, first, seconds, 0, 86400);
    return true;
}

bool lumbar_began_take(lumbar_log_reading *r)
{
    bool after = false;
    for (const lumbar_token *at = r->at;;) {
        size_t count;
        if (take_set(r, at, after) || take_into(r, at)) return true;
        lumbar_log_word word = lumbar_line_phrase(r, at, &count);
        const char *kind = word == LUMBAR_LOG_FRESH   ? "fresh"
                           : word == LUMBAR_LOG_TIRED ? "tired"
                           : word == LUMBAR_LOG_START ? "at"
                                                      : NULL;
        if (kind) return ache(r)->began = (lumbar_journal_began){.kind = kind}, r->at = at + count, true;
        if (word != LUMBAR_LOG_AFTER && word != LUMBAR_LOG_FILLER && word != LUMBAR_LOG_INTO &&
            word != LUMBAR_LOG_DURING && word != LUMBAR_LOG_AT)
            return false;
        after |= word == LUMBAR_LOG_AFTER;
        at += count;
    }
}

/* How many of the line's work sets are of it. */
static int counted(const lumbar_log_reading *r, const char *exercise)
{
    int count = 0;
    for (size_t i = 0; i < r->set_count; i++)
        count += !r->sets[i].warm_up && (!exercise || !strcmp(r->sets[i].exercise, exercise));
    return count;
}

/* ---- times of day -------------------------------------------------------------------------------------- */

/* From one o'clock in the afternoon on, or with a zero before it, a time is one of the day: who means the workout says
 * "into it". Own choice, as when night begins: "7:30 at night" is in the evening, "3:20 at night" is not. */
enum { ONE_O_CLOCK = 13 * 60, HALF_DAY = 12 * 60, NIGHT_BEGINS = 6 * 60, DAY = 24 * 60 };

static int with_part(const lumbar_log_reading *r, const lumbar_clock_told *clock, const char *part)
{
    int minute = clock->minute;
    if (!clock->token || clock->half || !part || minute >= ONE_O_CLOCK) return minute;
    bool noon = !strcmp(part, r->table->rows[LUMBAR_LOG_NOON]), night = !strcmp(part, r->table->rows[LUMBAR_LOG_NIGHT]);
    bool evening = !strcmp(part, r->table->rows[LUMBAR_LOG_EVENING]);
    if (night && minute >= HALF_DAY) return minute - HALF_DAY;
    bool later = evening || ((noon && minute < NIGHT_BEGINS) || (night && minute >= NIGHT_BEGINS));
    return later && minute < HALF_DAY ? minute + HALF_DAY : minute;
}

/* "3:20" and what it would be as minutes into the workout: both are said. */
static bool fail_open(lumbar_log_reading *r, const lumbar_token *token)
{
    lumbar_line_fail(r, LUMBAR_LINE_TIME, token->from, token->to);
    const char *into = r->table->words[LUMBAR_LOG_INTO] + 1, *minutes = r->table->words[LUMBAR_LOG_MINUTES] + 1;
    int unit = token->kind == LUMBAR_TOKEN_CLOCK ? 0 : (int)strcspn(minutes, "|");
    r->result->nearest = lumbar_format(r->arena, "%s%s%.*s %.*s", r->result->what, unit ? " " : "", unit, minutes,
                                       (int)strcspn(into, "|"), into);
    return false;
}

void lumbar_began_clock(lumbar_log_reading *r, const lumbar_clock_told *clock)
{
    const lumbar_token *token = clock->token;
    bool padded = token->kind == LUMBAR_TOKEN_CLOCK && *token->text == '0' && token->to - token->from == 5;
    lumbar_clock_told of = *clock;
    of.half |= padded;
    of.sure |= of.half || clock->minute >= ONE_O_CLOCK;
    bool of_line = r->topic != LUMBAR_OF_ACHE || (r->fresh && of.sure && r->worked && r->clock.minute < 0);
    if (of_line) r->clock = of;
    else told(r)->clock = of;
}

bool lumbar_began_finish(lumbar_log_reading *r)
{
    r->minute = with_part(r, &r->clock, r->when);
    for (size_t i = 0; i < r->other_count; i++) {
        lumbar_journal_soreness *soreness = &r->others[i].soreness;
        const lumbar_began_told *of = &r->began[i];
        if (r->others[i].kind != LUMBAR_ENTRY_SORENESS) continue;
        lumbar_log_word when = LUMBAR_LOG_WORD_COUNT;
        for (int w = LUMBAR_LOG_MORNING; w <= LUMBAR_LOG_NIGHT; w++)
            if (soreness->when && !strcmp(soreness->when, r->table->rows[w])) when = (lumbar_log_word)w;
        const char *part = part_of_day(when) ? soreness->when : r->when;
        if (of->clock.token && !of->clock.sure && !part) return fail_open(r, of->clock.token);
        if (of->clock.token) soreness->minute = with_part(r, &of->clock, part);
        else if (!r->worked) soreness->minute = r->minute;
        int sets = of->set && r->set_count ? counted(r, soreness->began.exercise) : LUMBAR_SETS_MOST;
        if (soreness->began.set > sets || (soreness->began.set && !sets))
            return lumbar_line_fail(r, LUMBAR_LINE_RANGE, of->set->from, of->set->to);
    }
    return true;
}
