/* What to ask next: the safety screens; then the question whose answers would pull the ranking furthest apart, with
 * room kept for every question that could still raise the level: the interview never ends before those.
 *
 * The gain of a question is the mutual information between its answer and the cause, in bits: the entropy of
 * the mixture of the rankings that its answers would give, less the mean of their entropies. It is never
 * negative and 0 where no answer changes anything. The chance of an answer is taken as proportional to the
 * sum over leaves of today's probability times the factor by which the answer would raise that leaf; before
 * evidence the question's `usual` answer has its share, and all others count alike. This is an approximation:
 * weights are odds, not frequencies of answers, and of questions with several ticks each tick is tried alone.
 * A row that needs a second question still open counts half, so that pairs are asked for at all. */
#include <math.h>
#include <string.h>
#include "reason/reason.h"
#include "reason/rise.h"

/* Our own choice: leaves inside a group count for a fifth of groups, enough to choose the remedy once the
 * group is clear. */
static const double leaf_share = 0.2;
static const double half = 0.5;
enum { MOST_NUMBERS = 16 };

static double entropy_bits(const double *p, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        if (p[i] > 0) sum -= p[i] * log2(p[i]);
    return sum;
}

/* ---- which questions a finding speaks of --------------------------------------------------------------- */

typedef struct mention {
    size_t question;
    bool found;
    double *numbers; /* thresholds that a number is compared with, or NULL */
    size_t number_count;
} mention;

static void note(void *user, const lumbar_node *node)
{
    mention *m = user;
    if (node->kind == LUMBAR_NODE_FINDING || node->subject != m->question) return;
    m->found = true;
    if (node->kind == LUMBAR_NODE_COMPARE && m->numbers && m->number_count < MOST_NUMBERS)
        m->numbers[m->number_count++] = node->number;
}

static bool mentions(const lumbar_knowledge *k, const lumbar_node *node, mention *m)
{
    m->found = false;
    if (node) lumbar_condition_walk(node, k, true, note, m);
    return m->found;
}

/* ---- trying one answer --------------------------------------------------------------------------------- */

/* Room for trying answers without allocating; each call has its own, so the answers stay as they are. */
typedef struct scratch {
    lumbar_value *values;                /* [question_count] */
    lumbar_state *states, *states_today; /* [finding_count] */
    bool *mentioned;                     /* [finding_count] the rule speaks of the question that is tried */
    double *shares;                      /* [finding_count] how far a finding counts */
    double *factors, *factors_today;     /* [weight_count] how far a row counts, 0: not at all */
    bool *touched;                       /* [weight_count] a mentioned finding is in the row */
    double *scores, *probabilities, *base, *today, *mixture, *high, *low; /* [leaf_count] */
    double *groups; /* [group_count] of the ranking that is looked at */
} scratch;

/* NULL when out of memory. */
static scratch *scratch_new(lumbar_arena *arena, const lumbar_knowledge *k)
{
    scratch *s = LUMBAR_NEW(arena, scratch);
    if (!s) return NULL;
    s->values = LUMBAR_NEW_ARRAY(arena, lumbar_value, k->question_count);
    s->states = LUMBAR_NEW_ARRAY(arena, lumbar_state, k->finding_count);
    s->states_today = LUMBAR_NEW_ARRAY(arena, lumbar_state, k->finding_count);
    s->mentioned = LUMBAR_NEW_ARRAY(arena, bool, k->finding_count);
    s->shares = LUMBAR_NEW_ARRAY(arena, double, k->finding_count);
    s->factors = LUMBAR_NEW_ARRAY(arena, double, k->weight_count);
    s->factors_today = LUMBAR_NEW_ARRAY(arena, double, k->weight_count);
    s->touched = LUMBAR_NEW_ARRAY(arena, bool, k->weight_count);
    s->groups = LUMBAR_NEW_ARRAY(arena, double, k->group_count);
    bool good = s->values && s->states && s->states_today && s->mentioned && s->shares && s->factors &&
                s->factors_today && s->touched && s->groups;
    double **parts[] = {&s->scores, &s->probabilities, &s->base, &s->today, &s->mixture, &s->high, &s->low};
    for (size_t i = 0; good && i < LUMBAR_COUNT(parts); i++)
        good = (*parts[i] = LUMBAR_NEW_ARRAY(arena, double, k->leaf_count)) != NULL;
    return good ? s : NULL;
}

