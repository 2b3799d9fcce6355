/* One frame: who is in it, the points, the outline. Depends on nothing but the job's own fields. */
#include <math.h>
#include <time.h>
#include "pose/job.h"

static const float presence_least = 0.5f; /* MediaPipe's threshold */
/* Own choices, in sides of the followed person's region: somebody else's hips are further away than this, and ... */
static const double apart_least = 0.3;
/* ... their region is at least this large, or they are too far in the background to matter. */
static const double other_size_least = 0.35;
static const float other_score_least = 0.6f;

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int lumbar_job_choose(const lumbar_detection *detections, int count, const lumbar_region *last, int width, int height)
{
    int best = -1;
    double best_value = 0;
    for (int i = 0; i < count; i++) {
        const lumbar_region *r = &detections[i].region;
        double from_x = last ? last->x : width / 2.0, from_y = last ? last->y : height / 2.0;
        double away = hypot(r->x - from_x, r->y - from_y) / (last ? last->side : hypot(width, height) / 2);
        double value = (last ? 1 : r->side) * detections[i].score / (1 + away * (last ? 4 : 1));
        if (best >= 0 && value <= best_value) continue;
        best = i;
        best_value = value;
    }
    return best;
}

/* Runs the landmark network at job->region; true when a person is there. */
static bool look(lumbar_job *job, lumbar_tools *tools)
{
    const lumbar_image *image = lumbar_pyramid_fit(tools->pyramid, job->region.side / LUMBAR_MASK_SIDE);
    bool ran = image && lumbar_landmarks_find(tools->landmarks, image, &job->region, &job->landmarks);
    if (!ran) job->failed = true;
    return ran && job->landmarks.presence >= presence_least;
}

static int detect(lumbar_job *job, lumbar_tools *tools, lumbar_detection *found)
{
    int longer = job->image.width > job->image.height ? job->image.width : job->image.height;
    const lumbar_image *image = lumbar_pyramid_fit(tools->pyramid, (double)longer / LUMBAR_DETECTOR_SIDE);
    int count = image ? lumbar_detect(tools->detector, image, found) : -1;
    job->failed = count < 0;
    job->detected = true;
    return count < 0 ? 0 : count;
}

/* Is one of the detections somebody else than the person at `own`? */
static bool other_person(const lumbar_detection *found, int count, const lumbar_region *own)
{
    for (int i = 0; i < count; i++) {
        const lumbar_region *r = &found[i].region;
        if (found[i].score >= other_score_least && r->side >= other_size_least * own->side &&
            hypot(r->x - own->x, r->y - own->y) > apart_least * own->side)
            return true;
    }
    return false;
}

static void outline(lumbar_job *job, lumbar_tools *tools)
{
    job->outline_count = lumbar_outline_trace(tools->outliner, job->landmarks.mask, job->outline);
    double cell = job->region.side / LUMBAR_MASK_SIDE; /* picture px */
    for (int i = 0; i < job->outline_count; i++) {
        lumbar_outline_point *p = &job->outline[i];
        double x, y;
        lumbar_region_to_picture(&job->region, (double)p->x / LUMBAR_MASK_SIDE, (double)p->y / LUMBAR_MASK_SIDE, &x, &y);
        *p = (lumbar_outline_point){(float)x, (float)y, (float)(p->sharpness / cell)};
    }
}

static void work(lumbar_job *job, lumbar_tools *tools)
{
    lumbar_detection found[LUMBAR_DETECTIONS_MAX];
    int count = 0;
    bool tracked = job->have_region;
    job->failed = job->detected = job->others = job->person = false;
    job->outline_count = 0;
    if (job->detect || !tracked) count = detect(job, tools, found);
    if (tracked) job->person = look(job, tools);
    if (!job->person && !job->failed) {
        if (!job->detected) count = detect(job, tools, found);
        const lumbar_region *last = tracked ? &job->region : job->have_last ? &job->last : NULL;
        int chosen = lumbar_job_choose(found, count, last, job->image.width, job->image.height);
        if (chosen >= 0) {
            job->region = found[chosen].region;
            job->person = look(job, tools);
        }
    }
    if (job->failed || !job->person) return;
    if (job->detected) {
        lumbar_region own = lumbar_region_round(job->landmarks.hips, job->landmarks.scale_point);
        job->others = other_person(found, count, &own);
    }
    outline(job, tools);
}

void lumbar_job_run(lumbar_job *job, lumbar_tools *tools)
{
    double start = now_s();
    lumbar_pyramid_start(tools->pyramid, &job->image);
    work(job, tools);
    job->landmarks.mask = NULL;
    tools->jobs_s += now_s() - start;
}
