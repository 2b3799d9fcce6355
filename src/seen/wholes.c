/* Left against right, and what a whole recording tells. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "seen/seen.h"

/* Fewer turns to either side may start or end anywhere: our own choice. */
enum { SIDE_TURNS = 3 };

/* ---- left against right -------------------------------------------------------------------------------- */

typedef struct sides {
    bool seen;
    double left, right; /* how far each goes, in the exercise's own measure */
    double band;        /* of their difference, in the same */
} sides;

/* Shoulders turned to either side of the hips, both axes the network's guess. */
static sides twist_sides(const lumbar_seeing *seeing, const lumbar_bout *b)
{
    const lumbar_stretch *s = b->stretch;
    size_t from = b->reps[0].start, to = b->reps[b->count - 1].end + 1;
    if (s->view == LUMBAR_VIEW_SIDE || b->count < SIDE_TURNS) return (sides){0};
    return (sides){.seen = true,
                   .left = lumbar_quantile(s->signal[LUMBAR_TWIST], from, to, 0.95),
                   .right = -lumbar_quantile(s->signal[LUMBAR_TWIST], from, to, 0.05),
                   .band = 2 * seeing->limits->twist_bias * DEGREE};
}

/* How much of the way between the knees goes sideways, along the line of the hips, in the network's depth: legs that
 * part to the sides tell nothing of up and down. 0 without depth. */
static double sideways(const lumbar_stretch *s, size_t g)
{
    double along = 0, hips = 0, knees = 0;
    for (int k = 0; s->has_world && k < 3; k++) {
        double hip = s->world[LUMBAR_LEFT_HIP][k][g] - s->world[LUMBAR_RIGHT_HIP][k][g];
        double knee = s->world[LUMBAR_LEFT_KNEE][k][g] - s->world[LUMBAR_RIGHT_KNEE][k][g] - hip;
        along += hip * knee;
        hips += hip * hip;
        knees += knee * knee;
    }
    return hips > 0 && knees > 0 ? fabs(along) / sqrt(hips * knees) : 0;
}

/* Own choice: at 45 degrees from the body's plane as much goes sideways as up and down. */
static const double SIDEWAYS_MOST = 0.7;

/* One thigh against the other at the ends of their swings, of those swings at whose end both knees were seen:
 * from the side too, legs that are apart do not hide each other. */
static sides thigh_sides(const lumbar_seeing *seeing, const lumbar_bout *b)
{
    const lumbar_stretch *s = b->stretch;
    size_t from = b->reps[0].start, to = b->reps[b->count - 1].end + 1, half = (b->reps[0].end - from) / 2;
    from = from > half ? from - half : 0;
    to = to + half < s->count ? to + half : s->count;
    size_t length = to - from;
    if (s->view == LUMBAR_VIEW_OBLIQUE) return (sides){0}; /* the nearer leg seems to swing further */
    float *apart = LUMBAR_NEW_ARRAY(seeing->arena, float, length), *ends[2];
    size_t n[2] = {0};
    for (int k = 0; k < 2; k++) ends[k] = LUMBAR_NEW_ARRAY(seeing->arena, float, length);
    if (!apart || !ends[0] || !ends[1]) return (sides){0};
    for (size_t i = 0; i < length; i++)
        apart[i] = s->signal[LUMBAR_THIGH_LEFT][from + i] - s->signal[LUMBAR_THIGH_RIGHT][from + i];
    lumbar_turns turns = lumbar_turns_of(seeing->arena, apart, length, seeing->limits->motion.rep_side * DEGREE);
    bool high = turns.high_first;
    for (size_t i = 0; i < turns.count; i++, high = !high) {
        size_t g = from + turns.at[i];
        double seen = fmin(s->confidence[LUMBAR_LEFT_KNEE][g], s->confidence[LUMBAR_RIGHT_KNEE][g]);
        if (seen >= seeing->limits->sides_seen && sideways(s, g) < SIDEWAYS_MOST)
            ends[high][n[high]++] = (float)(fabsf(apart[turns.at[i]]) / DEGREE);
    }
    /* Sides that do not come in turn were taken for each other. */
    size_t fewer = n[0] < n[1] ? n[0] : n[1], more = n[0] + n[1] - fewer;
    if (fewer < SIDE_TURNS || more > fewer + fewer / 4 + 1) return (sides){0};
    double left_up = lumbar_quantile(ends[1], 0, n[1], 0.5), right_up = lumbar_quantile(ends[0], 0, n[0], 0.5);
    return (sides){.seen = true,
                   .left = left_up,
                   .right = right_up,
                   .band = lumbar_seen_band(seeing, s, seeing->limits->angle_band) * M_SQRT2};
}

