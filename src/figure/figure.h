/* Line drawings of exercises: start and end as SVG, drawn from the body and the motions of the trainee. */
#ifndef LUMBAR_FIGURE_H
#define LUMBAR_FIGURE_H

#include "reason/reason.h"
#include "trainee/body.h"

/* The body of a figure, `share` of the way from start (0) to end (1). False where no motion has the name. */
bool lumbar_figure_posture(const lumbar_figure *figure, double share, lumbar_skeleton *skeleton);
const lumbar_trainee_body *lumbar_figure_body(lumbar_trainee_body *body); /* fills and returns it */

/* Appends the drawing: the start on the left, the end on the right, which moves where the reader's settings allow it.
 * `alone`: a file of its own, else part of a page that has the style. False where no motion has the name. */
bool lumbar_figure_svg(const lumbar_figure *figure, bool alone, lumbar_text *svg);

/* A table's figures: whether each can be drawn. False and *error. */
bool lumbar_figures_check(const lumbar_knowledge *knowledge, lumbar_error *error);

#endif
