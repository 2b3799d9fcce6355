/* The plan of the next weeks: for a terminal, as JSON, as a part of the report, as a calendar. */
#ifndef LUMBAR_REPORT_PROGRAMME_H
#define LUMBAR_REPORT_PROGRAMME_H

#include "reason/wording.h"

typedef struct lumbar_programme_words {
    const lumbar_knowledge *knowledge;
    lumbar_date today; /* known */
    int width;         /* columns of the terminal */
    const char *whose; /* of the calendar: tells the plans of two people apart; it is not shown */
} lumbar_programme_words;

/* Each of these may fail for lack of memory, which stands in out->failed. */
void lumbar_programme_text(const lumbar_programme *plan, const lumbar_programme_words *words, lumbar_text *out);
void lumbar_programme_json(const lumbar_programme *plan, lumbar_text *out); /* lumbar.plan/1 (docs/plan.md) */
/* An event a workout, and one to try again (RFC 5545). False and nothing added where there is no plan or no day. */
bool lumbar_programme_calendar(const lumbar_programme *plan, const lumbar_programme_words *words, lumbar_text *out);

/* "2 x 12", "2 x 40 s": a set's amount of that week, from 0. "" where something else is done. */
void lumbar_programme_amount(const lumbar_programme_exercise *one, int week, lumbar_text *out);
/* What is done instead, or that it is left out; "" where the exercise itself is done. */
void lumbar_programme_other(const lumbar_programme_exercise *one, const lumbar_knowledge *knowledge, lumbar_text *out);
/* Its sentences in the order in which they are told: what was changed first; NULL past the end. */
const char *lumbar_programme_line(const lumbar_programme *plan, size_t index);
/* "Sat 28 Nov, Mon 30 Nov" of one week, from 0. */
void lumbar_programme_days(const lumbar_programme *plan, int week, const lumbar_programme_words *words,
                           lumbar_text *out);

#endif
