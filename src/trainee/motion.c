/* When the rendered body is where in its set, and how its posture meets the floor. */
#include "trainee/scenario.h"

#define SINK .006        /* m that soft flesh flattens on the mat */
#define HEAD_REST .004   /* m under the head on the mat */
#define HANDS_UNDER .030 /* m: hands lie between head and mat */

lumbar_phase lumbar_phase_at(const lumbar_scenario *scenario, double time_s)
{
    const lumbar_scenario *sc = scenario;
    const lumbar_repeat *first = &sc->repeat[0], *last = &sc->repeat[sc->repeat_count - 1];
    lumbar_phase p = {.time_s = time_s, .repeat = -1};
    bool holds = lumbar_exercise_holds(sc->exercise);
    p.engaged =
        holds ? 1
              : ease(first->start_s - .9, first->start_s, time_s) * (1 - ease(last->end_s, last->end_s + .9, time_s));
    double middle = .55 * (first->start_s - .9);
    if (!holds)
        p.settle = (sc->vary[6] > 0) * ease(0, middle, time_s) * (1 - ease(middle, first->start_s - .9, time_s));
    for (int i = 0; i < sc->repeat_count; i++) {
        const lumbar_repeat *r = &sc->repeat[i];
        if (time_s < r->start_s || time_s >= r->end_s) continue;
        p.repeat = i;
        p.fault = r->fault;
        if (holds) {
            p.fault *= ease(sc->onset * sc->duration_s, sc->onset * sc->duration_s + 2.5, time_s);
        } else if (lumbar_exercise_alternates(sc->exercise)) {
            double share = (time_s - r->start_s) / (r->end_s - r->start_s);
            p.side = share < .5 ? 1 : -1;
            double wave = sin(6.283185307179586 * share);
            p.reach = r->amplitude * (wave * wave) * (1.35 - .35 * fabs(wave));
            if (p.side < 0 && sc->fault == LUMBAR_WITH_UNEVEN) p.reach *= 1 - .6 * sc->amount * r->fault;
        } else {
            p.reach = r->amplitude * ease(r->start_s, r->top_s, time_s) * (1 - ease(r->release_s, r->end_s, time_s));
        }
    }
    /* Faults that show between repetitions too, as long as both neighbours have them. */
    if (p.repeat < 0 && !holds && time_s >= first->start_s && time_s < last->end_s) {
        for (int i = 0; i + 1 < sc->repeat_count; i++) {
            if (time_s >= sc->repeat[i].end_s && time_s < sc->repeat[i + 1].start_s) {
                p.fault = mix(sc->repeat[i].fault, sc->repeat[i + 1].fault,
                              ease(sc->repeat[i].end_s, sc->repeat[i + 1].start_s, time_s));
            }
        }
    }
    return p;
}

/* The pitch between `low` and `high` at which `gap` (rising with pitch) is 0. */
typedef double gap_of(const lumbar_trainee_body *body, const lumbar_stance *stance);

static double solve(const lumbar_trainee_body *body, lumbar_stance stance, double low, double high, gap_of *gap)
{
    for (int i = 0; i < 26; i++) {
        stance.pitch = .5 * (low + high);
        if (gap(body, &stance) > 0) high = stance.pitch;
        else low = stance.pitch;
    }
    return stance.pitch;
}

static double back_over_pelvis(const lumbar_trainee_body *body, const lumbar_stance *stance)
{
    lumbar_skeleton s = lumbar_skeleton_pose(body, stance);
    return lumbar_lowest(body, &s, LUMBAR_BONE_SPINE, LUMBAR_BONE_NECK - 1) -
           lumbar_lowest(body, &s, LUMBAR_BONE_PELVIS, LUMBAR_BONE_PELVIS);
}

