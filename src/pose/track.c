/* The tracker: takes frames in order, hands them to two workers in turn, and keeps what they find. The region of frame n
 * comes from frames up to n-2 whether one thread works or two, so both give the same. */
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "base/base.h"
#include "pose/follow.h"
#include "pose/job.h"
#include "pose/scene.h"
#include "pose/track.h"
#include "pose/weights.h"

enum { SLOTS = 2, CHUNK = 256 };
/* Own choices, s: how often the detector looks for other people; how long a lost person is looked for near where they
 * were; and up to how long a stretch without a person is no more than a blink, which ends no segment. */
static const double detect_every_s = 1, forget_after_s = 2, blink_s = 0.2;

typedef enum { SLOT_EMPTY, SLOT_READY, SLOT_DONE } slot_state;

typedef struct slot {
    slot_state state; /* guarded by the tracker's lock */
    lumbar_job job;
    void (*release)(void *);
    void *owner;
    uint8_t *copy; /* pixels of lumbar_track_rgb */
    double time_s;
    lumbar_scene scene;
    bool cut; /* before this frame */
    pthread_t thread;
    bool started;
    lumbar_tools *tools;
    struct lumbar_track *track;
} slot;

/* What is kept of a frame until the end, besides the frame itself. */
typedef struct kept {
    lumbar_frame frame;
    bool cut;
    float mean, spread, change; /* of the picture's brightness */
} kept;

typedef struct chunk {
    struct chunk *next;
    size_t count;
    kept frames[CHUNK];
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
    lumbar_scene scene;     /* of the last frame given */
    lumbar_follower follower;
    bool have_last;         /* where the person was last seen since the last cut */
    lumbar_region last;
    double last_seen_s;
    bool others;
    chunk *first, *tail;
    size_t frame_count;
};

/* ---- workers ---------------------------------------------------------------------------------------------------- */

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
    pthread_mutex_unlock(&t->lock);
}

static void release(slot *s)
{
    if (s->release) s->release(s->owner);
    s->release = NULL;
}

/* ---- opening and closing ---------------------------------------------------------------------------------------- */

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
        if (!tools->outliner) return lumbar_fail(error, LUMBAR_MEMORY, 0, "out of memory");
    }
    return true;
}

static bool start_workers(lumbar_track *t, lumbar_error *error)
{
    for (int i = 0; i < SLOTS; i++) {
        slot *s = &t->slots[i];
        s->track = t;
        s->tools = &t->tools[t->threads > 1 ? i : 0];
        if (t->threads < 2) continue;
        if (pthread_create(&s->thread, NULL, worker, s))
            return lumbar_fail(error, LUMBAR_MEMORY, 0, "a thread could not be started: try --threads 1");
        s->started = true;
    }
    return true;
}

lumbar_track *lumbar_track_open(lumbar_arena *arena, const lumbar_pose_settings *settings, lumbar_error *error)
{
    lumbar_track *t = calloc(1, sizeof *t);
    if (!t) {
        lumbar_fail(error, LUMBAR_MEMORY, 0, "out of memory");
        return NULL;
    }
    pthread_mutex_init(&t->lock, NULL);
    pthread_cond_init(&t->changed, NULL);
    t->weights = lumbar_arena_new();
    t->arena = arena;
    t->threads = settings->threads;
    const char *model = settings->model ? settings->model : "full";
    t->model = lumbar_copy(arena, model, strlen(model));
    if (!t->model || !t->weights)
        lumbar_fail(error, LUMBAR_MEMORY, 0, "out of memory");
    else if (settings->threads < 1 || settings->threads > 16)
        lumbar_fail(error, LUMBAR_USAGE, 0, "threads must be 1 to 16");
    else if (open_tools(t, settings, error) && start_workers(t, error))
        return t;
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
    }
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

/* ---- results ---------------------------------------------------------------------------------------------------- */

static float quantise(double value, double steps) { return (float)(round(value * steps) / steps); }

