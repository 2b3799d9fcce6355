/* What could still raise the level: the open questions that the red flags above it depend on, and which of them to
 * ask first.
 *
 * Straight from the red flags: one above the level still counts where its condition would be true if every unanswered
 * question were answered as it takes it to be (and, for its `unsure_level`, every "not sure" of the safety screens
 * meant so). A bound, not a search: each part of a condition is granted its own wish, so a question may be asked for a
 * flag that no single answer can fulfil; but none by which the level could rise is ever left out. */
#include <string.h>
#include "reason/reason.h"
#include "reason/rise.h"

typedef struct climb {
    const lumbar_knowledge *k;
    const lumbar_value *values;
    const bool *closed; /* [question_count] taken as answered harmlessly, or NULL */
    lumbar_level level; /* what a flag must be above */
} climb;

enum { WAYS = 3 };

/* Whether what the flag rests on was told apart already, so that nothing more is asked for it. */
static bool settled(const climb *c, const lumbar_flag_row *flag)
{
    lumbar_scope scope = {.knowledge = c->k, .values = c->values};
    return flag->closed_if && lumbar_condition_value(flag->closed_if, &scope) == LUMBAR_PRESENT;
}

/* How a flag could still give a level. */
typedef struct ascent {
    lumbar_scope scope; /* with its wish */
    const lumbar_node *node;
    lumbar_level level;
} ascent;

/* Whether a flag could still give a level above the climb's: as a whole (way 0), or through "not sure" by `when` or by
 * `unsure_when`. */
static bool way_up(const climb *c, const lumbar_flag_row *flag, int way, ascent *a)
{
    *a = (ascent){.scope = {.knowledge = c->k,
                            .values = c->values,
                            .closed = c->closed,
                            .wish = LUMBAR_WISH_UNANSWERED | (way ? LUMBAR_WISH_SAFETY_UNSURE : 0)},
                  .node = way == 2 ? flag->unsure_when : flag->when,
                  .level = way ? flag->unsure_level : flag->level};
    return (!way || flag->has_unsure) && a->node && a->level > c->level && !settled(c, flag) &&
           lumbar_condition_value(a->node, &a->scope) == LUMBAR_PRESENT;
}

/* The highest level that could still be reached through this flag; the climb's own where none above it. */
static lumbar_level reach(const climb *c, const lumbar_flag_row *flag)
{
    ascent a;
    lumbar_level best = c->level;
    for (int way = 0; way < WAYS; way++)
        if (way_up(c, flag, way, &a) && a.level > best) best = a.level;
    return best;
}

typedef struct marks {
    const lumbar_value *values;
    lumbar_known known; /* how the questions to be marked were answered */
    bool *matters;      /* [question_count] */
} marks;

static void mark(void *user, const lumbar_node *node)
{
    marks *m = user;
    if (m->values[node->subject].known == m->known) m->matters[node->subject] = true;
}

static void mark_flag(const climb *c, const lumbar_flag_row *flag, bool *matters)
{
    ascent a;
    marks m = {c->values, LUMBAR_OPEN, matters};
    for (int way = 0; way < WAYS; way++)
        if (way_up(c, flag, way, &a)) lumbar_condition_open(a.node, &a.scope, mark, &m);
}

/* "Not sure" is not no: where the red flag has no level for it, the safety question stays open. */
static void mark_unsure(const climb *c, const lumbar_flag_row *flag, bool *matters)
{
    lumbar_scope scope = {.knowledge = c->k, .values = c->values, .wish = LUMBAR_WISH_SAFETY_UNSURE};
    marks m = {c->values, LUMBAR_NOT_SURE, matters};
    if (flag->has_unsure || flag->level <= c->level) return;
    lumbar_condition_open(flag->when, &scope, mark, &m);
}

