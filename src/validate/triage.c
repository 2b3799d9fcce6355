/* Published vignettes: our level, what readers hold safe, "always a clinician" and published checkers. */
#include "validate/head.h"
#include "validate/scored.h"
#include "validate/triage.h"

static const lumbar_published PUBLISHED[] = {
    {"semigran2015.triage", "23 checkers, triage right", "57 % (emergent 80, self-care 33)", "Semigran 2015"},
    {"hill2020.triage", "36 checkers, triage right", "49 % (emergency 63, self-care 40)", "Hill 2020"},
    {"gilbert2020.safe-doctors", "7 doctors, safe advice", "97.0 %", "Gilbert 2020"},
    {"gilbert2020.safe-ada", "Ada, safe advice", "97.0 %", "Gilbert 2020, by Ada's staff"},
    {"elosta2021.under", "Healthily, Ada, Babylon, triage too low", "28.6, 43.3, 47.5 %", "El-Osta 2021, preprint"},
};

static void write_json(const lumbar_verdict *verdict, const lumbar_scored *s)
{
    lumbar_writer w = lumbar_validate_head(verdict, "triage");
    lumbar_write_open(&w, "summary", '{');
    lumbar_write_integer(&w, "emergencies_caught", (long long)s->emergencies_caught);
    lumbar_write_integer(&w, "emergencies", (long long)s->emergencies);
    lumbar_write_integer(&w, "safe", (long long)s->level_safe);
    lumbar_write_integer(&w, "over", (long long)s->level_over);
    lumbar_write_integer(&w, "of", (long long)s->count);
    lumbar_write_share(&w, "safe_95", lumbar_share_of(s->level_safe, s->count));
    lumbar_write_open(&w, "always_clinician", '{');
    lumbar_write_integer(&w, "emergencies_caught", 0);
    lumbar_write_integer(&w, "emergencies", (long long)s->emergencies);
    lumbar_write_integer(&w, "safe", (long long)s->clinician_safe);
    lumbar_write_integer(&w, "over", (long long)s->clinician_over);
    lumbar_write_integer(&w, "of", (long long)s->count);
    lumbar_write_close(&w);
    lumbar_write_close(&w);
    lumbar_write_published(&w, PUBLISHED, LUMBAR_COUNT(PUBLISHED));
    lumbar_write_open(&w, "rows", '[');
    for (size_t i = 0; i < s->count; i++) {
        const lumbar_case *one = s->cases[i];
        lumbar_write_open(&w, NULL, '{');
        lumbar_write_string(&w, "id", one->id);
        lumbar_write_string(&w, "ours", lumbar_level_name(one->answer->triage.if_clear));
        lumbar_write_string(&w, "low", lumbar_level_name(one->lowest));
        lumbar_write_string(&w, "high", lumbar_level_name(one->highest));
        lumbar_write_string(&w, "cause", lumbar_first_of(one));
        lumbar_write_bool(&w, "gate", true);
        lumbar_write_bool(&w, "pass", one->level_safe);
        lumbar_write_close(&w);
    }
    lumbar_write_close(&w);
    lumbar_write_close(&w);
    lumbar_write_end(&w);
}

static void say(const lumbar_verdict *verdict, const lumbar_scored *s)
{
    lumbar_text *words = verdict->words;
    lumbar_share safe = lumbar_share_of(s->level_safe, s->count);
    lumbar_text_addf(words,
                     "%zu published vignettes. Our level if the open safety questions were answered no, and "
                     "what is held safe:\n",
                     s->count);
    for (size_t i = 0; i < s->count; i++) {
        const lumbar_case *one = s->cases[i];
        lumbar_text_addf(words, "  %-10s %-10s (safe: %s", one->id, lumbar_level_name(one->answer->triage.if_clear),
                         lumbar_level_name(one->lowest));
        if (one->lowest != one->highest) lumbar_text_addf(words, " to %s", lumbar_level_name(one->highest));
        lumbar_text_addf(words, ")%s\n",
                         !one->level_safe  ? "  TOO LOW"
                         : one->level_over ? "  higher than needed"
                                           : "");
    }
    lumbar_text_addf(words, "\n%-22s %9s %21s\n", "", "ours", "always a clinician");
    lumbar_text_addf(words, "%-22s %7zu/%zu %19d/%zu\n", "emergencies caught", s->emergencies_caught, s->emergencies, 0,
                     s->emergencies);
    lumbar_text_addf(words, "%-22s %7zu/%zu %19zu/%zu   95 %% interval of ours %.0f to %.0f %%\n", "not too low",
                     s->level_safe, s->count, s->clinician_safe, s->count, 100 * safe.low, 100 * safe.high);
    lumbar_text_addf(words, "%-22s %7zu/%zu %19zu/%zu\n", "higher than needed", s->level_over, s->count,
                     s->clinician_over, s->count);
    lumbar_say_published(words, PUBLISHED, LUMBAR_COUNT(PUBLISHED));
    lumbar_text_addf(words,
                     "\n%s: the mark is every emergency caught, none too low, and no more too high than "
                     "\"always a clinician\". The rules\n"
                     "were written knowing these vignettes; no clinician has reviewed them yet.\n",
                     verdict->pass ? "Pass" : "Fail");
}

bool lumbar_validate_triage(lumbar_arena *arena, const lumbar_validation *validation, lumbar_verdict *verdict,
                            lumbar_error *error)
{
    lumbar_scored s;
    if (!lumbar_score(arena, validation->knowledge, "vignette", &s, error)) return false;
    verdict->pass =
        s.count && s.emergencies_caught == s.emergencies && s.level_safe == s.count && s.level_over <= s.clinician_over;
    if (verdict->json) write_json(verdict, &s);
    if (verdict->words) say(verdict, &s);
    return true;
}
