/* Sets: repetitions of every driver, named by pattern and grouped; holds; of what overlaps, that which explains
 * most. Shares and factors that stand here are our own choice, for the reason beside them; what was measured
 * stands in the limits. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "motion/exercise.h"

/* ---- sets of one driver -------------------------------------------------------------------------------- */

/* Far smaller than the middle one, or smaller and quicker, is settling or talking. */
static size_t drop_small(lumbar_candidates *found, lumbar_rep *reps, size_t count)
{
    float *sizes = LUMBAR_NEW_ARRAY(found->arena, float, count), *times = LUMBAR_NEW_ARRAY(found->arena, float, count);
    size_t kept = 0;
    if (!sizes || !times) return found->failed = true, count;
    for (size_t i = 0; i < count; i++) {
        sizes[i] = (float)reps[i].size;
        times[i] = (float)(reps[i].end - reps[i].start);
    }
    double size = lumbar_quantile(sizes, 0, count, 0.5), time = lumbar_quantile(times, 0, count, 0.5);
    for (size_t i = 0; i < count; i++) {
        bool quick = (double)(reps[i].end - reps[i].start) < 0.5 * time && !reps[i].cut;
        if (reps[i].size >= (quick ? 0.5 : 0.35) * size) reps[kept++] = reps[i];
    }
    return kept;
}

typedef struct line {
    const lumbar_stretch *stretch;
    lumbar_drive drive;
    double least; /* smallest swing of the driver */
    const float *signal;
} line;

static bool follows(const line *l, const lumbar_rep *before, const lumbar_rep *after,
                    const lumbar_motion_limits *limits)
{
    return after->start < before->end ||
           (double)(after->start - before->end) * l->stretch->step_s < limits->set_pause_s;
}

/* Own choices: at least so many that surely are what they are called, and two of three; the odd one among them lasts
 * between half and twice as long as they do. It is named with less. */
enum { SURE_LEAST = 3 };
static const double SURE_SCORE = 0.6, ODD_SCORE = 0.3;

/* Whether two repetitions begin and turn at the same height: who sits down from standing does not as who lies. */
static bool same_level(const float *signal, const lumbar_rep *a, const lumbar_rep *b)
{
    double far = 0.4 * b->size; /* own choice */
    return fabsf(signal[a->top] - signal[b->top]) < far && fabsf(signal[a->start] - signal[b->start]) < far;
}

/* Whether a repetition that by itself is nothing may be one of those beside it, of which there are `count`, that it is
 * as large and as long as: where a leg or a hand was misread for a moment, only its traits are spoiled. */
static bool odd_one(const float *signal, const lumbar_rep *reps, size_t count, size_t at, const lumbar_exercise *best)
{
    size_t sure = 0;
    double steps = 0, own = (double)(reps[at].end - reps[at].start);
    for (size_t k = 0; k < count; k++) {
        if (reps[k].exercise != best || reps[k].score < SURE_SCORE || !same_level(signal, &reps[at], &reps[k]))
            continue;
        sure++;
        steps += (double)(reps[k].end - reps[k].start);
    }
    if (!best || !best->judged || sure < SURE_LEAST || 3 * sure < 2 * count) return false;
    return own > 0.5 * steps / (double)sure && own < 2 * steps / (double)sure;
}

/* Gives a repetition the name of those beside it: what has none of its own, where it fits that at all, or is the odd
 * one among them; then it counts, and nothing is judged by it. */
static void follow_others(const line *l, lumbar_rep *r, const lumbar_exercise *best, bool odd,
                          const lumbar_motion_limits *limits)
{
    lumbar_postures_held held = lumbar_held(l->stretch, r->start, r->end + 1);
    double fit = best ? lumbar_exercise_fit(best, l->drive, &held, &r->traits, limits) : 0;
    bool nameless = !r->exercise || !r->exercise->judged;
    bool spoiled = nameless && odd && !r->cut && fit < ODD_SCORE && lumbar_posture_fits(best, l->drive, &held, limits);
    if (!spoiled && (!r->exercise || (nameless && fit < 0.2))) return; /* that is none of ours */
    r->exercise = best;
    r->score = spoiled ? ODD_SCORE : fit;
    r->cut = r->cut || spoiled;
}