typedef struct trial {
    const lumbar_answers *answers;
    scratch *s;
    size_t question;
    double weight;   /* sum of the chances of the answers tried so far, not yet normalised */
    double surprise; /* sum of chance times bits left open; the scratch mixture is the sum of chance times
                        ranking */
    double nothing;  /* sum of the chances of answers after which there is nothing to explain */
} trial;

/* Findings after the answer, and how far each counts: half where a second open question would have to
 * agree. */
static void try_states(const trial *t)
{
    const lumbar_knowledge *k = t->answers->knowledge;
    scratch *s = t->s;
    lumbar_scope plain = {.knowledge = k, .values = s->values},
                 hope = {.knowledge = k, .values = s->values, .wish = LUMBAR_WISH_OPEN};
    for (size_t i = 0; i < k->finding_count; i++) {
        if (!s->mentioned[i]) continue; /* as it is today */
        const lumbar_node *rule = k->findings[i].rule;
        s->shares[i] = 1;
        s->states[i] = lumbar_condition_value(rule, &plain);
        if (s->states[i] != LUMBAR_UNKNOWN || lumbar_condition_value(rule, &hope) != LUMBAR_PRESENT) continue;
        s->states[i] = LUMBAR_PRESENT;
        s->shares[i] = half;
    }
}

/* Bits about the main cause: those about the group, and a share of those about the leaf inside it. */
static double surprise(const lumbar_knowledge *k, scratch *s, const double *leaves, double nothing)
{
    memset(s->groups, 0, k->group_count * sizeof *s->groups);
    for (size_t i = 0; i < k->leaf_count; i++) s->groups[k->leaves[i].group] += leaves[i];
    double groups = entropy_bits(s->groups, k->group_count);
    return groups + entropy_bits(&nothing, 1) + leaf_share * (entropy_bits(leaves, k->leaf_count) - groups);
}

/* Rows that count after the answer in the scratch values, and the ranking that follows. */
static void rank_trial(const trial *t)
{
    const lumbar_knowledge *k = t->answers->knowledge;
    scratch *s = t->s;
    lumbar_scope scope = {.knowledge = k, .states = s->states};
    try_states(t);
    for (size_t i = 0; i < k->weight_count; i++) {
        if (!s->touched[i]) continue; /* as it is today */
        const lumbar_weight_row *w = &k->weights[i];
        s->factors[i] = 0;
        if (lumbar_condition_value(w->when, &scope) != LUMBAR_PRESENT) continue;
        for (size_t a = 0; a < w->atom_count; a++)
            if (a == 0 || s->shares[w->atoms[a]] < s->factors[i]) s->factors[i] = s->shares[w->atoms[a]];
    }
    for (size_t i = 0; i < k->leaf_count; i++) s->scores[i] = k->leaves[i].prior_db;
    lumbar_scores_add(k, s->factors, s->scores, s->high, s->low);
    lumbar_softmax(s->scores, k->leaf_count, s->probabilities);
}

/* How common the answer is among people, before evidence; 1 on average over the answers of a question. */
static double share_of(const lumbar_question_row *q, uint64_t bits)
{
    size_t answers =
        q->shown.kind == LUMBAR_YES_NO_UNSURE ? 2 : q->shown.option_count + (q->shown.kind == LUMBAR_SEVERAL);
    if (!q->usual || answers < 2) return 1;
    double n = (double)answers;
    return bits == q->usual ? n * q->usual_share : n * (1 - q->usual_share) / (n - 1);
}

