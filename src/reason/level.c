/* The level that the red flags set, straight from the values of answers. */
#include "reason/reason.h"

bool lumbar_flag_level(const lumbar_flag_row *flag, lumbar_scope *scope, lumbar_level *level, const lumbar_node **node)
{
    scope->wish = LUMBAR_WISH_NOTHING;
    *level = flag->level;
    *node = flag->when;
    if (lumbar_condition_value(*node, scope) == LUMBAR_PRESENT) return true;
    if (!flag->has_unsure) return false;
    scope->wish = LUMBAR_WISH_SAFETY_UNSURE;
    *level = flag->unsure_level;
    if (lumbar_condition_value(*node, scope) == LUMBAR_PRESENT) return true;
    *node = flag->unsure_when;
    return *node && lumbar_condition_value(*node, scope) == LUMBAR_PRESENT;
}

lumbar_level lumbar_triage_level(const lumbar_knowledge *k, const lumbar_value *values)
{
    lumbar_level level = LUMBAR_SELF_CARE, one;
    lumbar_scope scope = {.knowledge = k, .values = values};
    const lumbar_node *node;
    for (size_t i = 0; i < k->flag_count; i++)
        if (lumbar_flag_level(&k->flags[i], &scope, &one, &node) && one > level) level = one;
    return level;
}

void lumbar_values_clear(const lumbar_knowledge *k, lumbar_value *values)
{
    for (size_t i = 0; i < k->question_count; i++) {
        const lumbar_question *q = &k->questions[i].shown;
        if (!q->screen || values[i].known != LUMBAR_OPEN) continue;
        uint64_t no =
            lumbar_option_bits(q, q->kind == LUMBAR_SEVERAL ? "none" : "no", q->kind == LUMBAR_SEVERAL ? 4 : 2);
        if (no)
            values[i] =
                (lumbar_value){.known = LUMBAR_KNOWN, .options = no, .text = no == LUMBAR_BIT_NONE ? "none" : "no"};
    }
}
