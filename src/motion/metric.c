/* The body in metres. The picture gives two directions, on the scale of the person's height; the third, towards the
 * camera, is the network's guess, or without one a typical breadth. */
#include <math.h>
#include "motion/body.h"
#include "motion/metric.h"

/* How the picture and the network's depth become metres. */
typedef struct metric {
    const lumbar_stretch *stretch;
    const lumbar_motion_limits *limits;
    double height_m;
    bool height_guessed;
    double metre;       /* m for a pixel */
    double deep;        /* m for a metre of the network's own space */
    double right, near; /* of length 1: X on the floor, to the camera's right and towards it */
    double look;        /* tangent of how far the camera looks down */
    double hips_x;      /* px: the middle of the hips where it usually is */
    double floor_y;     /* px */
} metric;

/* What is seen less surely is the network's guess of a part that is hidden: own choice. */
static const double SEEN = 0.5;

/* An axis is measured where the picture shows three quarters of it, as the square of the cosine: 30 degrees off. */
static const double MOSTLY = 0.75;

/* ---- scale --------------------------------------------------------------------------------------------- */

enum { TRUNK, THIGH, SHANK, BONES };

/* How much of the body's height lies between two joints. */
static double share_of(const lumbar_motion_limits *limits, int bone)
{
    return bone == TRUNK ? limits->trunk_share : bone == THIGH ? limits->thigh_share : limits->shank_share;
}

/* In the picture, px; of a leg the nearer one. A bone that leads into the picture is shorter there, none is longer: so
 * it is as long as it is seen at its longest. */
static double length_seen(const lumbar_stretch *s, int bone, float *room)
{
    int from = (bone == THIGH ? LUMBAR_LEFT_HIP : LUMBAR_LEFT_KNEE) + s->near_side,
        to = (bone == THIGH ? LUMBAR_LEFT_KNEE : LUMBAR_LEFT_ANKLE) + s->near_side;
    if (bone == TRUNK) return s->trunk_length;
    for (size_t g = 0; g < s->count; g++)
        room[g] = s->confidence[to][g] > SEEN ? hypotf(s->x[to][g] - s->x[from][g], s->y[to][g] - s->y[from][g]) : NAN;
    return lumbar_quantile(room, 0, s->count, 0.8);
}

/* In the network's own space, m: nothing is shorter there than it is, so the usual length. */
static double length_guessed(const lumbar_stretch *s, int bone, float *room)
{
    static const int ends[BONES][2] = {{LUMBAR_LEFT_HIP, LUMBAR_LEFT_SHOULDER},
                                       {LUMBAR_LEFT_HIP, LUMBAR_LEFT_KNEE},
                                       {LUMBAR_LEFT_KNEE, LUMBAR_LEFT_ANKLE}};
    int side = s->near_side, other = bone == TRUNK ? 1 - side : side; /* of the trunk the middles count */
    for (size_t g = 0; g < s->count; g++) {
        double square = 0;
        for (int k = 0; k < 3; k++) {
            double twice = s->world[ends[bone][1] + side][k][g] - s->world[ends[bone][0] + side][k][g] +
                           s->world[ends[bone][1] + other][k][g] - s->world[ends[bone][0] + other][k][g];
            square += twice * twice / 4;
        }
        room[g] = (float)sqrt(square);
    }
    return lumbar_quantile(room, 0, s->count, 0.5);
}

/* The height of a body with these bones, in their unit: the middle of what each says. */
static double height_by(const metric *m, double (*length)(const lumbar_stretch *, int, float *), float *room)
{
    float said[BONES];
    for (int bone = 0; bone < BONES; bone++)
        said[bone] = (float)(length(m->stretch, bone, room) / share_of(m->limits, bone));
    return lumbar_quantile(said, 0, BONES, 0.5);
}

static void find_scale(metric *m, float *room)
{
    if (!m->stretch->has_world) {
        m->metre = m->height_m / height_by(m, length_seen, room);
        return;
    }
    m->deep = m->height_m / height_by(m, length_guessed, room);
    m->metre = m->deep / lumbar_pixels_a_guess(m->stretch);
}

/* ---- directions ---------------------------------------------------------------------------------------- */

void lumbar_floor_add(lumbar_floor_line *line, double x, double z)
{
    if (isnan(x + z)) return;
    line->xx += x * x;
    line->xz += x * z;
    line->zz += z * z;
}

double lumbar_floor_angle(const lumbar_floor_line *line) { return atan2(2 * line->xz, line->xx - line->zz) / 2; }

/* The floor's direction in which the body bends: along which head and feet lie, and across which left and right do,
 * over the whole stretch. Without depth it is that of the picture. */
