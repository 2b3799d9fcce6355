/* Which program's export it is; wger's, which is JSON. */
#include <math.h>
#include <string.h>
#include "base/json.h"
#include "journal/csv.h"
#include "journal/gather.h"
#include "journal/own.h"
#include "journal/stamp.h"

/* ---- wger ---------------------------------------------------------------------------------------------- */

/* wger's own ids (its tables setting_repetition_units and setting_weight_units). */
enum { WGER_SECONDS = 3, WGER_MINUTES = 4, WGER_KG = 1, WGER_LB = 2, WGER_ENGLISH = 2 };

typedef struct wger {
    lumbar_gathering *g;
    const lumbar_log_table *table;
    const lumbar_import_settings *settings;
    const lumbar_json *const *lists; /* [count] */
    size_t count;
    lumbar_error *error;
} wger;

/* A number, or one as text; NaN where it is null or none. */
static double number_in(const lumbar_json *json, const char *key)
{
    const lumbar_json *value = lumbar_json_get(json, key);
    const char *text = lumbar_json_string(value);
    char *end = NULL;
    if (!text) return lumbar_json_number(value);
    double number = lumbar_to_double(text, &end);
    return end != text && !*end && isfinite(number) ? number : NAN;
}

/* The first of these that is a number. */
static double one_of(const lumbar_json *json, const char *a, const char *b, const char *c)
{
    double value = number_in(json, a);
    if (isnan(value)) value = number_in(json, b);
    return isnan(value) && c ? number_in(json, c) : value;
}

/* "results" of an answer, or the list itself. */
static const lumbar_json *list_of(const lumbar_json *json)
{
    const lumbar_json *results = lumbar_json_get(json, "results");
    return lumbar_json_kind(json) == LUMBAR_JSON_ARRAY      ? json
           : lumbar_json_kind(results) == LUMBAR_JSON_ARRAY ? results
                                                            : NULL;
}

static bool is_wger_log(const lumbar_json *row)
{
    return lumbar_json_get(row, "date") && !isnan(one_of(row, "exercise", "exercise_base", "exercise_id")) &&
           (lumbar_json_get(row, "repetitions") || lumbar_json_get(row, "reps"));
}

/* The exercise's name in a list of exercises or of their translations, English before others; NULL: in none. */
static const char *wger_name(const wger *w, double id)
{
    const char *found = NULL;
    for (size_t l = 0; l < w->count; l++)
        for (size_t i = 0; i < lumbar_json_count(w->lists[l]); i++) {
            const lumbar_json *row = lumbar_json_at(w->lists[l], i), *names = lumbar_json_get(row, "translations");
            if (is_wger_log(row)) continue;
            bool translation = lumbar_json_get(row, "exercise") && lumbar_json_get(row, "name");
            if (one_of(row, translation ? "exercise" : "id", "exercise_base", NULL) != id) continue;
            const char *name = lumbar_json_string(lumbar_json_get(row, "name"));
            if (name && (!found || number_in(row, "language") == WGER_ENGLISH)) found = name;
            for (size_t t = 0; t < lumbar_json_count(names); t++) {
                const lumbar_json *one = lumbar_json_at(names, t);
                name = lumbar_json_string(lumbar_json_get(one, "name"));
                if (name && (!found || number_in(one, "language") == WGER_ENGLISH)) found = name;
            }
        }
    return found;
}

static bool wger_when(const wger *w, const lumbar_json *row, lumbar_row_told *told)
{
    const char *date = lumbar_json_string(lumbar_json_get(row, "date"));
    lumbar_stamp stamp;
    if (!date || !lumbar_stamp_read(w->table, date, &stamp) || stamp.order != LUMBAR_ORDER_FIXED) return false;
    told->day = stamp.day;
    told->minute = stamp.minute;
    told->duration_s = NAN;
    return !stamp.utc || stamp.minute < 0 || !w->settings->local ||
           w->settings->local(lumbar_stamp_instant(&stamp), &told->day, &told->minute);
}

/* What was done of what was counted. */
static void wger_amount(const lumbar_json *row, lumbar_journal_set *set)
{
    double amount = one_of(row, "repetitions", "reps", NULL);
    double unit = one_of(row, "repetitions_unit", "repetition_unit", "repetitions_unit_id");
    double kg = number_in(row, "weight"), of = one_of(row, "weight_unit", "weight_unit_id", NULL);
    double rir = number_in(row, "rir");
    bool timed = unit == WGER_SECONDS || unit == WGER_MINUTES;
    *set = (lumbar_journal_set){
        .reps = NAN, .seconds = NAN, .weight_kg = NAN, .rest_s = number_in(row, "rest"), .rpe = NAN};
    if (timed) set->seconds = amount * (unit == WGER_MINUTES ? 60 : 1);
    else if (isnan(unit) || unit < WGER_SECONDS || unit == 7) set->reps = amount; /* 7: as many as possible */
    if (!(set->reps > 0 && set->reps <= 10000)) set->reps = NAN;
    if (!(set->seconds > 0 && set->seconds <= 86400)) set->seconds = NAN;
    if (kg != 0 && fabs(kg) <= 1000 && (isnan(of) || of == WGER_KG)) set->weight_kg = kg;
    if (kg != 0 && fabs(kg) <= 1000 && of == WGER_LB) set->weight_kg = kg * 0.45359237;
    if (rir >= 0 && rir <= 9) set->rpe = 10 - rir;
    if (!(set->rest_s >= 0 && set->rest_s <= 86400)) set->rest_s = NAN;
}

