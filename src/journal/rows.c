/* Entries in the journal: written, replaced, removed, taken in, taken back, read. */
#include <sqlite3.h>
#include <string.h>
#include "journal/inside.h"

/* ---- rows ---------------------------------------------------------------------------------------------- */

static uint64_t sum_text(uint64_t sum, const char *text)
{
    if (text) sum = lumbar_journal_sum_bytes(sum, text, strlen(text));
    return lumbar_journal_sum_bytes(sum, text ? "|" : "-", 1);
}

static int64_t sum_of(const lumbar_journal_row *row)
{
    char numbers[120];
    lumbar_print(numbers, sizeof numbers, "%lld %lld %d %lld", (long long)row->number, (long long)row->step,
                 row->minute, (long long)row->content);
    const char *const texts[] = {numbers, row->kind, row->day, row->source, row->key, row->payload};
    uint64_t sum = LUMBAR_FIRST_SUM;
    for (size_t i = 0; i < LUMBAR_COUNT(texts); i++) sum = sum_text(sum, texts[i]);
    return (int64_t)sum;
}

bool lumbar_journal_row_of(sqlite3_stmt *s, lumbar_journal_row *row)
{
    *row = (lumbar_journal_row){.number = sqlite3_column_int64(s, 0),
                                .step = sqlite3_column_int64(s, 1),
                                .kind = (const char *)sqlite3_column_text(s, 2),
                                .day = (const char *)sqlite3_column_text(s, 3),
                                .minute = sqlite3_column_int(s, 4),
                                .source = (const char *)sqlite3_column_text(s, 5),
                                .key = (const char *)sqlite3_column_text(s, 6),
                                .content = sqlite3_column_int64(s, 7),
                                .payload = (const char *)sqlite3_column_text(s, 8)};
    return row->kind && row->day && row->source && row->payload &&
           sum_of(row) == sqlite3_column_int64(s, LUMBAR_ROW_COLUMNS);
}

bool lumbar_entry_of(lumbar_arena *arena, const lumbar_journal_row *row, lumbar_entry *entry)
{
    lumbar_entry_kind kind = LUMBAR_ENTRY_KINDS;
    for (int i = 0; i < LUMBAR_ENTRY_KINDS; i++)
        if (!strcmp(row->kind, lumbar_entry_kind_names[i])) kind = (lumbar_entry_kind)i;
    lumbar_error error = {0};
    lumbar_json *json = lumbar_json_parse(row->payload, strlen(row->payload), "entry", &error);
    if (error.code == LUMBAR_MEMORY) lumbar_arena_spend(arena);
    lumbar_date day = lumbar_date_read(row->day);
    const char *source = lumbar_copy(arena, row->source, strlen(row->source));
    bool good = json && source && lumbar_date_known(day) && lumbar_entry_of_json(arena, kind, json, entry);
    lumbar_json_free(json);
    if (!good) return false;
    lumbar_entry_place(entry, row->number, day, row->minute, source);
    if (row->key) entry->key = lumbar_copy(arena, row->key, strlen(row->key));
    return true;
}

/* ---- a step -------------------------------------------------------------------------------------------- */

/* What is being written: one number for all that one command does. */
typedef struct step {
    const lumbar_journal *journal;
    int64_t step, number; /* number: of the next new entry */
    sqlite3_stmt *insert, *retire, *known, *same;
    lumbar_text day, payload;
} step;

static void step_free(step *s)
{
    sqlite3_finalize(s->insert);
    sqlite3_finalize(s->retire);
    sqlite3_finalize(s->known);
    sqlite3_finalize(s->same);
    lumbar_text_free(&s->day);
    lumbar_text_free(&s->payload);
}

