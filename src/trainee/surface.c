/* Colours and textures: clothes by the place on the body's surface, a room, and what a phone's camera makes
 * of it. */
#include "trainee/four.h"
#include "trainee/surface.h"

#define END_WALL 4.5f /* m from the middle of the room */

static uint32_t scramble(uint32_t x)
{
    x ^= x >> 16;
    x *= 0x7feb352du;
    x ^= x >> 15;
    x *= 0x846ca68bu;
    return x ^ (x >> 16);
}

/* What one step of the lattice along x, y and z adds to its hash. */
enum { STEP_X = 73856093, STEP_Y = 19349663, STEP_Z = 83492791 };

static float from_hash(uint32_t h) { return (float)(int32_t)(scramble(h) >> 8) * (2.f / 16777216.f) - 1; }

static float lattice(int x, int y, int z, uint32_t seed)
{
    return from_hash((uint32_t)x * STEP_X ^ (uint32_t)y * STEP_Y ^ (uint32_t)z * STEP_Z ^ seed);
}

/* The whole number below; floorf is a call where the processor's own is not assumed. */
static inline int whole_below(float x) { return (int)x - (x < (float)(int)x); }

/* Smooth noise, -1..1, one feature per unit. */
static float noise3(float x, float y, float z, uint32_t seed)
{
    int ix = whole_below(x), iy = whole_below(y), iz = whole_below(z);
    float u = x - (float)ix, v = y - (float)iy, w = z - (float)iz, plane[2];
    u = u * u * (3 - 2 * u), v = v * v * (3 - 2 * v), w = w * w * (3 - 2 * w);
    uint32_t hx = (uint32_t)ix * STEP_X, hy = (uint32_t)iy * STEP_Y, hz = (uint32_t)iz * STEP_Z ^ seed;
    for (int k = 0; k < 2; k++, hz = ((uint32_t)iz + 1) * STEP_Z ^ seed) {
        float a = from_hash(hx ^ hy ^ hz), b = from_hash((hx + STEP_X) ^ hy ^ hz);
        float c = from_hash(hx ^ (hy + STEP_Y) ^ hz), d = from_hash((hx + STEP_X) ^ (hy + STEP_Y) ^ hz);
        a += (b - a) * u;
        c += (d - c) * u;
        plane[k] = a + (c - a) * v;
    }
    return plane[0] + (plane[1] - plane[0]) * w;
}

static lumbar_colour dim(lumbar_colour c, float k) { return (lumbar_colour){c.r * k, c.g * k, c.b * k}; }

/* Which cloth covers a piece of flesh at the local point q. */
static lumbar_colour clothe(const lumbar_trainee_body *body, const lumbar_trainee_look *look, const lumbar_flesh *flesh,
                            lumbar_trainee_vec q, bool *cloth)
{
    double s = body->scale;
    *cloth = true;
    switch (flesh->cover) {
    case LUMBAR_COVER_TRUNK: break;
    case LUMBAR_COVER_PELVIS:
        if (flesh->bone == LUMBAR_BONE_PELVIS && q.z < .105 * s) return look->shorts;
        break;
    case LUMBAR_COVER_UPPER_ARM:
        if (-q.z / body->upper_arm < look->sleeve) break;
        *cloth = false;
        return look->skin;
    case LUMBAR_COVER_THIGH: *cloth = -q.z / body->thigh < look->leg; return *cloth ? look->shorts : look->skin;
    case LUMBAR_COVER_SHANK: *cloth = 1 - q.z / body->shank < look->leg; return *cloth ? look->shorts : look->skin;
    case LUMBAR_COVER_FOOT: return q.z < -.058 * s ? look->sole : look->shoes;
    case LUMBAR_COVER_HAIR: *cloth = false; return q.x < .052 * s || q.z > .135 * s ? look->hair : look->skin;
    case LUMBAR_COVER_EYE: *cloth = false; return (lumbar_colour){.03f, .025f, .02f};
    case LUMBAR_COVER_LIPS:
        *cloth = false;
        return (lumbar_colour){look->skin.r * .8f, look->skin.g * .5f, look->skin.b * .5f};
    case LUMBAR_COVER_HEAD:
    case LUMBAR_COVER_SKIN: *cloth = false; return look->skin;
    }
    if (look->stripes && fmod(fabs(q.z) + 10, .05) < .02) return look->second;
    return look->shirt;
}