/* The lowest point of the feet that carry: of the straighter leg, or of both. */
static double lowest_foot(const lumbar_trainee_body *body, const lumbar_skeleton *s, const lumbar_stance *stance)
{
    double bent = stance->hip[0] - stance->hip[1];
    int first = bent > RADIANS(5) ? 1 : 0, last = bent < RADIANS(-5) ? 0 : 1;
    return lumbar_lowest(body, s, LUMBAR_BONE_FOOT + first, LUMBAR_BONE_FOOT + last);
}

/* Shoulder over the feet, less what the arm takes up. */
static double feet_over_arm(const lumbar_trainee_body *body, const lumbar_stance *stance, double arm)
{
    lumbar_skeleton s = lumbar_skeleton_pose(body, stance);
    lumbar_trainee_vec shoulder = place_in(&s.bone[LUMBAR_BONE_CHEST], body->shoulder[0]);
    return lowest_foot(body, &s, stance) - (shoulder.z - arm);
}

static double elbow_reach(const lumbar_trainee_body *body) { return body->upper_arm + .036 * body->scale; }
static double hand_reach(const lumbar_trainee_body *body)
{
    return .985 * (body->upper_arm + body->forearm) + .030 * body->scale;
}

static double on_elbows(const lumbar_trainee_body *body, const lumbar_stance *stance)
{
    return feet_over_arm(body, stance, elbow_reach(body));
}

static double on_hands(const lumbar_trainee_body *body, const lumbar_stance *stance)
{
    return feet_over_arm(body, stance, hand_reach(body));
}

/* Legs were given as elevation over the floor: take off what the pelvis does. */
static void legs_from_floor(lumbar_stance *st)
{
    for (int side = 0; side < 2; side++) {
        if (!st->leg_reach[side]) st->hip[side] += st->pitch + RADIANS(90);
    }
}

/* The neck angle at which the head lies on the mat (or on the hands). */
static double neck_on_floor(const lumbar_trainee_body *body, const lumbar_stance *stance, double clearance)
{
    lumbar_stance st = *stance;
    double low = RADIANS(-35), high = RADIANS(60);
    lumbar_skeleton s = lumbar_skeleton_pose(body, &st);
    double floor = lumbar_lowest(body, &s, LUMBAR_BONE_PELVIS, LUMBAR_BONE_NECK - 1) + SINK;
    for (int i = 0; i < 20; i++) {
        st.neck = .5 * (low + high);
        s = lumbar_skeleton_pose(body, &st);
        if (lumbar_lowest(body, &s, LUMBAR_BONE_HEAD, LUMBAR_BONE_HEAD) - floor > clearance) high = st.neck;
        else low = st.neck;
    }
    return st.neck;
}

/* A hand that would sink into the mat is lifted onto it. */
static void hands_over_floor(const lumbar_trainee_body *body, lumbar_stance *st, const lumbar_skeleton *s)
{
    for (int side = 0; side < 2; side++) {
        double under = lumbar_lowest(body, s, LUMBAR_BONE_HAND + side, LUMBAR_BONE_HAND + side);
        if (under >= 0) continue;
        lumbar_trainee_vec wrist = s->bone[LUMBAR_BONE_HAND + side].at,
                           end = times(s->bone[LUMBAR_BONE_HAND + side].turn.z, -1);
        st->hand[side].bone = LUMBAR_BONE_WORLD;
        st->hand[side].point = vec(wrist.x, wrist.y, wrist.z - under);
        st->hand[side].end = vec(end.x, end.y, end.z * .3);
    }
}

