/* One stretch: from which side it is seen, where floor and head are, how the body is held, and its angles. */
#include <math.h>
#include "motion/body.h"
#include "motion/plank.h"

static const int SHOULDERS[2] = {LUMBAR_LEFT_SHOULDER, LUMBAR_RIGHT_SHOULDER},
                 HIPS[2] = {LUMBAR_LEFT_HIP, LUMBAR_RIGHT_HIP};
static const int KNEES[2] = {LUMBAR_LEFT_KNEE, LUMBAR_RIGHT_KNEE}, ANKLES[2] = {LUMBAR_LEFT_ANKLE, LUMBAR_RIGHT_ANKLE};
static const int EARS[2] = {LUMBAR_LEFT_EAR, LUMBAR_RIGHT_EAR};

static double median(float *room, size_t count) { return lumbar_quantile(room, 0, count, 0.5); }

/* Into (-pi, pi]. */
static double wrap(double angle)
{
    while (angle > M_PI) angle -= 2 * M_PI;
    while (angle <= -M_PI) angle += 2 * M_PI;
    return angle;
}

/* Which side is seen better over the whole stretch; far points are guesses. */
static void find_near_side(lumbar_stretch *s)
{
    static const int points[][2] = {
        {LUMBAR_LEFT_SHOULDER, LUMBAR_RIGHT_SHOULDER}, {LUMBAR_LEFT_ELBOW, LUMBAR_RIGHT_ELBOW},
        {LUMBAR_LEFT_WRIST, LUMBAR_RIGHT_WRIST},       {LUMBAR_LEFT_HIP, LUMBAR_RIGHT_HIP},
        {LUMBAR_LEFT_KNEE, LUMBAR_RIGHT_KNEE},         {LUMBAR_LEFT_ANKLE, LUMBAR_RIGHT_ANKLE}};
    double sum[2] = {0};
    for (size_t k = 0; k < LUMBAR_COUNT(points); k++)
        for (int side = 0; side < 2; side++)
            for (size_t g = 0; g < s->count; g++)
                if (!isnan(s->confidence[points[k][side]][g])) sum[side] += s->confidence[points[k][side]][g];
    s->near_side = sum[1] > sum[0];
}

/* How far a left-right pair is turned about the upright, so that the body's length runs into the picture: 0 edge-on
 * (side view), pi/2 facing (front view). From the network's depth: its part across the picture against its depth; the
 * part up and down is the camera's height, and no turn. (Rendered bodies: within 5 degrees of the true turn up to 30.)
 * Without depth from the pair's width against the trunk; `width` is the pair's usual share of the trunk chord (shoulder
 * joints 0.23 and hip joints 0.10 of height over 0.29: Winter's and de Leva's proportions). */
static double pair_yaw(const lumbar_stretch *s, int left, int right, double width, float *room)
{
    size_t n = 0;
    for (size_t g = 0; g < s->count; g++) {
        double flat = hypot(s->x[left][g] - s->x[right][g], s->y[left][g] - s->y[right][g]) / s->trunk_length;
        double yaw = s->has_world ? atan2(fabs((double)(s->world[left][0][g] - s->world[right][0][g])),
                                          fabs((double)(s->world[left][2][g] - s->world[right][2][g])))
                                  : asin(fmin(1, flat / width));
        if (!isnan(yaw)) room[n++] = (float)yaw;
    }
    return median(room, n);
}

static void find_view(lumbar_stretch *s, const lumbar_motion_limits *limits, float *room)
{
    s->yaw = (pair_yaw(s, LUMBAR_LEFT_SHOULDER, LUMBAR_RIGHT_SHOULDER, 0.8, room) +
              pair_yaw(s, LUMBAR_LEFT_HIP, LUMBAR_RIGHT_HIP, 0.35, room)) /
             2;
    double yaw = s->yaw / DEGREE;
    s->view = isnan(yaw)                ? LUMBAR_VIEW_UNKNOWN
              : yaw < limits->side_yaw  ? LUMBAR_VIEW_SIDE
              : yaw < limits->front_yaw ? LUMBAR_VIEW_OBLIQUE
                                        : LUMBAR_VIEW_FRONT;
}

