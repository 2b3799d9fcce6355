/* One workout on its time axis: fatigue and burn of each muscle group, and what that says of the ache. */
#include <math.h>
#include <string.h>
#include "load/load.h"

enum { STEP_S = 1, COURSE_MOST_S = 4 * 3600, AFTER_S = 300 };

/* What is gone through second by second. */
typedef struct going {
    const lumbar_course_settings *given;
    const lumbar_knowledge *k;
    lumbar_load_limits l;
    lumbar_effort *efforts; /* [count] of the work sets */
    double (*shares)[LUMBAR_MUSCLE_COUNT];
    bool *light; /* [count] one moves lightly in the rest after it */
    size_t count;
    double end_s, mass_kg;
    float *fatigue[LUMBAR_MUSCLE_COUNT], *burn[LUMBAR_MUSCLE_COUNT], *lactate; /* [points] */
    float *apart[LUMBAR_MUSCLE_COUNT];                                         /* [points] of fatigue: half its band */
    size_t points;
    lumbar_course *course;
} going;

static bool works(const going *g, const lumbar_journal_set *set)
{
    return !set->warm_up && lumbar_set_seconds(&g->l, set) > 0;
}

static lumbar_muscle limiting(const double shares[LUMBAR_MUSCLE_COUNT])
{
    int most = 0;
    for (int m = 1; m < LUMBAR_MUSCLE_COUNT; m++)
        if (shares[m] > shares[most]) most = m;
    return (lumbar_muscle)most;
}

/* What it asks of this person: the table's shares, so that the limiting muscle lasts as long as the record or the norm.
 */
static bool ask(going *g, const lumbar_exercise *exercise, double shares[LUMBAR_MUSCLE_COUNT], lumbar_error *error)
{
    if (!lumbar_demand_of(g->k, exercise, shares, error)) return false;
    const char *id = exercise ? exercise->id : NULL;
    double lasts = lumbar_capacity_own(&g->l, g->given->earlier, id);
    if (!isnan(lasts)) g->course->own_capacity = true;
    else lasts = lumbar_capacity_norm(g->k, id, g->given->sex);
    if (isnan(lasts)) return true;
    double factor = lumbar_share_held_for(&g->l, lasts) / shares[limiting(shares)];
    factor = fmin(fmax(factor, 1 / g->l.apart), g->l.apart);
    for (int m = 0; m < LUMBAR_MUSCLE_COUNT; m++) shares[m] = fmin(shares[m] * factor, 1);
    return true;
}

/* The sets on the time axis. */
static bool lay_out(lumbar_arena *arena, going *g, lumbar_error *error)
{
    size_t most = g->given->set_count + 1;
    g->efforts = LUMBAR_NEW_ARRAY(arena, lumbar_effort, most);
    g->shares = lumbar_alloc(arena, most, sizeof *g->shares);
    g->light = LUMBAR_NEW_ARRAY(arena, bool, most);
    if (!g->efforts || !g->shares || !g->light) return lumbar_fail_memory(error);
    double at = 0;
    for (size_t i = 0; i < g->given->set_count; i++) {
        const lumbar_journal_set *set = &g->given->sets[i];
        if (!works(g, set)) continue;
        if (g->given->starts && !isnan(g->given->starts[i])) at = g->given->starts[i];
        lumbar_effort *e = &g->efforts[g->count];
        e->exercise = set->exercise ? lumbar_exercise_find(g->k, set->exercise) : NULL;
        e->start_s = at;
        e->end_s = at + lumbar_set_seconds(&g->l, set);
        if (e->end_s > COURSE_MOST_S) break;
        g->light[g->count] = set->light_rest;
        if (!ask(g, e->exercise, g->shares[g->count], error)) return false;
        e->muscle = lumbar_muscle_words[limiting(g->shares[g->count++])];
        g->course->tempo_assumed |= isnan(set->seconds);
        g->course->rest_assumed |= isnan(set->rest_s) && !g->given->starts;
        at = e->end_s + (isnan(set->rest_s) ? g->l.rest_s : set->rest_s);
        g->end_s = e->end_s + AFTER_S;
    }
    return true;
}