/* Repetitions that follow one another and are alike in size are one exercise: that which they fit best
 * together, the larger ones weighing more. So a set that fades keeps its name, and one that goes from small to
 * large in one step is two. */
static void agree(const line *l, lumbar_rep *reps, size_t count, const lumbar_motion_limits *limits)
{
    for (size_t i = 0, end; i < count; i = end) {
        const lumbar_exercise *best = reps[i].exercise;
        double most = 0;
        for (end = i + 1; end < count && follows(l, &reps[end - 1], &reps[end], limits) &&
                          fmin(reps[end].size, reps[end - 1].size) >= 0.7 * fmax(reps[end].size, reps[end - 1].size);)
            end++;
        for (size_t k = 0; k < limits->pattern_count; k++) {
            double sum = 0;
            for (size_t j = i; j < end; j++)
                if (reps[j].exercise == limits->patterns[k].exercise) sum += reps[j].score * reps[j].size;
            if (sum > most) most = sum, best = limits->patterns[k].exercise;
        }
        for (size_t k = i; k < end; k++) {
            bool odd = reps[k].exercise != best && odd_one(l->signal, reps + i, end - i, k - i, best);
            if (reps[k].exercise != best) follow_others(l, &reps[k], best, odd, limits);
        }
    }
}

/* Whether the body rests where the repetitions begin: longer at their low end than at their top. */
static bool rests_low(const float *signal, double sign, const lumbar_rep *reps, size_t count)
{
    size_t from = reps[0].start, to = reps[count - 1].end + 1, low = 0, high = 0;
    double bottom = lumbar_quantile(signal, from, to, 0.03), top = lumbar_quantile(signal, from, to, 0.97);
    for (size_t g = from; g < to; g++) {
        low += signal[g] < bottom + 0.25 * (top - bottom);
        high += signal[g] > top - 0.25 * (top - bottom);
    }
    return sign > 0 ? (double)high <= 1.3 * (double)low : (double)low <= 1.3 * (double)high;
}

/* Own choice: once is less than again, and a small movement that is done once may be anything, such as a head that is
 * laid on the hands: all of it counts from four times the smallest that is a repetition. */
static double once(const line *l, const lumbar_rep *rep) { return 0.8 * fmin(1, rep->size / (4 * l->least)); }

/* Own choice: who comes up once and stays for so long sits there, and talks or rests; a slow repetition is held at its
 * top for two or three seconds. */
static const double STAYS_S = 5;

static bool stays_up(const line *l, double sign, const lumbar_rep *rep)
{
    size_t up = 0;
    for (size_t g = rep->start; g < rep->end; g++) up += sign * (l->signal[rep->top] - l->signal[g]) < 0.35 * rep->size;
    return (double)up * l->stretch->step_s > STAYS_S;
}

/* Neighbours of one kind without a long pause make a set. */
static void group(lumbar_candidates *found, const line *l, const lumbar_driver *d, lumbar_rep *reps, size_t count)
{
    const lumbar_stretch *s = l->stretch;
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && reps[end].exercise == reps[i].exercise &&
                          follows(l, &reps[end - 1], &reps[end], found->limits);)
            end++;
        size_t kept = drop_small(found, reps + i, end - i);
        double score = 0, worth = 0;
        for (size_t k = i; k < i + kept; k++) {
            score += reps[k].score;
            worth += reps[k].score * fmin(3, reps[k].size / l->least);
        }
        if (!rests_low(d->signal, d->sign, reps + i, kept)) worth *= 0.7;
        bool seen_well = s->view != LUMBAR_VIEW_FRONT; /* seen badly, only repeating counts */
        bool turns = l->drive == LUMBAR_DRIVE_TURNS;   /* one leg may hide the other for a moment */
        size_t least = !seen_well ? 3 : !reps[i].exercise->judged || turns ? 2 : 1;
        if (kept < least || (kept == 1 && (score < 0.6 || stays_up(l, d->sign, &reps[i])))) continue;
        lumbar_posture posture = (lumbar_posture)s->posture[reps[i].top];
        lumbar_bout bout = {.stretch = s,
                            .exercise = reps[i].exercise,
                            .drive = l->drive,
                            .posture = posture,
                            .reps = reps + i,
                            .count = kept,
                            .confidence = score / (double)kept * lumbar_trust(s, posture, found->limits) *
                                          (kept == 1 ? once(l, &reps[i]) : 1)};
        lumbar_add_candidate(
            found, (lumbar_candidate){.bout = bout, .worth = worth, .least = least, .way = d->sign > 0 ? 1 : -1});
    }
}

