/* Faults of single repetitions: each judged by one rule, then told together. */
#include <math.h>
#include <string.h>
#include "seen/seen.h"

static const double DEGREE = M_PI / 180;

/* Shoulder-to-hip chord as a share of standing height (Winter's proportions: 0.818 less 0.530). */
static const double TRUNK_SHARE = 0.288;

/* A foot is up only if it stays up for so long, in s: our own choice, longer than the smoothed trace of one
 * bad frame. */
static const double LIFT_LASTS = 0.3;

typedef lumbar_seen_value judge(const lumbar_seeing *seeing, const lumbar_bout *bout, const lumbar_rep *rep);

static lumbar_seen_value unseen(const char *why)
{
    return (lumbar_seen_value){.state = LUMBAR_UNKNOWN, .value = NAN, .why_not = why};
}

/* Present when value is beyond limit; how marked grows to 1 over `full`. */
static lumbar_seen_value beyond(double value, double limit, double full, double band, double time_s)
{
    if (isnan(value)) return unseen(LUMBAR_WHY_LOST);
    lumbar_seen_value v = {.state = value >= limit ? LUMBAR_PRESENT : LUMBAR_ABSENT,
                           .value = value,
                           .band = band,
                           .time_s = time_s};
    v.size =
        fmin(1, 0.4 + 0.6 * (value - limit) / full); /* below 0.4 is absent; the worst of those is shown */
    return v;
}

/* Where a signal is largest within the repetition. */
static size_t peak_of(const float *signal, size_t from, size_t to, double sign)
{
    size_t best = from;
    for (size_t g = from; g <= to; g++)
        if (!(sign * signal[g] <= sign * signal[best])) best = isnan(signal[g]) ? best : g;
    return best;
}

static double mean_of(const float *signal, size_t from, size_t to)
{
    double sum = 0;
    size_t n = 0;
    for (size_t g = from; g <= to; g++)
        if (!isnan(signal[g])) {
            sum += signal[g];
            n++;
        }
    return n ? sum / (double)n : NAN;
}

/* ---- the rules ----------------------------------------------------------------------------------------- */

static lumbar_seen_value feet(const lumbar_seeing *seeing, const lumbar_bout *bout, const lumbar_rep *rep)
{
    const lumbar_stretch *s = bout->stretch;
    if (!s->feet_seen) return unseen(LUMBAR_WHY_FEET);
    if (s->view == LUMBAR_VIEW_FRONT) return unseen(LUMBAR_WHY_VIEW);
    const float *height = s->signal[LUMBAR_FOOT_HEIGHT];
    size_t top = peak_of(height, rep->start, rep->end, 1);
    double rest = fmin(height[rep->start], height[rep->end]), cm = TRUNK_SHARE * seeing->height_m * 100;
    double lasts =
        (double)(rep->end - rep->start) * s->step_s; /* a lift lasts: a glitch of the network does not */
    double reached = lumbar_quantile(height, rep->start, rep->end + 1, fmax(0, 1 - LIFT_LASTS / lasts));
    double lift = (reached - rest) * cm, limit = seeing->limits->feet_lift * cm;
    return beyond(lift, limit, 3 * limit, 0.35 * limit + 0.2 * fabs(lift), lumbar_time_of(s, top));
}

static lumbar_seen_value range_large(const lumbar_seeing *seeing, const lumbar_bout *bout,
                                     const lumbar_rep *rep)
{
    const char *intended = seeing->settings->intended;
    bool meant_curl = intended && !strcmp(intended, "crunch"), curls = false;
    for (size_t b = 0; b < seeing->motion->bout_count; b++)
        if (!strcmp(seeing->motion->bouts[b].exercise, "crunch") && seeing->motion->bouts[b].count >= 2)
            curls = true;
    if (!meant_curl && !curls) return unseen(LUMBAR_WHY_INTENDED);
    const lumbar_stretch *s = bout->stretch;
    if (s->view == LUMBAR_VIEW_FRONT) return unseen(LUMBAR_WHY_VIEW);
    double band = s->view == LUMBAR_VIEW_SIDE ? seeing->limits->angle_band : seeing->limits->oblique_band;
    size_t top = peak_of(s->signal[LUMBAR_TRUNK], rep->start, rep->end, 1);
    return beyond(s->signal[LUMBAR_TRUNK][top] / DEGREE, seeing->limits->situp_top, 40, band,
                  lumbar_time_of(s, top));
}