/* How far to the right a line points: 1 all the way, 0 upright or not seen. */
static double rightwards(lumbar_motion_vec from, lumbar_motion_vec to)
{
    double length = hypot(to.x - from.x, to.y - from.y);
    return length > 0 ? (to.x - from.x) / length : 0;
}

/* Which side of the hips the head is on: that of the trunk, and not that of the feet (who sits may lean over
 * them). A body that stays upright lies to neither: then the side behind the face, as the feet of a body that
 * lay down would be in front. */
static void find_trunk(lumbar_stretch *s, float *room)
{
    size_t n = 0;
    double head = 0, face = 0;
    for (size_t g = 0; g < s->count; g++) {
        lumbar_motion_vec a = lumbar_shoulders(s, g), b = lumbar_hips(s, g);
        double length = hypot(a.x - b.x, a.y - b.y);
        double nose = s->x[LUMBAR_NOSE][g] - (s->x[LUMBAR_LEFT_EAR][g] + s->x[LUMBAR_RIGHT_EAR][g]) / 2;
        if (isnan(length)) continue;
        room[n++] = (float)length;
        head += rightwards(b, a) - rightwards(b, lumbar_middle(s, LUMBAR_LEFT_ANKLE, LUMBAR_RIGHT_ANKLE, g));
        if (!isnan(nose)) face += nose;
    }
    s->trunk_length = lumbar_quantile(room, 0, n, 0.8); /* the chord shortens as the back rounds or turns away */
    s->head_side = fabs(head) < 0.15 * (double)n && face != 0 ? (face > 0 ? -1 : 1) : (head >= 0 ? 1 : -1);
}

static void turn_all(lumbar_stretch *s, double angle)
{
    double c = cos(angle), t = sin(angle);
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++)
        for (size_t g = 0; g < s->count; g++) {
            double x = s->x[p][g], y = s->y[p][g];
            s->x[p][g] = (float)(c * x - t * y);
            s->y[p][g] = (float)(t * x + c * y);
            if (!s->has_world) continue;
            x = s->world[p][0][g];
            y = s->world[p][1][g];
            s->world[p][0][g] = (float)(c * x - t * y);
            s->world[p][1][g] = (float)(t * x + c * y);
        }
}

static void find_floor(lumbar_stretch *s, float *room)
{
    size_t n = 0;
    for (size_t g = 0; g < s->count; g++) {
        double low = INFINITY;
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++)
            if (s->confidence[p][g] > 0.3 && s->y[p][g] < low) low = s->y[p][g];
        if (low < INFINITY) room[n++] = (float)low;
    }
    s->floor_y = lumbar_quantile(room, 0, n, 0.1);
}

/* How the parts that may rest on the floor go within half a second, so that jitter counts little. */
typedef struct ways {
    lumbar_motion_vec way[6]; /* [count] of those that are seen, the stillest first */
    size_t count;
} ways;

static ways ways_at(const lumbar_stretch *s, size_t g, size_t steps)
{
    static const int anchors[][2] = {
        {LUMBAR_LEFT_HIP, LUMBAR_RIGHT_HIP},     {LUMBAR_LEFT_KNEE, LUMBAR_RIGHT_KNEE},
        {LUMBAR_LEFT_ANKLE, LUMBAR_RIGHT_ANKLE}, {LUMBAR_LEFT_WRIST, LUMBAR_RIGHT_WRIST},
        {LUMBAR_LEFT_ELBOW, LUMBAR_RIGHT_ELBOW}, {LUMBAR_LEFT_SHOULDER, LUMBAR_RIGHT_SHOULDER}};
    ways w = {.count = 0};
    for (size_t k = 0; k < LUMBAR_COUNT(anchors); k++) {
        lumbar_motion_vec to = lumbar_middle(s, anchors[k][0], anchors[k][1], g),
                          from = lumbar_middle(s, anchors[k][0], anchors[k][1], g - steps);
        lumbar_motion_vec way = {to.x - from.x, to.y - from.y};
        size_t at = w.count;
        if (isnan(way.x)) continue;
        for (; at > 0 && hypot(w.way[at - 1].x, w.way[at - 1].y) > hypot(way.x, way.y); at--) w.way[at] = w.way[at - 1];
        w.way[at] = way;
        w.count++;
    }
    return w;
}

