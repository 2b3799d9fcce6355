/* Rows about recordings -> typed: who judges a finding, its sentences and measures, and why something is not seen. */
#include <string.h>
#include "reason/reason.h"

static const struct {
    const char *id;
    unsigned looks;
} JUDGES[LUMBAR_JUDGE_COUNT] = {
#define X(name, id, looks) {id, LUMBAR_JUDGES_##looks},
    LUMBAR_JUDGES(X)
#undef X
};

static const struct {
    const char *id, *holes;
    unsigned judges;
} SAYINGS[LUMBAR_SAYING_COUNT] = {
#define X(name, id, judges, holes) {id, holes, LUMBAR_JUDGES_##judges},
    LUMBAR_SAYINGS(X)
#undef X
};

/* The row that is read, and what becomes of it. */
typedef struct reader {
    const lumbar_row_reading *r;
    const lumbar_row *row;
    lumbar_judged *j;
} reader;

static bool fail(const reader *f, const char *field, const char *what, const char *name)
{
    return lumbar_row_fail(f->r->error, LUMBAR_TABLE_FINDINGS, f->row, field, "%s '%.60s'", what, name);
}

static bool read_exercises(const reader *f, const char *field, lumbar_exercise_list *list)
{
    const lumbar_knowledge *k = f->r->knowledge;
    const char *at = lumbar_row_get(f->row, field), *item;
    const lumbar_exercise **rows = LUMBAR_NEW_ARRAY(f->r->arena, const lumbar_exercise *, k->exercise_count);
    if (!rows) return lumbar_fail_memory(f->r->error);
    *list = (lumbar_exercise_list){.rows = rows};
    for (size_t length; at && lumbar_item_next(&at, true, &item, &length); list->count++) {
        const char *id = lumbar_copy(f->r->arena, item, length);
        if (!id) return lumbar_fail_memory(f->r->error);
        if (list->count == k->exercise_count) return fail(f, field, "one stands twice, at the latest", id);
        rows[list->count] = lumbar_exercise_find(k, id);
        if (!rows[list->count]) return fail(f, field, "there is no exercise", id);
    }
    return true;
}

/* The items of `measure` or `unit`: as many as the judge has. */
static bool read_measures(const reader *f, const char *field, size_t wanted, const char **items)
{
    const char *at = lumbar_row_get(f->row, field), *item;
    size_t count = 0;
    for (size_t length; at && lumbar_item_next(&at, true, &item, &length); count++)
        if (count < wanted && !(items[count] = lumbar_copy(f->r->arena, item, length)))
            return lumbar_fail_memory(f->r->error);
    return count == wanted ||
           lumbar_row_fail(f->r->error, LUMBAR_TABLE_FINDINGS, f->row, field, "the judge '%s' takes %zu of %s, not %zu",
                           lumbar_row_get(f->row, "judge"), wanted, field, count);
}

/* One item of `say`: "name | sentence". */
static bool read_saying(const reader *f, const char *item, size_t length)
{
    lumbar_judged *j = f->j;
    const char *bar = memchr(item, '|', length), *text = bar ? bar + 1 : item, *end = item + length;
    size_t name = bar ? (size_t)(bar - item) : 0, i = 0;
    while (name && item[name - 1] == ' ') name--;
    while (text < end && *text == ' ') text++;
    if (!name || text == end)
        return lumbar_row_fail(f->r->error, LUMBAR_TABLE_FINDINGS, f->row, "say",
                               "a sentence is 'name | text', not '%.*s'", (int)(length > 60 ? 60 : length), item);
    while (i < LUMBAR_SAYING_COUNT && !lumbar_item_is(item, name, SAYINGS[i].id)) i++;
    if (i == LUMBAR_SAYING_COUNT || !(SAYINGS[i].judges & JUDGES[j->judge].looks) || j->say[i])
        return lumbar_row_fail(f->r->error, LUMBAR_TABLE_FINDINGS, f->row, "say",
                               "the judge '%s' has no sentence '%.*s', or has it already", JUDGES[j->judge].id,
                               (int)(name > 60 ? 60 : name), item);
    j->say[i] = lumbar_copy(f->r->arena, text, (size_t)(end - text));
    if (!j->say[i]) return lumbar_fail_memory(f->r->error);
    return lumbar_holes_fit(j->say[i], SAYINGS[i].holes) ||
           lumbar_row_fail(f->r->error, LUMBAR_TABLE_FINDINGS, f->row, "say",
                           "the sentence '%s' has each of these holes and no other: %s", SAYINGS[i].id,
                           *SAYINGS[i].holes ? SAYINGS[i].holes : "none");
}

