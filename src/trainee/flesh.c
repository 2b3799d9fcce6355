/* The flesh of the rendered body: round cones and ellipsoids on the bones. All sizes are our own choice of shape,
 * for a body of 1.75 m; one row stands for both sides where it names a limb or has a sideways offset. */
#include "trainee/body.h"

typedef enum growth { FIXED, GIRTH, BELLY, LIMB } growth; /* how much a row grows with girth */

typedef struct row {
    int bone;
    lumbar_cover cover;
    bool cone, pair; /* pair: mirrored to the other side */
    growth grows;
    double a[3];   /* m; limbs: z as a share of the bone's length */
    double b[3];   /* cone: second end as a; ellipsoid: half axes in m */
    double ra, rb; /* m; ellipsoid: rb is the tilt in degrees */
    double blend;  /* m */
} row;

#define BONE(name) LUMBAR_BONE_##name
#define COVER(name) LUMBAR_COVER_##name
#define LINK(i) (LUMBAR_BONE_SPINE + (i))
#define WITHIN .035 /* smooth minimum within a limb group */

/* A table reads by its rows. */
/* clang-format off */
static const row trunk[] = {
    {BONE(PELVIS), COVER(PELVIS), false, false, GIRTH, {-.014, 0, .065}, {.104, .158, .105}, 0, 0, WITHIN},
    {BONE(PELVIS), COVER(PELVIS), false, true, GIRTH, {-.050, .075, -.018}, {.090, .084, .098}, 0, 0, WITHIN},
    {BONE(PELVIS), COVER(PELVIS), false, true, GIRTH, {.000, .104, .000}, {.082, .068, .105}, 0, 0, WITHIN},
    {BONE(PELVIS), COVER(PELVIS), false, false, BELLY, {.030, 0, .085}, {.078, .130, .085}, 0, 0, WITHIN},
    {LINK(0), COVER(PELVIS), false, false, GIRTH, {.046, 0, .015}, {.108, .150, .070}, 0, 0, WITHIN},
    {LINK(1), COVER(TRUNK), false, false, BELLY, {.046, 0, .015}, {.104, .145, .062}, 0, 0, WITHIN},
    {LINK(2), COVER(TRUNK), false, false, BELLY, {.044, 0, .016}, {.102, .142, .060}, 0, 0, WITHIN},
    {LINK(3), COVER(TRUNK), false, false, BELLY, {.044, 0, .015}, {.101, .142, .060}, 0, 0, WITHIN},
    {LINK(4), COVER(TRUNK), false, false, GIRTH, {.047, 0, .030}, {.104, .146, .070}, 0, 0, WITHIN},
    {LINK(5), COVER(TRUNK), false, false, GIRTH, {.055, 0, .038}, {.112, .150, .085}, 0, 0, WITHIN},
    {LINK(6), COVER(TRUNK), false, false, GIRTH, {.056, 0, .035}, {.112, .150, .090}, 0, 0, WITHIN},
    {LINK(7), COVER(TRUNK), false, false, GIRTH, {.030, 0, .010}, {.088, .130, .085}, 0, 0, WITHIN},
    {LINK(6), COVER(TRUNK), false, true, GIRTH, {.110, .072, .030}, {.050, .080, .072}, 0, 0, WITHIN},
    {LINK(6), COVER(TRUNK), false, true, GIRTH, {-.022, .090, .035}, {.042, .062, .090}, 0, 0, WITHIN},
    {LINK(6), COVER(TRUNK), true, true, GIRTH, {.030, .105, -.030}, {.020, .140, .045}, .062, .052, WITHIN},
    {LINK(7), COVER(TRUNK), true, true, FIXED, {.002, .035, .060}, {.010, .135, -.002}, .040, .050, WITHIN},
    {BONE(NECK), COVER(HEAD), true, false, LIMB, {.004, 0, -.015}, {.004, 0, .085}, .062, .056, WITHIN},
};

static const row breasts = {
    LINK(6), COVER(TRUNK), false, true, GIRTH, {.128, .074, .000}, {.060, .066, .060}, 0, 0, .03};

