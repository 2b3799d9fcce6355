/* Whether a set or a hold changes as it goes on: smaller, slower, another form, sinking hips. */
#include <math.h>
#include <string.h>
#include "seen/rules.h"

/* TREND_MOST: own choice, many more than anybody does in one go.
 * Fewer repetitions show no trend that chance could not make: 1 in 6 for three that fall one by one. */
enum { FEWEST = 4, EXACT_MOST = 40, TREND_MOST = 200 };

/* An unchanged set is surer the longer it is; from so many repetitions on it is as sure as it gets: our own
 * choice. */
static const double LONG_SET = 8;

/* Repetitions that belong together, in their order. */
typedef struct series {
    const lumbar_bout *bout; /* the first one's */
    int first_bout;
    size_t count;
    bool whole;         /* the recording cuts none of them */
    int *bouts, *reps;  /* [count] */
    float *size, *time; /* [count] */
} series;

typedef struct trend {
    double change; /* share of the beginning by which the end differs, by a straight line; larger is worse */
    double chance; /* that so steady a trend comes about by itself */
} trend;

/* What was found in one set or hold; `marked` 1 is at the limit. */
typedef struct fade {
    bool judged, present, close;
    double marked, value, band, confidence;
    const char *text;
    lumbar_fading_measure measure;
    int bout, rep;
    double time_s;
} fade;

/* ---- a trend by ranks ---------------------------------------------------------------------------------- */

/* Chance that a random order of n has at least `steps` of its n (n - 1) / 2 pairs in one direction (Kendall):
 * counted out, or by the normal curve for many. */
static double chance_of(lumbar_arena *arena, size_t n, size_t steps)
{
    size_t pairs = n * (n - 1) / 2;
    if (n > EXACT_MOST) {
        double spread = sqrt((double)n * ((double)n - 1) * (2 * (double)n + 5) / 72);
        return 0.5 * erfc(((double)steps - 0.5 - (double)pairs / 2) / spread / M_SQRT2);
    }
    double *now = LUMBAR_NEW_ARRAY(arena, double, pairs + 1), *next = LUMBAR_NEW_ARRAY(arena, double, pairs + 1);
    if (!now || !next) return 1;
    now[0] = 1;
    for (size_t k = 2; k <= n; k++) {
        double within = 0; /* of the last k */
        for (size_t p = 0; p <= pairs; p++) {
            within += now[p] - (p >= k ? now[p - k] : 0);
            next[p] = within / (double)k;
        }
        memcpy(now, next, (pairs + 1) * sizeof *now);
    }
    double sum = 0;
    for (size_t p = steps; p <= pairs; p++) sum += now[p];
    return sum;
}

/* Share of the beginning by which `values` change over `span` steps in the direction of `sign`. The slope is the
 * middle one of all pairs; `room` holds n * (n - 1) / 2. */
static double change_of(const float *values, size_t n, double sign, double span, float *room)
{
    size_t pairs = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++) room[pairs++] = (values[k] - values[i]) / (float)(k - i);
    double slope = lumbar_quantile(room, 0, pairs, 0.5), middle = lumbar_quantile(values, 0, n, 0.5);
    for (size_t i = 0; i < n; i++) room[i] = values[i] - (float)(slope * (double)i);
    double start = fmax(lumbar_quantile(room, 0, n, 0.5), middle / 2); /* a curved trend has no true beginning */
    return start > 0 ? sign * slope * span / start : 0;
}

/* How `values` go in the direction of `sign` (-1: shrinking is worse). What the first or the last repetition makes
 * alone is no trend: the first is begun from another position, the last runs into getting up. Of a very long set
 * TREND_MOST are looked at, evenly over it: each is compared with each. */