void lumbar_rise_mark(const lumbar_answers *answers, lumbar_level level, bool *matters)
{
    const climb c = {answers->knowledge, answers->values, NULL, level};
    for (size_t i = 0; i < c.k->flag_count; i++) {
        mark_flag(&c, &c.k->flags[i], matters);
        mark_unsure(&c, &c.k->flags[i], matters);
    }
}

/* ---- which to ask first -------------------------------------------------------------------------------- */

/* How many flags no longer count once this question is closed. */
static size_t shut_by(const climb *c, bool *closed, size_t question)
{
    size_t shut = 0;
    for (size_t i = 0; i < c->k->flag_count; i++) {
        if (reach(c, &c->k->flags[i]) == c->level) continue;
        closed[question] = true;
        shut += reach(c, &c->k->flags[i]) == c->level;
        closed[question] = false;
    }
    return shut;
}

/* Of the questions that the flags of the highest level depend on, the one that settles most flags at once. */
static size_t pick(const climb *c, bool *closed, bool *matters, lumbar_level *highest)
{
    size_t best = LUMBAR_NO_INDEX, best_shut = 0;
    *highest = c->level;
    for (size_t i = 0; i < c->k->flag_count; i++) {
        lumbar_level one = reach(c, &c->k->flags[i]);
        if (one > *highest) *highest = one;
    }
    memset(matters, 0, c->k->question_count * sizeof *matters);
    for (size_t i = 0; i<c->k->flag_count && * highest> c->level; i++)
        if (reach(c, &c->k->flags[i]) == *highest) mark_flag(c, &c->k->flags[i], matters);
    for (size_t q = 0; q < c->k->question_count; q++) {
        if (!matters[q]) continue;
        size_t shut = shut_by(c, closed, q);
        if (best == LUMBAR_NO_INDEX || shut > best_shut) best = q, best_shut = shut;
    }
    return best;
}

typedef struct gate {
    const lumbar_value *values;
    size_t question; /* the first that is unanswered; LUMBAR_NO_INDEX: none */
} gate;

static void first(void *user, const lumbar_node *node)
{
    gate *g = user;
    if (g->question == LUMBAR_NO_INDEX && g->values[node->subject].known == LUMBAR_OPEN) g->question = node->subject;
}

size_t lumbar_gate_of(const lumbar_answers *answers, size_t question)
{
    const lumbar_knowledge *k = answers->knowledge;
    for (size_t depth = 0; depth < k->question_count; depth++) {
        const lumbar_node *ask_if = k->questions[question].ask_if;
        lumbar_scope scope = {.knowledge = k, .values = answers->values, .wish = LUMBAR_WISH_UNSURE};
        if (!ask_if || lumbar_condition_value(ask_if, &scope) == LUMBAR_PRESENT) return question;
        gate g = {answers->values, LUMBAR_NO_INDEX};
        scope.wish = LUMBAR_WISH_OPEN;
        lumbar_condition_open(ask_if, &scope, first, &g);
        if (g.question == LUMBAR_NO_INDEX) break;
        question = g.question;
    }
    return LUMBAR_NO_INDEX;
}

bool lumbar_rise_of(lumbar_arena *arena, const lumbar_answers *answers, lumbar_rise *rise)
{
    const lumbar_knowledge *k = answers->knowledge;
    bool *closed = LUMBAR_NEW_ARRAY(arena, bool, k->question_count),
         *matters = LUMBAR_NEW_ARRAY(arena, bool, k->question_count);
    if (!closed || !matters) return false;
    const climb c = {k, answers->values, closed, lumbar_triage_level(k, answers->values)};
    *rise = (lumbar_rise){.question = LUMBAR_NO_INDEX, .today = c.level};
    size_t next = pick(&c, closed, matters, &rise->level);
    if (next != LUMBAR_NO_INDEX) rise->question = lumbar_gate_of(answers, next);
    lumbar_level level;
    for (; next != LUMBAR_NO_INDEX; next = pick(&c, closed, matters, &level)) {
        closed[next] = true;
        rise->left++;
    }
    return true;
}
