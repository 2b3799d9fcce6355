/* Repetitions: there-and-back excursions of one driving signal, with hysteresis. Settling, getting into
 * position, standing up and talking are none: they go one way only, or are small beside the others.
 * Shares that stand here are our own choice, for the reason beside them. */
#include <math.h>
#include "motion/exercise.h"

static double value(const lumbar_driver *d, size_t g) { return d->sign * d->signal[g]; }

/* From the top towards a low until the signal has come down to a level. Where one low is far deeper than the other, the
 * other's level: there the repetition meets what led up to it or follows, such as the legs' way up from the floor. */
static size_t meet(const lumbar_driver *d, size_t top, size_t low, double level)
{
    size_t g = top;
    while (g != low && !(value(d, g) <= level)) g = low < top ? g - 1 : g + 1;
    return g;
}

/* Where a tenth of the rise is left: there the repetition starts or ends. */
static size_t foot_of(const lumbar_driver *d, size_t top, size_t low)
{
    return meet(d, top, low, value(d, low) + 0.1 * (value(d, top) - value(d, low)));
}

typedef struct list {
    lumbar_rep *reps; /* [count] */
    size_t count;
} list;

/* Adds low - high - low as a repetition if it lasts long enough. A way that is
 * under way at an end of the recording may only be cut there. */
static void add_rep(const lumbar_driver *d, const size_t turns[3], double least_s, list *found)
{
    size_t low1 = turns[0], top = turns[1], low2 = turns[2];
    const size_t near = (size_t)(0.2 / d->step_s);
    double up = value(d, top) - value(d, low1), down = value(d, top) - value(d, low2);
    bool uneven = fmax(up, down) > 2 * fmin(up, down);
    if (uneven) {
        if (foot_of(d, top, low1) <= near || foot_of(d, top, low2) + near + 1 >= d->count)
            return; /* the other way there is not seen */
        if (up > down) low1 = meet(d, top, low1, value(d, low2));
        if (down > up) low2 = meet(d, top, low2, value(d, low1));
    }
    size_t start = foot_of(d, top, low1), end = foot_of(d, top, low2);
    if ((double)(end - start) * d->step_s < least_s || (double)(end - start) * d->step_s > 30) return;
    found->reps[found->count++] =
        (lumbar_rep){.start = start, .top = top, .end = end, .size = fmin(up, down), .cut = uneven};
}

/* Drops a dip between two tops that is shallow beside them: one repetition with a wobble. Turns alternate
 * low, high, low. What lies before place `i` is settled and stands at the front; the rest stands `gap` places further
 * on. */
static size_t drop_wobbles(const lumbar_driver *d, size_t *turns, size_t count, double dip_share)
{
    size_t i = 2, gap = 0;
    while (i + 2 + gap < count) { /* the turn at i is a low between the highs i - 1 and i + 1 */
        size_t low = turns[i + gap], after = turns[i + 1 + gap], end = turns[i + 2 + gap];
        double lower_top = fmin(value(d, turns[i - 1]), value(d, after));
        double base = fmin(value(d, turns[i - 2]), value(d, end));
        if (lower_top - value(d, low) >= dip_share * (lower_top - base)) {
            turns[i] = low;
            turns[i + 1] = after;
            i += 2;
            continue;
        }
        if (value(d, turns[i - 1]) < value(d, after)) turns[i - 1] = after;
        gap += 2;
        if (i > 2) {
            i -= 2;
            turns[i + 1 + gap] = turns[i + 1];
            turns[i + gap] = turns[i];
        }
    }
    for (; i + gap < count; i++) turns[i] = turns[i + gap];
    return count - gap;
}

/* ---- repetitions that an end of the recording cuts ----------------------------------------------------- */

/* What whole repetitions look like, and their room. */
typedef struct usual {
    double size;
    size_t steps; /* from start to end */
} usual;

static usual usual_of(lumbar_arena *arena, const list *found)
{
    const lumbar_rep *reps = found->reps;
    size_t count = found->count;
    usual u = {NAN, 0};
    float *room = count < 2 ? NULL : LUMBAR_NEW_ARRAY(arena, float, count); /* one alone says nothing */
    if (!room) return u;
    for (size_t i = 0; i < count; i++) room[i] = (float)reps[i].size;
    u.size = lumbar_quantile(room, 0, count, 0.5);
    for (size_t i = 0; i < count; i++) room[i] = (float)(reps[i].end - reps[i].start);
    u.steps = (size_t)lumbar_quantile(room, 0, count, 0.5);
    return u;
}

