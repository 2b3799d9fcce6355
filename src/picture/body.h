/* Drawing what was seen of the body: skeleton, outline, the line of the back; hiding the face. */
#ifndef LUMBAR_PICTURE_BODY_H
#define LUMBAR_PICTURE_BODY_H

#include "picture/canvas.h"

typedef struct lumbar_body_drawing {
    bool show_face; /* false: the face is covered, and everything else where a second person is in the picture */
    bool back;      /* draw the line of the lower back along the outline */
} lumbar_body_drawing;

/* Draws `frame` on a canvas that shows `window` of its picture. A frame without a person, when faces are hidden, is
 * covered whole: somebody may be there whom the network missed. */
void lumbar_draw_body(lumbar_canvas *canvas, lumbar_arena *arena, const lumbar_picture_window *window,
                      const lumbar_frame *frame, const lumbar_body_drawing *drawing);

/* A window round the body with a margin, as far as the picture goes, shown at most `largest` pixels long. */
lumbar_picture_window lumbar_picture_window_round(const lumbar_frame *frame, int picture_width, int picture_height,
                                                  int largest);

#endif
