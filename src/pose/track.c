/* The tracker on two threads: takes frames in order, hands their jobs to two workers in turn, and gathers what they
 * find. Whether one thread works or two, both give the same. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "base/base.h"
#include "pose/track.h"
#include "pose/tracker.h"
#include "pose/weights.h"

typedef enum { SLOT_EMPTY, SLOT_READY, SLOT_DONE } slot_state;

typedef struct slot {
    slot_state state; /* guarded by the tracker's lock */
    lumbar_job job;
    lumbar_lender lender;
    uint8_t *copy; /* pixels of lumbar_track_rgb */
    pthread_t thread;
    bool started;
    lumbar_tools *tools;
    struct lumbar_track *track;
} slot;

struct lumbar_track {
    lumbar_arena *weights; /* graphs */
    lumbar_tracker *tracker;
    int threads;
    lumbar_tools tools[LUMBAR_JOBS_OUT];
    slot slots[LUMBAR_JOBS_OUT]; /* that of frame n at n modulo LUMBAR_JOBS_OUT */
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool stop;
};

/* ---- workers ------------------------------------------------------------------------------------------- */

static void *worker(void *argument)
{
    slot *s = argument;
    lumbar_track *t = s->track;
    pthread_mutex_lock(&t->lock);
    while (!t->stop) {
        if (s->state != SLOT_READY) {
            pthread_cond_wait(&t->changed, &t->lock);
            continue;
        }
        pthread_mutex_unlock(&t->lock);
        lumbar_job_run(&s->job, s->tools);
        pthread_mutex_lock(&t->lock);
        s->state = SLOT_DONE;
        pthread_cond_broadcast(&t->changed);
    }
    pthread_mutex_unlock(&t->lock);
    return NULL;
}

static void start_job(lumbar_track *t, slot *s)
{
    if (!s->started) {
        lumbar_job_run(&s->job, s->tools);
        s->state = SLOT_DONE;
        return;
    }
    pthread_mutex_lock(&t->lock);
    s->state = SLOT_READY;
    pthread_cond_broadcast(&t->changed);
    pthread_mutex_unlock(&t->lock);
}

static void wait_for(lumbar_track *t, slot *s)
{
    if (!s->started) return;
    pthread_mutex_lock(&t->lock);
    while (s->state == SLOT_READY) pthread_cond_wait(&t->changed, &t->lock);
    s->state = SLOT_EMPTY;
    pthread_mutex_unlock(&t->lock);
}

static void release(slot *s)
{
    if (s->lender.release) s->lender.release(s->lender.owner);
    s->lender.release = NULL;
}

/* ---- opening and closing ------------------------------------------------------------------------------- */

static bool open_tools(lumbar_track *t, const lumbar_pose_settings *settings, const char *model, lumbar_error *error)
{
    lumbar_engine engine;
    if (!lumbar_engine_named(settings->engine, &engine, error)) return false;
    const lumbar_tflite *detector = lumbar_weights_load(t->weights, "detector", settings->models_directory, error);
    const lumbar_tflite *landmarks =
        detector ? lumbar_weights_load(t->weights, model, settings->models_directory, error) : NULL;
    bool good = landmarks && lumbar_tools_open(&t->tools[0], engine, detector, landmarks, error);
    for (int i = 1; good && t->threads > 1 && i < LUMBAR_JOBS_OUT; i++)
        good = lumbar_tools_twin(&t->tools[i], &t->tools[0], error);
    if (lumbar_engine_keeps_graph(engine)) return good;
    lumbar_arena_free(t->weights);
    t->weights = NULL;
    return good;
}

/* A slot whose thread cannot be started does its work where it is handed in; the result is the same. */
static void start_workers(lumbar_track *t)
{
    for (int i = 0; i < LUMBAR_JOBS_OUT; i++) {
        slot *s = &t->slots[i];
        s->track = t;
        s->tools = &t->tools[t->threads > 1 ? i : 0];
        s->started = t->threads > 1 && !pthread_create(&s->thread, NULL, worker, s);
    }
}

lumbar_track *lumbar_track_open(lumbar_arena *arena, const lumbar_pose_settings *settings, lumbar_error *error)
{
    lumbar_track *t = calloc(1, sizeof *t);
    if (!t) {
        lumbar_fail_memory(error);
        return NULL;
    }
    pthread_mutex_init(&t->lock, NULL);
    pthread_cond_init(&t->changed, NULL);
    t->weights = lumbar_arena_new();
    t->threads = settings->threads;
    const char *model = settings->model ? settings->model : "full";
    t->tracker = lumbar_tracker_new(arena, model);
    if (!t->tracker || !t->weights) lumbar_fail_memory(error);
    else if (settings->threads < 1 || settings->threads > 16)
        lumbar_fail(error, LUMBAR_USAGE, 0, "threads must be 1 to 16");
    else if (open_tools(t, settings, model, error)) return start_workers(t), t;
    lumbar_track_close(t);
    return NULL;
}

