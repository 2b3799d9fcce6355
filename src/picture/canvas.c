/* Taking a picture onto a canvas, and drawing lines, dots and mosaics on it. */
#include <math.h>
#include "picture/canvas.h"

lumbar_canvas lumbar_canvas_new(lumbar_arena *arena, int width, int height)
{
    lumbar_canvas canvas = {NULL, width, height};
    if (width > 0 && height > 0) canvas.pixels = lumbar_alloc(arena, (size_t)width * (size_t)height, 3);
    return canvas;
}

/* ---- taking the picture -------------------------------------------------------------------------------- */

/* One stored pixel as R, G, B in 0..1. */
static void stored_pixel(const lumbar_image *image, int x, int y, float rgb[3])
{
    const uint8_t *first = image->plane[0] + y * image->stride[0];
    if (!image->planar) {
        for (int c = 0; c < 3; c++) rgb[c] = (float)first[3 * x + c] / 255;
    } else {
        int cx = x >> image->chroma_shift_x, cy = y >> image->chroma_shift_y;
        float luma = first[x], u = image->plane[1][cy * image->stride[1] + cx],
              v = image->plane[2][cy * image->stride[2] + cx];
        for (int c = 0; c < 3; c++) {
            const float *row = image->rgb_from_yuv[c];
            float value = row[0] * luma + row[1] * u + row[2] * v + row[3];
            rgb[c] = value < 0 ? 0 : value > 1 ? 1 : value;
        }
    }
    if (image->tone)
        for (int c = 0; c < 3; c++) rgb[c] = image->tone[(int)(rgb[c] * 1023 + 0.5f)];
}

/* The picture's colour at an upright position; grey outside. */
static void sample(const lumbar_image *image, double x, double y, float rgb[3])
{
    if (x < 0 || y < 0 || x >= image->width || y >= image->height) {
        rgb[0] = rgb[1] = rgb[2] = 0.5f;
        return;
    }
    int sx = (int)(image->stored[0][0] * x + image->stored[0][1] * y + image->stored[0][2]);
    int sy = (int)(image->stored[1][0] * x + image->stored[1][1] * y + image->stored[1][2]);
    sx = sx < 0 ? 0 : sx >= image->stored_width ? image->stored_width - 1 : sx;
    sy = sy < 0 ? 0 : sy >= image->stored_height ? image->stored_height - 1 : sy;
    stored_pixel(image, sx, sy, rgb);
}

/* n x n samples a pixel: one at full size, enough to average when shrinking, two when enlarging so that edges are
 * soft. */
static int samples_for(double step)
{
    if (step < 1) return 2;
    return step > 6 ? 6 : (int)(step + 0.75);
}

void lumbar_canvas_take(lumbar_canvas *canvas, const lumbar_image *image, const lumbar_picture_window *window)
{
    double step = 1 / window->scale;
    int n = samples_for(step);
    uint8_t *pixel = canvas->pixels;
    for (int y = 0; y < canvas->height; y++)
        for (int x = 0; x < canvas->width; x++, pixel += 3) {
            float sum[3] = {0}, rgb[3];
            for (int j = 0; j < n; j++)
                for (int i = 0; i < n; i++) {
                    sample(image, window->x + (x + (i + 0.5) / n) * step, window->y + (y + (j + 0.5) / n) * step, rgb);
                    for (int c = 0; c < 3; c++) sum[c] += rgb[c];
                }
            for (int c = 0; c < 3; c++) pixel[c] = (uint8_t)(sum[c] / (float)(n * n) * 255 + 0.5f);
        }
}

/* ---- drawing ------------------------------------------------------------------------------------------- */

static void blend(uint8_t *pixel, lumbar_ink ink, double cover)
{
    double a = ink.opacity * cover;
    pixel[0] = (uint8_t)(pixel[0] + (ink.red - pixel[0]) * a + 0.5);
    pixel[1] = (uint8_t)(pixel[1] + (ink.green - pixel[1]) * a + 0.5);
    pixel[2] = (uint8_t)(pixel[2] + (ink.blue - pixel[2]) * a + 0.5);
}

typedef struct area {
    int x0, y0, x1, y1; /* [x0, x1) x [y0, y1) within the canvas */
} area;

static area area_of(const lumbar_canvas *canvas, double x0, double y0, double x1, double y1)
{
    area a = {(int)fmin(fmax(floor(x0), 0), canvas->width), (int)fmin(fmax(floor(y0), 0), canvas->height),
              (int)fmin(fmax(ceil(x1), 0), canvas->width), (int)fmin(fmax(ceil(y1), 0), canvas->height)};
    return a;
}

static double distance_to_piece(double x, double y, lumbar_spot a, lumbar_spot b)
{
    double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    double t = length > 0 ? fmin(fmax(((x - a.x) * dx + (y - a.y) * dy) / length, 0), 1) : 0;
    return hypot(x - a.x - t * dx, y - a.y - t * dy);
}

