/* How well a repetition fits the patterns of exercises, which stand in the table of exercises. */
#include <math.h>
#include <string.h>
#include "motion/exercise.h"

/* 1 inside [low, high], falling linearly to 0 over `soft` outside; what was not seen speaks neither way. */
static double within(double value, double low, double high, double soft)
{
    if (isnan(value)) return 1;
    double outside = fmax(low - value, value - high);
    return outside <= 0 ? 1 : fmax(0, 1 - outside / soft);
}

static double fits(const lumbar_range *r, const lumbar_traits *traits)
{
    double values[LUMBAR_TRAIT_COUNT];
    memcpy(values, traits, sizeof values);
    return within(values[r->trait], r->low, r->high, r->soft);
}

/* Our own choice: a movement that is none of ours counts as little as one that hardly fits. */
static const double OTHER_FIT = 0.3;

/* For most of the repetition. */
static double held_as(const lumbar_pattern *p, const lumbar_postures_held *held)
{
    return within(held->share[p->posture], 0.6, 1, 0.3);
}

static double fit_of(const lumbar_pattern *p, const lumbar_postures_held *held, const lumbar_traits *traits)
{
    double fit = held_as(p, held);
    for (size_t i = 0; i < p->range_count; i++) fit *= fits(&p->ranges[i], traits);
    return p->exercise->judged ? fit : fit * OTHER_FIT;
}

/* How much is left to those that are judged beside what is surely something else. */
static double beside_others(lumbar_drive drive, const lumbar_postures_held *held, const lumbar_traits *traits,
                            const lumbar_motion_limits *limits)
{
    double most = 0;
    for (size_t i = 0; i < limits->pattern_count; i++)
        if (limits->patterns[i].surely && limits->patterns[i].drive == drive)
            most = fmax(most, fit_of(&limits->patterns[i], held, traits) / OTHER_FIT);
    return 1 - most;
}

static bool is_named(const lumbar_exercise *exercise, const lumbar_motion_limits *limits)
{
    for (size_t i = 0; i < limits->named_count; i++)
        if (limits->named[i] == exercise) return true;
    return false;
}

bool lumbar_pattern_counts(const lumbar_pattern *pattern, const lumbar_motion_limits *limits)
{
    return !pattern->exercise->when_named || is_named(pattern->exercise, limits);
}

const lumbar_exercise *lumbar_exercise_of(lumbar_drive drive, const lumbar_postures_held *held,
                                          const lumbar_traits *traits, const lumbar_motion_limits *limits,
                                          double *score)
{
    const lumbar_exercise *best = NULL;
    double left = beside_others(drive, held, traits, limits);
    *score = 0;
    for (size_t i = 0; i < limits->pattern_count; i++) {
        const lumbar_pattern *p = &limits->patterns[i];
        double fit = p->drive == drive && lumbar_pattern_counts(p, limits) ? fit_of(p, held, traits) : 0;
        if (p->exercise->judged) fit *= left;
        bool better = fit > *score || (fit > 0 && fit == *score && is_named(p->exercise, limits));
        if (!better || (p->exercise->judged && fit <= OTHER_FIT)) continue;
        *score = fit;
        best = p->exercise;
    }
    return best;
}

bool lumbar_posture_fits(const lumbar_exercise *exercise, lumbar_drive drive, const lumbar_postures_held *held,
                         const lumbar_motion_limits *limits)
{
    for (size_t i = 0; i < limits->pattern_count; i++) {
        const lumbar_pattern *p = &limits->patterns[i];
        if (p->drive == drive && p->exercise == exercise && held_as(p, held) > OTHER_FIT) return true;
    }
    return false;
}

double lumbar_exercise_fit(const lumbar_exercise *exercise, lumbar_drive drive, const lumbar_postures_held *held,
                           const lumbar_traits *traits, const lumbar_motion_limits *limits)
{
    double best = 0;
    for (size_t i = 0; i < limits->pattern_count; i++)
        if (limits->patterns[i].drive == drive && limits->patterns[i].exercise == exercise)
            best = fmax(best, fit_of(&limits->patterns[i], held, traits));
    return exercise->judged ? best * beside_others(drive, held, traits, limits) : best;
}
