/* A stick figure with known joint angles: forward kinematics and a camera. */
#include <math.h>
#include "figure.h"

static const double DEGREE = M_PI / 180;

/* Lengths in m of a body of 1.75 m (shares of height of Winter's drawing). */
static const double TRUNK = 0.50, HEAD = 0.20, THIGH = 0.43, SHANK = 0.43, ARM = 0.33, FOREARM = 0.26;

typedef struct v3 {
    double x, y, z; /* x to the head's side, y to the camera, z up */
} v3;

static v3 plus(v3 a, v3 b) { return (v3){a.x + b.x, a.y + b.y, a.z + b.z}; }
static v3 times(v3 a, double k) { return (v3){a.x * k, a.y * k, a.z * k}; }
static v3 at_angle(double degrees, double length)
{
    return (v3){cos(degrees * DEGREE) * length, 0, sin(degrees * DEGREE) * length};
}

typedef struct body {
    v3 p[LUMBAR_POINT_COUNT];
} body;

/* Turns a point about the line through `hip` along `along` (in the x-z plane). */
static v3 rolled(v3 point, v3 hip, v3 along, double roll)
{
    v3 d = {point.x - hip.x, point.y - hip.y, point.z - hip.z};
    v3 side = {0, 1, 0}, up = {-along.z, 0, along.x};
    double a = d.x * along.x + d.z * along.z, b = d.y, c = d.x * up.x + d.z * up.z;
    double b2 = b * cos(roll * DEGREE) - c * sin(roll * DEGREE), c2 = b * sin(roll * DEGREE) + c * cos(roll * DEGREE);
    return plus(hip, plus(times(along, a), plus(times(side, b2), times(up, c2))));
}

static void set_arm(body *b, const figure_pose *f, int side, v3 shoulder, v3 ear, double front)
{
    double y = side ? -1 : 1; /* a little outwards */
    v3 elbow, wrist, trunk = at_angle(f->trunk, 1);
    v3 ahead = {-trunk.z * front, 0, trunk.x * front};
    switch (f->hands) {
    case HANDS_AT_EARS:
        elbow = plus(shoulder, (v3){trunk.x * 0.2 + ahead.x * 0.2, 0.1 * y, trunk.z * 0.2 + ahead.z * 0.2});
        wrist = plus(ear, (v3){0.02, 0.05 * y, 0.02});
        break;
    case HANDS_ON_CHEST:
        elbow = plus(shoulder, plus(times(trunk, -0.2), times(ahead, 0.12)));
        wrist = plus(shoulder, plus(times(trunk, -0.12), times(ahead, 0.14)));
        break;
    case HANDS_OVERHEAD:
        elbow = plus(shoulder, times(trunk, ARM));
        wrist = plus(elbow, times(trunk, FOREARM));
        break;
    case HANDS_ON_FLOOR:
        elbow = (v3){shoulder.x, shoulder.y, shoulder.z - ARM};
        wrist = plus(elbow, (v3){FOREARM, 0, 0});
        break;
    case HANDS_HANGING:
        elbow = plus(shoulder, (v3){0, 0, ARM});
        wrist = plus(elbow, (v3){0, 0, FOREARM});
        break;
    case HANDS_AHEAD:
        elbow = plus(shoulder, (v3){f->reach / 2, 0, -shoulder.z / 2});
        wrist = (v3){shoulder.x + f->reach, shoulder.y, 0.05};
        break;
    case HANDS_TO_SIDE:
        elbow = plus(shoulder, (v3){-0.1, f->reach / 2, -0.2});
        wrist = plus(shoulder, (v3){-0.3, f->reach - shoulder.y, -0.3});
        break;
    case HANDS_BY_HIPS:
    default:
        elbow = plus(shoulder, plus(times(trunk, -ARM), times(ahead, -0.08))); /* on the floor when lying */
        wrist = plus(elbow, times(trunk, -FOREARM));
        break;
    }
    b->p[side ? LUMBAR_RIGHT_ELBOW : LUMBAR_LEFT_ELBOW] = elbow;
    b->p[side ? LUMBAR_RIGHT_WRIST : LUMBAR_LEFT_WRIST] = wrist;
    static const int fingers[2][3] = {{LUMBAR_LEFT_PINKY, LUMBAR_LEFT_INDEX, LUMBAR_LEFT_THUMB},
                                      {LUMBAR_RIGHT_PINKY, LUMBAR_RIGHT_INDEX, LUMBAR_RIGHT_THUMB}};
    for (int k = 0; k < 3; k++) b->p[fingers[side][k]] = plus(wrist, (v3){0.01 * k, 0, 0.02});
}

