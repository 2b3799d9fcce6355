/* Faults of holds, of whole sets and of the whole recording. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "seen/seen.h"

static const double DEGREE = M_PI / 180;

static void mark(lumbar_seeing *seeing, size_t bout, size_t rep, size_t finding)
{
    seeing->faults[bout][rep] |= UINT32_C(1) << finding;
}

/* ---- holds --------------------------------------------------------------------------------------------- */

typedef struct held {
    double total_s, fault_s, confidence, bend, first_s;
    size_t places_count;
    lumbar_place *places;
    lumbar_fault worst;
    const char *why_not;
} held;

/* Adds one hold: how long its bend is on the wrong side of `limit` (sign -1: below, +1: above), and where
 * most. */
static void add_hold(const lumbar_seeing *seeing, int index, double limit, double sign, held *h)
{
    const lumbar_bout *b = &seeing->motion->bouts[index];
    const lumbar_stretch *s = b->stretch;
    const lumbar_rep *r = &b->reps[0];
    double fault = 0, time = 0;
    size_t worst = r->start;
    bool shaky = s->shake > seeing->limits->shake_some;
    if (s->view != LUMBAR_VIEW_SIDE || shaky) {
        h->why_not = shaky ? LUMBAR_WHY_SHAKE : LUMBAR_WHY_VIEW;
        return;
    }
    for (size_t g = r->start; g <= r->end; g++) {
        double bend = s->signal[LUMBAR_PLANK][g] / DEGREE;
        if (isnan(bend)) continue;
        time += s->step_s;
        if (!(sign * bend <= sign * s->signal[LUMBAR_PLANK][worst] / DEGREE)) worst = g;
        if (sign * (bend - limit) > 0) fault += s->step_s;
    }
    h->total_s += time;
    h->fault_s += fault;
    h->confidence += b->confidence * (s->feet_seen ? 1 : 0.7) * time;
    double peak = lumbar_quantile(s->signal[LUMBAR_PLANK], r->start, r->end + 1, 0.5) / DEGREE;
    if (isnan(h->bend) || sign * peak > sign * h->bend) h->bend = peak;
    if (fault < seeing->limits->fault_share * time) return;
    double at = lumbar_time_of(s, worst), size = fmin(1, 0.4 + 0.6 * sign * (peak - limit) / 15);
    h->places[h->places_count++] = (lumbar_place){seeing->index, index, 0, at};
    if (isnan(h->first_s)) h->first_s = at;
    if (size > h->worst.size) h->worst = (lumbar_fault){index, 0, at, size};
}

static void see_hold_fault(lumbar_seeing *seeing, const char *id, double limit, double sign,
                           const char *present, const char *absent, const char *what)
{
    const lumbar_motion *m = seeing->motion;
    held h = {.bend = NAN,
              .first_s = NAN,
              .places = LUMBAR_NEW_ARRAY(seeing->arena, lumbar_place, m->bout_count + 1)};
    size_t holds = 0, index = seeing->count;
    if (!h.places) seeing->failed = true;
    for (size_t b = 0; h.places && b < m->bout_count; b++)
        if (!strcmp(m->bouts[b].exercise, "plank")) {
            add_hold(seeing, (int)b, limit, sign, &h);
            holds++;
        }
    if (!holds || seeing->failed) return;
    lumbar_finding *f = NULL;
    if (!(h.total_s > 0)) {
        lumbar_add_unseen(seeing, id, what, h.why_not);
        return;
    }
    double confidence = h.confidence / h.total_s, share = h.fault_s / h.total_s;
    if (h.places_count) {
        f = lumbar_add_finding(
            seeing, id, LUMBAR_PRESENT, fmin(1, h.worst.size * (0.5 + 0.5 * share)), confidence,
            lumbar_format(seeing->arena, "%s for %.0f of %.0f seconds of the plank.", present,
                          fmax(1, h.fault_s), fmax(1, h.total_s)));
        for (size_t i = 0; i < h.places_count; i++) mark(seeing, (size_t)h.places[i].set, 0, index);
        seeing->worst[index] = h.worst;
    } else
        f = lumbar_add_finding(seeing, id, LUMBAR_ABSENT, 0.5, confidence, absent);
    if (!f) return;
    f->where = h.places;
    f->where_count = h.places_count;
    f->measure = "plank-bend";
    f->unit = "deg";
    f->value = h.bend;
    f->low = h.bend - seeing->limits->angle_band;
    f->high = h.bend + seeing->limits->angle_band;
    f->source = "own-judgement";
}

