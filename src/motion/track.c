/* Frames -> uncut stretches of smooth points on the common grid: swaps of left and right repaired, gaps left
 * open. */
#include <math.h>
#include <string.h>
#include "motion/body.h"
#include "motion/columns.h"

/* Left and right partners that the network swaps together. */
static const int LEGS[][2] = {{LUMBAR_LEFT_HIP, LUMBAR_RIGHT_HIP},
                              {LUMBAR_LEFT_KNEE, LUMBAR_RIGHT_KNEE},
                              {LUMBAR_LEFT_ANKLE, LUMBAR_RIGHT_ANKLE},
                              {LUMBAR_LEFT_HEEL, LUMBAR_RIGHT_HEEL},
                              {LUMBAR_LEFT_FOOT_INDEX, LUMBAR_RIGHT_FOOT_INDEX}};
static const int ARMS[][2] = {{LUMBAR_LEFT_SHOULDER, LUMBAR_RIGHT_SHOULDER}, {LUMBAR_LEFT_ELBOW, LUMBAR_RIGHT_ELBOW},
                              {LUMBAR_LEFT_WRIST, LUMBAR_RIGHT_WRIST},       {LUMBAR_LEFT_PINKY, LUMBAR_RIGHT_PINKY},
                              {LUMBAR_LEFT_INDEX, LUMBAR_RIGHT_INDEX},       {LUMBAR_LEFT_THUMB, LUMBAR_RIGHT_THUMB}};

/* Of each frame of the pose. */
typedef struct marks {
    const bool *used;  /* it is looked at */
    const bool *turns; /* the view changes for good */
} marks;

/* Frames between two cuts: [first, end); no bodies where there is none left. */
typedef struct run {
    size_t first, end;
    size_t bodies; /* frames that are looked at */
} run;

static double apart(const lumbar_point *a, const lumbar_point *b)
{
    double d = hypot(a->x - b->x, a->y - b->y), weight = fmin(a->confidence, b->confidence);
    return isnan(d) ? 0 : d * weight;
}

static void exchange(lumbar_columns *c, size_t i, const int (*pairs)[2], size_t pair_count)
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

/* Where the last two frames say that a point goes next: the less, the more of that step may be the network's own noise.
 * Own choice: a tenth of a trunk is half noise. */
static lumbar_point expected(const lumbar_columns *c, size_t i, int point)
{
    lumbar_point p = c->points[i - 1][point], before = i < 2 ? p : c->points[i - 2][point];
    if (i < 2 || isnan(before.x)) return p;
    double ahead = (c->times[i] - c->times[i - 1]) / (c->times[i - 1] - c->times[i - 2]);
    double x = p.x - before.x, y = p.y - before.y, noise = 0.1 * c->trunk, sure = x * x + y * y;
    if (!(ahead < 3)) return p;
    sure = sure > 0 ? sure / (sure + noise * noise) : 0;
    p.x += (float)(sure * ahead * x);
    p.y += (float)(sure * ahead * y);
    return p;
}

static bool measure_trunk(lumbar_arena *scratch, lumbar_columns *c)
{
    float *room = LUMBAR_NEW_ARRAY(scratch, float, c->count);
    if (!room) return false;
    for (size_t i = 0; i < c->count; i++) {
        const lumbar_point *p = c->points[i];
        room[i] = hypotf(
            (p[LUMBAR_LEFT_SHOULDER].x + p[LUMBAR_RIGHT_SHOULDER].x - p[LUMBAR_LEFT_HIP].x - p[LUMBAR_RIGHT_HIP].x) / 2,
            (p[LUMBAR_LEFT_SHOULDER].y + p[LUMBAR_RIGHT_SHOULDER].y - p[LUMBAR_LEFT_HIP].y - p[LUMBAR_RIGHT_HIP].y) /
                2);
    }
    c->trunk = lumbar_quantile(room, 0, c->count, 0.5);
    return true;
}

