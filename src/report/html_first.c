/* What stands in sight: the answer in 150 words, or what to do in an emergency. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/html_parts.h"

/* The picture of a reason, drawn; NULL: there is none. */
static const lumbar_moment *picture_of(const lumbar_answer *answer, const lumbar_reason *reason)
{
    if (reason->recording < 0 || (size_t)reason->recording >= answer->recording_count) return NULL;
    const lumbar_recording *recording = &answer->recordings[reason->recording];
    for (size_t i = 0; i < recording->moment_count; i++) {
        const lumbar_moment *moment = &recording->moments[i];
        bool same = moment->finding && !strcmp(moment->finding, reason->finding) && !strcmp(moment->kind, "worst");
        if (moment->image && same) return moment;
    }
    return NULL;
}

const lumbar_moment *lumbar_html_main_picture(const lumbar_answer *answer)
{
    const lumbar_moment *picture = NULL;
    for (size_t i = 0; !picture && i < answer->plan.reason_count; i++)
        picture = picture_of(answer, &answer->plan.reasons[i]);
    for (size_t i = 0; !picture && i < answer->recording_count; i++)
        for (size_t k = 0; !picture && k < answer->recordings[i].moment_count; k++)
            if (answer->recordings[i].moments[k].image) picture = &answer->recordings[i].moments[k];
    return picture;
}

static void reasons(lumbar_html *html)
{
    const lumbar_plan *plan = &html->answer->plan;
    if (!plan->reason_count) return;
    lumbar_html_put(html, "<ul class=\"reasons\">");
    for (size_t i = 0; i < plan->reason_count; i++) {
        const lumbar_moment *shown = picture_of(html->answer, &plan->reasons[i]);
        lumbar_html_put(html, "<li>%</li>", plan->reasons[i].text);
        if (!html->shown) html->shown = shown;
    }
    lumbar_html_put(html, "</ul>");
    if (html->shown) lumbar_html_picture(html, html->shown);
}

/* right, wrong: figures that show it, or NULL. */
static void line(lumbar_html *html, lumbar_phrase_id title, const char *text, const char *right, const char *wrong)
{
    if (!lumbar_has(text)) return;
    lumbar_html_put(html, "<div><dt>%</dt><dd>%", lumbar_phrase(html->knowledge, title), text);
    lumbar_html_ways(html, right, wrong);
    lumbar_html_put(html, "</dd></div>");
}

/* How many questions that decide are open; where somebody should look anyhow the first line says it. */
static void open_count(lumbar_html *html)
{
    size_t count = html->answer->triage.open_count;
    if (!html->answer->provisional || !count || html->answer->triage.level > LUMBAR_SELF_CARE) return;
    lumbar_html_put(html, "<p class=\"open\">");
    lumbar_html_phrase(html, LUMBAR_PHRASE_OPEN, LUMBAR_HOLES({"count", lumbar_digits(count).text}));
    lumbar_html_put(html, "</p>");
}

void lumbar_html_first_view(lumbar_html *html)
{
    const lumbar_answer *answer = html->answer;
    lumbar_html_put(html,
                    "<section class=\"first level-%\" aria-labelledby=\"answer-title\"><h1 id=\"answer-title\" "
                    "tabindex=\"-1\">%</h1>",
                    lumbar_html_level_class(html),
                    lumbar_has(answer->plan.see) ? answer->plan.see : lumbar_level_words(html->knowledge, answer));
    open_count(html);
    if (answer->again) lumbar_html_put(html, "<p class=\"again\">%</p>", answer->again->text);
    if (answer->triage.level == LUMBAR_SAME_DAY && lumbar_has(answer->triage.act))
        lumbar_html_put(html, "<p class=\"cause-line\">%</p>", answer->triage.act);
    else if (lumbar_has(answer->summary.cause))
        lumbar_html_put(html, "<p class=\"cause-line\">%</p>", answer->summary.cause);
    reasons(html);
    lumbar_html_put(html, "<dl class=\"plan\">");
    line(html, LUMBAR_PHRASE_TOMORROW, answer->plan.tomorrow, NULL, NULL);
    line(html, LUMBAR_PHRASE_NEXT_WORKOUT, answer->plan.next_workout, answer->plan.figure, answer->plan.wrong_figure);
    line(html, LUMBAR_PHRASE_SEVEN_DAYS, answer->plan.in_seven_days, NULL, NULL);
    lumbar_html_put(html, "</dl>");
    if (lumbar_has(answer->plan.help)) lumbar_html_put(html, "<p class=\"help-line\">%</p>", answer->plan.help);
    lumbar_html_put(html, "</section>");
}

