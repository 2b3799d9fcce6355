/* The second reading of a video: each analysed picture together with what pass 1 saw in it. */
#include <math.h>
#include <stdlib.h>
#include "picture/pass.h"
#include "recording/source.h"
#include "recording/video.h"

struct lumbar_pass {
    const lumbar_pose *pose;
    const char *path; /* of the video */
    FILE *file;
    lumbar_video *video;
    void *owner; /* of the picture given out last */
    size_t at;   /* frame of the pose that is at or before the picture */
    bool met;    /* its picture was given out */
};

lumbar_pass *lumbar_pass_open(const lumbar_pose *pose, const lumbar_picture_settings *settings, lumbar_error *error)
{
    lumbar_pass *pass = calloc(1, sizeof *pass);
    if (!pass) return lumbar_fail_memory(error), NULL;
    pass->pose = pose;
    pass->path = settings->video;
    pass->file = lumbar_source_open(pass->path, settings->progress, settings->user, error);
    if (pass->file) pass->video = lumbar_video_open(pass->file, pass->path, settings->progress, settings->user, error);
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

static bool other_video(const lumbar_pass *pass, lumbar_error_id what, lumbar_error *error)
{
    return lumbar_refuse(error, LUMBAR_INPUT, 0, what, "file=%.160s", pass->path);
}

/* Goes to the last frame that is not after `time_s`. False where one on the way had no picture. */
static bool go_to(lumbar_pass *pass, double time_s)
{
    const lumbar_pose *pose = pass->pose;
    while (pass->at + 1 < pose->frame_count && pose->frames[pass->at + 1].time_s <= time_s + 1e-6) {
        if (!pass->met) return false;
        pass->at++;
        pass->met = false;
    }
    return true;
}

bool lumbar_pass_next(lumbar_pass *pass, lumbar_shown *shown, bool *good, lumbar_error *error)
{
    const lumbar_pose *pose = pass->pose;
    for (;;) {
        if (pass->owner) lumbar_video_release(pass->owner);
        pass->owner = NULL;
        double time_s;
        lumbar_video_step step = lumbar_video_next(pass->video, &shown->image, &time_s, &pass->owner, error);
        *good = step != LUMBAR_VIDEO_FAILED;
        if (step != LUMBAR_VIDEO_FRAME) return false;
        if (shown->image.width != pose->width || shown->image.height != pose->height)
            *good = other_video(pass, LUMBAR_ERROR_OTHER_VIDEO_SIZE, error);
        else if (!go_to(pass, time_s)) *good = other_video(pass, LUMBAR_ERROR_OTHER_VIDEO_TIMES, error);
        if (!*good) return false;
        /* Times are quantised to microseconds in the pose, so the same picture is found within two of them. */
        if (pass->at >= pose->frame_count || fabs(pose->frames[pass->at].time_s - time_s) > 2e-6) continue;
        pass->met = true;
        shown->frame = &pose->frames[pass->at];
        return true;
    }
}

bool lumbar_picture_check(const lumbar_pose *pose, const lumbar_picture_settings *settings, lumbar_error *error)
{
    lumbar_pass *pass = lumbar_pass_open(pose, settings, error);
    bool good = pass != NULL;
    lumbar_shown first;
    if (good) lumbar_pass_next(pass, &first, &good, error);
    lumbar_pass_close(pass);
    return good;
}
