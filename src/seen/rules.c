/* Faults of one repetition: each rule reads one value, with its band, and decides where the band lets it. */
#include <math.h>
#include <string.h>
#include "motion/points.h"
#include "seen/rules.h"

/* A foot is up only if it stays up for so long, in s: our own choice, longer than the smoothed trace of one
 * bad frame. */
static const double LIFT_LASTS = 0.3;

/* Before a repetition the head already rises: its rest is looked for in this time, in s, our own choice. */
static const double HEAD_RESTS = 1;

/* What is smaller than this share of the set's middle repetition is a bounce or settling, and no throw. */
static const double HALF_DONE = 0.5;

/* A rise is most of what the trunk or the legs do in their repetition; else it was something else that
 * moved. */
static const double WHOLE_RISE = 0.8;

/* A rise takes at least this share of the shortest repetition from a tenth to nine tenths: six tenths of its
 * half. */
static const double RISE_SHARE = 0.3;

static lumbar_seen_value unseen(lumbar_reason_id why)
{
    return (lumbar_seen_value){.state = LUMBAR_UNKNOWN, .value = NAN, .why_not = why};
}

static lumbar_reason_id back_unread(const lumbar_stretch *s)
{
    static const lumbar_reason_id reasons[] = {
        [LUMBAR_BACK_READ] = LUMBAR_REASON_NONE,   [LUMBAR_BACK_VIEW] = LUMBAR_REASON_VIEW,
        [LUMBAR_BACK_SMALL] = LUMBAR_REASON_SMALL, [LUMBAR_BACK_ARM] = LUMBAR_REASON_ARM,
        [LUMBAR_BACK_EDGE] = LUMBAR_REASON_EDGE,   [LUMBAR_BACK_OUTLINE] = LUMBAR_REASON_OUTLINE,
        [LUMBAR_BACK_LOST] = LUMBAR_REASON_LOST,
    };
    return reasons[s->back_why];
}

/* Whether the body is so small that what is read of its lower back is coarse: a marked hollow of one who lies shows in
 * it, and nothing finer. */
static bool back_is_coarse(const lumbar_seeing *seeing, const lumbar_stretch *s)
{
    return s->trunk_length / fmax(1, seeing->motion->pose->grain) < seeing->limits->lumbar_move_pixels;
}

static lumbar_reason_id curl_unread(const lumbar_seeing *seeing, const lumbar_stretch *s)
{
    if (s->lumbar_share < 0.5) return back_unread(s);
    return back_is_coarse(seeing, s) ? LUMBAR_REASON_SMALL : LUMBAR_REASON_NONE;
}

/* What was measured, with its 95 % band, and when. */
typedef struct measured {
    double value, band, time_s;
} measured;

