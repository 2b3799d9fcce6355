/* A claim is as sure as it is stable: of several looks at one recording, what most of them see. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "motion/exercise.h"
#include "seen/stand.h"

/* Own choices: a name stands that more looks give than not, a finding on which two of three agree: who is told of a
 * fault that is not there mends what was right. The recording as it is gives way to another look only where that is
 * nearer to all of them by a quarter and by a twentieth of the time: the others are noisier, and its ends of
 * repetitions are the truest. */
static const double NAME_LEAST = 0.5, FINDING_LEAST = 2.0 / 3, NEARER = 1.25, NEARER_TIME = 0.05;

/* Own choices: where a name is as sure as this in one set, a third of the looks is enough for it in another: people
 * mostly go on with what they do. Its confidence still is the share of the looks. */
static const double SURE_ELSEWHERE = 0.8, ELSEWHERE_LEAST = 1.0 / 3;

/* Own choice: of names that would be right less than once in four none is told. */
static const double TOLD_LEAST = 0.25;

/* ---- one look ------------------------------------------------------------------------------------------ */

static size_t place_of(const lumbar_stretch *s) { return (size_t)fmax(0, s->start_s / s->step_s + 0.5); }

static bool take_sets(lumbar_arena *arena, const lumbar_movement *motion, lumbar_glance *glance)
{
    glance->from = motion->stretch_count ? place_of(&motion->stretches[0]) : 0;
    glance->sets = LUMBAR_NEW_ARRAY(arena, lumbar_bout, motion->bout_count);
    for (size_t b = 0; glance->sets && b < motion->bout_count; b++) {
        const lumbar_bout *bout = &motion->bouts[b];
        size_t place = place_of(bout->stretch);
        lumbar_rep *reps = LUMBAR_NEW_ARRAY(arena, lumbar_rep, bout->count);
        if (!reps) return false;
        for (size_t i = 0; i < bout->count; i++) {
            reps[i] = bout->reps[i];
            reps[i].start += place;
            reps[i].top += place;
            reps[i].end += place;
        }
        glance->sets[b] = *bout;
        glance->sets[b].stretch = NULL;
        glance->sets[b].reps = reps;
    }
    glance->set_count = motion->bout_count;
    return glance->sets != NULL;
}

bool lumbar_take_glance(lumbar_arena *arena, const lumbar_seeing *look, lumbar_glance *glance)
{
    const lumbar_knowledge *k = look->knowledge;
    glance->states = LUMBAR_NEW_ARRAY(arena, int8_t, k->finding_count);
    if (!glance->states) return false;
    memset(glance->states, -1, k->finding_count);
    for (size_t i = 0; i < look->count; i++)
        glance->states[look->rows[i] - k->findings] = (int8_t)look->findings[i].state;
    return take_sets(arena, look->motion, glance);
}

/* ---- which look speaks for all ------------------------------------------------------------------------- */

enum { NAMES = 64 };

/* All looks, the recording as it is the first of them, moment by moment. */
typedef struct table {
    const lumbar_glance *looks[1 + LUMBAR_LOOKS_MOST];
    uint8_t *names[1 + LUMBAR_LOOKS_MOST]; /* [length] 0: no set; else a place in `known` */
    size_t look_count, length;
    const lumbar_exercise *known[NAMES];
    size_t known_count;
} table;

/* A short list of all names; what has no room there is told from nothing alone. */
static uint8_t number_of(table *t, const lumbar_exercise *name)
{
    for (size_t i = 1; i < t->known_count; i++)
        if (t->known[i] == name) return (uint8_t)i;
    if (t->known_count == NAMES) return NAMES - 1;
    t->known[t->known_count] = name;
    return (uint8_t)t->known_count++;
}

static size_t end_of(const lumbar_bout *set) { return set->reps[set->count - 1].end; }

static bool fill_table(lumbar_arena *arena, table *t)
{
    t->known_count = 1;
    for (size_t l = 0; l < t->look_count; l++)
        for (size_t b = 0; b < t->looks[l]->set_count; b++)
            if (end_of(&t->looks[l]->sets[b]) + 1 > t->length) t->length = end_of(&t->looks[l]->sets[b]) + 1;
    for (size_t l = 0; l < t->look_count; l++) {
        if (!(t->names[l] = LUMBAR_NEW_ARRAY(arena, uint8_t, t->length))) return false;
        for (size_t b = 0; b < t->looks[l]->set_count; b++) {
            const lumbar_bout *set = &t->looks[l]->sets[b];
            memset(t->names[l] + set->reps[0].start, number_of(t, set->exercise), end_of(set) + 1 - set->reps[0].start);
        }
        for (size_t b = 0; b < t->looks[l]->set_count; b++) { /* one set may have its repetitions in another's rests */
            const lumbar_bout *set = &t->looks[l]->sets[b];
            for (size_t i = 0; i < set->count; i++)
                memset(t->names[l] + set->reps[i].start, number_of(t, set->exercise),
                       set->reps[i].end + 1 - set->reps[i].start);
        }
    }
    return true;
}

