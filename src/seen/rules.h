/* The rules for single repetitions. */
#ifndef LUMBAR_SEEN_RULES_H
#define LUMBAR_SEEN_RULES_H

#include "seen/seen.h"

typedef lumbar_seen_value lumbar_judge(const lumbar_seeing *seeing, const lumbar_bout *bout, const lumbar_rep *rep);

lumbar_judge lumbar_judge_feet, lumbar_judge_range_large, lumbar_judge_range_short, lumbar_judge_momentum,
    lumbar_judge_head, lumbar_judge_hips_lead, lumbar_judge_arch, lumbar_judge_end_range;

/* Judges each repetition by `judge` and tells what most of them, or some, have. */
void lumbar_see_repetitions(lumbar_seeing *seeing, const lumbar_finding_row *row, lumbar_judge *judge);

/* Whether the row is a question at all for what was meant. */
bool lumbar_asked_here(const lumbar_seeing *seeing, const lumbar_finding_row *row);

#endif
