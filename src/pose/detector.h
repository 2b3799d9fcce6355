/* Finds people in a whole picture. */
#ifndef LUMBAR_POSE_DETECTOR_H
#define LUMBAR_POSE_DETECTOR_H

#include "pose/network.h"
#include "pose/region.h"

enum { LUMBAR_DETECTIONS_MAX = 8, LUMBAR_ANCHORS = 2254, LUMBAR_DETECTOR_SIDE = 224, LUMBAR_WINDOWS_MAX = 10 };

typedef struct lumbar_detection {
    float score;          /* 0.5..1 */
    lumbar_region region; /* for the landmark network, picture coordinates */
} lumbar_detection;

/* Centre of anchor `index` (0..LUMBAR_ANCHORS-1), in 0..1 of the detector's square. */
void lumbar_anchor(int index, float *x, float *y);

/* Square windows to look through: number 0 holds the whole picture, the others parts of it, enlarged, so that a person
 * who is small in the picture can be found. How many there are (at most LUMBAR_WINDOWS_MAX), and one of them in picture
 * coordinates. */
int lumbar_window_count(int width, int height);
lumbar_region lumbar_detector_window(int width, int height, int index);

/* At most LUMBAR_DETECTIONS_MAX people in a window, best first; `hidden` (left, top, right, bottom in picture px, or
 * NULL) is painted over. The detector sees little beside the most prominent person: to find others, hide that one. The
 * count, or -1 when the network failed. */
int lumbar_detect(lumbar_network *network, const lumbar_image *image, const lumbar_region *window, const double *hidden,
                  lumbar_detection detections[LUMBAR_DETECTIONS_MAX]);

#endif
