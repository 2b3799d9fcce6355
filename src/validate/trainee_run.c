/* Renders scenarios and passes the frames to the tracker; one scenario per worker, the caller being one. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "pose/track.h"
#include "trainee/record.h"
#include "validate/trainee_run.h"

/* What the workers share; everything below `lock` is read and written under it. */
typedef struct crew {
    const char *folder;
    const char (*ids)[64];
    size_t count;
    const lumbar_validation *validation;
    pthread_mutex_t lock;
    size_t next, done, working;
    bool stop;
    lumbar_error error; /* the first failure */
} crew;

const char *lumbar_trainee_path(lumbar_arena *arena, const char *folder, const char *id)
{
    return lumbar_format(arena, "%s/%s.%s.pose.json", folder, id, lumbar_trainee_stamp);
}

static bool told_to_stop(crew *c)
{
    pthread_mutex_lock(&c->lock);
    bool stop = c->stop;
    pthread_mutex_unlock(&c->lock);
    return stop;
}

/* The caller's thread reports how far all are, and learns whether to go on. */
static bool report(crew *c, double part)
{
    const lumbar_validation *v = c->validation;
    pthread_mutex_lock(&c->lock);
    double done = (double)c->done + part;
    pthread_mutex_unlock(&c->lock);
    if (!v->progress || v->progress(v->user, done, (double)c->count)) return true;
    pthread_mutex_lock(&c->lock);
    if (!c->stop)
        lumbar_fail(&c->error, LUMBAR_INTERRUPTED, 0,
                    "stopped; what was rendered is kept, the same command goes on from there");
    c->stop = true;
    pthread_mutex_unlock(&c->lock);
    return false;
}

/* Every frame of a scenario through the tracker. */
static bool track_frames(crew *c, lumbar_recorder *recorder, lumbar_track *track, bool caller, lumbar_error *error)
{
    int width = recorder->camera[0].width, height = recorder->camera[0].height;
    uint8_t *rgb = malloc((size_t)width * (size_t)height * 3);
    const lumbar_pixels frame = {rgb, width * 3, width, height};
    bool good = rgb || lumbar_fail_memory(error);
    for (int i = 0; good && i < recorder->frame_count; i++) {
        good = lumbar_recorder_frame(recorder, i, (lumbar_shot){.rgb = rgb}, NULL, error) &&
               lumbar_track_rgb(track, &frame, i / recorder->frame_rate, error);
        if (caller) report(c, (double)i / recorder->frame_count);
        if (good && told_to_stop(c)) good = lumbar_fail(error, LUMBAR_INTERRUPTED, 0, "stopped");
    }
    free(rgb);
    return good;
}

static bool make_pose(crew *c, const char *id, const char *path, bool caller, lumbar_error *error)
{
    lumbar_arena *arena = lumbar_arena_new();
    if (!arena) return lumbar_fail_memory(error);
    bool upright = !strncmp(id, "hanging", 7); /* a hanging body is filmed with the phone upright */
    int width = upright ? LUMBAR_TRAINEE_HEIGHT : LUMBAR_TRAINEE_WIDTH,
        height = upright ? LUMBAR_TRAINEE_WIDTH : LUMBAR_TRAINEE_HEIGHT;
    lumbar_recorder *recorder = lumbar_recorder_open(id, width, height, LUMBAR_TRAINEE_RATE, error);
    lumbar_pose_settings settings = lumbar_pose_defaults();
    if (c->validation->engine) settings.engine = c->validation->engine;
    settings.models_directory = c->validation->models;
    settings.threads = 1;
    lumbar_track *track = recorder ? lumbar_track_open(arena, &settings, error) : NULL;
    lumbar_pose *pose = LUMBAR_NEW(arena, lumbar_pose);
    bool good =
        pose && track && track_frames(c, recorder, track, caller, error) && lumbar_track_finish(track, pose, error);
    if (good) {
        pose->path = id;
        pose->kind = "video";
        pose->duration_s = recorder->frame_count / recorder->frame_rate;
        pose->frame_rate = recorder->frame_rate;
        pose->timed = true;
        good = lumbar_pose_write(pose, path, error);
    }
    lumbar_track_close(track);
    lumbar_recorder_close(recorder);
    lumbar_arena_free(arena);
    return good;
}

