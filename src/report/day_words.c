/* What a journal tells of a day, in words: workouts, soreness, sleep, the day itself. */
#include <math.h>
#include <string.h>
#include "report/day_words.h"

typedef struct number_text {
    char text[32];
} number_text;

static number_text number(double value)
{
    number_text number;
    lumbar_print(number.text, sizeof number.text, "%.6g", round(value * 100) / 100);
    return number;
}

static void phrase(lumbar_text *out, const lumbar_knowledge *knowledge, const char *joint, lumbar_phrase_id id,
                   const char *hole, double value)
{
    lumbar_text_add(out, joint);
    number_text told = number(value);
    lumbar_phrase_fill(out, knowledge, id, LUMBAR_HOLES({hole, told.text}));
}

/* ---- workouts ------------------------------------------------------------------------------------------ */

static bool alike(double a, double b) { return a == b || (isnan(a) && isnan(b)); }

/* Whether both sets are told in the same words. */
static bool same_words(const lumbar_journal_set *a, const lumbar_journal_set *b)
{
    return !strcmp(a->name, b->name) && alike(a->weight_kg, b->weight_kg) && alike(a->rest_s, b->rest_s) &&
           alike(a->rpe, b->rpe) && a->warm_up == b->warm_up && a->light_rest == b->light_rest &&
           isnan(a->seconds) == isnan(b->seconds);
}

static void add_amount(lumbar_text *out, const lumbar_journal_set *set)
{
    if (isfinite(set->reps)) lumbar_text_add(out, number(set->reps).text);
    else if (isfinite(set->seconds)) lumbar_text_add(out, number(set->seconds).text);
    else lumbar_text_add(out, "?");
}

/* "3 x 12", or "12/10/8" where they differ. */
static void add_amounts(lumbar_text *out, const lumbar_journal_set *sets, size_t count)
{
    bool same = true;
    for (size_t i = 1; i < count; i++)
        same &= alike(sets[i].reps, sets[0].reps) && alike(sets[i].seconds, sets[0].seconds);
    if (same && count > 1) lumbar_text_addf(out, "%zu x ", count);
    for (size_t i = 0; i < (same ? 1 : count); i++) {
        if (i) lumbar_text_add(out, "/");
        add_amount(out, &sets[i]);
    }
    if (isnan(sets[0].reps) && isfinite(sets[0].seconds)) lumbar_text_add(out, " s");
}

/* `count` sets that are told in the same words. */
static void add_sets(lumbar_text *out, const lumbar_knowledge *knowledge, const lumbar_journal_set *sets, size_t count)
{
    lumbar_text_add_plain(out, sets->name);
    lumbar_text_add(out, " ");
    add_amounts(out, sets, count);
    if (isfinite(sets->weight_kg) && sets->weight_kg != 0)
        lumbar_text_addf(out, ", %s kg", number(sets->weight_kg).text);
    if (isfinite(sets->rpe)) phrase(out, knowledge, ", ", LUMBAR_PHRASE_JOURNAL_EFFORT, "effort", sets->rpe);
    if (isfinite(sets->rest_s))
        phrase(out, knowledge, ", ", sets->light_rest ? LUMBAR_PHRASE_JOURNAL_REST_LIGHT : LUMBAR_PHRASE_JOURNAL_REST,
               "seconds", sets->rest_s);
    else if (sets->light_rest)
        lumbar_text_addf(out, ", %s", lumbar_phrase(knowledge, LUMBAR_PHRASE_JOURNAL_LIGHT_REST));
    if (sets->warm_up) lumbar_text_addf(out, ", %s", lumbar_phrase(knowledge, LUMBAR_PHRASE_JOURNAL_SET_WARM_UP));
}

static void add_warm_up(lumbar_text *out, const lumbar_knowledge *knowledge, const lumbar_journal_workout *workout)
{
    const char *joint = workout->set_count ? "; " : "";
    if (isfinite(workout->warm_up_s))
        phrase(out, knowledge, joint, LUMBAR_PHRASE_JOURNAL_WARMED_MINUTES, "minutes", workout->warm_up_s / 60);
    else if (workout->warmed != LUMBAR_UNKNOWN)
        lumbar_text_addf(out, "%s%s", joint,
                         lumbar_phrase(knowledge, workout->warmed == LUMBAR_PRESENT
                                                      ? LUMBAR_PHRASE_JOURNAL_WARMED
                                                      : LUMBAR_PHRASE_JOURNAL_NOT_WARMED));
    else if (!workout->set_count) lumbar_text_add(out, lumbar_phrase(knowledge, LUMBAR_PHRASE_JOURNAL_NO_SETS));
}

