/* What the ache follows: each exposure, and each two of them, as an explanation of how strong it was after each
 * workout.
 *
 * An explanation's score is how much likelier it makes the aches than "the same after every workout" (half of n times
 * the log of how much of their scatter is left). What score chance alone reaches is seen by shuffling the aches among
 * the workouts, again and again, and taking the best explanation each time: so the number of things that are
 * looked at, and that some go together, is counted in, and no shape of the aches' distribution is taken for granted. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "exposure/exposure.h"

enum { SHUFFLES = 399 };

/* The units that count, and what was so in each. */
typedef struct weighing {
    const lumbar_exposure_limits *l;
    size_t units;                  /* of which it was told how the back was */
    size_t *at;                    /* [units] their places in the list of all */
    double *strength;              /* [units] of the ache, less its mean */
    double scatter;                /* sum of its squares */
    const lumbar_exposed *exposed; /* [count] */
    size_t count;
    bool *weighed;   /* [count] told often enough on both sides */
    double *there;   /* [count x units] 0 or 1, less its mean */
    double *product; /* [count x count] sums of products of `there` */
    double *along;   /* [count] sums of products of `there` and the ache as it is shuffled */
    double *chance;  /* [SHUFFLES] the best score of each, rising */
    size_t weighed_count;
    int span; /* days */
} weighing;

/* ---- scores -------------------------------------------------------------------------------------------- */

static double score(const weighing *w, double explained)
{
    double left = fmax(1 - explained / w->scatter, 1e-9);
    return -0.5 * (double)w->units * log(left);
}

/* Only what makes the ache stronger explains it. */
static double one(const weighing *w, size_t a)
{
    return w->along[a] > 0 ? score(w, w->along[a] * w->along[a] / w->product[a * w->count + a]) : 0;
}

typedef struct best {
    double score;
    size_t index;
} best;

static best best_of(const weighing *w)
{
    best found = {0, 0};
    for (size_t e = 0; e < w->count; e++) {
        double here = w->weighed[e] ? one(w, e) : 0;
        if (here > found.score) found = (best){here, e};
    }
    return found;
}

static void lay_along(const weighing *w, const double *strength)
{
    for (size_t e = 0; e < w->count; e++) {
        w->along[e] = 0;
        for (size_t i = 0; w->weighed[e] && i < w->units; i++) w->along[e] += w->there[e * w->units + i] * strength[i];
    }
}

/* ---- chance -------------------------------------------------------------------------------------------- */

/* splitmix64: the same shuffles on every machine. */
static size_t below(uint64_t *state, size_t limit)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (size_t)((z ^ (z >> 31)) % limit);
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void try_chance(const weighing *w, double *shuffled)
{
    uint64_t state = 1;
    memcpy(shuffled, w->strength, w->units * sizeof *shuffled);
    for (int s = 0; s < SHUFFLES; s++) {
        for (size_t i = w->units; i > 1; i--) {
            size_t other = below(&state, i);
            double one_of = shuffled[i - 1];
            shuffled[i - 1] = shuffled[other], shuffled[other] = one_of;
        }
        lay_along(w, shuffled);
        w->chance[s] = best_of(w).score;
    }
    qsort(w->chance, SHUFFLES, sizeof *w->chance, by_value);
}

/* How often chance reaches a score: the aches as they are count as one of the shuffles. */
static double by_chance(const weighing *w, double reached)
{
    size_t as_good = 1;
    for (size_t i = SHUFFLES; i-- > 0 && w->chance[i] >= reached;) as_good++;
    return (double)as_good / (SHUFFLES + 1);
}

/* The score that chance reaches as seldom as is told. */
static double needed(const weighing *w)
{
    size_t at = (size_t)((1 - w->l->chance) * SHUFFLES);
    return w->chance[at < SHUFFLES ? at : SHUFFLES - 1];
}

/* ---- what was so in each unit -------------------------------------------------------------------------- */

/* Told in at least four of five workouts, and both there and not there often enough. */
static void mark_weighed(weighing *w)
{
    for (size_t e = 0; e < w->count; e++) {
        size_t told[LUMBAR_PRESENT + 1] = {0};
        for (size_t i = 0; i < w->units; i++) told[w->exposed[e].states[w->at[i]]]++;
        size_t with = told[LUMBAR_PRESENT], without = told[LUMBAR_ABSENT];
        w->weighed[e] = (double)with >= w->l->sides && (double)without >= w->l->sides &&
                        4 * told[LUMBAR_UNKNOWN] <= with + without && w->scatter > 1e-9;
        w->weighed_count += w->weighed[e];
    }
}

