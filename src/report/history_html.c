/* The journal's days and weeks as a page: a drawing of the days, the table of weeks, every entry. */
#include <math.h>
#include "report/day_words.h"
#include "report/history.h"
#include "report/html_parts.h"

/* The drawing, in its own units. */
enum { LEFT = 34, TOP = 12, HIGH = 100, FOOT = 34, STEP = 5, GAP = 1, STRENGTHS = 10 };

typedef struct page {
    lumbar_html html;
    const lumbar_journal_days *days;
    const lumbar_history_settings *settings;
    lumbar_weeks weeks;
} page;

static const char *phrase(const page *p, lumbar_phrase_id id) { return lumbar_phrase(p->settings->knowledge, id); }

/* Puts words that were made for this place, and frees them. */
static void put_words(page *p, const char *markup, lumbar_text *words)
{
    if (lumbar_text_good(words, p->html.out)) lumbar_html_put(&p->html, markup, words->data ? words->data : "");
    lumbar_text_free(words);
}

static void put_day(page *p, const char *markup, lumbar_date day)
{
    lumbar_text words = {0};
    lumbar_day_words(&words, p->settings->knowledge, day, p->settings->today);
    put_words(p, markup, &words);
}

/* "28 Sep" */
static void put_short(page *p, const char *markup, lumbar_date day)
{
    lumbar_text words = {0};
    lumbar_text_addf(&words, "%d\xC2\xA0", day.day); /* no line ends there */
    lumbar_listed_word(&words, p->settings->knowledge, LUMBAR_PHRASE_JOURNAL_MONTHS, day.month - 1);
    put_words(p, markup, &words);
}

/* ---- the drawing --------------------------------------------------------------------------------------- */

static void draw_day(page *p, int at, const lumbar_day_sum *day)
{
    lumbar_text *out = p->html.out;
    int x = LEFT + at * STEP;
    if (day->ache > 0) {
        double high = HIGH * fmin(day->ache, STRENGTHS) / STRENGTHS;
        lumbar_text_addf(out, "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"currentColor\"/>", x,
                         TOP + HIGH - high, STEP - GAP, high);
    }
    if (day->worked)
        lumbar_text_addf(out, "<circle cx=\"%.1f\" cy=\"%d\" r=\"1.8\" fill=\"none\" stroke=\"currentColor\"/>",
                         x + (STEP - GAP) / 2.0, TOP + HIGH + 9);
}

static void draw_weeks(page *p)
{
    lumbar_text *out = p->html.out;
    int every = (int)(p->weeks.count + 4) / 5; /* so that the names of weeks do not touch */
    for (size_t w = 0; w < p->weeks.count; w += (size_t)every) {
        lumbar_text_addf(out, "<text x=\"%d\" y=\"%d\" font-size=\"9\" fill=\"currentColor\">",
                         LEFT + (int)w * 7 * STEP, TOP + HIGH + 28);
        put_short(p, "%</text>", p->weeks.weeks[w].monday);
    }
}

static void drawing(page *p)
{
    lumbar_text *out = p->html.out;
    int wide = LEFT + (int)p->weeks.count * 7 * STEP + 8;
    lumbar_text_addf(out, "<svg viewBox=\"0 0 %d %d\" role=\"img\" width=\"100%%\"><title>", wide, TOP + HIGH + FOOT);
    lumbar_html_put(&p->html, "%</title>", phrase(p, LUMBAR_PHRASE_HISTORY_DRAWING));
    for (int strength = 0; strength <= STRENGTHS; strength += 5) {
        int y = TOP + HIGH - HIGH * strength / STRENGTHS;
        lumbar_text_addf(out,
                         "<path d=\"M%d %dH%d\" stroke=\"currentColor\" stroke-opacity=\".25\"/>"
                         "<text x=\"%d\" y=\"%d\" font-size=\"9\" text-anchor=\"end\" fill=\"currentColor\">%d</text>",
                         LEFT, y, wide - 8, LEFT - 5, y + 3, strength);
    }
    for (size_t w = 0; w < p->weeks.count; w++)
        for (int i = 0; i < 7; i++) draw_day(p, (int)w * 7 + i, &p->weeks.weeks[w].days[i]);
    draw_weeks(p);
    lumbar_html_put(&p->html, "</svg><p class=\"quiet\">%</p>", phrase(p, LUMBAR_PHRASE_HISTORY_DRAWING));
}

/* ---- weeks and entries --------------------------------------------------------------------------------- */

