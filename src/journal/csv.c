/* Exports as tables: Strong (three layouts), Hevy, FitNotes (Android and iOS), told apart by their first line. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "journal/csv.h"
#include "journal/stamp.h"

/* A table of text that is read once, record by record: commas, semicolons or tabs between fields, quotes round them. */
typedef struct csv_text {
    const char *at, *end;
    char comma;
    long line;    /* of the record that was read last, from 1 */
    char *fields; /* of that record, each ended by 0 */
    const char **field;
    size_t count, room;
    lumbar_text bytes;
} csv_text;

/* ---- records ------------------------------------------------------------------------------------------- */

enum { FIELDS_MOST = 64 };

static bool end_field(csv_text *t)
{
    lumbar_text_add_bytes(&t->bytes, "", 1);
    t->count++;
    return t->count < FIELDS_MOST;
}

/* One field in quotes; past its last quote. */
static void take_quoted(csv_text *t)
{
    for (t->at++; t->at < t->end; t->at++) {
        if (*t->at == '"') {
            if (t->at + 1 == t->end || t->at[1] != '"') break;
            t->at++;
        }
        if (*t->at) lumbar_text_add_bytes(&t->bytes, t->at, 1);
    }
    if (t->at < t->end) t->at++;
}

static void point_at_fields(csv_text *t)
{
    if (t->room < t->count) {
        const char **field = realloc(t->field, FIELDS_MOST * sizeof *field);
        if (!field) {
            t->bytes.failed = true;
            return;
        }
        t->field = field;
        t->room = FIELDS_MOST;
    }
    const char *at = t->bytes.data;
    for (size_t i = 0; i < t->count; i++) {
        t->field[i] = at;
        at += strlen(at) + 1;
    }
}

/* The next record; false at the end or without memory (t->bytes.failed). */
static bool next_record(csv_text *t)
{
    while (t->at < t->end && (*t->at == '\n' || *t->at == '\r')) t->line += *t->at++ == '\n';
    if (t->at >= t->end || t->bytes.failed) return false;
    t->bytes.size = t->count = 0;
    t->line++;
    const char *start = t->at;
    while (t->at < t->end && *t->at != '\n') {
        if (*t->at == '"' && (t->bytes.size == 0 || !t->bytes.data[t->bytes.size - 1])) take_quoted(t);
        else if (*t->at == t->comma) {
            t->at++;
            if (!end_field(t)) break;
        } else {
            if (*t->at && *t->at != '\r') lumbar_text_add_bytes(&t->bytes, t->at, 1);
            t->at++;
        }
        if (t->bytes.failed) return false;
    }
    if (t->count < FIELDS_MOST) end_field(t);
    while (t->at < t->end && *t->at != '\n') t->at++; /* of a line with too many fields */
    for (const char *c = start; c < t->at; c++) t->line += *c == '\n';
    if (t->at < t->end) t->at++;
    if (!t->bytes.failed) point_at_fields(t);
    return !t->bytes.failed;
}

static void free_text(csv_text *t)
{
    free(t->field);
    lumbar_text_free(&t->bytes);
}

static csv_text text_of(const char *bytes, size_t size)
{
    csv_text t = {.at = bytes, .end = bytes + size, .comma = ','};
    if (size >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3)) t.at += 3;
    const char *line = memchr(t.at, '\n', (size_t)(t.end - t.at));
    size_t most = 0;
    for (const char *c = ",;\t"; *c; c++) {
        size_t count = 0;
        for (const char *at = t.at; at < (line ? line : t.end); at++) count += *at == *c;
        if (count > most) most = count, t.comma = *c;
    }
    return t;
}

/* ---- columns ------------------------------------------------------------------------------------------- */

