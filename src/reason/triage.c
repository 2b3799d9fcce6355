/* Triage: from answers and nothing else. No recording can be handed in here, so none can reassure. */
#include <stdlib.h>
#include <string.h>
#include "reason/reason.h"
#include "reason/rise.h"

bool lumbar_triage_question_open(const lumbar_answers *answers, size_t question)
{
    const lumbar_question_row *q = &answers->knowledge->questions[question];
    if (!q->shown.screen || answers->values[question].known != LUMBAR_OPEN) return false;
    lumbar_scope scope = {.knowledge = answers->knowledge, .values = answers->values};
    return lumbar_question_reachable(&scope, question);
}

/* The level if every open question were answered as harmlessly as it can be. */
static lumbar_level level_if_clear(const lumbar_answers *answers, lumbar_value *values)
{
    const lumbar_knowledge *k = answers->knowledge;
    memcpy(values, answers->values, k->question_count * sizeof *values);
    lumbar_values_clear(k, values);
    return lumbar_triage_level(k, values);
}

/* ---- because ------------------------------------------------------------------------------------------- */

typedef struct reasons {
    lumbar_arena *arena;
    const lumbar_answers *answers;
    lumbar_because *list; /* room for one of each question */
    uint64_t *matched;    /* [question_count] options that counted */
    bool *noted;          /* [question_count] */
} reasons;

static void note(void *user, const lumbar_node *node)
{
    reasons *r = user;
    if (node->kind == LUMBAR_NODE_FINDING) return;
    r->noted[node->subject] = true;
    if (node->kind == LUMBAR_NODE_OPTION) r->matched[node->subject] |= node->options;
}

/* The options that counted, where any did, else all that were answered. */
static void add_options(const lumbar_question *q, uint64_t shown, lumbar_text *text)
{
    for (size_t i = 0; i < q->option_count; i++) {
        if (!(shown >> i & 1)) continue;
        if (text->size) lumbar_text_add(text, "; ");
        lumbar_text_add(text, q->options[i].text);
    }
}

/* The question and its answer in plain words. */
static const char *in_words(reasons *r, size_t index)
{
    const lumbar_knowledge *k = r->answers->knowledge;
    const lumbar_question *q = &k->questions[index].shown;
    const lumbar_value *v = &r->answers->values[index];
    uint64_t shown = (v->options & r->matched[index]) ? v->options & r->matched[index] : v->options;
    lumbar_phrase_id phrase = LUMBAR_PHRASE_SAID;
    lumbar_text answer = {0};
    if (v->known == LUMBAR_NOT_SURE) phrase = LUMBAR_PHRASE_SAID_UNSURE;
    else if (q->kind == LUMBAR_YES_NO_UNSURE)
        phrase = shown == LUMBAR_BIT_YES ? LUMBAR_PHRASE_SAID_YES : LUMBAR_PHRASE_SAID_NO;
    else if (q->kind == LUMBAR_NUMBER && q->unit)
        lumbar_phrase_fill(&answer, k, LUMBAR_PHRASE_AMOUNT, LUMBAR_HOLES({"number", v->text}, {"unit", q->unit}));
    else if (q->kind == LUMBAR_NUMBER) lumbar_text_add(&answer, v->text);
    else if (shown == LUMBAR_BIT_NONE) phrase = LUMBAR_PHRASE_SAID_NONE;
    else add_options(q, shown, &answer);
    const char *text = NULL;
    if (answer.failed) lumbar_arena_spend(r->arena);
    else
        text = lumbar_phrase_filled(r->arena, k, phrase,
                                    LUMBAR_HOLES({"question", q->brief}, {"answer", answer.data ? answer.data : ""}));
    lumbar_text_free(&answer);
    return text;
}

