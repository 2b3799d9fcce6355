/* Colours and textures of body and room, and how a phone develops them. */
#ifndef LUMBAR_TRAINEE_SURFACE_H
#define LUMBAR_TRAINEE_SURFACE_H

#include "trainee/render.h"

/* What a ray meets. */
typedef struct lumbar_surface {
    lumbar_colour base;
    float p[3], n[3], far; /* point, unit normal; far: m along the ray */
    float gloss;
    bool skin; /* body, not room or thing */
} lumbar_surface;

/* Colour and gloss of the skin or cloth at a point; `n` (in: gradient, out: unit normal) gets the folds of the cloth.
 */
void lumbar_surface_body(const lumbar_trainee_body *body, const lumbar_skeleton *skeleton,
                         const lumbar_trainee_look *look, int flesh, lumbar_surface *surface);

/* Floor, mat or wall where the ray meets the room. */
lumbar_surface lumbar_surface_room(const lumbar_trainee_look *look, const float from[3], const float along[3]);

/* Distance to the pull-up bar or ab wheel in the hands, negative: not met. Fills the normal. */
float lumbar_surface_thing(const lumbar_trainee_look *look, const lumbar_skeleton *skeleton, const float from[3],
                           const float along[3], float n[3]);

/* Light as it fell through the lens. */
typedef struct lumbar_surface_light {
    lumbar_colour *linear, *spare; /* [height][width]; spare: room to work in */
    int width, height;
} lumbar_surface_light;

/* Lens blur (through `spare`, as large), exposure, sRGB, sensor noise. */
void lumbar_surface_develop(const lumbar_trainee_look *look, const lumbar_surface_light *picture, uint32_t frame,
                            uint8_t *rgb);

#endif
