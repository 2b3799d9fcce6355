/* Elementary functions from additions, products, quotients and square roots alone. */
#include <math.h>
#include "base/base.h"
#include "base/exact.h"

static const double pi = 3.14159265358979323846;
/* A number in two parts, the first short enough that whole numbers times it are exact. */
static const double ln2_high = 0x1.62e42feep-1, ln2_low = 0x1.a39ef35793c76p-33;
static const double quarter_high = 0x1.921fb544p+0, quarter_middle = 0x1.0b4611a6p-34,
                    quarter_low = 0x1.3198a2e037073p-69;

/* One over the factorials of 1 to 14. */
static const double powers[] = {
    1,           1.0 / 2,      1.0 / 6,       1.0 / 24,       1.0 / 120,       1.0 / 720,        1.0 / 5040,
    1.0 / 40320, 1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800, 1.0 / 87178291200};

double lumbar_exp(double x)
{
    if (isnan(x)) return x;
    if (x > 710) return INFINITY;
    if (x < -746) return 0;
    double steps = floor(x / 0.693147180559945309417 + 0.5), rest = x - steps * ln2_high - steps * ln2_low, sum = 0;
    for (size_t i = LUMBAR_COUNT(powers); i > 0; i--) sum = powers[i - 1] + rest * sum;
    return ldexp(1 + rest * sum, (int)steps);
}

double lumbar_log(double x)
{
    if (isnan(x) || x < 0) return NAN;
    if (x <= 0) return -INFINITY;
    if (isinf(x)) return x;
    int steps;
    double part = frexp(x, &steps);
    if (part < 0.70710678118654752440) {
        part *= 2;
        steps--;
    }
    double f = (part - 1) / (part + 1), square = f * f, sum = 0;
    for (int i = 23; i > 1; i -= 2) sum = square * (sum + 1.0 / i);
    return steps * ln2_high + (2 * f + (2 * f * sum + steps * ln2_low));
}

/* Sine (`turns` even) or cosine of an angle that is at most an eighth turn beyond so many quarter turns. */
static double wave(double rest, int turns)
{
    double square = rest * rest, sum = 0;
    for (int i = turns & 1 ? 18 : 19; i > 1; i -= 2) sum = square / (i * (i - 1)) * (1 - sum);
    double value = turns & 1 ? 1 - sum : rest - rest * sum;
    return turns & 2 ? -value : value;
}

static double turned(double x, int turns)
{
    if (!isfinite(x)) return NAN;
    if (fabs(x) > 1e5) x = fmod(x, 2 * pi);
    double steps = floor(x / (pi / 2) + 0.5);
    double rest = ((x - steps * quarter_high) - steps * quarter_middle) - steps * quarter_low;
    return wave(rest, (int)fmod(steps, 4) + 4 + turns);
}

double lumbar_sin(double x) { return turned(x, 0); }

double lumbar_cos(double x) { return turned(x, 1); }

/* For 0 to 1. */
static double arc(double t)
{
    double from = 0;
    if (t > 0.41421356237309504880) {
        from = pi / 4;
        t = (t - 1) / (t + 1);
    }
    double half = t / (1 + sqrt(1 + t * t)), square = half * half, sum = 0;
    for (int i = 27; i > 1; i -= 2) sum = square * (1.0 / i - sum);
    return from + 2 * (half - half * sum);
}

double lumbar_atan2(double y, double x)
{
    if (isnan(x) || isnan(y)) return NAN;
    double a = fabs(x), b = fabs(y), angle = 0;
    if (isinf(a) && isinf(b)) angle = pi / 4;
    else if (a >= b) angle = a > 0 ? arc(b / a) : 0;
    else angle = pi / 2 - arc(a / b);
    if (signbit(x)) angle = pi - angle;
    return signbit(y) ? -angle : angle;
}

double lumbar_length(double x, double y) { return sqrt(x * x + y * y); }