static void find_line(metric *m)
{
    static const int middles[] = {LUMBAR_LEFT_EAR, LUMBAR_LEFT_SHOULDER, LUMBAR_LEFT_KNEE, LUMBAR_LEFT_ANKLE},
                     pairs[] = {LUMBAR_LEFT_SHOULDER, LUMBAR_LEFT_HIP};
    const lumbar_stretch *s = m->stretch;
    lumbar_floor_line line = {0};
    for (size_t g = 0; s->has_world && g < s->count; g++) {
        for (size_t k = 0; k < LUMBAR_COUNT(middles); k++) /* from the network's mid-hip */
            lumbar_floor_add(&line, (s->world[middles[k]][0][g] + s->world[middles[k] + 1][0][g]) / 2,
                             (s->world[middles[k]][2][g] + s->world[middles[k] + 1][2][g]) / 2);
        for (size_t k = 0; k < LUMBAR_COUNT(pairs); k++) /* a quarter turn on */
            lumbar_floor_add(&line, s->world[pairs[k] + 1][2][g] - s->world[pairs[k]][2][g],
                             s->world[pairs[k]][0][g] - s->world[pairs[k] + 1][0][g]);
    }
    m->right = cos(lumbar_floor_angle(&line));
    m->near = sin(lumbar_floor_angle(&line));
}

/* How far left is from right along Y, over the whole stretch: by the network's depth, or by which side is seen. */
static double leftwards(const metric *m)
{
    const lumbar_stretch *s = m->stretch;
    double sum = 0;
    if (!s->has_world) return s->near_side ? m->right : -m->right;
    for (size_t g = 0; g < s->count; g++)
        for (int p = LUMBAR_LEFT_SHOULDER; p <= LUMBAR_LEFT_HIP; p += LUMBAR_LEFT_HIP - LUMBAR_LEFT_SHOULDER) {
            double way = (s->world[p][0][g] - s->world[p + 1][0][g]) * m->near -
                         (s->world[p][2][g] - s->world[p + 1][2][g]) * m->right;
            if (!isnan(way)) sum += way;
        }
    return sum;
}

/* X leads to where the front looks when the body is upright: from the head to the feet of one who lies on the back,
 * from the feet to the head of one who faces the floor. Who does neither is told by left and right. */
static void find_front(metric *m)
{
    const lumbar_stretch *s = m->stretch;
    double head = s->has_world ? s->axis[0] * m->right + s->axis[1] * m->near : s->head_side * m->right, faces = 0;
    for (size_t g = 0; g < s->count; g++) {
        bool down = s->posture[g] == LUMBAR_ON_FRONT || s->posture[g] == LUMBAR_ON_KNEES;
        faces += down - (s->posture[g] == LUMBAR_ON_BACK);
    }
    if ((faces != 0 ? faces * head : leftwards(m)) >= 0) return;
    m->right = -m->right;
    m->near = -m->near;
}

/* ---- floor --------------------------------------------------------------------------------------------- */

/* How high a joint or landmark is over the floor where the body rests on it, m: own choices, half of the thickness
 * there. */
static double rests_at(int point)
{
    if (point < LUMBAR_LEFT_SHOULDER) return 0.09; /* head */
    if (point < LUMBAR_LEFT_ELBOW || point == LUMBAR_LEFT_HIP || point == LUMBAR_RIGHT_HIP) return 0.08;
    if (point < LUMBAR_LEFT_HIP) return 0.03; /* elbows and hands */
    return point < LUMBAR_LEFT_HEEL ? 0.06 : 0.02;
}

/* The lowest of what is seen rests on it; midway between left and right, as the picture is. */
static double lowest_at(const metric *m, size_t g)
{
    const lumbar_stretch *s = m->stretch;
    double low = NAN;
    for (int p = LUMBAR_LEFT_EAR; p < LUMBAR_POINT_COUNT; p += 2) {
        if (!(s->confidence[p][g] > SEEN || s->confidence[p + 1][g] > SEEN)) continue;
        double near = s->has_world ? (s->world[p][2][g] + s->world[p + 1][2][g]) / 2 * m->deep : 0;
        low = fmin(low, (s->y[p][g] + s->y[p + 1][g]) / 2 + (m->look * near - rests_at(p)) / m->metre);
    }
    return low;
}

/* Whether the body is seen down to a foot: else what it rests on may lie outside the picture. */
static bool seen_whole(const lumbar_stretch *s, size_t g)
{
    return s->confidence[LUMBAR_LEFT_ANKLE][g] > SEEN || s->confidence[LUMBAR_RIGHT_ANKLE][g] > SEEN;
}

/* Where the lowest part is for most of the time, of which the body is seen whole if it ever is: who comes to the camera
 * to start it, or talks there, sits lower in the picture than on the floor further back. */
