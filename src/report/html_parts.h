/* Parts shared by the HTML writers. Data enters markup in one way only: escaped, through lumbar_html_put. */
#ifndef LUMBAR_REPORT_HTML_PARTS_H
#define LUMBAR_REPORT_HTML_PARTS_H

#include "report/report.h"

typedef struct lumbar_html {
    lumbar_text *out;
    const lumbar_answer *answer;
    const lumbar_knowledge *knowledge; /* may be NULL */
    const lumbar_answers *answers;     /* of the sheet; may be NULL */
    const lumbar_programme *plan;      /* of the next weeks; may be NULL */
    const lumbar_course *course;       /* of the workout that is known best; may be NULL */
    const char *country;               /* of whom to call; may be NULL */
    const lumbar_moment *shown;        /* the picture of the first view, which is not shown again; may be NULL */
} lumbar_html;

/* Appends `markup`; each % in it becomes the next `const char *` argument, escaped (NULL: nothing). */
void lumbar_html_put(lumbar_html *html, const char *markup, ...);
void lumbar_html_number(lumbar_html *html, double value, int decimals); /* NaN: a dash */
void lumbar_html_date(lumbar_html *html, lumbar_date date);             /* one that is known: "22 November 2026" */

/* <details> with its summary line. Close with "</details>". Print unfolds them all (style.css). */
void lumbar_html_details(lumbar_html *html, const char *class_name, lumbar_phrase_id summary);

/* The bracketed number of a source, linked to the list of sources; nothing where it is not in the list. */
void lumbar_html_source(lumbar_html *html, const char *id);

/* The line figure of that id, drawn; nothing where there is none. */
void lumbar_html_figure(lumbar_html *html, const char *id);
/* The right way and the wrong one side by side; where there is no wrong one, the right one alone. */
void lumbar_html_ways(lumbar_html *html, const char *right, const char *wrong);

/* A phrase of the tables, with its holes filled, escaped. */
void lumbar_html_phrase(lumbar_html *html, lumbar_phrase_id phrase, const lumbar_hole *holes, size_t count);
/* The same with holes that hold markup: escaped where they were made. */
void lumbar_html_phrase_around(lumbar_html *html, lumbar_phrase_id phrase, const lumbar_hole *holes, size_t count);
/* <section> with a folded part. Close with lumbar_html_unfold. `paper`: it is printed. */
void lumbar_html_fold(lumbar_html *html, lumbar_phrase_id title, bool paper);
void lumbar_html_unfold(lumbar_html *html);
const char *lumbar_html_level_class(const lumbar_html *html);

/* How large, where it was measured: " (measured: 41°, probably between 33 and 49)". */
void lumbar_html_measured(lumbar_html *html, const lumbar_finding *finding);

/* html_first.c: what stands in sight: the answer in 150 words, or an emergency. */
void lumbar_html_first_view(lumbar_html *html);
void lumbar_html_emergency(lumbar_html *html);
const lumbar_moment *lumbar_html_main_picture(const lumbar_answer *answer); /* NULL: there is none */

/* film.c: the picture of where the camera stands, and the six lines. */
void lumbar_html_film(lumbar_html *html);

/* html.c: the document around what is shown, which needs neither script nor network. */
void lumbar_html_open(lumbar_html *html, const char *title, const char *class_name);
void lumbar_html_close(lumbar_html *html, lumbar_date today);

/* html_sheet.c: all that stands on the sheet for a doctor or physiotherapist. */
void lumbar_html_sheet(lumbar_html *html);

/* html_answer.c: the sections of an answer, in the order in which they stand, each folded. */
void lumbar_html_open_questions(lumbar_html *html);
void lumbar_html_triage(lumbar_html *html); /* its own card, in sight */
void lumbar_html_triage_folded(lumbar_html *html);
void lumbar_html_contested(lumbar_html *html);
void lumbar_html_causes(lumbar_html *html);
void lumbar_html_advice(lumbar_html *html);
void lumbar_html_findings(lumbar_html *html);
void lumbar_html_sources(lumbar_html *html);

/* html_programme.c: the plan of the next weeks, folded; nothing where none was asked for. */
void lumbar_html_programme(lumbar_html *html);

/* html_recording.c: a picture; what each recording showed. html_chart.c: one curve over time. */
void lumbar_html_picture(lumbar_html *html, const lumbar_moment *moment);
void lumbar_html_recordings(lumbar_html *html);
void lumbar_html_chart(lumbar_html *html, const lumbar_recording *recording, const lumbar_curve *curve);
void lumbar_html_course_chart(lumbar_html *html, const lumbar_course *course, const lumbar_curve *curve);

/* html_course.c: how tired the workout that is known best made the muscles, folded; nothing where none is known. */
void lumbar_html_course(lumbar_html *html);

#endif
