/* What every part of the terminal answer is written with. */
#include <stdio.h>
#include "report/text_parts.h"
#include "report/wrap.h"

void lumbar_lines(const lumbar_page *page, const char *first, const char *rest, const char *text)
{
    if (lumbar_has(text)) lumbar_wrap(page->out, page->width, first, rest, text);
}

const char *lumbar_page_phrase(const lumbar_page *page, lumbar_phrase_id phrase)
{
    return lumbar_phrase(page->terminal->knowledge, phrase);
}

void lumbar_phrase_lines(const lumbar_page *page, const char *first, const char *rest, lumbar_phrase_id phrase,
                         const lumbar_hole *holes, size_t count)
{
    lumbar_text text = {0};
    lumbar_phrase_fill(&text, page->terminal->knowledge, phrase, holes, count);
    if (lumbar_text_good(&text, page->out)) lumbar_lines(page, first, rest, text.data);
    lumbar_text_free(&text);
}

void lumbar_titled_lines(const lumbar_page *page, const char *first, const char *rest, lumbar_phrase_id phrase,
                         const char *text)
{
    if (lumbar_has(text)) lumbar_phrase_lines(page, first, rest, phrase, LUMBAR_HOLES({"text", text}));
}

void lumbar_heading(const lumbar_page *page, lumbar_phrase_id title)
{
    lumbar_text_addf(page->out, "\n%s%s%s\n", page->terminal->colour ? "\033[1m" : "", lumbar_page_phrase(page, title),
                     page->terminal->colour ? "\033[0m" : "");
}

void lumbar_clock_text(char *text, size_t size, double seconds)
{
    long whole = seconds >= 0 && seconds < 1e6 ? (long)(seconds + 0.05) : 0; /* tenths are rounded on the page */
    snprintf(text, size, "%ld:%02ld", whole / 60, whole % 60);
}
