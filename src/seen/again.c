/* A recording looked at again: mirrored, from another start, at half the rate, with frames lost or misread, and with
 * the noise of the network between two looks at the same picture (docs/validation.md, "A claim is as sure as it is
 * stable"). */
#include <math.h>
#include <string.h>
#include "motion/points.h"
#include "seen/again.h"
#include "seen/stand.h"

/* ---- what each look does ------------------------------------------------------------------------------- */

typedef struct disturbance {
    bool late, halved, lossy, misread;
    size_t phase; /* of the frames that are left at half the rate: even or odd ones */
} disturbance;

/* Each one twice, as it is and mirrored, with the same noise: so a recording and its mirror image are looked at by the
 * same looks, and what stands in one stands in the other. */
static const disturbance LOOKS[LUMBAR_LOOKS_MOST / 2] = {
    {.late = true},
    {.halved = true, .misread = true},
    {.lossy = true, .misread = true},
    {.late = true, .halved = true, .phase = 1, .lossy = true},
};

/* Own choices. Less than FEW frames tell nothing when some are lost; all looks together see no more than FRAMES frames,
 * so that a table of hours stays quick; a picture that comes later than SLOW_S after the last is not left out. */
enum { FEW = 20, FRAMES = 80000 };
static const double SLOW_S = 0.11, LATE_S = 0.5;

/* How often a stretch of lost, misread or exchanged frames begins, of all frames, and how many it has at most. Measured
 * on 45 films and their mirror images: 1.2 % of the frames misread in one of the two, in stretches of 1 (half of them)
 * to 16; 0.5 % with the legs exchanged. Lost ones: own choice, two or three times as many. */
enum { LONGEST = 4 };
static const double LOST = 0.012, MISREAD = 0.005, EXCHANGED = 0.002;

/* ---- chance, the same on each run ---------------------------------------------------------------------- */

typedef struct chance {
    uint64_t state; /* splitmix64 */
} chance;

static uint64_t draw(chance *c)
{
    uint64_t z = c->state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static double share(chance *c) { return (double)(draw(c) >> 11) * 0x1p-53; }

/* Nearly normal, of variance 1: four sixteenths of one draw. */
static double normal(chance *c)
{
    uint64_t z = draw(c);
    double sum = 0;
    for (int k = 0; k < 4; k++) sum += (double)(z >> (16 * k) & 0xffff) / 65535.0 - 0.5;
    return sum * 1.7320508;
}

/* ---- places that are none ------------------------------------------------------------------------------ */

/* What a table wrote for points that were not found stays what it is: the corner, or one value for many points. */
static lumbar_point filler_of(const lumbar_frame *f)
{
    static const int parts[] = {LUMBAR_NOSE,      LUMBAR_LEFT_SHOULDER, LUMBAR_LEFT_WRIST, LUMBAR_LEFT_HIP,
                                LUMBAR_RIGHT_HIP, LUMBAR_LEFT_KNEE,     LUMBAR_LEFT_ANKLE};
    const lumbar_point *p = f->points;
    for (size_t a = 0; a < LUMBAR_COUNT(parts); a++) {
        int same = 0;
        for (size_t b = 0; b < LUMBAR_COUNT(parts); b++)
            same += p[parts[a]].x == p[parts[b]].x && p[parts[a]].y == p[parts[b]].y;
        if (same >= 3) return p[parts[a]];
    }
    return (lumbar_point){0, 0, 0};
}

static bool is_place(const lumbar_point *point, lumbar_point filler)
{
    return (point->x != 0 || point->y != 0) && (point->x != filler.x || point->y != filler.y);
}

/* ---- the network's noise ------------------------------------------------------------------------------- */

/* Of the difference between a look and the look at the mirrored picture, on the same films: shares of its variance that
 * last for so many seconds, what is left is new in each frame; how much points differ in it, as a factor of e; m in the
 * network's own space for each trunk length in the picture, across and along the line of sight. */
static const double SLOW = 0.51, SLOW_LASTS_S = 2, QUICK = 0.38, QUICK_LASTS_S = 0.15, POINTS_DIFFER = 0.5,
                    WORLD_ACROSS = 1, WORLD_ALONG = 1.7;

/* The point with which another one errs, and how far: correlations of that difference. A hand errs with its wrist, left
 * and right shoulder each for itself. -1: with none. */
static int errs_with(int p, double *share)
{
    if (p == LUMBAR_NOSE || p == LUMBAR_LEFT_HIP) return *share = 0, -1;
    if (p < LUMBAR_LEFT_SHOULDER) return *share = 0.62, LUMBAR_NOSE;
    if (p < LUMBAR_LEFT_ELBOW) return *share = 0.27, p + LUMBAR_LEFT_HIP - LUMBAR_LEFT_SHOULDER;
    if (p < LUMBAR_LEFT_PINKY) return *share = 0.62, p - 2;
    if (p < LUMBAR_LEFT_HIP) return *share = 0.62, LUMBAR_LEFT_WRIST + (p - LUMBAR_LEFT_PINKY) % 2;
    if (p == LUMBAR_RIGHT_HIP) return *share = 0.4, LUMBAR_LEFT_HIP;
    if (p < LUMBAR_LEFT_HEEL) return *share = 0.35, p - 2;
    return *share = 0.64, LUMBAR_LEFT_ANKLE + (p - LUMBAR_LEFT_HEEL) % 2;
}

/* All points, each after the one with which it errs. */
static int point_at(int place)
{
    return place < 2 ? LUMBAR_LEFT_HIP + place : place < LUMBAR_LEFT_HIP + 2 ? place - 2 : place;
}

enum { WAYS = 5 }; /* x, y and the three of the network's own space */

typedef struct shaking {
    double slow[LUMBAR_POINT_COUNT][WAYS], quick[LUMBAR_POINT_COUNT][WAYS];
    double factor[LUMBAR_POINT_COUNT];
    double last_s; /* of the frame before */
} shaking;

static void begin_shaking(shaking *s, chance *c)
{
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
        s->factor[p] = exp(POINTS_DIFFER * normal(c));
        for (int w = 0; w < WAYS; w++) {
            s->slow[p][w] = normal(c);
            s->quick[p][w] = normal(c);
        }
    }
    s->last_s = NAN;
}

