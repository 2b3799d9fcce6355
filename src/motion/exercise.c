/* Sets: stretches in one posture, the signal that drives them, repetitions by pattern, holds. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "motion/exercise.h"

static const double DEGREE = M_PI / 180;

typedef struct finder {
    lumbar_arena *arena;
    const lumbar_motion_limits *limits;
    lumbar_motion *motion;
    size_t room; /* of motion->bouts */
    bool failed;
} finder;

static double range_of(const float *signal, size_t from, size_t to, double unit)
{
    return (lumbar_quantile(signal, from, to, 0.97) - lumbar_quantile(signal, from, to, 0.03)) / unit;
}

/* Left against right over one repetition. */
static double alternation_of(const lumbar_stretch *s, size_t from, size_t to)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t g = from; g < to; g++) {
        double d = s->signal[LUMBAR_THIGH_LEFT][g] - s->signal[LUMBAR_THIGH_RIGHT][g];
        if (d < low) low = d;
        if (d > high) high = d;
    }
    return high > low ? (high - low) / DEGREE : 0;
}

static lumbar_traits traits_of(const lumbar_stretch *s, size_t from, size_t to)
{
    float *const *v = s->signal;
    return (lumbar_traits){.trunk_rest = lumbar_quantile(v[LUMBAR_TRUNK], from, to, 0.05) / DEGREE,
                           .trunk_top = lumbar_quantile(v[LUMBAR_TRUNK], from, to, 0.95) / DEGREE,
                           .curl_change = range_of(v[LUMBAR_CURL], from, to, DEGREE),
                           .leg_change = range_of(v[LUMBAR_LEG], from, to, DEGREE),
                           .thigh_change = range_of(v[LUMBAR_THIGH], from, to, DEGREE),
                           .knee = lumbar_quantile(v[LUMBAR_KNEE], from, to, 0.5) / DEGREE,
                           .alternation = alternation_of(s, from, to),
                           .twist = range_of(v[LUMBAR_TWIST], from, to, 1),
                           .reach = range_of(v[LUMBAR_REACH], from, to, 1),
                           .hip_move = range_of(v[LUMBAR_HIP_HEIGHT], from, to, 1),
                           .head_up = lumbar_quantile(v[LUMBAR_CURL], from, to, 0.05) / DEGREE};
}

static lumbar_bout *add_bout(finder *f, lumbar_bout bout)
{
    if (f->motion->bout_count == f->room) {
        size_t room = f->room ? 2 * f->room : 16;
        lumbar_bout *bouts = LUMBAR_NEW_ARRAY(f->arena, lumbar_bout, room);
        if (!bouts) {
            f->failed = true;
            return NULL;
        }
        if (f->motion->bout_count) memcpy(bouts, f->motion->bouts, f->motion->bout_count * sizeof *bouts);
        f->motion->bouts = bouts;
        f->room = room;
    }
    f->motion->bouts[f->motion->bout_count] = bout;
    return &f->motion->bouts[f->motion->bout_count++];
}

/* What is seen badly is believed less. */
static double trust(const lumbar_stretch *s, const lumbar_motion_limits *limits)
{
    double trust = s->view == LUMBAR_VIEW_SIDE ? 0.95 : s->view == LUMBAR_VIEW_OBLIQUE ? 0.75 : 0.45;
    if (!s->feet_seen) trust *= 0.85;
    if (s->shake > limits->shake_some) trust *= 0.5;
    return trust;
}

/* ---- holds --------------------------------------------------------------------------------------------- */

/* A plank at one moment: front down, the line of the body not far from straight, and nothing moving. */
static bool plank_at(const lumbar_stretch *s, size_t g)
{
    size_t step = (size_t)(0.4 / s->step_s);
    double bend = s->signal[LUMBAR_PLANK][g] / DEGREE,
           before = g >= step ? s->signal[LUMBAR_PLANK][g - step] / DEGREE : bend;
    return s->posture[g] == LUMBAR_ON_FRONT && bend > -45 && bend < 75 && fabs(bend - before) < 8 &&
           fabs(s->signal[LUMBAR_TRUNK][g]) < 50 * DEGREE && s->signal[LUMBAR_KNEE][g] < 60 * DEGREE;
}

static bool side_plank_at(const lumbar_stretch *s, size_t g)
{
    double trunk = s->signal[LUMBAR_TRUNK][g] / DEGREE;
    return s->posture[g] == LUMBAR_ON_SIDE && trunk > 5 && trunk < 50 &&
           s->signal[LUMBAR_HIP_HEIGHT][g] > 0.25;
}

