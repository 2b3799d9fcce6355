/* Weights of evidence: findings -> rows that count -> scores of leaves -> probabilities. */
#include <math.h>
#include <string.h>
#include "reason/reason.h"

void lumbar_states_from_answers(const lumbar_knowledge *k, const lumbar_value *values, lumbar_state *states)
{
    lumbar_scope scope = {.knowledge = k, .values = values};
    for (size_t i = 0; i < k->finding_count; i++)
        states[i] =
            k->findings[i].rule ? lumbar_condition_value(k->findings[i].rule, &scope) : LUMBAR_UNKNOWN;
}

void lumbar_factors_from_states(const lumbar_knowledge *k, const lumbar_state *states, double *factors)
{
    lumbar_scope scope = {.knowledge = k, .states = states};
    for (size_t i = 0; i < k->weight_count; i++)
        factors[i] = lumbar_condition_value(k->weights[i].when, &scope) == LUMBAR_PRESENT;
}

void lumbar_scores_add(const lumbar_knowledge *k, const double *factors, double *scores, double *high,
                       double *low)
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
    for (size_t i = 0; i < count; i++)
        sum += probabilities[i] = exp((scores_db[i] - best) * (2.302585092994046 / 10));
    for (size_t i = 0; i < count; i++) probabilities[i] /= sum;
}

size_t lumbar_group_end(const lumbar_knowledge *k, size_t start)
{
    size_t end = start;
    while (end < k->weight_count && k->weights[end].group == k->weights[start].group) end++;
    return end;
}

size_t lumbar_strongest_row(const lumbar_knowledge *k, const double *factors, size_t start, size_t leaf,
                            int sign)
{
    size_t best = LUMBAR_NO_INDEX, end = lumbar_group_end(k, start);
    double most = 0;
    for (size_t i = start; i < end; i++) {
        double db = sign * k->weights[i].db[leaf] * factors[i];
        if (db > most) most = db, best = i;
    }
    return best;
}

/* ---- recordings ---------------------------------------------------------------------------------------- */

static double unit(double value) { return value > 0 ? (value < 1 ? value : 1) : 0; } /* NaN counts as 0 */

bool lumbar_seen_from(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_recording *recordings,
                      size_t recording_count, lumbar_seen *seen)
{
    seen->states = LUMBAR_NEW_ARRAY(arena, lumbar_state, k->finding_count);
    seen->shares = LUMBAR_NEW_ARRAY(arena, double, k->finding_count);
    if (!seen->states || !seen->shares) return false;
    for (size_t r = 0; r < recording_count; r++)
        for (size_t f = 0; f < recordings[r].finding_count; f++) {
            const lumbar_finding *found = &recordings[r].findings[f];
            size_t i = lumbar_finding_index(k, found->id, strlen(found->id));
            if (i == LUMBAR_NO_INDEX || !k->findings[i].from_recording || found->state == LUMBAR_UNKNOWN)
                continue;
            bool present = found->state == LUMBAR_PRESENT;
            double share = unit(found->confidence) * (present ? unit(found->strength) : 1);
            if (found->state > seen->states[i])
                seen->shares[i] = share; /* present in one recording is present */
            else if (found->state == seen->states[i] && share > seen->shares[i]) seen->shares[i] = share;
            if (found->state > seen->states[i]) seen->states[i] = found->state;
        }
    return true;
}

typedef struct least {
    const lumbar_seen *seen;
    double share;
    bool any;
} least;

static void note_share(void *user, const lumbar_node *node)
{
    least *l = user;
    if (node->kind != LUMBAR_NODE_FINDING || l->seen->states[node->subject] == LUMBAR_UNKNOWN) return;
    double share = l->seen->shares[node->subject];
    if (!l->any || share < l->share) l->share = share;
    l->any = true;
}

/* One finding of a row as the recordings, or failing them the answers, tell it. */
static lumbar_state joined_value(const lumbar_node *node, const lumbar_seen *seen,
                                 const lumbar_state *answers)
{
    if (node->kind == LUMBAR_NODE_FINDING) {
        lumbar_state state = seen->states[node->subject];
        return state != LUMBAR_UNKNOWN ? state : answers[node->subject];
    }
    lumbar_state left = joined_value(node->left, seen, answers);
    if (node->kind == LUMBAR_NODE_NOT)
        return left == LUMBAR_UNKNOWN ? left : left == LUMBAR_PRESENT ? LUMBAR_ABSENT : LUMBAR_PRESENT;
    lumbar_state right = joined_value(node->right, seen, answers);
    return left == LUMBAR_PRESENT && right == LUMBAR_PRESENT ? LUMBAR_PRESENT : LUMBAR_UNKNOWN;
}

