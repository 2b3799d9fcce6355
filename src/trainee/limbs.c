/* Where arms and legs of the rendered body are asked to be. */
#include "trainee/limbs.h"

void lumbar_limbs_hand(lumbar_stance *st, int side, lumbar_reach reach)
{
    double y = side ? -1 : 1;
    reach.point.y *= y;
    reach.pole.y *= y;
    reach.end.y *= y;
    st->hand[side] = reach;
}

void lumbar_limbs_hands(const lumbar_scenario *sc, lumbar_stance *st, lumbar_arms arms)
{
    double s = sc->body.scale, wide = .25 + .2 * sc->vary[0], g = sc->body.build.girth;
    for (int side = 0; side < 2; side++) {
        switch (arms) {
        case LUMBAR_ARMS_HEAD:
            lumbar_limbs_hand(st, side,
                              (lumbar_reach){LUMBAR_BONE_HEAD, vec(-.070 * s, .110 * s, .070 * s), LUMBAR_BONE_CHEST,
                                             vec(.55 - wide, 1, .45), vec(-.35, -1, .10)});
            break;
        case LUMBAR_ARMS_CHEST:
            lumbar_limbs_hand(st, side,
                              (lumbar_reach){LUMBAR_BONE_CHEST, vec(.165 * s * g, .015 * s, (.02 + .03 * side) * s),
                                             LUMBAR_BONE_CHEST, vec(.35, .8, -1), vec(-.10, -1, .55)});
            break;
        case LUMBAR_ARMS_BESIDE:
            lumbar_limbs_hand(st, side,
                              (lumbar_reach){LUMBAR_BONE_WORLD,
                                             vec(.02 + .05 * sc->vary[0], (.20 + .09 * g) * s, .030 * s),
                                             LUMBAR_BONE_WORLD, vec(0, 1, .12), vec(1, 0, -.02)});
            break;
        }
    }
}

void lumbar_limbs_arm(const lumbar_scenario *sc, lumbar_stance *st, int side, lumbar_arm_line arm)
{
    const lumbar_trainee_body *b = &sc->body;
    double a = RADIANS(arm.angle), length = arm.share * (b->upper_arm + b->forearm);
    lumbar_trainee_vec at =
        vec(b->shoulder[0].x + length * sin(a), arm.y * b->scale, b->shoulder[0].z + length * cos(a));
    lumbar_limbs_hand(
        st, side,
        (lumbar_reach){LUMBAR_BONE_CHEST, at, LUMBAR_BONE_CHEST, vec(-.2 * cos(a), 1, .2 * sin(a)), vec(0, 0, 0)});
}

void lumbar_limbs_feet(const lumbar_scenario *sc, lumbar_stance *st, double far, double lift)
{
    const lumbar_trainee_body *b = &sc->body;
    double toes_up = lift > 0 ? 1.2 * lift : 0;
    for (int side = 0; side < 2; side++) {
        double y = (side ? -1 : 1) * (.095 + .015 * sc->vary[1]) * b->scale;
        st->leg_reach[side] = true;
        st->foot[side] =
            (lumbar_reach){LUMBAR_BONE_WORLD, vec(far * (b->thigh + b->shank) - .4 * lift, y, b->ankle_height + lift),
                           LUMBAR_BONE_WORLD, vec(.35, .04 * (side ? -1 : 1), 1), vec(1, 0, toes_up)};
    }
}

void lumbar_limbs_leg(lumbar_stance *st, int side, double up, double knee, double toes)
{
    st->leg_reach[side] = false;
    st->hip[side] = up;
    st->knee[side] = knee;
    st->ankle[side] = toes;
    st->spread[side] = 2.5;
}

/* Nobody holds quite still: a slow drift of under a degree. */
static double drift(const lumbar_scenario *sc, double t, int which)
{
    double a = 1.7 * which + (double)(sc->seed % 97), slow = .23 + .05 * which;
    return .4 * sin(6.2832 * slow * t + a) + .25 * sin(6.2832 * 2.7 * slow * t + 2 * a);
}

void lumbar_limbs_finish(const lumbar_scenario *scenario, const lumbar_phase *phase, lumbar_stance *stance)
{
    double t = phase->time_s;
    stance->lumbar = RADIANS(stance->lumbar + drift(scenario, t, 0));
    stance->thoracic = RADIANS(stance->thoracic + drift(scenario, t, 1));
    stance->neck = RADIANS(stance->neck + 1.5 * drift(scenario, t, 2) + 14 * phase->settle);
    stance->twist = RADIANS(stance->twist);
    stance->bend = RADIANS(stance->bend + .5 * drift(scenario, t, 3));
    stance->pitch = RADIANS(stance->pitch);
    for (int side = 0; side < 2; side++) {
        stance->hip[side] = RADIANS(stance->hip[side] + drift(scenario, t, 4 + side));
        stance->knee[side] = RADIANS(stance->knee[side]);
        stance->ankle[side] = RADIANS(stance->ankle[side]);
        stance->spread[side] = RADIANS(stance->spread[side]);
    }
}
