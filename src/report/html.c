/* The answer as an HTML fragment, the report as a document around it, and the one way in which data enters
 * markup. */
#include <math.h>
#include <string.h>
#include "report/film.h"
#include "report/html.h"
#include "report/html_parts.h"
#include "report/style.h"

/* Safe as text and inside a quoted attribute; what is no character becomes the replacement character. */
static void escape(lumbar_text *out, const char *string)
{
    const unsigned char *at = (const unsigned char *)string;
    while (*at) {
        size_t length = lumbar_utf8_length((const char *)at);
        switch (*at) {
        case '&': lumbar_text_add(out, "&amp;"); break;
        case '<': lumbar_text_add(out, "&lt;"); break;
        case '>': lumbar_text_add(out, "&gt;"); break;
        case '"': lumbar_text_add(out, "&quot;"); break;
        case '\'': lumbar_text_add(out, "&#39;"); break;
        default:
            if (length == 0 || (*at < 0x20 && *at != '\n' && *at != '\t') || *at == 0x7F)
                lumbar_text_add(out, "\xEF\xBF\xBD");
            else lumbar_text_add_bytes(out, (const char *)at, length);
        }
        at += length ? length : 1;
    }
}

void lumbar_html_put(lumbar_html *html, const char *markup, ...)
{
    va_list args;
    va_start(args, markup);
    for (const char *hole; (hole = strchr(markup, '%')); markup = hole + 1) {
        lumbar_text_add_bytes(html->out, markup, (size_t)(hole - markup));
        const char *data = va_arg(args, const char *);
        if (data) escape(html->out, data);
    }
    va_end(args);
    lumbar_text_add(html->out, markup);
}

void lumbar_html_number(lumbar_html *html, double value, int decimals)
{
    if (isnan(value)) lumbar_text_add(html->out, "–");
    else lumbar_text_addf(html->out, "%.*f", decimals, fabs(value) < 0.5 * pow(10, -decimals) ? 0.0 : value);
}

void lumbar_html_details(lumbar_html *html, const char *class_name, const char *summary)
{
    lumbar_html_put(html, "<details class=\"%\"><summary>%</summary>", class_name, summary);
}

void lumbar_html_source(lumbar_html *html, const char *id)
{
    for (size_t i = 0; id && i < html->answer->source_count; i++)
        if (!strcmp(html->answer->sources[i].id, id)) {
            lumbar_html_put(html, " <a class=\"ref\" href=\"#source-%\" aria-label=\"Source: %\">", id,
                            html->answer->sources[i].citation);
            lumbar_text_addf(html->out, "[%zu]</a>", i + 1);
        }
}

static lumbar_html begin(const lumbar_answer *answer, lumbar_text *text, const lumbar_html_settings *settings)
{
    return (lumbar_html){.out = text,
                         .answer = answer,
                         .knowledge = settings ? settings->knowledge : NULL,
                         .country = settings ? settings->country : NULL};
}

static void film_details(lumbar_html *html)
{
    lumbar_html_put(html, "<section>");
    lumbar_html_put(html,
                    "<details class=\"fold\"><summary><h2>How to film yourself, so that we see more</h2></summary>");
    lumbar_film_html(html->out);
    lumbar_html_put(html, "</details></section>");
}

void lumbar_html_phrase(lumbar_html *html, lumbar_phrase_id phrase, const lumbar_hole *holes, size_t count)
{
    lumbar_text text = {0};
    lumbar_text_fill(&text, lumbar_phrase(html->knowledge, phrase), holes, count);
    if (lumbar_text_good(&text, html->out) && text.data) escape(html->out, text.data);
    lumbar_text_free(&text);
}

void lumbar_html_fold(lumbar_html *html, lumbar_phrase_id title, bool paper)
{
    lumbar_html_put(html, "<section>");
    lumbar_html_put(html, "<details class=\"%\"><summary><h2>%</h2></summary>", paper ? "fold paper" : "fold",
                    lumbar_phrase(html->knowledge, title));
}

void lumbar_html_unfold(lumbar_html *html) { lumbar_html_put(html, "</details></section>"); }

const char *lumbar_html_level_class(const lumbar_html *html)
{
    static const char *const classes[] = {[LUMBAR_SELF_CARE] = "self-care",
                                          [LUMBAR_CLINICIAN] = "clinician",
                                          [LUMBAR_SAME_DAY] = "same-day",
                                          [LUMBAR_EMERGENCY] = "emergency"};
    return classes[html->answer->triage.level];
}

