/* What there was in each unit: exercises, large movements, much or hard work, rest, warm-up, hour, sleep. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "exposure/exposure.h"

/* The units, and what is known of all of them. */
typedef struct looking {
    const lumbar_exposure_limits *l;
    const lumbar_journal_days *days;
    const lumbar_unit *units; /* [count] */
    size_t count;
    double much; /* work above which it is much; NaN: too little is known */
} looking;

static lumbar_state yes_if(bool yes) { return yes ? LUMBAR_PRESENT : LUMBAR_ABSENT; }

/* Walks through the work sets of a unit: NULL past the last. */
static const lumbar_journal_set *set_at(const lumbar_unit *unit, size_t index)
{
    for (size_t w = 0; w < unit->count; w++)
        for (size_t s = 0; s < unit->workouts[w].set_count; s++)
            if (!unit->workouts[w].sets[s].warm_up && !index--) return &unit->workouts[w].sets[s];
    return NULL;
}

static lumbar_state did(const lumbar_unit *unit, const char *exercise)
{
    const lumbar_journal_set *set;
    size_t i = 0;
    for (; (set = set_at(unit, i)); i++)
        if (set->exercise && !strcmp(set->exercise, exercise)) return LUMBAR_PRESENT;
    return i ? LUMBAR_ABSENT : LUMBAR_UNKNOWN;
}

static lumbar_state did_one_of(const lumbar_unit *unit, const char *list)
{
    const char *item;
    lumbar_state state = set_at(unit, 0) ? LUMBAR_ABSENT : LUMBAR_UNKNOWN;
    for (size_t length; list && lumbar_item_next(&list, true, &item, &length);) {
        const lumbar_journal_set *set;
        for (size_t i = 0; (set = set_at(unit, i)); i++)
            if (set->exercise && lumbar_item_is(item, length, set->exercise)) state = LUMBAR_PRESENT;
    }
    return state;
}

