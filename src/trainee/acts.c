/* What the rendered body does beside its exercise: lying down before it, resting, talking; and how it gets from one to
 * the other. Postures and gestures are our own choice; degrees, as in exercises.c. */
#include "trainee/limbs.h"

/* Slow swaying that never repeats, -1..1. */
static double sway(const lumbar_scenario *sc, double t, int which)
{
    double a = 2.3 * which + (double)(sc->seed % 89), rate = .31 + .07 * which;
    return .6 * sin(6.2832 * rate * t + a) + .4 * sin(6.2832 * 2.3 * rate * t + 2.1 * a);
}

typedef lumbar_contact act_pose(const lumbar_scenario *sc, double t, lumbar_stance *st);

static lumbar_contact prone(const lumbar_scenario *sc, double t, lumbar_stance *st)
{
    bool tucked = sc->vary[5] > 0; /* the toes */
    st->lumbar = -10 + 4 * sc->vary[4];
    st->thoracic = -6;
    st->neck = -18 + 12 * sway(sc, t, 0);
    for (int side = 0; side < 2; side++) lumbar_limbs_leg(st, side, -2, tucked ? 20 : 6, tucked ? 6 : -55);
    return LUMBAR_RESTS_ON_BELLY;
}

static lumbar_contact lying(const lumbar_scenario *sc, double t, lumbar_stance *st)
{
    st->lumbar = 2;
    st->twist = 3 * sway(sc, t, 1);
    lumbar_limbs_hands(sc, st, LUMBAR_ARMS_BESIDE);
    lumbar_limbs_feet(sc, st, sc->straight ? .99 : .64, 0);
    for (int side = 0; side < 2; side++) st->foot[side].pole.y += .25 * sway(sc, t, 2);
    return LUMBAR_RESTS_ON_BACK;
}

static lumbar_contact talk(const lumbar_scenario *sc, double t, lumbar_stance *st)
{
    double s = sc->body.scale;
    st->pitch = -14 + 4 * sway(sc, t, 0);
    st->lumbar = 20 + 3 * sway(sc, t, 1);
    st->thoracic = 12;
    st->neck = -6 + 14 * sway(sc, t, 2);
    st->twist = 14 * sway(sc, t, 3);
    lumbar_limbs_feet(sc, st, sc->straight ? .97 : .66, 0);
    for (int side = 0; side < 2; side++) {
        lumbar_trainee_vec at = vec(.27 + .10 * sway(sc, t, 4 + side), .10 + .06 * sway(sc, t, 6 + side),
                                    -.10 + .14 * sway(sc, t, 8 + side));
        lumbar_limbs_hand(
            st, side,
            (lumbar_reach){LUMBAR_BONE_CHEST, times(at, s), LUMBAR_BONE_CHEST, vec(-.3, .8, -1), vec(.6, -.4, .5)});
    }
    return LUMBAR_RESTS_ON_SEAT;
}

static lumbar_contact hip_down(const lumbar_scenario *sc, double t, lumbar_stance *st)
{
    double s = sc->body.scale;
    st->lumbar = 6;
    st->neck = -4 + 8 * sway(sc, t, 0);
    st->bend = -20 + 2 * sway(sc, t, 1);
    for (int side = 0; side < 2; side++) lumbar_limbs_leg(st, side, 14 - 4 * side, 16, -10);
    lumbar_limbs_hand(st, 1,
                      (lumbar_reach){LUMBAR_BONE_PELVIS, vec(.16 * s, .12 * s, -.05 * s), LUMBAR_BONE_CHEST,
                                     vec(-.3, 1, 0), vec(.9, -.2, -.4)});
    return LUMBAR_RESTS_ON_HIP;
}

static lumbar_contact high_knees(const lumbar_scenario *sc, double t, lumbar_stance *st)
{
    double turn = sin(6.2832 * t / (1.5 + .3 * sc->vary[3]));
    st->neck = -4;
    for (int side = 0; side < 2; side++) {
        double up = fmax(0, side ? -turn : turn);
        lumbar_limbs_leg(st, side, 2 + 86 * up, 4 + 92 * up, 0);
        lumbar_limbs_arm(sc, st, side, (lumbar_arm_line){180 - 45 * (side ? turn : -turn), .8, .24});
    }
    return LUMBAR_RESTS_ON_FEET;
}

static act_pose *const poses[LUMBAR_ACT_COUNT] = {[LUMBAR_ACT_PRONE] = prone,
                                                  [LUMBAR_ACT_LIE] = lying,
                                                  [LUMBAR_ACT_TALK] = talk,
                                                  [LUMBAR_ACT_HIP] = hip_down,
                                                  [LUMBAR_ACT_HIGH_KNEES] = high_knees};

