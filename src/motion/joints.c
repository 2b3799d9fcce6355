/* From the network's landmarks to joint centres: what the one adds to an angle between the others. */
#include <math.h>
#include "motion/body.h"

/* +1 where the front of the body lies anticlockwise of the line from hips to shoulders, -1 clockwise, 0 where it is not
 * known. */
static double front_of(const lumbar_stretch *s, lumbar_posture posture)
{
    switch (posture) {
    case LUMBAR_ON_BACK:
    case LUMBAR_HANGING: return s->head_side;
    case LUMBAR_ON_FRONT:
    case LUMBAR_ON_KNEES: return -s->head_side;
    default: return 0;
    }
}

/* How far the thigh's line turns, anticlockwise, when the hip goes from its landmark to the joint. */
static double thigh_turn(const lumbar_stretch *s, double front, size_t g, double share)
{
    int hip = s->near_side ? LUMBAR_RIGHT_HIP : LUMBAR_LEFT_HIP,
        knee = s->near_side ? LUMBAR_RIGHT_KNEE : LUMBAR_LEFT_KNEE;
    lumbar_motion_vec a = lumbar_shoulders(s, g), b = lumbar_hips(s, g), from = lumbar_at(s, hip, g),
                      to = lumbar_at(s, knee, g);
    double x = from.x - share * front * (a.y - b.y), y = from.y + share * front * (a.x - b.x);
    return remainder(atan2(to.y - y, to.x - x) - atan2(to.y - from.y, to.x - from.x), 2 * M_PI);
}

double lumbar_landmark_offset(const lumbar_stretch *s, lumbar_posture posture, lumbar_signal signal, size_t g,
                              const lumbar_motion_limits *limits)
{
    double front = front_of(s, posture), hip = limits->offset_hip / 100;
    if (s->view != LUMBAR_VIEW_SIDE || front == 0) return 0;
    double trunk = atan(limits->offset_shoulder / 100 + hip);
    switch (signal) {
    case LUMBAR_TRUNK: /* forwards is up for one who lies on the back, down for one who faces the floor */
        return front * s->head_side * trunk;
    case LUMBAR_HIP: return trunk + front * thigh_turn(s, front, g, hip);
    case LUMBAR_KNEE: return atan(limits->offset_shank / 100) + front * thigh_turn(s, front, g, hip);
    default: return 0;
    }
}
