/* Runs a row of the table `cases`: its answers, its findings as one recording and a journal, and whether the key is
 * met. */
#include <math.h>
#include <string.h>
#include "reason/cases.h"
#include "reason/reason.h"

/* The row's findings that are heard from that origin, with full confidence. */
static lumbar_finding *findings_of(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_case_row *row,
                                   lumbar_origin origin, size_t *count)
{
    lumbar_finding *findings = LUMBAR_NEW_ARRAY(arena, lumbar_finding, row->finding_count);
    *count = 0;
    for (size_t i = 0; findings && i < row->finding_count; i++) {
        const lumbar_finding_row *f = &k->findings[row->findings[i]];
        bool present = row->strengths[i] > 0;
        if (!f->from[origin]) continue;
        findings[(*count)++] = (lumbar_finding){.id = f->id,
                                                .from = origin,
                                                .state = present ? LUMBAR_PRESENT : LUMBAR_ABSENT,
                                                .strength = row->strengths[i],
                                                .confidence = 1,
                                                .text = present ? f->present : f->absent,
                                                .value = NAN,
                                                .low = NAN,
                                                .high = NAN};
    }
    return findings;
}

bool lumbar_case_beside(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_case_row *row,
                        lumbar_why_settings *settings)
{
    lumbar_recording *recording = LUMBAR_NEW(arena, lumbar_recording);
    lumbar_history *history = LUMBAR_NEW(arena, lumbar_history);
    if (!recording || !history) return false;
    *recording = (lumbar_recording){
        .path = row->row->id, .kind = "landmarks", .duration_s = NAN, .seen_share = 1, .view = "side"};
    recording->findings = findings_of(arena, k, row, LUMBAR_FROM_RECORDING, &recording->finding_count);
    history->findings = findings_of(arena, k, row, LUMBAR_FROM_HISTORY, &history->finding_count);
    *settings = (lumbar_why_settings){.recordings = recording, .recording_count = recording->finding_count ? 1 : 0};
    if (history->finding_count) settings->history = history;
    return recording->findings && history->findings;
}

bool lumbar_case_accepts(const lumbar_case_row *c, const lumbar_answer *a)
{
    bool none = a->outcome == LUMBAR_NOTHING_TO_EXPLAIN, ranked = a->outcome == LUMBAR_RANKED;
    for (size_t i = 0; i < c->accepted_count; i++) {
        const char *id = c->accepted[i];
        if (!strcmp(id, "none") && none) return true;
        if (!strcmp(id, "undecidable") && !none && (!ranked || a->causes[0].probability < 0.5)) return true;
        if (ranked && (!strcmp(id, a->causes[0].id) || !strcmp(id, a->causes[0].leaves[0].id))) return true;
    }
    return c->accepted_count == 0;
}

size_t lumbar_case_count(const lumbar_knowledge *k) { return k->case_count; }

const lumbar_case *lumbar_case_run_traced(lumbar_arena *arena, const lumbar_knowledge *k, size_t index,
                                          lumbar_trace *trace, lumbar_error *error)
{
    if (index >= k->case_count) return NULL;
    const lumbar_case_row *row = &k->cases[index];
    lumbar_case *c = LUMBAR_NEW(arena, lumbar_case);
    lumbar_answers *answers = lumbar_answers_new(arena, k);
    lumbar_why_settings seen;
    if (!c || !answers || !lumbar_case_beside(arena, k, row, &seen)) return lumbar_fail_memory(error), NULL;
    for (size_t i = 0; i < row->answer_count; i++)
        if (!lumbar_answers_set(answers, row->answers[2 * i], row->answers[2 * i + 1], error)) return NULL;
    *c = (lumbar_case){.id = row->row->id,
                       .kind = lumbar_row_get(row->row, "kind"),
                       .text = lumbar_row_text(arena, row->row, "text"),
                       .accepted = row->accepted,
                       .accepted_count = row->accepted_count,
                       .lowest = row->lowest,
                       .highest = row->highest};
    c->answer = lumbar_why(arena, answers, &seen, error);
    if (!c->answer) return NULL;
    c->accepted_met = lumbar_case_accepts(row, c->answer);
    c->level_safe = c->answer->triage.if_clear >= c->lowest;
    c->level_over = c->answer->triage.if_clear > c->highest;
    if (!trace) return c;
    lumbar_values_clear(k, answers->values); /* what an unscreened person is not yet advised counts as reached */
    return lumbar_why_traced(arena, answers, &seen, trace, error) ? c : NULL;
}

const lumbar_case *lumbar_case_run(lumbar_arena *arena, const lumbar_knowledge *k, size_t index, lumbar_error *error)
{
    return lumbar_case_run_traced(arena, k, index, NULL, error);
}
