/* The answer as HTML: one fragment for the page and for the report, and the report as a whole document. */
#ifndef LUMBAR_REPORT_HTML_H
#define LUMBAR_REPORT_HTML_H

#include "base/base.h"

typedef struct lumbar_html_settings {
    const lumbar_knowledge *knowledge; /* names questions and findings; NULL: their ids are shown */
    const char *country;               /* row of emergency-numbers; NULL: not chosen, all are listed */
    const lumbar_answers *answers;     /* that were given: of the summary; NULL: it says that none were */
    const lumbar_programme *plan;      /* of the next weeks, in the report; NULL: none was asked for */
    const lumbar_course *course;       /* lumbar_course_known; NULL: not drawn */
} lumbar_html_settings;

/* Appends the answer: what to do in 150 words, all else folded; an emergency stands alone. No script, no style. */
void lumbar_answer_html(const lumbar_answer *answer, lumbar_text *text, const lumbar_html_settings *settings);

/* Appends what to do in an emergency, and nothing else. */
void lumbar_emergency_html(const lumbar_answer *answer, lumbar_text *text, const lumbar_html_settings *settings);

/* Appends only what to do now: the page shows it as soon as an answer on a safety screen needs quick help. */
void lumbar_triage_html(const lumbar_answer *answer, lumbar_text *text, const lumbar_html_settings *settings);

/* Appends how to film: the picture and the six lines. */
void lumbar_film_html(const lumbar_knowledge *knowledge, lumbar_text *text);

/* Appends a self-contained document around lumbar_answer_html that needs neither script nor network. */
void lumbar_report_html(const lumbar_answer *answer, lumbar_text *text, const lumbar_html_settings *settings);

/* Appends a document of one side of A4 for a doctor or physiotherapist: the safety questions with what was told, words
 * of one's own, causes with what speaks for them, one picture, what was not asked. */
void lumbar_summary_html(const lumbar_answer *answer, lumbar_text *text, const lumbar_html_settings *settings);

#endif
