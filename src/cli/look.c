/* The recordings of `lumbar why`. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cli/look.h"
#include "picture/picture.h"
#include "seen/told.h"

/* Every exercise that can be seen, by id. */
static bool known_exercises(const lumbar_knowledge *knowledge, lumbar_text *list)
{
    const lumbar_exercise *e;
    for (size_t i = 0; (e = lumbar_exercise_at(knowledge, i)); i++)
        if (e->seen) lumbar_text_addf(list, "%s%s", list->size ? ", " : "", e->id);
    return !list->failed;
}

const lumbar_exercise *lumbar_exercise_told(const lumbar_knowledge *knowledge, const char *name, lumbar_error *error)
{
    const lumbar_exercise *e = lumbar_exercise_named(knowledge, name);
    lumbar_nearest nearest = {.word = name};
    if (e && e->seen) return e;
    for (size_t i = 0; (e = lumbar_exercise_at(knowledge, i)); i++)
        if (e->seen) lumbar_offer(&nearest, e->id);
    if (nearest.known) {
        lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_EXERCISE_NEAREST, "given=%.60s\nnearest=%s", name,
                      nearest.known);
        return NULL;
    }
    lumbar_text list = {0};
    if (known_exercises(knowledge, &list))
        lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_EXERCISE_UNKNOWN, "given=%.60s\nknown=%s", name, list.data);
    else lumbar_fail_memory(error);
    lumbar_text_free(&list);
    return NULL;
}

/* The file to draw on, NULL where there is none. What a file of body points says of its video is never opened. */
static const char *video_of(const lumbar_cli_look *look, size_t index)
{
    if (!look->poses[index]->pictures) return look->video;
    return strcmp(look->files[index], "-") ? look->files[index] : NULL;
}

/* What can never be drawn is said before the questions. */
static bool check_video(const lumbar_cli_look *look, lumbar_error *error)
{
    char shown[LUMBAR_SHOWN_PATH];
    if (look->video && look->poses[0]->pictures)
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_VIDEO_PICTURES, "file~%s",
                             strcmp(look->files[0], "-") ? lumbar_show_path(look->files[0], shown) : "-");
    if (look->overlay && !video_of(look, 0))
        return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_OVERLAY_POINTS, "file~%s",
                             strcmp(look->files[0], "-") ? lumbar_show_path(look->files[0], shown) : "-");
    const lumbar_picture_settings settings = {
        .video = look->video, .progress = lumbar_progress_show, .user = &(lumbar_progress_bar){.what = ""}};
    return !look->video || lumbar_picture_check(look->poses[0], &settings, error);
}

bool lumbar_cli_look_read(lumbar_cli_look *look, const lumbar_cli *cli, lumbar_error *error)
{
    look->poses = LUMBAR_NEW_ARRAY(cli->arena, const lumbar_pose *, look->count);
    if (!look->poses) return lumbar_fail_memory(error);
    for (size_t i = 0; i < look->count; i++) {
        look->poses[i] = lumbar_network_look(cli, &look->network, look->files[i], error);
        if (!look->poses[i]) return false;
    }
    return !look->count || check_video(look, error);
}

bool lumbar_cli_look_see(lumbar_cli_look *look, const lumbar_cli *cli, const lumbar_knowledge *knowledge,
                         const lumbar_answers *answers, lumbar_error *error)
{
    look->recordings = LUMBAR_NEW_ARRAY(cli->arena, lumbar_recording, look->count);
    if (!look->recordings) return lumbar_fail_memory(error);
    lumbar_see_settings settings;
    if (!lumbar_see_told(cli->arena, answers, &settings)) return lumbar_fail_memory(error);
    if (!isnan(look->height_m)) settings.height_m = look->height_m;
    settings.intended = look->exercise;
    settings.progress = lumbar_progress_show;
    for (size_t i = 0; i < look->count; i++) {
        lumbar_progress_bar bar = lumbar_progress_start(cli, LUMBAR_PHRASE_CLI_JUDGING, look->files[i]);
        settings.user = &bar;
        settings.index = (int)i;
        const lumbar_recording *seen = lumbar_see(cli->arena, look->poses[i], &settings, knowledge, error);
        lumbar_progress_end(&bar);
        if (!seen) return lumbar_interrupted() ? lumbar_fail_interrupted(error) : false;
        look->recordings[i] = *seen;
    }
    return true;
}

static lumbar_picture_settings picture_settings(const lumbar_cli_look *look, size_t index, lumbar_progress_bar *bar)
{
    return (lumbar_picture_settings){video_of(look, index), look->show_face, lumbar_progress_show, bar};
}

/* Says in the recording's notes why the report shows no picture of it. */
static bool note_no_pictures(const lumbar_cli_look *look, size_t index, const lumbar_cli *cli, lumbar_error *error)
{
    lumbar_recording *recording = &look->recordings[index];
    const char **notes = LUMBAR_NEW_ARRAY(cli->arena, const char *, recording->note_count + 1);
    if (!notes) return lumbar_fail_memory(error);
    if (recording->note_count) memcpy(notes, recording->notes, recording->note_count * sizeof *notes);
    notes[recording->note_count++] = look->poses[index]->pictures
                                         ? lumbar_phrase(cli->knowledge, LUMBAR_PHRASE_CLI_NO_PICTURES_INPUT)
                                         : lumbar_phrase(cli->knowledge, LUMBAR_PHRASE_CLI_NO_PICTURES_POINTS);
    recording->notes = notes;
    return true;
}

bool lumbar_cli_look_pictures(lumbar_cli_look *look, const lumbar_cli *cli, lumbar_error *error)
{
    for (size_t i = 0; i < look->count; i++) {
        if (!video_of(look, i) && look->recordings[i].moment_count && !note_no_pictures(look, i, cli, error))
            return false;
        lumbar_progress_bar bar = lumbar_progress_start(cli, LUMBAR_PHRASE_CLI_DRAWING, look->files[i]);
        const lumbar_picture_settings settings = picture_settings(look, i, &bar);
        bool drawn = lumbar_picture_moments(cli->arena, look->poses[i], &look->recordings[i], &settings, error);
        lumbar_progress_end(&bar);
        if (!drawn) return lumbar_interrupted() ? lumbar_fail_interrupted(error) : false;
    }
    return true;
}

bool lumbar_cli_look_overlay(const lumbar_cli_look *look, const lumbar_cli *cli, lumbar_output *output,
                             lumbar_error *error)
{
    lumbar_progress_bar bar = lumbar_progress_start(cli, LUMBAR_PHRASE_CLI_DRAWING, look->files[0]);
    const lumbar_picture_settings settings = picture_settings(look, 0, &bar);
    bool drawn = lumbar_picture_overlay(look->poses[0], &look->recordings[0], output, &settings, error);
    lumbar_progress_end(&bar);
    if (!drawn && lumbar_interrupted()) lumbar_fail_interrupted(error);
    return drawn;
}
