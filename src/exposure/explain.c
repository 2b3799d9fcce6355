/* Exposures as explanations of how strong it was after each workout.
 *
 * An explanation's score is how much likelier it makes the aches than "the same after every workout" (half of n times
 * the log of how much of their scatter is left), less the log of how many exposures there are for each that it takes.
 * What chance alone reaches is seen by drawing the aches anew, again and again, and taking the best explanation each
 * time: so the number of things that are looked at, and that some go together, is counted in. */
#include "exposure/explain.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DRAWS_MOST = 3999 };

static double dot(const double *a, const double *b, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += a[i] * b[i];
    return sum;
}

static double *there(const lumbar_explaining *e, size_t index) { return e->there + index * e->room; }
static double product(const lumbar_explaining *e, size_t a, size_t b) { return e->product[a * e->count + b]; }

bool lumbar_was_there(const lumbar_explaining *e, size_t index, size_t unit)
{
    return e->exposed[index].states[e->at[unit]] == LUMBAR_PRESENT; /* what was not told counts as not there */
}

/* ---- scores -------------------------------------------------------------------------------------------- */

static double score(const lumbar_explaining *e, double explained, double scatter)
{
    return -0.5 * (double)e->units * log(fmax(1 - explained / scatter, 1e-9));
}

/* Of the scatter: only what makes the ache stronger explains it. */
static double by_one(const lumbar_explaining *e, size_t a, double along)
{
    return along > 0 ? along * along / product(e, a, a) : 0;
}

/* By two together, each of which adds to the other. Their scores here: of the scatter. */
static lumbar_best by_two(const lumbar_explaining *e, size_t a, size_t b)
{
    double aa = product(e, a, a), bb = product(e, b, b), ab = product(e, a, b), whole = aa * bb - ab * ab;
    double of_a = e->along[a] * bb - e->along[b] * ab, of_b = e->along[b] * aa - e->along[a] * ab;
    if (of_a <= 0 || of_b <= 0 || whole < 0.1 * aa * bb) return (lumbar_best){0, a};
    return (lumbar_best){(of_a * e->along[a] + of_b * e->along[b]) / whole,
                         of_a * of_a * aa >= of_b * of_b * bb ? a : b};
}

static void take(lumbar_best *best, lumbar_best other)
{
    if (other.score > best->score) *best = other;
}

/* The log of how many there are to choose from. */
double lumbar_explain_price(const lumbar_explaining *e)
{
    size_t choice = 1;
    for (size_t a = 0; a < e->count; a++) choice += e->weighed[a];
    return log((double)choice);
}

/* The best explanation of aches in one reading. Two together only where nothing is explained yet. */
static lumbar_best best_of(const lumbar_explaining *e, const double *aches, double scatter)
{
    lumbar_best one = {0, 0}, two = {0, 0};
    if (scatter < 1e-9) return (lumbar_best){-INFINITY, 0};
    for (size_t a = 0; a < e->count; a++) {
        if (!e->weighed[a]) continue;
        e->along[a] = dot(there(e, a), aches, e->units);
        take(&one, (lumbar_best){by_one(e, a, e->along[a]), a});
        for (size_t b = 0; e->known_count == 1 && e->along[a] > 0 && b < a; b++)
            if (e->weighed[b] && e->along[b] > 0) take(&two, by_two(e, a, b));
    }
    double price = lumbar_explain_price(e);
    lumbar_best best = {one.score > 0 ? score(e, one.score, scatter) - price : -INFINITY, one.index};
    if (two.score > 0) take(&best, (lumbar_best){score(e, two.score, scatter) - 2 * price, two.index});
    return best;
}

lumbar_best lumbar_explain_best(const lumbar_explaining *e)
{
    return best_of(e, e->left, dot(e->left, e->left, e->units));
}

double lumbar_explain_one(const lumbar_explaining *e, size_t index)
{
    double scatter = dot(e->left, e->left, e->units), price = lumbar_explain_price(e);
    if (!e->weighed[index] || scatter < 1e-9) return -price;
    return score(e, by_one(e, index, dot(there(e, index), e->left, e->units)), scatter) - price;
}

/* ---- what is explained --------------------------------------------------------------------------------- */

