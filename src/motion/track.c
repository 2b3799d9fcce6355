/* Frames -> uncut stretches of smooth points on the common grid: swaps of left and right repaired, gaps left
 * open. */
#include <math.h>
#include <string.h>
#include "motion/motion.h"

/* Left and right partners that the network swaps together. */
static const int LEGS[][2] = {{LUMBAR_LEFT_HIP, LUMBAR_RIGHT_HIP},
                              {LUMBAR_LEFT_KNEE, LUMBAR_RIGHT_KNEE},
                              {LUMBAR_LEFT_ANKLE, LUMBAR_RIGHT_ANKLE},
                              {LUMBAR_LEFT_HEEL, LUMBAR_RIGHT_HEEL},
                              {LUMBAR_LEFT_FOOT_INDEX, LUMBAR_RIGHT_FOOT_INDEX}};
static const int ARMS[][2] = {
    {LUMBAR_LEFT_SHOULDER, LUMBAR_RIGHT_SHOULDER}, {LUMBAR_LEFT_ELBOW, LUMBAR_RIGHT_ELBOW},
    {LUMBAR_LEFT_WRIST, LUMBAR_RIGHT_WRIST},       {LUMBAR_LEFT_PINKY, LUMBAR_RIGHT_PINKY},
    {LUMBAR_LEFT_INDEX, LUMBAR_RIGHT_INDEX},       {LUMBAR_LEFT_THUMB, LUMBAR_RIGHT_THUMB}};

/* The frames of one stretch, as columns; points already y up. */
typedef struct columns {
    size_t count;
    double *times;               /* [count] */
    const lumbar_frame **frames; /* [count] */
    lumbar_point (*points)[LUMBAR_POINT_COUNT];
    float (*world)[LUMBAR_POINT_COUNT][3];
    double trunk; /* median distance of shoulders from hips, px */
} columns;

/* Frames of one stretch: [first, end); no bodies where there is none left. */
typedef struct run {
    size_t first, end;
    size_t bodies; /* frames with one */
} run;

static double apart(const lumbar_point *a, const lumbar_point *b)
{
    double d = hypot(a->x - b->x, a->y - b->y), weight = fmin(a->confidence, b->confidence);
    return isnan(d) ? 0 : d * weight;
}

static void exchange(columns *c, size_t i, const int (*pairs)[2], size_t pair_count)
{
    for (size_t k = 0; k < pair_count; k++) {
        int l = pairs[k][0], r = pairs[k][1];
        lumbar_point p = c->points[i][l];
        c->points[i][l] = c->points[i][r];
        c->points[i][r] = p;
        float w[3];
        memcpy(w, c->world[i][l], sizeof w);
        memcpy(c->world[i][l], c->world[i][r], sizeof w);
        memcpy(c->world[i][r], w, sizeof w);
    }
}

/* Where the last two frames say that a point goes next. */
static lumbar_point expected(const columns *c, size_t i, int point)
{
    lumbar_point p = c->points[i - 1][point];
    if (i < 2 || isnan(c->points[i - 2][point].x)) return p;
    double ahead = (c->times[i] - c->times[i - 1]) / (c->times[i - 1] - c->times[i - 2]);
    if (!(ahead < 3)) return p;
    p.x += (float)(0.5 * ahead *
                   (p.x - c->points[i - 2][point].x)); /* half: the network's own noise is in that step */
    p.y += (float)(0.5 * ahead * (p.y - c->points[i - 2][point].y));
    return p;
}

static bool measure_trunk(lumbar_arena *scratch, columns *c)
{
    float *room = LUMBAR_NEW_ARRAY(scratch, float, c->count);
    if (!room) return false;
    for (size_t i = 0; i < c->count; i++) {
        const lumbar_point *p = c->points[i];
        room[i] = hypotf((p[LUMBAR_LEFT_SHOULDER].x + p[LUMBAR_RIGHT_SHOULDER].x - p[LUMBAR_LEFT_HIP].x -
                          p[LUMBAR_RIGHT_HIP].x) / 2,
                         (p[LUMBAR_LEFT_SHOULDER].y + p[LUMBAR_RIGHT_SHOULDER].y - p[LUMBAR_LEFT_HIP].y -
                          p[LUMBAR_RIGHT_HIP].y) / 2);
    }
    c->trunk = lumbar_quantile(room, 0, c->count, 0.5);
    return true;
}

