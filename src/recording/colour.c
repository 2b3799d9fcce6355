/* Colour arithmetic: from the numbers of video standards to red, green and blue of an ordinary screen. */
#include <math.h>
#include "recording/colour.h"

void lumbar_colour_rows(double kr, double kb, bool full, float rows[3][4])
{
    double kg = 1 - kr - kb, luma = full ? 1 / 255.0 : 1 / 219.0, chroma = full ? 1 / 255.0 : 1 / 224.0;
    double black = full ? 0 : 16, red = 2 * (1 - kr) * chroma, blue = 2 * (1 - kb) * chroma;
    double weight[3][2] = {{0, red}, {-blue * kb / kg, -red * kr / kg}, {blue, 0}};
    for (int i = 0; i < 3; i++) {
        rows[i][0] = (float)luma;
        rows[i][1] = (float)weight[i][0];
        rows[i][2] = (float)weight[i][1];
        rows[i][3] = (float)(-luma * black - 128 * (weight[i][0] + weight[i][1]));
    }
}

/* 203 cd/m2 is diffuse white (ITU-R BT.2408), highlights up to 1000 are rolled off (Reinhard), then gamma 2.2. HLG
 * needs nothing: it was made to be shown as it is. */
void lumbar_colour_pq(float tone[1024])
{
    const double m1 = 2610 / 16384.0, m2 = 2523 / 4096.0 * 128, c1 = 3424 / 4096.0, c2 = 2413 / 4096.0 * 32,
                 c3 = 2392 / 4096.0 * 32, white = 1000 / 203.0;
    for (int i = 0; i < 1024; i++) {
        double p = pow(i / 1023.0, 1 / m2), light = pow(fmax(0, p - c1) / (c2 - c3 * p), 1 / m1) * 10000 / 203;
        double rolled = light * (1 + light / (white * white)) / (1 + light);
        tone[i] = (float)pow(fmin(1, rolled), 1 / 2.2);
    }
}
