/* Causes, priors and weights of evidence, and the two caps that the weights must keep. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "reason/reason.h"

/* ---- groups, leaves, priors ---------------------------------------------------------------------------- */

static bool read_prior(lumbar_knowledge *k, lumbar_leaf_row *leaf, lumbar_error *error)
{
    const lumbar_table *priors = &k->tables[LUMBAR_TABLE_PRIORS];
    for (size_t i = 0; i < priors->row_count; i++) {
        const lumbar_row *row = &priors->rows[i];
        const char *id = lumbar_row_get(row, "leaf");
        if (strcmp(id, leaf->id)) continue;
        if (leaf->prior_row)
            return lumbar_row_fail(error, LUMBAR_TABLE_PRIORS, row, "leaf", "a second prior of '%s'", id);
        leaf->prior_row = row;
        leaf->prior_db = lumbar_row_number(row, "prior_db");
    }
    return leaf->prior_row ||
           lumbar_row_fail(error, LUMBAR_TABLE_CAUSES, leaf->row, NULL, "no row of priors for this leaf");
}

static bool check_priors(const lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_table *priors = &k->tables[LUMBAR_TABLE_PRIORS];
    for (size_t i = 0; i < priors->row_count; i++) {
        const char *id = lumbar_row_get(&priors->rows[i], "leaf");
        if (lumbar_leaf_index(k, id, strlen(id)) == LUMBAR_NO_INDEX)
            return lumbar_row_fail(error, LUMBAR_TABLE_PRIORS, &priors->rows[i], "leaf", "unknown leaf '%.60s'", id);
    }
    return true;
}

/* The rows without a group are the groups. */
static bool read_groups(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_CAUSES];
    const lumbar_row_reading r = {arena, k, LUMBAR_TABLE_CAUSES, error};
    lumbar_group_row *groups = LUMBAR_NEW_ARRAY(arena, lumbar_group_row, table->row_count);
    if (!groups) return lumbar_fail_memory(error);
    k->groups = groups;
    for (size_t i = 0; i < table->row_count; i++) {
        const char *group = lumbar_row_get(&table->rows[i], "group");
        if (group && *group) continue;
        lumbar_group_row *one = &groups[k->group_count++];
        *one =
            (lumbar_group_row){.id = table->rows[i].id, .row = &table->rows[i], .moved_by[LUMBAR_FROM_ANSWERS] = true};
        if (!lumbar_row_read(&r, one->row, one)) return false;
        if (!one->text) return lumbar_row_fail(error, r.table, one->row, NULL, "text is missing");
    }
    return k->group_count ||
           lumbar_fail(error, LUMBAR_INPUT, 0, "knowledge/causes.txt: no group of causes (a row without 'group')");
}

bool lumbar_read_causes(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_CAUSES];
    const lumbar_row_reading r = {arena, k, LUMBAR_TABLE_CAUSES, error};
    if (!read_groups(arena, k, error)) return false;
    lumbar_leaf_row *leaves = LUMBAR_NEW_ARRAY(arena, lumbar_leaf_row, table->row_count);
    bool *has_leaf = LUMBAR_NEW_ARRAY(arena, bool, k->group_count);
    if (!leaves || !has_leaf) return lumbar_fail_memory(error);
    k->leaves = leaves;
    for (size_t i = 0; i < table->row_count; i++) {
        const lumbar_row *row = &table->rows[i];
        const char *group = lumbar_row_get(row, "group");
        if (!group || !*group) continue;
        lumbar_leaf_row *leaf = &leaves[k->leaf_count];
        *leaf = (lumbar_leaf_row){.id = row->id, .row = row, .group = lumbar_group_index(k, group, strlen(group))};
        if (leaf->group == LUMBAR_NO_INDEX)
            return lumbar_row_fail(error, LUMBAR_TABLE_CAUSES, row, "group", "unknown group '%.60s'", group);
        lumbar_group_row words = {0}; /* what leaves and groups share */
        if (!lumbar_row_read(&r, row, &words)) return false;
        leaf->name = words.name;
        leaf->wrong_if = words.wrong_if;
        if (!read_prior(k, leaf, error)) return false;
        has_leaf[leaf->group] = true;
        k->leaf_count++;
    }
    for (size_t g = 0; g < k->group_count; g++)
        if (!has_leaf[g])
            return lumbar_row_fail(error, LUMBAR_TABLE_CAUSES, k->groups[g].row, NULL, "a group without a leaf");
    return check_priors(k, error);
}