/* ---- second by second ---------------------------------------------------------------------------------- */

static size_t effort_at(const going *g, double time)
{
    for (size_t i = 0; i < g->count; i++)
        if (time >= g->efforts[i].start_s && time < g->efforts[i].end_s) return i;
    return g->count;
}

static bool make_room(lumbar_arena *arena, going *g)
{
    g->points = (size_t)(g->end_s / STEP_S) + 1;
    bool good = (g->lactate = LUMBAR_NEW_ARRAY(arena, float, g->points)) != NULL;
    for (int m = 0; m < LUMBAR_MUSCLE_COUNT; m++) {
        g->fatigue[m] = LUMBAR_NEW_ARRAY(arena, float, g->points);
        g->burn[m] = LUMBAR_NEW_ARRAY(arena, float, g->points);
        g->apart[m] = LUMBAR_NEW_ARRAY(arena, float, g->points);
        good = good && g->fatigue[m] && g->burn[m] && g->apart[m];
    }
    return good;
}

static void go_through(going *g)
{
    static const double rest[LUMBAR_MUSCLE_COUNT] = {0};
    lumbar_chemistry chemistry = lumbar_chemistry_at_rest(&g->l, g->mass_kg);
    double tired[LUMBAR_MUSCLE_COUNT] = {0};
    for (size_t p = 0; p < g->points; p++) {
        size_t at = effort_at(g, (double)p * STEP_S);
        const double *shares = at < g->count ? g->shares[at] : rest;
        double held = STEP_S;
        for (int m = 0; m < LUMBAR_MUSCLE_COUNT; m++) {
            g->fatigue[m][p] = (float)(100 * tired[m]);
            g->burn[m][p] = (float)(100 * lumbar_burn(&g->l, &chemistry, (lumbar_muscle)m));
            held = fmin(held, lumbar_tire(&g->l, &tired[m], shares[m], STEP_S));
        }
        g->lactate[p] = (float)chemistry.blood;
        if (at < g->count) chemistry.light = g->light[at]; /* in the rest behind it */
        lumbar_metabolise(&g->l, &chemistry, shares, STEP_S);
        if (at < g->count) g->efforts[at].held_s += fmin(held, g->efforts[at].end_s - (double)p * STEP_S);
    }
}

/* How far fatigue would be off if the trunk recovered at rest half or twice as fast, which nobody has fitted (`lumbar
 * validate fatigue` prints the same). */
static void spread(going *g)
{
    static const double factors[] = {0.5, 2}, rest[LUMBAR_MUSCLE_COUNT] = {0};
    for (size_t f = 0; f < LUMBAR_COUNT(factors); f++) {
        lumbar_load_limits l = g->l;
        double tired[LUMBAR_MUSCLE_COUNT] = {0};
        l.rest_factor *= factors[f];
        for (size_t p = 0; p < g->points; p++) {
            size_t at = effort_at(g, (double)p * STEP_S);
            const double *shares = at < g->count ? g->shares[at] : rest;
            for (int m = 0; m < LUMBAR_MUSCLE_COUNT; m++) {
                g->apart[m][p] = fmaxf(g->apart[m][p], fabsf((float)(100 * tired[m]) - g->fatigue[m][p]));
                lumbar_tire(&l, &tired[m], shares[m], STEP_S);
            }
        }
    }
}

/* ---- when the ache began ------------------------------------------------------------------------------- */

/* The effort that is meant by a number of the sets, of all or of one exercise; NULL: there is none. */
static const lumbar_effort *effort_of(const going *g, const lumbar_journal_began *began)
{
    const lumbar_effort *found = NULL;
    int count = 0;
    for (size_t i = 0; i < g->count && count != began->set; i++) {
        const lumbar_exercise *exercise = g->efforts[i].exercise;
        if (began->exercise && (!exercise || strcmp(exercise->id, began->exercise))) continue;
        found = &g->efforts[i];
        count++;
    }
    return count == began->set || began->set < 0 ? found : NULL;
}

