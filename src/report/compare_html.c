/* Two looks compared, as a page: what was found then and now, and each kind of change as a list. */
#include <string.h>
#include "report/compare.h"
#include "report/html_parts.h"

/* Puts words that were made for this place, where there are any, and frees them. */
static void put_words(lumbar_html *html, const char *markup, lumbar_text *words)
{
    if (lumbar_text_good(words, html->out) && words->size) lumbar_html_put(html, markup, words->data);
    lumbar_text_free(words);
}

static void head(lumbar_html *html, const lumbar_comparison *all, bool after)
{
    lumbar_text words = {0};
    lumbar_compared_head(all, after, html->knowledge, &words);
    put_words(html, "<p>%</p>", &words);
}

static void kind(lumbar_html *html, const lumbar_comparison *all, const lumbar_compared_kind *one)
{
    bool any = false;
    for (size_t i = 0; i < all->row_count; i++) {
        const lumbar_compared_row *row = &all->rows[i];
        lumbar_text words = {0};
        if (strcmp(row->kind, one->id)) continue;
        if (!any) lumbar_html_put(html, "<section><h2>%</h2><ul>", lumbar_phrase(html->knowledge, one->title));
        any = true;
        lumbar_compared_words(row, html->knowledge, &words);
        bool changed = row->change != LUMBAR_SAME && row->change != LUMBAR_NOT_COMPARED;
        put_words(html, changed ? "<li><strong>%</strong></li>" : "<li>%</li>", &words);
    }
    if (any) lumbar_html_put(html, "</ul></section>");
}

static void remark(lumbar_html *html, lumbar_phrase_id phrase)
{
    lumbar_html_put(html, "<p class=\"quiet\">%</p>", lumbar_phrase(html->knowledge, phrase));
}

void lumbar_comparison_html(const lumbar_comparison *all, const lumbar_knowledge *knowledge, lumbar_date today,
                            lumbar_text *out)
{
    lumbar_html html = {.out = out, .knowledge = knowledge};
    const char *title = lumbar_phrase(knowledge, LUMBAR_PHRASE_COMPARE_TITLE);
    lumbar_html_open(&html, title, "report");
    lumbar_html_put(&html, "<h1>%</h1><section>", title);
    head(&html, all, false);
    head(&html, all, true);
    if (!all->row_count) lumbar_html_put(&html, "<p>%</p>", lumbar_phrase(knowledge, LUMBAR_PHRASE_COMPARE_NOTHING));
    lumbar_html_put(&html, "</section>");
    for (size_t i = 0; i < LUMBAR_COMPARED_KINDS; i++) kind(&html, all, &lumbar_compared_kinds[i]);
    lumbar_html_put(&html, "<section>");
    if (all->row_count) remark(&html, LUMBAR_PHRASE_COMPARE_HOW);
    if (all->after_headline) remark(&html, LUMBAR_PHRASE_COMPARE_LEVEL);
    lumbar_html_put(&html, "</section>");
    lumbar_html_close(&html, today);
}