static trend trend_of(lumbar_arena *arena, const float *values, size_t n, double sign)
{
    float thinned[TREND_MOST], room[TREND_MOST * (TREND_MOST - 1) / 2];
    size_t steps = 0;
    for (size_t i = 0; n > TREND_MOST && i < TREND_MOST; i++) thinned[i] = values[i * (n - 1) / (TREND_MOST - 1)];
    if (n > TREND_MOST) {
        values = thinned;
        n = TREND_MOST;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++) steps += sign * (values[k] - values[i]) > 0;
    double span = (double)n - 1, whole = change_of(values, n, sign, span, room),
           later = change_of(values + 1, n - 1, sign, span, room), sooner = change_of(values, n - 1, sign, span, room);
    return (trend){fmin(whole, fmin(later, sooner)), chance_of(arena, n, steps)};
}

/* ---- sets ---------------------------------------------------------------------------------------------- */

/* A sit-up that no longer reaches the top is seen as a crunch: the same movement goes on, unless the two
 * stand clear of each other. */
static bool goes_on(const lumbar_seeing *seeing, const lumbar_bout *sit_ups, const lumbar_bout *next)
{
    const lumbar_stretch *s = sit_ups->stretch;
    if (!lumbar_goes_on_as(next->exercise, sit_ups->exercise) || next->stretch != s) return false;
    double pause = (double)(next->reps[0].start - sit_ups->reps[sit_ups->count - 1].end) * s->step_s;
    double least = INFINITY, most = -INFINITY;
    for (size_t i = 0; i < sit_ups->count; i++) least = fmin(least, sit_ups->reps[i].traits.trunk_top);
    for (size_t i = 0; i < next->count; i++) most = fmax(most, next->reps[i].traits.trunk_top);
    return pause < seeing->limits->motion.set_pause_s && least - most < seeing->limits->range_apart;
}

/* The set that begins with bout `first`; *end is filled with the bout after it. */
static series series_from(lumbar_seeing *seeing, size_t first, size_t *end)
{
    const lumbar_movement *m = seeing->motion;
    series set = {.bout = &m->bouts[first], .first_bout = (int)first, .whole = true};
    *end = first + 1;
    while (*end < m->bout_count && goes_on(seeing, &m->bouts[*end - 1], &m->bouts[*end])) ++*end;
    size_t room = 0;
    for (size_t b = first; b < *end; b++) room += m->bouts[b].count;
    set.bouts = LUMBAR_NEW_ARRAY(seeing->arena, int, room);
    set.reps = LUMBAR_NEW_ARRAY(seeing->arena, int, room);
    set.size = LUMBAR_NEW_ARRAY(seeing->arena, float, room);
    set.time = LUMBAR_NEW_ARRAY(seeing->arena, float, room);
    if (!set.bouts || !set.reps || !set.size || !set.time) {
        seeing->failed = true;
        return set;
    }
    for (size_t b = first; b < *end; b++)
        for (size_t i = 0; i < m->bouts[b].count; i++) {
            const lumbar_rep *r = &m->bouts[b].reps[i];
            set.whole = set.whole && !r->cut;
            if (r->cut) continue; /* half of it is not seen */
            set.bouts[set.count] = (int)b;
            set.reps[set.count] = (int)i;
            set.size[set.count] = (float)r->size;
            set.time[set.count++] = (float)((double)(r->end - r->start) * set.bout->stretch->step_s);
        }
    return set;
}

static void place_last(const series *set, fade *f)
{
    const lumbar_rep *last;
    f->bout = set->bouts[set->count - 1];
    f->rep = set->reps[set->count - 1];
    last = &set->bout[f->bout - set->first_bout].reps[f->rep];
    f->time_s = lumbar_time_of(set->bout->stretch, last->top);
}

