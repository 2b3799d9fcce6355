/* The body's surface in one posture: a grid of cells, each with the flesh that can matter inside it. */
#ifndef LUMBAR_TRAINEE_FIELD_H
#define LUMBAR_TRAINEE_FIELD_H

#include "trainee/body.h"
#include "trainee/four.h"

typedef struct lumbar_skin lumbar_skin;

lumbar_skin *lumbar_skin_make(const lumbar_trainee_body *body,
                              const lumbar_skeleton *skeleton); /* NULL: out of memory */
void lumbar_skin_free(lumbar_skin *field);

/* Signed distances to the skin in m, negative inside; `nearest` (or NULL) gets the index of the flesh that is
 * nearest to the last of the four points. */
four lumbar_skin_distance(const lumbar_skin *field, const four_points *p, int *nearest);
/* How far one can go from the points that are `wanted` without passing the skin (anything for the others): a
 * look-up far from it, the distance near it. */
four lumbar_skin_step(const lumbar_skin *field, const four_points *p, four_flags wanted);
/* Smooth approximate distance, for light and shade. */
four lumbar_skin_rough(const lumbar_skin *field, const four_points *p);
/* Where a ray enters and leaves the field's box; false: not at all. */
bool lumbar_skin_span(const lumbar_skin *field, const float from[3], const float along[3], float *enter, float *leave);

#endif