static bool is_there(const weighing *w, size_t exposed, size_t unit)
{
    return w->exposed[exposed].states[w->at[unit]] == LUMBAR_PRESENT; /* what was not told counts as not there */
}

static void center(const weighing *w)
{
    for (size_t e = 0; e < w->count; e++) {
        double mean = 0;
        for (size_t i = 0; i < w->units; i++) mean += is_there(w, e, i) / (double)w->units;
        for (size_t i = 0; i < w->units; i++) w->there[e * w->units + i] = is_there(w, e, i) - mean;
    }
    for (size_t a = 0; a < w->count; a++)
        for (size_t b = 0; b < w->count; b++) {
            double sum = 0;
            for (size_t i = 0; i < w->units; i++) sum += w->there[a * w->units + i] * w->there[b * w->units + i];
            w->product[a * w->count + b] = sum;
        }
}

static bool lay_out(lumbar_arena *arena, weighing *w, const lumbar_unit *units, size_t count)
{
    w->at = LUMBAR_NEW_ARRAY(arena, size_t, count + 1);
    w->strength = LUMBAR_NEW_ARRAY(arena, double, count + 1);
    w->there = LUMBAR_NEW_ARRAY(arena, double, w->count *count + 1);
    w->product = LUMBAR_NEW_ARRAY(arena, double, w->count * w->count + 1);
    w->along = LUMBAR_NEW_ARRAY(arena, double, w->count + 1);
    w->weighed = LUMBAR_NEW_ARRAY(arena, bool, w->count + 1);
    w->chance = LUMBAR_NEW_ARRAY(arena, double, SHUFFLES);
    if (!w->at || !w->strength || !w->there || !w->product || !w->along || !w->weighed || !w->chance) return false;
    double mean = 0;
    for (size_t i = 0; i < count; i++)
        if (units[i].sore != LUMBAR_UNKNOWN) w->at[w->units] = i, w->strength[w->units++] = sqrt(units[i].strength);
    for (size_t i = 0; i < w->units; i++) mean += w->strength[i] / (double)w->units;
    for (size_t i = 0; i < w->units; i++) w->strength[i] -= mean, w->scatter += w->strength[i] * w->strength[i];
    mark_weighed(w);
    center(w);
    return true;
}

/* ---- one exposure as it is told ------------------------------------------------------------------------ */

typedef struct rate {
    double mean, variance;
} rate;

/* Drawn to what is known before anything was logged, the more the fewer workouts there are. */
static rate rate_of(const weighing *w, size_t sore, size_t of)
{
    double a = w->l->rate_sore + (double)sore, b = w->l->rate_well + (double)(of - sore), sum = a + b;
    return (rate){a / sum, a * b / (sum * sum * (sum + 1))};
}

static void tell_difference(const weighing *w, lumbar_follow *f)
{
    rate with = rate_of(w, f->with_sore, f->with), without = rate_of(w, f->without_sore, f->without);
    double spread = 1.96 * sqrt(with.variance + without.variance);
    f->more = with.mean - without.mean;
    f->low = fmax(f->more - spread, -1);
    f->high = fmin(f->more + spread, 1);
}

/* Another exposure that was there in nearly the same units; NULL: none. */
static const char *alike(const weighing *w, size_t index)
{
    for (size_t b = 0; b < w->count; b++) {
        size_t same = 0;
        for (size_t i = 0; i < w->units; i++) same += is_there(w, b, i) == is_there(w, index, i);
        if (b != index && (double)same >= 0.9 * (double)w->units)
            return w->exposed[b].exercise ? w->exposed[b].exercise->id : w->exposed[b].row->id;
    }
    return NULL;
}

/* Days until its score is enough if it goes on to grow as it has grown, at least a week; nothing beyond three times as
 * long. */
static double days_to_go(const weighing *w, double score_now)
{
    double times = needed(w) / fmax(score_now, 1e-9);
    return times < 4 ? fmax(7, ceil(w->span * (times - 1))) : INFINITY;
}

static void count_units(const weighing *w, const lumbar_unit *units, size_t index, lumbar_follow *f)
{
    for (size_t i = 0; i < w->units; i++) {
        bool sore = units[w->at[i]].sore == LUMBAR_PRESENT;
        if (is_there(w, index, i)) f->with++, f->with_sore += sore;
        else f->without++, f->without_sore += sore;
    }
}

