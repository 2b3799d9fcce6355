/* People: first cause and level against the keys, the best constant guess and published checkers beside. */
#include "validate/cases.h"
#include "validate/head.h"
#include "validate/scored.h"

/* The mark: 12 of 14. */
static const double MARK = 12.0 / 14;

static const lumbar_published PUBLISHED[] = {
    {"semigran2015.first", "23 checkers, 45 vignettes, first diagnosis", "34 % (31-37)", "Semigran 2015"},
    {"hill2020.first", "36 checkers, 48 vignettes, first diagnosis", "36 %", "Hill 2020"},
    {"gilbert2020.top3-doctors", "7 doctors, 200 vignettes, among first three", "82.1 %", "Gilbert 2020"},
    {"gilbert2020.top3-ada", "Ada, the same vignettes", "70.5 %", "Gilbert 2020, by Ada's staff"},
    {"gilbert2020.top3-symptomate", "Symptomate, the same vignettes", "27.5 %", "Gilbert 2020"},
};

static void write_rows(lumbar_arena *arena, lumbar_writer *w, const lumbar_scored *s, bool gate)
{
    for (size_t i = 0; i < s->count; i++) {
        const lumbar_case *one = s->cases[i];
        lumbar_write_open(w, NULL, '{');
        lumbar_write_string(w, "id", one->id);
        lumbar_write_string(w, "kind", one->kind);
        lumbar_write_string(w, "ours", lumbar_first_of(one));
        lumbar_write_number(w, "probability", one->answer->causes[0].probability, "1");
        lumbar_write_string(w, "accepted", lumbar_accepted_text(arena, one));
        lumbar_write_string(w, "level", lumbar_level_name(one->answer->triage.if_clear));
        lumbar_write_string(w, "lowest", lumbar_level_name(one->lowest));
        lumbar_write_string(w, "highest", lumbar_level_name(one->highest));
        lumbar_write_bool(w, "gate", gate);
        lumbar_write_bool(w, "pass", one->accepted_met && one->level_safe);
        lumbar_write_close(w);
    }
}

static void write_json(lumbar_arena *arena, const lumbar_verdict *verdict, const lumbar_scored *s,
                       const lumbar_scored *own)
{
    lumbar_writer w = lumbar_validate_head(verdict, "cases");
    lumbar_write_open(&w, "summary", '{');
    lumbar_write_integer(&w, "top_accepted", (long long)s->accepted);
    lumbar_write_integer(&w, "abstained", (long long)s->abstained);
    lumbar_write_integer(&w, "level_safe", (long long)s->level_safe);
    lumbar_write_integer(&w, "level_over", (long long)s->level_over);
    lumbar_write_integer(&w, "of", (long long)s->count);
    lumbar_write_string(&w, "best_constant_guess", s->constant.id);
    lumbar_write_integer(&w, "best_constant_accepted", (long long)s->constant.hits);
    lumbar_write_integer(&w, "always_clinician_safe", (long long)s->clinician_safe);
    lumbar_write_integer(&w, "always_clinician_over", (long long)s->clinician_over);
    lumbar_write_integer(&w, "self_care_only", (long long)s->self_care);
    lumbar_write_integer(&w, "self_care_kept", (long long)s->self_care_kept);
    lumbar_write_share(&w, "top_accepted_95", lumbar_share_of(s->accepted, s->keyed));
    lumbar_write_share(&w, "level_safe_95", lumbar_share_of(s->level_safe, s->count));
    lumbar_write_share(&w, "best_constant_95", lumbar_share_of(s->constant.hits, s->keyed));
    lumbar_write_open(&w, "own_cases", '{');
    lumbar_write_integer(&w, "top_accepted", (long long)own->accepted);
    lumbar_write_integer(&w, "keyed", (long long)own->keyed);
    lumbar_write_integer(&w, "abstained", (long long)own->abstained);
    lumbar_write_integer(&w, "level_safe", (long long)own->level_safe);
    lumbar_write_integer(&w, "level_over", (long long)own->level_over);
    lumbar_write_integer(&w, "of", (long long)own->count);
    lumbar_write_close(&w);
    lumbar_write_close(&w);
    lumbar_write_published(&w, PUBLISHED, LUMBAR_COUNT(PUBLISHED));
    lumbar_write_open(&w, "rows", '[');
    write_rows(arena, &w, s, true);
    write_rows(arena, &w, own, false);
    lumbar_write_close(&w);
    lumbar_write_close(&w);
    lumbar_write_end(&w);
}

