/* Two looks, what changed: form, range, load and soreness. A difference within what both may be off by is none. */
#include <math.h>
#include <string.h>
#include "compare/look.h"

typedef struct comparing {
    lumbar_arena *arena;
    const lumbar_knowledge *k;
    const lumbar_look *before, *after;
    lumbar_compare_limits l;
    lumbar_compared_row *rows; /* [count] with room for all */
    size_t count;
} comparing;

static void add(comparing *c, lumbar_compared_row row)
{
    if (row.change == LUMBAR_NOT_COMPARED) row.before = row.after = row.band = NAN;
    c->rows[c->count++] = row;
}

static lumbar_change change_of(double before, double after, double band)
{
    double more = after - before;
    return fabs(more) <= band ? LUMBAR_SAME : more > 0 ? LUMBAR_MORE : LUMBAR_LESS;
}

static const char *why(const comparing *c, lumbar_phrase_id phrase) { return lumbar_phrase(c->k, phrase); }

/* ---- range and load of recordings ---------------------------------------------------------------------- */

static const lumbar_look_value *same_value(const lumbar_look *look, const lumbar_look_value *like)
{
    for (size_t i = 0; i < look->value_count; i++)
        if (look->values[i].exercise == like->exercise && !strcmp(look->values[i].id, like->id))
            return &look->values[i];
    return NULL;
}

/* Angles and ranges are of one view; what was counted is not. */
static const char *apart(const comparing *c, const lumbar_look_value *a, const lumbar_look_value *b)
{
    if (!strcmp(a->kind, "load")) return NULL;
    bool known = lumbar_has(a->view) && lumbar_has(b->view) && strcmp(a->view, "unknown") && strcmp(b->view, "unknown");
    if (!known) return why(c, LUMBAR_PHRASE_COMPARE_NO_VIEW);
    return strcmp(a->view, b->view) ? why(c, LUMBAR_PHRASE_COMPARE_VIEW) : NULL;
}

static double band_of(const comparing *c, const lumbar_look_value *v)
{
    return isfinite(v->band) ? v->band : c->l.repetitions / 2 * v->sets;
}

static void compare_values(comparing *c)
{
    for (size_t i = 0; i < c->before->value_count; i++) {
        const lumbar_look_value *a = &c->before->values[i], *b = same_value(c->after, a);
        lumbar_compared_row row = {.kind = a->kind, .id = a->id, .exercise = a->exercise, .unit = a->unit};
        row.why = b ? apart(c, a, b) : why(c, LUMBAR_PHRASE_COMPARE_ONLY_THEN);
        if (!row.why) {
            row.before = a->value, row.after = b->value, row.band = band_of(c, a) + band_of(c, b);
            row.change = change_of(row.before, row.after, row.band);
        }
        add(c, row);
    }
    for (size_t i = 0; i < c->after->value_count; i++) {
        const lumbar_look_value *b = &c->after->values[i];
        if (same_value(c->before, b)) continue;
        add(c, (lumbar_compared_row){.kind = b->kind,
                                     .id = b->id,
                                     .exercise = b->exercise,
                                     .unit = b->unit,
                                     .why = why(c, LUMBAR_PHRASE_COMPARE_ONLY_NOW)});
    }
}

/* ---- form ---------------------------------------------------------------------------------------------- */

static const lumbar_look_finding *same_finding(const lumbar_look *look, const char *id)
{
    for (size_t i = 0; i < look->finding_count; i++)
        if (!strcmp(look->findings[i].id, id)) return &look->findings[i];
    return NULL;
}

/* A finding that has a number is there or not by a threshold: within both bands it is the same. */
static lumbar_change change_of_finding(const lumbar_look_finding *a, const lumbar_look_finding *b)
{
    bool numbers = isfinite(a->value) && isfinite(b->value) && isfinite(a->band) && isfinite(b->band);
    if (a->state == b->state) return LUMBAR_SAME;
    if (numbers && change_of(a->value, b->value, a->band + b->band) == LUMBAR_SAME) return LUMBAR_SAME;
    return b->state == LUMBAR_PRESENT ? LUMBAR_CAME : LUMBAR_WENT;
}

static void compare_findings(comparing *c)
{
    bool views = lumbar_has(c->before->view) && lumbar_has(c->after->view);
    for (size_t i = 0; i < c->before->finding_count; i++) {
        const lumbar_look_finding *a = &c->before->findings[i], *b = same_finding(c->after, a->id);
        lumbar_compared_row row = {.kind = "form", .id = a->id, .before = NAN, .after = NAN, .band = NAN};
        if (!b || (a->state == LUMBAR_ABSENT && b->state == LUMBAR_ABSENT) ||
            (a->state == LUMBAR_UNKNOWN && b->state == LUMBAR_UNKNOWN))
            continue; /* nothing that anybody has been told of */
        if (!views) row.why = why(c, LUMBAR_PHRASE_COMPARE_NO_VIEW);
        else if (strcmp(c->before->view, c->after->view)) row.why = why(c, LUMBAR_PHRASE_COMPARE_VIEW);
        else if (a->state == LUMBAR_UNKNOWN || b->state == LUMBAR_UNKNOWN)
            row.why = why(c, LUMBAR_PHRASE_COMPARE_UNSEEN);
        else row.change = change_of_finding(a, b);
        add(c, row);
    }
}

