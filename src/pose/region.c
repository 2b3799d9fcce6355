/* Regions of a picture: where they lie, and their pixels as network input. */
#include <math.h>
#include "base/exact.h"
#include "pose/region.h"

static const double pi = 3.14159265358979323846;

lumbar_region lumbar_region_round(const double hips[2], const double scale_point[2])
{
    double dx = scale_point[0] - hips[0], dy = scale_point[1] - hips[1];
    double angle = pi / 2 - lumbar_atan2(-dy, dx);
    angle -= 2 * pi * floor((angle + pi) / (2 * pi));
    return (lumbar_region){hips[0], hips[1], 2 * 1.25 * sqrt(dx * dx + dy * dy), angle};
}

void lumbar_region_to_picture(const lumbar_region *region, double u, double v, double *x, double *y)
{
    double c = lumbar_cos(region->angle), s = lumbar_sin(region->angle);
    double dx = (u - 0.5) * region->side, dy = (v - 0.5) * region->side;
    *x = region->x + c * dx - s * dy;
    *y = region->y + s * dx + c * dy;
}

void lumbar_region_from_picture(const lumbar_region *region, double x, double y, double *u, double *v)
{
    double c = lumbar_cos(region->angle), s = lumbar_sin(region->angle);
    double dx = x - region->x, dy = y - region->y;
    *u = (c * dx + s * dy) / region->side + 0.5;
    *v = (c * dy - s * dx) / region->side + 0.5;
}

/* ---- sampling ------------------------------------------------------------------------------------------ */

/* Positions and weights are fixed-point, in 1/65536 px: quick, and the same on every processor. */
enum { UNIT = 1 << 16, WEIGHT_BITS = 11 };

/* The four neighbours of a position and their weights (of 1 << WEIGHT_BITS). */
typedef struct taps {
    int x0, x1, y0, y1, wx, wy;
} taps;

static int clamp_index(int index, int count) { return index < 0 ? 0 : index >= count ? count - 1 : index; }

/* Neighbours of (x, y), given from the corner of the plane. */
static inline taps taps_at(int64_t x, int64_t y)
{
    int px = (int)(x - UNIT / 2), py = (int)(y - UNIT / 2);
    return (taps){px >> 16,
                  (px >> 16) + 1,
                  py >> 16,
                  (py >> 16) + 1,
                  (px & (UNIT - 1)) >> (16 - WEIGHT_BITS),
                  (py & (UNIT - 1)) >> (16 - WEIGHT_BITS)};
}

/* The same for a place near the border: neighbours outside are moved to it. */
static taps border_taps(int64_t x, int64_t y, int width, int height)
{
    taps t = taps_at(x, y);
    t.x0 = clamp_index(t.x0, width);
    t.x1 = clamp_index(t.x1, width);
    t.y0 = clamp_index(t.y0, height);
    t.y1 = clamp_index(t.y1, height);
    return t;
}

/* How much of a pixel-sized square at (x, y) lies in the plane, 0..1: black begins beyond the border. */
static float covered(int64_t x, int64_t y, int width, int height)
{
    int64_t left = x + UNIT / 2, right = (int64_t)width * UNIT - x + UNIT / 2;
    int64_t top = y + UNIT / 2, bottom = (int64_t)height * UNIT - y + UNIT / 2;
    int64_t across = left < right ? left : right, down = top < bottom ? top : bottom;
    if (across <= 0 || down <= 0) return 0;
    return (float)(across < UNIT ? across : UNIT) * (float)(down < UNIT ? down : UNIT) / ((float)UNIT * (float)UNIT);
}

/* The plane's value (0..255) between the four neighbours. */
static inline float mix(const uint8_t *plane, ptrdiff_t stride, int step, const taps *t)
{
    const uint8_t *upper = plane + t->y0 * stride, *lower = plane + t->y1 * stride;
    int a = upper[t->x0 * step], b = upper[t->x1 * step], c = lower[t->x0 * step], d = lower[t->x1 * step];
    int top = (a << WEIGHT_BITS) + (b - a) * t->wx, bottom = (c << WEIGHT_BITS) + (d - c) * t->wx;
    return (float)((top << WEIGHT_BITS) + (bottom - top) * t->wy) * (1.0f / (float)(1 << 2 * WEIGHT_BITS));
}

