/* A scenario as frames and as truth. */
#ifndef LUMBAR_TRAINEE_RECORD_H
#define LUMBAR_TRAINEE_RECORD_H

#include "base/base.h"
#include "trainee/film.h"

typedef struct lumbar_recorder {
    lumbar_trainee_film film;
    lumbar_camera camera[LUMBAR_TAKES_MOST]; /* of each take; all as wide and high */
    double frame_rate;                       /* frames/s */
    int frame_count;
    lumbar_stage *stage[LUMBAR_TAKES_MOST]; /* owned */
} lumbar_recorder;

/* width and height 64..2000, even; frame_rate 1..60. NULL and *error: no such scenario, out of memory. */
lumbar_recorder *lumbar_recorder_open(const char *id, int width, int height, double frame_rate, lumbar_error *error);
void lumbar_recorder_close(lumbar_recorder *recorder);

/* Frame `index`, shown at index / frame_rate; truth may be NULL, and is that of the body, not of its mirror image. */
bool lumbar_recorder_frame(lumbar_recorder *recorder, int index, lumbar_shot shot, lumbar_truth *truth,
                           lumbar_error *error);

/* Appends lumbar.truth/1: body, view, fault, repetitions, and per frame angles in degrees and points in the
 * picture. */
void lumbar_recorder_truth(const lumbar_recorder *recorder, lumbar_text *json);

#endif