/* Work of a unit: repetitions, a hold counted as one each three seconds; NaN where a set tells neither. */
static double work_of(const lumbar_unit *unit)
{
    const lumbar_journal_set *set;
    double work = 0;
    size_t i = 0;
    for (; (set = set_at(unit, i)); i++) work += !isnan(set->reps) ? set->reps : set->seconds / 3;
    return i ? work : NAN;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* So many times the middle one of this person's workouts. */
static bool find_much(lumbar_arena *arena, looking *at)
{
    double *works = LUMBAR_NEW_ARRAY(arena, double, at->count + 1);
    size_t known = 0;
    for (size_t i = 0; works && i < at->count; i++)
        if (!isnan(works[known] = work_of(&at->units[i]))) known++;
    at->much = NAN;
    if (!works || !known) return works != NULL;
    qsort(works, known, sizeof *works, by_value);
    at->much = works[known / 2] * at->l->much;
    return true;
}

static lumbar_state hard(const looking *at, const lumbar_unit *unit)
{
    const lumbar_journal_set *set;
    double hardest = NAN;
    for (size_t i = 0; (set = set_at(unit, i)); i++) hardest = fmax(hardest, set->rpe);
    return isnan(hardest) ? LUMBAR_UNKNOWN : yes_if(hardest >= at->l->hard_rpe);
}

static lumbar_state unwarmed(const lumbar_unit *unit)
{
    lumbar_state warmed = LUMBAR_UNKNOWN;
    for (size_t w = 0; w < unit->count; w++) {
        if (unit->workouts[w].warmed > warmed) warmed = unit->workouts[w].warmed;
        for (size_t s = 0; s < unit->workouts[w].set_count; s++)
            if (unit->workouts[w].sets[s].warm_up) warmed = LUMBAR_PRESENT;
    }
    return warmed == LUMBAR_UNKNOWN ? warmed : yes_if(warmed == LUMBAR_ABSENT);
}

static lumbar_state slept_little(const looking *at, const lumbar_unit *unit)
{
    for (size_t i = 0; i < at->days->sleep_count; i++)
        if (lumbar_date_between(at->days->first, at->days->sleep[i].day) == unit->day)
            return yes_if(at->days->sleep[i].hours < at->l->little_sleep);
    return LUMBAR_UNKNOWN;
}

static lumbar_state state_of(const looking *at, const lumbar_row *row, lumbar_exposure_kind kind, size_t index)
{
    const lumbar_unit *unit = &at->units[index];
    switch (kind) {
    case LUMBAR_EXPOSURE_LARGE: return did_one_of(unit, lumbar_row_get(row, "exercises"));
    case LUMBAR_EXPOSURE_MUCH: {
        double work = work_of(unit);
        return isnan(work) || isnan(at->much) ? LUMBAR_UNKNOWN : yes_if(work > at->much);
    }
    case LUMBAR_EXPOSURE_HARD: return hard(at, unit);
    case LUMBAR_EXPOSURE_SHORT_REST:
        return index ? yes_if(unit->day - at->units[index - 1].day < at->l->rest_days) : LUMBAR_UNKNOWN;
    case LUMBAR_EXPOSURE_NO_WARM_UP: return unwarmed(unit);
    case LUMBAR_EXPOSURE_EARLY:
        return unit->workouts->minute < 0 ? LUMBAR_UNKNOWN : yes_if(unit->workouts->minute < 60 * at->l->early);
    case LUMBAR_EXPOSURE_LITTLE_SLEEP: return slept_little(at, unit);
    case LUMBAR_EXPOSURE_EXERCISE: break;
    }
    return LUMBAR_UNKNOWN;
}

/* Adds one that was there in some unit. False when out of memory. */
static bool add(lumbar_arena *arena, const looking *at, const lumbar_row *row, const lumbar_exercise *exercise,
                lumbar_exposed_list *list)
{
    static const char words[] =
#define X(name, word) word " "
        LUMBAR_EXPOSURES(X);
#undef X
    const char *kind = lumbar_row_get(row, "kind");
    lumbar_exposed *one = &list->items[list->count];
    *one = (lumbar_exposed){
        .row = row, .exercise = exercise, .states = LUMBAR_NEW_ARRAY(arena, lumbar_state, at->count + 1)};
    bool any = false;
    for (size_t i = 0; one->states && i < at->count; i++) {
        one->states[i] = exercise
                             ? did(&at->units[i], exercise->id)
                             : state_of(at, row, (lumbar_exposure_kind)lumbar_word_index(words, kind, strlen(kind)), i);
        any |= one->states[i] == LUMBAR_PRESENT;
    }
    list->count += any;
    return one->states != NULL;
}

/* Of kind `exercise`: each that the row names. */
static bool add_each(lumbar_arena *arena, const lumbar_knowledge *k, const looking *at, const lumbar_row *row,
                     lumbar_exposed_list *list)
{
    const char *names = lumbar_row_get(row, "exercises"), *item;
    for (size_t length; names && lumbar_item_next(&names, true, &item, &length);) {
        const char *id = lumbar_copy(arena, item, length);
        const lumbar_exercise *exercise = id ? lumbar_exercise_find(k, id) : NULL;
        if (!id || (exercise && !add(arena, at, row, exercise, list))) return false;
    }
    return true;
}

bool lumbar_exposed_of(lumbar_arena *arena, const lumbar_looking *given, lumbar_exposed_list *list)
{
    const lumbar_knowledge *k = given->knowledge;
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_EXPOSURES];
    looking at = {.l = given->limits, .days = given->days, .units = given->units, .count = given->count};
    *list = (lumbar_exposed_list){
        .items = LUMBAR_NEW_ARRAY(arena, lumbar_exposed, table->row_count * (k->exercise_count + 1) + 1)};
    bool good = list->items && find_much(arena, &at);
    for (size_t r = 0; good && r < table->row_count; r++) {
        const lumbar_row *row = &table->rows[r];
        bool each = !strcmp(lumbar_row_get(row, "kind"), "exercise");
        good = each ? add_each(arena, k, &at, row, list) : add(arena, &at, row, NULL, list);
    }
    return good;
}
