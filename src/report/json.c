/* The answer as JSON, schema lumbar.answer/1. Libc only: the page's WebAssembly prints the same bytes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/report.h"
#include "report/writer.h"

static const char *const OUTCOMES[] = {"ranked", "nothing-to-explain", "not-enough"};
static const char *const LEVELS[] = {"self-care", "clinician", "same-day", "emergency"};
static const char *const STATES[] = {"unknown", "absent", "present"};
static const char *const ORIGINS[] = {"answers", "recording", "history"};

static void write_names(lumbar_writer *w, const char *key, const char *const *names, size_t count)
{
    lumbar_write_open(w, key, '[');
    for (size_t i = 0; i < count; i++) lumbar_write_string(w, NULL, names[i]);
    lumbar_write_close(w);
}

/* An answer as the answers file has it: a number where it is one, else text. */
static void write_answer(lumbar_writer *w, const char *key, const char *answer)
{
    char *end = NULL;
    bool digit = answer && answer[0] && strspn(answer, "0123456789.-") == strlen(answer);
    double value = digit ? lumbar_to_double(answer, &end) : NAN;
    if (end && !*end) lumbar_write_number(w, key, value, NULL);
    else lumbar_write_string(w, key, answer);
}

static void write_person(lumbar_writer *w, const lumbar_person *person)
{
    lumbar_write_open(w, "person", '{');
    lumbar_write_number(w, "height_m", person->height_m, "m");
    lumbar_write_number(w, "mass_kg", person->mass_kg, "kg");
    lumbar_write_string(w, "sex", person->sex ? person->sex : "unknown");
    lumbar_write_number(w, "age_years", person->age_years, "years");
    lumbar_write_open(w, "assumed", '[');
    if (person->height_assumed) lumbar_write_string(w, NULL, "height_m");
    if (person->mass_assumed) lumbar_write_string(w, NULL, "mass_kg");
    lumbar_write_close(w);
    lumbar_write_close(w);
}

static void write_triage(lumbar_writer *w, const lumbar_triage *triage)
{
    lumbar_write_open(w, "triage", '{');
    lumbar_write_string(w, "level", LEVELS[triage->level]);
    lumbar_write_bool(w, "screened", triage->screened);
    lumbar_write_string(w, "if_clear", LEVELS[triage->if_clear]);
    write_names(w, "open", triage->open, triage->open_count);
    lumbar_write_open(w, "because", '[');
    for (size_t i = 0; i < triage->because_count; i++) {
        lumbar_write_open(w, NULL, '{');
        lumbar_write_string(w, "question", triage->because[i].question);
        write_answer(w, "answer", triage->because[i].answer);
        lumbar_write_string(w, "text", triage->because[i].text);
        lumbar_write_close(w);
    }
    lumbar_write_close(w);
    lumbar_write_string(w, "text", triage->text);
    lumbar_write_string(w, "act", triage->act);
    lumbar_write_string(w, "say", triage->say);
    lumbar_write_string(w, "tell_doctor", triage->tell_doctor);
    lumbar_write_string(w, "would_change", triage->would_change);
    lumbar_write_string(w, "safety_net", triage->safety_net);
    lumbar_write_integer(w, "recheck_days", triage->recheck_days);
    lumbar_write_close(w);
}

static void write_contributions(lumbar_writer *w, const char *key, const lumbar_contribution *list, size_t count)
{
    lumbar_write_open(w, key, '[');
    for (size_t i = 0; i < count; i++) {
        lumbar_write_open(w, NULL, '{');
        lumbar_write_string(w, "finding", list[i].finding);
        lumbar_write_number(w, "weight_db", list[i].weight_db, "dB");
        lumbar_write_string(w, "text", list[i].text);
        lumbar_write_string(w, "why", list[i].why);
        lumbar_write_string(w, "source", list[i].source);
        lumbar_write_close(w);
    }
    lumbar_write_close(w);
}

