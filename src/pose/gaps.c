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

/* Frames one after another of which none was lost between. */
static bool follows(const lumbar_kept *frame, const lumbar_kept *before)
{
    return frame->frame.time_s - before->frame.time_s <= apart_s;
}

/* From frame `from` on nobody is seen: before which frame that ends, or the recording is cut or lacks pictures. */
static size_t end_of_empty(lumbar_kept *const *all, size_t count, size_t from)
{
    size_t end = from + 1;
    while (end < count && !all[end]->frame.person && !all[end]->cut && follows(all[end], all[end - 1])) end++;
    return end;
}

/* The stretch between the last body before it and the first one after it. */
static lumbar_gap empty_gap(lumbar_kept *const *all, size_t count, size_t from, size_t end)
{
    bool after_body = from > 0 && all[from - 1]->frame.person && follows(all[from], all[from - 1]);
    bool before_more = end < count && follows(all[end], all[end - 1]);
    return (lumbar_gap){all[after_body ? from - 1 : from]->frame.time_s, all[before_more ? end : end - 1]->frame.time_s,
                        why_empty(all, from, end)};
}

size_t lumbar_gaps_find(lumbar_kept *const *all, size_t count, lumbar_gap *gaps)
{
    size_t gap_count = 0;
    int32_t segment = 0;
    for (size_t i = 0, end; i < count; i = end) {
        const lumbar_frame *frame = &all[i]->frame, *before = i > 0 ? &all[i - 1]->frame : NULL;
        bool missing = before && !follows(all[i], all[i - 1]), cut = before && all[i]->cut;
        if (cut || missing) segment++;
        /* a cut next to a stretch without a person is told by that stretch */
        if (missing || (cut && frame->person && before->person))
            gaps[gap_count++] =
                (lumbar_gap){before->time_s, frame->time_s, missing ? no_pictures : "the recording is cut here"};
        end = frame->person ? i + 1 : end_of_empty(all, count, i);
        for (size_t k = i; k < end; k++) all[k]->frame.segment = segment;
        if (frame->person) continue;
        lumbar_gap gap = empty_gap(all, count, i, end);
        double lasts = gap.end_s - gap.start_s;
        bool at_edge = i == 0 || end == count || all[i]->cut || all[end]->cut;
        if (at_edge || lasts > blink_s) gaps[gap_count++] = gap;
        if (end < count && !all[end]->cut && (lasts > lost_s || fading_among(all, i, end))) segment++;
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