static const row head[] = {
    {BONE(HEAD), COVER(HEAD), false, false, FIXED, {.012, 0, .072}, {.094, .074, .103}, 0, 0, .03},
    {BONE(HEAD), COVER(HEAD), false, false, FIXED, {.050, 0, .010}, {.052, .054, .060}, 0, 0, .03},
    {BONE(HEAD), COVER(HEAD), true, false, FIXED, {.098, 0, .062}, {.116, 0, .032}, .008, .013, .008},
    {BONE(HEAD), COVER(HEAD), true, true, FIXED, {.088, .012, .072}, {.078, .044, .070}, .012, .010, .010},
    {BONE(HEAD), COVER(EYE), false, true, FIXED, {.088, .031, .057}, {.009, .013, .006}, 0, 0, .002},
    {BONE(HEAD), COVER(LIPS), false, false, FIXED, {.094, 0, .004}, {.011, .023, .008}, 0, 0, .004},
    {BONE(HEAD), COVER(HEAD), false, false, FIXED, {.084, 0, -.026}, {.022, .024, .018}, 0, 0, .015},
    {BONE(HEAD), COVER(HEAD), false, true, FIXED, {.002, .074, .050}, {.017, .009, .031}, 0, 0, .005},
    {BONE(HEAD), COVER(HAIR), false, false, FIXED, {-.010, 0, .092}, {.092, .080, .096}, 0, 0, .004},
};

static const row bun = {
    BONE(HEAD), COVER(HAIR), false, false, FIXED, {-.112, 0, .110}, {.034, .034, .034}, 0, 0, .02};
static const row long_hair = {
    BONE(HEAD), COVER(HAIR), true, false, FIXED, {-.045, 0, .060}, {-.048, 0, -.060}, .060, .045, .02};

static const row limbs[] = {
    {BONE(UPPER_ARM), COVER(UPPER_ARM), true, true, LIMB, {0, 0, .03}, {0, 0, -1}, .056, .040, WITHIN},
    {BONE(UPPER_ARM), COVER(UPPER_ARM), false, true, LIMB, {.012, 0, -.48}, {.040, .040, .075}, 0, 0, WITHIN},
    {BONE(UPPER_ARM), COVER(UPPER_ARM), false, true, LIMB, {-.012, 0, -.42}, {.040, .042, .085}, 0, 0, WITHIN},
    {BONE(FOREARM), COVER(SKIN), true, true, LIMB, {0, 0, 0}, {0, 0, -.35}, .039, .041, WITHIN},
    {BONE(FOREARM), COVER(SKIN), true, true, LIMB, {0, 0, -.35}, {0, 0, -1}, .041, .026, .03},
    {BONE(HAND), COVER(SKIN), false, true, FIXED, {0, 0, -.045}, {.040, .017, .055}, 0, 0, .02},
    {BONE(HAND), COVER(SKIN), true, true, FIXED, {.028, 0, -.085}, {.032, .004, -.155}, .011, .008, .008},
    {BONE(HAND), COVER(SKIN), true, true, FIXED, {.010, 0, -.090}, {.011, .004, -.168}, .011, .008, .008},
    {BONE(HAND), COVER(SKIN), true, true, FIXED, {-.010, 0, -.090}, {-.011, .004, -.160}, .011, .008, .008},
    {BONE(HAND), COVER(SKIN), true, true, FIXED, {-.028, 0, -.082}, {-.032, .004, -.138}, .010, .007, .008},
    {BONE(HAND), COVER(SKIN), true, true, FIXED, {.030, 0, -.022}, {.062, .006, -.075}, .014, .010, .012},
    {BONE(THIGH), COVER(THIGH), true, true, LIMB, {0, 0, -.03}, {0, 0, -.55}, .086, .074, WITHIN},
    {BONE(THIGH), COVER(THIGH), true, true, LIMB, {0, 0, -.55}, {0, 0, -1}, .074, .052, WITHIN},
    {BONE(THIGH), COVER(THIGH), false, true, LIMB, {.022, 0, -.42}, {.066, .068, .140}, 0, 0, WITHIN},
    {BONE(SHANK), COVER(SHANK), false, true, LIMB, {.010, 0, .00}, {.050, .050, .060}, 0, 0, WITHIN},
    {BONE(SHANK), COVER(SHANK), true, true, LIMB, {0, 0, -.05}, {0, 0, -.96}, .050, .034, WITHIN},
    {BONE(SHANK), COVER(SHANK), false, true, LIMB, {-.022, 0, -.30}, {.046, .050, .105}, 0, 0, WITHIN},
    {BONE(FOOT), COVER(FOOT), true, true, FIXED, {-.020, 0, -.004}, {-.036, 0, -.034}, .038, .036, .025},
    {BONE(FOOT), COVER(FOOT), true, true, FIXED, {-.036, 0, -.036}, {.110, .010, -.044}, .034, .026, .03},
    {BONE(FOOT), COVER(FOOT), true, true, FIXED, {.010, .004, -.010}, {.110, -.012, -.044}, .034, .026, .03},
    {BONE(FOOT), COVER(FOOT), true, true, FIXED, {.110, .006, -.046}, {.172, .004, -.050}, .025, .020, .02},
};
/* clang-format on */