/* Whether the knees take turns within a hold: then it is a climber, and repetitions speak. */
static bool knees_take_turns(const lumbar_stretch *s, size_t from, size_t to)
{
    return alternation_of(s, from, to) > 40 && range_of(s->signal[LUMBAR_KNEE], from, to, DEGREE) > 40;
}

static void find_holds(finder *f, const lumbar_stretch *s, bool (*held)(const lumbar_stretch *, size_t),
                       const char *exercise)
{
    size_t slack = (size_t)(0.6 / s->step_s);
    for (size_t g = 0; g < s->count; g++) {
        if (!held(s, g)) continue;
        size_t start = g, last = g;
        for (; g < s->count && g - last <= slack; g++)
            if (held(s, g)) last = g;
        double time = (double)(last - start) * s->step_s;
        if (time < f->limits->hold_least_s ||
            (!strcmp(exercise, "plank") && knees_take_turns(s, start, last)))
            continue;
        lumbar_rep *rep = LUMBAR_NEW(f->arena, lumbar_rep);
        if (!rep) {
            f->failed = true;
            return;
        }
        *rep = (lumbar_rep){.start = start,
                            .top = (start + last) / 2,
                            .end = last,
                            .traits = traits_of(s, start, last),
                            .exercise = exercise,
                            .score = fmin(1, 0.7 + time / 20)};
        add_bout(f, (lumbar_bout){.stretch = s,
                                  .exercise = exercise,
                                  .confidence = rep->score * trust(s, f->limits),
                                  .hold = true,
                                  .posture = (lumbar_posture)s->posture[rep->top],
                                  .reps = rep,
                                  .count = 1});
    }
}

/* ---- repetitions --------------------------------------------------------------------------------------- */

/* Far smaller than the middle one is settling or talking. */
static size_t drop_small(lumbar_rep *reps, size_t count, double share)
{
    float *sizes = malloc((count ? count : 1) * sizeof *sizes);
    size_t kept = 0;
    if (!sizes) return count;
    for (size_t i = 0; i < count; i++) sizes[i] = (float)reps[i].size;
    double usual = lumbar_quantile(sizes, 0, count, 0.5);
    for (size_t i = 0; i < count; i++)
        if (reps[i].size >= share * usual) reps[kept++] = reps[i];
    free(sizes);
    return kept;
}

/* A single repetition between two of one kind is of that kind too unless it cannot be. */
static void agree(lumbar_rep *reps, size_t count, lumbar_posture posture, const lumbar_motion_limits *limits)
{
    for (size_t i = 1; i + 1 < count; i++) {
        if (strcmp(reps[i - 1].exercise, reps[i + 1].exercise) ||
            !strcmp(reps[i].exercise, reps[i - 1].exercise))
            continue;
        double fit = lumbar_exercise_fit(reps[i - 1].exercise, posture, &reps[i].traits, limits);
        if (fit < 0.2) continue;
        reps[i].exercise = reps[i - 1].exercise;
        reps[i].score = fit;
    }
}

/* Neighbours of one kind without a long pause make a set. */
static void group(finder *f, const lumbar_stretch *s, lumbar_posture posture, lumbar_rep *reps, size_t count)
{
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        double score = reps[i].score;
        while (end < count && !strcmp(reps[end].exercise, reps[i].exercise) &&
               (double)(reps[end].start - reps[end - 1].end) * s->step_s < f->limits->set_pause_s)
            score += reps[end++].score;
        size_t kept = drop_small(reps + i, end - i, 0.5);
        bool lone_other =
            !strcmp(reps[i].exercise, "other") && kept < 2; /* one movement that is none of ours is no set */
        bool seen_well = s->view != LUMBAR_VIEW_FRONT;
        bool doubtful = kept < (seen_well ? 1u : 3u) ||
                        (kept == 1 && score < 0.6); /* badly seen, only repeating counts */
        if (!lone_other && !doubtful)
            add_bout(f, (lumbar_bout){.stretch = s,
                                      .exercise = reps[i].exercise,
                                      .posture = posture,
                                      .reps = reps + i,
                                      .count = kept,
                                      .confidence = score / (double)(end - i) * trust(s, f->limits) *
                                                    (kept == 1 ? 0.8 : 1)});
        i = end;
    }
}

typedef struct choice {
    const lumbar_driver *driver;
    lumbar_rep *reps;
    size_t count;
    double worth; /* sum of fits over the repetitions */
} choice;

/* The repetitions of the driver that explains most: each counts by how well it fits an exercise and how large
 * it is. */
