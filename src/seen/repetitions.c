/* Faults of single repetitions: each judged by one rule, then told together. */
#include <math.h>
#include <string.h>
#include "seen/rules.h"

/* Sums over the repetitions asked about; a close one was measured and lies too near the limit to say. */
typedef struct tally {
    size_t done; /* repetitions of the exercises asked about, judged or not */
    size_t known, present, close, unseen;
    double size, sure;   /* sums: over present ones; over known ones, times the confidence in the exercise */
    double sure_present; /* the same, over present ones */
    double most_absent, value, band; /* of the one that is nearest to a fault without being one */
    double worst_value, worst_band;  /* of `worst` */
    lumbar_seen_fault worst;
    lumbar_reason_id why_not;
    lumbar_place *places; /* [present] */
} tally;

/* How sure one repetition can make, beside several that agree: our own choice. */
static const double ONCE = 0.6;

/* Of what was not seen no fault is told: a repetition with a larger gap than this share is left out. Our own
 * choice. */
static const double GAP_MOST = 0.1;

static bool has_gap(const lumbar_bout *b, const lumbar_rep *r)
{
    size_t gap = 0;
    for (size_t g = r->start; g <= r->end; g++) gap += isnan(b->stretch->signal[LUMBAR_TRUNK][g]);
    return (double)gap > GAP_MOST * (double)(r->end - r->start + 1);
}

static void count_rep(lumbar_seeing *seeing, lumbar_judge *judge, int bout, int rep, tally *t)
{
    const lumbar_bout *b = &seeing->motion->bouts[bout];
    bool shaky = b->stretch->shake > seeing->limits->motion.shake_some;
    lumbar_seen_value v = {.state = LUMBAR_UNKNOWN, .why_not = lumbar_why_shaky(b->stretch)};
    if (!shaky && has_gap(b, &b->reps[rep])) v.why_not = LUMBAR_REASON_LOST;
    else if (!shaky) v = judge(seeing, b, &b->reps[rep]);
    if (v.not_asked) return;
    if (v.state == LUMBAR_UNKNOWN) {
        *(v.close ? &t->close : &t->unseen) += 1;
        if (!t->why_not || !v.close) t->why_not = v.why_not; /* what could be cured goes first */
        return;
    }
    t->known++;
    t->sure += v.sure * b->confidence;
    if (v.state == LUMBAR_PRESENT) {
        t->places[t->present++] = (lumbar_place){seeing->index, bout, rep, v.time_s};
        t->size += v.size;
        t->sure_present += v.sure * b->confidence;
        *lumbar_seen_fault_of(seeing, bout, rep, seeing->count) = true;
    }
    if (v.state == LUMBAR_ABSENT && !(v.size <= t->most_absent)) { /* the most there was without being a fault */
        t->most_absent = v.size;
        t->value = v.value;
        t->band = v.band;
    }
    if (v.state != LUMBAR_PRESENT || (t->present > 1 && !(v.size > t->worst.size))) return;
    t->worst = (lumbar_seen_fault){bout, rep, v.time_s, v.size};
    t->worst_value = v.value;
    t->worst_band = v.band;
}

/* Present where it is most of what was done, or repeats and is no rare slip. */
static bool is_present(const lumbar_finding_row *row, const tally *t)
{
    double judged = (double)(t->known + t->close), present = (double)t->present;
    return present > judged / 2 || (present >= 2 && present >= row->judged->least_share * judged);
}

static void forget(lumbar_seeing *seeing, size_t finding)
{
    for (size_t b = 0; b < seeing->motion->bout_count; b++)
        for (size_t i = 0; i < seeing->motion->bouts[b].count; i++)
            *lumbar_seen_fault_of(seeing, (int)b, (int)i, finding) = false;
}

static lumbar_finding *tell_present(lumbar_seeing *seeing, const lumbar_finding_row *row, tally *t, double seen)
{
    size_t judged = t->known + t->close, index = seeing->count;
    double share = (double)t->present / (double)judged;
    const lumbar_hole holes[] = {
        {"present", lumbar_format(seeing->arena, "%zu", t->present)},
        {"judged", lumbar_format(seeing->arena, judged == t->done ? "%zu" : "the %zu judged", judged)}};
    const char *text =
        lumbar_seen_words(seeing, row, judged == 1 ? LUMBAR_SAY_ONE : LUMBAR_SAY_SOME, holes, LUMBAR_COUNT(holes));
    const lumbar_seen_claim claim = {LUMBAR_PRESENT, t->size / (double)t->present * (0.5 + 0.5 * share),
                                     t->sure_present / (double)t->present * seen * (judged == 1 ? ONCE : 1), text};
    lumbar_finding *f = lumbar_add_finding(seeing, row, claim);
    if (!f) return NULL;
    f->where = t->places;
    f->where_count = t->present;
    seeing->worst[index] = t->worst;
    return f;
}

/* What was asked of `t->known + close + unseen` repetitions, in one finding. */
static void tell(lumbar_seeing *seeing, const lumbar_finding_row *row, tally *t)
{
    size_t judged = t->known + t->close, index = seeing->count;
    if (!judged && !t->unseen) return;
    double seen = (double)judged / (double)(judged + t->unseen);
    lumbar_finding *f = NULL;
    if (is_present(row, t)) {
        f = tell_present(seeing, row, t, seen);
    } else {
        forget(seeing, index);
        if ((t->known - t->present) * 2 <= judged) {
            lumbar_add_unseen(seeing, row, t->why_not ? t->why_not : LUMBAR_REASON_CLOSE);
            return;
        }
        double confidence = t->sure / (double)t->known * (double)t->known / (double)judged * seen;
        const char *none = lumbar_seen_words(seeing, row, LUMBAR_SAY_NONE, NULL, 0);
        f = lumbar_add_finding(seeing, row, (lumbar_seen_claim){LUMBAR_ABSENT, 0.5, confidence, none});
    }
    if (!f) return;
    bool present = f->state == LUMBAR_PRESENT;
    lumbar_measured(f, row, 0, present ? t->worst_value : t->value, present ? t->worst_band : t->band);
}

bool lumbar_asked_here(const lumbar_seeing *seeing, const lumbar_finding_row *row)
{
    const lumbar_exercise_list *meant = &row->judged->meant;
    return !meant->count || !seeing->intended || lumbar_exercise_listed(meant, seeing->intended);
}

void lumbar_see_repetitions(lumbar_seeing *seeing, const lumbar_finding_row *row, lumbar_judge *judge)
{
    const lumbar_movement *m = seeing->motion;
    const lumbar_exercise_list *exercises = &row->judged->exercises;
    tally t = {.most_absent = NAN, .value = NAN, .band = NAN};
    size_t reps = 0;
    for (size_t b = 0; b < m->bout_count; b++)
        if (!m->bouts[b].hold && lumbar_exercise_listed(exercises, m->bouts[b].exercise)) reps += m->bouts[b].count;
    t.done = reps;
    if (!reps || !lumbar_asked_here(seeing, row)) return; /* not a question for what was done */
    t.places = LUMBAR_NEW_ARRAY(seeing->arena, lumbar_place, reps);
    if (!t.places) {
        seeing->failed = true;
        return;
    }
    for (size_t b = 0; b < m->bout_count; b++)
        if (!m->bouts[b].hold && lumbar_exercise_listed(exercises, m->bouts[b].exercise))
            for (size_t i = 0; i < m->bouts[b].count; i++)
                if (!m->bouts[b].reps[i].cut) count_rep(seeing, judge, (int)b, (int)i, &t);
    tell(seeing, row, &t);
}