/* Whether the three stillest parts go the same way: what rests does so where the camera moves, and guesses of what is
 * covered or outside the picture do not. Own choice: they differ by less than half of their way. */
static bool go_as_one(const ways *w)
{
    lumbar_motion_vec first = w->way[0];
    for (size_t k = 1; k < 3; k++)
        if (!(k < w->count && hypot(w->way[k].x - first.x, w->way[k].y - first.y) < 0.5 * hypot(first.x, first.y)))
            return false;
    return true;
}

/* In any exercise something rests on the floor. If even the stillest of hips, knees, feet, hands and shoulders moves
 * all the time, the camera does, or the body is not followed. */
static void find_shake(lumbar_stretch *s, float *room)
{
    size_t steps = (size_t)(0.5 / s->step_s + 0.5), n = 0, as_one = 0;
    double pace = (double)steps * s->step_s * s->trunk_length;
    for (size_t g = steps; g < s->count; g++) {
        ways w = ways_at(s, g, steps);
        if (!w.count) continue;
        room[n++] = (float)(hypot(w.way[0].x, w.way[0].y) / pace);
        as_one += go_as_one(&w);
    }
    s->shake = n ? lumbar_quantile(room, 0, n, 0.5) : 0;
    s->camera_moves = s->feet_seen && 2 * as_one > n; /* else what rests may be what is not seen */
}

/* Whether the near foot stands in the picture and is seen, most of the time, and knees are. */
static void find_feet(lumbar_stretch *s, const lumbar_pose *pose)
{
    int ankle = s->near_side ? LUMBAR_RIGHT_ANKLE : LUMBAR_LEFT_ANKLE,
        toe = s->near_side ? LUMBAR_RIGHT_FOOT_INDEX : LUMBAR_LEFT_FOOT_INDEX;
    double width = pose->width == 1 && pose->height == 1 ? 16.0 / 9 : pose->width;
    size_t in = 0, seen = 0, all = 0, knees = 0;
    for (size_t g = 0; g < s->count; g++) {
        if (isnan(lumbar_hips(s, g).x)) continue;
        all++;
        knees += !isnan(s->x[KNEES[0]][g]) || !isnan(s->x[KNEES[1]][g]);
        bool inside = s->x[ankle][g] > 0 && s->x[ankle][g] < width && -s->y[ankle][g] > 0 &&
                      -s->y[ankle][g] < pose->height && -s->y[toe][g] < pose->height && s->x[toe][g] > 0 &&
                      s->x[toe][g] < width;
        in += inside;
        seen += inside && s->confidence[ankle][g] > 0.4;
    }
    s->feet_inside = all && in * 10 >= all * 8;
    s->feet_seen = all && seen * 10 >= all * 8;
    s->legs_seen = 2 * knees >= all;
}

/* Whether neither the pairs nor the body's length run into the picture: else a level floor slopes in it by itself, by
 * the turn and by how far the camera looks down. */
static bool is_square(const lumbar_stretch *s, const lumbar_motion_limits *limits, float *room)
{
    size_t n = 0;
    if (!(s->yaw < limits->square_yaw * DEGREE) || !s->has_world) return false;
    for (size_t g = 0; g < s->count; g++) {
        double d[3];
        for (int k = 0; k < 3; k += 2)
            d[k] = s->world[SHOULDERS[0]][k][g] + s->world[SHOULDERS[1]][k][g] - s->world[ANKLES[0]][k][g] -
                   s->world[ANKLES[1]][k][g];
        double turn = atan2(fabs(d[2]), fabs(d[0]));
        if (!isnan(turn)) room[n++] = (float)turn;
    }
    return n && median(room, n) < limits->square_yaw * DEGREE;
}