/* How far the points of a frame lie off where they were going, as they are and exchanged: px, less after a pause, as
 * legs that turn may then well be where the others were. */
typedef struct lying_off {
    double same, other;
} lying_off;

static lying_off lying_off_at(const lumbar_columns *c, size_t i, const int (*pairs)[2], size_t pair_count)
{
    double usual = (c->times[c->count - 1] - c->times[0]) / fmax(1, (double)c->count - 1);
    double told = fmin(1, usual / (c->times[i] - c->times[i - 1]));
    lying_off o = {0, 0};
    for (size_t k = 0; k < pair_count; k++) {
        lumbar_point l = expected(c, i, pairs[k][0]), r = expected(c, i, pairs[k][1]);
        o.same += told * (apart(&c->points[i][pairs[k][0]], &l) + apart(&c->points[i][pairs[k][1]], &r));
        o.other += told * (apart(&c->points[i][pairs[k][0]], &r) + apart(&c->points[i][pairs[k][1]], &l));
    }
    return o;
}

/* Which frames have left and right exchanged: the choice over all frames that makes the points jump least, where each
 * change and each second exchanged have a price. So legs that merely cross are left alone: there an exchange spares
 * little and would have to last until they cross again. */
static bool repair_swaps(lumbar_arena *scratch, lumbar_columns *c, const int (*pairs)[2], size_t pair_count)
{
    /* Own choices, in trunk lengths of jumps, of all points together: for each second exchanged, and for each change.
     * Legs that are apart and exchanged jump by six and more, points that lie beside each other by up to two, and a
     * change costs as much more as nine in ten of the frames lie off: in few frames a second and quick movement that is
     * far. */
    const double price = 1, turn = 2;
    uint8_t(*from)[2] = lumbar_alloc(scratch, c->count, sizeof *from); /* the best state before, for either state */
    lying_off *offs = LUMBAR_NEW_ARRAY(scratch, lying_off, c->count);
    float *room = LUMBAR_NEW_ARRAY(scratch, float, c->count);
    if (!from || !offs || !room) return false;
    for (size_t i = 1; i < c->count; i++) {
        offs[i] = lying_off_at(c, i, pairs, pair_count);
        room[i] = (float)fmin(offs[i].same, offs[i].other);
    }
    double cost[2] = {0, 0}, change = turn * c->trunk + (c->count > 1 ? lumbar_quantile(room, 1, c->count, 0.9) : 0);
    for (size_t i = 1; i < c->count; i++) {
        double same = offs[i].same, other = offs[i].other + change, after[2];
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

/* Out and back within one frame is no movement: a point that lies further off the middle of its neighbours in time than
 * a limb can get in a fifth of a second, and much further than they lie from each other, was misread and is left
 * open. */
static bool drop_glitches(lumbar_arena *scratch, lumbar_columns *c)
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

static bool fill_columns(lumbar_arena *arena, const lumbar_pose *pose, const marks *m, const run *r, lumbar_columns *c)
{
    double stretch_x =
        pose->width == 1 && pose->height == 1 ? 16.0 / 9 : 1; /* normalised: a phone's 16:9, said in the notes */
    size_t room = r->bodies;
    c->times = LUMBAR_NEW_ARRAY(arena, double, room);
    c->points = lumbar_alloc(arena, room, sizeof *c->points);
    c->world = lumbar_alloc(arena, room, sizeof *c->world);
    c->frames = LUMBAR_NEW_ARRAY(arena, const lumbar_frame *, room);
    c->state = LUMBAR_NEW_ARRAY(arena, uint8_t, room);
    if (!c->times || !c->points || !c->world || !c->frames || !c->state) return false;
    for (size_t i = r->first; i < r->end; i++) {
        const lumbar_frame *f = &pose->frames[i];
        if (!m->used[i]) continue;
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

/* Only the frames that are a body from `first` on to the next jump, in place; tells where the jump is. */
static size_t keep_read(lumbar_columns *all, size_t first, lumbar_columns *c)
{
    size_t i = first;
    *c = (lumbar_columns){.times = all->times + first,
                          .frames = all->frames + first,
                          .points = all->points + first,
                          .world = all->world + first,
                          .state = all->state + first,
                          .size = all->size};
    for (; i < all->count && (i == first || all->state[i] != LUMBAR_JUMPED); i++) {
        if (all->state[i] > LUMBAR_JUMPED) continue;
        size_t to = c->count++;
        c->times[to] = all->times[i];
        c->frames[to] = all->frames[i];
        memmove(c->points[to], all->points[i], sizeof *c->points);
        memmove(c->world[to], all->world[i], sizeof *c->world);
    }
    return i;
}

/* ---- smoothing ----------------------------------------------------------------------------------------- */

/* Channels of one point: x, y, confidence and, where it is given, the network's depth. */
enum { CHANNELS = 6, PLAIN_CHANNELS = 3 };

static double channel_of(const lumbar_columns *c, size_t i, int p, int k)
{
    const lumbar_point *at = &c->points[i][p];
    return k == 0 ? at->x : k == 1 ? at->y : k == 2 ? at->confidence : c->world[i][p][k - 3];
}

/* A guess still counts a little. */
static double weight_of(const lumbar_point *point) { return point->confidence > 0.05 ? point->confidence : 0.05; }

/* All channels of one point at one place of the grid; false where a sample is missing, which each channel leaves out by
 * itself. */
static inline bool fit_whole(const lumbar_columns *c, const lumbar_motion_window *w, int p, int channels,
                             double out[CHANNELS])
{
    lumbar_motion_fit fit = {{0}, {0}};
    double sum[3][CHANNELS] = {{0}};
    for (size_t i = w->from; i < w->to; i++) {
        const lumbar_point *at = &c->points[i][p];
        const float *deep = c->world[i][p];
        double t = w->t[i - w->from], power[5] = {w->weight[i - w->from] * weight_of(at)};
        double value[CHANNELS] = {at->x, at->y, at->confidence, deep[0], deep[1], deep[2]};
        for (int n = 1; n < 5; n++) power[n] = power[n - 1] * t;
        for (int n = 0; n < 5; n++) fit.moment[n] += power[n];
        for (int k = 0; k < channels; k++) {
            sum[0][k] += power[0] * value[k];
            sum[1][k] += power[1] * value[k];
            sum[2][k] += power[2] * value[k];
        }
    }
    for (int k = 0; k < channels; k++) {
        if (isnan(sum[0][k])) return false;
        for (int n = 0; n < 3; n++) fit.sum[n] = sum[n][k];
        out[k] = lumbar_motion_window_value(w, &fit);
    }
    return true;
}

static double fit_channel(const lumbar_columns *c, const lumbar_motion_window *all, int p, int channel)
{
    lumbar_motion_window w = *all;
    lumbar_motion_fit fit = {{0}, {0}};
    w.before = -INFINITY;
    w.after = INFINITY;
    for (size_t i = w.from; i < w.to; i++) {
        lumbar_motion_sample sample = {i, c->times[i], weight_of(&c->points[i][p]), channel_of(c, i, p, channel)};
        if (!isnan(sample.value)) lumbar_motion_window_add(&w, sample, &fit);
    }
    return lumbar_motion_window_value(&w, &fit);
}

static int channels_of(const lumbar_stretch *s) { return s->has_world ? CHANNELS : PLAIN_CHANNELS; }

static bool make_points(lumbar_arena *arena, const lumbar_columns *c, lumbar_stretch *s)
{
    s->has_world = !isnan(c->world[0][LUMBAR_LEFT_HIP][0]);
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
        float **targets[CHANNELS] = {&s->x[p],        &s->y[p],        &s->confidence[p],
                                     &s->world[p][0], &s->world[p][1], &s->world[p][2]};
        for (int k = 0; k < channels_of(s); k++)
            if (!(*targets[k] = LUMBAR_NEW_ARRAY(arena, float, s->count))) return false;
    }
    return true;
}

static bool smooth_points(const lumbar_movement *motion, lumbar_arena *scratch, const lumbar_columns *c,
                          const lumbar_motion_limits *limits, lumbar_stretch *s)
{
    int channels = channels_of(s);
    lumbar_motion_window w;
    if (!lumbar_motion_window_open(scratch, &w, c->count, limits)) return false;
    for (size_t g = 0; g < s->count; g++) {
        double at = s->start_s + (double)g * s->step_s;
        if (g % 64 == 0 && !lumbar_goes_on(motion, at)) return false;
        lumbar_motion_window_move(&w, c->times, c->count, at, s->step_s);
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
            double fit[CHANNELS];
            bool whole = s->has_world ? fit_whole(c, &w, p, CHANNELS, fit) : fit_whole(c, &w, p, PLAIN_CHANNELS, fit);
            for (int k = 0; !whole && k < channels; k++) fit[k] = fit_channel(c, &w, p, k);
            s->x[p][g] = (float)fit[0];
            s->y[p][g] = (float)fit[1];
            s->confidence[p][g] = fminf(fmaxf((float)fit[2], 0), 1);
            for (int k = 0; s->has_world && k < 3; k++) s->world[p][k][g] = (float)fit[3 + k];
        }
    }
    return true;
}

/* One more stretch, in room that grows; NULL when out of memory. */
static lumbar_stretch *new_stretch(lumbar_arena *arena, lumbar_movement *motion)
{
    size_t n = motion->stretch_count;
    if (!(n & (n - 1))) { /* full at each power of two */
        lumbar_stretch *room = LUMBAR_NEW_ARRAY(arena, lumbar_stretch, n ? 2 * n : 1);
        if (!room) return NULL;
        if (n) memcpy(room, motion->stretches, n * sizeof *room);
        motion->stretches = room;
    }
    return &motion->stretches[motion->stretch_count++];
}

/* The grid falls on multiples of its step, so that all stretches share it. */
static bool add_stretch(lumbar_arena *arena, lumbar_arena *scratch, const lumbar_motion_limits *limits,
                        lumbar_columns *c, lumbar_movement *motion)
{
    double step = 1 / limits->grid_rate;
    if (c->count < 5) return true; /* fewer frames carry no movement */
    lumbar_stretch *s = new_stretch(arena, motion);
    if (!s) return false;
    double from = ceil(c->times[0] / step - 1e-6), to = floor(c->times[c->count - 1] / step + 1e-6);
    *s = (lumbar_stretch){.start_s = from * step,
                          .step_s = step,
                          .count = (size_t)fmax(to - from + 1, 1),
                          .stutter = lumbar_stutter(c),
                          .first_frame = (size_t)(c->frames[0] - motion->pose->frames),
                          .end_frame = (size_t)(c->frames[c->count - 1] - motion->pose->frames) + 1};
    return measure_trunk(scratch, c) && repair_swaps(scratch, c, LEGS, LUMBAR_COUNT(LEGS)) &&
           repair_swaps(scratch, c, ARMS, LUMBAR_COUNT(ARMS)) && drop_glitches(scratch, c) &&
           make_points(arena, c, s) && smooth_points(motion, scratch, c, limits, s);
}

/* Why nothing was seen in frames that are no body. */
static const char *const WHY_LEFT_OUT[LUMBAR_READINGS] = {
    [LUMBAR_EMPTY] = "the file gives too few points of a body here",
    [LUMBAR_HELD] =
        "the points stay the same to the last digit here: an earlier value was written on, nothing was seen",
    [LUMBAR_MISREAD] = "the body was misread here: no body moves like that"};

/* Stretches of frames that were left out for longer than a gap may be; the room was made by lumbar_motion_track. */
static void note_left_out(const lumbar_columns *c, const lumbar_motion_limits *limits, lumbar_movement *motion)
{
    for (size_t i = 0, end; i < c->count; i = end) {
        for (end = i + 1; end < c->count && c->state[end] == c->state[i];) end++;
        double from = c->times[i], to = c->times[end < c->count ? end : end - 1];
        if (c->state[i] > LUMBAR_JUMPED && to - from > limits->gap_most)
            motion->left_out[motion->left_out_count++] = (lumbar_gap){from, to, WHY_LEFT_OUT[c->state[i]]};
    }
}

/* What lies between two cuts: one stretch, or more where the body jumps. */
static bool add_take(lumbar_arena *arena, const lumbar_motion_limits *limits, lumbar_movement *motion, const marks *m,
                     const run *r)
{
    lumbar_columns all = {0}, c;
    lumbar_arena *scratch = lumbar_arena_new();
    bool good = scratch && fill_columns(scratch, motion->pose, m, r, &all) &&
                lumbar_plausible(scratch, motion->pose, limits, &all);
    if (good) note_left_out(&all, limits, motion);
    for (size_t i = 0; good && i < all.count;) {
        i = keep_read(&all, i, &c);
        good = add_stretch(arena, scratch, limits, &c, motion);
    }
    lumbar_scratch_free(arena, scratch);
    return good;
}

/* ---- where one stretch ends ---------------------------------------------------------------------------- */

/* Own choice: pictures that follow one another sooner than those of a phone's slow motion (240 a second), by half, show
 * nothing more, and would only cost time. */
static const double SOONEST = 1.0 / 480;

/* Which frames are looked at: those with a body, in a timed recording, and not too soon after the last one. */
static bool *looked_at(lumbar_arena *scratch, const lumbar_pose *pose)
{
    bool *used = LUMBAR_NEW_ARRAY(scratch, bool, pose->frame_count);
    const lumbar_frame *last = NULL;
    for (size_t i = 0; used && pose->timed && i < pose->frame_count; i++) {
        const lumbar_frame *f = &pose->frames[i];
        used[i] = f->person && (!last || f->segment != last->segment || f->time_s - last->time_s >= SOONEST);
        if (used[i]) last = f;
    }
    return used;
}

/* The next frames from `at` on that belong together: a cut, a pause, or another view ends them. */
static run next_run(const lumbar_pose *pose, const lumbar_motion_limits *limits, const marks *m, size_t at)
{
    run r = {at, at, 0};
    for (size_t i = at; i < pose->frame_count; i++) {
        const lumbar_frame *f = &pose->frames[i], *last = r.bodies ? &pose->frames[r.end - 1] : f;
        if (!m->used[i]) continue;
        if (f->segment != last->segment || f->time_s - last->time_s > limits->split_gap || (r.bodies && m->turns[i]))
            break;
        if (!r.bodies++) r.first = i;
        r.end = i + 1;
    }
    return r;
}

bool lumbar_motion_track(lumbar_arena *arena, const lumbar_pose *pose, const lumbar_motion_limits *limits,
                         lumbar_movement *motion)
{
    lumbar_arena *scratch = lumbar_arena_new();
    marks m = {0};
    if (scratch) m.used = looked_at(scratch, pose);
    if (m.used) m.turns = lumbar_view_changes(scratch, pose, m.used);
    motion->left_out = LUMBAR_NEW_ARRAY(arena, lumbar_gap, pose->frame_count + 1);
    bool good = m.turns && motion->left_out;
    for (run r = {0}; good && (r = next_run(pose, limits, &m, r.end)).bodies;)
        good = add_take(arena, limits, motion, &m, &r);
    lumbar_scratch_free(arena, scratch);
    return good;
}
