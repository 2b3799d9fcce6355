/* How a decoded picture stands: which way is up, how wide its points are, what its numbers mean as colours. */
#include <math.h>
#include "recording/colour.h"
#include "recording/place.h"

void lumbar_place_turn(const double abcd[4], int turn[2][2])
{
    double a = abcd[0], b = abcd[1], c = abcd[2], d = abcd[3];
    turn[0][0] = turn[1][1] = 1;
    turn[0][1] = turn[1][0] = 0;
    bool straight = fabs(a) + fabs(d) > fabs(b) + fabs(c);
    if (straight ? !(fabs(a) > 0 && fabs(d) > 0) : !(fabs(b) > 0 && fabs(c) > 0)) return;
    turn[0][0] = straight ? (a > 0 ? 1 : -1) : 0;
    turn[1][1] = straight ? (d > 0 ? 1 : -1) : 0;
    turn[0][1] = straight ? 0 : (c > 0 ? 1 : -1);
    turn[1][0] = straight ? 0 : (b > 0 ? 1 : -1);
}

void lumbar_place_upright(lumbar_image *image, const int turn[2][2], double ratio, int size[2])
{
    int width = image->stored_width, height = image->stored_height;
    if (!(ratio >= 0.125 && ratio <= 8)) ratio = 1;
    double square[2] = {width * fmax(1, ratio), height * fmax(1, 1 / ratio)}; /* stored, square pixels */
    double fit = fmin(1, LUMBAR_SIDE_MOST / fmax(square[0], square[1]));
    if (!size[0]) {
        size[0] = (int)fmax(1, round(fit * square[turn[0][0] ? 0 : 1]));
        size[1] = (int)fmax(1, round(fit * square[turn[0][0] ? 1 : 0]));
    }
    image->width = size[0];
    image->height = size[1];
    /* upright 0..1 -> stored 0..1: transposed turn, about the middle */
    for (int row = 0; row < 2; row++) {
        double stored = row ? height : width;
        image->stored[row][0] = turn[0][row] * stored / size[0];
        image->stored[row][1] = turn[1][row] * stored / size[1];
        image->stored[row][2] = stored / 2 - image->stored[row][0] * size[0] / 2 - image->stored[row][1] * size[1] / 2;
    }
}

enum { BT_709 = 1, UNSPECIFIED = 2, BT_2020 = 9, BT_2020_CONSTANT = 10, HIGH = 720 /* px: own choice */ };

void lumbar_place_colours(lumbar_image *image, int matrix, bool full)
{
    double kr = 0.299, kb = 0.114; /* BT.601 */
    bool high = image->stored_height >= HIGH && matrix == UNSPECIFIED;
    if (matrix == BT_709 || high) kr = 0.2126, kb = 0.0722;
    if (matrix == BT_2020 || matrix == BT_2020_CONSTANT) kr = 0.2627, kb = 0.0593;
    lumbar_colour_rows(kr, kb, full, image->rgb_from_yuv);
}
