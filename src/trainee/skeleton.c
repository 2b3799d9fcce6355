/* Forward kinematics of the rendered body, with arms and legs solved for where hand and foot are to be. */
#include "trainee/body.h"

/* A bone along `down` (its -z) whose hinge axis is square to down and `front`. */
static lumbar_turn along(lumbar_trainee_vec down, lumbar_trainee_vec front)
{
    lumbar_turn t = {.z = times(unit(down), -1)};
    t.y = unit(cross(t.z, front));
    t.x = cross(t.y, t.z);
    return t;
}

/* Two bones of lengths a and b from `root` to `target` (or as near as they reach); the joint bulges towards
 * `pole`. */
static lumbar_trainee_vec middle_joint(lumbar_trainee_vec root, lumbar_trainee_vec target, double a, double b,
                                       lumbar_trainee_vec pole)
{
    lumbar_trainee_vec line = sub(target, root);
    double d = size_of(line), longest = .9995 * (a + b);
    if (d > longest) d = longest;
    if (d < fabs(a - b) + 1e-3) d = fabs(a - b) + 1e-3;
    lumbar_trainee_vec u = unit(line);
    double along_line = (a * a - b * b + d * d) / (2 * d), out2 = a * a - along_line * along_line;
    lumbar_trainee_vec side = unit(sub(pole, times(u, dot(pole, u))));
    return add(add(root, times(u, along_line)), times(side, sqrt(out2 > 0 ? out2 : 0)));
}

static lumbar_trainee_vec in_world(const lumbar_skeleton *s, int bone, lumbar_trainee_vec local, bool point)
{
    if (bone == LUMBAR_BONE_WORLD) return local;
    return point ? place_in(&s->bone[bone], local) : rotate(&s->bone[bone].turn, local);
}

/* The spine: each node adds its share of flexion, twist and side bend. */
static void pose_spine(const lumbar_trainee_body *body, const lumbar_stance *stance, lumbar_skeleton *s)
{
    static const double thoracic[3] = {.30, .35, .35}, thoracic_twist[3] = {.40, .32, .16};
    lumbar_turn turn = s->bone[LUMBAR_BONE_PELVIS].turn;
    s->node[0] = place_in(&s->bone[LUMBAR_BONE_PELVIS], body->l5s1);
    double lean = 0;
    for (int i = 0; i < LUMBAR_NODES; i++) {
        double flexion = 0, twist = 0, bend = 0;
        if (i < 5) {
            flexion = stance->lumbar * lumbar_level_share[i];
            twist = stance->twist * .024; /* lumbar levels turn little: 12 % of the whole */
            bend = stance->bend * .14;
        } else if (i < 8) {
            flexion = stance->thoracic * thoracic[i - 5];
            twist = stance->twist * thoracic_twist[i - 5];
            bend = stance->bend * .10;
        } else {
            flexion = stance->neck * .5;
        }
        turn = combine(turn, combine(turn_y(body->lean[i] - lean + flexion), combine(turn_x(-bend), turn_z(twist))));
        lean = body->lean[i];
        s->bone[LUMBAR_BONE_SPINE + i] = (lumbar_bone){turn, s->node[i]};
        if (i + 1 < LUMBAR_NODES) s->node[i + 1] = place_in(&s->bone[LUMBAR_BONE_SPINE + i], vec(0, 0, body->link[i]));
    }
    s->skull = place_in(&s->bone[LUMBAR_BONE_NECK], vec(0, 0, body->neck));
    lumbar_turn head = combine(turn, turn_y(stance->neck * .5 - lean));
    s->bone[LUMBAR_BONE_HEAD] = (lumbar_bone){head, s->skull};
}

static void pose_arm(const lumbar_trainee_body *body, const lumbar_stance *stance, int side, lumbar_skeleton *s)
{
    const lumbar_reach *r = &stance->hand[side];
    lumbar_trainee_vec shoulder = place_in(&s->bone[LUMBAR_BONE_CHEST], body->shoulder[side]);
    lumbar_trainee_vec wrist = in_world(s, r->bone, r->point, true), pole = in_world(s, r->pole_bone, r->pole, false);
    lumbar_trainee_vec elbow = middle_joint(shoulder, wrist, body->upper_arm, body->forearm, pole);
    lumbar_trainee_vec front = times(pole, -1), lower = unit(sub(wrist, elbow));
    s->bone[LUMBAR_BONE_UPPER_ARM + side] = (lumbar_bone){along(sub(elbow, shoulder), front), shoulder};
    s->bone[LUMBAR_BONE_FOREARM + side] = (lumbar_bone){along(lower, front), elbow};
    lumbar_trainee_vec end = size_of(r->end) > 0 ? in_world(s, r->bone, r->end, false) : lower;
    s->bone[LUMBAR_BONE_HAND + side] = (lumbar_bone){along(end, front), add(elbow, times(lower, body->forearm))};
}