static void take_known_out(const lumbar_explaining *e, double *values)
{
    for (size_t k = 0; k < e->known_count; k++) {
        const double *known = e->known + k * e->room;
        double by = dot(known, values, e->units);
        for (size_t i = 0; i < e->units; i++) values[i] -= by * known[i];
    }
}

static void know(lumbar_explaining *e, const double *direction)
{
    double *known = e->known + e->known_count * e->room, length = sqrt(dot(direction, direction, e->units));
    for (size_t i = 0; i < e->units; i++) known[i] = direction[i] / length;
    e->known_count++;
    memcpy(e->left, e->strength, e->units * sizeof *e->left);
    take_known_out(e, e->left);
    for (size_t a = 0; a < e->count; a++) {
        double before = product(e, a, a);
        take_known_out(e, there(e, a));
        /* nearly the same workouts as what is known */
        if (e->known_count > 1 && dot(there(e, a), there(e, a), e->units) < 0.1 * before) e->weighed[a] = false;
    }
    for (size_t a = 0; a < e->count; a++)
        for (size_t b = 0; b < e->count; b++) e->product[a * e->count + b] = dot(there(e, a), there(e, b), e->units);
}

/* Told in at least four of five workouts, and both there and not there often enough. */
static bool is_weighed(const lumbar_explaining *e, size_t index)
{
    size_t told[LUMBAR_PRESENT + 1] = {0};
    for (size_t i = 0; i < e->units; i++) told[e->exposed[index].states[e->at[i]]]++;
    size_t with = told[LUMBAR_PRESENT], without = told[LUMBAR_ABSENT];
    return (double)with >= e->l->sides && (double)without >= e->l->sides && 4 * told[LUMBAR_UNKNOWN] <= with + without;
}

void lumbar_explain_begin(lumbar_explaining *e, size_t units)
{
    e->units = units;
    e->known_count = 0;
    for (size_t a = 0; a < e->count; a++) {
        e->weighed[a] = is_weighed(e, a);
        for (size_t i = 0; i < units; i++) there(e, a)[i] = lumbar_was_there(e, a, i);
    }
    for (size_t i = 0; i < units; i++) e->shuffled[i] = 1;
    if (units) know(e, e->shuffled); /* the mean */
}

bool lumbar_explain_by(lumbar_explaining *e, size_t index)
{
    if (!e->weighed[index] || dot(there(e, index), e->left, e->units) <= 0) return false;
    e->weighed[index] = false;
    know(e, there(e, index));
    return true;
}

bool lumbar_explain_new(lumbar_arena *arena, lumbar_explaining *e, const lumbar_unit *units, size_t count)
{
    size_t room = e->room = count + 1, exposed = e->count + 1;
    e->at = LUMBAR_NEW_ARRAY(arena, size_t, room);
    e->sore = LUMBAR_NEW_ARRAY(arena, bool, room);
    e->weighed = LUMBAR_NEW_ARRAY(arena, bool, exposed);
    e->there = LUMBAR_NEW_ARRAY(arena, double, exposed *room);
    e->product = LUMBAR_NEW_ARRAY(arena, double, exposed *exposed);
    e->known = LUMBAR_NEW_ARRAY(arena, double, (exposed + 1) * room);
    e->chance = LUMBAR_NEW_ARRAY(arena, double, LUMBAR_DRAWS);
    e->along = LUMBAR_NEW_ARRAY(arena, double, exposed);
    e->order = LUMBAR_NEW_ARRAY(arena, size_t, 2 * room);
    e->lengths = LUMBAR_NEW_ARRAY(arena, size_t, 2 * room);
    e->strength = LUMBAR_NEW_ARRAY(arena, double, room);
    e->left = LUMBAR_NEW_ARRAY(arena, double, room);
    e->shuffled = LUMBAR_NEW_ARRAY(arena, double, room);
    bool good = e->at && e->sore && e->weighed && e->there && e->product && e->known && e->chance && e->along &&
                e->order && e->lengths && e->strength && e->left && e->shuffled;
    for (size_t i = 0; good && i < count; i++) {
        if (isnan(units[i].after)) continue;
        e->at[e->units] = i;
        e->sore[e->units] = units[i].after >= e->l->sore;
        e->strength[e->units++] = sqrt(units[i].after);
    }
    return good;
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

static void shuffle(uint64_t *state, size_t *items, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        size_t other = below(state, i), one_of = items[i - 1];
        items[i - 1] = items[other], items[other] = one_of;
    }
}