static bool step_begin(const lumbar_journal *journal, step *s, lumbar_error *error)
{
    *s = (step){.journal = journal};
    if (!lumbar_journal_run(journal, "BEGIN IMMEDIATE", error)) return false;
    return lumbar_journal_number(journal, "SELECT 1 + coalesce(max(step), 0) FROM entry", &s->step, error) &&
           lumbar_journal_number(journal, "SELECT 1 + coalesce(max(number), 0) FROM entry WHERE state > 0", &s->number,
                                 error) &&
           (s->insert =
                lumbar_journal_prepare(journal,
                                       "INSERT INTO entry (number, step, kind, day, minute, source, key, content,"
                                       " payload, sum, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                       error)) &&
           (s->retire =
                lumbar_journal_prepare(journal, "UPDATE entry SET state = 0 WHERE number = ? AND state > 0", error)) &&
           (s->known = lumbar_journal_prepare(
                journal, "SELECT number, content, state FROM entry WHERE key = ? AND state > 0", error)) &&
           (s->same = lumbar_journal_prepare(
                journal, "SELECT 1 FROM entry WHERE state = 1 AND day = ? AND minute = ? AND kind = ? AND payload = ?",
                error));
}

/* Begun or not, good or not: keeps it or leaves nothing of it. */
static bool step_end(step *s, bool good, lumbar_error *error)
{
    const lumbar_journal *journal = s->journal;
    if (good && (s->day.failed || s->payload.failed)) good = lumbar_fail_memory(error);
    step_free(s);
    return lumbar_journal_end(journal, good, error);
}

static bool done(const step *s, sqlite3_stmt *statement, lumbar_error *error)
{
    int told = sqlite3_step(statement);
    bool good = told == SQLITE_DONE || lumbar_journal_fail(s->journal, error);
    sqlite3_reset(statement);
    return good;
}

static bool retire(const step *s, int64_t number, lumbar_error *error)
{
    sqlite3_bind_int64(s->retire, 1, number);
    return done(s, s->retire, error);
}

enum { STANDS = 1, REMOVED = 2 };

static bool insert(const step *s, const lumbar_journal_row *row, int state, lumbar_error *error)
{
    sqlite3_bind_int64(s->insert, 1, row->number);
    sqlite3_bind_int64(s->insert, 2, row->step);
    sqlite3_bind_text(s->insert, 3, row->kind, -1, SQLITE_STATIC);
    sqlite3_bind_text(s->insert, 4, row->day, -1, SQLITE_STATIC);
    sqlite3_bind_int(s->insert, 5, row->minute);
    sqlite3_bind_text(s->insert, 6, row->source, -1, SQLITE_STATIC);
    sqlite3_bind_text(s->insert, 7, row->key, -1, SQLITE_STATIC); /* NULL stays NULL */
    sqlite3_bind_int64(s->insert, 8, row->content);
    sqlite3_bind_text(s->insert, 9, row->payload, -1, SQLITE_STATIC);
    sqlite3_bind_int64(s->insert, 10, sum_of(row));
    sqlite3_bind_int(s->insert, 11, state);
    bool good = done(s, s->insert, error);
    sqlite3_clear_bindings(s->insert);
    return good;
}

/* An entry as a row of this step; points into the step and the entry. */
static bool row_of(step *s, const lumbar_entry *entry, int64_t number, lumbar_journal_row *row, lumbar_error *error)
{
    lumbar_date day = lumbar_entry_day(entry);
    s->day.size = s->payload.size = 0;
    lumbar_text_addf(&s->day, "%04d-%02d-%02d", day.year, day.month, day.day);
    lumbar_entry_payload(entry, &s->payload);
    if (s->day.failed || s->payload.failed) return lumbar_fail_memory(error);
    *row = (lumbar_journal_row){.number = number,
                                .step = s->step,
                                .kind = lumbar_entry_kind_names[entry->kind],
                                .day = s->day.data,
                                .minute = lumbar_entry_minute(entry),
                                .source = lumbar_entry_source(entry),
                                .key = entry->key,
                                .payload = s->payload.data};
    return true;
}

/* ---- the person's own steps ---------------------------------------------------------------------------- */

bool lumbar_journal_add(lumbar_journal *journal, const lumbar_entry *entries, size_t count, int64_t *first,
                        lumbar_error *error)
{
    step s;
    bool good = step_begin(journal, &s, error);
    *first = s.number;
    for (size_t i = 0; good && i < count; i++) {
        lumbar_journal_row row;
        good = row_of(&s, &entries[i], s.number++, &row, error) && insert(&s, &row, STANDS, error);
    }
    return step_end(&s, good, error);
}

static bool missing(int64_t number, lumbar_error *error)
{
    return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_NO_ENTRY, "number=%lld", (long long)number);
}

/* The row that the person calls by this number, as it stands. The statement must live as long as the row. */
static bool standing(const lumbar_journal *journal, int64_t number, sqlite3_stmt **statement, lumbar_journal_row *row,
                     lumbar_error *error)
{
    *statement =
        lumbar_journal_prepare(journal, "SELECT " LUMBAR_ROW_SQL " FROM entry WHERE number = ? AND state = 1", error);
    if (!*statement) return false;
    sqlite3_bind_int64(*statement, 1, number);
    int told = sqlite3_step(*statement);
    if (told == SQLITE_DONE) return missing(number, error);
    if (told != SQLITE_ROW) return lumbar_journal_fail(journal, error);
    if (lumbar_journal_row_of(*statement, row)) return true;
    return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_ENTRY_DAMAGED, "number=%lld", (long long)number);
}

