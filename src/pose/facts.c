/* What a video's file tells beside its pictures, as a pose says it. */
#include <math.h>
#include <string.h>
#include "base/base.h"
#include "pose/facts.h"
#include "pose/gaps.h"

/* "22 h", "13 min", "4 s": how far a clock went. */
static const char *span_words(lumbar_arena *arena, double seconds)
{
    double s = fabs(seconds);
    if (s < 120) return lumbar_format(arena, "%.0f s", s);
    return s < 7200 ? lumbar_format(arena, "%.0f min", s / 60) : lumbar_format(arena, "%.0f h", s / 3600);
}

/* Adds a gap to *pose, for which there is room; false when out of memory. */
static bool add_gap(lumbar_pose *pose, lumbar_gap *gaps, double start_s, double end_s, const char *why)
{
    if (why) pose->gap_count = lumbar_gaps_add(gaps, pose->gap_count, (lumbar_gap){start_s, end_s, why});
    return why != NULL;
}

/* Adds what the file itself lacks: damaged pieces, times that its clock passes over, and an end that it promises. Own
 * choice: half a second is no rounding. */
static bool note_file_gaps(lumbar_arena *arena, lumbar_pose *pose, const lumbar_video_facts *facts)
{
    bool short_of = !facts->leap_count && facts->announced_s > facts->duration_s + 0.5;
    size_t more = (size_t)facts->damage_count + (size_t)facts->leap_count + short_of;
    if (!more) return true;
    lumbar_gap *gaps = LUMBAR_NEW_ARRAY(arena, lumbar_gap, pose->gap_count + more);
    if (!gaps) return false;
    if (pose->gap_count) memcpy(gaps, pose->gaps, pose->gap_count * sizeof *gaps);
    pose->gaps = gaps;
    bool good = true;
    for (int i = 0; good && i < facts->leap_count; i++) {
        const lumbar_video_leap *leap = &facts->leaps[i];
        const char *by = span_words(arena, leap->by_s);
        good = by && add_gap(pose, gaps, leap->start_s, leap->end_s,
                             lumbar_format(arena, "the file's clock goes %s by %s here, with nothing filmed between",
                                           leap->by_s < 0 ? "back" : "on", by));
    }
    for (int i = 0; good && i < facts->damage_count; i++) {
        const lumbar_video_damage *d = &facts->damage[i];
        good = add_gap(
            pose, gaps, d->start_s, d->end_s,
            lumbar_format(arena, "the file is damaged here, %u %s of it cannot be shown: copy it from the phone again",
                          (unsigned)d->pieces, d->pieces == 1 ? "piece" : "pieces"));
    }
    if (good && short_of) {
        gaps[pose->gap_count++] = (lumbar_gap){facts->duration_s, facts->announced_s,
                                               "the file has no pictures here: it is damaged or cut off"};
        pose->duration_s = facts->announced_s;
    }
    return good;
}

bool lumbar_pose_tell(lumbar_arena *arena, lumbar_pose *pose, const lumbar_video_facts *facts)
{
    pose->kind = facts->still ? "image" : "video";
    pose->pictures = true;
    pose->duration_s = facts->duration_s;
    pose->frame_rate = facts->frame_rate;
    pose->retimed = facts->retimed;
    pose->timed = !facts->still;
    pose->dropped_times = facts->dropped_times;
    return note_file_gaps(arena, pose, facts);
}
