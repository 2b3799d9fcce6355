/* Skeletons -> SVG. A unit is a centimetre. */
#include "figure/figure.h"

#define HEAD .095  /* m, radius of the head's circle, about half of its height of 0.23 m with the hair (own choice) */
#define MARGIN .08 /* m around it all */
#define APART .30  /* m between start and end, room for the arrow */
#define ASLANT .16 /* m to the side for each m of depth: far limbs peep out behind near ones (own choice) */
#define MORE_ASLANT .7 /* the same of a row that is `aslant`: a hand beside the hip shows (own choice) */
enum { FRAMES = 4 };   /* of the movement, start and end among them */

/* How it moves where motion is allowed: twice, under five seconds in all (WCAG 2.2.2), again while pointed at. */
static const char STYLE[] =
    "<style>@media(prefers-reduced-motion:no-preference){.f{animation:2.4s step-end 2 f3}.f0{animation-name:f0}"
    ".f1{animation-name:f1}.f2{animation-name:f2}}"
    "@keyframes f0{0%{visibility:visible}20%{visibility:hidden}94%{visibility:visible}}"
    "@keyframes "
    "f1{0%{visibility:hidden}20%{visibility:visible}27%{visibility:hidden}87%{visibility:visible}94%{visibility:hidden}"
    "}"
    "@keyframes "
    "f2{0%{visibility:hidden}27%{visibility:visible}34%{visibility:hidden}80%{visibility:visible}87%{visibility:hidden}"
    "}"
    "@keyframes f3{0%{visibility:hidden}34%{visibility:visible}80%{visibility:hidden}}</style>";

typedef struct sheet {
    lumbar_text *out;
    double left, top; /* m, of the picture's corner in the room */
    double right, low;
    double shift; /* m, to the right */
    double aslant;
    bool measure; /* only widen the sheet */
} sheet;

/* ---- lines --------------------------------------------------------------------------------------------- */

static void take(sheet *s, double x, double z, double around)
{
    s->left = fmin(s->left, x - around);
    s->right = fmax(s->right, x + around);
    s->top = fmax(s->top, z + around);
    s->low = fmin(s->low, z - around);
}

static int across(const sheet *s, double x) { return (int)lround(100 * (x - s->left + s->shift)); }
static int down(const sheet *s, double z) { return (int)lround(100 * (s->top - z)); }

/* A line through points. */
static void line(sheet *s, const lumbar_trainee_vec *points, size_t count)
{
    int x = 0, y = 0;
    for (size_t i = 0; i < count; i++) {
        double at = points[i].x + s->aslant * points[i].y;
        if (s->measure) {
            take(s, at, points[i].z, .04);
            continue;
        }
        int new_x = across(s, at), new_y = down(s, points[i].z);
        lumbar_text_addf(s->out, i ? "%d%s%d" : "M%d%s%d", new_x - x, new_y - y < 0 ? "" : " ", new_y - y);
        if (i == 0) lumbar_text_add(s->out, "l");
        else if (i + 1 < count) lumbar_text_add(s->out, " ");
        x = new_x;
        y = new_y;
    }
}

static void circle(sheet *s, double x, double z, double radius)
{
    int r = (int)lround(100 * radius);
    if (s->measure) take(s, x, z, radius);
    else
        lumbar_text_addf(s->out, "M%d %da%d %d 0 1 0 %d 0a%d %d 0 1 0-%d 0", across(s, x) - r, down(s, z), r, r, 2 * r,
                         r, r, 2 * r);
}

/* ---- the body ------------------------------------------------------------------------------------------ */