/* ---- weights ------------------------------------------------------------------------------------------- */

typedef struct atoms {
    const lumbar_knowledge *knowledge;
    size_t findings[4];
    size_t count;
    bool question;
} atoms;

static void collect(void *user, const lumbar_node *node)
{
    atoms *a = user;
    if (node->kind != LUMBAR_NODE_FINDING) a->question = true;
    else if (a->count < LUMBAR_COUNT(a->findings)) a->findings[a->count++] = node->subject;
}

static bool joined_by_and(const lumbar_node *node)
{
    if (node->kind == LUMBAR_NODE_NOT) return node->left->kind == LUMBAR_NODE_FINDING;
    if (node->kind == LUMBAR_NODE_AND) return joined_by_and(node->left) && joined_by_and(node->right);
    return node->kind == LUMBAR_NODE_FINDING;
}

/* `leaf +3, group -2`: a group's id stands for each of its leaves that the row does not name. */
static bool read_decibans(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_row *row, const double **db,
                          lumbar_error *error)
{
    const char *at = lumbar_row_get(row, "weights"), *item;
    double *values = LUMBAR_NEW_ARRAY(arena, double, k->leaf_count);
    double *by_group = LUMBAR_NEW_ARRAY(arena, double, k->group_count);
    bool *named = LUMBAR_NEW_ARRAY(arena, bool, k->leaf_count);
    bool *group_named = LUMBAR_NEW_ARRAY(arena, bool, k->group_count);
    if (!values || !by_group || !named || !group_named) return lumbar_fail_memory(error);
    size_t given = 0;
    for (size_t length; at && lumbar_item_next(&at, true, &item, &length); given++) {
        const char *blank = memchr(item, ' ', length);
        size_t n = blank ? (size_t)(blank - item) : length, skip = n;
        size_t leaf = lumbar_leaf_index(k, item, n), group = lumbar_group_index(k, item, n);
        while (skip < length && item[skip] == ' ') skip++;
        double value = 0;
        if (leaf == LUMBAR_NO_INDEX && group == LUMBAR_NO_INDEX)
            return lumbar_row_fail(error, LUMBAR_TABLE_WEIGHTS, row, "weights", "unknown leaf '%.*s'",
                                   (int)(n > 60 ? 60 : n), item);
        if (!lumbar_number_parse(item + skip, length - skip, &value) || fabs(value) > 30)
            return lumbar_row_fail(error, LUMBAR_TABLE_WEIGHTS, row, "weights",
                                   "a weight is 'leaf +3' in decibans, at most 30, not '%.*s'",
                                   (int)(length > 60 ? 60 : length), item);
        bool *twice = leaf != LUMBAR_NO_INDEX ? &named[leaf] : &group_named[group];
        if (*twice)
            return lumbar_row_fail(error, LUMBAR_TABLE_WEIGHTS, row, "weights", "'%.*s' stands twice", (int)n, item);
        *twice = true;
        if (leaf != LUMBAR_NO_INDEX) values[leaf] = value;
        else by_group[group] = value;
    }
    for (size_t i = 0; i < k->leaf_count; i++)
        if (!named[i]) values[i] = by_group[k->leaves[i].group];
    *db = values;
    return given || lumbar_row_fail(error, LUMBAR_TABLE_WEIGHTS, row, "weights", "no weight is given");
}

/* Of which leaves the reason is told: those that it is said to be for; else those that the row raises most. */
static bool read_told_of(const lumbar_row_reading *r, const lumbar_row *row, lumbar_weight_row *w)
{
    const lumbar_knowledge *k = r->knowledge;
    const char *why_for = lumbar_row_get(row, "why_for");
    bool any = false;
    if (why_for && *why_for) {
        if (!lumbar_read_causes_of(r, row, "why_for", &w->told_of, &any)) return false;
        return !any || lumbar_row_fail(r->error, r->table, row, "why_for", "why_for names causes, not 'any'");
    }
    bool *told = LUMBAR_NEW_ARRAY(r->arena, bool, k->leaf_count);
    double most = 0;
    if (!told) return lumbar_fail_memory(r->error);
    for (size_t i = 0; i < k->leaf_count; i++)
        if ((most <= 0 && w->db[i] < most) || (w->db[i] > 0 && w->db[i] > most)) most = w->db[i];
    for (size_t i = 0; i < k->leaf_count; i++) told[i] = most != 0 && w->db[i] == most;
    w->told_of = told;
    return true;
}