/* A time in which at least one look sees a set: [from, to), whole sets of all of them. */
typedef struct episode {
    size_t from, to;
} episode;

static bool any_set(const table *t, size_t at)
{
    for (size_t l = 0; l < t->look_count; l++)
        if (t->names[l][at]) return true;
    return false;
}

static bool is_within(const lumbar_bout *set, const episode *e)
{
    return set->reps[0].start >= e->from && set->reps[0].start < e->to;
}

static size_t reps_in(const lumbar_glance *look, const episode *e)
{
    size_t count = 0;
    for (size_t b = 0; b < look->set_count; b++)
        if (is_within(&look->sets[b], e) && !look->sets[b].hold) count += look->sets[b].count;
    return count;
}

/* How far one look is from another, in moments: those that they name otherwise, and half of each repetition that one
 * has more. Of what the other could not see nothing is asked. */
static double away(const table *t, size_t look, size_t other, const episode *e)
{
    size_t moments = 0, reps = reps_in(t->looks[look], e), others = reps_in(t->looks[other], e);
    for (size_t at = e->from; at < e->to; at++)
        moments += t->names[look][at] != t->names[other][at] && at >= t->looks[other]->from;
    double most = (double)(reps > others ? reps : others), least = (double)(reps > others ? others : reps);
    return (double)moments + (most > 0 ? 0.5 * (double)(e->to - e->from) * (most - least) / most : 0);
}

/* The look that is nearest to all, the recording as it is before others. */
static size_t nearest(const table *t, const episode *e)
{
    size_t best = 0;
    double least = INFINITY;
    for (size_t l = 0; l < t->look_count; l++) {
        double sum = 0;
        for (size_t o = 0; o < t->look_count; o++) sum += away(t, l, o, e);
        if (!l) sum = sum / NEARER - NEARER_TIME * (double)((e->to - e->from) * t->look_count);
        if (sum < least) least = sum, best = l;
    }
    return best;
}

/* ---- its sets ------------------------------------------------------------------------------------------ */

/* Share of the looks, moment by moment of its repetitions, that give the set its name. */
static double support_of(const table *t, const lumbar_bout *set)
{
    uint8_t name = 0;
    while (name + 1u < t->known_count && (!name || t->known[name] != set->exercise)) name++;
    double sum = 0;
    size_t looks = 0;
    for (size_t l = 0; l < t->look_count; l++) {
        size_t all = 0, same = 0;
        for (size_t i = 0; i < set->count; i++)
            for (size_t at = set->reps[i].start; at <= set->reps[i].end; at++) {
                all += at >= t->looks[l]->from;
                same += at >= t->looks[l]->from && t->names[l][at] == name;
            }
        sum += all ? (double)same / (double)all : 0;
        looks += all > 0;
    }
    return looks ? sum / (double)looks : 0;
}

/* The stretch of the recording in which most of a set lies. */
static const lumbar_stretch *stretch_for(const lumbar_movement *motion, const lumbar_bout *set)
{
    const lumbar_stretch *best = NULL;
    size_t most = 0;
    for (size_t i = 0; i < motion->stretch_count; i++) {
        const lumbar_stretch *s = &motion->stretches[i];
        size_t from = place_of(s), to = from + s->count;
        if (from < set->reps[0].start) from = set->reps[0].start;
        if (to > end_of(set)) to = end_of(set);
        if (to > from && to - from > most) most = to - from, best = s;
    }
    return best;
}

/* A set of one look, as it stands in the recording; without repetitions where nothing of it is there. */
static bool place_set(const lumbar_seeing *seeing, const lumbar_bout *set, lumbar_bout *out)
{
    const lumbar_stretch *s = stretch_for(seeing->motion, set);
    size_t place = s ? place_of(s) : 0, kept = 0;
    *out = *set;
    out->stretch = s;
    out->reps = LUMBAR_NEW_ARRAY(seeing->arena, lumbar_rep, set->count);
    if (!out->reps) return false;
    for (size_t i = 0; s && i < set->count; i++) {
        lumbar_rep r = set->reps[i];
        if (r.end >= place + s->count && r.top < place + s->count) r.end = place + s->count - 1;
        if (r.start < place && r.top >= place) r.start = place;
        if (r.start < place || r.end >= place + s->count || r.end <= r.start) continue;
        r.start -= place;
        r.top -= place;
        r.end -= place;
        r.traits = lumbar_traits_of(s, r.start, r.end + 1);
        out->reps[kept++] = r;
    }
    out->count = kept;
    return true;
}

/* What is seen, but none of ours. */
static const lumbar_exercise *unnamed(const lumbar_knowledge *knowledge)
{
    size_t i = 0;
    while (i + 1 < lumbar_exercise_count(knowledge) && lumbar_exercise_at(knowledge, i)->judged) i++;
    return lumbar_exercise_at(knowledge, i);
}