void lumbar_surface_body(const lumbar_trainee_body *body, const lumbar_skeleton *skeleton,
                         const lumbar_trainee_look *look, int flesh, lumbar_surface *s)
{
    const float *p = s->p;
    float *n = s->n;
    const lumbar_flesh *f = &body->flesh[flesh];
    const lumbar_bone *bone = &skeleton->bone[f->bone];
    lumbar_trainee_vec q = unrotate(&bone->turn, sub(vec(p[0], p[1], p[2]), bone->at));
    bool cloth;
    lumbar_colour c = clothe(body, look, f, q, &cloth);
    float x = (float)q.x, y = (float)q.y, z = (float)q.z, length = 0, fold = cloth ? .15f : .04f;
    for (int k = 0; k < 3; k++) length += n[k] * n[k];
    length = length > 0 ? sqrtf(length) : 1;
    for (int k = 0; k < 3; k++) {
        n[k] = n[k] / length + fold * noise3(x * 17 + 7.f * (float)k, y * 17, z * 24, look->seed + (uint32_t)k);
    }
    length = sqrtf(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
    for (int k = 0; k < 3; k++) n[k] /= length;
    s->gloss = cloth ? 0 : .05f;
    s->base = dim(c, 1 + (cloth ? .10f : .06f) * noise3(x * 160, y * 160, z * 160, look->seed) +
                         .05f * noise3(x * 9, y * 9, z * 9, look->seed + 9));
}

static lumbar_colour floor_colour(const lumbar_trainee_look *look, float x, float y)
{
    bool mat = fabs(x - look->mat_x) < look->mat_half_x && fabs(y - look->mat_y) < look->mat_half_y;
    if (mat)
        return dim(look->mat,
                   1 + .05f * noise3(x * 90, y * 90, 0, look->seed) + .04f * noise3(x * 4, y * 4, 3, look->seed));
    if (!look->planks)
        return dim(look->floor,
                   1 + .10f * noise3(x * 40, y * 40, 0, look->seed) + .08f * noise3(x * 3, y * 3, 1, look->seed));
    float row = floorf(y / .12f), shift = 3 * lattice((int)row, 5, 5, look->seed);
    float board = floorf((x + shift) / 1.1f), edge = y / .12f - row;
    float tone = 1 + .18f * lattice((int)row, (int)board, 2, look->seed) + .12f * noise3(x * 4, y * 70, 0, look->seed);
    return dim(look->floor, edge < .03f ? .55f * tone : tone);
}

static lumbar_colour wall_colour(const lumbar_trainee_look *look, float x, float z)
{
    if (z < .09f) return dim(look->skirting, z > .082f ? .7f : 1);
    /* A picture on the wall, somewhere. */
    float cx = 1.5f * lattice(1, 2, 3, look->seed), cz = 1.15f + .2f * lattice(3, 2, 1, look->seed);
    if (fabsf(x - cx) < .34f && fabsf(z - cz) < .24f) {
        if (fabsf(x - cx) > .32f || fabsf(z - cz) > .22f) return (lumbar_colour){.04f, .04f, .04f};
        float k = .5f + .4f * noise3(x * 5, z * 5, 0, look->seed + 77);
        return (lumbar_colour){look->second.r * k, look->mat.g * k + .1f, look->shirt.b * k + .1f};
    }
    return dim(look->wall,
               1 + .03f * noise3(x * 60, z * 60, 0, look->seed) + .04f * noise3(x * 1.5f, z * 1.5f, 4, look->seed));
}

/* A cylinder along y at (x, z), half as long as `half`, against the ray. Negative: missed. */
static float cylinder(const float o[3], const float d[3], lumbar_trainee_vec at, float radius, float half)
{
    float ox = o[0] - (float)at.x, oz = o[2] - (float)at.z, a = d[0] * d[0] + d[2] * d[2];
    float b = ox * d[0] + oz * d[2], c = ox * ox + oz * oz - radius * radius, h = b * b - a * c;
    if (h < 0) return -1;
    float t = (-b - sqrtf(h)) / a;
    if (fabsf(o[1] + d[1] * t - (float)at.y) < half) return t;
    /* The flat end that faces the camera. */
    float side = o[1] > at.y ? half : -half, e = ((float)at.y + side - o[1]) / d[1];
    float x = ox + d[0] * e, z = oz + d[2] * e;
    return e > 0 && x * x + z * z < radius * radius ? e : -1;
}

float lumbar_surface_thing(const lumbar_trainee_look *look, const lumbar_skeleton *skeleton, const float from[3],
                           const float along[3], float n[3])
{
    lumbar_trainee_vec hands =
        between(skeleton->bone[LUMBAR_BONE_HAND].at, skeleton->bone[LUMBAR_BONE_HAND + 1].at, .5);
    float t = -1;
    if (!isnan(look->bar_z)) t = cylinder(from, along, vec(hands.x, hands.y, look->bar_z), .016f, .75f);
    if (!isnan(look->wheel)) t = cylinder(from, along, vec(hands.x, hands.y, look->wheel), (float)look->wheel, .03f);
    n[0] = n[2] = 0;
    n[1] = along[1] > 0 ? -1 : 1;
    return t;
}

lumbar_surface lumbar_surface_room(const lumbar_trainee_look *look, const float from[3], const float along[3])
{
    /* Floor at z = 0, a wall behind the body, one at each end of the room. */
    const float plane[3] = {along[0] < 0 ? -END_WALL : END_WALL, (float)look->wall_y, 0};
    int hit = 2;
    lumbar_surface s = {.far = 1e9f};
    for (int k = 0; k < 3; k++) {
        float t = (plane[k] - from[k]) / (fabsf(along[k]) < 1e-6f ? 1e-6f : along[k]);
        if (t > 0 && t < s.far) {
            s.far = t;
            hit = k;
        }
    }
    for (int k = 0; k < 3; k++) s.p[k] = from[k] + along[k] * s.far;
    s.n[hit] = along[hit] > 0 ? -1 : 1;
    s.base = hit == 2 ? floor_colour(look, s.p[0], s.p[1]) : wall_colour(look, hit == 1 ? s.p[0] : s.p[1] + 40, s.p[2]);
    return s;
}

enum { REACH = 3, TAPS = 2 * REACH + 1 }; /* px to each side that blur takes in */

/* out = the weighted sum of the taps, each `count` numbers. */
static void weigh(const float *const tap[TAPS], const float weight[TAPS], size_t count, float *out)
{
    size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        four sum = four_of(0);
        for (int k = 0; k < TAPS; k++) sum += weight[k] * four_load(tap[k] + i);
        memcpy(out + i, &sum, sizeof sum);
    }
    for (; i < count; i++) {
        out[i] = 0;
        for (int k = 0; k < TAPS; k++) out[i] += weight[k] * tap[k][i];
    }
}

