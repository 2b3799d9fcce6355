/* What a body can be: which frames and points of a stretch break that, before anything counts. Lengths are in trunk
 * lengths, for these some 0.5 m (0.288 of height, Winter). */
#include <math.h>
#include <string.h>
#include "motion/columns.h"

/* The parts by whose places a body is followed: left and right partner. */
enum { PARTS = 5, POINT_PARTS = 7 };
static const int CORE[PARTS][2] = {{LUMBAR_LEFT_EAR, LUMBAR_RIGHT_EAR},
                                   {LUMBAR_LEFT_SHOULDER, LUMBAR_RIGHT_SHOULDER},
                                   {LUMBAR_LEFT_HIP, LUMBAR_RIGHT_HIP},
                                   {LUMBAR_LEFT_KNEE, LUMBAR_RIGHT_KNEE},
                                   {LUMBAR_LEFT_ANKLE, LUMBAR_RIGHT_ANKLE}};

static void leave_open(lumbar_columns *c, size_t i, int point)
{
    c->points[i][point] = (lumbar_point){NAN, NAN, 0};
    for (int k = 0; k < 3; k++) c->world[i][point][k] = NAN;
}

/* ---- points that nobody gave --------------------------------------------------------------------------- */

static bool same_place(const lumbar_point *a, const lumbar_point *b) { return a->x == b->x && a->y == b->y; }

/* Tables write a point that was not found as zeros, or as any other value over and over: no three parts of a body lie
 * in exactly one place, and the corner of the picture is none to the last digit. */
static void open_fillers(lumbar_columns *c, size_t i)
{
    static const int parts[POINT_PARTS] = {LUMBAR_NOSE,     LUMBAR_LEFT_SHOULDER, LUMBAR_LEFT_ELBOW, LUMBAR_LEFT_WRIST,
                                           LUMBAR_LEFT_HIP, LUMBAR_LEFT_KNEE,     LUMBAR_LEFT_ANKLE};
    lumbar_point *p = c->points[i], filler = {NAN, NAN, 0};
    for (int a = 0; a < POINT_PARTS; a++) {
        int same = 0;
        for (int b = 0; b < POINT_PARTS; b++) same += same_place(&p[parts[a]], &p[parts[b]]);
        if (same >= 3) filler = p[parts[a]];
    }
    for (int k = 0; k < LUMBAR_POINT_COUNT; k++)
        if (same_place(&p[k], &filler) || (p[k].x == 0 && p[k].y == 0)) leave_open(c, i, k);
}

/* Middle of two partners, the better seen one weighing more; one alone where the other is not given. */
static lumbar_point part_at(const lumbar_columns *c, size_t i, const int part[2])
{
    lumbar_point a = c->points[i][part[0]], b = c->points[i][part[1]];
    if (isnan(a.x)) return b;
    if (isnan(b.x)) return a;
    float wa = a.confidence * a.confidence + 1e-4f, wb = b.confidence * b.confidence + 1e-4f;
    return (lumbar_point){(wa * a.x + wb * b.x) / (wa + wb), (wa * a.y + wb * b.y) / (wa + wb), 1};
}

static bool is_empty(const lumbar_columns *c, size_t i)
{
    int seen = 0;
    for (int k = 0; k < PARTS; k++) seen += !isnan(part_at(c, i, CORE[k]).x);
    return seen < 3;
}

/* Furthest way of any point from one frame to the next, px; 0 where all stay to the last digit. */
static double furthest_way(const lumbar_columns *c, size_t from, size_t to)
{
    double most = 0;
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
        const lumbar_point *a = &c->points[from][p], *b = &c->points[to][p];
        if (isnan(a->x) != isnan(b->x)) return INFINITY;
        if (!isnan(a->x)) most = fmax(most, hypot(a->x - b->x, a->y - b->y));
    }
    return most;
}

/* ---- the scale of the body ----------------------------------------------------------------------------- */

typedef struct limb {
    int from, to;
    double share; /* of the trunk from hip to shoulder */
} limb;