/* Half of a repetition, with the recording's end beyond its top. */
typedef struct half {
    size_t low, top, edge;
    bool moves; /* at the edge the body is under way again */
} half;

/* The half that is seen is as large and as quick as the whole ones. At the edge the body moves, or is at the top but
 * not for long: who sits before lying down stays there. */
static bool cut_short(const lumbar_driver *d, usual u, half h)
{
    double size = value(d, h.top) - value(d, h.low), level = value(d, h.low) + 0.9 * size;
    size_t foot = foot_of(d, h.top, h.low), flank = foot > h.top ? foot - h.top : h.top - foot, at = foot;
    while (at != h.edge && !(value(d, at) >= level)) at = h.edge < at ? at - 1 : at + 1;
    size_t stay = at > h.edge ? at - h.edge : h.edge - at;
    return size >= (h.moves ? 0.7 : 0.85) * u.size && size <= 1.4 * u.size && flank <= u.steps &&
           stay <= (h.moves ? u.steps : u.steps / 2);
}

/* One that was cut out of a longer way counts if it is hardly smaller than whole ones; then it is whole too. */
static void settle_uneven(lumbar_arena *arena, list *found)
{
    size_t count = found->count;
    double whole = usual_of(arena, found).size;
    found->count = 0;
    for (size_t i = 0; i < count; i++) {
        if (found->reps[i].cut && !(found->reps[i].size >= 0.6 * whole)) continue;
        found->reps[found->count] = found->reps[i];
        found->reps[found->count++].cut = false;
    }
}

static void add_last(const lumbar_driver *d, usual u, const lumbar_turns *turns, list *found)
{
    size_t near = (size_t)(0.2 / d->step_s), last = d->count - 1, count = turns->count;
    while (last > 0 && isnan(d->signal[last])) last--;
    bool high_last = (count % 2 == 1) == turns->high_first, falling = !high_last && turns->at[count - 1] + near >= last;
    size_t top = turns->at[count - (high_last ? 1 : 2)], low = turns->at[count - (high_last ? 2 : 3)];
    if (top <= found->reps[found->count - 1].end || !(high_last || falling)) return;
    if (!cut_short(d, u, (half){low, top, last, falling})) return;
    found->reps[found->count++] = (lumbar_rep){
        .start = foot_of(d, top, low), .top = top, .end = last, .size = value(d, top) - value(d, low), .cut = true};
}

static void add_first(const lumbar_driver *d, usual u, const lumbar_turns *turns, list *found)
{
    size_t near = (size_t)(0.2 / d->step_s), first = 0;
    while (first + 1 < d->count && isnan(d->signal[first])) first++;
    size_t top = turns->at[turns->high_first ? 0 : 1], low = turns->at[turns->high_first ? 1 : 2];
    bool rising = !turns->high_first && turns->at[0] <= first + near;
    if (top >= found->reps[0].start || !(turns->high_first || rising)) return;
    if (!cut_short(d, u, (half){low, top, first, rising})) return;
    for (size_t i = found->count++; i > 0; i--) found->reps[i] = found->reps[i - 1];
    found->reps[0] = (lumbar_rep){
        .start = first, .top = top, .end = foot_of(d, top, low), .size = value(d, top) - value(d, low), .cut = true};
}

size_t lumbar_find_reps(lumbar_arena *arena, const lumbar_driver *d, const lumbar_motion_limits *limits,
                        lumbar_rep **reps)
{
    lumbar_arena *scratch = lumbar_arena_new();
    lumbar_turns turns = {0};
    if (scratch) turns = lumbar_turns_of(scratch, d->signal, d->count, d->least);
    if (d->sign < 0) turns.high_first = !turns.high_first;
    size_t low = turns.high_first ? 1 : 0;
    if (turns.count > low) turns.count = low + drop_wobbles(d, turns.at + low, turns.count - low, limits->rep_dip);
    list found = {.reps = LUMBAR_NEW_ARRAY(arena, lumbar_rep, turns.count / 2 + 3)};
    for (size_t i = low; found.reps && i + 2 < turns.count; i += 2)
        add_rep(d, turns.at + i, limits->rep_least_s, &found);
    if (found.reps) settle_uneven(arena, &found);
    if (found.count && !d->turns && turns.count >= 3) {
        usual u = usual_of(arena, &found);
        if (!isnan(u.size)) add_last(d, u, &turns, &found);
        if (!isnan(u.size) && d->opens) add_first(d, u, &turns, &found);
    }
    lumbar_scratch_free(arena, scratch);
    *reps = found.reps;
    return found.count;
}
