/* What every part of the terminal answer is written with. */
#include <stdio.h>
#include "report/text_parts.h"
#include "report/wrap.h"

void lumbar_lines(const lumbar_page *page, const char *first, const char *rest, const char *text)
{
    if (lumbar_has(text)) lumbar_wrap(page->out, page->width, first, rest, text);
}

void lumbar_heading(const lumbar_page *page, const char *title)
{
    lumbar_text_addf(page->out, "\n%s%s%s\n", page->terminal->colour ? "\033[1m" : "", title,
                     page->terminal->colour ? "\033[0m" : "");
}

void lumbar_clock_text(char *text, size_t size, double seconds)
{
    long whole = seconds >= 0 && seconds < 1e6 ? (long)(seconds + 0.05) : 0; /* tenths are rounded on the page */
    snprintf(text, size, "%ld:%02ld", whole / 60, whole % 60);
}
