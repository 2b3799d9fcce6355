/* An entry as JSON and back: what of it stands in no column of its own. */
#include <math.h>
#include <string.h>
#include "journal/payload.h"

const char *const lumbar_entry_kind_names[LUMBAR_ENTRY_KINDS] = {"workout", "soreness", "sleep", "answer"};

/* Where the number of such an entry stands. */
static int64_t *number_in(lumbar_entry *entry)
{
    switch (entry->kind) {
    case LUMBAR_ENTRY_WORKOUT: return &entry->workout.number;
    case LUMBAR_ENTRY_SORENESS: return &entry->soreness.number;
    case LUMBAR_ENTRY_SLEEP: return &entry->sleep.number;
    case LUMBAR_ENTRY_ANSWER: return &entry->answer.number;
    case LUMBAR_ENTRY_KINDS: break;
    }
    return NULL;
}

int64_t lumbar_entry_number(const lumbar_entry *entry)
{
    lumbar_entry copy = *entry;
    const int64_t *number = number_in(&copy);
    return number ? *number : 0;
}

void lumbar_entry_renumber(lumbar_entry *entry, int64_t number)
{
    int64_t *at = number_in(entry);
    if (at) *at = number;
}

lumbar_date lumbar_entry_day(const lumbar_entry *entry)
{
    switch (entry->kind) {
    case LUMBAR_ENTRY_WORKOUT: return entry->workout.day;
    case LUMBAR_ENTRY_SORENESS: return entry->soreness.day;
    case LUMBAR_ENTRY_SLEEP: return entry->sleep.day;
    case LUMBAR_ENTRY_ANSWER: return entry->answer.day;
    case LUMBAR_ENTRY_KINDS: break;
    }
    return (lumbar_date){0};
}

int lumbar_entry_minute(const lumbar_entry *entry)
{
    if (entry->kind == LUMBAR_ENTRY_WORKOUT) return entry->workout.minute;
    return entry->kind == LUMBAR_ENTRY_SORENESS ? entry->soreness.minute : -1;
}

const char *lumbar_entry_source(const lumbar_entry *entry)
{
    const char *source = entry->kind == LUMBAR_ENTRY_WORKOUT    ? entry->workout.source
                         : entry->kind == LUMBAR_ENTRY_SORENESS ? entry->soreness.source
                                                                : NULL;
    return source ? source : "told";
}

uint64_t lumbar_journal_sum_bytes(uint64_t sum, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) sum = (sum ^ (unsigned char)bytes[i]) * 0x100000001b3u;
    return sum;
}

/* ---- writing ------------------------------------------------------------------------------------------- */

/* Each adds a member where it is told; *filled: one stands before. */
static void add_key(lumbar_text *out, bool *filled, const char *key)
{
    lumbar_text_addf(out, "%s\"%s\":", *filled ? "," : "", key);
    *filled = true;
}

static void add_number(lumbar_text *out, bool *filled, const char *key, double value)
{
    if (!isfinite(value)) return;
    add_key(out, filled, key);
    lumbar_text_addf(out, "%.10g", value);
}

static void add_string(lumbar_text *out, bool *filled, const char *key, const char *value)
{
    if (!value) return;
    add_key(out, filled, key);
    lumbar_json_quote(out, value);
}

static void add_set(lumbar_text *out, const lumbar_journal_set *set)
{
    bool filled = false;
    lumbar_text_add(out, "{");
    add_string(out, &filled, "exercise", set->exercise);
    add_string(out, &filled, "name", set->name);
    add_number(out, &filled, "reps", set->reps);
    add_number(out, &filled, "seconds", set->seconds);
    add_number(out, &filled, "weight_kg", set->weight_kg);
    add_number(out, &filled, "rest_s", set->rest_s);
    add_number(out, &filled, "rpe", set->rpe);
    if (set->warm_up) add_key(out, &filled, "warm_up"), lumbar_text_add(out, "true");
    if (set->light_rest) add_key(out, &filled, "light_rest"), lumbar_text_add(out, "true");
    lumbar_text_add(out, "}");
}

static void add_workout(lumbar_text *out, const lumbar_journal_workout *workout)
{
    bool filled = false;
    add_string(out, &filled, "when", workout->when);
    add_number(out, &filled, "duration_s", workout->duration_s);
    if (workout->warmed != LUMBAR_UNKNOWN) {
        add_key(out, &filled, "warmed");
        lumbar_text_add(out, workout->warmed == LUMBAR_PRESENT ? "true" : "false");
    }
    add_number(out, &filled, "warm_up_s", workout->warm_up_s);
    add_string(out, &filled, "note", workout->note);
    add_key(out, &filled, "sets");
    lumbar_text_add(out, "[");
    for (size_t i = 0; i < workout->set_count; i++) {
        if (i) lumbar_text_add(out, ",");
        add_set(out, &workout->sets[i]);
    }
    lumbar_text_add(out, "]");
}

