/* Tables -> typed rows: what all readers share, the order of reading, questions and findings. */
#include <math.h>
#include <string.h>
#include "reason/called.h"
#include "reason/reason.h"

/* ---- questions ----------------------------------------------------------------------------------------- */

/* One line `id | text`: an option, or with the id `more` the line behind which the options after it stand. */
static bool read_option(lumbar_arena *arena, const lumbar_row *row, const char *item, size_t length, lumbar_question *q,
                        lumbar_option *options, lumbar_error *error)
{
    const char *bar = memchr(item, '|', length);
    size_t n = bar ? (size_t)(bar - item) : 0;
    while (n && item[n - 1] == ' ') n--;
    if (!n || memchr(item, ',', n) || memchr(item, ' ', n) || bar + 1 == item + length)
        return lumbar_row_fail(error, LUMBAR_TABLE_QUESTIONS, row, "options", "an option is 'id | text', not '%.*s'",
                               (int)(length > 60 ? 60 : length), item);
    if (q->option_count == LUMBAR_MOST_OPTIONS)
        return lumbar_row_fail(error, LUMBAR_TABLE_QUESTIONS, row, "options", "more than %d options",
                               LUMBAR_MOST_OPTIONS);
    if (lumbar_option_bits(q, item, n) || lumbar_item_is(item, n, "not-sure"))
        return lumbar_row_fail(error, LUMBAR_TABLE_QUESTIONS, row, "options",
                               "option '%.*s' stands twice or is always there", (int)n, item);
    const char *text = bar + 1;
    while (text < item + length && *text == ' ') text++;
    text = lumbar_copy(arena, text, (size_t)(item + length - text));
    if (lumbar_item_is(item, n, "more")) {
        if (q->more || !q->option_count)
            return lumbar_row_fail(error, LUMBAR_TABLE_QUESTIONS, row, "options",
                                   "'more' stands once, between the options that are shown first and the others");
        q->more = text;
        q->first_count = q->option_count;
        return text || lumbar_fail_memory(error);
    }
    options[q->option_count] = (lumbar_option){lumbar_copy(arena, item, n), text};
    return (options[q->option_count].id && options[q->option_count++].text) || lumbar_fail_memory(error);
}

/* `options_from: exercises`: the options are the rows of that table. */
static bool read_options_from(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_row *row, lumbar_question *q,
                              lumbar_error *error)
{
    const char *from = lumbar_row_get(row, "options_from"), *options = lumbar_row_get(row, "options");
    if (strcmp(from, "exercises") || (options && *options) || (q->kind != LUMBAR_CHOICE && q->kind != LUMBAR_SEVERAL))
        return lumbar_row_fail(error, LUMBAR_TABLE_QUESTIONS, row, "options_from",
                               "options_from is 'exercises', of a choice or several without options of its own");
    if (!lumbar_exercise_options(arena, k, q)) return lumbar_fail_memory(error);
    if (!q->option_count) return lumbar_fail(error, LUMBAR_INPUT, 0, "knowledge/exercises.txt: no row with an option");
    return q->option_count <= LUMBAR_MOST_OPTIONS ||
           lumbar_fail(error, LUMBAR_INPUT, 0, "knowledge/exercises.txt: more than %d rows with an option",
                       LUMBAR_MOST_OPTIONS);
}

static bool read_options(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_row *row, lumbar_question *q,
                         lumbar_error *error)
{
    const char *from = lumbar_row_get(row, "options_from");
    if (from && *from) return read_options_from(arena, k, row, q, error);
    const char *value = lumbar_row_get(row, "options"), *at = value, *item;
    bool wanted = q->kind == LUMBAR_CHOICE || q->kind == LUMBAR_SEVERAL;
    if (wanted != (value && *value))
        return lumbar_row_fail(error, LUMBAR_TABLE_QUESTIONS, row, "options",
                               wanted ? "options are missing" : "only a choice or several has options");
    if (!wanted) return true;
    lumbar_option *options = LUMBAR_NEW_ARRAY(arena, lumbar_option, LUMBAR_MOST_OPTIONS);
    if (!options) return lumbar_fail_memory(error);
    q->options = options;
    for (size_t length; lumbar_item_next(&at, false, &item, &length);)
        if (!read_option(arena, row, item, length, q, options, error)) return false;
    if (!q->more) q->first_count = q->option_count;
    else if (q->first_count == q->option_count)
        return lumbar_row_fail(error, LUMBAR_TABLE_QUESTIONS, row, "options", "nothing stands behind 'more'");
    return true;
}

