/* How the body is held, moment by moment: what it hangs from, stands, kneels or lies on, and where its front
 * faces. Angles, shares and times that stand here are our own choice, for the reason beside them. */
#include <math.h>
#include "motion/body.h"

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

/* ---- where the front faces ----------------------------------------------------------------------------- */

static double clamp1(double v) { return isnan(v) ? 0 : fmax(-1, fmin(1, v)); }

/* In the picture: nose against ear, toe against heel, knee against the line hip - ankle, elbow against the
 * shoulder, each across the trunk. +1 is up or towards the feet, -1 down or ahead of the head. */
static double flat_vote(const lumbar_stretch *s, size_t g)
{
    const int side = s->near_side;
    lumbar_motion_vec a = lumbar_shoulders(s, g), b = lumbar_hips(s, g);
    double length = hypot(a.x - b.x, a.y - b.y), t = s->trunk_length;
    if (!(length > 0)) return NAN;
    lumbar_motion_vec n = {-(a.y - b.y) / length * s->head_side, (a.x - b.x) / length * s->head_side};
    lumbar_motion_vec nose = lumbar_at(s, LUMBAR_NOSE, g),
                      ear = lumbar_at(s, side ? LUMBAR_RIGHT_EAR : LUMBAR_LEFT_EAR, g);
    lumbar_motion_vec knee = lumbar_at(s, side ? LUMBAR_RIGHT_KNEE : LUMBAR_LEFT_KNEE, g);
    lumbar_motion_vec ankle = lumbar_at(s, side ? LUMBAR_RIGHT_ANKLE : LUMBAR_LEFT_ANKLE, g);
    lumbar_motion_vec heel = lumbar_at(s, side ? LUMBAR_RIGHT_HEEL : LUMBAR_LEFT_HEEL, g);
    lumbar_motion_vec toe = lumbar_at(s, side ? LUMBAR_RIGHT_FOOT_INDEX : LUMBAR_LEFT_FOOT_INDEX, g);
    lumbar_motion_vec elbow = lumbar_at(s, side ? LUMBAR_RIGHT_ELBOW : LUMBAR_LEFT_ELBOW, g);
    double face = ((nose.x - ear.x) * n.x + (nose.y - ear.y) * n.y) / (0.12 * t);
    lumbar_motion_vec leg = {ankle.x - b.x, ankle.y - b.y};
    double leg_length = hypot(leg.x, leg.y);
    double side_of_leg =
        (leg.x * (knee.y - b.y) - leg.y * (knee.x - b.x)) / leg_length * -s->head_side; /* bent knees point forward */
    double foot = ((toe.x - heel.x) * leg.y - (toe.y - heel.y) * leg.x) / leg_length * s->head_side;
    double arm = ((elbow.x - a.x) * n.x + (elbow.y - a.y) * n.y) / (0.4 * t);
    return clamp1(face) + clamp1(side_of_leg / (0.2 * t)) + 0.5 * clamp1(foot / (0.15 * t)) + 0.7 * clamp1(arm);
}

typedef struct v3 {
    double p[3];
} v3;

/* From the middle of points a1, a2 to the middle of b1, b2, of length 1, in the network's depth. */
static v3 way(const lumbar_stretch *s, size_t g, const int a[2], const int b[2])
{
    v3 d;
    double length = 0;
    for (int k = 0; k < 3; k++) {
        d.p[k] = s->world[b[0]][k][g] + s->world[b[1]][k][g] - s->world[a[0]][k][g] - s->world[a[1]][k][g];
        length += d.p[k] * d.p[k];
    }
    for (int k = 0; k < 3; k++) d.p[k] /= sqrt(length);
    return d;
}

static double dot(v3 a, v3 b) { return a.p[0] * b.p[0] + a.p[1] * b.p[1] + a.p[2] * b.p[2]; }
static v3 cross(v3 a, v3 b)
{
    return (v3){
        {a.p[1] * b.p[2] - a.p[2] * b.p[1], a.p[2] * b.p[0] - a.p[0] * b.p[2], a.p[0] * b.p[1] - a.p[1] * b.p[0]}};
}

