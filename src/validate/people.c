/* People with full answers: the shipped cases completed, and random ones. */
#include <math.h>
#include <string.h>
#include "reason/reason.h"
#include "validate/chance.h"
#include "validate/people.h"

/* Own choice: where a case tells no age, one at which age alone raises no level. */
static const char grown_up[] = "35";

/* A list of what one can tell more about: no finding speaks of it, it only lets other questions through. */
static bool only_a_gate(const lumbar_knowledge *k, size_t index)
{
    for (size_t i = 0; i < k->finding_count; i++)
        if (k->mentions[i * k->question_count + index]) return false;
    return k->questions[index].shown.kind == LUMBAR_SEVERAL;
}

static const char *harmless(const lumbar_knowledge *k, size_t index)
{
    const lumbar_question *q = &k->questions[index].shown;
    if (!q->screen) return only_a_gate(k, index) ? "none" : "not-sure";
    if (q->kind == LUMBAR_NUMBER) return !strcmp(q->id, "age-years") ? grown_up : "not-sure";
    return q->kind == LUMBAR_YES_NO_UNSURE ? "no" : q->kind == LUMBAR_SEVERAL ? "none" : "not-sure";
}

/* Nobody who tells a thing elsewhere denies it on a list. */
static bool agree(lumbar_answers *answers, lumbar_error *error)
{
    const lumbar_knowledge *k = answers->knowledge;
    lumbar_scope scope = {.knowledge = k, .values = answers->values};
    for (size_t i = 0; i < k->question_count; i++) {
        const lumbar_question_row *q = &k->questions[i];
        if (!q->told_by || lumbar_condition_value(q->told_by, &scope) != LUMBAR_PRESENT) continue;
        if (!lumbar_answers_set(answers, q->shown.id, "yes", error)) return false;
    }
    return true;
}

/* The options that a gate lets through, of a list that the person has not answered. */
typedef struct opened {
    const lumbar_answers *answers;
    uint64_t *options; /* [question_count] */
} opened;

static void open_gate(void *user, const lumbar_node *node)
{
    opened *o = user;
    bool list = node->kind == LUMBAR_NODE_OPTION && only_a_gate(o->answers->knowledge, node->subject);
    if (list && o->answers->values[node->subject].known == LUMBAR_OPEN) o->options[node->subject] |= node->options;
}

/* Whoever tells a thing has said on the list before it that they can. */
static bool lead(lumbar_arena *arena, lumbar_answers *answers, lumbar_error *error)
{
    const lumbar_knowledge *k = answers->knowledge;
    opened o = {answers, LUMBAR_NEW_ARRAY(arena, uint64_t, k->question_count)};
    if (!o.options) return lumbar_fail_memory(error);
    for (size_t i = 0; i < k->question_count; i++)
        if (k->questions[i].ask_if && answers->values[i].known == LUMBAR_KNOWN)
            lumbar_condition_walk(k->questions[i].ask_if, k, false, open_gate, &o);
    for (size_t i = 0; i < k->question_count; i++) {
        const lumbar_question *q = &k->questions[i].shown;
        const char *text = NULL;
        for (size_t n = 0; n < q->option_count; n++)
            if (o.options[i] >> n & 1)
                text = text ? lumbar_format(arena, "%s,%s", text, q->options[n].id) : q->options[n].id;
        if (text && !lumbar_answers_set(answers, q->id, text, error)) return false;
    }
    return true;
}

/* Whether the question is asked at all, and the answers so far let it be. */
static bool applies(const lumbar_answers *answers, size_t index)
{
    const lumbar_question_row *q = &answers->knowledge->questions[index];
    lumbar_scope scope = {.knowledge = answers->knowledge, .values = answers->values, .wish = LUMBAR_WISH_UNSURE};
    if (!q->shown.asked && !q->shown.screen) return false;
    return !q->ask_if || lumbar_condition_value(q->ask_if, &scope) == LUMBAR_PRESENT;
}