/* ---- an emergency -------------------------------------------------------------------------------------- */

/* A link that calls, with its number in sight. */
static void call(lumbar_html *html, const lumbar_row *row)
{
    const char *number = lumbar_row_get(row, "number");
    const lumbar_hole hole = {"number", number};
    lumbar_html_put(html, "<a class=\"button call\" href=\"tel:%\" data-country=\"%\">", number, row->id);
    lumbar_html_phrase(html, LUMBAR_PHRASE_HELP_CALL, &hole, 1);
    lumbar_html_put(html, "</a>");
}

/* Whom to call: the chosen country's number, or the commonest, each with its country; the page makes one button and a
 * choice of them. */
static void calls(lumbar_html *html)
{
    const lumbar_table *table = html->knowledge ? lumbar_table_find(html->knowledge, "emergency-numbers") : NULL;
    const lumbar_row *chosen = table && html->country ? lumbar_row_find(table, html->country) : NULL;
    if (chosen) {
        lumbar_html_put(html, "<p class=\"calls\">");
        call(html, chosen);
        lumbar_html_put(html, "</p>");
        return;
    }
    lumbar_html_put(html, "<ul class=\"calls\">");
    for (size_t i = 0; table && i < table->row_count; i++) {
        const char *brief = lumbar_row_get(&table->rows[i], "brief");
        if (!brief) continue;
        lumbar_html_put(html, "<li>");
        call(html, &table->rows[i]);
        lumbar_html_put(html, " %</li>", brief);
    }
    lumbar_html_put(html, "</ul>");
}

void lumbar_html_emergency(lumbar_html *html)
{
    const lumbar_triage *triage = &html->answer->triage;
    const char *const say[] = {triage->say, lumbar_phrase(html->knowledge, LUMBAR_PHRASE_HELP_WHERE),
                               lumbar_phrase(html->knowledge, LUMBAR_PHRASE_HELP_ASK)};
    lumbar_html_put(html,
                    "<section class=\"first emergency level-emergency\" aria-labelledby=\"answer-title\"><h1 "
                    "id=\"answer-title\" tabindex=\"-1\">%</h1><p class=\"act\">%</p>",
                    lumbar_phrase(html->knowledge, LUMBAR_PHRASE_HELP_NOW),
                    lumbar_has(triage->act) ? triage->act : triage->text);
    calls(html);
    lumbar_html_put(html, "<h2>%</h2><ol class=\"say\">", lumbar_phrase(html->knowledge, LUMBAR_PHRASE_HELP_SAY));
    for (size_t i = 0; i < LUMBAR_COUNT(say); i++)
        if (lumbar_has(say[i])) lumbar_html_put(html, "<li>%</li>", say[i]);
    lumbar_html_put(html, "</ol><p class=\"told\">% ", lumbar_phrase(html->knowledge, LUMBAR_PHRASE_HELP_TOLD));
    for (size_t i = 0; i < triage->because_count && i < LUMBAR_TOLD_IN_EMERGENCY; i++)
        lumbar_html_put(html, i ? "; %" : "%",
                        lumbar_has(triage->because[i].text) ? triage->because[i].text : triage->because[i].question);
    lumbar_html_put(html, "</p></section>");
}
