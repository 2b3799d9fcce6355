/* What a picture looks like as a whole: enough to notice a cut, a fade and a still card. */
#ifndef LUMBAR_POSE_SCENE_H
#define LUMBAR_POSE_SCENE_H

#include "recording/image.h"

enum { LUMBAR_SCENE_WIDTH = 32, LUMBAR_SCENE_HEIGHT = 18 };

typedef struct lumbar_scene {
    float luma[LUMBAR_SCENE_WIDTH * LUMBAR_SCENE_HEIGHT]; /* 0..255, means of cells */
    float mean, spread;                                   /* of luma: average and standard deviation */
} lumbar_scene;

void lumbar_scene_look(const lumbar_image *image, lumbar_scene *scene);

/* Mean absolute difference of the cells, 0..255. */
float lumbar_scene_difference(const lumbar_scene *a, const lumbar_scene *b);

/* Likeness of structure whatever the brightness: the correlation of the cells, -1..1; 1 where one picture is
 * uniform. */
float lumbar_scene_likeness(const lumbar_scene *a, const lumbar_scene *b);

/* Was the camera's picture cut between two analysed frames? */
bool lumbar_scene_cut(const lumbar_scene *before, const lumbar_scene *after);

/* Does the stretch scenes[0..count-1] (count >= LUMBAR_FADE_LEAST) only blend its first picture into its last, which is
 * another one? Then share[i] (0..1) says how far each has come. */
enum { LUMBAR_FADE_LEAST = 7, LUMBAR_FADE_MOST = 25 };
bool lumbar_scene_fade(const lumbar_scene *const *scenes, int count, float *share);

#endif