/* Blurs along the rows into `spare`, then along the columns back. Beyond its edge the picture goes on as it ends. */
static void blur(const lumbar_surface_light *e, double sigma)
{
    int height = e->height;
    if (!(sigma > .05)) return;
    float weight[TAPS], sum = 0;
    for (int k = 0; k < TAPS; k++) sum += weight[k] = (float)exp(-.5 * (k - REACH) * (k - REACH) / (sigma * sigma));
    for (int k = 0; k < TAPS; k++) weight[k] /= sum;
    size_t w = (size_t)e->width;
    const float *tap[TAPS];
    lumbar_colour line[LUMBAR_SIDE_LIMIT + 2 * REACH];
    for (int y = 0; y < height; y++) {
        const lumbar_colour *row = e->linear + (size_t)y * w;
        memcpy(line + REACH, row, w * sizeof *row);
        for (int k = 0; k < REACH; k++) line[k] = row[0], line[REACH + w + (size_t)k] = row[w - 1];
        for (int k = 0; k < TAPS; k++) tap[k] = &line[k].r;
        weigh(tap, weight, 3 * w, &e->spare[(size_t)y * w].r);
    }
    for (int y = 0; y < height; y++) {
        for (int k = 0; k < TAPS; k++) {
            int from = y + k - REACH;
            tap[k] = &e->spare[(size_t)(from < 0 ? 0 : from >= height ? height - 1 : from) * w].r;
        }
        weigh(tap, weight, 3 * w, &e->linear[(size_t)y * w].r);
    }
}

enum { LEVELS = 4096 };

/* Linear light 0..1 to sRGB grey level, with a soft shoulder as phones have. */
static void make_curve(float *curve)
{
    for (int i = 0; i < LEVELS; i++) {
        double x = (double)i / (LEVELS - 1) * 1.6;
        x = x < .8 ? x : .8 + .2 * (1 - exp(-(x - .8) / .2));
        curve[i] = (float)(255 * (x <= .0031308 ? 12.92 * x : 1.055 * pow(x, 1 / 2.4) - .055));
    }
}

void lumbar_surface_develop(const lumbar_trainee_look *look, const lumbar_surface_light *picture, uint32_t frame,
                            uint8_t *rgb)
{
    const lumbar_colour *linear = picture->linear;
    float curve[LEVELS];
    make_curve(curve);
    blur(picture, look->blur);
    /* Noise of light, the same in all channels, and a third of it in each alone. The sum of four bytes is nearly
     * normal with a deviation of 147.8, one byte has 73.9. */
    const float gain = (float)(look->exposure * (LEVELS - 1) / 1.6), common = (float)(look->noise / 147.8),
                own = (float)(look->noise * .33 / 73.9);
    uint32_t seed = scramble(frame * 2654435761u + look->seed);
    size_t pixels = (size_t)picture->width * (size_t)picture->height;
    for (size_t i = 0; i < pixels; i++) {
        const float c[3] = {linear[i].r, linear[i].g, linear[i].b};
        uint32_t h = scramble((uint32_t)i ^ seed), g = scramble(h + 1);
        float grain = common * (float)((int)((h & 255) + (h >> 8 & 255) + (h >> 16 & 255) + (h >> 24)) - 510) + .5f;
        for (int k = 0; k < 3; k++) {
            int level = (int)most(0, least(c[k] * gain, LEVELS - 1));
            float value = curve[level] + grain + own * ((float)(int)(g >> (8 * k) & 255) - 127.5f);
            rgb[3 * i + (size_t)k] = (uint8_t)(int)most(0, least(value, 255));
        }
    }
}