/* Present when it is beyond the limit by more than its band may err; how marked grows to 1 over `full`. */
static lumbar_seen_value beyond(const lumbar_seeing *seeing, measured m, double limit, double full)
{
    if (isnan(m.value)) return unseen(LUMBAR_REASON_LOST);
    double sure = lumbar_sure_beyond(m.value, limit, m.band), need = seeing->limits->verdict_sure;
    return (lumbar_seen_value){
        .state = sure >= need       ? LUMBAR_PRESENT
                 : sure <= 1 - need ? LUMBAR_ABSENT
                                    : LUMBAR_UNKNOWN,
        .close = true,
        .value = m.value,
        .band = m.band,
        .sure = fmax(sure, 1 - sure),
        .time_s = m.time_s,
        .why_not = LUMBAR_REASON_CLOSE,
        .size = fmin(1, 0.4 + 0.6 * (m.value - limit) / full), /* of those that are absent the worst is shown */
    };
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

/* Height of the foot over the line from where it rests before the repetition to where it rests after, in
 * trunk lengths: a camera that drifts or zooms takes both along. */
static double foot_over_rest(const lumbar_stretch *s, const lumbar_rep *rep, size_t g)
{
    const float *height = s->signal[LUMBAR_FOOT_HEIGHT];
    double share = rep->end > rep->start ? (double)(g - rep->start) / (double)(rep->end - rep->start) : 0;
    return height[g] - (height[rep->start] + share * (height[rep->end] - height[rep->start]));
}

/* Own choice, in trunk lengths over the hips: half-way between feet on the floor and shanks held level over bent hips.
 */
static const double FEET_IN_AIR = 0.4;

static bool feet_in_air(const lumbar_stretch *s, size_t g)
{
    int heel = LUMBAR_LEFT_HEEL + s->near_side, toe = LUMBAR_LEFT_FOOT_INDEX + s->near_side;
    return fmin(s->y[heel][g], s->y[toe][g]) > lumbar_hips(s, g).y + FEET_IN_AIR * s->trunk_length;
}

lumbar_seen_value lumbar_judge_feet(const lumbar_seeing *seeing, const lumbar_bout *bout, const lumbar_rep *rep)
{
    const lumbar_stretch *s = bout->stretch;
    if (!s->feet_seen) return unseen(s->feet_inside ? LUMBAR_REASON_LOST : LUMBAR_REASON_FEET);
    if (s->view == LUMBAR_VIEW_FRONT) return unseen(LUMBAR_REASON_VIEW);
    if (feet_in_air(s, rep->start) && feet_in_air(s, rep->end)) return (lumbar_seen_value){.not_asked = true};
    size_t top = rep->start, count = rep->end - rep->start + 1;
    float *rise = LUMBAR_NEW_ARRAY(seeing->arena, float, count);
    if (!rise) return unseen(LUMBAR_REASON_LOST);
    for (size_t g = rep->start; g <= rep->end; g++) {
        rise[g - rep->start] = (float)foot_over_rest(s, rep, g);
        if (rise[g - rep->start] > rise[top - rep->start]) top = g;
    }
    double lasts = (double)count * s->step_s; /* a lift lasts: a glitch of the network does not */
    double cm = seeing->limits->motion.trunk_share * seeing->height_m * 100;
    double lift = lumbar_quantile(rise, 0, count, fmax(0, 1 - LIFT_LASTS / lasts)) * cm,
           limit = seeing->limits->feet_lift * cm;
    double band = lumbar_seen_band(seeing, s, 0.35 * limit) + 0.2 * fabs(lift);
    return beyond(seeing, (measured){lift, band, lumbar_time_of(s, top)}, limit, 3 * limit);
}

/* What was meant is guessed from what is done only where that is known so surely: our own choice. */
static const double GUESS_NEEDS = 0.6;

lumbar_seen_value lumbar_judge_range_large(const lumbar_seeing *seeing, const lumbar_bout *bout, const lumbar_rep *rep)
{
    const lumbar_exercise *intended = seeing->intended;
    bool guessed = seeing->curls_meant && bout->confidence >= GUESS_NEEDS;
    if (!intended && !guessed) return unseen(LUMBAR_REASON_INTENDED);
    const lumbar_stretch *s = bout->stretch;
    if (s->view == LUMBAR_VIEW_FRONT) return unseen(LUMBAR_REASON_VIEW);
    size_t top = peak_of(s->signal[LUMBAR_TRUNK], rep->start, rep->end, 1);
    measured m = {s->signal[LUMBAR_TRUNK][top] / DEGREE, lumbar_seen_band(seeing, s, seeing->limits->angle_band),
                  lumbar_time_of(s, top)};
    lumbar_seen_value v = beyond(seeing, m, seeing->limits->situp_top, 40);
    if (!intended) v.sure *= seeing->limits->meant_guess;
    return v;
}

/* Time from a tenth to nine tenths of the rise, which comes first unless the repetition starts at the top. */
lumbar_seen_value lumbar_judge_momentum(const lumbar_seeing *seeing, const lumbar_bout *bout, const lumbar_rep *rep)
{
    const lumbar_stretch *s = bout->stretch;
    const lumbar_seen_limits *l = seeing->limits;
    if (s->view == LUMBAR_VIEW_FRONT) return unseen(LUMBAR_REASON_VIEW);
    if (!lumbar_tempo_known(seeing, s) || lumbar_falls_too_quickly(s, rep)) return unseen(LUMBAR_REASON_TEMPO);
    if (rep->size < HALF_DONE * lumbar_facts_of(seeing, bout)->usual_size) return unseen(LUMBAR_REASON_LOST);
    bool legs = bout->drive == LUMBAR_DRIVE_LEGS || bout->drive == LUMBAR_DRIVE_THIGHS;
    const float *signal = s->signal[legs ? LUMBAR_THIGH : LUMBAR_CURL];
    bool down_first = signal[rep->top] < signal[rep->start];
    size_t from = down_first ? rep->top : rep->start, to = down_first ? rep->end : rep->top;
    double low = signal[from], high = signal[to];
    double whole = signal[peak_of(signal, rep->start, rep->end, 1)] - signal[peak_of(signal, rep->start, rep->end, -1)];
    if (!(high - low >= fmax((legs ? l->motion.rep_leg : l->motion.rep_trunk) * DEGREE, WHOLE_RISE * whole)))
        return unseen(LUMBAR_REASON_LOST);
    size_t first = from, last;
    for (size_t g = from; g <= to; g++)
        if (isnan(signal[g])) return unseen(LUMBAR_REASON_LOST); /* a gap hides how long it took */
    while (first < to && (signal[first] - low) / (high - low) < 0.1) first++;
    for (last = first; last < to && (signal[last] - low) / (high - low) < 0.9;) last++;
    double time = (double)(last - first) * s->step_s, limit = l->momentum_s;
    if (time < RISE_SHARE * l->motion.rep_least_s) return unseen(LUMBAR_REASON_LOST); /* a jump of the network */
    /* Two moments, each known to half the time between pictures, and the smoothing's own blur. */
    double between = (double)s->count * s->step_s / (double)(s->end_frame - s->first_frame);
    measured m = {-time, hypot(l->motion.smooth, between), lumbar_time_of(s, (first + last) / 2)};
    lumbar_seen_value v = beyond(seeing, m, -limit, limit);
    v.value = time;
    return v;
}

/* How much of the trunk's turn the face and the ear add, in degrees, at one moment: two readings of one
 * bend, of which the face turns with the head and the ear with the neck. */
static double head_at(const lumbar_stretch *s, size_t g)
{
    int ear = LUMBAR_LEFT_EAR + s->near_side;
    double x = (s->x[ear][g] - s->x[LUMBAR_NOSE][g]) * s->head_side,
           y = s->y[LUMBAR_NOSE][g] - s->y[ear][g]; /* lying flat the face looks up */
    double face = atan2(x, y) - s->signal[LUMBAR_TRUNK][g];
    if (face > M_PI) face -= 2 * M_PI;
    if (face < -M_PI) face += 2 * M_PI;
    return (face + s->signal[LUMBAR_NECK][g]) / 2 / DEGREE;
}

lumbar_seen_value lumbar_judge_head(const lumbar_seeing *seeing, const lumbar_bout *bout, const lumbar_rep *rep)
{
    const lumbar_stretch *s = bout->stretch;
    size_t rests = (size_t)(HEAD_RESTS / s->step_s), from = rep->start > rests ? rep->start - rests : 0;
    size_t top = rep->start, count = rep->top - from + 1;
    if (s->view != LUMBAR_VIEW_SIDE) return unseen(LUMBAR_REASON_VIEW);
    float *bent = LUMBAR_NEW_ARRAY(seeing->arena, float, count);
    if (!bent) return unseen(LUMBAR_REASON_LOST);
    for (size_t g = from; g <= rep->top; g++) {
        bent[g - from] = (float)head_at(s, g);
        if (bent[g - from] > bent[top - from]) top = g;
    }
    double change = lumbar_quantile(bent, 0, count, 0.9) - lumbar_quantile(bent, 0, count, 0.1);
    double band = lumbar_seen_band(seeing, s, seeing->limits->head_band);
    return beyond(seeing, (measured){change, band, lumbar_time_of(s, top)}, seeing->limits->head_forward, 30);
}

/* Lumbar bending by the time the trunk has risen far: little means that the hips lead. */
lumbar_seen_value lumbar_judge_hips_lead(const lumbar_seeing *seeing, const lumbar_bout *bout, const lumbar_rep *rep)
{
    const lumbar_stretch *s = bout->stretch;
    const float *trunk = s->signal[LUMBAR_TRUNK], *lumbar = s->signal[LUMBAR_LUMBAR];
    lumbar_reason_id unread = curl_unread(seeing, s);
    if (unread) return unseen(unread);
    size_t g = rep->start, reach = (size_t)(0.1 / s->step_s);
    while (g < rep->top && !(trunk[g] - trunk[rep->start] >= seeing->limits->lead_trunk * DEGREE)) g++;
    double before = mean_of(lumbar, rep->start > 2 * reach ? rep->start - 2 * reach : 0, rep->start);
    double then = mean_of(lumbar, g > reach ? g - reach : 0, g + reach < s->count ? g + reach : g);
    double bent = (then - before) / DEGREE, limit = seeing->limits->lead_lumbar;
    if (isnan(bent)) return unseen(LUMBAR_REASON_LOST);
    measured m = {-bent, lumbar_seen_band(seeing, s, seeing->limits->lumbar_band_move), lumbar_time_of(s, g)};
    lumbar_seen_value v = beyond(seeing, m, -limit, 15);
    v.value = bent;
    return v;
}

/* How far the lower back bends backwards from its rest: lying, that is the hollow over the floor. Raised legs
 * roll the pelvis the other way, which is no fault; so the rest before or after the set is what counts. */
lumbar_seen_value lumbar_judge_arch(const lumbar_seeing *seeing, const lumbar_bout *bout, const lumbar_rep *rep)
{
    const lumbar_stretch *s = bout->stretch;
    const float *lumbar = s->signal[LUMBAR_LUMBAR];
    if (s->lumbar_share < 0.5) return unseen(back_unread(s));
    size_t low = peak_of(lumbar, rep->start, rep->end, -1);
    double rest = lumbar_facts_of(seeing, bout)->lying_rest;
    double arch = ((isnan(rest) ? 0 : rest) - lumbar_quantile(lumbar, rep->start, rep->end + 1, 0.05)) / DEGREE;
    measured m = {arch, lumbar_seen_band(seeing, s, seeing->limits->lumbar_band_hold), lumbar_time_of(s, low)};
    lumbar_seen_value v = beyond(seeing, m, seeing->limits->arch_least, 15);
    if (isnan(rest) && v.state != LUMBAR_PRESENT) return unseen(LUMBAR_REASON_REST);
    if (back_is_coarse(seeing, s) && v.state == LUMBAR_ABSENT) return unseen(LUMBAR_REASON_SMALL);
    return v;
}

lumbar_seen_value lumbar_judge_end_range(const lumbar_seeing *seeing, const lumbar_bout *bout, const lumbar_rep *rep)
{
    const lumbar_stretch *s = bout->stretch;
    lumbar_reason_id unread = curl_unread(seeing, s);
    if (unread) return unseen(unread);
    size_t top = peak_of(s->signal[LUMBAR_LUMBAR], rep->start, rep->end, 1);
    double band =
        hypot(lumbar_seen_band(seeing, s, seeing->limits->lumbar_band_move), seeing->limits->end_range_people);
    measured m = {s->signal[LUMBAR_LUMBAR][top] / DEGREE, band, lumbar_time_of(s, top)};
    return beyond(seeing, m, seeing->limits->end_range, 15);
}

/* Short beside one's own larger ones, or beside the exercise that was meant. */
lumbar_seen_value lumbar_judge_range_short(const lumbar_seeing *seeing, const lumbar_bout *bout, const lumbar_rep *rep)
{
    const lumbar_stretch *s = bout->stretch;
    bool half_done = seeing->intended && lumbar_goes_on_as(bout->exercise, seeing->intended);
    const lumbar_facts *facts = lumbar_facts_of(seeing, bout);
    double share = rep->size / facts->largest;
    if (half_done) share = rep->traits.trunk_top / seeing->limits->situp_top;
    else if (facts->alike < 3) return unseen(LUMBAR_REASON_FEW);
    measured m = {-share, lumbar_seen_band(seeing, s, seeing->limits->short_band), lumbar_time_of(s, rep->top)};
    lumbar_seen_value v = beyond(seeing, m, -seeing->limits->short_range, 0.3);
    v.value = share * 100;
    v.band *= 100;
    return v;
}