/* Which frames have left and right exchanged: the choice over all frames that makes the points jump least, where each change and
 * each second exchanged have a price. So legs that merely cross are left alone: there an exchange spares little and would have
 * to last until they cross again. */
static bool repair_swaps(lumbar_arena *scratch, columns *c, const int (*pairs)[2], size_t pair_count)
{
    /* Own choices, in trunk lengths of jumps: for each second exchanged, and for each change, so that noise changes nothing where
     * left and right lie over each other. */
    const double price = 1, turn = 0.25;
    uint8_t(*from)[2] = lumbar_alloc(scratch, c->count, sizeof *from); /* the best state before, for either state */
    if (!from) return false;
    double cost[2] = {0, 0};
    for (size_t i = 1; i < c->count; i++) {
        double same = 0, other = 0, after[2];
        for (size_t k = 0; k < pair_count; k++) {
            lumbar_point l = expected(c, i, pairs[k][0]), r = expected(c, i, pairs[k][1]);
            same += apart(&c->points[i][pairs[k][0]], &l) + apart(&c->points[i][pairs[k][1]], &r);
            other += apart(&c->points[i][pairs[k][0]], &r) + apart(&c->points[i][pairs[k][1]], &l);
        }
        other += turn * c->trunk;
        for (int state = 0; state < 2; state++) {
            from[i][state] = (uint8_t)(cost[state] + same <= cost[!state] + other ? state : !state);
            after[state] = fmin(cost[state] + same, cost[!state] + other);
        }
        cost[0] = after[0];
        cost[1] = after[1] + price * c->trunk * fmin(c->times[i] - c->times[i - 1], 1);
    }
    int state = cost[1] < cost[0];
    for (size_t i = c->count; i-- > 0;) {
        if (state) exchange(c, i, pairs, pair_count);
        if (i) state = from[i][state];
    }
    return true;
}

/* Out and back within one frame is no movement: a point that lies further off the middle of its neighbours in time than a
 * limb can get in a fifth of a second, and much further than they lie from each other, was misread and is left open. */
static bool drop_glitches(lumbar_arena *scratch, columns *c)
{
    const double far = 0.4, soon = 0.2; /* own choices: trunk lengths, some 20 cm; s */
    bool *misread = LUMBAR_NEW_ARRAY(scratch, bool, c->count);
    if (!misread) return false;
    double least = far * c->trunk;
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
        for (size_t i = 1; i + 1 < c->count; i++) {
            const lumbar_point *before = &c->points[i - 1][p], *at = &c->points[i][p], *after = &c->points[i + 1][p];
            double off = hypot(at->x - (before->x + after->x) / 2, at->y - (before->y + after->y) / 2);
            misread[i] = off > least && off > 2 * hypot(after->x - before->x, after->y - before->y) &&
                         c->times[i + 1] - c->times[i - 1] <= soon;
        }
        for (size_t i = 1; i + 1 < c->count; i++) {
            if (!misread[i]) continue;
            c->points[i][p].x = c->points[i][p].y = NAN;
            for (int k = 0; k < 3; k++) c->world[i][p][k] = NAN;
        }
    }
    return true;
}

static bool fill_columns(lumbar_arena *arena, const lumbar_pose *pose, const run *r, columns *c)
{
    double stretch_x = pose->width == 1 && pose->height == 1
                           ? 16.0 / 9
                           : 1; /* normalised: a phone's 16:9, said in the notes */
    size_t room = r->bodies;
    c->times = LUMBAR_NEW_ARRAY(arena, double, room);
    c->frames = LUMBAR_NEW_ARRAY(arena, const lumbar_frame *, room);
    c->points = lumbar_alloc(arena, room, sizeof *c->points);
    c->world = lumbar_alloc(arena, room, sizeof *c->world);
    if (!c->times || !c->frames || !c->points || !c->world) return false;
    for (size_t i = r->first; i < r->end; i++) {
        const lumbar_frame *f = &pose->frames[i];
        if (!f->person) continue;
        c->times[c->count] = f->time_s;
        c->frames[c->count] = f;
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
            lumbar_point at = f->points[p];
            c->points[c->count][p] = (lumbar_point){(float)(at.x * stretch_x), -at.y, at.confidence};
            c->world[c->count][p][0] = f->world[p][0];
            c->world[c->count][p][1] = -f->world[p][1];
            c->world[c->count][p][2] = -f->world[p][2];
        }
        c->count++;
    }
    return true;
}