static void say_line(lumbar_arena *arena, lumbar_text *words, const lumbar_case *one)
{
    bool ranked = one->answer->outcome == LUMBAR_RANKED;
    const char *accepted = lumbar_accepted_text(arena, one), *wrong = "";
    if (!one->accepted_met) wrong = "  wrong cause";
    else if (!one->level_safe) wrong = "  LEVEL TOO LOW";
    else if (one->level_over) wrong = "  level higher than needed";
    lumbar_text_addf(words, "  %-10s %-10s ", one->id, lumbar_first_of(one));
    if (ranked) lumbar_text_addf(words, "%3.0f %%  ", 100 * one->answer->causes[0].probability);
    else lumbar_text_add(words, "       ");
    lumbar_text_addf(words, "%-10s (key: %s; %s", lumbar_level_name(one->answer->triage.if_clear),
                     accepted ? accepted : "", lumbar_level_name(one->lowest));
    if (one->lowest != one->highest) lumbar_text_addf(words, " to %s", lumbar_level_name(one->highest));
    lumbar_text_addf(words, ")%s\n", wrong);
}

static void say(lumbar_arena *arena, const lumbar_verdict *verdict, const lumbar_scored *s, const lumbar_scored *own)
{
    lumbar_text *words = verdict->words;
    lumbar_share top = lumbar_share_of(s->accepted, s->keyed), level = lumbar_share_of(s->level_safe, s->count);
    lumbar_text_addf(words,
                     "%zu people's cases, from public questions, keyed by two readers. First cause, its "
                     "probability, level if the\n"
                     "open safety questions were answered no:\n",
                     s->count);
    for (size_t i = 0; i < s->count; i++) say_line(arena, words, s->cases[i]);
    lumbar_text_addf(words,
                     "\nFirst cause accepted: %zu of %zu (95 %% interval %.0f to %.0f %%); said too little "
                     "was told: %zu\n",
                     top.hits, top.of, 100 * top.low, 100 * top.high, s->abstained);
    if (s->constant.id)
        lumbar_text_addf(words, "The best constant guess, \"%s\" for everybody: %zu of %zu\n", s->constant.id,
                         s->constant.hits, s->keyed);
    lumbar_text_addf(words,
                     "Level not below the lowest safe one: %zu of %zu (%.0f to %.0f %%); higher than needed: %zu, "
                     "\"always a clinician\": %zu\n",
                     level.hits, level.of, 100 * level.low, 100 * level.high, s->level_over, s->clinician_over);
    lumbar_text_addf(words, "Self-care is the only right level for %zu and was kept for %zu\n", s->self_care,
                     s->self_care_kept);
    lumbar_say_published(words, PUBLISHED, LUMBAR_COUNT(PUBLISHED));
    lumbar_text_addf(words,
                     "\n%zu cases that the project wrote itself show that each weight is used, not that it "
                     "is right: some of them\n"
                     "changed the weights (knowledge/cases.txt tells how they came out the first time).\n"
                     "First cause accepted %zu of %zu, level not too low %zu of %zu. Those that miss:\n",
                     own->count, own->accepted, own->keyed, own->level_safe, own->count);
    size_t missing = 0;
    for (size_t i = 0; i < own->count; i++) {
        if (own->cases[i]->accepted_met && own->cases[i]->level_safe) continue;
        say_line(arena, words, own->cases[i]);
        missing++;
    }
    if (!missing) lumbar_text_add(words, "  none\n");
    lumbar_text_addf(words,
                     "\n%s: the mark is 12 of 14 first causes accepted and no level too low. The tables were "
                     "written knowing these\n"
                     "people, so only people who are not in them can prove it.\n",
                     verdict->pass ? "Pass" : "Fail");
}

bool lumbar_validate_cases(lumbar_arena *arena, const lumbar_validation *validation, lumbar_verdict *verdict,
                           lumbar_error *error)
{
    lumbar_scored people, own;
    if (!lumbar_score(arena, validation->knowledge, "person", &people, error)) return false;
    if (!lumbar_score(arena, validation->knowledge, "coverage", &own, error)) return false;
    verdict->pass = people.count && (double)people.accepted >= MARK * (double)people.keyed - 1e-9 &&
                    people.level_safe == people.count;
    if (verdict->json) write_json(arena, verdict, &people, &own);
    if (verdict->words) say(arena, verdict, &people, &own);
    return true;
}
