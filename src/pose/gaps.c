/* What a recording does not show: cuts, fades, stretches without a person or without pictures; and the segments
 * between. */
#include <math.h>
#include <string.h>
#include "pose/gaps.h"
#include "recording/pose_text.h"

/* Own choices, s: a stretch without a person up to blink_s is not told; after one over lost_s it may be somebody else
 * or elsewhere, so a new segment begins; frames further apart than apart_s have lost what was between them. */
static const double blink_s = 0.2, lost_s = 1, apart_s = 0.5;
static const char no_pictures[] = "the recording has no pictures here";

static size_t fading_among(lumbar_kept *const *all, size_t from, size_t to)
{
    size_t fading = 0;
    for (size_t i = from; i < to; i++) fading += all[i]->fading;
    return fading;
}

/* Why nobody was seen from frame `from` to before `to`. */
static const char *why_empty(lumbar_kept *const *all, size_t from, size_t to)
{
    double spread = 0;
    for (size_t i = from; i < to; i++) spread += (double)all[i]->spread / (double)(to - from);
    if (2 * fading_among(all, from, to) > to - from) return "one picture fades into another";
    /* own choice: under 8 of 255 there is nothing to see in a picture */
    return spread < 8 ? "the picture is dark or empty" : "no person in the picture";
}

void lumbar_fades_clear(lumbar_kept *const *all, size_t count, const uint8_t *fading)
{
    for (size_t i = 0; i < count; i++) {
        lumbar_frame *frame = &all[i]->frame;
        if (!fading[i]) continue;
        all[i]->fading = true;
        double time_s = frame->time_s;
        lumbar_frame_clear(frame);
        frame->time_s = time_s;
    }
}

size_t lumbar_gaps_find(lumbar_kept *const *all, size_t count, lumbar_gap *gaps)
{
    size_t gap_count = 0;
    int32_t segment = 0;
    for (size_t i = 0; i < count;) {
        const lumbar_frame *before = i > 0 ? &all[i - 1]->frame : NULL;
        bool missing = before && all[i]->frame.time_s - before->time_s > apart_s;
        if (before && (all[i]->cut || missing)) {
            segment++;
            /* a cut next to a stretch without a person is told by that stretch */
            if (missing || (all[i]->frame.person && before->person))
                gaps[gap_count++] = (lumbar_gap){before->time_s, all[i]->frame.time_s,
                                                 missing ? no_pictures : "the recording is cut here"};
        }
        if (all[i]->frame.person) {
            all[i++]->frame.segment = segment;
            continue;
        }
        size_t end = i;
        do all[end++]->frame.segment = segment;
        while (end < count && !all[end]->frame.person && !all[end]->cut &&
               all[end]->frame.time_s - all[end - 1]->frame.time_s <= apart_s);
        double start_s = before && before->person && !missing ? before->time_s : all[i]->frame.time_s;
        double end_s = end < count && all[end]->frame.time_s - all[end - 1]->frame.time_s <= apart_s
                           ? all[end]->frame.time_s
                           : all[end - 1]->frame.time_s;
        bool at_end = i == 0 || end == count || all[i]->cut || all[end]->cut;
        if (at_end || end_s - start_s > blink_s) {
            gaps[gap_count++] = (lumbar_gap){start_s, end_s, why_empty(all, i, end)};
        }
        if (end < count && !all[end]->cut && (end_s - start_s > lost_s || fading_among(all, i, end))) segment++;
        i = end;
    }
    return gap_count;
}

size_t lumbar_gaps_add(lumbar_gap *gaps, size_t count, lumbar_gap gap)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        bool near = gaps[i].start_s <= gap.end_s + apart_s && gaps[i].end_s >= gap.start_s - apart_s;
        if (near && !strcmp(gaps[i].why, no_pictures)) {
            gap.start_s = fmin(gap.start_s, gaps[i].start_s);
            gap.end_s = fmax(gap.end_s, gaps[i].end_s);
        } else {
            gaps[kept++] = gaps[i];
        }
    }
    size_t at = kept;
    for (; at && gaps[at - 1].start_s > gap.start_s; at--) gaps[at] = gaps[at - 1];
    gaps[at] = gap;
    return kept + 1;
}
