/* Any recording -> body points: finds out what a file is by its content and hands it to the reader for that. */
#include <stdlib.h>
#include <string.h>
#include "base/base.h"
#include "pose/facts.h"
#include "pose/track.h"
#include "recording/landmarks.h"
#include "recording/source.h"
#include "recording/video.h"

enum { HEAD = 4096 }; /* bytes that a probe may look at */

lumbar_pose_settings lumbar_pose_defaults(void)
{
    return (lumbar_pose_settings){.model = "full", .engine = "portable", .threads = 2};
}

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
        if (!lumbar_track_image(track, &image, time_s, (lumbar_lender){lumbar_video_release, owner}, error))
            return false;
    }
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
        good = pose->path && lumbar_pose_tell(arena, pose, &facts);
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
