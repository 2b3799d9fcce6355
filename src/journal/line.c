/* One line of words -> entries. The tokens are gone through once. */
#include <math.h>
#include <string.h>
#include "journal/reading.h"

/* ---- topics -------------------------------------------------------------------------------------------- */

static lumbar_entry *other(lumbar_log_reading *r) { return &r->others[r->other_count - 1]; }

/* Whether what was named last has its number. */
static bool finish(lumbar_log_reading *r)
{
    if (r->topic == LUMBAR_OF_EXERCISE && r->set_count == r->exercise_sets) {
        lumbar_line_fail(r, LUMBAR_LINE_AMOUNT, r->end, r->end);
        r->result->what = r->exercise->name;
        return false;
    }
    if (r->topic == LUMBAR_OF_ACHE && isnan(other(r)->soreness.strength))
        return lumbar_line_fail(r, LUMBAR_LINE_STRENGTH, r->end, r->end);
    if (r->topic == LUMBAR_OF_SLEEP && isnan(other(r)->sleep.hours))
        return lumbar_line_fail(r, LUMBAR_LINE_HOURS, r->end, r->end);
    return true;
}

static bool begin_exercise(lumbar_log_reading *r, const lumbar_exercise *exercise)
{
    if (!finish(r)) return false;
    r->topic = LUMBAR_OF_EXERCISE;
    r->exercise = exercise;
    r->exercise_sets = r->since = r->set_count;
    r->said = lumbar_unsaid;
    r->fresh = false;
    r->worked = true;
    return true;
}

static bool begin_other(lumbar_log_reading *r, lumbar_topic topic)
{
    if (!finish(r)) return false;
    if (r->other_count == LUMBAR_OTHERS_MOST) return lumbar_line_fail(r, LUMBAR_LINE_RANGE, r->at->from, r->at->to);
    lumbar_entry *entry = &r->others[r->other_count++];
    r->topic = topic;
    r->fresh = false;
    if (topic == LUMBAR_OF_SLEEP) {
        *entry = (lumbar_entry){.kind = LUMBAR_ENTRY_SLEEP, .sleep = {.hours = NAN}};
        return true;
    }
    *entry = (lumbar_entry){.kind = LUMBAR_ENTRY_SORENESS,
                            .soreness = {.minute = -1,
                                         .strength = r->no ? 0 : NAN,
                                         .side = r->side,
                                         .place = r->place ? r->place : r->table->rows[LUMBAR_LOG_LOWER_BACK],
                                         .source = "told"}};
    r->loose = NULL;
    r->side = r->place = NULL;
    return true;
}

/* Within an exercise it is said of sets; where minutes stand behind it, of the whole. */
static bool begin_warm_up(lumbar_log_reading *r)
{
    size_t count;
    bool timed = r->at->kind == LUMBAR_TOKEN_NUMBER && lumbar_line_phrase(r, r->at + 1, &count) == LUMBAR_LOG_MINUTES;
    if (r->topic == LUMBAR_OF_EXERCISE && !r->fresh && !r->no && !timed) return lumbar_amount_warm_up(r), true;
    if (!finish(r)) return false;
    r->topic = LUMBAR_OF_WARM_UP;
    r->fresh = false;
    r->worked = true;
    r->workout.warmed = r->no ? LUMBAR_ABSENT : LUMBAR_PRESENT;
    return true;
}

/* ---- days and times ------------------------------------------------------------------------------------ */

static bool set_day(lumbar_log_reading *r, lumbar_date day, const lumbar_token *from, const lumbar_token *to)
{
    if (!lumbar_date_known(day) || lumbar_date_between(r->today, day) > 0)
        return lumbar_line_fail(r, LUMBAR_LINE_FUTURE, from->from, to->to);
    if (lumbar_date_known(r->day) && lumbar_date_between(r->day, day) != 0)
        return lumbar_line_fail(r, LUMBAR_LINE_DAYS, from->from, to->to);
    r->day = day;
    return true;
}

static bool take_day(lumbar_log_reading *r)
{
    lumbar_date day = r->at->day;
    if (!day.year) { /* the last one that was */
        day.year = r->today.year;
        if (!lumbar_date_known(day) || lumbar_date_between(r->today, day) > 0) day.year--;
    }
    r->at++;
    return set_day(r, day, r->at - 1, r->at - 1);
}

/* 1 January 2001 was a Monday. */
static lumbar_date last_weekday(lumbar_date today, int weekday)
{
    int now = ((lumbar_date_between((lumbar_date){2001, 1, 1}, today) % 7) + 7) % 7;
    return lumbar_date_after(today, -((now - weekday + 7) % 7));
}

