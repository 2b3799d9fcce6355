/* Vector maths of the rendered body: points, rotations (columns are the local axes), bones as frames. */
#ifndef LUMBAR_TRAINEE_SPACE_H
#define LUMBAR_TRAINEE_SPACE_H

#include <math.h>

typedef struct lumbar_trainee_vec {
    double x, y, z;
} lumbar_trainee_vec;

typedef struct lumbar_turn {
    lumbar_trainee_vec x, y, z; /* local axes in the world */
} lumbar_turn;

typedef struct lumbar_bone {
    lumbar_turn turn;
    lumbar_trainee_vec at; /* m, origin in the world */
} lumbar_bone;

#define RADIANS(degrees) ((degrees)*0.017453292519943295)
#define DEGREES(radians) ((radians)*57.29577951308232)

static inline lumbar_trainee_vec vec(double x, double y, double z) { return (lumbar_trainee_vec){x, y, z}; }
static inline lumbar_trainee_vec add(lumbar_trainee_vec a, lumbar_trainee_vec b)
{
    return vec(a.x + b.x, a.y + b.y, a.z + b.z);
}
static inline lumbar_trainee_vec sub(lumbar_trainee_vec a, lumbar_trainee_vec b)
{
    return vec(a.x - b.x, a.y - b.y, a.z - b.z);
}
static inline lumbar_trainee_vec times(lumbar_trainee_vec a, double s) { return vec(a.x * s, a.y * s, a.z * s); }
static inline double dot(lumbar_trainee_vec a, lumbar_trainee_vec b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
static inline double size_of(lumbar_trainee_vec a) { return sqrt(dot(a, a)); }
static inline double distance(lumbar_trainee_vec a, lumbar_trainee_vec b) { return size_of(sub(a, b)); }
static inline lumbar_trainee_vec unit(lumbar_trainee_vec a)
{
    double s = size_of(a);
    return s > 0 ? times(a, 1 / s) : a;
}
static inline lumbar_trainee_vec cross(lumbar_trainee_vec a, lumbar_trainee_vec b)
{
    return vec(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x);
}
static inline lumbar_trainee_vec between(lumbar_trainee_vec a, lumbar_trainee_vec b, double t)
{
    return add(a, times(sub(b, a), t));
}

/* Turns about the three axes; about y, positive tips the cranial axis z towards the front x (flexion of the
 * trunk). */
static inline lumbar_turn turn_x(double a)
{
    return (lumbar_turn){vec(1, 0, 0), vec(0, cos(a), sin(a)), vec(0, -sin(a), cos(a))};
}
static inline lumbar_turn turn_y(double a)
{
    return (lumbar_turn){vec(cos(a), 0, -sin(a)), vec(0, 1, 0), vec(sin(a), 0, cos(a))};
}
static inline lumbar_turn turn_z(double a)
{
    return (lumbar_turn){vec(cos(a), sin(a), 0), vec(-sin(a), cos(a), 0), vec(0, 0, 1)};
}

/* A local direction in the world, and back. */
static inline lumbar_trainee_vec rotate(const lumbar_turn *t, lumbar_trainee_vec v)
{
    return add(add(times(t->x, v.x), times(t->y, v.y)), times(t->z, v.z));
}
static inline lumbar_trainee_vec unrotate(const lumbar_turn *t, lumbar_trainee_vec v)
{
    return vec(dot(t->x, v), dot(t->y, v), dot(t->z, v));
}
static inline lumbar_turn combine(lumbar_turn a, lumbar_turn b)
{
    return (lumbar_turn){rotate(&a, b.x), rotate(&a, b.y), rotate(&a, b.z)};
}
static inline lumbar_trainee_vec place_in(const lumbar_bone *bone, lumbar_trainee_vec local)
{
    return add(bone->at, rotate(&bone->turn, local));
}

/* 0 below a, 1 above b, with zero speed and acceleration at both ends (minimum jerk). */
static inline double ease(double a, double b, double t)
{
    double s = (t - a) / (b - a);
    s = s < 0 ? 0 : s > 1 ? 1 : s;
    return s * s * s * (10 + s * (6 * s - 15));
}
static inline double mix(double a, double b, double t) { return a + (b - a) * t; }

#endif