static double bone_length(const lumbar_trainee_body *body, int bone)
{
    switch (bone) {
    case LUMBAR_BONE_UPPER_ARM: return body->upper_arm;
    case LUMBAR_BONE_FOREARM: return body->forearm;
    case LUMBAR_BONE_THIGH: return body->thigh;
    case LUMBAR_BONE_SHANK: return body->shank;
    default: return 0;
    }
}

static int group_of(int bone, int side)
{
    if (bone >= LUMBAR_BONE_THIGH) return 3 + side;
    return bone >= LUMBAR_BONE_UPPER_ARM ? 1 + side : 0;
}

/* Growth with girth of radii and of offsets sideways and to the front. */
static double grown(const lumbar_build *build, growth grows)
{
    switch (grows) {
    case GIRTH:
    case BELLY: return build->girth;
    case LIMB: return 1 + .75 * (build->girth - 1);
    case FIXED: break;
    }
    return 1;
}

static void add_row(lumbar_trainee_body *body, const row *r)
{
    double s = body->build.height / 1.75, g = grown(&body->build, r->grows), length = bone_length(body, r->bone);
    bool limb = r->bone >= LUMBAR_BONE_UPPER_ARM;
    for (int side = 0; side <= (int)r->pair; side++) {
        double sign = side ? -1 : 1, deep = r->grows == BELLY ? body->build.belly : 1;
        double z = length > 0 ? length : s;
        lumbar_flesh f = {.bone = (lumbar_bone_id)(r->bone + (limb ? side : 0)),
                          .group = group_of(r->bone, side),
                          .cover = r->cover,
                          .cone = r->cone,
                          .blend = r->blend};
        f.a = vec(r->a[0] * s * g, r->a[1] * sign * s * g, r->a[2] * z);
        if (r->cone) {
            f.b = vec(r->b[0] * s * g, r->b[1] * sign * s * g, r->b[2] * z);
            f.ra = r->ra * s * g;
            f.rb = r->rb * s * g;
        } else {
            f.b = vec(r->b[0] * s * g, r->b[1] * s * g, r->b[2] * s);
            f.rb = RADIANS(r->rb);
            /* A belly grows to the front only: half of the growth moves the middle. */
            f.a.x += f.b.x * (deep - 1);
            f.b.x *= deep;
        }
        body->flesh[body->flesh_count++] = f;
    }
}

void lumbar_trainee_body_clothe(lumbar_trainee_body *body)
{
    body->flesh_count = 0;
    for (size_t i = 0; i < sizeof trunk / sizeof *trunk; i++) add_row(body, &trunk[i]);
    if (body->build.female) add_row(body, &breasts);
    for (size_t i = 0; i < sizeof head / sizeof *head; i++) add_row(body, &head[i]);
    if (body->build.bun) add_row(body, &bun);
    if (body->build.long_hair) add_row(body, &long_hair);
    /* One limb after the other: the renderer joins groups in order. */
    for (int side = 0; side < 2; side++) {
        for (size_t i = 0; i < sizeof limbs / sizeof *limbs; i++) {
            row one = limbs[i];
            one.pair = true;
            size_t before = body->flesh_count;
            add_row(body, &one);
            body->flesh[before] = body->flesh[before + (size_t)side];
            body->flesh_count = before + 1;
        }
    }
}
