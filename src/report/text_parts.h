/* What the files of the terminal answer share. */
#ifndef LUMBAR_REPORT_TEXT_PARTS_H
#define LUMBAR_REPORT_TEXT_PARTS_H

#include "report/report.h"

typedef struct lumbar_page {
    const lumbar_answer *answer;
    const lumbar_terminal *terminal;
    lumbar_text *out;
    int width;
} lumbar_page;

/* A wrapped paragraph; nothing where there is no text. */
void lumbar_lines(const lumbar_page *page, const char *first, const char *rest, const char *text);
void lumbar_heading(const lumbar_page *page, lumbar_phrase_id title);
const char *lumbar_page_phrase(const lumbar_page *page, lumbar_phrase_id phrase);
/* The same of a phrase, its holes filled. */
void lumbar_phrase_lines(const lumbar_page *page, const char *first, const char *rest, lumbar_phrase_id phrase,
                         const lumbar_hole *holes, size_t count);
/* The same of a phrase with the one hole `text`; nothing where there is no text. */
void lumbar_titled_lines(const lumbar_page *page, const char *first, const char *rest, lumbar_phrase_id phrase,
                         const char *text);
void lumbar_clock_text(char *text, size_t size, double seconds); /* 72.4 s -> "1:12" */

/* text_recording.c: what the recordings showed, what they did not, and why. */
void lumbar_text_recordings(const lumbar_page *page);
/* A line for each of the first recordings; own choice, as many as a screen has room for. */
enum { LUMBAR_TOLD_SHORT = 2 };
void lumbar_text_recordings_short(const lumbar_page *page);

void lumbar_text_note(const lumbar_page *page); /* what the person adds, unread */
/* text_short.c: what stands on one screen. `all`: the rest was printed before it. */
void lumbar_text_short(const lumbar_page *page, bool all);
void lumbar_text_emergency(const lumbar_page *page);

#endif
