/* Who is followed from frame to frame: the next frame's job, and what the last ones found, in strict frame order. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/base.h"
#include "pose/follow.h"
#include "pose/gaps.h"
#include "pose/grain.h"
#include "pose/scene.h"
#include "pose/tracker.h"
#include "recording/pose_text.h"

enum { CHUNK = 256 };
/* Own choices, s: how often the detector looks for other people, and how long a lost person is looked for near where
 * they were. */
static const double detect_every_s = 0.5, forget_after_s = 2;

/* What is known of a frame whose job is out. */
typedef struct frame_out {
    double time_s;
    bool cut;     /* before this frame */
    float spread; /* of the picture's brightness */
    bool restart; /* what was known before this frame says nothing about it: after a cut or a fade */
} frame_out;

typedef struct chunk {
    struct chunk *next;
    size_t count;
    lumbar_kept frames[CHUNK];
} chunk;

struct lumbar_tracker {
    lumbar_arena *arena; /* the caller's: outlines and the result */
    const char *model;
    frame_out out[LUMBAR_JOBS_OUT]; /* that of frame n at n modulo LUMBAR_JOBS_OUT */
    size_t begun, gathered;
    int width, height;
    double last_time_s, next_detect_s;
    lumbar_scene scenes[LUMBAR_FADE_MOST]; /* of the last frames given: that of frame n at n modulo LUMBAR_FADE_MOST */
    uint8_t *fading;                       /* [fading_room] frames that mix two pictures */
    size_t fading_room;
    bool in_fade;
    lumbar_grain grain;
    lumbar_follower follower;
    bool have_last; /* where the person was last seen since the last cut */
    lumbar_region last;
    double last_seen_s;
    bool others;
    chunk *first, *tail;
    size_t frame_count;
};

lumbar_tracker *lumbar_tracker_new(lumbar_arena *arena, const char *model)
{
    lumbar_tracker *t = calloc(1, sizeof *t);
    if (!t) return NULL;
    t->arena = arena;
    t->model = lumbar_copy(arena, model, strlen(model));
    if (t->model) return t;
    free(t);
    return NULL;
}

void lumbar_tracker_free(lumbar_tracker *tracker)
{
    if (!tracker) return;
    free(tracker->fading);
    for (chunk *c = tracker->first; c;) {
        chunk *next = c->next;
        free(c);
        c = next;
    }
    free(tracker);
}

size_t lumbar_tracker_begun(const lumbar_tracker *tracker) { return tracker->begun; }
size_t lumbar_tracker_gathered(const lumbar_tracker *tracker) { return tracker->gathered; }

void lumbar_tracker_size(const lumbar_tracker *tracker, int *width, int *height)
{
    *width = tracker->width;
    *height = tracker->height;
}

/* ---- results ------------------------------------------------------------------------------------------- */

static float quantise(double value, double steps) { return (float)(round(value * steps) / steps); }