/* Shares of height over the trunk's 0.288 (Drillis and Contini, in Winter): thigh 0.245, shank 0.246, upper arm 0.186,
 * forearm 0.146. */
static const limb LIMBS[] = {
    {LUMBAR_LEFT_SHOULDER, LUMBAR_LEFT_HIP, 1},      {LUMBAR_RIGHT_SHOULDER, LUMBAR_RIGHT_HIP, 1},
    {LUMBAR_LEFT_HIP, LUMBAR_LEFT_KNEE, 0.85},       {LUMBAR_RIGHT_HIP, LUMBAR_RIGHT_KNEE, 0.85},
    {LUMBAR_LEFT_KNEE, LUMBAR_LEFT_ANKLE, 0.85},     {LUMBAR_RIGHT_KNEE, LUMBAR_RIGHT_ANKLE, 0.85},
    {LUMBAR_LEFT_SHOULDER, LUMBAR_LEFT_ELBOW, 0.65}, {LUMBAR_RIGHT_SHOULDER, LUMBAR_RIGHT_ELBOW, 0.65},
    {LUMBAR_LEFT_ELBOW, LUMBAR_LEFT_WRIST, 0.51},    {LUMBAR_RIGHT_ELBOW, LUMBAR_RIGHT_WRIST, 0.51}};

static double length_of(const lumbar_columns *c, size_t i, const limb *l)
{
    const lumbar_point *a = &c->points[i][l->from], *b = &c->points[i][l->to];
    return hypot(a->x - b->x, a->y - b->y);
}

/* The trunk's length, from whatever limb is least foreshortened: seen from the head or the feet the trunk itself is
 * short. The second of them, so that one that is misread all the time does not count. */
static bool measure_size(lumbar_arena *scratch, lumbar_columns *c)
{
    float *room = LUMBAR_NEW_ARRAY(scratch, float, c->count);
    double most = 0, second = 0;
    if (!room) return false;
    for (size_t k = 0; k < LUMBAR_COUNT(LIMBS); k++) {
        for (size_t i = 0; i < c->count; i++) room[i] = (float)length_of(c, i, &LIMBS[k]);
        double length = lumbar_quantile(room, 0, c->count, 0.8) / LIMBS[k].share;
        if (length > most) second = most, most = length;
        else if (length > second) second = length;
    }
    c->size = second > 0 ? second : most;
    return true;
}

/* ---- legs outside the picture -------------------------------------------------------------------------- */

/* What is outside the picture is a guess, however well the network tells it, and so is the leg from there on. Feet may
 * seem to lie a little over the edge: own choice, a tenth of a trunk. */
static void open_outside(const lumbar_pose *pose, lumbar_columns *c, size_t i)
{
    static const int legs[2][4] = {{LUMBAR_LEFT_KNEE, LUMBAR_LEFT_ANKLE, LUMBAR_LEFT_HEEL, LUMBAR_LEFT_FOOT_INDEX},
                                   {LUMBAR_RIGHT_KNEE, LUMBAR_RIGHT_ANKLE, LUMBAR_RIGHT_HEEL, LUMBAR_RIGHT_FOOT_INDEX}};
    double width = pose->width == 1 && pose->height == 1 ? 16.0 / 9 : pose->width, over = 0.1 * c->size;
    for (int side = 0; side < 2; side++)
        for (int k = 0, open = 0; k < 4; k++) {
            const lumbar_point *p = &c->points[i][legs[side][k]];
            bool outside = p->x < -over || p->x > width + over || p->y > over || p->y < -pose->height - over;
            if (k < 2) open = open || outside; /* heel and toes are no further than the ankle is */
            if (open || outside) leave_open(c, i, legs[side][k]);
        }
}

/* ---- the way a body can have taken --------------------------------------------------------------------- */

/* Own choices: a jump is worth leaving out as many seconds, so that what lasts twice as long between two jumps stays;
 * it counts in full where the parts lie this far beyond what they can reach. */
static const double JUMP_S = 0.6, FULL_JUMP = 0.25;

