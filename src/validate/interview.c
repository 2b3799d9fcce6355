/* People with full answers, asked as the interview asks: is a level lost, and how much is there to read? */
#include <stdlib.h>
#include <string.h>
#include "reason/cases.h"
#include "reason/reason.h"
#include "validate/head.h"
#include "validate/interview.h"
#include "validate/people.h"
#include "validate/scored.h"

enum { MOST_LOST = 20 /* shown by name */ };
static const uint64_t seed = 20261122; /* any other does as well */

/* ---- one person ---------------------------------------------------------------------------------------- */

/* Whether what the person has to say stands among the options that are shown first. */
static bool among_first(const lumbar_question *q, const lumbar_value *value)
{
    uint64_t first = ((uint64_t)1 << q->first_count) - 1;
    return value->known != LUMBAR_KNOWN || (value->options && !(value->options & ~first));
}

/* Words that stand on the screen: of a list its lines, of a question its text and its options; those behind `more` for
 * whoever looks there, since what they have to say is not among the first, unless they are found by typing. Help is
 * folded. */
static size_t words_of(const lumbar_question *q, const lumbar_value *value)
{
    if (q->screen && q->kind == LUMBAR_YES_NO_UNSURE) return lumbar_count_words(q->brief);
    size_t words = lumbar_count_words(q->text) + lumbar_count_words(q->more);
    size_t shown = among_first(q, value) || q->called_count ? q->first_count : q->option_count;
    for (size_t i = 0; i < shown; i++) words += lumbar_count_words(q->options[i].text);
    return words;
}

/* The person answers; what they cannot tell is "not sure". */
static bool answer(lumbar_answers *answers, const lumbar_answers *full, const lumbar_question *q, lumbar_asked *asked,
                   lumbar_error *error)
{
    size_t index = lumbar_question_index(full->knowledge, q->id, strlen(q->id));
    const char *value = lumbar_answers_get(full, q->id);
    asked->words += words_of(q, &full->values[index]);
    return lumbar_answers_set(answers, q->id, value ? value : "not-sure", error);
}

/* A whole safety list, as page and terminal show it. */
static bool answer_screen(lumbar_answers *answers, const lumbar_answers *full, int screen, lumbar_asked *asked,
                          lumbar_error *error)
{
    const lumbar_knowledge *k = answers->knowledge;
    for (size_t i = 0; i < k->question_count; i++)
        if (k->questions[i].shown.screen == screen && lumbar_triage_question_open(answers, i) &&
            !answer(answers, full, &k->questions[i].shown, asked, error))
            return false;
    return true;
}

static const char *first_cause(const lumbar_answer *a)
{
    return a->outcome == LUMBAR_RANKED ? a->causes[0].id : a->outcome == LUMBAR_NOT_ENOUGH ? "not-enough" : "none";
}

bool lumbar_ask_person(lumbar_arena *arena, const lumbar_answers *full, const lumbar_case_row *key, lumbar_asked *asked,
                       lumbar_error *error)
{
    const lumbar_knowledge *k = full->knowledge;
    lumbar_answers *answers = lumbar_answers_new(arena, k);
    *asked = (lumbar_asked){.screens = 0};
    if (!answers) return lumbar_fail_memory(error);
    for (;; asked->screens++) {
        lumbar_next next = lumbar_interview_next(answers);
        if (next.code != LUMBAR_OK) return lumbar_fail_memory(error);
        if (!next.question) break;
        if (asked->screens > k->question_count)
            return lumbar_fail(error, LUMBAR_INPUT, 0, "the interview does not end: it asks '%s' again",
                               next.question->id);
        if (next.screen ? !answer_screen(answers, full, next.screen, asked, error)
                        : !answer(answers, full, next.question, asked, error))
            return false;
    }
    lumbar_trace trace = {.said = 0};
    lumbar_why_settings beside = lumbar_why_defaults();
    if (key && !lumbar_case_beside(arena, k, key, &beside)) return lumbar_fail_memory(error);
    const lumbar_answer *end = lumbar_why_traced(arena, answers, &beside, &trace, error),
                        *all = end ? lumbar_why(arena, full, &beside, error) : NULL;
    if (!all) return false;
    asked->full = all->triage.level;
    asked->end = end->triage.level;
    asked->contradicts = lumbar_claims_clash(full->knowledge, trace.said, trace.said);
    for (size_t i = 0; i < end->triage.open_count && asked->end < LUMBAR_EMERGENCY; i++)
        asked->left_open += !lumbar_answers_get(answers, end->triage.open[i]);
    asked->same_first_cause = !strcmp(first_cause(end), first_cause(all));
    asked->ranked = key && asked->end < LUMBAR_EMERGENCY;
    asked->accepted = asked->ranked && lumbar_case_accepts(key, end);
    asked->accepted_full = asked->ranked && lumbar_case_accepts(key, all);
    return true;
}

