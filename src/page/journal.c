/* The page's journal: what is told becomes entries of a book, and the book words, weeks and the tool's JSON. */
#include <math.h>
#include <string.h>
#include "journal/book.h"
#include "journal/line.h"
#include "journal/own.h"
#include "journal/payload.h"
#include "page/inner.h"
#include "page/journal.h"
#include "page/session.h"
#include "reason/reason.h"
#include "report/day_words.h"
#include "report/history.h"
#include "report/report.h"
#include "report/writer.h"

/* Weeks: as lumbar history; amounts: as a line takes them. */
enum { WEEKS = 8, SETS_MOST = 50, EXERCISES_MOST = 20, AMOUNT_MOST = 10000, RPE_MOST = 10, STRENGTH_MOST = 10 };

static lumbar_book *book;       /* NULL until something is told */
static lumbar_date heard_until; /* the day up to which answers hear it; not known: they do not */

static const lumbar_knowledge *knowledge(void) { return lumbar_answers_knowledge(lumbar_session_answers()); }

/* Whether there is a session and a book, and the first of the input is a day. */
static bool ready(lumbar_date *day)
{
    *day = lumbar_date_read(lumbar_session_input());
    if (!lumbar_session_answers() || !lumbar_date_known(*day)) return lumbar_session_fail("The page has not started.");
    return book || (book = lumbar_book_new()) || lumbar_session_fail(NULL);
}

/* The text of the input behind this one; the buffer ends with a 0 of its own. */
static const char *behind(const char *at) { return at + strlen(at) + 1; }

/* Frees the arena where it is one, and says why it failed. */
static bool finish(lumbar_arena *arena, bool good, const lumbar_error *error)
{
    lumbar_arena_free(arena);
    return good ? lumbar_session_whole() : lumbar_session_refuse(error);
}

/* ---- what is told in words ----------------------------------------------------------------------------- */

static void entry_words(const lumbar_entry *entry, lumbar_text *out)
{
    if (entry->kind == LUMBAR_ENTRY_WORKOUT) lumbar_workout_words(out, knowledge(), &entry->workout);
    else if (entry->kind == LUMBAR_ENTRY_SORENESS) lumbar_soreness_words(out, knowledge(), &entry->soreness);
    else if (entry->kind == LUMBAR_ENTRY_SLEEP) lumbar_sleep_words(out, knowledge(), &entry->sleep);
    else lumbar_text_add(out, lumbar_phrase(knowledge(), LUMBAR_PHRASE_JOURNAL_KEPT));
}

/* By which the person names it here: `number`. */
static void write_entry(lumbar_writer *w, const lumbar_entry *entry, int64_t number, lumbar_date today)
{
    lumbar_text day = {0}, what = {0};
    lumbar_day_words(&day, knowledge(), lumbar_entry_day(entry), today);
    entry_words(entry, &what);
    lumbar_write_open(w, NULL, '{');
    lumbar_write_integer(w, "number", number);
    lumbar_write_string(w, "kind", lumbar_entry_kind_names[entry->kind]);
    if (lumbar_text_good(&day, w->out)) lumbar_write_string(w, "day", day.data);
    if (lumbar_text_good(&what, w->out)) lumbar_write_string(w, "what", what.data);
    lumbar_write_close(w);
    lumbar_text_free(&day);
    lumbar_text_free(&what);
}

/* Entries that stand in the book from the number `first` on. */
static void write_noted(const lumbar_log_line *line, int64_t first, lumbar_date today)
{
    lumbar_writer w = lumbar_writer_to(lumbar_session_output());
    lumbar_write_open(&w, NULL, '{');
    lumbar_write_open(&w, "noted", '[');
    for (size_t i = 0; i < line->count; i++) write_entry(&w, &line->entries[i], first + (int64_t)i, today);
    lumbar_write_close(&w);
    lumbar_write_bool(&w, "strong", lumbar_line_strong(line));
    lumbar_write_close(&w);
}

static void write_fault(lumbar_arena *arena, const char *text, const lumbar_log_line *line)
{
    const char *fault = lumbar_line_fault_text(arena, knowledge(), line, lumbar_line_words_of(line).beside);
    const char *mended = line->nearest ? lumbar_line_mended(arena, text, line, line->nearest) : NULL;
    lumbar_writer w = lumbar_writer_to(lumbar_session_output());
    lumbar_write_open(&w, NULL, '{');
    lumbar_write_string(&w, "fault", fault);
    lumbar_write_string(&w, "nearest", line->nearest);
    lumbar_write_string(&w, "mended", mended);
    lumbar_write_close(&w);
}

/* ---- telling ------------------------------------------------------------------------------------------- */