/* How far beyond what a body can reach the parts lie in frame `to`, in trunk lengths; 0 where they can be reached. In a
 * fifth of a second a body may lie down or come up; from there on it may do anything slowly. */
static double beyond(const lumbar_columns *c, size_t from, size_t to, double speed)
{
    double sum = 0, time = c->times[to] - c->times[from];
    int parts = 0;
    for (int k = 0; k < PARTS; k++) {
        lumbar_point a = part_at(c, from, CORE[k]), b = part_at(c, to, CORE[k]);
        double way = hypot(a.x - b.x, a.y - b.y);
        if (isnan(way)) continue;
        sum += way / c->size;
        parts++;
    }
    double reach = fmin(speed * time, 0.8) + 2 * fmax(0, time - 0.2);
    return parts ? fmax(0, sum / parts - reach) : 0;
}

static double price_of(double beyond_by) { return JUMP_S * fmin(1, beyond_by / FULL_JUMP); }

/* The frames among which a way is looked for, those with a body. */
typedef struct way {
    size_t *frame; /* [count] */
    double *clock; /* [count] s of frames with a body before it: pauses are no loss */
    double *cost;  /* [count] of the best way that ends here */
    size_t *from;  /* [count] the one before on that way, SIZE_MAX where it begins */
    size_t count;
} way;

static bool begin_way(lumbar_arena *scratch, const lumbar_columns *c, double gap_most, way *w)
{
    w->frame = LUMBAR_NEW_ARRAY(scratch, size_t, c->count);
    w->clock = LUMBAR_NEW_ARRAY(scratch, double, c->count);
    w->cost = LUMBAR_NEW_ARRAY(scratch, double, c->count);
    w->from = LUMBAR_NEW_ARRAY(scratch, size_t, c->count);
    if (!w->frame || !w->clock || !w->cost || !w->from) return false;
    for (size_t i = 0; i < c->count; i++) {
        if (c->state[i] != LUMBAR_READ) continue;
        size_t k = w->count++;
        w->frame[k] = i;
        w->clock[k] = k ? w->clock[k - 1] + fmin(c->times[i] - c->times[w->frame[k - 1]], gap_most) : 0;
    }
    return true;
}

/* Which frames are kept: those along which the body jumps least, where each second left out and each jump has its
 * price. A few frames with head and feet exchanged cost two jumps, and less when left out; a cut costs one, wherever it
 * is. */
static bool find_way(lumbar_arena *scratch, const lumbar_motion_limits *limits, lumbar_columns *c)
{
    way w = {0};
    size_t last = SIZE_MAX;
    double least = INFINITY;
    if (!begin_way(scratch, c, limits->gap_most, &w)) return false;
    for (size_t i = 0; i < w.count; i++) {
        w.cost[i] = w.clock[i];
        w.from[i] = SIZE_MAX;
        for (size_t j = i; j-- > 0 && w.clock[i - 1] - w.clock[j] <= 2 * JUMP_S;) {
            double price = w.cost[j] + w.clock[i - 1] - w.clock[j];
            if (price >= w.cost[i]) continue;
            price += price_of(beyond(c, w.frame[j], w.frame[i], limits->body_speed));
            if (price < w.cost[i]) w.cost[i] = price, w.from[i] = j;
        }
        double end = w.cost[i] + w.clock[w.count - 1] - w.clock[i];
        if (end <= least) least = end, last = i;
    }
    for (size_t i = w.count; i-- > 0;) {
        size_t at = w.frame[i];
        if (i != last) {
            c->state[at] = LUMBAR_MISREAD;
            continue;
        }
        last = w.from[i];
        if (last == SIZE_MAX) continue;
        size_t before = w.frame[last];
        if (beyond(c, before, at, limits->body_speed) >= FULL_JUMP) c->state[at] = LUMBAR_JUMPED;
    }
    return true;
}