static bool fill_because(reasons *r, lumbar_triage *t)
{
    const lumbar_knowledge *k = r->answers->knowledge;
    for (size_t i = 0; i < k->question_count; i++) {
        if (!r->noted[i] || r->answers->values[i].known == LUMBAR_OPEN) continue;
        lumbar_because *b = &r->list[t->because_count++];
        *b = (lumbar_because){k->questions[i].shown.id, r->answers->values[i].text, in_words(r, i)};
        if (!b->text) return false;
    }
    t->because = r->list;
    return true;
}

/* ---- words --------------------------------------------------------------------------------------------- */

/* Adds a sentence or more unless it stands there already. */
static bool join(lumbar_arena *arena, const char **text, const char *more)
{
    if (!more || (*text && strstr(*text, more))) return true;
    *text = *text ? lumbar_format(arena, "%s %s", *text, more) : more;
    return *text != NULL;
}

const lumbar_row *lumbar_level_row(const lumbar_answers *answers, const lumbar_triage *t)
{
    const lumbar_knowledge *k = answers->knowledge;
    lumbar_scope scope = {.knowledge = k, .values = answers->values};
    if (t->level > LUMBAR_SELF_CARE) return k->levels[t->level];
    if (!t->screened) return k->unscreened;
    const lumbar_elsewhere_row *elsewhere = lumbar_elsewhere(k, &scope);
    return elsewhere ? elsewhere->level : k->levels[LUMBAR_SELF_CARE];
}

/* The sign that says what to do: the first, of those that want an ambulance where one does. NULL: none says it; a sign
 * that is not sure has the level's words, as its own are of a higher one. */
static const lumbar_row *acting(const lumbar_flags_up *up, lumbar_level level)
{
    const lumbar_row *first = NULL;
    for (size_t i = 0; i < up->count; i++) {
        const lumbar_row *row = up->rows[i]->row;
        if (up->rows[i]->level != level || !lumbar_row_get(row, "act")) continue;
        if (!first || (!lumbar_row_get(first, "ambulance") && lumbar_row_get(row, "ambulance"))) first = row;
    }
    return first;
}

/* Looking again may raise the level, and lowers none. */
static void look_again(const lumbar_answers *answers, lumbar_flags_up *up, lumbar_triage *t)
{
    lumbar_scope scope = {.knowledge = answers->knowledge, .values = answers->values};
    up->again = lumbar_again_of(answers->knowledge, &scope, lumbar_level_row(answers, t));
    up->before = t->level;
    if (!up->again) return;
    if (up->again->raises > t->level) t->level = up->again->raises;
    if (up->again->raises > t->if_clear) t->if_clear = up->again->raises;
}

/* Whether looking again is among what set the level. */
static bool raised(const lumbar_flags_up *up, lumbar_level level)
{
    return up->again && level > LUMBAR_SELF_CARE && up->again->raises == level;
}

static bool fill_words(lumbar_arena *arena, const lumbar_answers *answers, const lumbar_flags_up *up, lumbar_triage *t)
{
    const lumbar_knowledge *k = answers->knowledge;
    lumbar_scope scope = {.knowledge = k, .values = answers->values};
    const lumbar_row *words = lumbar_level_row(answers, t);
    bool good = true;
    for (size_t i = 0; good && i < up->count; i++) { /* what was told first, then what to do about it */
        const lumbar_row *row = up->rows[i]->row;
        good = join(arena, &t->text, lumbar_row_text(arena, row, "text")) &&
               join(arena, &t->tell_doctor, lumbar_row_text(arena, row, "tell_doctor")) &&
               join(arena, &t->would_change, lumbar_row_text(arena, row, "would_change"));
    }
    const lumbar_row *act = acting(up, t->level);
    if (raised(up, t->level)) {
        good = good && join(arena, &t->text, up->again->text) &&
               join(arena, &t->tell_doctor, lumbar_row_text(arena, up->again->row, "tell_doctor"));
        if (!act) act = up->again->row;
    }
    t->act = act ? lumbar_row_text(arena, act, "act") : NULL;
    t->say = act ? lumbar_row_text(arena, act, "tell_doctor") : NULL;
    const lumbar_elsewhere_row *elsewhere = lumbar_elsewhere(k, &scope);
    if (elsewhere && t->level < LUMBAR_EMERGENCY) good = good && join(arena, &t->safety_net, elsewhere->help);
    const char *net = lumbar_row_text(arena, words, "safety_net");
    const lumbar_hole signs = {"signs", k->signs};
    good = good && net && join(arena, &t->safety_net, lumbar_fill(arena, net, &signs, 1));
    t->recheck_days = (int)lumbar_row_number(words, "recheck_days");
    return good && join(arena, &t->text, lumbar_row_text(arena, words, "text")) &&
           join(arena, &t->would_change, lumbar_row_text(arena, words, "would_change"));
}

