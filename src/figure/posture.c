/* A row of figures -> the trainee's body in a posture. */
#include <string.h>
#include "figure/figure.h"
#include "trainee/scenario.h"

#define HEIGHT 1.74 /* m, near the mean of the body's table: a line figure is nobody's size */
#define BAR 2.1     /* m, the bar's height over the floor (own choice: the feet hang free) */
#define WHEEL .10   /* m, its radius (own choice) */
#define SAG 1.4 /* of the trainee's sagging: the hips of a side plank near the floor, where it starts (own choice) */

const lumbar_trainee_body *lumbar_figure_body(lumbar_trainee_body *body)
{
    *body = lumbar_trainee_body_make((lumbar_build){.height = HEIGHT, .girth = 1, .belly = 1});
    return body;
}

/* ---- motions of the trainee ---------------------------------------------------------------------------- */

static bool motion_named(const char *name, lumbar_trainee_exercise *exercise)
{
    for (int i = 0; i < LUMBAR_DO_COUNT; i++)
        if (!strcmp(lumbar_exercise_name((lumbar_trainee_exercise)i), name))
            return *exercise = (lumbar_trainee_exercise)i, true;
    return false;
}

static bool moved(const lumbar_figure *figure, double share, lumbar_skeleton *skeleton)
{
    static const lumbar_arms arms[] = {[LUMBAR_HANDS_HEAD] = LUMBAR_ARMS_HEAD,
                                       [LUMBAR_HANDS_CHEST] = LUMBAR_ARMS_CHEST,
                                       [LUMBAR_HANDS_BESIDE] = LUMBAR_ARMS_BESIDE};
    lumbar_scenario scenario = {.arms = arms[figure->hands], .look = {.bar_z = BAR, .wheel = WHEEL}};
    lumbar_phase phase = {.engaged = 1, .reach = share};
    if (!motion_named(figure->motion, &scenario.exercise)) return false;
    lumbar_figure_body(&scenario.body);
    if (lumbar_exercise_alternates(scenario.exercise)) { /* from one side to the other */
        phase.side = share < .5 ? 1 : -1;
        phase.reach = fabs(1 - 2 * share);
    } else if (lumbar_exercise_holds(scenario.exercise)) { /* the hips come up */
        scenario.fault = LUMBAR_WITH_SAG;
        scenario.amount = SAG;
        phase.fault = 1 - share;
    }
    *skeleton = lumbar_motion_pose(&scenario, &phase);
    return true;
}

/* ---- postures of the table ----------------------------------------------------------------------------- */

static lumbar_figure_pose pose_between(const lumbar_figure_pose *a, const lumbar_figure_pose *b, double share)
{
    lumbar_figure_pose pose = {.trunk = mix(a->trunk, b->trunk, share),
                               .curl = mix(a->curl, b->curl, share),
                               .neck = mix(a->neck, b->neck, share),
                               .hips = mix(a->hips, b->hips, share)};
    for (int i = 0; i < 2; i++) {
        pose.arm[i] = mix(a->arm[i], b->arm[i], share);
        pose.forearm[i] = mix(a->forearm[i], b->forearm[i], share);
        pose.thigh[i] = mix(a->thigh[i], b->thigh[i], share);
        pose.shank[i] = mix(a->shank[i], b->shank[i], share);
        pose.foot[i] = mix(a->foot[i], b->foot[i], share);
    }
    return pose;
}

static lumbar_trainee_vec towards(double degrees) { return vec(cos(RADIANS(degrees)), 0, sin(RADIANS(degrees))); }

/* The hand where upper arm and forearm, of their own lengths, lead. */
static lumbar_reach hand_of(const lumbar_trainee_body *body, lumbar_trainee_vec shoulder, double arm, double forearm)
{
    lumbar_trainee_vec elbow = add(shoulder, times(towards(arm), body->upper_arm));
    lumbar_trainee_vec wrist = add(elbow, times(towards(forearm), body->forearm));
    lumbar_trainee_vec pole = sub(elbow, between(shoulder, wrist, .5));
    if (size_of(pole) < .02) pole = towards(arm + 90); /* straight: any side */
    return (lumbar_reach){LUMBAR_BONE_WORLD, wrist, LUMBAR_BONE_WORLD, pole, towards(forearm)};
}