static void add_soreness(lumbar_text *out, const lumbar_journal_soreness *soreness)
{
    bool filled = false;
    add_number(out, &filled, "strength", soreness->strength);
    add_string(out, &filled, "when", soreness->when);
    add_string(out, &filled, "side", soreness->side);
    add_string(out, &filled, "place", soreness->place);
    add_string(out, &filled, "began", soreness->began.kind);
    add_number(out, &filled, "began_s", lumbar_began_time(&soreness->began));
    add_number(out, &filled, "began_set", soreness->began.set ? soreness->began.set : NAN);
    add_string(out, &filled, "began_exercise", soreness->began.exercise);
    add_string(out, &filled, "note", soreness->note);
}

void lumbar_entry_payload(const lumbar_entry *entry, lumbar_text *out)
{
    bool filled = false;
    lumbar_text_add(out, "{");
    switch (entry->kind) {
    case LUMBAR_ENTRY_WORKOUT: add_workout(out, &entry->workout); break;
    case LUMBAR_ENTRY_SORENESS: add_soreness(out, &entry->soreness); break;
    case LUMBAR_ENTRY_SLEEP: add_number(out, &filled, "hours", entry->sleep.hours); break;
    case LUMBAR_ENTRY_ANSWER:
        add_string(out, &filled, "json", entry->answer.json);
        add_string(out, &filled, "answers", entry->answer.answers);
        break;
    case LUMBAR_ENTRY_KINDS: break;
    }
    lumbar_text_add(out, "}");
}

/* ---- reading ------------------------------------------------------------------------------------------- */

static const char *string_of(lumbar_arena *arena, const lumbar_json *json, const char *key)
{
    const char *value = lumbar_json_string(lumbar_json_get(json, key));
    return value ? lumbar_copy(arena, value, strlen(value)) : NULL;
}

static double number_of(const lumbar_json *json, const char *key)
{
    return lumbar_json_number(lumbar_json_get(json, key));
}

static bool read_set(lumbar_arena *arena, const lumbar_json *json, lumbar_journal_set *set)
{
    *set = (lumbar_journal_set){.exercise = string_of(arena, json, "exercise"),
                                .name = string_of(arena, json, "name"),
                                .reps = number_of(json, "reps"),
                                .seconds = number_of(json, "seconds"),
                                .weight_kg = number_of(json, "weight_kg"),
                                .rest_s = number_of(json, "rest_s"),
                                .rpe = number_of(json, "rpe"),
                                .warm_up = lumbar_json_truth(lumbar_json_get(json, "warm_up")),
                                .light_rest = lumbar_json_truth(lumbar_json_get(json, "light_rest"))};
    return set->name != NULL;
}

static bool read_workout(lumbar_arena *arena, const lumbar_json *json, lumbar_journal_workout *workout)
{
    const lumbar_json *sets = lumbar_json_get(json, "sets"), *warmed = lumbar_json_get(json, "warmed");
    size_t count = lumbar_json_kind(sets) == LUMBAR_JSON_ARRAY ? lumbar_json_count(sets) : 0;
    lumbar_journal_set *list = LUMBAR_NEW_ARRAY(arena, lumbar_journal_set, count);
    if (!list) return false;
    workout->when = string_of(arena, json, "when");
    workout->duration_s = number_of(json, "duration_s");
    workout->warm_up_s = number_of(json, "warm_up_s");
    workout->note = string_of(arena, json, "note");
    if (lumbar_json_kind(warmed) == LUMBAR_JSON_BOOL)
        workout->warmed = lumbar_json_truth(warmed) ? LUMBAR_PRESENT : LUMBAR_ABSENT;
    workout->sets = list;
    for (; workout->set_count < count; workout->set_count++)
        if (!read_set(arena, lumbar_json_at(sets, workout->set_count), &list[workout->set_count])) return false;
    return true;
}

/* A number that cannot be is one that no entry may have. */
static lumbar_journal_began read_began(lumbar_arena *arena, const lumbar_json *json)
{
    double time = number_of(json, "began_s"), set = number_of(json, "began_set");
    bool whole = set == floor(set) && set >= -1 && set <= LUMBAR_BEGAN_SET_MOST;
    return (lumbar_journal_began){.kind = string_of(arena, json, "began"),
                                  .time_s = isnan(time) ? 0 : time,
                                  .set = isnan(set) ? 0
                                         : whole    ? (int)set
                                                    : LUMBAR_BEGAN_SET_MOST + 1,
                                  .exercise = string_of(arena, json, "began_exercise")};
}

