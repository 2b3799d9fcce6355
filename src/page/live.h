/* What the worker calls that watches who trains before the camera: frames go in as they are found, and about once a
 * second it says what stands so far. Texts go to lumbar_page_output, as those of the interview. */
#ifndef LUMBAR_PAGE_LIVE_H
#define LUMBAR_PAGE_LIVE_H

#include "lumbar.h"

/* A frame on its way from the worker that follows the body; its outline's points follow it. */
typedef struct lumbar_live_frame {
    lumbar_frame frame;
    double light; /* mean brightness of its picture, 0..255 */
} lumbar_live_frame;

/* Begins anew, on pictures of that size. */
bool lumbar_live_open(int width, int height);
bool lumbar_live_take(size_t size); /* the input holds a lumbar_live_frame, as lumbar_look_frame gave it */

/* What stands, as JSON: {"exercise": name or null, "count": repetitions of the set that is under way or was last,
 * "held_s": of a hold, else null, "cue": {"id", "text"} or null: to be called out now}. */
bool lumbar_live_look(void);
/* What is to be mended so that more is seen, as JSON: {"frames", "problems": [ids]}, of the last frames. */
bool lumbar_live_first(void);

#endif
