/* Whether the picture keeps the body's shape. Squeezed or stretched, as by a pixel's shape that got lost on the way, a
 * limb that lies is too short or too long beside the same limb upright. */
#include <math.h>
#include "motion/body.h"

/* Trunk, thighs and shanks, of which a body has most directions; shares of the trunk as in plausible.c (Drillis and
 * Contini, in Winter). Arms point at the camera too often. */
enum { SEGMENTS = 3, PLACES = 150, SAMPLES = 2 * PLACES };
static const struct {
    int from, to; /* left; the right ones follow */
    double share;
} SEGMENT[SEGMENTS] = {{LUMBAR_LEFT_SHOULDER, LUMBAR_LEFT_HIP, 1},
                       {LUMBAR_LEFT_HIP, LUMBAR_LEFT_KNEE, 0.85},
                       {LUMBAR_LEFT_KNEE, LUMBAR_LEFT_ANKLE, 0.85}};

/* Own choices: surely seen, not much to or from the camera, and often enough to tell a middle. */
static const double SEEN = 0.6, DEPTH_MOST = 0.5;
enum { SAMPLES_LEAST = 40 };

/* Own choices: widths are tried in steps of a tenth from a third to three times, and one that lies far off counts no
 * more than a limb misread does. */
enum { WIDTHS = 12 };
static const double WIDTH_STEP = 0.1, OFF_MOST = 0.4;

/* How much better the limbs agree at another width, as a share of their length. Of 70 films of people as they were
 * made .05 at most where that width is a third off or more, and of bodies' own points less. Films squeezed to a half or
 * stretched to the double and read by the network, which draws bodies as they mostly are, .06 to .13 in seven of eleven
 * and less in the others. Own choice, nearer to those: a film that is as it should be is never called another. */
static const double GAIN_LEAST = 0.08, WIDTH_LEAST = 0.29;

/* So much of it comes from limbs that agree with themselves, upright and lying: what proportions alone tell may be
 * another body's proportions, or one seen askew. Own choice: of crunches, in which no limb turns much, 0.00; of films
 * squeezed or stretched in which one does, 0.02. Twice the gain no body's proportions explain. */
static const double OWN_LEAST = 0.01, GAIN_SURE = 0.16;

typedef struct limbs {
    float across[SEGMENTS][SAMPLES], up[SEGMENTS][SAMPLES];
    size_t count[SEGMENTS];
} limbs;

static bool in_plane(const lumbar_stretch *s, int from, int to, size_t g)
{
    if (!s->has_world) return s->view == LUMBAR_VIEW_SIDE;
    double d[3];
    for (int k = 0; k < 3; k++) d[k] = s->world[to][k][g] - s->world[from][k][g];
    return fabs(d[2]) <= DEPTH_MOST * hypot(d[0], d[1]);
}

static void take_limbs(const lumbar_stretch *s, limbs *l)
{
    size_t step = s->count / PLACES + 1;
    for (int k = 0; k < SEGMENTS; k++)
        for (size_t g = 0; g < s->count; g += step)
            for (int side = 0; side < 2; side++) {
                int from = SEGMENT[k].from + side, to = SEGMENT[k].to + side;
                float x = s->x[to][g] - s->x[from][g], y = s->y[to][g] - s->y[from][g];
                bool seen = s->confidence[from][g] >= SEEN && s->confidence[to][g] >= SEEN;
                if (!seen || !(hypotf(x, y) > 0) || !in_plane(s, from, to, g)) continue;
                l->across[k][l->count[k]] = x;
                l->up[k][l->count[k]++] = y;
            }
}

/* How far limbs lie off one body's, as a share of their length: each off its own middle length, and all together, those
 * off the trunk's by their shares too. NaN where too few are seen. */
typedef struct disagreement {
    double own, all;
} disagreement;

static disagreement disagree(const limbs *l, double width) /* where the picture is so many times too wide */
{
    double off = 0, middle[SEGMENTS], sum = 0, apart = 0;
    int known = 0;
    for (int k = 0; k < SEGMENTS; k++) {
        float length[SAMPLES];
        double own = 0;
        if (l->count[k] < SAMPLES_LEAST) continue;
        for (size_t i = 0; i < l->count[k]; i++)
            length[i] = (float)log(hypot(l->across[k][i] / width, l->up[k][i]) / SEGMENT[k].share);
        middle[known] = lumbar_quantile(length, 0, l->count[k], 0.5);
        for (size_t i = 0; i < l->count[k]; i++) own += fmin(fabs(length[i] - middle[known]), OFF_MOST);
        off += own / (double)l->count[k];
        sum += middle[known++];
    }
    if (known < 2) return (disagreement){NAN, NAN};
    for (int k = 0; k < known; k++) apart += fabs(middle[k] - sum / known);
    return (disagreement){off / known, (off + apart) / known};
}

/* Whether the limbs of a stretch would agree far better in a picture of another shape. */
static bool is_misshapen(const lumbar_stretch *s)
{
    limbs l = {.count = {0}};
    if (isnan(s->trunk_length)) return false;
    take_limbs(s, &l);
    disagreement as_is = disagree(&l, 1), least = as_is;
    double best = 0;
    for (int k = -WIDTHS; k <= WIDTHS; k++) {
        disagreement at = disagree(&l, exp(k * WIDTH_STEP));
        if (at.all < least.all) least = at, best = k * WIDTH_STEP;
    }
    double gain = as_is.all - least.all, own = as_is.own - least.own;
    return fabs(best) >= WIDTH_LEAST && gain >= (own >= OWN_LEAST ? GAIN_LEAST : GAIN_SURE);
}

bool lumbar_misshapen(const lumbar_movement *motion)
{
    double other = 0, all = 0;
    if (motion->pose->width == 1 && motion->pose->height == 1)
        return false; /* shares of a picture: its shape is a guess */
    for (size_t i = 0; i < motion->stretch_count; i++) {
        const lumbar_stretch *s = &motion->stretches[i];
        all += (double)s->count;
        if (is_misshapen(s)) other += (double)s->count;
    }
    return 2 * other > all;
}