void lumbar_factors_from_seen(const lumbar_knowledge *k, const lumbar_seen *seen,
                              const lumbar_state *answer_states, double *factors)
{
    for (size_t i = 0; i < k->weight_count; i++) {
        least l = {.seen = seen};
        factors[i] = 0;
        if (!k->weights[i].recording) continue;
        lumbar_condition_walk(k->weights[i].when, k, false, note_share, &l);
        if (l.any && joined_value(k->weights[i].when, seen, answer_states) == LUMBAR_PRESENT)
            factors[i] = l.share;
    }
}

/* ---- the ranking --------------------------------------------------------------------------------------- */

/* Recordings move mass among the groups that they may move, and leave every other leaf exactly where answers
 * put it. */
static void move_by_recordings(const lumbar_knowledge *k, lumbar_posterior *p, double *moved, double *room)
{
    double mass = 0;
    for (size_t i = 0; i < k->leaf_count; i++) moved[i] = 0;
    lumbar_scores_add(k, p->seen_factors, moved, room, room + k->leaf_count);
    double *shares = room; /* softmax over the movable leaves alone: the others get no score */
    for (size_t i = 0; i < k->leaf_count; i++) {
        bool movable = k->groups[k->leaves[i].group].moved_by_recordings;
        if (movable) mass += p->probabilities[i], p->scores[i] += moved[i];
        moved[i] = movable ? p->scores[i] : -INFINITY;
    }
    if (mass <= 0) return;
    lumbar_softmax(moved, k->leaf_count, shares);
    for (size_t i = 0; i < k->leaf_count; i++)
        if (k->groups[k->leaves[i].group].moved_by_recordings) p->probabilities[i] = mass * shares[i];
}

/* Groups of findings in which a row raises some leaf enough to tell anything: what only rules out names no
 * cause. */
static size_t count_telling(const lumbar_knowledge *k, const double *answers, const double *seen)
{
    size_t count = 0, last = LUMBAR_NO_INDEX;
    for (size_t i = 0; i < k->weight_count; i++) {
        double most = 0, factor = answers[i] > seen[i] ? answers[i] : seen[i];
        for (size_t leaf = 0; leaf < k->leaf_count; leaf++)
            most = fmax(most, k->weights[i].db[leaf] * factor);
        if (factor <= 0 || most < k->limits[LUMBAR_LIMIT_ENOUGH_RAISE] || k->weights[i].group == last)
            continue;
        last = k->weights[i].group;
        count++;
    }
    return count;
}

bool lumbar_posterior_of(lumbar_arena *arena, const lumbar_answers *answers,
                         const lumbar_recording *recordings, size_t recording_count, lumbar_posterior *p)
{
    const lumbar_knowledge *k = answers->knowledge;
    *p = (lumbar_posterior){.states = LUMBAR_NEW_ARRAY(arena, lumbar_state, k->finding_count),
                            .factors = LUMBAR_NEW_ARRAY(arena, double, k->weight_count),
                            .seen_factors = LUMBAR_NEW_ARRAY(arena, double, k->weight_count),
                            .scores = LUMBAR_NEW_ARRAY(arena, double, k->leaf_count),
                            .probabilities = LUMBAR_NEW_ARRAY(arena, double, k->leaf_count),
                            .groups = LUMBAR_NEW_ARRAY(arena, double, k->group_count)};
    double *room = LUMBAR_NEW_ARRAY(arena, double, 3 * k->leaf_count);
    if (!p->states || !p->factors || !p->seen_factors || !p->scores || !p->probabilities || !p->groups || !room)
        return false;
    lumbar_states_from_answers(k, answers->values, p->states);
    lumbar_factors_from_states(k, p->states, p->factors);
    for (size_t i = 0; i < k->leaf_count; i++) p->scores[i] = k->leaves[i].prior_db;
    lumbar_scores_add(k, p->factors, p->scores, room, room + k->leaf_count);
    lumbar_softmax(p->scores, k->leaf_count, p->probabilities);
    if (!lumbar_seen_from(arena, k, recordings, recording_count, &p->seen)) return false;
    lumbar_factors_from_seen(k, &p->seen, p->states, p->seen_factors);
    if (recording_count) move_by_recordings(k, p, room, room + k->leaf_count);
    for (size_t i = 0; i < k->leaf_count; i++) p->groups[k->leaves[i].group] += p->probabilities[i];
    p->evidence_groups = count_telling(k, p->factors, p->seen_factors);
    return true;
}