/* One list: what a column holds, and its names in the first line (small) of any of the exports, between "|". */
#define COLUMNS(X)                                            \
    X(DATE, "|date|start_time|")                              \
    X(END, "|end_time|")                                      \
    X(TITLE, "|workout name|title|")                          \
    X(EXERCISE, "|exercise name|exercise_title|exercise|")    \
    X(ORDER, "|set order|set_type|")                          \
    X(KG, "|weight (kg)|weight (kgs)|weight_kg|")             \
    X(LB, "|weight (lb)|weight (lbs)|weight_lbs|weight_lb|")  \
    X(WEIGHT, "|weight|")                                     \
    X(UNIT, "|weight unit|")                                  \
    X(REPS, "|reps|")                                         \
    X(SECONDS, "|seconds|duration_seconds|time|")             \
    X(RPE, "|rpe|")                                           \
    X(NOTE, "|notes|exercise_notes|comment|")                 \
    X(WORKOUT_NOTE, "|workout notes|description|")            \
    X(DURATION, "|duration|duration (sec)|workout duration|") \
    X(INDEX, "|set_index|")                                   \
    X(CATEGORY, "|category|")

typedef enum column {
#define X(name, names) COLUMN_##name,
    COLUMNS(X)
#undef X
        COLUMN_COUNT
} column;

static const char *const NAMES[COLUMN_COUNT] = {
#define X(name, names) names,
    COLUMNS(X)
#undef X
};

typedef struct columns {
    int at[COLUMN_COUNT]; /* field of a record; -1: there is none */
} columns;

static void trim(char *text)
{
    size_t length = strlen(text), blank = strspn(text, " \t");
    while (length > blank && strchr(" \t", text[length - 1])) length--;
    memmove(text, text + blank, length - blank);
    text[length - blank] = 0;
}

static columns columns_of(const csv_text *t)
{
    columns c;
    for (int i = 0; i < COLUMN_COUNT; i++) c.at[i] = -1;
    for (size_t f = 0; f < t->count; f++) {
        char name[40] = "|";
        if (strlen(t->field[f]) > sizeof name - 3) continue;
        strcpy(name + 1, t->field[f]);
        trim(name + 1);
        lumbar_log_small(name);
        strcat(name, "|");
        for (int i = 0; name[2] && i < COLUMN_COUNT; i++)
            if (c.at[i] < 0 && strstr(NAMES[i], name)) c.at[i] = (int)f;
    }
    return c;
}

static const char *program_of(const columns *c)
{
    if (c->at[COLUMN_DATE] < 0 || c->at[COLUMN_EXERCISE] < 0) return NULL;
    if (c->at[COLUMN_INDEX] >= 0) return "hevy";
    if (c->at[COLUMN_ORDER] >= 0) return "strong";
    return c->at[COLUMN_CATEGORY] >= 0 ? "fitnotes" : NULL;
}

const char *lumbar_csv_export(lumbar_arena *arena, const char *bytes, size_t size)
{
    const char *line = memchr(bytes, '\n', size);
    csv_text t = text_of(bytes, line ? (size_t)(line - bytes) : size);
    const char *program = NULL;
    if (next_record(&t)) {
        columns c = columns_of(&t);
        program = program_of(&c);
    }
    if (t.bytes.failed) lumbar_arena_spend(arena);
    free_text(&t);
    return program;
}

/* ---- fields -------------------------------------------------------------------------------------------- */

/* A file being read. */
typedef struct reading_of {
    lumbar_gathering *g;
    const lumbar_log_table *table;
    const lumbar_import_file *file;
    const lumbar_import_settings *settings;
    const char *program;
    csv_text text;
    columns columns;
    bool months_first;
    lumbar_error *error;
} reading_of;

static const char *field(const reading_of *r, column which)
{
    int at = r->columns.at[which];
    return at >= 0 && (size_t)at < r->text.count ? r->text.field[at] : "";
}

static bool refuse(const reading_of *r, lumbar_error_id what, const char *value)
{
    return lumbar_refuse(r->error, LUMBAR_INPUT, r->text.line, what, "file=%s\nline=%ld\ngiven=%.60s", r->file->path,
                         r->text.line, value);
}