/* The body's length scale in one picture, px: the trunk, or a thigh or shank where that is less foreshortened (shares
 * of height: Drillis and Contini). */
static double size_of(const lumbar_frame *f)
{
    static const int bones[][2] = {{LUMBAR_LEFT_HIP, LUMBAR_LEFT_KNEE},
                                   {LUMBAR_RIGHT_HIP, LUMBAR_RIGHT_KNEE},
                                   {LUMBAR_LEFT_KNEE, LUMBAR_LEFT_ANKLE},
                                   {LUMBAR_RIGHT_KNEE, LUMBAR_RIGHT_ANKLE}};
    const lumbar_point *p = f->points;
    double size = hypot(
        (p[LUMBAR_LEFT_SHOULDER].x + p[LUMBAR_RIGHT_SHOULDER].x - p[LUMBAR_LEFT_HIP].x - p[LUMBAR_RIGHT_HIP].x) / 2,
        (p[LUMBAR_LEFT_SHOULDER].y + p[LUMBAR_RIGHT_SHOULDER].y - p[LUMBAR_LEFT_HIP].y - p[LUMBAR_RIGHT_HIP].y) / 2);
    for (size_t k = 0; k < LUMBAR_COUNT(bones); k++)
        size = fmax(size, hypot(p[bones[k][0]].x - p[bones[k][1]].x, p[bones[k][0]].y - p[bones[k][1]].y) / 0.85);
    return isfinite(size) ? size : 0;
}

static void shake(shaking *s, chance *c, lumbar_frame *f)
{
    lumbar_point filler = filler_of(f);
    double size = size_of(f), time = isnan(s->last_s) ? 0 : f->time_s - s->last_s;
    double slow_left = exp(-time / SLOW_LASTS_S), quick_left = exp(-time / QUICK_LASTS_S);
    double slow_new = sqrt(1 - slow_left * slow_left), quick_new = sqrt(1 - quick_left * quick_left);
    s->last_s = f->time_s;
    double error[LUMBAR_POINT_COUNT][WAYS], tie;
    for (int place = 0; place < LUMBAR_POINT_COUNT; place++) {
        int p = point_at(place), with = errs_with(p, &tie);
        double by[WAYS], noise = lumbar_point_noise(f->points[p].confidence) * s->factor[p];
        for (int w = 0; w < WAYS; w++) {
            double *slow = &s->slow[p][w], *quick = &s->quick[p][w];
            *slow = slow_left * *slow + slow_new * normal(c);
            *quick = quick_left * *quick + quick_new * normal(c);
            error[p][w] = sqrt(SLOW) * *slow + sqrt(QUICK) * *quick + sqrt(1 - SLOW - QUICK) * normal(c);
            if (with >= 0) error[p][w] = tie * error[with][w] + sqrt(1 - tie * tie) * error[p][w];
            by[w] = noise * error[p][w];
        }
        if (!is_place(&f->points[p], filler)) continue;
        f->points[p].x += (float)(by[0] * size);
        f->points[p].y += (float)(by[1] * size);
        f->world[p][0] += (float)(by[2] * WORLD_ACROSS);
        f->world[p][1] += (float)(by[3] * WORLD_ACROSS);
        f->world[p][2] += (float)(by[4] * WORLD_ALONG);
    }
}

/* ---- mirror, exchange ---------------------------------------------------------------------------------- */

/* The point of the other side: the list of points gives pairs one after the other, but for the eyes and the nose. */
static int partner(int p)
{
    if (p == LUMBAR_NOSE) return p;
    if (p <= LUMBAR_RIGHT_EYE_OUTER) return p < LUMBAR_RIGHT_EYE_INNER ? p + 3 : p - 3;
    return p % 2 ? p + 1 : p - 1;
}