typedef struct difference {
    bool seen, twist;
    int bout;
    double value, band, sure; /* left less right, as a share of the larger */
} difference;

static lumbar_saying side_words(const difference *d)
{
    if (d->twist) return d->value > 0 ? LUMBAR_SAY_TURNED_LEFT : LUMBAR_SAY_TURNED_RIGHT;
    return d->value > 0 ? LUMBAR_SAY_APART_LEFT : LUMBAR_SAY_APART_RIGHT;
}

static void tell_sides(lumbar_seeing *seeing, const lumbar_finding_row *row, const difference *d)
{
    const lumbar_bout *b = &seeing->motion->bouts[d->bout];
    double need = seeing->limits->verdict_sure;
    bool present = d->sure >= need;
    if (!present && d->sure > 1 - need) {
        lumbar_add_unseen(seeing, row, LUMBAR_REASON_CLOSE);
        return;
    }
    const lumbar_seen_claim claim = {
        .state = present ? LUMBAR_PRESENT : LUMBAR_ABSENT,
        .strength = present ? fabs(d->value) : 0.5,
        .confidence = b->confidence * fmax(d->sure, 1 - d->sure),
        .text = lumbar_seen_words(seeing, row, present ? side_words(d) : LUMBAR_SAY_NONE, NULL, 0)};
    lumbar_finding *f = lumbar_add_finding(seeing, row, claim);
    if (!f) return;
    lumbar_measured(f, row, 0, fabs(d->value) * 100, d->band * 100);
    f->low = fmax(0, f->low);
    if (!present) return;
    lumbar_place_finding(
        seeing, f,
        (lumbar_seen_fault){d->bout, 0, lumbar_time_of(b->stretch, b->reps[0].top), fmin(1, fabs(d->value))});
}

void lumbar_see_sides(lumbar_seeing *seeing, const lumbar_finding_row *row)
{
    const lumbar_movement *m = seeing->motion;
    lumbar_reason_id why = LUMBAR_REASON_NONE;
    difference worst = {0};
    for (size_t k = 0; k < m->bout_count; k++) {
        const lumbar_bout *b = &m->bouts[k];
        bool twist = b->drive == LUMBAR_DRIVE_TWIST;
        if (!lumbar_exercise_listed(&row->judged->exercises, b->exercise)) continue;
        bool shaky = b->stretch->shake > seeing->limits->motion.shake_some;
        if (!why) why = shaky ? lumbar_why_shaky(b->stretch) : LUMBAR_REASON_SIDES;
        sides found = shaky ? (sides){0} : twist ? twist_sides(seeing, b) : thigh_sides(seeing, b);
        double larger = fmax(found.left, found.right);
        if (!found.seen || !(larger > 0)) continue;
        difference d = {true, twist, (int)k, (found.left - found.right) / larger, found.band / larger, 0};
        d.sure = lumbar_sure_beyond(fabs(d.value), seeing->limits->side_difference, d.band);
        if (!worst.seen || d.sure > worst.sure) worst = d;
    }
    if (worst.seen) tell_sides(seeing, row, &worst);
    else if (why) lumbar_add_unseen(seeing, row, why);
}

/* ---- the whole recording ------------------------------------------------------------------------------- */

void lumbar_see_warm_up(lumbar_seeing *seeing, const lumbar_finding_row *row)
{
    const lumbar_movement *m = seeing->motion;
    const lumbar_bout *first = NULL;
    for (size_t k = 0; k < m->bout_count && !first; k++)
        if (m->bouts[k].exercise->judged) first = &m->bouts[k];
    if (!first) return;
    if (!(m->pose->duration_s >= seeing->limits->warmup_film_s)) return; /* no question for a short clip */
    double start = lumbar_time_of(first->stretch, first->reps[0].start);
    bool soon = start < seeing->limits->warmup_start_s;
    const lumbar_hole time = {"time", lumbar_seen_clock(seeing->arena, start)};
    const char *text = lumbar_seen_words(seeing, row, soon ? LUMBAR_SAY_BEGINS : LUMBAR_SAY_BEGINS_LATE, &time, 1);
    size_t index = seeing->count;
    const lumbar_seen_claim begins = {LUMBAR_PRESENT, 0.6, 0.5, text}, begins_late = {LUMBAR_ABSENT, 0.5, 0.3, text};
    lumbar_finding *f = lumbar_add_finding(seeing, row, soon ? begins : begins_late);
    if (f && soon) seeing->worst[index] = (lumbar_seen_fault){-1, -1, start, 0};
}