/* A repetition that the recording cuts is of the kind of its neighbour, or none. */
static void like_neighbour(lumbar_rep *r, const lumbar_rep *neighbour)
{
    if (!neighbour || !neighbour->exercise) return;
    r->exercise = neighbour->exercise;
    r->score = neighbour->score;
}

static void run_driver(lumbar_candidates *found, const line *l, const lumbar_driver *d)
{
    lumbar_rep *reps;
    size_t count = lumbar_find_reps(found->arena, d, found->limits, &reps), named = 0;
    if (!reps) found->failed = true;
    for (size_t i = 0; i < count; i++) {
        lumbar_rep *r = &reps[i];
        lumbar_postures_held held = lumbar_held(l->stretch, r->start, r->end + 1);
        r->traits = lumbar_traits_of(l->stretch, r->start, r->end + 1);
        if (!r->cut) r->exercise = lumbar_exercise_of(l->drive, &held, &r->traits, found->limits, &r->score);
    }
    if (count && reps[0].cut) like_neighbour(&reps[0], count > 1 ? &reps[1] : NULL);
    if (count && reps[count - 1].cut) like_neighbour(&reps[count - 1], count > 1 ? &reps[count - 2] : NULL);
    agree(l, reps, count, found->limits);
    for (size_t i = 0; i < count; i++)
        if (reps[i].exercise) reps[named++] = reps[i];
    group(found, l, d, reps, named);
}

static float *thighs_apart(lumbar_arena *arena, const lumbar_stretch *s)
{
    float *d = LUMBAR_NEW_ARRAY(arena, float, s->count);
    for (size_t g = 0; d && g < s->count; g++)
        d[g] = s->signal[LUMBAR_THIGH_LEFT][g] - s->signal[LUMBAR_THIGH_RIGHT][g];
    return d;
}

/* Every driver over the whole stretch, in both directions where the body may rest at either end. */
static void find_sets(lumbar_candidates *found, const lumbar_stretch *s, bool opens)
{
    const lumbar_motion_limits *m = found->limits;
    const float *apart = thighs_apart(found->arena, s);
    const struct {
        const float *signal;
        double least; /* deg */
        int ways;     /* bit 0: up from low, bit 1: down from high */
    } drivers[LUMBAR_DRIVE_NONE] = {
        [LUMBAR_DRIVE_CURL] = {s->signal[LUMBAR_CURL], m->rep_trunk, 1},
        [LUMBAR_DRIVE_LEGS] = {s->signal[LUMBAR_LEG], m->rep_leg, 3},
        [LUMBAR_DRIVE_THIGHS] = {s->signal[LUMBAR_THIGH], m->rep_leg, 1},
        [LUMBAR_DRIVE_TURNS] = {apart, m->rep_side, 3},
        [LUMBAR_DRIVE_TWIST] = {s->signal[LUMBAR_TWIST], m->rep_twist, 3},
        [LUMBAR_DRIVE_TRUNK] = {s->signal[LUMBAR_TRUNK], m->rep_leg, 3},
        [LUMBAR_DRIVE_PLANK] = {s->signal[LUMBAR_PLANK], m->rep_leg, 1},
    };
    if (!apart) found->failed = true;
    for (int k = 0; k < LUMBAR_DRIVE_NONE && !found->failed; k++)
        for (int way = 0; way < 2; way++) {
            if (!(drivers[k].ways >> way & 1)) continue;
            line l = {s, (lumbar_drive)k, drivers[k].least * DEGREE, drivers[k].signal};
            lumbar_driver d = {.signal = drivers[k].signal,
                               .count = s->count,
                               .step_s = s->step_s,
                               .sign = way ? -1 : 1,
                               .least = l.least,
                               .opens = opens,
                               .turns = k == LUMBAR_DRIVE_TURNS || k == LUMBAR_DRIVE_TWIST};
            lumbar_begin_lane(found);
            run_driver(found, &l, &d);
        }
}

