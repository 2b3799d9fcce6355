/* How straight a plank is. */
#include <math.h>
#include "motion/plank.h"

/* One side's bend; the sign follows gravity, which points down the picture, and not the side the head is
 * on. */
static lumbar_plank_bend side_bend(const lumbar_point *shoulder, const lumbar_point *hip, const lumbar_point *end,
                                   double aspect)
{
    double up_x = (shoulder->x - hip->x) * aspect, up_y = shoulder->y - hip->y;
    double down_x = (end->x - hip->x) * aspect, down_y = end->y - hip->y;
    double turn = atan2(up_x * down_y - up_y * down_x, up_x * down_x + up_y * down_y); /* pi or -pi where straight */
    double head_left = end->x >= shoulder->x ? 1 : -1;
    double bend = turn * head_left < 0 ? turn * head_left + M_PI : turn * head_left - M_PI;
    double confidence = fmin(fmin(shoulder->confidence, hip->confidence), end->confidence);
    return (lumbar_plank_bend){bend, confidence};
}

lumbar_plank_bend lumbar_plank_measure(const lumbar_point points[LUMBAR_POINT_COUNT], double aspect, bool to_ankle)
{
    const lumbar_point *p = points;
    lumbar_plank_bend left = side_bend(&p[LUMBAR_LEFT_SHOULDER], &p[LUMBAR_LEFT_HIP],
                                       &p[to_ankle ? LUMBAR_LEFT_ANKLE : LUMBAR_LEFT_KNEE], aspect);
    lumbar_plank_bend right = side_bend(&p[LUMBAR_RIGHT_SHOULDER], &p[LUMBAR_RIGHT_HIP],
                                        &p[to_ankle ? LUMBAR_RIGHT_ANKLE : LUMBAR_RIGHT_KNEE], aspect);
    if (isnan(left.bend)) return right;
    if (isnan(right.bend)) return left;
    return right.confidence > left.confidence ? right : left;
}

char lumbar_plank_class(double bend, double sag, double pike)
{
    if (isnan(bend)) return '?';
    return bend < sag ? 'L' : bend > pike ? 'H' : 'C';
}
