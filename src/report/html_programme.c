/* The plan of the next weeks in the report, folded. */
#include "report/html_parts.h"
#include "report/programme.h"

/* Puts words that were made for this place, and frees them. */
static void put_words(lumbar_html *html, const char *markup, lumbar_text *words)
{
    if (lumbar_text_good(words, html->out)) lumbar_html_put(html, markup, words->data ? words->data : "");
    lumbar_text_free(words);
}

static void week_heads(lumbar_html *html)
{
    lumbar_html_put(html, "<th scope=\"col\">%</th>", lumbar_phrase(html->knowledge, LUMBAR_PHRASE_WEEKS_EXERCISE));
    for (int week = 0; week < html->plan->week_count; week++) {
        lumbar_html_put(html, "<th scope=\"col\">");
        lumbar_html_phrase(html, LUMBAR_PHRASE_WEEKS_OF_WEEK,
                           LUMBAR_HOLES({"week", lumbar_digits((size_t)week + 1).text}));
        lumbar_html_put(html, "</th>");
    }
}

static bool exercise(lumbar_html *html, const lumbar_programme_exercise *one)
{
    bool itself = !one->instead && !one->left_out;
    lumbar_html_put(html, "<tr><th scope=\"row\">%%</th>", one->exercise->name, itself && !one->own ? " *" : "");
    if (!itself) {
        lumbar_text other = {0};
        lumbar_programme_other(one, html->knowledge, &other);
        lumbar_text_addf(html->out, "<td colspan=\"%d\">", html->plan->week_count);
        put_words(html, "%</td>", &other);
    }
    for (int week = 0; itself && week < html->plan->week_count; week++) {
        lumbar_text amount = {0};
        lumbar_programme_amount(one, week, &amount);
        put_words(html, "<td>%</td>", &amount);
    }
    lumbar_html_put(html, "</tr>");
    return itself && !one->own;
}

static void table(lumbar_html *html)
{
    bool unknown = false;
    lumbar_html_put(html, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%\"><table><thead><tr>",
                    lumbar_phrase(html->knowledge, LUMBAR_PHRASE_WEEKS_FOLD));
    week_heads(html);
    lumbar_html_put(html, "</tr></thead><tbody>");
    for (size_t i = 0; i < html->plan->exercise_count; i++) unknown |= exercise(html, &html->plan->exercises[i]);
    lumbar_html_put(html, "</tbody></table></div>");
    if (unknown)
        lumbar_html_put(html, "<p class=\"quiet\">%</p>", lumbar_phrase(html->knowledge, LUMBAR_PHRASE_WEEKS_NOT_OWN));
}

static void days(lumbar_html *html)
{
    const lumbar_programme_words words = {.knowledge = html->knowledge, .today = html->answer->today};
    if (!html->plan->day_count) return;
    lumbar_text all = {0}, day = {0};
    for (int week = 0; week < html->plan->week_count; week++) {
        if (week) lumbar_text_add(&all, "; ");
        lumbar_programme_days(html->plan, week, &words, &all);
    }
    lumbar_html_put(html, "<p>");
    if (lumbar_text_good(&all, html->out))
        lumbar_html_phrase(html, LUMBAR_PHRASE_WEEKS_DAYS, LUMBAR_HOLES({"days", all.data}));
    lumbar_date_words(html->knowledge, html->plan->retest_on, &day);
    lumbar_html_put(html, "</p><p>");
    if (lumbar_text_good(&day, html->out))
        lumbar_html_phrase(html, LUMBAR_PHRASE_WEEKS_RETEST, LUMBAR_HOLES({"day", day.data}));
    lumbar_html_put(html, "</p>");
    lumbar_text_free(&all);
    lumbar_text_free(&day);
}

void lumbar_html_programme(lumbar_html *html)
{
    const lumbar_programme *plan = html->plan;
    const char *line;
    if (!plan) return;
    lumbar_html_fold(html, LUMBAR_PHRASE_WEEKS_FOLD, true);
    if (plan->given) {
        table(html);
        lumbar_html_put(html, "<ul>");
        for (size_t i = 0; (line = lumbar_programme_line(plan, i)); i++) lumbar_html_put(html, "<li>%</li>", line);
        lumbar_html_put(html, "</ul>");
        days(html);
        lumbar_html_put(html, "<p class=\"quiet\">%</p>", lumbar_phrase(html->knowledge, LUMBAR_PHRASE_WEEKS_RULES));
    } else lumbar_html_put(html, "<p>%</p>", plan->why);
    lumbar_html_unfold(html);
}
