/* What is the same on every door: the level of triage in two or three words, and which reasons are told first. */
#include <string.h>
#include "reason/reason.h"
#include "report/report.h"

const char *lumbar_level_words(const lumbar_answer *answer)
{
    switch (answer->triage.level) {
    case LUMBAR_EMERGENCY: return "Emergency";
    case LUMBAR_SAME_DAY: return "Get seen today";
    case LUMBAR_CLINICIAN: return "See a doctor or physiotherapist";
    case LUMBAR_SELF_CARE: break;
    }
    if (!answer->triage.screened) return "Not known yet"; /* self-care wording needs every safety question answered */
    return answer->outcome == LUMBAR_NOTHING_TO_EXPLAIN ? "No need now" : "Self-care";
}

static bool in_first_view(const lumbar_answer *answer, const lumbar_contribution *one)
{
    for (size_t i = 0; i < answer->plan.reason_count; i++)
        if (!strcmp(answer->plan.reasons[i].finding, one->finding)) return true;
    return false;
}

bool lumbar_told_first(const lumbar_answer *answer, const lumbar_contribution *list, size_t count, size_t most,
                       size_t index)
{
    size_t moved = 0; /* weaker ones that take the places of the last of the strongest */
    for (size_t i = most; i < count; i++) moved += in_first_view(answer, &list[i]);
    if (index >= most) return in_first_view(answer, &list[index]);
    return index + moved < most || in_first_view(answer, &list[index]);
}