/* ---- of what overlaps, the best ------------------------------------------------------------------------ */

static size_t shared(const lumbar_rep *a, const lumbar_rep *b)
{
    size_t from = a->start > b->start ? a->start : b->start, to = a->end < b->end ? a->end : b->end;
    return to > from ? to - from : 0;
}

/* The same movement counted from its other end, before, in or after a set. */
static bool other_end(const lumbar_candidate *c, const lumbar_candidate *better, const lumbar_motion_limits *limits)
{
    const lumbar_bout *a = &c->bout, *b = &better->bout;
    double pause = limits->set_pause_s / a->stretch->step_s;
    return a->drive == b->drive && c->way != better->way && a->exercise == b->exercise &&
           (double)a->reps[0].start < (double)b->reps[b->count - 1].end + pause &&
           (double)b->reps[0].start < (double)a->reps[a->count - 1].end + pause;
}

/* The first repetition of a set that ends after some place of the grid: they come in their order. */
static size_t first_after(const lumbar_rep *reps, size_t count, size_t grid)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (reps[middle].end > grid) high = middle;
        else low = middle + 1;
    }
    return low;
}

/* Whether a repetition shares a third of its time, or of theirs where they are shorter, with those of a better set. */
static bool explained(const lumbar_rep *r, const lumbar_bout *better)
{
    size_t taken = 0, least = r->end - r->start;
    for (size_t k = first_after(better->reps, better->count, r->start);
         k < better->count && better->reps[k].start < r->end; k++) {
        size_t its = better->reps[k].end - better->reps[k].start, both = shared(r, &better->reps[k]);
        if (both && its < least) least = its;
        taken += both;
    }
    return 3 * taken >= least;
}

/* Takes from a set the repetitions that a better one has already explained: those that share a third of their
 * time. What is left is worth its share. */
static void give_way(lumbar_candidate *c, const lumbar_candidate *better, const lumbar_motion_limits *limits)
{
    lumbar_bout *b = &c->bout;
    const lumbar_bout *o = &better->bout;
    size_t first = o->reps[0].start, last = o->reps[o->count - 1].end;
    size_t from = first_after(b->reps, b->count, first), kept = from, i = from;
    bool other = !b->exercise->judged; /* within a set that has a name it says nothing */
    if (other_end(c, better, limits)) kept = 0, i = b->count;
    for (; i < b->count && b->reps[i].start < last; i++)
        if (!other && !explained(&b->reps[i], o)) b->reps[kept++] = b->reps[i];
    if (kept < i) memmove(b->reps + kept, b->reps + i, (b->count - i) * sizeof *b->reps);
    kept += b->count - i;
    c->worth *= (double)kept / (double)b->count;
    c->taken = kept < c->least;
    b->count = kept;
}

/* ---- the best first ------------------------------------------------------------------------------------ */

/* Sets of one stretch that wait, the worthiest at the front of a heap. */
typedef struct queue {
    lumbar_candidate *list; /* of the stretch, lane after lane */
    size_t *heap;           /* [count] places in it */
    double *worth;          /* [candidates] when it was put in: less may be left of it */
    size_t count;
} queue;

/* Of equals the one that begins first: a turn to one side and to the other are counted alike, in a mirror too. */
static bool goes_before(const queue *q, size_t a, size_t b)
{
    size_t from = q->list[a].start, other = q->list[b].start;
    if (q->worth[a] != q->worth[b]) return q->worth[a] > q->worth[b];
    return from != other ? from < other : a < b;
}

static void put(queue *q, size_t item)
{
    size_t at = q->count++;
    q->worth[item] = q->list[item].worth;
    for (; at && goes_before(q, item, q->heap[(at - 1) / 2]); at = (at - 1) / 2) q->heap[at] = q->heap[(at - 1) / 2];
    q->heap[at] = item;
}