/* "62.5", "62,5" or "1.062,5"; NaN where nothing stands there. */
static bool number(const reading_of *r, column which, double *value)
{
    const char *given = field(r, which);
    char plain[32], *end;
    size_t length = 0;
    *value = NAN;
    const char *mark = strrchr(given, ',') > strrchr(given, '.') ? strrchr(given, ',') : strrchr(given, '.');
    for (const char *c = given; *c; c++) {
        if (*c == ' ' || ((*c == ',' || *c == '.') && c != mark)) continue;
        if (length + 1 == sizeof plain) return refuse(r, LUMBAR_ERROR_CSV_NO_NUMBER, given);
        plain[length++] = *c == ',' ? '.' : *c;
    }
    plain[length] = 0;
    if (!length || !strcmp(plain, "null")) return true;
    *value = lumbar_to_double(plain, &end);
    return (!*end && fabs(*value) < 1e7 && strspn(plain, "0123456789.+-eE") == length) ||
           refuse(r, LUMBAR_ERROR_CSV_NO_NUMBER, given);
}

/* "1h 5m", "45m", "3600", "1:05:00", "10:00": seconds; NaN where nothing stands there. */
static bool seconds(const reading_of *r, column which, double *value)
{
    const char *given = field(r, which);
    double parts[3] = {0};
    if (strchr(given, ':')) {
        int count = 0;
        for (const char *at = given; count < 3; at++) {
            char *end;
            if (*at < '0' || *at > '9') return refuse(r, LUMBAR_ERROR_CSV_NO_TIME, given);
            parts[count++] = lumbar_to_double(at, &end);
            if (!*end) {
                *value = count == 3 ? 3600 * parts[0] + 60 * parts[1] + parts[2] : 60 * parts[0] + parts[1];
                return *value < 1e7 || refuse(r, LUMBAR_ERROR_CSV_NO_TIME, given);
            }
            at = end;
            if (*at != ':') return refuse(r, LUMBAR_ERROR_CSV_NO_TIME, given);
        }
        return refuse(r, LUMBAR_ERROR_CSV_NO_TIME, given);
    }
    if (!strpbrk(given, "hms")) return number(r, which, value);
    *value = 0;
    for (const char *at = given; *at;) {
        char *end;
        double part = *at >= '0' && *at <= '9' ? lumbar_to_double(at, &end) : NAN;
        if (isnan(part) || !strchr("hms", *end) || !*end || part > 1e5)
            return refuse(r, LUMBAR_ERROR_CSV_NO_TIME, given);
        *value += part * (*end == 'h' ? 3600 : *end == 'm' ? 60 : 1);
        at = end + 1 + strspn(end + 1, " ");
    }
    return true;
}

/* kg, as the columns or the settings have it; 0 is a body's own weight, so none. */
static bool weight(const reading_of *r, double *kg)
{
    static const double POUND = 0.45359237; /* kg, exact */
    double pounds, told;
    if (!number(r, COLUMN_KG, kg) || !number(r, COLUMN_LB, &pounds) || !number(r, COLUMN_WEIGHT, &told)) return false;
    if (isnan(*kg) && !isnan(pounds)) *kg = pounds * POUND;
    if (isnan(*kg) && !isnan(told) && told != 0) {
        const char *unit = field(r, COLUMN_UNIT);
        if (!*unit) unit = r->settings->unit ? r->settings->unit : "";
        if (!*unit)
            return lumbar_refuse(r->error, LUMBAR_USAGE, r->text.line, LUMBAR_ERROR_CSV_UNIT, "file=%s", r->file->path);
        bool pound = unit[0] == 'l' || unit[0] == 'L';
        if (!pound && unit[0] != 'k' && unit[0] != 'K') return refuse(r, LUMBAR_ERROR_CSV_NO_UNIT_OF_WEIGHT, unit);
        *kg = told * (pound ? POUND : 1);
    }
    if (*kg == 0) *kg = NAN;
    return isnan(*kg) || (*kg >= -500 && *kg <= 1000) || refuse(r, LUMBAR_ERROR_CSV_NO_WEIGHT, field(r, COLUMN_WEIGHT));
}

