/* Which one cue is called out to who trains, if any: what stands, is happening now, and was not just said. */
#include <math.h>
#include <string.h>
#include "page/live_cue.h"

/* Own choices, s. What was seen longer ago than some two repetitions take is not what the person does now. Between two
 * cues there is time to hear one, do it and be seen doing it: again two repetitions. */
static const double RECENT_S = 10, APART_S = 8;

bool lumbar_cues_open(lumbar_arena *arena, const lumbar_knowledge *knowledge, lumbar_cues *cues)
{
    *cues = (lumbar_cues){.knowledge = knowledge, .last_s = -INFINITY};
    cues->stood = LUMBAR_NEW_ARRAY(arena, bool, knowledge->finding_count);
    cues->said_s = LUMBAR_NEW_ARRAY(arena, double, knowledge->finding_count);
    for (size_t i = 0; cues->said_s && i < knowledge->finding_count; i++) cues->said_s[i] = -INFINITY;
    return cues->stood && cues->said_s;
}

static const lumbar_finding *found(const lumbar_recording *recording, const lumbar_finding_row *row)
{
    for (size_t i = 0; i < recording->finding_count; i++)
        if (!strcmp(recording->findings[i].id, row->id)) return &recording->findings[i];
    return NULL;
}

static double seen_last(const lumbar_finding *finding)
{
    double last = -INFINITY;
    for (size_t i = 0; i < finding->where_count; i++)
        if (isfinite(finding->where[i].time_s)) last = fmax(last, finding->where[i].time_s);
    return last;
}

const lumbar_finding_row *lumbar_cues_choose(lumbar_cues *cues, const lumbar_recording *recording, double now_s)
{
    const lumbar_finding_row *rows = cues->knowledge->findings, *best = NULL;
    double most = 0;
    for (size_t i = 0; i < cues->knowledge->finding_count; i++) {
        const lumbar_finding *f = rows[i].cue ? found(recording, &rows[i]) : NULL;
        bool stands = f && f->state == LUMBAR_PRESENT, stood = cues->stood[i];
        cues->stood[i] = stands;
        if (!stands || !stood || now_s - cues->last_s < APART_S) continue;
        double last = seen_last(f), weight = f->strength * f->confidence;
        if (now_s - last > RECENT_S || last <= cues->said_s[i] || weight <= most) continue;
        most = weight;
        best = &rows[i];
    }
    if (best) cues->said_s[best - rows] = cues->last_s = now_s;
    return best;
}
