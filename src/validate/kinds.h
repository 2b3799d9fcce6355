/* The hard kinds of films: what is told of them that is not there. */
#ifndef LUMBAR_VALIDATE_KINDS_H
#define LUMBAR_VALIDATE_KINDS_H

#include "report/writer.h"
#include "trainee/film.h"

enum { LUMBAR_KIND_FAULTS_MOST = 12 };

/* One film: all bodies in it move without a fault. The first three are given. */
typedef struct lumbar_kind_told {
    lumbar_trainee_film film;
    const char *path;             /* of its pose file, where that is to be read */
    const lumbar_recording *seen; /* what is told of it */
    const char *wrong;            /* the surest exercise that is told where none such is done, NULL: none */
    double wrong_sure;
    int done, named;       /* stretches of an exercise; told as what they are, repetitions within one */
    int repetitions_false; /* told where none is, or more than one too many */
    double held_false_s;   /* s told as held where nothing is */
    const char *faults[LUMBAR_KIND_FAULTS_MOST]; /* [fault_count] told of a body without one */
    size_t fault_count;
    bool mirror_differs; /* its mirror image is among the films, and another answer */
} lumbar_kind_told;

/* What of that is not there. */
void lumbar_kind_judge(lumbar_kind_told *told);

/* Reads the pose file of each film, lets motion and findings see it and judges it. False and *error: unreadable,
 * memory. */
bool lumbar_kinds_judge(lumbar_arena *arena, lumbar_kind_told *told, size_t count, const lumbar_knowledge *knowledge,
                        lumbar_error *error);

/* Whether the marks are met, in the films held out and in the others. */
bool lumbar_kinds_meet(const lumbar_kind_told *told, size_t count);

/* Under "kinds"; of those held out only sums, unless all were chosen by name. */
void lumbar_kinds_write(lumbar_writer *writer, const lumbar_kind_told *told, size_t count, bool chosen);
void lumbar_kinds_say(lumbar_text *words, const lumbar_kind_told *told, size_t count, bool chosen);

#endif