bool lumbar_surroundings(lumbar_arena *arena, const lumbar_pose *pose, lumbar_stretch *s,
                         const lumbar_motion_limits *limits)
{
    float *room = LUMBAR_NEW_ARRAY(arena, float, s->count);
    if (!room) return false;
    find_near_side(s);
    find_feet(s, pose); /* before anything is turned */
    if (s->quarters) turn_all(s, s->quarters * M_PI / 2);
    find_trunk(s, room);
    find_view(s, limits, room);
    if (!s->quarters && is_square(s, limits, room)) {
        double slope = lumbar_floor_slope(arena, pose, s);
        if (fabs(slope) >= limits->floor_slope * DEGREE && lumbar_lies_on(s, slope, room)) {
            s->tilt = slope;
            turn_all(s, -slope);
        }
    }
    find_floor(s, room);
    find_shake(s, room);
    lumbar_aim(s, limits);
    return true;
}

/* ---- signals ------------------------------------------------------------------------------------------- */

/* The floor's direction from feet to head, of the whole stretch. What stands upright has little of it. */
static void find_axis(lumbar_stretch *s)
{
    double sum[2] = {0};
    for (size_t g = 0; s->has_world && g < s->count; g++)
        for (int side = 0; side < 2; side++)
            for (int k = 0; k < 2; k++) {
                double d = s->world[SHOULDERS[side]][2 * k][g] - s->world[ANKLES[side]][2 * k][g];
                if (!isnan(d)) sum[k] += d;
            }
    double length = hypot(sum[0], sum[1]);
    for (int k = 0; k < 2; k++) s->axis[k] = length > 0 ? sum[k] / length : 0;
}

/* Whether the picture tells the angles: from the side; and of a hanging body, whose trunk gravity keeps
 * upright while the network's depth tilts it by some 40 degrees, unless its legs come towards the camera. Else the
 * network's depth does. */
static bool flat_at(const lumbar_stretch *s, size_t g)
{
    return s->view == LUMBAR_VIEW_SIDE || !s->has_world ||
           (s->posture[g] == LUMBAR_HANGING && s->view != LUMBAR_VIEW_FRONT);
}

/* A way in the picture as it would be seen square to the plane in which the body bends, and level. Where the floor
 * itself showed a tilt, that was taken out and is all. */
static lumbar_motion_vec in_plane(const lumbar_stretch *s, lumbar_motion_vec from, lumbar_motion_vec to)
{
    double x = to.x - from.x, y = to.y - from.y;
    if (s->view != LUMBAR_VIEW_SIDE || s->tilt != 0) return (lumbar_motion_vec){x, y};
    return (lumbar_motion_vec){x * hypot(1, s->turn), y + x * s->turn * s->look};
}

/* Rise of the line from a to b over the horizontal; `away` is the side that b lies on when the body is laid
 * out. */
static double rise(const lumbar_stretch *s, const int a[2], const int b[2], size_t g, double away)
{
    if (flat_at(s, g)) {
        lumbar_motion_vec way = in_plane(s, lumbar_middle(s, a[0], a[1], g), lumbar_middle(s, b[0], b[1], g));
        return atan2(way.y, way.x * away);
    }
    double d[3];
    for (int k = 0; k < 3; k++)
        d[k] = (s->world[b[0]][k][g] + s->world[b[1]][k][g] - s->world[a[0]][k][g] - s->world[a[1]][k][g]) / 2;
    double along = (d[0] * s->axis[0] + d[2] * s->axis[1]) * s->head_side * away;
    return atan2(d[1], copysign(hypot(d[0], d[2]), along));
}