static lumbar_skeleton lie(const lumbar_scenario *sc, lumbar_stance *st, lumbar_contact contact)
{
    const lumbar_trainee_body *body = &sc->body;
    double add_pitch = st->pitch, low = RADIANS(-135), high = RADIANS(-55);
    if (contact == LUMBAR_RESTS_ON_THORAX) {
        lumbar_stance rest = *st;
        rest.lumbar = RADIANS(2);
        st->pitch = solve(body, rest, low, high, back_over_pelvis) - (st->lumbar - rest.lumbar);
    } else {
        st->pitch = solve(body, *st, low, high, back_over_pelvis) + add_pitch;
    }
    st->pelvis = vec(sc->straight ? 0 : .05 * add_pitch, 0, 0); /* rolls a little on the seat */
    legs_from_floor(st);
    /* Head up with the chest, else on the mat. */
    double up = ease(RADIANS(.8), RADIANS(7), st->thoracic);
    double resting = neck_on_floor(body, st, sc->arms == LUMBAR_ARMS_HEAD ? HANDS_UNDER : HEAD_REST);
    st->neck = fmax(mix(resting, st->neck, up), up < 1 ? resting : RADIANS(-60));
    /* The height first, then hands and feet, which are asked for over the floor. */
    lumbar_skeleton s = lumbar_skeleton_pose(body, st);
    st->pelvis.z -= lumbar_lowest(body, &s, LUMBAR_BONE_PELVIS, LUMBAR_BONE_NECK - 1) + SINK;
    s = lumbar_skeleton_pose(body, st);
    /* Straight legs at rest lie on the heels. */
    for (int side = 0; side < 2; side++) {
        double under = lumbar_lowest(body, &s, LUMBAR_BONE_FOOT + side, LUMBAR_BONE_FOOT + side);
        if (!st->leg_reach[side] && under < 0) st->hip[side] -= under / (body->thigh + body->shank);
    }
    s = lumbar_skeleton_pose(body, st);
    hands_over_floor(body, st, &s);
    return lumbar_skeleton_pose(body, st);
}

static void rest_arm(const lumbar_scenario *sc, lumbar_stance *st, const lumbar_skeleton *s, lumbar_contact contact,
                     int side)
{
    const lumbar_trainee_body *b = &sc->body;
    lumbar_trainee_vec shoulder = place_in(&s->bone[LUMBAR_BONE_CHEST], b->shoulder[side]), at = shoulder;
    double z = .036 * b->scale;
    lumbar_trainee_vec pole = vec(-1, 0, -1), end = vec(1, 0, 0);
    if (contact == LUMBAR_RESTS_ON_HANDS) {
        at = vec(shoulder.x, shoulder.y, .034 * b->scale);
        pole = vec(-1, side ? -.4 : .4, 0);
    } else if (contact == LUMBAR_RESTS_ON_SIDE) {
        at = vec(shoulder.x, shoulder.y - b->forearm, z);
        pole = vec(0, 1, -1);
        end = vec(0, -1, 0);
    } else {
        at = vec(shoulder.x + b->forearm, shoulder.y * .8, z);
    }
    st->hand[side] = (lumbar_reach){LUMBAR_BONE_WORLD, at, LUMBAR_BONE_WORLD, pole, end};
}

static lumbar_skeleton prop(const lumbar_scenario *sc, lumbar_stance *st, lumbar_contact contact)
{
    const lumbar_trainee_body *body = &sc->body;
    bool hands = contact == LUMBAR_RESTS_ON_HANDS, side_on = contact == LUMBAR_RESTS_ON_SIDE;
    if (side_on) st->roll = RADIANS(-90);
    st->pitch = solve(body, *st, RADIANS(55), RADIANS(125), hands ? on_hands : on_elbows);
    lumbar_skeleton s = lumbar_skeleton_pose(body, st);
    st->pelvis.z -= lowest_foot(body, &s, st);
    lumbar_trainee_vec shoulder = place_in(&s.bone[LUMBAR_BONE_CHEST], body->shoulder[0]);
    st->pelvis.x += .30 * body->build.height - shoulder.x; /* elbows stay where they are */
    s = lumbar_skeleton_pose(body, st);
    /* The foot that swings through clears the floor. */
    for (int side = 0; side < 2; side++) {
        for (int i = 0; i < 4; i++) {
            double under = lumbar_lowest(body, &s, LUMBAR_BONE_FOOT + side, LUMBAR_BONE_FOOT + side);
            if (under > -.004) break;
            st->knee[side] += -1.5 * under / body->shank;
            s = lumbar_skeleton_pose(body, st);
        }
    }
    rest_arm(sc, st, &s, contact, 0);
    if (!side_on) rest_arm(sc, st, &s, contact, 1);
    return lumbar_skeleton_pose(body, st);
}

