/* A picture as a browser's decoder left it. JavaScript fills the description and the pixels. */
#ifndef LUMBAR_PAGE_PICTURE_H
#define LUMBAR_PAGE_PICTURE_H

#include "recording/image.h"

typedef enum lumbar_look_form {
    LUMBAR_LOOK_PLANES, /* Y, U and V apart */
    LUMBAR_LOOK_PAIRS,  /* Y, and U and V in pairs */
    LUMBAR_LOOK_POINTS  /* red, green, blue and opacity of each point */
} lumbar_look_form;

/* 32-bit integers in this order. */
typedef struct lumbar_look_picture {
    int32_t form;          /* lumbar_look_form */
    int32_t width, height; /* px, stored */
    int32_t at[3];         /* of each plane, bytes from the start of the pixels */
    int32_t stride[3];     /* bytes from row to row */
    int32_t shift[2];      /* U and V have width >> shift[0] columns and height >> shift[1] rows, rounded up */
    int32_t matrix;        /* of ITU-T H.273; 2: not said */
    int32_t full;          /* bytes go from 0 to 255 */
    int32_t turn[4];       /* display matrix a, b, c, d */
    int32_t ratio[2];      /* width of a stored point to its height */
} lumbar_look_picture;

lumbar_look_picture *lumbar_look_about(void); /* of the picture handed over */
uint8_t *lumbar_look_pixels(size_t size);     /* room for it, until the next call; NULL when out of memory */

/* The picture handed over, upright; its planes lie in the pixels. `size`: of the first one, set where it is 0. False:
 * the description does not fit the pixels, or out of memory. */
bool lumbar_look_image(lumbar_image *image, int size[2]);

#endif
