/* What is wrong with tables that load: the checker behind `lumbar knowledge --check` and the tests. */
#include <stdio.h>
#include <string.h>
#include "reason/reason.h"

typedef struct check {
    lumbar_arena *arena;
    const lumbar_knowledge *k;
    const char **problems;
    size_t count, room;
    bool *questions_used, *findings_used;
} check;

static void report(check *c, const char *format, ...) LUMBAR_PRINTF(2, 3);

static void report(check *c, const char *format, ...)
{
    char text[480];
    va_list args;
    va_start(args, format);
    lumbar_vprint(text, sizeof text, format, args);
    va_end(args);
    if (c->count == c->room) {
        size_t room = c->room ? 2 * c->room : 64;
        const char **more = LUMBAR_NEW_ARRAY(c->arena, const char *, room);
        if (!more) return;
        if (c->count) memcpy(more, c->problems, c->count * sizeof *more);
        c->problems = more;
        c->room = room;
    }
    const char *copy = lumbar_copy(c->arena, text, strlen(text));
    if (copy) c->problems[c->count++] = copy;
}

/* ---- what a column should have, and rows that it names -------------------------------------------------- */

static void check_rows_of(check *c, const lumbar_table *table, const lumbar_row *row, const lumbar_column *column)
{
    const char *at = lumbar_row_get(row, column->name), *item;
    const lumbar_table *others = lumbar_table_find(c->k, column->rows_of);
    for (size_t length; at && lumbar_item_next(&at, true, &item, &length);) {
        const char *id = lumbar_copy(c->arena, item, length);
        if (id && !lumbar_row_find(others, id))
            report(c, "%s: row '%s': no row '%s' in %s", table->name, row->id, id, others->name);
    }
}

static void check_row(check *c, lumbar_table_id id, const lumbar_row *row)
{
    const lumbar_table *table = &c->k->tables[id];
    const lumbar_column *column;
    for (size_t i = 0; (column = lumbar_column_at(id, i)); i++) {
        const char *value = lumbar_row_get(row, column->name);
        bool claim = lumbar_table_forms[id].claims && !strcmp(column->name, "source");
        if ((column->need == LUMBAR_SHOULD_HAVE || claim) && (!value || !*value))
            report(c, "%s: row '%s' has no %s", table->name, row->id, column->name);
        if (column->rows_of) check_rows_of(c, table, row, column);
    }
}

static void check_rows(check *c)
{
    for (int t = 0; t < LUMBAR_TABLE_COUNT; t++)
        for (size_t i = 0; i < c->k->tables[t].row_count; i++)
            check_row(c, (lumbar_table_id)t, &c->k->tables[t].rows[i]);
}

/* ---- what uses what ------------------------------------------------------------------------------------ */

static void use(void *user, const lumbar_node *node)
{
    check *c = user;
    bool *used = node->kind == LUMBAR_NODE_FINDING ? c->findings_used : c->questions_used;
    used[node->subject] = true;
}

static void use_in(check *c, const lumbar_node *node)
{
    if (node) lumbar_condition_walk(node, c->k, false, use, c);
}

static void check_use(check *c)
{
    const lumbar_knowledge *k = c->k;
    for (size_t i = 0; i < k->question_count; i++)
        use_in(c, k->questions[i].ask_if), use_in(c, k->questions[i].told_by), use_in(c, k->questions[i].reopens);
    for (size_t i = 0; i < k->again_count; i++) use_in(c, k->again[i].when);
    for (size_t i = 0; i < k->finding_count; i++) use_in(c, k->findings[i].rule);
    for (size_t i = 0; i < k->weight_count; i++) use_in(c, k->weights[i].when);
    for (size_t i = 0; i < k->flag_count; i++)
        use_in(c, k->flags[i].when), use_in(c, k->flags[i].unsure_when), use_in(c, k->flags[i].closed_if);
    for (size_t i = 0; i < k->advice_count; i++) use_in(c, k->advice[i].when), use_in(c, k->advice[i].not_if);
    for (size_t i = 0; i < k->elsewhere_count; i++) use_in(c, k->elsewhere[i].when), use_in(c, k->elsewhere[i].not_if);
    for (size_t i = 0; i < LUMBAR_PERSON_QUESTIONS; i++) {
        size_t q = lumbar_question_index(k, lumbar_person_questions[i], strlen(lumbar_person_questions[i]));
        if (q == LUMBAR_NO_INDEX) report(c, "questions: the question '%s' is missing", lumbar_person_questions[i]);
        else c->questions_used[q] = true;
    }
    for (size_t i = 0; i < k->question_count; i++)
        if (!c->questions_used[i]) report(c, "questions: nothing uses '%s'", k->questions[i].shown.id);
    for (size_t i = 0; i < k->finding_count; i++)
        if (!c->findings_used[i]) report(c, "findings: nothing uses '%s'", k->findings[i].id);
    for (size_t i = 0; i < k->finding_count; i++)
        if (k->findings[i].from[LUMBAR_FROM_RECORDING] && !k->findings[i].judged)
            report(c, "findings: no judge sees '%s' in a recording", k->findings[i].id);
}