/* On the time axis, s: "in" a set is its middle, by our own choice. NaN: told in other words, or not. */
static double began_at(const going *g)
{
    const lumbar_journal_began *began = &g->given->began;
    if (!isnan(g->given->ache_s) || !began->kind) return g->given->ache_s;
    const lumbar_effort *effort = began->set ? effort_of(g, began) : NULL;
    if (!effort) return lumbar_began_time(began);
    return strcmp(began->kind, "after-set") ? (effort->start_s + effort->end_s) / 2 : effort->end_s;
}

/* ---- findings ------------------------------------------------------------------------------------------ */

static bool gives_way(const going *g, double held, size_t set)
{
    return held < g->l.beyond * (g->efforts[set].end_s - g->efforts[set].start_s);
}

/* How many sets the muscles do not hold; with rests of at least `rest` between them. */
static size_t count_beyond(const going *g, double least_rest)
{
    double tired[LUMBAR_MUSCLE_COUNT] = {0};
    size_t beyond = 0;
    for (size_t i = 0; i < g->count; i++) {
        const lumbar_effort *e = &g->efforts[i];
        double rest = i ? fmax(e->start_s - g->efforts[i - 1].end_s, least_rest) : 0, held = INFINITY;
        for (int m = 0; m < LUMBAR_MUSCLE_COUNT; m++) {
            lumbar_tire(&g->l, &tired[m], 0, rest);
            held = fmin(held, lumbar_tire(&g->l, &tired[m], g->shares[i][m], e->end_s - e->start_s));
        }
        beyond += gives_way(g, held, i);
    }
    return beyond;
}

static void add(going *g, lumbar_finding *list, const char *id, double strength)
{
    lumbar_course *c = g->course;
    size_t row = lumbar_finding_index(g->k, id, strlen(id));
    if (row == LUMBAR_NO_INDEX) return; /* tables without it */
    list[c->finding_count++] =
        (lumbar_finding){.id = g->k->findings[row].id,
                         .from = LUMBAR_FROM_HISTORY,
                         .state = strength > 0 ? LUMBAR_PRESENT : LUMBAR_ABSENT,
                         .strength = fmin(strength, 1),
                         /* own capacity or a norm: how far the model is to be believed, by our own choice */
                         .confidence = c->own_capacity ? 0.7 : 0.4,
                         .text = g->k->findings[row].present,
                         .value = NAN,
                         .low = NAN,
                         .high = NAN};
}

static void judge_sets(going *g, lumbar_finding *list)
{
    size_t beyond = count_beyond(g, 0), with_rest = count_beyond(g, g->l.long_rest_s);
    add(g, list, "beyond-capacity", (double)with_rest * 2 / (double)g->count);
    if (g->course->rest_assumed) return; /* how close they were nobody told */
    add(g, list, "sets-too-close", (double)(beyond - with_rest) * 2 / (double)g->count);
}

/* The course against the time at which the ache began, or the words for it. A time that hangs on a rest which nobody
 * told says nothing. */
static void judge_ache(going *g, lumbar_finding *list)
{
    const lumbar_journal_began *began = &g->given->began;
    const char *said = isnan(g->given->ache_s) && began->kind ? began->kind : "";
    if (!strcmp(said, "fresh")) add(g, list, "ache-while-fresh", 1);
    if (!strcmp(said, "tired")) add(g, list, "ache-when-tired", 1);
    if (!strcmp(said, "at") && g->course->rest_assumed && g->course->ache_s > g->efforts[0].end_s) return;
    size_t at = (size_t)(g->course->ache_s / STEP_S);
    if (!(g->course->ache_s >= 0) || at >= g->points) return;
    double now = 0, burn = 0, share = 0;
    for (int m = 0; m < LUMBAR_MUSCLE_COUNT; m++) {
        double most = 0;
        for (size_t p = 0; p < g->points; p++) most = fmax(most, fmax(g->fatigue[m][p], g->burn[m][p]));
        double here = fmax(g->fatigue[m][at], g->burn[m][at]);
        if (most > 100 * g->l.fresh) share = fmax(share, here / most);
        now = fmax(now, g->fatigue[m][at]), burn = fmax(burn, g->burn[m][at]);
    }
    bool fresh = now < 100 * g->l.fresh && burn < 100 * g->l.fresh;
    if (fresh) add(g, list, "ache-while-fresh", 1);
    else if (share >= g->l.tired) add(g, list, "ache-when-tired", share);
}