static bool read_soreness(lumbar_arena *arena, const lumbar_json *json, lumbar_journal_soreness *soreness)
{
    soreness->strength = number_of(json, "strength");
    soreness->when = string_of(arena, json, "when");
    soreness->side = string_of(arena, json, "side");
    soreness->place = string_of(arena, json, "place");
    soreness->began = read_began(arena, json);
    soreness->note = string_of(arena, json, "note");
    return isfinite(soreness->strength) && soreness->place;
}

bool lumbar_entry_of_json(lumbar_arena *arena, lumbar_entry_kind kind, const lumbar_json *json, lumbar_entry *entry)
{
    *entry = (lumbar_entry){.kind = kind};
    switch (kind) {
    case LUMBAR_ENTRY_WORKOUT: return read_workout(arena, json, &entry->workout);
    case LUMBAR_ENTRY_SORENESS: return read_soreness(arena, json, &entry->soreness);
    case LUMBAR_ENTRY_SLEEP: entry->sleep.hours = number_of(json, "hours"); return isfinite(entry->sleep.hours);
    case LUMBAR_ENTRY_ANSWER:
        entry->answer.json = string_of(arena, json, "json");
        entry->answer.answers = string_of(arena, json, "answers");
        return entry->answer.json != NULL;
    case LUMBAR_ENTRY_KINDS: break;
    }
    return false;
}

void lumbar_entry_place(lumbar_entry *entry, int64_t number, lumbar_date day, int minute, const char *source)
{
    lumbar_entry_renumber(entry, number);
    switch (entry->kind) {
    case LUMBAR_ENTRY_WORKOUT:
        entry->workout.day = day;
        entry->workout.minute = minute;
        entry->workout.source = source;
        break;
    case LUMBAR_ENTRY_SORENESS:
        entry->soreness.day = day;
        entry->soreness.minute = minute;
        entry->soreness.source = source;
        break;
    case LUMBAR_ENTRY_SLEEP: entry->sleep.day = day; break;
    case LUMBAR_ENTRY_ANSWER: entry->answer.day = day; break;
    case LUMBAR_ENTRY_KINDS: break;
    }
}

static bool within(double value, double least, double most)
{
    return isnan(value) || (value >= least && value <= most);
}

static bool one_of(const char *word, const char *words)
{
    const char *found = word && *word ? strstr(words, word) : NULL;
    return !word || (found && found > words && found[-1] == '|' && found[strlen(word)] == '|');
}

static bool possible_set(const lumbar_journal_set *set)
{
    return within(set->reps, 0, 10000) && within(set->seconds, 0, 86400) && within(set->weight_kg, -500, 1000) &&
           within(set->rest_s, 0, 86400) && within(set->rpe, 1, 10);
}

/* Each kind has what it needs, and nothing of another. */
static bool possible_began(const lumbar_journal_began *began)
{
    bool of_set = began->kind && one_of(began->kind, "|in-set|after-set|");
    if (!one_of(began->kind, "|fresh|tired|at|in-set|after-set|") || !within(began->time_s, 0, 86400)) return false;
    if (began->time_s > 0 && isnan(lumbar_began_time(began))) return false;
    if (!of_set) return !began->set && !began->exercise;
    return began->set == -1 || (began->set >= 1 && began->set <= LUMBAR_BEGAN_SET_MOST);
}

bool lumbar_entry_possible(const lumbar_entry *entry)
{
    if (!lumbar_date_known(lumbar_entry_day(entry))) return false;
    const lumbar_journal_workout *workout = &entry->workout;
    switch (entry->kind) {
    case LUMBAR_ENTRY_WORKOUT:
        for (size_t i = 0; i < workout->set_count; i++)
            if (!possible_set(&workout->sets[i])) return false;
        return within(workout->duration_s, 0, 86400) && within(workout->warm_up_s, 0, 86400) &&
               one_of(workout->when, "|morning|noon|evening|night|");
    case LUMBAR_ENTRY_SORENESS:
        return within(entry->soreness.strength, 0, 10) && one_of(entry->soreness.side, "|left|right|both|middle|") &&
               one_of(entry->soreness.place, "|lower-back|upper-back|buttock|leg|belly|hip|") &&
               one_of(entry->soreness.when, "|morning|noon|evening|night|during|after|") &&
               possible_began(&entry->soreness.began);
    case LUMBAR_ENTRY_SLEEP: return within(entry->sleep.hours, 0, 24);
    case LUMBAR_ENTRY_ANSWER: return true;
    case LUMBAR_ENTRY_KINDS: break;
    }
    return false;
}
