/* Where the side from which the body is seen changes for good: another camera without a hard cut, or the person turning
 * round. */
#include <math.h>
#include <string.h>
#include "motion/body.h"

/* Our own choices: s to either side, longer than anybody stays turned in a twist or a bicycle crunch, and most of it
 * seen; rad, a change of about twice the network's scatter; s between two changes. */
static const double REACH = 3, LEAST = 24 * M_PI / 180, STEADY = 12 * M_PI / 180, APART = 1, WHOLE = 0.8;
enum { FEWEST = 8 }; /* frames that tell a side: own choice, a third of a second */

/* How far shoulders and hips are turned into the picture, in the network's depth; NaN without it. */
static double turned(const lumbar_frame *f)
{
    static const int pairs[2][2] = {{LUMBAR_LEFT_SHOULDER, LUMBAR_RIGHT_SHOULDER}, {LUMBAR_LEFT_HIP, LUMBAR_RIGHT_HIP}};
    double sum = 0;
    for (int k = 0; k < 2; k++) {
        const float *l = f->world[pairs[k][0]], *r = f->world[pairs[k][1]];
        sum += atan2(hypot(l[0] - r[0], l[1] - r[1]), fabs(l[2] - r[2]));
    }
    return sum / 2;
}

/* Turns of the frames within some time, in order of size: it moves on through the recording. */
typedef struct side {
    const float *turns; /* of every frame; NaN where not known */
    float *sorted;      /* [count] */
    size_t count;
    size_t from, to; /* frames */
} side;

/* Where a value stands, or would stand. */
static size_t place_of(const side *s, float value)
{
    size_t low = 0, high = s->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (s->sorted[middle] < value) low = middle + 1;
        else high = middle;
    }
    return low;
}

static void take_in(side *s)
{
    float value = s->turns[s->to++];
    if (isnan(value)) return;
    size_t at = place_of(s, value);
    memmove(s->sorted + at + 1, s->sorted + at, (s->count++ - at) * sizeof value);
    s->sorted[at] = value;
}

static void let_go(side *s)
{
    float value = s->turns[s->from++];
    if (isnan(value)) return;
    size_t at = place_of(s, value);
    memmove(s->sorted + at, s->sorted + at + 1, (--s->count - at) * sizeof value);
}

static double share_of(const side *s, double share)
{
    return s->sorted[(size_t)(share * (double)(s->count - 1) + 0.5)];
}

static bool is_steady(const side *s) { return s->count >= FEWEST && share_of(s, 0.75) - share_of(s, 0.25) < STEADY; }

/* How suddenly the side changes at each frame; 0 where it does not. */
static void find_changes(const lumbar_pose *pose, const bool *used, side *before, side *after, double *change)
{
    const lumbar_frame *frames = pose->frames;
    for (size_t i = 0; i < pose->frame_count; i++) {
        double at = frames[i].time_s;
        while (before->to < i) take_in(before);
        while (before->from < i &&
               (frames[before->from].time_s < at - REACH || frames[before->from].segment != frames[i].segment))
            let_go(before);
        while (after->to <= i) take_in(after);
        while (after->to < pose->frame_count && frames[after->to].time_s < at + REACH &&
               frames[after->to].segment == frames[i].segment)
            take_in(after);
        while (after->from < i) let_go(after);
        if (!used[i] || !is_steady(before) || !is_steady(after)) continue;
        if (at - frames[before->from].time_s < WHOLE * REACH || frames[after->to - 1].time_s - at < WHOLE * REACH)
            continue;
        double by = fabs(share_of(after, 0.5) - share_of(before, 0.5));
        if (by > LEAST) change[i] = by;
    }
}

bool *lumbar_view_changes(lumbar_arena *arena, const lumbar_pose *pose, const bool *used)
{
    size_t count = pose->frame_count;
    float *turns = LUMBAR_NEW_ARRAY(arena, float, count);
    side before = {.turns = turns, .sorted = LUMBAR_NEW_ARRAY(arena, float, count)},
         after = {.turns = turns, .sorted = LUMBAR_NEW_ARRAY(arena, float, count)};
    double *change = LUMBAR_NEW_ARRAY(arena, double, count);
    bool *marks = LUMBAR_NEW_ARRAY(arena, bool, count);
    if (!turns || !before.sorted || !after.sorted || !change || !marks) return NULL;
    for (size_t i = 0; i < count; i++) turns[i] = used[i] ? (float)turned(&pose->frames[i]) : NAN;
    find_changes(pose, used, &before, &after, change);
    for (size_t i = 0; i < count; i++) { /* the largest within a while on either side */
        bool largest = change[i] > 0;
        double at = pose->frames[i].time_s;
        for (size_t k = i; largest && k-- > 0 && pose->frames[k].time_s > at - APART;) largest = change[k] < change[i];
        for (size_t k = i + 1; largest && k < count && pose->frames[k].time_s < at + APART; k++)
            largest = change[k] <= change[i];
        marks[i] = largest;
    }
    return marks;
}
