/* Typed rows by their ids, and where a group of them ends. */
#include <string.h>
#include "reason/reason.h"

size_t lumbar_question_index(const lumbar_knowledge *k, const char *id, size_t length)
{
    for (size_t i = 0; i < k->question_count; i++)
        if (lumbar_item_is(id, length, k->questions[i].shown.id)) return i;
    return LUMBAR_NO_INDEX;
}

size_t lumbar_finding_index(const lumbar_knowledge *k, const char *id, size_t length)
{
    for (size_t i = 0; i < k->finding_count; i++)
        if (lumbar_item_is(id, length, k->findings[i].id)) return i;
    return LUMBAR_NO_INDEX;
}

size_t lumbar_leaf_index(const lumbar_knowledge *k, const char *id, size_t length)
{
    for (size_t i = 0; i < k->leaf_count; i++)
        if (lumbar_item_is(id, length, k->leaves[i].id)) return i;
    return LUMBAR_NO_INDEX;
}

size_t lumbar_group_index(const lumbar_knowledge *k, const char *id, size_t length)
{
    for (size_t i = 0; i < k->group_count; i++)
        if (lumbar_item_is(id, length, k->groups[i].id)) return i;
    return LUMBAR_NO_INDEX;
}

uint64_t lumbar_option_bits(const lumbar_question *question, const char *id, size_t length)
{
    if (question->kind == LUMBAR_YES_NO_UNSURE)
        return lumbar_item_is(id, length, "yes")  ? LUMBAR_BIT_YES
               : lumbar_item_is(id, length, "no") ? LUMBAR_BIT_NO
                                                  : 0;
    if (question->kind == LUMBAR_SEVERAL && lumbar_item_is(id, length, "none")) return LUMBAR_BIT_NONE;
    for (size_t i = 0; i < question->option_count; i++)
        if (lumbar_item_is(id, length, question->options[i].id)) return (uint64_t)1 << i;
    for (size_t i = 0; i < question->name_count; i++)
        if (lumbar_item_is(id, length, question->names[i].id))
            return lumbar_option_bits(question, question->names[i].option, strlen(question->names[i].option));
    return 0;
}

static const lumbar_exercise *exercise(const lumbar_knowledge *k, const char *id, size_t length)
{
    for (size_t i = 0; i < k->exercise_count; i++)
        if (lumbar_item_is(id, length, k->exercises[i].id)) return &k->exercises[i];
    return NULL;
}

const lumbar_exercise *lumbar_exercise_find(const lumbar_knowledge *k, const char *id)
{
    return exercise(k, id, strlen(id));
}

uint64_t lumbar_exercise_bits(const lumbar_knowledge *k, const lumbar_question *q, const char *id, size_t length)
{
    uint64_t bits = lumbar_option_bits(q, id, length);
    const lumbar_exercise *meant = q->of_exercises ? exercise(k, id, length) : NULL;
    for (size_t i = 0; meant && i < k->exercise_count; i++)
        if (k->exercises[i].like == meant)
            bits |= lumbar_option_bits(q, k->exercises[i].id, strlen(k->exercises[i].id));
    return bits;
}

size_t lumbar_question_count(const lumbar_knowledge *k) { return k->question_count; }

const lumbar_question *lumbar_question_at(const lumbar_knowledge *k, size_t index)
{
    return index < k->question_count ? &k->questions[index].shown : NULL;
}

const lumbar_question *lumbar_question_find(const lumbar_knowledge *k, const char *id)
{
    return lumbar_question_at(k, lumbar_question_index(k, id, strlen(id)));
}

size_t lumbar_group_end(const lumbar_knowledge *k, size_t start)
{
    size_t end = start;
    while (end < k->weight_count && k->weights[end].group == k->weights[start].group) end++;
    return end;
}