/* How much a joint is bent: 0 straight. */
static double bend(const lumbar_stretch *s, int from, int joint, int to, size_t g)
{
    double a[3] = {0}, b[3] = {0};
    if (flat_at(s, g)) {
        lumbar_motion_vec at = lumbar_at(s, joint, g), one = in_plane(s, at, lumbar_at(s, from, g)),
                          other = in_plane(s, at, lumbar_at(s, to, g));
        a[0] = one.x, a[1] = one.y;
        b[0] = other.x, b[1] = other.y;
    } else
        for (int k = 0; k < 3; k++) {
            a[k] = s->world[from][k][g] - s->world[joint][k][g];
            b[k] = s->world[to][k][g] - s->world[joint][k][g];
        }
    double dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    double cross =
        sqrt(pow(a[1] * b[2] - a[2] * b[1], 2) + pow(a[2] * b[0] - a[0] * b[2], 2) + pow(a[0] * b[1] - a[1] * b[0], 2));
    return M_PI - atan2(cross, dot);
}

/* Direction about the vertical of the line through a pair, in the network's depth: the mean of the lines within `reach`
 * grid steps. Lines, and not their angles: where one seems short its direction is a guess. A line has no left and
 * right, which the network exchanges where a shoulder is hidden: doubled, opposite directions are one. */
static bool turn_of(lumbar_arena *arena, const lumbar_stretch *s, const int pair[2], size_t reach, float *out)
{
    double *east = LUMBAR_NEW_ARRAY(arena, double, s->count + 1),
           *north = LUMBAR_NEW_ARRAY(arena, double, s->count + 1);
    if (!east || !north) return false;
    for (size_t g = 0; g < s->count; g++) { /* running sums */
        double x = s->world[pair[0]][0][g] - s->world[pair[1]][0][g],
               z = s->world[pair[0]][2][g] - s->world[pair[1]][2][g];
        bool seen = !isnan(x) && !isnan(z) && (x != 0 || z != 0);
        east[g + 1] = east[g] + (seen ? (x * x - z * z) / hypot(x, z) : 0);
        north[g + 1] = north[g] + (seen ? 2 * x * z / hypot(x, z) : 0);
    }
    for (size_t g = 0; g < s->count; g++) {
        size_t from = g > reach ? g - reach : 0, to = g + reach + 1 < s->count ? g + reach + 1 : s->count;
        out[g] = (float)(atan2(north[to] - north[from], east[to] - east[from]) / 2);
    }
    return true;
}

/* Shoulders against hips, to the left positive. The hips' direction is that of some seconds: the seat rests
 * on the floor, and the network lets the hips follow the shoulders. */
static bool find_twist(lumbar_arena *arena, lumbar_stretch *s)
{
    float *hips = LUMBAR_NEW_ARRAY(arena, float, s->count), *shoulders = LUMBAR_NEW_ARRAY(arena, float, s->count);
    if (!hips || !shoulders) return false;
    if (s->has_world && (!turn_of(arena, s, HIPS, (size_t)(3 / s->step_s), hips) ||
                         !turn_of(arena, s, SHOULDERS, (size_t)(0.2 / s->step_s), shoulders)))
        return false;
    for (size_t g = 0; g < s->count; g++)
        s->signal[LUMBAR_TWIST][g] = s->has_world ? (float)(wrap(2 * (hips[g] - shoulders[g])) / 2) : NAN;
    return true;
}

/* Near wrist from near ear, in trunk lengths. */
static double hand_at(const lumbar_stretch *s, size_t g)
{
    const int wrist = s->near_side ? LUMBAR_RIGHT_WRIST : LUMBAR_LEFT_WRIST,
              ear = s->near_side ? LUMBAR_RIGHT_EAR : LUMBAR_LEFT_EAR;
    if (flat_at(s, g)) {
        lumbar_motion_vec a = lumbar_at(s, wrist, g), b = lumbar_at(s, ear, g);
        return hypot(a.x - b.x, a.y - b.y) / s->trunk_length;
    }
    double hand = 0, trunk = 0;
    for (int k = 0; k < 3; k++) {
        hand += pow(s->world[wrist][k][g] - s->world[ear][k][g], 2);
        trunk += pow((s->world[SHOULDERS[0]][k][g] + s->world[SHOULDERS[1]][k][g] - s->world[HIPS[0]][k][g] -
                      s->world[HIPS[1]][k][g]) /
                         2,
                     2);
    }
    return sqrt(hand / trunk);
}

