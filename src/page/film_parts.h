/* What the files of a film share. */
#ifndef LUMBAR_PAGE_FILM_PARTS_H
#define LUMBAR_PAGE_FILM_PARTS_H

#include "base/base.h"

const lumbar_pose *lumbar_look_pose(void);       /* NULL while frames come */
const lumbar_frame *lumbar_look_newest(void);    /* gathered last; NULL: none, or no more come */
double lumbar_look_newest_light(void);           /* mean brightness, 0..255 */
const int *lumbar_look_size(void);               /* width and height of the upright picture */
const lumbar_recording *lumbar_look_known(void); /* what was seen; NULL: nothing yet */
void lumbar_look_forget(void);                   /* that */
bool lumbar_look_fail(const lumbar_error *error);

#endif