/* The job's result as a frame; the outline is copied. */
static bool keep(lumbar_tracker *t, const frame_out *f, const lumbar_job *job, lumbar_kept *out)
{
    lumbar_frame *frame = &out->frame;
    lumbar_frame_clear(frame);
    frame->time_s = f->time_s;
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
static lumbar_kept *append(lumbar_tracker *t)
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

bool lumbar_tracker_gather(lumbar_tracker *tracker, const lumbar_job *job, lumbar_error *error)
{
    lumbar_tracker *t = tracker;
    const frame_out *f = &t->out[t->gathered % LUMBAR_JOBS_OUT];
    t->gathered++;
    if (job->failed) return lumbar_fail_memory(error); /* what was set up runs, if memory suffices */
    if (f->restart) {
        lumbar_follower_reset(&t->follower);
        t->have_last = t->others = false;
    }
    if (job->person && job->detect) t->others = job->others;
    if (job->person) {
        lumbar_follower_add(&t->follower, f->time_s, job->landmarks.hips, job->landmarks.scale_point);
        t->last = lumbar_region_round(job->landmarks.hips, job->landmarks.scale_point);
        t->have_last = true;
        t->last_seen_s = f->time_s;
    } else {
        lumbar_follower_reset(&t->follower);
    }
    lumbar_kept *k = append(t);
    if (!k || !keep(t, f, job, k)) return lumbar_fail_memory(error);
    k->cut = f->cut;
    k->spread = f->spread;
    return true;
}

const lumbar_frame *lumbar_tracker_last(const lumbar_tracker *tracker)
{
    const chunk *c = tracker->tail;
    return c && c->count ? &c->frames[c->count - 1].frame : NULL;
}

/* ---- frames in ----------------------------------------------------------------------------------------- */

/* Marks the frames of the fade that ends with the newest frame, if one does. */
static bool look_for_fade(lumbar_tracker *t)
{
    static const int lengths[] = {LUMBAR_FADE_LEAST, 9, 13, 17, LUMBAR_FADE_MOST};
    bool found = false;
    for (size_t l = 0; l < LUMBAR_COUNT(lengths) && (size_t)lengths[l] <= t->begun + 1; l++) {
        const lumbar_scene *scenes[LUMBAR_FADE_MOST];
        float share[LUMBAR_FADE_MOST];
        size_t first = t->begun + 1 - (size_t)lengths[l];
        for (int i = 0; i < lengths[l]; i++) scenes[i] = &t->scenes[(first + (size_t)i) % LUMBAR_FADE_MOST];
        if (!lumbar_scene_fade(scenes, lengths[l], share)) continue;
        found = true;
        for (int i = 0; i < lengths[l]; i++)
            if (share[i] > 0.05f && share[i] < 0.95f) t->fading[first + (size_t)i] = 1;
    }
    return found;
}

/* Looks at the new frame as a whole: cuts and fades. False when out of memory. */
static bool look_at_scene(lumbar_tracker *t, frame_out *f, const lumbar_image *image)
{
    if (t->begun >= t->fading_room) {
        size_t room = t->fading_room * 2 + 1024;
        uint8_t *fading = realloc(t->fading, room);
        if (!fading) return false;
        memset(fading + t->fading_room, 0, room - t->fading_room);
        t->fading = fading;
        t->fading_room = room;
    }
    lumbar_scene *scene = &t->scenes[t->begun % LUMBAR_FADE_MOST];
    lumbar_scene_look(image, scene);
    lumbar_grain_look(&t->grain, image, f->time_s);
    f->spread = scene->spread;
    f->cut = t->begun > 0 && lumbar_scene_cut(&t->scenes[(t->begun - 1) % LUMBAR_FADE_MOST], scene);
    bool fade = look_for_fade(t);
    f->restart = f->cut || (t->in_fade && !fade);
    t->in_fade = fade;
    return true;
}

bool lumbar_tracker_begin(lumbar_tracker *tracker, const lumbar_image *image, double time_s, lumbar_job *job,
                          lumbar_error *error)
{
    lumbar_tracker *t = tracker;
    if (t->begun && !(time_s > t->last_time_s))
        return lumbar_fail(error, LUMBAR_USAGE, 0, "frames must come by rising time");
    if (!t->begun) {
        t->width = image->width;
        t->height = image->height;
    }
    frame_out *f = &t->out[t->begun % LUMBAR_JOBS_OUT];
    const frame_out *before = &t->out[(t->begun + 1) % LUMBAR_JOBS_OUT];
    f->time_s = round(time_s * 1e6) / 1e6;
    if (!look_at_scene(t, f, image)) return lumbar_fail_memory(error);

    /* the frame before may be the first of a new scene: then nothing is known of this scene yet */
    bool fresh = f->restart || (t->begun > 0 && before->restart);
    job->image = *image;
    job->have_region = !fresh && lumbar_follower_region(&t->follower, f->time_s, &job->region);
    job->have_last = !fresh && t->have_last && f->time_s - t->last_seen_s <= forget_after_s;
    job->last = t->last;
    job->detect = f->restart || f->time_s >= t->next_detect_s;
    if (job->detect) t->next_detect_s = f->time_s + detect_every_s;
    job->number = t->begun;
    t->last_time_s = f->time_s;
    t->begun++;
    return true;
}

float lumbar_tracker_light(const lumbar_tracker *tracker)
{
    return tracker->begun ? tracker->scenes[(tracker->begun - 1) % LUMBAR_FADE_MOST].mean : 0;
}

/* ---- the end ------------------------------------------------------------------------------------------- */

bool lumbar_tracker_finish(lumbar_tracker *tracker, lumbar_pose *pose, lumbar_error *error)
{
    lumbar_tracker *t = tracker;
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
    pose->grain = lumbar_grain_of(&t->grain);
    pose->frames = frames;
    pose->frame_count = count;
    pose->gaps = own;
    pose->gap_count = gap_count;
    return true;
}
