/* Simulated people with a known cause: how often it is put first from words alone, a recording alone, a journal alone,
 * and all together. */
#include <math.h>
#include <string.h>
#include "exposure/exposure.h"
#include "validate/athletes.h"
#include "validate/head.h"
#include "validate/scored.h"
#include "validate/sufferers.h"
#include "validate/together.h"

/* People whom nobody had looked at when all was settled: that was done on seeds 1 to 200. */
enum { FIRST_SEED = 3001, SEEDS = 200 };

enum { WORDS = 1, RECORDING = 2, JOURNAL = 4 };

/* One list of who is heard, and how many weeks of the journal. */
static const struct {
    const char *id, *words;
    int heard, weeks;
} HEARD[] = {
    {"words", "words alone", WORDS, 0},
    {"recording", "recording alone", RECORDING, 0},
    {"journal-2", "journal alone, 2 weeks", JOURNAL, 2},
    {"journal-4", "journal alone, 4 weeks", JOURNAL, 4},
    {"journal-6", "journal alone, 6 weeks", JOURNAL, 6},
    {"journal-8", "journal alone, 8 weeks", JOURNAL, 8},
    {"words-recording", "words and recording", WORDS | RECORDING, 0},
    {"words-journal-8", "words and journal, 8 weeks", WORDS | JOURNAL, 8},
    {"all-2", "all, 2 weeks", WORDS | RECORDING | JOURNAL, 2},
    {"all-4", "all, 4 weeks", WORDS | RECORDING | JOURNAL, 4},
    {"all-6", "all, 6 weeks", WORDS | RECORDING | JOURNAL, 6},
    {"all-8", "all, 8 weeks", WORDS | RECORDING | JOURNAL, 8},
};
enum { HEARINGS = LUMBAR_COUNT(HEARD) };

typedef struct together_run {
    size_t right[HEARINGS][LUMBAR_SUFFERER_CAUSES];
    size_t none[HEARINGS]; /* no cause was named */
    size_t of;             /* people of each cause */
} together_run;

static const lumbar_answer *hear(lumbar_arena *arena, const lumbar_knowledge *k, lumbar_sufferer who, size_t hearing,
                                 lumbar_error *error)
{
    int heard = HEARD[hearing].heard;
    lumbar_why_settings settings = lumbar_why_defaults();
    lumbar_answers *answers = lumbar_sufferer_words(arena, k, who, heard & WORDS, error);
    if (!answers) return NULL;
    if (heard & RECORDING) {
        if (!(settings.recordings = lumbar_sufferer_seen(arena, who))) return lumbar_fail_memory(error), NULL;
        settings.recording_count = 1;
    }
    if (heard & JOURNAL) {
        const lumbar_journal_days *all = lumbar_sufferer_log(arena, who);
        if (!all) return lumbar_fail_memory(error), NULL;
        const lumbar_journal_days days = lumbar_athlete_until(all, HEARD[hearing].weeks);
        const lumbar_person person = lumbar_person_of(answers);
        if (!lumbar_history_raises(arena, &days, answers, error)) return NULL;
        if (!(settings.history = lumbar_history_of(arena, &days, &person, k, error))) return NULL;
    }
    return lumbar_why(arena, answers, &settings, error);
}

static bool hear_one(const lumbar_validation *validation, lumbar_sufferer who, together_run *run, lumbar_error *error)
{
    for (size_t h = 0; h < HEARINGS; h++) {
        lumbar_arena *arena = lumbar_arena_new();
        const lumbar_answer *a = arena ? hear(arena, validation->knowledge, who, h, error) : NULL;
        bool good = a || (arena && error->code) || lumbar_fail_memory(error);
        if (a && a->outcome != LUMBAR_RANKED) run->none[h]++;
        else if (a && !strcmp(a->causes[0].id, lumbar_sufferer_groups[who.cause])) run->right[h][who.cause]++;
        lumbar_arena_free(arena);
        if (!good || !a) return false;
    }
    return true;
}

static lumbar_share right_of(const together_run *run, size_t hearing)
{
    size_t hits = 0;
    for (int c = 0; c < LUMBAR_SUFFERER_CAUSES; c++) hits += run->right[hearing][c];
    return lumbar_share_of(hits, run->of * LUMBAR_SUFFERER_CAUSES);
}

