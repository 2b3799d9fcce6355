/* Words that are the same on every door: the level of triage in two or three. */
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
