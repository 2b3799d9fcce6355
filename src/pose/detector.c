/* BlazePose's detector: anchors, boxes, and which boxes are the same person. */
#include <math.h>
#include "base/exact.h"
#include "pose/detector.h"

enum { SIDE = LUMBAR_DETECTOR_SIDE, NUMBERS = 12, CANDIDATES_MAX = 256 };
static const float score_least = 0.5f; /* MediaPipe's pose_detection graph, as the overlap */
static const float overlap_least = 0.3f;
/* Own choice: a part is this share of the longer side, so that a person fills it who spans a third of the picture. */
static const double part_share = 0.6;

/* A box with its key points, all in 0..1 of the detector's square: left, top, right, bottom, then x, y of four
 * points. */
typedef struct candidate {
    float score;
    float numbers[NUMBERS];
} candidate;

/* Three grids of cells, each with some anchors a cell, row by row. */
static const struct {
    int side, anchors;
} grids[] = {{28, 2}, {14, 2}, {7, 6}};

void lumbar_anchor(int index, float *x, float *y)
{
    int grid = 0;
    while (grid < 2 && index >= grids[grid].side * grids[grid].side * grids[grid].anchors) {
        index -= grids[grid].side * grids[grid].side * grids[grid].anchors;
        grid++;
    }
    int cell = index / grids[grid].anchors, side = grids[grid].side;
    *x = ((float)(cell % side) + 0.5f) / (float)side;
    *y = ((float)(cell / side) + 0.5f) / (float)side;
}

static candidate decode(const float *raw, float score, int anchor)
{
    float x, y;
    lumbar_anchor(anchor, &x, &y);
    candidate c = {.score = score};
    float centre_x = raw[0] / SIDE + x, centre_y = raw[1] / SIDE + y;
    float width = raw[2] / SIDE, height = raw[3] / SIDE;
    c.numbers[0] = centre_x - width / 2;
    c.numbers[1] = centre_y - height / 2;
    c.numbers[2] = centre_x + width / 2;
    c.numbers[3] = centre_y + height / 2;
    for (int i = 4; i < NUMBERS; i += 2) {
        c.numbers[i] = raw[i] / SIDE + x;
        c.numbers[i + 1] = raw[i + 1] / SIDE + y;
    }
    return c;
}

/* Intersection over union of two boxes. */
static float overlap(const float *a, const float *b)
{
    float width = fminf(a[2], b[2]) - fmaxf(a[0], b[0]), height = fminf(a[3], b[3]) - fmaxf(a[1], b[1]);
    if (!(width > 0 && height > 0)) return 0;
    float both = width * height;
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both);
}

/* Candidates by falling score (insertion: there are few), at most CANDIDATES_MAX. */
static int collect(const float *boxes, const float *scores, candidate *list)
{
    int count = 0;
    for (int i = 0; i < LUMBAR_ANCHORS; i++) {
        float raw = scores[i] < -100 ? -100 : scores[i] > 100 ? 100 : scores[i];
        float score = (float)(1.0 / (1.0 + lumbar_exp(-(double)raw)));
        if (!(score >= score_least) || (count == CANDIDATES_MAX && score <= list[count - 1].score)) continue;
        int at = count < CANDIDATES_MAX ? count++ : count - 1;
        while (at > 0 && list[at - 1].score < score) {
            list[at] = list[at - 1];
            at--;
        }
        list[at] = decode(boxes + i * NUMBERS, score, i);
    }
    return count;
}

/* Paints a part of the square grey. */
static void hide(float *input, const lumbar_region *window, const double *box)
{
    for (int i = 0; i < SIDE * SIDE; i++) {
        double x, y;
        lumbar_region_to_picture(window, (i % SIDE + 0.5) / SIDE, (i / SIDE + 0.5) / SIDE, &x, &y);
        if (x < box[0] || y < box[1] || x > box[2] || y > box[3]) continue;
        for (int k = 0; k < 3; k++) input[3 * i + k] = 0;
    }
}

/* How many parts lie along `length`, at equal steps of at most half a part. */
static int parts_along(double length, double part)
{
    return length <= part ? 1 : 1 + (int)ceil((length - part) / (part / 2) - 1e-9);
}

/* Middle of part `index`; a single part is centred. */
static double part_middle(double length, double part, int count, int index)
{
    return count == 1 ? length / 2 : part / 2 + (length - part) * index / (count - 1);
}

static double part_side(int width, int height) { return part_share * (width > height ? width : height); }

int lumbar_window_count(int width, int height)
{
    double side = part_side(width, height);
    return 1 + parts_along(width, side) * parts_along(height, side);
}

lumbar_region lumbar_detector_window(int width, int height, int index)
{
    double side = part_side(width, height);
    int columns = parts_along(width, side), rows = parts_along(height, side);
    if (!index) return (lumbar_region){width / 2.0, height / 2.0, width > height ? width : height, 0};
    return (lumbar_region){part_middle(width, side, columns, (index - 1) % columns),
                           part_middle(height, side, rows, (index - 1) / columns), side, 0};
}

int lumbar_detect(lumbar_network *network, const lumbar_image *image, const lumbar_region *window, const double *hidden,
                  lumbar_detection detections[LUMBAR_DETECTIONS_MAX])
{
    /* what lies outside the picture is black */
    lumbar_region_sample(image, window, (lumbar_patch){SIDE, -1, 1}, lumbar_network_input(network));
    if (hidden) hide(lumbar_network_input(network), window, hidden);
    if (!lumbar_network_run(network)) return -1;
    candidate list[CANDIDATES_MAX];
    int left = collect(lumbar_network_output(network, 0), lumbar_network_output(network, 1), list), count = 0;

    /* weighted non-maximum suppression: the best box and all that overlap it become one person */
    while (left > 0 && count < LUMBAR_DETECTIONS_MAX) {
        candidate best = list[0];
        double sum[NUMBERS] = {0}, weight = 0;
        int kept = 0;
        for (int i = 0; i < left; i++) {
            if (i && overlap(best.numbers, list[i].numbers) <= overlap_least) {
                list[kept++] = list[i];
                continue;
            }
            weight += list[i].score;
            for (int k = 0; k < NUMBERS; k++) sum[k] += (double)list[i].score * list[i].numbers[k];
        }
        left = kept;
        double hips[2], scale[2];
        lumbar_region_to_picture(window, sum[4] / weight, sum[5] / weight, &hips[0], &hips[1]);
        lumbar_region_to_picture(window, sum[6] / weight, sum[7] / weight, &scale[0], &scale[1]);
        detections[count].score = best.score;
        detections[count].region = lumbar_region_round(hips, scale);
        if (isfinite(detections[count].region.side) && detections[count].region.side >= 8) count++;
    }
    return count;
}