static void set_when(lumbar_log_reading *r, lumbar_log_word word)
{
    if (r->topic == LUMBAR_OF_ACHE) other(r)->soreness.when = r->table->rows[word];
    else r->when = r->table->rows[word];
}

/* "yesterday", "last night", "friday": goes past it. */
static bool take_day_word(lumbar_log_reading *r, lumbar_log_word word, size_t count)
{
    const lumbar_token *first = r->at, *last = first + count - 1;
    int back = word == LUMBAR_LOG_YESTERDAY ? 1 : word == LUMBAR_LOG_DAY_BEFORE ? 2 : 0;
    lumbar_date day = word >= LUMBAR_LOG_MONDAY && word <= LUMBAR_LOG_SUNDAY
                          ? last_weekday(r->today, (int)word - LUMBAR_LOG_MONDAY)
                          : lumbar_date_after(r->today, -back);
    size_t one;
    lumbar_log_word when = count > 1 ? lumbar_line_phrase(r, last, &one) : LUMBAR_LOG_WORD_COUNT;
    if (when >= LUMBAR_LOG_MORNING && when <= LUMBAR_LOG_NIGHT) set_when(r, when);
    r->at += count;
    return set_day(r, day, first, last);
}

/* A time of day that begins here; `hours`: a bare number is one too. *taken: it was one. */
static bool take_time(lumbar_log_reading *r, bool hours, bool *taken)
{
    const lumbar_token *token = r->at;
    double minutes = token->kind == LUMBAR_TOKEN_CLOCK ? token->number : 60 * token->number;
    r->at++;
    bool am = lumbar_line_eat(r, LUMBAR_LOG_AM), pm = !am && lumbar_line_eat(r, LUMBAR_LOG_PM);
    bool oclock = lumbar_line_eat(r, LUMBAR_LOG_OCLOCK) || (hours && lumbar_line_eat(r, LUMBAR_LOG_HOURS));
    *taken = am || pm || oclock || hours;
    if (!*taken) return r->at = token, true;
    if ((am || pm) && !lumbar_line_within(r, token, minutes, 0, 779)) return false;
    if ((am || pm) && minutes >= 720) minutes -= 720;
    if (pm) minutes += 720;
    if (!lumbar_line_within(r, token, minutes, 0, 1439)) return false;
    lumbar_began_clock(r, &(lumbar_clock_told){token, (int)minutes, am || pm, oclock});
    return true;
}

/* ---- numbers ------------------------------------------------------------------------------------------- */

static bool take_strength(lumbar_log_reading *r)
{
    lumbar_journal_soreness *soreness = &other(r)->soreness;
    const lumbar_token *token = r->at++;
    if (lumbar_line_sign(r->at, '/') && r->at[1].kind == LUMBAR_TOKEN_NUMBER && r->at[1].number == 10) r->at += 2;
    if (isfinite(soreness->strength) && token->number == 10) return true; /* "4 out of 10" */
    if (isfinite(soreness->strength)) return lumbar_line_fail(r, LUMBAR_LINE_UNKNOWN, token->from, token->to);
    soreness->strength = token->number;
    return lumbar_line_within(r, token, token->number, 0, 10);
}

static bool take_sleep(lumbar_log_reading *r)
{
    double *hours = &other(r)->sleep.hours;
    const lumbar_token *token = r->at++;
    bool clock = token->kind == LUMBAR_TOKEN_CLOCK, minutes = !clock && lumbar_line_eat(r, LUMBAR_LOG_MINUTES);
    if (!clock && !minutes) lumbar_line_eat(r, LUMBAR_LOG_HOURS);
    *hours = (isfinite(*hours) ? *hours : 0) + token->number / (clock || minutes ? 60 : 1);
    return lumbar_line_within(r, token, *hours, 0, 24);
}

static bool take_warm_up(lumbar_log_reading *r)
{
    const lumbar_token *token = r->at++;
    double unit = token->kind == LUMBAR_TOKEN_CLOCK ? 1 : lumbar_amount_unit(r);
    r->workout.warm_up_s = token->number * (unit > 0 ? unit : 60); /* minutes, where nothing else is told */
    return lumbar_line_within(r, token, r->workout.warm_up_s, 0, 86400);
}

