/* Halves pictures by averaging 2 x 2 pixels. Shifting the crop by half a pixel moves the network's points by 3 to 5 px
 * when the crop picks single pixels out of a large picture; averaging first takes 10 to 20 % off that noise. */
#include <stdlib.h>
#include "pose/pyramid.h"

enum { LEVELS = 4 }; /* whole, half, quarter, eighth */

struct lumbar_pyramid {
    lumbar_image levels[LEVELS];
    int made;               /* levels that stand for the picture of now */
    uint8_t *bytes[LEVELS]; /* of the levels above 0 */
    size_t room[LEVELS];
};

lumbar_pyramid *lumbar_pyramid_new(void) { return calloc(1, sizeof(lumbar_pyramid)); }

void lumbar_pyramid_free(lumbar_pyramid *pyramid)
{
    if (!pyramid) return;
    for (int i = 0; i < LEVELS; i++) free(pyramid->bytes[i]);
    free(pyramid);
}

void lumbar_pyramid_start(lumbar_pyramid *pyramid, const lumbar_image *image)
{
    pyramid->levels[0] = *image;
    pyramid->made = 1;
}

/* One plane of pixels of `step` bytes, as large as the picture is stored -> half of it, odd sides rounded up. */
static void halve_plane(const lumbar_image *image, int plane, int step, uint8_t *to)
{
    const uint8_t *from = image->plane[plane];
    ptrdiff_t stride = image->stride[plane];
    int width = image->stored_width, height = image->stored_height;
    int half = (width + 1) / 2;
    for (int y = 0; y < height; y += 2) {
        const uint8_t *a = from + y * stride, *b = y + 1 < height ? a + stride : a;
        int pairs = width / 2;
        if (step == 1) {
            for (int x = 0; x < pairs; x++)
                to[x] = (uint8_t)((a[2 * x] + a[2 * x + 1] + b[2 * x] + b[2 * x + 1] + 2) >> 2);
        } else {
            for (int x = 0; x < pairs; x++)
                for (int k = 0; k < step; k++)
                    to[step * x + k] = (uint8_t)((a[2 * step * x + k] + a[2 * step * x + step + k] +
                                                  b[2 * step * x + k] + b[2 * step * x + step + k] + 2) >>
                                                 2);
        }
        for (int k = 0; pairs < half && k < step; k++)
            to[step * pairs + k] = (uint8_t)((a[2 * step * pairs + k] + b[2 * step * pairs + k] + 1) >> 1);
        to += half * step;
    }
}

/* levels[level - 1] -> levels[level]. Chroma that has half the size already serves as it is. */
static bool halve(lumbar_pyramid *p, int level)
{
    const lumbar_image *from = &p->levels[level - 1];
    lumbar_image *to = &p->levels[level];
    int width = (from->stored_width + 1) / 2, height = (from->stored_height + 1) / 2, step = from->planar ? 1 : 3;
    bool whole_chroma = from->planar && !from->chroma_shift_x && !from->chroma_shift_y;
    size_t plane = (size_t)width * (size_t)height * (size_t)step, needed = plane * (whole_chroma ? 3 : 1);
    if (p->room[level] < needed) {
        free(p->bytes[level]);
        p->bytes[level] = malloc(needed);
        p->room[level] = p->bytes[level] ? needed : 0;
    }
    if (!p->bytes[level]) return false;
    *to = *from;
    to->stored_width = width;
    to->stored_height = height;
    for (int i = 0; i < (whole_chroma ? 3 : 1); i++) {
        halve_plane(from, i, step, p->bytes[level] + plane * (size_t)i);
        to->plane[i] = p->bytes[level] + plane * (size_t)i;
        to->stride[i] = (ptrdiff_t)width * step;
    }
    if (from->planar && !whole_chroma) to->chroma_shift_x = to->chroma_shift_y = 0;
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 3; k++) to->stored[i][k] = from->stored[i][k] / 2;
    return true;
}

/* Can it be halved? Chroma must be whole, or half in both directions. */
static bool divisible(const lumbar_image *image)
{
    return image->stored_width > 1 && image->stored_height > 1 &&
           (!image->planar || (image->chroma_shift_x == image->chroma_shift_y && image->chroma_shift_x < 2));
}

const lumbar_image *lumbar_pyramid_fit(lumbar_pyramid *pyramid, double step)
{
    int level = 0;
    for (; level + 1 < LEVELS && step >= 2 && divisible(&pyramid->levels[level]); level++, step /= 2) {
        if (pyramid->made > level + 1) continue;
        if (!halve(pyramid, level + 1)) return NULL;
        pyramid->made = level + 2;
    }
    return &pyramid->levels[level];
}