static bool smooth_points(lumbar_arena *arena, const columns *c, const lumbar_motion_limits *limits,
                          lumbar_stretch *s)
{
    double *values = LUMBAR_NEW_ARRAY(arena, double, c->count),
           *weights = LUMBAR_NEW_ARRAY(arena, double, c->count);
    s->has_world = !isnan(c->world[0][LUMBAR_LEFT_HIP][0]);
    if (!values || !weights) return false;
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
        float *targets[6];
        for (int k = 0; k < (s->has_world ? 6 : 3); k++)
            if (!(targets[k] = LUMBAR_NEW_ARRAY(arena, float, s->count))) return false;
        s->x[p] = targets[0];
        s->y[p] = targets[1];
        s->confidence[p] = targets[2];
        for (int k = 0; k < 3; k++) s->world[p][k] = s->has_world ? targets[3 + k] : NULL;
        for (size_t i = 0; i < c->count; i++)
            weights[i] = fmax(c->points[i][p].confidence, 0.05); /* a guess still counts a little */
        for (int k = 0; k < (s->has_world ? 6 : 3); k++) {
            for (size_t i = 0; i < c->count; i++) {
                const lumbar_point *at = &c->points[i][p];
                values[i] = k == 0 ? at->x : k == 1 ? at->y : k == 2 ? at->confidence : c->world[i][p][k - 3];
            }
            lumbar_resample(c->times, values, weights, c->count, s->start_s, s->step_s, s->count,
                            limits->smooth, limits->gap_most, targets[k]);
        }
        for (size_t g = 0; g < s->count; g++) targets[2][g] = fminf(fmaxf(targets[2][g], 0), 1);
    }
    return true;
}

/* The grid falls on multiples of its step, so that all stretches share it. */
static bool add_stretch(lumbar_arena *arena, const lumbar_pose *pose, const lumbar_motion_limits *limits,
                        const run *r, lumbar_stretch *s)
{
    columns c = {0};
    double step = 1 / limits->grid_rate;
    lumbar_arena *scratch = lumbar_arena_new();
    bool good = scratch && fill_columns(scratch, pose, r, &c);
    if (good) {
        double from = ceil(c.times[0] / step - 1e-6), to = floor(c.times[c.count - 1] / step + 1e-6);
        *s = (lumbar_stretch){.start_s = from * step,
                              .step_s = step,
                              .count = (size_t)fmax(to - from + 1, 1),
                              .first_frame = r->first,
                              .end_frame = r->end};
        good = measure_trunk(scratch, &c) && repair_swaps(scratch, &c, LEGS, LUMBAR_COUNT(LEGS)) &&
               repair_swaps(scratch, &c, ARMS, LUMBAR_COUNT(ARMS)) && drop_glitches(scratch, &c) && smooth_points(arena, &c, limits, s);
    }
    lumbar_scratch_free(arena, scratch);
    return good;
}

/* ---- where one stretch ends ---------------------------------------------------------------------------- */

/* How far shoulders and hips are turned into the picture, in the network's depth; NaN without it. */
static double turned(const lumbar_frame *f)
{
    static const int pairs[2][2] = {{LUMBAR_LEFT_SHOULDER, LUMBAR_RIGHT_SHOULDER},
                                    {LUMBAR_LEFT_HIP, LUMBAR_RIGHT_HIP}};
    double sum = 0;
    for (int k = 0; k < 2; k++) {
        const float *l = f->world[pairs[k][0]], *r = f->world[pairs[k][1]];
        sum += atan2(hypot(l[0] - r[0], l[1] - r[1]), fabs(l[2] - r[2]));
    }
    return sum / 2;
}