/* The sets that are told, and the share of looks that bears each. */
typedef struct told_sets {
    lumbar_bout *sets;
    double *support;
    size_t count;
} told_sets;

static bool take_episode(const lumbar_seeing *seeing, const table *t, const episode *e, told_sets *told)
{
    const lumbar_glance *look = t->looks[nearest(t, e)];
    for (size_t b = 0; b < look->set_count; b++) {
        if (!is_within(&look->sets[b], e)) continue;
        lumbar_bout *set = &told->sets[told->count];
        double support = told->support[told->count] = support_of(t, &look->sets[b]);
        if (!place_set(seeing, &look->sets[b], set)) return false;
        set->confidence *= support;
        told->count += set->count > 0;
    }
    return true;
}

/* Takes its name from a set that too few looks give it. */
static void leave_unnamed(const lumbar_seeing *seeing, const told_sets *told)
{
    const lumbar_exercise *other = unnamed(seeing->knowledge);
    lumbar_bout *sets = told->sets;
    for (size_t i = 0; i < told->count; i++) {
        bool elsewhere = false;
        for (size_t k = 0; k < told->count; k++)
            elsewhere = elsewhere || (sets[k].exercise == sets[i].exercise && told->support[k] >= SURE_ELSEWHERE);
        if (told->support[i] < (elsewhere ? ELSEWHERE_LEAST : NAME_LEAST) || sets[i].confidence < TOLD_LEAST)
            sets[i].exercise = other;
    }
}

/* What has no name and lies between two repetitions of a set is how the person got from one to the next. */
static bool lies_between(const lumbar_bout *one, const lumbar_bout *set)
{
    return !one->exercise->judged && set->exercise->judged && one->stretch == set->stretch &&
           one->reps[0].start >= set->reps[0].start && one->reps[one->count - 1].end <= set->reps[set->count - 1].end;
}

/* Returns how many are left. */
static size_t leave_out_between(lumbar_bout *sets, size_t count)
{
    size_t left = 0;
    for (size_t i = 0; i < count; i++) {
        bool between = false;
        for (size_t k = 0; k < count; k++) between = between || lies_between(&sets[i], &sets[k]);
        if (!between) sets[left++] = sets[i];
    }
    return left;
}

bool lumbar_stand_sets(const lumbar_seeing *seeing, const lumbar_glances *glances, lumbar_movement *motion)
{
    lumbar_arena *arena = seeing->arena;
    lumbar_glance here = {0};
    table t = {.look_count = 1 + glances->count, .looks = {&here}};
    size_t most = motion->bout_count;
    if (!glances->count) return true;
    if (!take_sets(arena, motion, &here)) return false;
    for (size_t l = 0; l < glances->count; l++) {
        t.looks[1 + l] = &glances->list[l];
        most += glances->list[l].set_count;
    }
    told_sets told = {LUMBAR_NEW_ARRAY(arena, lumbar_bout, most), LUMBAR_NEW_ARRAY(arena, double, most), 0};
    if (!told.sets || !told.support || !fill_table(arena, &t)) return false;
    for (episode e = {0, 0}; e.from < t.length; e.from = e.to + 1) {
        for (e.to = e.from; e.to < t.length && any_set(&t, e.to);) e.to++;
        if (e.to > e.from && !take_episode(seeing, &t, &e, &told)) return false;
    }
    leave_unnamed(seeing, &told);
    motion->bouts = told.sets;
    motion->bout_count = leave_out_between(told.sets, told.count);
    return true;
}

/* ---- findings ------------------------------------------------------------------------------------------ */

static void withdraw(lumbar_seeing *seeing, size_t finding)
{
    size_t count = seeing->count;
    for (size_t b = 0; b < seeing->motion->bout_count; b++)
        for (size_t i = 0; i < seeing->motion->bouts[b].count; i++)
            *lumbar_seen_fault_of(seeing, (int)b, (int)i, finding) = false;
    seeing->count = finding; /* in its place */
    lumbar_add_unseen(seeing, seeing->rows[finding], LUMBAR_REASON_UNSTABLE);
    seeing->count = count;
}

void lumbar_stand_findings(lumbar_seeing *seeing, const lumbar_glances *glances)
{
    for (size_t i = 0; i < seeing->count && glances->count && !seeing->failed; i++) {
        lumbar_finding *f = &seeing->findings[i];
        size_t row = (size_t)(seeing->rows[i] - seeing->knowledge->findings), same = 1;
        if (f->state == LUMBAR_UNKNOWN) continue;
        for (size_t l = 0; l < glances->count; l++) same += glances->list[l].states[row] == (int8_t)f->state;
        double stands = (double)same / (double)(1 + glances->count);
        if (stands < FINDING_LEAST) withdraw(seeing, i);
        else f->confidence *= stands;
    }
}
