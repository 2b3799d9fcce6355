/* Faults of the body's line while it is held up: planks, side planks, climbers, roll-outs. */
#include <math.h>
#include <string.h>
#include "motion/body.h"
#include "motion/plank.h"
#include "seen/seen.h"

/* A leg counts as stretched below this bend of the knee, in degrees: our own choice. */
static const double STRETCHED = 40;

/* Feet no further from each other than this, in trunk lengths: our own choice, of feet one before the other that are
 * each as long as half a trunk. */
static const double LEGS_TOGETHER = 0.5;

/* A roll-out is judged where the hands are at least so far out, of its repetition's own range: our own
 * choice. */
static const double ROLLED_OUT = 0.7;

/* ---- the line of the body, in degrees: hips above it positive ------------------------------------------ */

static double plank_line(const lumbar_bout *b, const lumbar_rep *r, size_t g)
{
    (void)r;
    return b->stretch->signal[LUMBAR_PLANK][g] / DEGREE;
}

/* Whether the legs are stretched, one on the other: with one leg moving or a knee on the floor the body makes no one
 * line. */
static bool legs_together(const lumbar_stretch *s, size_t g)
{
    lumbar_motion_vec left = lumbar_at(s, LUMBAR_LEFT_ANKLE, g), right = lumbar_at(s, LUMBAR_RIGHT_ANKLE, g);
    return hypot(left.x - right.x, left.y - right.y) < LEGS_TOGETHER * s->trunk_length &&
           s->signal[LUMBAR_KNEE][g] < STRETCHED * DEGREE;
}

/* Through the middles: the camera looks at the front or the back of the body. */
static double side_plank_line(const lumbar_bout *b, const lumbar_rep *r, size_t g)
{
    static const int pairs[3][2] = {{LUMBAR_LEFT_SHOULDER, LUMBAR_RIGHT_SHOULDER},
                                    {LUMBAR_LEFT_HIP, LUMBAR_RIGHT_HIP},
                                    {LUMBAR_LEFT_ANKLE, LUMBAR_RIGHT_ANKLE}};
    lumbar_point p[LUMBAR_POINT_COUNT] = {0};
    (void)r;
    if (!legs_together(b->stretch, g)) return NAN;
    for (int k = 0; k < 3; k++) {
        lumbar_motion_vec at = lumbar_middle(b->stretch, pairs[k][0], pairs[k][1], g);
        for (int side = 0; side < 2; side++) p[pairs[k][side]] = (lumbar_point){(float)at.x, (float)-at.y, 1};
    }
    return lumbar_plank_measure(p, 1, true).bend / DEGREE;
}

/* Over the leg that is stretched, while one is. */
static double climber_line(const lumbar_bout *b, const lumbar_rep *r, size_t g)
{
    const lumbar_stretch *s = b->stretch;
    double best = NAN, straightest = STRETCHED * DEGREE;
    (void)r;
    for (int side = 0; side < 2; side++) {
        lumbar_motion_vec hip = lumbar_at(s, LUMBAR_LEFT_HIP + side, g),
                          knee = lumbar_at(s, LUMBAR_LEFT_KNEE + side, g),
                          ankle = lumbar_at(s, LUMBAR_LEFT_ANKLE + side, g);
        double turn = atan2(ankle.y - knee.y, ankle.x - knee.x) - atan2(knee.y - hip.y, knee.x - hip.x);
        double bent = fabs(atan2(sin(turn), cos(turn)));
        if (!(bent < straightest)) continue;
        lumbar_point p[LUMBAR_POINT_COUNT] = {0};
        const int chain[3] = {LUMBAR_LEFT_SHOULDER, LUMBAR_LEFT_HIP, LUMBAR_LEFT_ANKLE};
        for (int k = 0; k < 3; k++)
            for (int other = 0; other < 2; other++)
                p[chain[k] + other] = (lumbar_point){s->x[chain[k] + side][g], -s->y[chain[k] + side][g], 1};
        straightest = bent;
        best = lumbar_plank_measure(p, 1, true).bend / DEGREE;
    }
    return best;
}

/* From the shoulders to the knees, while the hands are far out. */
static double rollout_line(const lumbar_bout *b, const lumbar_rep *r, size_t g)
{
    const float *reach = b->stretch->signal[LUMBAR_REACH];
    double near = fmin(reach[r->start], reach[r->end]), far = reach[r->top];
    if (!(reach[g] >= near + ROLLED_OUT * (far - near))) return NAN;
    return lumbar_line_bend(b->stretch, g, false) / DEGREE;
}

