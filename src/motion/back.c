/* From the outline: the floor's slope, and how the lower back's curve changes. The recipe and its measured
 * limits: rays across the chord from hip to shoulder; sag and tangent cues; an arm in front of the back gates
 * a frame out. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "motion/body.h"

enum { RAYS = 121, HULL_MOST = 8192 };
static const double RAY_FIRST = -0.15, RAY_STEP = 0.01;

/* ---- floor --------------------------------------------------------------------------------------------- */

static int by_x(const void *a, const void *b)
{
    const lumbar_motion_vec *p = a, *q = b;
    if (p->x != q->x) return p->x < q->x ? -1 : 1;
    return (p->y > q->y) - (p->y < q->y);
}

/* Slope of the longest edge of the lower convex hull (y up), NaN unless it is at least `least` long and
 * within 15 degrees. */
static double resting_slope(const lumbar_frame *frame, lumbar_motion_vec *room, double least)
{
    size_t n = 0, h = 0;
    lumbar_motion_vec *hull = room + HULL_MOST;
    if (frame->outline_count > HULL_MOST) return NAN;
    for (uint32_t i = 0; i < frame->outline_count; i++)
        room[n++] = (lumbar_motion_vec){frame->outline[i].x, -frame->outline[i].y};
    qsort(room, n, sizeof *room, by_x);
    for (size_t i = 0; i < n; i++) {
        while (h >= 2 && (hull[h - 1].x - hull[h - 2].x) * (room[i].y - hull[h - 2].y) <=
                             (hull[h - 1].y - hull[h - 2].y) * (room[i].x - hull[h - 2].x))
            h--;
        hull[h++] = room[i];
    }
    double longest = 0, slope = NAN;
    for (size_t i = 1; i < h; i++) {
        double length = hypot(hull[i].x - hull[i - 1].x, hull[i].y - hull[i - 1].y);
        if (length <= longest) continue;
        longest = length;
        slope = atan2(hull[i].y - hull[i - 1].y, hull[i].x - hull[i - 1].x);
    }
    return longest >= least && fabs(slope) < 15 * DEGREE ? slope : NAN;
}

double lumbar_floor_slope(lumbar_arena *arena, const lumbar_pose *pose, const lumbar_stretch *s)
{
    size_t n = 0, all = 0;
    lumbar_arena *scratch = lumbar_arena_new();
    float *slopes = scratch ? LUMBAR_NEW_ARRAY(scratch, float, s->end_frame - s->first_frame) : NULL;
    lumbar_motion_vec *room = slopes ? LUMBAR_NEW_ARRAY(scratch, lumbar_motion_vec, 2 * HULL_MOST) : NULL;
    double result = 0;
    for (size_t i = s->first_frame; room && i < s->end_frame; i++) {
        if (!pose->frames[i].outline_count) continue;
        double slope = resting_slope(&pose->frames[i], room, 0.8 * s->trunk_length);
        all++;
        if (!isnan(slope)) slopes[n++] = (float)slope;
    }
    if (n * 10 > all * 6 &&
        n >= 5) { /* most frames rest on one and the same line: that is the floor, else the picture is level */
        double low = lumbar_quantile(slopes, 0, n, 0.25), high = lumbar_quantile(slopes, 0, n, 0.75);
        if (high - low < 3 * DEGREE) result = lumbar_quantile(slopes, 0, n, 0.5);
    }
    lumbar_scratch_free(arena, scratch);
    return result;
}

/* ---- the back's contour -------------------------------------------------------------------------------- */

/* The outline in the chord's frame: t along it from hip (0) to shoulder (1), d towards the back, both in
 * chord lengths. */
typedef struct contour {
    lumbar_motion_vec hip, along, back; /* px, up positive; directions of length 1: along the chord, towards the back */
    double chord;                       /* px */
    lumbar_motion_vec *corners;         /* [count] x = t, y = d */
    size_t count;
    double depth[RAYS]; /* of the back at each ray; NaN where the chord leaves the body */
} contour;

static lumbar_motion_vec in_chord(const contour *c, lumbar_motion_vec at)
{
    double x = at.x - c->hip.x, y = at.y - c->hip.y;
    return (lumbar_motion_vec){(x * c->along.x + y * c->along.y) / c->chord,
                               (x * c->back.x + y * c->back.y) / c->chord};
}

/* For each ray the first way out of the body towards the back; NaN where the chord itself is outside. Edge by edge, so
 * that a fine outline costs little more than a coarse one. */
