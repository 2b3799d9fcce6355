/* Any recording -> body points: finds out what a file is by its content and hands it to the reader for that. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/base.h"
#include "pose/gaps.h"
#include "pose/track.h"
#include "recording/landmarks.h"
#include "recording/source.h"
#include "recording/video.h"

enum { HEAD = 4096 }; /* bytes that a probe may look at */

lumbar_pose_settings lumbar_pose_defaults(void) { return (lumbar_pose_settings){.model = "full", .threads = 2}; }

/* ---- videos and pictures ------------------------------------------------------------------------------- */

/* Passes every frame to the tracker. */
static bool track_all(lumbar_video *video, lumbar_track *track, lumbar_error *error)
{
    for (;;) {
        lumbar_image image;
        double time_s;
        void *owner;
        lumbar_video_step step = lumbar_video_next(video, &image, &time_s, &owner, error);
        if (step != LUMBAR_VIDEO_FRAME) return step == LUMBAR_VIDEO_END;
        if (!lumbar_track_image(track, &image, time_s, lumbar_video_release, owner, error)) return false;
    }
}

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

static const lumbar_pose *read_video(lumbar_arena *arena, FILE *file, const char *path,
                                     const lumbar_pose_settings *settings, lumbar_error *error)
{
    lumbar_pose *pose = LUMBAR_NEW(arena, lumbar_pose);
    lumbar_video *video = lumbar_video_open(file, path, settings->progress, settings->user, error);
    lumbar_track *track = video ? lumbar_track_open(arena, settings, error) : NULL;
    bool good = pose && track && track_all(video, track, error) && lumbar_track_finish(track, pose, error);
    lumbar_track_close(track);
    if (good) {
        lumbar_video_facts facts = lumbar_video_about(video);
        pose->path = lumbar_copy(arena, path, strlen(path));
        pose->kind = facts.still ? "image" : "video";
        pose->pictures = true;
        pose->duration_s = facts.duration_s;
        pose->frame_rate = facts.frame_rate;
        pose->timed = !facts.still;
        pose->dropped_times = facts.dropped_times;
        good = pose->path && note_file_gaps(arena, pose, &facts);
        if (!good) lumbar_fail_memory(error);
    } else if (!pose) {
        lumbar_fail_memory(error);
    }
    lumbar_video_close(video);
    return good ? pose : NULL;
}

/* ---- the readers --------------------------------------------------------------------------------------- */

static bool probe_any(const unsigned char *head, size_t size)
{
    (void)head, (void)size;
    return true;
}

/* One row a kind of recording; the first whose probe agrees reads it. The video reader has its own probe inside. */
static const struct {
    const char *name;
    lumbar_form_probe *probe;
    lumbar_form_read *read;
} readers[] = {
#define X(words, name) {words, lumbar_##name##_probe, lumbar_##name##_read},
    LUMBAR_LANDMARK_FORMS(X)
#undef X
        {"video or picture", probe_any, read_video},
};

const lumbar_pose *lumbar_pose_read(lumbar_arena *arena, const char *path, const lumbar_pose_settings *settings,
                                    lumbar_error *error)
{
    lumbar_pose_settings defaults = lumbar_pose_defaults();
    if (!settings) settings = &defaults;
    FILE *file = lumbar_source_open(path, settings->progress, settings->user, error);
    if (!file) return NULL;
    unsigned char head[HEAD];
    size_t size = fread(head, 1, sizeof head, file);
    rewind(file);
    const lumbar_pose *pose = NULL;
    for (size_t i = 0; i < LUMBAR_COUNT(readers); i++) {
        if (!readers[i].probe(head, size)) continue;
        pose = readers[i].read(arena, file, path, settings, error);
        break;
    }
    fclose(file);
    return lumbar_settle(arena, pose != NULL, error) ? pose : NULL;
}