/* ---- what is printed ----------------------------------------------------------------------------------- */

static void write_json(const lumbar_verdict *verdict, const together_run *run)
{
    lumbar_writer w = lumbar_validate_head(verdict, "together");
    lumbar_write_integer(&w, "people", (long long)(run->of * LUMBAR_SUFFERER_CAUSES));
    lumbar_write_open(&w, "rows", '[');
    for (size_t h = 0; h < HEARINGS; h++) {
        lumbar_share share = right_of(run, h);
        lumbar_write_open(&w, NULL, '{');
        lumbar_write_string(&w, "id", HEARD[h].id);
        lumbar_write_integer(&w, "weeks", HEARD[h].weeks);
        lumbar_write_share(&w, "first_cause_right", share);
        lumbar_write_integer(&w, "none_named", (long long)run->none[h]);
        lumbar_write_open(&w, "right_by_cause", '{');
        for (int c = 0; c < LUMBAR_SUFFERER_CAUSES; c++)
            lumbar_write_integer(&w, lumbar_sufferer_groups[c], (long long)run->right[h][c]);
        lumbar_write_close(&w);
        lumbar_write_close(&w);
    }
    lumbar_write_close(&w);
    lumbar_write_close(&w);
    lumbar_write_end(&w);
}

static void say(const lumbar_verdict *verdict, const together_run *run)
{
    lumbar_text *words = verdict->words;
    lumbar_text_addf(
        words,
        "%d simulated people of each of four causes, 40 of 100 with each fault or habit that is not the "
        "cause. A fifth of the\nanswers is wrong and a tenth unsure; a recording shows half of the faults "
        "and accuses one clean body in nine; the\nache follows its cause 70 times of 100 in a journal that "
        "is late and forgets. First cause right, of 100:\n\n"
        "                               all (95 %%)     form  dose range none   no cause\n",
        (int)run->of);
    for (size_t h = 0; h < HEARINGS; h++) {
        lumbar_share share = right_of(run, h);
        lumbar_text_addf(words, "  %-27s %5.1f (%2.0f-%2.0f)  ", HEARD[h].words,
                         100.0 * (double)share.hits / (double)share.of, 100 * share.low, 100 * share.high);
        for (int c = 0; c < LUMBAR_SUFFERER_CAUSES; c++)
            lumbar_text_addf(words, " %5.0f", 100.0 * (double)run->right[h][c] / (double)run->of);
        lumbar_text_addf(words, "   %5.0f\n", 100.0 * (double)run->none[h] / (double)share.of);
    }
    lumbar_text_addf(words,
                     "\n%s: the mark is that all together name the right cause no less often than the best alone. A "
                     "guess is right 25\ntimes of 100. These people are made up, by those who made the tables; real "
                     "ones are not told from one another by\nfour causes.\n",
                     verdict->pass ? "Pass" : "Fail");
}

bool lumbar_validate_together(lumbar_arena *arena, const lumbar_validation *validation, lumbar_verdict *verdict,
                              lumbar_error *error)
{
    together_run *run = LUMBAR_NEW(arena, together_run);
    if (!run) return lumbar_fail_memory(error);
    run->of = validation->random && validation->random < SEEDS ? validation->random : SEEDS;
    for (int c = 0; c < LUMBAR_SUFFERER_CAUSES; c++)
        for (uint64_t seed = FIRST_SEED; seed < FIRST_SEED + run->of; seed++)
            if (!hear_one(validation, (lumbar_sufferer){(lumbar_sufferer_cause)c, seed}, run, error)) return false;
    size_t best = 0, together = right_of(run, HEARINGS - 1).hits;
    for (size_t h = 0; h < HEARINGS; h++) {
        bool alone = HEARD[h].heard == WORDS || HEARD[h].heard == RECORDING || HEARD[h].heard == JOURNAL;
        if (alone && right_of(run, h).hits > best) best = right_of(run, h).hits;
    }
    verdict->pass = together >= best;
    if (verdict->json) write_json(verdict, run);
    if (verdict->words) say(verdict, run);
    return lumbar_settle(arena, true, error);
}