static bool wger_row(const wger *w, const lumbar_json *row, const char *path)
{
    lumbar_row_told told = {.is_set = true};
    double id = one_of(row, "exercise", "exercise_base", "exercise_id");
    const char *name = wger_name(w, id);
    wger_amount(row, &told.set);
    if (!wger_when(w, row, &told))
        return lumbar_refuse(w->error, LUMBAR_INPUT, 0, LUMBAR_ERROR_IMPORT_DAY, "file=%s\nnumber=%.0f", path, id);
    if (isnan(told.set.reps) && isnan(told.set.seconds)) return w->g->skipped++, true;
    told.set.name =
        name ? lumbar_copy(w->g->arena, name, strlen(name)) : lumbar_format(w->g->arena, "exercise %.0f", id);
    told.key = lumbar_format(w->g->arena, "wger %04d-%02d-%02d", told.day.year, told.day.month, told.day.day);
    return (told.set.name && told.key && lumbar_gather(w->g, &told)) || lumbar_fail_memory(w->error);
}

static const lumbar_import *read_wger(const wger *w, const lumbar_import_file *files)
{
    bool good = true;
    for (size_t l = 0; good && l < w->count; l++)
        for (size_t i = 0; good && i < lumbar_json_count(w->lists[l]); i++) {
            const lumbar_json *row = lumbar_json_at(w->lists[l], i);
            if (is_wger_log(row)) good = wger_row(w, row, files[l].path);
        }
    const lumbar_import *import = good ? lumbar_gathered(w->g, "wger") : NULL;
    if (good && !import) lumbar_fail_memory(w->error);
    return import;
}

/* ---- which it is --------------------------------------------------------------------------------------- */

static const lumbar_import *unknown(const lumbar_import_file *file, lumbar_error *error)
{
    lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_IMPORT_UNKNOWN, "file=%s", file->path);
    return NULL;
}

static const lumbar_import *read_json(lumbar_gathering *g, const lumbar_log_table *table,
                                      const lumbar_import_files *all, const lumbar_import_settings *settings,
                                      lumbar_error *error)
{
    enum { FILES_MOST = 16 };
    const lumbar_import_file *files = all->items;
    size_t count = all->count;
    lumbar_json *parsed[FILES_MOST] = {NULL};
    const lumbar_json *lists[FILES_MOST] = {NULL};
    const lumbar_import *import = NULL;
    bool good =
        count <= FILES_MOST || lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_IMPORT_MANY, "most=%d", FILES_MOST);
    for (size_t i = 0; good && i < count; i++) {
        parsed[i] = lumbar_json_parse(files[i].bytes, files[i].size, files[i].path, error);
        good = parsed[i] != NULL;
    }
    const char *schema = good ? lumbar_json_string(lumbar_json_get(parsed[0], "schema")) : NULL;
    bool own = schema && !strcmp(schema, "lumbar.history/1") && count == 1;
    for (size_t i = 0; good && !own && i < count; i++)
        good = (lists[i] = list_of(parsed[i])) || (unknown(&files[i], error), false);
    const wger w = {g, table, settings, lists, count, error};
    if (good) import = own ? lumbar_import_own(g->arena, parsed[0], files[0].path, error) : read_wger(&w, files);
    if (import && !own && !import->count && !import->skipped) import = unknown(&files[0], error);
    for (size_t i = 0; i < count && i < FILES_MOST; i++) lumbar_json_free(parsed[i]);
    return import;
}

const lumbar_import *lumbar_import_read(lumbar_arena *arena, const lumbar_knowledge *knowledge,
                                        const lumbar_import_files *files, const lumbar_import_settings *settings,
                                        lumbar_error *error)
{
    lumbar_gathering g = {.arena = arena, .knowledge = knowledge};
    const lumbar_log_table *table = lumbar_log_table_of(arena, knowledge, error);
    if (!table) return NULL;
    size_t first = 0;
    while (first < files->items[0].size && strchr(" \t\r\n\xEF\xBB\xBF", files->items[0].bytes[first])) first++;
    const lumbar_import *import = NULL;
    if (first < files->items[0].size && strchr("[{", files->items[0].bytes[first]))
        import = read_json(&g, table, files, settings, error);
    else if (!lumbar_csv_export(arena, files->items[0].bytes, files->items[0].size)) unknown(&files->items[0], error);
    else if (files->count > 1)
        lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_IMPORT_ALONE, "file=%s", files->items[1].path);
    else import = lumbar_csv_import(&g, table, &files->items[0], settings, error);
    lumbar_gathering_free(&g);
    return lumbar_settle(arena, import != NULL, error) ? import : NULL;
}