static void pose_leg(const lumbar_trainee_body *body, const lumbar_stance *stance, int side, lumbar_skeleton *s)
{
    const lumbar_reach *r = &stance->foot[side];
    const lumbar_bone *pelvis = &s->bone[LUMBAR_BONE_PELVIS];
    lumbar_trainee_vec hip = place_in(pelvis, body->hip[side]);
    lumbar_bone thigh, shank, foot;
    if (stance->leg_reach[side]) {
        lumbar_trainee_vec ankle = in_world(s, r->bone, r->point, true),
                           pole = in_world(s, r->pole_bone, r->pole, false);
        lumbar_trainee_vec knee = middle_joint(hip, ankle, body->thigh, body->shank, pole);
        thigh = (lumbar_bone){along(sub(knee, hip), pole), hip};
        shank = (lumbar_bone){along(sub(ankle, knee), pole), knee};
    } else {
        lumbar_turn t = combine(
            pelvis->turn, combine(turn_x(side ? -stance->spread[1] : stance->spread[0]), turn_y(-stance->hip[side])));
        thigh = (lumbar_bone){t, hip};
        shank = (lumbar_bone){combine(t, turn_y(stance->knee[side])), place_in(&thigh, vec(0, 0, -body->thigh))};
    }
    foot.at = place_in(&shank, vec(0, 0, -body->shank));
    if (stance->leg_reach[side] && size_of(r->end) > 0) {
        foot.turn.x = unit(in_world(s, r->bone, r->end, false));
        /* A foot on the floor lies flat, whichever way the knee points. */
        foot.turn.y = unit(cross(fabs(foot.turn.x.z) < .5 ? vec(0, 0, 1) : shank.turn.z, foot.turn.x));
        foot.turn.z = cross(foot.turn.x, foot.turn.y);
    } else {
        foot.turn = combine(shank.turn, turn_y(-stance->ankle[side]));
    }
    s->bone[LUMBAR_BONE_THIGH + side] = thigh;
    s->bone[LUMBAR_BONE_SHANK + side] = shank;
    s->bone[LUMBAR_BONE_FOOT + side] = foot;
}

lumbar_skeleton lumbar_skeleton_pose(const lumbar_trainee_body *body, const lumbar_stance *stance)
{
    lumbar_skeleton s = {0};
    lumbar_turn t = combine(turn_z(stance->yaw), combine(turn_y(stance->pitch), turn_z(stance->roll)));
    s.bone[LUMBAR_BONE_PELVIS] = (lumbar_bone){t, stance->pelvis};
    pose_spine(body, stance, &s);
    for (int side = 0; side < 2; side++) {
        pose_arm(body, stance, side, &s);
        pose_leg(body, stance, side, &s);
    }
    return s;
}

double lumbar_lowest(const lumbar_trainee_body *body, const lumbar_skeleton *skeleton, int first, int last)
{
    double lowest = 1e9;
    for (size_t i = 0; i < body->flesh_count; i++) {
        const lumbar_flesh *f = &body->flesh[i];
        if ((int)f->bone < first || (int)f->bone > last) continue;
        const lumbar_bone *bone = &skeleton->bone[f->bone];
        double z, a = place_in(bone, f->a).z;
        if (f->cone) {
            z = fmin(a - f->ra, place_in(bone, f->b).z - f->rb);
        } else {
            lumbar_turn t = combine(bone->turn, turn_y(f->rb));
            z = a - size_of(vec(t.x.z * f->b.x, t.y.z * f->b.y, t.z.z * f->b.z));
        }
        if (z < lowest) lowest = z;
    }
    return lowest;
}

void lumbar_skeleton_shift(lumbar_skeleton *skeleton, lumbar_trainee_vec shift)
{
    for (int i = 0; i < LUMBAR_BONE_COUNT; i++) skeleton->bone[i].at = add(skeleton->bone[i].at, shift);
    for (int i = 0; i < LUMBAR_NODES; i++) skeleton->node[i] = add(skeleton->node[i], shift);
    skeleton->skull = add(skeleton->skull, shift);
}