/* Time from a tenth to nine tenths of the rise. */
static lumbar_seen_value thrown(const lumbar_seeing *seeing, const lumbar_bout *bout, const lumbar_rep *rep)
{
    const lumbar_stretch *s = bout->stretch;
    if (s->view != LUMBAR_VIEW_SIDE) return unseen(LUMBAR_WHY_VIEW);
    const float *signal =
        s->signal[lumbar_is_one_of(bout->exercise, "leg-raise reverse-crunch hanging-leg-raise")
                      ? LUMBAR_THIGH
                      : LUMBAR_CURL];
    double low = signal[rep->start], high = signal[rep->top];
    size_t first = rep->start, last = rep->top;
    if (isnan(low) || isnan(high) || low == high) return unseen(LUMBAR_WHY_LOST);
    while (first < rep->top && (signal[first] - low) / (high - low) < 0.1) first++;
    for (last = first; last < rep->top && (signal[last] - low) / (high - low) < 0.9;) last++;
    double time = (double)(last - first) * s->step_s, limit = seeing->limits->momentum_s;
    lumbar_seen_value v = beyond(-time, -limit, limit, 0.08, lumbar_time_of(s, (first + last) / 2));
    v.value = time;
    return v;
}

/* Bending of the head against the trunk from rest, while the hands are at the head. */
static lumbar_seen_value head(const lumbar_seeing *seeing, const lumbar_bout *bout, const lumbar_rep *rep)
{
    const lumbar_stretch *s = bout->stretch;
    if (s->view != LUMBAR_VIEW_SIDE) return unseen(LUMBAR_WHY_VIEW);
    int wrist = s->near_side ? LUMBAR_RIGHT_WRIST : LUMBAR_LEFT_WRIST,
        ear = s->near_side ? LUMBAR_RIGHT_EAR : LUMBAR_LEFT_EAR;
    const float *neck = s->signal[LUMBAR_NECK];
    size_t top = peak_of(neck, rep->start, rep->top, 1);
    double apart =
        hypot(s->x[wrist][top] - s->x[ear][top], s->y[wrist][top] - s->y[ear][top]) / s->trunk_length;
    double change = (neck[top] - neck[rep->start]) / DEGREE;
    if (apart > 0.6)
        change = fmin(change, seeing->limits->head_forward - 1); /* no hand there: nothing pulls */
    return beyond(change, seeing->limits->head_forward, 30, 15, lumbar_time_of(s, top));
}

/* Lumbar bending by the time the trunk has risen far: little means that the hips lead. */
static lumbar_seen_value hips_lead(const lumbar_seeing *seeing, const lumbar_bout *bout,
                                   const lumbar_rep *rep)
{
    const lumbar_stretch *s = bout->stretch;
    const float *trunk = s->signal[LUMBAR_TRUNK], *lumbar = s->signal[LUMBAR_LUMBAR];
    if (s->lumbar_share < 0.5) return unseen(s->lumbar_why);
    size_t g = rep->start, reach = (size_t)(0.1 / s->step_s);
    while (g < rep->top && !(trunk[g] - trunk[rep->start] >= seeing->limits->lead_trunk * DEGREE)) g++;
    double before = mean_of(lumbar, rep->start > 2 * reach ? rep->start - 2 * reach : 0, rep->start);
    double then = mean_of(lumbar, g - reach, g + reach < s->count ? g + reach : g);
    double bent = (then - before) / DEGREE, limit = seeing->limits->lead_lumbar,
           band = seeing->limits->lumbar_band_move;
    if (isnan(bent)) return unseen(LUMBAR_WHY_LOST);
    lumbar_seen_value v = beyond(-bent, -limit, 15, band, lumbar_time_of(s, g));
    v.value = bent;
    return v;
}

/* How far the lower back bends backwards from its rest: lying, that is the hollow over the floor. */
static lumbar_seen_value arches(const lumbar_seeing *seeing, const lumbar_bout *bout, const lumbar_rep *rep)
{
    const lumbar_stretch *s = bout->stretch;
    if (s->lumbar_share < 0.5) return unseen(s->lumbar_why);
    size_t low = peak_of(s->signal[LUMBAR_LUMBAR], rep->start, rep->end, -1);
    double high = lumbar_quantile(s->signal[LUMBAR_LUMBAR], rep->start, rep->end + 1, 0.9);
    return beyond((high - s->signal[LUMBAR_LUMBAR][low]) / DEGREE, seeing->limits->arch_least, 15,
                  seeing->limits->lumbar_band_hold, lumbar_time_of(s, low));
}