/* "3x12 leg raise": the exercise that stands behind its numbers. */
static bool name_ahead(lumbar_log_reading *r)
{
    size_t count;
    for (const lumbar_token *t = r->at; t->kind != LUMBAR_TOKEN_BREAK && t->kind != LUMBAR_TOKEN_END; t++) {
        const lumbar_exercise *exercise = lumbar_line_exercise(r, t, &count);
        if (!exercise) continue;
        r->named = t;
        r->named_count = count;
        return begin_exercise(r, exercise);
    }
    return lumbar_line_fail(r, LUMBAR_LINE_UNKNOWN, r->at->from, r->at->to);
}

static bool take_number(lumbar_log_reading *r)
{
    bool taken, clock = r->at->kind == LUMBAR_TOKEN_CLOCK;
    size_t count;
    if (lumbar_line_phrase(r, r->at + 1, &count) == LUMBAR_LOG_AGO && !clock) {
        const lumbar_token *first = r->at;
        r->at += 1 + count;
        return lumbar_line_within(r, first, first->number, 0, 36500) &&
               set_day(r, lumbar_date_after(r->today, -(int)first->number), first, r->at - 1);
    }
    bool of_day = clock && (r->fresh || r->topic == LUMBAR_OF_NOTHING || r->topic == LUMBAR_OF_ACHE);
    if (!take_time(r, of_day, &taken)) return false;
    if (taken) return true;
    if (r->topic == LUMBAR_OF_NOTHING || (r->fresh && r->topic == LUMBAR_OF_WARM_UP))
        if (!name_ahead(r)) return false;
    switch (r->topic) {
    case LUMBAR_OF_ACHE: return take_strength(r);
    case LUMBAR_OF_SLEEP: return take_sleep(r);
    case LUMBAR_OF_WARM_UP: return take_warm_up(r);
    default: return lumbar_amount_number(r);
    }
}

/* ---- words --------------------------------------------------------------------------------------------- */

static const char *joint_note(lumbar_log_reading *r, const char *note, const char *more, size_t length)
{
    return lumbar_format(r->arena, "%s%s%.*s", note ? note : "", note ? " " : "", (int)length, more);
}

/* A note of the workout, or of the ache that is told. */
static void add_note(lumbar_log_reading *r, size_t from, size_t to)
{
    const char **note = r->topic == LUMBAR_OF_ACHE ? &other(r)->soreness.note : &r->workout.note;
    *note = joint_note(r, *note, r->line + from, to - from);
}

static bool take_rest_as_note(lumbar_log_reading *r)
{
    size_t from = r->at[-1].to, to = strlen(r->line);
    while (r->at->kind != LUMBAR_TOKEN_END) r->at++;
    from += strspn(r->line + from, ": \t");
    while (to > from && strchr(" \t\r\n", r->line[to - 1])) to--;
    if (from < to) add_note(r, from, to);
    return true;
}

/* The exercise's name or alias nearest to `text`, which is small; NULL: none is near. */
static const char *nearest_name(const lumbar_knowledge *knowledge, const char *text)
{
    lumbar_nearest nearest = {.word = text};
    for (size_t i = 0; i < lumbar_exercise_count(knowledge); i++) {
        const lumbar_exercise *e = lumbar_exercise_at(knowledge, i);
        if (!e->judged) continue;
        lumbar_offer(&nearest, e->name);
        for (size_t a = 0; a < e->alias_count; a++) lumbar_offer(&nearest, e->aliases[a]);
    }
    return nearest.known;
}

/* A run of words that mean nothing here, with a loose place before them: "leg rasie". */
static bool unknown(lumbar_log_reading *r)
{
    const lumbar_token *from = r->loose ? r->loose : r->at, *to = r->at;
    char text[LUMBAR_PHRASE_BYTES];
    size_t count;
    while (to[1].kind == LUMBAR_TOKEN_WORD && lumbar_line_phrase(r, to + 1, &count) == LUMBAR_LOG_WORD_COUNT) to++;
    lumbar_line_fail(r, LUMBAR_LINE_UNKNOWN, from->from, to->to);
    if (lumbar_line_join(from, (size_t)(to - from) + 1, text)) r->result->nearest = nearest_name(r->knowledge, text);
    return false;
}

static bool side_word(lumbar_log_word word) { return word >= LUMBAR_LOG_LEFT && word <= LUMBAR_LOG_MIDDLE; }
static bool place_word(lumbar_log_word word) { return word >= LUMBAR_LOG_LOWER_BACK && word <= LUMBAR_LOG_HIP; }

/* Whether an ache is named behind the sides and places here: "ache 4, left leg ache 2". */
static bool ache_ahead(const lumbar_log_reading *r)
{
    size_t count;
    for (const lumbar_token *t = r->at;; t += count) {
        lumbar_log_word word = lumbar_line_phrase(r, t, &count);
        if (!side_word(word) && !place_word(word) && word != LUMBAR_LOG_FILLER) return word == LUMBAR_LOG_ACHE;
    }
}