static void check_leaves(check *c)
{
    const lumbar_knowledge *k = c->k;
    for (size_t leaf = 0; leaf < k->leaf_count; leaf++) {
        bool raised = false;
        for (size_t i = 0; i < k->weight_count; i++) raised |= k->weights[i].db[leaf] > 0;
        if (!raised) report(c, "causes: no weight raises '%s'", k->leaves[leaf].id);
        if (!k->leaves[leaf].wrong_if && !k->groups[k->leaves[leaf].group].wrong_if)
            report(c, "causes: neither '%s' nor its group says what would show that it was wrong", k->leaves[leaf].id);
    }
    bool any = false;
    for (size_t g = 0; g < k->group_count; g++) any |= k->groups[g].moved_by[LUMBAR_FROM_RECORDING];
    if (!any) report(c, "causes: no group has 'moved_by_recordings: yes'");
}

/* A reason that is told of causes in several groups says of which: the usual age of one is no reason for another. */
static void check_reasons(check *c)
{
    const lumbar_knowledge *k = c->k;
    for (size_t i = 0; i < k->weight_count; i++) {
        const lumbar_weight_row *w = &k->weights[i];
        const char *why_for = lumbar_row_get(w->row, "why_for");
        size_t group = LUMBAR_NO_INDEX;
        bool several = false;
        for (size_t leaf = 0; leaf < k->leaf_count; leaf++) {
            if (!w->told_of[leaf]) continue;
            several |= group != LUMBAR_NO_INDEX && group != k->leaves[leaf].group;
            group = k->leaves[leaf].group;
        }
        if (several && w->why && !(why_for && *why_for))
            report(c, "weights: row '%s': why is told of several groups of causes, and why_for does not say of which",
                   w->row->id);
        if (w->why && strstr(w->why, "See \""))
            report(c, "weights: row '%s': why points to another row, which nobody who reads it sees", w->row->id);
    }
}

/* ---- red flags ----------------------------------------------------------------------------------------- */

typedef struct rests {
    check *c;
    const lumbar_row *row;
} rests;

static void find_subject(void *user, const lumbar_node *node)
{
    size_t *question = user;
    if (node->kind != LUMBAR_NODE_FINDING && node->subject == *question) *question = LUMBAR_NO_INDEX;
}

/* Whether another question is answered yes by whoever would answer this one. */
static bool told_elsewhere(const lumbar_knowledge *k, size_t question)
{
    for (size_t i = 0; i < k->question_count && question != LUMBAR_NO_INDEX; i++)
        if (k->questions[i].told_by) lumbar_condition_walk(k->questions[i].told_by, k, false, find_subject, &question);
    return question == LUMBAR_NO_INDEX;
}

static void check_asked(void *user, const lumbar_node *node)
{
    const rests *r = user;
    if (node->kind == LUMBAR_NODE_FINDING) return;
    const lumbar_question *q = &r->c->k->questions[node->subject].shown;
    if (!q->screen && !q->asked && !q->again && !told_elsewhere(r->c->k, node->subject))
        report(r->c, "red-flags: row '%s': '%s' is never asked, so its level would be lost", r->row->id, q->id);
}

/* Each says what "not sure" does, and why where that is nothing; each can be reached by asking. */
static void check_flags(check *c)
{
    for (size_t i = 0; i < c->k->flag_count; i++) {
        rests r = {c, c->k->flags[i].row};
        bool none = lumbar_row_text(c->arena, r.row, "unsure_level") && !c->k->flags[i].has_unsure;
        if (none && !lumbar_row_text(c->arena, r.row, "unsure_why"))
            report(c, "red-flags: row '%s': unsure_level is none without an unsure_why", r.row->id);
        lumbar_condition_walk(c->k->flags[i].when, c->k, true, check_asked, &r);
    }
}

/* ---- the article --------------------------------------------------------------------------------------- */

/* A sentence is carried by rows of other tables. */
static void check_article(check *c)
{
    static const char *const carriers[] = {"questions", "findings", "causes", "advice"};
    const lumbar_table *table = &c->k->tables[LUMBAR_TABLE_ARTICLE];
    if (!table->row_count) report(c, "article: no sentence of the article is there");
    for (size_t i = 0; i < table->row_count; i++) {
        bool carried = false;
        for (size_t f = 0; f < LUMBAR_COUNT(carriers); f++)
            carried |= lumbar_row_text(c->arena, &table->rows[i], carriers[f]) != NULL;
        if (!carried) report(c, "article: nothing carries the sentence '%s'", table->rows[i].id);
    }
}

/* ---- words --------------------------------------------------------------------------------------------- */

static size_t words_of(check *c, const lumbar_row *row, const char *field)
{
    return lumbar_count_words(lumbar_row_text(c->arena, row, field));
}