void lumbar_see_holds(lumbar_seeing *seeing)
{
    see_hold_fault(seeing, "plank-sag", seeing->limits->plank_sag, -1,
                   "Your hips sank below the line from shoulders to feet",
                   "Your hips did not sink in the plank.", "your hips sink in the plank");
    see_hold_fault(seeing, "hips-piked", seeing->limits->plank_pike, 1,
                   "Your hips stood high above the line from shoulders to feet",
                   "Your hips were not too high in the plank.", "your hips are too high in the plank");
}

/* ---- a set as a whole ---------------------------------------------------------------------------------- */

/* Median of what `of` says of repetitions [from, to). */
static double median_of(const lumbar_bout *b, size_t from, size_t to,
                        double (*of)(const lumbar_bout *, const lumbar_rep *))
{
    float values[64];
    size_t n = 0;
    for (size_t i = from; i < to && n < LUMBAR_COUNT(values); i++) values[n++] = (float)of(b, &b->reps[i]);
    return lumbar_quantile(values, 0, n, 0.5);
}

static double size_of(const lumbar_bout *b, const lumbar_rep *r)
{
    (void)b;
    return r->size;
}

static double time_of(const lumbar_bout *b, const lumbar_rep *r)
{
    return (double)(r->end - r->start) * b->stretch->step_s;
}

static void see_fading(lumbar_seeing *seeing)
{
    const lumbar_motion *m = seeing->motion;
    double worst = 0, shrink = 0, slow = 0, confidence = 0;
    int which = -1;
    size_t longest = 0, judged = 0, index = seeing->count;
    for (size_t k = 0; k < m->bout_count; k++) {
        const lumbar_bout *b = &m->bouts[k];
        if (b->hold || !strcmp(b->exercise, "other")) continue;
        if (b->count > longest) longest = b->count;
        if (b->count < 6 || b->stretch->shake > seeing->limits->shake_some) continue;
        size_t third = b->count / 3;
        double s = 1 - median_of(b, b->count - third, b->count, size_of) / median_of(b, 0, third, size_of);
        double t = median_of(b, b->count - third, b->count, time_of) / median_of(b, 0, third, time_of) - 1;
        double marked = fmax(s / seeing->limits->fade_range, t / seeing->limits->fade_time);
        judged++;
        confidence += b->confidence;
        if (which >= 0 && marked <= worst) continue;
        worst = marked;
        shrink = s;
        slow = t;
        which = (int)k;
    }
    if (!longest) return;
    if (!judged) {
        lumbar_add_unseen(seeing, "form-fades", "your form fades", LUMBAR_WHY_FEW);
        return;
    }
    const lumbar_bout *b = &m->bouts[which];
    lumbar_rep *last = &b->reps[b->count - 1];
    bool smaller = shrink >= seeing->limits->fade_range, slower = slow >= seeing->limits->fade_time;
    lumbar_finding *f;
    if (worst >= 1) {
        f = lumbar_add_finding(
            seeing, "form-fades", LUMBAR_PRESENT, fmin(1, 0.4 * worst), confidence / (double)judged,
            lumbar_format(seeing->arena,
                          "Towards the end of your %zu repetitions they became %s%s%s.", b->count,
                          smaller ? "smaller" : "", smaller && slower ? " and " : "", slower ? "slower" : ""));
        lumbar_place *place = LUMBAR_NEW(seeing->arena, lumbar_place);
        if (!f || !place) return;
        *place =
            (lumbar_place){seeing->index, which, (int)b->count - 1, lumbar_time_of(b->stretch, last->top)};
        f->where = place;
        f->where_count = 1;
        seeing->worst[index] = (lumbar_fault){which, (int)b->count - 1, place->time_s, fmin(1, 0.4 * worst)};
        mark(seeing, (size_t)which, b->count - 1, index);
    } else
        f = lumbar_add_finding(
            seeing, "form-fades", LUMBAR_ABSENT, 0.5, confidence / (double)judged,
            lumbar_format(seeing->arena, "Your %zu repetitions stayed alike to the end.", b->count));
    if (!f) return;
    bool by_size = shrink / seeing->limits->fade_range >= slow / seeing->limits->fade_time;
    f->measure = by_size ? "range-loss" : "time-gain";
    f->value = (by_size ? shrink : slow) * 100;
    f->low = f->value - 10;
    f->high = f->value + 10;
    f->unit = "%";
    f->source = "burden2013";
}

