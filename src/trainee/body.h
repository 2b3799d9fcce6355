/* The rendered body: sizes, bones, flesh. Shares nothing with pose and motion: it is their oracle.
 * World: Z up, floor at z = 0, metres. Bones: x to the front, y to the left, z to the head in the standing
 * pose. */
#ifndef LUMBAR_TRAINEE_BODY_H
#define LUMBAR_TRAINEE_BODY_H

#include <stdbool.h>
#include <stddef.h>
#include "trainee/space.h"

enum { LUMBAR_NODES = 9 }; /* spine nodes: L5/S1, L4/5, L3/4, L2/3, L1/2, T10/11, T7/8, T4/5, C7/T1 */

/* Every bone; limbs in pairs, left first. A spine link carries the flesh between its node and the next. */
typedef enum lumbar_bone_id {
    LUMBAR_BONE_PELVIS,
    LUMBAR_BONE_SPINE, /* 8 links */
    LUMBAR_BONE_NECK = LUMBAR_BONE_SPINE + LUMBAR_NODES - 1,
    LUMBAR_BONE_HEAD,
    LUMBAR_BONE_UPPER_ARM,
    LUMBAR_BONE_FOREARM = LUMBAR_BONE_UPPER_ARM + 2,
    LUMBAR_BONE_HAND = LUMBAR_BONE_FOREARM + 2,
    LUMBAR_BONE_THIGH = LUMBAR_BONE_HAND + 2,
    LUMBAR_BONE_SHANK = LUMBAR_BONE_THIGH + 2,
    LUMBAR_BONE_FOOT = LUMBAR_BONE_SHANK + 2,
    LUMBAR_BONE_COUNT = LUMBAR_BONE_FOOT + 2,
    LUMBAR_BONE_CHEST = LUMBAR_BONE_SPINE + 6, /* the link that carries shoulders */
    LUMBAR_BONE_WORLD = LUMBAR_BONE_COUNT      /* not a bone: the room */
} lumbar_bone_id;

/* What covers a piece of flesh; the renderer turns it into a colour. */
typedef enum lumbar_cover {
    LUMBAR_COVER_TRUNK,
    LUMBAR_COVER_PELVIS,
    LUMBAR_COVER_HEAD,
    LUMBAR_COVER_HAIR,
    LUMBAR_COVER_EYE,
    LUMBAR_COVER_LIPS,
    LUMBAR_COVER_SKIN,
    LUMBAR_COVER_UPPER_ARM,
    LUMBAR_COVER_THIGH,
    LUMBAR_COVER_SHANK,
    LUMBAR_COVER_FOOT
} lumbar_cover;

/* One round cone or ellipsoid on a bone, in the bone's axes. */
typedef struct lumbar_flesh {
    lumbar_bone_id bone;
    int group; /* 0 trunk and head, 1 2 arms, 3 4 legs */
    lumbar_cover cover;
    bool cone;            /* false: ellipsoid */
    lumbar_trainee_vec a; /* m, first end, or the ellipsoid's centre */
    lumbar_trainee_vec b; /* m, second end, or the ellipsoid's half axes */
    double ra, rb;        /* m, radii at the ends of a cone; rb of an ellipsoid: tilt about y, rad */
    double blend;         /* m, smooth minimum with the flesh before it in its group */
} lumbar_flesh;

enum { LUMBAR_FLESH_LIMIT = 96 };

typedef struct lumbar_build {
    double height; /* m */
    bool female;
    double girth;   /* 1: middling; scales breadth and depth */
    double belly;   /* 1: middling; scales the depth of the belly */
    bool bun;       /* hair tied at the back of the head */
    bool long_hair; /* covers the neck */
} lumbar_build;

typedef struct lumbar_trainee_body {
    lumbar_build build;
    double scale;                            /* height over that of the table's body */
    lumbar_trainee_vec hip[2], shoulder[2];  /* m, in the pelvis; in the chest link */
    double thigh, shank, upper_arm, forearm; /* m */
    double ankle_height;                     /* m, joint over the sole */
    lumbar_trainee_vec l5s1;                 /* m, in the pelvis */
    double link[LUMBAR_NODES - 1];           /* m */
    double lean[LUMBAR_NODES];               /* rad, of each link (and the neck) from the vertical when standing */
    double neck;                             /* m, C7/T1 to the skull's joint */
    lumbar_flesh flesh[LUMBAR_FLESH_LIMIT];
    size_t flesh_count;
} lumbar_trainee_body;

/* Where a hand or foot is to be: the limb's two bones are solved for it. */
typedef struct lumbar_reach {
    int bone;                 /* frame of `point` and `pole`, LUMBAR_BONE_WORLD for the room */
    lumbar_trainee_vec point; /* m, wrist or ankle */
    int pole_bone;
    lumbar_trainee_vec pole; /* direction to which the elbow or knee points */
    lumbar_trainee_vec end; /* direction of hand (fingers) or foot (toes) in `bone`; zero: straight on, or at `ankle` */
} lumbar_reach;

/* One posture: what is asked of the joints. */
typedef struct lumbar_stance {
    lumbar_trainee_vec pelvis;     /* m, mid-hip */
    double pitch, roll, yaw;       /* rad; -90 degrees of pitch: on the back, head towards -x */
    double lumbar, thoracic, neck; /* rad of flexion from standing */
    double twist, bend;            /* rad, chest against pelvis: to the left; to the left side */
    bool leg_reach[2];             /* legs by `foot`, else by angles */
    lumbar_reach foot[2], hand[2];
    double hip[2], spread[2], knee[2], ankle[2]; /* rad; ankle: toes up */
} lumbar_stance;

typedef struct lumbar_skeleton {
    lumbar_bone bone[LUMBAR_BONE_COUNT];
    lumbar_trainee_vec node[LUMBAR_NODES]; /* spine joints */
    lumbar_trainee_vec skull;              /* joint between neck and head */
} lumbar_skeleton;

/* The share of lumbar flexion of each level, L5/S1 to L1/2 (Christophy 2012). */
extern const double lumbar_level_share[5];

lumbar_trainee_body lumbar_trainee_body_make(lumbar_build build);
void lumbar_trainee_body_clothe(lumbar_trainee_body *body); /* adds the flesh; called by lumbar_trainee_body_make */

lumbar_skeleton lumbar_skeleton_pose(const lumbar_trainee_body *body, const lumbar_stance *stance);

/* The lowest point of the flesh of bones first..last. */
double lumbar_lowest(const lumbar_trainee_body *body, const lumbar_skeleton *skeleton, int first, int last);

/* Moves the skeleton by `shift`. */
void lumbar_skeleton_shift(lumbar_skeleton *skeleton, lumbar_trainee_vec shift);

#endif
