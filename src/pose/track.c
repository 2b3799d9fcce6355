/* The tracker: takes frames in order, hands them to two workers in turn, and keeps what they find. The region of frame
 * n comes from frames up to n-2 whether one thread works or two, so both give the same. */
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "base/base.h"
#include "pose/follow.h"
#include "pose/gaps.h"
#include "pose/job.h"
#include "pose/scene.h"
#include "pose/track.h"
#include "pose/weights.h"
#include "recording/landmarks.h"

enum { SLOTS = 2, CHUNK = 256 };
/* Own choices, s: how often the detector looks for other people, and how long a lost person is looked for near where
 * they were. */
static const double detect_every_s = 0.5, forget_after_s = 2;

typedef enum { SLOT_EMPTY, SLOT_READY, SLOT_DONE } slot_state;

typedef struct slot {
    slot_state state; /* guarded by the tracker's lock */
    lumbar_job job;
    void (*release)(void *);
    void *owner;
    uint8_t *copy; /* pixels of lumbar_track_rgb */
    double time_s;
    bool cut;     /* before this frame */
    float spread; /* of the picture's brightness */
    bool restart; /* what was known before this frame says nothing about it: after a cut or a fade */
    pthread_t thread;
    bool started;
    lumbar_tools *tools;
    struct lumbar_track *track;
} slot;

typedef struct chunk {
    struct chunk *next;
    size_t count;
    lumbar_kept frames[CHUNK];
} chunk;

struct lumbar_track {
    lumbar_arena *weights; /* graphs */
    lumbar_arena *arena;   /* the caller's: outlines and the result */
    const char *model;
    int threads;
    lumbar_tools tools[SLOTS];
    slot slots[SLOTS];
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool stop;
    size_t pushed;   /* frames given */
    size_t gathered; /* frames whose result is kept, in order */
    int width, height;
    double last_time_s, next_detect_s;
    lumbar_scene scenes[LUMBAR_FADE_MOST]; /* of the last frames given: that of frame n at n modulo LUMBAR_FADE_MOST */
    uint8_t *fading;                       /* [fading_room] frames that mix two pictures */
    size_t fading_room;
    bool in_fade;
    lumbar_follower follower;
    bool have_last; /* where the person was last seen since the last cut */
    lumbar_region last;
    double last_seen_s;
    bool others;
    chunk *first, *tail;
    size_t frame_count;
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
    if (s->release) s->release(s->owner);
    s->release = NULL;
}

/* ---- opening and closing ------------------------------------------------------------------------------- */

static bool open_tools(lumbar_track *t, const lumbar_pose_settings *settings, lumbar_error *error)
{
    const lumbar_tflite *detector = lumbar_weights_load(t->weights, "detector", settings->models_directory, error);
    const lumbar_tflite *model =
        detector ? lumbar_weights_load(t->weights, t->model, settings->models_directory, error) : NULL;
    if (!model) return false;
    for (int i = 0; i < (t->threads > 1 ? SLOTS : 1); i++) {
        lumbar_tools *tools = &t->tools[i];
        tools->detector = lumbar_network_new(detector, "the person detector", error);
        tools->landmarks = tools->detector ? lumbar_network_new(model, "the pose network", error) : NULL;
        if (!tools->landmarks) return false;
        tools->outliner = lumbar_outliner_new(LUMBAR_MASK_SIDE);
        tools->pyramid = lumbar_pyramid_new();
        if (!tools->outliner || !tools->pyramid) return lumbar_fail_memory(error);
    }
    return true;
}

