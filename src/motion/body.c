/* One stretch: from which side it is seen, where floor and head are, how the body is held, and its angles. */
#include <math.h>
#include "motion/body.h"
#include "motion/plank.h"

static const double DEGREE = M_PI / 180;

lumbar_vec lumbar_at(const lumbar_stretch *s, int point, size_t g)
{
    return (lumbar_vec){s->x[point][g], s->y[point][g]};
}

/* Two partners weighed by the square of their confidence: the hidden one is often a guess. */
lumbar_vec lumbar_middle(const lumbar_stretch *s, int left, int right, size_t g)
{
    double a = s->confidence[left][g], b = s->confidence[right][g];
    a = a * a + 1e-4;
    b = b * b + 1e-4;
    return (lumbar_vec){(a * s->x[left][g] + b * s->x[right][g]) / (a + b),
                        (a * s->y[left][g] + b * s->y[right][g]) / (a + b)};
}

static lumbar_vec shoulder(const lumbar_stretch *s, size_t g)
{
    return lumbar_middle(s, LUMBAR_LEFT_SHOULDER, LUMBAR_RIGHT_SHOULDER, g);
}
static lumbar_vec hip(const lumbar_stretch *s, size_t g)
{
    return lumbar_middle(s, LUMBAR_LEFT_HIP, LUMBAR_RIGHT_HIP, g);
}

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

/* How far a left-right pair is turned into the picture plane: 0 edge-on (side view), pi/2 facing (front
 * view). From the network's depth; without it from the pair's width against the trunk. `width` is the pair's
 * usual share of the trunk chord (shoulder joints 0.23 and hip joints 0.10 of height over 0.29: Winter's and
 * de Leva's proportions). */
