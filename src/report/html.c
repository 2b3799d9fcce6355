/* The answer as an HTML fragment, and the report as a document around it. */
#include "report/html.h"
#include "report/html_parts.h"
#include "report/style.h"

static lumbar_html begin(const lumbar_answer *answer, lumbar_text *text, const lumbar_html_settings *settings)
{
    return (lumbar_html){.out = text,
                         .answer = answer,
                         .knowledge = settings ? settings->knowledge : NULL,
                         .country = settings ? settings->country : NULL,
                         .answers = settings ? settings->answers : NULL,
                         .plan = settings ? settings->plan : NULL,
                         .course = settings ? settings->course : NULL};
}

static void film_details(lumbar_html *html)
{
    lumbar_html_fold(html, LUMBAR_PHRASE_FOLD_FILM, false);
    lumbar_html_film(html);
    lumbar_html_unfold(html);
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
                    "<section><details class=\"fold paper\" open><summary><h2>%</h2></summary><p>%</p><p "
                    "class=\"quiet\">%</p></details></section>",
                    lumbar_phrase(html->knowledge, LUMBAR_PHRASE_FOLD_NOTE), html->answer->note,
                    lumbar_phrase(html->knowledge, LUMBAR_PHRASE_NOTE_UNREAD));
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
    lumbar_html_programme(html);
    lumbar_html_triage_folded(html);
    lumbar_html_causes(html);
    lumbar_html_recordings(html);
    lumbar_html_course(html);
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

void lumbar_film_html(const lumbar_knowledge *knowledge, lumbar_text *text)
{
    lumbar_html html = {.out = text, .knowledge = knowledge};
    lumbar_html_film(&html);
}

/* All of a document before its contents. */
void lumbar_html_open(lumbar_html *html, const char *title, const char *class_name)
{
    const lumbar_language *language = html->knowledge ? lumbar_language_of(html->knowledge) : NULL;
    lumbar_html_put(html, "<!doctype html>\n<html lang=\"%\"", language ? language->code : "en");
    if (language && language->direction == LUMBAR_RIGHT_TO_LEFT) lumbar_html_put(html, " dir=\"rtl\"");
    lumbar_html_put(
        html,
        "><head><meta charset=\"utf-8\">"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '%'; img-src "
        "data:; "
        "base-uri 'none'; form-action 'none'\">"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        "<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"referrer\" content=\"no-referrer\">"
        "<title>%</title><style>",
        lumbar_style_hash, title);
    lumbar_text_add_bytes(html->out, lumbar_style, lumbar_style_size);
    lumbar_html_put(html,
                    "</style></head><body class=\"%\"><header class=\"bar\"><p class=\"brand\"><svg class=\"icon\" "
                    "viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path class=\"spine\" d=\"M10 4h6M11 9h6M10 14.5h6M7.5 "
                    "20h6\"/>"
                    "</svg>lumbar</p>"
                    "</header><main class=\"page answer\">",
                    class_name);
}

void lumbar_html_close(lumbar_html *html, lumbar_date today)
{
    lumbar_text day = {0};
    bool dated = lumbar_date_known(today);
    if (dated) lumbar_date_words(html->knowledge, today, &day);
    lumbar_html_put(html, "</main><footer class=\"foot\"><p>");
    if (lumbar_text_good(&day, html->out))
        lumbar_html_phrase(html, dated ? LUMBAR_PHRASE_MADE_WITH_ON : LUMBAR_PHRASE_MADE_WITH,
                           LUMBAR_HOLES({"version", LUMBAR_VERSION}, {"date", day.data ? day.data : ""}));
    lumbar_text_free(&day);
    lumbar_html_put(html, "</p></footer></body></html>\n");
}

void lumbar_report_html(const lumbar_answer *answer, lumbar_text *text, const lumbar_html_settings *settings)
{
    lumbar_html html = begin(answer, text, settings);
    lumbar_html_open(&html, lumbar_phrase(html.knowledge, LUMBAR_PHRASE_REPORT_TITLE), "report");
    whole_answer(&html);
    lumbar_html_close(&html, answer->today);
}

void lumbar_summary_html(const lumbar_answer *answer, lumbar_text *text, const lumbar_html_settings *settings)
{
    lumbar_html html = begin(answer, text, settings);
    lumbar_html_open(&html, lumbar_phrase(html.knowledge, LUMBAR_PHRASE_SHEET_TITLE), "report sheet");
    lumbar_html_sheet(&html);
    lumbar_html_close(&html, answer->today);
}