static void limbs(sheet *s, const lumbar_skeleton *k, int side)
{
    const lumbar_bone *bone = k->bone;
    const lumbar_trainee_vec arm[] = {bone[LUMBAR_BONE_UPPER_ARM + side].at, bone[LUMBAR_BONE_FOREARM + side].at,
                                      place_in(&bone[LUMBAR_BONE_HAND + side], vec(0, 0, -.08))};
    const lumbar_trainee_vec leg[] = {bone[LUMBAR_BONE_THIGH + side].at, bone[LUMBAR_BONE_SHANK + side].at,
                                      bone[LUMBAR_BONE_FOOT + side].at,
                                      place_in(&bone[LUMBAR_BONE_FOOT + side], vec(.14, 0, -.03))};
    line(s, arm, LUMBAR_COUNT(arm));
    line(s, leg, LUMBAR_COUNT(leg));
}

static void trunk(sheet *s, const lumbar_skeleton *k)
{
    const lumbar_trainee_vec spine[] = {between(k->bone[LUMBAR_BONE_THIGH].at, k->bone[LUMBAR_BONE_THIGH + 1].at, .5),
                                        k->node[0],
                                        k->node[3],
                                        k->node[5],
                                        k->node[7],
                                        k->skull};
    lumbar_trainee_vec head = place_in(&k->bone[LUMBAR_BONE_HEAD], vec(.01, 0, .09));
    line(s, spine, LUMBAR_COUNT(spine));
    circle(s, head.x + s->aslant * head.y, head.z, HEAD);
}

static void body(sheet *s, const lumbar_skeleton *k)
{
    if (!s->measure) lumbar_text_add(s->out, "<path stroke-opacity=\".4\" d=\"");
    limbs(s, k, 0);
    if (!s->measure) lumbar_text_add(s->out, "\"/><path d=\"");
    trunk(s, k);
    limbs(s, k, 1);
    if (!s->measure) lumbar_text_add(s->out, "\"/>");
}

/* ---- things -------------------------------------------------------------------------------------------- */

static void thing(sheet *s, const lumbar_figure *figure, const lumbar_skeleton *k)
{
    const lumbar_bone *bone = k->bone;
    lumbar_trainee_vec hand = between(place_in(&bone[LUMBAR_BONE_HAND], vec(0, 0, -.08)),
                                      place_in(&bone[LUMBAR_BONE_HAND + 1], vec(0, 0, -.08)), .5);
    lumbar_trainee_vec hip = between(bone[LUMBAR_BONE_THIGH].at, bone[LUMBAR_BONE_THIGH + 1].at, .5);
    lumbar_trainee_vec elbow = between(bone[LUMBAR_BONE_FOREARM].at, bone[LUMBAR_BONE_FOREARM + 1].at, .5);
    lumbar_trainee_vec foot = between(bone[LUMBAR_BONE_FOOT].at, bone[LUMBAR_BONE_FOOT + 1].at, .5);
    lumbar_trainee_vec lean = unit(sub(k->node[5], k->node[0]));
    if (!s->measure) lumbar_text_add(s->out, "<path stroke-width=\"3\" d=\"");
    switch (figure->thing) {
    case LUMBAR_THING_NONE: break;
    case LUMBAR_THING_BAR:
        line(s, (lumbar_trainee_vec[]){vec(hand.x - .3, 0, hand.z), vec(hand.x + .3, 0, hand.z)}, 2);
        break;
    case LUMBAR_THING_WHEEL: circle(s, hand.x, fmin(hand.z, .1), .1); break;
    case LUMBAR_THING_WEIGHT: circle(s, hand.x, hand.z, .12); break;
    case LUMBAR_THING_BALL: circle(s, hand.x - .1, elbow.z / 2, elbow.z / 2 - .03); break;
    case LUMBAR_THING_BENCH:
        line(s, (lumbar_trainee_vec[]){vec(hip.x - .2, 0, hip.z - .13), vec(hip.x + .25, 0, hip.z - .13)}, 2);
        line(s, (lumbar_trainee_vec[]){vec(hip.x, 0, hip.z - .13), vec(hip.x, 0, 0)}, 2);
        line(s, (lumbar_trainee_vec[]){vec(foot.x - .02, 0, foot.z - .14), vec(foot.x - .02, 0, 0)}, 2);
        break;
    case LUMBAR_THING_SLOPE:
        line(s,
             (lumbar_trainee_vec[]){vec(hip.x - .75, 0, hip.z - .46), vec(hip.x + .55, 0, hip.z + .16),
                                    vec(hip.x + .55, 0, 0)},
             3);
        break;
    case LUMBAR_THING_MACHINE:
        line(s,
             (lumbar_trainee_vec[]){add(hip, add(times(lean, .65), vec(-.13, 0, -.06))),
                                    vec(hip.x - .08, 0, hip.z - .13), vec(hip.x + .3, 0, hip.z - .13)},
             3);
        line(s, (lumbar_trainee_vec[]){vec(hip.x, 0, hip.z - .13), vec(hip.x, 0, 0)}, 2);
        break;
    }
    if (!s->measure) lumbar_text_add(s->out, "\"/>");
}

