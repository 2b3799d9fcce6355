/* Rows of exercises -> typed; which one a name means as people type it. */
#include <string.h>
#include "reason/called.h"

static bool fail(lumbar_error *error, const lumbar_row *row, const char *field, const char *what, const char *name)
{
    return lumbar_row_fail(error, LUMBAR_TABLE_EXERCISES, row, field, "%s '%.60s'", what, name);
}

/* ---- names --------------------------------------------------------------------------------------------- */

static bool is_called(const lumbar_exercise *e, const char *name)
{
    bool found = lumbar_name_same(name, e->id) || lumbar_name_same(name, e->name);
    for (size_t i = 0; !found && i < e->alias_count; i++) found = lumbar_name_same(name, e->aliases[i]);
    return found;
}

const lumbar_exercise *lumbar_exercise_named(const lumbar_knowledge *k, const char *name)
{
    if (lumbar_name_empty(name)) return NULL;
    for (size_t i = 0; i < k->exercise_count; i++)
        if (is_called(&k->exercises[i], name)) return &k->exercises[i];
    return NULL;
}

size_t lumbar_exercise_count(const lumbar_knowledge *k) { return k->exercise_count; }

const lumbar_exercise *lumbar_exercise_at(const lumbar_knowledge *k, size_t index)
{
    return index < k->exercise_count ? &k->exercises[index] : NULL;
}

bool lumbar_exercise_is(const lumbar_exercise *exercise, const lumbar_exercise *other)
{
    return exercise == other || exercise->like == other;
}

bool lumbar_goes_on_as(const lumbar_exercise *exercise, const lumbar_exercise *fuller)
{
    return exercise->fuller && lumbar_exercise_is(fuller, exercise->fuller);
}

bool lumbar_exercise_listed(const lumbar_exercise_list *list, const lumbar_exercise *exercise)
{
    for (size_t i = 0; i < list->count; i++)
        if (lumbar_exercise_is(exercise, list->rows[i])) return true;
    return false;
}

/* ---- reading ------------------------------------------------------------------------------------------- */

static bool read_aliases(lumbar_arena *arena, const lumbar_row *row, lumbar_exercise *e, lumbar_error *error)
{
    const char *value = lumbar_row_get(row, "aliases"), *at = value, *item;
    size_t room = 1, length;
    for (const char *c = value; c && *c; c++) room += *c == ',' || *c == '\n';
    const char **aliases = LUMBAR_NEW_ARRAY(arena, const char *, room);
    if (!aliases) return lumbar_fail_memory(error);
    e->aliases = aliases;
    for (; at && lumbar_item_next(&at, true, &item, &length); e->alias_count++)
        if (!(aliases[e->alias_count] = lumbar_copy(arena, item, length))) return lumbar_fail_memory(error);
    return true;
}

static bool link_fuller(const lumbar_knowledge *k, const lumbar_row *row, lumbar_exercise *e, lumbar_error *error)
{
    const char *fuller = lumbar_row_get(row, "fuller");
    if (!fuller || !*fuller) return true;
    e->fuller = lumbar_exercise_find(k, fuller);
    return e->fuller || fail(error, row, "fuller", "there is no exercise", fuller);
}

/* What a row does not say itself is as in the one that it is like. */
static void inherit(lumbar_exercise *e)
{
    const lumbar_exercise *like = e->like ? e->like : e;
    if (!e->fuller) e->fuller = like->fuller;
    if (!e->easier) e->easier = like->easier;
    if (!e->line) e->line = like->line;
    if (!e->figure) e->figure = like->figure;
    e->judged = e->judged && like->judged;
    e->seen = e->judged && (e->seen || like->seen);
}

/* An exercise stands in the lists or is like one that does. */
static bool link_like(const lumbar_knowledge *k, const lumbar_row *row, lumbar_exercise *e, lumbar_error *error)
{
    const char *like = lumbar_row_get(row, "like");
    if (!like || !*like)
        return e->option || lumbar_row_fail(error, LUMBAR_TABLE_EXERCISES, row, NULL,
                                            "neither an option for the lists nor a row that it is like");
    e->like = lumbar_exercise_find(k, like);
    if (!e->like) return fail(error, row, "like", "there is no exercise", like);
    return e->like->option || fail(error, row, "like", "it is like a row without an option:", like);
}

