/* Sets, repetitions and their measures; curves on one grid; the worst and the best moment. */
#include <math.h>
#include <string.h>
#include "seen/rules.h"

/* ---- sets ---------------------------------------------------------------------------------------------- */

static double band_of(const lumbar_seeing *seeing, const lumbar_stretch *s)
{
    return lumbar_seen_band(seeing, s, seeing->limits->angle_band);
}

/* What is measured of a repetition or a set, each once. */
typedef enum measured { TRUNK_PEAK, LEG_RANGE, PLANK_BEND, TIME_UP, TIME_DOWN, LUMBAR_PEAK, MEASURES } measured;

static const struct {
    const char *id, *unit;
} MEASURED[MEASURES] = {
    [TRUNK_PEAK] = {"trunk-angle-peak", "deg"}, [LEG_RANGE] = {"leg-angle-range", "deg"},
    [PLANK_BEND] = {"plank-bend", "deg"},       [TIME_UP] = {"time-up", "s"},
    [TIME_DOWN] = {"time-down", "s"},           [LUMBAR_PEAK] = {"lumbar-flexion-peak", "deg"},
};

static lumbar_measure measure(measured what, double value, double band)
{
    return (lumbar_measure){MEASURED[what].id, value, value - band, value + band, MEASURED[what].unit};
}

/* Degrees to take off an angle to show that of the joints; points that are no network's are taken for joints. */
static double landmark_offset(const lumbar_seeing *seeing, const lumbar_stretch *s, lumbar_posture posture,
                              lumbar_signal signal, size_t g)
{
    const char *model = seeing->motion->pose->model;
    return model && *model ? lumbar_landmark_offset(s, posture, signal, g, &seeing->limits->motion) / DEGREE : 0;
}

/* Lumbar change of one repetition: the largest bending from the person's reference. */
static double lumbar_peak(const lumbar_stretch *s, const lumbar_rep *r)
{
    return s->lumbar_share < 0.5 ? NAN : lumbar_quantile(s->signal[LUMBAR_LUMBAR], r->start, r->end + 1, 0.97) / DEGREE;
}

static size_t rep_measures(const lumbar_seeing *seeing, const lumbar_bout *b, const lumbar_rep *r, lumbar_measure *out)
{
    const lumbar_stretch *s = b->stretch;
    double band = band_of(seeing, s), lumbar = lumbar_peak(s, r);
    size_t n = 0;
    out[n++] =
        measure(TRUNK_PEAK, r->traits.trunk_top - landmark_offset(seeing, s, b->posture, LUMBAR_TRUNK, r->top), band);
    out[n++] = measure(LEG_RANGE, r->traits.leg_change, band);
    if (b->hold)
        out[n++] =
            measure(PLANK_BEND, lumbar_quantile(s->signal[LUMBAR_PLANK], r->start, r->end + 1, 0.5) / DEGREE, band);
    else if (!r->cut) out[n++] = measure(TIME_UP, (double)(r->top - r->start) * s->step_s, 0.1);
    if (!b->hold && !r->cut) out[n++] = measure(TIME_DOWN, (double)(r->end - r->top) * s->step_s, 0.1);
    if (!isnan(lumbar))
        out[n++] =
            measure(LUMBAR_PEAK, lumbar, b->hold ? seeing->limits->lumbar_band_hold : seeing->limits->lumbar_band_move);
    return n;
}

/* The middle value of each measure over a set's repetitions; those that the recording cuts lack some. */
static size_t set_measures(lumbar_seeing *seeing, const lumbar_repetition *reps, size_t count, lumbar_measure *out)
{
    float *room = LUMBAR_NEW_ARRAY(seeing->arena, float, count);
    const lumbar_repetition *fullest = &reps[0];
    size_t n = 0;
    if (!room) return 0;
    for (size_t i = 1; i < count; i++)
        if (reps[i].measure_count > fullest->measure_count) fullest = &reps[i];
    for (size_t k = 0; k < fullest->measure_count; k++) {
        const lumbar_measure *like = &fullest->measures[k];
        size_t values = 0;
        for (size_t i = 0; i < count; i++)
            for (size_t j = 0; j < reps[i].measure_count; j++)
                if (!strcmp(reps[i].measures[j].id, like->id)) room[values++] = (float)reps[i].measures[j].value;
        double value = lumbar_quantile(room, 0, values, 0.5), band = like->high - like->value;
        out[n++] = (lumbar_measure){like->id, value, value - band, value + band, like->unit};
    }
    return n;
}

