/* Sizes of the rendered body, by height and sex. */
#include "trainee/body.h"

const double lumbar_level_share[5] = {.125, .185, .204, .231, .255};

/* Lengths in m of the mean man and woman: de Leva 1996; sizes marked "own" are our choice of
 * shape. Spine: node spacing L5/S1 to L1/2 of MyoTorso, L5/S1 between Rajagopal 2016 and MyoTorso. */
typedef struct sizes {
    double height, thigh, shank, upper_arm, forearm;
    double ankle_height;  /* own: about 4 % of height */
    double hip_half;      /* Rajagopal 2016: 77 mm at 1.70 m; women own */
    double shoulder_half; /* own: joint centres about 20 % (m), 19 % (f) of height apart */
    double l5s1_back, l5s1_up;
    double lumbar[4];
    double neck, skull; /* de Leva CERV-VERT 243 mm, split by our own choice */
} sizes;

static const sizes table[2] = {
    {1.741, .4222, .4340, .2817, .2689, .072, .079, .172, .049, .152, {.0301, .0312, .0334, .0291}, .075, .180},
    {1.735, .3685, .4323, .2751, .2643, .071, .082, .160, .049, .152, {.0301, .0312, .0334, .0291}, .075, .178},
};

/* Lean of links and neck when standing, degrees (own: gives about 30 degrees of lordosis at the skin). */
static const double standing_lean[LUMBAR_NODES] = {14, 6, -3, -11, -15, -9, 4, 18, 16};

/* Shares of the thoracic length of the links above L1/2 (own). */
static const double thoracic_share[4] = {.22, .27, .27, .24};

lumbar_trainee_body lumbar_trainee_body_make(lumbar_build build)
{
    const sizes *s = &table[build.female];
    double scale = build.height / s->height;
    lumbar_trainee_body body = {.build = build,
                                .scale = scale,
                                .thigh = s->thigh * scale,
                                .shank = s->shank * scale,
                                .upper_arm = s->upper_arm * scale,
                                .forearm = s->forearm * scale,
                                .ankle_height = s->ankle_height * scale,
                                .neck = s->neck * scale,
                                .l5s1 = {-s->l5s1_back * scale, 0, s->l5s1_up * scale}};

    /* The thorax takes the height that is left, so that the standing body is as tall as asked. */
    double left = s->height - s->skull - s->shank - s->thigh - s->ankle_height - s->l5s1_up;
    for (int i = 0; i < LUMBAR_NODES; i++) body.lean[i] = RADIANS(standing_lean[i]);
    left -= s->neck * cos(body.lean[LUMBAR_NODES - 1]);
    for (int i = 0; i < 4; i++) {
        body.link[i] = s->lumbar[i] * scale;
        left -= s->lumbar[i] * cos(body.lean[i]);
    }
    double upright = 0;
    for (int i = 0; i < 4; i++) upright += thoracic_share[i] * cos(body.lean[4 + i]);
    for (int i = 0; i < 4; i++) body.link[4 + i] = left / upright * thoracic_share[i] * scale;

    for (int side = 0; side < 2; side++) {
        double y = side ? -1 : 1;
        body.hip[side] = vec(0, y * s->hip_half * scale, 0);
        body.shoulder[side] = vec(.022 * scale, y * s->shoulder_half * scale, body.link[6] * .72);
    }
    lumbar_trainee_body_clothe(&body);
    return body;
}
