/* How often and how long it aches, counted in the journal: answers that can only raise the level. */
#include <math.h>
#include <string.h>
#include "exposure/exposure.h"

typedef struct counting {
    const lumbar_exposure_limits *l;
    const lumbar_journal_days *days;
    const double *strongest; /* [day_count] of each day, NaN where nothing was told */
    size_t day_count;
    const lumbar_unit *units; /* [unit_count] */
    size_t unit_count;
} counting;

/* The first day that is told of within so many days from the end. */
static size_t from_end(const counting *c, double days)
{
    return (double)c->day_count > days ? c->day_count - (size_t)days : 0;
}

/* Days from the first to the last ache. */
static size_t aching_span(const counting *c, size_t from)
{
    size_t first = c->day_count, last = 0;
    for (size_t d = from; d < c->day_count; d++)
        if (c->strongest[d] >= c->l->sore) first = first < d ? first : d, last = d;
    return first < c->day_count ? last - first + 1 : 0;
}

/* An ache of at least `least` after so many workouts; after how many it was told how the back was. */
static size_t count_sore(const counting *c, size_t from, double least, size_t *told)
{
    size_t sore = 0;
    *told = 0;
    for (size_t i = 0; i < c->unit_count; i++) {
        double most = NAN;
        for (size_t d = (size_t)c->units[i].day;
             d < c->day_count && d <= (size_t)c->units[i].day + (size_t)c->l->window; d++)
            if (d == (size_t)c->units[i].day || i + 1 == c->unit_count || d < (size_t)c->units[i + 1].day)
                most = fmax(most, c->strongest[d]);
        if ((size_t)c->units[i].day < from || isnan(most)) continue;
        ++*told;
        sore += most >= least;
    }
    return sore;
}

static bool in_half_of_workouts(const counting *c, size_t from, double least)
{
    size_t told, sore = count_sore(c, from, least, &told);
    return (double)sore >= c->l->least && (double)sore >= c->l->frequent_share * (double)told;
}

static bool frequent(const counting *c)
{
    size_t from = from_end(c, 2 * c->l->frequent_days); /* what was weeks ago and is gone is not frequent now */
    return (double)aching_span(c, from) >= c->l->frequent_days && in_half_of_workouts(c, from, c->l->sore);
}

static bool strong(const counting *c)
{
    return in_half_of_workouts(c, from_end(c, 2 * c->l->frequent_days), c->l->strong);
}

/* Aches between which the back was told well, and not told sore, for so many days. */
static bool spells(const counting *c)
{
    double count = 0;
    size_t last = 0;
    bool well = true;
    for (size_t d = from_end(c, c->l->spell_days); d < c->day_count; d++) {
        if (c->strongest[d] >= c->l->sore) {
            if (!count || (well && (double)(d - last) > c->l->spell_gap)) count++;
            last = d;
            well = false;
        } else if (!isnan(c->strongest[d])) well = true;
    }
    return count >= c->l->spells;
}

static bool most_days(const counting *c)
{
    double sore = 0, told = 0;
    size_t from = from_end(c, c->l->long_days);
    if ((double)c->day_count < c->l->long_days || (double)aching_span(c, from) < 0.8 * c->l->long_days) return false;
    for (size_t d = from; d < c->day_count; d++) {
        told += !isnan(c->strongest[d]);
        sore += c->strongest[d] >= c->l->sore;
    }
    return sore > c->l->most_days * told;
}

/* The strongest ache of each of the last three weeks is above that of the week before. */
static bool worse_weekly(const counting *c)
{
    enum { WEEKS = 3 };
    double before = 0;
    if (c->day_count < 7 * WEEKS) return false;
    for (size_t week = 0; week < WEEKS; week++) {
        double most = NAN;
        for (size_t d = 0; d < 7; d++) most = fmax(most, c->strongest[c->day_count - 7 * (WEEKS - week) + d]);
        if (isnan(most) || most < c->l->sore || most <= before) return false;
        before = most;
    }
    return true;
}

/* ---- answers ------------------------------------------------------------------------------------------- */

static const struct {
    const char *kind; /* in the table */
    bool (*is_so)(const counting *c);
} COUNTS[] = {{"frequent", frequent},
              {"strong", strong},
              {"spells", spells},
              {"most-days", most_days},
              {"worse-weekly", worse_weekly}};

static bool counted(const counting *c, const char *kind)
{
    for (size_t i = 0; i < LUMBAR_COUNT(COUNTS); i++)
        if (!strcmp(COUNTS[i].kind, kind)) return COUNTS[i].is_so(c);
    return false;
}

/* Says yes to the row's question where that raises the level or leaves it; else the answer stays. */
static bool tell(lumbar_answers *answers, const char *question, lumbar_error *error)
{
    const char *before = lumbar_answers_get(answers, question);
    lumbar_level level = lumbar_triage_level(answers->knowledge, answers->values);
    lumbar_error refused = {0};
    if (before && !strcmp(before, "yes")) return true;
    if (!lumbar_answers_set(answers, question, "yes", &refused)) {
        if (refused.code == LUMBAR_MEMORY) return lumbar_fail_memory(error);
        return true; /* it does not go together with what was told, which then stands */
    }
    if (lumbar_triage_level(answers->knowledge, answers->values) >= level) return true;
    if (!before) return lumbar_answers_clear(answers, question), true;
    return lumbar_answers_set(answers, question, before, error);
}

bool lumbar_history_raises(lumbar_arena *arena, const lumbar_journal_days *days, lumbar_answers *answers,
                           lumbar_error *error)
{
    const lumbar_knowledge *k = lumbar_answers_knowledge(answers);
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_COUNTS];
    lumbar_exposure_limits limits;
    counting c = {.l = &limits, .days = days};
    if (!lumbar_exposure_limits_read(k, &limits, error)) return false;
    c.strongest = lumbar_sore_days(arena, days, &c.day_count);
    c.units = lumbar_units_of(arena, &limits, days, &c.unit_count);
    if (!c.strongest || !c.units) return lumbar_fail_memory(error);
    for (size_t i = 0; i < table->row_count; i++)
        if (counted(&c, lumbar_row_get(&table->rows[i], "kind")) &&
            !tell(answers, lumbar_row_get(&table->rows[i], "question"), error))
            return false;
    return lumbar_settle(arena, true, error);
}