static bool show_rep(lumbar_seeing *seeing, size_t bout, size_t rep, lumbar_repetition *out)
{
    const lumbar_bout *b = &seeing->motion->bouts[bout];
    const lumbar_rep *r = &b->reps[rep];
    lumbar_measure *measures = LUMBAR_NEW_ARRAY(seeing->arena, lumbar_measure, MEASURES);
    const char **ids = LUMBAR_NEW_ARRAY(seeing->arena, const char *, seeing->room);
    if (!measures || !ids) return false;
    *out = (lumbar_repetition){.start_s = lumbar_time_of(b->stretch, r->start),
                               .top_s = lumbar_time_of(b->stretch, r->top),
                               .end_s = lumbar_time_of(b->stretch, r->end),
                               .findings = ids,
                               .measures = measures};
    for (size_t k = 0; k < seeing->count; k++)
        if (*lumbar_seen_fault_of(seeing, (int)bout, (int)rep, k)) ids[out->finding_count++] = seeing->findings[k].id;
    out->measure_count = rep_measures(seeing, b, r, measures);
    return true;
}

static bool show_set(lumbar_seeing *seeing, size_t bout, lumbar_set *out)
{
    const lumbar_bout *b = &seeing->motion->bouts[bout];
    lumbar_repetition *reps = LUMBAR_NEW_ARRAY(seeing->arena, lumbar_repetition, b->count);
    lumbar_measure *measures = LUMBAR_NEW_ARRAY(seeing->arena, lumbar_measure, MEASURES);
    if (!reps || !measures) return false;
    for (size_t i = 0; i < b->count; i++)
        if (!show_rep(seeing, bout, i, &reps[i])) return false;
    *out = (lumbar_set){.exercise = b->exercise,
                        .intended = seeing->intended,
                        .confidence = b->confidence,
                        .start_s = reps[0].start_s,
                        .end_s = reps[b->count - 1].end_s,
                        .hold_s = NAN,
                        .reps = reps,
                        .rep_count = b->count,
                        .measures = measures,
                        .measure_count = set_measures(seeing, reps, b->count, measures)};
    if (!b->hold) return true;
    out->hold_s = out->end_s - out->start_s;
    out->reps = NULL; /* a hold has no repetitions */
    out->rep_count = 0;
    return true;
}

void lumbar_show_sets(lumbar_seeing *seeing, lumbar_recording *recording)
{
    size_t count = seeing->motion->bout_count;
    lumbar_set *sets = LUMBAR_NEW_ARRAY(seeing->arena, lumbar_set, count + 1);
    for (size_t b = 0; sets && b < count; b++)
        if (!show_set(seeing, b, &sets[b])) sets = NULL;
    if (!sets) seeing->failed = true;
    recording->sets = sets;
    recording->set_count = sets ? count : 0;
}

/* ---- curves -------------------------------------------------------------------------------------------- */

static const struct {
    const char *id;
    lumbar_phrase_id title;
    lumbar_signal signal;
} CURVES[] = {{"trunk", LUMBAR_PHRASE_CURVE_TRUNK, LUMBAR_TRUNK},
              {"hip", LUMBAR_PHRASE_CURVE_HIP, LUMBAR_HIP},
              {"knee", LUMBAR_PHRASE_CURVE_KNEE, LUMBAR_KNEE},
              {"neck", LUMBAR_PHRASE_CURVE_NECK, LUMBAR_NECK},
              {"lumbar", LUMBAR_PHRASE_CURVE_LUMBAR, LUMBAR_LUMBAR}};

static double curve_band(const lumbar_seeing *seeing, const lumbar_stretch *s, bool curls, lumbar_signal signal)
{
    if (signal != LUMBAR_LUMBAR) return band_of(seeing, s) * (signal == LUMBAR_NECK ? 2 : 1);
    return lumbar_seen_band(seeing, s, curls ? seeing->limits->lumbar_band_move : seeing->limits->lumbar_band_hold);
}

/* Whether the trunk rises from the floor at all: then the lumbar curve, which counts from the person's own rest, is as
 * unsure in the rests between. */
static bool trunk_rises(const lumbar_stretch *s)
{
    double low = lumbar_quantile(s->signal[LUMBAR_TRUNK], 0, s->count, 0.03),
           high = lumbar_quantile(s->signal[LUMBAR_TRUNK], 0, s->count, 0.97);
    return high - low > 15 * DEGREE; /* own choice, of lumbar-band-move: more than settling, less than a crunch */
}

