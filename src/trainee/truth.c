/* What is true of the rendered body at a time, and a camera that frames its whole movement. */
#include "trainee/scenario.h"

/* Lean of the direction from a to b from the upright, in the plane of movement: positive to the front. */
static double lean(lumbar_trainee_vec a, lumbar_trainee_vec b) { return atan2(b.x - a.x, b.z - a.z); }

static double wrap(double a)
{
    while (a > 3.14159265358979) a -= 6.28318530717959;
    while (a < -3.14159265358979) a += 6.28318530717959;
    return a;
}

static void fill_points(const lumbar_trainee_body *body, const lumbar_skeleton *s, lumbar_trainee_vec *p)
{
    const lumbar_bone *head = &s->bone[LUMBAR_BONE_HEAD];
    double k = body->build.height / 1.75;
    p[LUMBAR_NOSE] = place_in(head, vec(.118 * k, 0, .034 * k));
    for (int side = 0; side < 2; side++) {
        double y = (side ? -k : k);
        int eye = side ? LUMBAR_RIGHT_EYE_INNER : LUMBAR_LEFT_EYE_INNER;
        p[eye] = place_in(head, vec(.090 * k, .020 * y, .057 * k));
        p[eye + 1] = place_in(head, vec(.088 * k, .031 * y, .057 * k));
        p[eye + 2] = place_in(head, vec(.084 * k, .042 * y, .057 * k));
        p[LUMBAR_LEFT_EAR + side] = place_in(head, vec(.002 * k, .074 * y, .050 * k));
        p[LUMBAR_MOUTH_LEFT + side] = place_in(head, vec(.092 * k, .020 * y, .004 * k));
        const lumbar_bone *hand = &s->bone[LUMBAR_BONE_HAND + side], *foot = &s->bone[LUMBAR_BONE_FOOT + side];
        p[LUMBAR_LEFT_SHOULDER + side] = s->bone[LUMBAR_BONE_UPPER_ARM + side].at;
        p[LUMBAR_LEFT_ELBOW + side] = s->bone[LUMBAR_BONE_FOREARM + side].at;
        p[LUMBAR_LEFT_WRIST + side] = hand->at;
        p[LUMBAR_LEFT_PINKY + side] = place_in(hand, vec(-.028 * k, 0, -.082 * k));
        p[LUMBAR_LEFT_INDEX + side] = place_in(hand, vec(.028 * k, 0, -.085 * k));
        p[LUMBAR_LEFT_THUMB + side] = place_in(hand, vec(.046 * k, 0, -.048 * k));
        p[LUMBAR_LEFT_HIP + side] = s->bone[LUMBAR_BONE_THIGH + side].at;
        p[LUMBAR_LEFT_KNEE + side] = s->bone[LUMBAR_BONE_SHANK + side].at;
        p[LUMBAR_LEFT_ANKLE + side] = foot->at;
        p[LUMBAR_LEFT_HEEL + side] = place_in(foot, vec(-.050 * k, 0, -.048 * k));
        p[LUMBAR_LEFT_FOOT_INDEX + side] = place_in(foot, vec(.172 * k, 0, -.050 * k));
    }
}

/* The angle between the first and the last of the five lumbar levels' links, less that of standing. */
static double lumbar_flexion(const lumbar_trainee_body *body, const lumbar_skeleton *s)
{
    lumbar_trainee_vec pelvis = s->bone[LUMBAR_BONE_PELVIS].turn.z, top = s->bone[LUMBAR_BONE_SPINE + 4].turn.z;
    const lumbar_turn *t = &s->bone[LUMBAR_BONE_PELVIS].turn;
    return wrap(atan2(dot(top, t->x), dot(top, pelvis)) - body->lean[4]);
}

double lumbar_scenario_length(const lumbar_scenario *scenario)
{
    return scenario->span_count ? scenario->span[scenario->span_count - 1].end_s : scenario->duration_s;
}

