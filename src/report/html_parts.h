/* Parts shared by the HTML writers. Data enters markup in one way only: escaped, through lumbar_html_put. */
#ifndef LUMBAR_REPORT_HTML_PARTS_H
#define LUMBAR_REPORT_HTML_PARTS_H

#include "base/base.h"

typedef struct lumbar_html {
    lumbar_text *out;
    const lumbar_answer *answer;
    const lumbar_knowledge *knowledge; /* may be NULL */
} lumbar_html;

/* Appends `markup`; each % in it becomes the next `const char *` argument, escaped (NULL: nothing). */
void lumbar_html_put(lumbar_html *html, const char *markup, ...);
void lumbar_html_number(lumbar_html *html, double value, int decimals); /* NaN: a dash */
void lumbar_html_date(lumbar_html *html, lumbar_date date);             /* one that is known: "22 November 2026" */

/* <details> with its summary line. Close with "</details>". Print unfolds them all (style.css). */
void lumbar_html_details(lumbar_html *html, const char *class_name, const char *summary);

/* The bracketed number of a source, linked to the list of sources; nothing where it is not in the list. */
void lumbar_html_source(lumbar_html *html, const char *id);

/* html_answer.c: the sections of an answer, in the order in which they stand. */
void lumbar_html_open_questions(lumbar_html *html);
void lumbar_html_first_screen(lumbar_html *html);
void lumbar_html_triage(lumbar_html *html);
void lumbar_html_causes(lumbar_html *html);
void lumbar_html_advice(lumbar_html *html);
void lumbar_html_findings(lumbar_html *html);
void lumbar_html_sources(lumbar_html *html);

/* How large, where it was measured: " (measured: 41°, probably between 33 and 49)". */
void lumbar_html_measured(lumbar_html *html, const lumbar_finding *finding);

/* html_recording.c: what each recording showed. html_chart.c: one curve over time. */
void lumbar_html_recordings(lumbar_html *html);
void lumbar_html_chart(lumbar_html *html, const lumbar_recording *recording, const lumbar_curve *curve);

#endif