/* In depth: the network knows left from right, so left to right across the trunk gives the front; face and
 * feet help. On single real frames of push-ups and sit-ups that is right for 19 of 20. */
static double deep_vote(const lumbar_stretch *s, size_t g)
{
    static const int shoulders[2] = {LUMBAR_LEFT_SHOULDER, LUMBAR_RIGHT_SHOULDER},
                     hips[2] = {LUMBAR_LEFT_HIP, LUMBAR_RIGHT_HIP}, ankles[2] = {LUMBAR_LEFT_ANKLE, LUMBAR_RIGHT_ANKLE},
                     rights[2] = {LUMBAR_RIGHT_SHOULDER, LUMBAR_RIGHT_HIP},
                     lefts[2] = {LUMBAR_LEFT_SHOULDER, LUMBAR_LEFT_HIP}, ears[2] = {LUMBAR_LEFT_EAR, LUMBAR_RIGHT_EAR},
                     nose[2] = {LUMBAR_NOSE, LUMBAR_NOSE}, heels[2] = {LUMBAR_LEFT_HEEL, LUMBAR_RIGHT_HEEL},
                     toes[2] = {LUMBAR_LEFT_FOOT_INDEX, LUMBAR_RIGHT_FOOT_INDEX};
    v3 trunk = way(s, g, hips, shoulders), leg = way(s, g, hips, ankles);
    v3 front = cross(way(s, g, rights, lefts), trunk);
    double along[2] = {trunk.p[0] - leg.p[0], trunk.p[2] - leg.p[2]}; /* the floor, from feet to head */
    double length = hypot(along[0], along[1]), rise = hypot(trunk.p[0], trunk.p[2]);
    v3 facing = {{-trunk.p[1] * along[0] / length, rise, -trunk.p[1] * along[1] / length}};
    return clamp1(dot(front, facing)) + 0.7 * clamp1(dot(way(s, g, ears, nose), facing)) +
           0.5 * clamp1(dot(way(s, g, heels, toes), facing));
}

/* ---- hanging ------------------------------------------------------------------------------------------- */

/* Trunk upright in the picture and both hands well above the head. */
static bool hands_high(const lumbar_stretch *s, size_t g)
{
    lumbar_motion_vec a = lumbar_shoulders(s, g), b = lumbar_hips(s, g),
                      hand = lumbar_middle(s, LUMBAR_LEFT_WRIST, LUMBAR_RIGHT_WRIST, g),
                      nose = lumbar_at(s, LUMBAR_NOSE, g);
    return a.y - b.y > 0.8 * hypot(a.x - b.x, a.y - b.y) && hand.y > fmax(nose.y, a.y) + 0.35 * s->trunk_length;
}

static bool legs_down(const lumbar_stretch *s, size_t g)
{
    lumbar_motion_vec b = lumbar_hips(s, g), foot = lumbar_middle(s, LUMBAR_LEFT_ANKLE, LUMBAR_RIGHT_ANKLE, g);
    return b.y - foot.y > 0.7 * hypot(foot.x - b.x, foot.y - b.y);
}

/* The lower of both ankles, NaN where one is not seen. */
static double lower_ankle(const lumbar_stretch *s, size_t g)
{
    double l = s->y[LUMBAR_LEFT_ANKLE][g], r = s->y[LUMBAR_RIGHT_ANKLE][g];
    return isnan(l) || isnan(r) ? NAN : fmin(l, r);
}

/* Held by the arms with the hands below, as in a captain's chair: the legs hang straight down (they are 1.7 trunk
 * lengths long), then both feet leave that place together for longer than a jump's moment, and the trunk stays upright
 * and the hips where they are. Who stands on these feet cannot do that, and who sits has no straight legs below. */
