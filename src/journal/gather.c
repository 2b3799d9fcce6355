/* Sets as exports tell them -> workouts, with our own names of exercises where there are some. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "journal/gather.h"

bool lumbar_gather(lumbar_gathering *g, const lumbar_row_told *row)
{
    if (g->count == g->room) {
        size_t room = g->room ? 2 * g->room : 256;
        lumbar_row_told *rows = realloc(g->rows, room * sizeof *rows);
        if (!rows) return false;
        g->rows = rows;
        g->room = room;
    }
    g->rows[g->count++] = *row;
    return true;
}

void lumbar_gathering_free(lumbar_gathering *g)
{
    free(g->rows);
    g->rows = NULL;
    g->count = g->room = 0;
}

/* "Crunch (Machine)" is called as it stands, or without what stands in brackets. */
static const lumbar_exercise *exercise_of(const lumbar_gathering *g, const char *name)
{
    const lumbar_exercise *exercise = lumbar_exercise_named(g->knowledge, name);
    const char *bracket = strrchr(name, '(');
    if (!exercise && bracket && bracket > name) {
        char *plain = lumbar_copy(g->arena, name, (size_t)(bracket - name));
        if (plain) exercise = lumbar_exercise_named(g->knowledge, plain);
    }
    return exercise && exercise->judged ? exercise : NULL;
}

/* ---- workouts ------------------------------------------------------------------------------------------ */

/* Rows by their workouts, each in the order of the file. */
static int by_key(const void *a, const void *b)
{
    const lumbar_row_told *const *x = a, *const *y = b;
    int order = strcmp((*x)->key, (*y)->key);
    return order ? order : (*x > *y) - (*x < *y);
}

/* Back to the order of the file: by the first row of each. */
typedef struct workout_of_rows {
    const lumbar_row_told **rows;
    size_t count;
} workout_of_rows;

static int by_place(const void *a, const void *b)
{
    const workout_of_rows *x = a, *y = b;
    return (x->rows[0] > y->rows[0]) - (x->rows[0] < y->rows[0]);
}

static void add_note(lumbar_arena *arena, lumbar_journal_workout *workout, const char *note)
{
    enum { NOTE_MOST = 2000 };
    if (!lumbar_has(note) || (workout->note && strstr(workout->note, note))) return;
    if (workout->note && strlen(workout->note) + strlen(note) > NOTE_MOST) return;
    workout->note = workout->note ? lumbar_format(arena, "%s; %s", workout->note, note) : note;
}

static bool make_workout(lumbar_gathering *g, const workout_of_rows *of, const char *program, lumbar_import *import,
                         lumbar_entry *entry)
{
    const lumbar_row_told *first = of->rows[0];
    lumbar_journal_set *sets = LUMBAR_NEW_ARRAY(g->arena, lumbar_journal_set, of->count);
    *entry = (lumbar_entry){.kind = LUMBAR_ENTRY_WORKOUT,
                            .key = first->key,
                            .workout = {.day = first->day,
                                        .minute = first->minute,
                                        .duration_s = first->duration_s,
                                        .warm_up_s = NAN,
                                        .sets = sets,
                                        .source = program}};
    lumbar_journal_workout *workout = &entry->workout;
    for (size_t i = 0; sets && i < of->count; i++) {
        const lumbar_row_told *row = of->rows[i];
        add_note(g->arena, workout, row->note);
        if (!row->is_set) { /* a timer that ran behind the set before it */
            if (workout->set_count && row->set.rest_s > 0) sets[workout->set_count - 1].rest_s = row->set.rest_s;
            continue;
        }
        const lumbar_exercise *exercise = exercise_of(g, row->set.name);
        lumbar_journal_set *set = &sets[workout->set_count++];
        *set = row->set;
        if (exercise) set->exercise = exercise->id, set->name = exercise->name;
        import->sets++;
        import->others += !exercise;
    }
    return sets != NULL;
}

static bool make_workouts(lumbar_gathering *g, const lumbar_row_told **rows, const char *program, lumbar_import *import)
{
    workout_of_rows *workouts = calloc(g->count + 1, sizeof *workouts);
    lumbar_entry *entries = LUMBAR_NEW_ARRAY(g->arena, lumbar_entry, g->count);
    bool good = workouts && entries;
    size_t count = 0;
    for (size_t from = 0, to; good && from < g->count; from = to) {
        for (to = from + 1; to < g->count && !strcmp(rows[to]->key, rows[from]->key);) to++;
        workouts[count++] = (workout_of_rows){rows + from, to - from};
    }
    if (good) qsort(workouts, count, sizeof *workouts, by_place);
    for (size_t i = 0; good && i < count; i++) {
        lumbar_entry *entry = &entries[import->count];
        good = make_workout(g, &workouts[i], program, import, entry);
        import->count += entry->workout.set_count > 0; /* of one without sets nothing is known */
    }
    import->entries = entries;
    free(workouts);
    return good;
}

const lumbar_import *lumbar_gathered(lumbar_gathering *g, const char *program)
{
    lumbar_import *import = LUMBAR_NEW(g->arena, lumbar_import);
    const lumbar_row_told **rows = calloc(g->count + 1, sizeof *rows);
    bool good = import && rows;
    for (size_t i = 0; good && i < g->count; i++) rows[i] = &g->rows[i];
    if (good && g->count) qsort(rows, g->count, sizeof *rows, by_key);
    if (good) import->program = program, import->skipped = g->skipped;
    good = good && make_workouts(g, rows, program, import);
    free(rows);
    lumbar_gathering_free(g);
    return good ? import : NULL;
}