bool lumbar_page_journal_note(void)
{
    lumbar_date today;
    if (!ready(&today)) return false;
    const char *text = behind(lumbar_session_input());
    lumbar_error error = {.code = LUMBAR_MEMORY};
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_log_line *line = arena ? lumbar_line_read(arena, knowledge(), text, today, &error) : NULL;
    int64_t first;
    bool good = line && (line->fault || lumbar_book_add(book, line->entries, line->count, &first, &error));
    if (good && line->fault) write_fault(arena, text, line);
    else if (good) write_noted(line, first, today);
    return finish(arena, good && lumbar_settle(arena, true, &error), &error);
}

/* Takes what was tapped together as a line is taken. */
static bool tapped(const lumbar_entry *entry, lumbar_date day)
{
    lumbar_error error;
    int64_t first;
    const lumbar_log_line line = {.entries = entry, .count = 1};
    if (!lumbar_book_add(book, entry, 1, &first, &error)) return lumbar_session_fail(NULL);
    write_noted(&line, first, day);
    return lumbar_session_whole();
}

/* A number of the input within its range; NaN: it is none. */
static double number_of(const char *text, double least, double most)
{
    char *end;
    double number = lumbar_to_double(text, &end);
    return end != text && !*end && number >= least && number <= most ? number : NAN;
}

bool lumbar_page_journal_work(void)
{
    lumbar_journal_set sets[EXERCISES_MOST * SETS_MOST];
    lumbar_entry entry = {
        .kind = LUMBAR_ENTRY_WORKOUT,
        .workout = {.minute = -1, .duration_s = NAN, .warm_up_s = NAN, .sets = sets, .source = "told"}};
    lumbar_journal_workout *workout = &entry.workout;
    if (!ready(&workout->day)) return false;
    const char *warmed = behind(lumbar_session_input());
    if (*warmed) workout->warmed = strcmp(warmed, "yes") ? LUMBAR_ABSENT : LUMBAR_PRESENT;
    for (const char *at = behind(warmed); *at;) {
        const lumbar_exercise *exercise = lumbar_exercise_find(knowledge(), at);
        const char *times = behind(at), *amount = behind(times), *unit = behind(amount), *effort = behind(unit);
        double count = number_of(times, 1, SETS_MOST), of = number_of(amount, 1, AMOUNT_MOST);
        double rpe = number_of(effort, 1, RPE_MOST);
        if (!exercise || isnan(count) || isnan(of) || (*effort && isnan(rpe)) ||
            workout->set_count + (size_t)count > LUMBAR_COUNT(sets))
            return lumbar_session_fail("There is no such set.");
        for (size_t i = 0; i < (size_t)count; i++)
            sets[workout->set_count++] = (lumbar_journal_set){.exercise = exercise->id,
                                                              .name = exercise->name,
                                                              .reps = *unit ? NAN : of,
                                                              .seconds = *unit ? of : NAN,
                                                              .weight_kg = NAN,
                                                              .rest_s = NAN,
                                                              .rpe = rpe};
        at = behind(effort);
    }
    return workout->set_count ? tapped(&entry, workout->day) : lumbar_session_fail("There is no such set.");
}

/* "", "fresh", "tired", or the number of the set in which it began; -1: the last one. */
static lumbar_journal_began began_of(const char *text)
{
    double set = number_of(text, -1, LUMBAR_BEGAN_SET_MOST);
    if (!*text) return (lumbar_journal_began){.kind = NULL};
    return isnan(set) ? (lumbar_journal_began){.kind = text}
                      : (lumbar_journal_began){.kind = "in-set", .set = (int)set};
}

bool lumbar_page_journal_ache(void)
{
    lumbar_entry entry = {.kind = LUMBAR_ENTRY_SORENESS, .soreness = {.minute = -1, .source = "told"}};
    lumbar_journal_soreness *soreness = &entry.soreness;
    if (!ready(&soreness->day)) return false;
    const char *strength = behind(lumbar_session_input()), *place = behind(strength), *side = behind(place);
    const char *when = behind(side), *began = behind(when);
    soreness->strength = number_of(strength, 0, STRENGTH_MOST);
    soreness->place = place;
    soreness->side = *side ? side : NULL;
    soreness->when = *when ? when : NULL;
    soreness->began = began_of(began);
    if (isnan(soreness->strength) || !lumbar_entry_possible(&entry))
        return lumbar_session_fail("There is no such ache.");
    return tapped(&entry, soreness->day);
}

bool lumbar_page_journal_keep(void)
{
    lumbar_entry entry = {.kind = LUMBAR_ENTRY_ANSWER};
    lumbar_text json = {0}, told = {0};
    if (!ready(&entry.answer.day) || !lumbar_page_answer_json()) return false;
    lumbar_text_add(&json, lumbar_page_output());
    lumbar_answers_json(knowledge(), lumbar_session_answers(), &told);
    entry.answer.json = json.data;
    entry.answer.answers = told.data;
    bool good = json.failed || told.failed ? lumbar_session_fail(NULL) : tapped(&entry, entry.answer.day);
    lumbar_text_free(&json);
    lumbar_text_free(&told);
    return good;
}

