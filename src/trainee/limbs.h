/* Where arms and legs of the rendered body are asked to be; degrees. */
#ifndef LUMBAR_TRAINEE_LIMBS_H
#define LUMBAR_TRAINEE_LIMBS_H

#include "trainee/scenario.h"

/* `reach` is told for the left hand. */
void lumbar_limbs_hand(lumbar_stance *st, int side, lumbar_reach reach);

/* Hands behind the head, on the chest, or on the floor beside the trunk. */
void lumbar_limbs_hands(const lumbar_scenario *sc, lumbar_stance *st, lumbar_arms arms);

/* A straight arm. */
typedef struct lumbar_arm_line {
    double angle; /* deg from the cranial axis of the chest to the front */
    double share; /* of the arm's full length */
    double y;     /* m, of the wrist from the middle plane, of the table's body */
} lumbar_arm_line;

void lumbar_limbs_arm(const lumbar_scenario *sc, lumbar_stance *st, int side, lumbar_arm_line arm);

/* Both feet flat on the floor, `far` times the leg's length in front of the pelvis. */
void lumbar_limbs_feet(const lumbar_scenario *sc, lumbar_stance *st, double far, double lift);

/* A leg whose thigh points `up` degrees over the floor, whatever the pelvis does (motion.c takes its pitch off). */
void lumbar_limbs_leg(lumbar_stance *st, int side, double up, double knee, double toes);

/* From degrees to radians, with what nobody holds still. */
void lumbar_limbs_finish(const lumbar_scenario *scenario, const lumbar_phase *phase, lumbar_stance *stance);

#endif