static void draw_piece(lumbar_canvas *canvas, lumbar_spot a, lumbar_spot b, lumbar_pen pen)
{
    if (!isfinite(a.x + a.y + b.x + b.y)) return;
    double reach = pen.width / 2 + 1;
    area box =
        area_of(canvas, fmin(a.x, b.x) - reach, fmin(a.y, b.y) - reach, fmax(a.x, b.x) + reach, fmax(a.y, b.y) + reach);
    for (int y = box.y0; y < box.y1; y++)
        for (int x = box.x0; x < box.x1; x++) {
            double cover = pen.width / 2 + 0.5 - distance_to_piece(x + 0.5, y + 0.5, a, b);
            if (cover > 0)
                blend(canvas->pixels + 3 * ((size_t)y * (size_t)canvas->width + (size_t)x), pen.ink, fmin(cover, 1));
        }
}

void lumbar_draw_line(lumbar_canvas *canvas, const lumbar_spot *points, size_t count, lumbar_pen pen)
{
    for (size_t i = 0; i + 1 < count; i++) draw_piece(canvas, points[i], points[i + 1], pen);
}

void lumbar_draw_loop(lumbar_canvas *canvas, const lumbar_spot *points, size_t count, lumbar_pen pen)
{
    for (size_t i = 0; i < count; i++) draw_piece(canvas, points[i], points[(i + 1) % count], pen);
}

void lumbar_draw_dot(lumbar_canvas *canvas, lumbar_spot centre, double radius, lumbar_ink ink)
{
    draw_piece(canvas, centre, centre, (lumbar_pen){2 * radius, ink});
}

void lumbar_draw_box(lumbar_canvas *canvas, lumbar_box box, lumbar_ink ink)
{
    area a = area_of(canvas, box.x, box.y, box.x + box.width, box.y + box.height);
    for (int j = a.y0; j < a.y1; j++)
        for (int i = a.x0; i < a.x1; i++)
            blend(canvas->pixels + 3 * ((size_t)j * (size_t)canvas->width + (size_t)i), ink, 1);
}

/* ---- hiding -------------------------------------------------------------------------------------------- */

/* What is hidden. */
typedef struct cover {
    const uint8_t *hide; /* [height][width] of the canvas; NULL: what lies in the disc */
    lumbar_spot centre;
    double radius;
} cover;

/* Mean colour of one square of the canvas, written over those of its pixels that are hidden. */
static void mosaic_square(lumbar_canvas *canvas, area square, const cover *c)
{
    unsigned long sum[3] = {0}, count = 0;
    for (int y = square.y0; y < square.y1; y++)
        for (int x = square.x0; x < square.x1; x++, count++)
            for (size_t k = 0; k < 3; k++)
                sum[k] += canvas->pixels[3 * ((size_t)y * (size_t)canvas->width + (size_t)x) + k];
    if (!count) return;
    for (int y = square.y0; y < square.y1; y++)
        for (int x = square.x0; x < square.x1; x++) {
            size_t at = (size_t)y * (size_t)canvas->width + (size_t)x;
            bool inside = c->hide ? c->hide[at] : hypot(x + 0.5 - c->centre.x, y + 0.5 - c->centre.y) <= c->radius;
            if (inside)
                for (size_t k = 0; k < 3; k++) canvas->pixels[3 * at + k] = (uint8_t)(sum[k] / count);
        }
}

static void mosaic(lumbar_canvas *canvas, area box, int block, const cover *c)
{
    block = block < 4 ? 4 : block;
    for (int y = box.y0; y < box.y1; y += block)
        for (int x = box.x0; x < box.x1; x += block) {
            area square = {x, y, x + block < box.x1 ? x + block : box.x1, y + block < box.y1 ? y + block : box.y1};
            mosaic_square(canvas, square, c);
        }
}

void lumbar_mosaic_disc(lumbar_canvas *canvas, lumbar_spot centre, double radius, int block)
{
    if (!isfinite(centre.x + centre.y + radius)) return;
    area box = area_of(canvas, centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius);
    mosaic(canvas, box, block, &(cover){NULL, centre, radius});
}

/* Even-odd rule at a pixel's centre. */
static bool inside_polygon(const lumbar_spot *polygon, size_t count, double x, double y)
{
    bool inside = false;
    for (size_t i = 0, j = count - 1; i < count; j = i++)
        if ((polygon[i].y > y) != (polygon[j].y > y) &&
            x < (polygon[j].x - polygon[i].x) * (y - polygon[i].y) / (polygon[j].y - polygon[i].y) + polygon[i].x)
            inside = !inside;
    return inside;
}

void lumbar_mosaic_outside(lumbar_canvas *canvas, lumbar_arena *arena, const lumbar_spot *polygon, size_t count,
                           int block)
{
    size_t pixels = (size_t)canvas->width * (size_t)canvas->height;
    area whole = {0, 0, canvas->width, canvas->height};
    uint8_t *hide = lumbar_alloc(arena, pixels, 1);
    if (!hide) { /* without memory for the mask hide everything rather than nothing */
        mosaic(canvas, whole, block, &(cover){NULL, {0, 0}, INFINITY});
        return;
    }
    for (size_t i = 0; i < pixels; i++)
        hide[i] = !count || !inside_polygon(polygon, count, (double)(i % (size_t)canvas->width) + 0.5,
                                            (double)(i / (size_t)canvas->width) + 0.5);
    mosaic(canvas, whole, block, &(cover){.hide = hide});
}
