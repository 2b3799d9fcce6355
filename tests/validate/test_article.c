/* validate article: every word of the article stands in the table, in order, and a broken row is noticed. */
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "base/base.h"
#include "folder.h"
#include "validate/article.h"

static const uint64_t WORDS = 6185771399060045267u; /* of the sentences, see no_word_has_changed */

/* Letters and digits only, as a run of words. */
static char *words_of(const char *text)
{
    lumbar_text out = {0};
    for (; *text; text++)
        if (isalnum((unsigned char)*text)) lumbar_text_add_bytes(&out, text, 1);
    lumbar_text_add(&out, "");
    return out.data;
}

static void every_sentence_is_carried(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_knowledge *k = lumbar_knowledge_load(arena, NULL, &error);
    lumbar_text json = {0}, words = {0};
    lumbar_verdict verdict = {.json = &json, .words = &words};
    assert_non_null(k);
    const lumbar_validation validation = {.knowledge = k};
    assert_true(lumbar_validate_article(arena, &validation, &verdict, &error));
    assert_true(verdict.pass);
    assert_non_null(strstr(json.data, "\"carried\": 19"));
    lumbar_text_free(&json);
    lumbar_text_free(&words);
    lumbar_arena_free(arena);
}

static void an_unknown_advice_fails(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    lumbar_text words = {0};
    lumbar_verdict verdict = {.words = &words};
    const lumbar_knowledge *k =
        changed_tables(arena, "article.txt", "advice: relief-heat, relief-massage", "advice: relief-hot");
    const lumbar_validation validation = {.knowledge = k};
    assert_true(lumbar_validate_article(arena, &validation, &verdict, &error));
    assert_false(verdict.pass);
    assert_non_null(strstr(words.data, "relief-hot"));
    lumbar_text_free(&words);
    lumbar_arena_free(arena);
}

/* The words of all sentences, one after another, as they stood when they were last held against the article: who has
 * not its text still learns that one was lost or changed. FNV-1a. */
static void no_word_has_changed(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_knowledge *k = lumbar_knowledge_load(arena, NULL, &error);
    assert_non_null(k);
    const lumbar_table *table = lumbar_table_find(k, "article");
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < table->row_count; i++) {
        char *words = words_of(lumbar_row_get(&table->rows[i], "sentence"));
        for (const char *at = words; *at; at++) hash = (hash ^ (uint8_t)*at) * 1099511628211u;
        free(words);
    }
    if (hash != WORDS) fail_msg("the words give %" PRIu64, hash);
    lumbar_arena_free(arena);
}

/* The table's sentences in order, with nothing between them but headings' numbers and the head of the
 * page. */
static void no_sentence_is_left_out(void **state)
{
    (void)state;
    const char *shared = getenv("LUMBAR_SHARED");
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_knowledge *k = lumbar_knowledge_load(arena, NULL, &error);
    char *article = shared ? read_text(lumbar_format(arena, "%s/mission/article.md", shared)) : NULL;
    if (!article) { /* the article's text is not part of the repository */
        lumbar_arena_free(arena);
        return;
    }
    assert_non_null(k);
    const lumbar_table *table = lumbar_table_find(k, "article");
    char *all = words_of(article), *at = all;
    size_t left = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        char *sentence = words_of(lumbar_row_get(&table->rows[i], "sentence"));
        char *hit = strstr(at, sentence);
        if (!hit) fail_msg("the article has no '%s' here", table->rows[i].id);
        left += (size_t)(hit - at);
        at = hit + strlen(sentence);
        free(sentence);
    }
    assert_int_equal(*at, 0);
    assert_in_range(left, 0, strlen("Nov232022SourceCainiuHealthDrLinYunfeiIntroduction123"));
    free(all);
    free(article);
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_sentence_is_carried),
    cmocka_unit_test(an_unknown_advice_fails),
    cmocka_unit_test(no_word_has_changed),
    cmocka_unit_test(no_sentence_is_left_out),
};
CHECK_MAIN(tests)
