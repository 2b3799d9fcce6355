/* Red flags, levels, contradictions, advice, limits and cases -> typed rows. */
#include <string.h>
#include "reason/reason.h"

/* ---- red flags, levels, contradictions ----------------------------------------------------------------- */

static const char *joined(lumbar_arena *arena, const lumbar_knowledge *k, lumbar_phrase_id how, const char *list,
                          const char *item)
{
    return lumbar_phrase_filled(arena, k, how, LUMBAR_HOLES({"list", list}, {"item", item}));
}

/* A list of emergency signs, those that `field` names: "a, b or c". */
static bool read_signs(lumbar_arena *arena, const lumbar_knowledge *k, const char *field, const char **list,
                       lumbar_error *error)
{
    const char *last = NULL, *signs = NULL;
    for (size_t i = 0; i < k->flag_count; i++) {
        const char *sign = lumbar_row_text(arena, k->flags[i].row, field);
        if (!sign) continue;
        if (k->flags[i].level != LUMBAR_EMERGENCY)
            return lumbar_row_fail(error, LUMBAR_TABLE_RED_FLAGS, k->flags[i].row, field,
                                   "only a row of level emergency has a %s", field);
        if (last) signs = signs ? joined(arena, k, LUMBAR_PHRASE_LIST_NEXT, signs, last) : last;
        if (last && !signs) return lumbar_fail_memory(error);
        last = sign;
    }
    *list = signs ? joined(arena, k, LUMBAR_PHRASE_LIST_OR, signs, last) : last ? last : "";
    return *list || lumbar_fail_memory(error);
}

static bool read_flags(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_RED_FLAGS];
    const lumbar_row_reading r = {arena, k, LUMBAR_TABLE_RED_FLAGS, error};
    lumbar_flag_row *flags = LUMBAR_NEW_ARRAY(arena, lumbar_flag_row, table->row_count);
    if (!flags) return lumbar_fail_memory(error);
    k->flags = flags;
    for (size_t i = 0; i < table->row_count; i++) {
        const lumbar_row *row = &table->rows[i];
        const char *unsure = lumbar_row_get(row, "unsure_level");
        flags[i].row = row;
        flags[i].has_unsure = unsure && *unsure && strcmp(unsure, "none");
        if (!lumbar_row_read(&r, row, &flags[i])) return false;
        if (flags[i].unsure_when && !flags[i].has_unsure)
            return lumbar_row_fail(error, LUMBAR_TABLE_RED_FLAGS, row, "unsure_when",
                                   "unsure_when needs an unsure_level");
        k->flag_count++;
    }
    return read_signs(arena, k, "sign", &k->signs, error) && read_signs(arena, k, "first_sign", &k->first_signs, error);
}

static bool elsewhere_names(const lumbar_knowledge *k, const char *level)
{
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_ELSEWHERE];
    for (size_t i = 0; i < table->row_count; i++) {
        const char *named = lumbar_row_get(&table->rows[i], "level");
        if (named && !strcmp(named, level)) return true;
    }
    return false;
}

