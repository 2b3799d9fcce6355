/* One frame: who is in it, the points, the outline. Depends on nothing but the job's own fields. */
#include <math.h>
#include "base/base.h"
#include "base/exact.h"
#include "pose/clock.h"
#include "pose/job.h"

static const float presence_least = 0.5f; /* MediaPipe's threshold */
static const float score_sure = 0.85f;    /* own choice: bodies taken the wrong way round reach 0.8, others 0.9 */
static const float presence_sure = 0.8f;  /* own choice: enlarged furniture reaches less, people in a part reach more */
/* Own choices, in sides of the followed person's region: somebody else's hips are further away than this, and their
 * region is at least this large, or they are too far in the background to matter. */
static const double apart_least = 0.3, other_size_least = 0.35;
static const float other_score_least = 0.75f; /* own choice: gym machines reach 0.65, people who pass 0.8 to 0.98 */

/* Own choices: a region turned by this much in rad against the body, or this share of its side beside it, is looked at
 * again. A region turned too little pulls the trunk by a fifth of what is missing (measured on the rendered body), so
 * this lets pass about 1 degree; in fast sit-ups and V-ups one frame in ten is looked at again. */
enum { looks_most = 3 };
static const double turn_askew = 0.1, move_askew = 0.06, pi = 3.14159265358979323846;

static bool open_others(lumbar_tools *tools, lumbar_error *error)
{
    tools->outliner = lumbar_outliner_new(LUMBAR_MASK_SIDE);
    tools->pyramid = lumbar_pyramid_new();
    return (tools->outliner && tools->pyramid) || lumbar_fail_memory(error);
}

bool lumbar_tools_open(lumbar_tools *tools, lumbar_engine engine, const lumbar_tflite *detector,
                       const lumbar_tflite *landmarks, lumbar_error *error)
{
    tools->detector = lumbar_network_new(detector, engine, "the person detector", error);
    tools->landmarks = tools->detector ? lumbar_network_new(landmarks, engine, "the pose network", error) : NULL;
    return tools->landmarks && open_others(tools, error);
}

bool lumbar_tools_twin(lumbar_tools *tools, const lumbar_tools *first, lumbar_error *error)
{
    tools->detector = lumbar_network_twin(first->detector, error);
    tools->landmarks = tools->detector ? lumbar_network_twin(first->landmarks, error) : NULL;
    return tools->landmarks && open_others(tools, error);
}

void lumbar_tools_close(lumbar_tools *tools)
{
    lumbar_network_free(tools->detector);
    lumbar_network_free(tools->landmarks);
    lumbar_outliner_free(tools->outliner);
    lumbar_pyramid_free(tools->pyramid);
}

int lumbar_job_choose(const lumbar_detection *detections, int count, const lumbar_region *last, int width, int height)
{
    int best = -1;
    double best_value = 0;
    for (int i = 0; i < count; i++) {
        const lumbar_region *r = &detections[i].region;
        double from_x = last ? last->x : width / 2.0, from_y = last ? last->y : height / 2.0;
        double away =
            lumbar_length(r->x - from_x, r->y - from_y) / (last ? last->side : lumbar_length(width, height) / 2);
        double value = (last ? 1 : r->side) * detections[i].score / (1 + away * (last ? 4 : 1));
        if (best >= 0 && value <= best_value) continue;
        best = i;
        best_value = value;
    }
    return best;
}

/* Runs the landmark network on a region. */
static bool find(lumbar_job *job, lumbar_tools *tools, const lumbar_region *region, lumbar_landmarks *out)
{
    const lumbar_image *image = lumbar_pyramid_fit(tools->pyramid, region->side / LUMBAR_MASK_SIDE);
    if (image && lumbar_landmarks_find(tools->landmarks, image, region, out)) return true;
    job->failed = true;
    return false;
}

/* The network reads a body best that stands upright and centred in its region. Is this one too far off that? */
static bool askew(const lumbar_region *shown, const lumbar_region *own)
{
    double turn = remainder(own->angle - shown->angle, 2 * pi);
    return fabs(turn) > turn_askew || lumbar_length(own->x - shown->x, own->y - shown->y) > move_askew * shown->side;
}

/* Looks at job->region, and again where the body moved too fast for the region to be right: each look makes up about
 * half of what is wrong. True when a person is there. */