typedef double line_of(const lumbar_bout *bout, const lumbar_rep *rep, size_t grid);

static const struct line {
    line_of *line;
    bool frontal; /* the camera has to look at the front or the back instead of the side */
} LINES[] = {[LUMBAR_LINE_NONE] = {NULL, false},
             [LUMBAR_LINE_SIDE] = {plank_line, false},
             [LUMBAR_LINE_FRONT] = {side_plank_line, true},
             [LUMBAR_LINE_STRETCHED_LEG] = {climber_line, false},
             [LUMBAR_LINE_KNEES] = {rollout_line, false}};

static const struct line *line_for(const lumbar_bout *bout) { return &LINES[bout->exercise->line]; }

/* ---- one fault ----------------------------------------------------------------------------------------- */

typedef struct held {
    double held_s;                    /* all of it */
    double total_s, fault_s, clear_s; /* judged; surely wrong; surely right */
    double confidence, sure;          /* sums over the judged time */
    double value, band;               /* median of the worst stretch of time */
    double most_s;                    /* when the last one added is worst */
    lumbar_place *places;             /* [places_count] */
    size_t places_count;
    lumbar_seen_fault worst;
    lumbar_reason_id why_not;
    bool found;
} held;

static double limit_of(const lumbar_seeing *seeing, const lumbar_bout *b, double sign)
{
    const lumbar_seen_limits *l = seeing->limits;
    if (sign > 0) return b->exercise->line == LUMBAR_LINE_STRETCHED_LEG ? l->climber_pike : l->plank_pike;
    return line_for(b)->frontal ? l->side_plank_sag : l->plank_sag;
}

static lumbar_reason_id why_blind(const lumbar_seeing *seeing, const lumbar_bout *b)
{
    const lumbar_stretch *s = b->stretch;
    if (s->shake > seeing->limits->motion.shake_some) return lumbar_why_shaky(s);
    if (!line_for(b)->frontal && s->view != LUMBAR_VIEW_SIDE) return LUMBAR_REASON_VIEW;
    return LUMBAR_REASON_NONE;
}

/* One repetition, or the whole of a hold: how long its line is on the wrong side. Returns whether it is
 * said. */
static bool add_time(lumbar_seeing *seeing, size_t bout, size_t rep, double sign, held *h)
{
    const lumbar_bout *b = &seeing->motion->bouts[bout];
    const lumbar_stretch *s = b->stretch;
    const lumbar_rep *r = &b->reps[rep];
    const struct line *line = line_for(b);
    double limit = limit_of(seeing, b, sign), need = seeing->limits->verdict_sure;
    double band = line->frontal ? seeing->limits->plank_band * (1 + s->shake / seeing->limits->motion.shake_some)
                                : lumbar_seen_band(seeing, s, seeing->limits->plank_band);
    double total = 0, wrong = 0, clear = 0, sure = 0;
    size_t n = 0, most = r->start, count = r->end - r->start + 1;
    float *room = LUMBAR_NEW_ARRAY(seeing->arena, float, count), *bad = LUMBAR_NEW_ARRAY(seeing->arena, float, count);
    size_t bad_count = 0;
    double peak = -INFINITY;
    if (!room || !bad) {
        seeing->failed = true;
        return false;
    }
    for (size_t g = r->start; g <= r->end; g++) {
        double bend = line->line(b, r, g);
        if (isnan(bend)) continue;
        double p = lumbar_sure_beyond(sign * bend, sign * limit, band);
        total += s->step_s;
        sure += fmax(p, 1 - p) * s->step_s;
        room[n++] = (float)bend;
        if (p >= need) {
            wrong += s->step_s;
            bad[bad_count++] = (float)bend;
        } else if (p <= 1 - need) clear += s->step_s;
        if (sign * bend > peak) {
            peak = sign * bend;
            most = g;
        }
    }
    h->most_s = lumbar_time_of(s, most);
    h->held_s += (double)(r->end - r->start) * s->step_s;
    h->total_s += total;
    h->fault_s += wrong;
    h->clear_s += clear;
    h->sure += sure;
    h->confidence += b->confidence * (s->feet_seen ? 1 : 0.7) * total;
    bool said = total > 0 && wrong > 0 && wrong >= fmin(seeing->limits->fault_share * total, seeing->limits->fault_s);
    double value = said ? lumbar_quantile(bad, 0, bad_count, 0.5) : lumbar_quantile(room, 0, n, 0.5);
    double size = fmin(1, 0.4 + 0.6 * sign * (value - limit) / 15) + (said ? 1 : 0);
    if (!isnan(value) && (!h->found || size > h->worst.size)) {
        h->worst = (lumbar_seen_fault){(int)bout, (int)rep, h->most_s, size};
        h->value = value;
        h->band = band;
        h->found = true;
    }
    return said;
}