bool lumbar_page_journal_remove(void)
{
    double number = number_of(lumbar_session_input(), 1, 1e9);
    lumbar_error error;
    bool found = false;
    bool good = !book || isnan(number) || lumbar_book_remove(book, (int64_t)number, &found, &error);
    lumbar_session_output();
    return good ? found || lumbar_session_fail("There is no such entry.") : lumbar_session_refuse(&error);
}

/* ---- what an answer hears ------------------------------------------------------------------------------- */

bool lumbar_page_heard(lumbar_arena *arena, const lumbar_journal_days **days)
{
    *days = NULL;
    if (!book || !lumbar_date_known(heard_until)) return true;
    *days = lumbar_book_days(book, arena, lumbar_journal_heard_from(heard_until), heard_until);
    bool good = *days != NULL;
    *days = lumbar_journal_telling(*days);
    return good;
}

bool lumbar_page_journal_hear(void)
{
    const lumbar_journal_days *days = NULL;
    if (!ready(&heard_until)) return false;
    lumbar_arena *arena = lumbar_arena_new();
    bool good = arena && lumbar_page_heard(arena, &days);
    lumbar_writer w = lumbar_writer_to(lumbar_session_output());
    lumbar_write_open(&w, NULL, '{');
    lumbar_write_integer(&w, "workouts", days ? (long long)days->workout_count : 0);
    lumbar_write_integer(&w, "aches", days ? (long long)days->soreness_count : 0);
    lumbar_write_close(&w);
    lumbar_arena_free(arena);
    return good ? lumbar_session_whole() : lumbar_session_fail(NULL);
}

/* ---- forgetting ---------------------------------------------------------------------------------------- */

bool lumbar_page_journal_forget(void)
{
    lumbar_book_free(book);
    book = NULL;
    lumbar_session_output();
    return true;
}

/* ---- files --------------------------------------------------------------------------------------------- */

static const lumbar_import *import_of(lumbar_arena *arena, const char *path, size_t size, lumbar_error *error)
{
    lumbar_json *json = lumbar_json_parse(behind(path), size, path, error);
    const char *schema = json ? lumbar_json_string(lumbar_json_get(json, "schema")) : NULL;
    const lumbar_import *import = NULL;
    if (schema && !strcmp(schema, "lumbar.history/1")) import = lumbar_import_own(arena, json, path, error);
    else if (json) lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_IMPORT_UNKNOWN, "file=%s", path);
    lumbar_json_free(json);
    return import;
}

bool lumbar_page_journal_read(size_t size, bool back)
{
    if (!lumbar_session_answers()) return lumbar_session_fail("The page has not started.");
    if (!book && !(book = lumbar_book_new())) return lumbar_session_fail(NULL);
    lumbar_error error = {.code = LUMBAR_MEMORY};
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_import *import = arena ? import_of(arena, lumbar_session_input(), size, &error) : NULL;
    lumbar_book_taken taken = {0};
    bool good = import && lumbar_book_take(book, import, back, &taken, &error);
    lumbar_writer w = lumbar_writer_to(lumbar_session_output());
    lumbar_write_open(&w, NULL, '{');
    lumbar_write_integer(&w, "added", (long long)taken.added);
    lumbar_write_integer(&w, "known", good ? (long long)(import->count - taken.added - taken.left) : 0);
    lumbar_write_integer(&w, "left", (long long)taken.left);
    lumbar_write_close(&w);
    return finish(arena, good, &error);
}

bool lumbar_page_journal_json(void)
{
    lumbar_date first;
    if (!ready(&first)) return false;
    lumbar_date last = first;
    size_t count = lumbar_book_count(book);
    if (count) {
        first = lumbar_entry_day(lumbar_book_at(book, 0));
        last = lumbar_entry_day(lumbar_book_at(book, count - 1));
    }
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_journal_days *days = arena ? lumbar_book_days(book, arena, first, last) : NULL;
    if (days) lumbar_history_json(days, NULL, lumbar_session_output());
    lumbar_arena_free(arena);
    return days ? lumbar_session_whole() : lumbar_session_fail(NULL);
}

/* ---- what is shown ------------------------------------------------------------------------------------- */