/* ---- the journal --------------------------------------------------------------------------------------- */

typedef struct stretch {
    double sets;             /* work sets of exercises that the tables know */
    double ache;             /* mean of the strongest of each day on which it was told; NaN: none */
    double told;             /* such days */
    lumbar_date first, last; /* both in it */
} stretch;

static bool is_within(const stretch *s, lumbar_date day)
{
    return lumbar_date_between(s->first, day) >= 0 && lumbar_date_between(day, s->last) >= 0;
}

static void sum_up(const lumbar_journal_days *days, stretch *s)
{
    double sum = 0;
    for (size_t w = 0; w < days->workout_count; w++)
        for (size_t i = 0; is_within(s, days->workouts[w].day) && i < days->workouts[w].set_count; i++)
            s->sets += days->workouts[w].sets[i].exercise && !days->workouts[w].sets[i].warm_up;
    for (size_t i = 0; i < days->soreness_count;) {
        lumbar_date day = days->soreness[i].day;
        double most = 0;
        for (; i < days->soreness_count && !lumbar_date_between(day, days->soreness[i].day); i++)
            most = fmax(most, days->soreness[i].strength);
        if (is_within(s, day)) sum += most, s->told++;
    }
    s->ache = s->told ? sum / s->told : NAN;
}

/* The days between the two looks beside as many before the first. */
static void compare_days(comparing *c, const lumbar_compare_settings *settings)
{
    const lumbar_journal_days *days = settings->days;
    lumbar_date then = settings->before_on, now = settings->after_on;
    if (!days || !lumbar_date_known(then) || !lumbar_date_known(now) || lumbar_date_between(then, now) < 1) return;
    int length = lumbar_date_between(then, now);
    stretch since = {.first = lumbar_date_after(then, 1), .last = now};
    stretch earlier = {.first = lumbar_date_after(then, 1 - length), .last = then};
    sum_up(days, &earlier);
    sum_up(days, &since);
    if (earlier.sets + since.sets > 0) {
        lumbar_compared_row sets = {.kind = "load", .id = "sets", .band = 0};
        sets.before = earlier.sets * 7 / length, sets.after = since.sets * 7 / length;
        sets.change = change_of(sets.before, sets.after, 0);
        add(c, sets);
    }
    if (earlier.told + since.told == 0) return;
    lumbar_compared_row ache = {
        .kind = "soreness", .id = "ache", .before = earlier.ache, .after = since.ache, .band = c->l.ache};
    if (earlier.told < c->l.told_days || since.told < c->l.told_days) ache.why = why(c, LUMBAR_PHRASE_COMPARE_UNTOLD);
    else ache.change = change_of(ache.before, ache.after, c->l.ache);
    add(c, ache);
}

/* ---- the whole ----------------------------------------------------------------------------------------- */

const lumbar_comparison *lumbar_compare_looks(lumbar_arena *arena, const lumbar_knowledge *knowledge,
                                              const lumbar_compare_settings *settings, lumbar_error *error)
{
    comparing c = {.arena = arena, .k = knowledge};
    const lumbar_limit limits[] = {
#define X(field, id) {id, &c.l.field},
        LUMBAR_COMPARE_LIMITS(X)
#undef X
    };
    if (!lumbar_limits_read(knowledge, limits, LUMBAR_COUNT(limits), error)) return NULL;
    c.before = lumbar_look_of(arena, knowledge, settings->before, settings->before_name, error);
    c.after = c.before ? lumbar_look_of(arena, knowledge, settings->after, settings->after_name, error) : NULL;
    if (!c.after) return NULL;
    lumbar_comparison *all = LUMBAR_NEW(arena, lumbar_comparison);
    c.rows = LUMBAR_NEW_ARRAY(arena, lumbar_compared_row,
                              c.before->value_count + c.after->value_count + c.before->finding_count + 2);
    if (!all || !c.rows) return lumbar_fail_memory(error), NULL;
    compare_findings(&c);
    compare_values(&c);
    compare_days(&c, settings);
    *all = (lumbar_comparison){
        settings->before_on, settings->after_on, c.before->headline, c.after->headline, c.rows, c.count};
    return lumbar_settle(arena, true, error) ? all : NULL;
}
