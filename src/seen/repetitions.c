/* Faults of single repetitions: each judged by one rule, then told together. */
#include <math.h>
#include <string.h>
#include "seen/rules.h"

typedef struct rule {
    const char *id, *exercises;
    lumbar_judge *judge;
    const char *present; /* after "In 8 of 10 repetitions " */
    const char *absent;  /* whole sentence */
    const char *what;    /* after "Whether " ... " could not be seen" */
    const char *measure, *unit, *source;
    double least_share; /* of what was judged: below it a fault is a slip, or what always happens */
} rule;

static const rule RULES[] = {
    {"hip-flexors-lead", "sit-up", lumbar_judge_hips_lead,
     "your hips bent first while your lower back stayed stiff",
     "Your lower back curled before your hips did the rest.", "your back curls before your hips bend",
     "lumbar-flexion-before-hip", "deg", "cordo2003", 0.1},
    {"back-leaves-floor", "leg-raise reverse-crunch dead-bug flutter-kick v-up", lumbar_judge_arch,
     "your lower back arched off the floor as your legs moved", "Your lower back did not arch off the floor.",
     "your lower back arches off the floor", "lumbar-extension-peak", "deg", "workman2008", 0.1},
    {"range-too-large", "crunch sit-up", lumbar_judge_range_large,
     "you went on from the crunch all the way up to sitting", "You stayed within the range of a crunch.",
     "you went further than you meant to", "trunk-angle-peak", "deg", "cordo2003", 0.1},
    {"near-end-range", "crunch sit-up v-up", lumbar_judge_end_range,
     "your lower back came close to the end of its bending",
     "Your lower back stayed clear of the end of its bending.",
     "your lower back comes near the end of its bending", "lumbar-flexion-peak", "deg", "troke2005", 0.1},
    {"feet-lift", "crunch sit-up", lumbar_judge_feet, "your feet came off the floor",
     "Your feet stayed on the floor; whether something held them we cannot see.", "your feet stay down", "foot-lift", "cm", "parfrey2008", 0.1},
    {"momentum", "crunch sit-up leg-raise reverse-crunch hanging-leg-raise", lumbar_judge_momentum,
     "you swung up instead of moving slowly", "You moved without swing.", "you use swing", "rise-time", "s",
     "veragarcia2008", 0.25},
    {"head-pulled-forward", "crunch sit-up", lumbar_judge_head, "your head came far forward, chin to chest",
     "Your head did not come far forward.", "your head is pulled forward", "neck-flexion-change", "deg",
     "own-judgement", 0.1},
    {"range-too-short", "crunch sit-up v-up leg-raise reverse-crunch hanging-leg-raise ab-wheel-rollout",
     lumbar_judge_range_short, "you stopped far short of your largest",
     "None of your repetitions was far smaller than the largest.", "your repetitions are large enough",
     "range-share", "%", "own-judgement", 0.33},
};

/* Room for these, two of holds, fading, left against right, and the warm-up; a repetition's faults are bits. */
_Static_assert(LUMBAR_COUNT(RULES) + 5 <= LUMBAR_SEEN_MOST && LUMBAR_SEEN_MOST < 32, "every finding has its room and its bit");

const char *lumbar_rule_phrase(const char *id)
{
    for (size_t k = 0; k < LUMBAR_COUNT(RULES); k++)
        if (!strcmp(RULES[k].id, id)) return RULES[k].present;
    return NULL;
}

/* Sums over the repetitions asked about; a close one was measured and lies too near the limit to say. */
typedef struct tally {
    size_t known, present, close, unseen;
    double size, sure;   /* sums: over present ones; over known ones, times the confidence in the exercise */
    double sure_present; /* the same, over present ones */
    double most_absent, value, band; /* of the one that is nearest to a fault without being one */
    double worst_value, worst_band;  /* of `worst` */
    lumbar_fault worst;
    const char *why_not;
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

static void count_rep(lumbar_seeing *seeing, const rule *r, int bout, int rep, tally *t)
{
    const lumbar_bout *b = &seeing->motion->bouts[bout];
    bool shaky = b->stretch->shake > seeing->limits->shake_some;
    lumbar_seen_value v = {.state = LUMBAR_UNKNOWN, .why_not = LUMBAR_WHY_SHAKE};
    if (!shaky && has_gap(b, &b->reps[rep]))
        v.why_not = LUMBAR_WHY_LOST;
    else if (!shaky)
        v = r->judge(seeing, b, &b->reps[rep]);
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
        seeing->faults[bout][rep] |= UINT32_C(1) << seeing->count;
    }
    if (v.state == LUMBAR_ABSENT &&
        !(v.size <= t->most_absent)) { /* the most there was without being a fault */
        t->most_absent = v.size;
        t->value = v.value;
        t->band = v.band;
    }
    if (v.state != LUMBAR_PRESENT || (t->present > 1 && !(v.size > t->worst.size))) return;
    t->worst = (lumbar_fault){bout, rep, v.time_s, v.size};
    t->worst_value = v.value;
    t->worst_band = v.band;
}