static void run_drivers(finder *f, const lumbar_stretch *s, lumbar_posture posture,
                        const lumbar_driver *drivers, size_t driver_count, size_t from, size_t to)
{
    choice best = {0};
    for (size_t k = 0; k < driver_count; k++) {
        choice c = {.driver = &drivers[k]};
        c.count = lumbar_find_reps(f->arena, &drivers[k], from, to, s->step_s, f->limits, &c.reps);
        if (!c.reps) f->failed = true;
        for (size_t i = 0; i < c.count; i++) {
            lumbar_rep *r = &c.reps[i];
            r->traits = traits_of(s, r->start, r->end + 1);
            r->exercise = lumbar_exercise_of(posture, &r->traits, f->limits, &r->score);
            c.worth += r->score * fmin(3, r->size / drivers[k].least);
        }
        if (drivers[k].both_ways)
            c.worth *= 0.8; /* where the trunk tells it too, it also tells which end is rest */
        if (c.worth > best.worth) best = c;
    }
    agree(best.reps, best.count, posture, f->limits);
    group(f, s, posture, best.reps, best.count);
}

static float *difference(finder *f, const lumbar_stretch *s)
{
    float *d = LUMBAR_NEW_ARRAY(f->arena, float, s->count);
    if (!d) f->failed = true;
    for (size_t g = 0; d && g < s->count; g++)
        d[g] = s->signal[LUMBAR_THIGH_LEFT][g] - s->signal[LUMBAR_THIGH_RIGHT][g];
    return d;
}

static void find_reps(finder *f, const lumbar_stretch *s, const float *thighs_apart, lumbar_posture posture,
                      size_t from, size_t to)
{
    const lumbar_motion_limits *l = f->limits;
    float *const *v = s->signal;
    const lumbar_driver back[] = {{v[LUMBAR_CURL], 1, l->rep_trunk * DEGREE, false},
                                  {v[LUMBAR_LEG], 1, l->rep_leg * DEGREE, true},
                                  {v[LUMBAR_THIGH], 1, l->rep_leg * DEGREE, true},
                                  {thighs_apart, 1, l->rep_side * DEGREE, true},
                                  {v[LUMBAR_TWIST], 1, 0.45, true}};
    const lumbar_driver front[] = {{thighs_apart, 1, l->rep_side * DEGREE, true},
                                   {v[LUMBAR_PLANK], 1, l->rep_leg * DEGREE, true}};
    const lumbar_driver knees[] = {{v[LUMBAR_REACH], 1, 0.4, false}};
    const lumbar_driver standing[] = {{v[LUMBAR_TRUNK], -1, l->rep_leg * DEGREE, false}};
    const lumbar_driver hanging[] = {{v[LUMBAR_THIGH], 1, l->rep_leg * DEGREE, false}};
    switch (posture) {
    case LUMBAR_ON_BACK:
        run_drivers(f, s, posture, back, LUMBAR_COUNT(back), from, to);
        break;
    case LUMBAR_ON_FRONT:
        run_drivers(f, s, posture, front, LUMBAR_COUNT(front), from, to);
        break;
    case LUMBAR_ON_KNEES:
        run_drivers(f, s, posture, knees, LUMBAR_COUNT(knees), from, to);
        break;
    case LUMBAR_STANDING:
        run_drivers(f, s, posture, standing, LUMBAR_COUNT(standing), from, to);
        break;
    case LUMBAR_HANGING:
        run_drivers(f, s, posture, hanging, LUMBAR_COUNT(hanging), from, to);
        break;
    case LUMBAR_ON_SIDE:
    case LUMBAR_POSTURE_UNKNOWN:
    case LUMBAR_POSTURE_COUNT:
        break;
    }
}

static int by_start(const void *a, const void *b)
{
    const lumbar_bout *p = a, *q = b;
    double x = p->stretch->start_s + (double)p->reps[0].start * p->stretch->step_s;
    double y = q->stretch->start_s + (double)q->reps[0].start * q->stretch->step_s;
    return (x > y) - (x < y);
}

bool lumbar_exercises(lumbar_arena *arena, const lumbar_motion_limits *limits, lumbar_motion *motion)
{
    finder f = {.arena = arena, .limits = limits, .motion = motion};
    for (size_t i = 0; i < motion->stretch_count && !f.failed; i++) {
        const lumbar_stretch *s = &motion->stretches[i];
        if (s->shake > limits->shake_most) continue; /* what moves cannot be told from what is moved */
        const float *thighs_apart = difference(&f, s);
        find_holds(&f, s, plank_at, "plank");
        find_holds(&f, s, side_plank_at, "side-plank");
        for (size_t g = 0; g < s->count && !f.failed;) {
            size_t end = g;
            while (end < s->count && s->posture[end] == s->posture[g]) end++;
            find_reps(&f, s, thighs_apart, (lumbar_posture)s->posture[g], g, end);
            g = end;
        }
    }
    if (motion->bout_count) qsort(motion->bouts, motion->bout_count, sizeof *motion->bouts, by_start);
    return !f.failed;
}