static bool on_arms(const lumbar_stretch *s, size_t from, size_t to, float *room)
{
    const double t = s->trunk_length, time = (double)(to - from);
    size_t upright = 0, down = 0, raised = 0;
    for (int k = 0; k < 2; k++) {
        for (size_t g = from; g < to; g++) room[g - from] = (float)(k ? lumbar_hips(s, g).y : lumbar_hips(s, g).x);
        if (!(lumbar_quantile(room, 0, to - from, 0.95) - lumbar_quantile(room, 0, to - from, 0.05) < 0.5 * t))
            return false;
    }
    for (size_t g = from; g < to; g++) room[g - from] = (float)lower_ankle(s, g);
    double rest = lumbar_quantile(room, 0, to - from, 0.05);
    for (size_t g = from; g < to; g++) {
        lumbar_motion_vec a = lumbar_shoulders(s, g), b = lumbar_hips(s, g);
        upright += a.y - b.y > 0.8 * hypot(a.x - b.x, a.y - b.y);
        down += b.y - lower_ankle(s, g) > 1.3 * t;
        raised += lower_ankle(s, g) - rest > 0.6 * t;
    }
    return (double)upright > 0.9 * time && (double)down > 0.1 * time && (double)raised > 0.1 * time;
}

/* Marks seconds of which the time around them is spent so. */
static bool find_arms(lumbar_arena *arena, lumbar_stretch *s)
{
    size_t step = (size_t)(1 / s->step_s), reach = 2 * step;
    float *room = LUMBAR_NEW_ARRAY(arena, float, step + 2 * reach);
    if (!room) return false;
    for (size_t g = 0; g < s->count; g += step) {
        size_t end = g + step < s->count ? g + step : s->count, from = g > reach ? g - reach : 0,
               to = end + reach < s->count ? end + reach : s->count;
        if (to - from < 2 * step || !on_arms(s, from, to, room)) continue;
        for (size_t i = g; i < end; i++) s->posture[i] = LUMBAR_HANGING;
    }
    return true;
}

/* Only hanging keeps the hands up for seconds; and between repetitions the legs hang down, which parts it
 * from sitting up with the arms overhead. */
bool lumbar_hanging(lumbar_arena *arena, lumbar_stretch *s)
{
    float *now = LUMBAR_NEW_ARRAY(arena, float, s->count), *hands = LUMBAR_NEW_ARRAY(arena, float, s->count),
          *legs = LUMBAR_NEW_ARRAY(arena, float, s->count);
    if (!now || !hands || !legs) return false;
    for (size_t g = 0; g < s->count; g++) now[g] = hands_high(s, g);
    blur(now, hands, s->count, (size_t)(2 / s->step_s));
    for (size_t g = 0; g < s->count; g++) now[g] = legs_down(s, g);
    blur(now, legs, s->count, (size_t)(4 / s->step_s));
    for (size_t g = 0; g < s->count; g++)
        s->posture[g] = hands[g] > 0.8 && legs[g] > 0.1 ? LUMBAR_HANGING : LUMBAR_POSTURE_UNKNOWN;
    return find_arms(arena, s);
}

/* ---- postures ------------------------------------------------------------------------------------------ */

/* Whether the line from left to right stands upright: lying on one side. Without depth it must be long too, as
 * edge-on it has no direction: by `least` trunk lengths. */
static bool stacked(const lumbar_stretch *s, int left, int right, double least, size_t g)
{
    double up = fabs(s->y[left][g] - s->y[right][g]), across = fabs(s->x[left][g] - s->x[right][g]);
    if (!s->has_world) return up > across && up > least * s->trunk_length;
    up = fabs(s->world[left][1][g] - s->world[right][1][g]);
    across = hypot(s->world[left][0][g] - s->world[right][0][g], s->world[left][2][g] - s->world[right][2][g]);
    return up > across;
}