static void add_time(lumbar_text *out, const lumbar_knowledge *knowledge, lumbar_phrase_id id, const char *time)
{
    lumbar_text_add(out, ", ");
    lumbar_phrase_fill(out, knowledge, id, LUMBAR_HOLES({"time", time}));
}

static void add_minute(lumbar_text *out, const lumbar_knowledge *knowledge, int minute)
{
    char time[24];
    lumbar_print(time, sizeof time, "%02d:%02d", minute / 60, minute % 60);
    if (minute >= 0) add_time(out, knowledge, LUMBAR_PHRASE_JOURNAL_TIME, time);
}

static void add_note(lumbar_text *out, const char *note)
{
    if (!lumbar_has(note)) return;
    lumbar_text_add(out, " (");
    lumbar_text_add_plain(out, note);
    lumbar_text_add(out, ")");
}

/* The words of one of the file's fixed ids. */
static const char *word_of(const lumbar_knowledge *knowledge, const char *id)
{
    static const struct {
        const char *id;
        lumbar_phrase_id phrase;
    } WORDS[] = {{"left", LUMBAR_PHRASE_JOURNAL_LEFT},        {"right", LUMBAR_PHRASE_JOURNAL_RIGHT},
                 {"both", LUMBAR_PHRASE_JOURNAL_BOTH},        {"middle", LUMBAR_PHRASE_JOURNAL_MIDDLE},
                 {"upper-back", LUMBAR_PHRASE_JOURNAL_UPPER}, {"buttock", LUMBAR_PHRASE_JOURNAL_BUTTOCK},
                 {"leg", LUMBAR_PHRASE_JOURNAL_LEG},          {"belly", LUMBAR_PHRASE_JOURNAL_BELLY},
                 {"hip", LUMBAR_PHRASE_JOURNAL_HIP},          {"morning", LUMBAR_PHRASE_JOURNAL_MORNING},
                 {"noon", LUMBAR_PHRASE_JOURNAL_NOON},        {"evening", LUMBAR_PHRASE_JOURNAL_EVENING},
                 {"night", LUMBAR_PHRASE_JOURNAL_NIGHT},      {"during", LUMBAR_PHRASE_JOURNAL_DURING},
                 {"after", LUMBAR_PHRASE_JOURNAL_AFTER},      {"fresh", LUMBAR_PHRASE_JOURNAL_BEGAN_FRESH},
                 {"tired", LUMBAR_PHRASE_JOURNAL_BEGAN_TIRED}};
    for (size_t i = 0; id && i < LUMBAR_COUNT(WORDS); i++)
        if (!strcmp(id, WORDS[i].id)) return lumbar_phrase(knowledge, WORDS[i].phrase);
    return NULL;
}

void lumbar_workout_words(lumbar_text *out, const lumbar_knowledge *knowledge, const lumbar_journal_workout *workout)
{
    for (size_t from = 0, to; from < workout->set_count; from = to) {
        for (to = from + 1; to < workout->set_count && same_words(&workout->sets[from], &workout->sets[to]);) to++;
        if (from) lumbar_text_add(out, "; ");
        add_sets(out, knowledge, &workout->sets[from], to - from);
    }
    add_warm_up(out, knowledge, workout);
    const char *when = word_of(knowledge, workout->when);
    if (when) lumbar_text_addf(out, ", %s", when);
    add_minute(out, knowledge, workout->minute);
    add_note(out, workout->note);
}

/* ---- soreness, sleep ----------------------------------------------------------------------------------- */

/* Of a set: by whether after it, whether the last one, whether of an exercise. */
static const lumbar_phrase_id OF_SET[2][2][2] = {
    {{LUMBAR_PHRASE_JOURNAL_BEGAN_IN_SET, LUMBAR_PHRASE_JOURNAL_BEGAN_IN_SET_OF},
     {LUMBAR_PHRASE_JOURNAL_BEGAN_IN_LAST, LUMBAR_PHRASE_JOURNAL_BEGAN_IN_LAST_OF}},
    {{LUMBAR_PHRASE_JOURNAL_BEGAN_AFTER_SET, LUMBAR_PHRASE_JOURNAL_BEGAN_AFTER_SET_OF},
     {LUMBAR_PHRASE_JOURNAL_BEGAN_AFTER_LAST, LUMBAR_PHRASE_JOURNAL_BEGAN_AFTER_LAST_OF}}};

