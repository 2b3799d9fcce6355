/* Which way up the picture is. It is taken as it stands unless a body lies on a floor that is elsewhere: what a turned
 * one would show plays no part. Shares and lengths (in trunk lengths) that stand here are our own choice, for the
 * reason beside them. */
#include <math.h>
#include "motion/body.h"

enum { HEAD, SHOULDERS, ELBOWS, WRISTS, HIPS, KNEES, ANKLES, PARTS };
static const int PAIRS[PARTS][2] = {
    [HEAD] = {LUMBAR_LEFT_EAR, LUMBAR_RIGHT_EAR},       [SHOULDERS] = {LUMBAR_LEFT_SHOULDER, LUMBAR_RIGHT_SHOULDER},
    [ELBOWS] = {LUMBAR_LEFT_ELBOW, LUMBAR_RIGHT_ELBOW}, [WRISTS] = {LUMBAR_LEFT_WRIST, LUMBAR_RIGHT_WRIST},
    [HIPS] = {LUMBAR_LEFT_HIP, LUMBAR_RIGHT_HIP},       [KNEES] = {LUMBAR_LEFT_KNEE, LUMBAR_RIGHT_KNEE},
    [ANKLES] = {LUMBAR_LEFT_ANKLE, LUMBAR_RIGHT_ANKLE}};

/* Order statistics of one part's place, in trunk lengths. */
typedef struct spread {
    double low, middle, high; /* a tenth, a half, nine tenths */
} spread;

/* A stretch as it would stand in the picture, turned anticlockwise. */
typedef struct turned {
    const lumbar_stretch *stretch;
    double cos, sin; /* of the turn */
    float *room;     /* [count] */
} turned;

static turned turned_by(const lumbar_stretch *s, double angle, float *room)
{
    return (turned){s, cos(angle), sin(angle), room};
}

static lumbar_motion_vec place(const turned *t, int part, size_t g)
{
    lumbar_motion_vec p = lumbar_middle(t->stretch, PAIRS[part][0], PAIRS[part][1], g);
    double x = p.x / t->stretch->trunk_length, y = p.y / t->stretch->trunk_length;
    return (lumbar_motion_vec){t->cos * x - t->sin * y, t->sin * x + t->cos * y};
}

static spread spread_of(const turned *t)
{
    size_t n = t->stretch->count;
    return (spread){lumbar_quantile(t->room, 0, n, 0.1), lumbar_quantile(t->room, 0, n, 0.5),
                    lumbar_quantile(t->room, 0, n, 0.9)};
}

static spread height_of(const turned *t, int part)
{
    for (size_t g = 0; g < t->stretch->count; g++) t->room[g] = (float)place(t, part, g).y;
    return spread_of(t);
}

static spread along_of(const turned *t, int part)
{
    for (size_t g = 0; g < t->stretch->count; g++) t->room[g] = (float)place(t, part, g).x;
    return spread_of(t);
}

/* How far up one part is from another. */
static spread above(const turned *t, int part, int other)
{
    for (size_t g = 0; g < t->stretch->count; g++) t->room[g] = (float)(place(t, part, g).y - place(t, other, g).y);
    return spread_of(t);
}

/* The lower or (sign 1) the upper end of the body. */
static spread end_of(const turned *t, double sign)
{
    for (size_t g = 0; g < t->stretch->count; g++) {
        double most = NAN;
        for (int k = 0; k < PARTS; k++) most = fmax(most, sign * place(t, k, g).y);
        t->room[g] = (float)(sign * most);
    }
    return spread_of(t);
}

/* Whether a part stays at the lower end: 0.2 is twice what a part at rest wanders, and the hip's joint lies as far over
 * the floor as the ankle and a little more. */
static bool rests(const turned *t, int part, double floor)
{
    spread at = height_of(t, part);
    return at.high - at.low < 0.2 && at.middle - floor < 0.35;
}

/* Whether it is there some of the time, as shoulders are between two crunches. */
static bool touches(const turned *t, int part, double floor) { return height_of(t, part).low - floor < 0.35; }

/* How far the part goes that goes furthest. */
static double furthest(const turned *t)
{
    double most = 0;
    for (int k = 0; k < PARTS; k++) {
        spread up = height_of(t, k), along = along_of(t, k);
        most = fmax(most, fmax(up.high - up.low, along.high - along.low));
    }
    return most;
}