/* The next frame from `i` on, or back, that is a body; `i` itself where there is none. */
static size_t next_read(const lumbar_columns *c, size_t i, bool back)
{
    for (size_t k = i; back ? k-- > 0 : ++k < c->count;)
        if (c->state[k] <= LUMBAR_JUMPED) return k;
    return i;
}

/* ---- cuts that nobody told ----------------------------------------------------------------------------- */

/* Own choices: three times the fall's acceleration, in trunk lengths a second squared, and an eighth of a trunk, more
 * than the network's jitter. Feet, knees, hips, shoulders and head do not all start and stop like that at once. */
static const double CUT_JERK = 60, CUT_WAY = 0.12;

/* Of the points by which a body is followed so many must leave their way: the others may lie where some lay. */
static const double CUT_SHARE = 0.7;

/* Where the frames before say that a point goes until frame `to`. */
static lumbar_point leads_to(const lumbar_columns *c, const size_t before[2], size_t to, int point)
{
    lumbar_point p = c->points[before[0]][point], q = c->points[before[1]][point];
    double ahead = fmin(1, (c->times[to] - c->times[before[1]]) / (c->times[before[1]] - c->times[before[0]]));
    return (lumbar_point){q.x + (float)ahead * (q.x - p.x), q.y + (float)ahead * (q.y - p.y), 1};
}

/* How far it lies from there, or from where its partner goes: left and right are often exchanged. */
static double off_way(const lumbar_columns *c, const size_t before[2], size_t to, const int part[2], int side)
{
    const lumbar_point *at = &c->points[to][part[side]];
    lumbar_point own = leads_to(c, before, to, part[side]), other = leads_to(c, before, to, part[!side]);
    return fmin(hypot(at->x - own.x, at->y - own.y), hypot(at->x - other.x, at->y - other.y));
}

/* Whether the points have left their way at frame `to`, and are still off it in the frame after. */
static bool all_leave(const lumbar_columns *c, const size_t before[2], size_t to, size_t after)
{
    double time = c->times[to] - c->times[before[1]];
    double least = fmax(CUT_WAY, CUT_JERK * time * time) * c->size;
    int known = 0, left = 0;
    for (int k = 0; k < 2 * PARTS; k++) {
        double off = off_way(c, before, to, CORE[k / 2], k % 2);
        known += !isnan(off);
        left += off > least && off_way(c, before, after, CORE[k / 2], k % 2) > least;
    }
    return known > PARTS && left >= CUT_SHARE * known;
}

/* How far the parts go on average from the frame before to this one, px; NaN where it is not told. */
static double step_to(const lumbar_columns *c, size_t i)
{
    double sum = 0;
    size_t before = next_read(c, i, true);
    if (before == i || c->state[i] > LUMBAR_JUMPED) return NAN;
    for (int k = 0; k < PARTS; k++) {
        lumbar_point a = part_at(c, before, CORE[k]), b = part_at(c, i, CORE[k]);
        sum += hypot(a.x - b.x, a.y - b.y) / PARTS;
    }
    return sum;
}

/* Whether a step is far longer than those around it: in quick movement, and where the network strays, they are alike.
 * Own choices: a third of a second to either side at a phone's rate, and five times. */
static bool stands_out(const lumbar_columns *c, size_t at)
{
    enum { AROUND = 10 };
    float steps[2 * AROUND];
    size_t count = 0;
    for (size_t i = at > AROUND ? at - AROUND : 1; i <= at + AROUND && i < c->count; i++) {
        double step = i == at ? NAN : step_to(c, i);
        if (!isnan(step)) steps[count++] = (float)step;
    }
    return count >= AROUND && step_to(c, at) > 5 * lumbar_quantile(steps, 0, count, 0.75);
}

/* A cut that the picture's likeness misses, such as another person in the same place: all points jump at once and
 * stay. */