/* So many in so many parts, each way equally often. */
static void part(uint64_t *state, size_t total, size_t parts, size_t *lengths)
{
    size_t cuts = parts ? parts - 1 : 0, length = 1, at = 0;
    for (size_t left = total ? total - 1 : 0; left > 0; left--, length++)
        if (below(state, left) < cuts) lengths[at++] = length, length = 0, cuts--;
    lengths[at] = length;
}

/* A new order of the units in which there are as many bouts of ache, and as many stretches without, as there were; how
 * long each lasts is drawn. If how it is after a workout hangs on how it was after the one before and on nothing else,
 * all these orders are equally likely: so an ache that comes in bouts of its own is taken for no pattern. */
static void draw_bouts(lumbar_explaining *e, uint64_t *state)
{
    size_t *members[2] = {e->order, e->order + e->room}, *lengths[2] = {e->lengths, e->lengths + e->room};
    size_t count[2] = {0}, bouts[2] = {0}, taken[2] = {0}, bout[2] = {0};
    for (size_t i = 0; i < e->units; i++) {
        members[e->sore[i]][count[e->sore[i]]++] = i;
        bouts[e->sore[i]] += !i || e->sore[i - 1] != e->sore[i];
    }
    for (int s = 0; s < 2; s++) shuffle(state, members[s], count[s]), part(state, count[s], bouts[s], lengths[s]);
    size_t now = bouts[1] != bouts[0] ? bouts[1] > bouts[0] : below(state, 2);
    for (size_t at = 0; at < e->units; now = !now)
        for (size_t length = lengths[now][bout[now]++]; length-- > 0 && at < e->units; at++) {
            e->shuffled[at] = e->left[members[now][taken[now]++]];
        }
}

/* What is left to explain, in any order. */
static void draw_left(lumbar_explaining *e, uint64_t *state)
{
    for (size_t i = 0; i < e->units; i++) e->order[i] = i;
    shuffle(state, e->order, e->units);
    for (size_t i = 0; i < e->units; i++) e->shuffled[i] = e->left[e->order[i]];
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Whether aches come in fewer bouts than they would in any order: what alternates does so for a reason. */
static bool in_bouts(const lumbar_explaining *e)
{
    double sore = 0, bouts = 0, count = (double)e->units;
    for (size_t i = 0; i < e->units; i++) {
        sore += e->sore[i];
        bouts += !i || e->sore[i - 1] != e->sore[i];
    }
    return bouts < 1 + 2 * sore * (count - sore) / count;
}

/* The best score in one more drawing. */
static double draw(lumbar_explaining *e, uint64_t *state)
{
    if (e->known_count == 1 && in_bouts(e)) draw_bouts(e, state);
    else draw_left(e, state);
    double scatter = dot(e->shuffled, e->shuffled, e->units);
    for (size_t k = 0; k < e->known_count; k++) {
        double by = dot(e->known + k * e->room, e->shuffled, e->units);
        scatter -= by * by;
    }
    return best_of(e, e->shuffled, scatter).score;
}

double lumbar_explain_chance(lumbar_explaining *e, double reached, double least)
{
    uint64_t state = 1;
    size_t draws = (size_t)fmin(ceil(6 / least), DRAWS_MOST), as_good = 1;
    for (size_t s = 0; s < draws; s++) {
        as_good += draw(e, &state) >= reached;
        if ((double)as_good > least * (double)(draws + 1)) return 1;
    }
    return (double)as_good / (double)(draws + 1);
}

void lumbar_explain_draw(lumbar_explaining *e)
{
    uint64_t state = 1;
    for (size_t s = 0; s < LUMBAR_DRAWS; s++) e->chance[s] = draw(e, &state);
    qsort(e->chance, LUMBAR_DRAWS, sizeof *e->chance, by_value);
}

double lumbar_explain_chance_of(const lumbar_explaining *e, double reached)
{
    size_t as_good = 1;
    for (size_t i = LUMBAR_DRAWS; i-- > 0 && e->chance[i] >= reached;) as_good++;
    return (double)as_good / (LUMBAR_DRAWS + 1);
}
