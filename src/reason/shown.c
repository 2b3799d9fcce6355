/* Groups and leaves as they are shown: sorted, in bands, each with what speaks for and against it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "reason/reason.h"

/* The sentence of one side of a condition: the finding's present, or under `not` its absent, sentence. */
static const char *sentence(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_node *node, bool present)
{
    if (node->kind == LUMBAR_NODE_NOT) return sentence(arena, k, node->left, !present);
    if (node->kind == LUMBAR_NODE_AND) {
        const char *left = sentence(arena, k, node->left, present), *right = sentence(arena, k, node->right, present);
        return left && right ? lumbar_format(arena, "%s %s", left, right) : NULL;
    }
    const lumbar_finding_row *f = &k->findings[node->subject];
    if (present) return f->present;
    return f->absent ? f->absent : lumbar_format(arena, "Not so: %s", f->present);
}

static void insert(lumbar_contribution *list, size_t *count, lumbar_contribution one)
{
    size_t at = 0;
    while (at < *count && (strcmp(list[at].finding, one.finding) != 0 || strcmp(list[at].text, one.text) != 0)) at++;
    if (at < *count) { /* two rows of one finding are one reason */
        one.weight_db += list[at].weight_db;
        if (!one.why) one.why = list[at].why;
        for ((*count)--; at < *count; at++) list[at] = list[at + 1];
    }
    for (at = (*count)++; at > 0 && fabs(one.weight_db) > fabs(list[at - 1].weight_db); at--) list[at] = list[at - 1];
    list[at] = one;
}

typedef struct filler {
    lumbar_arena *arena;
    const lumbar_knowledge *k;
    const lumbar_posterior *p;
} filler;

/* The rows that count for a leaf, from each witness that may move it. */
static bool fill_contributions(const filler *f, size_t leaf, int sign, const lumbar_contribution **list, size_t *count)
{
    const lumbar_knowledge *k = f->k;
    lumbar_contribution *made =
        LUMBAR_NEW_ARRAY(f->arena, lumbar_contribution, LUMBAR_ORIGINS * k->evidence_group_count);
    if (!made) return false;
    for (size_t start = 0; start < k->weight_count; start = lumbar_group_end(k, start))
        for (size_t t = 0; t < LUMBAR_ORIGINS; t++) {
            const double *factors = f->p->witnesses[t].factors;
            if (!f->p->witnesses[t].moves[leaf]) continue;
            size_t row = lumbar_strongest_row(k, factors, start, leaf, sign);
            if (row == LUMBAR_NO_INDEX) continue;
            const lumbar_weight_row *w = &k->weights[row];
            lumbar_contribution one = {w->finding, w->db[leaf] * factors[row], sentence(f->arena, k, w->when, true),
                                       lumbar_first_source(f->arena, w->row), w->told_of[leaf] ? w->why : NULL};
            if (!one.text) return false;
            insert(made, count, one);
        }
    *list = made;
    return true;
}

/* A row's text, what is contested about it, and both in one. */
static bool fill_text(lumbar_arena *arena, const lumbar_row *row, const char **text, const char **about,
                      const char **contested)
{
    *contested = lumbar_row_text(arena, row, "contested");
    *about = *text = lumbar_row_text(arena, row, "text");
    if (!*contested) return true;
    *text = *about ? lumbar_format(arena, "%s %s", *about, *contested) : *contested;
    return *text != NULL;
}

static bool fill_leaf(const filler *f, size_t index, lumbar_leaf *leaf)
{
    const lumbar_leaf_row *row = &f->k->leaves[index];
    *leaf = (lumbar_leaf){
        .id = row->id, .name = row->name, .probability = f->p->probabilities[index], .score_db = f->p->scores[index]};
    return fill_contributions(f, index, 1, &leaf->in_favour, &leaf->favour_count) &&
           fill_contributions(f, index, -1, &leaf->against, &leaf->against_count) &&
           fill_text(f->arena, row->row, &leaf->text, &leaf->about, &leaf->contested);
}

static const char *band(const lumbar_knowledge *k, double probability)
{
    if (probability >= k->limits[LUMBAR_LIMIT_BAND_LIKELY]) return "likely";
    return probability >= k->limits[LUMBAR_LIMIT_BAND_POSSIBLE] ? "possible" : "unlikely";
}

/* A group with its leaves by falling probability; ties go by id. */
static bool fill_cause(const filler *f, size_t group, lumbar_cause *cause)
{
    const lumbar_knowledge *k = f->k;
    const lumbar_group_row *row = &k->groups[group];
    lumbar_leaf *leaves = LUMBAR_NEW_ARRAY(f->arena, lumbar_leaf, k->leaf_count);
    *cause = (lumbar_cause){.id = row->id,
                            .name = row->name,
                            .probability = f->p->groups[group],
                            .band = band(k, f->p->groups[group]),
                            .leaves = leaves};
    if (!leaves || !fill_text(f->arena, row->row, &cause->text, &cause->about, &cause->contested)) return false;
    for (size_t i = 0; i < k->leaf_count; i++) {
        if (k->leaves[i].group != group) continue;
        lumbar_leaf one;
        if (!fill_leaf(f, i, &one)) return false;
        size_t at = cause->leaf_count++;
        for (; at > 0 && (one.probability > leaves[at - 1].probability ||
                          (one.probability == leaves[at - 1].probability && strcmp(one.id, leaves[at - 1].id) < 0));
             at--)
            leaves[at] = leaves[at - 1];
        leaves[at] = one;
    }
    return true;
}

const lumbar_cause *lumbar_causes_shown(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_working *w)
{
    filler f = {arena, k, &w->posterior};
    lumbar_cause *causes = LUMBAR_NEW_ARRAY(arena, lumbar_cause, k->group_count);
    for (size_t c = 0; causes && c < k->group_count; c++)
        if (!fill_cause(&f, w->order[c], &causes[c])) return NULL;
    return causes;
}
