/* One scenario of the rendered body: what was seen beside what is true. Definition against definition: the truth
 * is the angle of the body's own joint centres in the plane of movement, whatever landmarks stand for. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "reason/judged.h"
#include "trainee/scenario.h"
#include "validate/trainee_compare.h"

#define EVERY_S .1 /* s between compared moments */
/* deg of true lumbar change from rest above which "near the end of bending" is no invention: 80 % of the 51
 * degrees of flexion that Pearcy 1984 measured, less the 8 degrees that a moving reading may err. */
#define NEAR_END 33.

const char *const lumbar_error_names[LUMBAR_ERROR_COUNT] = {"trunk", "hip", "knee", "neck", "lumbar"};

/* The finding that each fault should give. */
static const char *const expected[LUMBAR_WITH_COUNT] = {[LUMBAR_WITH_HIPS_LEAD] = "hip-flexors-lead",
                                                        [LUMBAR_WITH_ARCH] = "back-leaves-floor",
                                                        [LUMBAR_WITH_SAG] = "plank-sag",
                                                        [LUMBAR_WITH_PIKE] = "hips-piked",
                                                        [LUMBAR_WITH_FEET_LIFT] = "feet-lift",
                                                        [LUMBAR_WITH_TOO_LARGE] = "range-too-large",
                                                        [LUMBAR_WITH_MOMENTUM] = "momentum",
                                                        [LUMBAR_WITH_HEAD_PULLED] = "head-pulled-forward",
                                                        [LUMBAR_WITH_FADING] = "form-fades",
                                                        [LUMBAR_WITH_TOO_SHORT] = "range-too-short",
                                                        [LUMBAR_WITH_UNEVEN] = "left-right-difference"};

/* Truth as the curves define it, in degrees; NaN where the plane of the picture is not that of the angle. */
static void true_angles(const lumbar_scenario *sc, double time_s, double truth[LUMBAR_ERROR_COUNT])
{
    lumbar_truth t;
    lumbar_scenario_at(sc, time_s, &t);
    int near = sc->from_left ? 0 : 1;
    bool frontal = sc->exercise == LUMBAR_DO_SIDE_PLANK;
    bool supine = !frontal && sc->exercise != LUMBAR_DO_PLANK && sc->exercise != LUMBAR_DO_MOUNTAIN_CLIMBER &&
                  sc->exercise != LUMBAR_DO_AB_WHEEL_ROLLOUT; /* lies, sits or hangs with the front up or ahead */
    truth[LUMBAR_ERROR_TRUNK] = !supine ? 90 - DEGREES(t.chest) : 90 + DEGREES(t.chest);
    truth[LUMBAR_ERROR_HIP] = frontal ? NAN : DEGREES(t.hip[near]);
    truth[LUMBAR_ERROR_KNEE] = frontal ? NAN : DEGREES(t.knee[near]);
    truth[LUMBAR_ERROR_NECK] = frontal ? NAN : DEGREES(t.neck);
    truth[LUMBAR_ERROR_LUMBAR] = frontal ? NAN : DEGREES(t.lumbar);
}

