/* The whole answer: triage, ranking, advice, words, next question, sources. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "reason/reason.h"

/* ---- outcome and order --------------------------------------------------------------------------------- */

/* Groups by falling probability; ties go by id. NULL when out of memory. */
static size_t *sorted_groups(lumbar_arena *arena, const lumbar_knowledge *k, const double *probability)
{
    size_t *order = LUMBAR_NEW_ARRAY(arena, size_t, k->group_count);
    for (size_t i = 0; order && i < k->group_count; i++) {
        size_t at = i;
        for (; at > 0; at--) {
            double before = probability[order[at - 1]];
            bool first = probability[i] > before ||
                         (probability[i] == before && strcmp(k->groups[i].id, k->groups[order[at - 1]].id) < 0);
            if (!first) break;
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
    return order;
}

static lumbar_outcome outcome_of(const lumbar_knowledge *k, const lumbar_working *w, double first)
{
    if (w->elsewhere) return LUMBAR_NOTHING_TO_EXPLAIN;
    bool told = (double)w->posterior.evidence_groups >= k->limits[LUMBAR_LIMIT_ENOUGH_ANSWERS];
    return told && first >= k->limits[LUMBAR_LIMIT_ENOUGH_PROBABILITY] ? LUMBAR_RANKED : LUMBAR_NOT_ENOUGH;
}

/* The first leaf of each further cause that has enough of the first cause's probability. */
static bool fill_contributing(lumbar_arena *arena, const lumbar_knowledge *k, lumbar_answer *answer)
{
    const char **ids = LUMBAR_NEW_ARRAY(arena, const char *, k->group_count);
    if (!ids) return false;
    double least = k->limits[LUMBAR_LIMIT_ALSO_SHARE] * answer->causes[0].probability;
    for (size_t c = 1; c < answer->cause_count && answer->outcome == LUMBAR_RANKED; c++)
        if (answer->causes[c].probability >= least) ids[answer->contributing_count++] = answer->causes[c].leaves[0].id;
    answer->contributing = ids;
    return true;
}

/* ---- advice -------------------------------------------------------------------------------------------- */

/* Leaves that advice is for: those of the first cause near its first leaf, then the contributing ones, each less
 * important than the one before: what to change follows the cause that the headline names. */
static void mark_leading(const lumbar_knowledge *k, const lumbar_answer *answer, double *leading)
{
    if (answer->outcome != LUMBAR_RANKED) return;
    const lumbar_cause *first = &answer->causes[0];
    double least = k->limits[LUMBAR_LIMIT_ALSO_SHARE] * first->leaves[0].probability;
    double importance = (double)k->leaf_count;
    for (size_t i = 0; i < first->leaf_count; i++)
        if (first->leaves[i].probability >= least)
            leading[lumbar_leaf_index(k, first->leaves[i].id, strlen(first->leaves[i].id))] = importance--;
    for (size_t i = 0; i < answer->contributing_count; i++)
        leading[lumbar_leaf_index(k, answer->contributing[i], strlen(answer->contributing[i]))] = importance--;
}

/* How good the evidence is, by the row's `strength`; NULL: it has none. */
static const char *strength_words(const lumbar_knowledge *k, const lumbar_row *row)
{
    static const lumbar_phrase_id words[] = {LUMBAR_PHRASE_EVIDENCE_STRONG, LUMBAR_PHRASE_EVIDENCE_MODERATE,
                                             LUMBAR_PHRASE_EVIDENCE_WEAK, LUMBAR_PHRASE_EVIDENCE_NONE};
    const char *strength = lumbar_row_get(row, "strength");
    int index = strength ? lumbar_word_index("strong moderate weak none", strength, strlen(strength)) : -1;
    return index < 0 ? NULL : lumbar_phrase(k, words[index]);
}

static bool fill_advice(lumbar_arena *arena, const lumbar_knowledge *k, lumbar_working *w, lumbar_answer *answer)
{
    lumbar_advice *list = LUMBAR_NEW_ARRAY(arena, lumbar_advice, LUMBAR_COUNT(w->advice));
    if (!list) return false;
    for (size_t i = 0; i < w->advice_count; i++) {
        const lumbar_advice_row *row = w->advice[i];
        const char **causes = LUMBAR_NEW_ARRAY(arena, const char *, k->leaf_count + 1);
        if (!causes) return false;
        list[i] = (lumbar_advice){.id = row->row->id,
                                  .kind = lumbar_row_get(row->row, "kind"),
                                  .causes = causes,
                                  .text = lumbar_row_text(arena, row->row, "text"),
                                  .why = lumbar_row_text(arena, row->row, "why"),
                                  .evidence = lumbar_row_text(arena, row->row, "evidence"),
                                  .source = lumbar_first_source(arena, row->row)};
        if (!list[i].evidence) list[i].evidence = strength_words(k, row->row);
        list[i].figure = row->figure ? row->figure->id : NULL;
        list[i].wrong_figure = row->wrong_figure ? row->wrong_figure->id : NULL;
        if (row->any) causes[list[i].cause_count++] = "any";
        for (size_t leaf = 0; leaf < k->leaf_count; leaf++)
            if (row->leaves[leaf]) causes[list[i].cause_count++] = k->leaves[leaf].id;
    }
    answer->advice = list;
    answer->advice_count = w->advice_count;
    return true;
}

/* What the witnesses say of each finding: present where one says so. */
static lumbar_state *joined_states(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_posterior *p)
{
    lumbar_state *states = LUMBAR_NEW_ARRAY(arena, lumbar_state, k->finding_count);
    for (size_t w = 0; w < LUMBAR_ORIGINS; w++)
        for (size_t i = 0; states && i < k->finding_count; i++)
            if (p->witnesses[w].states[i] > states[i]) states[i] = p->witnesses[w].states[i];
    return states;
}

static bool choose_advice(lumbar_arena *arena, const lumbar_answers *answers, lumbar_working *w, lumbar_answer *answer,
                          lumbar_trace *trace)
{
    const lumbar_knowledge *k = answers->knowledge;
    double *leading = LUMBAR_NEW_ARRAY(arena, double, k->leaf_count);
    lumbar_state *states = joined_states(arena, k, &w->posterior);
    if (!leading || !states) return false;
    mark_leading(k, answer, leading);
    lumbar_advice_need need = {answers, states, leading, answer->triage.level, w->elsewhere != NULL, 0};
    lumbar_plan_choose(k, &need, w);
    need.said = w->said;
    w->advice_count = lumbar_advice_choose(k, &need, w->advice, LUMBAR_COUNT(w->advice), trace ? trace->advice : NULL);
    for (size_t i = 0; i < w->advice_count; i++) w->said |= w->advice[i]->says;
    return fill_advice(arena, k, w, answer);
}

/* ---- findings ------------------------------------------------------------------------------------------ */

/* What to change in the movement; not where somebody should look at the person before the next workout, nor where the
 * plan says otherwise. */
static const char *change_of(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_finding *f,
                             lumbar_level level, lumbar_working *w)
{
    size_t row = lumbar_finding_index(k, f->id, strlen(f->id));
    if (f->state != LUMBAR_PRESENT || level >= LUMBAR_SAME_DAY || row == LUMBAR_NO_INDEX) return NULL;
    if (lumbar_claims_clash(k, w->said, k->findings[row].says)) return NULL;
    w->said |= k->findings[row].says;
    return lumbar_row_text(arena, k->findings[row].row, "change");
}

/* One that a witness tells in the table's words. */
static lumbar_finding told_finding(lumbar_arena *arena, const lumbar_finding_row *row, const lumbar_witness *w,
                                   size_t index)
{
    bool present = w->states[index] == LUMBAR_PRESENT;
    return (lumbar_finding){.id = row->id,
                            .from = w->origin,
                            .state = w->states[index],
                            .strength = present,
                            .confidence = 1,
                            .text = present ? row->present : row->absent,
                            .value = NAN,
                            .low = NAN,
                            .high = NAN,
                            .source = lumbar_first_source(arena, row->row)};
}

/* What recordings saw, as they say it; then what else is told, in the table's order. */
static bool fill_findings(lumbar_arena *arena, const lumbar_knowledge *k, lumbar_working *working,
                          lumbar_answer *answer)
{
    const lumbar_posterior *p = &working->posterior;
    size_t most = LUMBAR_ORIGINS * k->finding_count, count = 0;
    for (size_t r = 0; r < answer->recording_count; r++) most += answer->recordings[r].finding_count;
    lumbar_finding *list = LUMBAR_NEW_ARRAY(arena, lumbar_finding, most);
    if (!list) return false;
    for (size_t r = 0; r < answer->recording_count; r++)
        for (size_t f = 0; f < answer->recordings[r].finding_count; f++) {
            list[count] = answer->recordings[r].findings[f];
            list[count].change = change_of(arena, k, &list[count], answer->triage.level, working);
            count++;
        }
    for (size_t w = 0; w < LUMBAR_ORIGINS; w++)
        for (size_t i = 0; p->witnesses[w].origin != LUMBAR_FROM_RECORDING && i < k->finding_count; i++) {
            lumbar_finding one = told_finding(arena, &k->findings[i], &p->witnesses[w], i);
            if (one.state == LUMBAR_UNKNOWN || !one.text) continue;
            if (one.from == LUMBAR_FROM_HISTORY) one.strength = one.confidence = p->witnesses[w].shares[i];
            list[count++] = one;
        }
    answer->findings = list;
    answer->finding_count = count;
    return true;
}

/* ---- sources and signatures ---------------------------------------------------------------------------- */

typedef struct used {
    const lumbar_knowledge *k;
    bool *sources; /* [source_count] */
    bool signed_all;
} used;

static void use(used *u, const lumbar_row *row)
{
    const char *by = lumbar_row_get(row, "reviewed_by"), *at = lumbar_row_get(row, "source"), *item;
    u->signed_all &= by && *by;
    const lumbar_table *sources = &u->k->tables[LUMBAR_TABLE_SOURCES];
    for (size_t length; at && lumbar_item_next(&at, true, &item, &length);)
        for (size_t i = 0; i < sources->row_count; i++)
            if (lumbar_item_is(item, length, sources->rows[i].id)) u->sources[i] = true;
}

static void use_all(used *u, const lumbar_working *w)
{
    const lumbar_knowledge *k = u->k;
    for (size_t t = 0; t < LUMBAR_ORIGINS; t++) {
        const lumbar_witness *told = &w->posterior.witnesses[t];
        for (size_t i = 0; i < k->weight_count; i++)
            if (told->factors[i] > 0) use(u, k->weights[i].row);
        for (size_t i = 0; told->origin != LUMBAR_FROM_RECORDING && i < k->finding_count; i++)
            if (told->states[i] != LUMBAR_UNKNOWN) use(u, k->findings[i].row);
    }
    for (size_t i = 0; i < w->flags.count; i++) use(u, w->flags.rows[i]->row);
    for (size_t i = 0; i < w->advice_count; i++) use(u, w->advice[i]->row);
    for (size_t i = 0; i < LUMBAR_PLAN_LINES; i++)
        if (w->plan[i]) use(u, w->plan[i]->row);
    for (size_t i = 0; i < k->group_count; i++) use(u, k->groups[i].row);
    for (size_t i = 0; i < k->leaf_count; i++) use(u, k->leaves[i].row), use(u, k->leaves[i].prior_row);
    use(u, w->level);
    if (w->flags.again) use(u, w->flags.again->row);
    if (w->elsewhere) use(u, w->elsewhere->row);
}

static bool fill_sources(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_working *w, lumbar_answer *answer)
{
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_SOURCES];
    lumbar_source *list = LUMBAR_NEW_ARRAY(arena, lumbar_source, table->row_count);
    used u = {k, LUMBAR_NEW_ARRAY(arena, bool, table->row_count), true};
    if (!list || !u.sources) return false;
    use_all(&u, w);
    for (size_t r = 0; r < answer->recording_count; r++)
        for (size_t f = 0; f < answer->recordings[r].finding_count; f++) {
            const char *id = answer->recordings[r].findings[f].source;
            for (size_t i = 0; id && i < table->row_count; i++) u.sources[i] |= !strcmp(table->rows[i].id, id);
        }
    for (size_t i = 0; i < table->row_count; i++)
        if (u.sources[i])
            list[answer->source_count++] =
                (lumbar_source){table->rows[i].id, lumbar_row_text(arena, &table->rows[i], "citation")};
    answer->sources = list;
    answer->reviewed = u.signed_all;
    return true;
}

/* ---- the whole ----------------------------------------------------------------------------------------- */

static bool fill_again(lumbar_arena *arena, const lumbar_flags_up *flags, lumbar_answer *answer)
{
    if (!flags->again) return true;
    lumbar_look_again *again = LUMBAR_NEW(arena, lumbar_look_again);
    if (again) *again = (lumbar_look_again){flags->again->row->id, flags->again->text, flags->before};
    return (answer->again = again) != NULL;
}

static bool fill_answer(lumbar_arena *arena, const lumbar_answers *answers, lumbar_answer *answer,
                        const lumbar_why_settings *given, lumbar_trace *trace)
{
    const lumbar_knowledge *k = answers->knowledge;
    lumbar_working w = {.advice_count = 0};
    answer->person = lumbar_person_of(answers);
    if (!lumbar_triage_of(arena, answers, &answer->triage, &w.flags)) return false;
    if (!fill_again(arena, &w.flags, answer)) return false;
    if (answer->triage.recheck_days > 0)
        answer->triage.recheck_on = lumbar_date_after(answer->today, answer->triage.recheck_days);
    w.level = lumbar_level_row(answers, &answer->triage);
    lumbar_scope told = {.knowledge = k, .values = answers->values};
    w.elsewhere = lumbar_elsewhere(k, &told);
    if (!lumbar_posterior_of(arena, answers, given, &w.posterior)) return false;
    w.order = sorted_groups(arena, k, w.posterior.groups);
    if (w.order) answer->causes = lumbar_causes_shown(arena, k, &w);
    if (!answer->causes) return false;
    answer->cause_count = k->group_count;
    answer->outcome = outcome_of(k, &w, answer->causes[0].probability);
    answer->provisional = !answer->triage.screened;
    if (!lumbar_interview_choose(arena, answers, &answer->next)) return false;
    for (size_t t = 0; t < LUMBAR_ORIGINS; t++)
        for (size_t i = 0; trace && trace->weights && i < k->weight_count; i++)
            trace->weights[i] |= w.posterior.witnesses[t].factors[i] > 0;
    if (!fill_contributing(arena, k, answer) || !choose_advice(arena, answers, &w, answer, trace) ||
        !fill_findings(arena, k, &w, answer) || !lumbar_words_fill(arena, k, &w, answer) ||
        !lumbar_plan_fill(arena, answers, &w, answer) || !fill_sources(arena, k, &w, answer))
        return false;
    if (trace) trace->said = w.said;
    answer->claims = lumbar_claims_named(arena, k, w.said, &answer->claim_count);
    return answer->claims != NULL;
}

const lumbar_answer *lumbar_why_traced(lumbar_arena *arena, const lumbar_answers *answers,
                                       const lumbar_why_settings *settings, lumbar_trace *trace, lumbar_error *error)
{
    const lumbar_why_settings given = settings ? *settings : lumbar_why_defaults();
    lumbar_answer *answer = LUMBAR_NEW(arena, lumbar_answer);
    if (answer) {
        answer->recordings = given.recordings;
        answer->recording_count = given.recordings ? given.recording_count : 0;
        answer->note = answers->note;
        answer->today = lumbar_date_known(given.today) ? given.today : (lumbar_date){0};
        if (lumbar_settle(arena, fill_answer(arena, answers, answer, &given, trace), error)) return answer;
    }
    lumbar_fail_memory(error);
    return NULL;
}

lumbar_why_settings lumbar_why_defaults(void) { return (lumbar_why_settings){.recordings = NULL}; }

const lumbar_answer *lumbar_why(lumbar_arena *arena, const lumbar_answers *answers, const lumbar_why_settings *settings,
                                lumbar_error *error)
{
    return lumbar_why_traced(arena, answers, settings, NULL, error);
}
