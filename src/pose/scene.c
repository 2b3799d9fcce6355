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

/* Own choices, from how pictures change: a body that moves for 50 ms changes few cells and leaves the likeness above
 * 0.75; another picture is like this one by chance only. In a fade every picture is a mixture of two, so what the
 * mixture does not explain is under 13 % of the change; of a moving body it leaves over 18 %. */
static const float cut_likeness = 0.7f, cut_difference = 10, sure_likeness = 0.5f, sure_difference = 3;
static const float fade_likeness = 0.7f, fade_change = 6, fade_left = 0.13f, fade_step = 0.5f, plain_spread = 8;

bool lumbar_scene_cut(const lumbar_scene *before, const lumbar_scene *after)
{
    float likeness = lumbar_scene_likeness(before, after), difference = lumbar_scene_difference(before, after);
    return (likeness < cut_likeness && difference > cut_difference) ||
           (likeness < sure_likeness && difference > sure_difference);
}

bool lumbar_scene_fade(const lumbar_scene *const *scenes, int count, float *share)
{
    const lumbar_scene *a = scenes[0], *b = scenes[count - 1];
    enum { CELLS = LUMBAR_SCENE_WIDTH * LUMBAR_SCENE_HEIGHT };
    bool plain = fminf(a->spread, b->spread) < plain_spread && fmaxf(a->spread, b->spread) > 2 * plain_spread;
    if (!plain && lumbar_scene_likeness(a, b) >= fade_likeness) return false;
    double whole = 0;
    for (int k = 0; k < CELLS; k++) whole += ((double)b->luma[k] - a->luma[k]) * ((double)b->luma[k] - a->luma[k]);
    if (whole < CELLS * (double)(fade_change * fade_change)) return false;
    for (int i = 0; i < count; i++) {
        /* the mixture that explains most of this picture, and what it leaves */
        double along = 0, left = 0;
        for (int k = 0; k < CELLS; k++)
            along += ((double)scenes[i]->luma[k] - a->luma[k]) * ((double)b->luma[k] - a->luma[k]);
        share[i] = (float)(along / whole);
        for (int k = 0; k < CELLS; k++) {
            double rest = (double)scenes[i]->luma[k] - a->luma[k] - share[i] * ((double)b->luma[k] - a->luma[k]);
            left += rest * rest;
        }
        if (sqrt(left / whole) > (double)fade_left) return false;
        if (i && (share[i] < share[i - 1] - 0.02f || share[i] > share[i - 1] + fade_step)) return false;
    }
    return true;
}