static lumbar_seen_value end_range(const lumbar_seeing *seeing, const lumbar_bout *bout,
                                   const lumbar_rep *rep)
{
    const lumbar_stretch *s = bout->stretch;
    if (s->lumbar_share < 0.5) return unseen(s->lumbar_why);
    size_t top = peak_of(s->signal[LUMBAR_LUMBAR], rep->start, rep->end, 1);
    double band = seeing->limits->lumbar_band_move, limit = seeing->limits->end_range;
    double bent = s->signal[LUMBAR_LUMBAR][top] / DEGREE;
    if (fabs(bent - limit) < band) return unseen(LUMBAR_WHY_CLOSE);
    return beyond(bent, limit, 15, band, lumbar_time_of(s, top));
}

/* Short beside the larger ones of its own set. */
static lumbar_seen_value range_short(const lumbar_seeing *seeing, const lumbar_bout *bout,
                                     const lumbar_rep *rep)
{
    double largest = 0;
    if (bout->count < 3) return unseen(LUMBAR_WHY_FEW);
    for (size_t i = 0; i < bout->count; i++) largest = fmax(largest, bout->reps[i].size);
    double share = rep->size / largest, limit = seeing->limits->short_range;
    lumbar_seen_value v = beyond(-share, -limit, 0.3, 0.1, lumbar_time_of(bout->stretch, rep->top));
    v.value = share * 100;
    v.band = 10;
    return v;
}

/* ---- telling them -------------------------------------------------------------------------------------- */

typedef struct rule {
    const char *id, *exercises;
    judge *judge;
    const char *present; /* after "In 8 of 10 repetitions " */
    const char *absent;  /* whole sentence */
    const char *what;    /* after "Whether " ... " could not be seen" */
    const char *measure, *unit, *source;
} rule;

static const rule RULES[] = {
    {"hip-flexors-lead", "sit-up", hips_lead, "your hips bent first while your lower back stayed stiff",
     "Your lower back curled before your hips did the rest.", "your back curls before your hips bend",
     "lumbar-flexion-before-hip", "deg", "cordo2003"},
    {"back-leaves-floor", "leg-raise reverse-crunch dead-bug flutter-kick", arches,
     "your lower back came off the floor as your legs moved", "Your lower back kept its place on the floor.",
     "your lower back stays down", "lumbar-extension-peak", "deg", "workman2008"},
    {"range-too-large", "crunch sit-up", range_large, "you went on from the crunch all the way up to sitting",
     "You stayed within the range of a crunch.", "you went further than you meant to", "trunk-angle-peak",
     "deg", "cordo2003"},
    {"near-end-range", "crunch sit-up v-up", end_range,
     "your lower back came close to the end of its bending",
     "Your lower back stayed clear of the end of its bending.",
     "your lower back comes near the end of its bending", "lumbar-flexion-peak", "deg", "troke2005"},
    {"feet-lift", "crunch sit-up", feet, "your feet came off the floor", "Your feet stayed on the floor.",
     "your feet stay down", "foot-lift", "cm", "parfrey2008"},
    {"momentum", "crunch sit-up leg-raise reverse-crunch hanging-leg-raise", thrown,
     "you threw yourself up instead of curling up slowly", "You moved without throwing yourself up.",
     "you use swing", "rise-time", "s", "own-judgement"},
    {"head-pulled-forward", "crunch sit-up bicycle-crunch", head, "your hands pulled your head far forward",
     "Your head was not pulled forward.", "your head is pulled forward", "neck-flexion-change", "deg",
     "own-judgement"},
    {"range-too-short", "crunch sit-up v-up leg-raise reverse-crunch hanging-leg-raise ab-wheel-rollout",
     range_short, "you did not go as far as in the others", "Your repetitions were about equally large.",
     "your repetitions are large enough", "range-share", "%", "own-judgement"},
};

typedef struct tally {
    size_t known, present, unknown;
    double size, value, band, confidence; /* sums or, for the value and its band, of the worst */
    lumbar_fault worst;
    const char *why_not;
    lumbar_place *places; /* [present] */
} tally;