double lumbar_line_bend(const lumbar_stretch *s, size_t g, bool to_ankle)
{
    lumbar_point p[LUMBAR_POINT_COUNT] = {0};
    for (int i = 0; i < LUMBAR_POINT_COUNT; i++) p[i] = (lumbar_point){s->x[i][g], -s->y[i][g], s->confidence[i][g]};
    return lumbar_plank_measure(p, 1, to_ankle).bend;
}

static double lowest_foot(const lumbar_stretch *s, size_t g)
{
    const int side = s->near_side;
    return fmin(s->y[side ? LUMBAR_RIGHT_HEEL : LUMBAR_LEFT_HEEL][g],
                s->y[side ? LUMBAR_RIGHT_FOOT_INDEX : LUMBAR_LEFT_FOOT_INDEX][g]);
}

/* Everything that needs no sense of front and back. */
static void plain_signals(lumbar_stretch *s, size_t g)
{
    const int side = s->near_side;
    double h = s->head_side;
    float *const *v = s->signal;
    for (int leg = 0; leg < 2; leg++) {
        int hips[2] = {HIPS[leg], HIPS[leg]}, knees[2] = {KNEES[leg], KNEES[leg]};
        v[leg ? LUMBAR_THIGH_RIGHT : LUMBAR_THIGH_LEFT][g] = (float)rise(s, hips, knees, g, -h);
    }
    v[LUMBAR_TRUNK][g] = (float)rise(s, HIPS, SHOULDERS, g, h);
    v[LUMBAR_CURL][g] = (float)rise(s, HIPS, EARS, g, h);
    v[LUMBAR_THIGH][g] = (float)rise(s, HIPS, KNEES, g, -h);
    v[LUMBAR_LEG][g] = (float)rise(s, HIPS, ANKLES, g, -h);
    v[LUMBAR_KNEE][g] = (float)bend(s, HIPS[side], KNEES[side], ANKLES[side], g);
    v[LUMBAR_HANDS][g] = (float)hand_at(s, g);
    v[LUMBAR_PLANK][g] = (float)lumbar_line_bend(s, g, s->feet_seen);
    v[LUMBAR_FOOT_HEIGHT][g] = (float)(lowest_foot(s, g) / s->trunk_length);
    v[LUMBAR_HIP_HEIGHT][g] = (float)((lumbar_hips(s, g).y - s->floor_y) / s->trunk_length);
    lumbar_motion_vec hand = lumbar_at(s, side ? LUMBAR_RIGHT_WRIST : LUMBAR_LEFT_WRIST, g);
    v[LUMBAR_REACH][g] = (float)(fabs(hand.x - lumbar_hips(s, g).x) / s->trunk_length);
    v[LUMBAR_LUMBAR][g] = NAN;
}

/* Signals whose sign follows the front of the body. */
static void front_signals(lumbar_stretch *s, size_t g, double front)
{
    const int side = s->near_side;
    double sign = front >= 0 ? 1 : -1;
    double thigh = s->signal[side ? LUMBAR_THIGH_RIGHT : LUMBAR_THIGH_LEFT][g];
    if (flat_at(s, g)) s->signal[LUMBAR_HIP][g] = (float)(sign * wrap(s->signal[LUMBAR_TRUNK][g] + thigh));
    else s->signal[LUMBAR_HIP][g] = (float)bend(s, SHOULDERS[side], HIPS[side], KNEES[side], g);
    lumbar_motion_vec a = lumbar_shoulders(s, g), b = lumbar_hips(s, g),
                      ear = lumbar_at(s, side ? LUMBAR_RIGHT_EAR : LUMBAR_LEFT_EAR, g);
    double turn = wrap(atan2(ear.y - a.y, ear.x - a.x) - atan2(a.y - b.y, a.x - b.x));
    s->signal[LUMBAR_NECK][g] = (float)(turn * s->head_side * sign);
}

