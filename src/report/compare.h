/* Two looks compared: for a terminal, as JSON. */
#ifndef LUMBAR_REPORT_COMPARE_H
#define LUMBAR_REPORT_COMPARE_H

#include "reason/wording.h"

/* Each of these may fail for lack of memory, which stands in out->failed. */
void lumbar_comparison_text(const lumbar_comparison *comparison, const lumbar_knowledge *knowledge, int width,
                            lumbar_text *out);
void lumbar_comparison_json(const lumbar_comparison *comparison, lumbar_text *out); /* lumbar.comparison/1 */

#endif
