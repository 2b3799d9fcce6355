/* The answer in the forms people and programs read. Uses no library but libc: it is compiled to WebAssembly too.
 * Every function adds to `out`; check out->failed once, at the end. */
#ifndef LUMBAR_REPORT_REPORT_H
#define LUMBAR_REPORT_REPORT_H

#include "base/base.h"
#include "reason/wording.h"

/* The answer as JSON, schema lumbar.answer/1 (docs/answer.schema.json). */
void lumbar_answer_json(const lumbar_answer *answer, lumbar_text *out);

/* The day to look again as a calendar file (RFC 5545), one all-day event. False and nothing added where there is no
 * such day: the day of the answer is not known, or somebody should look at the person today. */
bool lumbar_answer_calendar(const lumbar_answer *answer, const lumbar_knowledge *knowledge, lumbar_text *out);

/* All questions as JSON, schema lumbar.questions/1. */
void lumbar_questions_json(const lumbar_knowledge *knowledge, lumbar_text *out);

/* The answers given so far as JSON, schema lumbar.answers/1, in the table's order: what lumbar_answers_read reads. */
void lumbar_answers_json(const lumbar_knowledge *knowledge, const lumbar_answers *answers, lumbar_text *out);

/* A value as lumbar_answers_get gives it, in words: "Yes", "Not sure", "30 years", "Sit-up; Crunch". */
void lumbar_answer_words(const lumbar_knowledge *knowledge, const lumbar_question *question, const char *value,
                         lumbar_text *text);

typedef struct lumbar_terminal {
    const lumbar_knowledge *knowledge; /* names the open safety questions; NULL: their ids are shown */
    int width;                         /* columns; 40..80 are used */
    bool colour;                       /* bold headings */
    bool more;                         /* all of it, the short answer last, so that it is on the screen */
    bool verbose;                      /* all, and weights in decibans, probabilities and measured values too */
    const char *country;               /* row of emergency-numbers; NULL: not chosen */
    const lumbar_course *course;       /* lumbar_course_known, told with all the rest; NULL: none */
} lumbar_terminal;

/* What was told that is repeated in an emergency: own choice, the screen has room for so much. */
enum { LUMBAR_TOLD_IN_EMERGENCY = 3 };

/* The level in two or three words; "Not known yet" while nothing is found and safety questions are open. */
const char *lumbar_level_words(const lumbar_knowledge *knowledge, const lumbar_answer *answer);

/* How much a piece of evidence says: ten decibans are a factor of ten, five a factor of three. */
typedef enum lumbar_strength { LUMBAR_SLIGHTLY, LUMBAR_CLEARLY, LUMBAR_STRONGLY } lumbar_strength;
lumbar_strength lumbar_strength_of(double weight_db);
const char *lumbar_strength_words(const lumbar_knowledge *knowledge, double weight_db);

void lumbar_share_words(const lumbar_knowledge *knowledge, double share, lumbar_text *text); /* "12 in 100" */
lumbar_phrase_id lumbar_band_phrase(const char *band);                                       /* of a cause */

/* Whether reason `index` of [count] is among the `most` that are told first: the strongest, and among them whatever the
 * first view tells. */
bool lumbar_told_first(const lumbar_answer *answer, const lumbar_contribution *list, size_t count, size_t most,
                       size_t index);

/* The curve of the muscles that tired most, NULL: none; and its highest value, in %. */
const lumbar_curve *lumbar_course_tiredest(const lumbar_course *course);
double lumbar_course_peak(const lumbar_curve *curve);

/* The answer as plain lines for a terminal: what stands on one screen, or all of it. An emergency stands alone. */
void lumbar_answer_terminal(const lumbar_answer *answer, const lumbar_terminal *terminal, lumbar_text *out);

#endif