static bool read_weight(const lumbar_row_reading *r, const lumbar_row *row, lumbar_weight_row *w, const char **group)
{
    const lumbar_knowledge *k = r->knowledge;
    w->row = row;
    if (!lumbar_row_read(r, row, w)) return false;
    atoms a = {.knowledge = k};
    lumbar_condition_walk(w->when, k, false, collect, &a);
    if (a.question || a.count < 1 || a.count > 2 || !joined_by_and(w->when))
        return lumbar_row_fail(r->error, r->table, row, "when",
                               "when is 'finding', 'not finding', or two of these joined by 'and'");
    *group = lumbar_row_text(r->arena, row, "group");
    if (!*group && a.count == 2)
        return lumbar_row_fail(r->error, r->table, row, "when", "a pair needs a group of its own");
    if (!*group) *group = k->findings[a.findings[0]].group;
    w->finding = k->findings[a.findings[0]].id;
    if (a.count == 2) /* the walk goes from right to left */
        w->finding = lumbar_format(r->arena, "%s+%s", k->findings[a.findings[1]].id, k->findings[a.findings[0]].id);
    for (size_t i = 0; i < a.count; i++) {
        w->recording |= k->findings[a.findings[i]].from[LUMBAR_FROM_RECORDING];
        w->atoms[w->atom_count++] = a.findings[i];
    }
    return (w->finding != NULL || lumbar_fail_memory(r->error)) && read_decibans(r->arena, k, row, &w->db, r->error) &&
           read_told_of(r, row, w);
}

bool lumbar_read_weights(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_WEIGHTS];
    const lumbar_row_reading r = {arena, k, LUMBAR_TABLE_WEIGHTS, error};
    lumbar_weight_row *read = LUMBAR_NEW_ARRAY(arena, lumbar_weight_row, table->row_count);
    lumbar_weight_row *sorted = LUMBAR_NEW_ARRAY(arena, lumbar_weight_row, table->row_count);
    const char **groups = LUMBAR_NEW_ARRAY(arena, const char *, table->row_count);
    const char **names = LUMBAR_NEW_ARRAY(arena, const char *, table->row_count);
    if (!read || !sorted || !groups || !names) return lumbar_fail_memory(error);
    for (size_t i = 0; i < table->row_count; i++)
        if (!read_weight(&r, &table->rows[i], &read[i], &groups[i])) return false;
    k->weights = sorted;
    k->evidence_groups = names;
    for (size_t i = 0; i < table->row_count; i++) { /* rows of one group together, in the order of the table */
        if (!groups[i]) continue;
        const char *group = groups[i];
        for (size_t j = i; j < table->row_count; j++) {
            if (!groups[j] || strcmp(groups[j], group)) continue;
            sorted[k->weight_count] = read[j];
            sorted[k->weight_count++].group = k->evidence_group_count;
            groups[j] = NULL;
        }
        names[k->evidence_group_count++] = group;
    }
    return true;
}

/* ---- caps ---------------------------------------------------------------------------------------------- */

static double up(double db) { return db > 0 ? db : 0; }
static double down(double db) { return db < 0 ? db : 0; }

/* What recordings can add to a leaf, or take from it, in all groups together. */
static double recording_reach(const lumbar_knowledge *k, size_t leaf, int sign)
{
    double sum = 0;
    for (size_t start = 0, end; start < k->weight_count; start = end) {
        double most = 0;
        end = lumbar_group_end(k, start);
        for (size_t i = start; i < end; i++)
            if (k->weights[i].recording) most = fmax(most, sign * k->weights[i].db[leaf]);
        sum += most;
    }
    return sum;
}

/* The largest change of the odds of leaf a over leaf b that rows of one group can bring. In the worst set of
 * rows one brings a's highest weight and one b's lowest; any further row could only lessen it, so two rows
 * are enough. */
static double group_reach(const lumbar_knowledge *k, size_t start, size_t end, size_t a, size_t b)
{
    double worst = 0;
    for (size_t i = start; i < end; i++)
        for (size_t j = start; j < end; j++) {
            const double *one = k->weights[i].db, *two = k->weights[j].db;
            double for_a = up(fmax(one[a], two[a])) + down(fmin(one[a], two[a]));
            double for_b = up(fmax(one[b], two[b])) + down(fmin(one[b], two[b]));
            worst = fmax(worst, for_a - for_b);
        }
    return worst;
}