static void find_cuts(lumbar_columns *c)
{
    size_t last[3] = {SIZE_MAX, SIZE_MAX, SIZE_MAX}; /* the frames before, the latest at the end */
    for (size_t i = 0; i < c->count; i++) {
        if (c->state[i] > LUMBAR_JUMPED) continue;
        if (last[0] != SIZE_MAX && c->state[last[2]] == LUMBAR_READ && c->state[i] == LUMBAR_READ &&
            all_leave(c, last, last[2], i) && stands_out(c, last[2]))
            c->state[last[2]] = LUMBAR_JUMPED;
        last[0] = last[1];
        last[1] = last[2];
        last[2] = i;
    }
}

/* ---- values that were written on ----------------------------------------------------------------------- */

/* A body that is looked at never gives the same points twice. Where it did for longer than a gap may be, and moved by
 * more than a hundredth of a trunk (own choice: the network's jitter) into or out of it, the last values were held. */
static void find_held(lumbar_columns *c, double gap_most)
{
    for (size_t i = 1, end; i < c->count; i = end) {
        end = i + 1;
        if (c->state[i] > LUMBAR_JUMPED || furthest_way(c, i - 1, i) > 0) continue;
        while (end < c->count && furthest_way(c, i - 1, end) == 0) end++;
        double before = furthest_way(c, next_read(c, i - 1, true), i - 1),
               after = furthest_way(c, end - 1, next_read(c, end - 1, false));
        if (c->times[end - 1] - c->times[i - 1] <= gap_most || fmax(before, after) < 0.01 * c->size) continue;
        for (size_t k = i; k < end; k++) c->state[k] = LUMBAR_HELD;
    }
}

/* After so long without a body what follows is a new movement. */
static void find_pauses(lumbar_columns *c, double split_gap)
{
    for (size_t i = 0, last = SIZE_MAX; i < c->count; i++) {
        if (c->state[i] > LUMBAR_JUMPED) continue;
        if (last != SIZE_MAX && c->times[i] - c->times[last] > split_gap) c->state[i] = LUMBAR_JUMPED;
        last = i;
    }
}

bool lumbar_plausible(lumbar_arena *scratch, const lumbar_pose *pose, const lumbar_motion_limits *limits,
                      lumbar_columns *c)
{
    for (size_t i = 0; i < c->count; i++) {
        open_fillers(c, i);
        c->state[i] = is_empty(c, i) ? LUMBAR_EMPTY : LUMBAR_READ;
    }
    if (!measure_size(scratch, c)) return false;
    for (size_t i = 0; i < c->count; i++) open_outside(pose, c, i);
    if (!find_way(scratch, limits, c)) return false;
    find_cuts(c);
    find_held(c, limits->gap_most);
    find_pauses(c, limits->split_gap);
    return true;
}

/* ---- pictures that are shown again ---------------------------------------------------------------------- */

/* Own choices: s and steps to either side in which it goes again, less than a turn from up to down takes; trunk lengths
 * a step, from where on a body moves and is not only read anew; and the share of the steps on both sides below which
 * the picture stood. A film that is slowed, or was made of fewer pictures than it has, goes and stands in turns. */
enum { STEPS_BESIDE = 3 };
static const double BESIDE_S = 0.13, MOVES = 0.03, STANDS = 0.25;

/* The longest step shortly before or after a place; 0 where none is known. */
static double step_beside(const lumbar_columns *c, size_t at, int side)
{
    double longest = 0;
    for (size_t n = 1; n <= STEPS_BESIDE; n++) {
        if (side < 0 ? at <= n : at + n >= c->count) break;
        size_t i = side < 0 ? at - n : at + n;
        if (fabs(c->times[i] - c->times[at]) > BESIDE_S) break;
        longest = fmax(longest, step_to(c, i)); /* NaN is no number to fmax */
    }
    return longest;
}

double lumbar_stutter(const lumbar_columns *c)
{
    size_t moving = 0, standing = 0;
    for (size_t i = 1; i < c->count; i++) {
        double step = step_to(c, i), before = step_beside(c, i, -1), after = step_beside(c, i, 1);
        if (isnan(step) || !(fmax(step, fmax(before, after)) > MOVES * c->size)) continue;
        moving++;
        standing += step < STANDS * fmin(before, after);
    }
    return moving ? (double)standing / (double)moving : 0;
}
