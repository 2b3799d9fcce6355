/* Words that the plan of the next weeks has in all its forms. */
#include <math.h>
#include "report/day_words.h"
#include "report/programme.h"

void lumbar_programme_amount(const lumbar_programme_exercise *one, int week, lumbar_text *out)
{
    if (isfinite(one->reps[week])) lumbar_text_addf(out, "%d x %.0f", one->sets, one->reps[week]);
    else if (isfinite(one->seconds[week])) lumbar_text_addf(out, "%d x %.0f s", one->sets, one->seconds[week]);
}

void lumbar_programme_other(const lumbar_programme_exercise *one, const lumbar_knowledge *knowledge, lumbar_text *out)
{
    if (one->instead)
        lumbar_phrase_fill(out, knowledge, LUMBAR_PHRASE_WEEKS_INSTEAD, LUMBAR_HOLES({"easier", one->instead}));
    else if (one->left_out) lumbar_text_add(out, lumbar_phrase(knowledge, LUMBAR_PHRASE_WEEKS_LEFT_OUT));
}

const char *lumbar_programme_line(const lumbar_programme *plan, size_t index)
{
    const char *const lines[] = {plan->form, plan->warm_up, plan->range, plan->stop,
                                 plan->rest, plan->step,    plan->help};
    if (index < plan->change_count) return plan->changes[index];
    index -= plan->change_count;
    return index < LUMBAR_COUNT(lines) ? lines[index] : NULL;
}

void lumbar_programme_days(const lumbar_programme *plan, int week, const lumbar_programme_words *words,
                           lumbar_text *out)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->day_count; i++) {
        if (plan->days[i].week != week) continue;
        lumbar_text_add(out, count++ ? ", " : "");
        lumbar_day_words(out, words->knowledge, plan->days[i].on, words->today);
    }
}