static bool fill(lumbar_arena *arena, const weighing *w, const lumbar_unit *units, size_t index, lumbar_follow *f)
{
    const lumbar_exposed *e = &w->exposed[index];
    const lumbar_hole hole = {"exercise", e->exercise ? e->exercise->name : ""};
    *f = (lumbar_follow){.id = e->exercise ? e->exercise->id : e->row->id,
                         .finding = lumbar_row_get(e->row, "finding"),
                         .what = lumbar_fill(arena, lumbar_row_text(arena, e->row, "what"), &hole, 1),
                         .otherwise = lumbar_row_text(arena, e->row, "otherwise"),
                         .more = NAN,
                         .low = NAN,
                         .high = NAN,
                         .by_chance = NAN,
                         .more_days = INFINITY,
                         .alike = alike(w, index)};
    count_units(w, units, index, f);
    if (w->weighed[index]) {
        tell_difference(w, f);
        f->by_chance = by_chance(w, one(w, index));
        f->more_days = days_to_go(w, one(w, index));
    }
    return f->what && f->otherwise;
}

/* ---- what is told -------------------------------------------------------------------------------------- */

static void tell_one(const weighing *w, lumbar_follow *f, double chance)
{
    f->told = (double)f->with_sore >= w->l->least;
    if (!f->told) return;
    f->by_chance = fmin(f->by_chance, chance);
    f->more_days = 0;
}

/* Takes what one exposure explains out of the aches, and out of the other exposures: what is left is of the others. */
static void take_out(weighing *w, size_t index)
{
    const double *x = w->there + index * w->units;
    double own = w->product[index * w->count + index], by = w->along[index] / own;
    w->scatter = 0;
    for (size_t i = 0; i < w->units; i++) {
        w->strength[i] -= by * x[i];
        w->scatter += w->strength[i] * w->strength[i];
    }
    for (size_t e = 0; e < w->count; e++) {
        double shared = w->product[e * w->count + index] / own, left = 0;
        for (size_t i = 0; e != index && i < w->units; i++) {
            double *there = &w->there[e * w->units + i];
            *there -= shared * x[i];
            left += *there * *there;
        }
        double *square = &w->product[e * w->count + e];
        if (left < 0.1 * *square) w->weighed[e] = false; /* nearly the same workouts */
        *square = left;
    }
    w->weighed[index] = false;
}

/* The best explanation, where chance is seldom as good; then the same of what it leaves to explain. */
static void tell(weighing *w, double *shuffled, lumbar_follow *follows)
{
    enum { MOST = 2 };
    for (int step = 0; step < MOST && w->scatter > 1e-9; step++) {
        if (step) try_chance(w, shuffled);
        lay_along(w, w->strength);
        best found = best_of(w);
        double chance = by_chance(w, found.score);
        if (found.score <= 0 || chance > (step ? w->l->chance_second : w->l->chance)) return;
        tell_one(w, &follows[found.index], chance);
        take_out(w, found.index);
    }
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

static bool weigh(lumbar_arena *arena, weighing *w, const lumbar_unit *units, size_t count, lumbar_following *following)
{
    lumbar_follow *follows = LUMBAR_NEW_ARRAY(arena, lumbar_follow, w->count + 1);
    double *shuffled = LUMBAR_NEW_ARRAY(arena, double, count + 1);
    if (!follows || !shuffled || !lay_out(arena, w, units, count)) return false;
    try_chance(w, shuffled);
    lay_along(w, w->strength);
    for (size_t i = 0; i < w->count; i++)
        if (!fill(arena, w, units, i, &follows[i])) return false;
    tell(w, shuffled, follows);
    sort(follows, w->count);
    following->follows = follows;
    following->follow_count = w->count;
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
    weighing w = {.l = &limits,
                  .exposed = list.items,
                  .count = list.count,
                  .span = lumbar_date_between(days->first, days->last) + 1};
    following->workouts = count;
    for (size_t i = 0; i < count; i++) {
        following->sore += units[i].sore == LUMBAR_PRESENT;
        following->unreported += units[i].sore == LUMBAR_UNKNOWN;
    }
    return lumbar_settle(arena, weigh(arena, &w, units, count, following), error) ? following : NULL;
}
