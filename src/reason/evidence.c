/* Weights of evidence: findings -> rows that count -> scores of leaves -> probabilities. */
#include <math.h>
#include <string.h>
#include "reason/reason.h"

void lumbar_states_from_answers(const lumbar_knowledge *k, const lumbar_value *values, lumbar_state *states)
{
    lumbar_scope scope = {.knowledge = k, .values = values};
    for (size_t i = 0; i < k->finding_count; i++)
        states[i] = k->findings[i].rule ? lumbar_condition_value(k->findings[i].rule, &scope) : LUMBAR_UNKNOWN;
}

void lumbar_factors_from_states(const lumbar_knowledge *k, const lumbar_state *states, double *factors)
{
    lumbar_scope scope = {.knowledge = k, .states = states};
    for (size_t i = 0; i < k->weight_count; i++)
        factors[i] = lumbar_condition_value(k->weights[i].when, &scope) == LUMBAR_PRESENT;
}

void lumbar_scores_add(const lumbar_knowledge *k, const double *factors, double *scores, double *high, double *low)
{
    bool fresh = true;
    for (size_t i = 0; i < k->weight_count; i++) {
        const lumbar_weight_row *w = &k->weights[i];
        if (factors[i] > 0) {
            for (size_t leaf = 0; leaf < k->leaf_count; leaf++) {
                double db = w->db[leaf] * factors[i], up = db > 0 ? db : 0, down = db < 0 ? db : 0;
                if (fresh || up > high[leaf]) high[leaf] = up;
                if (fresh || down < low[leaf]) low[leaf] = down;
            }
            fresh = false;
        }
        if (!fresh && (i + 1 == k->weight_count || k->weights[i + 1].group != w->group)) {
            for (size_t leaf = 0; leaf < k->leaf_count; leaf++) scores[leaf] += high[leaf] + low[leaf];
            fresh = true;
        }
    }
}

void lumbar_softmax(const double *scores_db, size_t count, double *probabilities)
{
    double best = -INFINITY, sum = 0;
    for (size_t i = 0; i < count; i++)
        if (scores_db[i] > best) best = scores_db[i];
    for (size_t i = 0; i < count; i++) sum += probabilities[i] = exp((scores_db[i] - best) * (2.302585092994046 / 10));
    for (size_t i = 0; i < count; i++) probabilities[i] /= sum;
}

size_t lumbar_strongest_row(const lumbar_knowledge *k, const double *factors, size_t start, size_t leaf, int sign)
{
    size_t best = LUMBAR_NO_INDEX, end = lumbar_group_end(k, start);
    double most = 0;
    for (size_t i = start; i < end; i++) {
        double db = sign * k->weights[i].db[leaf] * factors[i];
        if (db > most) most = db, best = i;
    }
    return best;
}

/* ---- witnesses ----------------------------------------------------------------------------------------- */

static double unit(double value) { return value > 0 ? (value < 1 ? value : 1) : 0; } /* NaN counts as 0 */

static bool witness_new(lumbar_arena *arena, const lumbar_knowledge *k, lumbar_origin origin, lumbar_witness *w)
{
    *w = (lumbar_witness){.origin = origin,
                          .states = LUMBAR_NEW_ARRAY(arena, lumbar_state, k->finding_count),
                          .shares = LUMBAR_NEW_ARRAY(arena, double, k->finding_count),
                          .factors = LUMBAR_NEW_ARRAY(arena, double, k->weight_count),
                          .moves = LUMBAR_NEW_ARRAY(arena, bool, k->leaf_count)};
    if (!w->states || !w->shares || !w->factors || !w->moves) return false;
    for (size_t i = 0; i < k->leaf_count; i++) w->moves[i] = k->groups[k->leaves[i].group].moved_by[origin];
    return true;
}

/* Present wherever it is present once; of two that say the same the one that counts for more. */
static void hear(const lumbar_knowledge *k, lumbar_witness *w, const lumbar_finding *findings, size_t count)
{
    for (size_t f = 0; f < count; f++) {
        size_t i = lumbar_finding_index(k, findings[f].id, strlen(findings[f].id));
        lumbar_state state = findings[f].state;
        if (i == LUMBAR_NO_INDEX || !k->findings[i].from[w->origin] || state == LUMBAR_UNKNOWN) continue;
        double share = unit(findings[f].confidence) * (state == LUMBAR_PRESENT ? unit(findings[f].strength) : 1);
        if (state > w->states[i] || (state == w->states[i] && share > w->shares[i])) w->shares[i] = share;
        if (state > w->states[i]) w->states[i] = state;
    }
}

static void tell(const lumbar_answers *answers, const lumbar_why_settings *given, lumbar_witness *w)
{
    const lumbar_knowledge *k = answers->knowledge;
    switch (w->origin) {
    case LUMBAR_FROM_ANSWERS:
        lumbar_states_from_answers(k, answers->values, w->states);
        for (size_t i = 0; i < k->finding_count; i++) w->shares[i] = 1;
        break;
    case LUMBAR_FROM_HISTORY:
        if (given->history) hear(k, w, given->history->findings, given->history->finding_count);
        break;
    case LUMBAR_FROM_RECORDING:
        for (size_t r = 0; given->recordings && r < given->recording_count; r++)
            hear(k, w, given->recordings[r].findings, given->recordings[r].finding_count);
        break;
    }
}

typedef struct hearing {
    /* [count] the last is the one that is heard, the others fill in what it leaves open */
    const lumbar_witness *witnesses;
    size_t count;
    double share; /* the least of what was told */
    bool own;     /* the last one told something */
} hearing;