static void find_depths(contour *c)
{
    size_t crossings[RAYS] = {0};
    for (int k = 0; k < RAYS; k++) c->depth[k] = INFINITY;
    for (size_t i = 0; i < c->count; i++) {
        lumbar_motion_vec a = c->corners[i], b = c->corners[i + 1 < c->count ? i + 1 : 0];
        double low = (fmin(a.x, b.x) - RAY_FIRST) / RAY_STEP - 1, high = (fmax(a.x, b.x) - RAY_FIRST) / RAY_STEP + 1;
        if (!(low < RAYS && high >= 0)) continue;
        for (int k = low > 0 ? (int)low : 0; k < RAYS && k <= high; k++) {
            double t = RAY_FIRST + k * RAY_STEP;
            if ((a.x <= t) == (b.x <= t)) continue;
            double d = a.y + (b.y - a.y) * (t - a.x) / (b.x - a.x);
            if (d <= 0) continue;
            crossings[k]++;
            if (d < c->depth[k]) c->depth[k] = d;
        }
    }
    for (int k = 0; k < RAYS; k++)
        if (crossings[k] % 2 == 0) c->depth[k] = NAN;
}

/* Mean depth over rays within `half` of t. */
static double depth_at(const contour *c, double t, double half)
{
    double sum = 0;
    int n = 0;
    for (int i = 0; i < RAYS; i++) {
        double at = RAY_FIRST + i * RAY_STEP;
        if (fabs(at - t) > half + 1e-9 || isnan(c->depth[i])) continue;
        sum += c->depth[i];
        n++;
    }
    return n ? sum / n : NAN;
}

/* Direction of the contour between t1 and t2 by least squares, rad against the chord. */
static double direction(const contour *c, double t1, double t2)
{
    double n = 0, st = 0, sd = 0, stt = 0, std = 0;
    for (int i = 0; i < RAYS; i++) {
        double t = RAY_FIRST + i * RAY_STEP, d = c->depth[i];
        if (t < t1 - 1e-9 || t > t2 + 1e-9 || isnan(d)) continue;
        n++;
        st += t;
        sd += d;
        stt += t * t;
        std += t * d;
    }
    double spread = n * stt - st * st;
    return n >= 8 && spread > 0 ? atan((n * std - st * sd) / spread) : NAN;
}

/* Whether a part of an arm lies over the back: then the contour is the arm's, however smooth it looks. */
static bool arm_covers(const lumbar_stretch *s, size_t g, const contour *c)
{
    static const int arms[2][4] = {{LUMBAR_LEFT_SHOULDER, LUMBAR_LEFT_ELBOW, LUMBAR_LEFT_WRIST, LUMBAR_LEFT_INDEX},
                                   {LUMBAR_RIGHT_SHOULDER, LUMBAR_RIGHT_ELBOW, LUMBAR_RIGHT_WRIST, LUMBAR_RIGHT_INDEX}};
    for (int side = 0; side < 2; side++)
        for (int k = 0; k < 3; k++)
            for (int step = 0; step <= 8; step++) {
                lumbar_motion_vec a = lumbar_at(s, arms[side][k], g), b = lumbar_at(s, arms[side][k + 1], g);
                lumbar_motion_vec at =
                    in_chord(c, (lumbar_motion_vec){a.x + (b.x - a.x) * step / 8, a.y + (b.y - a.y) * step / 8});
                if (at.x > 0 && at.x < 0.66 && at.y > 0.35 * depth_at(c, at.x, 0.01)) return true;
            }
    return false;
}

typedef enum verdict { MEASURED, NO_OUTLINE, TOO_SMALL, ARM, BROKEN, VERDICTS } verdict;

/* Measures one stretch, frame by frame. */
typedef struct reader {
    const lumbar_stretch *stretch;
    const lumbar_motion_limits *limits;
    lumbar_motion_vec *room; /* [HULL_MOST] */
    double grain;            /* px to a side that make one which the picture holds */
} reader;

/* Lumbar flexion of one frame in rad with an unknown constant offset. */
static verdict measure(const reader *r, const lumbar_frame *frame, size_t g, double *flexion)
{
    const lumbar_stretch *s = r->stretch;
    lumbar_motion_vec a = lumbar_shoulders(s, g), b = lumbar_hips(s, g);
    double chord = hypot(a.x - b.x, a.y - b.y), turn = s->quarters * M_PI / 2 - s->tilt;
    double sign = s->posture[g] == LUMBAR_ON_BACK ? 1 : -1;
    if (!frame->outline_count || frame->outline_count > HULL_MOST) return NO_OUTLINE;
    if (!(chord / r->grain >= r->limits->lumbar_trunk_pixels)) return TOO_SMALL;
    lumbar_motion_vec along = {(a.x - b.x) / chord, (a.y - b.y) / chord};
    contour c = {.hip = b,
                 .along = along,
                 .back = {along.y * s->head_side * sign, -along.x * s->head_side * sign},
                 .chord = chord,
                 .corners = r->room,
                 .count = frame->outline_count};
    for (size_t i = 0; i < c.count; i++) {
        double x = frame->outline[i].x, y = -frame->outline[i].y;
        c.corners[i] = in_chord(&c, (lumbar_motion_vec){cos(turn) * x - sin(turn) * y, sin(turn) * x + cos(turn) * y});
    }
    find_depths(&c);
    if (arm_covers(s, g, &c)) return ARM;
    double low = depth_at(&c, 0.05, 0.02), mid = depth_at(&c, 0.33, 0.02), high = depth_at(&c, 0.65, 0.02);
    double sag = mid - (low + (high - low) * (0.33 - 0.05) / (0.65 - 0.05));
    double tangent = direction(&c, 0, 0.16) - direction(&c, 0.5, 0.66);
    *flexion = (sag / r->limits->lumbar_sag_share * DEGREE + tangent / r->limits->lumbar_tangent_share) / 2;
    return isnan(*flexion) ? BROKEN : MEASURED;
}