static bool read_question(const lumbar_row_reading *r, const lumbar_row *row, lumbar_question_row *question)
{
    *question =
        (lumbar_question_row){.shown = {.id = row->id, .asked = true, .minimum = NAN, .maximum = NAN}, .row = row};
    lumbar_question *q = &question->shown;
    if (!lumbar_row_values(r, row, question)) return false;
    if (!q->brief) q->brief = q->text;
    q->again = question->again == LUMBAR_AGAIN_ASKED;
    q->asked = q->asked && question->again == LUMBAR_AGAIN_NO;
    if (q->kind == LUMBAR_NUMBER && !(q->minimum < q->maximum))
        return lumbar_row_fail(r->error, r->table, row, "max",
                               isnan(q->minimum)   ? "min is missing"
                               : isnan(q->maximum) ? "max is missing"
                                                   : "max is not above min");
    if (q->kind != LUMBAR_NUMBER) q->minimum = q->maximum = 0;
    return read_options(r->arena, r->knowledge, row, q, r->error) && lumbar_read_called(r, row, q);
}

/* `usual: none 0.8`: the answer that most people give and how many of them. */
static bool read_usual(const lumbar_row *row, lumbar_question_row *q, lumbar_error *error)
{
    const char *usual = lumbar_row_get(row, "usual"), *blank = usual ? strchr(usual, ' ') : NULL;
    if (!usual || !*usual) return true;
    size_t length = blank ? (size_t)(blank - usual) : strlen(usual);
    q->usual = lumbar_option_bits(&q->shown, usual, length);
    if (!q->usual || !blank || !lumbar_number_parse(blank + 1, strlen(blank + 1), &q->usual_share) ||
        q->usual_share <= 0 || q->usual_share >= 1)
        return lumbar_row_fail(error, LUMBAR_TABLE_QUESTIONS, row, "usual",
                               "usual is an answer and the share of people who give it, between 0 and 1: 'none 0.8'");
    return true;
}

/* All but ask_if and told_by. */
static bool read_questions(lumbar_arena *arena, lumbar_knowledge *k, lumbar_question_row *questions,
                           lumbar_error *error)
{
    const lumbar_row_reading r = {arena, k, LUMBAR_TABLE_QUESTIONS, error};
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_QUESTIONS];
    k->questions = questions;
    for (size_t i = 0; i < table->row_count; i++) {
        if (!read_question(&r, &table->rows[i], &questions[i]) || !read_usual(&table->rows[i], &questions[i], error))
            return false;
        k->question_count++;
    }
    return true;
}

/* ---- findings ------------------------------------------------------------------------------------------ */

/* `from`: whose word on it is heard. */
static bool read_from(const lumbar_row *row, lumbar_finding_row *f, lumbar_error *error)
{
    static const char origins[] = "answers recording history"; /* in the order of lumbar_origin */
    const char *from = lumbar_row_get(row, "from"), *item;
    bool any = false;
    for (size_t length; lumbar_item_next(&from, true, &item, &length); any = true) {
        int origin = lumbar_word_index(origins, item, length);
        if (origin < 0)
            return lumbar_row_fail(error, LUMBAR_TABLE_FINDINGS, row, "from",
                                   "from is answers, recording or history, not '%.*s'",
                                   (int)(length > 40 ? 40 : length), item);
        f->from[origin] = true;
    }
    return any || lumbar_row_fail(error, LUMBAR_TABLE_FINDINGS, row, "from", "from is missing");
}