void lumbar_track_close(lumbar_track *track)
{
    lumbar_track *t = track;
    if (!t) return;
    pthread_mutex_lock(&t->lock);
    t->stop = true;
    pthread_cond_broadcast(&t->changed);
    pthread_mutex_unlock(&t->lock);
    for (int i = LUMBAR_JOBS_OUT - 1; i >= 0; i--) { /* the first last: the others share its constants */
        if (t->slots[i].started) pthread_join(t->slots[i].thread, NULL);
        release(&t->slots[i]);
        free(t->slots[i].copy);
        lumbar_tools_close(&t->tools[i]);
    }
    lumbar_tracker_free(t->tracker);
    lumbar_arena_free(t->weights);
    pthread_mutex_destroy(&t->lock);
    pthread_cond_destroy(&t->changed);
    free(t);
}

/* ---- frames in ----------------------------------------------------------------------------------------- */

/* Takes the result of the oldest frame that is still out. */
static bool gather(lumbar_track *t, lumbar_error *error)
{
    slot *s = &t->slots[lumbar_tracker_gathered(t->tracker) % LUMBAR_JOBS_OUT];
    wait_for(t, s);
    release(s);
    return lumbar_tracker_gather(t->tracker, &s->job, error);
}

/* Waits until the slot of the next frame is free. */
static slot *next_slot(lumbar_track *t, lumbar_error *error)
{
    size_t begun = lumbar_tracker_begun(t->tracker);
    if (begun - lumbar_tracker_gathered(t->tracker) == LUMBAR_JOBS_OUT && !gather(t, error)) return NULL;
    return &t->slots[begun % LUMBAR_JOBS_OUT];
}

bool lumbar_track_image(lumbar_track *track, const lumbar_image *image, double time_s, lumbar_lender lender,
                        lumbar_error *error)
{
    lumbar_track *t = track;
    slot *s = next_slot(t, error);
    if (!s || !lumbar_tracker_begin(t->tracker, image, time_s, &s->job, error)) {
        if (lender.release) lender.release(lender.owner);
        return false;
    }
    s->lender = lender;
    start_job(t, s);
    return true;
}

bool lumbar_track_rgb(lumbar_track *track, const lumbar_pixels *pixels, double time_s, lumbar_error *error)
{
    lumbar_track *t = track;
    int width, height;
    lumbar_tracker_size(t->tracker, &width, &height);
    if (lumbar_tracker_begun(t->tracker) && (pixels->width != width || pixels->height != height))
        return lumbar_fail(error, LUMBAR_USAGE, 0, "all frames must have the size of the first");
    slot *s = next_slot(t, error);
    if (!s) return false;
    size_t row = (size_t)pixels->width * 3;
    if (!s->copy) s->copy = malloc(row * (size_t)pixels->height);
    if (!s->copy) return lumbar_fail_memory(error);
    for (int y = 0; y < pixels->height; y++) memcpy(s->copy + row * (size_t)y, pixels->rgb + pixels->stride * y, row);
    lumbar_image image = {.plane = {s->copy},
                          .stride = {(ptrdiff_t)row},
                          .stored_width = pixels->width,
                          .stored_height = pixels->height,
                          .width = pixels->width,
                          .height = pixels->height,
                          .stored = {{1, 0, 0}, {0, 1, 0}}};
    return lumbar_track_image(t, &image, time_s, (lumbar_lender){NULL, NULL}, error);
}

/* ---- the end ------------------------------------------------------------------------------------------- */

bool lumbar_track_finish(lumbar_track *track, lumbar_pose *pose, lumbar_error *error)
{
    lumbar_track *t = track;
    while (lumbar_tracker_gathered(t->tracker) < lumbar_tracker_begun(t->tracker))
        if (!gather(t, error)) return false;
    return lumbar_tracker_finish(t->tracker, pose, error);
}

void lumbar_track_seconds(const lumbar_track *track, double *jobs_s, double *networks_s)
{
    *jobs_s = *networks_s = 0;
    for (int i = 0; i < LUMBAR_JOBS_OUT; i++) {
        const lumbar_tools *tools = &track->tools[i];
        *jobs_s += tools->jobs_s;
        if (tools->landmarks)
            *networks_s += lumbar_network_seconds(tools->landmarks) + lumbar_network_seconds(tools->detector);
    }
}