bool lumbar_journal_replace(lumbar_journal *journal, int64_t number, const lumbar_entry *entry, lumbar_error *error)
{
    step s;
    sqlite3_stmt *statement = NULL;
    lumbar_journal_row old, row;
    bool good = step_begin(journal, &s, error) && standing(journal, number, &statement, &old, error) &&
                row_of(&s, entry, number, &row, error);
    if (good) { /* an import knows it again, and leaves it as the person has it now */
        row.key = old.key;
        row.source = "told";
        good = retire(&s, number, error) && insert(&s, &row, STANDS, error);
    }
    sqlite3_finalize(statement);
    return step_end(&s, good, error);
}

bool lumbar_journal_remove(lumbar_journal *journal, int64_t number, lumbar_error *error)
{
    step s;
    sqlite3_stmt *statement = NULL;
    lumbar_journal_row row;
    bool good = step_begin(journal, &s, error) && standing(journal, number, &statement, &row, error) &&
                retire(&s, number, error);
    row.step = s.step;
    good = good && insert(&s, &row, REMOVED, error);
    sqlite3_finalize(statement);
    return step_end(&s, good, error);
}

bool lumbar_journal_undo(lumbar_journal *journal, size_t *entries, lumbar_error *error)
{
    static const char *const back[] = {
        "DELETE FROM entry WHERE step = (SELECT max(step) FROM entry)",
        /* of a number that has no row in force any more the last one before comes back */
        "UPDATE entry SET state = 1 WHERE row IN (SELECT row FROM entry AS e WHERE state = 0"
        " AND NOT EXISTS (SELECT 1 FROM entry AS n WHERE n.number = e.number AND n.state > 0)"
        " AND step = (SELECT max(step) FROM entry AS m WHERE m.number = e.number AND m.state = 0))"};
    if (!lumbar_journal_run(journal, "BEGIN IMMEDIATE", error)) return false;
    bool good = lumbar_journal_run(journal, back[0], error);
    *entries = good ? (size_t)sqlite3_changes(journal->db) : 0;
    good = good && lumbar_journal_run(journal, back[1], error);
    return lumbar_journal_end(journal, good, error);
}

/* ---- imports ------------------------------------------------------------------------------------------- */

typedef enum standing_of { NEW, SAME, GROWN, LEFT } standing_of;

/* What is there already under this name; `content` of what is brought now. */
static bool compare(const step *s, const lumbar_journal_row *row, standing_of *how, int64_t *number,
                    lumbar_error *error)
{
    sqlite3_bind_text(s->known, 1, row->key, -1, SQLITE_STATIC);
    int told = sqlite3_step(s->known);
    *how = NEW;
    if (told == SQLITE_ROW) {
        *number = sqlite3_column_int64(s->known, 0);
        int64_t content = sqlite3_column_int64(s->known, 1); /* 0: as the person has it now, who changed it */
        bool own = sqlite3_column_int(s->known, 2) == REMOVED || !content;
        *how = own ? LEFT : content == row->content ? SAME : GROWN;
    }
    sqlite3_reset(s->known);
    return told == SQLITE_ROW || told == SQLITE_DONE || lumbar_journal_fail(s->journal, error);
}

static bool is_there(const step *s, const lumbar_journal_row *row, bool *same, lumbar_error *error)
{
    sqlite3_bind_text(s->same, 1, row->day, -1, SQLITE_STATIC);
    sqlite3_bind_int(s->same, 2, row->minute);
    sqlite3_bind_text(s->same, 3, row->kind, -1, SQLITE_STATIC);
    sqlite3_bind_text(s->same, 4, row->payload, -1, SQLITE_STATIC);
    int told = sqlite3_step(s->same);
    *same = told == SQLITE_ROW;
    sqlite3_reset(s->same);
    return told == SQLITE_ROW || told == SQLITE_DONE || lumbar_journal_fail(s->journal, error);
}