/* One signal of all stretches on one grid; false where it was never seen. */
static bool fill_curve(const lumbar_seeing *seeing, lumbar_signal signal, lumbar_curve *curve, float *value,
                       float *band)
{
    const lumbar_movement *m = seeing->motion;
    bool any = false;
    for (size_t g = 0; g < curve->count; g++) value[g] = band[g] = NAN;
    for (size_t i = 0; i < m->stretch_count; i++) {
        const lumbar_stretch *s = &m->stretches[i];
        size_t offset = (size_t)((s->start_s - curve->start_s) / curve->step_s + 0.5);
        bool curls = signal == LUMBAR_LUMBAR && trunk_rises(s);
        float half = (float)curve_band(seeing, s, curls, signal);
        for (size_t g = 0; g < s->count; g++) {
            if (isnan(s->signal[signal][g])) continue;
            value[offset + g] = (float)(s->signal[signal][g] / DEGREE -
                                        landmark_offset(seeing, s, (lumbar_posture)s->posture[g], signal, g));
            band[offset + g] = half;
            any = true;
        }
    }
    curve->value = value;
    curve->band = band;
    return any;
}

void lumbar_show_curves(lumbar_seeing *seeing, lumbar_recording *recording)
{
    const lumbar_movement *m = seeing->motion;
    lumbar_curve *curves = LUMBAR_NEW_ARRAY(seeing->arena, lumbar_curve, LUMBAR_COUNT(CURVES));
    if (!m->stretch_count) return;
    const lumbar_stretch *last = &m->stretches[m->stretch_count - 1];
    double start = m->stretches[0].start_s, step = last->step_s;
    size_t count = (size_t)((last->start_s - start) / step + 0.5) + last->count, shown = 0;
    for (size_t k = 0; curves && k < LUMBAR_COUNT(CURVES); k++) {
        float *value = LUMBAR_NEW_ARRAY(seeing->arena, float, count),
              *band = LUMBAR_NEW_ARRAY(seeing->arena, float, count);
        if (!value || !band) {
            seeing->failed = true;
            return;
        }
        curves[shown] = (lumbar_curve){.id = CURVES[k].id,
                                       .title = seeing->knowledge->phrases[CURVES[k].title],
                                       .unit = "deg",
                                       .start_s = start,
                                       .step_s = step,
                                       .count = count};
        shown += fill_curve(seeing, CURVES[k].signal, &curves[shown], value, band);
    }
    recording->curves = curves;
    recording->curve_count = shown;
}

/* ---- moments ------------------------------------------------------------------------------------------- */

/* Time of the analysed frame with a body that is nearest. */
static double nearest_frame(const lumbar_pose *pose, double time_s)
{
    double best = NAN;
    for (size_t i = 0; i < pose->frame_count; i++)
        if (pose->frames[i].person && !(fabs(pose->frames[i].time_s - time_s) >= fabs(best - time_s)))
            best = pose->frames[i].time_s;
    return best;
}

static int faults_in(const lumbar_seeing *seeing, size_t bout, size_t rep)
{
    int n = 0;
    for (size_t k = 0; k < seeing->count; k++) n += *lumbar_seen_fault_of(seeing, (int)bout, (int)rep, k);
    return n;
}

/* The repetition without this fault that has the fewest others, of an exercise in which it is looked for: the same one
 * where there is one; the better seen one first. */
static lumbar_seen_fault cleanest(const lumbar_seeing *seeing, size_t finding)
{
    const lumbar_bout *bouts = seeing->motion->bouts, *worst = &bouts[seeing->worst[finding].bout];
    const lumbar_exercise_list *judged = &seeing->rows[finding]->judged->exercises;
    lumbar_seen_fault best = {.bout = -1, .rep = -1};
    double best_cost = INFINITY;
    for (size_t b = 0; b < seeing->motion->bout_count; b++) {
        bool other = bouts[b].exercise != worst->exercise;
        if (bouts[b].hold != worst->hold || (other && !lumbar_exercise_listed(judged, bouts[b].exercise))) continue;
        for (size_t i = 0; i < bouts[b].count; i++) {
            double cost = faults_in(seeing, b, i) + (other ? 100 : 0) - 0.5 * bouts[b].confidence;
            if (*lumbar_seen_fault_of(seeing, (int)b, (int)i, finding) || cost >= best_cost) continue;
            best_cost = cost;
            best.bout = (int)b;
            best.rep = (int)i;
        }
    }
    return best;
}

