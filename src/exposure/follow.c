/* What the ache follows: looks at the journal that are few and planned, and what each of them tells.
 *
 * Whoever looks every week, and tells what stands out once, tells something false sooner or later. So looks are at
 * weeks 3, 4, 6, 8, 12, 16, 24 and 32 from the first day, whenever the person asks, and share the chance of telling
 * something false (limit `follows-chance`) between them: most of it is for week 6, by when the question is meant to be
 * answered; a clear case is seen earlier, and each later look has half of the one before. However many things are
 * looked at, and however often, of a hundred people whose ache follows nothing no more than five are ever told in 48
 * weeks that it follows something. What goes on for longer begins anew every 24 weeks. */
#include <math.h>
#include <string.h>
#include "exposure/explain.h"

static const struct {
    int week;
    double share; /* of the chance */
} LOOKS[] = {{3, 0.04}, {4, 0.04}, {6, 0.7}, {8, 0.11}, {12, 0.055}, {16, 0.0275}, {24, 0.0138}, {32, 0.0069}};

enum { SERIES_DAYS = 48 * 7 };

/* What is gone through. */
typedef struct weighing {
    lumbar_explaining e;
    const lumbar_unit *units; /* [unit_count] of the journal */
    int start, span;          /* days: of the first of the series from the journal's, to the last from that */
    size_t all;               /* units of the series of which it was told how the back was */
    bool *told;               /* [count] */
    double *chance;           /* [count] by which it was told */
} weighing;

/* ---- looks --------------------------------------------------------------------------------------------- */

/* Units of the series up to its so-manieth day. */
static size_t units_until(const weighing *w, int days)
{
    size_t count = 0;
    while (count < w->all && w->units[w->e.at[count]].day - w->start < days) count++;
    return count;
}

static bool aches_often_enough(const weighing *w, size_t index)
{
    double sore = 0;
    for (size_t i = 0; i < w->e.units; i++)
        sore += lumbar_was_there(&w->e, index, i) && w->units[w->e.at[i]].sore == LUMBAR_PRESENT;
    return sore >= w->e.l->least;
}

/* What earlier looks told stays for as long as it makes the ache stronger. */
static void keep_told(weighing *w)
{
    for (size_t a = 0; a < w->e.count; a++)
        if (w->told[a]) w->told[a] = lumbar_explain_by(&w->e, a);
}

/* The best explanation, where chance is seldom as good; then the same of what it leaves to explain. */
static void look(weighing *w, double chance)
{
    enum { MOST = 2 };
    keep_told(w);
    for (int step = 0; step < MOST; step++) {
        lumbar_best best = lumbar_explain_best(&w->e);
        if (!isfinite(best.score)) return;
        double least = chance * (step ? w->e.l->second : 1);
        double reached = lumbar_explain_chance(&w->e, best.score, least);
        if (reached > least || !aches_often_enough(w, best.index) || !lumbar_explain_by(&w->e, best.index)) return;
        w->told[best.index] = true;
        w->chance[best.index] = reached;
    }
}

/* Makes all looks up to now. Returns the most chance that a look to come has, and the day of the next. */
static double look_all(weighing *w, int *next_day)
{
    double most = 0;
    *next_day = SERIES_DAYS + SERIES_DAYS / 2;
    for (size_t i = LUMBAR_COUNT(LOOKS); i-- > 0 && 7 * LOOKS[i].week > w->span;) {
        most = fmax(most, w->e.l->chance * LOOKS[i].share);
        *next_day = 7 * LOOKS[i].week;
    }
    for (size_t i = 0; i < LUMBAR_COUNT(LOOKS) && 7 * LOOKS[i].week <= w->span; i++) {
        lumbar_explain_begin(&w->e, units_until(w, 7 * LOOKS[i].week));
        look(w, w->e.l->chance * LOOKS[i].share);
    }
    return most > 0 ? most : w->e.l->chance;
}

/* ---- one exposure as it is told ------------------------------------------------------------------------ */

typedef struct rate {
    double mean, variance;
} rate;

/* Drawn to what is known before anything was logged, the more the fewer workouts there are. */
static rate rate_of(const lumbar_exposure_limits *l, size_t sore, size_t of)
{
    double a = l->rate_sore + (double)sore, b = l->rate_well + (double)(of - sore), sum = a + b;
    return (rate){a / sum, a * b / (sum * sum * (sum + 1))};
}

static void tell_difference(const lumbar_exposure_limits *l, lumbar_follow *f)
{
    rate with = rate_of(l, f->with_sore, f->with), without = rate_of(l, f->without_sore, f->without);
    double spread = 1.96 * sqrt(with.variance + without.variance);
    f->more = with.mean - without.mean;
    f->low = fmax(f->more - spread, -1);
    f->high = fmin(f->more + spread, 1);
}

/* Another exposure that was there in nearly the same units; NULL: none. */
static const char *alike(const lumbar_explaining *e, size_t index)
{
    for (size_t b = 0; b < e->count; b++) {
        size_t same = 0;
        for (size_t i = 0; i < e->units; i++) same += lumbar_was_there(e, b, i) == lumbar_was_there(e, index, i);
        if (b != index && (double)same >= 0.9 * (double)e->units)
            return e->exposed[b].exercise ? e->exposed[b].exercise->id : e->exposed[b].row->id;
    }
    return NULL;
}

/* Days until its score is enough if it goes on to grow as it has grown, and a look is made; nothing beyond three times
 * as long. */
static double days_to_go(const weighing *w, double score_now, double needed, int next_day)
{
    double price = lumbar_explain_price(&w->e), times = (needed + price) / fmax(score_now + price, 1e-9);
    if (!isfinite(needed)) return INFINITY;
    return times < 4 ? fmax(next_day - w->span, ceil(w->span * (times - 1))) : INFINITY;
}