static double pair_yaw(const lumbar_stretch *s, int left, int right, double width, float *room)
{
    size_t n = 0;
    for (size_t g = 0; g < s->count; g++) {
        double flat = hypot(s->x[left][g] - s->x[right][g], s->y[left][g] - s->y[right][g]) / s->trunk_length;
        double yaw = asin(fmin(1, flat / width)), d[3];
        for (int k = 0; k < 3 && s->has_world; k++) d[k] = s->world[left][k][g] - s->world[right][k][g];
        if (s->has_world) yaw = atan2(hypot(d[0], d[1]), fabs(d[2]));
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

/* Which side of the hips the head is on. A trunk that stays upright lies to neither: then the side behind the
 * face, as the feet of a body that lay down would be in front. */
static void find_trunk(lumbar_stretch *s, float *room)
{
    size_t n = 0;
    double head = 0, face = 0;
    for (size_t g = 0; g < s->count; g++) {
        lumbar_vec a = shoulder(s, g), b = hip(s, g);
        double length = hypot(a.x - b.x, a.y - b.y);
        double nose = s->x[LUMBAR_NOSE][g] - (s->x[LUMBAR_LEFT_EAR][g] + s->x[LUMBAR_RIGHT_EAR][g]) / 2;
        if (isnan(length)) continue;
        room[n++] = (float)length;
        if (length > 0) head += (a.x - b.x) / length;
        if (!isnan(nose)) face += nose;
    }
    s->trunk_length =
        lumbar_quantile(room, 0, n, 0.8); /* the chord shortens as the back rounds or turns away */
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

/* A picture held upside down: the head stays far below the hips most of the time, which no exercise here
 * does. */
static void right_way_up(lumbar_stretch *s, float *room)
{
    size_t n = 0;
    for (size_t g = 0; g < s->count; g++) {
        lumbar_vec a = shoulder(s, g), b = hip(s, g);
        if (!isnan(a.x + b.x)) room[n++] = (float)atan2(a.y - b.y, fabs(a.x - b.x));
    }
    s->upside_down = s->upside_down || (n && lumbar_quantile(room, 0, n, 0.8) < -50 * DEGREE);
    if (!s->upside_down) return;
    turn_all(s, M_PI);
    s->tilt = M_PI;
    s->head_side = -s->head_side;
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

static double speed_of(const lumbar_stretch *s, lumbar_vec a, lumbar_vec b, size_t steps)
{
    return hypot(a.x - b.x, a.y - b.y) / ((double)steps * s->step_s) / s->trunk_length;
}

/* In any exercise something rests on the floor. If even the stillest of hips, knees, feet, hands and
 * shoulders moves all the time, the camera does. Half a second apart, so that jitter counts little. */
static void find_shake(lumbar_stretch *s, float *room)
{
    static const int anchors[][2] = {
        {LUMBAR_LEFT_HIP, LUMBAR_RIGHT_HIP},     {LUMBAR_LEFT_KNEE, LUMBAR_RIGHT_KNEE},
        {LUMBAR_LEFT_ANKLE, LUMBAR_RIGHT_ANKLE}, {LUMBAR_LEFT_WRIST, LUMBAR_RIGHT_WRIST},
        {LUMBAR_LEFT_ELBOW, LUMBAR_RIGHT_ELBOW}, {LUMBAR_LEFT_SHOULDER, LUMBAR_RIGHT_SHOULDER}};
    size_t steps = (size_t)(0.5 / s->step_s + 0.5), n = 0;
    for (size_t g = steps; g < s->count; g++) {
        double least = INFINITY;
        for (size_t k = 0; k < LUMBAR_COUNT(anchors); k++) {
            double speed = speed_of(s, lumbar_middle(s, anchors[k][0], anchors[k][1], g),
                                    lumbar_middle(s, anchors[k][0], anchors[k][1], g - steps), steps);
            if (speed < least) least = speed;
        }
        if (least < INFINITY) room[n++] = (float)least;
    }
    s->shake = n ? lumbar_quantile(room, 0, n, 0.5) : 0;
}

/* Whether the near foot stands in the picture and is seen, most of the time. */
static void find_feet(lumbar_stretch *s, const lumbar_pose *pose)
{
    int ankle = s->near_side ? LUMBAR_RIGHT_ANKLE : LUMBAR_LEFT_ANKLE,
        toe = s->near_side ? LUMBAR_RIGHT_FOOT_INDEX : LUMBAR_LEFT_FOOT_INDEX;
    double width = pose->width == 1 && pose->height == 1 ? 16.0 / 9 : pose->width;
    size_t in = 0, all = 0;
    for (size_t g = 0; g < s->count; g++) {
        if (isnan(s->x[ankle][g])) continue;
        all++;
        bool inside = s->x[ankle][g] > 0 && s->x[ankle][g] < width && -s->y[ankle][g] > 0 &&
                      -s->y[ankle][g] < pose->height && -s->y[toe][g] < pose->height && s->x[toe][g] > 0 &&
                      s->x[toe][g] < width;
        in += inside && s->confidence[ankle][g] > 0.4;
    }
    s->feet_seen = all && in * 10 >= all * 8;
}

bool lumbar_surroundings(lumbar_arena *arena, const lumbar_pose *pose, lumbar_stretch *s,
                         const lumbar_motion_limits *limits)
{
    float *room = LUMBAR_NEW_ARRAY(arena, float, s->count);
    if (!room) return false;
    find_near_side(s);
    find_feet(s, pose); /* before anything is turned */
    find_trunk(s, room);
    find_view(s, limits, room);
    if (s->upside_down || s->view != LUMBAR_VIEW_FRONT)
        right_way_up(s, room); /* seen from the head the trunk may point anywhere */
    if (!s->upside_down &&
        s->yaw < 20 * DEGREE) { /* further round, a level floor slopes in the picture by itself */
        s->tilt = lumbar_floor_slope(pose, s);
        if (s->tilt != 0) turn_all(s, -s->tilt);
    }
    find_floor(s, room);
    find_shake(s, room);
    return true;
}

/* ---- signals ------------------------------------------------------------------------------------------- */

/* Rise of the line from a to b over the horizontal. In the side view from the picture, with `away` the side
 * that b lies on when the body is laid out; else from the network's depth. */
static double rise(const lumbar_stretch *s, const int a[2], const int b[2], size_t g, double away)
{
    if (s->view == LUMBAR_VIEW_SIDE || !s->has_world) {
        lumbar_vec from = lumbar_middle(s, a[0], a[1], g), to = lumbar_middle(s, b[0], b[1], g);
        return atan2(to.y - from.y, (to.x - from.x) * away);
    }
    double d[3];
    for (int k = 0; k < 3; k++)
        d[k] =
            (s->world[b[0]][k][g] + s->world[b[1]][k][g] - s->world[a[0]][k][g] - s->world[a[1]][k][g]) / 2;
    return atan2(d[1], hypot(d[0], d[2]));
}

/* How much a joint is bent: 0 straight. */
static double bend(const lumbar_stretch *s, int from, int joint, int to, size_t g)
{
    double a[3] = {0}, b[3] = {0};
    bool flat = s->view == LUMBAR_VIEW_SIDE || !s->has_world;
    for (int k = 0; k < (flat ? 2 : 3); k++) {
        const float *f = flat ? (k ? s->y[from] : s->x[from]) : s->world[from][k];
        const float *j = flat ? (k ? s->y[joint] : s->x[joint]) : s->world[joint][k];
        const float *t = flat ? (k ? s->y[to] : s->x[to]) : s->world[to][k];
        a[k] = f[g] - j[g];
        b[k] = t[g] - j[g];
    }
    double dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    double cross = sqrt(pow(a[1] * b[2] - a[2] * b[1], 2) + pow(a[2] * b[0] - a[0] * b[2], 2) +
                        pow(a[0] * b[1] - a[1] * b[0], 2));
    return M_PI - atan2(cross, dot);
}

static double clamp1(double v) { return isnan(v) ? 0 : fmax(-1, fmin(1, v)); }

/* Whether the front of the body faces up or to the feet (+1), or down or ahead of the head (-1): nose against
 * ear, toe against heel, knee against the line hip - ankle, elbow against the shoulder, each across the
 * trunk. */
static double front_vote(const lumbar_stretch *s, size_t g)
{
    const int side = s->near_side;
    lumbar_vec a = shoulder(s, g), b = hip(s, g);
    double length = hypot(a.x - b.x, a.y - b.y), t = s->trunk_length;
    if (!(length > 0)) return NAN;
    lumbar_vec n = {-(a.y - b.y) / length * s->head_side, (a.x - b.x) / length * s->head_side};
    lumbar_vec nose = lumbar_at(s, LUMBAR_NOSE, g),
               ear = lumbar_at(s, side ? LUMBAR_RIGHT_EAR : LUMBAR_LEFT_EAR, g);
    lumbar_vec knee = lumbar_at(s, side ? LUMBAR_RIGHT_KNEE : LUMBAR_LEFT_KNEE, g);
    lumbar_vec ankle = lumbar_at(s, side ? LUMBAR_RIGHT_ANKLE : LUMBAR_LEFT_ANKLE, g);
    lumbar_vec heel = lumbar_at(s, side ? LUMBAR_RIGHT_HEEL : LUMBAR_LEFT_HEEL, g);
    lumbar_vec toe = lumbar_at(s, side ? LUMBAR_RIGHT_FOOT_INDEX : LUMBAR_LEFT_FOOT_INDEX, g);
    lumbar_vec elbow = lumbar_at(s, side ? LUMBAR_RIGHT_ELBOW : LUMBAR_LEFT_ELBOW, g);
    double face = ((nose.x - ear.x) * n.x + (nose.y - ear.y) * n.y) / (0.12 * t);
    lumbar_vec leg = {ankle.x - b.x, ankle.y - b.y};
    double leg_length = hypot(leg.x, leg.y);
    double side_of_leg = (leg.x * (knee.y - b.y) - leg.y * (knee.x - b.x)) / leg_length *
                         -s->head_side; /* bent knees point forward */
    double foot = ((toe.x - heel.x) * leg.y - (toe.y - heel.y) * leg.x) / leg_length * s->head_side;
    double arm = ((elbow.x - a.x) * n.x + (elbow.y - a.y) * n.y) / (0.4 * t);
    return clamp1(face) + clamp1(side_of_leg / (0.2 * t)) + 0.5 * clamp1(foot / (0.15 * t)) +
           0.7 * clamp1(arm);
}

/* A running mean over `reach` grid steps to either side. */
static void blur(const float *in, float *out, size_t count, size_t reach)
{
    double sum = 0;
    size_t n = 0;
    for (size_t g = 0, add = 0; g < count; g++) {
        for (; add < count && add <= g + reach; add++)
            if (!isnan(in[add])) sum += in[add], n++;
        if (g > reach && !isnan(in[g - reach - 1])) sum -= in[g - reach - 1], n--;
        out[g] = n ? (float)(sum / (double)n) : NAN;
    }
}

static const int SHOULDERS[2] = {LUMBAR_LEFT_SHOULDER, LUMBAR_RIGHT_SHOULDER},
                 HIPS[2] = {LUMBAR_LEFT_HIP, LUMBAR_RIGHT_HIP};
static const int KNEES[2] = {LUMBAR_LEFT_KNEE, LUMBAR_RIGHT_KNEE},
                 ANKLES[2] = {LUMBAR_LEFT_ANKLE, LUMBAR_RIGHT_ANKLE};
static const int EARS[2] = {LUMBAR_LEFT_EAR, LUMBAR_RIGHT_EAR};

/* Hands to one side of the hips along the hips' own axis, in trunk lengths. */
static double twist_at(const lumbar_stretch *s, size_t g)
{
    double axis[3], hands[3], dot = 0, length = 0, trunk = 0;
    if (!s->has_world) return NAN;
    for (int k = 0; k < 3; k++) {
        axis[k] = s->world[HIPS[0]][k][g] - s->world[HIPS[1]][k][g];
        hands[k] = (s->world[LUMBAR_LEFT_WRIST][k][g] + s->world[LUMBAR_RIGHT_WRIST][k][g] -
                    s->world[HIPS[0]][k][g] - s->world[HIPS[1]][k][g]) /
                   2;
        double along = (s->world[SHOULDERS[0]][k][g] + s->world[SHOULDERS[1]][k][g] -
                        s->world[HIPS[0]][k][g] - s->world[HIPS[1]][k][g]) /
                       2;
        dot += axis[k] * hands[k];
        length += axis[k] * axis[k];
        trunk += along * along;
    }
    return dot / sqrt(length) / sqrt(trunk);
}

static double plank_at(const lumbar_stretch *s, size_t g)
{
    lumbar_point p[LUMBAR_POINT_COUNT] = {0};
    for (int i = 0; i < LUMBAR_POINT_COUNT; i++)
        p[i] = (lumbar_point){s->x[i][g], -s->y[i][g], s->confidence[i][g]};
    return lumbar_plank_measure(p, 1, s->feet_seen).bend;
}

static double lowest_foot(const lumbar_stretch *s, size_t g)
{
    const int side = s->near_side;
    return fmin(s->y[side ? LUMBAR_RIGHT_HEEL : LUMBAR_LEFT_HEEL][g],
                s->y[side ? LUMBAR_RIGHT_FOOT_INDEX : LUMBAR_LEFT_FOOT_INDEX][g]);
}

/* Everything that needs no sense of front and back. */
static void plain_signals(lumbar_stretch *s, size_t g, float *front)
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
    v[LUMBAR_TWIST][g] = (float)twist_at(s, g);
    v[LUMBAR_PLANK][g] = (float)plank_at(s, g);
    v[LUMBAR_FOOT_HEIGHT][g] = (float)(lowest_foot(s, g) / s->trunk_length);
    v[LUMBAR_HIP_HEIGHT][g] = (float)((hip(s, g).y - s->floor_y) / s->trunk_length);
    lumbar_vec hand = lumbar_at(s, side ? LUMBAR_RIGHT_WRIST : LUMBAR_LEFT_WRIST, g);
    v[LUMBAR_REACH][g] = (float)(fabs(hand.x - hip(s, g).x) / s->trunk_length);
    v[LUMBAR_LUMBAR][g] = NAN;
    front[g] = (float)front_vote(s, g);
}

/* Trunk upright and both hands well above the head: 1, else 0. Only hanging keeps that up. */
static double hangs_at(const lumbar_stretch *s, size_t g)
{
    lumbar_vec a = shoulder(s, g), hand = lumbar_middle(s, LUMBAR_LEFT_WRIST, LUMBAR_RIGHT_WRIST, g),
               nose = lumbar_at(s, LUMBAR_NOSE, g);
    return s->signal[LUMBAR_TRUNK][g] > 55 * DEGREE && hand.y > fmax(nose.y, a.y) + 0.35 * s->trunk_length;
}

/* `front` and `hangs` are means over a while. */
static lumbar_posture posture_at(const lumbar_stretch *s, size_t g, double front, double hangs)
{
    double trunk = s->signal[LUMBAR_TRUNK][g] / DEGREE;
    double thigh = fmax(s->signal[LUMBAR_THIGH_LEFT][g], s->signal[LUMBAR_THIGH_RIGHT][g]) / DEGREE;
    double knee = s->signal[LUMBAR_KNEE][g] / DEGREE, t = s->trunk_length;
    if (isnan(trunk) || isnan(thigh)) return LUMBAR_POSTURE_UNKNOWN;
    if (hangs > 0.8) return LUMBAR_HANGING;
    if (thigh < -50 && thigh > -130)
        return isnan(knee) || knee < 60 ? LUMBAR_STANDING : LUMBAR_ON_KNEES; /* both thighs are down */
    double stacked = fabs(s->y[SHOULDERS[0]][g] - s->y[SHOULDERS[1]][g]),
           beside = fabs(s->x[SHOULDERS[0]][g] - s->x[SHOULDERS[1]][g]);
    double hips_stacked = fabs(s->y[HIPS[0]][g] - s->y[HIPS[1]][g]);
    if (fabs(trunk) < 45 && stacked > 0.45 * t && stacked > beside && hips_stacked > 0.15 * t)
        return LUMBAR_ON_SIDE;
    return front >= 0 ? LUMBAR_ON_BACK : LUMBAR_ON_FRONT;
}

/* Signals whose sign follows the front of the body. */
static void front_signals(lumbar_stretch *s, size_t g, double front)
{
    const int side = s->near_side;
    double sign = front >= 0 ? 1 : -1;
    double thigh = s->signal[side ? LUMBAR_THIGH_RIGHT : LUMBAR_THIGH_LEFT][g];
    if (s->view == LUMBAR_VIEW_SIDE || !s->has_world)
        s->signal[LUMBAR_HIP][g] = (float)(sign * wrap(s->signal[LUMBAR_TRUNK][g] + thigh));
    else
        s->signal[LUMBAR_HIP][g] = (float)bend(s, SHOULDERS[side], HIPS[side], KNEES[side], g);
    lumbar_vec a = shoulder(s, g), b = hip(s, g),
               ear = lumbar_at(s, side ? LUMBAR_RIGHT_EAR : LUMBAR_LEFT_EAR, g);
    double turn = wrap(atan2(ear.y - a.y, ear.x - a.x) - atan2(a.y - b.y, a.x - b.x));
    s->signal[LUMBAR_NECK][g] = (float)(turn * s->head_side * sign);
}

/* A posture that lasts less than half a second is taken for what came before. */
static void settle_postures(lumbar_stretch *s)
{
    size_t least = (size_t)(0.5 / s->step_s);
    for (size_t g = 0; g < s->count;) {
        size_t end = g;
        while (end < s->count && s->posture[end] == s->posture[g]) end++;
        if (end - g < least && g > 0)
            for (size_t k = g; k < end; k++) s->posture[k] = s->posture[g - 1];
        g = end;
    }
}

/* A foot rests where it is low and stays; heights count from there. */
static void rest_feet(lumbar_stretch *s)
{
    double rest = lumbar_quantile(s->signal[LUMBAR_FOOT_HEIGHT], 0, s->count, 0.15);
    for (size_t g = 0; g < s->count; g++) s->signal[LUMBAR_FOOT_HEIGHT][g] -= (float)rest;
}

bool lumbar_body(lumbar_arena *arena, const lumbar_pose *pose, lumbar_stretch *s,
                 const lumbar_motion_limits *limits)
{
    float *front = LUMBAR_NEW_ARRAY(arena, float, s->count), *vote = LUMBAR_NEW_ARRAY(arena, float, s->count);
    float *hangs = LUMBAR_NEW_ARRAY(arena, float, s->count);
    s->posture = LUMBAR_NEW_ARRAY(arena, uint8_t, s->count);
    for (int k = 0; k < LUMBAR_SIGNAL_COUNT; k++)
        if (!(s->signal[k] = LUMBAR_NEW_ARRAY(arena, float, s->count))) return false;
    if (!front || !vote || !hangs || !s->posture || !lumbar_surroundings(arena, pose, s, limits))
        return false;
    for (size_t g = 0; g < s->count; g++) plain_signals(s, g, vote);
    blur(vote, front, s->count, (size_t)(1 / s->step_s));
    for (size_t g = 0; g < s->count; g++) vote[g] = (float)hangs_at(s, g);
    blur(vote, hangs, s->count, (size_t)(2 / s->step_s));
    for (size_t g = 0; g < s->count; g++) {
        s->posture[g] = (uint8_t)posture_at(s, g, front[g], hangs[g]);
        front_signals(s, g, front[g]);
    }
    settle_postures(s);
    rest_feet(s);
    return true;
}
