/* What the rules ask of a whole set, read once for each set and not for each of its repetitions. */
#include <math.h>
#include <string.h>
#include "seen/seen.h"

/* Who moves no further than a few degrees in this time, in s, lies still: as the reference of the back's
 * curve. */
static const double STILL = 0.3;

/* A rest is looked for so long before and after a set, in s: own choice, longer than one stays on the mat. */
static const double REST_NEAR = 300;

static double usual_size(const lumbar_bout *bout, float *room)
{
    for (size_t i = 0; i < bout->count; i++) room[i] = (float)bout->reps[i].size;
    return lumbar_quantile(room, 0, bout->count, 0.5);
}

/* The lower back's bend while one lies still outside the set, NaN where that was not filmed for long enough. */
static double lying_rest(const lumbar_bout *bout, float *room)
{
    const lumbar_stretch *s = bout->stretch;
    const float *trunk = s->signal[LUMBAR_TRUNK], *leg = s->signal[LUMBAR_LEG];
    size_t n = 0, step = (size_t)(STILL / s->step_s), near = (size_t)(REST_NEAR / s->step_s),
           from = bout->reps[0].start, to = bout->reps[bout->count - 1].end;
    double low = lumbar_quantile(trunk, from, to + 1, 0.1);
    for (size_t g = from > near + step ? from - near : step; g < s->count && g <= to + near; g++) {
        if (g >= from && g - step <= to) continue;
        bool still = fabsf(trunk[g] - trunk[g - step]) < 4 * DEGREE && fabsf(leg[g] - leg[g - step]) < 6 * DEGREE;
        if (still && s->posture[g] == LUMBAR_ON_BACK && trunk[g] < low + 10 * DEGREE &&
            !isnan(s->signal[LUMBAR_LUMBAR][g]))
            room[n++] = s->signal[LUMBAR_LUMBAR][g];
    }
    return n >= step ? lumbar_quantile(room, 0, n, 0.5) : NAN;
}

/* The largest whole repetition of an exercise within one uncut stretch, and how many there are: for the sets from
 * `first` on that do not know it yet. Sets of one stretch follow one another. */
static void find_largest(const lumbar_movement *m, size_t first, lumbar_facts *facts)
{
    const lumbar_bout *bouts = m->bouts;
    double largest = 0;
    size_t alike = 0, end = first;
    for (; end < m->bout_count && bouts[end].stretch == bouts[first].stretch; end++)
        for (size_t i = 0; bouts[end].exercise == bouts[first].exercise && i < bouts[end].count; i++) {
            if (bouts[end].reps[i].cut) continue;
            largest = fmax(largest, bouts[end].reps[i].size);
            alike++;
        }
    for (size_t b = first; b < end; b++)
        if (bouts[b].exercise == bouts[first].exercise) {
            facts[b].largest = largest;
            facts[b].alike = alike;
            facts[b].counted = true;
        }
}

/* Where nobody told what was meant: what goes on as another (crunches as sit-ups), if most repetitions are, and the
 * others stand clear of them. */
static bool curls_were_meant(const lumbar_seeing *seeing)
{
    double largest_curl = -INFINITY, smallest_rise = INFINITY;
    size_t curls = 0, rises = 0;
    const lumbar_exercise *fuller = NULL;
    for (size_t b = 0; b < seeing->motion->bout_count && !fuller; b++)
        fuller = seeing->motion->bouts[b].exercise->fuller;
    for (size_t b = 0; fuller && b < seeing->motion->bout_count; b++) {
        const lumbar_bout *bout = &seeing->motion->bouts[b];
        bool curl = bout->exercise->fuller == fuller;
        if (!curl && !lumbar_exercise_is(bout->exercise, fuller)) continue;
        for (size_t i = 0; i < bout->count; i++) {
            double top = bout->reps[i].traits.trunk_top;
            if (curl) largest_curl = fmax(largest_curl, top);
            else smallest_rise = fmin(smallest_rise, top);
        }
        *(curl ? &curls : &rises) += bout->count;
    }
    return curls >= 2 && curls > rises && (!rises || smallest_rise - largest_curl >= seeing->limits->range_apart);
}

bool lumbar_read_facts(lumbar_seeing *seeing)
{
    const lumbar_movement *m = seeing->motion;
    size_t longest = 0;
    for (size_t i = 0; i < m->stretch_count; i++)
        if (m->stretches[i].count > longest) longest = m->stretches[i].count;
    /* no set has more repetitions than its stretch has places */
    float *room = LUMBAR_NEW_ARRAY(seeing->arena, float, longest);
    seeing->facts = LUMBAR_NEW_ARRAY(seeing->arena, lumbar_facts, m->bout_count);
    if (!room || !seeing->facts) return false;
    for (size_t b = 0; b < m->bout_count; b++) {
        lumbar_facts *facts = &seeing->facts[b];
        facts->usual_size = usual_size(&m->bouts[b], room);
        facts->lying_rest = m->bouts[b].stretch->lumbar_share < 0.5 ? NAN : lying_rest(&m->bouts[b], room);
        if (!facts->counted) find_largest(m, b, seeing->facts);
    }
    seeing->curls_meant = curls_were_meant(seeing);
    return true;
}

const lumbar_facts *lumbar_facts_of(const lumbar_seeing *seeing, const lumbar_bout *bout)
{
    return &seeing->facts[bout - seeing->motion->bouts];
}