/* ---- the course ---------------------------------------------------------------------------------------- */

static lumbar_curve curve_of(const going *g, const char *id, const char *title, const char *unit, const float *value)
{
    return (lumbar_curve){.id = id, .title = title, .unit = unit, .step_s = STEP_S, .value = value, .count = g->points};
}

static bool fill_curves(lumbar_arena *arena, going *g)
{
    static const lumbar_phrase_id names[LUMBAR_MUSCLE_COUNT] = {
        LUMBAR_PHRASE_MUSCLE_ABDOMINALS, LUMBAR_PHRASE_MUSCLE_HIP_FLEXORS, LUMBAR_PHRASE_MUSCLE_BACK_EXTENSORS};
    lumbar_curve *curves = LUMBAR_NEW_ARRAY(arena, lumbar_curve, 2 * LUMBAR_MUSCLE_COUNT + 1);
    if (!curves) return false;
    for (int m = 0; m < LUMBAR_MUSCLE_COUNT; m++) {
        const char *name = g->k->phrases[names[m]];
        const char *tired = lumbar_format(arena, "fatigue-%s", lumbar_muscle_words[m]);
        const char *burns = lumbar_format(arena, "burn-%s", lumbar_muscle_words[m]);
        curves[m] = curve_of(g, tired, name, "%", g->fatigue[m]);
        curves[m].band = g->apart[m];
        curves[LUMBAR_MUSCLE_COUNT + m] = curve_of(g, burns, name, "%", g->burn[m]);
    }
    curves[2 * LUMBAR_MUSCLE_COUNT] =
        curve_of(g, "lactate", g->k->phrases[LUMBAR_PHRASE_COURSE_LACTATE], "mmol/l", g->lactate);
    g->course->curves = curves;
    g->course->curve_count = 2 * LUMBAR_MUSCLE_COUNT + 1;
    return true;
}

const lumbar_course *lumbar_course_of(lumbar_arena *arena, const lumbar_course_settings *given,
                                      const lumbar_knowledge *k, lumbar_error *error)
{
    enum { FINDINGS = 4 };
    going g = {.given = given, .k = k, .course = LUMBAR_NEW(arena, lumbar_course)};
    lumbar_finding *findings = LUMBAR_NEW_ARRAY(arena, lumbar_finding, FINDINGS);
    if (!g.course || !findings) return lumbar_fail_memory(error), NULL;
    g.course->ache_s = given->ache_s;
    g.course->from = given->from;
    g.course->recording = given->recording;
    g.course->findings = findings;
    g.mass_kg = isnan(given->mass_kg) ? k->limits[LUMBAR_LIMIT_MASS] : given->mass_kg;
    if (!lumbar_load_limits_read(k, &g.l, error) || !lay_out(arena, &g, error)) return NULL;
    g.course->rest_s = g.l.rest_s;
    g.course->repetition_s = g.l.repetition_s;
    g.course->fresh = 100 * g.l.fresh;
    g.course->efforts = g.efforts;
    g.course->effort_count = g.count;
    if (g.count) {
        if (!make_room(arena, &g)) return lumbar_fail_memory(error), NULL;
        g.course->ache_s = began_at(&g);
        go_through(&g);
        spread(&g);
        judge_sets(&g, findings);
        judge_ache(&g, findings);
        if (!fill_curves(arena, &g)) return lumbar_fail_memory(error), NULL;
    }
    return lumbar_settle(arena, true, error) ? g.course : NULL;
}