static void write_cause(lumbar_writer *w, const lumbar_cause *cause)
{
    lumbar_write_open(w, NULL, '{');
    lumbar_write_string(w, "id", cause->id);
    lumbar_write_string(w, "name", cause->name);
    lumbar_write_number(w, "probability", cause->probability, "share");
    lumbar_write_string(w, "band", cause->band);
    lumbar_write_open(w, "detail", '[');
    for (size_t i = 0; i < cause->leaf_count; i++) {
        const lumbar_leaf *leaf = &cause->leaves[i];
        lumbar_write_open(w, NULL, '{');
        lumbar_write_string(w, "id", leaf->id);
        lumbar_write_string(w, "name", leaf->name);
        lumbar_write_number(w, "probability", leaf->probability, "share");
        lumbar_write_number(w, "score_db", leaf->score_db, "dB");
        write_contributions(w, "for", leaf->in_favour, leaf->favour_count);
        write_contributions(w, "against", leaf->against, leaf->against_count);
        lumbar_write_close(w);
    }
    lumbar_write_close(w);
    lumbar_write_string(w, "text", cause->text);
    lumbar_write_close(w);
}

static void write_where(lumbar_writer *w, const lumbar_place *where, size_t count)
{
    lumbar_write_open(w, "where", '[');
    for (size_t i = 0; i < count; i++) {
        lumbar_write_open(w, NULL, '{');
        const struct {
            const char *key;
            int index;
        } places[] = {{"recording", where[i].recording}, {"set", where[i].set}, {"rep", where[i].rep}};
        for (size_t k = 0; k < LUMBAR_COUNT(places); k++)
            lumbar_write_number(w, places[k].key, places[k].index < 0 ? NAN : places[k].index, "count");
        lumbar_write_number(w, "time_s", where[i].time_s, "s");
        lumbar_write_close(w);
    }
    lumbar_write_close(w);
}

static void write_finding(lumbar_writer *w, const lumbar_finding *finding)
{
    lumbar_write_open(w, NULL, '{');
    lumbar_write_string(w, "id", finding->id);
    lumbar_write_string(w, "from", ORIGINS[finding->from]);
    lumbar_write_string(w, "state", STATES[finding->state]);
    lumbar_write_number(w, "strength", finding->strength, "share");
    lumbar_write_number(w, "confidence", finding->confidence, "share");
    lumbar_write_string(w, "text", finding->text);
    write_where(w, finding->where, finding->where_count);
    lumbar_write_string(w, "measure", finding->measure);
    lumbar_write_number(w, "value", finding->measure ? finding->value : NAN, finding->unit);
    lumbar_write_number(w, "low", finding->measure ? finding->low : NAN, finding->unit);
    lumbar_write_number(w, "high", finding->measure ? finding->high : NAN, finding->unit);
    lumbar_write_string(w, "unit", finding->unit);
    lumbar_write_string(w, "source", finding->source);
    lumbar_write_string(w, "cure", finding->cure);
    lumbar_write_string(w, "change", finding->change);
    lumbar_write_string(w, "what", finding->what);
    lumbar_write_string(w, "why_not", finding->why_not);
    lumbar_write_close(w);
}

static void write_measures(lumbar_writer *w, const lumbar_measure *measures, size_t count)
{
    lumbar_write_open(w, "measures", '[');
    for (size_t i = 0; i < count; i++) {
        lumbar_write_open(w, NULL, '{');
        lumbar_write_string(w, "id", measures[i].id);
        lumbar_write_number(w, "value", measures[i].value, measures[i].unit);
        lumbar_write_number(w, "low", measures[i].low, measures[i].unit);
        lumbar_write_number(w, "high", measures[i].high, measures[i].unit);
        lumbar_write_string(w, "unit", measures[i].unit);
        lumbar_write_close(w);
    }
    lumbar_write_close(w);
}

/* One repetition; a hold has hold_s where a repetition has top_s. */
static void write_repetition(lumbar_writer *w, const lumbar_repetition *rep, bool hold)
{
    lumbar_write_open(w, NULL, '{');
    lumbar_write_number(w, "start_s", rep->start_s, "s");
    if (hold) lumbar_write_number(w, "hold_s", rep->end_s - rep->start_s, "s");
    else lumbar_write_number(w, "top_s", rep->top_s, "s");
    lumbar_write_number(w, "end_s", rep->end_s, "s");
    write_names(w, "findings", rep->findings, rep->finding_count);
    write_measures(w, rep->measures, rep->measure_count);
    lumbar_write_close(w);
}