/* `front` is a mean over a while. */
static lumbar_posture posture_at(const lumbar_stretch *s, size_t g, double front)
{
    double trunk = s->signal[LUMBAR_TRUNK][g] / DEGREE, leg = s->signal[LUMBAR_LEG][g] / DEGREE;
    double thigh = fmax(s->signal[LUMBAR_THIGH_LEFT][g], s->signal[LUMBAR_THIGH_RIGHT][g]) / DEGREE;
    double knee = s->signal[LUMBAR_KNEE][g] / DEGREE;
    if (isnan(trunk) || isnan(thigh)) return LUMBAR_POSTURE_UNKNOWN;
    if (leg < -60 && leg > -120) return LUMBAR_STANDING; /* the feet are below the hips, squatting too */
    if (thigh < -50 && thigh > -130)
        return isnan(knee) || knee < 60 ? LUMBAR_STANDING : LUMBAR_ON_KNEES; /* both thighs are down */
    if (fabs(trunk) < 45 && fabs(thigh) < 35 && stacked(s, LUMBAR_LEFT_SHOULDER, LUMBAR_RIGHT_SHOULDER, 0.45, g) &&
        stacked(s, LUMBAR_LEFT_HIP, LUMBAR_RIGHT_HIP, 0.15, g))
        return LUMBAR_ON_SIDE;
    return front >= 0 ? LUMBAR_ON_BACK : LUMBAR_ON_FRONT;
}

/* A posture that lasts less than half a second is taken for what came before, and so is a moment in which the
 * body was not seen, which within a stretch is never long. */
static void settle(lumbar_stretch *s)
{
    size_t least = (size_t)(0.5 / s->step_s);
    for (size_t g = 0; g < s->count;) {
        size_t end = g;
        while (end < s->count && s->posture[end] == s->posture[g]) end++;
        if ((end - g < least || s->posture[g] == LUMBAR_POSTURE_UNKNOWN) && g > 0)
            for (size_t k = g; k < end; k++) s->posture[k] = s->posture[g - 1];
        g = end;
    }
}

/* Who kneels goes on kneeling while the front is down and the near knee stays where it was: rolling out,
 * leaning on the hands. Over the grid in one direction. */
static void stay_on_knees(lumbar_stretch *s, bool backwards)
{
    const int knee = s->near_side ? LUMBAR_RIGHT_KNEE : LUMBAR_LEFT_KNEE;
    lumbar_motion_vec rest = {NAN, NAN};
    for (size_t i = 0; i < s->count; i++) {
        size_t g = backwards ? s->count - 1 - i : i;
        lumbar_motion_vec at = lumbar_at(s, knee, g);
        if (s->posture[g] == LUMBAR_ON_KNEES) {
            bool anew = isnan(rest.x) || hypot(at.x - rest.x, at.y - rest.y) > 0.25 * s->trunk_length;
            if (anew) rest = at;
        } else if (s->posture[g] == LUMBAR_ON_FRONT && /* NaN fails */
                   hypot(at.x - rest.x, at.y - rest.y) < 0.25 * s->trunk_length)
            s->posture[g] = LUMBAR_ON_KNEES;
        else rest = (lumbar_motion_vec){NAN, NAN};
    }
}

bool lumbar_postures(lumbar_arena *arena, lumbar_stretch *s, float *front)
{
    float *vote = LUMBAR_NEW_ARRAY(arena, float, s->count);
    if (!vote) return false;
    for (size_t g = 0; g < s->count; g++)
        vote[g] = (float)(s->has_world ? 0.5 * flat_vote(s, g) + 1.5 * deep_vote(s, g) : flat_vote(s, g));
    blur(vote, front, s->count, (size_t)(1 / s->step_s));
    for (size_t g = 0; g < s->count; g++)
        if (s->posture[g] != LUMBAR_HANGING) s->posture[g] = (uint8_t)posture_at(s, g, front[g]);
    settle(s);
    stay_on_knees(s, false);
    stay_on_knees(s, true);
    return true;
}