/* ---- all of them --------------------------------------------------------------------------------------- */

typedef struct lost {
    const char *id;
    lumbar_asked asked;
} lost;

typedef struct group {
    const char *name, *about;
    size_t of, lower, open, same, ranked, accepted, accepted_full, contradictions, reached[LUMBAR_LEVELS];
    size_t *screens, *words; /* [of] */
} group;

/* The shipped cases, then random people; CASES: the shipped ones joined. */
enum { PEOPLE, VIGNETTES, OWN, RANDOM, GROUPS, CASES = GROUPS, ROWS };

typedef struct tally {
    group groups[GROUPS];
    lost lost[MOST_LOST]; /* [lost_count] those that end too low or with something open */
    size_t lost_count;
} tally;

static void add(tally *t, int which, const char *id, lumbar_asked one)
{
    group *g = &t->groups[which];
    g->screens[g->of] = one.screens;
    g->words[g->of++] = one.words;
    g->lower += one.end < one.full;
    g->open += one.left_open > 0;
    g->contradictions += one.contradicts;
    g->same += one.same_first_cause;
    g->ranked += one.ranked;
    g->accepted += one.accepted;
    g->accepted_full += one.accepted_full;
    g->reached[one.full]++;
    if ((one.end < one.full || one.left_open) && t->lost_count < MOST_LOST) t->lost[t->lost_count++] = (lost){id, one};
}

/* In an arena of its own, dropped at once. */
static bool add_case(tally *t, const lumbar_knowledge *k, size_t index, lumbar_error *error)
{
    const lumbar_row *row = k->cases[index].row;
    const char *kind = lumbar_row_get(row, "kind");
    lumbar_asked asked;
    int which = !strcmp(kind, "person") ? PEOPLE : !strcmp(kind, "vignette") ? VIGNETTES : OWN;
    lumbar_arena *arena = lumbar_arena_new();
    if (!arena) return lumbar_fail_memory(error);
    const lumbar_answers *full = lumbar_person_of_case(arena, k, index, error);
    bool good = full && lumbar_ask_person(arena, full, &k->cases[index], &asked, error);
    good = lumbar_settle(arena, good, error);
    if (good) add(t, which, row->id, asked);
    lumbar_arena_free(arena);
    return good;
}

static bool add_random(tally *t, const char *id, const lumbar_knowledge *k, uint64_t number, lumbar_error *error)
{
    lumbar_asked asked;
    lumbar_arena *arena = lumbar_arena_new();
    if (!arena) return lumbar_fail_memory(error);
    const lumbar_answers *full = lumbar_person_random(arena, k, number, error);
    bool good = lumbar_settle(arena, full && lumbar_ask_person(arena, full, NULL, &asked, error), error);
    if (good) add(t, RANDOM, id, asked);
    lumbar_arena_free(arena);
    return good;
}

