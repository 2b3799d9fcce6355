/* What the page's WebAssembly module exports: one person's interview. JavaScript writes arguments into the
 * input buffer and reads text from the output. A native test calls the same functions. */
#ifndef LUMBAR_PAGE_SESSION_H
#define LUMBAR_PAGE_SESSION_H

#include "base/base.h"

/* Room for `size` bytes of arguments, each ended by 0; NULL when out of memory. Valid until the next call of
 * it. */
char *lumbar_page_input(size_t size);
const char *lumbar_page_output(void); /* the last text, or the reason why a call gave false */
size_t lumbar_page_output_size(void);

bool lumbar_page_start(void);    /* reads the tables; no answers. Again: everything answered is forgotten */
bool lumbar_page_speak(void);    /* input: a language's code. What was answered stays; false: nothing changed */
bool lumbar_page_set(void);      /* input: question, value */
bool lumbar_page_clear(void);    /* input: question */
bool lumbar_page_set_note(void); /* input: what the person adds in words of their own; "": nothing */
bool lumbar_page_set_day(void);  /* input: the day on which the answers are given, as "2026-11-22" */
/* Looking again: input: today, then question, value, question, value, ... of what is told now. */
bool lumbar_page_again(void);
/* Input: a file's name, then `size` bytes of it. True: its answers stand in place of all others; false: nothing
 * changed. */
bool lumbar_page_read(size_t size);

/* Each fills the output. */
bool lumbar_page_state(void);          /* JSON: what is answered, what applies, how urgent, what to ask next */
bool lumbar_page_languages(void);      /* JSON: what it can speak: id, name, direction */
bool lumbar_page_questions(void);      /* schema lumbar.questions/1 */
bool lumbar_page_answers(void);        /* schema lumbar.answers/1 */
bool lumbar_page_answer_json(void);    /* schema lumbar.answer/1, the tool's bytes */
bool lumbar_page_answer_html(void);    /* input: today as "2026-11-22"; else without a date */
bool lumbar_page_emergency_html(void); /* what to do in an emergency, alone */
bool lumbar_page_numbers(void);        /* JSON: whom to call where */
/* Input of `size` bytes: the id of a row of phrases, then name and text of each hole. The phrase, filled. */
bool lumbar_page_words(size_t size);
bool lumbar_page_signs(void); /* of an emergency, as a list within a sentence */
bool lumbar_page_triage_html(void);
bool lumbar_page_film_html(void);
bool lumbar_page_report_html(void);  /* input: today as "2026-11-22"; else without a date */
bool lumbar_page_summary_html(void); /* the same: the sheet for a doctor or physiotherapist */
bool lumbar_page_calendar(void);     /* the same: the day to look again as a calendar file; "" where there is none */
bool lumbar_page_figure(void);       /* input: a row of figures; its drawing, "" where there is none */

#endif