/* How far each side goes, from the middle of the body: hands in a twist, thighs in turns. */
static double side_difference(const lumbar_bout *b)
{
    const lumbar_stretch *s = b->stretch;
    size_t from = b->reps[0].start, to = b->reps[b->count - 1].end + 1;
    double left, right;
    if (!strcmp(b->exercise, "russian-twist")) {
        left = lumbar_quantile(s->signal[LUMBAR_TWIST], from, to, 0.95);
        right = -lumbar_quantile(s->signal[LUMBAR_TWIST], from, to, 0.05);
    } else {
        left = lumbar_quantile(s->signal[LUMBAR_THIGH_LEFT], from, to, 0.95) -
               lumbar_quantile(s->signal[LUMBAR_THIGH_LEFT], from, to, 0.05);
        right = lumbar_quantile(s->signal[LUMBAR_THIGH_RIGHT], from, to, 0.95) -
                lumbar_quantile(s->signal[LUMBAR_THIGH_RIGHT], from, to, 0.05);
    }
    double larger = fmax(left, right);
    return larger > 0 ? (left - right) / larger : NAN;
}

static void see_sides(lumbar_seeing *seeing)
{
    const lumbar_motion *m = seeing->motion;
    size_t asked = 0, index = seeing->count;
    double worst = NAN;
    int which = -1;
    for (size_t k = 0; k < m->bout_count; k++) {
        const lumbar_bout *b = &m->bouts[k];
        if (!lumbar_is_one_of(b->exercise,
                              "russian-twist bicycle-crunch dead-bug flutter-kick mountain-climber"))
            continue;
        asked++;
        if (b->stretch->view == LUMBAR_VIEW_SIDE || b->count < 3)
            continue; /* the far side is a guess; one swing may start anywhere */
        double d = side_difference(b);
        if (isnan(d) || (which >= 0 && fabs(d) <= fabs(worst))) continue;
        worst = d;
        which = (int)k;
    }
    if (!asked) return;
    if (which < 0) {
        lumbar_add_unseen(seeing, "left-right-difference", "left and right move alike", LUMBAR_WHY_SIDES);
        return;
    }
    double limit = seeing->limits->side_difference, confidence = 0.7 * m->bouts[which].confidence;
    lumbar_finding *f;
    if (fabs(worst) >= limit) {
        double at = lumbar_time_of(m->bouts[which].stretch, m->bouts[which].reps[0].top);
        f = lumbar_add_finding(
            seeing, "left-right-difference", LUMBAR_PRESENT, fmin(1, fabs(worst)), confidence,
            lumbar_format(seeing->arena, "You went further to the %s than to the %s.",
                          worst > 0 ? "left" : "right", worst > 0 ? "right" : "left"));
        lumbar_place *place = LUMBAR_NEW(seeing->arena, lumbar_place);
        if (!f || !place) return;
        *place = (lumbar_place){seeing->index, which, 0, at};
        f->where = place;
        f->where_count = 1;
        seeing->worst[index] = (lumbar_fault){which, 0, at, fabs(worst)};
    } else
        f = lumbar_add_finding(seeing, "left-right-difference", LUMBAR_ABSENT, 0.5, confidence,
                               "Left and right went about equally far.");
    if (!f) return;
    f->measure = "side-difference";
    f->value = fabs(worst) * 100;
    f->low = fmax(0, f->value - 20);
    f->high = f->value + 20;
    f->unit = "%";
    f->source = "own-judgement";
}

static void see_warm_up(lumbar_seeing *seeing)
{
    const lumbar_motion *m = seeing->motion;
    if (!m->bout_count) return;
    lumbar_finding *f;
    const lumbar_bout *first = NULL;
    for (size_t k = 0; k < m->bout_count && !first; k++)
        if (strcmp(m->bouts[k].exercise, "other")) first = &m->bouts[k];
    if (!first) return;
    if (!(m->pose->duration_s >= seeing->limits->warmup_film_s)) return; /* no question for a short clip */
    double start = lumbar_time_of(first->stretch, first->reps[0].start);
    if (start < seeing->limits->warmup_start_s) {
        size_t index = seeing->count;
        f = lumbar_add_finding(
            seeing, "no-warm-up-seen", LUMBAR_PRESENT, 0.6, 0.5,
            lumbar_format(seeing->arena,
                          "Your first set begins at %s; no warm-up before it is in the recording.",
                          lumbar_clock(seeing->arena, start)));
        if (f) seeing->worst[index] = (lumbar_fault){-1, -1, start, 0};
    } else
        f = lumbar_add_finding(seeing, "no-warm-up-seen", LUMBAR_ABSENT, 0.5, 0.3,
                               lumbar_format(seeing->arena, "Your first set begins only at %s.",
                                             lumbar_clock(seeing->arena, start)));
    if (f) f->source = "own-judgement";
}

void lumbar_see_sets(lumbar_seeing *seeing)
{
    see_fading(seeing);
    see_sides(seeing);
    see_warm_up(seeing);
}
