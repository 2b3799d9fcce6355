/* How each exercise moves: joint angles over the phase of a repetition, with and without its faults. The
 * angles are our own choice of ordinary form; degrees here, radians from the function's end on. */
#include "trainee/limbs.h"

typedef lumbar_contact pose_of(const lumbar_scenario *sc, const lumbar_phase *p, lumbar_stance *st);

static double with(const lumbar_scenario *sc, const lumbar_phase *p, lumbar_trainee_fault fault)
{
    return sc->fault == fault ? p->fault * sc->amount : 0;
}

/* 0 below a, 1 above b, nearly even between: the reach is smooth in time already. */
static double part(double a, double b, double reach)
{
    double s = (reach - a) / (b - a);
    s = s < 0 ? 0 : s > 1 ? 1 : s;
    return .5 * s + .5 * s * s * (3 - 2 * s);
}

static void feet_of_crunch(const lumbar_scenario *sc, const lumbar_phase *p, lumbar_stance *st)
{
    double lift = with(sc, p, LUMBAR_WITH_FEET_LIFT) * .22 * part(.1, .6, p->reach);
    lumbar_limbs_feet(sc, st, (sc->straight ? .99 : .62 + .05 * sc->vary[2]), sc->hooked ? 0 : lift);
    if (sc->straight) {
        for (int side = 0; side < 2; side++) st->foot[side].end = vec(.25, 0, 1);
        for (int side = 0; side < 2; side++) st->foot[side].point.z = .068 * sc->body.scale + lift;
    }
}

static double neck_top(const lumbar_scenario *sc, const lumbar_phase *p)
{
    return 14 + 4 * sc->vary[3] + 42 * with(sc, p, LUMBAR_WITH_HEAD_PULLED);
}

static lumbar_contact sit_up(const lumbar_scenario *sc, const lumbar_phase *p, lumbar_stance *st)
{
    double r = p->reach, stiff = with(sc, p, LUMBAR_WITH_HIPS_LEAD), curl = 34 + 5 * sc->vary[4];
    double rest = sc->straight ? -1 : 3;
    st->lumbar = rest + mix(curl, 4, stiff) * part(mix(-.05, .1, stiff), .62, r);
    st->thoracic = mix(16, 3, stiff) * part(-.05, .5, r);
    st->neck = neck_top(sc, p) * (1 - .5 * part(.6, 1, r));
    st->pitch = mix(72, 92, stiff) * part(mix(.22, -.1, stiff), 1.04, r);
    lumbar_limbs_hands(sc, st, sc->arms);
    feet_of_crunch(sc, p, st);
    return LUMBAR_RESTS_ON_BACK;
}

static lumbar_contact crunch(const lumbar_scenario *sc, const lumbar_phase *p, lumbar_stance *st)
{
    double large = with(sc, p, LUMBAR_WITH_TOO_LARGE);
    if (large > 0) return sit_up(sc, p, st); /* curls all the way up */
    st->lumbar = 3 + (23 + 4 * sc->vary[4]) * p->reach;
    st->thoracic = 16 * p->reach;
    st->neck = neck_top(sc, p);
    lumbar_limbs_hands(sc, st, sc->arms);
    feet_of_crunch(sc, p, st);
    return LUMBAR_RESTS_ON_BACK;
}

static lumbar_contact leg_raise(const lumbar_scenario *sc, const lumbar_phase *p, lumbar_stance *st)
{
    double low = (1 - part(.10, .65, p->reach)) * p->engaged, up = mix(-2, mix(7, 84, p->reach), p->engaged);
    st->lumbar = -2 + 11 * part(.45, 1.1, p->reach) + 4 * low - 27 * with(sc, p, LUMBAR_WITH_ARCH) * low;
    for (int side = 0; side < 2; side++) lumbar_limbs_leg(st, side, up, 4 + 3 * sc->vary[2], -20);
    lumbar_limbs_hands(sc, st, sc->arms);
    return LUMBAR_RESTS_ON_BACK;
}

static lumbar_contact reverse_crunch(const lumbar_scenario *sc, const lumbar_phase *p, lumbar_stance *st)
{
    double r = p->reach, arch = with(sc, p, LUMBAR_WITH_ARCH) * (1 - part(0, .4, r)) * p->engaged;
    double swing = with(sc, p, LUMBAR_WITH_MOMENTUM) * 25 * (1 - r);
    st->lumbar = 2 + 33 * r - 20 * arch;
    for (int side = 0; side < 2; side++)
        lumbar_limbs_leg(st, side, 88 + 42 * r - 30 * arch - swing, 95 + 5 * sc->vary[2], -10);
    lumbar_limbs_hands(sc, st, LUMBAR_ARMS_BESIDE);
    if (p->engaged < 1) {
        for (int side = 0; side < 2; side++)
            lumbar_limbs_leg(st, side, mix(50, st->hip[side], p->engaged), 95 + 5 * sc->vary[2], -5);
    }
    return LUMBAR_RESTS_ON_THORAX;
}

