/* What the files of a film share. */
#ifndef LUMBAR_PAGE_FILM_PARTS_H
#define LUMBAR_PAGE_FILM_PARTS_H

#include "base/base.h"

const lumbar_pose *lumbar_look_pose(void); /* NULL while frames come */
void lumbar_look_forget(void);             /* what was seen of it */
bool lumbar_look_fail(const lumbar_error *error);

#endif