static bool read_levels(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_LEVELS];
    for (size_t i = 0; i < table->row_count; i++) {
        const lumbar_row *row = &table->rows[i];
        const lumbar_row *other = NULL; /* a row that one of `elsewhere` names */
        const lumbar_row **place = !strcmp(row->id, "unscreened") ? &k->unscreened
                                   : elsewhere_names(k, row->id)  ? &other
                                                                  : NULL;
        for (int level = 0; level < LUMBAR_LEVELS; level++)
            if (!strcmp(row->id, lumbar_level_ids[level])) place = &k->levels[level];
        if (!place)
            return lumbar_row_fail(error, LUMBAR_TABLE_LEVELS, row, NULL,
                                   "not a level, nor 'unscreened', nor named in elsewhere");
        *place = row;
        const char *net = lumbar_row_text(arena, row, "safety_net");
        if (!net) return lumbar_fail_memory(error);
        bool has_signs = lumbar_holes_fit(net, "signs");
        if (!has_signs && !lumbar_holes_fit(net, ""))
            return lumbar_row_fail(error, LUMBAR_TABLE_LEVELS, row, "safety_net", "{signs} is the only hole there is");
        if (!*k->signs && has_signs)
            return lumbar_row_fail(error, LUMBAR_TABLE_LEVELS, row, "safety_net",
                                   "{signs} is the list of emergency signs, but no red flag has a sign");
        const char *summary = lumbar_row_text(arena, row, "summary");
        if (!summary) return lumbar_fail_memory(error);
        if (!lumbar_holes_fit(summary, "when") && !lumbar_holes_fit(summary, ""))
            return lumbar_row_fail(error, LUMBAR_TABLE_LEVELS, row, "summary", "{when} is the only hole there is");
    }
    for (int level = 0; level < LUMBAR_LEVELS; level++)
        if (!k->levels[level])
            return lumbar_fail(error, LUMBAR_INPUT, 0, "knowledge/levels.txt: no row '%s'", lumbar_level_ids[level]);
    return k->unscreened || lumbar_fail(error, LUMBAR_INPUT, 0, "knowledge/levels.txt: no row 'unscreened'");
}

static bool read_contradictions(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_CONTRADICTIONS];
    const lumbar_row_reading r = {arena, k, LUMBAR_TABLE_CONTRADICTIONS, error};
    lumbar_contradiction_row *rows = LUMBAR_NEW_ARRAY(arena, lumbar_contradiction_row, table->row_count);
    if (!rows) return lumbar_fail_memory(error);
    k->contradictions = rows;
    for (; k->contradiction_count < table->row_count; k->contradiction_count++) {
        lumbar_contradiction_row *one = &rows[k->contradiction_count];
        one->row = &table->rows[k->contradiction_count];
        if (!lumbar_row_read(&r, one->row, one)) return false;
    }
    return true;
}

/* What can be dialled: two to five digits. */
static bool read_numbers(const lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_EMERGENCY_NUMBERS];
    for (size_t i = 0; i < table->row_count; i++) {
        const lumbar_row *row = &table->rows[i];
        const char *number = lumbar_row_get(row, "number");
        size_t digits = number ? strspn(number, "0123456789") : 0;
        if (digits < 2 || digits > 5 || number[digits])
            return lumbar_row_fail(error, LUMBAR_TABLE_EMERGENCY_NUMBERS, row, "number",
                                   "number is two to five digits");
    }
    return true;
}

bool lumbar_read_rules(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    return read_flags(arena, k, error) && read_levels(arena, k, error) && read_contradictions(arena, k, error) &&
           read_numbers(k, error);
}

/* ---- advice -------------------------------------------------------------------------------------------- */

bool lumbar_read_for(const lumbar_row_reading *r, const lumbar_row *row, const bool **leaves, bool *any)
{
    return lumbar_read_causes_of(r, row, "for", leaves, any);
}

bool lumbar_read_causes_of(const lumbar_row_reading *r, const lumbar_row *row, const char *column, const bool **leaves,
                           bool *any)
{
    const lumbar_knowledge *k = r->knowledge;
    const char *at = lumbar_row_get(row, column), *item;
    bool *marks = LUMBAR_NEW_ARRAY(r->arena, bool, k->leaf_count);
    if (!marks) return lumbar_fail_memory(r->error);
    *leaves = marks;
    for (size_t length; at && lumbar_item_next(&at, true, &item, &length);) {
        size_t leaf = lumbar_leaf_index(k, item, length), group = lumbar_group_index(k, item, length);
        bool all = lumbar_item_is(item, length, "any");
        if (leaf == LUMBAR_NO_INDEX && group == LUMBAR_NO_INDEX && !all)
            return lumbar_row_fail(r->error, r->table, row, column, "unknown cause '%.*s'",
                                   (int)(length > 60 ? 60 : length), item);
        *any |= all;
        if (leaf != LUMBAR_NO_INDEX) marks[leaf] = true;
        for (size_t i = 0; group != LUMBAR_NO_INDEX && i < k->leaf_count; i++) marks[i] |= k->leaves[i].group == group;
    }
    return true;
}