/* The job's result as a frame; the outline is copied. */
static bool keep(lumbar_track *t, const slot *s, kept *out)
{
    const lumbar_job *job = &s->job;
    lumbar_frame *frame = &out->frame;
    frame->time_s = s->time_s;
    frame->person = job->person;
    frame->second_person = job->person && t->others;
    frame->presence = job->person ? quantise((double)job->landmarks.presence, 1000) : 0;
    for (int i = 0; i < LUMBAR_POINT_COUNT; i++) {
        frame->points[i] = (lumbar_point){NAN, NAN, 0};
        for (int k = 0; k < 3; k++)
            frame->world[i][k] = job->person ? quantise((double)job->landmarks.world[i][k], 1000) : NAN;
        if (job->person)
            frame->points[i] = (lumbar_point){quantise(job->landmarks.points[i][0], 16),
                                              quantise(job->landmarks.points[i][1], 16),
                                              quantise((double)job->landmarks.confidence[i], 1000)};
    }
    if (!job->person || !job->outline_count) return true;
    size_t count = (size_t)job->outline_count;
    lumbar_outline_point *outline = LUMBAR_NEW_ARRAY(t->arena, lumbar_outline_point, count);
    if (!outline) return false;
    for (size_t i = 0; i < count; i++)
        outline[i] = (lumbar_outline_point){quantise((double)job->outline[i].x, 16), quantise((double)job->outline[i].y, 16),
                                            quantise((double)job->outline[i].sharpness, 1000)};
    frame->outline = outline;
    frame->outline_count = (uint32_t)count;
    return true;
}