static void add_began(lumbar_text *out, const lumbar_knowledge *knowledge, const lumbar_journal_began *began)
{
    const char *word = word_of(knowledge, began->kind);
    double seconds = lumbar_began_time(began);
    char time[24];
    if (!began->kind) return;
    if (seconds == 0) word = lumbar_phrase(knowledge, LUMBAR_PHRASE_JOURNAL_BEGAN_START);
    if (word) lumbar_text_addf(out, ", %s", word);
    if (seconds > 0) {
        lumbar_print(time, sizeof time, "%d:%02d", (int)seconds / 60, (int)seconds % 60);
        add_time(out, knowledge, LUMBAR_PHRASE_JOURNAL_BEGAN_AT, time);
    }
    if (!began->set) return;
    const lumbar_exercise *exercise = began->exercise ? lumbar_exercise_find(knowledge, began->exercise) : NULL;
    lumbar_phrase_id id = OF_SET[!strcmp(began->kind, "after-set")][began->set < 0][exercise != NULL];
    lumbar_text_add(out, ", ");
    lumbar_phrase_fill(out, knowledge, id,
                       LUMBAR_HOLES({"set", number(began->set).text}, {"exercise", exercise ? exercise->name : ""}));
}

void lumbar_soreness_words(lumbar_text *out, const lumbar_knowledge *knowledge, const lumbar_journal_soreness *soreness)
{
    if (soreness->strength == 0) lumbar_text_add(out, lumbar_phrase(knowledge, LUMBAR_PHRASE_JOURNAL_NO_ACHE));
    else phrase(out, knowledge, "", LUMBAR_PHRASE_JOURNAL_ACHE, "strength", soreness->strength);
    const char *const words[] = {word_of(knowledge, soreness->place), word_of(knowledge, soreness->side),
                                 word_of(knowledge, soreness->when)};
    for (size_t i = 0; i < LUMBAR_COUNT(words); i++)
        if (words[i]) lumbar_text_addf(out, ", %s", words[i]);
    add_minute(out, knowledge, soreness->minute);
    add_began(out, knowledge, &soreness->began);
    add_note(out, soreness->note);
}

void lumbar_sleep_words(lumbar_text *out, const lumbar_knowledge *knowledge, const lumbar_journal_sleep *sleep)
{
    phrase(out, knowledge, "", LUMBAR_PHRASE_JOURNAL_SLEPT, "hours", sleep->hours);
}

/* ---- days ---------------------------------------------------------------------------------------------- */

int lumbar_weekday(lumbar_date day)
{
    int days = lumbar_date_between((lumbar_date){2001, 1, 1}, day) % 7; /* a Monday */
    return days < 0 ? days + 7 : days;
}

void lumbar_listed_word(lumbar_text *out, const lumbar_knowledge *knowledge, lumbar_phrase_id list, int index)
{
    const char *at = lumbar_phrase(knowledge, list);
    for (; *at && index > 0; at++) index -= *at == ',';
    at += strspn(at, " ");
    lumbar_text_add_bytes(out, at, strcspn(at, ","));
}

void lumbar_day_words(lumbar_text *out, const lumbar_knowledge *knowledge, lumbar_date day, lumbar_date today)
{
    lumbar_text weekday = {0}, month = {0};
    lumbar_listed_word(&weekday, knowledge, LUMBAR_PHRASE_JOURNAL_WEEKDAYS, lumbar_weekday(day));
    lumbar_listed_word(&month, knowledge, LUMBAR_PHRASE_JOURNAL_MONTHS, day.month - 1);
    bool good = lumbar_text_good(&weekday, out) && lumbar_text_good(&month, out);
    if (good && weekday.data && month.data) {
        lumbar_phrase_id form = day.year == today.year ? LUMBAR_PHRASE_JOURNAL_DAY : LUMBAR_PHRASE_JOURNAL_DAY_YEAR;
        const lumbar_digits_text of_month = lumbar_digits((size_t)day.day), year = lumbar_digits((size_t)day.year);
        lumbar_phrase_fill(out, knowledge, form,
                           LUMBAR_HOLES({"weekday", weekday.data}, {"day", of_month.text}, {"month", month.data},
                                        {"year", year.text}));
    }
    lumbar_text_free(&weekday);
    lumbar_text_free(&month);
}