/* Adds the answer that stands in the scratch values; `share` is how common it is among people. */
static void try_answer(trial *t, double share)
{
    const lumbar_knowledge *k = t->answers->knowledge;
    scratch *s = t->s;
    lumbar_scope scope = {.knowledge = k, .values = s->values};
    /* One tick of several is not yet the whole answer: the back may be ticked beside it. */
    if (k->questions[t->question].shown.kind != LUMBAR_SEVERAL && lumbar_elsewhere(k, &scope)) {
        t->weight += share; /* a ranking of its own, without surprise */
        t->nothing += share;
        return;
    }
    rank_trial(t);
    double chance = 0;
    for (size_t i = 0; i < k->leaf_count; i++) chance += s->today[i] * pow(10, (s->scores[i] - s->base[i]) / 10);
    chance *= share;
    t->weight += chance;
    t->surprise += chance * surprise(k, s, s->probabilities, 0);
    for (size_t i = 0; i < k->leaf_count; i++) s->mixture[i] += chance * s->probabilities[i];
}

/* Every answer that could be told apart: each option alone, none, yes and no, numbers between the
 * thresholds. */
static void try_numbers(trial *t, const lumbar_question *q, lumbar_value *value)
{
    const lumbar_knowledge *k = t->answers->knowledge;
    double numbers[MOST_NUMBERS + 2];
    mention m = {.question = t->question, .numbers = numbers};
    for (size_t i = 0; i < k->finding_count; i++) mentions(k, k->findings[i].rule, &m);
    numbers[m.number_count++] = q->minimum;
    numbers[m.number_count++] = q->maximum;
    for (size_t i = 1; i < m.number_count; i++) /* sorted */
        for (size_t j = i; j > 0 && numbers[j] < numbers[j - 1]; j--) {
            double swap = numbers[j];
            numbers[j] = numbers[j - 1];
            numbers[j - 1] = swap;
        }
    for (size_t i = 1; i < m.number_count; i++) {
        if (numbers[i] <= numbers[i - 1]) continue;
        value->number = (numbers[i] + numbers[i - 1]) / 2;
        try_answer(t, 1);
    }
}

/* Sets the scratch to today's answers and marks what the question can change; false where that is no
 * weight. */
static bool prepare(const lumbar_answers *answers, scratch *s, size_t question)
{
    const lumbar_knowledge *k = answers->knowledge;
    mention m = {.question = question};
    bool any = false;
    memcpy(s->values, answers->values, k->question_count * sizeof *s->values);
    memcpy(s->states, s->states_today, k->finding_count * sizeof *s->states);
    memcpy(s->factors, s->factors_today, k->weight_count * sizeof *s->factors);
    memset(s->mixture, 0, k->leaf_count * sizeof *s->mixture);
    for (size_t i = 0; i < k->finding_count; i++) {
        s->shares[i] = 1;
        s->mentioned[i] = k->mentions[i * k->question_count + question];
    }
    for (size_t i = 0; i < k->weight_count; i++) {
        const lumbar_weight_row *w = &k->weights[i];
        s->touched[i] = s->mentioned[w->atoms[0]] || (w->atom_count == 2 && s->mentioned[w->atoms[1]]);
        any |= s->touched[i];
    }
    for (size_t i = 0; i < k->elsewhere_count; i++)
        any |= mentions(k, k->elsewhere[i].when, &m) || mentions(k, k->elsewhere[i].not_if, &m);
    return any;
}

/* Whether the person said that they can tell of it: what the question waits for is true by what they know, and not by
 * a "not sure". */
static bool told_of(const lumbar_answers *answers, scratch *s, size_t question)
{
    const lumbar_knowledge *k = answers->knowledge;
    const lumbar_node *ask_if = k->questions[question].ask_if;
    lumbar_scope scope = {.knowledge = k, .values = s->values};
    if (!ask_if) return false;
    memcpy(s->values, answers->values, k->question_count * sizeof *s->values);
    for (size_t i = 0; i < k->question_count; i++)
        if (s->values[i].known == LUMBAR_NOT_SURE) s->values[i].known = LUMBAR_OPEN;
    return lumbar_condition_value(ask_if, &scope) == LUMBAR_PRESENT;
}

/* The answer by which a question is reached: of which question, and which of its options. */
typedef struct gate {
    const lumbar_value *values;
    size_t subject;
    uint64_t options;
} gate;