static bool look(lumbar_job *job, lumbar_tools *tools, float least)
{
    for (int looks = 1;; looks++) {
        if (!find(job, tools, &job->region, &job->landmarks) || job->landmarks.presence < least) return false;
        lumbar_region own = lumbar_region_round(job->landmarks.hips, job->landmarks.scale_point);
        if (looks == looks_most || !askew(&job->region, &own)) return true;
        own.side = job->region.side; /* its idea of the size follows the region that it was shown */
        job->region = own;
    }
}

/* People in window number `index` of the picture. */
static int detect(lumbar_job *job, lumbar_tools *tools, int index, const double *hidden, lumbar_detection *found)
{
    lumbar_region window = lumbar_detector_window(job->image.width, job->image.height, index);
    const lumbar_image *image = lumbar_pyramid_fit(tools->pyramid, window.side / LUMBAR_DETECTOR_SIDE);
    int count = image ? lumbar_detect(tools->detector, image, &window, hidden, found) : -1;
    if (count < 0) job->failed = true;
    return count < 0 ? 0 : count;
}

/* Is somebody else in the picture? The followed person is painted over; what the detector then finds must be a body for
 * the landmark network too. */
static bool others_there(lumbar_job *job, lumbar_tools *tools)
{
    double box[4] = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (int i = 0; i < job->outline_count; i++) {
        box[0] = fmin(box[0], (double)job->outline[i].x);
        box[1] = fmin(box[1], (double)job->outline[i].y);
        box[2] = fmax(box[2], (double)job->outline[i].x);
        box[3] = fmax(box[3], (double)job->outline[i].y);
    }
    lumbar_detection found[LUMBAR_DETECTIONS_MAX];
    lumbar_region own = lumbar_region_round(job->landmarks.hips, job->landmarks.scale_point);
    int count = detect(job, tools, 0, box, found);
    for (int i = 0; i < count; i++) {
        const lumbar_region *r = &found[i].region;
        if (found[i].score < other_score_least || r->side < other_size_least * own.side ||
            lumbar_length(r->x - own.x, r->y - own.y) < apart_least * own.side)
            continue;
        lumbar_landmarks other;
        if (!find(job, tools, r, &other) || other.presence < presence_least) continue;
        if (lumbar_length(other.hips[0] - own.x, other.hips[1] - own.y) >= apart_least * own.side) return true;
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
        lumbar_region_to_picture(&job->region, (double)p->x / LUMBAR_MASK_SIDE, (double)p->y / LUMBAR_MASK_SIDE, &x,
                                 &y);
        *p = (lumbar_outline_point){(float)x, (float)y, (float)(p->sharpness / cell)};
    }
}

/* Looks for the person to follow. Where the whole picture shows nobody, each frame looks at one part of it in turn;
 * where it shows somebody not surely, as a body that lies across an upright picture, all parts are looked at, since
 * from afar a body is easily taken the wrong way round. */
static bool search(lumbar_job *job, lumbar_tools *tools, const lumbar_region *last)
{
    lumbar_detection found[LUMBAR_DETECTIONS_MAX * LUMBAR_WINDOWS_MAX];
    int count = detect(job, tools, 0, NULL, found), whole = count;
    int parts = lumbar_window_count(job->image.width, job->image.height) - 1;
    bool sure = count && found[0].score >= score_sure;
    for (int i = 0; i < parts && !sure && !job->failed; i++)
        if (whole || (size_t)i == job->number % (size_t)parts) count += detect(job, tools, 1 + i, NULL, found + count);
    int chosen = lumbar_job_choose(found, count, last, job->image.width, job->image.height);
    if (chosen < 0 || job->failed) return false;
    job->region = found[chosen].region;
    return look(job, tools, chosen < whole ? presence_least : presence_sure);
}

static void work(lumbar_job *job, lumbar_tools *tools)
{
    job->failed = job->others = false;
    job->outline_count = 0;
    job->person = job->have_region && look(job, tools, presence_least);
    if (!job->person && !job->failed) {
        lumbar_region expected = job->have_region ? job->region : job->last;
        const lumbar_region *last = job->have_region || job->have_last ? &expected : NULL;
        job->person = search(job, tools, last);
    }
    if (job->failed || !job->person) return;
    outline(job, tools);
    if (job->detect) job->others = others_there(job, tools);
}

void lumbar_job_run(lumbar_job *job, lumbar_tools *tools)
{
    double start = lumbar_thread_seconds();
    lumbar_pyramid_start(tools->pyramid, &job->image);
    work(job, tools);
    job->landmarks.mask = NULL;
    tools->jobs_s += lumbar_thread_seconds() - start;
}