static bool read_finding(const lumbar_row_reading *r, const lumbar_row *row, lumbar_finding_row *f)
{
    *f = (lumbar_finding_row){.id = row->id, .name = row->id, .group = row->id, .row = row};
    if (lumbar_question_index(r->knowledge, row->id, strlen(row->id)) != LUMBAR_NO_INDEX)
        return lumbar_row_fail(r->error, r->table, row, NULL, "a question has the same id");
    if (!lumbar_row_read(r, row, f) || !read_from(row, f, r->error) || !lumbar_read_judged(r, row, &f->judged) ||
        !lumbar_read_says(r, row, &f->says))
        return false;
    if (!f->present) f->present = f->name;
    if (f->judged && !f->from[LUMBAR_FROM_RECORDING])
        return lumbar_row_fail(r->error, r->table, row, "judge", "a judge needs 'from: recording'");
    if (!f->rule == f->from[LUMBAR_FROM_ANSWERS])
        return lumbar_row_fail(r->error, r->table, row, "rule",
                               f->rule ? "a rule needs 'from: answers'" : "a finding from answers needs a rule");
    return true;
}

typedef struct marker {
    bool *row; /* [question_count] */
} marker;

static void mark(void *user, const lumbar_node *node) { ((marker *)user)->row[node->subject] = true; }

/* Which questions each rule speaks of. */
static bool mark_mentions(lumbar_arena *arena, lumbar_knowledge *k)
{
    bool *mentions = LUMBAR_NEW_ARRAY(arena, bool, k->finding_count * k->question_count);
    for (size_t i = 0; mentions && i < k->finding_count; i++) {
        marker m = {mentions + i * k->question_count};
        lumbar_condition_walk(k->findings[i].rule, k, false, mark, &m);
    }
    k->mentions = mentions;
    return mentions != NULL;
}

bool lumbar_read_findings(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    /* Rules are over questions: no finding is known while they are read. */
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_FINDINGS];
    const lumbar_row_reading r = {arena, k, LUMBAR_TABLE_FINDINGS, error};
    lumbar_finding_row *findings = LUMBAR_NEW_ARRAY(arena, lumbar_finding_row, table->row_count);
    if (!findings) return lumbar_fail_memory(error);
    for (size_t i = 0; i < table->row_count; i++)
        if (!read_finding(&r, &table->rows[i], &findings[i])) return false;
    k->findings = findings;
    k->finding_count = table->row_count;
    return mark_mentions(arena, k) || lumbar_fail_memory(error);
}

/* These may speak of findings and of later questions, so they are read after them. */
static bool read_gates(lumbar_arena *arena, lumbar_knowledge *k, lumbar_question_row *questions, lumbar_error *error)
{
    const lumbar_row_reading r = {arena, k, LUMBAR_TABLE_QUESTIONS, error};
    for (size_t i = 0; i < k->question_count; i++)
        if (!lumbar_row_conditions(&r, questions[i].row, &questions[i])) return false;
    return true;
}

/* `{signs}` of an option: the emergency signs of the first view, which are known only after the red flags. */
static bool fill_signs(lumbar_arena *arena, const lumbar_knowledge *k, lumbar_question_row *questions,
                       lumbar_error *error)
{
    const lumbar_hole signs = {"signs", k->first_signs};
    for (size_t i = 0; i < k->question_count; i++) {
        lumbar_question *q = &questions[i].shown;
        if (questions[i].again != LUMBAR_AGAIN_ASKED) continue;
        lumbar_option *options = LUMBAR_NEW_ARRAY(arena, lumbar_option, q->option_count);
        if (!options) return lumbar_fail_memory(error);
        for (size_t n = 0; n < q->option_count; n++) {
            options[n] = (lumbar_option){q->options[n].id, lumbar_fill(arena, q->options[n].text, &signs, 1)};
            if (!options[n].text) return lumbar_fail_memory(error);
        }
        q->options = options;
    }
    return true;
}

/* ---- the whole ----------------------------------------------------------------------------------------- */

