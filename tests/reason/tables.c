/* What the tests of the reasoner share. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "tables.h"

static const char *small_folder(lumbar_arena *arena)
{
    const char *source = getenv("LUMBAR_SOURCE");
    return lumbar_format(arena, "%s/tests/reason/small", source ? source : ".");
}

const lumbar_knowledge *test_small(lumbar_arena *arena)
{
    lumbar_error error = {0};
    const lumbar_knowledge *k = lumbar_knowledge_load(arena, small_folder(arena), &error);
    if (!k) fail_msg("%s", error.text);
    return k;
}

const char *test_small_text(lumbar_arena *arena, const char *table)
{
    FILE *file = fopen(lumbar_format(arena, "%s/%s.txt", small_folder(arena), table), "rb");
    for (size_t i = 0; !file && i < lumbar_builtin_table_count; i++) /* a table that is missing is the built-in one */
        if (!strcmp(lumbar_builtin_tables[i].name, table)) return lumbar_builtin_tables[i].text;
    assert_non_null(file);
    char *text = lumbar_alloc(arena, 1 << 16, 1);
    size_t size = fread(text, 1, (1 << 16) - 1, file);
    fclose(file);
    text[size] = 0;
    return text;
}

const lumbar_knowledge *test_small_with(lumbar_arena *arena, const char *table, const char *text, lumbar_error *error)
{
    lumbar_table_text texts[LUMBAR_TABLE_COUNT + 1];
    for (size_t i = 0; i < LUMBAR_TABLE_COUNT; i++) {
        const char *one = test_small_text(arena, lumbar_table_forms[i].name);
        texts[i] = (lumbar_table_text){lumbar_table_forms[i].name, one, strlen(one)};
    }
    texts[LUMBAR_TABLE_COUNT] = (lumbar_table_text){table, text, strlen(text)};
    return lumbar_knowledge_parse(arena, texts, LUMBAR_TABLE_COUNT + 1, error);
}

