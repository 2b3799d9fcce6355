/* Regions of a picture: where they lie, and their pixels as network input. */
#include <math.h>
#include "pose/region.h"

static const double pi = 3.14159265358979323846;

lumbar_region lumbar_region_round(const double hips[2], const double scale_point[2])
{
    double dx = scale_point[0] - hips[0], dy = scale_point[1] - hips[1];
    double angle = pi / 2 - atan2(-dy, dx);
    angle -= 2 * pi * floor((angle + pi) / (2 * pi));
    return (lumbar_region){hips[0], hips[1], 2 * 1.25 * sqrt(dx * dx + dy * dy), angle};
}

void lumbar_region_to_picture(const lumbar_region *region, double u, double v, double *x, double *y)
{
    double c = cos(region->angle), s = sin(region->angle);
    double dx = (u - 0.5) * region->side, dy = (v - 0.5) * region->side;
    *x = region->x + c * dx - s * dy;
    *y = region->y + s * dx + c * dy;
}

void lumbar_region_from_picture(const lumbar_region *region, double x, double y, double *u, double *v)
{
    double c = cos(region->angle), s = sin(region->angle);
    double dx = x - region->x, dy = y - region->y;
    *u = (c * dx + s * dy) / region->side + 0.5;
    *v = (c * dy - s * dx) / region->side + 0.5;
}

/* ---- sampling --------------------------------------------------------------------------------------------------- */

/* The four neighbours of a position and their weights, moved inside; `covered` is the weight of those truly inside. */
typedef struct taps {
    int x0, x1, y0, y1;
    float wx, wy, covered;
} taps;

static taps taps_at(double x, double y, int width, int height)
{
    taps t;
    double fx = floor(x), fy = floor(y);
    t.wx = (float)(x - fx);
    t.wy = (float)(y - fy);
    t.x0 = (int)fx;
    t.y0 = (int)fy;
    t.x1 = t.x0 + 1;
    t.y1 = t.y0 + 1;
    t.covered = 1;
    if (t.x0 >= 0 && t.y0 >= 0 && t.x1 < width && t.y1 < height) return t;
    float inside_x = (t.x0 >= 0 && t.x0 < width ? 1 - t.wx : 0) + (t.x1 >= 0 && t.x1 < width ? t.wx : 0);
    float inside_y = (t.y0 >= 0 && t.y0 < height ? 1 - t.wy : 0) + (t.y1 >= 0 && t.y1 < height ? t.wy : 0);
    t.covered = inside_x * inside_y;
    t.x0 = t.x0 < 0 ? 0 : t.x0 >= width ? width - 1 : t.x0;
    t.x1 = t.x1 < 0 ? 0 : t.x1 >= width ? width - 1 : t.x1;
    t.y0 = t.y0 < 0 ? 0 : t.y0 >= height ? height - 1 : t.y0;
    t.y1 = t.y1 < 0 ? 0 : t.y1 >= height ? height - 1 : t.y1;
    return t;
}

static float mix(const uint8_t *plane, ptrdiff_t stride, int step, const taps *t)
{
    const uint8_t *upper = plane + t->y0 * stride, *lower = plane + t->y1 * stride;
    float a = upper[t->x0 * step], b = upper[t->x1 * step], c = lower[t->x0 * step], d = lower[t->x1 * step];
    float top = a + (b - a) * t->wx, bottom = c + (d - c) * t->wx;
    return top + (bottom - top) * t->wy;
}

static float clamp_unit(float value) { return value < 0 ? 0 : value > 1 ? 1 : value; }

/* Red, green, blue (0..1) at a place of the stored picture; black outside. */
static void colour_at(const lumbar_image *image, double x, double y, float rgb[3])
{
    rgb[0] = rgb[1] = rgb[2] = 0;
    if (!(x > -1 && y > -1 && x < image->stored_width + 1 && y < image->stored_height + 1)) return;
    taps t = taps_at(x - 0.5, y - 0.5, image->stored_width, image->stored_height);
    if (image->planar) {
        int width = (image->stored_width + (1 << image->chroma_shift_x) - 1) >> image->chroma_shift_x;
        int height = (image->stored_height + (1 << image->chroma_shift_y) - 1) >> image->chroma_shift_y;
        taps k = taps_at(x / (1 << image->chroma_shift_x) - 0.5, y / (1 << image->chroma_shift_y) - 0.5, width, height);
        float luma = mix(image->plane[0], image->stride[0], 1, &t);
        float u = mix(image->plane[1], image->stride[1], 1, &k), v = mix(image->plane[2], image->stride[2], 1, &k);
        for (int i = 0; i < 3; i++) {
            const float *row = image->rgb_from_yuv[i];
            rgb[i] = row[0] * luma + row[1] * u + row[2] * v + row[3];
        }
    } else {
        for (int i = 0; i < 3; i++) rgb[i] = mix(image->plane[0] + i, image->stride[0], 3, &t) * (1.0f / 255);
    }
    for (int i = 0; i < 3; i++) {
        float value = clamp_unit(rgb[i]);
        if (image->tone) value = image->tone[(int)(value * 1023 + 0.5f)];
        rgb[i] = value * t.covered;
    }
}

void lumbar_region_sample(const lumbar_image *image, const lumbar_region *region, int size, float low, float high,
                          float *out)
{
    /* output pixel -> upright picture -> stored picture: one affine map */
    const double(*m)[3] = image->stored;
    double c = cos(region->angle), s = sin(region->angle), step = region->side / size;
    double x0, y0;
    lumbar_region_to_picture(region, 0.5 / size, 0.5 / size, &x0, &y0);
    double sx0 = m[0][0] * x0 + m[0][1] * y0 + m[0][2], sy0 = m[1][0] * x0 + m[1][1] * y0 + m[1][2];
    double ux = step * (m[0][0] * c + m[0][1] * s), uy = step * (m[1][0] * c + m[1][1] * s);
    double vx = step * (m[0][1] * c - m[0][0] * s), vy = step * (m[1][1] * c - m[1][0] * s);
    float span = high - low;
    for (int row = 0; row < size; row++) {
        for (int column = 0; column < size; column++, out += 3) {
            float rgb[3];
            colour_at(image, sx0 + ux * column + vx * row, sy0 + uy * column + vy * row, rgb);
            for (int i = 0; i < 3; i++) out[i] = low + span * rgb[i];
        }
    }
}
