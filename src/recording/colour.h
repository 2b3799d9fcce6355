/* Colour arithmetic of video standards. */
#ifndef LUMBAR_RECORDING_COLOUR_H
#define LUMBAR_RECORDING_COLOUR_H

#include <stdbool.h>

/* R, G, B in 0..1 = row . (Y, U, V, 1), bytes in, for the shares kr and kb of red and blue in the brightness; `full`
 * where bytes go from 0 to 255 and not from 16 to 235. */
void lumbar_colour_rows(double kr, double kb, bool full, float rows[3][4]);

/* PQ (SMPTE ST 2084) brightness, in steps of 1/1023, -> that of an ordinary screen, 0..1. */
void lumbar_colour_pq(float tone[1024]);

#endif