/* One name means one exercise. */
static bool check_names(const lumbar_knowledge *k, const lumbar_row *row, size_t index, lumbar_error *error)
{
    const lumbar_exercise *e = &k->exercises[index];
    if (e->when_named && !lumbar_row_get(row, "seen"))
        return lumbar_row_fail(error, LUMBAR_TABLE_EXERCISES, row, "when_named",
                               "when_named is about seen, which is missing");
    if (e->like && e->like->like)
        return fail(error, row, "like", "it is like a row that is like another:", e->like->id);
    for (size_t i = 0; i < index; i++) {
        const lumbar_exercise *other = &k->exercises[i];
        if (is_called(other, e->id)) return fail(error, row, "id", "another row has the name", e->id);
        if (is_called(other, e->name)) return fail(error, row, "name", "another row has the name", e->name);
        for (size_t j = 0; j < e->alias_count; j++)
            if (is_called(other, e->aliases[j]))
                return fail(error, row, "aliases", "another row has the name", e->aliases[j]);
    }
    return true;
}

bool lumbar_read_exercises(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_EXERCISES];
    const lumbar_row_reading r = {arena, k, LUMBAR_TABLE_EXERCISES, error};
    lumbar_exercise *rows = LUMBAR_NEW_ARRAY(arena, lumbar_exercise, table->row_count);
    if (!rows) return lumbar_fail_memory(error);
    for (size_t i = 0; i < table->row_count; i++) {
        rows[i] = (lumbar_exercise){.id = table->rows[i].id, .judged = true};
        if (!lumbar_row_read(&r, &table->rows[i], &rows[i]) || !read_aliases(arena, &table->rows[i], &rows[i], error))
            return false;
        const lumbar_figure *figure;
        if (!lumbar_read_figure_of(&r, &table->rows[i], "figure", &figure)) return false;
        rows[i].figure = figure ? figure->id : NULL;
        rows[i].seen = lumbar_row_text(arena, &table->rows[i], "seen") != NULL;
    }
    k->exercises = rows;
    k->exercise_count = table->row_count;
    for (size_t i = 0; i < table->row_count; i++)
        if (!link_like(k, &table->rows[i], &rows[i], error) || !link_fuller(k, &table->rows[i], &rows[i], error))
            return false;
    for (size_t i = 0; i < table->row_count; i++) {
        inherit(&rows[i]);
        if (!check_names(k, &table->rows[i], i, error)) return false;
    }
    return true;
}

/* ---- options of a question ----------------------------------------------------------------------------- */

/* Every name of every exercise, for the option that it stands for. */
static bool fill_called(lumbar_arena *arena, const lumbar_knowledge *k, lumbar_question *q)
{
    size_t room = k->exercise_count;
    for (size_t i = 0; i < k->exercise_count; i++) room += k->exercises[i].alias_count;
    lumbar_option *called = LUMBAR_NEW_ARRAY(arena, lumbar_option, room);
    if (!called) return false;
    q->called = called;
    for (size_t i = 0; i < k->exercise_count; i++) {
        const lumbar_exercise *e = &k->exercises[i];
        const char *option = e->option ? e->id : e->like->id;
        called[q->called_count++] = (lumbar_option){option, e->name};
        for (size_t a = 0; a < e->alias_count; a++) called[q->called_count++] = (lumbar_option){option, e->aliases[a]};
    }
    return true;
}

bool lumbar_exercise_options(lumbar_arena *arena, const lumbar_knowledge *k, lumbar_question *q)
{
    lumbar_option *options = LUMBAR_NEW_ARRAY(arena, lumbar_option, k->exercise_count);
    lumbar_option_name *names = LUMBAR_NEW_ARRAY(arena, lumbar_option_name, k->exercise_count);
    if (!options || !names) return false;
    q->of_exercises = true;
    q->options = options;
    q->names = names;
    for (int common = 1; common >= 0; common--) {
        for (size_t i = 0; i < k->exercise_count; i++)
            if (k->exercises[i].option && k->exercises[i].common == common)
                options[q->option_count++] = (lumbar_option){k->exercises[i].id, k->exercises[i].option};
        if (common) q->first_count = q->option_count;
    }
    if (!q->more || !q->first_count) q->first_count = q->option_count;
    if (q->first_count == q->option_count) q->more = NULL;
    for (size_t i = 0; i < k->exercise_count; i++)
        if (!k->exercises[i].option)
            names[q->name_count++] = (lumbar_option_name){k->exercises[i].id, k->exercises[i].like->id};
    return !q->more || fill_called(arena, k, q);
}