/* Room for one more frame, or NULL. */
static kept *append(lumbar_track *t)
{
    if (!t->tail || t->tail->count == CHUNK) {
        chunk *c = calloc(1, sizeof *c);
        if (!c) return NULL;
        if (t->tail)
            t->tail->next = c;
        else
            t->first = c;
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
    s->state = SLOT_EMPTY;
    release(s);
    t->gathered++;
    if (s->job.failed) return lumbar_fail(error, LUMBAR_SETUP, 0, "the pose network could not be run on this machine");
    if (s->cut) { /* what was known before a cut says nothing after it */
        lumbar_follower_reset(&t->follower);
        t->have_last = t->others = false;
    }
    if (s->job.detected) t->others = s->job.others;
    if (s->job.person) {
        lumbar_follower_add(&t->follower, s->time_s, s->job.landmarks.hips, s->job.landmarks.scale_point);
        t->last = lumbar_region_round(s->job.landmarks.hips, s->job.landmarks.scale_point);
        t->have_last = true;
        t->last_seen_s = s->time_s;
    } else {
        lumbar_follower_reset(&t->follower);
    }
    kept *k = append(t);
    if (!k || !keep(t, s, k)) return lumbar_fail(error, LUMBAR_MEMORY, 0, "out of memory after %.0f s of the recording", s->time_s);
    k->cut = s->cut;
    k->mean = s->scene.mean;
    k->spread = s->scene.spread;
    return true;
}

/* ---- frames in -------------------------------------------------------------------------------------------------- */

/* Fills the slot's job for the next frame and starts it. All results up to two frames back are known here. */
static void begin(lumbar_track *t, slot *s, const lumbar_image *image, double time_s)
{
    lumbar_job *job = &s->job;
    job->image = *image;
    s->time_s = round(time_s * 1e6) / 1e6;
    lumbar_scene_look(image, &s->scene);
    s->cut = t->pushed > 0 && lumbar_scene_cut(&t->scene, &s->scene);
    t->scene = s->scene;

    /* the frame before may be the first after a cut: then nothing is known of this scene yet */
    const slot *before = &t->slots[(t->pushed + 1) % SLOTS];
    bool fresh = s->cut || (t->pushed > 0 && before->cut);
    job->have_region = !fresh && lumbar_follower_region(&t->follower, s->time_s, &job->region);
    job->have_last = !fresh && t->have_last && s->time_s - t->last_seen_s <= forget_after_s;
    job->last = t->last;
    job->detect = s->cut || s->time_s >= t->next_detect_s;
    if (job->detect) t->next_detect_s = s->time_s + detect_every_s;
    t->last_time_s = s->time_s;
    t->pushed++;
    start_job(t, s);
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
    begin(t, s, image, time_s);
    return true;
}

bool lumbar_track_rgb(lumbar_track *track, const uint8_t *pixels, ptrdiff_t stride, int width, int height, double time_s,
                      lumbar_error *error)
{
    lumbar_track *t = track;
    if (t->pushed && (width != t->width || height != t->height))
        return lumbar_fail(error, LUMBAR_USAGE, 0, "all frames must have the size of the first");
    slot *s = next_slot(t, error);
    if (!s) return false;
    size_t row = (size_t)width * 3;
    if (!s->copy) s->copy = malloc(row * (size_t)height);
    if (!s->copy) return lumbar_fail(error, LUMBAR_MEMORY, 0, "out of memory");
    for (int y = 0; y < height; y++) memcpy(s->copy + row * (size_t)y, pixels + stride * y, row);
    lumbar_image image = {.plane = {s->copy}, .stride = {(ptrdiff_t)row}, .stored_width = width, .stored_height = height,
                          .width = width, .height = height, .stored = {{1, 0, 0}, {0, 1, 0}}};
    return lumbar_track_image(t, &image, time_s, NULL, NULL, error);
}

/* ---- the end ---------------------------------------------------------------------------------------------------- */

/* Why nobody was seen from frame `from` to before `to`. */
static const char *why_empty(const kept *const *all, size_t from, size_t to)
{
    double spread = 0;
    for (size_t i = from; i < to; i++) spread += (double)all[i]->spread;
    spread /= (double)(to - from);
    /* own choice: under 8 of 255 there is nothing to see in a picture */
    return spread < 8 ? "the picture is dark or empty" : "no person in the picture";
}

/* Numbers the segments and lists the gaps; gaps has room for two a frame. */
static size_t find_gaps(kept *const *all, size_t count, lumbar_gap *gaps)
{
    size_t gap_count = 0;
    int32_t segment = 0;
    for (size_t i = 0; i < count;) {
        if (all[i]->cut && i > 0) {
            segment++;
            if (all[i]->frame.person && all[i - 1]->frame.person) /* else the stretch without a person tells it */
                gaps[gap_count++] = (lumbar_gap){all[i - 1]->frame.time_s, all[i]->frame.time_s, "the recording is cut here"};
        }
        if (all[i]->frame.person) {
            all[i++]->frame.segment = segment;
            continue;
        }
        size_t end = i;
        do
            all[end++]->frame.segment = segment;
        while (end < count && !all[end]->frame.person && !all[end]->cut);
        double start_s = i > 0 ? all[i - 1]->frame.time_s : all[i]->frame.time_s;
        double end_s = end < count ? all[end]->frame.time_s : all[end - 1]->frame.time_s;
        bool at_end = i == 0 || end == count || all[i]->cut || all[end]->cut;
        if (at_end || end_s - start_s > blink_s) {
            gaps[gap_count++] = (lumbar_gap){start_s, end_s, why_empty((const kept *const *)all, i, end)};
            if (end < count && !all[end]->cut) segment++;
        }
        i = end;
    }
    return gap_count;
}

bool lumbar_track_finish(lumbar_track *track, lumbar_pose *pose, lumbar_error *error)
{
    lumbar_track *t = track;
    while (t->gathered < t->pushed)
        if (!gather(t, error)) return false;
    size_t count = t->frame_count, at = 0, gap_count = 0;
    lumbar_frame *frames = LUMBAR_NEW_ARRAY(t->arena, lumbar_frame, count);
    kept **all = calloc(count + 1, sizeof(kept *));
    lumbar_gap *gaps = calloc(2 * count + 1, sizeof *gaps), *own = NULL;
    if (all && gaps) {
        for (chunk *c = t->first; c; c = c->next)
            for (size_t i = 0; i < c->count; i++) all[at++] = &c->frames[i];
        gap_count = find_gaps(all, count, gaps);
        own = LUMBAR_NEW_ARRAY(t->arena, lumbar_gap, gap_count);
    }
    bool memory = frames && own;
    for (size_t i = 0; memory && i < count; i++) frames[i] = all[i]->frame;
    if (memory && gap_count) memcpy(own, gaps, gap_count * sizeof *gaps);
    free(all);
    free(gaps);
    if (!memory) return lumbar_fail(error, LUMBAR_MEMORY, 0, "out of memory");
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
        *jobs_s += track->tools[i].jobs_s;
        *networks_s += track->tools[i].networks_s;
    }
}