/* How a body lies with the hips on the floor and others beside them. */
typedef struct contact {
    bool hips;       /* they stay there */
    bool head, feet; /* something touches the floor well towards the head, or the feet */
    int resting;     /* how many parts stay there, hips included */
    bool rises;      /* the upper end goes up and down, and the lower one does not */
} contact;

static contact contact_of(const turned *t)
{
    spread low = end_of(t, -1), high = end_of(t, 1);
    double floor = low.middle, hips = along_of(t, HIPS).middle, way = along_of(t, SHOULDERS).middle - hips;
    contact c = {.hips = rests(t, HIPS, floor),
                 .rises = high.high - high.low > 0.33 && high.high - high.low > 2 * (low.high - low.low)};
    for (int k = 0; k < PARTS; k++) {
        double beside = along_of(t, k).middle - hips;
        c.resting += rests(t, k, floor);
        if (fabs(beside) > 0.5 && touches(t, k, floor)) *(beside * way > 0 ? &c.head : &c.feet) = true;
    }
    return c;
}

/* Hips on the floor and others well beside them, while the upper end goes up and down; or most of the body on it, while
 * something moves. */
static bool lies(const turned *t)
{
    contact c = contact_of(t);
    return c.hips && (c.head || c.feet) && (c.rises || (c.resting >= 4 && furthest(t) > 0.33));
}

/* On its feet at least a fifth of the time: a leg reaches down by more than a bent one can that lies. The legs are 1.7
 * long. */
static bool stands(const turned *t)
{
    spread hips = above(t, HIPS, ANKLES);
    return hips.high > 1.2 && above(t, SHOULDERS, HIPS).high > 0.5;
}

/* Hips and feet on the floor all the time, and the shoulders well over them. */
static bool sits(const turned *t)
{
    double floor = end_of(t, -1).middle;
    return rests(t, HIPS, floor) && rests(t, ANKLES, floor) && above(t, SHOULDERS, HIPS).low > 0.5;
}

/* Hanging by the hands with the head below the hips nearly all the time and the feet above them: from what? */
static bool hangs_in_air(const turned *t)
{
    return above(t, SHOULDERS, HIPS).high < -0.5 && above(t, ANKLES, HIPS).middle > -0.35 &&
           above(t, WRISTS, HEAD).high < -0.35;
}

/* The one way up, in quarter turns anticlockwise, on which this stretch insists; -1 where it does not. On its side a
 * body that lies looks much like one that stands or sits: so its feet must rest on that floor too, unless its head
 * hangs. */
static int insists(const lumbar_stretch *s, float *room)
{
    const turned as_is = turned_by(s, 0, room), over = turned_by(s, M_PI, room);
    double head = above(&as_is, SHOULDERS, HIPS).middle;
    int found = -1;
    if (stands(&as_is) || lies(&as_is)) return 0;
    if (hangs_in_air(&as_is) || sits(&over) || (lies(&over) && head < 0.5)) return 2;
    for (int quarters = 1; quarters < 4; quarters += 2) {
        const turned side = turned_by(s, quarters * M_PI / 2, room);
        bool feet = rests(&side, ANKLES, end_of(&side, -1).middle);
        if (lies(&side) && (feet || head < -0.5)) found = found < 0 ? quarters : 0;
    }
    return found;
}

bool lumbar_lies_on(const lumbar_stretch *s, double slope, float *room)
{
    const turned t = turned_by(s, -slope, room);
    contact c = contact_of(&t);
    /* long enough to be more than a moment of something else */
    return (double)s->count * s->step_s > 2 && c.hips && c.head && c.feet && c.resting >= 3;
}

int lumbar_motion_upright(const lumbar_movement *motion, float *room)
{
    double time[4] = {0}, all = 0;
    for (size_t i = 0; i < motion->stretch_count; i++) {
        const lumbar_stretch *s = &motion->stretches[i];
        double seconds = (double)s->count * s->step_s;
        int way = isnan(s->trunk_length) || s->view == LUMBAR_VIEW_FRONT ? -1 : insists(s, room);
        all += seconds;
        if (way >= 0) time[way] += seconds;
    }
    int best = 0;
    for (int way = 1; way < 4; way++)
        if (time[way] > time[best]) best = way;
    /* long enough to be more than one repetition, and most of the recording */
    return best && time[0] == 0 && time[best] > 2 && 2 * time[best] > all ? best : 0;
}