static void note_gate(void *user, const lumbar_node *node)
{
    gate *g = user;
    if (node->kind != LUMBAR_NODE_OPTION || g->options || g->values[node->subject].known != LUMBAR_KNOWN) return;
    g->options = node->options & g->values[node->subject].options;
    g->subject = node->subject;
}

static gate gate_by(const lumbar_answers *answers, size_t question)
{
    const lumbar_knowledge *k = answers->knowledge;
    gate g = {.values = answers->values};
    if (k->questions[question].ask_if) lumbar_condition_walk(k->questions[question].ask_if, k, true, note_gate, &g);
    return g;
}

/* Whether the person said that they can tell of it and nothing was asked about that yet. */
static bool unheard(const lumbar_answers *answers, scratch *s, size_t question)
{
    const lumbar_knowledge *k = answers->knowledge;
    gate g = gate_by(answers, question);
    if (!g.options || !told_of(answers, s, question)) return false;
    for (size_t i = 0; i < k->question_count; i++) {
        if (i == question || answers->values[i].known == LUMBAR_OPEN || k->questions[i].shown.screen) continue;
        gate other = gate_by(answers, i);
        if (other.subject == g.subject && (other.options & g.options)) return false;
    }
    return true;
}

static double gain_of(const lumbar_answers *answers, scratch *s, size_t question)
{
    const lumbar_knowledge *k = answers->knowledge;
    const lumbar_question *q = &k->questions[question].shown;
    trial t = {.answers = answers, .s = s, .question = question};
    lumbar_value *value = &s->values[question];
    bool told = told_of(answers, s, question); /* whoever can tell of it gives no usual answer, and not "none" */
    if (!prepare(answers, s, question)) return 0;
    *value = (lumbar_value){.known = LUMBAR_KNOWN, .number = NAN};
    if (q->kind == LUMBAR_NUMBER) try_numbers(&t, q, value);
    size_t options = q->kind == LUMBAR_YES_NO_UNSURE ? 2 : q->option_count;
    for (size_t i = 0; q->kind != LUMBAR_NUMBER && i < options; i++) {
        value->options = (uint64_t)1 << i;
        try_answer(&t, told ? 1 : share_of(&k->questions[question], value->options));
    }
    if (q->kind == LUMBAR_SEVERAL && !told) {
        value->options = LUMBAR_BIT_NONE;
        try_answer(&t, share_of(&k->questions[question], value->options));
    }
    if (t.weight <= 0) return 0;
    double mixed = t.weight;
    for (size_t i = 0; i < k->leaf_count; i++) s->mixture[i] /= mixed;
    double gain = surprise(k, s, s->mixture, t.nothing / mixed) - t.surprise / mixed;
    return gain <= 0 ? 0 : told ? gain * k->limits[LUMBAR_LIMIT_INTERVIEW_TOLD] : gain;
}

/* Today's ranking, against which answers are tried. */
static void rank_today(const lumbar_answers *answers, scratch *s)
{
    const lumbar_knowledge *k = answers->knowledge;
    lumbar_states_from_answers(k, answers->values, s->states_today);
    lumbar_factors_from_states(k, s->states_today, s->factors_today);
    for (size_t i = 0; i < k->leaf_count; i++) s->base[i] = k->leaves[i].prior_db;
    lumbar_scores_add(k, s->factors_today, s->base, s->high, s->low);
    lumbar_softmax(s->base, k->leaf_count, s->today);
}

double lumbar_interview_gain(lumbar_arena *arena, const lumbar_answers *answers, size_t question)
{
    scratch *s = scratch_new(arena, answers->knowledge);
    if (!s) return NAN;
    rank_today(answers, s);
    return gain_of(answers, s, question);
}

/* ---- the choice ---------------------------------------------------------------------------------------- */

/* Whether the question could be asked, be it after the one that it waits for. */
static bool may_ask(const lumbar_answers *answers, size_t i)
{
    const lumbar_question *q = &answers->knowledge->questions[i].shown;
    lumbar_scope scope = {.knowledge = answers->knowledge, .values = answers->values};
    return q->asked && !q->screen && answers->values[i].known == LUMBAR_OPEN && lumbar_question_reachable(&scope, i);
}

