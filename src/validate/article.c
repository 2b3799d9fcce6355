/* The article, sentence by sentence: what carries it, what evidence says against it, what is missing. */
#include <string.h>
#include "validate/article.h"
#include "validate/head.h"

/* The fields that carry a sentence and the table that their ids stand in. */
static const struct carrier {
    const char *field, *table;
    bool needed;
} CARRIERS[] = {{"questions", "questions", true},
                {"findings", "findings", true},
                {"causes", "causes", true},
                {"advice", "advice", false}};
enum { FIELDS = LUMBAR_COUNT(CARRIERS) };

typedef struct carried {
    const lumbar_row *row;
    size_t named[FIELDS];
    const char *missing; /* what is wrong, NULL: nothing */
} carried;

/* Walks the ids of a list field, told apart by commas, blanks and line ends. */
static bool next_id(const char **at, const char **id, size_t *length)
{
    *id = *at + strspn(*at, ", \n\t");
    *length = strcspn(*id, ", \n\t");
    *at = *id + *length;
    return *length > 0;
}

static const char *check_field(lumbar_arena *arena, const lumbar_knowledge *k, const struct carrier *carrier,
                               const char *list, size_t *named)
{
    const lumbar_table *table = lumbar_table_find(k, carrier->table);
    const char *id;
    for (size_t length; list && next_id(&list, &id, &length); (*named)++) {
        const char *copy = lumbar_copy(arena, id, length);
        const lumbar_row *row = table && copy ? lumbar_row_find(table, copy) : NULL;
        if (!row) return lumbar_format(arena, "no row '%.60s' in %s", copy ? copy : "", carrier->table);
        const char *from = lumbar_row_get(row, "from"), *rule = lumbar_row_get(row, "rule");
        if (from && !strcmp(from, "answers") && (!rule || !*rule))
            return lumbar_format(arena, "finding '%.60s' has no rule, so nobody can tell it", copy);
    }
    return *named || !carrier->needed ? NULL : lumbar_format(arena, "names no %s", carrier->field);
}

static carried look(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_row *row)
{
    carried c = {.row = row};
    const char *sentence = lumbar_row_get(row, "sentence");
    if (!sentence || !*sentence) c.missing = "has no sentence";
    for (size_t f = 0; f < FIELDS; f++) {
        const char *wrong = check_field(arena, k, &CARRIERS[f], lumbar_row_get(row, CARRIERS[f].field), &c.named[f]);
        if (wrong && !c.missing) c.missing = wrong;
    }
    return c;
}

/* Every sentence of the article; how many are carried whole, and how many evidence contests. */
typedef struct sentences {
    carried *list; /* [count] */
    size_t count, whole, contested;
} sentences;

static void write_json(const lumbar_verdict *verdict, const sentences *all)
{
    lumbar_writer w = lumbar_validate_head(verdict, "article");
    lumbar_write_open(&w, "summary", '{');
    lumbar_write_integer(&w, "carried", (long long)all->whole);
    lumbar_write_integer(&w, "of", (long long)all->count);
    lumbar_write_integer(&w, "contested", (long long)all->contested);
    lumbar_write_close(&w);
    lumbar_write_open(&w, "rows", '[');
    for (size_t i = 0; i < all->count; i++) {
        lumbar_write_open(&w, NULL, '{');
        lumbar_write_string(&w, "id", all->list[i].row->id);
        lumbar_write_string(&w, "sentence", lumbar_row_get(all->list[i].row, "sentence"));
        for (size_t f = 0; f < FIELDS; f++)
            lumbar_write_integer(&w, CARRIERS[f].field, (long long)all->list[i].named[f]);
        lumbar_write_string(&w, "contested", lumbar_row_get(all->list[i].row, "contested"));
        lumbar_write_string(&w, "missing", all->list[i].missing);
        lumbar_write_bool(&w, "gate", true);
        lumbar_write_bool(&w, "pass", !all->list[i].missing);
        lumbar_write_close(&w);
    }
    lumbar_write_close(&w);
    lumbar_write_close(&w);
    lumbar_write_end(&w);
}

static void say(const lumbar_verdict *verdict, const sentences *all)
{
    lumbar_text *words = verdict->words;
    lumbar_text_add(words, "Each sentence of the article, and how many questions, findings, causes and "
                           "pieces of advice carry it:\n");
    for (size_t i = 0; i < all->count; i++) {
        const lumbar_row *row = all->list[i].row;
        const char *sentence = lumbar_row_get(row, "sentence");
        lumbar_text_addf(words, "  %-30s %2zu %2zu %2zu %2zu  %s%s%s\n", row->id, all->list[i].named[0],
                         all->list[i].named[1], all->list[i].named[2], all->list[i].named[3],
                         lumbar_row_get(row, "contested") ? "contested  " : "           ",
                         all->list[i].missing ? "MISSING: " : "", all->list[i].missing ? all->list[i].missing : "");
        lumbar_text_addf(words, "      %s\n", sentence ? sentence : "");
    }
    lumbar_text_addf(words,
                     "\n%s: %zu of %zu sentences are carried; evidence contests %zu, and the person is told so "
                     "(lumbar knowledge article).\n",
                     verdict->pass ? "Pass" : "Fail", all->whole, all->count, all->contested);
}

bool lumbar_validate_article(lumbar_arena *arena, const lumbar_validation *validation, lumbar_verdict *verdict,
                             lumbar_error *error)
{
    const lumbar_table *table = lumbar_table_find(validation->knowledge, "article");
    sentences all = {.count = table ? table->row_count : 0};
    if (!(all.list = LUMBAR_NEW_ARRAY(arena, carried, all.count + 1))) return lumbar_fail_memory(error);
    for (size_t i = 0; i < all.count; i++) {
        all.list[i] = look(arena, validation->knowledge, &table->rows[i]);
        all.whole += !all.list[i].missing;
        all.contested += lumbar_row_get(all.list[i].row, "contested") != NULL;
    }
    verdict->pass = all.count && all.whole == all.count;
    if (verdict->json) write_json(verdict, &all);
    if (verdict->words) say(verdict, &all);
    return true;
}
