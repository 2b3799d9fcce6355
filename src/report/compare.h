/* Two looks compared: for a terminal, as JSON, as a page. */
#ifndef LUMBAR_REPORT_COMPARE_H
#define LUMBAR_REPORT_COMPARE_H

#include "reason/wording.h"

/* Each of these may fail for lack of memory, which stands in out->failed. */
void lumbar_comparison_text(const lumbar_comparison *comparison, const lumbar_knowledge *knowledge, int width,
                            lumbar_text *out);
void lumbar_comparison_json(const lumbar_comparison *comparison, lumbar_text *out); /* lumbar.comparison/1 */
/* A document that needs neither script nor network. */
void lumbar_comparison_html(const lumbar_comparison *comparison, const lumbar_knowledge *knowledge, lumbar_date today,
                            lumbar_text *out);

/* ---- words that all of these say ----------------------------------------------------------------------- */

/* Kinds of rows, in the order in which they are told. */
typedef struct lumbar_compared_kind {
    const char *id;
    lumbar_phrase_id title;
} lumbar_compared_kind;

enum { LUMBAR_COMPARED_KINDS = 4 };
extern const lumbar_compared_kind lumbar_compared_kinds[LUMBAR_COMPARED_KINDS];

/* What one row says, in a sentence. */
void lumbar_compared_words(const lumbar_compared_row *row, const lumbar_knowledge *knowledge, lumbar_text *out);
/* "Then, on 1 November 2026: ...", or "Now"; nothing where that look has no headline. */
void lumbar_compared_head(const lumbar_comparison *all, bool after, const lumbar_knowledge *knowledge,
                          lumbar_text *out);

#endif
