/* Smoothing and resampling in one pass, order statistics, turning points: plain tools over signals. */
#include <math.h>
#include <string.h>
#include "motion/motion.h"

#define SIGN 0x80000000u /* of a float, in its bits */

/* Value at 0 of the weighted quadratic through (t, v): Cramer's rule on the normal equations, with linear and
 * constant fits where the samples cannot carry more. */
static double fit_at_zero(const double moment[5], const double sum[3])
{
    double a = moment[0], b = moment[1], c = moment[2], d = moment[3], e = moment[4];
    double det = a * (c * e - d * d) - b * (b * e - c * d) + c * (b * d - c * c);
    if (det > 1e-6 * a * c * e && a * c * e > 0)
        return (sum[0] * (c * e - d * d) - b * (sum[1] * e - d * sum[2]) + c * (sum[1] * d - c * sum[2])) /
               det;
    double det2 = a * c - b * b;
    if (det2 > 1e-6 * a * c && a * c > 0) return (sum[0] * c - b * sum[1]) / det2;
    return sum[0] / a;
}

void lumbar_resample(const double *times, const double *values, const double *weights, size_t samples,
                     double start_s, double step_s, size_t count, double sigma, double gap_most, float *out)
{
    size_t low = 0;
    for (size_t g = 0; g < count; g++) {
        double at = start_s + (double)g * step_s, before = -INFINITY, after = INFINITY;
        double moment[5] = {0}, sum[3] = {0};
        while (low < samples && times[low] < at - 4 * sigma) low++;
        for (size_t i = low; i < samples && times[i] <= at + 4 * sigma; i++) {
            if (isnan(values[i])) continue;
            double t = (times[i] - at) / sigma, w = exp(-0.5 * t * t) * (weights ? weights[i] : 1);
            if (t <= 0) before = times[i];
            if (t >= 0 && after == INFINITY) after = times[i];
            double power = w;
            for (int k = 0; k < 5; k++, power *= t) {
                moment[k] += power;
                if (k < 3) sum[k] += power * values[i];
            }
        }
        bool inside = after - before <= gap_most + 1e-9 || at - before <= step_s || after - at <= step_s;
        out[g] = inside && moment[0] > 0 ? (float)fit_at_zero(moment, sum) : NAN;
    }
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

/* Byte for byte from the highest: how many values share what is known of the wanted one, by their next byte. It takes no
 * memory that could fail, and a time that grows as their number does. */
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

size_t lumbar_turns(const float *signal, size_t from, size_t to, double least, size_t *turns, size_t room,
                    bool *first_is_high)
{
    size_t count = 0, high = from, low = from;
    int heading = 0; /* +1 rising, -1 falling, 0 not known yet */
    while (from < to && isnan(signal[from])) from++;
    high = low = from;
    for (size_t i = from; i < to; i++) {
        if (isnan(signal[i])) continue;
        if (signal[i] > signal[high]) high = i;
        if (signal[i] < signal[low]) low = i;
        if (heading >= 0 && signal[i] <= signal[high] - least) {
            if (!count) *first_is_high = true;
            if (count < room) turns[count++] = high;
            heading = -1;
            low = i;
        } else if (heading <= 0 && signal[i] >= signal[low] + least) {
            if (!count) *first_is_high = false;
            if (count < room) turns[count++] = low;
            heading = 1;
            high = i;
        }
    }
    if (heading && count < room)
        turns[count++] = heading > 0 ? high : low; /* where it was heading when it ended */
    return count;
}