/* The flags of the level that was reached; the answers behind them. */
static bool collect_flags(reasons *r, lumbar_level level, lumbar_flags_up *up)
{
    const lumbar_knowledge *k = r->answers->knowledge;
    up->rows = LUMBAR_NEW_ARRAY(r->arena, const lumbar_flag_row *, k->flag_count);
    up->count = 0;
    if (!up->rows) return false;
    for (size_t i = 0; i < k->flag_count && level > LUMBAR_SELF_CARE; i++) {
        lumbar_level one;
        const lumbar_node *node;
        lumbar_scope scope = {.knowledge = k, .values = r->answers->values};
        if (!lumbar_flag_level(&k->flags[i], &scope, &one, &node) || one != level) continue;
        up->rows[up->count++] = &k->flags[i];
        lumbar_condition_because(node, &scope, note, r);
    }
    lumbar_scope scope = {.knowledge = k, .values = r->answers->values};
    if (raised(up, level)) lumbar_condition_because(up->again->when, &scope, note, r);
    return true;
}

/* The open questions that decide: those of the safety screens, and whatever else could still raise the level. */
static bool fill_open(lumbar_arena *arena, const lumbar_answers *answers, lumbar_triage *t)
{
    const lumbar_knowledge *k = answers->knowledge;
    const char **open = LUMBAR_NEW_ARRAY(arena, const char *, k->question_count);
    bool *matters = LUMBAR_NEW_ARRAY(arena, bool, k->question_count);
    if (!open || !matters) return false;
    lumbar_rise_mark(answers, t->level, matters);
    for (size_t i = 0; i < k->question_count; i++)
        if (matters[i] || lumbar_triage_question_open(answers, i)) open[t->open_count++] = k->questions[i].shown.id;
    t->open = open;
    t->screened = t->open_count == 0;
    return true;
}

bool lumbar_triage_of(lumbar_arena *arena, const lumbar_answers *answers, lumbar_triage *t, lumbar_flags_up *flags)
{
    const lumbar_knowledge *k = answers->knowledge;
    lumbar_flags_up up;
    lumbar_value *values = LUMBAR_NEW_ARRAY(arena, lumbar_value, k->question_count);
    reasons r = {arena, answers, LUMBAR_NEW_ARRAY(arena, lumbar_because, k->question_count),
                 LUMBAR_NEW_ARRAY(arena, uint64_t, k->question_count),
                 LUMBAR_NEW_ARRAY(arena, bool, k->question_count)};
    if (!values || !r.list || !r.matched || !r.noted) return false;
    *t = (lumbar_triage){.level = lumbar_triage_level(k, answers->values), .if_clear = level_if_clear(answers, values)};
    if (!fill_open(arena, answers, t)) return false;
    look_again(answers, &up, t);
    if (!collect_flags(&r, t->level, &up) || !fill_because(&r, t) || !fill_words(arena, answers, &up, t)) return false;
    if (flags) *flags = up;
    return true;
}

const char *lumbar_emergency_signs(const lumbar_knowledge *knowledge) { return knowledge->signs; }