/* Who may rely on this, and how far. Stands near the top because it qualifies everything below. */
static void status(lumbar_html *html)
{
    lumbar_html_put(html, "<p class=\"status\">");
    lumbar_html_phrase(html, html->answer->reviewed ? LUMBAR_PHRASE_STATUS_REVIEWED : LUMBAR_PHRASE_STATUS, NULL, 0);
    lumbar_html_put(html, "</p>");
}

/* What the person adds, which nothing here has read. */
static void note(lumbar_html *html)
{
    if (!html->answer->note) return;
    lumbar_html_put(html,
                    "<section><details class=\"fold paper\"><summary><h2>In your own "
                    "words</h2></summary><p>%</p><p class=\"quiet\">This program has not read that. Show it to whoever "
                    "looks at your back.</p></details></section>",
                    html->answer->note);
}

/* An emergency stands alone. */
static void whole_answer(lumbar_html *html)
{
    if (html->answer->triage.level == LUMBAR_EMERGENCY) {
        lumbar_html_emergency(html);
        return;
    }
    lumbar_html_first_view(html);
    status(html);
    lumbar_html_open_questions(html);
    lumbar_html_advice(html);
    lumbar_html_triage_folded(html);
    lumbar_html_causes(html);
    lumbar_html_recordings(html);
    lumbar_html_contested(html);
    lumbar_html_findings(html);
    film_details(html);
    note(html);
    lumbar_html_sources(html);
}

void lumbar_answer_html(const lumbar_answer *answer, lumbar_text *text, const lumbar_html_settings *settings)
{
    lumbar_html html = begin(answer, text, settings);
    whole_answer(&html);
}

void lumbar_emergency_html(const lumbar_answer *answer, lumbar_text *text, const lumbar_html_settings *settings)
{
    lumbar_html html = begin(answer, text, settings);
    lumbar_html_emergency(&html);
}

void lumbar_triage_html(const lumbar_answer *answer, lumbar_text *text, const lumbar_html_settings *settings)
{
    lumbar_html html = begin(answer, text, settings);
    lumbar_html_triage(&html);
}

void lumbar_film_html(lumbar_text *text)
{
    lumbar_html html = {.out = text};
    lumbar_html_put(&html, "<div class=\"film-pictures\">");
    lumbar_text_add(text, lumbar_film_picture);
    lumbar_html_put(&html, "</div><ol class=\"film-lines\">");
    for (int i = 0; i < LUMBAR_FILM_LINES; i++) lumbar_html_put(&html, "<li>%</li>", lumbar_film_lines[i]);
    lumbar_html_put(&html, "</ol>");
}

void lumbar_html_date(lumbar_html *html, lumbar_date date)
{
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    lumbar_text_addf(html->out, "%d %s %d", date.day, months[date.month - 1], date.year);
}

void lumbar_report_html(const lumbar_answer *answer, lumbar_text *text, const lumbar_html_settings *settings)
{
    lumbar_html html = begin(answer, text, settings);
    lumbar_html_put(
        &html,
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '%'; img-src "
        "data:; "
        "base-uri 'none'; form-action 'none'\">"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        "<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"referrer\" content=\"no-referrer\">"
        "<title>Why does my lower back ache? – your answer</title><style>",
        lumbar_style_hash);
    lumbar_text_add_bytes(text, lumbar_style, lumbar_style_size);
    lumbar_html_put(
        &html, "</style></head><body class=\"report\"><header class=\"bar\"><p class=\"brand\"><svg class=\"icon\" "
               "viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path class=\"spine\" d=\"M10 4h6M11 9h6M10 14.5h6M7.5 "
               "20h6\"/>"
               "</svg>lumbar</p>"
               "</header><main class=\"page answer\">");
    whole_answer(&html);
    lumbar_html_put(&html, "</main><footer class=\"foot\"><p>Made with lumbar % on your own machine", LUMBAR_VERSION);
    if (lumbar_date_known(answer->today)) {
        lumbar_html_put(&html, ", ");
        lumbar_html_date(&html, answer->today);
    }
    lumbar_html_put(&html, ". Nothing was sent anywhere.</p></footer></body></html>\n");
}