static lumbar_skeleton posed(const lumbar_trainee_body *body, const lumbar_figure_pose *pose)
{
    enum { SPINE_SHARE = 60 }; /* % of the bend that is the lower back's (own choice: it bends the more) */
    lumbar_stance stance = {.pitch = RADIANS(90 - pose->trunk),
                            .lumbar = RADIANS(pose->curl * SPINE_SHARE / 100),
                            .thoracic = RADIANS(pose->curl * (100 - SPINE_SHARE) / 100),
                            .neck = RADIANS(pose->neck)};
    for (int i = 0; i < 2; i++) {
        int side = !i; /* the nearer is the body's right, which comes second in the stance */
        stance.hip[side] = RADIANS(pose->thigh[i] - pose->trunk - 180);
        stance.knee[side] = RADIANS(pose->thigh[i] - pose->shank[i]);
        stance.ankle[side] = RADIANS(pose->foot[i] - pose->shank[i] - 90);
    }
    lumbar_skeleton skeleton = lumbar_skeleton_pose(body, &stance);
    for (int i = 0; i < 2; i++) {
        lumbar_trainee_vec shoulder = place_in(&skeleton.bone[LUMBAR_BONE_CHEST], body->shoulder[!i]);
        stance.hand[!i] = hand_of(body, shoulder, pose->arm[i], pose->forearm[i]);
    }
    return lumbar_skeleton_pose(body, &stance);
}

static lumbar_trainee_vec middle_of(const lumbar_skeleton *s, int bone)
{
    return between(s->bone[bone].at, s->bone[bone + 1].at, .5);
}

/* Onto the floor, to its height or under the bar; what is still stays over its place at the start. */
static void put_down(const lumbar_trainee_body *body, const lumbar_figure *figure, const lumbar_figure_pose *pose,
                     lumbar_skeleton *skeleton)
{
    static const int still[] = {[LUMBAR_STILL_HIPS] = LUMBAR_BONE_THIGH,
                                [LUMBAR_STILL_HANDS] = LUMBAR_BONE_HAND,
                                [LUMBAR_STILL_FEET] = LUMBAR_BONE_FOOT};
    double up = isnan(pose->hips) ? -lumbar_lowest(body, skeleton, 0, LUMBAR_BONE_COUNT - 1)
                                  : pose->hips - middle_of(skeleton, LUMBAR_BONE_THIGH).z;
    if (figure->thing == LUMBAR_THING_BAR) up = BAR - middle_of(skeleton, LUMBAR_BONE_HAND).z;
    lumbar_skeleton_shift(skeleton, vec(-middle_of(skeleton, still[figure->still]).x, 0, up));
}

bool lumbar_figure_posture(const lumbar_figure *figure, double share, lumbar_skeleton *skeleton)
{
    if (figure->motion) return moved(figure, share, skeleton);
    lumbar_trainee_body body;
    lumbar_figure_body(&body);
    const lumbar_figure_pose pose = pose_between(&figure->start, &figure->end, share);
    *skeleton = posed(&body, &pose);
    put_down(&body, figure, &pose, skeleton);
    return true;
}

bool lumbar_figures_check(const lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_FIGURES];
    lumbar_trainee_exercise exercise;
    for (size_t i = 0; i < k->figure_count; i++)
        if (k->figures[i].motion && !motion_named(k->figures[i].motion, &exercise))
            return lumbar_row_fail(error, LUMBAR_TABLE_FIGURES, &table->rows[i], "motion",
                                   "the trainee has no motion '%.60s'", k->figures[i].motion);
    return true;
}
