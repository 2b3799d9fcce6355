/* How a judge gives a finding: its row filled in, its sentence, where it is seen, or why it is not. */
#include <math.h>
#include "seen/seen.h"

const char *lumbar_seen_words(lumbar_seeing *seeing, const lumbar_finding_row *row, lumbar_saying saying,
                              const lumbar_hole *holes, size_t count)
{
    return lumbar_fill(seeing->arena, row->judged->say[saying], holes, count);
}

const char *lumbar_seen_phrase(lumbar_seeing *seeing, lumbar_phrase_id phrase, const lumbar_hole *holes, size_t count)
{
    const char *text = lumbar_fill(seeing->arena, seeing->knowledge->phrases[phrase], holes, count);
    if (!text) seeing->failed = true;
    return text;
}

lumbar_finding *lumbar_add_finding(lumbar_seeing *seeing, const lumbar_finding_row *row, lumbar_seen_claim claim)
{
    if (!claim.text) seeing->failed = true;
    if (seeing->failed || seeing->count == seeing->room) return NULL;
    seeing->rows[seeing->count] = row;
    lumbar_finding *f = &seeing->findings[seeing->count++];
    *f = (lumbar_finding){.id = row->id,
                          .from = LUMBAR_FROM_RECORDING,
                          .state = claim.state,
                          .strength = fmax(0, fmin(1, claim.strength)),
                          .confidence = fmax(0, fmin(1, claim.confidence)),
                          .text = claim.text,
                          .source = claim.state == LUMBAR_UNKNOWN ? NULL : row->judged->source,
                          .value = NAN,
                          .low = NAN,
                          .high = NAN};
    return f;
}

lumbar_finding *lumbar_add_unseen(lumbar_seeing *seeing, const lumbar_finding_row *row, lumbar_reason_id why_not)
{
    const lumbar_reason_row *reason = &seeing->knowledge->reasons[why_not];
    const lumbar_hole why = {"why", reason->text};
    const lumbar_seen_claim unknown = {.state = LUMBAR_UNKNOWN,
                                       .text = lumbar_seen_words(seeing, row, LUMBAR_SAY_UNSEEN, &why, 1)};
    lumbar_finding *f = lumbar_add_finding(seeing, row, unknown);
    if (!f) return NULL;
    f->what = row->judged->say[LUMBAR_SAY_ASKED];
    f->why_not = reason->text;
    f->cure = reason->cure;
    return f;
}

void lumbar_measured(lumbar_finding *finding, const lumbar_finding_row *row, int which, double value, double band)
{
    finding->measure = row->judged->measures[which];
    finding->unit = row->judged->units[which];
    finding->value = value;
    finding->low = value - band;
    finding->high = value + band;
}

void lumbar_place_finding(lumbar_seeing *seeing, lumbar_finding *finding, lumbar_seen_fault at)
{
    lumbar_place *place = LUMBAR_NEW(seeing->arena, lumbar_place);
    if (!place) {
        seeing->failed = true;
        return;
    }
    *place = (lumbar_place){seeing->index, at.bout, at.rep, at.time_s};
    finding->where = place;
    finding->where_count = 1;
    seeing->worst[finding - seeing->findings] = at;
}

bool *lumbar_seen_fault_of(const lumbar_seeing *seeing, int bout, int rep, size_t finding)
{
    return &seeing->faults[bout][(size_t)rep * seeing->room + finding];
}