bool lumbar_read_advice(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_row_reading r = {arena, k, LUMBAR_TABLE_ADVICE, error};
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_ADVICE];
    lumbar_advice_row *rows = LUMBAR_NEW_ARRAY(arena, lumbar_advice_row, table->row_count);
    if (!rows) return lumbar_fail_memory(error);
    k->advice = rows;
    for (; k->advice_count < table->row_count; k->advice_count++) {
        lumbar_advice_row *one = &rows[k->advice_count];
        one->row = &table->rows[k->advice_count];
        if (!lumbar_row_read(&r, one->row, one) || !lumbar_read_for(&r, one->row, &one->leaves, &one->any) ||
            !lumbar_read_says(&r, one->row, &one->says) ||
            !lumbar_read_figure_of(&r, one->row, "figure", &one->figure) ||
            !lumbar_read_figure_of(&r, one->row, "wrong_figure", &one->wrong_figure))
            return false;
    }
    return true;
}

/* ---- limits -------------------------------------------------------------------------------------------- */

bool lumbar_limits_read(const lumbar_knowledge *k, const lumbar_limit *limits, size_t count, lumbar_error *error)
{
    for (size_t i = 0; i < count; i++) {
        const lumbar_row *row = lumbar_row_find(&k->tables[LUMBAR_TABLE_LIMITS], limits[i].id);
        if (!row) return lumbar_fail(error, LUMBAR_INPUT, 0, "knowledge/limits.txt: no row '%s'", limits[i].id);
        *limits[i].value = lumbar_row_number(row, "value");
    }
    return true;
}

bool lumbar_read_limits(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    static const char *const limits[] = {
#define X(name, row) row,
        LUMBAR_LIMITS(X)
#undef X
    };
    for (size_t i = 0; i < LUMBAR_LIMIT_COUNT; i++) {
        const lumbar_row *row = lumbar_row_find(&k->tables[LUMBAR_TABLE_LIMITS], limits[i]);
        if (!row) return lumbar_fail(error, LUMBAR_INPUT, 0, "knowledge/limits.txt: no row '%s'", limits[i]);
        k->limits[i] = lumbar_row_number(row, "value");
        if (k->limits[i] < 0) return lumbar_row_fail(error, LUMBAR_TABLE_LIMITS, row, "value", "value is below 0");
    }
    return true;
}

/* ---- cases --------------------------------------------------------------------------------------------- */

/* Splits `left = right` of an item into two copies; false where there is no '='. */
static bool split(lumbar_arena *arena, const char *item, size_t length, const char **left, const char **right)
{
    const char *equal = memchr(item, '=', length), *end = item + length;
    if (!equal) return false;
    const char *stop = equal, *start = equal + 1;
    while (stop > item && stop[-1] == ' ') stop--;
    while (start < end && *start == ' ') start++;
    *left = lumbar_copy(arena, item, (size_t)(stop - item));
    *right = lumbar_copy(arena, start, (size_t)(end - start));
    return *left && *right && stop > item && start < end;
}

static size_t count_items(const char *value, bool commas)
{
    const char *item;
    size_t count = 0, length;
    while (value && lumbar_item_next(&value, commas, &item, &length)) count++;
    return count;
}

static bool read_case_answers(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_row *row, lumbar_case_row *c,
                              lumbar_error *error)
{
    const char *at = lumbar_row_get(row, "answers"), *item;
    const char **pairs = LUMBAR_NEW_ARRAY(arena, const char *, 2 * count_items(at, false));
    if (!pairs) return lumbar_fail_memory(error);
    c->answers = pairs;
    for (size_t length; at && lumbar_item_next(&at, false, &item, &length); c->answer_count++) {
        const char **pair = pairs + 2 * c->answer_count;
        if (!split(arena, item, length, &pair[0], &pair[1]))
            return lumbar_row_fail(error, LUMBAR_TABLE_CASES, row, "answers",
                                   "an answer is 'question = value', not '%.*s'", (int)(length > 60 ? 60 : length),
                                   item);
        const lumbar_question *q = lumbar_question_find(k, pair[0]);
        lumbar_error inner;
        lumbar_value value;
        if (!q) return lumbar_row_fail(error, LUMBAR_TABLE_CASES, row, "answers", "unknown question '%.60s'", pair[0]);
        if (!lumbar_value_parse(q, pair[1], &value, &inner))
            return lumbar_row_fail(error, LUMBAR_TABLE_CASES, row, "answers", "%s", inner.text);
    }
    return true;
}