/* Another fault that is in every repetition from some on and in none before. */
static bool form_changed(lumbar_seeing *seeing, const series *set, fade *f)
{
    for (size_t k = 0; k < seeing->count; k++) {
        size_t from = 0, with = 0;
        const lumbar_finding_row *row = seeing->rows[k];
        for (size_t i = 0; i < set->count; i++) {
            bool has = *lumbar_seen_fault_of(seeing, set->bouts[i], set->reps[i], k);
            with += has;
            if (!has) from = i + 1;
        }
        if (!row->judged->say[LUMBAR_SAY_FROM] || seeing->findings[k].state != LUMBAR_PRESENT || with < 2 || from < 2 ||
            from + with != set->count)
            continue;
        double orders = 1; /* in how many ways the faulty ones could have lain among the others */
        for (size_t i = 1; i <= with; i++) orders *= (double)(from + i) / (double)i;
        if (1 / orders > seeing->limits->fade_chance) continue;
        place_last(set, f);
        f->present = true;
        f->marked = 1.5;
        f->value = (double)with / (double)set->count * 100;
        f->band = NAN;
        f->measure = LUMBAR_FADES_FORM;
        f->confidence = set->bout->confidence * (1 - 1 / orders) * seeing->findings[k].confidence;
        const lumbar_hole holes[] = {{"first", lumbar_format(seeing->arena, "%zu", from + 1)},
                                     {"count", lumbar_format(seeing->arena, "%zu", set->count)}};
        f->text = lumbar_seen_words(seeing, row, LUMBAR_SAY_FROM, holes, LUMBAR_COUNT(holes));
        return true;
    }
    return false;
}

static fade fade_of_set(lumbar_seeing *seeing, const lumbar_finding_row *row, const series *set)
{
    const lumbar_seen_limits *l = seeing->limits;
    const lumbar_hole count = {"count", lumbar_format(seeing->arena, "%zu%s", set->count, set->whole ? "" : " whole")};
    fade f = {.judged = true, .band = 10};
    trend shrink = trend_of(seeing->arena, set->size, set->count, -1),
          slow = trend_of(seeing->arena, set->time, set->count, 1);
    bool smaller = shrink.change >= l->fade_range && shrink.chance <= l->fade_chance,
         slower = slow.change >= l->fade_time && slow.chance <= l->fade_chance &&
                  lumbar_tempo_known(seeing, set->bout->stretch);
    double by_size = shrink.change / l->fade_range, by_time = slow.change / l->fade_time;
    bool size_tells = smaller == slower ? by_size >= by_time : smaller;
    f.marked = size_tells ? by_size : by_time;
    f.value = (size_tells ? shrink.change : slow.change) * 100;
    f.measure = size_tells ? LUMBAR_FADES_RANGE : LUMBAR_FADES_TIME;
    f.present = smaller || slower;
    f.confidence = set->bout->confidence * (1 - (size_tells ? shrink.chance : slow.chance));
    place_last(set, &f);
    if (f.present) {
        lumbar_saying how = !slower ? LUMBAR_SAY_SMALLER : !smaller ? LUMBAR_SAY_SLOWER : LUMBAR_SAY_SMALLER_SLOWER;
        f.text = lumbar_seen_words(seeing, row, how, &count, 1);
        return f;
    }
    if (form_changed(seeing, set, &f)) return f;
    f.close = f.marked >= 1; /* much changed, but not steadily, or in too few repetitions */
    f.confidence = set->bout->confidence * fmin(1, (double)set->count / LONG_SET) * fmax(0, 1 - fmax(0, f.marked) / 2);
    f.text = lumbar_seen_words(seeing, row, LUMBAR_SAY_ALIKE, &count, 1);
    return f;
}

/* ---- holds --------------------------------------------------------------------------------------------- */

static const char *hold_words(lumbar_seeing *seeing, const lumbar_finding_row *row, const fade *f, double time)
{
    const lumbar_hole holes[] = {{"seconds", lumbar_format(seeing->arena, "%.0f", time)},
                                 {"degrees", lumbar_format(seeing->arena, "%.0f", fabs(f->value))}};
    lumbar_saying how = !f->present ? LUMBAR_SAY_HELD_ALIKE : f->value < 0 ? LUMBAR_SAY_SANK : LUMBAR_SAY_ROSE;
    return lumbar_seen_words(seeing, row, how, holes, LUMBAR_COUNT(holes));
}

