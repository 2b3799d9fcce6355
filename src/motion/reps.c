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

/* Adds low - high - low as a repetition if it lasts long enough. A way that is
 * under way at an end of the recording may only be cut there. */
static void add_rep(const lumbar_driver *d, size_t low1, size_t top, size_t low2, double least_s, lumbar_rep *reps,
                    size_t *count)
{
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
    reps[(*count)++] = (lumbar_rep){.start = start, .top = top, .end = end, .size = fmin(up, down), .cut = uneven};
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

static usual usual_of(lumbar_arena *arena, const lumbar_rep *reps, size_t count)
{
    usual u = {NAN, 0};
    float *room = count < 2 ? NULL : LUMBAR_NEW_ARRAY(arena, float, count); /* one alone says nothing */
    if (!room) return u;
    for (size_t i = 0; i < count; i++) room[i] = (float)reps[i].size;
    u.size = lumbar_quantile(room, 0, count, 0.5);
    for (size_t i = 0; i < count; i++) room[i] = (float)(reps[i].end - reps[i].start);
    u.steps = (size_t)lumbar_quantile(room, 0, count, 0.5);
    return u;
}

/* The half that is seen, from `low` to `top` with the recording's end `edge` beyond the top, is as large and
 * as quick as the whole ones. At the edge the body is under way again (`moves`), or at the top but not for
 * long: who sits before lying down stays there. */
static bool cut_short(const lumbar_driver *d, usual u, size_t low, size_t top, size_t edge, bool moves)
{
    double size = value(d, top) - value(d, low), level = value(d, low) + 0.9 * size;
    size_t foot = foot_of(d, top, low), flank = foot > top ? foot - top : top - foot, at = foot;
    while (at != edge && !(value(d, at) >= level)) at = edge < at ? at - 1 : at + 1;
    size_t stay = at > edge ? at - edge : edge - at;
    return size >= (moves ? 0.7 : 0.85) * u.size && size <= 1.4 * u.size && flank <= u.steps &&
           stay <= (moves ? u.steps : u.steps / 2);
}

/* One that was cut out of a longer way counts if it is hardly smaller than whole ones; then it is whole too. */
static size_t settle_uneven(lumbar_arena *arena, lumbar_rep *reps, size_t count)
{
    size_t kept = 0;
    double whole = usual_of(arena, reps, count).size;
    for (size_t i = 0; i < count; i++) {
        if (reps[i].cut && !(reps[i].size >= 0.6 * whole)) continue;
        reps[kept] = reps[i];
        reps[kept++].cut = false;
    }
    return kept;
}

/* Turns begin with a high one where `high_first`. */
static void add_cut_reps(const lumbar_driver *d, usual u, const size_t *turns, size_t count, bool high_first,
                         lumbar_rep *reps, size_t *found)
{
    size_t near = (size_t)(0.2 / d->step_s), last = d->count - 1;
    while (last > 0 && isnan(d->signal[last])) last--;
    bool high_last = (count % 2 == 1) == high_first;
    if (isnan(u.size) || count < 3) return;
    size_t top = turns[count - (high_last ? 1 : 2)], low = turns[count - (high_last ? 2 : 3)];
    bool falling = !high_last && turns[count - 1] + near >= last;
    if (top > reps[*found - 1].end && (high_last || falling) && cut_short(d, u, low, top, last, falling))
        reps[(*found)++] = (lumbar_rep){
            .start = foot_of(d, top, low), .top = top, .end = last, .size = value(d, top) - value(d, low), .cut = true};
    if (!d->opens) return;
    size_t first = 0;
    while (first < last && isnan(d->signal[first])) first++;
    top = turns[high_first ? 0 : 1];
    low = turns[high_first ? 1 : 2];
    bool rising = !high_first && turns[0] <= first + near;
    if (top >= reps[0].start || !(high_first || rising) || !cut_short(d, u, low, top, first, rising)) return;
    for (size_t i = (*found)++; i > 0; i--) reps[i] = reps[i - 1];
    reps[0] = (lumbar_rep){
        .start = first, .top = top, .end = foot_of(d, top, low), .size = value(d, top) - value(d, low), .cut = true};
}

size_t lumbar_find_reps(lumbar_arena *arena, const lumbar_driver *d, const lumbar_motion_limits *limits,
                        lumbar_rep **reps)
{
    size_t most = d->count + 2, found = 0;
    lumbar_arena *scratch = lumbar_arena_new();
    size_t *turns = scratch ? LUMBAR_NEW_ARRAY(scratch, size_t, most) : NULL;
    bool first_high = false;
    *reps = NULL;
    size_t count = turns ? lumbar_turns(d->signal, 0, d->count, d->least, turns, most, &first_high) : 0;
    if (d->sign < 0) first_high = !first_high;
    size_t low = first_high ? 1 : 0;
    if (count > low) count = low + drop_wobbles(d, turns + low, count - low, limits->rep_dip);
    *reps = LUMBAR_NEW_ARRAY(arena, lumbar_rep, count / 2 + 3);
    for (size_t i = low; *reps && i + 2 < count; i += 2)
        add_rep(d, turns[i], turns[i + 1], turns[i + 2], limits->rep_least_s, *reps, &found);
    if (*reps) found = settle_uneven(arena, *reps, found);
    if (*reps && found && !d->turns)
        add_cut_reps(d, usual_of(arena, *reps, found), turns, count, first_high, *reps, &found);
    lumbar_scratch_free(arena, scratch);
    return found;
}
