/* Lactate in working muscle and blood, and the burn: what builds up where blood no longer flows, and how it clears.
 *
 * Muscle to blood to the rest, as Beneke 2007 fitted it: release with one rate, elimination with another. Contested,
 * and said so wherever it is shown: lactate alone hurts nobody; acid, ATP and lactate together do (Pollak 2014). */
#include <math.h>
#include "load/load.h"

lumbar_chemistry lumbar_chemistry_at_rest(const lumbar_load_limits *l, double mass_kg)
{
    lumbar_chemistry c = {.blood = l->lactate_rest, .mass_kg = mass_kg};
    for (int m = 0; m < LUMBAR_MUSCLE_COUNT; m++) c.lactate[m] = l->lactate_rest;
    return c;
}

/* 1 while blood flows freely, 0 where the muscle's own pressure stops it. */
static double flow(const lumbar_load_limits *l, double share)
{
    return fmin(fmax((l->flow_ends - share) / (l->flow_ends - l->flow_falls), 0), 1);
}

/* Moves *x along x' = made - rate x, exactly. Returns the mean on the way. */
static double move(double *x, double made, double rate, double seconds)
{
    double start = *x;
    if (rate <= 0) return *x += made * seconds, (start + *x) / 2;
    double end = made / rate, gone = 1 - exp(-rate * seconds);
    *x += (end - start) * gone;
    return end + (start - end) * gone / (rate * seconds);
}

void lumbar_metabolise(const lumbar_load_limits *l, lumbar_chemistry *c, const double shares[LUMBAR_MUSCLE_COUNT],
                       double seconds)
{
    double faster = c->light ? l->light_factor : 1, arriving = 0;
    double volume = l->muscle_mass / (l->lactate_space * c->mass_kg);
    if (!(seconds > 0)) return;
    for (int m = 0; m < LUMBAR_MUSCLE_COUNT; m++) {
        double share = fmin(fmax(shares[m], 0), 1), excess = c->lactate[m] - l->lactate_rest;
        double made = l->glycolysis * fmax(0, share - l->flow_falls) / (1 - l->flow_falls);
        double release = l->release_rate / 60 * flow(l, share) * (share > 0 ? 1 : faster);
        arriving += release * volume * move(&excess, made, release, seconds);
        c->lactate[m] = l->lactate_rest + excess;
        move(&c->atp[m], fmin(share / l->flow_ends, 1) / l->atp_time, 1 / l->atp_time, seconds);
    }
    double excess = c->blood - l->lactate_rest;
    move(&excess, arriving, log(2) / (l->half_life * 60) * faster, seconds);
    c->blood = l->lactate_rest + excess;
}

double lumbar_burn(const lumbar_load_limits *l, const lumbar_chemistry *c, lumbar_muscle muscle)
{
    /* Acid falls by the same share of its way as lactate rises: pH 7.4, 7.3, 7.2 went with 1, 5, 10 mmol/l. */
    double lactate = fmin(fmax((c->lactate[muscle] - l->lactate_rest) / (l->lactate_burns - l->lactate_rest), 0), 1);
    return cbrt(lactate * lactate * c->atp[muscle]);
}
