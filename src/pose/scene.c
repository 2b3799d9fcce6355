/* Thumbnails of brightness, and the cut between two of them. */
#include <math.h>
#include "pose/scene.h"

enum { TAPS = 4 }; /* per cell and axis */

static float luma_at(const lumbar_image *image, int x, int y)
{
    const uint8_t *row = image->plane[0] + y * image->stride[0];
    if (image->planar) return row[x];
    return 0.299f * (float)row[3 * x] + 0.587f * (float)row[3 * x + 1] + 0.114f * (float)row[3 * x + 2];
}

void lumbar_scene_look(const lumbar_image *image, lumbar_scene *scene)
{
    double sum = 0, square = 0;
    int cells = LUMBAR_SCENE_WIDTH * LUMBAR_SCENE_HEIGHT;
    for (int i = 0; i < cells; i++) {
        int cx = i % LUMBAR_SCENE_WIDTH, cy = i / LUMBAR_SCENE_WIDTH;
        float cell = 0;
        for (int k = 0; k < TAPS * TAPS; k++) {
            int x = (int)((cx + (k % TAPS + 0.5) / TAPS) * image->stored_width / LUMBAR_SCENE_WIDTH);
            int y = (int)((cy + (k / TAPS + 0.5) / TAPS) * image->stored_height / LUMBAR_SCENE_HEIGHT);
            cell += luma_at(image, x, y);
        }
        scene->luma[i] = cell / (TAPS * TAPS);
        sum += scene->luma[i];
        square += (double)scene->luma[i] * scene->luma[i];
    }
    scene->mean = (float)(sum / cells);
    scene->spread = (float)sqrt(fmax(0, square / cells - sum / cells * (sum / cells)));
}

float lumbar_scene_difference(const lumbar_scene *a, const lumbar_scene *b)
{
    float sum = 0;
    int cells = LUMBAR_SCENE_WIDTH * LUMBAR_SCENE_HEIGHT;
    for (int i = 0; i < cells; i++) sum += fabsf(a->luma[i] - b->luma[i]);
    return sum / (float)cells;
}

float lumbar_scene_likeness(const lumbar_scene *a, const lumbar_scene *b)
{
    double sum = 0;
    int cells = LUMBAR_SCENE_WIDTH * LUMBAR_SCENE_HEIGHT;
    if (a->spread < 1 || b->spread < 1) return 1;
    for (int i = 0; i < cells; i++) sum += ((double)a->luma[i] - a->mean) * ((double)b->luma[i] - b->mean);
    return (float)(sum / cells / a->spread / b->spread);
}

bool lumbar_scene_cut(const lumbar_scene *before, const lumbar_scene *after)
{
    /* Own choice: a body moving for 50 ms changes few cells; another picture agrees with this one by chance only. */
    return lumbar_scene_likeness(before, after) < 0.7f && lumbar_scene_difference(before, after) > 10;
}
