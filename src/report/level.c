/* What is the same on every door: the level of triage in two or three words, a strength, a share, and which reasons are
 * told first. */
#include <math.h>
#include <string.h>
#include "reason/reason.h"
#include "report/report.h"

static lumbar_phrase_id level_phrase(const lumbar_answer *answer)
{
    switch (answer->triage.level) {
    case LUMBAR_EMERGENCY: return LUMBAR_PHRASE_LEVEL_EMERGENCY;
    case LUMBAR_SAME_DAY: return LUMBAR_PHRASE_LEVEL_SAME_DAY;
    case LUMBAR_CLINICIAN: return LUMBAR_PHRASE_LEVEL_CLINICIAN;
    case LUMBAR_SELF_CARE: break;
    }
    /* self-care wording needs every safety question answered */
    if (!answer->triage.screened) return LUMBAR_PHRASE_LEVEL_UNKNOWN;
    return answer->outcome == LUMBAR_NOTHING_TO_EXPLAIN ? LUMBAR_PHRASE_LEVEL_NONE : LUMBAR_PHRASE_LEVEL_SELF_CARE;
}

const char *lumbar_level_words(const lumbar_knowledge *knowledge, const lumbar_answer *answer)
{
    return lumbar_phrase(knowledge, level_phrase(answer));
}

lumbar_strength lumbar_strength_of(double weight_db)
{
    double size = fabs(weight_db);
    return size >= 5 ? LUMBAR_STRONGLY : size >= 2.5 ? LUMBAR_CLEARLY : LUMBAR_SLIGHTLY;
}

const char *lumbar_strength_words(const lumbar_knowledge *knowledge, double weight_db)
{
    static const lumbar_phrase_id words[] = {[LUMBAR_SLIGHTLY] = LUMBAR_PHRASE_STRENGTH_SLIGHTLY,
                                             [LUMBAR_CLEARLY] = LUMBAR_PHRASE_STRENGTH_CLEARLY,
                                             [LUMBAR_STRONGLY] = LUMBAR_PHRASE_STRENGTH_STRONGLY};
    return lumbar_phrase(knowledge, words[lumbar_strength_of(weight_db)]);
}

void lumbar_share_words(const lumbar_knowledge *knowledge, double share, lumbar_text *text)
{
    double whole = floor(share * 100 + 0.5);
    if (whole < 1 && share > 0) lumbar_text_add(text, lumbar_phrase(knowledge, LUMBAR_PHRASE_SHARE_UNDER));
    else
        lumbar_phrase_fill(text, knowledge, LUMBAR_PHRASE_SHARE,
                           LUMBAR_HOLES({"share", lumbar_digits((size_t)whole).text}));
}

lumbar_phrase_id lumbar_band_phrase(const char *band)
{
    return band[0] == 'l'   ? LUMBAR_PHRASE_BAND_LIKELY
           : band[0] == 'p' ? LUMBAR_PHRASE_BAND_POSSIBLE
                            : LUMBAR_PHRASE_BAND_UNLIKELY;
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