/* ---- days ---------------------------------------------------------------------------------------------- */

static bool local_of(const reading_of *r, const lumbar_stamp *stamp, lumbar_date *day, int *minute)
{
    *day = stamp->day;
    *minute = stamp->minute;
    /* a zone with hours is the clock on the wall where the person was; UTC is not */
    if (!stamp->utc || stamp->minute < 0) return true;
    return (r->settings->local && r->settings->local(lumbar_stamp_instant(stamp), day, minute)) ||
           refuse(r, LUMBAR_ERROR_CSV_NO_START, field(r, COLUMN_DATE));
}

static bool read_stamp(const reading_of *r, const char *given, lumbar_stamp *stamp)
{
    if (!lumbar_stamp_read(r->table, given, stamp)) return refuse(r, LUMBAR_ERROR_CSV_NO_DAY, given);
    bool swap = stamp->order != LUMBAR_ORDER_FIXED && r->months_first;
    return !swap || lumbar_stamp_month_first(stamp) || refuse(r, LUMBAR_ERROR_CSV_NO_DAY, given);
}

/* Looks through all days for what settles whether months come first. */
static bool settle_order(reading_of *r)
{
    const csv_text start = r->text;
    csv_text look = {.at = start.at, .end = start.end, .comma = start.comma};
    bool days = false, months = false, open = false;
    char example[40] = "";
    while (next_record(&look)) {
        int at = r->columns.at[COLUMN_DATE];
        const char *given = (size_t)at < look.count ? look.field[at] : "";
        lumbar_stamp stamp;
        if (!lumbar_stamp_read(r->table, given, &stamp)) continue;
        days |= stamp.order == LUMBAR_ORDER_DAY;
        months |= stamp.order == LUMBAR_ORDER_MONTH;
        if (stamp.order == LUMBAR_ORDER_OPEN) open = true, lumbar_print(example, sizeof example, "%.30s", given);
    }
    bool good = !look.bytes.failed || lumbar_fail_memory(r->error);
    free_text(&look);
    const char *told = r->settings->dates;
    r->months_first = months || (!days && told && !strcmp(told, "mdy"));
    if (good && days && months)
        good = lumbar_refuse(r->error, LUMBAR_INPUT, 0, LUMBAR_ERROR_CSV_DAYS, "file=%s", r->file->path);
    if (good && open && !days && !months && !told)
        good = lumbar_refuse(r->error, LUMBAR_USAGE, 0, LUMBAR_ERROR_CSV_DATES, "file=%s\nexample=%s", r->file->path,
                             example);
    return good;
}

/* ---- rows ---------------------------------------------------------------------------------------------- */

static const char *kept(const reading_of *r, const char *text)
{
    if (!*text) return NULL;
    return lumbar_copy(r->g->arena, text, strlen(text));
}

/* What makes rows one workout: the day of FitNotes, which knows no workouts; else when it began, and its name. */
static const char *key_of(const reading_of *r, const lumbar_row_told *row)
{
    char day[40];
    lumbar_print(day, sizeof day, "%04d-%02d-%02d", row->day.year, row->day.month, row->day.day);
    if (!strcmp(r->program, "fitnotes")) return lumbar_format(r->g->arena, "fitnotes %s", day);
    return lumbar_format(r->g->arena, "%s %s %d %s", r->program, day, row->minute, field(r, COLUMN_TITLE));
}

