/* What the two files of the terminal answer share. */
#ifndef LUMBAR_REPORT_TEXT_PARTS_H
#define LUMBAR_REPORT_TEXT_PARTS_H

#include "report/report.h"

typedef struct lumbar_page {
    const lumbar_answer *answer;
    const lumbar_terminal *terminal;
    lumbar_text *out;
    int width;
} lumbar_page;

bool lumbar_has(const char *text); /* neither NULL nor empty */
/* A wrapped paragraph; nothing where there is no text. */
void lumbar_lines(const lumbar_page *page, const char *first, const char *rest, const char *text);
void lumbar_heading(const lumbar_page *page, const char *title);
/* What the recordings showed, what they did not, and why. */
void lumbar_text_recordings(const lumbar_page *page);

#endif