static void exchange_sides(lumbar_frame *f, int first, int last)
{
    for (int p = first; p <= last; p++) {
        int q = partner(p);
        if (q < p) continue;
        lumbar_point point = f->points[p];
        f->points[p] = f->points[q];
        f->points[q] = point;
        float world[3];
        memcpy(world, f->world[p], sizeof world);
        memcpy(f->world[p], f->world[q], sizeof world);
        memcpy(f->world[q], world, sizeof world);
    }
}

static bool mirror(lumbar_arena *arena, float width, lumbar_frame *f)
{
    lumbar_outline_point *outline = LUMBAR_NEW_ARRAY(arena, lumbar_outline_point, f->outline_count);
    lumbar_point filler = filler_of(f);
    if (!outline) return false;
    exchange_sides(f, 0, LUMBAR_POINT_COUNT - 1);
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
        if (is_place(&f->points[p], filler)) f->points[p].x = width - f->points[p].x;
        f->world[p][0] = -f->world[p][0];
    }
    for (size_t i = 0; i < f->outline_count; i++) { /* still clockwise */
        outline[i] = f->outline[f->outline_count - 1 - i];
        outline[i].x = width - outline[i].x;
    }
    f->outline = outline;
    return true;
}

/* Head and feet exchanged, as the network does it: the body turned by a half about its middle. */
static void turn_round(lumbar_frame *f)
{
    const lumbar_point *p = f->points, filler = filler_of(f);
    float x = (p[LUMBAR_NOSE].x + p[LUMBAR_LEFT_ANKLE].x + p[LUMBAR_RIGHT_ANKLE].x) / 3,
          y = (p[LUMBAR_NOSE].y + p[LUMBAR_LEFT_ANKLE].y + p[LUMBAR_RIGHT_ANKLE].y) / 3;
    for (int k = 0; k < LUMBAR_POINT_COUNT; k++) {
        if (!is_place(&p[k], filler)) continue;
        f->points[k].x = 2 * x - f->points[k].x;
        f->points[k].y = 2 * y - f->points[k].y;
        f->world[k][0] = -f->world[k][0];
        f->world[k][1] = -f->world[k][1];
    }
}

/* Whether the next frame is within a stretch of so many frames in a hundred that begin one; *left counts them down. */
static bool within(chance *c, double begins, int *left)
{
    if (!*left && share(c) < begins) *left = 1 + (int)(share(c) * share(c) * LONGEST);
    return *left && (*left)--;
}

/* ---- a look -------------------------------------------------------------------------------------------- */

size_t lumbar_again_count(const lumbar_pose *pose)
{
    if (!pose->timed || pose->frame_count < FEW) return 0;
    size_t most = FRAMES / pose->frame_count / 2 * 2;
    return most < LUMBAR_LOOKS_MOST ? most : LUMBAR_LOOKS_MOST;
}

static bool left_out(const disturbance *how, const lumbar_pose *pose, size_t i)
{
    double time = pose->frames[i].time_s;
    if (how->late && time - pose->frames[0].time_s < LATE_S) return true;
    return how->halved && i % 2 != how->phase && i && i + 1 < pose->frame_count &&
           pose->frames[i + 1].time_s - pose->frames[i - 1].time_s < SLOW_S;
}

/* The same points to the last digit: an earlier value was written on. */
static bool is_held(const lumbar_pose *pose, size_t i)
{
    return i && !memcmp(pose->frames[i].points, pose->frames[i - 1].points, sizeof pose->frames[i].points);
}

const lumbar_pose *lumbar_again(lumbar_arena *arena, const lumbar_pose *pose, size_t which)
{
    const disturbance *how = &LOOKS[which / 2];
    lumbar_pose *again = LUMBAR_NEW(arena, lumbar_pose);
    lumbar_frame *frames = LUMBAR_NEW_ARRAY(arena, lumbar_frame, pose->frame_count);
    shaking *s = LUMBAR_NEW(arena, shaking);
    chance c = {which / 2 + 1};
    int lost = 0, misread = 0, exchanged = 0;
    size_t count = 0;
    if (!again || !frames || !s) return NULL;
    begin_shaking(s, &c);
    for (size_t i = 0; i < pose->frame_count; i++) {
        if (left_out(how, pose, i) || (how->lossy && within(&c, LOST, &lost))) continue;
        lumbar_frame *f = &frames[count++];
        *f = pose->frames[i];
        if (!f->person) continue;
        if (is_held(pose, i) && count > 1) {
            memcpy(f->points, f[-1].points, sizeof f->points);
            memcpy(f->world, f[-1].world, sizeof f->world);
            continue;
        }
        if (which % 2 && !mirror(arena, (float)pose->width, f)) return NULL;
        shake(s, &c, f);
        if (how->misread && within(&c, MISREAD, &misread)) turn_round(f);
        if (how->misread && within(&c, EXCHANGED, &exchanged))
            exchange_sides(f, LUMBAR_LEFT_HIP, LUMBAR_RIGHT_FOOT_INDEX);
    }
    *again = *pose;
    again->frames = frames;
    again->frame_count = count;
    return again;
}