static size_t take_first(queue *q)
{
    size_t first = q->heap[0], item = q->heap[--q->count], at = 0;
    for (size_t child; (child = 2 * at + 1) < q->count; at = child) {
        if (child + 1 < q->count && goes_before(q, q->heap[child + 1], q->heap[child])) child++;
        if (!goes_before(q, q->heap[child], item)) break;
        q->heap[at] = q->heap[child];
    }
    q->heap[at] = item;
    return first;
}

/* Those that lie within a pause of `best`, of every lane: in a lane they come in the order of time. */
static void clear_around(lumbar_candidate *list, size_t count, const lumbar_candidate *best,
                         const lumbar_motion_limits *limits)
{
    double pause = limits->set_pause_s / best->bout.stretch->step_s;
    double from = (double)best->bout.reps[0].start - pause,
           to = (double)best->bout.reps[best->bout.count - 1].end + pause;
    for (size_t lane = 0, end; lane < count; lane = end) {
        end = lane + list[lane].lane_count;
        size_t low = lane, high = end;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if ((double)list[middle].end < from) low = middle + 1;
            else high = middle;
        }
        for (; low < end && (double)list[low].start <= to; low++)
            if (!list[low].taken) give_way(&list[low], best, limits);
    }
}

/* Of the sets of one stretch the best, then the best of what is left, until nothing is. */
static bool take_best(lumbar_candidates *found, size_t from, lumbar_movement *motion)
{
    size_t count = found->count - from;
    if (!count) return true;
    lumbar_arena *scratch = lumbar_arena_new();
    queue q = {.list = found->list + from};
    if (scratch) q.heap = LUMBAR_NEW_ARRAY(scratch, size_t, count);
    if (q.heap) q.worth = LUMBAR_NEW_ARRAY(scratch, double, count);
    for (size_t i = 0; q.worth && i < count; i++) put(&q, i);
    while (q.worth && q.count) {
        size_t first = take_first(&q);
        lumbar_candidate *best = &q.list[first];
        if (best->taken) continue;
        if (best->worth < q.worth[first]) {
            put(&q, first);
            continue;
        }
        best->taken = true;
        motion->bouts[motion->bout_count++] = best->bout;
        clear_around(q.list, count, best, found->limits);
    }
    bool good = q.worth != NULL;
    lumbar_scratch_free(found->arena, scratch);
    return good;
}

static int by_start(const void *a, const void *b)
{
    const lumbar_bout *p = a, *q = b;
    double x = p->stretch->start_s + (double)p->reps[0].start * p->stretch->step_s;
    double y = q->stretch->start_s + (double)q->reps[0].start * q->stretch->step_s;
    if (x != y) return x < y ? -1 : 1;
    /* one order, however qsort goes about it */
    size_t p_end = p->reps[p->count - 1].end, q_end = q->reps[q->count - 1].end;
    return p_end != q_end ? (p_end > q_end) - (p_end < q_end) : strcmp(p->exercise->id, q->exercise->id);
}

bool lumbar_motion_exercises(lumbar_arena *arena, const lumbar_motion_limits *limits, lumbar_movement *motion)
{
    lumbar_candidates found = {.arena = arena, .limits = limits};
    size_t *firsts = LUMBAR_NEW_ARRAY(arena, size_t, motion->stretch_count);
    for (size_t i = 0; firsts && i < motion->stretch_count && !found.failed; i++) {
        const lumbar_stretch *s = &motion->stretches[i];
        firsts[i] = found.count;
        if (motion->misshapen || s->shake > limits->shake_most)
            continue; /* what moves cannot be told from what is moved */
        lumbar_find_holds(&found, s);
        find_sets(&found, s, i == 0);
    }
    motion->bouts = LUMBAR_NEW_ARRAY(arena, lumbar_bout, found.count);
    bool good = firsts && !found.failed && motion->bouts;
    for (size_t i = motion->stretch_count; good && i-- > 0; found.count = firsts[i])
        good = take_best(&found, firsts[i], motion);
    if (good && motion->bout_count) qsort(motion->bouts, motion->bout_count, sizeof *motion->bouts, by_start);
    return good;
}