static void count_rep(lumbar_seeing *seeing, const rule *r, int bout, int rep, tally *t)
{
    const lumbar_bout *b = &seeing->motion->bouts[bout];
    bool shaky = b->stretch->shake > seeing->limits->shake_some;
    lumbar_seen_value v = shaky ? unseen(LUMBAR_WHY_SHAKE) : r->judge(seeing, b, &b->reps[rep]);
    if (v.state == LUMBAR_UNKNOWN) {
        t->unknown++;
        t->why_not = v.why_not;
        return;
    }
    bool first = t->known == 0;
    t->known++;
    t->confidence += b->confidence;
    if (v.state == LUMBAR_PRESENT) {
        t->places[t->present++] = (lumbar_place){seeing->index, bout, rep, v.time_s};
        t->size += v.size;
        seeing->faults[bout][rep] |= UINT32_C(1) << seeing->count;
    }
    double sort = v.state == LUMBAR_PRESENT ? 1 + v.size : v.size;
    if (!first && !(sort > t->worst.size)) return;
    t->worst = (lumbar_fault){bout, rep, v.time_s, sort};
    t->value = v.value;
    t->band = v.band;
}

/* Present where it repeats or is half of what was done; one slip is not told, nor are some shorter ones
 * among many. */
static bool is_present(const rule *r, const tally *t)
{
    if (r->judge == range_short) return t->present * 3 >= t->known;
    return t->present >= 2 || t->present * 2 >= t->known;
}

static void forget(lumbar_seeing *seeing, size_t finding)
{
    for (size_t b = 0; b < seeing->motion->bout_count; b++)
        for (size_t i = 0; i < seeing->motion->bouts[b].count; i++)
            seeing->faults[b][i] &= ~(UINT32_C(1) << finding);
}

static void tell(lumbar_seeing *seeing, const rule *r, tally *t)
{
    size_t index = seeing->count;
    lumbar_finding *f = NULL;
    if (t->known == 0) {
        lumbar_add_unseen(seeing, r->id, r->what, t->why_not);
        return;
    }
    double confidence = t->confidence / (double)t->known * (double)t->known / (double)(t->known + t->unknown);
    if (t->present && is_present(r, t)) {
        double share = (double)t->present / (double)t->known,
               strength = t->size / (double)t->present * (0.5 + 0.5 * share);
        const char *text =
            t->known == 1
                ? lumbar_format(seeing->arena, "In the one repetition seen %s.", r->present)
                : lumbar_format(seeing->arena, "In %zu of %zu repetitions %s.", t->present, t->known, r->present);
        f = lumbar_add_finding(seeing, r->id, LUMBAR_PRESENT, strength, confidence, text);
        if (f) {
            f->where = t->places;
            f->where_count = t->present;
            seeing->worst[index] = t->worst;
        }
    } else {
        forget(seeing, index);
        f = lumbar_add_finding(seeing, r->id, LUMBAR_ABSENT, 0.5, confidence, r->absent);
    }
    if (!f) return;
    f->measure = r->measure;
    f->unit = r->unit;
    f->source = r->source;
    f->value = t->value;
    f->low = t->value - t->band;
    f->high = t->value + t->band;
}

/* Who means to come all the way up cannot come up too far. */
static bool asked_here(const lumbar_seeing *seeing, const rule *r)
{
    const char *intended = seeing->settings->intended;
    return r->judge != range_large || !intended || !strcmp(intended, "crunch");
}

void lumbar_see_repetitions(lumbar_seeing *seeing)
{
    const lumbar_motion *m = seeing->motion;
    for (size_t k = 0; k < LUMBAR_COUNT(RULES) && !seeing->failed; k++) {
        tally t = {.value = NAN, .band = NAN};
        size_t reps = 0;
        for (size_t b = 0; b < m->bout_count; b++)
            if (!m->bouts[b].hold && lumbar_is_one_of(m->bouts[b].exercise, RULES[k].exercises))
                reps += m->bouts[b].count;
        if (!reps || !asked_here(seeing, &RULES[k])) continue; /* not a question for what was done */
        t.places = LUMBAR_NEW_ARRAY(seeing->arena, lumbar_place, reps);
        if (!t.places) seeing->failed = true;
        for (size_t b = 0; t.places && b < m->bout_count; b++)
            if (!m->bouts[b].hold && lumbar_is_one_of(m->bouts[b].exercise, RULES[k].exercises))
                for (size_t i = 0; i < m->bouts[b].count; i++)
                    count_rep(seeing, &RULES[k], (int)b, (int)i, &t);
        if (t.places) tell(seeing, &RULES[k], &t);
    }
}
