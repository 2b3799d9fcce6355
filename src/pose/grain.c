/* How sharp pictures are, from how their brightness changes with the distance between two pixels. */
#include <math.h>
#include "pose/grain.h"

/* Own choices: so many pictures, a second apart, and of these every eighth row, tell enough. */
enum { LOOKS_MOST = 8, ROWS_APART = 8, REACH = 1 << (LUMBAR_GRAIN_STEPS - 1) };

/* Within one true pixel brightness changes evenly, twice as much over twice the way: the exponent is 1. Beyond,
 * pictures have edges at every size, and it falls to a half. Measured between 1 and 2 pixels (docs/validation.md):
 * films as they were made .10 to .78, made smaller up to .86, enlarged twice or three times and encoded again .89
 * to 1.14. Own choice, between those; from there on it takes at least two pixels to make a true one. */
static const double EVEN = 0.88;

static double brightness(const lumbar_image *image, int x, int y)
{
    const uint8_t *row = image->plane[0] + y * image->stride[0];
    return image->planar ? row[x] : row[3 * x + 1]; /* green has most of it */
}

void lumbar_grain_look(lumbar_grain *grain, const lumbar_image *image, double time_s)
{
    if (grain->looks == LOOKS_MOST || time_s < grain->next_s) return;
    grain->looks++;
    grain->next_s = time_s + 1;
    for (int y = 0; y + REACH < image->stored_height; y += ROWS_APART)
        for (int x = 0; x + REACH < image->stored_width; x++) {
            double here = brightness(image, x, y);
            for (int k = 0; k < LUMBAR_GRAIN_STEPS; k++) {
                double right = brightness(image, x + (1 << k), y) - here,
                       below = brightness(image, x, y + (1 << k)) - here;
                grain->change[k] += right * right + below * below;
            }
        }
}

double lumbar_grain_of(const lumbar_grain *grain)
{
    double before = NAN;
    if (!(grain->change[0] > 0)) return grain->looks ? 1 : 0;
    for (int k = 0; k + 1 < LUMBAR_GRAIN_STEPS; k++) {
        double exponent = log2(grain->change[k + 1] / grain->change[k]) / 2;
        if (exponent <= EVEN) /* in hundredths: alike whoever's logarithm it is */
            return k ? round(100 * exp2(k + (before - EVEN) / (before - exponent))) / 100 : 1;
        before = exponent;
    }
    return REACH;
}
