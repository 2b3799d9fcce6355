/* Exposures as explanations of how strong it was after each workout, and what chance alone explains. */
#ifndef LUMBAR_EXPOSURE_EXPLAIN_H
#define LUMBAR_EXPOSURE_EXPLAIN_H

#include "exposure/exposure.h"

typedef struct lumbar_explaining {
    const lumbar_exposure_limits *l;
    const lumbar_exposed *exposed; /* [count] */
    size_t count;
    size_t units;     /* that are looked at, of [room] */
    size_t room;      /* of which it was told how the back was */
    size_t *at;       /* [room] their places in the list of all */
    bool *sore;       /* [room] */
    double *strength; /* [room] of the ache, its root: one that is there counts more than one that is stronger */

    /* Computed by lumbar_explain_begin, changed by lumbar_explain_by: */
    bool *weighed;   /* [count] told often enough on both sides */
    double *there;   /* [count x room] 0 or 1, less what is explained already */
    double *product; /* [count x count] sums of products of `there` */
    double *left;    /* [room] of the aches, what is not explained */
    double *known;   /* [(count + 1) x room] the directions that explain it, of length 1 each */
    size_t known_count;

    double *chance;          /* [LUMBAR_DRAWS] scores of the best explanation by chance, rising: lumbar_explain_draw */
    double *along;           /* [count] work of a score */
    double *shuffled;        /* [room] work of a shuffle */
    size_t *order, *lengths; /* [room] the same */
} lumbar_explaining;

/* The best of one exposure, or of two together. */
typedef struct lumbar_best {
    double score; /* how much likelier it makes the aches, less the price of having been chosen among all; -INFINITY:
                     none */
    size_t index; /* of the exposure that counts most in it */
} lumbar_best;

enum { LUMBAR_DRAWS = 399 };

/* All but the units: what was so in each of them. False when out of memory. */
bool lumbar_explain_new(lumbar_arena *arena, lumbar_explaining *e, const lumbar_unit *units, size_t count);

/* Looks at the first so many units, of which nothing is explained yet. */
void lumbar_explain_begin(lumbar_explaining *e, size_t units);

/* Takes what an exposure explains out of the aches and out of the other exposures. False where it makes none stronger:
 * then nothing is taken out. */
bool lumbar_explain_by(lumbar_explaining *e, size_t index);

bool lumbar_was_there(const lumbar_explaining *e, size_t index, size_t unit);

/* The score of one, and what having been chosen among all took off it. */
double lumbar_explain_one(const lumbar_explaining *e, size_t index);
double lumbar_explain_price(const lumbar_explaining *e);

lumbar_best lumbar_explain_best(const lumbar_explaining *e);

/* How often chance reaches a score, where that is at most `least`; else 1. Where nothing is explained yet and the aches
 * come in bouts, those are drawn anew; else what is left is shuffled. The aches as they are count as one drawing. */
double lumbar_explain_chance(lumbar_explaining *e, double reached, double least);

/* Fills `chance` in the same way, and how often that reaches a score. */
void lumbar_explain_draw(lumbar_explaining *e);
double lumbar_explain_chance_of(const lumbar_explaining *e, double reached);

#endif
