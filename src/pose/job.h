/* The work on one frame, done by one worker: detector where needed, landmarks, outline. */
#ifndef LUMBAR_POSE_JOB_H
#define LUMBAR_POSE_JOB_H

#include "lumbar.h"
#include "pose/detector.h"
#include "pose/landmarks.h"
#include "pose/outline.h"
#include "pose/pyramid.h"

/* What one worker owns. */
typedef struct lumbar_tools {
    lumbar_network *detector, *landmarks;
    lumbar_outliner *outliner;
    lumbar_pyramid *pyramid;
    double jobs_s; /* seconds of processor time so far */
} lumbar_tools;

/* Sets up *tools (all zero) for a detector and a landmark network; false and *error when that fails. */
bool lumbar_tools_open(lumbar_tools *tools, lumbar_engine engine, const lumbar_tflite *detector,
                       const lumbar_tflite *landmarks, lumbar_error *error);
/* The same once more for another thread, from the first, which must outlive it. */
bool lumbar_tools_twin(lumbar_tools *tools, const lumbar_tools *first, lumbar_error *error);
void lumbar_tools_close(lumbar_tools *tools); /* also half-opened ones */

typedef struct lumbar_job {
    /* in */
    lumbar_image image;
    bool have_region; /* the region to look at is known from earlier frames */
    lumbar_region region;
    bool detect;        /* look for other people too */
    size_t number;      /* of the frame: where nobody is found, each frame looks at another part of the picture */
    bool have_last;     /* the person was lost not long ago: */
    lumbar_region last; /* there */
    /* out */
    bool failed; /* a network did not run */
    bool others; /* somebody else is there; only where that was asked for and a person is there */
    bool person;
    lumbar_landmarks landmarks; /* its mask is gone */
    int outline_count;
    lumbar_outline_point outline[LUMBAR_OUTLINE_MAX]; /* picture px */
} lumbar_job;

void lumbar_job_run(lumbar_job *job, lumbar_tools *tools);

/* Which of the detections is the person to follow: the one nearest to `last` when given, otherwise the largest and most
 * central. -1 when count is 0. */
int lumbar_job_choose(const lumbar_detection *detections, int count, const lumbar_region *last, int width, int height);

#endif