static inline float clamp_unit(float value) { return value < 0 ? 0 : value > 1 ? 1 : value; }

/* Red, green, blue (0..1) from the taps of brightness (or of all colours) and of the chromas. */
static inline void colour_of(const lumbar_image *image, const taps *t, const taps *k, float rgb[3])
{
    if (image->planar) {
        float luma = mix(image->plane[0], image->stride[0], 1, t);
        float u = mix(image->plane[1], image->stride[1], 1, k), v = mix(image->plane[2], image->stride[2], 1, k);
        for (int i = 0; i < 3; i++) {
            const float *row = image->rgb_from_yuv[i];
            rgb[i] = clamp_unit(row[0] * luma + row[1] * u + row[2] * v + row[3]);
        }
    } else {
        for (int i = 0; i < 3; i++) rgb[i] = mix(image->plane[0] + i, image->stride[0], 3, t) * (1.0f / 255);
    }
    if (image->tone)
        for (int i = 0; i < 3; i++) rgb[i] = image->tone[(int)(rgb[i] * 1023 + 0.5f)];
}

/* The colour near the border or outside, fading to black within a pixel. */
static void border_colour(const lumbar_image *image, int64_t x, int64_t y, float rgb[3])
{
    int width = image->stored_width, height = image->stored_height, shift_x = image->chroma_shift_x;
    int shift_y = image->chroma_shift_y;
    float share = covered(x, y, width, height);
    rgb[0] = rgb[1] = rgb[2] = 0;
    if (!(share > 0)) return;
    taps t = border_taps(x, y, width, height);
    taps k = border_taps(x >> shift_x, y >> shift_y, (width + (1 << shift_x) - 1) >> shift_x,
                         (height + (1 << shift_y) - 1) >> shift_y);
    colour_of(image, &t, &k, rgb);
    for (int i = 0; i < 3; i++) rgb[i] *= share;
}

static int64_t fixed(double position)
{
    double bounded = position < -1e4 ? -1e4 : position > 3e4 ? 3e4 : position; /* further out is black all the same */
    return isfinite(position) ? llround(bounded * UNIT) : -UNIT;
}

void lumbar_region_sample(const lumbar_image *image, const lumbar_region *region, lumbar_patch patch,
                          float *restrict out)
{
    const int size = patch.size;
    const float low = patch.low, span = patch.high - patch.low;
    /* output pixel -> upright picture -> stored picture: one affine map */
    const lumbar_image im = *image;
    double c = lumbar_cos(region->angle), s = lumbar_sin(region->angle), step = region->side / size;
    double x0, y0;
    lumbar_region_to_picture(region, 0.5 / size, 0.5 / size, &x0, &y0);
    double sx0 = im.stored[0][0] * x0 + im.stored[0][1] * y0 + im.stored[0][2];
    double sy0 = im.stored[1][0] * x0 + im.stored[1][1] * y0 + im.stored[1][2];
    double ux = step * (im.stored[0][0] * c + im.stored[0][1] * s),
           uy = step * (im.stored[1][0] * c + im.stored[1][1] * s);
    double vx = step * (im.stored[0][1] * c - im.stored[0][0] * s),
           vy = step * (im.stored[1][1] * c - im.stored[1][0] * s);
    int64_t dx = fixed(ux), dy = fixed(uy);
    /* so far from the border all neighbours are inside, also in a plane of half the size */
    int64_t edge = UNIT * 2, right = (int64_t)(im.stored_width - 2) * UNIT,
            bottom = (int64_t)(im.stored_height - 2) * UNIT;
    for (int row = 0; row < size; row++) {
        int64_t x = fixed(sx0 + vx * row), y = fixed(sy0 + vy * row);
        for (int column = 0; column < size; column++, out += 3, x += dx, y += dy) {
            float rgb[3];
            if (x >= edge && y >= edge && x < right && y < bottom && im.chroma_shift_x < 2 && im.chroma_shift_y < 2) {
                taps t = taps_at(x, y), k = taps_at(x >> im.chroma_shift_x, y >> im.chroma_shift_y);
                colour_of(&im, &t, &k, rgb);
            } else {
                border_colour(image, x, y, rgb);
            }
            for (int i = 0; i < 3; i++) out[i] = low + span * rgb[i];
        }
    }
}
