/* What sets and holds share: the traits of a movement, how it is held and believed, and the list of those found. */
#include <math.h>
#include <string.h>
#include "motion/exercise.h"

static double range_of(const float *signal, size_t from, size_t to, double unit)
{
    return (lumbar_quantile(signal, from, to, 0.97) - lumbar_quantile(signal, from, to, 0.03)) / unit;
}

static double alternation_of(const lumbar_stretch *s, size_t from, size_t to)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t g = from; g < to; g++) {
        double d = s->signal[LUMBAR_THIGH_LEFT][g] - s->signal[LUMBAR_THIGH_RIGHT][g];
        if (d < low) low = d;
        if (d > high) high = d;
    }
    return high > low ? (high - low) / DEGREE : 0;
}

/* Of the mean of both thighs. */
typedef struct reach {
    double low, high;
} reach;

static reach thighs_reach(const lumbar_stretch *s, size_t from, size_t to)
{
    reach r = {INFINITY, -INFINITY};
    for (size_t g = from; g < to; g++) {
        double mean = (s->signal[LUMBAR_THIGH_LEFT][g] + s->signal[LUMBAR_THIGH_RIGHT][g]) / 2;
        if (mean < r.low) r.low = mean;
        if (mean > r.high) r.high = mean;
    }
    return r;
}

/* How far both thighs go the same way, beside how far they part: 0 in turns, 0.5 where one alone moves. */
static double together(const lumbar_stretch *s, size_t from, size_t to)
{
    double apart = alternation_of(s, from, to) * DEGREE;
    reach r = thighs_reach(s, from, to);
    return r.high > r.low && apart > 0 ? (r.high - r.low) / apart : NAN;
}

static double thigh_rest(const lumbar_stretch *s, size_t from, size_t to)
{
    reach r = thighs_reach(s, from, to);
    return r.high >= r.low ? r.low / DEGREE : NAN;
}

lumbar_traits lumbar_traits_of(const lumbar_stretch *s, size_t from, size_t to)
{
    float *const *v = s->signal;
    return (lumbar_traits){.seconds = (double)(to - from) * s->step_s,
                           .trunk_rest = lumbar_quantile(v[LUMBAR_TRUNK], from, to, 0.05) / DEGREE,
                           .trunk_top = lumbar_quantile(v[LUMBAR_TRUNK], from, to, 0.95) / DEGREE,
                           .curl_change = range_of(v[LUMBAR_CURL], from, to, DEGREE),
                           .leg_change = range_of(v[LUMBAR_LEG], from, to, DEGREE),
                           .thigh_change = range_of(v[LUMBAR_THIGH], from, to, DEGREE),
                           .thigh_rest = thigh_rest(s, from, to),
                           .thigh_top = lumbar_quantile(v[LUMBAR_THIGH], from, to, 0.95) / DEGREE,
                           .hip_change = range_of(v[LUMBAR_HIP], from, to, DEGREE),
                           .knee = lumbar_quantile(v[LUMBAR_KNEE], from, to, 0.5) / DEGREE,
                           .knee_change = range_of(v[LUMBAR_KNEE], from, to, DEGREE),
                           .alternation = alternation_of(s, from, to),
                           .together = together(s, from, to),
                           .twist = range_of(v[LUMBAR_TWIST], from, to, DEGREE),
                           .reach = lumbar_quantile(v[LUMBAR_REACH], from, to, 0.95),
                           .hands = lumbar_quantile(v[LUMBAR_HANDS], from, to, 0.5),
                           .hip_move = range_of(v[LUMBAR_HIP_HEIGHT], from, to, 1),
                           .head_up = lumbar_quantile(v[LUMBAR_CURL], from, to, 0.05) / DEGREE};
}

lumbar_postures_held lumbar_held(const lumbar_stretch *s, size_t from, size_t to)
{
    lumbar_postures_held held = {{0}};
    for (size_t g = from; g < to; g++) held.share[s->posture[g]] += 1 / (double)(to - from);
    return held;
}

/* From the side all of it, from the front or the head half: then most of the movement is along the line of
 * sight, and its size is the network's guess. Who lies on one side shows that line of the body to a camera
 * before the chest. */
double lumbar_trust(const lumbar_stretch *s, lumbar_posture posture, const lumbar_motion_limits *limits)
{
    double yaw = posture == LUMBAR_ON_SIDE ? 90 - s->yaw / DEGREE : s->yaw / DEGREE;
    double away = (yaw - limits->side_yaw) / (limits->front_yaw - limits->side_yaw);
    double trust = 0.95 - 0.5 * fmax(0, fmin(1, isnan(away) ? 1 : away));
    if (!s->feet_seen) trust *= 0.85;
    if (s->shake > limits->shake_some) trust *= 0.5;
    return trust;
}

void lumbar_add_candidate(lumbar_candidates *found, lumbar_candidate candidate)
{
    if (found->count == found->room) {
        size_t room = found->room ? 2 * found->room : 32;
        lumbar_candidate *list = LUMBAR_NEW_ARRAY(found->arena, lumbar_candidate, room);
        if (!list) {
            found->failed = true;
            return;
        }
        if (found->count) memcpy(list, found->list, found->count * sizeof *list);
        found->list = list;
        found->room = room;
    }
    candidate.start = candidate.bout.reps[0].start;
    candidate.end = candidate.bout.reps[candidate.bout.count - 1].end;
    found->list[found->count++] = candidate;
    found->list[found->lane].lane_count++;
}

void lumbar_begin_lane(lumbar_candidates *found) { found->lane = found->count; }