static bool ask_all(lumbar_arena *arena, const lumbar_knowledge *k, size_t random, tally *t, lumbar_error *error)
{
    static const char *const names[GROUPS][2] = {{"people", "people's cases"},
                                                 {"vignettes", "published vignettes"},
                                                 {"own", "own cases"},
                                                 {"random", "random people"}};
    for (int g = 0; g < GROUPS; g++) {
        size_t most = g == RANDOM ? random : k->case_count;
        t->groups[g] = (group){.name = names[g][0],
                               .about = names[g][1],
                               .screens = LUMBAR_NEW_ARRAY(arena, size_t, most),
                               .words = LUMBAR_NEW_ARRAY(arena, size_t, most)};
        if (!t->groups[g].screens || !t->groups[g].words) return lumbar_fail_memory(error);
    }
    for (size_t i = 0; i < k->case_count; i++)
        if (!add_case(t, k, i, error)) return false;
    for (size_t i = 0; i < random; i++) {
        const char *id = lumbar_format(arena, "random-%zu", i);
        if (!id) return lumbar_fail_memory(error);
        if (!add_random(t, id, k, seed + i, error)) return false;
    }
    return true;
}

/* ---- what is said -------------------------------------------------------------------------------------- */

static int by_size(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

/* Figures of one group, or of several joined. */
typedef struct figures {
    size_t of, lower, open, same, ranked, accepted, accepted_full, contradictions, screens_median, screens_most,
        words_median, words_most;
} figures;

static bool figures_of(lumbar_arena *arena, const tally *t, int from, int to, figures *f)
{
    size_t most = 0, *screens, *words;
    for (int g = from; g < to; g++) most += t->groups[g].of;
    screens = LUMBAR_NEW_ARRAY(arena, size_t, most);
    words = LUMBAR_NEW_ARRAY(arena, size_t, most);
    if (!screens || !words) return false;
    *f = (figures){.of = 0};
    for (int g = from; g < to; g++) {
        const group *one = &t->groups[g];
        memcpy(screens + f->of, one->screens, one->of * sizeof *screens);
        memcpy(words + f->of, one->words, one->of * sizeof *words);
        f->of += one->of;
        f->lower += one->lower;
        f->open += one->open;
        f->contradictions += one->contradictions;
        f->same += one->same;
        f->ranked += one->ranked;
        f->accepted += one->accepted;
        f->accepted_full += one->accepted_full;
    }
    qsort(screens, f->of, sizeof *screens, by_size);
    qsort(words, f->of, sizeof *words, by_size);
    if (!f->of) return true;
    f->screens_median = screens[f->of / 2];
    f->screens_most = screens[f->of - 1];
    f->words_median = words[f->of / 2];
    f->words_most = words[f->of - 1];
    return true;
}

static void write_figures(lumbar_writer *w, const figures *f)
{
    lumbar_write_integer(w, "levels_lower", (long long)f->lower);
    lumbar_write_integer(w, "left_open", (long long)f->open);
    lumbar_write_integer(w, "of", (long long)f->of);
    lumbar_write_integer(w, "same_first_cause", (long long)f->same);
    lumbar_write_integer(w, "ranked", (long long)f->ranked);
    lumbar_write_integer(w, "accepted", (long long)f->accepted);
    lumbar_write_integer(w, "accepted_full", (long long)f->accepted_full);
    lumbar_write_integer(w, "screens_median", (long long)f->screens_median);
    lumbar_write_integer(w, "screens_most", (long long)f->screens_most);
    lumbar_write_integer(w, "words_median", (long long)f->words_median);
    lumbar_write_integer(w, "words_most", (long long)f->words_most);
    lumbar_write_integer(w, "contradictions", (long long)f->contradictions);
}

static void write_json(const lumbar_verdict *verdict, const tally *t, const figures *all, const figures *groups)
{
    lumbar_writer w = lumbar_validate_head(verdict, "interview");
    lumbar_write_open(&w, "summary", '{');
    write_figures(&w, all);
    lumbar_write_close(&w);
    lumbar_write_open(&w, "rows", '[');
    for (int g = 0; g < ROWS; g++) {
        lumbar_write_open(&w, NULL, '{');
        lumbar_write_string(&w, "id", g == CASES ? "cases" : t->groups[g].name);
        write_figures(&w, &groups[g]);
        for (int level = 0; g < GROUPS && level < LUMBAR_LEVELS; level++)
            lumbar_write_integer(&w, lumbar_level_ids[level], (long long)t->groups[g].reached[level]);
        lumbar_write_bool(&w, "gate", true);
        lumbar_write_bool(&w, "pass", !groups[g].lower && !groups[g].open && !groups[g].contradictions);
        lumbar_write_close(&w);
    }
    lumbar_write_close(&w);
    lumbar_write_open(&w, "lost", '[');
    for (size_t i = 0; i < t->lost_count; i++) {
        const lost *one = &t->lost[i];
        lumbar_write_open(&w, NULL, '{');
        lumbar_write_string(&w, "id", one->id);
        lumbar_write_string(&w, "full", lumbar_level_name(one->asked.full));
        lumbar_write_string(&w, "asked", lumbar_level_name(one->asked.end));
        lumbar_write_integer(&w, "left_open", (long long)one->asked.left_open);
        lumbar_write_close(&w);
    }
    lumbar_write_close(&w);
    lumbar_write_close(&w);
    lumbar_write_end(&w);
}

static void say_figures(lumbar_text *words, const char *about, const figures *f)
{
    lumbar_text_addf(words, "  %-20s %5zu %7zu %7zu %7zu %7zu %7zu %7zu %8zu %6zu %8zu %6zu\n", about, f->of, f->lower,
                     f->open, f->same, f->ranked, f->accepted, f->accepted_full, f->screens_median, f->screens_most,
                     f->words_median, f->words_most);
}

static void say(const lumbar_verdict *verdict, const tally *t, const figures *all, const figures *groups)
{
    lumbar_text *words = verdict->words;
    lumbar_text_add(
        words, "The interview, put to people whose full answers are known: it is told only what it asks for.\n\n"
               "                              level    left   first cause                            screens          "
               "words\n"
               "                         of   lower    open    same  ranked   asked    full   median   most   median   "
               "most\n");
    for (int g = 0; g < GROUPS; g++) say_figures(words, t->groups[g].about, &groups[g]);
    say_figures(words, "all shipped cases", &groups[CASES]);
    say_figures(words, "all", all);
    for (size_t i = 0; i < t->lost_count; i++) {
        const lost *one = &t->lost[i];
        lumbar_text_addf(words, "  %s: full answers %s, asked %s%s\n", one->id, lumbar_level_name(one->asked.full),
                         lumbar_level_name(one->asked.end), one->asked.left_open ? ", something left open" : "");
    }
    lumbar_text_addf(
        words,
        "\n%s: the mark is that nobody ends below the level of their full answers, nor with a question left out that\n"
        "could raise it. What a case does not tell is answered \"not sure\", or \"no\" on a list of lines to tick. A\n"
        "screen is such a list or one question; words are what stands there, folded help left out, and options behind\n"
        "\"more\" for whoever has to look there. In an emergency nothing more is asked, and no cause is ranked.\n",
        verdict->pass ? "Pass" : "Fail");
}

bool lumbar_validate_interview(lumbar_arena *arena, const lumbar_validation *validation, lumbar_verdict *verdict,
                               lumbar_error *error)
{
    tally t = {.lost_count = 0};
    figures all, groups[ROWS];
    if (!ask_all(arena, validation->knowledge, validation->random, &t, error)) return false;
    bool good = figures_of(arena, &t, 0, GROUPS, &all) && figures_of(arena, &t, 0, RANDOM, &groups[CASES]);
    for (int g = 0; good && g < GROUPS; g++) good = figures_of(arena, &t, g, g + 1, &groups[g]);
    if (!good) return lumbar_fail_memory(error);
    verdict->pass = all.of && !all.lower && !all.open && !all.contradictions;
    if (verdict->json) write_json(verdict, &t, &all, groups);
    if (verdict->words) say(verdict, &t, &all, groups);
    return true;
}