/* The stance of a span, solved. Before and after it the body stays as it begins and ends. */
static lumbar_stance stance_in(const lumbar_scenario *sc, const lumbar_span *span, double time_s, lumbar_phase *phase)
{
    lumbar_stance stance = {0};
    lumbar_contact contact;
    double t = time_s - span->start_s;
    if (span->act == LUMBAR_ACT_EXERCISE) {
        *phase = lumbar_phase_at(sc, fmin(fmax(t, 0), sc->duration_s));
        contact = lumbar_exercise_pose(sc, phase, &stance);
    } else {
        *phase = (lumbar_phase){.time_s = t, .repeat = -1};
        contact = poses[span->act](sc, t, &stance);
        lumbar_limbs_finish(sc, phase, &stance);
    }
    lumbar_motion_settle(sc, contact, &stance);
    return stance;
}

/* Hands and feet where they are in the room, so that two stances can be mixed whatever theirs hang on. */
static void reach_in_room(const lumbar_trainee_body *body, lumbar_stance *st)
{
    lumbar_skeleton s = lumbar_skeleton_pose(body, st);
    for (int side = 0; side < 2; side++) {
        const lumbar_bone *upper = &s.bone[LUMBAR_BONE_UPPER_ARM + side], *hand = &s.bone[LUMBAR_BONE_HAND + side],
                          *thigh = &s.bone[LUMBAR_BONE_THIGH + side], *foot = &s.bone[LUMBAR_BONE_FOOT + side];
        st->hand[side] = (lumbar_reach){LUMBAR_BONE_WORLD, hand->at, LUMBAR_BONE_WORLD, times(upper->turn.x, -1),
                                        times(hand->turn.z, -1)};
        st->foot[side] = (lumbar_reach){LUMBAR_BONE_WORLD, foot->at, LUMBAR_BONE_WORLD, thigh->turn.x, foot->turn.x};
        st->leg_reach[side] = true;
    }
}

static lumbar_reach mix_reach(const lumbar_reach *a, const lumbar_reach *b, double share)
{
    return (lumbar_reach){LUMBAR_BONE_WORLD, between(a->point, b->point, share), LUMBAR_BONE_WORLD,
                          between(a->pole, b->pole, share), between(a->end, b->end, share)};
}

static lumbar_skeleton mix_stances(const lumbar_trainee_body *body, lumbar_stance a, lumbar_stance b, double share)
{
    reach_in_room(body, &a);
    reach_in_room(body, &b);
    lumbar_stance st = a;
    st.pelvis = between(a.pelvis, b.pelvis, share);
    st.pitch = mix(a.pitch, b.pitch, share);
    st.roll = mix(a.roll, b.roll, share);
    st.lumbar = mix(a.lumbar, b.lumbar, share);
    st.thoracic = mix(a.thoracic, b.thoracic, share);
    st.neck = mix(a.neck, b.neck, share);
    st.twist = mix(a.twist, b.twist, share);
    st.bend = mix(a.bend, b.bend, share);
    for (int side = 0; side < 2; side++) {
        st.hand[side] = mix_reach(&a.hand[side], &b.hand[side], share);
        st.foot[side] = mix_reach(&a.foot[side], &b.foot[side], share);
    }
    lumbar_skeleton s = lumbar_skeleton_pose(body, &st);
    double under = lumbar_lowest(body, &s, LUMBAR_BONE_PELVIS, LUMBAR_BONE_NECK - 1);
    if (under < 0) st.pelvis.z -= under;
    return lumbar_skeleton_pose(body, &st);
}

lumbar_skeleton lumbar_act_pose(const lumbar_scenario *scenario, double time_s, lumbar_phase *phase)
{
    int i = 0;
    while (i + 1 < scenario->span_count && time_s >= scenario->span[i + 1].start_s) i++;
    const lumbar_span *now = &scenario->span[i], *next = now + 1;
    lumbar_stance stance = stance_in(scenario, now, time_s, phase);
    if (i + 1 >= scenario->span_count || time_s <= now->end_s) return lumbar_skeleton_pose(&scenario->body, &stance);
    lumbar_phase later;
    double share = ease(now->end_s, next->start_s, time_s);
    lumbar_skeleton s = mix_stances(&scenario->body, stance, stance_in(scenario, next, time_s, &later), share);
    *phase = (lumbar_phase){.time_s = time_s, .repeat = -1};
    return s;
}