static void add_bout(lumbar_seeing *seeing, size_t bout, double sign, held *h)
{
    const lumbar_bout *b = &seeing->motion->bouts[bout];
    lumbar_reason_id why = why_blind(seeing, b);
    if (why) {
        h->why_not = why;
        return;
    }
    size_t said = 0, first = h->places_count;
    for (size_t i = 0; i < b->count && !seeing->failed; i++) {
        if (!add_time(seeing, bout, i, sign, h)) continue;
        h->places[h->places_count++] = (lumbar_place){seeing->index, (int)bout, (int)i, h->most_s};
        said++;
    }
    if (said && said * 3 < b->count) h->places_count = first; /* some rare ones among many */
}

static const char *held_words(lumbar_seeing *seeing, const lumbar_finding_row *row, const held *h)
{
    const lumbar_hole holes[] = {
        {"seconds", lumbar_format(seeing->arena, "%.0f", fmax(1, h->fault_s))},
        {"total",
         lumbar_format(seeing->arena, h->held_s - h->total_s < 1 ? "%.0f" : "the %.0f judged", fmax(1, h->total_s))}};
    return lumbar_seen_words(seeing, row, LUMBAR_SAY_HELD, holes, LUMBAR_COUNT(holes));
}

static void tell_hold(lumbar_seeing *seeing, const lumbar_finding_row *row, held *h)
{
    size_t index = seeing->count;
    lumbar_finding *f = NULL;
    if (!h->places_count && !(h->clear_s * 2 > h->total_s)) {
        lumbar_reason_id why = h->total_s > 0 ? LUMBAR_REASON_CLOSE : LUMBAR_REASON_LINE;
        lumbar_add_unseen(seeing, row, h->why_not ? h->why_not : why);
        return;
    }
    double confidence = h->confidence / h->total_s * h->sure / h->total_s;
    if (h->places_count) {
        h->worst.size = fmin(1, h->worst.size - 1);
        double strength = h->worst.size * (0.5 + 0.5 * h->fault_s / h->total_s);
        const char *text = held_words(seeing, row, h);
        f = lumbar_add_finding(seeing, row, (lumbar_seen_claim){LUMBAR_PRESENT, strength, confidence, text});
        for (size_t i = 0; f && i < h->places_count; i++)
            *lumbar_seen_fault_of(seeing, h->places[i].set, h->places[i].rep, index) = true;
        if (f) seeing->worst[index] = h->worst;
    } else {
        const char *none = lumbar_seen_words(seeing, row, LUMBAR_SAY_NONE, NULL, 0);
        f = lumbar_add_finding(seeing, row, (lumbar_seen_claim){LUMBAR_ABSENT, 0.5, confidence, none});
    }
    if (!f) return;
    f->where = h->places;
    f->where_count = h->places_count;
    lumbar_measured(f, row, 0, h->value, h->band);
}

void lumbar_see_holds(lumbar_seeing *seeing, const lumbar_finding_row *row)
{
    const lumbar_movement *m = seeing->motion;
    double sign = row->judged->judge == LUMBAR_JUDGE_SAG ? -1 : 1; /* the hips are below the line, or above it */
    size_t bouts = 0, reps = 0;
    for (size_t b = 0; b < m->bout_count; b++) reps += m->bouts[b].count;
    held h = {.value = NAN, .places = LUMBAR_NEW_ARRAY(seeing->arena, lumbar_place, reps + 1)};
    if (!h.places) seeing->failed = true;
    for (size_t b = 0; b < m->bout_count && !seeing->failed; b++) {
        if (!line_for(&m->bouts[b])->line || !lumbar_exercise_listed(&row->judged->exercises, m->bouts[b].exercise))
            continue;
        bouts++;
        add_bout(seeing, b, sign, &h);
    }
    if (bouts && !seeing->failed) tell_hold(seeing, row, &h);
}