static lumbar_contact v_up(const lumbar_scenario *sc, const lumbar_phase *p, lumbar_stance *st)
{
    double r = p->reach;
    double arch = with(sc, p, LUMBAR_WITH_ARCH) * (1 - part(0, .45, r)) * p->engaged;
    st->lumbar = -2 + 26 * part(-.05, .7, r) - 22 * arch;
    st->thoracic = 12 * part(-.05, .6, r);
    st->neck = 8 * r;
    st->pitch = 44 * part(.1, 1.03, r);
    for (int side = 0; side < 2; side++) {
        lumbar_limbs_leg(st, side, mix(-2, mix(5, 56, r), p->engaged), 4 + 4 * sc->vary[2], -25);
        lumbar_limbs_arm(sc, st, side, (lumbar_arm_line){mix(-4, 80, r), .97, .16});
    }
    return LUMBAR_RESTS_ON_BACK;
}

/* The straight line of a plank, and what sag and pike do to it. */
static void hold_straight(const lumbar_scenario *sc, const lumbar_phase *p, double share, lumbar_stance *st)
{
    double sag = share * with(sc, p, LUMBAR_WITH_SAG), pike = with(sc, p, LUMBAR_WITH_PIKE);
    st->lumbar = 4 + 3 * sc->vary[4] - 24 * sag + 8 * pike;
    st->thoracic = 4;
    st->neck = -8 + 5 * sc->vary[3] + 20 * with(sc, p, LUMBAR_WITH_HEAD_PULLED);
    for (int side = 0; side < 2; side++) lumbar_limbs_leg(st, side, 2 - 11 * sag + 38 * pike, 3, 8);
}

static lumbar_contact plank(const lumbar_scenario *sc, const lumbar_phase *p, lumbar_stance *st)
{
    hold_straight(sc, p, 1, st);
    return LUMBAR_RESTS_ON_ELBOWS;
}

static lumbar_contact side_plank(const lumbar_scenario *sc, const lumbar_phase *p, lumbar_stance *st)
{
    double sag = with(sc, p, LUMBAR_WITH_SAG);
    st->lumbar = 2;
    st->neck = -4;
    st->bend = -16 * sag;
    for (int side = 0; side < 2; side++) {
        lumbar_limbs_leg(st, side, 4 - 3 * side, 2, -5);
        st->spread[side] = (side ? 14 : -14) * sag + (side ? -1 : -2);
    }
    double s = sc->body.scale;
    lumbar_limbs_hand(st, 1,
                      (lumbar_reach){LUMBAR_BONE_PELVIS, vec(.10 * s, .165 * s, .10 * s), LUMBAR_BONE_CHEST,
                                     vec(-.3, 1, 0), vec(.9, -.2, -.4)});
    return LUMBAR_RESTS_ON_SIDE;
}

static lumbar_contact russian_twist(const lumbar_scenario *sc, const lumbar_phase *p, lumbar_stance *st)
{
    double s = sc->body.scale, feet_up = sc->vary[5] > 0 ? 1 : 0;
    st->pitch = mix(-8, -34, p->engaged);
    st->lumbar = 18 + 4 * sc->vary[4];
    st->thoracic = 14;
    st->neck = -4;
    st->twist = 42 * p->side * p->reach;
    lumbar_limbs_feet(sc, st, .66, .18 * feet_up * p->engaged);
    for (int side = 0; side < 2; side++) {
        double y = side ? -.03 : .03;
        lumbar_limbs_hand(st, side,
                          (lumbar_reach){LUMBAR_BONE_CHEST, vec(.36 * s, fabs(y) * s, -.10 * s), LUMBAR_BONE_CHEST,
                                         vec(-.3, .6, -1), vec(1, -.4, -.2)});
    }
    return LUMBAR_RESTS_ON_SEAT;
}

static lumbar_contact bicycle(const lumbar_scenario *sc, const lumbar_phase *p, lumbar_stance *st)
{
    double e = p->engaged, turn = p->side * p->reach, arch = with(sc, p, LUMBAR_WITH_ARCH);
    st->lumbar = 3 + (17 - 24 * arch) * e;
    st->thoracic = 13 * e;
    st->neck = (neck_top(sc, p) + 4) * e;
    st->twist = -26 * turn;
    for (int side = 0; side < 2; side++) {
        double in = .5 + .5 * (side ? -turn : turn); /* 1: knee to the chest */
        double up = mix(52, mix(24, 112, in), e), knee = mix(96, mix(8, 112, in), e);
        lumbar_limbs_leg(st, side, up, knee, -15);
    }
    lumbar_limbs_hands(sc, st, LUMBAR_ARMS_HEAD);
    return LUMBAR_RESTS_ON_BACK;
}

