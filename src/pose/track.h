/* The tracker: pictures in rising time go in, body points and outlines come out. It knows no video library, so a
 * renderer can feed it. Its result does not depend on the number of threads. */
#ifndef LUMBAR_POSE_TRACK_H
#define LUMBAR_POSE_TRACK_H

#include "lumbar.h"
#include "recording/image.h"

typedef struct lumbar_track lumbar_track;

/* Loads the networks and starts the workers. settings: model, models_directory, threads. What the tracker finds is kept
 * in the arena, which must outlive it. NULL and *error on failure. */
lumbar_track *lumbar_track_open(lumbar_arena *arena, const lumbar_pose_settings *settings, lumbar_error *error);

/* An upright picture with square pixels. */
typedef struct lumbar_pixels {
    const uint8_t *rgb; /* 3 bytes a pixel */
    ptrdiff_t stride;   /* bytes from row to row */
    int width, height;
} lumbar_pixels;

/* The next frame; copied. All frames of one tracker have one size; time_s rises. */
bool lumbar_track_rgb(lumbar_track *track, const lumbar_pixels *pixels, double time_s, lumbar_error *error);

/* Who wants a picture back. */
typedef struct lumbar_lender {
    void (*release)(void *owner); /* or NULL */
    void *owner;
} lumbar_lender;

/* The same without a copy: the image's planes must stay as they are until the lender's release(owner) is called, which
 * happens on the caller's thread in a later call to any function of this header; also when this call fails. */
bool lumbar_track_image(lumbar_track *track, const lumbar_image *image, double time_s, lumbar_lender lender,
                        lumbar_error *error);

/* Waits for the workers and fills width, height, model, frames and gaps of *pose; nothing can be added after it. */
bool lumbar_track_finish(lumbar_track *track, lumbar_pose *pose, lumbar_error *error);

/* Stops the workers and frees everything; NULL and half-used trackers are fine. */
void lumbar_track_close(lumbar_track *track);

/* Seconds of work so far (all threads added up), for benchmarks: whole jobs and the networks' share of them. */
void lumbar_track_seconds(const lumbar_track *track, double *jobs_s, double *networks_s);

#endif