static lumbar_skeleton kneel(const lumbar_scenario *sc, lumbar_stance *st)
{
    const lumbar_trainee_body *b = &sc->body;
    st->pitch = RADIANS(90) + .5 * (st->hip[0] + st->hip[1]) - st->knee[0];
    lumbar_skeleton s = lumbar_skeleton_pose(b, st);
    lumbar_trainee_vec knee = s.bone[LUMBAR_BONE_SHANK].at;
    st->pelvis = vec(-.5 - knee.x, 0, -lumbar_lowest(b, &s, LUMBAR_BONE_SHANK, LUMBAR_BONE_SHANK + 1));
    s = lumbar_skeleton_pose(b, st);
    for (int side = 0; side < 2; side++) {
        lumbar_trainee_vec shoulder = place_in(&s.bone[LUMBAR_BONE_CHEST], b->shoulder[side]);
        double down = shoulder.z - sc->look.wheel, length = .985 * (b->upper_arm + b->forearm);
        double out = length * length - down * down, y = (side ? -.07 : .07) * b->scale;
        st->hand[side] = (lumbar_reach){LUMBAR_BONE_WORLD, vec(shoulder.x + sqrt(out > 0 ? out : 0), y, sc->look.wheel),
                                        LUMBAR_BONE_WORLD, vec(-.3, side ? -1 : 1, .3), vec(.2, side ? 1 : -1, -.3)};
    }
    return lumbar_skeleton_pose(b, st);
}

static double feet_over_belly(const lumbar_trainee_body *body, const lumbar_stance *stance)
{
    lumbar_skeleton s = lumbar_skeleton_pose(body, stance);
    return lumbar_lowest(body, &s, LUMBAR_BONE_FOOT, LUMBAR_BONE_FOOT + 1) -
           lumbar_lowest(body, &s, LUMBAR_BONE_PELVIS, LUMBAR_BONE_NECK - 1);
}

/* On the belly, chest up on the forearms, which stay where those of a plank are. */
static lumbar_skeleton lie_prone(const lumbar_scenario *sc, lumbar_stance *st)
{
    const lumbar_trainee_body *body = &sc->body;
    st->pitch = solve(body, *st, RADIANS(70), RADIANS(120), feet_over_belly);
    lumbar_skeleton s = lumbar_skeleton_pose(body, st);
    st->pelvis.z -= lumbar_lowest(body, &s, LUMBAR_BONE_PELVIS, LUMBAR_BONE_NECK - 1) + SINK;
    st->pelvis.x += .30 * body->build.height - place_in(&s.bone[LUMBAR_BONE_CHEST], body->shoulder[0]).x;
    s = lumbar_skeleton_pose(body, st);
    for (int side = 0; side < 2; side++) {
        lumbar_trainee_vec shoulder = place_in(&s.bone[LUMBAR_BONE_CHEST], body->shoulder[side]);
        st->hand[side] =
            (lumbar_reach){LUMBAR_BONE_WORLD, vec(shoulder.x + .8 * body->forearm, shoulder.y, .034 * body->scale),
                           LUMBAR_BONE_WORLD, vec(-.3, side ? -1 : 1, -.4), vec(1, 0, 0)};
    }
    return lumbar_skeleton_pose(body, st);
}

/* Shoulder over the hip that is down, less what the forearm takes up. */
static double hip_under_arm(const lumbar_trainee_body *body, const lumbar_stance *stance)
{
    lumbar_skeleton s = lumbar_skeleton_pose(body, stance);
    lumbar_trainee_vec shoulder = place_in(&s.bone[LUMBAR_BONE_CHEST], body->shoulder[0]);
    return elbow_reach(body) - (shoulder.z - lumbar_lowest(body, &s, LUMBAR_BONE_PELVIS, LUMBAR_BONE_PELVIS));
}

