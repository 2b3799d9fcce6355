/* Colours and textures of body and room, and how a phone develops them. */
#ifndef LUMBAR_TRAINEE_SURFACE_H
#define LUMBAR_TRAINEE_SURFACE_H

#include "trainee/render.h"

/* Colour of the skin or cloth at p; `n` (in: gradient, out: unit normal) gets the folds of the cloth. */
lumbar_colour lumbar_surface_body(const lumbar_trainee_body *body, const lumbar_skeleton *skeleton,
                                  const lumbar_trainee_look *look, int flesh, const float p[3], float n[3],
                                  float *gloss);

/* Colour of floor, mat or wall where the ray meets the room; fills point, normal and distance. */
lumbar_colour lumbar_surface_room(const lumbar_trainee_look *look, const float from[3], const float along[3],
                                  float p[3], float n[3], float *far);

/* Distance to the pull-up bar or ab wheel in the hands, negative: not met. Fills the normal. */
float lumbar_surface_thing(const lumbar_trainee_look *look, const lumbar_skeleton *skeleton, const float from[3],
                           const float along[3], float n[3]);

/* Lens blur (through `spare`, as large), exposure, sRGB, sensor noise. */
void lumbar_surface_develop(const lumbar_trainee_look *look, lumbar_colour *linear, lumbar_colour *spare, int width,
                            int height, uint32_t frame, uint8_t *rgb);

#endif
