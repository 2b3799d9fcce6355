/* What every writer of HTML uses, and the one way in which data enters markup. */
#include <math.h>
#include <string.h>
#include "figure/figure.h"
#include "reason/reason.h"
#include "report/html_parts.h"

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

/* NaN: a dash. */
static void shown_number(char text[40], double value, int decimals)
{
    if (isnan(value)) lumbar_print(text, 40, "–");
    else lumbar_print(text, 40, "%.*f", decimals, fabs(value) < 0.5 * pow(10, -decimals) ? 0.0 : value);
}

void lumbar_html_number(lumbar_html *html, double value, int decimals)
{
    char text[40];
    shown_number(text, value, decimals);
    lumbar_text_add(html->out, text);
}

void lumbar_html_details(lumbar_html *html, const char *class_name, lumbar_phrase_id summary)
{
    lumbar_html_put(html, "<details class=\"%\"><summary>%</summary>", class_name,
                    lumbar_phrase(html->knowledge, summary));
}

void lumbar_html_source(lumbar_html *html, const char *id)
{
    for (size_t i = 0; id && i < html->answer->source_count; i++)
        if (!strcmp(html->answer->sources[i].id, id)) {
            lumbar_html_put(html, " <a class=\"ref\" href=\"#source-%\" aria-label=\"", id);
            lumbar_html_phrase(html, LUMBAR_PHRASE_SOURCE_OF,
                               LUMBAR_HOLES({"source", html->answer->sources[i].citation}));
            lumbar_text_addf(html->out, "\">[%zu]</a>", i + 1);
        }
}

void lumbar_html_figure(lumbar_html *html, const char *id)
{
    const lumbar_figure *figure = html->knowledge ? lumbar_figure_find(html->knowledge, id) : NULL;
    if (figure) lumbar_figure_svg(figure, false, html->out);
}

/* A figure with what it is under it. */
static void captioned(lumbar_html *html, const char *id, lumbar_phrase_id words, const char *class_name)
{
    lumbar_html_put(html, "<figure class=\"%\">", class_name);
    lumbar_html_figure(html, id);
    lumbar_html_put(html, "<figcaption>%</figcaption></figure>", lumbar_phrase(html->knowledge, words));
}

void lumbar_html_ways(lumbar_html *html, const char *right, const char *wrong)
{
    if (!lumbar_has(right) || !lumbar_has(wrong)) {
        lumbar_html_figure(html, right);
        return;
    }
    lumbar_html_put(html, "<div class=\"ways\">");
    captioned(html, right, LUMBAR_PHRASE_WAY_RIGHT, "way");
    captioned(html, wrong, LUMBAR_PHRASE_WAY_WRONG, "way wrong");
    lumbar_html_put(html, "</div>");
}

void lumbar_html_phrase(lumbar_html *html, lumbar_phrase_id phrase, const lumbar_hole *holes, size_t count)
{
    lumbar_text text = {0};
    lumbar_phrase_fill(&text, html->knowledge, phrase, holes, count);
    if (lumbar_text_good(&text, html->out) && text.data) escape(html->out, text.data);
    lumbar_text_free(&text);
}

void lumbar_html_phrase_around(lumbar_html *html, lumbar_phrase_id phrase, const lumbar_hole *holes, size_t count)
{
    lumbar_text escaped = {0};
    escape(&escaped, lumbar_phrase_form(html->knowledge, phrase, holes, count));
    if (lumbar_text_good(&escaped, html->out) && escaped.data) lumbar_text_fill(html->out, escaped.data, holes, count);
    lumbar_text_free(&escaped);
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

/* "41 (33 to 49)°", with the unit in signs. */
void lumbar_html_measured(lumbar_html *html, const lumbar_finding *finding)
{
    if (isnan(finding->value) || !finding->unit) return;
    lumbar_text value = {0};
    char number[40], low[40], high[40];
    int decimals = strcmp(finding->unit, "s") ? 0 : 1; /* no finer than people can use */
    bool degrees = !strcmp(finding->unit, "deg"), between = !isnan(finding->low) && !isnan(finding->high);
    shown_number(number, finding->value, decimals);
    shown_number(low, finding->low, decimals);
    shown_number(high, finding->high, decimals);
    lumbar_phrase_fill(&value, html->knowledge, degrees ? LUMBAR_PHRASE_DEGREES : LUMBAR_PHRASE_AMOUNT,
                       LUMBAR_HOLES({"number", number}, {"unit", finding->unit}));
    lumbar_html_put(html, " <span class=\"quiet\">");
    if (lumbar_text_good(&value, html->out))
        lumbar_html_phrase(html, between ? LUMBAR_PHRASE_MEASURED_BETWEEN : LUMBAR_PHRASE_MEASURED,
                           LUMBAR_HOLES({"value", value.data}, {"low", low}, {"high", high}));
    lumbar_text_free(&value);
    lumbar_html_put(html, "</span>");
}

void lumbar_html_date(lumbar_html *html, lumbar_date date)
{
    lumbar_text text = {0};
    lumbar_date_words(html->knowledge, date, &text);
    if (lumbar_text_good(&text, html->out)) lumbar_html_put(html, "%", text.data);
    lumbar_text_free(&text);
}