static void week(page *p, const lumbar_week_sum *w)
{
    lumbar_text *out = p->html.out;
    lumbar_text_add(out, "<tr><th scope=\"row\">");
    put_short(p, "%</th>", w->monday);
    lumbar_text_addf(out, "<td>%d</td><td>", w->all.sets);
    lumbar_html_number(&p->html, w->all.reps, 0);
    lumbar_text_add(out, "</td><td>");
    lumbar_html_number(&p->html, w->all.held_s, 0);
    lumbar_text_add(out, "</td><td>");
    lumbar_html_number(&p->html, w->all.ache, 1);
    lumbar_text_addf(out, "</td><td>%d (%d)</td></tr>", w->ache_days, w->told_days);
}

static void weeks(page *p)
{
    static const lumbar_phrase_id heads[] = {LUMBAR_PHRASE_HISTORY_WEEK, LUMBAR_PHRASE_HISTORY_SETS,
                                             LUMBAR_PHRASE_HISTORY_REPS, LUMBAR_PHRASE_HISTORY_HELD,
                                             LUMBAR_PHRASE_HISTORY_ACHE, LUMBAR_PHRASE_HISTORY_ACHE_DAYS};
    lumbar_html_put(
        &p->html,
        "<section><h2>%</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%\"><table><thead><tr>",
        phrase(p, LUMBAR_PHRASE_HISTORY_WEEKS), phrase(p, LUMBAR_PHRASE_HISTORY_WEEKS));
    for (size_t i = 0; i < LUMBAR_COUNT(heads); i++)
        lumbar_html_put(&p->html, "<th scope=\"col\">%</th>", phrase(p, heads[i]));
    lumbar_html_put(&p->html, "</tr></thead><tbody>");
    for (size_t w = 0; w < p->weeks.count; w++) week(p, &p->weeks.weeks[w]);
    lumbar_html_put(&p->html, "</tbody></table></div></section>");
}

static void entries(page *p)
{
    const lumbar_journal_days *d = p->days;
    const lumbar_knowledge *k = p->settings->knowledge;
    lumbar_html_put(&p->html, "<section><h2>%</h2><ul>", phrase(p, LUMBAR_PHRASE_HISTORY_ENTRIES));
    for (size_t w = 0, a = 0; w < d->workout_count || a < d->soreness_count;) {
        bool workout = a == d->soreness_count ||
                       (w < d->workout_count && lumbar_date_between(d->workouts[w].day, d->soreness[a].day) >= 0);
        lumbar_text words = {0};
        put_day(p, "<li><strong>%</strong>: ", workout ? d->workouts[w].day : d->soreness[a].day);
        if (workout) lumbar_workout_words(&words, k, &d->workouts[w++]);
        else lumbar_soreness_words(&words, k, &d->soreness[a++]);
        put_words(p, "%</li>", &words);
    }
    lumbar_html_put(&p->html, "</ul></section>");
}

static void answers(page *p)
{
    if (!p->days->answer_count) return;
    lumbar_html_put(&p->html, "<section><h2>%</h2><ul>", phrase(p, LUMBAR_PHRASE_HISTORY_ANSWERS));
    for (size_t i = 0; i < p->days->answer_count; i++) {
        lumbar_kept_answer kept;
        if (!lumbar_kept_answer_of(&p->days->answers[i], &kept)) p->html.out->failed = true;
        put_day(p, "<li><strong>%</strong>: ", p->days->answers[i].day);
        lumbar_html_put(&p->html, "%</li>", kept.headline ? kept.headline : "?");
        lumbar_kept_answer_free(&kept);
    }
    lumbar_html_put(&p->html, "</ul></section>");
}

/* False: no memory, as out->failed tells. The caller frees the weeks. */
static bool page_of(page *p, const lumbar_journal_days *days, const lumbar_history_settings *settings, lumbar_text *out)
{
    *p = (page){.html = {.out = out, .knowledge = settings->knowledge}, .days = days, .settings = settings};
    if (!lumbar_weeks_of(days, &p->weeks)) out->failed = true;
    return !out->failed;
}

void lumbar_history_weeks_html(const lumbar_journal_days *days, const lumbar_history_settings *settings,
                               lumbar_text *out)
{
    page p;
    if (page_of(&p, days, settings, out)) {
        drawing(&p);
        weeks(&p);
    }
    lumbar_weeks_free(&p.weeks);
}

void lumbar_history_html(const lumbar_journal_days *days, const lumbar_history_settings *settings, lumbar_text *out)
{
    page p;
    if (!page_of(&p, days, settings, out)) {
        lumbar_weeks_free(&p.weeks);
        return;
    }
    lumbar_html_open(&p.html, phrase(&p, LUMBAR_PHRASE_HISTORY_TITLE), "report");
    lumbar_html_put(&p.html, "<h1>%</h1><section>", phrase(&p, LUMBAR_PHRASE_HISTORY_TITLE));
    drawing(&p);
    lumbar_html_put(&p.html, "</section>");
    answers(&p);
    weeks(&p);
    entries(&p);
    lumbar_html_close(&p.html, settings->today);
    lumbar_weeks_free(&p.weeks);
}