/* Median and spread of `turned` over the frames with times in [from, to); false with too few. */
static bool side_of(const lumbar_pose *pose, size_t around, double from, double to, double *middle,
                    double *spread)
{
    enum { MOST = 256, LEAST = 8 };
    float values[MOST];
    size_t n = 0, i = around;
    while (i > 0 && pose->frames[i - 1].time_s >= from &&
           pose->frames[i - 1].segment == pose->frames[around].segment)
        i--;
    for (; i < pose->frame_count && pose->frames[i].time_s < to && n < MOST; i++)
        if (pose->frames[i].person && pose->frames[i].time_s >= from &&
            pose->frames[i].segment == pose->frames[around].segment)
            values[n++] = (float)turned(&pose->frames[i]);
    *middle = lumbar_quantile(values, 0, n, 0.5);
    *spread = lumbar_quantile(values, 0, n, 0.75) - lumbar_quantile(values, 0, n, 0.25);
    return n >= LEAST;
}

/* How suddenly the side from which the body is seen changes at frame i, for good: another camera without a
 * hard cut, or the person turning round. 0 where it does not. */
static double view_change(const lumbar_pose *pose, size_t i)
{
    const double window = 1.5, least = 24 * M_PI / 180,
                 steady = 12 * M_PI / 180; /* our own choice, about twice the network's scatter */
    double at = pose->frames[i].time_s, before, after, spread1, spread2;
    if (!side_of(pose, i, at - window, at, &before, &spread1) ||
        !side_of(pose, i, at, at + window, &after, &spread2))
        return 0;
    double change = fabs(after - before);
    return change > least && spread1 < steady && spread2 < steady ? change : 0;
}

/* Marks the frames at which a view change is largest within a second on either side. */
static bool *view_changes(lumbar_arena *arena, const lumbar_pose *pose)
{
    double *change = LUMBAR_NEW_ARRAY(arena, double, pose->frame_count + 1);
    bool *marks = LUMBAR_NEW_ARRAY(arena, bool, pose->frame_count + 1);
    if (!change || !marks) return NULL;
    for (size_t i = 0; i < pose->frame_count; i++)
        change[i] = pose->frames[i].person ? view_change(pose, i) : 0;
    for (size_t i = 0; i < pose->frame_count; i++) {
        if (change[i] <= 0) continue;
        double at = pose->frames[i].time_s;
        bool largest = true;
        for (size_t k = i; largest && k-- > 0 && pose->frames[k].time_s > at - 1;)
            largest = change[k] < change[i];
        for (size_t k = i + 1; largest && k < pose->frame_count && pose->frames[k].time_s < at + 1; k++)
            largest = change[k] <= change[i];
        marks[i] = largest;
    }
    return marks;
}

/* The next frames from `at` on that belong together: a cut, a pause, or another view ends them. */
static run next_run(const lumbar_pose *pose, const lumbar_motion_limits *limits, const bool *turns, size_t at)
{
    run r = {at, at, 0};
    for (size_t i = at; pose->timed && i < pose->frame_count; i++) {
        const lumbar_frame *f = &pose->frames[i], *last = r.bodies ? &pose->frames[r.end - 1] : f;
        if (!f->person) continue;
        if (f->segment != last->segment || f->time_s - last->time_s > limits->split_gap || (r.bodies && turns[i])) break;
        if (!r.bodies++) r.first = i;
        r.end = i + 1;
    }
    return r;
}

/* The next one that is a stretch: fewer frames than five carry no movement. */
static run next_stretch(const lumbar_pose *pose, const lumbar_motion_limits *limits, const bool *turns, size_t at)
{
    run r = next_run(pose, limits, turns, at);
    while (r.bodies && r.bodies < 5) r = next_run(pose, limits, turns, r.end);
    return r;
}

bool lumbar_track(lumbar_arena *arena, const lumbar_pose *pose, const lumbar_motion_limits *limits,
                  lumbar_motion *motion)
{
    lumbar_arena *scratch = lumbar_arena_new();
    const bool *turns = scratch ? view_changes(scratch, pose) : NULL;
    size_t count = 0;
    bool good = turns != NULL;
    for (run r = {0}; good && (r = next_stretch(pose, limits, turns, r.end)).bodies;) count++;
    motion->stretches = LUMBAR_NEW_ARRAY(arena, lumbar_stretch, count);
    good = good && motion->stretches;
    for (run r = {0}; good && (r = next_stretch(pose, limits, turns, r.end)).bodies;)
        good = add_stretch(arena, pose, limits, &r, &motion->stretches[motion->stretch_count++]);
    lumbar_scratch_free(arena, scratch);
    return good;
}