lumbar_skeleton lumbar_scenario_at(const lumbar_scenario *scenario, double time_s, lumbar_truth *truth)
{
    const lumbar_trainee_body *body = &scenario->body;
    lumbar_phase phase = lumbar_phase_at(scenario, time_s);
    lumbar_skeleton s =
        scenario->span_count ? lumbar_act_pose(scenario, time_s, &phase) : lumbar_motion_pose(scenario, &phase);
    *truth = (lumbar_truth){.phase = phase};
    fill_points(body, &s, truth->points);
    for (int i = 0; i < LUMBAR_NODES; i++) truth->node[i] = s.node[i];
    const lumbar_trainee_vec *p = truth->points;
    lumbar_trainee_vec hips = between(p[LUMBAR_LEFT_HIP], p[LUMBAR_RIGHT_HIP], .5);
    lumbar_trainee_vec shoulders = between(p[LUMBAR_LEFT_SHOULDER], p[LUMBAR_RIGHT_SHOULDER], .5);
    lumbar_trainee_vec ears = between(p[LUMBAR_LEFT_EAR], p[LUMBAR_RIGHT_EAR], .5);
    truth->lumbar = lumbar_flexion(body, &s);
    truth->pelvis = lean(vec(0, 0, 0), s.bone[LUMBAR_BONE_PELVIS].turn.z);
    truth->chest = lean(hips, shoulders);
    truth->neck = wrap(lean(shoulders, ears) - truth->chest);
    for (int side = 0; side < 2; side++) {
        lumbar_trainee_vec hip = p[LUMBAR_LEFT_HIP + side], knee = p[LUMBAR_LEFT_KNEE + side],
                           ankle = p[LUMBAR_LEFT_ANKLE + side];
        truth->hip[side] = wrap(truth->chest - lean(knee, hip));
        truth->knee[side] = wrap(lean(ankle, knee) - lean(knee, hip));
    }
    return s;
}

static lumbar_camera aim(const lumbar_scenario *sc, lumbar_trainee_vec target, double away, int width, int height)
{
    double side = sc->from_left ? 1 : -1;
    lumbar_camera c = {.width = width, .height = height, .focal = sc->focal_share * width};
    c.at = add(target, vec(away * sin(sc->azimuth), side * away * cos(sc->azimuth), 0));
    c.at.z = fmax(sc->camera_height, .2);
    c.forward = unit(sub(target, c.at));
    c.right = unit(cross(c.forward, vec(0, 0, 1)));
    c.down = cross(c.forward, c.right);
    return c;
}

lumbar_camera lumbar_scenario_camera(const lumbar_scenario *scenario, int width, int height)
{
    enum { TIMES = 40 };
    double away = 3;
    lumbar_trainee_vec target = vec(0, 0, .3);
    for (int round = 0; round < 6; round++) {
        lumbar_camera c = aim(scenario, target, away, width, height);
        double low_x = 1e9, high_x = -1e9, low_y = 1e9, high_y = -1e9, x, y;
        for (int i = 0; i < TIMES; i++) {
            lumbar_truth truth;
            lumbar_scenario_at(scenario, lumbar_scenario_length(scenario) * i / (TIMES - 1), &truth);
            for (int k = 0; k < LUMBAR_POINT_COUNT; k++) {
                if (!lumbar_camera_see(&c, truth.points[k], &x, &y)) continue;
                low_x = fmin(low_x, x), high_x = fmax(high_x, x), low_y = fmin(low_y, y), high_y = fmax(high_y, y);
            }
        }
        /* Flesh and clothes reach some 6 % of the width farther than the points. */
        double fill = fmax((high_x - low_x) / width + .06, ((high_y - low_y) / height + .10) * .92);
        double metre = c.focal / away;
        target = add(target, times(c.right, (.5 * (low_x + high_x) - .5 * width) / metre));
        target.z -= (.5 * (low_y + high_y) - .52 * height) / metre;
        away *= fmin(fmax(fill / scenario->fill, .5), 2);
    }
    return aim(scenario, target, away, width, height);
}