static void work(crew *c, bool caller)
{
    lumbar_arena *names = lumbar_arena_new();
    for (;;) {
        pthread_mutex_lock(&c->lock);
        size_t mine = c->stop || !names ? c->count : c->next++;
        pthread_mutex_unlock(&c->lock);
        if (mine >= c->count) break;
        const char *path = lumbar_trainee_path(names, c->folder, c->ids[mine]);
        lumbar_error error = {0};
        bool good = path && (!access(path, R_OK) || make_pose(c, c->ids[mine], path, caller, &error));
        if (!path) lumbar_fail_memory(&error);
        pthread_mutex_lock(&c->lock);
        c->done += good;
        if (!good && !c->stop) {
            c->error = error;
            c->stop = true;
        }
        pthread_mutex_unlock(&c->lock);
        if (caller) report(c, 0);
    }
    lumbar_arena_free(names);
    pthread_mutex_lock(&c->lock);
    c->working--;
    pthread_mutex_unlock(&c->lock);
}

static void *work_beside(void *shared)
{
    work(shared, false);
    return NULL;
}

/* The caller has no work left: it goes on reporting until the others are through. */
static void wait_for_others(crew *c)
{
    for (;;) {
        pthread_mutex_lock(&c->lock);
        size_t working = c->working;
        pthread_mutex_unlock(&c->lock);
        if (!working) return;
        report(c, 0);
        nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
    }
}

/* What cannot be done is said before an hour of rendering, and leaves no folder. */
static bool prepare(const char *folder, const char (*ids)[64], size_t count, lumbar_error *error)
{
    lumbar_trainee_film film;
    for (size_t i = 0; i < count; i++)
        if (!lumbar_trainee_film_make(ids[i], &film, error)) return false;
    if (mkdir(folder, 0777) && errno != EEXIST)
        return lumbar_refuse_system(error, LUMBAR_OUTPUT, errno, LUMBAR_ERROR_FOLDER_MADE, "folder=%s\nwhy=%s", folder,
                                    lumbar_system_text(errno));
    struct stat about;
    bool is_folder = !stat(folder, &about) && S_ISDIR(about.st_mode);
    if (is_folder && !faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS)) return true;
    return lumbar_fail(error, LUMBAR_OUTPUT, 0, "nothing can be kept in %s: %s. Choose another with --cache DIR",
                       folder, is_folder ? lumbar_system_text(errno) : "it is no folder");
}

bool lumbar_trainee_run(const char *folder, const char (*ids)[64], size_t count, const lumbar_validation *validation,
                        lumbar_error *error)
{
    if (!prepare(folder, ids, count, error)) return false;
    crew c = {
        .folder = folder, .ids = ids, .count = count, .validation = validation, .lock = PTHREAD_MUTEX_INITIALIZER};
    pthread_t beside[16];
    int others = validation->threads > 16 ? 15 : validation->threads - 1, started = 0;
    c.working = 1;
    for (; started < others; started++) {
        pthread_mutex_lock(&c.lock);
        c.working++;
        pthread_mutex_unlock(&c.lock);
        if (pthread_create(&beside[started], NULL, work_beside, &c)) break;
    }
    if (started < others) { /* one was counted and did not start: go on with those that did */
        pthread_mutex_lock(&c.lock);
        c.working--;
        pthread_mutex_unlock(&c.lock);
    }
    work(&c, true);
    wait_for_others(&c);
    for (int i = 0; i < started; i++) pthread_join(beside[i], NULL);
    if (!c.error.code && !c.stop) return true;
    if (error) *error = c.error;
    return false;
}