/* All groups but those in `except`. */
static double pair_reach(const lumbar_knowledge *k, const bool *except, size_t a, size_t b)
{
    double sum = 0;
    for (size_t start = 0, end; start < k->weight_count; start = end) {
        end = lumbar_group_end(k, start);
        if (!except[k->weights[start].group]) sum += group_reach(k, start, end, a, b);
    }
    return sum;
}

static bool check_recording_cap(const lumbar_knowledge *k, lumbar_error *error)
{
    double cap = k->limits[LUMBAR_LIMIT_RECORDING_CAP];
    for (size_t leaf = 0; leaf < k->leaf_count; leaf++) {
        double rise = recording_reach(k, leaf, 1), fall = recording_reach(k, leaf, -1);
        if (!k->groups[k->leaves[leaf].group].moved_by[LUMBAR_FROM_RECORDING] || fmax(rise, fall) <= cap + 1e-9)
            continue;
        return lumbar_fail(
            error, LUMBAR_INPUT, 0,
            "knowledge/weights.txt: findings of recordings together could move '%s' by +%.1f or -%.1f dB; "
            "'recording-cap' allows %.1f",
            k->leaves[leaf].id, rise, fall, cap);
    }
    return true;
}

/* `between`: two groups of causes; `except`: groups of findings that the cap is not about. */
static bool read_pair_cap(const lumbar_knowledge *k, const lumbar_row *row, size_t *sides, bool *except,
                          lumbar_error *error)
{
    const char *at = lumbar_row_get(row, "between"), *item;
    size_t count = 0, length;
    for (; at && lumbar_item_next(&at, true, &item, &length); count++)
        if (count < 2) sides[count] = lumbar_group_index(k, item, length);
    if (count != 2 || sides[0] == LUMBAR_NO_INDEX || sides[1] == LUMBAR_NO_INDEX)
        return lumbar_row_fail(error, LUMBAR_TABLE_LIMITS, row, "between", "between names two groups of causes");
    at = lumbar_row_get(row, "except");
    while (at && lumbar_item_next(&at, true, &item, &length)) {
        size_t g = 0;
        while (g < k->evidence_group_count && !lumbar_item_is(item, length, k->evidence_groups[g])) g++;
        if (g == k->evidence_group_count)
            return lumbar_row_fail(error, LUMBAR_TABLE_LIMITS, row, "except", "no weight is in a group '%.*s'",
                                   (int)(length > 60 ? 60 : length), item);
        except[g] = true;
    }
    return true;
}

static bool check_pair_cap(lumbar_arena *arena, const lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_row *row = lumbar_row_find(&k->tables[LUMBAR_TABLE_LIMITS], "strain-disc-cap");
    size_t sides[2];
    bool *except = LUMBAR_NEW_ARRAY(arena, bool, k->evidence_group_count);
    if (!except) return lumbar_fail_memory(error);
    if (!read_pair_cap(k, row, sides, except, error)) return false;
    for (size_t s = 0; s < LUMBAR_COUNT(sides); s++)
        if (k->groups[sides[s]].moved_by[LUMBAR_FROM_RECORDING] || k->groups[sides[s]].moved_by[LUMBAR_FROM_HISTORY])
            return lumbar_row_fail(error, LUMBAR_TABLE_CAUSES, k->groups[sides[s]].row, NULL,
                                   "'strain-disc-cap' reckons with answers, so nothing else may move this group");
    double cap = k->limits[LUMBAR_LIMIT_PAIR_CAP];
    for (size_t a = 0; a < k->leaf_count; a++)
        for (size_t b = 0; b < k->leaf_count; b++) {
            size_t from = k->leaves[a].group, to = k->leaves[b].group;
            if (!((from == sides[0] && to == sides[1]) || (from == sides[1] && to == sides[0]))) continue;
            double worst = pair_reach(k, except, a, b);
            if (worst > cap + 1e-9)
                return lumbar_fail(error, LUMBAR_INPUT, 0,
                                   "knowledge/weights.txt: all rows together could move the odds of '%s' over '%s' by "
                                   "%.1f dB; 'strain-disc-cap' allows %.1f",
                                   k->leaves[a].id, k->leaves[b].id, worst, cap);
        }
    return true;
}

bool lumbar_check_caps(lumbar_arena *arena, const lumbar_knowledge *k, lumbar_error *error)
{
    return check_recording_cap(k, error) && check_pair_cap(arena, k, error);
}