static void write_set(lumbar_writer *w, const lumbar_set *set)
{
    lumbar_write_open(w, NULL, '{');
    lumbar_write_string(w, "exercise", set->exercise->id);
    lumbar_write_string(w, "intended", set->intended ? set->intended->id : NULL);
    lumbar_write_number(w, "confidence", set->confidence, "share");
    lumbar_write_number(w, "start_s", set->start_s, "s");
    lumbar_write_number(w, "end_s", set->end_s, "s");
    if (!isnan(set->hold_s)) lumbar_write_number(w, "hold_s", set->hold_s, "s");
    lumbar_write_integer(w, "repetitions", (long long)set->rep_count);
    lumbar_write_open(w, "reps", '[');
    for (size_t i = 0; i < set->rep_count; i++) write_repetition(w, &set->reps[i], !isnan(set->hold_s));
    lumbar_write_close(w);
    write_measures(w, set->measures, set->measure_count);
    lumbar_write_close(w);
}

static void write_recording(lumbar_writer *w, const lumbar_recording *recording)
{
    lumbar_write_open(w, NULL, '{');
    lumbar_write_string(w, "path", recording->path);
    lumbar_write_string(w, "kind", recording->kind);
    lumbar_write_number(w, "duration_s", recording->duration_s, "s");
    lumbar_write_number(w, "seen_share", recording->seen_share, "share");
    lumbar_write_string(w, "view", recording->view);
    lumbar_write_open(w, "sets", '[');
    for (size_t i = 0; i < recording->set_count; i++) write_set(w, &recording->sets[i]);
    lumbar_write_close(w);
    lumbar_write_open(w, "not_seen", '[');
    for (size_t i = 0; i < recording->not_seen_count; i++) {
        lumbar_write_open(w, NULL, '{');
        lumbar_write_number(w, "start_s", recording->not_seen[i].start_s, "s");
        lumbar_write_number(w, "end_s", recording->not_seen[i].end_s, "s");
        lumbar_write_string(w, "why", recording->not_seen[i].why);
        lumbar_write_close(w);
    }
    lumbar_write_close(w);
    write_names(w, "notes", recording->notes, recording->note_count);
    lumbar_write_open(w, "moments", '[');
    for (size_t i = 0; i < recording->moment_count; i++) {
        lumbar_write_open(w, NULL, '{');
        lumbar_write_string(w, "kind", recording->moments[i].kind);
        lumbar_write_string(w, "finding", recording->moments[i].finding);
        lumbar_write_string(w, "caption", recording->moments[i].caption);
        lumbar_write_number(w, "time_s", recording->moments[i].time_s, "s");
        lumbar_write_close(w);
    }
    lumbar_write_close(w);
    lumbar_write_close(w);
}

static void write_advice(lumbar_writer *w, const lumbar_advice *advice)
{
    lumbar_write_open(w, NULL, '{');
    lumbar_write_string(w, "id", advice->id);
    lumbar_write_string(w, "kind", advice->kind);
    write_names(w, "for", advice->causes, advice->cause_count);
    lumbar_write_string(w, "text", advice->text);
    lumbar_write_string(w, "why", advice->why);
    lumbar_write_string(w, "evidence", advice->evidence);
    lumbar_write_string(w, "source", advice->source);
    lumbar_write_close(w);
}

/* null when nothing is left that is worth asking; `screen` is null for a question outside the safety lists. */
static void write_next(lumbar_writer *w, const lumbar_next *next)
{
    if (!next->question) {
        lumbar_write_string(w, "next_question", NULL);
        return;
    }
    lumbar_write_open(w, "next_question", '{');
    lumbar_write_string(w, "id", next->question->id);
    lumbar_write_string(w, "text", next->question->text);
    lumbar_write_number(w, "screen", next->screen ? next->screen : NAN, "count");
    lumbar_write_number(w, "gain_bits", next->gain_bits, "bits");
    lumbar_write_close(w);
}

/* null where nobody looks again. */
static void write_again(lumbar_writer *w, const lumbar_look_again *again)
{
    if (!again) {
        lumbar_write_string(w, "again", NULL);
        return;
    }
    lumbar_write_open(w, "again", '{');
    lumbar_write_string(w, "id", again->id);
    lumbar_write_string(w, "text", again->text);
    lumbar_write_string(w, "before", LEVELS[again->before]);
    lumbar_write_close(w);
}