/* A side or place: of the ache, of an exercise's sets as a note, or of an ache that is still to come. */
static bool take_where(lumbar_log_reading *r, lumbar_log_word word, size_t count)
{
    const char *id = r->table->rows[word], *place = place_word(word) ? id : NULL, *side = place ? NULL : id;
    if (r->topic == LUMBAR_OF_ACHE && !(r->fresh && ache_ahead(r))) {
        lumbar_journal_soreness *soreness = &other(r)->soreness;
        if (side) soreness->side = side;
        else soreness->place = place;
    } else if (r->topic == LUMBAR_OF_EXERCISE && !r->fresh && side) {
        add_note(r, r->at->from, r->at[count - 1].to);
    } else {
        if (!r->loose) r->loose = r->at;
        if (side) r->side = side;
        else r->place = place;
    }
    r->at += count;
    return true;
}

/* Words that only an exercise has. */
static bool take_exercise_word(lumbar_log_reading *r, lumbar_log_word word, size_t count)
{
    if (r->topic != LUMBAR_OF_EXERCISE) return unknown(r);
    const lumbar_token *first = r->at;
    r->at += count;
    switch (word) {
    case LUMBAR_LOG_REST: return lumbar_amount_rest(r);
    case LUMBAR_LOG_LIGHT_REST: return lumbar_amount_light_rest(r);
    case LUMBAR_LOG_RPE: return lumbar_amount_effort(r, 0, 1);
    case LUMBAR_LOG_RIR: return lumbar_amount_effort(r, 10, -1);
    case LUMBAR_LOG_EACH: return add_note(r, first->from, r->at[-1].to), true;
    default: r->at = first; return unknown(r);
    }
}

static bool take_phrase(lumbar_log_reading *r, lumbar_log_word word, size_t count)
{
    bool ache = r->topic == LUMBAR_OF_ACHE, taken;
    if (side_word(word) || place_word(word)) return take_where(r, word, count);
    if (word >= LUMBAR_LOG_TODAY && word <= LUMBAR_LOG_SUNDAY && word != LUMBAR_LOG_AGO)
        return take_day_word(r, word, count);
    if (word >= LUMBAR_LOG_TIMES && word <= LUMBAR_LOG_LB) return take_exercise_word(r, word, count);
    if (word >= LUMBAR_LOG_FRESH && word <= LUMBAR_LOG_START) return unknown(r); /* of no ache */
    r->at += count;
    if (word >= LUMBAR_LOG_MORNING && word <= LUMBAR_LOG_NIGHT) return set_when(r, word), true;
    switch (word) {
    case LUMBAR_LOG_ACHE: return (ache && !r->fresh) || begin_other(r, LUMBAR_OF_ACHE);
    case LUMBAR_LOG_SLEEP: return begin_other(r, LUMBAR_OF_SLEEP);
    case LUMBAR_LOG_WARM_UP: return begin_warm_up(r);
    case LUMBAR_LOG_NOTE: return take_rest_as_note(r);
    case LUMBAR_LOG_NO:
        if (ache && isnan(other(r)->soreness.strength)) other(r)->soreness.strength = 0;
        return r->no = true;
    case LUMBAR_LOG_DURING:
    case LUMBAR_LOG_AFTER:
        if (ache) other(r)->soreness.when = r->table->rows[word];
        return true;
    case LUMBAR_LOG_AT:
        return (r->at->kind != LUMBAR_TOKEN_NUMBER && r->at->kind != LUMBAR_TOKEN_CLOCK) || take_time(r, true, &taken);
    default: return true; /* filler, am, pm, ago, into */
    }
}

static bool take_word(lumbar_log_reading *r)
{
    size_t words, phrase_words;
    const lumbar_exercise *exercise = lumbar_line_exercise(r, r->at, &words);
    lumbar_log_word phrase = lumbar_line_phrase(r, r->at, &phrase_words);
    bool no = r->no;
    if (exercise && words >= phrase_words) {
        size_t from = r->at->from;
        r->at += words;
        if (r->topic == LUMBAR_OF_ACHE && !r->fresh)
            return add_note(r, from, r->at[-1].to), true; /* "after leg raises" */
        return begin_exercise(r, exercise);
    }
    if (phrase == LUMBAR_LOG_WORD_COUNT) return unknown(r);
    if (!take_phrase(r, phrase, phrase_words)) return false;
    if (no && phrase != LUMBAR_LOG_FILLER && phrase != LUMBAR_LOG_INTO) r->no = false;
    return true;
}

