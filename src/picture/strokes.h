/* What is drawn of a body that was seen, as a list of strokes: outline, far side, near side, the line of the lower
 * back. Pictures, the overlay and the page's player draw the same list. */
#ifndef LUMBAR_PICTURE_STROKES_H
#define LUMBAR_PICTURE_STROKES_H

#include "picture/canvas.h"

typedef enum lumbar_stroke_kind { LUMBAR_STROKE_LINE, LUMBAR_STROKE_LOOP, LUMBAR_STROKE_DOT } lumbar_stroke_kind;

typedef struct lumbar_stroke {
    lumbar_stroke_kind kind;
    lumbar_pen pen;           /* of a dot its width is the diameter */
    const lumbar_spot *spots; /* [count] px of the canvas; of a dot its centre */
    size_t count;
} lumbar_stroke;

typedef struct lumbar_strokes {
    lumbar_stroke *list; /* [count] in the order in which they are laid */
    size_t count;
} lumbar_strokes;

/* Those of a frame with a person on a canvas that shows `window` of its picture. `back`: with the line of the lower
 * back. NULL list: out of memory. Owned by the arena. */
lumbar_strokes lumbar_strokes_of(lumbar_arena *arena, const lumbar_frame *frame, const lumbar_picture_window *window,
                                 bool back);

/* The disc that covers the head, on that canvas; false where no point of it is known. */
bool lumbar_head_of(const lumbar_frame *frame, const lumbar_picture_window *window, lumbar_spot *centre,
                    double *radius);

/* Where a place of the picture is on the canvas. */
lumbar_spot lumbar_on_canvas(const lumbar_picture_window *window, double x, double y);

#endif