static void set_leg(body *b, const figure_pose *f, int side, v3 hip, double front)
{
    double shank = f->thigh[side] - front * f->knee[side]; /* the heel goes to the seat */
    v3 knee = plus(hip, (v3){-cos(f->thigh[side] * DEGREE) * THIGH, 0, sin(f->thigh[side] * DEGREE) * THIGH});
    v3 ankle = plus(knee, (v3){-cos(shank * DEGREE) * SHANK, 0, sin(shank * DEGREE) * SHANK});
    v3 toe_way = {-cos((shank + 70 * front) * DEGREE), 0, sin((shank + 70 * front) * DEGREE)};
    b->p[side ? LUMBAR_RIGHT_KNEE : LUMBAR_LEFT_KNEE] = knee;
    b->p[side ? LUMBAR_RIGHT_ANKLE : LUMBAR_LEFT_ANKLE] = ankle;
    b->p[side ? LUMBAR_RIGHT_HEEL : LUMBAR_LEFT_HEEL] = plus(ankle, times(toe_way, -0.05));
    b->p[side ? LUMBAR_RIGHT_FOOT_INDEX : LUMBAR_LEFT_FOOT_INDEX] = plus(ankle, times(toe_way, 0.15));
}

static body stand_up(const figure_pose *f)
{
    body b = {0};
    double front = f->front_down ? -1 : 1;
    v3 hip = {f->hip_x, 0, f->hip_z}, along = at_angle(f->trunk, 1), chest = plus(hip, times(along, TRUNK));
    v3 head_way = at_angle(f->trunk + front * f->neck, 1), face = {-head_way.z * front, 0, head_way.x * front};
    for (int side = 0; side < 2;
         side++) { /* lying with the head at the right the left side is nearer when the front is up */
        double y = (side ? -1 : 1) * front;
        v3 h = plus(hip, (v3){0, 0.09 * y, 0}), s = plus(chest, (v3){0, 0.18 * y, 0}),
           ear = plus(plus(chest, times(head_way, HEAD)), (v3){0, 0.07 * y, 0});
        b.p[side ? LUMBAR_RIGHT_HIP : LUMBAR_LEFT_HIP] = h;
        b.p[side ? LUMBAR_RIGHT_SHOULDER : LUMBAR_LEFT_SHOULDER] = s;
        b.p[side ? LUMBAR_RIGHT_EAR : LUMBAR_LEFT_EAR] = ear;
        static const int eyes[2][4] = {
            {LUMBAR_LEFT_EYE_INNER, LUMBAR_LEFT_EYE, LUMBAR_LEFT_EYE_OUTER, LUMBAR_MOUTH_LEFT},
            {LUMBAR_RIGHT_EYE_INNER, LUMBAR_RIGHT_EYE, LUMBAR_RIGHT_EYE_OUTER, LUMBAR_MOUTH_RIGHT}};
        for (int k = 0; k < 4; k++) b.p[eyes[side][k]] = plus(ear, times(face, 0.08));
        set_arm(&b, f, side, s, ear, front);
        set_leg(&b, f, side, h, front);
    }
    b.p[LUMBAR_NOSE] = plus(plus(chest, times(head_way, HEAD)), times(face, 0.11));
    for (int i = 0; i < LUMBAR_LEFT_HIP && f->turn != 0; i++) b.p[i] = rolled(b.p[i], hip, along, -f->turn);
    for (int i = 0; i < LUMBAR_POINT_COUNT && f->roll != 0; i++) { /* on one side the hips bend sideways; odd is left */
        v3 leg = at_angle(-f->thigh[i % 2 ? 0 : 1], 1);
        b.p[i] = rolled(b.p[i], hip, i < LUMBAR_LEFT_KNEE ? along : leg, f->roll);
    }
    for (int side = 0; side < 2 && f->roll != 0 && f->hands == HANDS_ON_FLOOR; side++) { /* arms stand upright */
        v3 s = b.p[side ? LUMBAR_RIGHT_SHOULDER : LUMBAR_LEFT_SHOULDER];
        set_arm(&b, f, side, s, s, front);
    }
    return b;
}

