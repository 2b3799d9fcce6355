/* The second reading of a video: each analysed picture together with what pass 1 saw in it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "picture/pass.h"
#include "recording/source.h"
#include "recording/video.h"

struct lumbar_pass {
    const lumbar_pose *pose;
    FILE *file;
    lumbar_video *video;
    void *owner;   /* of the picture given out last */
    size_t at;     /* frame of the pose that is at or before the picture */
};

bool lumbar_pass_possible(const lumbar_pose *pose)
{
    return pose->path && strcmp(pose->path, "-") && pose->kind && (!strcmp(pose->kind, "video") || !strcmp(pose->kind, "image"));
}

lumbar_pass *lumbar_pass_open(const lumbar_pose *pose, const lumbar_picture_settings *settings, lumbar_error *error)
{
    lumbar_pass *pass = calloc(1, sizeof *pass);
    if (!pass) return lumbar_fail_memory(error), NULL;
    pass->pose = pose;
    pass->file = lumbar_source_open(pose->path, settings->progress, settings->user, error);
    if (pass->file) pass->video = lumbar_video_open(pass->file, pose->path, settings->progress, settings->user, error);
    if (pass->video) return pass;
    lumbar_pass_close(pass);
    return NULL;
}

void lumbar_pass_close(lumbar_pass *pass)
{
    if (!pass) return;
    if (pass->owner) lumbar_video_release(pass->owner);
    lumbar_video_close(pass->video);
    if (pass->file) fclose(pass->file);
    free(pass);
}

bool lumbar_pass_next(lumbar_pass *pass, lumbar_image *image, const lumbar_frame **frame, bool *good, lumbar_error *error)
{
    const lumbar_pose *pose = pass->pose;
    for (;;) {
        if (pass->owner) lumbar_video_release(pass->owner);
        pass->owner = NULL;
        double time_s;
        lumbar_video_step step = lumbar_video_next(pass->video, image, &time_s, &pass->owner, error);
        *good = step != LUMBAR_VIDEO_FAILED;
        if (step != LUMBAR_VIDEO_FRAME) return false;
        while (pass->at + 1 < pose->frame_count && pose->frames[pass->at + 1].time_s <= time_s + 1e-6) pass->at++;
        /* Times are quantised to microseconds in the pose, so the same picture is found within two of them. */
        if (pass->at >= pose->frame_count || fabs(pose->frames[pass->at].time_s - time_s) > 2e-6) continue;
        *frame = &pose->frames[pass->at];
        return true;
    }
}
