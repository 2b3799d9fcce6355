/* How a decoded picture stands: which way is up, how wide its points are, what its numbers mean as colours. */
#ifndef LUMBAR_RECORDING_PLACE_H
#define LUMBAR_RECORDING_PLACE_H

#include "recording/image.h"

/* A display matrix (x' = a x + c y, y' = b x + d y) as a turn by right angles with or without mirroring: upright = turn
 * . stored. One that is none turns nothing. */
void lumbar_place_turn(const double abcd[4], int turn[2][2]);

/* Fills width, height and stored of an image whose stored size is known. `ratio`: width of a stored point to its
 * height. `size`: width and height of the first upright picture, set where they are 0; later ones are shown in it. */
void lumbar_place_upright(lumbar_image *image, const int turn[2][2], double ratio, int size[2]);

/* Fills rgb_from_yuv. `matrix`: number of ITU-T H.273, 2 where it is not said; then large pictures are taken for BT.709
 * and others for BT.601. `full`: bytes go from 0 to 255. */
void lumbar_place_colours(lumbar_image *image, int matrix, bool full);

#endif