/* Left and right names change places in a mirror. */
static int mirror_point(int i)
{
    static const int pairs[][2] = {{1, 4},   {2, 5},   {3, 6},   {7, 8},   {9, 10},  {11, 12}, {13, 14}, {15, 16},
                                   {17, 18}, {19, 20}, {21, 22}, {23, 24}, {25, 26}, {27, 28}, {29, 30}, {31, 32}};
    for (size_t k = 0; k < LUMBAR_COUNT(pairs); k++)
        for (int s = 0; s < 2; s++)
            if (pairs[k][s] == i) return pairs[k][1 - s];
    return i;
}

static double noise_of(uint32_t *state)
{
    double sum = 0;
    for (int k = 0; k < 12; k++) {
        *state = *state * 1664525u + 1013904223u;
        sum += (double)(*state >> 8) / 16777216;
    }
    return sum - 6;
}

enum { OUTLINE_CORNERS = 60 };

/* The trunk alone, 0.12 m deep to either side of the chord from hip to shoulder. The back's contour is a
 * parabola over t = 0.05 to 0.65 of the chord whose height at 0.33 is 0.00215 chord lengths a degree, as
 * outline.md measured on a rendered body. */
static void draw_outline(lumbar_arena *arena, const figure_pose *f, figure_camera camera, double width, double height,
                         lumbar_frame *frame)
{
    lumbar_outline_point *corners = LUMBAR_NEW_ARRAY(arena, lumbar_outline_point, OUTLINE_CORNERS);
    double front = f->front_down ? -1 : 1;
    v3 along = at_angle(f->trunk, TRUNK),
       ventral = {-sin(f->trunk * DEGREE) * front, 0, cos(f->trunk * DEGREE) * front};
    for (int i = 0; i < OUTLINE_CORNERS; i++) {
        bool back = i >= OUTLINE_CORNERS / 2;
        double share = (double)(i % (OUTLINE_CORNERS / 2)) / (OUTLINE_CORNERS / 2 - 1), t = 1.25 - 1.5 * share;
        if (back) t = 1.25 - 1.5 * (1 - share);
        double bump = 0.00215 * f->lumbar / 0.0896 * (t - 0.05) * (0.65 - t) * TRUNK;
        double depth = back ? -0.12 - bump : 0.12;
        v3 p = plus(plus((v3){f->hip_x, 0, f->hip_z}, times(along, t)), times(ventral, depth));
        double x = camera.mirrored ? -p.x : p.x;
        corners[i] = (lumbar_outline_point){(float)(width / 2 + x * camera.scale),
                                            (float)(height * 0.75 - p.z * camera.scale), 1};
    }
    frame->outline = corners;
    frame->outline_count = OUTLINE_CORNERS;
}