static bool take(step *s, const lumbar_entry *entry, lumbar_journal_taken *taken, lumbar_error *error)
{
    lumbar_journal_row row;
    standing_of how;
    int64_t number = s->number;
    if (!row_of(s, entry, number, &row, error)) return false;
    row.content = (int64_t)lumbar_journal_sum_bytes(LUMBAR_FIRST_SUM, row.payload, strlen(row.payload));
    if (!compare(s, &row, &how, &number, error)) return false;
    /* the same by another way: told by hand, or by another program that took it in too */
    bool same = false;
    if (how == NEW && !is_there(s, &row, &same, error)) return false;
    if (same) how = SAME;
    taken->added += how == NEW;
    taken->known += how == SAME;
    taken->grown += how == GROWN;
    taken->left += how == LEFT;
    if (how == SAME || how == LEFT) return true;
    row.number = number;
    s->number += how == NEW;
    return (how == NEW || retire(s, number, error)) && insert(s, &row, STANDS, error);
}

bool lumbar_journal_take(lumbar_journal *journal, const lumbar_entry *entries, size_t count,
                         lumbar_journal_taken *taken, lumbar_error *error)
{
    step s;
    *taken = (lumbar_journal_taken){0};
    bool good = step_begin(journal, &s, error);
    for (size_t i = 0; good && i < count; i++) good = take(&s, &entries[i], taken, error);
    return step_end(&s, good, error);
}

/* ---- reading ------------------------------------------------------------------------------------------- */

bool lumbar_journal_find(lumbar_journal *journal, lumbar_arena *arena, int64_t number, lumbar_entry *entry,
                         lumbar_error *error)
{
    sqlite3_stmt *statement = NULL;
    lumbar_journal_row row;
    bool good = standing(journal, number, &statement, &row, error);
    if (good && !lumbar_entry_of(arena, &row, entry)) good = missing(number, error);
    sqlite3_finalize(statement);
    return lumbar_settle(arena, good, error);
}

/* The lists as they are filled; each has room for as many as there are rows. */
typedef struct filling {
    lumbar_journal_days *days;
    lumbar_journal_workout *workouts;
    lumbar_journal_soreness *soreness;
    lumbar_journal_sleep *sleep;
    lumbar_journal_answer *answers;
} filling;

static bool make_room(lumbar_arena *arena, const size_t counts[LUMBAR_ENTRY_KINDS], filling *f)
{
    f->days = LUMBAR_NEW(arena, lumbar_journal_days);
    f->workouts = LUMBAR_NEW_ARRAY(arena, lumbar_journal_workout, counts[LUMBAR_ENTRY_WORKOUT]);
    f->soreness = LUMBAR_NEW_ARRAY(arena, lumbar_journal_soreness, counts[LUMBAR_ENTRY_SORENESS]);
    f->sleep = LUMBAR_NEW_ARRAY(arena, lumbar_journal_sleep, counts[LUMBAR_ENTRY_SLEEP]);
    f->answers = LUMBAR_NEW_ARRAY(arena, lumbar_journal_answer, counts[LUMBAR_ENTRY_ANSWER]);
    if (!f->days || !f->workouts || !f->soreness || !f->sleep || !f->answers) return false;
    f->days->workouts = f->workouts;
    f->days->soreness = f->soreness;
    f->days->sleep = f->sleep;
    f->days->answers = f->answers;
    return true;
}

static void put(filling *f, const lumbar_entry *entry)
{
    lumbar_journal_days *days = f->days;
    switch (entry->kind) {
    case LUMBAR_ENTRY_WORKOUT: f->workouts[days->workout_count++] = entry->workout; break;
    case LUMBAR_ENTRY_SORENESS: f->soreness[days->soreness_count++] = entry->soreness; break;
    case LUMBAR_ENTRY_SLEEP: f->sleep[days->sleep_count++] = entry->sleep; break;
    case LUMBAR_ENTRY_ANSWER: f->answers[days->answer_count++] = entry->answer; break;
    case LUMBAR_ENTRY_KINDS: break;
    }
}