/* Present where it is most of what was done, or repeats and is no rare slip. */
static bool is_present(const rule *r, const tally *t)
{
    double judged = (double)(t->known + t->close), present = (double)t->present;
    return present > judged / 2 || (present >= 2 && present >= r->least_share * judged);
}

static void forget(lumbar_seeing *seeing, size_t finding)
{
    for (size_t b = 0; b < seeing->motion->bout_count; b++)
        for (size_t i = 0; i < seeing->motion->bouts[b].count; i++)
            seeing->faults[b][i] &= ~(UINT32_C(1) << finding);
}

static lumbar_finding *tell_present(lumbar_seeing *seeing, const rule *r, tally *t, double seen)
{
    size_t judged = t->known + t->close, index = seeing->count;
    double share = (double)t->present / (double)judged;
    const char *text =
        judged == 1
            ? lumbar_format(seeing->arena, "In the one repetition seen %s.", r->present)
            : lumbar_format(seeing->arena, "In %zu of %zu repetitions %s.", t->present, judged, r->present);
    lumbar_finding *f =
        lumbar_add_finding(seeing, r->id, LUMBAR_PRESENT, t->size / (double)t->present * (0.5 + 0.5 * share),
                           t->sure_present / (double)t->present * seen * (judged == 1 ? ONCE : 1), text);
    if (!f) return NULL;
    f->where = t->places;
    f->where_count = t->present;
    seeing->worst[index] = t->worst;
    return f;
}

/* What was asked of `t->known + close + unseen` repetitions, in one finding. */
static void tell(lumbar_seeing *seeing, const rule *r, tally *t)
{
    size_t judged = t->known + t->close, index = seeing->count;
    double seen = (double)judged / (double)(judged + t->unseen);
    lumbar_finding *f = NULL;
    if (is_present(r, t)) {
        f = tell_present(seeing, r, t, seen);
    } else {
        forget(seeing, index);
        if ((t->known - t->present) * 2 <= judged) {
            lumbar_add_unseen(seeing, r->id, r->what, t->why_not ? t->why_not : LUMBAR_WHY_CLOSE);
            return;
        }
        double confidence = t->sure / (double)t->known * (double)t->known / (double)judged * seen;
        f = lumbar_add_finding(seeing, r->id, LUMBAR_ABSENT, 0.5, confidence, r->absent);
    }
    if (!f) return;
    f->measure = r->measure;
    f->unit = r->unit;
    f->source = r->source;
    bool present = f->state == LUMBAR_PRESENT;
    double band = present ? t->worst_band : t->band;
    f->value = present ? t->worst_value : t->value;
    f->low = f->value - band;
    f->high = f->value + band;
}

/* Who means to come all the way up cannot come up too far. */
static bool asked_here(const lumbar_seeing *seeing, const rule *r)
{
    const char *intended = seeing->intended;
    return r->judge != lumbar_judge_range_large || !intended || !strcmp(intended, "crunch");
}

void lumbar_leave_open(lumbar_seeing *seeing, const char *why_not)
{
    for (size_t k = 0; k < LUMBAR_COUNT(RULES); k++)
        if (asked_here(seeing, &RULES[k])) lumbar_add_unseen(seeing, RULES[k].id, RULES[k].what, why_not);
}

void lumbar_see_repetitions(lumbar_seeing *seeing)
{
    const lumbar_motion *m = seeing->motion;
    for (size_t k = 0; k < LUMBAR_COUNT(RULES) && !seeing->failed; k++) {
        tally t = {.most_absent = NAN, .value = NAN, .band = NAN};
        size_t reps = 0;
        for (size_t b = 0; b < m->bout_count; b++)
            if (!m->bouts[b].hold && lumbar_is_one_of(m->bouts[b].exercise, RULES[k].exercises))
                reps += m->bouts[b].count;
        if (!reps || !asked_here(seeing, &RULES[k])) continue; /* not a question for what was done */
        t.places = LUMBAR_NEW_ARRAY(seeing->arena, lumbar_place, reps);
        if (!t.places) seeing->failed = true;
        for (size_t b = 0; t.places && b < m->bout_count; b++)
            if (!m->bouts[b].hold && lumbar_is_one_of(m->bouts[b].exercise, RULES[k].exercises))
                for (size_t i = 0; i < m->bouts[b].count; i++)
                    if (!m->bouts[b].reps[i].cut) count_rep(seeing, &RULES[k], (int)b, (int)i, &t);
        if (t.places) tell(seeing, &RULES[k], &t);
    }
}