/* The person's own reference: lying or held lowest and stillest; the curve then counts from its median
 * there. */
static double reference(const lumbar_stretch *s, float *room)
{
    const float *trunk = s->signal[LUMBAR_TRUNK], *leg = s->signal[LUMBAR_LEG], *lumbar = s->signal[LUMBAR_LUMBAR];
    double low = lumbar_quantile(trunk, 0, s->count, 0.1);
    size_t n = 0, step = (size_t)(0.3 / s->step_s);
    for (size_t g = step; g < s->count; g++) {
        bool still = fabsf(trunk[g] - trunk[g - step]) < 4 * DEGREE && fabsf(leg[g] - leg[g - step]) < 6 * DEGREE;
        if (still && trunk[g] < low + 10 * DEGREE && !isnan(lumbar[g])) room[n++] = lumbar[g];
    }
    return n >= step ? lumbar_quantile(room, 0, n, 0.5) : lumbar_quantile(lumbar, 0, s->count, 0.5);
}

bool lumbar_motion_back(lumbar_arena *arena, const lumbar_pose *pose, lumbar_stretch *s,
                        const lumbar_motion_limits *limits)
{
    static const lumbar_back_why reasons[VERDICTS] = {LUMBAR_BACK_READ, LUMBAR_BACK_OUTLINE, LUMBAR_BACK_SMALL,
                                                      LUMBAR_BACK_ARM, LUMBAR_BACK_EDGE};
    size_t frames = s->end_frame - s->first_frame, verdicts[VERDICTS] = {0}, judged = 0;
    lumbar_arena *scratch = lumbar_arena_new();
    lumbar_series read = {0};
    reader r = {.stretch = s, .limits = limits, .grain = fmax(1, pose->grain)};
    if (scratch) read.times = LUMBAR_NEW_ARRAY(scratch, double, frames);
    if (read.times) read.values = LUMBAR_NEW_ARRAY(scratch, double, frames);
    if (read.values) r.room = LUMBAR_NEW_ARRAY(scratch, lumbar_motion_vec, HULL_MOST);
    float *still = r.room ? LUMBAR_NEW_ARRAY(scratch, float, s->count) : NULL;
    bool good = still != NULL;
    if (s->view != LUMBAR_VIEW_SIDE) {
        s->back_why = LUMBAR_BACK_VIEW;
        frames = 0;
    }
    for (size_t i = 0; good && i < frames; i++) {
        const lumbar_frame *f = &pose->frames[s->first_frame + i];
        double at = (f->time_s - s->start_s) / s->step_s;
        size_t g = at < 0 ? 0 : at > (double)(s->count - 1) ? s->count - 1 : (size_t)(at + 0.5);
        if (!f->person || isnan(s->signal[LUMBAR_TRUNK][g])) continue;
        if (s->posture[g] != LUMBAR_ON_BACK && s->posture[g] != LUMBAR_ON_FRONT) continue;
        verdict v = measure(&r, f, g, &read.values[read.count]);
        verdicts[v]++;
        judged++;
        read.times[read.count] = f->time_s;
        if (v == MEASURED) read.count++;
    }
    if (good && read.count >= 5) {
        good = lumbar_resample(scratch, &read, limits, s, s->signal[LUMBAR_LUMBAR]);
        double zero = reference(s, still);
        for (size_t g = 0; g < s->count; g++) s->signal[LUMBAR_LUMBAR][g] -= (float)zero;
    }
    s->lumbar_share = judged ? (double)read.count / (double)judged : 0;
    for (int v = 1; v < VERDICTS; v++)
        if (s->lumbar_share < 0.5 && verdicts[v] * 2 >= judged - read.count && judged && !s->back_why)
            s->back_why = reasons[v];
    if (s->lumbar_share < 0.5 && !s->back_why) s->back_why = LUMBAR_BACK_LOST;
    lumbar_scratch_free(arena, scratch);
    return good;
}