/* A foot rests where it is low and stays; heights count from there. */
static void rest_feet(lumbar_stretch *s)
{
    double rest = lumbar_quantile(s->signal[LUMBAR_FOOT_HEIGHT], 0, s->count, 0.15);
    for (size_t g = 0; g < s->count; g++) s->signal[LUMBAR_FOOT_HEIGHT][g] -= (float)rest;
}

/* Seen at an angle the picture has no level line, and a camera that looks down tilts the whole body. But feet
 * that stand on the floor before a body on its back are as low as its hips: the line between them is level. It
 * is believed where the trunk at its lowest then lies flatter. */
static void level(lumbar_stretch *s, float *room)
{
    static const lumbar_signal up[] = {LUMBAR_TRUNK, LUMBAR_CURL},
                               down[] = {LUMBAR_THIGH, LUMBAR_THIGH_LEFT, LUMBAR_THIGH_RIGHT, LUMBAR_LEG};
    size_t n = 0, lying = 0;
    if (s->view == LUMBAR_VIEW_SIDE || !s->has_world) return;
    for (size_t g = 0; g < s->count; g++)
        if (s->posture[g] == LUMBAR_ON_BACK && s->signal[LUMBAR_KNEE][g] > 60 * DEGREE)
            room[n++] = s->signal[LUMBAR_LEG][g];
    float slope = (float)lumbar_quantile(room, 0, n, 0.5);
    if ((double)n * s->step_s < 1) return;
    for (size_t g = 0; g < s->count; g++)
        if (s->posture[g] == LUMBAR_ON_BACK) room[lying++] = s->signal[LUMBAR_TRUNK][g];
    double rest = lumbar_quantile(room, 0, lying, 0.1);
    if (fabs(rest + slope) > fmin(fabs(rest), 20 * DEGREE)) return;
    for (size_t g = 0; g < s->count; g++) {
        if (s->posture[g] != LUMBAR_ON_BACK) continue;
        for (size_t k = 0; k < LUMBAR_COUNT(up); k++) s->signal[up[k]][g] += slope;
        for (size_t k = 0; k < LUMBAR_COUNT(down); k++) s->signal[down[k]][g] -= slope;
    }
}

/* A trunk of less than a thousandth of the picture's height is no body's, nor one that is never seen: own choice, a
 * pixel of a phone's video. */
static bool has_size(const lumbar_pose *pose, const lumbar_stretch *s)
{
    return s->trunk_length > 0.001 * pose->height && isfinite(s->trunk_length);
}

/* Of a body without a size nothing is told. */
static void leave_unseen(lumbar_stretch *s)
{
    s->view = LUMBAR_VIEW_UNKNOWN;
    s->yaw = s->trunk_length = s->floor_y = NAN;
    s->tilt = s->shake = 0;
    s->feet_seen = s->feet_inside = false;
    for (int k = 0; k < LUMBAR_SIGNAL_COUNT; k++)
        for (size_t g = 0; g < s->count; g++) s->signal[k][g] = NAN;
}

bool lumbar_motion_body(lumbar_arena *arena, const lumbar_pose *pose, lumbar_stretch *s,
                        const lumbar_motion_limits *limits)
{
    float *front = LUMBAR_NEW_ARRAY(arena, float, s->count);
    s->posture = LUMBAR_NEW_ARRAY(arena, uint8_t, s->count);
    for (int k = 0; k < LUMBAR_SIGNAL_COUNT; k++)
        if (!(s->signal[k] = LUMBAR_NEW_ARRAY(arena, float, s->count))) return false;
    if (!front || !s->posture || !lumbar_surroundings(arena, pose, s, limits)) return false;
    if (!has_size(pose, s)) {
        leave_unseen(s);
        return true;
    }
    if (!lumbar_hanging(arena, s)) return false;
    find_axis(s);
    for (size_t g = 0; g < s->count; g++) plain_signals(s, g);
    if (!find_twist(arena, s) || !lumbar_postures(arena, s, front)) return false;
    for (size_t g = 0; g < s->count; g++) front_signals(s, g, front[g]);
    level(s, front);
    rest_feet(s);
    return true;
}