static bool read_times(const reading_of *r, lumbar_row_told *row)
{
    lumbar_stamp begin, end;
    if (!read_stamp(r, field(r, COLUMN_DATE), &begin) || !local_of(r, &begin, &row->day, &row->minute)) return false;
    if (!seconds(r, COLUMN_DURATION, &row->duration_s)) return false;
    if (*field(r, COLUMN_END) && begin.minute >= 0 && read_stamp(r, field(r, COLUMN_END), &end) && end.minute >= 0)
        row->duration_s = (double)(lumbar_stamp_instant(&end) - lumbar_stamp_instant(&begin));
    if (!(row->duration_s > 0 && row->duration_s <= 86400)) row->duration_s = NAN; /* a timer that was left on */
    return true;
}

/* The kind of row that Strong and Hevy tell of in one column. */
static bool read_kind(const reading_of *r, lumbar_row_told *row)
{
    char kind[24];
    lumbar_print(kind, sizeof kind, "%.20s", field(r, COLUMN_ORDER));
    lumbar_log_small(kind);
    row->set.warm_up = !strcmp(kind, "w") || !strcmp(kind, "warmup");
    row->is_set = strcmp(kind, "rest timer") != 0 && strcmp(kind, "note") != 0;
    return strcmp(kind, "rest timer") != 0;
}

static bool read_row(reading_of *r)
{
    lumbar_row_told row = {.set = {.rest_s = NAN, .reps = NAN, .seconds = NAN}};
    const char *name = field(r, COLUMN_EXERCISE);
    if (!*name) return refuse(r, LUMBAR_ERROR_CSV_NO_EXERCISE, name);
    bool timer = !read_kind(r, &row) || !strcmp(name, "Rest Timer");
    if (timer) row.is_set = false;
    if (!read_times(r, &row) || !number(r, COLUMN_REPS, &row.set.reps) ||
        !seconds(r, COLUMN_SECONDS, &row.set.seconds) || !number(r, COLUMN_RPE, &row.set.rpe) ||
        (row.is_set && !weight(r, &row.set.weight_kg)))
        return false;
    if (timer) row.set.rest_s = row.set.seconds;
    if (!(row.set.reps > 0)) row.set.reps = NAN;
    if (!(row.set.seconds > 0) || !isnan(row.set.reps)) row.set.seconds = NAN;
    if (!(row.set.rpe >= 1 && row.set.rpe <= 10)) row.set.rpe = NAN;
    if (row.set.reps > 10000 || row.set.seconds > 86400) return refuse(r, LUMBAR_ERROR_CSV_NO_SET, name);
    if (row.is_set && isnan(row.set.reps) && isnan(row.set.seconds)) return r->g->skipped++, true;
    row.set.name = kept(r, name);
    row.key = key_of(r, &row);
    row.note = *field(r, COLUMN_NOTE) ? kept(r, field(r, COLUMN_NOTE)) : kept(r, field(r, COLUMN_WORKOUT_NOTE));
    return (row.set.name && row.key && lumbar_gather(r->g, &row)) || lumbar_fail_memory(r->error);
}

const lumbar_import *lumbar_csv_import(lumbar_gathering *g, const lumbar_log_table *table,
                                       const lumbar_import_file *file, const lumbar_import_settings *settings,
                                       lumbar_error *error)
{
    reading_of r = {.g = g, .table = table, .file = file, .settings = settings, .error = error};
    r.text = text_of(file->bytes, file->size);
    bool good = next_record(&r.text);
    if (good) {
        r.columns = columns_of(&r.text);
        r.program = program_of(&r.columns);
        good = r.program && settle_order(&r);
    }
    if (!r.program) good = lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_IMPORT_UNKNOWN, "file=%s", file->path);
    while (good && next_record(&r.text)) good = read_row(&r);
    if (r.text.bytes.failed) good = lumbar_fail_memory(error);
    free_text(&r.text);
    const lumbar_import *import = good ? lumbar_gathered(g, r.program) : NULL;
    if (good && !import) lumbar_fail_memory(error);
    return import;
}
