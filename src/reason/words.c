/* Headline and summary: four short sentences of at most sixty words, all from the tables. */
#include <string.h>
#include "reason/reason.h"

size_t lumbar_count_words(const char *text)
{
    size_t words = 0;
    for (const char *at = text; at && *at; words++) {
        at += strspn(at, " \n");
        if (!*at) break;
        at += strcspn(at, " \n");
    }
    return words;
}

static size_t total_words(const lumbar_summary *s)
{
    return lumbar_count_words(s->see) + lumbar_count_words(s->cause) + lumbar_count_words(s->change) +
           lumbar_count_words(s->wrong_if);
}

/* A leaf speaks for its cause where it holds at least half of it, or twice as much as any other (our own choice); else
 * the cause is named as a whole, so that no single leaf is claimed from thin evidence. */
static bool leaf_speaks(const lumbar_cause *cause)
{
    double most = cause->leaves[0].probability, next = cause->leaf_count > 1 ? cause->leaves[1].probability : 0;
    return most >= 0.5 * cause->probability || most >= 2 * next;
}

/* Of a group whose leaves have nothing in common its name tells nobody anything: where its two first hold at least half
 * of it, both are named, if there is room for `two`. */
static const char *cause_name(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_cause *cause, bool two)
{
    const lumbar_leaf *first = cause->leaves;
    if (leaf_speaks(cause)) return first->name;
    two = two && first[0].probability + first[1].probability >= 0.5 * cause->probability;
    if (!two || !k->groups[lumbar_group_index(k, cause->id, strlen(cause->id))].mixed) return cause->name;
    const lumbar_hole holes[] = {{"first", first[0].name}, {"second", first[1].name}};
    return lumbar_fill(arena, k->phrases[LUMBAR_PHRASE_EITHER], holes, LUMBAR_COUNT(holes));
}

/* "Most consistent with A, and also B.", or where there is no room only A in its shortest form. */
static const char *cause_words(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_answer *answer, bool room)
{
    lumbar_hole holes[] = {{"cause", cause_name(arena, k, &answer->causes[0], room)}, {"also", NULL}};
    if (!holes[0].text) return NULL;
    for (size_t c = 1; room && c < answer->cause_count && answer->contributing_count && !holes[1].text; c++)
        if (!strcmp(answer->causes[c].leaves[0].id, answer->contributing[0]))
            holes[1].text = cause_name(arena, k, &answer->causes[c], room);
    if (!holes[1].text) return lumbar_fill(arena, k->phrases[LUMBAR_PHRASE_MOST_CONSISTENT], holes, 1);
    return lumbar_fill(arena, k->phrases[LUMBAR_PHRASE_MOST_CONSISTENT_ALSO], holes, 2);
}

/* "We are wrong if: ...", NULL where the tables name nothing. */
static const char *wrong_words(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_answer *answer)
{
    const char *leaf_id = answer->causes[0].leaves[0].id;
    const lumbar_leaf_row *leaf = &k->leaves[lumbar_leaf_index(k, leaf_id, strlen(leaf_id))];
    const char *wrong_if = k->groups[leaf->group].wrong_if;
    if (leaf->wrong_if && leaf_speaks(&answer->causes[0])) wrong_if = leaf->wrong_if;
    const lumbar_hole what = {"what", wrong_if};
    return wrong_if ? lumbar_fill(arena, k->phrases[LUMBAR_PHRASE_WRONG_IF], &what, 1) : NULL;
}

static void fill_ranked(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_working *working,
                        lumbar_answer *answer)
{
    lumbar_summary *s = &answer->summary;
    s->cause = answer->headline = cause_words(arena, k, answer, true);
    s->change = lumbar_change_words(arena, working);
    s->wrong_if = wrong_words(arena, k, answer);
    if (!s->change) s->change = k->phrases[LUMBAR_PHRASE_NOT_ENOUGH_CHANGE];
    if (!s->wrong_if) s->wrong_if = k->phrases[LUMBAR_PHRASE_NOT_ENOUGH_WRONG];
    if (total_words(s) > LUMBAR_SUMMARY_WORDS) s->cause = cause_words(arena, k, answer, false);
}

/* See someone or not, and when to look again: on `day`, or where it is not known in so many days. */
static const char *see_words(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_working *working,
                             const lumbar_triage *t, lumbar_date day)
{
    const lumbar_again_row *again = working->flags.again;
    const char *summary = again && again->see ? again->see : lumbar_row_text(arena, working->level, "summary");
    const lumbar_hole when = {"when", lumbar_when_words(arena, k, day, t->recheck_days)};
    return summary ? lumbar_fill(arena, summary, &when, 1) : NULL;
}

bool lumbar_words_fill(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_working *working,
                       lumbar_answer *answer)
{
    const char *const *phrase = k->phrases;
    const lumbar_triage *t = &answer->triage;
    lumbar_summary *s = &answer->summary;
    bool urgent = t->level >= LUMBAR_SAME_DAY, unscreened = t->level == LUMBAR_SELF_CARE && !t->screened;
    s->see = see_words(arena, k, working, t, (lumbar_date){0});
    answer->plan.see = see_words(arena, k, working, t, t->recheck_on);
    if (answer->provisional && !unscreened && !urgent && s->see && answer->plan.see) {
        s->see = lumbar_format(arena, "%s %s", s->see, phrase[LUMBAR_PHRASE_PROVISIONAL]);
        answer->plan.see = lumbar_format(arena, "%s %s", answer->plan.see, phrase[LUMBAR_PHRASE_PROVISIONAL]);
    }
    if (urgent) {
        s->cause = phrase[LUMBAR_PHRASE_URGENT_CAUSE];
        s->change = phrase[LUMBAR_PHRASE_URGENT_CHANGE];
        s->wrong_if = phrase[LUMBAR_PHRASE_URGENT_WRONG];
        answer->headline = s->see; /* a harmless cause beside it would be false comfort */
    } else if (answer->outcome == LUMBAR_RANKED) {
        fill_ranked(arena, k, working, answer);
    } else {
        const lumbar_elsewhere_row *elsewhere = working->elsewhere;
        answer->headline = s->cause = elsewhere ? elsewhere->cause : phrase[LUMBAR_PHRASE_NOT_ENOUGH];
        s->change = elsewhere ? elsewhere->change : lumbar_change_words(arena, working);
        if (!s->change) s->change = phrase[LUMBAR_PHRASE_NOT_ENOUGH_CHANGE];
        bool seen = t->level >= LUMBAR_CLINICIAN; /* who is to be seen anyhow is not told to wait */
        s->wrong_if = elsewhere ? elsewhere->wrong_if
                                : phrase[seen ? LUMBAR_PHRASE_NOT_ENOUGH_SEEN : LUMBAR_PHRASE_NOT_ENOUGH_WRONG];
    }
    if (answer->provisional && !urgent && answer->headline)
        answer->headline = lumbar_format(arena, "%s %s", answer->headline, phrase[LUMBAR_PHRASE_PROVISIONAL]);
    return answer->headline && s->see && answer->plan.see && s->cause && s->change && s->wrong_if;
}