static bool open_screen(const lumbar_answers *answers, lumbar_next *next)
{
    const lumbar_knowledge *k = answers->knowledge;
    for (size_t i = 0; i < k->question_count; i++) {
        int screen = k->questions[i].shown.screen;
        if (!lumbar_triage_question_open(answers, i) || (next->screen && screen >= next->screen)) continue;
        *next = (lumbar_next){.question = &k->questions[i].shown, .screen = screen, .gain_bits = NAN};
    }
    return next->screen != 0;
}

/* The question with the largest gain that is worth the person's time; unchanged *next where there is none. Of what
 * somebody offered to tell one thing is asked, be its gain as small as it may: who ticks it waits for it. */
static bool choose_for_cause(lumbar_arena *arena, const lumbar_answers *answers, lumbar_next *next)
{
    const lumbar_knowledge *k = answers->knowledge;
    scratch *s = scratch_new(arena, k);
    if (!s) return false;
    rank_today(answers, s);
    double best = 0;
    for (size_t i = 0; i < k->question_count; i++) {
        if (!may_ask(answers, i)) continue;
        double gain = gain_of(answers, s, i);
        bool worth = gain > k->limits[LUMBAR_LIMIT_INTERVIEW_GAIN] || unheard(answers, s, i);
        size_t reached = worth && gain > best + 1e-12 ? lumbar_gate_of(answers, i) : LUMBAR_NO_INDEX;
        if (reached == LUMBAR_NO_INDEX) continue;
        best = gain;
        *next = (lumbar_next){.question = &k->questions[reached].shown, .gain_bits = gain};
    }
    return true;
}

/* How many more questions about the cause there is room for, beside those that the level needs. */
static double room_left(const lumbar_answers *answers, size_t needed)
{
    const lumbar_knowledge *k = answers->knowledge;
    size_t told = 0;
    for (size_t i = 0; i < k->question_count; i++)
        told += !k->questions[i].shown.screen && answers->values[i].known != LUMBAR_OPEN;
    return k->limits[LUMBAR_LIMIT_INTERVIEW_MAX] - (double)(told + needed);
}

bool lumbar_interview_choose(lumbar_arena *arena, const lumbar_answers *answers, lumbar_next *next)
{
    const lumbar_knowledge *k = answers->knowledge;
    lumbar_scope scope = {.knowledge = k, .values = answers->values};
    lumbar_rise rise;
    *next = (lumbar_next){.gain_bits = NAN};
    if (lumbar_triage_level(k, answers->values) == LUMBAR_EMERGENCY) return true; /* help first: nothing is asked */
    if (open_screen(answers, next)) return true;
    if (!lumbar_rise_of(arena, answers, &rise)) return false;
    const lumbar_elsewhere_row *elsewhere = lumbar_elsewhere(k, &scope);
    bool urgent = rise.question != LUMBAR_NO_INDEX && rise.level >= LUMBAR_SAME_DAY && rise.today > LUMBAR_SELF_CARE;
    if (!urgent && elsewhere) { /* what could still say otherwise is asked, and no more of the cause */
        size_t open = lumbar_elsewhere_open(answers, elsewhere);
        if (open != LUMBAR_NO_INDEX) next->question = &k->questions[open].shown;
    } else if (!urgent && room_left(answers, rise.left) > 0 && !choose_for_cause(arena, answers, next)) {
        return false;
    }
    if (!next->question && rise.question != LUMBAR_NO_INDEX) next->question = &k->questions[rise.question].shown;
    return true;
}

lumbar_next lumbar_interview_next(const lumbar_answers *answers)
{
    lumbar_next next;
    lumbar_arena *arena = lumbar_arena_new();
    if (!arena || !lumbar_settle(arena, lumbar_interview_choose(arena, answers, &next), NULL))
        next = (lumbar_next){.gain_bits = NAN, .code = LUMBAR_MEMORY};
    lumbar_arena_free(arena);
    return next;
}