static bool read_say(const reader *f)
{
    const lumbar_judged *j = f->j;
    const char *at = lumbar_row_get(f->row, "say"), *item;
    for (size_t length; at && lumbar_item_next(&at, false, &item, &length);)
        if (!read_saying(f, item, length)) return false;
    for (size_t i = 0; i < LUMBAR_SAYING_COUNT; i++)
        if (!j->say[i] && SAYINGS[i].judges & JUDGES[j->judge].looks)
            return fail(f, "say", "say lacks the sentence", SAYINGS[i].id);
    return true;
}

/* Fields that only some judges read: an unread one would look as if it did something. */
static bool read_terms(const reader *f)
{
    lumbar_judged *j = f->j;
    unsigned looks = JUDGES[j->judge].looks;
    bool repetitions = looks & LUMBAR_JUDGES_REPETITIONS, form = looks & LUMBAR_JUDGES_FORM;
    size_t measures = looks & LUMBAR_JUDGES_FADING ? LUMBAR_MEASURES_MOST : looks & LUMBAR_JUDGES_WARM_UP ? 0 : 1;
    if (!read_exercises(f, "exercises", &j->exercises) || !read_exercises(f, "meant", &j->meant) ||
        !read_measures(f, "measure", measures, j->measures) || !read_measures(f, "unit", measures, j->units))
        return false;
    if (!j->exercises.count == form)
        return lumbar_row_fail(f->r->error, LUMBAR_TABLE_FINDINGS, f->row, "exercises",
                               form ? "exercises are missing" : "the judge '%s' takes every exercise",
                               JUDGES[j->judge].id);
    if (j->meant.count && !repetitions) return fail(f, "meant", "meant is not read by the judge", JUDGES[j->judge].id);
    if (!repetitions)
        return !lumbar_row_get(f->row, "least_share") ||
               fail(f, "least_share", "least_share is not read by the judge", JUDGES[j->judge].id);
    j->least_share = lumbar_row_number(f->row, "least_share");
    return j->least_share >= 0 || fail(f, NULL, "least_share is missing for the judge", JUDGES[j->judge].id);
}

bool lumbar_read_judged(const lumbar_row_reading *r, const lumbar_row *row, const lumbar_judged **judged)
{
    static const char *const fields[] = {"exercises", "meant", "measure", "unit", "least_share", "say"};
    const char *judge = lumbar_row_get(row, "judge");
    reader f = {r, row, NULL};
    *judged = NULL;
    if (!judge || !*judge) {
        for (size_t i = 0; i < LUMBAR_COUNT(fields); i++)
            if (lumbar_row_get(row, fields[i])) return fail(&f, fields[i], "without a judge nothing reads", fields[i]);
        return true;
    }
    *judged = f.j = LUMBAR_NEW(r->arena, lumbar_judged);
    if (!f.j) return lumbar_fail_memory(r->error);
    f.j->source = lumbar_first_source(r->arena, row);
    while (strcmp(JUDGES[f.j->judge].id, judge)) f.j->judge++; /* its column takes no other */
    return read_terms(&f) && read_say(&f);
}

bool lumbar_read_reasons(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    static const char *const rows[LUMBAR_REASON_COUNT] = {
#define X(name, row) [LUMBAR_REASON_##name] = row,
        LUMBAR_REASONS(X)
#undef X
    };
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_REASONS];
    for (size_t i = LUMBAR_REASON_NONE + 1; i < LUMBAR_REASON_COUNT; i++) {
        const lumbar_row *row = lumbar_row_find(table, rows[i]);
        if (!row) return lumbar_fail(error, LUMBAR_INPUT, 0, "knowledge/reasons.txt: no row '%s'", rows[i]);
        k->reasons[i] = (lumbar_reason_row){lumbar_row_text(arena, row, "text"), lumbar_row_text(arena, row, "cure")};
        if (!k->reasons[i].text || !k->reasons[i].cure)
            return lumbar_row_fail(error, LUMBAR_TABLE_REASONS, row, NULL, "text or cure is missing");
    }
    return true;
}
