/* One picture as a decoder or a renderer left it, and how its upright, square-pixel view is found in it. Positions are
 * continuous: pixel (i, j) covers i..i+1 and j..j+1, so its centre is at i + 0.5, j + 0.5. */
#ifndef LUMBAR_RECORDING_IMAGE_H
#define LUMBAR_RECORDING_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LUMBAR_SIDE_MOST = 16384 }; /* px of an upright picture's longer side; own choice, above every camera's */

typedef struct lumbar_image {
    const uint8_t *plane[3];            /* RGB: plane[0], 3 bytes a pixel; planar YUV: Y, U, V, 8 bits each */
    ptrdiff_t stride[3];                /* bytes from row to row */
    int stored_width, stored_height;    /* px of plane[0] */
    bool planar;                        /* false: RGB */
    int chroma_shift_x, chroma_shift_y; /* planar: U and V have stored_width >> shift_x columns (rounded up) */
    float rgb_from_yuv[3][4];           /* planar: R, G, B in 0..1 = row . (Y, U, V, 1), bytes in */
    const float *tone;                  /* [1024] applied to R, G, B in 0..1, or NULL */
    int width, height;                  /* px of the upright, square-pixel picture */
    double stored[2][3];                /* stored x, y = row . (upright x, upright y, 1) */
} lumbar_image;

#endif
