/* Who is followed from frame to frame: says what to look for in each, and keeps what was found. It runs nothing itself,
 * so threads (track.h) and the page's workers both stand on it. The region of frame n comes from frames up to n-2: two
 * jobs may be out at a time, and whoever does them, the result is the same. */
#ifndef LUMBAR_POSE_TRACKER_H
#define LUMBAR_POSE_TRACKER_H

#include "pose/job.h"

enum { LUMBAR_JOBS_OUT = 2 };

typedef struct lumbar_tracker lumbar_tracker;

/* What is found is kept in the arena, which must outlive the tracker. `model`: name of the landmark network. NULL when
 * out of memory. */
lumbar_tracker *lumbar_tracker_new(lumbar_arena *arena, const char *model);
void lumbar_tracker_free(lumbar_tracker *tracker); /* NULL is fine */

size_t lumbar_tracker_begun(const lumbar_tracker *tracker);                       /* jobs given out, one a frame */
size_t lumbar_tracker_gathered(const lumbar_tracker *tracker);                    /* of these, jobs that came back */
void lumbar_tracker_size(const lumbar_tracker *tracker, int *width, int *height); /* px, of the first frame */

/* Fills the job for the next frame, which is then to be run. Fewer than LUMBAR_JOBS_OUT may be out; time_s rises. False
 * and *error: it does not, or out of memory; then there is no job. */
bool lumbar_tracker_begin(lumbar_tracker *tracker, const lumbar_image *image, double time_s, lumbar_job *job,
                          lumbar_error *error);

/* Takes the oldest job that is out, which has been run. */
bool lumbar_tracker_gather(lumbar_tracker *tracker, const lumbar_job *job, lumbar_error *error);

/* Of the frame gathered last; NULL before the first. Its outline lives in the arena. */
const lumbar_frame *lumbar_tracker_last(const lumbar_tracker *tracker);
float lumbar_tracker_light(const lumbar_tracker *tracker); /* mean brightness of the picture begun last, 0..255 */

/* No job is out any more: fills width, height, model, frames and gaps of *pose; nothing can be added after it. */
bool lumbar_tracker_finish(lumbar_tracker *tracker, lumbar_pose *pose, lumbar_error *error);

#endif
