/* Body points that come as text: our own lumbar.pose/1 and CSV tables of MediaPipe landmarks. */
#ifndef LUMBAR_RECORDING_LANDMARKS_H
#define LUMBAR_RECORDING_LANDMARKS_H

#include <stdio.h>
#include "base/file.h"

/* Bounds of both forms, own choices: an hour at 80 frames a second; coordinates beyond every picture; what the pose
 * stage writes is well within. The longest recording is an hour, as of a video; its last frame may stand a little
 * longer. */
enum {
    LUMBAR_FRAMES_MOST = 300000,
    LUMBAR_COORDINATE_MOST = 1000000,
    LUMBAR_SECONDS_MOST = 3600,
    LUMBAR_LAST_FRAME_MOST = 10
};

/* All forms, in the order in which they are tried: its name, and NAME of lumbar_NAME_probe and lumbar_NAME_read. */
#define LUMBAR_LANDMARK_FORMS(X)  \
    X("lumbar.pose/1", pose_file) \
    X("landmark table", csv)

/* True when the first bytes of a file look like this form. */
typedef bool lumbar_form_probe(const unsigned char *head, size_t size);

/* Reads `file` to its end; `path` is for messages and, in a CSV, the recording's name; of `settings`, which may be
 * NULL, only the progress counts. Returns NULL and fills *error naming line and column. */
typedef const lumbar_pose *lumbar_form_read(lumbar_arena *arena, FILE *file, const char *path,
                                            const lumbar_pose_settings *settings, lumbar_error *error);

#define X(words, name)                       \
    lumbar_form_probe lumbar_##name##_probe; \
    lumbar_form_read lumbar_##name##_read;
LUMBAR_LANDMARK_FORMS(X)
#undef X

/* What lumbar_pose_write does, into an output that is open. */
bool lumbar_pose_put(const lumbar_pose *pose, lumbar_output *output, lumbar_error *error);

/* One row of a table of stills. */
typedef struct lumbar_still {
    const char *label;                       /* "" where the table has none */
    long line;                               /* in the file */
    lumbar_point points[LUMBAR_POINT_COUNT]; /* normalised pictures: 0..1 across and down; NaN where not given */
} lumbar_still;

typedef struct lumbar_stills {
    const lumbar_still *rows; /* [count] */
    size_t count;
    bool centred; /* about the pelvis, in cm or so, not in the picture */
} lumbar_stills;

/* The same CSV layouts with their labels, for `lumbar validate plank`. */
const lumbar_stills *lumbar_csv_stills(lumbar_arena *arena, FILE *file, const char *path,
                                       const lumbar_pose_settings *settings, lumbar_error *error);

/* Tells how far a reader is; false and *error where the person wants to stop. */
bool lumbar_reading_on(const lumbar_pose_settings *settings, double done_s, double total_s, lumbar_error *error);

#endif
