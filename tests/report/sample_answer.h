/* A whole answer, filled by hand: every field that the HTML shows, with one recording. */
#ifndef LUMBAR_TESTS_SAMPLE_ANSWER_H
#define LUMBAR_TESTS_SAMPLE_ANSWER_H

#include <math.h>
#include "base/base.h"

enum { SAMPLE_POINTS = 1500 };

/* `hostile` is put where people's and files' own text goes; pass plain words for a plain answer. */
lumbar_answer *sample_answer(lumbar_arena *arena, const char *hostile);

#endif
