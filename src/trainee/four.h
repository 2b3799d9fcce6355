/* Four numbers or points at once: the vectors of gcc and clang, with the same arithmetic as one by one. */
#ifndef LUMBAR_TRAINEE_FOUR_H
#define LUMBAR_TRAINEE_FOUR_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef float four __attribute__((vector_size(16)));
typedef int32_t four_flags __attribute__((vector_size(16))); /* -1: yes, 0: no; what comparing two `four` gives */

typedef struct four_points {
    four x, y, z;
} four_points;

static inline four four_of(float x) { return (four){x, x, x, x}; }
static inline four_points four_points_of(float x, float y, float z)
{
    return (four_points){four_of(x), four_of(y), four_of(z)};
}
static inline four pick(four_flags yes, four a, four b)
{
    return (four)((yes & (four_flags)a) | (~yes & (four_flags)b));
}
static inline bool any_of(four_flags f) { return (f[0] | f[1] | f[2] | f[3]) != 0; }
static inline four four_roots(four x) { return (four){sqrtf(x[0]), sqrtf(x[1]), sqrtf(x[2]), sqrtf(x[3])}; }
static inline four_flags four_wholes(four x) { return __builtin_convertvector(x, four_flags); } /* towards 0 */
static inline four four_numbers(four_flags x) { return __builtin_convertvector(x, four); }
static inline four four_load(const float *from)
{
    four x;
    memcpy(&x, from, sizeof x);
    return x;
}

/* The smaller and the larger, without the calls that fminf and fmaxf are for the sake of NaN. */
static inline float least(float a, float b) { return a < b ? a : b; }
static inline float most(float a, float b) { return a > b ? a : b; }
static inline four least_of(four a, four b) { return pick(a < b, a, b); }
static inline four most_of(four a, four b) { return pick(a > b, a, b); }

#endif