bool lumbar_page_journal_weeks(void)
{
    lumbar_history_settings settings = {.knowledge = NULL};
    if (!ready(&settings.today)) return false;
    settings.knowledge = knowledge();
    lumbar_date monday = lumbar_date_after(settings.today, -lumbar_weekday(settings.today));
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_journal_days *days =
        arena ? lumbar_book_days(book, arena, lumbar_date_after(monday, 7 - 7 * WEEKS), settings.today) : NULL;
    if (days) lumbar_history_weeks_html(days, &settings, lumbar_session_output());
    lumbar_arena_free(arena);
    return days ? lumbar_session_whole() : lumbar_session_fail(NULL);
}

/* The last set of an exercise, and in *times how many such there were together; NULL: it was not done. */
static const lumbar_journal_set *last_set(const lumbar_exercise *exercise, size_t *place, size_t *times)
{
    for (size_t i = lumbar_book_count(book); i-- > 0;) {
        const lumbar_entry *entry = lumbar_book_at(book, i);
        const lumbar_journal_set *found = NULL;
        *times = 0;
        for (size_t s = 0; entry->kind == LUMBAR_ENTRY_WORKOUT && s < entry->workout.set_count; s++) {
            const lumbar_journal_set *set = &entry->workout.sets[s];
            if (!set->exercise || strcmp(set->exercise, exercise->id) || set->warm_up) continue;
            found = set;
            ++*times;
        }
        *place = i;
        if (found) return found;
    }
    return NULL;
}

/* Whether nothing moves in it, so that its amount is seconds. */
static bool is_held(const lumbar_exercise *exercise)
{
    const lumbar_knowledge *k = knowledge();
    for (size_t i = 0; i < k->pattern_count; i++)
        if (k->patterns[i].exercise == exercise) return k->patterns[i].drive == LUMBAR_DRIVE_NONE;
    return exercise->like && is_held(exercise->like);
}

/* What was done of it last: "leg raise 3 x 12". */
static void write_last(lumbar_writer *w, const lumbar_journal_set *set, size_t times)
{
    lumbar_journal_set sets[SETS_MOST];
    lumbar_journal_workout workout = {.minute = -1, .duration_s = NAN, .warm_up_s = NAN, .sets = sets};
    for (; workout.set_count < times && workout.set_count < SETS_MOST; workout.set_count++)
        sets[workout.set_count] = (lumbar_journal_set){.exercise = set->exercise,
                                                       .name = set->name,
                                                       .reps = set->reps,
                                                       .seconds = isnan(set->reps) ? set->seconds : NAN,
                                                       .weight_kg = NAN,
                                                       .rest_s = NAN,
                                                       .rpe = NAN};
    lumbar_text what = {0};
    lumbar_workout_words(&what, knowledge(), &workout);
    if (lumbar_text_good(&what, w->out)) lumbar_write_string(w, "last", what.data);
    lumbar_text_free(&what);
    lumbar_write_integer(w, "sets", (long long)workout.set_count);
    lumbar_write_number(w, "reps", sets[0].reps, NULL);
    lumbar_write_number(w, "seconds", sets[0].seconds, NULL);
}

static void write_exercise(lumbar_writer *w, const lumbar_exercise *exercise)
{
    size_t place, times;
    const lumbar_journal_set *last = last_set(exercise, &place, &times);
    lumbar_write_open(w, NULL, '{');
    lumbar_write_string(w, "id", exercise->id);
    lumbar_write_string(w, "name", exercise->name);
    lumbar_write_bool(w, "common", exercise->common && exercise->seen); /* a mixed routine has no sets */
    lumbar_write_bool(w, "held", is_held(exercise));
    if (last) {
        lumbar_write_integer(w, "place", (long long)place);
        write_last(w, last, times);
    }
    lumbar_write_open(w, "also", '[');
    for (size_t i = 0; i < exercise->alias_count; i++) lumbar_write_string(w, NULL, exercise->aliases[i]);
    lumbar_write_close(w);
    lumbar_write_close(w);
}

bool lumbar_page_journal_state(void)
{
    lumbar_date today;
    if (!ready(&today)) return false;
    lumbar_writer w = lumbar_writer_to(lumbar_session_output());
    lumbar_write_open(&w, NULL, '{');
    lumbar_write_open(&w, "entries", '[');
    for (size_t i = lumbar_book_count(book); i-- > 0;) {
        const lumbar_entry *entry = lumbar_book_at(book, i);
        write_entry(&w, entry, lumbar_entry_number(entry), today);
    }
    lumbar_write_close(&w);
    lumbar_write_open(&w, "exercises", '[');
    for (size_t i = 0; i < lumbar_exercise_count(knowledge()); i++) {
        const lumbar_exercise *exercise = lumbar_exercise_at(knowledge(), i);
        if (exercise->judged) write_exercise(&w, exercise);
    }
    lumbar_write_close(&w);
    lumbar_write_close(&w);
    return lumbar_session_whole();
}