/* Every table as rows, each of which has what its columns must have. */
static bool read_tables(lumbar_arena *arena, lumbar_knowledge *k, const lumbar_table_text *texts, size_t count,
                        lumbar_error *error)
{
    const lumbar_table_text *last[LUMBAR_TABLE_COUNT] = {0};
    for (size_t i = 0; i < count; i++) {
        lumbar_table_id id = lumbar_table_named(texts[i].name, strlen(texts[i].name));
        if (id == LUMBAR_TABLE_COUNT) {
            return lumbar_fail(error, LUMBAR_INPUT, 0, "knowledge/%.80s.txt: there is no table of this name",
                               texts[i].name);
        }
        last[id] = &texts[i];
    }
    for (int id = 0; id < LUMBAR_TABLE_COUNT; id++) {
        lumbar_table *table = &k->tables[id];
        const lumbar_table_text none = {.text = ""}, *from = last[id] ? last[id] : &none;
        if (!lumbar_table_parse(arena, (lumbar_table_id)id, from, table, error)) return false;
        for (size_t i = 0; i < table->row_count; i++)
            if (!lumbar_row_check((lumbar_table_id)id, &table->rows[i], error)) return false;
    }
    return true;
}

const lumbar_knowledge *lumbar_knowledge_parse(lumbar_arena *arena, const lumbar_table_text *texts, size_t count,
                                               lumbar_error *error)
{
    return lumbar_knowledge_parse_in(arena, texts, count, NULL, error);
}

const lumbar_knowledge *lumbar_knowledge_parse_in(lumbar_arena *arena, const lumbar_table_text *texts, size_t count,
                                                  const lumbar_overlay *overlay, lumbar_error *error)
{
    lumbar_knowledge *k = LUMBAR_NEW(arena, lumbar_knowledge);
    if (!k) return lumbar_fail_memory(error), NULL;
    if (!read_tables(arena, k, texts, count, error)) return NULL;
    if (overlay && !lumbar_overlay_apply(arena, k, overlay, error)) return NULL;
    lumbar_question_row *questions =
        LUMBAR_NEW_ARRAY(arena, lumbar_question_row, k->tables[LUMBAR_TABLE_QUESTIONS].row_count);
    if (!questions) return lumbar_fail_memory(error), NULL;
    bool read = lumbar_read_language(arena, k, error) && lumbar_read_phrases(arena, k, error) &&
                lumbar_read_figures(arena, k, error) && lumbar_read_exercises(arena, k, error) &&
                lumbar_read_patterns(arena, k, error) && read_questions(arena, k, questions, error) &&
                lumbar_read_claims(arena, k, error) && lumbar_read_findings(arena, k, error) &&
                read_gates(arena, k, questions, error) && lumbar_read_causes(arena, k, error) &&
                lumbar_read_limits(arena, k, error) && lumbar_read_reasons(arena, k, error) &&
                lumbar_read_weights(arena, k, error) && lumbar_read_rules(arena, k, error) &&
                lumbar_read_elsewhere(arena, k, error) && lumbar_read_advice(arena, k, error) &&
                lumbar_read_plan(arena, k, error) && lumbar_read_again(arena, k, error) &&
                fill_signs(arena, k, questions, error) && lumbar_read_cases(arena, k, error) &&
                lumbar_check_caps(arena, k, error);
    return lumbar_settle(arena, read, error) ? k : NULL;
}

const lumbar_knowledge *lumbar_knowledge_builtin(lumbar_arena *arena, lumbar_error *error)
{
    return lumbar_knowledge_builtin_in(arena, NULL, error);
}

const lumbar_knowledge *lumbar_knowledge_builtin_in(lumbar_arena *arena, const char *language, lumbar_error *error)
{
    const lumbar_overlay *overlay = language ? lumbar_builtin_overlays : NULL;
    while (overlay && overlay->code && strcmp(overlay->code, language) != 0) overlay++;
    if (overlay && !overlay->code) overlay = NULL;
    const lumbar_knowledge *k =
        lumbar_knowledge_parse_in(arena, lumbar_builtin_tables, lumbar_builtin_table_count, overlay, error);
    if (!k || !language || !strcmp(k->language.code, language)) return k;
    lumbar_fail(error, LUMBAR_USAGE, 0, "there is no language \"%.20s\" among the tables", language);
    return NULL;
}
