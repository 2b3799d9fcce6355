/* A body in metres as an ideal camera at its side sees it: without perspective, square to the plane in which it bends.
 * So what markers or inertial sensors measured goes on as a film does. */
#include <math.h>
#include "motion/metric.h"

/* Own choices: pixels a metre, so that a trunk is as long as in a film of 720 lines; a side no longer than a large
 * picture's; m round the body; how sure points are that were measured, or guessed. */
static const double PIXELS = 500, SIDE_MOST = 4000, MARGIN = 0.2, MEASURED = 0.95, GUESSED = 0.5;

typedef struct camera {
    double right[2];        /* of length 1: the picture's right on the floor */
    double low[2], high[2]; /* m: all that is seen, to the right and up */
    double pixels;          /* a metre */
} camera;

/* To the right, up and towards the camera. */
static void turned(const camera *c, const float at[3], double out[3])
{
    out[0] = c->right[0] * at[0] + c->right[1] * at[1];
    out[1] = at[2];
    out[2] = c->right[1] * at[0] - c->right[0] * at[1];
}

/* The middle of a pair; NaN where one of them is not there. */
static void middle(const lumbar_body *b, int left, size_t moment, double out[3])
{
    for (int k = 0; k < 3; k++) {
        bool there = b->points[left] && b->points[left + 1];
        out[k] = there ? (b->points[left][moment].at[k] + b->points[left + 1][moment].at[k]) / 2 : NAN;
    }
}

/* Along head and feet, and across left and right. */
static void add_moment(const lumbar_body *b, size_t moment, lumbar_floor_line *line)
{
    static const int middles[] = {LUMBAR_LEFT_EAR, LUMBAR_LEFT_SHOULDER, LUMBAR_LEFT_KNEE, LUMBAR_LEFT_ANKLE},
                     pairs[] = {LUMBAR_LEFT_SHOULDER, LUMBAR_LEFT_HIP};
    double hips[3], at[3];
    middle(b, LUMBAR_LEFT_HIP, moment, hips);
    for (size_t k = 0; k < LUMBAR_COUNT(middles); k++) {
        middle(b, middles[k], moment, at);
        lumbar_floor_add(line, at[0] - hips[0], at[1] - hips[1]);
    }
    for (size_t k = 0; k < LUMBAR_COUNT(pairs); k++) {
        const lumbar_body_point *left = b->points[pairs[k]], *right = b->points[pairs[k] + 1];
        if (left && right)
            lumbar_floor_add(line, right[moment].at[1] - left[moment].at[1], left[moment].at[0] - right[moment].at[0]);
    }
}

/* Where the camera stands, and how large the picture has to be. */
static camera place(const lumbar_motion *motion)
{
    camera c = {.low = {INFINITY, INFINITY}, .high = {-INFINITY, -INFINITY}};
    lumbar_floor_line line = {0};
    for (size_t i = 0; i < motion->body_count; i++)
        for (size_t g = 0; g < motion->bodies[i].count; g++) add_moment(&motion->bodies[i], g, &line);
    c.right[0] = cos(lumbar_floor_angle(&line));
    c.right[1] = sin(lumbar_floor_angle(&line));
    for (size_t i = 0; i < motion->body_count; i++)
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++)
            for (size_t g = 0; motion->bodies[i].points[p] && g < motion->bodies[i].count; g++) {
                double at[3];
                turned(&c, motion->bodies[i].points[p][g].at, at);
                for (int k = 0; k < 2; k++) {
                    c.low[k] = fmin(c.low[k], at[k]); /* NaN changes nothing */
                    c.high[k] = fmax(c.high[k], at[k]);
                }
            }
    for (int k = 0; k < 2; k++) {
        c.low[k] = isfinite(c.low[k]) ? c.low[k] - MARGIN : 0;
        c.high[k] = isfinite(c.high[k]) ? c.high[k] + MARGIN : 1;
    }
    c.pixels = fmin(PIXELS, SIDE_MOST / fmax(c.high[0] - c.low[0], c.high[1] - c.low[1]));
    return c;
}

static void show_point(const camera *c, const lumbar_body_point *point, const double hips[3], lumbar_point *shown,
                       float world[3])
{
    double at[3];
    turned(c, point->at, at);
    *shown = (lumbar_point){(float)((at[0] - c->low[0]) * c->pixels), (float)((c->high[1] - at[1]) * c->pixels),
                            (float)(point->measured[2] ? MEASURED : GUESSED)};
    world[0] = (float)(at[0] - hips[0]);
    world[1] = (float)(hips[1] - at[1]);
    world[2] = (float)(hips[2] - at[2]);
    if (isnan(shown->x + shown->y)) *shown = (lumbar_point){NAN, NAN, 0};
}

static lumbar_frame frame_at(const camera *c, const lumbar_body *b, size_t moment)
{
    static const lumbar_body_point nowhere = {.at = {NAN, NAN, NAN}};
    lumbar_frame frame = {.time_s = b->start_s + (double)moment * b->step_s};
    double middle_at[3], hips[3];
    middle(b, LUMBAR_LEFT_HIP, moment, middle_at);
    turned(c, (float[3]){(float)middle_at[0], (float)middle_at[1], (float)middle_at[2]}, hips);
    frame.person = !isnan(hips[0] + hips[1]);
    frame.presence = frame.person;
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++)
        show_point(c, b->points[p] && frame.person ? &b->points[p][moment] : &nowhere, hips, &frame.points[p],
                   frame.world[p]);
    return frame;
}

const lumbar_pose *lumbar_pose_of(lumbar_arena *arena, const lumbar_motion *motion, lumbar_error *error)
{
    size_t count = 0, at = 0;
    double before = -INFINITY;
    for (size_t i = 0; i < motion->body_count; i++) {
        const lumbar_body *b = &motion->bodies[i];
        if (!(b->start_s > before && b->step_s > 0 && b->count))
            return lumbar_fail(error, LUMBAR_USAGE, (long)i, "bodies come by rising time, each with moments"), NULL;
        before = b->start_s + (double)(b->count - 1) * b->step_s;
        count += b->count;
    }
    lumbar_pose *pose = LUMBAR_NEW(arena, lumbar_pose);
    lumbar_frame *frames = LUMBAR_NEW_ARRAY(arena, lumbar_frame, count);
    if (!pose || !frames) return lumbar_fail_memory(error), NULL;
    camera c = place(motion);
    for (size_t i = 0; i < motion->body_count; i++)
        for (size_t g = 0; g < motion->bodies[i].count; g++) {
            frames[at] = frame_at(&c, &motion->bodies[i], g);
            frames[at++].segment = (int32_t)i;
        }
    *pose = (lumbar_pose){.path = motion->path,
                          .kind = "landmarks",
                          .width = (int)ceil((c.high[0] - c.low[0]) * c.pixels),
                          .height = (int)ceil((c.high[1] - c.low[1]) * c.pixels),
                          .duration_s = fmax(motion->duration_s, count ? before : 0),
                          .frame_rate = count ? 1 / motion->bodies[0].step_s : NAN,
                          .timed = true,
                          .model = "",
                          .frames = frames,
                          .frame_count = count};
    return pose;
}