const char *test_replace(lumbar_arena *arena, const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);
    if (!at) fail_msg("'%s' is not in the table", from);
    return lumbar_format(arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

/* ---- random -------------------------------------------------------------------------------------------- */

const lumbar_knowledge *test_builtin(lumbar_arena *arena)
{
    lumbar_error error = {0};
    const lumbar_knowledge *k = lumbar_knowledge_builtin(arena, &error);
    if (!k) fail_msg("%s", error.text);
    return k;
}

void test_set(lumbar_answers *answers, const char *question, const char *value)
{
    lumbar_error error = {0};
    if (!lumbar_answers_set(answers, question, value, &error)) fail_msg("%s", error.text);
}

const lumbar_answer *test_why(lumbar_arena *arena, const lumbar_answers *answers)
{
    lumbar_error error = {0};
    const lumbar_answer *answer = lumbar_why(arena, answers, NULL, &error);
    if (!answer) fail_msg("%s", error.text);
    return answer;
}

uint64_t test_next(test_random *random)
{
    uint64_t z = (random->state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

size_t test_below(test_random *random, size_t limit) { return (size_t)(test_next(random) % limit); }
double test_unit(test_random *random) { return (double)(test_next(random) >> 11) / 9007199254740992.0; }

const char *test_answer(lumbar_arena *arena, test_random *random, const lumbar_question *q)
{
    if (test_below(random, 8) == 0) return "not-sure";
    if (q->kind == LUMBAR_YES_NO_UNSURE) return test_below(random, 2) ? "yes" : "no";
    if (q->kind == LUMBAR_NUMBER)
        return lumbar_format(arena, "%d",
                             (int)(q->minimum + floor(test_unit(random) * (q->maximum - q->minimum + 1) * 0.999)));
    if (q->kind == LUMBAR_CHOICE) return q->options[test_below(random, q->option_count)].id;
    const char *text = NULL;
    for (size_t i = 0; i < q->option_count; i++)
        if (test_below(random, q->option_count) < 2)
            text = text ? lumbar_format(arena, "%s,%s", text, q->options[i].id) : q->options[i].id;
    return text ? text : "none";
}

void test_fill(lumbar_answers *answers, lumbar_arena *arena, test_random *random, double share)
{
    for (size_t i = 0; i < answers->knowledge->question_count; i++) {
        const lumbar_question *q = lumbar_question_at(answers->knowledge, i);
        lumbar_error error;
        if (test_unit(random) < share) lumbar_answers_set(answers, q->id, test_answer(arena, random, q), &error);
    }
}

const lumbar_recording *test_recording(lumbar_arena *arena, const lumbar_knowledge *k, test_random *random)
{
    lumbar_recording *recording = LUMBAR_NEW(arena, lumbar_recording);
    lumbar_finding *findings = LUMBAR_NEW_ARRAY(arena, lumbar_finding, k->finding_count);
    for (size_t i = 0; i < k->finding_count; i++) {
        if (test_below(random, 3) == 0) continue;
        findings[recording->finding_count++] = (lumbar_finding){.id = k->findings[i].id,
                                                                .from = LUMBAR_FROM_RECORDING,
                                                                .state = (lumbar_state)test_below(random, 3),
                                                                .strength = test_unit(random),
                                                                .confidence = test_unit(random),
                                                                .text = k->findings[i].present,
                                                                .value = NAN,
                                                                .low = NAN,
                                                                .high = NAN};
    }
    recording->kind = "landmarks";
    recording->path = "random.csv";
    recording->findings = findings;
    return recording;
}

/* ---- answers that make a condition true ---------------------------------------------------------------- */

typedef struct wish {
    uint64_t yes, no; /* options that must, and must not, be ticked */
    double low, high; /* bounds of a number, both inclusive */
    bool used, unsure;
} wish;

typedef struct plan {
    const lumbar_knowledge *k;
    wish *wishes; /* [question_count] */
} plan;

static void note_atom(plan *p, const lumbar_node *node, bool wanted)
{
    wish *w = &p->wishes[node->subject];
    if (!w->used) *w = (wish){.used = true, .low = -INFINITY, .high = INFINITY};
    if (node->kind == LUMBAR_NODE_UNSURE) {
        w->unsure |= wanted;
    } else if (node->kind == LUMBAR_NODE_OPTION) {
        if (wanted && !(w->yes & node->options)) w->yes |= node->options & (~node->options + 1); /* the first one */
        if (!wanted) w->no |= node->options;
    } else {
        bool low = (node->compare == LUMBAR_AT_LEAST || node->compare == LUMBAR_ABOVE) == wanted;
        double step = node->compare == LUMBAR_ABOVE || node->compare == LUMBAR_BELOW ? 1 : 0;
        if (!wanted) step = 1 - step;
        if (low) w->low = fmax(w->low, node->number + step);
        else w->high = fmin(w->high, node->number - step);
    }
}

static void note_wish(plan *p, const lumbar_node *node, bool wanted)
{
    switch (node->kind) {
    case LUMBAR_NODE_NOT: note_wish(p, node->left, !wanted); break;
    case LUMBAR_NODE_AND:
    case LUMBAR_NODE_OR:
        note_wish(p, node->left, wanted);
        if ((node->kind == LUMBAR_NODE_AND) == wanted) note_wish(p, node->right, wanted);
        break;
    case LUMBAR_NODE_FINDING:
        if (p->k->findings[node->subject].rule) note_wish(p, p->k->findings[node->subject].rule, wanted);
        break;
    default: note_atom(p, node, wanted); break;
    }
}

static const char *wish_text(lumbar_arena *arena, const lumbar_question *q, const wish *w)
{
    if (w->unsure) return "not-sure";
    if (q->kind == LUMBAR_NUMBER) {
        double value = isfinite(w->low) ? w->low : isfinite(w->high) ? w->high : q->minimum;
        return lumbar_format(arena, "%g", fmin(fmax(value, q->minimum), q->maximum));
    }
    if (q->kind == LUMBAR_YES_NO_UNSURE) return (w->yes & LUMBAR_BIT_YES) || (w->no & LUMBAR_BIT_NO) ? "yes" : "no";
    const char *text = NULL;
    for (size_t i = 0; i < q->option_count; i++) {
        bool ticked = w->yes >> i & 1, allowed = !(w->no >> i & 1);
        if (q->kind == LUMBAR_CHOICE && (ticked || (!w->yes && allowed))) return q->options[i].id;
        if (q->kind == LUMBAR_SEVERAL && ticked)
            text = text ? lumbar_format(arena, "%s,%s", text, q->options[i].id) : q->options[i].id;
    }
    if (text || q->kind == LUMBAR_CHOICE) return text;
    if (!(w->no & LUMBAR_BIT_NONE)) return "none";
    for (size_t i = 0; i < q->option_count; i++)
        if (!(w->no >> i & 1)) return q->options[i].id;
    return NULL;
}

bool test_make_true(lumbar_answers *answers, lumbar_arena *arena, const lumbar_node *node)
{
    const lumbar_knowledge *k = answers->knowledge;
    plan p = {k, LUMBAR_NEW_ARRAY(arena, wish, k->question_count)};
    note_wish(&p, node, true);
    for (size_t i = 0; i < k->question_count; i++) {
        const lumbar_question *q = lumbar_question_at(k, i);
        lumbar_error error;
        if (!p.wishes[i].used) continue;
        const char *text = wish_text(arena, q, &p.wishes[i]);
        if (!text || !lumbar_answers_set(answers, q->id, text, &error)) return false;
    }
    lumbar_scope scope = {.knowledge = k, .values = answers->values};
    return lumbar_condition_value(node, &scope) == LUMBAR_PRESENT;
}
