/* Left against right, and what a whole recording tells. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "seen/seen.h"

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
        f = lumbar_add_finding(seeing, "left-right-difference", LUMBAR_PRESENT, fmin(1, fabs(worst)),
                               confidence,
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
    lumbar_see_fading(seeing);
    see_sides(seeing);
    see_warm_up(seeing);
}
