/* A picture as a browser's decoder left it, made into one that the networks read. */
#include <stdlib.h>
#include "page/picture.h"
#include "recording/place.h"

static struct {
    lumbar_look_picture about;
    uint8_t *pixels, *chroma; /* chroma: of pairs, taken apart */
    size_t size, room, chroma_room;
} handed;

lumbar_look_picture *lumbar_look_about(void) { return &handed.about; }

/* Room for `size` bytes in *at; false when out of memory. */
static bool make_room(uint8_t **at, size_t *room, size_t size)
{
    if (*at && *room >= size) return true;
    free(*at);
    *at = malloc(size ? size : 1);
    *room = *at ? size : 0;
    return *at != NULL;
}

uint8_t *lumbar_look_pixels(size_t size)
{
    handed.size = make_room(&handed.pixels, &handed.room, size) ? size : 0;
    return handed.size == size ? handed.pixels : NULL;
}

/* Whether a plane of so many bytes a row lies within the pixels. */
static bool fits(int plane, int row, int rows)
{
    const lumbar_look_picture *p = &handed.about;
    if (p->at[plane] < 0 || p->stride[plane] < row || row <= 0 || rows <= 0) return false;
    uint64_t end = (uint64_t)p->at[plane] + (uint64_t)p->stride[plane] * (uint64_t)(rows - 1) + (uint64_t)row;
    return end <= handed.size;
}

static bool take_pairs(lumbar_image *image, int columns, int rows)
{
    size_t count = (size_t)columns * (size_t)rows;
    if (!make_room(&handed.chroma, &handed.chroma_room, 2 * count)) return false;
    for (int y = 0; y < rows; y++) {
        const uint8_t *from = handed.pixels + handed.about.at[1] + (ptrdiff_t)y * handed.about.stride[1];
        uint8_t *to = handed.chroma + (size_t)y * (size_t)columns;
        for (int x = 0; x < columns; x++) {
            to[x] = from[2 * x];
            to[(size_t)x + count] = from[2 * x + 1];
        }
    }
    image->plane[1] = handed.chroma;
    image->plane[2] = handed.chroma + count;
    image->stride[1] = image->stride[2] = columns;
    return true;
}

static bool take_planes(lumbar_image *image)
{
    const lumbar_look_picture *p = &handed.about;
    bool pairs = p->form == LUMBAR_LOOK_PAIRS;
    if (p->shift[0] < 0 || p->shift[0] > 2 || p->shift[1] < 0 || p->shift[1] > 2) return false;
    int columns = (p->width + (1 << p->shift[0]) - 1) >> p->shift[0],
        rows = (p->height + (1 << p->shift[1]) - 1) >> p->shift[1];
    if (!fits(0, p->width, p->height) || !fits(1, pairs ? 2 * columns : columns, rows)) return false;
    if (!pairs && !fits(2, columns, rows)) return false;
    image->planar = true;
    image->chroma_shift_x = p->shift[0];
    image->chroma_shift_y = p->shift[1];
    for (int i = 0; i < (pairs ? 1 : 3); i++) {
        image->plane[i] = handed.pixels + p->at[i];
        image->stride[i] = p->stride[i];
    }
    lumbar_place_colours(image, p->matrix, p->full != 0);
    return !pairs || take_pairs(image, columns, rows);
}

/* Four bytes a point become three, in place. */
static bool take_points(lumbar_image *image)
{
    const lumbar_look_picture *p = &handed.about;
    if (p->at[0] || p->stride[0] != 4 * p->width || !fits(0, 4 * p->width, p->height)) return false;
    size_t count = (size_t)p->width * (size_t)p->height;
    for (size_t i = 0; i < count; i++)
        for (size_t c = 0; c < 3; c++) handed.pixels[3 * i + c] = handed.pixels[4 * i + c];
    image->plane[0] = handed.pixels;
    image->stride[0] = 3 * p->width;
    return true;
}

bool lumbar_look_image(lumbar_image *image, int size[2])
{
    const lumbar_look_picture *p = &handed.about;
    *image = (lumbar_image){.stored_width = p->width, .stored_height = p->height};
    if (p->width < 1 || p->height < 1 || p->width > LUMBAR_SIDE_MOST || p->height > LUMBAR_SIDE_MOST) return false;
    if (!(p->form == LUMBAR_LOOK_POINTS ? take_points(image) : take_planes(image))) return false;
    int turn[2][2];
    const double matrix[4] = {p->turn[0], p->turn[1], p->turn[2], p->turn[3]};
    lumbar_place_turn(matrix, turn);
    double ratio = p->ratio[0] > 0 && p->ratio[1] > 0 ? (double)p->ratio[0] / p->ratio[1] : 1;
    lumbar_place_upright(image, (const int(*)[2])turn, ratio, size);
    return true;
}
