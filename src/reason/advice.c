/* Which advice fits: for the leading causes, unless something makes it unsafe. */
#include <string.h>
#include "reason/reason.h"

static bool is_kind(const lumbar_advice_row *row, const char *kind)
{
    return !strcmp(lumbar_row_get(row->row, "kind"), kind);
}

/* The probability of the most probable leading leaf that the advice is for; 0 for "any", negative: for none of them. */
static double leading(const lumbar_knowledge *k, const lumbar_advice_row *row, const double *leaves)
{
    double best = row->any ? 0 : -1;
    for (size_t i = 0; i < k->leaf_count; i++)
        if (row->leaves[i] && leaves[i] > 0 && leaves[i] > best) best = leaves[i];
    return best;
}

/* Blocked when the unsafe condition holds, and when a "not sure" could make it hold. */
static bool blocked(const lumbar_advice_row *row, const lumbar_scope *plain)
{
    if (!row->not_if) return false;
    lumbar_scope unsure = *plain;
    unsure.wish = LUMBAR_WISH_UNSURE;
    if (lumbar_condition_value(row->not_if, plain) == LUMBAR_PRESENT) return true;
    if (lumbar_condition_value(row->not_if, &unsure) == LUMBAR_PRESENT) return true;
    unsure.states = NULL; /* findings of answers behind which a "not sure" stands */
    return lumbar_condition_value(row->not_if, &unsure) == LUMBAR_PRESENT;
}

static bool fits(const lumbar_knowledge *k, const lumbar_advice_row *row, const lumbar_advice_need *need)
{
    lumbar_scope scope = {k, need->answers->values, need->states, LUMBAR_WISH_NOTHING};
    bool care = is_kind(row, "care");
    if (need->level >= LUMBAR_SAME_DAY && !care) return false;
    if (leading(k, row, need->leading) < 0) return false;
    if (row->when && lumbar_condition_value(row->when, &scope) != LUMBAR_PRESENT) return false;
    return !blocked(row, &scope);
}

/* True where `a` comes before `b`: care first when somebody should be seen, then rank, probability, id. */
static bool before(const lumbar_knowledge *k, const lumbar_advice_need *need, const lumbar_advice_row *a,
                   const lumbar_advice_row *b)
{
    bool care_a = is_kind(a, "care"), care_b = is_kind(b, "care");
    if (need->level >= LUMBAR_CLINICIAN && care_a != care_b) return care_a;
    if (a->rank != b->rank) return a->rank < b->rank;
    double p = leading(k, a, need->leading), q = leading(k, b, need->leading);
    if (p != q) return p > q;
    return strcmp(a->row->id, b->row->id) < 0;
}

size_t lumbar_advice_choose(const lumbar_knowledge *k, const lumbar_advice_need *need, const lumbar_advice_row **chosen,
                            size_t most, bool *reached)
{
    size_t count = 0;
    const lumbar_advice_row *stop = NULL;
    for (size_t i = 0; i < k->advice_count; i++) {
        const lumbar_advice_row *row = &k->advice[i];
        if (!fits(k, row, need)) continue;
        if (reached) reached[i] = true;
        if (is_kind(row, "stop-rule") && (!stop || before(k, need, row, stop))) stop = row;
        size_t at = count;
        while (at > 0 && before(k, need, row, chosen[at - 1])) at--;
        if (at == most) continue;
        if (count < most) count++;
        memmove(&chosen[at + 1], &chosen[at], (count - at - 1) * sizeof *chosen);
        chosen[at] = row;
    }
    bool has_stop = false;
    for (size_t i = 0; i < count; i++) has_stop |= chosen[i] == stop;
    if (stop && !has_stop && count) chosen[count - 1] = stop;
    return count;
}