bool lumbar_person_complete(lumbar_arena *arena, lumbar_answers *answers, lumbar_error *error)
{
    const lumbar_knowledge *k = answers->knowledge;
    if (!lead(arena, answers, error) || !agree(answers, error)) return false;
    for (size_t i = 0; i < k->question_count; i++) {
        const lumbar_question *q = &k->questions[i].shown;
        if (answers->values[i].known != LUMBAR_OPEN || !applies(answers, i)) continue;
        if (!lumbar_answers_set(answers, q->id, harmless(k, i), error)) return false;
    }
    return true;
}

lumbar_answers *lumbar_person_of_case(lumbar_arena *arena, const lumbar_knowledge *k, size_t index, lumbar_error *error)
{
    const lumbar_case_row *row = &k->cases[index];
    lumbar_answers *answers = lumbar_answers_new(arena, k);
    if (!answers) return lumbar_fail_memory(error), NULL;
    for (size_t i = 0; i < row->answer_count; i++)
        if (!lumbar_answers_set(answers, row->answers[2 * i], row->answers[2 * i + 1], error)) return NULL;
    return lumbar_person_complete(arena, answers, error) ? answers : NULL;
}

/* ---- random -------------------------------------------------------------------------------------------- */

/* Own choice: of four people one has no safety sign at all, so that what the interview asks afterwards decides; the
 * others have ever more. A tenth of the answers beyond the safety screens is "not sure". */
static const double sign_rates[] = {0, 0.01, 0.04, 0.15};
static const double unsure_rate = 0.1;

static const char *several(lumbar_arena *arena, uint64_t *state, const lumbar_question *q)
{
    const char *text = NULL;
    for (size_t i = 0; i < q->option_count; i++)
        if (lumbar_chance_below(state, q->option_count) < 2)
            text = text ? lumbar_format(arena, "%s,%s", text, q->options[i].id) : q->options[i].id;
    return text ? text : "none";
}

static const char *draw(lumbar_arena *arena, uint64_t *state, const lumbar_question *q, double signs)
{
    bool sign = q->screen && q->kind == LUMBAR_YES_NO_UNSURE;
    if (sign) return lumbar_chance(state) < signs ? (lumbar_chance_below(state, 3) ? "yes" : "not-sure") : "no";
    if (lumbar_chance(state) < (q->screen ? signs : unsure_rate)) return "not-sure";
    if (q->kind == LUMBAR_YES_NO_UNSURE) return lumbar_chance_below(state, 2) ? "yes" : "no";
    if (q->kind == LUMBAR_NUMBER)
        return lumbar_format(arena, "%.0f", floor(q->minimum + lumbar_chance(state) * (q->maximum - q->minimum)));
    return q->kind == LUMBAR_CHOICE ? q->options[lumbar_chance_below(state, q->option_count)].id
                                    : several(arena, state, q);
}

/* Draws whatever applies and is not answered yet; *drawn: how many. */
static bool draw_open(lumbar_answers *answers, uint64_t *state, double signs, size_t *drawn, lumbar_error *error)
{
    const lumbar_knowledge *k = answers->knowledge;
    *drawn = 0;
    for (size_t i = 0; i < k->question_count; i++) {
        const lumbar_question *q = &k->questions[i].shown;
        if (answers->values[i].known != LUMBAR_OPEN || !applies(answers, i)) continue;
        const char *value = draw(answers->arena, state, q, signs);
        lumbar_error refused = {0}; /* what does not fit together is not sure */
        if (!value || (!lumbar_answers_set(answers, q->id, value, &refused) &&
                       !lumbar_answers_set(answers, q->id, "not-sure", error)))
            return lumbar_fail_memory(error);
        ++*drawn;
    }
    return true;
}

lumbar_answers *lumbar_person_random(lumbar_arena *arena, const lumbar_knowledge *k, uint64_t seed, lumbar_error *error)
{
    uint64_t state = seed;
    lumbar_answers *answers = lumbar_answers_new(arena, k);
    if (!answers) return lumbar_fail_memory(error), NULL;
    double signs = sign_rates[lumbar_chance_below(&state, LUMBAR_COUNT(sign_rates))];
    for (size_t drawn = 1; drawn;) /* what is told elsewhere may open more */
        if (!draw_open(answers, &state, signs, &drawn, error) || !agree(answers, error)) return NULL;
    return answers;
}