static bool bind_days(sqlite3_stmt *statement, lumbar_date first, lumbar_date last)
{
    char text[2][24];
    lumbar_print(text[0], sizeof text[0], "%04d-%02d-%02d", first.year, first.month, first.day);
    lumbar_print(text[1], sizeof text[1], "%04d-%02d-%02d", last.year, last.month, last.day);
    return sqlite3_bind_text(statement, 1, text[0], -1, SQLITE_TRANSIENT) == SQLITE_OK &&
           sqlite3_bind_text(statement, 2, text[1], -1, SQLITE_TRANSIENT) == SQLITE_OK;
}

#define FROM_DAYS " FROM entry WHERE state = 1 AND day BETWEEN ? AND ?"

static bool count_days(const lumbar_journal *journal, lumbar_date first, lumbar_date last,
                       size_t counts[LUMBAR_ENTRY_KINDS], lumbar_error *error)
{
    sqlite3_stmt *statement = lumbar_journal_prepare(journal, "SELECT kind" FROM_DAYS, error);
    if (!statement) return false;
    bool good = bind_days(statement, first, last);
    int told = good ? sqlite3_step(statement) : SQLITE_NOMEM;
    for (; told == SQLITE_ROW; told = sqlite3_step(statement)) {
        const char *kind = (const char *)sqlite3_column_text(statement, 0);
        for (int i = 0; kind && i < LUMBAR_ENTRY_KINDS; i++) counts[i] += !strcmp(kind, lumbar_entry_kind_names[i]);
    }
    good = told == SQLITE_DONE || lumbar_journal_fail(journal, error);
    sqlite3_finalize(statement);
    return good;
}

static bool fill(const lumbar_journal *journal, lumbar_arena *arena, filling *f, lumbar_error *error)
{
    sqlite3_stmt *statement =
        lumbar_journal_prepare(journal, "SELECT " LUMBAR_ROW_SQL FROM_DAYS " ORDER BY day, minute, number", error);
    if (!statement) return false;
    int told = bind_days(statement, f->days->first, f->days->last) ? sqlite3_step(statement) : SQLITE_NOMEM;
    for (; told == SQLITE_ROW; told = sqlite3_step(statement)) {
        lumbar_journal_row row;
        lumbar_entry entry;
        if (lumbar_journal_row_of(statement, &row) && lumbar_entry_of(arena, &row, &entry)) put(f, &entry);
        else f->days->damaged++;
    }
    bool good = told == SQLITE_DONE || lumbar_journal_fail(journal, error);
    sqlite3_finalize(statement);
    return good;
}

const lumbar_journal_days *lumbar_journal_read(lumbar_journal *journal, lumbar_arena *arena, lumbar_date first,
                                               lumbar_date last, lumbar_error *error)
{
    size_t counts[LUMBAR_ENTRY_KINDS] = {0};
    filling f = {.days = NULL};
    /* one look: what another process writes meanwhile is in all of it or in none */
    if (!lumbar_journal_run(journal, "BEGIN", error)) return NULL;
    bool good = count_days(journal, first, last, counts, error);
    if (good && !make_room(arena, counts, &f)) good = lumbar_fail_memory(error);
    if (good) f.days->first = first, f.days->last = last;
    good = good && fill(journal, arena, &f, error);
    good = lumbar_journal_end(journal, good, error);
    return lumbar_settle(arena, good, error) ? f.days : NULL;
}

bool lumbar_journal_span(lumbar_journal *journal, lumbar_date *first, lumbar_date *last, lumbar_error *error)
{
    static const char *const ends[] = {"SELECT min(day) FROM entry WHERE state = 1",
                                       "SELECT max(day) FROM entry WHERE state = 1"};
    lumbar_date *const days[] = {first, last};
    for (int i = 0; i < 2; i++) {
        sqlite3_stmt *statement = lumbar_journal_prepare(journal, ends[i], error);
        int told = statement ? sqlite3_step(statement) : SQLITE_ERROR;
        const char *day = told == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : NULL;
        *days[i] = day ? lumbar_date_read(day) : (lumbar_date){0};
        bool good = told == SQLITE_ROW || (statement && lumbar_journal_fail(journal, error));
        sqlite3_finalize(statement);
        if (!good) return false;
    }
    return true;
}