static void count_units(const weighing *w, size_t index, lumbar_follow *f)
{
    for (size_t i = 0; i < w->e.units; i++) {
        const lumbar_unit *unit = &w->units[w->e.at[i]];
        if (unit->sore == LUMBAR_UNKNOWN) continue;
        bool sore = unit->sore == LUMBAR_PRESENT;
        if (lumbar_was_there(&w->e, index, i)) f->with++, f->with_sore += sore;
        else f->without++, f->without_sore += sore;
    }
}

static bool fill(lumbar_arena *arena, const weighing *w, size_t index, lumbar_follow *f)
{
    const lumbar_exposed *e = &w->e.exposed[index];
    const lumbar_hole hole = {"exercise", e->exercise ? e->exercise->name : ""};
    *f = (lumbar_follow){.id = e->exercise ? e->exercise->id : e->row->id,
                         .finding = lumbar_row_get(e->row, "finding"),
                         .what = lumbar_fill(arena, lumbar_row_text(arena, e->row, "what"), &hole, 1),
                         .otherwise = lumbar_row_text(arena, e->row, "otherwise"),
                         .more = NAN,
                         .low = NAN,
                         .high = NAN,
                         .by_chance = NAN,
                         .told = w->told[index],
                         .more_days = INFINITY,
                         .alike = alike(&w->e, index)};
    count_units(w, index, f);
    if (w->e.weighed[index]) tell_difference(w->e.l, f);
    return f->what && f->otherwise;
}

/* How often chance does as well, and when it would be told. */
static void foretell(const weighing *w, size_t index, double needed, int next_day, lumbar_follow *f)
{
    if (!w->e.weighed[index]) return;
    double reached = lumbar_explain_one(&w->e, index);
    f->by_chance = lumbar_explain_chance_of(&w->e, reached);
    f->more_days = days_to_go(w, reached, needed, next_day);
    if (!f->told) return;
    f->by_chance = fmin(f->by_chance, w->chance[index]);
    f->more_days = 0;
}

static bool after(const lumbar_follow *a, const lumbar_follow *b)
{
    double p = a->told ? -1 : isnan(a->by_chance) ? 2 : a->by_chance;
    double q = b->told ? -1 : isnan(b->by_chance) ? 2 : b->by_chance;
    return p > q || (p >= q && strcmp(a->id, b->id) > 0);
}

static void sort(lumbar_follow *follows, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t at = i; at > 0 && after(&follows[at - 1], &follows[at]); at--) {
            lumbar_follow one_of = follows[at];
            follows[at] = follows[at - 1], follows[at - 1] = one_of;
        }
}

/* The series that is judged: all, or what lies 24 to 48 weeks back. */
static void choose_series(weighing *w, int days)
{
    while (days - w->start > SERIES_DAYS) w->start += SERIES_DAYS / 2;
    w->span = days - w->start;
    size_t gone = 0;
    while (gone < w->e.units && w->units[w->e.at[gone]].day < w->start) gone++;
    w->all = w->e.units - gone;
    memmove(w->e.at, w->e.at + gone, w->all * sizeof *w->e.at);
    memmove(w->e.sore, w->e.sore + gone, w->all * sizeof *w->e.sore);
    memmove(w->e.strength, w->e.strength + gone, w->all * sizeof *w->e.strength);
}

static bool weigh(lumbar_arena *arena, weighing *w, int days, lumbar_following *following)
{
    size_t count = w->e.count;
    int next_day;
    lumbar_follow *follows = LUMBAR_NEW_ARRAY(arena, lumbar_follow, count + 1);
    w->told = LUMBAR_NEW_ARRAY(arena, bool, count + 1);
    w->chance = LUMBAR_NEW_ARRAY(arena, double, count + 1);
    if (!follows || !w->told || !w->chance) return false;
    choose_series(w, days);
    double chance = look_all(w, &next_day);
    lumbar_explain_begin(&w->e, w->all);
    lumbar_explain_draw(&w->e);
    double needed = w->e.chance[(size_t)((1 - chance) * (LUMBAR_DRAWS - 1))];
    for (size_t i = 0; i < count; i++) {
        if (!fill(arena, w, i, &follows[i])) return false;
        foretell(w, i, needed, next_day, &follows[i]);
    }
    sort(follows, count);
    following->follows = follows;
    following->follow_count = count;
    return true;
}

const lumbar_following *lumbar_follow_what(lumbar_arena *arena, const lumbar_journal_days *days,
                                           const lumbar_knowledge *knowledge, lumbar_error *error)
{
    lumbar_exposure_limits limits;
    lumbar_following *following = LUMBAR_NEW(arena, lumbar_following);
    lumbar_exposed_list list;
    size_t count = 0;
    if (!lumbar_exposure_limits_read(knowledge, &limits, error)) return NULL;
    lumbar_unit *units = lumbar_units_of(arena, &limits, days, &count);
    if (!following || !units) return lumbar_fail_memory(error), NULL;
    const lumbar_looking looking = {knowledge, &limits, days, units, count};
    if (!lumbar_exposed_of(arena, &looking, &list)) return lumbar_fail_memory(error), NULL;
    weighing w = {.e = {.l = &limits, .exposed = list.items, .count = list.count}, .units = units};
    if (!lumbar_explain_new(arena, &w.e, units, count)) return lumbar_fail_memory(error), NULL;
    following->workouts = count;
    for (size_t i = 0; i < count; i++) {
        following->sore += units[i].sore == LUMBAR_PRESENT;
        following->unreported += isnan(units[i].after);
    }
    bool good = weigh(arena, &w, lumbar_date_between(days->first, days->last) + 1, following);
    return lumbar_settle(arena, good, error) ? following : NULL;
}