/* The longest summary that the tables could ever give for each leaf; "and also" is dropped where it would not
 * fit. */
static void check_summary(check *c)
{
    const lumbar_knowledge *k = c->k;
    size_t see = words_of(c, k->unscreened, "summary"), change = 0;
    size_t clinician =
        words_of(c, k->levels[LUMBAR_CLINICIAN], "summary") + lumbar_count_words(k->phrases[LUMBAR_PHRASE_PROVISIONAL]);
    if (clinician > see) see = clinician;
    if (words_of(c, k->levels[LUMBAR_SELF_CARE], "summary") > see)
        see = words_of(c, k->levels[LUMBAR_SELF_CARE], "summary");
    for (size_t i = 0; i < k->advice_count; i++)
        if (words_of(c, k->advice[i].row, "short") > change) change = words_of(c, k->advice[i].row, "short");
    for (size_t i = 0; i < k->leaf_count; i++) {
        const char *wrong = k->leaves[i].wrong_if ? k->leaves[i].wrong_if : k->groups[k->leaves[i].group].wrong_if;
        size_t cause =
            lumbar_count_words(k->phrases[LUMBAR_PHRASE_MOST_CONSISTENT]) - 1 + lumbar_count_words(k->leaves[i].name);
        size_t wrong_words = lumbar_count_words(k->phrases[LUMBAR_PHRASE_WRONG_IF]) - 1 + lumbar_count_words(wrong);
        size_t all = see + cause + change + wrong_words;
        if (all > LUMBAR_SUMMARY_WORDS)
            report(c,
                   "the summary for '%s' could take %zu words (see %zu, cause %zu, change %zu, wrong if "
                   "%zu); %d are allowed",
                   k->leaves[i].id, all, see, cause, change, wrong_words, LUMBAR_SUMMARY_WORDS);
    }
    for (size_t i = 0; i < k->elsewhere_count; i++) {
        const lumbar_elsewhere_row *e = &k->elsewhere[i];
        size_t level = words_of(c, e->level, "summary"), all = level > see ? level : see;
        all += lumbar_count_words(e->cause) + lumbar_count_words(e->change) + lumbar_count_words(e->wrong_if);
        if (all > LUMBAR_SUMMARY_WORDS)
            report(c, "the summary for '%s' could take %zu words; %d are allowed", e->row->id, all,
                   LUMBAR_SUMMARY_WORDS);
    }
}

static void check_phrases(check *c)
{
    const lumbar_table *table = &c->k->tables[LUMBAR_TABLE_PHRASES];
    for (size_t i = 0; i < table->row_count; i++)
        if (lumbar_phrase_named(table->rows[i].id) == LUMBAR_PHRASE_COUNT)
            report(c, "phrases: nothing uses '%s'", table->rows[i].id);
}

/* ---- cases --------------------------------------------------------------------------------------------- */

static void check_cases(check *c)
{
    const lumbar_knowledge *k = c->k;
    lumbar_trace trace = {.weights = LUMBAR_NEW_ARRAY(c->arena, bool, k->weight_count),
                          .advice = LUMBAR_NEW_ARRAY(c->arena, bool, k->advice_count)};
    if (!trace.weights || !trace.advice) return;
    for (size_t i = 0; i < k->case_count; i++) {
        lumbar_arena *arena = lumbar_arena_new(); /* an answer of its own, dropped at once */
        lumbar_error error = {0};
        const lumbar_case *one = arena ? lumbar_case_run_traced(arena, k, i, &trace, &error) : NULL;
        if (arena && !one && error.code != LUMBAR_MEMORY)
            report(c, "cases: row '%s': %s", k->cases[i].row->id, error.text);
        else if (one && !one->level_safe) report(c, "cases: row '%s': the level is below its lowest safe one", one->id);
        lumbar_scratch_free(c->arena, arena);
    }
    for (size_t i = 0; i < k->weight_count; i++)
        if (!trace.weights[i]) report(c, "weights: no case fires '%s'", k->weights[i].row->id);
    for (size_t i = 0; i < k->advice_count; i++)
        if (!trace.advice[i]) report(c, "advice: no case reaches '%s'", k->advice[i].row->id);
}

bool lumbar_knowledge_check(lumbar_arena *arena, const lumbar_knowledge *k, lumbar_problems *problems,
                            lumbar_error *error)
{
    check c = {.arena = arena,
               .k = k,
               .questions_used = LUMBAR_NEW_ARRAY(arena, bool, k->question_count),
               .findings_used = LUMBAR_NEW_ARRAY(arena, bool, k->finding_count)};
    if (!c.questions_used || !c.findings_used) return lumbar_fail_memory(error);
    check_rows(&c);
    check_use(&c);
    check_leaves(&c);
    check_reasons(&c);
    check_flags(&c);
    check_article(&c);
    check_summary(&c);
    check_phrases(&c);
    check_cases(&c);
    *problems = (lumbar_problems){c.problems, c.count};
    return lumbar_settle(arena, true, error);
}