/* A slot whose thread cannot be started does its work where it is handed in; the result is the same. */
static void start_workers(lumbar_track *t)
{
    for (int i = 0; i < SLOTS; i++) {
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
    t->arena = arena;
    t->threads = settings->threads;
    const char *model = settings->model ? settings->model : "full";
    t->model = lumbar_copy(arena, model, strlen(model));
    if (!t->model || !t->weights) lumbar_fail_memory(error);
    else if (settings->threads < 1 || settings->threads > 16)
        lumbar_fail(error, LUMBAR_USAGE, 0, "threads must be 1 to 16");
    else if (open_tools(t, settings, error)) return start_workers(t), t;
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
    for (int i = 0; i < SLOTS; i++) {
        if (t->slots[i].started) pthread_join(t->slots[i].thread, NULL);
        release(&t->slots[i]);
        free(t->slots[i].copy);
        lumbar_network_free(t->tools[i].detector);
        lumbar_network_free(t->tools[i].landmarks);
        lumbar_outliner_free(t->tools[i].outliner);
        lumbar_pyramid_free(t->tools[i].pyramid);
    }
    free(t->fading);
    for (chunk *c = t->first; c;) {
        chunk *next = c->next;
        free(c);
        c = next;
    }
    lumbar_arena_free(t->weights);
    pthread_mutex_destroy(&t->lock);
    pthread_cond_destroy(&t->changed);
    free(t);
}

/* ---- results ------------------------------------------------------------------------------------------- */

static float quantise(double value, double steps) { return (float)(round(value * steps) / steps); }

/* The job's result as a frame; the outline is copied. */
static bool keep(lumbar_track *t, const slot *s, lumbar_kept *out)
{
    const lumbar_job *job = &s->job;
    lumbar_frame *frame = &out->frame;
    lumbar_frame_clear(frame);
    frame->time_s = s->time_s;
    frame->person = job->person;
    frame->second_person = job->person && t->others;
    if (job->person) frame->presence = quantise((double)job->landmarks.presence, 1000);
    for (int i = 0; job->person && i < LUMBAR_POINT_COUNT; i++) {
        frame->points[i] =
            (lumbar_point){quantise(job->landmarks.points[i][0], 16), quantise(job->landmarks.points[i][1], 16),
                           quantise((double)job->landmarks.confidence[i], 1000)};
        for (int k = 0; k < 3; k++) frame->world[i][k] = quantise((double)job->landmarks.world[i][k], 1000);
    }
    if (!job->person || !job->outline_count) return true;
    size_t count = (size_t)job->outline_count;
    lumbar_outline_point *outline = LUMBAR_NEW_ARRAY(t->arena, lumbar_outline_point, count);
    if (!outline) return false;
    for (size_t i = 0; i < count; i++)
        outline[i] =
            (lumbar_outline_point){quantise((double)job->outline[i].x, 16), quantise((double)job->outline[i].y, 16),
                                   quantise((double)job->outline[i].sharpness, 1000)};
    frame->outline = outline;
    frame->outline_count = (uint32_t)count;
    return true;
}

/* Room for one more frame, or NULL. */
static lumbar_kept *append(lumbar_track *t)
{
    if (!t->tail || t->tail->count == CHUNK) {
        chunk *c = calloc(1, sizeof *c);
        if (!c) return NULL;
        if (t->tail) t->tail->next = c;
        else t->first = c;
        t->tail = c;
    }
    t->frame_count++;
    return &t->tail->frames[t->tail->count++];
}

/* Takes the result of the oldest frame that is still out: in strict frame order. */
static bool gather(lumbar_track *t, lumbar_error *error)
{
    slot *s = &t->slots[t->gathered % SLOTS];
    wait_for(t, s);
    release(s);
    t->gathered++;
    if (s->job.failed) return lumbar_fail_memory(error); /* what was set up runs, if memory suffices */
    if (s->restart) {
        lumbar_follower_reset(&t->follower);
        t->have_last = t->others = false;
    }
    if (s->job.person && s->job.detect) t->others = s->job.others;
    if (s->job.person) {
        lumbar_follower_add(&t->follower, s->time_s, s->job.landmarks.hips, s->job.landmarks.scale_point);
        t->last = lumbar_region_round(s->job.landmarks.hips, s->job.landmarks.scale_point);
        t->have_last = true;
        t->last_seen_s = s->time_s;
    } else {
        lumbar_follower_reset(&t->follower);
    }
    lumbar_kept *k = append(t);
    if (!k || !keep(t, s, k)) return lumbar_fail_memory(error);
    k->cut = s->cut;
    k->spread = s->spread;
    return true;
}

/* ---- frames in ----------------------------------------------------------------------------------------- */

/* Marks the frames of the fade that ends with the newest frame, if one does. */
static bool look_for_fade(lumbar_track *t)
{
    static const int lengths[] = {LUMBAR_FADE_LEAST, 9, 13, 17, LUMBAR_FADE_MOST};
    bool found = false;
    for (size_t l = 0; l < LUMBAR_COUNT(lengths) && (size_t)lengths[l] <= t->pushed + 1; l++) {
        const lumbar_scene *scenes[LUMBAR_FADE_MOST];
        float share[LUMBAR_FADE_MOST];
        size_t first = t->pushed + 1 - (size_t)lengths[l];
        for (int i = 0; i < lengths[l]; i++) scenes[i] = &t->scenes[(first + (size_t)i) % LUMBAR_FADE_MOST];
        if (!lumbar_scene_fade(scenes, lengths[l], share)) continue;
        found = true;
        for (int i = 0; i < lengths[l]; i++)
            if (share[i] > 0.05f && share[i] < 0.95f) t->fading[first + (size_t)i] = 1;
    }
    return found;
}

/* Looks at the new frame as a whole: cuts and fades. False when out of memory. */
static bool look_at_scene(lumbar_track *t, slot *s, const lumbar_image *image)
{
    if (t->pushed >= t->fading_room) {
        size_t room = t->fading_room * 2 + 1024;
        uint8_t *fading = realloc(t->fading, room);
        if (!fading) return false;
        memset(fading + t->fading_room, 0, room - t->fading_room);
        t->fading = fading;
        t->fading_room = room;
    }
    lumbar_scene *scene = &t->scenes[t->pushed % LUMBAR_FADE_MOST];
    lumbar_scene_look(image, scene);
    s->spread = scene->spread;
    s->cut = t->pushed > 0 && lumbar_scene_cut(&t->scenes[(t->pushed - 1) % LUMBAR_FADE_MOST], scene);
    bool fade = look_for_fade(t);
    s->restart = s->cut || (t->in_fade && !fade);
    t->in_fade = fade;
    return true;
}

/* Fills the slot's job for the next frame and starts it. All results up to two frames back are known here. */
static bool begin(lumbar_track *t, slot *s, const lumbar_image *image, double time_s)
{
    lumbar_job *job = &s->job;
    job->image = *image;
    s->time_s = round(time_s * 1e6) / 1e6;
    if (!look_at_scene(t, s, image)) return false;

    /* the frame before may be the first of a new scene: then nothing is known of this scene yet */
    const slot *before = &t->slots[(t->pushed + 1) % SLOTS];
    bool fresh = s->restart || (t->pushed > 0 && before->restart);
    job->have_region = !fresh && lumbar_follower_region(&t->follower, s->time_s, &job->region);
    job->have_last = !fresh && t->have_last && s->time_s - t->last_seen_s <= forget_after_s;
    job->last = t->last;
    job->detect = s->restart || s->time_s >= t->next_detect_s;
    if (job->detect) t->next_detect_s = s->time_s + detect_every_s;
    job->number = t->pushed;
    t->last_time_s = s->time_s;
    t->pushed++;
    start_job(t, s);
    return true;
}

/* Waits until the slot of the next frame is free. */
static slot *next_slot(lumbar_track *t, lumbar_error *error)
{
    if (t->pushed - t->gathered == SLOTS && !gather(t, error)) return NULL;
    return &t->slots[t->pushed % SLOTS];
}

bool lumbar_track_image(lumbar_track *track, const lumbar_image *image, double time_s, void (*release_owner)(void *),
                        void *owner, lumbar_error *error)
{
    lumbar_track *t = track;
    slot *s = next_slot(t, error);
    bool later = t->pushed == 0 || time_s > t->last_time_s;
    if (s && !later) lumbar_fail(error, LUMBAR_USAGE, 0, "frames must come by rising time");
    if (!s || !later) {
        if (release_owner) release_owner(owner);
        return false;
    }
    if (!t->pushed) {
        t->width = image->width;
        t->height = image->height;
    }
    s->release = release_owner;
    s->owner = owner;
    return begin(t, s, image, time_s) || lumbar_fail_memory(error);
}

bool lumbar_track_rgb(lumbar_track *track, const uint8_t *pixels, ptrdiff_t stride, int width, int height,
                      double time_s, lumbar_error *error)
{
    lumbar_track *t = track;
    if (t->pushed && (width != t->width || height != t->height))
        return lumbar_fail(error, LUMBAR_USAGE, 0, "all frames must have the size of the first");
    slot *s = next_slot(t, error);
    if (!s) return false;
    size_t row = (size_t)width * 3;
    if (!s->copy) s->copy = malloc(row * (size_t)height);
    if (!s->copy) return lumbar_fail_memory(error);
    for (int y = 0; y < height; y++) memcpy(s->copy + row * (size_t)y, pixels + stride * y, row);
    lumbar_image image = {.plane = {s->copy},
                          .stride = {(ptrdiff_t)row},
                          .stored_width = width,
                          .stored_height = height,
                          .width = width,
                          .height = height,
                          .stored = {{1, 0, 0}, {0, 1, 0}}};
    return lumbar_track_image(t, &image, time_s, NULL, NULL, error);
}

/* ---- the end ------------------------------------------------------------------------------------------- */

bool lumbar_track_finish(lumbar_track *track, lumbar_pose *pose, lumbar_error *error)
{
    lumbar_track *t = track;
    while (t->gathered < t->pushed)
        if (!gather(t, error)) return false;
    size_t count = t->frame_count, at = 0, gap_count = 0;
    lumbar_frame *frames = LUMBAR_NEW_ARRAY(t->arena, lumbar_frame, count);
    lumbar_kept **all = calloc(count + 1, sizeof(lumbar_kept *));
    lumbar_gap *gaps = calloc(2 * count + 1, sizeof *gaps), *own = NULL;
    if (all && gaps) {
        for (chunk *c = t->first; c; c = c->next)
            for (size_t i = 0; i < c->count; i++) all[at++] = &c->frames[i];
        lumbar_fades_clear(all, count, t->fading);
        gap_count = lumbar_gaps_find(all, count, gaps);
        own = LUMBAR_NEW_ARRAY(t->arena, lumbar_gap, gap_count);
    }
    bool memory = frames && own;
    for (size_t i = 0; memory && i < count; i++) frames[i] = all[i]->frame;
    if (memory && gap_count) memcpy(own, gaps, gap_count * sizeof *gaps);
    free(all);
    free(gaps);
    if (!memory) return lumbar_fail_memory(error);
    pose->width = t->width;
    pose->height = t->height;
    pose->model = t->model;
    pose->frames = frames;
    pose->frame_count = count;
    pose->gaps = own;
    pose->gap_count = gap_count;
    return true;
}

void lumbar_track_seconds(const lumbar_track *track, double *jobs_s, double *networks_s)
{
    *jobs_s = *networks_s = 0;
    for (int i = 0; i < SLOTS; i++) {
        const lumbar_tools *tools = &track->tools[i];
        *jobs_s += tools->jobs_s;
        if (tools->landmarks)
            *networks_s += lumbar_network_seconds(tools->landmarks) + lumbar_network_seconds(tools->detector);
    }
}
