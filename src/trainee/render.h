/* Pictures of the rendered body in a room, with exact mask. */
#ifndef LUMBAR_TRAINEE_RENDER_H
#define LUMBAR_TRAINEE_RENDER_H

#include <stdint.h>
#include "lumbar.h"
#include "trainee/body.h"

enum { LUMBAR_SIDE_LIMIT = 2000 }; /* px */

/* A pinhole camera: pixel = centre + focal * (right, down) / forward, less `shift` to the right. */
typedef struct lumbar_camera {
    lumbar_trainee_vec at, right, down, forward;
    double focal;      /* px */
    double shift;      /* px: a picture that is cropped shows not the middle of what the lens sees */
    int width, height; /* px, both even and at most LUMBAR_SIDE_LIMIT */
} lumbar_camera;

typedef struct lumbar_colour {
    float r, g, b; /* linear reflectance 0..1 */
} lumbar_colour;

/* Everything of a picture that is not the body's shape. */
typedef struct lumbar_trainee_look {
    lumbar_colour skin, hair, shirt, second, shorts, shoes, sole, mat, floor, wall, skirting;
    double sleeve;            /* share of the upper arm that the shirt covers; over 1: the forearm too */
    double leg;               /* share of thigh (0..1) and shank (1..2) that the shorts cover */
    bool stripes, planks;     /* on the shirt; on the floor */
    lumbar_trainee_vec light; /* unit, towards the light */
    double sun, sky;          /* strength of light and surroundings */
    double exposure;          /* factor */
    double noise, blur;       /* standard deviation in grey levels; px */
    double wall_y, mat_x, mat_y, mat_half_x, mat_half_y; /* m */
    double bar_z;                                        /* m, height of a pull-up bar, NaN: none */
    double wheel;                                        /* m, radius of an ab wheel in the hands, NaN: none */
    uint32_t seed;                                       /* of textures and noise */
} lumbar_trainee_look;

/* The room as the camera sees it without the body, and room to work in: one for all frames of a recording.
 * `look` and `camera` must outlive it. NULL only when out of memory. */
typedef struct lumbar_stage lumbar_stage;
lumbar_stage *lumbar_stage_make(const lumbar_trainee_look *look, const lumbar_camera *camera);
void lumbar_stage_free(lumbar_stage *stage);

/* Where a picture goes. */
typedef struct lumbar_shot {
    uint8_t *rgb;  /* [height][width][3] */
    uint8_t *mask; /* [height][width] 255 where the pixel's centre sees the body; or NULL */
} lumbar_shot;

/* Renders one frame. `frame` picks the noise. False only when out of memory. */
bool lumbar_render(lumbar_stage *stage, const lumbar_trainee_body *body, const lumbar_skeleton *skeleton,
                   uint32_t frame, lumbar_shot shot);

/* The picture of a point in pixels; false: behind the camera. */
bool lumbar_camera_see(const lumbar_camera *camera, lumbar_trainee_vec point, double *x, double *y);

#endif
