/* The trainee's own points as a network without a fault would find them in a film: with perspective, hidden parts less
 * sure. */
#ifndef LUMBAR_TESTS_TRAINEE_FILM_H
#define LUMBAR_TESTS_TRAINEE_FILM_H

#include "base/base.h"
#include "trainee/film.h"

typedef struct trainee_film {
    lumbar_scenario scenario;
    lumbar_pose pose;
} trainee_film;

/* 1280 x 720, 20 frames a second; with or without the network's depth. Owned by the arena; fails the test where there
 * is no such scenario. */
const trainee_film *trainee_film_of(lumbar_arena *arena, const char *id, bool depth);

/* The same of a film of a hard kind, in its cut stretches, with depth; mirrored ones as they were before. */
const lumbar_pose *trainee_pose_of(lumbar_arena *arena, const lumbar_trainee_film *film);

/* The same points as markers would give them: in metres, all of them measured. */
const lumbar_motion *trainee_markers_of(lumbar_arena *arena, const char *id);

#endif