/* The time in `to` that lies in the same phase as `time` does in `from`: up, at the top or down. */
static double same_phase(const lumbar_bout *from_bout, const lumbar_rep *from, double time, const lumbar_bout *to_bout,
                         const lumbar_rep *to)
{
    double start = lumbar_time_of(from_bout->stretch, from->start), top = lumbar_time_of(from_bout->stretch, from->top);
    double end = lumbar_time_of(from_bout->stretch, from->end);
    double start2 = lumbar_time_of(to_bout->stretch, to->start), top2 = lumbar_time_of(to_bout->stretch, to->top);
    double end2 = lumbar_time_of(to_bout->stretch, to->end);
    if (time <= top) return start2 + (top2 - start2) * (top > start ? fmax(0, (time - start) / (top - start)) : 1);
    return top2 + (end2 - top2) * (end > top ? fmin(1, (time - top) / (end - top)) : 0);
}

/* Where nothing is to be mended one picture shows what was seen: the turn of a repetition, the middle of a hold. */
static void show_usual(lumbar_seeing *seeing, lumbar_recording *recording, lumbar_moment *moment)
{
    const lumbar_movement *m = seeing->motion;
    const lumbar_bout *best = NULL;
    for (size_t b = 0; b < m->bout_count; b++) {
        const lumbar_bout *bout = &m->bouts[b];
        if (bout->exercise->judged && (!best || bout->confidence > best->confidence)) best = bout;
    }
    if (!best) return;
    const lumbar_rep *rep = &best->reps[best->count / 2];
    double time = lumbar_time_of(best->stretch, best->hold ? (rep->start + rep->end) / 2 : rep->top);
    const lumbar_hole at = {"time", lumbar_seen_clock(seeing->arena, time)};
    *moment = (lumbar_moment){.kind = "seen",
                              .caption = lumbar_seen_phrase(
                                  seeing, best->hold ? LUMBAR_PHRASE_MOMENT_HOLD : LUMBAR_PHRASE_MOMENT_TURN, &at, 1),
                              .time_s = nearest_frame(m->pose, time)};
    recording->moment_count = 1;
}

void lumbar_show_moments(lumbar_seeing *seeing, lumbar_recording *recording)
{
    const lumbar_movement *m = seeing->motion;
    lumbar_moment *moments = LUMBAR_NEW_ARRAY(seeing->arena, lumbar_moment, 2);
    int strongest = -1;
    double most = 0;
    for (size_t k = 0; k < seeing->count; k++) {
        double weight = seeing->findings[k].strength * seeing->findings[k].confidence;
        if (seeing->findings[k].state != LUMBAR_PRESENT || seeing->worst[k].bout < 0 || weight <= most) continue;
        most = weight;
        strongest = (int)k;
    }
    recording->moments = moments;
    if (!moments) return;
    if (strongest < 0) {
        show_usual(seeing, recording, &moments[0]);
        return;
    }
    const lumbar_seen_fault *worst = &seeing->worst[strongest];
    const lumbar_bout *bout = &m->bouts[worst->bout];
    const lumbar_hole here[] = {{"finding", seeing->findings[strongest].text},
                                {"time", lumbar_seen_clock(seeing->arena, worst->time_s)}};
    moments[recording->moment_count++] =
        (lumbar_moment){.kind = "worst",
                        .finding = seeing->findings[strongest].id,
                        .caption = lumbar_seen_phrase(seeing, LUMBAR_PHRASE_MOMENT_WORST, here, LUMBAR_COUNT(here)),
                        .time_s = nearest_frame(m->pose, worst->time_s)};
    lumbar_seen_fault best = cleanest(seeing, (size_t)strongest);
    if (best.bout < 0) return; /* none is better in this */
    const lumbar_bout *clean = &m->bouts[best.bout];
    double time = same_phase(bout, &bout->reps[worst->rep], worst->time_s, clean, &clean->reps[best.rep]);
    const lumbar_hole at = {"time", lumbar_seen_clock(seeing->arena, time)};
    moments[recording->moment_count++] =
        (lumbar_moment){.kind = "best",
                        .finding = seeing->findings[strongest].id,
                        .caption = lumbar_seen_phrase(
                            seeing, clean->hold ? LUMBAR_PHRASE_MOMENT_BEST_HOLD : LUMBAR_PHRASE_MOMENT_BEST, &at, 1),
                        .time_s = nearest_frame(m->pose, time)};
}