/* As in a side plank, but the hip is down and the legs lie along the floor. */
static lumbar_skeleton rest_on_hip(const lumbar_scenario *sc, lumbar_stance *st)
{
    const lumbar_trainee_body *body = &sc->body;
    st->roll = RADIANS(-90);
    st->pitch = solve(body, *st, RADIANS(45), RADIANS(105), hip_under_arm);
    lumbar_skeleton s = lumbar_skeleton_pose(body, st);
    st->pelvis.z -= lumbar_lowest(body, &s, LUMBAR_BONE_PELVIS, LUMBAR_BONE_PELVIS) + SINK;
    st->pelvis.x += .30 * body->build.height - place_in(&s.bone[LUMBAR_BONE_CHEST], body->shoulder[0]).x;
    s = lumbar_skeleton_pose(body, st);
    /* The legs sink until the feet lie, one before the other. */
    for (int i = 0; i < 4; i++) {
        for (int side = 0; side < 2; side++) {
            double over = lumbar_lowest(body, &s, LUMBAR_BONE_FOOT + side, LUMBAR_BONE_FOOT + side);
            st->spread[side] += (side ? -1 : 1) * over / (body->thigh + body->shank);
        }
        s = lumbar_skeleton_pose(body, st);
    }
    rest_arm(sc, st, &s, LUMBAR_RESTS_ON_SIDE, 0);
    return lumbar_skeleton_pose(body, st);
}

static lumbar_skeleton put_down(const lumbar_scenario *sc, lumbar_stance *st, int first, int last)
{
    lumbar_skeleton s = lumbar_skeleton_pose(&sc->body, st);
    st->pelvis.z -= lumbar_lowest(&sc->body, &s, first, last) + (first == LUMBAR_BONE_PELVIS ? SINK : 0);
    return lumbar_skeleton_pose(&sc->body, st);
}

lumbar_skeleton lumbar_motion_settle(const lumbar_scenario *scenario, lumbar_contact contact, lumbar_stance *stance)
{
    lumbar_skeleton s;
    switch (contact) {
    case LUMBAR_RESTS_ON_BACK:
    case LUMBAR_RESTS_ON_THORAX: return lie(scenario, stance, contact);
    case LUMBAR_RESTS_ON_ELBOWS:
    case LUMBAR_RESTS_ON_HANDS:
    case LUMBAR_RESTS_ON_SIDE: return prop(scenario, stance, contact);
    case LUMBAR_RESTS_ON_KNEES: return kneel(scenario, stance);
    case LUMBAR_RESTS_ON_BELLY: return lie_prone(scenario, stance);
    case LUMBAR_RESTS_ON_HIP: return rest_on_hip(scenario, stance);
    case LUMBAR_RESTS_ON_FEET: return put_down(scenario, stance, LUMBAR_BONE_FOOT, LUMBAR_BONE_FOOT + 1);
    case LUMBAR_RESTS_ON_SEAT: return put_down(scenario, stance, LUMBAR_BONE_PELVIS, LUMBAR_BONE_NECK - 1);
    case LUMBAR_RESTS_ON_BAR: break;
    }
    legs_from_floor(stance);
    s = lumbar_skeleton_pose(&scenario->body, stance);
    lumbar_trainee_vec hands = between(s.bone[LUMBAR_BONE_HAND].at, s.bone[LUMBAR_BONE_HAND + 1].at, .5);
    lumbar_skeleton_shift(&s, sub(vec(0, 0, scenario->look.bar_z), hands));
    return s;
}

lumbar_skeleton lumbar_motion_pose(const lumbar_scenario *scenario, const lumbar_phase *phase)
{
    lumbar_stance stance;
    lumbar_contact contact = lumbar_exercise_pose(scenario, phase, &stance);
    return lumbar_motion_settle(scenario, contact, &stance);
}
