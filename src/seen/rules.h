/* The rules for single repetitions. */
#ifndef LUMBAR_SEEN_RULES_H
#define LUMBAR_SEEN_RULES_H

#include "seen/seen.h"

typedef lumbar_seen_value lumbar_judge(const lumbar_seeing *seeing, const lumbar_bout *bout,
                                       const lumbar_rep *rep);

lumbar_judge lumbar_judge_feet, lumbar_judge_range_large, lumbar_judge_range_short, lumbar_judge_momentum,
    lumbar_judge_head, lumbar_judge_hips_lead, lumbar_judge_arch, lumbar_judge_end_range;

/* What a rule says after "In 8 of 10 repetitions "; NULL where no rule has that id. */
const char *lumbar_rule_phrase(const char *id);

#endif
