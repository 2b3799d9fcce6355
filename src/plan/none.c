/* To whom no plan is given, and why. */
#include <string.h>
#include "plan/plan.h"

static const char *filled(const lumbar_planning *p, lumbar_phrase_id phrase, const lumbar_hole *holes, size_t count)
{
    return lumbar_phrase_filled(p->arena, p->knowledge, phrase, holes, count);
}

/* Whether a finding of the answers is so, or an answer that is not sure or missing could make it so: what is not known
 * is no leave to train. */
static bool could_be(const lumbar_planning *p, const char *finding)
{
    const lumbar_knowledge *k = p->knowledge;
    const lumbar_scope scope = {.knowledge = k, .values = p->told->answers->values};
    size_t row = lumbar_finding_index(k, finding, strlen(finding));
    return row != LUMBAR_NO_INDEX && k->findings[row].rule && lumbar_could_hold(k->findings[row].rule, &scope);
}

/* The first that holds; LUMBAR_PHRASE_COUNT: none. */
static lumbar_phrase_id by_answer(const lumbar_planning *p)
{
    const lumbar_answer *answer = p->told->answer;
    const lumbar_triage *t = &answer->triage;
    if (t->level != LUMBAR_SELF_CARE) return LUMBAR_PHRASE_WEEKS_SEE_SOMEONE;
    if (!t->screened) return LUMBAR_PHRASE_WEEKS_OPEN;
    if (!(answer->person.age_years >= 18)) return LUMBAR_PHRASE_WEEKS_YOUNG;
    if (could_be(p, "is-pregnant") || could_be(p, "unsafe-to-train") || could_be(p, "told-to-leave-out"))
        return LUMBAR_PHRASE_WEEKS_ASK_FIRST;
    if (answer->outcome == LUMBAR_NOTHING_TO_EXPLAIN) return LUMBAR_PHRASE_WEEKS_NO_ACHE;
    return strcmp(answer->plan.training, "none") ? LUMBAR_PHRASE_COUNT : LUMBAR_PHRASE_WEEKS_WAIT;
}

/* The words of a day, "3 December"; NULL: no memory. */
static const char *day_words(const lumbar_planning *p, lumbar_date day)
{
    lumbar_text text = {0};
    lumbar_date_words(p->knowledge, day, &text);
    const char *words = text.failed || !text.data ? NULL : lumbar_copy(p->arena, text.data, text.size);
    lumbar_text_free(&text);
    return words;
}

/* Logged after the safety questions were answered. */
static bool is_new(const lumbar_planning *p, const lumbar_journal_soreness *s)
{
    if (p->told->told_number && s->number <= p->told->told_number) return false;
    return !lumbar_date_known(p->told->told_on) || lumbar_date_between(p->told->told_on, s->day) >= 0;
}

/* An ache that was logged since and asks for the safety questions anew: a strong one, or one that is not of the back
 * alone. What came after it and was less changes nothing. */
static const lumbar_journal_soreness *new_sign(const lumbar_planning *p)
{
    const lumbar_journal_days *days = p->told->days;
    for (size_t i = 0; days && i < days->soreness_count; i++) {
        const lumbar_journal_soreness *s = &days->soreness[i];
        bool below = s->place && (!strcmp(s->place, "leg") || !strcmp(s->place, "buttock"));
        if ((s->strength >= p->of_aches.strong || (below && s->strength > 0)) && is_new(p, s)) return s;
    }
    return NULL;
}

static const char *by_log(const lumbar_planning *p, const lumbar_journal_soreness *s)
{
    char strength[40];
    lumbar_print(strength, sizeof strength, "%.3g", s->strength);
    const char *day = day_words(p, s->day);
    bool strong = s->strength >= p->of_aches.strong;
    return !day ? NULL
                : filled(p, strong ? LUMBAR_PHRASE_WEEKS_LOGGED_STRONG : LUMBAR_PHRASE_WEEKS_LOGGED_BELOW,
                         LUMBAR_HOLES({"strength", strength}, {"day", day}));
}

/* The day to look again is past: what was answered then may no longer be so. */
static bool too_old(const lumbar_planning *p, lumbar_date *due)
{
    const lumbar_answer *answer = p->told->answer;
    if (!lumbar_date_known(p->told->told_on) || !lumbar_date_known(answer->today)) return false;
    *due = lumbar_date_after(p->told->told_on, answer->triage.recheck_days);
    return lumbar_date_between(*due, answer->today) > 0;
}

/* The words of each sign that set the level, "; " between them. */
static const char *signs_of(const lumbar_planning *p)
{
    const lumbar_triage *t = &p->told->answer->triage;
    const char *text = "";
    for (size_t i = 0; text && i < t->because_count; i++)
        if (t->because[i].text) text = lumbar_format(p->arena, "%s%s%s", text, *text ? "; " : "", t->because[i].text);
    return text;
}

const char *lumbar_plan_refused(const lumbar_planning *p, bool *withdrawn)
{
    lumbar_phrase_id no = by_answer(p);
    lumbar_date due;
    *withdrawn = no == LUMBAR_PHRASE_WEEKS_SEE_SOMEONE && p->told->raised;
    if (*withdrawn) {
        const char *signs = signs_of(p);
        return signs ? filled(p, LUMBAR_PHRASE_WEEKS_WITHDRAWN, LUMBAR_HOLES({"signs", signs})) : NULL;
    }
    if (no != LUMBAR_PHRASE_COUNT) return lumbar_phrase(p->knowledge, no);
    const lumbar_journal_soreness *sign = new_sign(p);
    if ((*withdrawn = sign != NULL)) return by_log(p, sign);
    if (!too_old(p, &due)) return "";
    const char *day = day_words(p, due);
    return day ? filled(p, LUMBAR_PHRASE_WEEKS_LOOK_AGAIN, LUMBAR_HOLES({"day", day})) : NULL;
}