lumbar_pose *figure_film(lumbar_arena *arena, figure_motion *motion, double fault, double seconds, figure_camera camera)
{
    double rate = camera.rate > 0 ? camera.rate : 25;
    size_t count = (size_t)(seconds * rate);
    lumbar_pose *pose = LUMBAR_NEW(arena, lumbar_pose);
    lumbar_frame *frames = LUMBAR_NEW_ARRAY(arena, lumbar_frame, count);
    uint32_t state = 7;
    double width = 6 * camera.scale, height = 4 * camera.scale;
    *pose = (lumbar_pose){.path = "figure",
                          .kind = "landmarks",
                          .width = (int)width,
                          .height = (int)height,
                          .duration_s = seconds,
                          .frame_rate = rate,
                          .timed = true,
                          .model = "",
                          .frames = frames,
                          .frame_count = count};
    for (size_t i = 0; i < count; i++) {
        double time = (double)i / rate, c = cos(camera.yaw * DEGREE), s = sin(camera.yaw * DEGREE),
               r = camera.roll * DEGREE;
        figure_pose f = motion(fmax(0, time - camera.delay), fault);
        body b = stand_up(&f);
        lumbar_frame *frame = &frames[i];
        frame->time_s = round(time * 1e6) / 1e6;
        frame->person = true;
        frame->presence = 1;
        if (camera.outline) draw_outline(arena, &f, camera, width, height, frame);
        for (int k = 0; k < LUMBAR_POINT_COUNT; k++) {
            v3 p = b.p[k];
            double x = p.x * c - p.y * s, depth = p.x * s + p.y * c, z = p.z; /* depth to the camera */
            double hip_x = f.hip_x * c, hip_z = f.hip_z;
            int name = camera.mirrored ? mirror_point(k) : k;
            if (camera.mirrored) {
                x = -x;
                hip_x = -hip_x;
            }
            double u = x * cos(r) - z * sin(r), v = x * sin(r) + z * cos(r);
            frame->points[name] = (lumbar_point){
                (float)(width / 2 + u * camera.scale + noise_of(&state) * camera.noise + camera.drift * time),
                (float)(height * 0.75 - v * camera.scale + noise_of(&state) * camera.noise),
                p.y >= -0.02 ? 0.95f : 0.6f};
            frame->world[name][0] = (float)(u - (hip_x * cos(r) - hip_z * sin(r)));
            frame->world[name][1] = (float)-(v - (hip_x * sin(r) + hip_z * cos(r)));
            frame->world[name][2] = (float)-depth;
        }
    }
    return pose;
}

double figure_wave(double time_s, double period)
{
    double phase = fmod(time_s, period) / period;
    if (phase < 1.0 / 6 || phase > 5.0 / 6) return 0;
    return 0.5 - 0.5 * cos(2 * M_PI * (phase - 1.0 / 6) / (2.0 / 3));
}

/* ---- exercises ----------------------------------------------------------------------------------------- */

static figure_pose lying(void)
{
    return (figure_pose){
        .trunk = 0, .neck = 5, .thigh = {50, 50}, .knee = {105, 105}, .hip_z = 0.1, .hands = HANDS_AT_EARS};
}

figure_pose figure_crunch(double time_s, double fault)
{
    figure_pose f = lying();
    double w = figure_wave(time_s, 3);
    f.trunk = 32 * w;
    f.neck = 5 + 35 * w;
    f.lumbar = 25 * w;
    for (int k = 0; k < 2; k++) f.thigh[k] += fault * w;
    return f;
}

figure_pose figure_sit_up(double time_s, double fault)
{
    figure_pose f = lying();
    double w = figure_wave(time_s, 4);
    f.trunk = 85 * w;
    f.neck = 5 + 30 * w;
    f.lumbar = 35 * fmin(1, f.trunk / 30) * (1 - fault); /* the curl comes first */
    return f;
}

figure_pose figure_mixed(double time_s, double fault)
{
    return time_s < 9 ? figure_crunch(time_s, 0) : figure_sit_up(time_s - 9, fault);
}