static void write_summary(lumbar_writer *w, const lumbar_summary *summary)
{
    lumbar_write_open(w, "summary", '{');
    lumbar_write_string(w, "see", summary->see);
    lumbar_write_string(w, "cause", summary->cause);
    lumbar_write_string(w, "change", summary->change);
    lumbar_write_string(w, "wrong_if", summary->wrong_if);
    lumbar_write_close(w);
}

/* No day of the calendar: the same answers give the same bytes on every day. */
static void write_plan(lumbar_writer *w, const lumbar_plan *plan)
{
    lumbar_write_open(w, "plan", '{');
    lumbar_write_string(w, "training", plan->training);
    lumbar_write_open(w, "reasons", '[');
    for (size_t i = 0; i < plan->reason_count; i++) {
        const lumbar_reason *reason = &plan->reasons[i];
        lumbar_write_open(w, NULL, '{');
        lumbar_write_string(w, "finding", reason->finding);
        lumbar_write_string(w, "text", reason->text);
        lumbar_write_number(w, "recording", reason->recording < 0 ? NAN : reason->recording, "count");
        lumbar_write_number(w, "time_s", reason->time_s, "s");
        lumbar_write_close(w);
    }
    lumbar_write_close(w);
    lumbar_write_string(w, "tomorrow", plan->tomorrow);
    lumbar_write_string(w, "next_workout", plan->next_workout);
    lumbar_write_string(w, "in_seven_days", plan->in_seven_days);
    lumbar_write_open(w, "easier", '[');
    for (size_t i = 0; i < plan->easier_count; i++) {
        lumbar_write_open(w, NULL, '{');
        lumbar_write_string(w, "exercise", plan->easier[i].exercise);
        lumbar_write_string(w, "easier", plan->easier[i].easier);
        lumbar_write_string(w, "text", plan->easier[i].text);
        lumbar_write_close(w);
    }
    lumbar_write_close(w);
    lumbar_write_string(w, "help", plan->help);
    lumbar_write_close(w);
}

void lumbar_answer_json(const lumbar_answer *answer, lumbar_text *out)
{
    lumbar_writer writer = lumbar_writer_to(out), *w = &writer;
    lumbar_write_open(w, NULL, '{');
    lumbar_write_string(w, "schema", "lumbar.answer/1");
    lumbar_write_string(w, "outcome", OUTCOMES[answer->outcome]);
    lumbar_write_string(w, "headline", answer->headline);
    lumbar_write_string(w, "note", answer->note);
    write_again(w, answer->again);
    write_summary(w, &answer->summary);
    write_plan(w, &answer->plan);
    write_person(w, &answer->person);
    write_triage(w, &answer->triage);
    lumbar_write_open(w, "causes", '[');
    for (size_t i = 0; i < answer->cause_count; i++) write_cause(w, &answer->causes[i]);
    lumbar_write_close(w);
    write_names(w, "contributing", answer->contributing, answer->contributing_count);
    lumbar_write_open(w, "findings", '[');
    for (size_t i = 0; i < answer->finding_count; i++) write_finding(w, &answer->findings[i]);
    lumbar_write_close(w);
    lumbar_write_open(w, "recordings", '[');
    for (size_t i = 0; i < answer->recording_count; i++) write_recording(w, &answer->recordings[i]);
    lumbar_write_close(w);
    lumbar_write_open(w, "advice", '[');
    for (size_t i = 0; i < answer->advice_count; i++) write_advice(w, &answer->advice[i]);
    lumbar_write_close(w);
    write_next(w, &answer->next);
    lumbar_write_bool(w, "provisional", answer->provisional);
    lumbar_write_bool(w, "reviewed", answer->reviewed);
    lumbar_write_open(w, "sources", '[');
    for (size_t i = 0; i < answer->source_count; i++) {
        lumbar_write_open(w, NULL, '{');
        lumbar_write_string(w, "id", answer->sources[i].id);
        lumbar_write_string(w, "citation", answer->sources[i].citation);
        lumbar_write_close(w);
    }
    lumbar_write_close(w);
    lumbar_write_close(w);
    lumbar_write_end(w);
}