static lumbar_state heard(const lumbar_node *node, hearing *h)
{
    if (node->kind == LUMBAR_NODE_FINDING) {
        for (size_t i = h->count; i-- > 0;) {
            const lumbar_witness *w = &h->witnesses[i];
            if (w->states[node->subject] == LUMBAR_UNKNOWN) continue;
            h->share = fmin(h->share, w->shares[node->subject]);
            h->own |= i + 1 == h->count;
            return w->states[node->subject];
        }
        return LUMBAR_UNKNOWN;
    }
    lumbar_state left = heard(node->left, h);
    if (node->kind == LUMBAR_NODE_NOT)
        return left == LUMBAR_UNKNOWN ? left : left == LUMBAR_PRESENT ? LUMBAR_ABSENT : LUMBAR_PRESENT;
    lumbar_state right = heard(node->right, h);
    return left == LUMBAR_PRESENT && right == LUMBAR_PRESENT ? LUMBAR_PRESENT : LUMBAR_UNKNOWN;
}

/* How far each row counts by the last of `count` witnesses; whether any does. */
static bool weigh(const lumbar_knowledge *k, const lumbar_witness *witnesses, size_t count)
{
    double *factors = witnesses[count - 1].factors;
    bool any = false;
    for (size_t i = 0; i < k->weight_count; i++) {
        hearing h = {witnesses, count, 1, false};
        bool holds = heard(k->weights[i].when, &h) == LUMBAR_PRESENT && h.own;
        factors[i] = holds ? h.share : 0;
        any |= factors[i] > 0;
    }
    return any;
}

/* ---- the ranking --------------------------------------------------------------------------------------- */

/* A witness moves mass among the leaves that it may move, and leaves every other exactly where those before it put it.
 * Levels are the scores, until a witness has moved some leaves only: from then on what the probabilities say. */
static void move(const lumbar_knowledge *k, lumbar_posterior *p, const lumbar_witness *w, double *room)
{
    size_t count = k->leaf_count;
    double mass = 0, *levels = room, *added = room + count, *high = room + 2 * count, *low = room + 3 * count;
    bool all = true;
    memcpy(levels, p->levels, count * sizeof *levels);
    memcpy(added, p->scores, count * sizeof *added);
    lumbar_scores_add(k, w->factors, levels, high, low);
    lumbar_scores_add(k, w->factors, added, high, low);
    for (size_t i = 0; i < count; i++) {
        all &= w->moves[i];
        if (w->moves[i]) mass += p->probabilities[i], p->scores[i] = added[i];
        else levels[i] = -INFINITY;
    }
    if (mass <= 0) return;
    lumbar_softmax(levels, count, added);
    for (size_t i = 0; i < count; i++) {
        if (w->moves[i]) p->probabilities[i] = (all ? 1 : mass) * added[i];
        p->levels[i] = all ? levels[i] : 10 * log10(p->probabilities[i]);
    }
}

/* Groups of findings in which a row raises some leaf enough to tell anything: what only rules out names no
 * cause. */
static size_t count_telling(const lumbar_knowledge *k, const lumbar_witness *witnesses)
{
    size_t count = 0, last = LUMBAR_NO_INDEX;
    for (size_t i = 0; i < k->weight_count; i++) {
        double most = 0, factor = 0;
        for (size_t w = 0; w < LUMBAR_ORIGINS; w++) factor = fmax(factor, witnesses[w].factors[i]);
        for (size_t leaf = 0; leaf < k->leaf_count; leaf++) most = fmax(most, k->weights[i].db[leaf] * factor);
        if (factor <= 0 || most < k->limits[LUMBAR_LIMIT_ENOUGH_RAISE] || k->weights[i].group == last) continue;
        last = k->weights[i].group;
        count++;
    }
    return count;
}

bool lumbar_posterior_of(lumbar_arena *arena, const lumbar_answers *answers, const lumbar_why_settings *given,
                         lumbar_posterior *p)
{
    static const lumbar_origin order[LUMBAR_ORIGINS] = {LUMBAR_FROM_ANSWERS, LUMBAR_FROM_HISTORY,
                                                        LUMBAR_FROM_RECORDING};
    const lumbar_knowledge *k = answers->knowledge;
    *p = (lumbar_posterior){.scores = LUMBAR_NEW_ARRAY(arena, double, k->leaf_count),
                            .levels = LUMBAR_NEW_ARRAY(arena, double, k->leaf_count),
                            .probabilities = LUMBAR_NEW_ARRAY(arena, double, k->leaf_count),
                            .groups = LUMBAR_NEW_ARRAY(arena, double, k->group_count)};
    double *room = LUMBAR_NEW_ARRAY(arena, double, 4 * k->leaf_count);
    if (!p->scores || !p->levels || !p->probabilities || !p->groups || !room) return false;
    for (size_t i = 0; i < k->leaf_count; i++) p->scores[i] = p->levels[i] = k->leaves[i].prior_db;
    lumbar_softmax(p->scores, k->leaf_count, p->probabilities);
    for (size_t w = 0; w < LUMBAR_ORIGINS; w++) {
        if (!witness_new(arena, k, order[w], &p->witnesses[w])) return false;
        tell(answers, given, &p->witnesses[w]);
        if (weigh(k, p->witnesses, w + 1)) move(k, p, &p->witnesses[w], room);
    }
    for (size_t i = 0; i < k->leaf_count; i++) p->groups[k->leaves[i].group] += p->probabilities[i];
    p->evidence_groups = count_telling(k, p->witnesses);
    return true;
}
