/* What an MP4 or MOV says of itself, checked before FFmpeg believes it. */
#ifndef LUMBAR_RECORDING_MP4_H
#define LUMBAR_RECORDING_MP4_H

#include <stdbool.h>

/* False where the file in `descriptor` names more samples than it has bytes: a few bytes may name billions, and FFmpeg
 * takes some memory for each before it reads one. True for files of other kinds. */
bool lumbar_mp4_has_room(int descriptor);

#endif