static void find_floor(metric *m, float *room)
{
    const lumbar_stretch *s = m->stretch;
    for (size_t g = 0; g < s->count; g++) room[g] = seen_whole(s, g) ? (float)lowest_at(m, g) : NAN;
    m->floor_y = lumbar_quantile(room, 0, s->count, 0.5);
    if (!isnan(m->floor_y)) return;
    for (size_t g = 0; g < s->count; g++) room[g] = (float)lowest_at(m, g);
    m->floor_y = lumbar_quantile(room, 0, s->count, 0.5);
}

/* ---- points -------------------------------------------------------------------------------------------- */

static bool is_arm(int point) { return point >= LUMBAR_LEFT_ELBOW && point < LUMBAR_LEFT_HIP; }

/* From the middle plane to the left, shares of the body's height where no depth is given: half of what lies between the
 * joints of shoulders and hips (Winter, de Leva), the same for what hangs on them; face: own choice. */
static double breadth_of(int point)
{
    if (point == LUMBAR_NOSE) return 0;
    double half = point < LUMBAR_LEFT_SHOULDER ? 0.03 : point < LUMBAR_LEFT_HIP ? 0.115 : 0.05;
    bool right = point < LUMBAR_LEFT_EAR ? point >= LUMBAR_RIGHT_EYE_INNER : point % 2 == 0;
    return right ? -half : half;
}

/* Half widths of the 95 % bands along the picture, upwards and towards the camera, m, where `at` is from the middle of
 * the hips: of the point, of the scale, of a camera that looks up or down, and of what is larger since it is nearer. */
static void bands_at(const metric *m, int point, const double at[3], double confidence, double bands[3])
{
    const lumbar_motion_limits *limits = m->limits;
    double scale = (m->height_guessed ? limits->height_band : limits->scale_band) / 100;
    double shake = 1.96 * lumbar_point_noise(confidence) * limits->trunk_share * m->height_m;
    double across = hypot(shake, limits->point_band / 100),
           along = hypot(shake, (is_arm(point) ? limits->arm_depth_band : limits->depth_band) / 100);
    double nearer = fabs(at[2]) / limits->camera_distance, tilt = tan(limits->tilt_band * DEGREE);
    bands[0] = hypot(across, (scale + nearer) * at[0]);
    bands[1] = hypot(hypot(across, (scale + nearer) * at[1]), tilt * at[2]);
    bands[2] = hypot(hypot(along, scale * at[2]), tilt * at[1]);
}

static lumbar_body_point point_at(const metric *m, int p, size_t g)
{
    const lumbar_stretch *s = m->stretch;
    double hips_y = lumbar_hips(s, g).y, confidence = s->confidence[p][g], bands[3], right = m->right, near = m->near;
    double up = (s->y[p][g] - hips_y) * m->metre,
           nearer = s->has_world ? s->world[p][2][g] * m->deep : -right * breadth_of(p) * m->height_m;
    double at[3] = {(s->x[p][g] - m->hips_x) * m->metre, up + m->look * nearer, nearer - m->look * up};
    if (isnan(at[0] + at[1])) return (lumbar_body_point){{NAN, NAN, NAN}, {NAN, NAN, NAN}, {false, false, false}};
    bands_at(m, p, at, confidence, bands);
    bool seen = confidence >= SEEN, across = s->has_world ? right * right >= MOSTLY : s->view == LUMBAR_VIEW_SIDE;
    return (lumbar_body_point){.at = {(float)(at[0] * right + at[2] * near), (float)(at[0] * near - at[2] * right),
                                      (float)(at[1] + (hips_y - m->floor_y) * m->metre)},
                               .band = {(float)hypot(bands[0] * right, bands[2] * near),
                                        (float)hypot(bands[0] * near, bands[2] * right), (float)bands[1]},
                               .measured = {seen && across, seen && near * near >= MOSTLY, seen}};
}

bool lumbar_motion_metric(lumbar_arena *arena, const lumbar_stretch *s, const lumbar_motion_limits *limits,
                          lumbar_body *body)
{
    metric m = {.stretch = s,
                .limits = limits,
                .height_m = body->height_m,
                .height_guessed = body->height_guessed,
                .look = s->look};
    float *room = LUMBAR_NEW_ARRAY(arena, float, s->count);
    if (!room) return false;
    find_scale(&m, room);
    find_line(&m);
    find_front(&m);
    find_floor(&m, room);
    for (size_t g = 0; g < s->count; g++) room[g] = (float)lumbar_hips(s, g).x;
    m.hips_x = lumbar_quantile(room, 0, s->count, 0.5);
    body->start_s = s->start_s;
    body->step_s = s->step_s;
    body->count = s->count;
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
        lumbar_body_point *points = LUMBAR_NEW_ARRAY(arena, lumbar_body_point, s->count);
        if (!points) return false;
        for (size_t g = 0; g < s->count; g++) points[g] = point_at(&m, p, g);
        body->points[p] = points;
    }
    return true;
}