static lumbar_contact dead_bug(const lumbar_scenario *sc, const lumbar_phase *p, lumbar_stance *st)
{
    double out = p->reach, e = p->engaged;
    st->lumbar = 3 + 2 * e - 26 * with(sc, p, LUMBAR_WITH_ARCH) * out;
    for (int side = 0; side < 2; side++) {
        bool moves = side ? p->side < 0 : p->side > 0; /* this leg and the other arm */
        double leg = moves ? out : 0, arm = (side ? p->side > 0 : p->side < 0) ? out : 0;
        lumbar_limbs_leg(st, side, mix(52, mix(90, 14, leg), e), mix(96, mix(90, 8, leg), e), -10);
        lumbar_limbs_arm(sc, st, side, (lumbar_arm_line){mix(88, 12, arm), .96, .17});
    }
    return LUMBAR_RESTS_ON_BACK;
}

static lumbar_contact flutter_kick(const lumbar_scenario *sc, const lumbar_phase *p, lumbar_stance *st)
{
    double e = p->engaged, arch = with(sc, p, LUMBAR_WITH_ARCH) * e, kick = p->side * p->reach;
    st->lumbar = -2 + 5 * e - 26 * arch;
    for (int side = 0; side < 2; side++) lumbar_limbs_leg(st, side, mix(-2, 23 + (side ? -14 : 14) * kick, e), 6, -28);
    lumbar_limbs_hands(sc, st, sc->arms);
    return LUMBAR_RESTS_ON_BACK;
}

static lumbar_contact mountain_climber(const lumbar_scenario *sc, const lumbar_phase *p, lumbar_stance *st)
{
    hold_straight(sc, p, .35, st); /* a third of the sag: the knee needs room to pass */
    int side = p->side < 0;
    double in = p->reach;
    st->lumbar += 10 * in;
    for (int i = 0; i < 2; i++) st->hip[i] += 11;
    st->hip[side] = mix(st->hip[side], 104, in);
    st->knee[side] = mix(3, 120, in * (2 - in));
    st->ankle[side] = mix(8, 28, in);
    return LUMBAR_RESTS_ON_HANDS;
}

static lumbar_contact hanging_leg_raise(const lumbar_scenario *sc, const lumbar_phase *p, lumbar_stance *st)
{
    double r = p->reach, swing = with(sc, p, LUMBAR_WITH_MOMENTUM);
    st->lumbar = -2 + 24 * part(.3, 1.05, r);
    st->thoracic = 4 * r;
    st->neck = 6 * r;
    st->pitch = -22 * part(.25, 1.05, r) - 10 * swing * sin(3.1416 * r);
    for (int side = 0; side < 2; side++) {
        lumbar_limbs_leg(st, side, mix(-86, 2, r), 6 + 5 * sc->vary[2], -25);
        lumbar_limbs_arm(sc, st, side, (lumbar_arm_line){6 + 14 * r, .985, .20});
    }
    return LUMBAR_RESTS_ON_BAR;
}

static lumbar_contact ab_wheel(const lumbar_scenario *sc, const lumbar_phase *p, lumbar_stance *st)
{
    double r = p->reach, sag = with(sc, p, LUMBAR_WITH_SAG) * part(.4, 1, r);
    st->lumbar = 20 - 14 * r - 26 * sag;
    st->thoracic = 14 - 10 * r;
    st->neck = -6;
    for (int side = 0; side < 2; side++) {
        lumbar_limbs_leg(st, side, mix(72, 6, r) - 6 * sag, 0, -76);
        st->knee[side] = mix(82, 26, r); /* the shank lies on the floor: the thigh leans by what the knee opens */
    }
    return LUMBAR_RESTS_ON_KNEES;
}

static pose_of *const poses[LUMBAR_DO_COUNT] = {
    [LUMBAR_DO_CRUNCH] = crunch,
    [LUMBAR_DO_SIT_UP] = sit_up,
    [LUMBAR_DO_REVERSE_CRUNCH] = reverse_crunch,
    [LUMBAR_DO_LEG_RAISE] = leg_raise,
    [LUMBAR_DO_V_UP] = v_up,
    [LUMBAR_DO_PLANK] = plank,
    [LUMBAR_DO_SIDE_PLANK] = side_plank,
    [LUMBAR_DO_RUSSIAN_TWIST] = russian_twist,
    [LUMBAR_DO_BICYCLE_CRUNCH] = bicycle,
    [LUMBAR_DO_DEAD_BUG] = dead_bug,
    [LUMBAR_DO_FLUTTER_KICK] = flutter_kick,
    [LUMBAR_DO_MOUNTAIN_CLIMBER] = mountain_climber,
    [LUMBAR_DO_HANGING_LEG_RAISE] = hanging_leg_raise,
    [LUMBAR_DO_AB_WHEEL_ROLLOUT] = ab_wheel,
};

lumbar_contact lumbar_exercise_pose(const lumbar_scenario *scenario, const lumbar_phase *phase, lumbar_stance *stance)
{
    *stance = (lumbar_stance){0};
    lumbar_contact contact = poses[scenario->exercise](scenario, phase, stance);
    lumbar_limbs_finish(scenario, phase, stance);
    return contact;
}