static fade fade_of_hold(lumbar_seeing *seeing, const lumbar_finding_row *row, size_t bout)
{
    const lumbar_bout *b = &seeing->motion->bouts[bout];
    const lumbar_stretch *s = b->stretch;
    const lumbar_rep *r = &b->reps[0];
    size_t third = (r->end - r->start) / 3;
    double time = (double)(r->end - r->start) * s->step_s;
    fade f = {.measure = LUMBAR_FADES_LINE, .bout = (int)bout, .time_s = lumbar_time_of(s, r->end)};
    if (b->exercise->line != LUMBAR_LINE_SIDE || s->view != LUMBAR_VIEW_SIDE || time < seeing->limits->fade_hold_s)
        return f;
    double first = lumbar_quantile(s->signal[LUMBAR_PLANK], r->start, r->start + third, 0.5) / DEGREE,
           last = lumbar_quantile(s->signal[LUMBAR_PLANK], r->end - third, r->end + 1, 0.5) / DEGREE;
    double band = lumbar_seen_band(seeing, s, seeing->limits->angle_band / 2), change = last - first;
    double sure = lumbar_sure_beyond(fabs(change), seeing->limits->fade_bend, band);
    if (isnan(change)) return f;
    f.judged = true;
    f.value = change;
    f.band = band;
    f.marked = fabs(change) / seeing->limits->fade_bend;
    f.present = sure >= seeing->limits->verdict_sure;
    f.close = !f.present && sure > 1 - seeing->limits->verdict_sure;
    f.confidence = b->confidence * fmax(sure, 1 - sure);
    f.text = hold_words(seeing, row, &f, time);
    return f;
}

/* ---- telling ------------------------------------------------------------------------------------------- */

static int rank_of(const fade *f) { return f->present ? 3 : f->close ? 2 : f->judged ? 1 : 0; }

static void tell(lumbar_seeing *seeing, const lumbar_finding_row *row, const fade *worst)
{
    size_t index = seeing->count;
    if (!worst->judged || worst->close) {
        bool hold = worst->measure == LUMBAR_FADES_LINE;
        lumbar_add_unseen(seeing, row,
                          !worst->close ? LUMBAR_REASON_FEW
                          : hold        ? LUMBAR_REASON_CLOSE
                                        : LUMBAR_REASON_UNEVEN);
        return;
    }
    double strength = worst->present ? fmin(1, 0.4 * worst->marked) : 0.5;
    const lumbar_seen_claim claim = {worst->present ? LUMBAR_PRESENT : LUMBAR_ABSENT, strength, worst->confidence,
                                     worst->text};
    lumbar_finding *f = lumbar_add_finding(seeing, row, claim);
    if (!f) return;
    lumbar_measured(f, row, worst->measure, worst->value, worst->band);
    if (!worst->present) return;
    lumbar_place_finding(seeing, f, (lumbar_seen_fault){worst->bout, worst->rep, worst->time_s, strength});
    *lumbar_seen_fault_of(seeing, worst->bout, worst->rep, index) = true;
}

void lumbar_see_fading(lumbar_seeing *seeing, const lumbar_finding_row *row)
{
    const lumbar_movement *m = seeing->motion;
    fade worst = {0};
    bool asked = false;
    for (size_t b = 0, end; b < m->bout_count && !seeing->failed; b = end) {
        const lumbar_bout *bout = &m->bouts[b];
        fade f = {0};
        end = b + 1;
        if (!bout->exercise->judged) continue;
        asked = asked || !bout->hold;
        if (bout->stretch->shake > seeing->limits->motion.shake_some) continue;
        if (bout->hold) {
            f = fade_of_hold(seeing, row, b);
        } else {
            series set = series_from(seeing, b, &end);
            if (!seeing->failed && set.count >= FEWEST) f = fade_of_set(seeing, row, &set);
        }
        asked = asked || f.judged;
        if (rank_of(&f) > rank_of(&worst) || (rank_of(&f) == rank_of(&worst) && f.marked > worst.marked)) worst = f;
    }
    if (asked && !seeing->failed) tell(seeing, row, &worst);
}