/* ---- the whole ----------------------------------------------------------------------------------------- */

static bool take_token(lumbar_log_reading *r)
{
    if (r->at == r->named) return r->at += r->named_count, true;
    if (r->topic == LUMBAR_OF_ACHE && lumbar_began_take(r)) return r->result->fault == LUMBAR_LINE_GOOD;
    switch (r->at->kind) {
    case LUMBAR_TOKEN_BREAK: return r->fresh = true, r->no = false, r->at++, true;
    case LUMBAR_TOKEN_DAY: return take_day(r);
    case LUMBAR_TOKEN_NUMBER:
    case LUMBAR_TOKEN_CLOCK: return take_number(r);
    case LUMBAR_TOKEN_WORD: return take_word(r);
    case LUMBAR_TOKEN_SIGN:
        if (*r->at->text == '@' && r->topic == LUMBAR_OF_EXERCISE) return r->at++, lumbar_amount_at(r);
        return lumbar_line_fail(r, LUMBAR_LINE_UNKNOWN, r->at->from, r->at->to);
    case LUMBAR_TOKEN_END: break;
    }
    return true;
}

static bool read_tokens(lumbar_log_reading *r)
{
    while (r->at->kind != LUMBAR_TOKEN_END) {
        bool is_break = r->at->kind == LUMBAR_TOKEN_BREAK;
        if (!take_token(r)) return false;
        if (!is_break) r->end = r->at[-1].to;
    }
    if (!finish(r)) return false;
    if (r->loose) return lumbar_line_fail(r, LUMBAR_LINE_UNKNOWN, r->loose->from, r->loose->to);
    if (!lumbar_began_finish(r)) return false;
    return r->worked || r->other_count || lumbar_line_fail(r, LUMBAR_LINE_EMPTY, 0, 0);
}

/* The entries, with what was told of all. */
static bool gather(lumbar_log_reading *r)
{
    lumbar_entry *entries = LUMBAR_NEW_ARRAY(r->arena, lumbar_entry, r->other_count + 1);
    lumbar_journal_set *sets = LUMBAR_NEW_ARRAY(r->arena, lumbar_journal_set, r->set_count);
    if (!entries || !sets) return false;
    lumbar_date day = lumbar_date_known(r->day) ? r->day : r->today;
    size_t count = 0;
    memcpy(sets, r->sets, r->set_count * sizeof *sets);
    r->workout.day = day;
    r->workout.minute = r->minute;
    r->workout.when = r->minute < 0 ? r->when : NULL;
    r->workout.sets = sets;
    r->workout.set_count = r->set_count;
    if (r->worked) entries[count++] = (lumbar_entry){.kind = LUMBAR_ENTRY_WORKOUT, .workout = r->workout};
    for (size_t i = 0; i < r->other_count; i++) {
        lumbar_entry *entry = &entries[count++];
        *entry = r->others[i];
        if (entry->kind == LUMBAR_ENTRY_SLEEP) {
            entry->sleep.day = day;
            continue;
        }
        entry->soreness.day = day;
        if (!entry->soreness.when && !r->worked) entry->soreness.when = r->when;
    }
    *r->result = (lumbar_log_line){.entries = entries, .count = count};
    return true;
}

const lumbar_log_line *lumbar_line_read(lumbar_arena *arena, const lumbar_knowledge *knowledge, const char *text,
                                        lumbar_date today, lumbar_error *error)
{
    lumbar_log_reading *r = LUMBAR_NEW(arena, lumbar_log_reading);
    char *small = lumbar_copy(arena, text, strlen(text));
    if (!r || !small) return lumbar_fail_memory(error), NULL;
    *r = (lumbar_log_reading){.arena = arena,
                              .knowledge = knowledge,
                              .line = text,
                              .today = today,
                              .clock = {.minute = -1},
                              .said = lumbar_unsaid,
                              .workout = {.duration_s = NAN, .warm_up_s = NAN, .source = "told"},
                              .result = LUMBAR_NEW(arena, lumbar_log_line),
                              .table = lumbar_log_table_of(arena, knowledge, error)};
    if (!r->table) return NULL;
    r->at = r->result ? lumbar_tokens_of(arena, r->table, small) : NULL;
    if (r->at && read_tokens(r) && !gather(r)) r->at = NULL;
    return lumbar_settle(arena, r->at != NULL, error) ? r->result : (lumbar_fail_memory(error), NULL);
}