static void frame(sheet *s, const lumbar_figure *figure, const lumbar_skeleton *k)
{
    if (figure->thing != LUMBAR_THING_NONE) thing(s, figure, k);
    body(s, k);
}

/* ---- the whole ----------------------------------------------------------------------------------------- */

static void escape(lumbar_text *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '&') lumbar_text_add(out, "&amp;");
        else if (*text == '<') lumbar_text_add(out, "&lt;");
        else if (*text == '>') lumbar_text_add(out, "&gt;");
        else lumbar_text_add_bytes(out, text, 1);
    }
}

static void head(sheet *s, const lumbar_figure *figure, bool alone, double width)
{
    lumbar_text_addf(s->out,
                     "<svg class=\"figure\"%s role=\"img\" viewBox=\"0 0 %d %d\" fill=\"none\" stroke=\"currentColor\" "
                     "stroke-width=\"6\" stroke-linecap=\"round\" stroke-linejoin=\"round\"><title>",
                     alone ? " xmlns=\"http://www.w3.org/2000/svg\"" : "", (int)lround(100 * (2 * width + APART)),
                     down(s, s->low));
    escape(s->out, figure->name);
    lumbar_text_add(s->out, "</title><desc>");
    escape(s->out, figure->text);
    lumbar_text_add(s->out, "</desc>");
    if (alone) lumbar_text_add(s->out, STYLE);
    int floor = down(s, 0), right = (int)lround(100 * width), arrow = right + (int)lround(50 * APART);
    lumbar_text_addf(s->out, "<path stroke-width=\"2\" stroke-opacity=\".6\" d=\"M0 %dh%dm%d 0h%d\"/>", floor, right,
                     (int)lround(100 * APART), right);
    lumbar_text_addf(s->out, "<path stroke-width=\"3\" d=\"M%d %dh20m-7-7l7 7-7 7\"/>", arrow - 10,
                     down(s, s->low) / 2);
}

bool lumbar_figure_svg(const lumbar_figure *figure, bool alone, lumbar_text *svg)
{
    lumbar_skeleton frames[FRAMES];
    sheet s = {.out = svg, .left = 1e9, .right = -1e9, .low = 0, .top = 0, .measure = true};
    s.aslant = figure->aslant ? MORE_ASLANT : ASLANT;
    for (int i = 0; i < FRAMES; i++) {
        if (!lumbar_figure_posture(figure, i / (double)(FRAMES - 1), &frames[i])) return false;
        frame(&s, figure, &frames[i]);
    }
    s.left -= MARGIN, s.right += MARGIN, s.top += MARGIN, s.low -= MARGIN / 2;
    s.measure = false;
    double width = s.right - s.left;
    head(&s, figure, alone, width);
    frame(&s, figure, &frames[0]);
    s.shift = width + APART;
    for (int i = 0; i < FRAMES; i++) {
        lumbar_text_addf(svg, i + 1 < FRAMES ? "<g class=\"f f%d\" visibility=\"hidden\">" : "<g class=\"f f%d\">", i);
        frame(&s, figure, &frames[i]);
        lumbar_text_add(svg, "</g>");
    }
    lumbar_text_add(svg, alone ? "</svg>\n" : "</svg>");
    return true;
}