figure_pose figure_leg_raise(double time_s, double fault)
{
    figure_pose f = lying();
    double w = figure_wave(time_s, 4);
    f.hands = HANDS_BY_HIPS;
    for (int k = 0; k < 2; k++) {
        f.thigh[k] = 3 + 80 * w;
        f.knee[k] = 8 + fault;
    }
    return f;
}

figure_pose figure_lowering(double time_s, double fault)
{
    figure_pose f = lying();
    double w = figure_wave(time_s, 4);
    f.hands = HANDS_ON_CHEST;
    f.lumbar = -fault * w;
    for (int k = 0; k < 2; k++) {
        f.thigh[k] = 85 - 78 * w;
        f.knee[k] = 8;
    }
    return f;
}

figure_pose figure_reverse_crunch(double time_s, double fault)
{
    figure_pose f = lying();
    double w = figure_wave(time_s, 3);
    (void)fault;
    f.hands = HANDS_BY_HIPS;
    for (int k = 0; k < 2; k++) {
        f.thigh[k] = 85 + 45 * w;
        f.knee[k] = 100;
    }
    return f;
}

figure_pose figure_v_up(double time_s, double fault)
{
    figure_pose f = lying();
    double w = figure_wave(time_s, 3);
    (void)fault;
    f.hands = HANDS_OVERHEAD;
    f.trunk = 55 * w;
    for (int k = 0; k < 2; k++) {
        f.thigh[k] = 5 + 55 * w;
        f.knee[k] = 8;
    }
    return f;
}

/* Trunk and legs slope so that the line shoulder - hip - ankle bends by `fault`, hands and feet on the
 * floor. */
figure_pose figure_plank(double time_s, double fault)
{
    figure_pose f = {.neck = 5, .hands = HANDS_ON_FLOOR, .front_down = true};
    (void)time_s;
    double bend = fault + 10, shoulder = 0.33, length = TRUNK + THIGH + SHANK;
    double slope =
        asin(fmin(0.9, (shoulder - 0.1) / length)) / DEGREE; /* of the straight line from ankle to shoulder */
    f.trunk = slope - bend * (THIGH + SHANK) / length;
    for (int k = 0; k < 2; k++) f.thigh[k] = -slope - bend * TRUNK / length;
    f.hip_z = 0.1 + sin(-f.thigh[0] * DEGREE) * (THIGH + SHANK);
    return f;
}

figure_pose figure_side_plank(double time_s, double fault)
{
    figure_pose f = {.trunk = 18, .thigh = {-18, -18}, .hip_z = 0.35, .hands = HANDS_ON_FLOOR, .roll = 90};
    (void)time_s;
    (void)fault;
    return f;
}

figure_pose figure_twist(double time_s, double fault)
{
    figure_pose f = lying();
    f.trunk = 50;
    f.hands = HANDS_TO_SIDE;
    f.reach = 0.1 * sin(2 * M_PI * time_s / 2); /* the arms go with the shoulders */
    f.turn = 40 * sin(2 * M_PI * time_s / 2) - 60 * fault;
    return f;
}

static figure_pose in_turns(double time_s, double period, double low, double high, double knee_low, double knee_high)
{
    figure_pose f = lying();
    for (int k = 0; k < 2; k++) {
        double w = 0.5 - 0.5 * cos(2 * M_PI * (time_s / period + 0.5 * k));
        f.thigh[k] = low + (high - low) * w;
        f.knee[k] = knee_low + (knee_high - knee_low) * w;
    }
    return f;
}

figure_pose figure_bicycle(double time_s, double fault)
{
    figure_pose f = in_turns(time_s, 2, 20, 110, 15, 110);
    (void)fault;
    f.trunk = 22;
    f.neck = 30;
    return f;
}

figure_pose figure_dead_bug(double time_s, double fault)
{
    figure_pose f = in_turns(time_s, 4, 20, 90, 15, 90);
    (void)fault;
    f.hands = HANDS_ON_CHEST;
    return f;
}