static const lumbar_curve *curve_named(const lumbar_recording *seen, const char *id, double time_s, size_t *index)
{
    for (size_t i = 0; i < seen->curve_count; i++) {
        const lumbar_curve *c = &seen->curves[i];
        double at = (time_s - c->start_s) / c->step_s;
        if (strcmp(c->id, id) || !(at > -.5) || at > (double)c->count - .5) continue;
        *index = (size_t)(at + .5);
        return c;
    }
    return NULL;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The change of the lumbar curve is counted from the person's own reference; which moment that is, both may
 * see otherwise. So the two references are brought together: the median difference is taken out. */
static void align_lumbar(lumbar_angle_error *e, const double *half, double *spare)
{
    if (!e->count) return;
    memcpy(spare, e->error, e->count * sizeof *spare);
    qsort(spare, e->count, sizeof *spare, by_value);
    double middle = spare[e->count / 2];
    e->inside = 0;
    for (size_t i = 0; i < e->count; i++) {
        e->error[i] -= middle;
        e->inside += half[i] >= fabs(e->error[i]);
    }
}

static bool compare_angles(lumbar_arena *arena, const lumbar_scenario *sc, const lumbar_recording *seen,
                           lumbar_compared *out)
{
    double from = sc->repeat[0].start_s, to = sc->repeat[sc->repeat_count - 1].end_s;
    size_t most = (size_t)((to - from) / EVERY_S) + 2;
    double *half = LUMBAR_NEW_ARRAY(arena, double, most), *spare = LUMBAR_NEW_ARRAY(arena, double, most);
    for (int k = 0; k < LUMBAR_ERROR_COUNT; k++) {
        lumbar_angle_error *e = &out->angle[k];
        e->error = LUMBAR_NEW_ARRAY(arena, double, most);
        if (!half || !spare || !e->error) return false;
        for (size_t i = 0; i + 1 < most; i++) {
            double time_s = from + EVERY_S * (double)i, truth[LUMBAR_ERROR_COUNT];
            true_angles(sc, time_s, truth);
            if (isnan(truth[k])) continue;
            e->asked++;
            size_t at;
            const lumbar_curve *c = curve_named(seen, lumbar_error_names[k], time_s, &at);
            if (!c || isnan(c->value[at])) continue;
            double error = (double)c->value[at] - truth[k];
            half[e->count] = c->band ? (double)c->band[at] : NAN;
            e->banded += !isnan(half[e->count]);
            e->inside += half[e->count] >= fabs(error);
            e->error[e->count++] = error;
        }
        if (k == LUMBAR_ERROR_LUMBAR) align_lumbar(e, half, spare);
    }
    return true;
}

/* Each true repetition against the found ones whose top lies in it. */
static void compare_repetitions(const lumbar_scenario *sc, const lumbar_recording *seen, lumbar_compared *out)
{
    int found[LUMBAR_REPETITION_LIMIT] = {0}, outside = 0, all = 0;
    double longest = 0;
    const lumbar_set *main_set = NULL;
    for (size_t s = 0; s < seen->set_count; s++) {
        const lumbar_set *set = &seen->sets[s];
        if (set->end_s - set->start_s > longest) {
            longest = set->end_s - set->start_s;
            main_set = set;
        }
        for (size_t r = 0; r < set->rep_count; r++) {
            int which = -1;
            for (int i = 0; i < sc->repeat_count; i++) {
                if (set->reps[r].top_s >= sc->repeat[i].start_s - .1 && set->reps[r].top_s < sc->repeat[i].end_s + .1)
                    which = i;
            }
            if (which < 0) outside++;
            else found[which]++;
            all++;
        }
    }
    out->seen_as = main_set ? main_set->exercise->id : NULL;
    bool too_large = main_set && main_set->intended && lumbar_goes_on_as(main_set->intended, main_set->exercise);
    out->named = main_set && (!strcmp(out->seen_as, out->exercise) || too_large);
    if (out->hold) {
        out->extra = all;
        return;
    }
    /* Left and right in turn may be counted singly or in pairs. */
    bool singly = lumbar_exercise_alternates(sc->exercise) && all > sc->repeat_count * 3 / 2;
    out->repetitions = sc->repeat_count * (singly ? 2 : 1);
    out->extra = outside;
    for (int i = 0; i < sc->repeat_count; i++) {
        int wanted = singly ? 2 : 1;
        out->missed += found[i] < wanted ? wanted - found[i] : 0;
        out->extra += found[i] > wanted ? found[i] - wanted : 0;
    }
}

/* Of the true change of the lower back from rest over the whole movement, deg. */
static double lumbar_range(const lumbar_scenario *sc)
{
    double low = 1e9, high = -1e9;
    for (double t = 0; t < sc->duration_s; t += EVERY_S) {
        double truth[LUMBAR_ERROR_COUNT];
        true_angles(sc, t, truth);
        low = fmin(low, truth[LUMBAR_ERROR_LUMBAR]), high = fmax(high, truth[LUMBAR_ERROR_LUMBAR]);
    }
    return high - low;
}

bool lumbar_trainee_accuses(const lumbar_scenario *sc, const char *finding)
{
    if (!strcmp(finding, "near-end-range")) return lumbar_range(sc) <= NEAR_END;
    for (int f = 1; f < LUMBAR_WITH_COUNT; f++) {
        if (expected[f] && !strcmp(finding, expected[f])) return true;
    }
    return false;
}

/* How the fault that is there was told; and what was told of a body without one. */
static void compare_findings(const lumbar_scenario *sc, const lumbar_recording *seen, lumbar_compared *out)
{
    out->fault = expected[sc->fault];
    out->fault_seen = out->fault ? LUMBAR_FAULT_MISSED : LUMBAR_FAULT_NONE;
    for (size_t i = 0; i < seen->finding_count; i++) {
        const lumbar_finding *f = &seen->findings[i];
        bool present = f->state == LUMBAR_PRESENT, asked = out->fault && !strcmp(f->id, out->fault);
        if (asked && present) out->fault_seen = LUMBAR_FAULT_FOUND;
        else if (asked && f->state == LUMBAR_UNKNOWN && out->fault_seen == LUMBAR_FAULT_MISSED)
            out->fault_seen = LUMBAR_FAULT_UNKNOWN;
        else if (!out->fault && present && out->invented_count < LUMBAR_INVENTED_MOST &&
                 lumbar_trainee_accuses(sc, f->id))
            out->invented[out->invented_count++] = f->id;
    }
}

/* The repetition in which another one turns, NULL: none. */
static const lumbar_repeat *truth_of(const lumbar_scenario *sc, const lumbar_repetition *rep)
{
    const lumbar_repeat *truth = NULL;
    for (int i = 0; i < sc->repeat_count; i++) {
        if (rep->top_s >= sc->repeat[i].start_s && rep->top_s < sc->repeat[i].end_s) truth = &sc->repeat[i];
    }
    return truth;
}

/* Single repetitions before the fault sets in (a set that fades has none). */
static void compare_clean(const lumbar_scenario *sc, const lumbar_recording *seen, lumbar_compared *out)
{
    for (size_t s = 0; s < seen->set_count && !out->hold; s++) {
        for (size_t r = 0; r < seen->sets[s].rep_count; r++) {
            const lumbar_repetition *rep = &seen->sets[s].reps[r];
            const lumbar_repeat *truth = truth_of(sc, rep);
            if (!truth || truth->fault > 0) continue;
            bool accused = false;
            for (size_t k = 0; k < rep->finding_count; k++) accused |= lumbar_trainee_accuses(sc, rep->findings[k]);
            out->clean_repetitions++;
            out->accused_repetitions += accused;
        }
    }
}

bool lumbar_trainee_compare(lumbar_arena *arena, const char *path, const lumbar_knowledge *knowledge,
                            lumbar_compared *compared, lumbar_error *error)
{
    lumbar_scenario *sc = LUMBAR_NEW(arena, lumbar_scenario);
    if (!sc) return lumbar_fail_memory(error);
    if (!lumbar_scenario_make(compared->id, sc, error)) return false;
    lumbar_pose_settings settings = lumbar_pose_defaults();
    const lumbar_pose *pose = lumbar_pose_read(arena, path, &settings, error);
    if (!pose) return false;
    /* What was meant is told only where the fault is to do more than that. */
    lumbar_see_settings how = {.height_m = sc->body.build.height,
                               .intended = sc->fault == LUMBAR_WITH_TOO_LARGE
                                               ? lumbar_exercise_find(knowledge, lumbar_exercise_name(sc->exercise))
                                               : NULL};
    const lumbar_recording *seen = lumbar_see(arena, pose, &how, knowledge, error);
    if (!seen) return false;
    *compared = (lumbar_compared){.id = sc->id,
                                  .exercise = lumbar_exercise_name(sc->exercise),
                                  .view = sc->view,
                                  .held_out = sc->held_out,
                                  .hold = lumbar_exercise_holds(sc->exercise)};
    if (!compare_angles(arena, sc, seen, compared)) return lumbar_fail_memory(error);
    compare_repetitions(sc, seen, compared);
    compare_findings(sc, seen, compared);
    compare_clean(sc, seen, compared);
    return true;
}
