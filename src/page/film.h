/* What the workers of the page that looks at films call. One reads the film and follows the body (the coordinator);
 * others run the networks, a job at a time. Texts go to lumbar_page_output, as those of the interview. */
#ifndef LUMBAR_PAGE_FILM_H
#define LUMBAR_PAGE_FILM_H

#include "page/picture.h"
#include "pose/job.h"

/* ---- the coordinator: the film goes in ----------------------------------------------------------------- */

/* Begins anew. NaN: not known. The input holds the film's name. */
bool lumbar_look_open(double announced_s, double frame_rate, double capture_rate, bool slow_motion);

typedef enum lumbar_look_step {
    LUMBAR_LOOK_PASS, /* not to be looked at */
    LUMBAR_LOOK_LOOK, /* to be handed over */
    LUMBAR_LOOK_LONG  /* the film is longer than is looked at */
} lumbar_look_step;

/* The next frame's stamp, and for how long it is shown (0: not known), in microseconds. */
lumbar_look_step lumbar_look_time(double stamp, double lasts);
double lumbar_look_shown_s(void); /* of the frame taken last */
void lumbar_look_damage(void);    /* a piece of the film was lost here */

/* Makes the job of the picture handed over: its bytes are lumbar_look_job_size from lumbar_look_job on. At most two may
 * be out at a time. */
bool lumbar_look_begin(void);
lumbar_job *lumbar_look_job(void);
size_t lumbar_look_job_size(void);
bool lumbar_look_gather(void); /* of the oldest job that is out: it is in lumbar_look_job again, done */

/* The strokes of the body in the frame gathered last, on a canvas of that width that shows the whole picture; nothing
 * where nobody was found. 16-bit integers, for each stroke: lumbar_look_stroke; red, green, blue; opacity in %; width
 * in eighths of a pixel; number of spots; then x and y of each in eighths. */
bool lumbar_look_strokes(int width);
/* The frame gathered last as bytes, for lumbar_live_take. */
bool lumbar_look_frame(void);
/* What is to be mended before the person trains, as JSON: {"problems": [ids]}, of the frames so far. */
bool lumbar_look_first(void);

/* No frame comes any more; `stopped` by the person, who then does not miss the rest. */
bool lumbar_look_finish(bool stopped);

/* ---- the coordinator: what was seen comes out ---------------------------------------------------------- */

size_t lumbar_look_frames(void);
bool lumbar_look_pose_line(size_t index); /* of lumbar.pose/1: 0 is the whole, then each frame */
double lumbar_look_frame_s(size_t index);
bool lumbar_look_frame_strokes(size_t index, int width); /* as lumbar_look_strokes, of frame `index` */

/* Finds exercises and findings with what was answered; the session's answers have them from then on. */
bool lumbar_look_see(void);
bool lumbar_look_curves(void); /* JSON: [{id, title, unit, start_s, step_s, value: [], band: []}] */
size_t lumbar_look_moments(void);
double lumbar_look_moment_s(size_t index);
/* Draws a moment on the picture handed over, faces hidden: the output is red, green, blue of each point. */
bool lumbar_look_draw(size_t index);
int lumbar_look_drawn_width(void);
bool lumbar_look_keep(size_t index, size_t size); /* the input holds that moment as a JPEG of `size` bytes */

typedef enum lumbar_look_stroke {
    LUMBAR_LOOK_LINE,
    LUMBAR_LOOK_LOOP, /* back to its first spot */
    LUMBAR_LOOK_DOT,
    LUMBAR_LOOK_COVER /* a dot over the head */
} lumbar_look_stroke;

/* ---- the other workers --------------------------------------------------------------------------------- */

/* The pixels hold the files of the detector and of the landmark network. */
bool lumbar_look_tools(size_t detector, size_t landmarks);
bool lumbar_look_run(void); /* the job in lumbar_look_job, on the picture handed over */

#endif