figure_pose figure_flutter(double time_s, double fault)
{
    figure_pose f = in_turns(time_s, 1.2, 10, 40, 5, 5);
    (void)fault;
    f.hands = HANDS_BY_HIPS;
    return f;
}

figure_pose figure_climber(double time_s, double fault)
{
    figure_pose f = figure_plank(0, 0), turns = in_turns(time_s, 1.4, 0, 1, 0, 1);
    (void)fault;
    for (int k = 0; k < 2; k++) {
        f.thigh[k] -= 75 * turns.thigh[k];
        f.knee[k] = 100 * turns.thigh[k];
    }
    return f;
}

figure_pose figure_hanging(double time_s, double fault)
{
    figure_pose f = {.trunk = 90, .hip_z = 1.2, .hands = HANDS_HANGING};
    double w = figure_wave(time_s, 3);
    (void)fault;
    for (int k = 0; k < 2; k++) {
        f.thigh[k] = -88 + 85 * w;
        f.knee[k] = 8;
    }
    return f;
}

figure_pose figure_rollout(double time_s, double fault)
{
    figure_pose f = {.trunk = 10, .thigh = {-95, -95}, .knee = {85, 85}, .front_down = true, .hands = HANDS_AHEAD};
    double w = figure_wave(time_s, 4);
    (void)fault;
    f.trunk = -5 + 15 * w;
    f.reach = 0.3 + 0.3 * w;
    for (int k = 0; k < 2; k++) {
        f.thigh[k] = -90 + 55 * w; /* about the knees, which stay, as the shanks do */
        f.knee[k] = 85 - 55 * w;
    }
    f.hip_z = 0.05 + THIGH * sin(-f.thigh[0] * DEGREE);
    f.hip_x = THIGH * cos(f.thigh[0] * DEGREE);
    return f;
}

figure_pose figure_good_morning(double time_s, double fault)
{
    figure_pose f = {
        .trunk = 88, .thigh = {-88, -88}, .knee = {5, 5}, .hip_z = 0.9, .front_down = true, .hands = HANDS_AT_EARS};
    (void)fault;
    f.trunk -= 65 * figure_wave(time_s, 3);
    return f;
}

figure_pose figure_standing(double time_s, double fault)
{
    figure_pose f = {
        .trunk = 88, .thigh = {-88, -88}, .knee = {5, 5}, .hip_z = 0.9, .front_down = true, .hands = HANDS_BY_HIPS};
    (void)fault;
    f.trunk -= 3 * sin(time_s);
    return f;
}

figure_pose figure_get_up(double time_s, double fault)
{
    figure_pose f = lying();
    double up = fmin(1, fmax(0, (time_s - 4) / 1.5)), stand = fmin(1, fmax(0, (time_s - 7) / 1.5));
    (void)fault;
    f.trunk = 80 * up + 8 * stand;
    f.hip_z = 0.1 + 0.8 * stand;
    f.front_down = stand > 0.5;
    for (int k = 0; k < 2; k++) {
        f.thigh[k] = 50 - 138 * stand;
        f.knee[k] = 105 - 100 * stand;
    }
    return f;
}

figure_pose figure_fading(double time_s, double fault)
{
    double start = 0;
    int rep = 0;
    for (double period = 3; time_s >= start + period; rep++) {
        start += period;
        period = 3 * (1 + fault * fmin(rep + 1, 8) / 8);
    }
    double period = 3 * (1 + fault * fmin(rep, 8) / 8);
    figure_pose f = figure_crunch((time_s - start) * 3 / period, 0);
    f.trunk *= 1 - 0.4 * fault * fmin(rep, 8) / 8;
    f.neck = 5 + (f.neck - 5) * (1 - 0.4 * fault * fmin(rep, 8) / 8);
    return f;
}