static bool read_case_findings(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_row *row,
                               lumbar_case_row *c, lumbar_error *error)
{
    const char *at = lumbar_row_get(row, "findings"), *item, *id, *value;
    size_t most = count_items(at, false);
    size_t *findings = LUMBAR_NEW_ARRAY(arena, size_t, most);
    double *strengths = LUMBAR_NEW_ARRAY(arena, double, most);
    if (!findings || !strengths) return lumbar_fail_memory(error);
    c->findings = findings;
    c->strengths = strengths;
    for (size_t length; at && lumbar_item_next(&at, false, &item, &length); c->finding_count++) {
        double *strength = &strengths[c->finding_count];
        if (!split(arena, item, length, &id, &value) || !lumbar_number_parse(value, strlen(value), strength) ||
            *strength < 0 || *strength > 1)
            return lumbar_row_fail(error, LUMBAR_TABLE_CASES, row, "findings",
                                   "a finding is 'id = strength' (0, absent, to 1), not '%.*s'",
                                   (int)(length > 60 ? 60 : length), item);
        size_t index = lumbar_finding_index(k, id, strlen(id));
        if (index == LUMBAR_NO_INDEX ||
            !(k->findings[index].from[LUMBAR_FROM_RECORDING] || k->findings[index].from[LUMBAR_FROM_HISTORY]))
            return lumbar_row_fail(error, LUMBAR_TABLE_CASES, row, "findings",
                                   "'%.60s' is no finding of a recording or of earlier workouts", id);
        findings[c->finding_count] = index;
    }
    return true;
}

static bool read_accepted(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_row *row, lumbar_case_row *c,
                          lumbar_error *error)
{
    const char *at = lumbar_row_get(row, "accepted"), *item;
    const char **ids = LUMBAR_NEW_ARRAY(arena, const char *, count_items(at, true));
    if (!ids) return lumbar_fail_memory(error);
    c->accepted = ids;
    for (size_t length; at && lumbar_item_next(&at, true, &item, &length); c->accepted_count++) {
        const char *id = ids[c->accepted_count] = lumbar_copy(arena, item, length);
        if (!id) return lumbar_fail_memory(error);
        if (strcmp(id, "none") && strcmp(id, "undecidable") && lumbar_group_index(k, id, length) == LUMBAR_NO_INDEX &&
            lumbar_leaf_index(k, id, length) == LUMBAR_NO_INDEX)
            return lumbar_row_fail(error, LUMBAR_TABLE_CASES, row, "accepted",
                                   "'%.60s' is no cause, nor none, nor undecidable", id);
    }
    return true;
}

bool lumbar_read_cases(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_CASES];
    const lumbar_row_reading r = {arena, k, LUMBAR_TABLE_CASES, error};
    lumbar_case_row *cases = LUMBAR_NEW_ARRAY(arena, lumbar_case_row, table->row_count);
    if (!cases) return lumbar_fail_memory(error);
    k->cases = cases;
    for (size_t i = 0; i < table->row_count; i++) {
        const lumbar_row *row = &table->rows[i];
        cases[i] = (lumbar_case_row){.row = row, .lowest = LUMBAR_SELF_CARE, .highest = LUMBAR_EMERGENCY};
        if (!lumbar_row_read(&r, row, &cases[i]) || !read_case_answers(arena, k, row, &cases[i], error) ||
            !read_case_findings(arena, k, row, &cases[i], error) || !read_accepted(arena, k, row, &cases[i], error))
            return false;
        if (cases[i].lowest > cases[i].highest)
            return lumbar_row_fail(error, LUMBAR_TABLE_CASES, row, "lowest", "lowest is above highest");
        k->case_count++;
    }
    return true;
}
