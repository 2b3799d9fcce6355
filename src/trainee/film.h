/* A film of the trainee: one scenario as it is, or one of the hard kinds: what goes before the exercise and between,
 * cuts, pictures that end within the body, bad light, another speed, the mirror image. All of it follows from the id.
 */
#ifndef LUMBAR_TRAINEE_FILM_H
#define LUMBAR_TRAINEE_FILM_H

#include "trainee/scenario.h"

enum { LUMBAR_TAKES_MOST = 2 };

/* Which part of the body lies outside the picture. */
typedef enum lumbar_outside { LUMBAR_ALL_INSIDE, LUMBAR_LEGS_OUTSIDE, LUMBAR_HEAD_OUTSIDE } lumbar_outside;

typedef struct lumbar_trainee_film {
    char id[64]; /* a scenario's, or KIND.NUMBER with or without .mirrored */
    bool hard;   /* of a kind */
    bool held_out, mirrored;
    lumbar_outside outside;
    double speed; /* of the body's time over the film's: 0.5 is slowed by half */
    lumbar_scenario take[LUMBAR_TAKES_MOST];
    int take_count; /* one after another, with a cut between */
} lumbar_trainee_film;

/* False and *error: no such scenario. */
bool lumbar_trainee_film_make(const char *id, lumbar_trainee_film *film, lumbar_error *error);

/* The films of the hard kinds in order, mirror images after what they mirror; NULL past the end. */
const char *lumbar_trainee_film_listed(size_t index, char id[64]);

double lumbar_trainee_film_length(const lumbar_trainee_film *film); /* s */

/* The take that is shown at a time of the film, and *own_s: the body's time in it. */
int lumbar_trainee_film_take(const lumbar_trainee_film *film, double time_s, double *own_s);

/* The camera of a take; all takes have pictures of one size. */
lumbar_camera lumbar_trainee_film_camera(const lumbar_trainee_film *film, int take, int width, int height);

/* What is truly done: each stretch of an exercise. */
typedef struct lumbar_done {
    lumbar_trainee_exercise exercise;
    double start_s, end_s; /* s in the film: first to last repetition, or the hold */
    int count;             /* repetitions; of a hold 0 */
} lumbar_done;

enum { LUMBAR_DONE_MOST = LUMBAR_TAKES_MOST * LUMBAR_SPAN_LIMIT };

int lumbar_trainee_film_done(const lumbar_trainee_film *film, lumbar_done done[LUMBAR_DONE_MOST]);

#endif
