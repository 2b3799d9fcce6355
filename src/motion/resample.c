/* Smoothing and resampling in one pass, order statistics, turning points: plain tools over signals. */
#include <math.h>
#include <string.h>
#include "motion/motion.h"

#define SIGN 0x80000000u /* of a float, in its bits */

/* Value at 0 of the weighted quadratic through (t, v): Cramer's rule on the normal equations, with linear and
 * constant fits where the samples cannot carry more. */
static double fit_at_zero(const lumbar_motion_fit *fit)
{
    const double *moment = fit->moment, *sum = fit->sum;
    double a = moment[0], b = moment[1], c = moment[2], d = moment[3], e = moment[4];
    double det = a * (c * e - d * d) - b * (b * e - c * d) + c * (b * d - c * c);
    if (det > 1e-6 * a * c * e && a * c * e > 0)
        return (sum[0] * (c * e - d * d) - b * (sum[1] * e - d * sum[2]) + c * (sum[1] * d - c * sum[2])) / det;
    double det2 = a * c - b * b;
    if (det2 > 1e-6 * a * c && a * c > 0) return (sum[0] * c - b * sum[1]) / det2;
    return sum[0] / a;
}

bool lumbar_motion_window_open(lumbar_arena *arena, lumbar_motion_window *w, size_t samples,
                               const lumbar_motion_limits *limits)
{
    *w = (lumbar_motion_window){.sigma = limits->smooth,
                                .gap_most = limits->gap_most,
                                .t = LUMBAR_NEW_ARRAY(arena, double, samples),
                                .weight = LUMBAR_NEW_ARRAY(arena, double, samples)};
    return w->t && w->weight;
}

void lumbar_motion_window_move(lumbar_motion_window *w, const double *times, size_t samples, double at, double step_s)
{
    w->at = at;
    w->step_s = step_s;
    w->before = -INFINITY;
    w->after = INFINITY;
    while (w->from < samples && times[w->from] < at - 4 * w->sigma) w->from++;
    for (w->to = w->from; w->to < samples && times[w->to] <= at + 4 * w->sigma; w->to++) {
        double t = (times[w->to] - at) / w->sigma;
        w->t[w->to - w->from] = t;
        w->weight[w->to - w->from] = exp(-0.5 * t * t);
        if (t <= 0) w->before = times[w->to];
        if (t >= 0 && w->after == INFINITY) w->after = times[w->to];
    }
}

void lumbar_motion_window_add(lumbar_motion_window *w, lumbar_motion_sample sample, lumbar_motion_fit *fit)
{
    double t = w->t[sample.place - w->from], power = w->weight[sample.place - w->from] * sample.weight;
    if (t <= 0) w->before = sample.time;
    if (t >= 0 && w->after == INFINITY) w->after = sample.time;
    for (int k = 0; k < 5; k++, power *= t) {
        fit->moment[k] += power;
        if (k < 3) fit->sum[k] += power * sample.value;
    }
}

double lumbar_motion_window_value(const lumbar_motion_window *w, const lumbar_motion_fit *fit)
{
    bool inside =
        w->after - w->before <= w->gap_most + 1e-9 || w->at - w->before <= w->step_s || w->after - w->at <= w->step_s;
    return inside && fit->moment[0] > 0 ? fit_at_zero(fit) : NAN;
}

bool lumbar_resample(lumbar_arena *scratch, const lumbar_series *series, const lumbar_motion_limits *limits,
                     const lumbar_stretch *grid, float *out)
{
    lumbar_motion_window w;
    if (!lumbar_motion_window_open(scratch, &w, series->count, limits)) return false;
    for (size_t g = 0; g < grid->count; g++) {
        lumbar_motion_fit fit = {{0}, {0}};
        double at = grid->start_s + (double)g * grid->step_s;
        lumbar_motion_window_move(&w, series->times, series->count, at, grid->step_s);
        for (size_t i = w.from; i < w.to; i++)
            lumbar_motion_window_add(&w, (lumbar_motion_sample){i, series->times[i], 1, series->values[i]}, &fit);
        out[g] = (float)lumbar_motion_window_value(&w, &fit);
    }
    return true;
}

/* Bits that sort as the numbers do, and back. */
static uint32_t bits_of(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits & SIGN ? ~bits : bits | SIGN;
}

static float value_of(uint32_t bits)
{
    bits = bits & SIGN ? bits ^ SIGN : ~bits;
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Byte for byte from the highest: how many values share what is known of the wanted one, by their next byte. It takes
 * no memory that could fail, and a time that grows as their number does. */
double lumbar_quantile(const float *values, size_t from, size_t to, double share)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++) n += !isnan(values[i]);
    if (!n) return NAN;
    size_t before = (size_t)(share * (double)(n - 1) + 0.5);
    uint32_t found = 0, known = 0;
    for (int shift = 24; shift >= 0; shift -= 8) {
        size_t counts[256] = {0};
        for (size_t i = from; i < to; i++) {
            uint32_t bits = bits_of(values[i]);
            if (!isnan(values[i]) && (bits & known) == found) counts[bits >> shift & 255]++;
        }
        uint32_t byte = 0;
        while (before >= counts[byte]) before -= counts[byte++];
        found |= byte << shift;
        known |= (uint32_t)255 << shift;
    }
    return value_of(found);
}

lumbar_turns lumbar_turns_of(lumbar_arena *arena, const float *signal, size_t count, double least)
{
    lumbar_turns turns = {.at = LUMBAR_NEW_ARRAY(arena, size_t, count + 1)};
    if (!turns.at) return turns;
    size_t from = 0, high, low;
    int heading = 0; /* +1 rising, -1 falling, 0 not known yet */
    while (from < count && isnan(signal[from])) from++;
    high = low = from;
    for (size_t i = from; i < count; i++) {
        if (isnan(signal[i])) continue;
        if (signal[i] > signal[high]) high = i;
        if (signal[i] < signal[low]) low = i;
        if (heading >= 0 && signal[i] <= signal[high] - least) {
            if (!turns.count) turns.high_first = true;
            turns.at[turns.count++] = high;
            heading = -1;
            low = i;
        } else if (heading <= 0 && signal[i] >= signal[low] + least) {
            turns.at[turns.count++] = low;
            heading = 1;
            high = i;
        }
    }
    if (heading) turns.at[turns.count++] = heading > 0 ? high : low; /* where it was heading when it ended */
    return turns;
}
