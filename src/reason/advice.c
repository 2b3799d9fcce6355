/* Which advice fits: for the leading causes, unless something makes it unsafe. */
#include <string.h>
#include "reason/reason.h"

static bool is_kind(const lumbar_advice_row *row, const char *kind)
{
    return !strcmp(lumbar_row_get(row->row, "kind"), kind);
}

double lumbar_importance(const lumbar_knowledge *k, const bool *leaves, bool any, const double *leading)
{
    double best = any ? 0 : -1;
    for (size_t i = 0; i < k->leaf_count; i++)
        if (leaves[i] && leading[i] > 0 && leading[i] > best) best = leading[i];
    return best;
}

static double importance(const lumbar_knowledge *k, const lumbar_advice_row *row, const lumbar_advice_need *need)
{
    return lumbar_importance(k, row->leaves, row->any, need->leading);
}

bool lumbar_could_hold(const lumbar_node *node, const lumbar_scope *plain)
{
    lumbar_scope worst = *plain;
    worst.wish = LUMBAR_WISH_UNSURE | LUMBAR_WISH_SAFETY_UNANSWERED;
    if (lumbar_condition_value(node, plain) == LUMBAR_PRESENT) return true;
    if (lumbar_condition_value(node, &worst) == LUMBAR_PRESENT) return true;
    worst.states = NULL; /* findings of answers that are not decided */
    return lumbar_condition_value(node, &worst) == LUMBAR_PRESENT;
}

/* Blocked when the unsafe condition holds, or could hold; the latter not for rows that ask for nothing to be done: when
 * to stop, whom to see, when to look again. */
static bool blocked(const lumbar_advice_row *row, const lumbar_scope *plain)
{
    if (!row->not_if) return false;
    if (is_kind(row, "stop-rule") || is_kind(row, "care") || is_kind(row, "recheck"))
        return lumbar_condition_value(row->not_if, plain) == LUMBAR_PRESENT;
    return lumbar_could_hold(row->not_if, plain);
}

/* Who is to be seen anyhow gets no step up, no dose, no rule of his own for training and no day to look again: whoever
 * looks decides. */
static bool waits(const lumbar_advice_row *row)
{
    return is_kind(row, "recheck") || is_kind(row, "dose") || is_kind(row, "swap") || is_kind(row, "stop-rule");
}

static bool fits(const lumbar_knowledge *k, const lumbar_advice_row *row, const lumbar_advice_need *need)
{
    lumbar_scope scope = {.knowledge = k, .values = need->answers->values, .states = need->states};
    if (need->level < row->level || (need->level >= LUMBAR_SAME_DAY && row->level < LUMBAR_SAME_DAY)) return false;
    if (need->level >= LUMBAR_CLINICIAN && waits(row)) return false;
    /* both speak of an ache of the lower back */
    if (need->elsewhere && (is_kind(row, "stop-rule") || is_kind(row, "recheck"))) return false;
    if (importance(k, row, need) < 0 || lumbar_claims_clash(k, need->said, row->says)) return false;
    if (row->when && lumbar_condition_value(row->when, &scope) != LUMBAR_PRESENT) return false;
    return !blocked(row, &scope);
}

/* True where `a` comes before `b`: care first when somebody should be seen, then rank, importance, id. */
static bool before(const lumbar_knowledge *k, const lumbar_advice_need *need, const lumbar_advice_row *a,
                   const lumbar_advice_row *b)
{
    bool care_a = is_kind(a, "care"), care_b = is_kind(b, "care");
    if (need->level >= LUMBAR_CLINICIAN && care_a != care_b) return care_a;
    if (a->rank != b->rank) return a->rank < b->rank;
    double p = importance(k, a, need), q = importance(k, b, need);
    if (p != q) return p > q;
    return strcmp(a->row->id, b->row->id) < 0;
}

/* Our own choice: at most two rows of a kind, so that a change of form leaves room for dose, warm-up and
 * relief. Care has no such bound. */
enum { MOST_OF_A_KIND = 2 };

static bool has_room(const lumbar_advice_row *row, const lumbar_advice_row *const *chosen, size_t count)
{
    size_t same = 0;
    for (size_t i = 0; i < count; i++) {
        if (chosen[i] == row) return false;
        same += is_kind(chosen[i], lumbar_row_get(row->row, "kind"));
    }
    return same < MOST_OF_A_KIND || is_kind(row, "care");
}

/* One plan: what stands already is not taken back. */
static bool contradicts(const lumbar_knowledge *k, const lumbar_advice_row *row, const lumbar_advice_row *const *chosen,
                        size_t count)
{
    uint64_t said = 0;
    for (size_t i = 0; i < count; i++) said |= chosen[i]->says;
    return lumbar_claims_clash(k, said, row->says);
}

/* The first row in order that fits, has room and, where `kind` is not NULL, is of that kind; NULL when none
 * is left. */
static const lumbar_advice_row *next_row(const lumbar_knowledge *k, const lumbar_advice_need *need, const char *kind,
                                         const lumbar_advice_row *const *chosen, size_t count)
{
    const lumbar_advice_row *best = NULL;
    for (size_t i = 0; i < k->advice_count; i++) {
        const lumbar_advice_row *row = &k->advice[i];
        if ((kind && !is_kind(row, kind)) || !has_room(row, chosen, count) || !fits(k, row, need)) continue;
        if (contradicts(k, row, chosen, count)) continue;
        if (!best || before(k, need, row, best)) best = row;
    }
    return best;
}

size_t lumbar_advice_choose(const lumbar_knowledge *k, const lumbar_advice_need *need, const lumbar_advice_row **chosen,
                            size_t most, bool *reached)
{
    size_t count = 0;
    for (size_t i = 0; reached && i < k->advice_count; i++) reached[i] |= fits(k, &k->advice[i], need);
    const lumbar_advice_row *stop = next_row(k, need, "stop-rule", chosen, 0);
    uint64_t rule = stop ? stop->says : 0;
    lumbar_advice_need rest = *need;
    rest.said |= rule; /* the rule for training stands first, whatever its place in the list */
    for (const lumbar_advice_row *row; count < most; chosen[count++] = row)
        if (!(row = next_row(k, &rest, NULL, chosen, count))) return count;
    bool has_stop = false;
    for (size_t i = 0; i < count; i++) has_stop |= is_kind(chosen[i], "stop-rule");
    if (stop && !has_stop) chosen[count - 1] = stop;
    return count;
}
